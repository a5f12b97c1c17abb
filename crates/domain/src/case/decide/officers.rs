//! What officers may do with a held case.

use jiff::Timestamp;

use crate::case::{Case, CourtDocument, Event, Refusal, ReturnReason, View};
use crate::identity::OfficerCode;
use crate::plan::{Decision, Hold};

pub(super) fn claim(
    case: &Case,
    officer: OfficerCode,
    now: Timestamp,
    until: Timestamp,
    ahead: u32,
) -> Result<Vec<Event>, Refusal> {
    held(case)?;
    match &case.claim {
        Some(claim) if claim.holds(now) && claim.officer != officer => Err(Refusal::ClaimedByAnother),
        Some(claim) if claim.officer == officer && claim.until >= until => Ok(vec![]),
        _ => Ok(vec![Event::HoldClaimed {
            officer,
            until,
            ahead,
        }]),
    }
}

/// Only who has a case gives it back: an answer to anybody else would be a look that nobody wrote down.
pub(super) fn release(case: &Case, officer: OfficerCode) -> Result<Vec<Event>, Refusal> {
    match &case.claim {
        Some(claim) if claim.officer == officer => Ok(vec![Event::ClaimReleased { officer }]),
        _ => Err(Refusal::NotClaimed),
    }
}

pub(super) fn decide(
    case: &Case,
    officer: OfficerCode,
    now: Timestamp,
    decision: Decision,
) -> Result<Vec<Event>, Refusal> {
    let hold = held(case)?;
    claimed(case, &officer, now)?;
    if !hold.accepts(&decision) || !fits(case, &decision) {
        return Err(Refusal::DecisionNotAllowed);
    }
    if let Some(proposal) = &case.proposal {
        return if proposal.decision == decision && proposal.officer == officer {
            Ok(vec![])
        } else {
            Err(Refusal::AwaitingApproval)
        };
    }
    if decision.needs_approval() {
        let number = case.proposals.checked_add(1).ok_or(Refusal::NoSuchProposal)?;
        return Ok(vec![Event::DecisionProposed {
            officer,
            number,
            decision,
        }]);
    }
    Ok(vec![Event::Decided {
        decision,
        officer,
        approved_by: None,
    }])
}

/// A case that has changed the register cannot be closed without a change; only one that has can give up a later change.
/// That the ruling was undone is the court's word: officers cannot give that up.
fn fits(case: &Case, decision: &Decision) -> bool {
    match decision {
        Decision::Close { .. } => !case.registered,
        Decision::GiveUp => case.registered && !case.is_being_undone(),
        Decision::LeaveHouseholds => case.registered,
        _ => true,
    }
}

/// What was erased cannot be looked at; that somebody looked for the case still can be recorded.
pub(super) fn view(case: &Case, officer: OfficerCode, what: View) -> Result<Vec<Event>, Refusal> {
    if case.erased && !matches!(what, View::LookUp { .. }) {
        return Err(Refusal::CaseClosed);
    }
    if let View::CourtDocument { upload } = what
        && !case
            .court_document(upload)
            .is_some_and(CourtDocument::is_accepted)
    {
        return Err(Refusal::NoSuchDocument);
    }
    Ok(vec![Event::Viewed { officer, what }])
}

/// Four eyes: whoever proposed a decision cannot be the one who agrees to it.
pub(super) fn approve(
    case: &Case,
    officer: OfficerCode,
    number: u16,
    agreed: bool,
) -> Result<Vec<Event>, Refusal> {
    let proposal = case
        .proposal
        .as_ref()
        .filter(|proposal| proposal.number == number)
        .ok_or(Refusal::NoSuchProposal)?;
    if !agreed {
        return Ok(vec![Event::DecisionRejected { officer, number }]);
    }
    if proposal.officer == officer {
        return Err(Refusal::SecondOfficerNeeded);
    }
    Ok(vec![Event::Decided {
        decision: proposal.decision.clone(),
        officer: proposal.officer.clone(),
        approved_by: Some(officer),
    }])
}

pub(super) fn give_back_to_court(
    case: &Case,
    officer: OfficerCode,
    now: Timestamp,
    reason: ReturnReason,
) -> Result<Vec<Event>, Refusal> {
    if case.registered {
        return Err(Refusal::AlreadyRegistered);
    }
    held(case)?;
    claimed(case, &officer, now)?;
    Ok(vec![Event::ReturnedToCourt { officer, reason }])
}

fn held(case: &Case) -> Result<&Hold, Refusal> {
    if case.returned.is_some() {
        return Err(Refusal::NotHeld);
    }
    case.hold.as_ref().ok_or(Refusal::NotHeld)
}

fn claimed(case: &Case, officer: &OfficerCode, now: Timestamp) -> Result<(), Refusal> {
    match &case.claim {
        Some(claim) if claim.holds(now) && claim.officer == *officer => Ok(()),
        Some(claim) if claim.holds(now) => Err(Refusal::ClaimedByAnother),
        _ => Err(Refusal::NotClaimed),
    }
}
