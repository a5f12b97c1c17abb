//! The samples under `events/` and the places of Kota Pasuruan.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests; each test uses its part"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use serde_json::Value;
use tuntas_contract::Places;
use tuntas_contract::security::Asking;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{CityCode, KelurahanCode};

/// The day on which the samples arrive.
pub const TODAY: Date = date(2026, 11, 2);

/// The repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a file under `events/`.
pub fn sample(path: &str) -> String {
    let file = repository().join("events").join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()))
}

/// The JSON of a file under `events/`.
pub fn sample_json(path: &str) -> Value {
    serde_json::from_str(&sample(path)).unwrap()
}

/// Names of the JSON files in a folder under `events/`, without their ending, sorted.
pub fn samples_in(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(repository().join("events").join(folder))
        .unwrap()
        .filter_map(|entry| {
            entry
                .unwrap()
                .file_name()
                .to_str()?
                .strip_suffix(".json")
                .map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// The sample register.
pub fn register() -> Vec<Household> {
    serde_json::from_str(&sample("register/households.json")).unwrap()
}

/// Kota Pasuruan's table of places.
pub struct Pasuruan(BTreeSet<String>);

impl Pasuruan {
    /// Reads the city's table.
    pub fn load() -> Self {
        let mut rows = csv::Reader::from_path(repository().join("cities/pasuruan/wilayah.csv")).unwrap();
        let codes: BTreeSet<String> = rows.records().map(|row| row.unwrap()[0].to_owned()).collect();
        assert_eq!(codes.len(), 34);
        Self(codes)
    }
}

impl Asking for Pasuruan {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.0.contains(code.as_str())
    }
    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get("Asia/Jakarta").unwrap()
    }
    fn today(&self) -> Date {
        TODAY
    }
}

impl Places for Pasuruan {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.0.contains(code.as_str())
    }
    fn city(&self) -> CityCode {
        CityCode::parse("35.75").unwrap()
    }
}
