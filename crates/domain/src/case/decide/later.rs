//! What may change after a decree was accepted: choices, custody, corrections, reversal, duties.

use super::unless;
use crate::case::{Case, CorrectedField, Correction, Event, MarriageNotice, Refusal, Stage, Whom};
use crate::decree::{ChoiceKind, ChoiceSource, CustodyBasis, Role};
use crate::identity::OfficerCode;
use crate::plan::{Outcome, Reversal};

/// A choice counts until printing starts.
pub(super) fn choose(
    case: &Case,
    role: Role,
    choice: ChoiceKind,
    source: ChoiceSource,
) -> Result<Vec<Event>, Refusal> {
    changeable(case)?;
    let track = &case.tracks[role];
    match &track.outcome {
        Some(Outcome::Elsewhere { .. } | Outcome::NothingDue | Outcome::Left) => {
            return Err(Refusal::NotResident);
        }
        _ if track.printing || track.printed || track.is_finished() => return Err(Refusal::ChoiceTooLate),
        _ => {}
    }
    let revision = case.choices[role].checked_add(1).ok_or(Refusal::ChoiceTooLate)?;
    Ok(vec![Event::ChoiceMade {
        role,
        choice,
        source,
        revision,
    }])
}

pub(super) fn change_custody(
    case: &Case,
    child: usize,
    parent: Role,
    basis: CustodyBasis,
    evidence: String,
) -> Result<Vec<Event>, Refusal> {
    if case.evidence.contains(&evidence) {
        return Ok(vec![]);
    }
    changeable(case)?;
    Ok(vec![Event::CustodyChanged {
        child,
        parent,
        basis,
        evidence,
    }])
}

pub(super) fn reverse(case: &Case, ground: Reversal, evidence: String) -> Result<Vec<Event>, Refusal> {
    if case.evidence.contains(&evidence) {
        return Ok(vec![]);
    }
    changeable(case)?;
    Ok(vec![Event::Reversed { ground, evidence }])
}

pub(super) fn propose_correction(
    case: &Case,
    officer: OfficerCode,
    whom: Whom,
    field: CorrectedField,
) -> Result<Vec<Event>, Refusal> {
    if case.closed.is_some() {
        return Err(Refusal::CaseClosed);
    }
    if !case.registered {
        return Err(Refusal::NotRegistered);
    }
    let number = u16::try_from(case.corrections.len())
        .ok()
        .and_then(|made| made.checked_add(1))
        .ok_or(Refusal::NoSuchProposal)?;
    Ok(vec![Event::CorrectionProposed {
        officer,
        number,
        whom,
        field,
    }])
}

pub(super) fn decide_correction(
    case: &Case,
    officer: OfficerCode,
    number: u16,
    agreed: bool,
) -> Result<Vec<Event>, Refusal> {
    let correction = correction(case, number).ok_or(Refusal::NoSuchProposal)?;
    match correction.agreed {
        Some(before) if before == agreed => Ok(vec![]),
        Some(_) => Err(Refusal::NoSuchProposal),
        None if agreed && correction.officer == officer => Err(Refusal::SecondOfficerNeeded),
        None => Ok(vec![Event::CorrectionDecided {
            officer,
            number,
            agreed,
        }]),
    }
}

fn correction(case: &Case, number: u16) -> Option<&Correction> {
    case.corrections.get(usize::from(number).checked_sub(1)?)
}

pub(super) fn release_duty(case: &Case, evidence: String) -> Result<Vec<Event>, Refusal> {
    if case.evidence.contains(&evidence) {
        return Ok(vec![]);
    }
    if case.duty.is_none_or(|role| !case.withholds(role)) {
        return Err(Refusal::NothingWithheld);
    }
    Ok(vec![Event::DutyReleased { evidence }])
}

pub(super) fn render_marriage_notice(
    case: &Case,
    document: crate::case::Document,
) -> Result<Vec<Event>, Refusal> {
    match &case.marriage_notice {
        MarriageNotice::None => Err(Refusal::NothingToPrint),
        MarriageNotice::Due { .. } => Ok(vec![Event::MarriageNoticeRendered { document }]),
        MarriageNotice::Ready { .. } | MarriageNotice::Sent { .. } => Ok(vec![]),
    }
}

pub(super) fn send_marriage_notice(case: &Case) -> Result<Vec<Event>, Refusal> {
    match &case.marriage_notice {
        MarriageNotice::None | MarriageNotice::Due { .. } => Err(Refusal::NothingToPrint),
        MarriageNotice::Ready { .. } => Ok(vec![Event::MarriageNoticeSent]),
        MarriageNotice::Sent { .. } => Ok(vec![]),
    }
}

/// Personal data go when nothing needs them any more.
pub(super) fn erase(case: &Case) -> Result<Vec<Event>, Refusal> {
    match case.stage() {
        Stage::Completed | Stage::Closed => Ok(unless(case.erased, || Event::DossierErased)),
        _ => Err(Refusal::StillOpen),
    }
}

fn changeable(case: &Case) -> Result<(), Refusal> {
    if case.reversed.is_some() {
        Err(Refusal::RulingReversed)
    } else if case.closed.is_some() || case.erased {
        Err(Refusal::CaseClosed)
    } else {
        Ok(())
    }
}
