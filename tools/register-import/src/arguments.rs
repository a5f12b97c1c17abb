//! What is asked for on the command line.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::civil::Date;
use register_import::extract::MaritalCodes;
use tuntas_domain::identity::{CityCode, KecamatanCode, KkNumber};
use tuntas_register::{Letter, SpoilReason};

pub(crate) const USAGE: &str = "\
usage:
  register-import --table NAME [--households FILE.json] [--numbers FILE.csv]
      households of the register's own form, and KK numbers
  register-import extract --file FILE.csv (--table NAME --as-of DATE [--feed NAME] [--whole] | --check)
                          [--rejected FILE.csv] [--marital-codes six|four] [--region 35.75]
      households from an extract of SIAK that shows the state of DATE, 2026-11-24, first or later ones, and with
      --whole every one of the city; the same command again goes on where it stopped
  register-import numbers --table NAME --file FILE.csv [--letter REFERENCE]
      KK numbers or blocks of them
  register-import spoil --table NAME --number NUMBER --reason misprinted|withdrawn_by_siak|used_outside
      write a free KK number off
  register-import stock --table NAME --kecamatan CODE[,CODE…] [--low-water N]
      count free KK numbers; 1 if any kecamatan has fewer than N
  register-import reconcile --table NAME --kecamatan CODE[,CODE…] --out FILE.json|csv [--strict]
      settle the account of all KK numbers; 1 if any is unexplained
  register-import sample --rows N --out FILE.csv [--scattered]
      an invented extract";

/// One thing to do.
pub(crate) enum Task {
    Files {
        table: String,
        households: Option<PathBuf>,
        numbers: Option<PathBuf>,
    },
    Extract {
        /// None: look only.
        into: Option<Target>,
        file: PathBuf,
        rejected: Option<PathBuf>,
        marital_codes: Option<MaritalCodes>,
        region: Option<CityCode>,
    },
    Numbers {
        table: String,
        file: PathBuf,
        letter: Option<Letter>,
    },
    Spoil {
        table: String,
        number: KkNumber,
        reason: SpoilReason,
    },
    Stock {
        table: String,
        kecamatan: Vec<KecamatanCode>,
        /// None: count only.
        low_water: Option<u16>,
    },
    Reconcile {
        table: String,
        kecamatan: Vec<KecamatanCode>,
        out: PathBuf,
        strict: bool,
    },
    Sample {
        rows: u64,
        out: PathBuf,
        scattered: bool,
    },
}

/// Where an extract goes, and as what.
pub(crate) struct Target {
    pub(crate) table: String,
    /// Table of the change feed.
    pub(crate) feed: Option<String>,
    /// The day whose state the extract shows.
    pub(crate) as_of: Date,
    /// Every household of the city is in it.
    pub(crate) whole: bool,
}

/// Options that stand for themselves.
const FLAGS: &[&str] = &["--check", "--strict", "--scattered", "--whole"];

/// The words make no sense.
#[derive(Debug)]
pub(crate) struct Misunderstood;

