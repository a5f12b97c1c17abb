//! The samples in `events/`.

use std::path::PathBuf;

use serde_json::Value;

/// A sample decree and what is known of it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Name of the file, without its ending.
    pub name: String,
    /// Body of the decree.
    pub decree: Value,
    /// Body of its completion, if it has one.
    pub completion: Option<Value>,
    /// What it does to the register, worked out by hand.
    pub expected: Value,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../events")
}

fn read(path: &str) -> Option<Value> {
    let text = std::fs::read(folder().join(path)).ok()?;
    Some(serde_json::from_slice(&text).unwrap())
}

impl Sample {
    /// Reads a sample.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            decree: read(&format!("decrees/{name}.json")).unwrap(),
            completion: read(&format!("completions/{name}.json")),
            expected: read(&format!("expected/{name}.json")).unwrap(),
        }
    }

    /// Reads all samples, in the order of their names.
    pub fn all() -> Vec<Self> {
        let mut names: Vec<String> = std::fs::read_dir(folder().join("decrees"))
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names.iter().map(|name| Self::named(name)).collect()
    }

    /// A ruling after which more happens, of a family of its own.
    pub fn later(name: &str) -> Value {
        read(&format!("later/{name}.json")).unwrap()
    }

    /// The sample register.
    pub fn register() -> Value {
        read("register/households.json").unwrap()
    }

    /// Every text in samples and register that names, finds or reaches a person: what must not appear in logs,
    /// queues and journals.
    pub fn personal_data() -> Vec<String> {
        let mut found = Vec::new();
        collect(&Self::register(), &mut found);
        for file in std::fs::read_dir(folder().join("later")).unwrap() {
            let name = file.unwrap().file_name().to_string_lossy().into_owned();
            collect(&read(&format!("later/{name}")).unwrap(), &mut found);
        }
        for sample in Self::all() {
            collect(&sample.decree, &mut found);
        }
        found.extend(in_files());
        found.sort();
        found.dedup();
        found
    }
}

/// What the sample of a court's file says of people.
fn in_files() -> Vec<String> {
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(folder().join("files/contoh-sipp.csv"))
        .unwrap();
    let of_people = ["_nama", "_indentitas", "_nik", "_telepon", "_alamat"];
    let header = csv.headers().unwrap().clone();
    csv.records()
        .flat_map(|row| {
            let row = row.unwrap();
            let cells = header.iter().zip(row.iter());
            cells
                .filter(|(name, cell)| {
                    !cell.is_empty() && of_people.iter().any(|ending| name.ends_with(ending))
                })
                .map(|(_, cell)| cell.to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Members of the samples that hold personal data.
const PERSONAL: &[&str] = &[
    "nik", "name", "number", "street", "address", "phone", "father", "mother", "spouse", "host",
];

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if PERSONAL.contains(&name.as_str()) && is_somebodys(text) => {
                        found.push(text.clone());
                    }
                    other => collect(other, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// A number of an akta is not a person's; neither is the name of a regency.
fn is_somebodys(text: &str) -> bool {
    !text.contains("/AC/") && !text.starts_with("Kabupaten") && !text.starts_with("Kota ")
}
