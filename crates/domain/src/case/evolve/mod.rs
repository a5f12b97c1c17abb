//! What events have made of a case.

mod amendments;
mod register;

use super::{
    Case, Claim, Correction, CourierStatus, CourtDocument, Delivery, DocumentOutcome, Event, HandedTo,
    OldCard, Proposal, Safety,
};
use crate::decree::Role;
use crate::identity::UploadId;
use crate::plan::{Amendment, CloseGround, Decision};

/// Folds one event into the case. Total: an event that makes no sense changes nothing.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a few lines for each event")]
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
            case.duty = duty.as_ref().map(|order| order.role);
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
            // What the court has released stays released, unless somebody else owes now.
            let debtor = duty.as_ref().map(|order| order.role);
            case.duty_over &= case.duty == debtor;
            case.duty = debtor;
            case.returned = None;
            case.decisions.clear();
            case.lift_hold();
        }
        Event::FinalityCompleted { evidence, missing } => {
            case.evidence.push(evidence.clone());
            case.missing.clone_from(missing);
        }
        Event::RegisterUpdated {
            outcomes,
            flags,
            cards,
            marriage_registry,
            ..
        } => register::updated(&mut case, outcomes, flags, cards, marriage_registry.as_ref()),
        Event::RegisterAmended {
            amendment,
            outcomes,
            reissued,
            cards,
            flags,
            ..
        } => register::amended(&mut case, amendment, outcomes, *reissued, cards, flags),
        Event::Held { hold } => {
            case.lift_hold();
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
            case.choices[*role].made = *revision;
            case.choices[*role].counts = *revision;
            if case.registered {
                amendments::order(&mut case, Amendment::Choice { role: *role });
            }
            if case
                .hold
                .as_ref()
                .is_some_and(crate::plan::Hold::waits_for_a_choice)
            {
                case.lift_hold();
            }
        }
        Event::CustodyChanged {
            child,
            parent,
            evidence,
            ..
        } => {
            case.evidence.push(evidence.clone());
            let (child, parent) = (*child, *parent);
            if case.registered {
                amendments::order(&mut case, Amendment::Custody { child, parent });
            }
            case.custody.push((child, parent));
        }
        Event::Reversed { ground, evidence } => {
            case.evidence.push(evidence.clone());
            case.reversed = Some(*ground);
            case.lift_hold();
            if case.registered {
                amendments::undo(&mut case, Amendment::Reversal { ground: *ground });
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
                    amendments::order(&mut case, Amendment::Correction { number: *number });
                }
            }
        }
        Event::DutyReleased { evidence } => {
            case.evidence.push(evidence.clone());
            case.duty_over = true;
        }
        Event::CourtDocumentRequested {
            upload,
            document,
            until,
            evidence,
        } => {
            case.evidence.push(evidence.clone());
            case.court_documents.push(CourtDocument {
                id: *upload,
                announced: document.clone(),
                until: *until,
                outcome: None,
            });
        }
        Event::CourtDocumentAccepted { upload, pages } => {
            judged(&mut case, *upload, DocumentOutcome::Accepted { pages: *pages });
        }
        Event::CourtDocumentRefused { upload, reason } => {
            judged(&mut case, *upload, DocumentOutcome::Refused { reason: *reason });
        }
        Event::AidConsentGiven {
            role,
            office,
            aid,
            number,
            evidence,
            ..
        } => {
            heard(&mut case, evidence.as_ref());
            case.aid[*role].given(office, *aid, *number);
        }
        Event::AidConsentWithdrawn {
            role,
            office,
            aid,
            number,
            evidence,
            ..
        } => {
            heard(&mut case, evidence.as_ref());
            case.aid[*role].withdrawn(office, *aid, *number);
        }
        Event::AidDeclined { role, .. } => case.aid[*role].answered = true,
        Event::SafetyRecorded {
            role,
            officer,
            revision,
        } => {
            case.safety[*role] = Safety {
                revision: *revision,
                officer: Some(officer.clone()),
            };
        }
        Event::OldCardRecorded { role, state } => case.tracks[*role].old_card = Some(*state),
        Event::MarriageNoticeRendered { document } => {
            if let Some(notice) = &mut case.marriage_notice {
                notice.document = Some(document.clone());
            }
        }
        Event::MarriageNoticeSent => {
            if let Some(notice) = &mut case.marriage_notice {
                notice.sent = true;
            }
        }
        Event::PrintingStarted { role, .. } => {
            case.tracks[*role].printing = true;
            case.tracks[*role].choice_over = true;
        }
        Event::ReprintOrdered { role } => case.tracks[*role].reseal(),
        Event::CourierRecalled { role, attempt } => {
            if let Some(delivery) = delivery(&mut case, *role, *attempt) {
                delivery.recalled = true;
            }
        }
        Event::DossierErased => case.erased = true,
        Event::DocumentsRendered { role, documents } => case.tracks[*role].documents.clone_from(documents),
        Event::DocumentsPrinted { role } => {
            case.tracks[*role].printed = true;
            case.tracks[*role].choice_over = true;
        }
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
        Event::CourierBooked {
            role, attempt, order, ..
        } => {
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

/// One statement of the court may cause several events.
fn heard(case: &mut Case, evidence: Option<&String>) {
    if let Some(evidence) = evidence.filter(|key| !case.evidence.contains(key)) {
        case.evidence.push(evidence.clone());
    }
}

fn judged(case: &mut Case, upload: UploadId, outcome: DocumentOutcome) {
    let mut all = case.court_documents.iter_mut();
    if let Some(document) = all.find(|document| document.id == upload) {
        document.outcome = Some(outcome);
    }
}

fn decided(case: &mut Case, decision: &Decision) {
    case.lift_hold();
    match decision {
        Decision::Close { ground } => case.closed = Some(*ground),
        Decision::GiveUp => amendments::give_up(case),
        // Nothing a plan could go by.
        Decision::TryAgain => {}
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
