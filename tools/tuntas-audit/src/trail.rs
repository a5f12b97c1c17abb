//! Who did, saw and why.
//!
//! Who and what stand in the journal. Why an officer decided so stands in a note beside the case: it may name people, so
//! reading it is a look at personal data, and is written down like any other before anything is shown.

use jiff::Timestamp;
use serde_json::Value;
use tuntas_domain::case::{Command, Event, View};
use tuntas_domain::identity::{CaseId, CommandId, OfficerCode};
use tuntas_dossier::Dossiers;
use tuntas_journal::{Actor, Divorce, Entry, Journal, Prepared, RunError, Step, Story, Subject};

use crate::words::{flat, word};
use crate::{Failure, table};

/// One entry for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number of the entry.
    pub seq: u32,
    /// When.
    pub at: Timestamp,
    /// Who, such as `officer:petugas-01`.
    pub actor: String,
    /// What happened.
    pub kind: String,
    /// What caused it.
    pub command: String,
    /// The facts, as `name=value`.
    pub details: String,
    /// Why, where it was asked for and the entry is one that somebody decided.
    pub why: Option<Why>,
}

/// Why an officer decided so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The officer's own words.
    Note(String),
    /// What was agreed to was proposed by the entry with this number, which says why.
    Proposed(u32),
    /// No note is kept.
    NoNote,
    /// Notes were deleted with the dossier.
    Erased,
}

impl Why {
    fn text(&self) -> String {
        match self {
            Self::Note(note) => format!("\"{note}\""),
            Self::Proposed(seq) => format!("see {seq}"),
            Self::NoNote => "no note".to_owned(),
            Self::Erased => "erased".to_owned(),
        }
    }
}

/// All entries of something. Looks at personal data are entries, too.
///
/// # Errors
/// [`Failure::Json`].
pub fn trail<S: Subject>(story: &Story<S>) -> Result<Vec<Line>, Failure> {
    let line = |entry: &Entry<S>| {
        let mut event = serde_json::to_value(&entry.event)?;
        if let Value::Object(members) = &mut event {
            members.remove("type");
        }
        Ok(Line {
            seq: entry.seq,
            at: entry.at,
            actor: entry.actor.as_str().to_owned(),
            kind: word(&S::kind(&entry.event)),
            command: entry.command.to_string(),
            details: flat(&event),
            why: None,
        })
    };
    story.entries.iter().map(line).collect()
}

/// The trail of a case with the notes of its officers. That `operator` read them is an entry of the case from then on.
///
/// # Errors
/// [`Failure::Unseen`] if the look could not be written down; [`Failure::Unknown`] if there is no such case.
pub async fn explained(
    journal: &Journal,
    dossiers: &Dossiers,
    id: CaseId,
    operator: &OfficerCode,
    at: Timestamp,
) -> Result<Vec<Line>, Failure> {
    let story = journal.load(id).await?;
    if story.version() == 0 {
        return Err(Failure::Unknown(id));
    }
    let story = if story.case.erased {
        story
    } else {
        let look = Look { operator, at };
        let ran = journal.run_from(story, at, &look).await;
        ran.map_err(|error| match error {
            RunError::Prepare(failure) => failure,
            RunError::Journal(error) => error.into(),
            other => Failure::Unseen(Box::new(other)),
        })?
        .story
    };
    let mut lines = trail(&story)?;
    for (line, entry) in lines.iter_mut().zip(&story.entries) {
        line.why = why(dossiers, &story, entry).await?;
    }
    Ok(lines)
}

async fn why(dossiers: &Dossiers, story: &Story, entry: &Entry<Divorce>) -> Result<Option<Why>, Failure> {
    match &entry.event {
        Event::Decided {
            decision,
            approved_by: Some(_),
            ..
        } => {
            let proposal = story.entries.iter().rev().find(|earlier| {
                earlier.seq < entry.seq
                    && matches!(&earlier.event, Event::DecisionProposed { decision: of, .. } if of == decision)
            });
            Ok(proposal.map(|proposal| Why::Proposed(proposal.seq)))
        }
        Event::Decided { .. } | Event::DecisionProposed { .. } | Event::CorrectionProposed { .. } => {
            if story.case.erased {
                return Ok(Some(Why::Erased));
            }
            let note = dossiers.note(story.id, entry.seq).await?;
            Ok(Some(
                note.map_or(Why::NoNote, |note| Why::Note(note.as_str().to_owned())),
            ))
        }
        _ => Ok(None),
    }
}

/// Somebody audits, and reads the notes.
struct Look<'a> {
    operator: &'a OfficerCode,
    at: Timestamp,
}

impl Step for Look<'_> {
    type Error = Failure;

    /// Each look is another one.
    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("tuntas-audit/trail/{}/{}", self.operator, self.at))
    }

    fn actor(&self) -> Actor {
        Actor::operator(self.operator.as_str())
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Failure> {
        Ok(Some(Prepared::only(Command::View {
            officer: self.operator.clone(),
            what: View::Notes,
        })))
    }
}

/// The lines as a table.
pub fn table(lines: &[Line]) -> String {
    let explained = lines.iter().any(|line| line.why.is_some());
    let row = |mut columns: Vec<String>, why: String| {
        if explained {
            columns.insert(columns.len().saturating_sub(1), why);
        }
        columns
    };
    let head = ["#", "time", "who", "what", "command", "details"].map(str::to_owned);
    let mut rows = vec![row(head.to_vec(), "why".to_owned())];
    rows.extend(lines.iter().map(|line| {
        row(
            vec![
                line.seq.to_string(),
                line.at.to_string(),
                line.actor.clone(),
                line.kind.clone(),
                line.command.clone(),
                line.details.clone(),
            ],
            line.why.as_ref().map(Why::text).unwrap_or_default(),
        )
    }));
    table::aligned(&rows)
}
