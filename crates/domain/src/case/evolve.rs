//! What events have made of a case.

use super::{
    Case, Claim, Correction, CourierStatus, Delivery, Event, HandedTo, MarriageNotice, OldCard, Proposal,
};
use crate::decree::Role;
use crate::plan::{Amendment, CloseGround, Decision, Flag, Outcome, Reissue};

/// Folds one event into the case. Total: an event that makes no sense changes nothing.
#[must_use]
pub fn evolve(mut case: Case, event: &Event) -> Case {
    match event {
        Event::DecreeAccepted {
            court,
            kind,
            evidence,
            missing,
            duty,
        } => {
            case.court = Some(court.clone());
            case.kind = Some(*kind);
            case.evidence.push(evidence.clone());
            case.missing.clone_from(missing);
            case.duty = *duty;
        }
        Event::DecreeRepaired {
            kind,
            evidence,
            missing,
            duty,
        } => {
            case.kind = Some(*kind);
            case.evidence.push(evidence.clone());
            case.missing.clone_from(missing);
            case.duty = *duty;
            case.returned = None;
            case.decisions.clear();
            lift_hold(&mut case);
        }
        Event::FinalityCompleted { evidence, missing } => {
            case.evidence.push(evidence.clone());
            case.missing.clone_from(missing);
        }
        Event::RegisterUpdated {
            outcomes,
            flags,
            marriage_registry,
            ..
        } => {
            case.registered = true;
            lift_hold(&mut case);
            for (role, outcome) in outcomes.iter() {
                case.tracks[role].outcome = Some(outcome.clone());
                case.tracks[role].due = due(outcome);
            }
            case.duty_over = flags
                .iter()
                .any(|flag| matches!(flag, Flag::DutyNotApplied { .. }));
            if let Some(region) = marriage_registry {
                case.marriage_notice = MarriageNotice::Due {
                    region: region.clone(),
                };
            }
        }
        Event::RegisterAmended {
            amendment,
            outcomes,
            reissued,
            ..
        } => {
            lift_hold(&mut case);
            case.amendments.retain(|open| open != amendment);
            for (role, outcome) in outcomes.iter() {
                let track = &mut case.tracks[role];
                track.outcome = Some(outcome.clone());
                if reissued[role].any() {
                    track.begin_round(reissued[role]);
                }
            }
        }
        Event::Held { hold } => {
            lift_hold(&mut case);
            case.hold = Some(hold.clone());
        }
        Event::HoldClaimed { officer, until, .. } => {
            case.claim = Some(Claim {
                officer: officer.clone(),
                until: *until,
            });
        }
        Event::ClaimReleased { .. } => case.claim = None,
        Event::DecisionProposed {
            officer,
            number,
            decision,
        } => {
            case.proposals = *number;
            case.proposal = Some(Proposal {
                number: *number,
                officer: officer.clone(),
                decision: decision.clone(),
            });
        }
        Event::DecisionRejected { .. } => case.proposal = None,
        Event::Decided { decision, .. } => decided(&mut case, decision),
        Event::ReturnedToCourt { reason, .. } => {
            case.returned = Some(*reason);
            case.claim = None;
            case.proposal = None;
        }
        Event::Viewed { .. } => {}
        Event::ChoiceMade { role, revision, .. } => {
            case.choices[*role] = *revision;
            if case.registered {
                order(&mut case, Amendment::Choice { role: *role });
            }
            if case
                .hold
                .as_ref()
                .is_some_and(crate::plan::Hold::waits_for_a_choice)
            {
                lift_hold(&mut case);
            }
        }
        Event::CustodyChanged {
            child,
            parent,
            evidence,
            ..
        } => {
            case.evidence.push(evidence.clone());
            case.custody.push((*child, *parent));
            if case.registered {
                let (child, parent) = (*child, *parent);
                order(&mut case, Amendment::Custody { child, parent });
            }
        }
        Event::Reversed { ground, evidence } => {
            case.evidence.push(evidence.clone());
            case.reversed = Some(*ground);
            lift_hold(&mut case);
            if case.registered {
                // What was still open about a divorce that never was is void.
                case.amendments.clear();
                case.amendments.push(Amendment::Reversal { ground: *ground });
            } else {
                case.returned = None;
                case.closed = Some(CloseGround::Reversed);
            }
        }
        Event::CorrectionProposed {
            officer, whom, field, ..
        } => case.corrections.push(Correction {
            officer: officer.clone(),
            whom: *whom,
            field: *field,
            agreed: None,
        }),
        Event::CorrectionDecided { number, agreed, .. } => {
            let index = usize::from(*number).checked_sub(1);
            if let Some(correction) = index.and_then(|index| case.corrections.get_mut(index)) {
                correction.agreed = Some(*agreed);
                if *agreed {
                    order(&mut case, Amendment::Correction { number: *number });
                }
            }
        }
        Event::DutyReleased { evidence } => {
            case.evidence.push(evidence.clone());
            case.duty_over = true;
        }
        Event::OldCardRecorded { role, state } => case.tracks[*role].old_card = Some(*state),
        Event::MarriageNoticeRendered { document } => {
            case.marriage_notice = MarriageNotice::Ready {
                document: document.clone(),
            };
        }
        Event::MarriageNoticeSent => {
            if let MarriageNotice::Ready { document } = std::mem::take(&mut case.marriage_notice) {
                case.marriage_notice = MarriageNotice::Sent { document };
            }
        }
        Event::PrintingStarted { role } => case.tracks[*role].printing = true,
        Event::ReprintOrdered { role } => case.tracks[*role].reseal(),
        Event::CourierRecalled { role, attempt } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.recalled = true;
            }
        }
        Event::DossierErased => case.erased = true,
        Event::DocumentsRendered { role, documents } => case.tracks[*role].documents.clone_from(documents),
        Event::DocumentsPrinted { role } => case.tracks[*role].printed = true,
        Event::CourierRequested { role, attempt } => {
            if delivery(&mut case, *role, *attempt).is_none() {
                let track = &mut case.tracks[*role];
                // Another rider is called only when the envelope is back at the office.
                track.with_courier = false;
                track.deliveries.push(Delivery {
                    attempt: *attempt,
                    order: None,
                    refused: None,
                    status: CourierStatus::Searching,
                    code_confirmed: false,
                    wrong_codes: 0,
                    recalled: false,
                });
            }
        }
        Event::CourierBooked { role, attempt, order } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.order = Some(order.clone());
            }
        }
        Event::CourierRefused { role, attempt, code } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.refused = Some(code.clone());
            }
        }
        Event::CourierMoved {
            role,
            attempt,
            status,
        } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.status = *status;
                let track = &mut case.tracks[*role];
                let current = track
                    .delivery()
                    .is_some_and(|current| current.attempt == *attempt);
                if current && status.has_envelope() {
                    track.with_courier = !matches!(status, CourierStatus::Returned);
                }
            }
        }
        Event::HandoverConfirmed { role, attempt } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.code_confirmed = true;
            }
        }
        Event::HandoverCodeWrong { role, attempt } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.wrong_codes = delivery.wrong_codes.saturating_add(1);
            }
        }
        Event::HandedOver {
            role,
            to,
            old_card_withdrawn,
        } => {
            let track = &mut case.tracks[*role];
            if *old_card_withdrawn == Some(true) {
                track.old_card = Some(OldCard::Withdrawn);
            }
            match to {
                HandedTo::Courier => track.with_courier = true,
                HandedTo::Addressee => track.collected = true,
                HandedTo::Registry => track.notice_sent = true,
            }
        }
    }
    case
}

