//! What has happened.

use super::{CheckedIn, Event, Instalment, InstalmentTerms, Payment, Referral, Session, Stage};

/// The referral after an event.
#[expect(clippy::too_many_lines, reason = "one arm for each event")]
pub fn evolve(mut referral: Referral, event: &Event) -> Referral {
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
        } => {
            referral.granted_under.clone_from(programme);
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
        }
        Event::AwardApproved { officer, letter } => {
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
            ..
        } => {
            referral.orders = referral.orders.saturating_add(1);
            let payment = Payment::Ordered {
                reference: reference.clone(),
                on: receipt.issued_on,
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
            referral.stopped = Some(*reason);
            referral.stage = Stage::Stopped;
        }
        Event::AidClosed { outcome, .. } => {
            referral.outcome = Some(*outcome);
            referral.stage = Stage::Closed;
        }
        Event::PapersErased => referral.erased = true,
        Event::PapersViewed { .. } => {}
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
