//! `cargo xtask mutants`: whether the tests of the rules notice a fault put into any line of the rules.

mod reasons;
mod results;

use std::path::Path;

use tuntas_local_cloud::{Error, Layout, Progress, Result, Tool};

use self::reasons::Reasons;
use self::results::Results;
use crate::cargo_tool::installed;

/// The version of cargo-mutants that makes the faults. Another one may know other faults.
const VERSION: &str = "27.1.0";

/// How many cases a property tries against each fault.
const CASES: &str = "300";

/// Which of how many equal parts of all faults is tried: `0/8` is the first of eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// The part, counted from 0.
    pub(crate) part: u16,
    /// How many parts there are.
    pub(crate) of: u16,
}

impl Shard {
    /// Reads `k/n`, with `k` below `n`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (part, of) = text.split_once('/')?;
        let (part, of) = (part.parse().ok()?, of.parse().ok()?);
        (part < of).then_some(Self { part, of })
    }

    /// Whether it is all there is.
    fn is_everything(self) -> bool {
        self.of == 1
    }
}

/// Puts every fault into a copy of the rules, one after the other, and tells whether each was noticed or has its
/// reason in `docs/mutants.md`.
pub(crate) async fn run(layout: &Layout, progress: &Progress, shard: Shard) -> Result<bool> {
    let reasons = Reasons::read(&layout.root().join("docs/mutants.md"))?;
    let program = installed(layout, progress, "cargo-mutants", VERSION).await?;

    let folder = layout
        .local()
        .join("mutants")
        .join(format!("{}-of-{}", shard.part, shard.of));
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    Results::clear(&folder)?;
    let tried = progress
        .step_in_the_open("Faults in the rules", try_all(layout, &program, &folder, shard))
        .await;
    // It fails when a fault was not noticed, which may have its reason; a run that was cut short leaves no results.
    let results = match (Results::read(&folder)?, tried) {
        (Some(results), _) => results,
        (None, Err(error)) => return Err(error),
        (None, Ok(())) => {
            return Err(Error::Content {
                path: folder,
                reason: "cargo-mutants ended well, but left no results".to_owned(),
                mend: format!("Its version should be {VERSION}."),
            });
        }
    };
    progress.headline("Summary");
    progress.say(&format!("  {results}"));
    let unexplained = reasons.unexplained(&results.missed);
    for mutant in &unexplained {
        progress.say(&format!("  no test notices, and no reason is written: {mutant}"));
    }
    // A part cannot tell what became of a fault in another part.
    let outdated = if shard.is_everything() {
        reasons.outdated(&results.missed)
    } else {
        Vec::new()
    };
    for mutant in &outdated {
        progress.say(&format!(
            "  has a reason in docs/mutants.md, but is noticed: {mutant}"
        ));
    }
    Ok(unexplained.is_empty() && outdated.is_empty())
}

async fn try_all(layout: &Layout, program: &Path, folder: &Path, shard: Shard) -> Result<()> {
    Tool::new(program)
        .args([
            "mutants",
            "--package",
            "tuntas-domain",
            "--no-shuffle",
            "--colors",
            "never",
            "--output",
        ])
        .arg(folder)
        .arg("--shard")
        .arg(format!("{}/{}", shard.part, shard.of))
        .variable("PROPTEST_CASES", CASES)
        // That a case fails is enough; which is the smallest does not matter.
        .variable("PROPTEST_MAX_SHRINK_ITERS", "0")
        .variable("INSTA_UPDATE", "no")
        .within(layout.root())
        .mend("The tests of the rules must pass before faults are put in: cargo test -p tuntas-domain")
        .run_in_the_open()
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_counted_from_nought_and_exists() {
        assert_eq!(Shard::parse("0/8"), Some(Shard { part: 0, of: 8 }));
        for wrong in ["8/8", "1", "0/0", "-1/4", "a/b", ""] {
            assert_eq!(Shard::parse(wrong), None, "{wrong}");
        }
    }
}
