//! Who did, saw and why.

use jiff::Timestamp;
use serde_json::Value;
use tuntas_journal::{Entry, Story, Subject};

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
        })
    };
    story.entries.iter().map(line).collect()
}

/// The lines as a table.
pub fn table(lines: &[Line]) -> String {
    let mut rows = vec![
        ["#", "time", "who", "what", "command", "details"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(lines.iter().map(|line| {
        vec![
            line.seq.to_string(),
            line.at.to_string(),
            line.actor.clone(),
            line.kind.clone(),
            line.command.clone(),
            line.details.clone(),
        ]
    }));
    table::aligned(&rows)
}
