//! The configuration of one city, as every function reads it.

use crate::{Aid, CITY_JSON, Faults, Kecamatan, Kelurahan, Officer, SecurityOffices, rules};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::Path};
use tuntas_domain::working_days::WorkingDays;
use tuntas_signatures::{Jwk, Jwks};

/// A city, its offices, its courts and their keys. Always checked: made by [`City::build`] or [`City::load`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct City {
    /// A sample: its documents say CONTOH and no real person's name is in it.
    pub sample: bool,
    /// Region code of the Ministry of Home Affairs, `PP.KK`, such as `35.75`.
    pub region_code: String,
    /// Name with its kind, such as `Kota Pasuruan`.
    pub name: String,
    /// Name of the province, such as `Jawa Timur`.
    pub province: String,
    /// IANA time zone in which citizens read dates and times, such as `Asia/Jakarta`.
    pub timezone: String,
    /// ISO 639-1 codes of the languages of the citizens' pages; the first is the default.
    pub languages: Vec<String>,
    /// The civil registry office (*Dinas Kependudukan dan Pencatatan Sipil*).
    pub office: Office,
    /// Where a citizen complains; on every page and document.
    pub complaints: Complaints,
    /// Lines at the head of a letter, from the largest body to the office.
    pub letterhead: Vec<String>,
    /// Courts whose decrees are accepted.
    pub courts: Vec<Court>,
    /// Officers of the registry.
    pub officers: Vec<Officer>,
    /// Who asks for security and who gives it.
    pub security: SecurityOffices,
    /// Who helps after a divorce.
    #[serde(default)]
    pub aid: Aid,
    /// Where the courier collects the envelopes.
    pub pickup: PickUp,
    /// Days on which nobody works, by year.
    #[serde(default)]
    pub holidays: Vec<Holidays>,
    /// What reports need.
    #[serde(default)]
    pub reports: Reports,
    /// Every kelurahan, ascending by code.
    pub kelurahan: Vec<Kelurahan>,
    /// The courts' public keys.
    pub court_keys: Jwks,
}

/// The office that issues the documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Office {
    /// Full name.
    pub name: String,
    /// Name as citizens say it.
    #[serde(alias = "short_name")]
    pub short_name: String,
    /// Street address on one line.
    pub address: String,
    /// Town printed before the date of a document.
    #[serde(alias = "place_of_issue")]
    pub place_of_issue: String,
    /// Who signs.
    pub head: Head,
}

/// The head of the office, as printed under documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Head {
    /// Title of the post.
    pub title: String,
    /// Name; a sample city's contains `CONTOH`.
    pub name: String,
    /// Civil servant number: 18 digits, all zero in a sample city.
    pub nip: String,
}

/// Complaint channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Complaints {
    /// Telephone as printed, such as `(0343) 421717`.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// The office's web page, `https://...`.
    pub website: String,
    /// The city's complaint application, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// The national channel, `https://...` (SP4N-LAPOR).
    pub national: String,
}

/// A religious court.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Court {
    /// Code as in its case numbers, such as `PA.Pas`. Also the OAuth scope `court/<code>`.
    pub code: String,
    /// Name, such as `Pengadilan Agama Pasuruan`.
    pub name: String,
    /// Codes in case numbers of old rulings, no longer used.
    #[serde(default, alias = "former_codes", skip_serializing_if = "Vec::is_empty")]
    pub former_codes: Vec<String>,
    /// What the court calls the columns of its files, and the names of the guide for them. Read from `columns/<code>.toml`
    /// in the city's folder.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Who may act for the court where it drops files: ARNs of accounts, roles or users of IAM. With none, the city's own
    /// account lets them in.
    #[serde(default, alias = "file_principals", skip_serializing_if = "Vec::is_empty")]
    pub file_principals: Vec<String>,
}

/// Where a courier stops, and whom they meet there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickUp {
    /// Who hands the envelope over: a desk, not a person.
    #[serde(alias = "contact_name")]
    pub contact_name: String,
    /// Telephone of that desk, `+62` and 8 to 12 digits.
    #[serde(alias = "contact_phone")]
    pub contact_phone: String,
    /// Street address on one line.
    pub address: String,
    /// Five digits.
    #[serde(alias = "postal_code")]
    pub postal_code: String,
    /// Degrees north; negative in Java.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Hint for the rider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// All holidays of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Holidays {
    /// The year.
    pub year: i16,
    /// The joint decree of the ministers that sets them.
    pub decree: String,
    /// The days, weekends included.
    pub days: Vec<Holiday>,
}

