//! Region codes of the Ministry of Home Affairs (Kemendagri). The statistics office (BPS) uses another
//! system; its codes do not fit these types.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, KkNumber, string_identifier};

macro_rules! region_code {
    ($(#[$doc:meta])* $name:ident, $lengths:expr, $form:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        string_identifier!($name);

        impl $name {
            /// Parses the dotted notation.
            ///
            /// # Errors
            /// Code `region_code_form`.
            pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
                let lengths: &[usize] = &$lengths;
                let parts: Vec<&str> = text.split('.').collect();
                let fits = parts.len() == lengths.len()
                    && parts
                        .iter()
                        .zip(lengths)
                        .all(|(part, length)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit()));
                if fits {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(InvalidIdentifier {
                        code: "region_code_form",
                        rule: concat!("a Kemendagri code of this level has the form ", $form, ", N a digit"),
                        mend: "use the dotted Kemendagri code, not the BPS code",
                    })
                }
            }

            /// The dotted code.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

region_code!(
    /// A city or regency (*kota/kabupaten*), e.g. `35.75`.
    CityCode,
    [2, 2],
    "NN.NN"
);
region_code!(
    /// A district (*kecamatan*), e.g. `35.75.01`. KK numbers are issued per kecamatan.
    KecamatanCode,
    [2, 2, 2],
    "NN.NN.NN"
);
region_code!(
    /// An urban village (*kelurahan*, fourth part starting with 1) or village (*desa*, 2), e.g. `35.75.01.1001`.
    KelurahanCode,
    [2, 2, 2, 4],
    "NN.NN.NN.NNNN"
);

/// Code and name of each city and regency, one a line (Kepmendagri 300.2.2-2138/2025, as compiled by
/// github.com/cahyadsn/wilayah, MIT licence).
const REGIONS: &str = include_str!("regions.csv");

fn regions() -> impl Iterator<Item = (&'static str, &'static str)> {
    REGIONS.lines().filter_map(|line| line.split_once(','))
}

impl CityCode {
    /// Every city and regency of the ministry's list, by code, with its name such as `Kota Malang`.
    pub fn listed() -> impl Iterator<Item = (Self, &'static str)> {
        regions().map(|(code, name)| (Self(code.to_owned()), name))
    }

    /// Its name in the ministry's list, such as `Kota Malang`; `None` for a code that is not on it.
    pub fn name(&self) -> Option<&'static str> {
        regions().find_map(|(code, name)| (code == self.0).then_some(name))
    }

    /// The city or regency with this name, whatever its capitals. A bare `Malang` is two of them, and none is meant.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        regions()
            .find(|(_, listed)| listed.eq_ignore_ascii_case(name))
            .map(|(code, _)| Self(code.to_owned()))
    }

    /// Whether both lie in the same province.
    pub fn shares_province_with(&self, other: &Self) -> bool {
        self.0[..2] == other.0[..2]
    }
}

impl KelurahanCode {
    /// The kecamatan this kelurahan belongs to.
    pub fn kecamatan(&self) -> KecamatanCode {
        KecamatanCode(self.0[..8].to_owned())
    }

    /// The city this kelurahan belongs to.
    pub fn city(&self) -> CityCode {
        CityCode(self.0[..5].to_owned())
    }
}

impl KecamatanCode {
    /// The kecamatan that issued a KK number, by its first six digits.
    pub fn issuing(number: &KkNumber) -> Self {
        let digits = number.as_str();
        Self(format!("{}.{}.{}", &digits[..2], &digits[2..4], &digits[4..6]))
    }

    /// The six digits that begin a KK number issued in this kecamatan.
    pub fn digits(&self) -> String {
        self.0.replace('.', "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kelurahan_knows_its_kecamatan_and_city() {
        let code = KelurahanCode::parse("35.75.01.1001").unwrap();
        assert_eq!(code.kecamatan().as_str(), "35.75.01");
        assert_eq!(code.kecamatan().digits(), "357501");
        assert_eq!(code.city().as_str(), "35.75");
        let number = KkNumber::parse("3575012109210001").unwrap();
        assert_eq!(KecamatanCode::issuing(&number), code.kecamatan());
    }

    #[test]
    fn the_list_names_every_city_and_regency_once() {
        let listed: Vec<_> = CityCode::listed().collect();
        assert_eq!(listed.len(), 514);
        assert!(listed.is_sorted_by(|one, next| one.0 < next.0), "each code once");
        let names: std::collections::BTreeSet<_> = listed.iter().map(|(_, name)| name).collect();
        assert_eq!(names.len(), 514, "each name once");
        for (code, name) in &listed {
            assert_eq!(CityCode::parse(code.as_str()).as_ref(), Ok(code));
            assert!(
                name.starts_with("Kota ") || name.starts_with("Kabupaten "),
                "{name}"
            );
            assert!(name.chars().count() <= 60, "{name} fits into a destination");
        }
    }

    #[test]
    fn a_region_is_found_by_its_whole_name_and_code() {
        let malang = CityCode::parse("35.73").unwrap();
        assert_eq!(malang.name(), Some("Kota Malang"));
        assert_eq!(CityCode::named(" kota malang "), Some(malang.clone()));
        assert_eq!(CityCode::named("Malang"), None, "the city or the regency?");
        assert_eq!(CityCode::parse("35.99").unwrap().name(), None);
        let pasuruan = CityCode::parse("35.75").unwrap();
        assert!(malang.shares_province_with(&pasuruan));
        assert!(!CityCode::parse("51.71").unwrap().shares_province_with(&pasuruan));
    }

    #[test]
    fn bps_codes_do_not_pass() {
        assert!(KelurahanCode::parse("3575010001").is_err());
        assert!(KecamatanCode::parse("3575010").is_err());
        assert!(CityCode::parse("35.7é").is_err());
    }
}
