//! What may change after a decree was accepted: choices, custody, corrections, reversal, duties.

use super::{documents, unless};
use crate::case::{Case, CorrectedField, Document, Event, Refusal, Stage, Whom};
use crate::decree::{ChoiceKind, ChoiceSource, CustodyBasis, Role};
use crate::identity::OfficerCode;
use crate::plan::{Outcome, Reversal};

/// A choice counts until printing starts; a later round of documents does not open it again.
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
        _ if track.choice_over => return Err(Refusal::ChoiceTooLate),
        _ => {}
    }
    let revision = (case.choices[role].made.checked_add(1)).ok_or(Refusal::ChoiceTooLate)?;
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

/// The register is put right by an amendment; riders with envelopes of the divorce turn round at once.
pub(super) fn reverse(case: &Case, ground: Reversal, evidence: String) -> Result<Vec<Event>, Refusal> {
    if case.evidence.contains(&evidence) {
        return Ok(vec![]);
    }
    changeable(case)?;
    let recalled = documents::recalled(case, |_| true);
    let reversed = Event::Reversed { ground, evidence };
    Ok(std::iter::once(reversed).chain(recalled).collect())
}

pub(super) fn propose_correction(
    case: &Case,
    officer: OfficerCode,
    whom: Whom,
    field: CorrectedField,
) -> Result<Vec<Event>, Refusal> {
    not_over(case)?;
    if !case.registered {
        return Err(Refusal::NotRegistered);
    }
    if case.reversed.is_some() && field.concerns_the_divorce() {
        return Err(Refusal::RulingReversed);
    }
    if let Whom::Party { role } = whom
        && case.tracks[role]
            .outcome
            .as_ref()
            .is_none_or(|outcome| outcome.household().is_none())
    {
        return Err(Refusal::NotResident);
    }
    let undecided = (case.corrections.iter())
        .any(|open| open.agreed.is_none() && open.whom == whom && open.field == field);
    if undecided {
        return Err(Refusal::AwaitingApproval);
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
    let correction = case.correction(number).ok_or(Refusal::NoSuchProposal)?;
    match correction.agreed {
        Some(before) if before == agreed => Ok(vec![]),
        Some(_) => Err(Refusal::NoSuchProposal),
        None if agreed && correction.officer == officer => Err(Refusal::SecondOfficerNeeded),
        None if agreed && case.reversed.is_some() && correction.field.concerns_the_divorce() => {
            Err(Refusal::RulingReversed)
        }
        None => Ok(vec![Event::CorrectionDecided {
            officer,
            number,
            agreed,
        }]),
    }
}

pub(super) fn release_duty(case: &Case, evidence: String) -> Result<Vec<Event>, Refusal> {
    if case.evidence.contains(&evidence) {
        return Ok(vec![]);
    }
    not_over(case)?;
    if case.duty.is_none_or(|role| !case.withholds(role)) {
        return Err(Refusal::NothingWithheld);
    }
    Ok(vec![Event::DutyReleased { evidence }])
}

pub(super) fn render_marriage_notice(
    case: &Case,
    change: u32,
    document: Document,
) -> Result<Vec<Event>, Refusal> {
    let notice = case.marriage_notice.as_ref().ok_or(Refusal::NothingToPrint)?;
    let known = change != notice.change || notice.document.is_some();
    Ok(unless(known, || Event::MarriageNoticeRendered { document }))
}

pub(super) fn send_marriage_notice(case: &Case) -> Result<Vec<Event>, Refusal> {
    match &case.marriage_notice {
        Some(notice) if notice.sent => Ok(vec![]),
        Some(notice) if notice.document.is_some() => {
            if case.is_being_undone() {
                return Err(Refusal::RulingReversed);
            }
            Ok(vec![Event::MarriageNoticeSent])
        }
        _ => Err(Refusal::NothingToPrint),
    }
}

/// Personal data go when nothing needs them any more.
pub(super) fn erase(case: &Case) -> Result<Vec<Event>, Refusal> {
    let undecided = (case.corrections.iter()).any(|correction| correction.agreed.is_none());
    match case.stage() {
        Stage::Completed | Stage::Closed if !undecided => Ok(unless(case.erased, || Event::DossierErased)),
        _ => Err(Refusal::StillOpen),
    }
}

pub(super) fn changeable(case: &Case) -> Result<(), Refusal> {
    if case.reversed.is_some() {
        Err(Refusal::RulingReversed)
    } else {
        not_over(case)
    }
}

pub(super) fn not_over(case: &Case) -> Result<(), Refusal> {
    if case.closed.is_some() || case.erased {
        Err(Refusal::CaseClosed)
    } else {
        Ok(())
    }
}
