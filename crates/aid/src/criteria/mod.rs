//! Criteria as an officer writes them: one on a line, in Indonesian words.
//!
//! ```text
//! # Untuk kepala keluarga perempuan
//! jenis kelamin adalah perempuan
//! tanggungan minimal 1 orang
//! penghasilan <= Rp2.000.000 per bulan
//! usia antara 18 dan 60 tahun
//! kecamatan termasuk 35.75.01, 35.75.02
//! pekerjaan bukan PNS, TNI, POLRI
//! ```
//!
//! A line is a fact, a comparison and a value or a list with commas. What stands behind `#` is a remark. Capitals make no
//! difference. All lines have to be met. The language only grows: what was accepted once stays readable, because decisions
//! keep the version they were made under.

mod allowed;
mod check;
mod explain;
mod fact;
mod occupation;
mod parse;

pub use explain::{Explained, Verdict, explain};
pub use fact::{Fact, Facts, InvalidFacts, Known, Origin, Shape, Value};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Characters of all criteria together at most.
pub const LONGEST: usize = 4_000;
/// Criteria at most.
pub const MOST: usize = 40;

/// What a fact is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// At least, at most, or both.
    Range {
        /// At least that.
        least: u64,
        /// At most that.
        most: u64,
    },
    /// One of these.
    Among(BTreeSet<String>),
    /// None of these.
    Outside(BTreeSet<String>),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// On which line it stands; they count from 1.
    pub line: u32,
    /// As it is written.
    pub text: String,
    /// What it is about.
    pub fact: Fact,
    /// What it asks.
    pub test: Test,
}

/// Something about a line that an officer has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// On which line; they count from 1.
    pub line: u32,
    /// At which character; they count from 1.
    pub column: u32,
    /// Stable code, such as `criterion_unknown_fact`.
    pub code: &'static str,
    /// What is not so, as a sentence.
    pub rule: String,
    /// What to do about it.
    pub mend: String,
}

/// Criteria that are well formed and can be met by somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Criteria {
    text: String,
    all: Vec<Criterion>,
}

/// Criteria that cannot be used, with everything that is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} of the criteria's lines cannot be used", .0.len())]
pub struct InvalidCriteria(pub Vec<Finding>);

impl Criteria {
    /// Reads criteria. No lines are no criteria: everybody meets them.
    ///
    /// # Errors
    /// Everything that is wrong: what cannot be read, or, once all can be, what contradicts what.
    pub fn parse(text: &str) -> Result<Self, InvalidCriteria> {
        let all = parse::lines(text).map_err(InvalidCriteria)?;
        let contradictions = check::contradictions(&all);
        if contradictions.is_empty() {
            Ok(Self {
                text: text.to_owned(),
                all,
            })
        } else {
            Err(InvalidCriteria(contradictions))
        }
    }

    /// What can be used and is worth a second look: a line that says what another says already, one that everybody meets, a
    /// word that is on no list.
    pub fn remarks(&self) -> Vec<Finding> {
        check::remarks(&self.all)
    }

    /// As they were written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// By line.
    pub fn all(&self) -> &[Criterion] {
        &self.all
    }
}

impl TryFrom<String> for Criteria {
    type Error = InvalidCriteria;
    fn try_from(text: String) -> Result<Self, InvalidCriteria> {
        Self::parse(&text)
    }
}

impl From<Criteria> for String {
    fn from(criteria: Criteria) -> Self {
        criteria.text
    }
}
