//! What cargo-mutants wrote down.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tuntas_local_cloud::{Error, Result};

/// The folder cargo-mutants writes into, inside the one it is given.
const FOLDER: &str = "mutants.out";

/// A fault: its file and what was changed, without the line, which moves with every edit above it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mutant(String);

impl Mutant {
    /// As `docs/mutants.md` names it.
    pub(super) fn listed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As cargo-mutants names it: `crates/domain/src/people/name.rs:10:5: replace < with <= in shorten`.
    pub(super) fn found(line: &str) -> Self {
        let line = line.strip_prefix("crates/domain/src/").unwrap_or(line);
        let mut parts = line.splitn(4, ':');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(file), Some(_), Some(_), Some(fault)) => Self(format!("{file}:{fault}")),
            _ => Self(line.to_owned()),
        }
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The results of a run that went to its end.
#[derive(Debug)]
pub(super) struct Results {
    outcomes: Outcomes,
    /// What no test noticed, with how often.
    pub(super) missed: BTreeMap<Mutant, usize>,
}

/// The totals in `outcomes.json`.
#[derive(Debug, Deserialize)]
struct Outcomes {
    total_mutants: usize,
    caught: usize,
    missed: usize,
    timeout: usize,
    unviable: usize,
    /// Absent until the run is over.
    end_time: Option<String>,
}

impl Results {
    /// Forgets an earlier run.
    pub(super) fn clear(folder: &Path) -> Result<()> {
        let path = totals(folder);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(&path)(error)),
            _ => Ok(()),
        }
    }

    /// Reads the results; none where the run did not come to its end, or found the tests failing before any fault.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = totals(folder);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::file(&path)(error)),
        };
        let outcomes: Outcomes = serde_json::from_str(&text).map_err(|error| Error::Content {
            path,
            reason: error.to_string(),
            mend: "cargo-mutants writes it; its version is pinned in xtask/src/mutants.".to_owned(),
        })?;
        if outcomes.end_time.is_none() || outcomes.total_mutants == 0 {
            return Ok(None);
        }
        let path = folder.join(FOLDER).join("missed.txt");
        let lines = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
        let mut missed = BTreeMap::new();
        for line in lines.lines() {
            *missed.entry(Mutant::found(line)).or_default() += 1;
        }
        Ok(Some(Self { outcomes, missed }))
    }
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcomes {
            total_mutants,
            caught,
            missed,
            timeout,
            unviable,
            ..
        } = &self.outcomes;
        write!(
            f,
            "{total_mutants} faults: {caught} noticed, {timeout} noticed by running on for ever, {missed} not noticed, \
             {unviable} that do not compile"
        )
    }
}

fn totals(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join("outcomes.json")
}
