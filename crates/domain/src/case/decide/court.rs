//! What a court may say of its ruling before the register changes.

use crate::case::{Case, Event, Refusal};
use crate::decree::{DivorceKind, DutyOrder, Missing};
use crate::identity::CourtCode;

pub(super) fn accept(
    case: &Case,
    court: CourtCode,
    kind: DivorceKind,
    evidence: String,
    missing: Vec<Missing>,
    duty: Option<DutyOrder>,
) -> Result<Vec<Event>, Refusal> {
    match &case.court {
        None => Ok(vec![Event::DecreeAccepted {
            court,
            kind,
            evidence,
            missing,
            duty,
        }]),
        Some(_) if case.evidence.contains(&evidence) => Ok(vec![]),
        Some(_) => Err(Refusal::AlreadyAccepted),
    }
}

/// A mended version takes the place of a decree that was returned; whatever officers decided about the old one is void.
pub(super) fn repair(
    case: &Case,
    kind: DivorceKind,
    evidence: String,
    missing: Vec<Missing>,
    duty: Option<DutyOrder>,
) -> Result<Vec<Event>, Refusal> {
    // The version that was returned, sent once more, repairs nothing.
    if case.evidence.contains(&evidence) {
        return Ok(vec![]);
    }
    if case.closed.is_some() {
        return Err(Refusal::CaseClosed);
    }
    if case.returned.is_none() {
        return Err(Refusal::NotReturned);
    }
    Ok(vec![Event::DecreeRepaired {
        kind,
        evidence,
        missing,
        duty,
    }])
}

pub(super) fn complete(case: &Case, evidence: String, missing: Vec<Missing>) -> Result<Vec<Event>, Refusal> {
    if case.evidence.contains(&evidence) {
        Ok(vec![])
    } else if case.closed.is_some() {
        Err(Refusal::CaseClosed)
    } else if case.returned.is_some() {
        Err(Refusal::WithCourt)
    } else if case.missing.is_empty() {
        Err(Refusal::AlreadyFinal)
    } else {
        Ok(vec![Event::FinalityCompleted { evidence, missing }])
    }
}
