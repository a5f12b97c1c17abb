//! What has happened.

use jiff::civil::Date;

use super::{
    CheckedIn, Claim, Due, Event, Instalment, InstalmentTerms, Pause, PauseReason, Payment, Referral,
    Session, Stage,
};

/// The referral after an event.
#[expect(clippy::too_many_lines, reason = "one arm for each event")]
pub fn evolve(mut referral: Referral, event: &Event) -> Referral {
    if ends_a_claim(event) {
        referral.claim = None;
    }
    match event {
        Event::AidReferred {
            case,
            role,
            office,
            kind,
            assess_by,
        } => {
            referral.case = Some(*case);
            referral.role = Some(*role);
            referral.office = Some(office.clone());
            referral.kind = Some(*kind);
            referral.assess_by = Some(*assess_by);
            referral.stage = Stage::Referred;
        }
        Event::ConsentWithdrawn => {
            referral = without_pending(referral);
            referral.pause = None;
            referral.stage = Stage::Withdrawn;
            referral.erased = true;
        }
        Event::AidAssessed {
            officer,
            recommends,
            decide_by,
        } => {
            referral.assessor = Some(officer.clone());
            referral.recommended = Some(*recommends);
            referral.decide_by = Some(*decide_by);
            referral.stage = Stage::Assessed;
        }
        Event::AidDeclined {
            reason,
            officer,
            letter,
        } => {
            referral.declined = Some(*reason);
            referral.decider = Some(officer.clone());
            referral.decided_on = Some(letter.issued_on);
            referral.award = None;
            referral.proposer = None;
            referral.stage = Stage::Declined;
        }
        Event::MentoringGranted {
            programme,
            officer,
            letter,
            plan_by,
        } => {
            referral.granted_under.clone_from(programme);
            referral.plan_by = Some(*plan_by);
            referral.decider = Some(officer.clone());
            referral.decided_on = Some(letter.issued_on);
            referral.stage = Stage::Approved;
        }
        Event::AwardProposed { award, officer } => {
            referral.award = Some(award.clone());
            referral.proposer = Some(officer.clone());
            referral.stage = Stage::Proposed;
        }
        Event::ProposalReturned { .. } => {
            referral.award = None;
            referral.proposer = None;
            referral.stage = Stage::Assessed;
            // It is decided anew, by the same day.
            (referral.told).retain(|(_, what)| !matches!(what, Due::Decide | Due::Approve));
        }
        Event::AwardApproved {
            officer,
            letter,
            plan_by,
        } => {
            referral.plan_by = Some(*plan_by);
            referral.decider = Some(officer.clone());
            referral.decided_on = Some(letter.issued_on);
            referral.instalments = referral.award.as_ref().map_or_else(Vec::new, |award| {
                award.instalments.iter().map(|terms| pending(*terms)).collect()
            });
            referral.stage = Stage::Approved;
        }
        Event::SessionsPlanned { mentor, sessions } => {
            referral.mentor = Some(mentor.clone());
            referral.sessions.retain(|session| session.recorded.is_some());
            for planned in sessions {
                referral.sessions_planned = referral.sessions_planned.saturating_add(1);
                referral.sessions.push(Session {
                    number: referral.sessions_planned,
                    planned: *planned,
                    recorded: None,
                });
            }
            referral.stage = Stage::Running;
        }
        Event::SessionRecorded {
            session,
            on,
            attendance,
            ..
        } => {
            let mut sessions = referral.sessions.iter_mut();
            if let Some(session) = sessions.find(|held| held.number == *session) {
                session.recorded = Some((*on, *attendance));
            }
        }
        Event::PaymentOrdered {
            instalment,
            reference,
            receipt,
            confirm_by,
            ..
        } => {
            referral.orders = referral.orders.saturating_add(1);
            let payment = Payment::Ordered {
                reference: reference.clone(),
                on: receipt.issued_on,
                confirm_by: *confirm_by,
            };
            referral = with_payment(referral, *instalment, payment);
        }
        Event::PaymentConfirmed {
            instalment,
            reference,
            on,
            ..
        } => {
            let payment = Payment::Paid {
                reference: reference.clone(),
                on: *on,
            };
            referral = with_payment(referral, *instalment, payment);
        }
        Event::PaymentReturned { instalment, .. } => {
            // What goes on is paid again; what has ended is not.
            let payment = if referral.stage.is_open() {
                Payment::Pending
            } else {
                Payment::Cancelled
            };
            referral = with_payment(referral, *instalment, payment);
            // It is due anew, on whichever day.
            let again = [Due::Pay(*instalment), Due::Confirm(*instalment)];
            referral.told.retain(|(_, what)| !again.contains(what));
        }
        Event::InstalmentCancelled { instalment, .. } => {
            referral = with_payment(referral, *instalment, Payment::Cancelled);
        }
        Event::BusinessChecked {
            check_in, state, on, ..
        } => {
            let looked = CheckedIn {
                on: *on,
                state: *state,
            };
            referral.check_ins.insert(*check_in, looked);
        }
        Event::AidStopped { reason, .. } => {
            referral = without_pending(referral);
            referral.pause = None;
            referral.stopped = Some(*reason);
            referral.stage = Stage::Stopped;
        }
        Event::AidClosed { outcome, .. } => {
            referral.outcome = Some(*outcome);
            referral.stage = Stage::Closed;
        }
        Event::AidPaused {
            reason, on, until, ..
        } => {
            referral.pause = Some(Pause {
                reason: *reason,
                since: *on,
                until: Some(*until),
            });
        }
        Event::RulingReversed { on, by } => {
            referral.reversed_on = Some(*on);
            if let Some(by) = by {
                referral = moved(referral, *by);
            }
            referral.pause = Some(Pause {
                reason: PauseReason::RulingReversed,
                since: *on,
                until: None,
            });
        }
        Event::AidResumed { by, .. } | Event::AidContinued { by, .. } => {
            referral.pause = None;
            if let Some(by) = by {
                referral = moved(referral, *by);
            }
        }
        Event::AidClaimed { officer, until } => {
            referral.claim = Some(Claim {
                officer: officer.clone(),
                until: *until,
            });
        }
        Event::AidOverdue { what, by } => {
            referral.told.insert((*by, *what));
        }
        Event::PapersErased => referral.erased = true,
        Event::AidReleased { .. } | Event::PapersViewed { .. } => {}
    }
    referral
}

