//! Referrals and programmes as subjects of the journal.

use jiff::Timestamp;
use tuntas_aid::{programme, referral};
use tuntas_figures::{Fact, Matter, aid_facts};
use tuntas_journal::{Story, Subject};
use tuntas_tables::Write;

use crate::{lists, payments};

/// A referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aiding;

/// A referral with its journal.
pub type ReferralStory = Story<Aiding>;

impl Subject for Aiding {
    type State = referral::Referral;
    type Event = referral::Event;
    type Kind = referral::EventKind;
    type Command = referral::Command;
    type Refusal = referral::Refusal;

    const PARTITION: &'static str = "AID";
    const ENTITY: &'static str = "aid-event";
    const MATTER: Option<Matter> = Some(Matter::Aid);

    fn kind(event: &referral::Event) -> referral::EventKind {
        event.kind()
    }

    fn evolve(state: referral::Referral, event: &referral::Event) -> referral::Referral {
        referral::evolve(state, event)
    }

    fn decide(
        state: &referral::Referral,
        command: referral::Command,
    ) -> Result<Vec<referral::Event>, referral::Refusal> {
        referral::decide(state, command)
    }

    fn facts<'a>(history: impl Iterator<Item = (Timestamp, &'a referral::Event)>, known: usize) -> Vec<Fact> {
        aid_facts(history, known)
    }

    fn beside(
        table: &str,
        before: &ReferralStory,
        after: &ReferralStory,
    ) -> Result<Vec<Write>, serde_json::Error> {
        let mut writes = lists::referral_changed(table, before, after);
        writes.extend(payments::changed(table, before, after));
        Ok(writes)
    }
}

/// A programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Programming;

/// A programme with its journal.
pub type ProgrammeStory = Story<Programming>;

impl Subject for Programming {
    type State = programme::Programme;
    type Event = programme::Event;
    type Kind = programme::EventKind;
    type Command = programme::Command;
    type Refusal = programme::Refusal;

    const PARTITION: &'static str = "PROG";
    const ENTITY: &'static str = "programme-event";

    fn kind(event: &programme::Event) -> programme::EventKind {
        event.kind()
    }

    fn evolve(state: programme::Programme, event: &programme::Event) -> programme::Programme {
        programme::evolve(state, event)
    }

    fn decide(
        state: &programme::Programme,
        command: programme::Command,
    ) -> Result<Vec<programme::Event>, programme::Refusal> {
        programme::decide(state, command)
    }

    fn beside(
        table: &str,
        _: &ProgrammeStory,
        after: &ProgrammeStory,
    ) -> Result<Vec<Write>, serde_json::Error> {
        Ok(lists::programme_changed(table, after).into_iter().collect())
    }
}
