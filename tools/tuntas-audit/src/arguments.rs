//! The command line.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tuntas_audit::figures::Period;
use tuntas_audit::replay::Moment;
use tuntas_domain::identity::{CaseId, OfficerCode};

/// What `tuntas-audit help` prints.
pub(crate) const HELP: &str = "\
tuntas-audit <command>

  verify --table CASES [--id ID] [--bucket EVIDENCE [--public-key KEY.pem]]
                          check chains, tips and seals; exit code 1 if anything does not agree
  days --table CASES
                          check what reports are made of against the journal; exit code 1 if anything does not agree
  replay --table CASES --id ID [--at TIMESTAMP | --seq NUMBER] [--json]
                          it as it was
  trail --table CASES --id ID [--dossiers DOSSIERS --operator CODE]
                          who did and saw; of a case also why, from the notes in its dossier. That CODE read
                          them is written down
  export --table CASES [--id ID] --salt-file FILE --out FILE.ndjson
                          entries for an auditor, with pseudonyms
  prove --bucket EVIDENCE --id ID --seal DATE --out PROOF.json
                          a proof that it is under the seal of that day
  check-proof PROOF.json --public-key KEY.pem
                          whether a proof holds; needs no network
  figures --table CASES --from DATE --to DATE [--zone Asia/Jakarta] [--json]
                          what officers decided, overrode, took out of turn and looked up
  erase --table CASES --dossiers DOSSIERS [--documents BUCKET] --id ID --operator CODE --yes
                          delete the personal data kept beside what has ended; a security request has files
                          in the bucket, too
  help                    this page

ID names a case or a security request.

Credentials and region come from the environment, as for every AWS tool. docs/audit.md says more.";

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    /// List the commands.
    Help,
    /// Check the journal.
    Verify {
        table: String,
        case: Option<CaseId>,
        bucket: Option<String>,
        key: Option<PathBuf>,
    },
    /// Check the index of days.
    Days { table: String },
    /// Show something as it was.
    Replay {
        table: String,
        case: CaseId,
        moment: Moment,
        json: bool,
    },
    /// Show who did what.
    Trail {
        table: String,
        case: CaseId,
        notes: Option<Notes>,
    },
    /// Write entries for an auditor.
    Export {
        table: String,
        case: Option<CaseId>,
        salt: PathBuf,
        out: PathBuf,
    },
    /// Make a proof.
    Prove {
        bucket: String,
        case: CaseId,
        day: Date,
        out: PathBuf,
    },
    /// Check a proof.
    CheckProof { proof: PathBuf, key: PathBuf },
    /// Add up what officers did.
    Figures {
        table: String,
        period: Period,
        json: bool,
    },
    /// Delete a dossier.
    Erase {
        table: String,
        dossiers: String,
        documents: Option<String>,
        case: CaseId,
        operator: String,
    },
}

/// Where the notes of officers lie, and who reads them.
#[derive(Debug)]
pub(crate) struct Notes {
    pub(crate) dossiers: String,
    pub(crate) operator: OfficerCode,
}

/// Reads the words after `tuntas-audit`.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut words = words.into_iter();
    let name = words.next().unwrap_or_default();
    let words: Vec<String> = words.collect();
    match name.as_str() {
        "" | "help" | "--help" | "-h" => Ok(Command::Help),
        "verify" => {
            let options = Options::read(words, &["--table", "--id", "--bucket", "--public-key"], &[])?;
            let (bucket, key) = (options.maybe("--bucket")?, options.maybe("--public-key")?);
            if key.is_some() && bucket.is_none() {
                return Err("--public-key needs --bucket".to_owned());
            }
            Ok(Command::Verify {
                table: options.must("--table")?,
                case: options.maybe("--id")?,
                bucket,
                key,
            })
        }
        "days" => Ok(Command::Days {
            table: Options::read(words, &["--table"], &[])?.must("--table")?,
        }),
        "replay" => parse_replay(words),
        "trail" => {
            let options = Options::read(words, &["--table", "--id", "--dossiers", "--operator"], &[])?;
            let notes = match (options.maybe("--dossiers")?, options.maybe("--operator")?) {
                (None, None) => None,
                (Some(dossiers), Some(operator)) => Some(Notes { dossiers, operator }),
                _ => return Err("--dossiers and --operator need each other".to_owned()),
            };
            Ok(Command::Trail {
                table: options.must("--table")?,
                case: options.must("--id")?,
                notes,
            })
        }
        "export" => {
            let options = Options::read(words, &["--table", "--id", "--salt-file", "--out"], &[])?;
            Ok(Command::Export {
                table: options.must("--table")?,
                case: options.maybe("--id")?,
                salt: options.must("--salt-file")?,
                out: options.must("--out")?,
            })
        }
        "prove" => {
            let options = Options::read(words, &["--bucket", "--id", "--seal", "--out"], &[])?;
            Ok(Command::Prove {
                bucket: options.must("--bucket")?,
                case: options.must("--id")?,
                day: options.must("--seal")?,
                out: options.must("--out")?,
            })
        }
        "check-proof" => {
            let mut words = words.into_iter();
            let proof = words.next().ok_or("check-proof takes a proof")?;
            let options = Options::read(words, &["--public-key"], &[])?;
            Ok(Command::CheckProof {
                proof: proof.into(),
                key: options.must("--public-key")?,
            })
        }
        "figures" => parse_figures(words),
        "erase" => parse_erase(words),
        other => Err(format!("there is no command {other}")),
    }
}