/// Whether the step that somebody claimed is taken, or taken from them.
fn ends_a_claim(event: &Event) -> bool {
    matches!(
        event,
        Event::ConsentWithdrawn
            | Event::AidAssessed { .. }
            | Event::AidDeclined { .. }
            | Event::MentoringGranted { .. }
            | Event::AwardProposed { .. }
            | Event::ProposalReturned { .. }
            | Event::AwardApproved { .. }
            | Event::AidStopped { .. }
            | Event::AidPaused { .. }
            | Event::RulingReversed { .. }
            | Event::AidReleased { .. }
    )
}

/// Another day for the next step.
fn moved(mut referral: Referral, by: Date) -> Referral {
    match referral.stage {
        Stage::Referred => referral.assess_by = Some(by),
        Stage::Assessed | Stage::Proposed => referral.decide_by = Some(by),
        Stage::Approved => referral.plan_by = Some(by),
        _ => {}
    }
    referral
}

fn pending(terms: InstalmentTerms) -> Instalment {
    Instalment {
        terms,
        payment: Payment::Pending,
    }
}

fn with_payment(mut referral: Referral, number: u16, payment: Payment) -> Referral {
    let index = usize::from(number).checked_sub(1);
    if let Some(instalment) = index.and_then(|index| referral.instalments.get_mut(index)) {
        instalment.payment = payment;
    }
    referral
}

/// Nothing is paid that the bank does not have on its way.
fn without_pending(mut referral: Referral) -> Referral {
    for instalment in &mut referral.instalments {
        if instalment.payment == Payment::Pending {
            instalment.payment = Payment::Cancelled;
        }
    }
    referral
}

/// The referral that events make.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Referral {
    events.into_iter().fold(Referral::default(), evolve)
}
