//! What the register may be told by a case.

use super::{documents, unless};
use crate::case::{Case, Event, Refusal};
use crate::decree::Parties;
use crate::plan::{Amendment, Hold, Outcome, Reissue};

pub(super) fn register(case: &Case, event: Event) -> Result<Vec<Event>, Refusal> {
    changeable(case)?;
    Ok(vec![event])
}

/// The oldest change that was asked for may be carried out. Riders whose envelopes it makes out of date are called back.
pub(super) fn amend(
    case: &Case,
    amendment: &Amendment,
    outcomes: &Parties<Outcome>,
    reissued: Parties<Reissue>,
) -> Result<Vec<Event>, Refusal> {
    if case.amendments.first() != Some(amendment) {
        return Err(Refusal::NotOrdered);
    }
    let letters = case.renews_letters(amendment);
    Ok(documents::recalled(case, |role| {
        case.tracks[role].outdated_by(&outcomes[role], reissued[role], letters)
    }))
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
