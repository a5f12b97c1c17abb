//! What events have made of a case.

use super::{Case, CourierStatus, Delivery, Event, HandedTo};
use crate::decree::Role;

/// Folds one event into the case. Total: an event that makes no sense changes nothing.
#[must_use]
pub fn evolve(mut case: Case, event: &Event) -> Case {
    match event {
        Event::DecreeAccepted {
            court,
            kind,
            evidence,
            missing,
        } => {
            case.court = Some(court.clone());
            case.kind = Some(*kind);
            case.evidence.push(evidence.clone());
            case.missing.clone_from(missing);
        }
        Event::FinalityCompleted { evidence, missing } => {
            case.evidence.push(evidence.clone());
            case.missing.clone_from(missing);
        }
        Event::RegisterUpdated { outcomes, .. } => {
            case.registered = true;
            case.hold = None;
            for (role, outcome) in outcomes.iter() {
                case.tracks[role].outcome = Some(outcome.clone());
            }
        }
        Event::Held { hold } => case.hold = Some(hold.clone()),
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
                if status.has_envelope() {
                    case.tracks[*role].with_courier = !matches!(status, CourierStatus::Returned);
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
        Event::HandedOver { role, to, .. } => {
            let track = &mut case.tracks[*role];
            match to {
                HandedTo::Courier => track.with_courier = true,
                HandedTo::Addressee => track.collected = true,
                HandedTo::Registry => track.notice_sent = true,
            }
        }
    }
    case
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
