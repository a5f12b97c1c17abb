//! Names of objects.

use tuntas_contract::is_plain;
use tuntas_signatures::sha256_hex;

/// Longest name of a file.
const MAX_NAME: usize = 100;
/// Ending of a signature.
const SIGNATURE: &str = ".jws";

/// What an object in the inbox is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The folder, which is the code of a court.
    pub court: String,
    /// Name of the file, without that of its signature.
    pub name: String,
}

impl Place {
    /// Reads the key of a file or of a signature; `None` for an object that is not in the inbox.
    pub fn of(key: &str) -> Option<Self> {
        let (court, name) = key.strip_prefix("inbox/")?.split_once('/')?;
        (!name.is_empty()).then(|| Self {
            court: court.to_owned(),
            name: name.strip_suffix(SIGNATURE).unwrap_or(name).to_owned(),
        })
    }

    /// Whether the name may stand in other names: letters, digits and `. _ -`, and no sixteen digits in a row.
    pub fn is_plain(&self) -> bool {
        is_plain(&self.name, MAX_NAME)
            && !self.name.contains('/')
            && self.name.starts_with(|c: char| c.is_ascii_alphanumeric())
    }

    /// Key of the file.
    pub fn file(&self) -> String {
        format!("inbox/{}/{}", self.court, self.name)
    }

    /// Key of its signature.
    pub fn signature(&self) -> String {
        format!("{}{SIGNATURE}", self.file())
    }

    /// Names the run: the same file under the same name is the same run.
    pub fn run(&self, sha256: &str) -> String {
        let Self { court, name } = self;
        short(&sha256_hex(format!("{court}\n{name}\n{sha256}").as_bytes()), 32)
    }
}

/// The beginning of a hash.
pub(crate) fn short(hash: &str, length: usize) -> String {
    hash.chars().take(length).collect()
}

/// Key of the object that says what a run is.
pub(crate) fn manifest(run: &str) -> String {
    format!("work/{run}/file.json")
}

/// Key of the rows of a chunk.
pub(crate) fn rows(run: &str, chunk: u32) -> String {
    format!("work/{run}/rows/{chunk:05}.jsonl")
}

/// Key of what became of the rows of a chunk.
pub(crate) fn results(run: &str, chunk: u32) -> String {
    format!("work/{run}/results/{chunk:05}.jsonl")
}

/// Key of something for the court: the file's name, the run, and what it is.
pub(crate) fn outbox(court: &str, name: &str, run: &str, what: &str) -> String {
    format!("outbox/{court}/{name}.{}.{what}", short(run, 12))
}

/// Key of the whole file in the evidence.
pub(crate) fn evidence(sha256: &str) -> String {
    format!("files/{sha256}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_and_signature_are_of_one_place() {
        let place = Place {
            court: "PA.Pas".into(),
            name: "putusan-2026-11.csv".into(),
        };
        assert_eq!(Place::of("inbox/PA.Pas/putusan-2026-11.csv"), Some(place.clone()));
        assert_eq!(
            Place::of("inbox/PA.Pas/putusan-2026-11.csv.jws"),
            Some(place.clone())
        );
        assert_eq!(place.signature(), "inbox/PA.Pas/putusan-2026-11.csv.jws");
        for none in [
            "inbox/x.csv",
            "outbox/PA.Pas/x.csv",
            "inbox/PA.Pas/",
            "uploads/PA.Pas/x",
        ] {
            assert_eq!(Place::of(none), None, "{none}");
        }
    }

    #[test]
    fn a_name_is_plain_and_holds_no_number_of_a_person() {
        let plain = |name: &str| {
            Place {
                court: "PA.Pas".into(),
                name: name.into(),
            }
            .is_plain()
        };
        assert!(plain("putusan-2026-11.csv") && plain("A.xlsx"));
        for name in [
            "a b.csv",
            ".csv",
            "sub/a.csv",
            "..",
            "3575035506900001.csv",
            "\u{e9}.csv",
            &"x".repeat(101),
            &format!("{}3575035506900001.csv", "x".repeat(56)),
        ] {
            assert!(!plain(name), "{name}");
        }
    }
}
