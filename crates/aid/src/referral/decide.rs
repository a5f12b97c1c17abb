//! What may happen.

use jiff::civil::Date;
use tuntas_domain::identity::{AidKind, OfficerCode};
use tuntas_domain::money::Rupiah;

use super::{
    Award, CheckIn, Command, Event, InstalmentTerms, MOST_INSTALMENTS, MOST_SESSIONS, Payment,
    PlannedSession, ProgrammeVersion, Referral, Refusal, Stage,
};
use crate::PaymentReference;
use crate::programme::{Programme, Terms};

/// The events a wish leads to. None if it is fulfilled already.
///
/// # Errors
/// [`Refusal`].
pub fn decide(referral: &Referral, command: Command) -> Result<Vec<Event>, Refusal> {
    match (referral.stage, command) {
        // Told before the referral was: the referral will find it.
        (Stage::Withdrawn, Command::Withdraw) => Ok(Vec::new()),
        (_, Command::Withdraw) => Ok(vec![Event::ConsentWithdrawn]),
        (
            Stage::New,
            Command::Refer {
                case,
                role,
                office,
                kind,
                assess_by,
            },
        ) => Ok(vec![Event::AidReferred {
            case,
            role,
            office,
            kind,
            assess_by,
        }]),
        (Stage::New, _) => Err(Refusal::NoReferral),
        // What the bank has on its way arrives or comes back, whatever became of the referral.
        (
            _,
            Command::Confirm {
                instalment,
                reference,
                paid_on,
                by,
                on,
            },
        ) => {
            confirmable(referral, instalment, &reference, paid_on, on)?;
            Ok(vec![Event::PaymentConfirmed {
                instalment,
                reference,
                on: paid_on,
                by,
            }])
        }
        (
            _,
            Command::Returned {
                instalment,
                reference,
                on,
                officer,
            },
        ) => {
            let found = referral.instalment(instalment).ok_or(Refusal::NoInstalment)?;
            match found.payment {
                Payment::Ordered { on: ordered, .. } | Payment::Paid { on: ordered, .. }
                    if found.reference() == Some(&reference) =>
                {
                    if on < ordered {
                        return Err(Refusal::PaidBeforeOrder);
                    }
                }
                _ => return Err(Refusal::NotOrdered),
            }
            Ok(vec![Event::PaymentReturned {
                instalment,
                reference,
                on,
                officer,
            }])
        }
        (Stage::Withdrawn, _) => Err(Refusal::Withdrawn),
        (_, Command::View { officer }) => Ok(vec![Event::PapersViewed { officer }]),
        (_, Command::Refer { .. }) => Err(Refusal::AlreadyReferred),
        (stage, _) if stage.is_ended() => Err(Refusal::ReferralEnded),
        (_, command) => open(referral, command).map(|event| vec![event]),
    }
}

