//! The faults no test can notice, each with its reason, as `docs/mutants.md` lists them.

use std::collections::BTreeMap;
use std::path::Path;

use tuntas_local_cloud::{Error, Result};

use super::results::Mutant;

/// The list. A fault that is possible in several places of one function, and noticed in none, stands there as often.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reasons(BTreeMap<Mutant, usize>);

impl Reasons {
    /// Reads the list.
    ///
    /// # Errors
    /// The file cannot be read, or names a fault without a reason.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
        Self::parse(&text).map_err(|line| Error::Content {
            path: path.to_owned(),
            reason: format!("this entry has no reason: {line}"),
            mend: "An entry is: - `file.rs: the fault`: the reason.".to_owned(),
        })
    }

    /// Reads the entries of a Markdown text, each a point that begins with the fault as code; or gives the line of
    /// an entry without a reason.
    fn parse(text: &str) -> std::result::Result<Self, &str> {
        let mut listed = BTreeMap::new();
        for line in text.lines() {
            let Some(entry) = line.strip_prefix("- `") else {
                continue;
            };
            let (mutant, reason) = entry.split_once("`: ").ok_or(line)?;
            if reason.trim().is_empty() {
                return Err(line);
            }
            *listed.entry(Mutant::listed(mutant)).or_default() += 1;
        }
        Ok(Self(listed))
    }

    /// The faults that nothing noticed and that are not listed.
    pub(super) fn unexplained(&self, missed: &BTreeMap<Mutant, usize>) -> Vec<Mutant> {
        surplus(missed, &self.0)
    }

    /// The faults that are listed although something noticed them, or although they are no longer possible.
    pub(super) fn outdated(&self, missed: &BTreeMap<Mutant, usize>) -> Vec<Mutant> {
        surplus(&self.0, missed)
    }
}

/// What `these` hold more often than `those`.
fn surplus(these: &BTreeMap<Mutant, usize>, those: &BTreeMap<Mutant, usize>) -> Vec<Mutant> {
    these
        .iter()
        .filter(|(mutant, count)| those.get(mutant).is_none_or(|other| other < count))
        .map(|(mutant, _)| mutant.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# Faults

Some words.

- `people/name.rs: replace < with <= in shorten`: both keep the
  same letters.
- `people/name.rs: replace < with <= in shorten`: so does this one.
";

    fn missed(lines: &[&str]) -> BTreeMap<Mutant, usize> {
        let mut counted = BTreeMap::new();
        for line in lines {
            *counted.entry(Mutant::found(line)).or_default() += 1;
        }
        counted
    }

    #[test]
    fn a_fault_with_a_reason_is_no_failure_wherever_its_line_has_moved() {
        let reasons = Reasons::parse(LIST).unwrap();
        let missed = missed(&[
            "crates/domain/src/people/name.rs:10:5: replace < with <= in shorten",
            "crates/domain/src/people/name.rs:99:7: replace < with <= in shorten",
        ]);
        assert_eq!(reasons.unexplained(&missed), []);
        assert_eq!(reasons.outdated(&missed), []);
    }

    #[test]
    fn a_fault_nobody_noticed_or_explained_is_named() {
        let reasons = Reasons::parse(LIST).unwrap();
        let missed = missed(&["crates/domain/src/people/name.rs:10:5: replace < with > in shorten"]);
        let fault = Mutant::listed("people/name.rs: replace < with > in shorten");
        assert_eq!(reasons.unexplained(&missed), [fault]);
    }

    #[test]
    fn a_reason_for_a_fault_that_is_noticed_must_go() {
        let reasons = Reasons::parse(LIST).unwrap();
        let once = missed(&["crates/domain/src/people/name.rs:10:5: replace < with <= in shorten"]);
        let fault = Mutant::listed("people/name.rs: replace < with <= in shorten");
        assert_eq!(reasons.outdated(&once), [fault]);
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        assert_eq!(Reasons::parse("- `a.rs: b`"), Err("- `a.rs: b`"));
        assert_eq!(Reasons::parse("- `a.rs: b`:  "), Err("- `a.rs: b`:  "));
    }
}