/// A national holiday (*hari libur nasional*), or a day of collective leave (*cuti bersama*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: jiff::civil::Date,
    /// Its name.
    pub name: String,
    /// Collective leave: civil servants do not work then either.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub collective: bool,
}

/// What reports need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reports {
    /// E-mail addresses of offices that are told when there is a report. Each has to confirm once.
    #[serde(default)]
    pub subscribers: Vec<String>,
    /// Rupiah for a thousand of each item, by [`COST_ITEMS`]: what running the service costs, estimated.
    #[serde(default, alias = "rupiah_per_thousand")]
    pub rupiah_per_thousand: std::collections::BTreeMap<String, u64>,
}

/// Items of the costs that a city may price.
pub const COST_ITEMS: [&str; 5] = ["steps", "documents", "envelopes", "sheets", "cards"];

/// Why `city.json` could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("{CITY_JSON} could not be read; it belongs beside the function, made by `cargo xtask city`")]
    Unreadable(#[source] io::Error),
    /// The file is not the JSON of a city.
    #[error("{CITY_JSON} is not a city; make it again with `cargo xtask city`")]
    NotACity(#[source] serde_json::Error),
    /// The file breaks a rule.
    #[error("{CITY_JSON} breaks its rules; make it again with `cargo xtask city`")]
    Faulty(#[source] Faults),
}

impl City {
    /// Reads a city from `path`: a `city.json`, or the folder that holds one (a function's own folder).
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        let file = if path.is_dir() {
            path.join(CITY_JSON)
        } else {
            path.to_owned()
        };
        Self::from_json(&fs::read(file).map_err(LoadError::Unreadable)?)
    }

    /// Reads a city from the content of a `city.json`, and checks it again.
    pub fn from_json(json: &[u8]) -> Result<Self, LoadError> {
        let city: Self = serde_json::from_slice(json).map_err(LoadError::NotACity)?;
        rules::check(&city, &rules::Files::CITY_JSON).map_err(LoadError::Faulty)?;
        Ok(city)
    }

    /// The content of `city.json`; the same city always gives the same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The kelurahan with that code, `PP.KK.CC.DDDD`; `None` when it is not in this city.
    pub fn kelurahan(&self, code: &str) -> Option<&Kelurahan> {
        let found = self
            .kelurahan
            .binary_search_by(|kelurahan| kelurahan.code.as_str().cmp(code))
            .ok()?;
        self.kelurahan.get(found)
    }

    /// Whether nobody works on a day: a holiday, or collective leave. Weekends are not asked of here.
    pub fn is_holiday(&self, day: jiff::civil::Date) -> bool {
        let mut days = self.holidays.iter().flat_map(|year| &year.days);
        days.any(|holiday| holiday.date == day)
    }

    /// The days on which the city's offices work. A year whose holidays are not listed has its weekends alone.
    pub fn working_days(&self) -> WorkingDays {
        let days = self.holidays.iter().flat_map(|year| &year.days);
        WorkingDays::without(days.map(|holiday| holiday.date))
    }

    /// The kecamatan of the city, each once, ascending by code.
    pub fn kecamatan(&self) -> Vec<Kecamatan<'_>> {
        let mut all: Vec<Kecamatan<'_>> = self
            .kelurahan
            .iter()
            .map(|kelurahan| Kecamatan {
                code: &kelurahan.kecamatan_code,
                name: &kelurahan.kecamatan_name,
            })
            .collect();
        all.dedup_by_key(|kecamatan| kecamatan.code);
        all
    }

    /// The court with that code.
    pub fn court(&self, code: &str) -> Option<&Court> {
        self.courts.iter().find(|court| court.code == code)
    }

    /// The published key with that `kid`, and the court it belongs to.
    pub fn court_key(&self, kid: &str) -> Option<(&Court, &Jwk)> {
        let key = self.court_keys.get(kid)?;
        Some((self.court(key.court()?)?, key))
    }

    /// The region code as it begins a family card's number: four digits, such as `3575`.
    pub fn region_digits(&self) -> String {
        self.region_code.replace('.', "")
    }

    /// The time zone in which citizens read dates. UTC only if the bundled database lacked it, which the rules
    /// exclude.
    pub fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.timezone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}