fn confirmable(
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

/// Whatever is wished of a referral that goes on.
#[expect(clippy::too_many_lines, reason = "one arm for each wish")]
fn open(referral: &Referral, command: Command) -> Result<Event, Refusal> {
    let stage = referral.stage;
    match command {
        Command::Assess {
            officer,
            recommends,
            decide_by,
        } => match stage {
            Stage::Referred | Stage::Assessed => Ok(Event::AidAssessed {
                officer,
                recommends,
                decide_by,
            }),
            _ => Err(Refusal::NotTheTurn),
        },
        Command::Decline {
            reason,
            officer,
            letter,
        } => match stage {
            Stage::Assessed | Stage::Proposed => Ok(Event::AidDeclined {
                reason,
                officer,
                letter,
            }),
            Stage::Referred => Err(Refusal::NotAssessed),
            _ => Err(Refusal::NotTheTurn),
        },
        Command::Grant {
            programme,
            officer,
            letter,
        } => {
            decidable(referral, AidKind::Mentoring)?;
            let programme = programme
                .map(|programme| {
                    offered(referral, &programme, letter.issued_on)?;
                    current(&programme)
                })
                .transpose()?;
            Ok(Event::MentoringGranted {
                programme,
                officer,
                letter,
            })
        }
        Command::Propose {
            programme,
            amount,
            instalments,
            officer,
            on,
        } => {
            decidable(referral, AidKind::Capital)?;
            not_the_assessor(referral, &officer)?;
            let terms = offered(referral, &programme, on)?;
            let award = award(&programme, terms, amount, instalments, on)?;
            Ok(Event::AwardProposed { award, officer })
        }
        Command::ReturnProposal { officer } => match stage {
            Stage::Proposed => Ok(Event::ProposalReturned { officer }),
            _ => Err(Refusal::NotTheTurn),
        },
        Command::Approve {
            programme,
            officer,
            letter,
        } => {
            let (Stage::Proposed, Some(award)) = (stage, &referral.award) else {
                return Err(Refusal::NotTheTurn);
            };
            if referral.proposer.as_ref() == Some(&officer) {
                return Err(Refusal::SameApprover);
            }
            not_the_assessor(referral, &officer)?;
            if programme.ended {
                return Err(Refusal::ProgrammeClosed);
            }
            if current(&programme)? != award.programme {
                return Err(Refusal::ProgrammeChanged);
            }
            Ok(Event::AwardApproved { officer, letter })
        }
        Command::Plan { mentor, sessions, on } => {
            if !matches!(stage, Stage::Approved | Stage::Running) {
                return Err(Refusal::NotTheTurn);
            }
            plan(referral, &sessions, on)?;
            Ok(Event::SessionsPlanned { mentor, sessions })
        }
        Command::RecordSession {
            session,
            held_on,
            attendance,
            officer,
            on,
        } => {
            let found = referral.sessions.iter().find(|held| held.number == session);
            let found = found.ok_or(Refusal::NoSession)?;
            if found.recorded.is_some() {
                return Err(Refusal::SessionRecorded);
            }
            if held_on > on {
                return Err(Refusal::NotYet);
            }
            Ok(Event::SessionRecorded {
                session,
                on: held_on,
                attendance,
                officer,
            })
        }
        Command::Order {
            instalment,
            reference,
            receipt,
            officer,
        } => {
            payable(referral, instalment, receipt.issued_on)?;
            if [&referral.proposer, &referral.decider].contains(&&Some(officer.clone())) {
                return Err(Refusal::ApproverPays);
            }
            Ok(Event::PaymentOrdered {
                instalment,
                reference,
                receipt,
                officer,
            })
        }
        Command::CancelInstalment {
            instalment,
            reason,
            officer,
        } => {
            let found = referral.instalment(instalment).ok_or(Refusal::NoInstalment)?;
            if found.payment != Payment::Pending {
                return Err(Refusal::NotPending);
            }
            Ok(Event::InstalmentCancelled {
                instalment,
                reason,
                officer,
            })
        }
        Command::CheckBusiness {
            check_in,
            state,
            on,
            officer,
        } => {
            let due = referral.check_in_due(check_in).ok_or(Refusal::NothingPaid)?;
            if referral.check_ins.contains_key(&check_in) {
                return Err(Refusal::AlreadyChecked);
            }
            if on < due {
                return Err(Refusal::NotYet);
            }
            Ok(Event::BusinessChecked {
                check_in,
                state,
                on,
                officer,
            })
        }
        Command::Stop { reason, officer } => Ok(Event::AidStopped { reason, officer }),
        Command::Close { outcome, officer } => {
            if stage != Stage::Running {
                return Err(Refusal::NotTheTurn);
            }
            if !is_done(referral) {
                return Err(Refusal::NotDone);
            }
            Ok(Event::AidClosed { outcome, officer })
        }
        // Answered before.
        Command::Refer { .. }
        | Command::Withdraw
        | Command::Confirm { .. }
        | Command::Returned { .. }
        | Command::View { .. } => Err(Refusal::NotTheTurn),
    }
}

fn decidable(referral: &Referral, kind: AidKind) -> Result<(), Refusal> {
    match referral.stage {
        Stage::Referred => Err(Refusal::NotAssessed),
        Stage::Assessed if referral.kind == Some(kind) => Ok(()),
        Stage::Assessed => Err(Refusal::OtherKind),
        _ => Err(Refusal::NotTheTurn),
    }
}

fn not_the_assessor(referral: &Referral, officer: &OfficerCode) -> Result<(), Refusal> {
    if referral.assessor.as_ref() == Some(officer) {
        Err(Refusal::AssessorDecides)
    } else {
        Ok(())
    }
}

/// The present version of a programme of this office and kind, which is open on that day.
fn offered<'a>(referral: &Referral, programme: &'a Programme, on: Date) -> Result<&'a Terms, Refusal> {
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

fn current(programme: &Programme) -> Result<ProgrammeVersion, Refusal> {
    let code = programme.code.clone().ok_or(Refusal::ProgrammeClosed)?;
    let version = programme.version();
    Ok(ProgrammeVersion { code, version })
}

fn award(
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

fn plan(referral: &Referral, sessions: &[PlannedSession], on: Date) -> Result<(), Refusal> {
    let kept = referral.sessions.iter().filter(|held| held.recorded.is_some());
    let fits = !sessions.is_empty() && kept.count() + sessions.len() <= MOST_SESSIONS;
    let in_order = sessions.is_sorted_by_key(|session| session.on);
    let to_come = sessions.first().is_some_and(|first| first.on >= on);
    // Numbers are not used again.
    let numbered = usize::from(referral.sessions_planned) + sessions.len() <= usize::from(u16::MAX);
    if fits && in_order && to_come && numbered {
        Ok(())
    } else {
        Err(Refusal::PlanNotSound)
    }
}

fn payable(referral: &Referral, instalment: u16, on: Date) -> Result<(), Refusal> {
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
