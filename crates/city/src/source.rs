//! From a city's folder to a checked [`City`].

use crate::{
    Aid, City, Complaints, Court, Faults, Holidays, Office, Officer, PickUp, Reports, SecurityOffices, rules,
    wilayah,
};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, io, path::Path};
use tuntas_signatures::Jwks;

/// Name of the file that describes the city.
pub const CITY_TOML: &str = "city.toml";
/// Name of the table of kelurahan.
pub const WILAYAH_CSV: &str = "wilayah.csv";
/// Name of the courts' public keys.
pub const COURTS_JWKS: &str = "courts.jwks.json";
/// Name of the folder of what courts call the columns of their files, one TOML file for each court.
pub const COLUMNS: &str = "columns";
/// Name of the checked and merged result.
pub const CITY_JSON: &str = "city.json";

/// The content of a city's three files.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// Content of `city.toml`.
    pub city_toml: &'a str,
    /// Content of `wilayah.csv`.
    pub wilayah_csv: &'a str,
    /// Content of `courts.jwks.json`.
    pub courts_jwks: &'a str,
}

/// `city.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CityToml {
    sample: bool,
    region_code: String,
    name: String,
    province: String,
    timezone: String,
    languages: Vec<String>,
    letterhead: Vec<String>,
    office: Office,
    complaints: Complaints,
    courts: Vec<Court>,
    officers: Vec<Officer>,
    security: SecurityOffices,
    #[serde(default)]
    aid: Aid,
    pickup: PickUp,
    #[serde(default)]
    holidays: Vec<Holidays>,
    #[serde(default)]
    reports: Reports,
}

impl City {
    /// Reads and checks a city's folder. `courts_jwks` replaces the folder's own `courts.jwks.json`, for a
    /// rehearsal with generated keys.
    pub fn build(folder: &Path, courts_jwks: Option<&Path>) -> Result<Self, Faults> {
        let keys = courts_jwks.map_or_else(|| folder.join(COURTS_JWKS), Path::to_path_buf);
        let mut faults = Faults::default();
        let mut read = |path: &Path, name: &str, mend: &str| {
            fs::read_to_string(path).unwrap_or_else(|error| {
                faults.push(
                    name,
                    "file",
                    format!("could not be read ({})", error.kind()),
                    mend,
                );
                String::new()
            })
        };
        let city_toml = read(
            &folder.join(CITY_TOML),
            CITY_TOML,
            "Copy that of another city and change it",
        );
        let wilayah_csv = read(
            &folder.join(WILAYAH_CSV),
            WILAYAH_CSV,
            "List every kelurahan of the city, one a line",
        );
        let courts_jwks = read(
            &keys,
            COURTS_JWKS,
            "Put the courts' public keys there as a JWK set, or name another file",
        );
        faults.into_result()?;
        let mut city = Self::assemble(Sources {
            city_toml: &city_toml,
            wilayah_csv: &wilayah_csv,
            courts_jwks: &courts_jwks,
        })?;
        for court in &mut city.courts {
            court.columns = columns(folder, &court.code)?;
        }
        Ok(city)
    }

    /// Checks and merges the content of the three files. Every fault of every file is reported at once.
    pub fn assemble(sources: Sources<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let described = parse_toml(sources.city_toml, &mut faults);
        let kelurahan = wilayah::parse(sources.wilayah_csv, &mut faults);
        let court_keys = parse_jwks(sources.courts_jwks, &mut faults);
        let (Some(described), Some(court_keys)) = (described, court_keys) else {
            return Err(faults);
        };
        let city = Self {
            sample: described.sample,
            region_code: described.region_code,
            name: described.name,
            province: described.province,
            timezone: described.timezone,
            languages: described.languages,
            office: described.office,
            complaints: described.complaints,
            letterhead: described.letterhead,
            courts: described.courts,
            officers: described.officers,
            security: described.security,
            aid: described.aid,
            pickup: described.pickup,
            holidays: described.holidays,
            reports: described.reports,
            kelurahan,
            court_keys,
        };
        if let Err(found) = rules::check(&city, &rules::Files::SOURCES) {
            faults.0.extend(found.0);
        }
        faults.into_result()?;
        Ok(city)
    }
}

/// What a court calls the columns of its files; most courts need no such file.
fn columns(folder: &Path, court: &str) -> Result<BTreeMap<String, String>, Faults> {
    let name = format!("{COLUMNS}/{court}.toml");
    let text = match fs::read_to_string(folder.join(&name)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => {
            let mut faults = Faults::default();
            let rule = format!("could not be read ({})", error.kind());
            faults.push(&name, "file", rule, "Let it be readable, or remove it");
            return Err(faults);
        }
    };
    toml::from_str(&text).map_err(|error| {
        let mut faults = Faults::default();
        let rule = error.message().replace('\n', " ");
        let mend = "Write lines like \"No. Perkara\" = \"nomor_perkara\"";
        faults.push(&name, "line", rule, mend);
        faults
    })
}

fn parse_toml(text: &str, faults: &mut Faults) -> Option<CityToml> {
    toml::from_str(text)
        .map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            let rule = error.message().replace('\n', " ");
            faults.push(
                CITY_TOML,
                format!("line {line}"),
                rule,
                "Compare with cities/pasuruan/city.toml",
            );
        })
        .ok()
}

fn parse_jwks(text: &str, faults: &mut Faults) -> Option<Jwks> {
    Jwks::parse(text)
        .map_err(|error| {
            let mend = "Ask the court for its public keys again; private keys never leave the court";
            faults.push(COURTS_JWKS, "keys", error.to_string(), mend);
        })
        .ok()
}
