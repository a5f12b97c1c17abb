//! Cases: a divorce and what follows from it.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tuntas_domain::case::{Case, Command, Document, Event, Stage, Track, TrackStage};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_dossier::Dossiers;
use tuntas_journal::{Divorce, Story};
use tuntas_tables::{Table, Write};

use super::{Audited, Facts};
use crate::Failure;
use crate::words::{flat, word};

/// A case at a moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseFacts {
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

impl Audited for Divorce {
    const NAME: &'static str = "case";
    const SPOKEN: &'static [&'static str] = &[
        "basis", "choice", "duties", "duty", "field", "flag", "ground", "kind", "missing", "parent",
        "reason", "role", "source", "state", "status", "to", "type", "what", "whom",
    ];
    type Facts = CaseFacts;

    fn facts(case: &Case) -> Result<CaseFacts, Failure> {
        Ok(CaseFacts {
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

    fn erasing() -> Option<Command> {
        Some(Command::Erase)
    }

    async fn papers(dossiers: &Table, id: CaseId) -> Result<Vec<Write>, Failure> {
        Ok(Dossiers::new(dossiers.clone()).erase(id).await?)
    }

    /// Documents are named by their content: those of older versions, too.
    fn files(story: &Story) -> Vec<String> {
        let documents = story.entries.iter().flat_map(|entry| match &entry.event {
            Event::DocumentsRendered { documents, .. } => documents.as_slice(),
            Event::MarriageNoticeRendered { document } => std::slice::from_ref(document),
            _ => &[],
        });
        documents
            .map(|document| Document::file(&document.sha256))
            .collect()
    }
}

fn values(stored: &[impl Serialize]) -> serde_json::Result<Vec<Value>> {
    stored.iter().map(serde_json::to_value).collect()
}

impl Facts for CaseFacts {
    fn rows(&self) -> Vec<(&'static str, String)> {
        let yes = |fact: bool| if fact { "yes" } else { "" }.to_owned();
        let list = |values: &[Value]| values.iter().map(flat).collect::<Vec<_>>().join("; ");
        let claim = self.claim.as_ref();
        let mut rows = vec![
            ("stage", word(&self.stage)),
            ("missing", self.missing.join(", ")),
            ("hold", self.hold.as_ref().map(flat).unwrap_or_default()),
            (
                "claimed by",
                claim
                    .map(|claim| format!("{} until {}", claim.officer, claim.until))
                    .unwrap_or_default(),
            ),
            ("decisions", list(&self.decisions)),
            ("open changes", list(&self.amendments)),
            ("registered", yes(self.registered)),
            ("reversed", self.reversed.clone().unwrap_or_default()),
            ("erased", yes(self.erased)),
        ];
        for (name, party) in [("petitioner", &self.petitioner), ("respondent", &self.respondent)] {
            rows.push((name, word(&party.stage)));
            rows.push(("  documents", party.documents.join(", ")));
            rows.push(("  printed", yes(party.printed)));
            rows.push(("  courier", party.deliveries.join(", ")));
        }
        rows
    }
}
