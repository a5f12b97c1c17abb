//! Kelurahan and kecamatan, by the codes of the Ministry of Home Affairs (not those of BPS).

use serde::{Deserialize, Serialize};

/// A kelurahan of the city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Kelurahan {
    /// `PP.KK.CC.DDDD`, such as `35.75.01.1001`.
    pub code: String,
    /// Name, such as `Karangketug`.
    pub name: String,
    /// `PP.KK.CC` of the kecamatan it lies in, such as `35.75.01`.
    pub kecamatan_code: String,
    /// Name of the kecamatan it lies in, such as `Gadingrejo`.
    pub kecamatan_name: String,
}

/// A kecamatan of the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kecamatan<'a> {
    /// `PP.KK.CC`, such as `35.75.01`.
    pub code: &'a str,
    /// Name, such as `Gadingrejo`.
    pub name: &'a str,
}

/// Whether `code` has groups of decimal digits of exactly these lengths, separated by dots.
pub(crate) fn is_code(code: &str, lengths: &[usize]) -> bool {
    let groups: Vec<&str> = code.split('.').collect();
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(group, &length)| group.len() == length && group.bytes().all(|byte| byte.is_ascii_digit()))
}
