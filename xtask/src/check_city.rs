//! `cargo xtask city`.

use std::path::PathBuf;

use tuntas_batches::Mapping;
use tuntas_city::{CITY_JSON, City};
use tuntas_local_cloud::{Error, Layout, Progress, Result};

use crate::prepare::CITY;

/// Checks a city's folder with the keys its courts have published, and writes the merged `city.json` that goes
/// beside each function to `.local/<city>/city.json`.
pub(crate) fn run(layout: &Layout, progress: &Progress, folder: Option<PathBuf>) -> Result<()> {
    let folder = folder.unwrap_or_else(|| layout.city(CITY));
    let city = City::build(&folder, None)?;
    for court in &city.courts {
        Mapping::new(&court.columns).map_err(|fault| Error::Answer {
            what: format!("columns/{}.toml", court.code),
            reason: format!("{fault}; docs/batch-files.md lists them"),
        })?;
    }
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    let merged = layout.local().join("cities").join(name).join(CITY_JSON);
    if let Some(parent) = merged.parent() {
        std::fs::create_dir_all(parent).map_err(|source| Error::File {
            path: parent.to_owned(),
            source,
        })?;
    }
    std::fs::write(&merged, city.to_json()).map_err(|source| Error::File {
        path: merged.clone(),
        source,
    })?;
    progress.say(&format!(
        "{}: {} kelurahan, {} courts, {} keys, {}. Written to {}",
        city.name,
        city.kelurahan.len(),
        city.courts.len(),
        city.court_keys.keys().len(),
        holidays(&city),
        merged.display()
    ));
    Ok(())
}

/// For which years the promise of one working day can be judged by the holidays.
fn holidays(city: &City) -> String {
    let years: Vec<String> = city.holidays.iter().map(|list| list.year.to_string()).collect();
    if years.is_empty() {
        return "no holidays: reports count weekends alone, and say so".to_owned();
    }
    format!(
        "holidays of {}; in other years reports count weekends alone, and say so",
        years.join(", ")
    )
}
