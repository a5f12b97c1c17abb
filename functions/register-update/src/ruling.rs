//! The ruling as it stands: what the court sent, with everything said since laid over it.

use tuntas_domain::case::Event;
use tuntas_domain::decree::{Decree, Role, Settled};
use tuntas_domain::plan::Decision;
use tuntas_dossier::Dossiers;
use tuntas_journal::{Entry, Story};

use crate::Failure;

pub(crate) struct Ruling {
    pub(crate) decree: Decree,
    pub(crate) settled: Settled,
    /// What officers decided and the plan goes by.
    pub(crate) decisions: Vec<Decision>,
}

impl Ruling {
    pub(crate) async fn read(dossiers: &Dossiers, story: &Story) -> Result<Self, Failure> {
        let filed = dossiers.decree(story.id).await?;
        let mut decree = filed.ok_or(Failure::Missing("dossier"))?.decree;
        for role in Role::BOTH {
            let revision = story.case.choices[role].counts;
            if revision > 0 {
                let choice = dossiers.choice(story.id, role, revision).await?;
                decree.parties[role].choice = Some(choice.ok_or(Failure::Missing("choice"))?);
            }
        }
        custody(&mut decree, story);
        let settled = decree.finality.settle(decree.kind);
        let settled = settled.map_err(|_| Failure::Missing("final ruling"))?;
        Ok(Self {
            decree,
            settled,
            decisions: decisions(story),
        })
    }
}

/// Everything officers decided, but for the consent of a host's head that was recorded before the party chose another
/// host: it says nothing of that one.
fn decisions(story: &Story) -> Vec<Decision> {
    let counts = |decision: &&Decision| match decision {
        Decision::RecordHostConsent { role } => {
            let chosen = |event: &Event| matches!(event, Event::ChoiceMade { role: of, .. } if of == role);
            since(story, chosen).any(
                |entry| matches!(&entry.event, Event::Decided { decision: made, .. } if made == *decision),
            )
        }
        _ => true,
    };
    story.case.decisions.iter().filter(counts).cloned().collect()
}

/// Who has which child since. A mended decree has other children, or the same in another order, so what was said of the
/// one before does not carry over.
fn custody(decree: &mut Decree, story: &Story) {
    let filed = |event: &Event| matches!(event, Event::DecreeRepaired { .. });
    let said: Vec<&Event> = since(story, filed).map(|entry| &entry.event).collect();
    for given in &story.case.custody {
        let basis = said.iter().rev().find_map(|event| match event {
            Event::CustodyChanged {
                child, parent, basis, ..
            } if (*child, *parent) == *given => Some(*basis),
            _ => None,
        });
        let (child, parent) = *given;
        if let (Some(basis), Some(child)) = (basis, decree.children.get_mut(child)) {
            child.custody = Some((parent, basis));
        }
    }
}

/// The entries since the last one of a sort, that one included; all of them if there is none.
fn since(story: &Story, of: impl Fn(&Event) -> bool) -> impl Iterator<Item = &Entry> {
    let last = story.entries.iter().rposition(|entry| of(&entry.event));
    story.entries.iter().skip(last.unwrap_or(0))
}
