//! A change of the register, as the journal tells of it.

use jiff::civil::Date;
use tuntas_domain::case::Event;
use tuntas_domain::decree::Parties;
use tuntas_domain::plan::{Amendment, Outcome, Reversal};
use tuntas_journal::Story;

pub(crate) struct Change<'a> {
    /// The registration is change 1, each amendment is one more.
    pub(crate) number: u32,
    pub(crate) issued_on: Date,
    pub(crate) outcomes: &'a Parties<Outcome>,
    pub(crate) matter: Matter,
}

/// What a letter tells another registry.
#[derive(Clone, Copy)]
pub(crate) enum Matter {
    /// A marriage has ended.
    Divorce,
    /// What an earlier letter said of the divorce is put right.
    Correction,
    /// The divorce is undone.
    Reversal(Reversal),
}

impl<'a> Change<'a> {
    /// The change that an entry tells of; `None` if it tells of something else.
    pub(crate) fn told(story: &'a Story, seq: u32) -> Option<Self> {
        let (issued_on, outcomes, matter) = match &story.entry(seq)?.event {
            Event::RegisterUpdated {
                issued_on, outcomes, ..
            } => (*issued_on, outcomes, Matter::Divorce),
            Event::RegisterAmended {
                issued_on,
                outcomes,
                amendment,
                ..
            } => (*issued_on, outcomes, matter(amendment)),
            _ => return None,
        };
        let changes = story.entries.iter().filter(|entry| {
            entry.seq <= seq
                && matches!(
                    entry.event,
                    Event::RegisterUpdated { .. } | Event::RegisterAmended { .. }
                )
        });
        Some(Self {
            number: u32::try_from(changes.count()).unwrap_or(u32::MAX),
            issued_on,
            outcomes,
            matter,
        })
    }
}

fn matter(amendment: &Amendment) -> Matter {
    match amendment {
        // A party who moves away has a registry that has heard nothing yet.
        Amendment::Choice { .. } | Amendment::Custody { .. } => Matter::Divorce,
        Amendment::Correction { .. } => Matter::Correction,
        Amendment::Reversal { ground } => Matter::Reversal(*ground),
    }
}
