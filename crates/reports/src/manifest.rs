//! Which files belong to a report, and what they hold byte for byte.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_figures::{Period, Report};
use tuntas_signatures::sha256_hex;

use crate::{File, file};

/// Names the format of a manifest.
pub const FORMAT: &str = "tuntas/report-manifest/1";

/// Files of one report. Its [bytes](Manifest::bytes) are what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// Code of the city.
    pub city: String,
    /// The days the report is about.
    pub period: Period,
    /// Last day whose events are counted.
    pub closed: Date,
    /// Sample data.
    pub sample: bool,
    /// The files by name.
    pub files: Vec<Part>,
}

/// One file of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// Why a file or a manifest is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ManifestFault {
    /// Not the bytes of a manifest, or those of one written in another way.
    #[error("not a manifest of the format {FORMAT}")]
    Malformed,
    /// The manifest names no such file.
    #[error("the manifest names no such file")]
    Unknown,
    /// The file holds other bytes than the manifest says.
    #[error("the file was changed")]
    Changed,
}

impl Manifest {
    /// The manifest over some files of a report, in the order of their names.
    pub fn of(report: &Report, files: &[File]) -> Self {
        let mut parts: Vec<Part> = files
            .iter()
            .map(|file| Part {
                name: file.name.clone(),
                content_type: file.content_type.to_owned(),
                size: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
                sha256: sha256_hex(&file.bytes),
            })
            .collect();
        parts.sort_by(|one, other| one.name.cmp(&other.name));
        Self {
            format: FORMAT.to_owned(),
            city: report.city.clone(),
            period: report.period,
            closed: report.closed,
            sample: report.sample,
            files: parts,
        }
    }

    /// What is signed and stored: JSON without white space, members in the order above. The detached JWS over it is stored
    /// beside it under the same name with `.jws`.
    pub fn bytes(&self) -> Vec<u8> {
        // Texts, numbers and days always have a JSON form.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Its name among the files, such as `laporan-35.75-2021-09.manifest.json`.
    pub fn name(report: &Report) -> String {
        format!("{}.manifest.json", file::stem("laporan", report))
    }

    /// Reads stored bytes. Whether the city signed them has to be found out first.
    ///
    /// # Errors
    /// [`ManifestFault::Malformed`], also if the same manifest would be written in another way.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestFault> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| ManifestFault::Malformed)?;
        if manifest.format == FORMAT && manifest.bytes() == bytes {
            Ok(manifest)
        } else {
            Err(ManifestFault::Malformed)
        }
    }

    /// Whether a file is the one the manifest speaks of.
    ///
    /// # Errors
    /// [`ManifestFault::Unknown`], [`ManifestFault::Changed`].
    pub fn check(&self, name: &str, bytes: &[u8]) -> Result<(), ManifestFault> {
        let part = self
            .files
            .iter()
            .find(|part| part.name == name)
            .ok_or(ManifestFault::Unknown)?;
        if u64::try_from(bytes.len()) == Ok(part.size) && sha256_hex(bytes) == part.sha256 {
            Ok(())
        } else {
            Err(ManifestFault::Changed)
        }
    }
}
