//! What the register may be told by a case.

use super::{documents, unless};
use crate::case::{Case, Command, Event, Refusal};
use crate::plan::Hold;

pub(super) fn register(case: &Case, event: Event) -> Result<Vec<Event>, Refusal> {
    changeable(case)?;
    Ok(vec![event])
}

/// The oldest change that was asked for is carried out; a rider whose envelope it makes out of date is called back.
pub(super) fn amend(case: &Case, command: Command) -> Result<Vec<Event>, Refusal> {
    let Command::Amend {
        amendment,
        issued_on,
        outcomes,
        households,
        reissued,
        cards,
        flags,
    } = command
    else {
        return Err(Refusal::NotOrdered);
    };
    if case.amendments.first() != Some(&amendment) {
        return Err(Refusal::NotOrdered);
    }
    let letters = case.renews_letters(&amendment);
    let recalled = documents::recalled(case, |role| {
        case.tracks[role].outdated_by(&outcomes[role], reissued[role], letters)
    });
    let amended = Event::RegisterAmended {
        amendment,
        issued_on,
        outcomes,
        households,
        reissued,
        cards,
        flags,
    };
    Ok(std::iter::once(amended).chain(recalled).collect())
}

pub(super) fn hold(case: &Case, hold: Hold) -> Result<Vec<Event>, Refusal> {
    if case.amendments.is_empty() {
        changeable(case)?;
    }
    let known = case.hold.as_ref() == Some(&hold);
    Ok(unless(known, || Event::Held { hold }))
}

fn changeable(case: &Case) -> Result<(), Refusal> {
    if case.closed.is_some() {
        Err(Refusal::CaseClosed)
    } else if case.registered {
        Err(Refusal::AlreadyRegistered)
    } else if case.returned.is_some() {
        Err(Refusal::WithCourt)
    } else if case.missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotFinal)
    }
}
