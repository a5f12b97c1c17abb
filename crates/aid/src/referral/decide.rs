//! What may happen.

use jiff::civil::Date;
use tuntas_domain::identity::AidKind;

use super::checks::{
    award, confirmable, current, decidable, is_done, not_the_assessor, offered, payable, plan,
};
use super::{Command, Due, Event, Payment, Referral, Refusal, Stage, all_due, claim, pause};

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
        (_, Command::Erase) if referral.erased => Ok(Vec::new()),
        (stage, Command::Erase) if stage.is_ended() => Ok(vec![Event::PapersErased]),
        (_, Command::Erase) => Err(Refusal::StillOpen),
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
        // The bank may be silent about an order after all else has ended.
        (_, Command::Overdue { what, by, on }) => overdue(referral, what, by, on),
        (_, Command::View { officer }) => Ok(vec![Event::PapersViewed { officer }]),
        (_, Command::Refer { .. }) => Err(Refusal::AlreadyReferred),
        (stage, _) if stage.is_ended() => Err(Refusal::ReferralEnded),
        (_, command) => beside(referral, command),
    }
}

/// Something was not done by its day, and is told once.
fn overdue(referral: &Referral, what: Due, by: Date, on: Date) -> Result<Vec<Event>, Refusal> {
    if by >= on || !all_due(referral).contains(&(by, what)) {
        return Err(Refusal::NotOverdue);
    }
    if referral.told.contains(&(by, what)) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::AidOverdue { what, by }])
}

/// What is wished of the way of a referral that goes on, beside its steps: to wait, to be left to one officer.
fn beside(referral: &Referral, command: Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Pause {
            reason,
            until,
            officer,
            on,
        } => pause::pause(referral, reason, until, officer, on),
        Command::Resume { officer, on, by } => pause::resume(referral, officer, on, by),
        Command::Continue { officer, on, by } => pause::continued(referral, officer, on, by),
        Command::Reverse { .. } if referral.reversed_on.is_some() => Ok(Vec::new()),
        Command::Reverse { on, by } => Ok(vec![Event::RulingReversed { on, by }]),
        Command::Release { officer } => claim::release(referral, officer),
        command => {
            if let Some(pause) = &referral.pause {
                pause::may_go_on(pause, &command)?;
            }
            match command {
                Command::Claim {
                    officer,
                    desks,
                    now,
                    until,
                } => claim::claim(referral, officer, &desks, now, until),
                step => open(referral, step).map(|event| vec![event]),
            }
        }
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
            plan_by,
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
                plan_by,
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
            plan_by,
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
            Ok(Event::AwardApproved {
                officer,
                letter,
                plan_by,
            })
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
            confirm_by,
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
                confirm_by,
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
        | Command::View { .. }
        | Command::Pause { .. }
        | Command::Resume { .. }
        | Command::Continue { .. }
        | Command::Reverse { .. }
        | Command::Claim { .. }
        | Command::Release { .. }
        | Command::Overdue { .. }
        | Command::Erase => Err(Refusal::NotTheTurn),
    }
}
