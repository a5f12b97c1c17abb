//! The city the local clouds play: its real configuration, with the courts' keys replaced by local ones.

use std::path::Path;

use serde::Deserialize;
use tuntas_city::{CITY_TOML, COURTS_JWKS, City};

use crate::functions::write_if_changed;
use crate::{Activity, CourtKeys, Error, Layout, Result, court_keys};

/// The part of `city.toml` that must be known before there are keys; the whole is checked afterwards.
#[derive(Deserialize)]
struct Courts {
    courts: Vec<Court>,
}

#[derive(Deserialize)]
struct Court {
    code: String,
}

/// Checks and merges the configuration of `city` into `.local/city.json`, with keys for its courts that were
/// drawn on this machine.
pub fn prepare(layout: &Layout, city: &str, activity: &Activity) -> Result<CourtKeys> {
    let folder = layout.city(city);
    let courts = courts_of(&folder)?;
    let keys = court_keys::prepare(layout, &courts)?;
    let published = layout.court_keys().join(COURTS_JWKS);
    write_if_changed(&published, &keys.published)?;
    let merged = City::build(&folder, Some(&published))?;
    activity.note(format!(
        "{}, {} with local keys",
        merged.name,
        courts.join(" and ")
    ));
    write_if_changed(&layout.city_json(), &merged.to_json())?;
    Ok(keys)
}

fn courts_of(folder: &Path) -> Result<Vec<String>> {
    let path = folder.join(CITY_TOML);
    let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let courts: Courts = toml::from_str(&text).map_err(|error| Error::Content {
        path: path.clone(),
        reason: error.message().to_owned(),
        mend: "Compare with cities/pasuruan/city.toml.".to_owned(),
    })?;
    Ok(courts.courts.into_iter().map(|court| court.code).collect())
}
