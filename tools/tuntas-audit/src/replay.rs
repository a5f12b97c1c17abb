//! Something as it was.

use jiff::Timestamp;
use serde::Serialize;
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;

use crate::subjects::{Audited, Facts};
use crate::{Failure, table};

/// Up to when something is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// All of it.
    Now,
    /// What was recorded until then, that moment included.
    At(Timestamp),
    /// Up to this entry.
    Seq(u32),
}

/// Something at a moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replayed<F> {
    /// What it is: `case`, `security_request`.
    pub subject: &'static str,
    /// Its id.
    pub case: CaseId,
    /// Entries played.
    pub entries: u32,
    /// Time of the last one.
    pub until: Option<Timestamp>,
    /// What it was.
    #[serde(flatten)]
    pub facts: F,
}

/// Plays something up to a moment.
///
/// # Errors
/// [`Failure::Json`].
pub fn replay<S: Audited>(story: &Story<S>, moment: Moment) -> Result<Replayed<S::Facts>, Failure> {
    let within = story.entries.iter().filter(|entry| match moment {
        Moment::Now => true,
        Moment::At(at) => entry.at <= at,
        Moment::Seq(seq) => entry.seq <= seq,
    });
    let entries: Vec<_> = within.collect();
    let events = entries.iter().map(|entry| &entry.event);
    let state = events.fold(S::State::default(), S::evolve);
    Ok(Replayed {
        subject: S::NAME,
        case: story.id,
        entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        until: entries.last().map(|entry| entry.at),
        facts: <S as Audited>::facts(&state)?,
    })
}

impl<F: Facts> Replayed<F> {
    /// As a table.
    pub fn table(&self) -> String {
        let mut rows = vec![
            (self.subject, self.case.to_string()),
            ("entries", self.entries.to_string()),
            ("until", self.until.map(|at| at.to_string()).unwrap_or_default()),
        ];
        rows.extend(self.facts.rows());
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| vec![name.to_owned(), value])
            .collect();
        table::aligned(&rows)
    }

    /// As JSON.
    ///
    /// # Errors
    /// [`Failure::Json`].
    pub fn json(&self) -> Result<String, Failure> {
        Ok(serde_json::to_string_pretty(self)?)
    }
}
