//! A case as it was.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tuntas_domain::case::{Case, Stage, Track, TrackStage, replay as fold};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;

use crate::words::{flat, word};
use crate::{Failure, table};

/// Up to when a case is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// All of it.
    Now,
    /// What was recorded until then, that moment included.
    At(Timestamp),
    /// Up to this entry.
    Seq(u32),
}

/// A case at a moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// The case.
    pub case: CaseId,
    /// Entries played.
    pub entries: u32,
    /// Time of the last one.
    pub until: Option<Timestamp>,
    /// Where the case stood.
    pub stage: Stage,
    /// Why it was held.
    pub hold: Option<Value>,
    /// Who worked on the hold, and until when.
    pub claim: Option<Claim>,
    /// What the ruling lacked.
    pub missing: Vec<String>,
    /// What officers had decided.
    pub decisions: Vec<Value>,
    /// Changes asked for and not yet carried out.
    pub amendments: Vec<Value>,
    /// Whether the register had been changed.
    pub registered: bool,
    /// How the ruling was undone.
    pub reversed: Option<String>,
    /// Whether the dossier had been erased.
    pub erased: bool,
    /// The petitioner's documents.
    pub petitioner: Party,
    /// The respondent's.
    pub respondent: Party,
}

/// An officer's claim on a held case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Who.
    pub officer: String,
    /// Until when.
    pub until: Timestamp,
}

/// One party's track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Where it stood.
    pub stage: TrackStage,
    /// Kinds of rendered documents.
    pub documents: Vec<String>,
    /// Whether they were printed.
    pub printed: bool,
    /// Courier attempts: number and status.
    pub deliveries: Vec<String>,
}

impl Party {
    fn of(track: &Track) -> Self {
        Self {
            stage: track.stage(),
            documents: track
                .documents
                .iter()
                .map(|document| word(&document.kind))
                .collect(),
            printed: track.printed,
            deliveries: track
                .deliveries
                .iter()
                .map(|delivery| format!("{} {}", delivery.attempt, word(&delivery.status)))
                .collect(),
        }
    }
}

/// Plays a case up to a moment.
///
/// # Errors
/// [`Failure::Json`].
pub fn replay(story: &Story, moment: Moment) -> Result<Replayed, Failure> {
    let within = story.entries.iter().filter(|entry| match moment {
        Moment::Now => true,
        Moment::At(at) => entry.at <= at,
        Moment::Seq(seq) => entry.seq <= seq,
    });
    let entries: Vec<_> = within.collect();
    let case: Case = fold(entries.iter().map(|entry| &entry.event));
    Ok(Replayed {
        case: story.id,
        entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        until: entries.last().map(|entry| entry.at),
        stage: case.stage(),
        hold: case.hold.as_ref().map(serde_json::to_value).transpose()?,
        claim: case.claim.as_ref().map(|claim| Claim {
            officer: claim.officer.to_string(),
            until: claim.until,
        }),
        missing: case.missing.iter().map(word).collect(),
        decisions: values(&case.decisions)?,
        amendments: values(&case.amendments)?,
        registered: case.registered,
        reversed: case.reversed.as_ref().map(word),
        erased: case.erased,
        petitioner: Party::of(&case.tracks[Role::Petitioner]),
        respondent: Party::of(&case.tracks[Role::Respondent]),
    })
}

fn values(stored: &[impl Serialize]) -> serde_json::Result<Vec<Value>> {
    stored.iter().map(serde_json::to_value).collect()
}

impl Replayed {
    /// The case as a table.
    ///
    /// # Errors
    /// [`Failure::Json`].
    pub fn table(&self) -> Result<String, Failure> {
        let mut rows = Vec::new();
        let mut row = |name: &str, value: String| {
            if !value.is_empty() {
                rows.push(vec![name.to_owned(), value]);
            }
        };
        let yes = |fact: bool| if fact { "yes" } else { "" }.to_owned();
        let list = |values: &[Value]| values.iter().map(flat).collect::<Vec<_>>().join("; ");
        row("case", self.case.to_string());
        row("entries", self.entries.to_string());
        row("until", self.until.map(|at| at.to_string()).unwrap_or_default());
        row("stage", word(&self.stage));
        row("missing", self.missing.join(", "));
        row("hold", self.hold.as_ref().map(flat).unwrap_or_default());
        let claim = self.claim.as_ref();
        row(
            "claimed by",
            claim
                .map(|claim| format!("{} until {}", claim.officer, claim.until))
                .unwrap_or_default(),
        );
        row("decisions", list(&self.decisions));
        row("open changes", list(&self.amendments));
        row("registered", yes(self.registered));
        row("reversed", self.reversed.clone().unwrap_or_default());
        row("erased", yes(self.erased));
        for (name, party) in [("petitioner", &self.petitioner), ("respondent", &self.respondent)] {
            row(name, word(&party.stage));
            row("  documents", party.documents.join(", "));
            row("  printed", yes(party.printed));
            row("  courier", party.deliveries.join(", "));
        }
        Ok(table::aligned(&rows))
    }

    /// The case as JSON.
    ///
    /// # Errors
    /// [`Failure::Json`].
    pub fn json(&self) -> Result<String, Failure> {
        Ok(serde_json::to_string_pretty(self)?)
    }
}