/// What the first round issues.
fn due(outcome: &Outcome) -> Reissue {
    match outcome {
        Outcome::Stayed { .. } | Outcome::Founded { .. } | Outcome::Joined { .. } => Reissue::BOTH,
        Outcome::Left | Outcome::Elsewhere { .. } | Outcome::NothingDue => Reissue::NONE,
    }
}

fn lift_hold(case: &mut Case) {
    case.hold = None;
    case.claim = None;
    case.proposal = None;
}

/// Puts a change in the row, last; asked for again before it was carried out, it stands there once.
fn order(case: &mut Case, amendment: Amendment) {
    let replaced = |open: &Amendment| match (open, &amendment) {
        (Amendment::Choice { role }, Amendment::Choice { role: again }) => role == again,
        (Amendment::Custody { child, .. }, Amendment::Custody { child: again, .. }) => child == again,
        _ => false,
    };
    case.amendments.retain(|open| !replaced(open));
    case.amendments.push(amendment);
}

fn decided(case: &mut Case, decision: &Decision) {
    lift_hold(case);
    match decision {
        Decision::Close { ground } => case.closed = Some(*ground),
        Decision::GiveUp => {
            if !case.amendments.is_empty() {
                case.amendments.remove(0);
            }
        }
        _ => case.decisions.push(decision.clone()),
    }
}

/// The case that a list of events makes.
#[must_use]
pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Case {
    events.into_iter().fold(Case::default(), evolve)
}

fn delivery(case: &mut Case, role: Role, attempt: u8) -> Option<&mut Delivery> {
    case.tracks[role]
        .deliveries
        .iter_mut()
        .find(|delivery| delivery.attempt == attempt)
}