/// Understands the words.
///
/// # Errors
/// [`Misunderstood`].
pub(crate) fn task(words: impl IntoIterator<Item = String>) -> Result<Task, Misunderstood> {
    let mut words = words.into_iter().peekable();
    let command = words.next_if(|word| !word.starts_with("--"));
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let value = if FLAGS.contains(&word.as_str()) {
            String::new()
        } else {
            words.next().ok_or(Misunderstood)?
        };
        if options.0.insert(word, value).is_some() {
            return Err(Misunderstood);
        }
    }
    let task = match command.as_deref() {
        None => Task::Files {
            table: options.needed("--table")?,
            households: options.path("--households"),
            numbers: options.path("--numbers"),
        },
        Some("extract") => {
            let check = options.flag("--check");
            let into = match options.0.remove("--table") {
                Some(_) if check => return Err(Misunderstood),
                None if check => None,
                None => return Err(Misunderstood),
                Some(table) => Some(Target {
                    table,
                    feed: options.0.remove("--feed"),
                    as_of: options.parsed("--as-of")?.ok_or(Misunderstood)?,
                    whole: options.flag("--whole"),
                }),
            };
            Task::Extract {
                into,
                file: options.needed_path("--file")?,
                rejected: options.path("--rejected"),
                marital_codes: options.read("--marital-codes", MaritalCodes::from_word)?,
                region: options.parsed("--region")?,
            }
        }
        Some("numbers") => Task::Numbers {
            table: options.needed("--table")?,
            file: options.needed_path("--file")?,
            letter: options.read("--letter", |text| Letter::parse(text).ok())?,
        },
        Some("spoil") => Task::Spoil {
            table: options.needed("--table")?,
            number: options.parsed("--number")?.ok_or(Misunderstood)?,
            reason: options
                .read("--reason", SpoilReason::from_code)?
                .ok_or(Misunderstood)?,
        },
        Some("stock") => Task::Stock {
            table: options.needed("--table")?,
            kecamatan: options.kecamatan()?,
            low_water: options.parsed("--low-water")?,
        },
        Some("reconcile") => Task::Reconcile {
            table: options.needed("--table")?,
            kecamatan: options.kecamatan()?,
            out: options.needed_path("--out")?,
            strict: options.flag("--strict"),
        },
        Some("sample") => Task::Sample {
            rows: options.parsed("--rows")?.ok_or(Misunderstood)?,
            out: options.needed_path("--out")?,
            scattered: options.flag("--scattered"),
        },
        Some(_) => return Err(Misunderstood),
    };
    // A word that nothing asked for is a mistake.
    if options.0.is_empty() {
        Ok(task)
    } else {
        Err(Misunderstood)
    }
}

#[derive(Default)]
struct Options(BTreeMap<String, String>);

impl Options {
    fn needed(&mut self, name: &str) -> Result<String, Misunderstood> {
        self.0.remove(name).ok_or(Misunderstood)
    }

    fn path(&mut self, name: &str) -> Option<PathBuf> {
        self.0.remove(name).map(PathBuf::from)
    }

    fn needed_path(&mut self, name: &str) -> Result<PathBuf, Misunderstood> {
        self.path(name).ok_or(Misunderstood)
    }

    fn flag(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some()
    }

    fn read<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Misunderstood> {
        let text = self.0.remove(name);
        text.map(|text| read(&text).ok_or(Misunderstood)).transpose()
    }

    fn parsed<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, Misunderstood> {
        self.read(name, |text| text.parse().ok())
    }

    fn kecamatan(&mut self) -> Result<Vec<KecamatanCode>, Misunderstood> {
        self.needed("--kecamatan")?
            .split(',')
            .map(|code| code.trim().parse().map_err(|_| Misunderstood))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(line: &str) -> bool {
        task(line.split(' ').map(str::to_owned)).is_ok()
    }

    #[test]
    fn every_task_is_understood() {
        for line in [
            "--table T --households h.json --numbers n.csv",
            "extract --check --file e.csv",
            "extract --table T --file e.csv --as-of 2026-11-24 --whole",
            "extract --table T --feed F --file e.csv --as-of 2026-11-24 --rejected r.csv --marital-codes six --region 35.75",
            "numbers --table T --file n.csv --letter 470/118",
            "spoil --table T --number 3575010510260001 --reason misprinted",
            "stock --table T --kecamatan 35.75.01,35.75.02 --low-water 200",
            "reconcile --table T --kecamatan 35.75.01 --out r.json --strict",
            "sample --rows 10 --out e.csv --scattered",
        ] {
            assert!(understood(line), "{line}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_not_guessed_at() {
        for line in [
            "--households h.json",
            "--table T --households",
            "--table T --table T",
            "--table T --file e.csv",
            "extract --file e.csv",
            "extract --file e.csv --table T --check",
            "extract --file e.csv --table T",
            "extract --file e.csv --table T --as-of 24-11-2026",
            "extract --file e.csv --check --as-of 2026-11-24",
            "extract --file e.csv --check --whole",
            "extract --check --file e.csv --marital-codes five",
            "spoil --table T --number 3575010510260001 --reason lost",
            "spoil --table T --number 12 --reason misprinted",
            "stock --table T --kecamatan 3575010",
            "reconcile --table T --out r.json",
            "sample --rows many --out e.csv",
            "import --table T",
        ] {
            assert!(!understood(line), "{line}");
        }
    }
}
