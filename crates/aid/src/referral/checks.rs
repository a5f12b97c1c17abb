//! What has to hold before a wish is fulfilled.

use jiff::civil::Date;
use tuntas_domain::identity::{AidKind, OfficerCode};
use tuntas_domain::money::Rupiah;

use super::{
    Award, CheckIn, InstalmentTerms, MOST_INSTALMENTS, MOST_SESSIONS, Payment, PlannedSession,
    ProgrammeVersion, Referral, Refusal, Stage,
};
use crate::PaymentReference;
use crate::programme::{Programme, Terms};

pub(super) fn confirmable(
    referral: &Referral,
    instalment: u16,
    reference: &PaymentReference,
    paid_on: Date,
    on: Date,
) -> Result<(), Refusal> {
    let found = referral.instalment(instalment).ok_or(Refusal::NoInstalment)?;
    match &found.payment {
        Payment::Ordered {
            reference: ordered,
            on: ordered_on,
            ..
        } if ordered == reference => {
            if paid_on < *ordered_on {
                Err(Refusal::PaidBeforeOrder)
            } else if paid_on > on {
                Err(Refusal::NotYet)
            } else {
                Ok(())
            }
        }
        _ => Err(Refusal::NotOrdered),
    }
}

pub(super) fn decidable(referral: &Referral, kind: AidKind) -> Result<(), Refusal> {
    match referral.stage {
        Stage::Referred => Err(Refusal::NotAssessed),
        Stage::Assessed if referral.kind == Some(kind) => Ok(()),
        Stage::Assessed => Err(Refusal::OtherKind),
        _ => Err(Refusal::NotTheTurn),
    }
}

pub(super) fn not_the_assessor(referral: &Referral, officer: &OfficerCode) -> Result<(), Refusal> {
    if referral.assessor.as_ref() == Some(officer) {
        Err(Refusal::AssessorDecides)
    } else {
        Ok(())
    }
}

/// The present version of a programme of this office and kind, which is open on that day.
pub(super) fn offered<'a>(
    referral: &Referral,
    programme: &'a Programme,
    on: Date,
) -> Result<&'a Terms, Refusal> {
    let terms = programme.terms().ok_or(Refusal::ProgrammeClosed)?;
    if programme.office != referral.office {
        return Err(Refusal::OtherOffice);
    }
    if Some(terms.kind) != referral.kind {
        return Err(Refusal::OtherKind);
    }
    if !programme.is_open(on) {
        return Err(Refusal::ProgrammeClosed);
    }
    Ok(terms)
}

pub(super) fn current(programme: &Programme) -> Result<ProgrammeVersion, Refusal> {
    let code = programme.code.clone().ok_or(Refusal::ProgrammeClosed)?;
    let version = programme.version();
    Ok(ProgrammeVersion { code, version })
}

pub(super) fn award(
    programme: &Programme,
    terms: &Terms,
    amount: Rupiah,
    instalments: Vec<InstalmentTerms>,
    on: Date,
) -> Result<Award, Refusal> {
    let funding = terms.funding.as_ref().ok_or(Refusal::OtherKind)?;
    if !funding.amount.allows(amount) {
        return Err(Refusal::AmountNotAllowed);
    }
    if instalments.is_empty() || instalments.len() > MOST_INSTALMENTS {
        return Err(Refusal::InstalmentCount);
    }
    let parts = instalments.iter().map(|part| part.amount);
    if parts.clone().any(Rupiah::is_zero) || Rupiah::sum(parts) != Some(amount) {
        return Err(Refusal::InstalmentsDoNotAddUp);
    }
    let in_order = instalments.is_sorted_by_key(|part| part.due);
    let in_year = instalments.iter().all(|part| part.due.year() == funding.year);
    if !in_order || !in_year || instalments.first().is_some_and(|first| first.due < on) {
        return Err(Refusal::InstalmentDates);
    }
    Ok(Award {
        programme: current(programme)?,
        source: funding.source.clone(),
        purpose: funding.purpose.clone(),
        year: funding.year,
        amount,
        instalments,
    })
}

pub(super) fn plan(referral: &Referral, sessions: &[PlannedSession], on: Date) -> Result<(), Refusal> {
    let kept = referral.sessions.iter().filter(|held| held.recorded.is_some());
    let fits = !sessions.is_empty() && kept.count() + sessions.len() <= MOST_SESSIONS;
    let in_order = sessions.is_sorted_by_key(|session| session.on);
    let to_come = sessions.first().is_some_and(|first| first.on >= on);
    // Numbers are not used again.
    let numbered = u16::try_from(usize::from(referral.sessions_planned) + sessions.len()).is_ok();
    if fits && in_order && to_come && numbered {
        Ok(())
    } else {
        Err(Refusal::PlanNotSound)
    }
}

pub(super) fn payable(referral: &Referral, instalment: u16, on: Date) -> Result<(), Refusal> {
    match referral.stage {
        Stage::Running => {}
        Stage::Approved => return Err(Refusal::NoPlan),
        _ => return Err(Refusal::NotTheTurn),
    }
    let found = referral.instalment(instalment).ok_or(Refusal::NoInstalment)?;
    if found.payment != Payment::Pending {
        return Err(Refusal::NotPending);
    }
    let settled = |payment: &Payment| matches!(payment, Payment::Paid { .. } | Payment::Cancelled);
    let mut earlier = referral
        .instalments
        .iter()
        .take(usize::from(instalment).saturating_sub(1));
    if !earlier.all(|earlier| settled(&earlier.payment)) {
        return Err(Refusal::EarlierUnpaid);
    }
    if found.terms.due > on {
        return Err(Refusal::NotDue);
    }
    Ok(())
}

/// Whether nothing is left to do but to close it.
pub(super) fn is_done(referral: &Referral) -> bool {
    let sessions = referral.sessions.iter().all(|session| session.recorded.is_some());
    let paid = referral
        .instalments
        .iter()
        .all(|instalment| matches!(instalment.payment, Payment::Paid { .. } | Payment::Cancelled));
    let looked_after = referral.first_paid_on().is_none()
        || CheckIn::ALL
            .iter()
            .all(|check_in| referral.check_ins.contains_key(check_in));
    sessions && paid && looked_after
}