fn parse_replay(words: Vec<String>) -> Result<Command, String> {
    let options = Options::read(words, &["--table", "--id", "--at", "--seq"], &["--json"])?;
    let moment = match (options.maybe("--at")?, options.maybe("--seq")?) {
        (None, None) => Moment::Now,
        (Some(at), None) => Moment::At(at),
        (None, Some(seq)) => Moment::Seq(seq),
        (Some(_), Some(_)) => return Err("--at and --seq exclude each other".to_owned()),
    };
    Ok(Command::Replay {
        table: options.must("--table")?,
        case: options.must("--id")?,
        moment,
        json: options.has("--json"),
    })
}

fn parse_figures(words: Vec<String>) -> Result<Command, String> {
    let options = Options::read(words, &["--table", "--from", "--to", "--zone"], &["--json"])?;
    let zone: String = options
        .maybe("--zone")?
        .unwrap_or_else(|| "Asia/Jakarta".to_owned());
    let period = Period {
        from: options.must("--from")?,
        to: options.must("--to")?,
        zone: TimeZone::get(&zone).map_err(|_| format!("there is no time zone {zone}"))?,
    };
    if period.to < period.from {
        return Err("--to comes before --from".to_owned());
    }
    Ok(Command::Figures {
        table: options.must("--table")?,
        period,
        json: options.has("--json"),
    })
}

fn parse_erase(words: Vec<String>) -> Result<Command, String> {
    let options = Options::read(
        words,
        &["--table", "--dossiers", "--documents", "--id", "--operator"],
        &["--yes"],
    )?;
    if !options.has("--yes") {
        return Err("erasing cannot be undone; say --yes".to_owned());
    }
    let operator: String = options.must("--operator")?;
    let code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if operator.is_empty() || !operator.bytes().all(code) {
        return Err(
            "--operator takes a code of lower-case letters, digits and hyphens, not a name".to_owned(),
        );
    }
    Ok(Command::Erase {
        table: options.must("--table")?,
        dossiers: options.must("--dossiers")?,
        documents: options.maybe("--documents")?,
        case: options.must("--id")?,
        operator,
    })
}

/// Options as they were given.
struct Options(BTreeMap<String, String>);

impl Options {
    /// Reads options that take a value and flags that take none; each may be given once.
    fn read(
        words: impl IntoIterator<Item = String>,
        valued: &[&str],
        flags: &[&str],
    ) -> Result<Self, String> {
        let mut options = BTreeMap::new();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let value = if flags.contains(&word.as_str()) {
                String::new()
            } else if valued.contains(&word.as_str()) {
                words.next().ok_or_else(|| format!("{word} takes a value"))?
            } else {
                return Err(format!("{word} is not known here"));
            };
            if options.insert(word.clone(), value).is_some() {
                return Err(format!("{word} is given twice"));
            }
        }
        Ok(Self(options))
    }

    fn has(&self, flag: &str) -> bool {
        self.0.contains_key(flag)
    }

    fn maybe<T: FromStr>(&self, name: &str) -> Result<Option<T>, String> {
        let parsed = self.0.get(name).map(|value| value.parse());
        parsed
            .transpose()
            .map_err(|_| format!("{name} cannot be read; see tuntas-audit help"))
    }

    fn must<T: FromStr>(&self, name: &str) -> Result<T, String> {
        self.maybe(name)?.ok_or_else(|| format!("{name} is missing"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "0198c1de-7a3b-7cc0-8f11-000000000001";

    fn parse(line: &str) -> Result<Command, String> {
        super::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn all_cases_are_checked_unless_one_is_named() {
        assert!(matches!(
            parse("verify --table cases"),
            Ok(Command::Verify { case: None, .. })
        ));
        assert!(matches!(
            parse(&format!("verify --table cases --id {CASE}")),
            Ok(Command::Verify { case: Some(_), .. })
        ));
    }

    #[test]
    fn a_case_is_replayed_to_one_moment() {
        let moment = |options: &str| match parse(&format!("replay --table t --id {CASE} {options}")) {
            Ok(Command::Replay { moment, .. }) => Some(moment),
            _ => None,
        };
        assert_eq!(moment(""), Some(Moment::Now));
        assert_eq!(moment("--seq 3 --json"), Some(Moment::Seq(3)));
        let at = "2021-09-21T02:00:00Z";
        assert_eq!(
            moment(&format!("--at {at}")),
            Some(Moment::At(at.parse().unwrap()))
        );
        assert_eq!(moment(&format!("--at {at} --seq 3")), None);
    }

    #[test]
    fn who_reads_notes_says_who_they_are() {
        let line = format!("trail --table t --id {CASE}");
        assert!(matches!(parse(&line), Ok(Command::Trail { notes: None, .. })));
        assert!(parse(&format!("{line} --dossiers d")).is_err());
        assert!(parse(&format!("{line} --dossiers d --operator Budi")).is_err());
        assert!(matches!(
            parse(&format!("{line} --dossiers d --operator op-1")),
            Ok(Command::Trail { notes: Some(_), .. })
        ));
    }

    #[test]
    fn nothing_is_erased_without_saying_so() {
        let line = format!("erase --table t --dossiers d --id {CASE} --operator op-1");
        assert!(parse(&line.replace("op-1", "Budi")).is_err());
        assert!(parse(&line).unwrap_err().contains("--yes"));
        assert!(matches!(
            parse(&format!("{line} --yes")),
            Ok(Command::Erase { .. })
        ));
    }

    #[test]
    fn a_typing_error_does_nothing_but_say_so() {
        for line in [
            "verfiy --table t",
            "verify",
            "verify --table",
            "verify --table t --table u",
            "verify --table t --public-key k.pem",
            "trail --table t --id 17",
            "figures --table t --from 2021-02-01 --to 2021-01-01",
            "figures --table t --from 2021-01-01 --to 2021-02-01 --zone Atlantis",
            "check-proof",
            "prove --bucket b --id 1 --seal today --out o",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
