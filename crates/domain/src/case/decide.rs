//! What may happen to a case.

use super::{Case, Command, CourierStatus, Document, Event, HandedTo, Refusal, TrackStage};
use crate::decree::Role;

/// Decides about a wish. An empty list means that it is fulfilled already; nothing is to be stored then.
///
/// # Errors
/// [`Refusal`]: the wish contradicts what has happened.
pub fn decide(case: &Case, command: Command) -> Result<Vec<Event>, Refusal> {
    if case.court.is_none() && !matches!(command, Command::Accept { .. }) {
        return Err(Refusal::NoDecree);
    }
    match command {
        Command::Accept {
            court,
            kind,
            evidence,
            missing,
        } => match &case.court {
            None => Ok(vec![Event::DecreeAccepted {
                court,
                kind,
                evidence,
                missing,
            }]),
            Some(_) if case.evidence.contains(&evidence) => Ok(vec![]),
            Some(_) => Err(Refusal::AlreadyAccepted),
        },
        Command::Complete { evidence, missing } => {
            if case.evidence.contains(&evidence) {
                Ok(vec![])
            } else if case.missing.is_empty() {
                Err(Refusal::AlreadyFinal)
            } else {
                Ok(vec![Event::FinalityCompleted { evidence, missing }])
            }
        }
        Command::Register {
            divorced_on,
            issued_on,
            outcomes,
            households,
            flags,
        } => {
            changeable(case)?;
            Ok(vec![Event::RegisterUpdated {
                divorced_on,
                issued_on,
                outcomes,
                households,
                flags,
            }])
        }
        Command::Hold { hold } => {
            changeable(case)?;
            let known = case.hold.as_ref() == Some(&hold);
            Ok(unless(known, || Event::Held { hold }))
        }
        Command::Render { role, documents } => render(case, role, documents),
        Command::Print { role } => print(case, role),
        Command::RequestCourier { role } => request_courier(case, role),
        Command::BookCourier { role, attempt, order } => book_courier(case, role, attempt, order),
        Command::RefuseCourier { role, attempt, code } => {
            let delivery = delivery(case, role, attempt)?;
            let answered = delivery.order.is_some() || delivery.refused.is_some();
            Ok(unless(answered, || Event::CourierRefused { role, attempt, code }))
        }
        Command::MoveCourier {
            role,
            attempt,
            status,
        } => {
            let known = !delivery(case, role, attempt)?.status.precedes(status);
            Ok(unless(known, || Event::CourierMoved {
                role,
                attempt,
                status,
            }))
        }
        Command::EnterCode {
            role,
            attempt,
            correct,
        } => enter_code(case, role, attempt, correct),
        Command::HandOver {
            role,
            to,
            old_card_withdrawn,
        } => hand_over(case, role, to, old_card_withdrawn),
    }
}

/// The event, unless what it says is known already.
fn unless(known: bool, event: impl FnOnce() -> Event) -> Vec<Event> {
    if known { vec![] } else { vec![event()] }
}

fn render(case: &Case, role: Role, documents: Vec<Document>) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.outcome.is_none() {
        return Err(Refusal::NotRegistered);
    }
    let known = track.documents == documents || track.printed || track.is_finished();
    Ok(unless(known, || Event::DocumentsRendered { role, documents }))
}

fn print(case: &Case, role: Role) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.documents.is_empty() {
        return Err(Refusal::NothingToPrint);
    }
    Ok(unless(track.printed, || Event::DocumentsPrinted { role }))
}

fn book_courier(case: &Case, role: Role, attempt: u8, order: String) -> Result<Vec<Event>, Refusal> {
    let delivery = delivery(case, role, attempt)?;
    // An order after a refusal is a rider nobody waits for: it must not pass in silence.
    if delivery.order.is_none() && delivery.refused.is_some() {
        return Err(Refusal::NoSuchDelivery);
    }
    Ok(unless(delivery.order.is_some(), || Event::CourierBooked {
        role,
        attempt,
        order,
    }))
}

fn changeable(case: &Case) -> Result<(), Refusal> {
    if case.registered {
        Err(Refusal::AlreadyRegistered)
    } else if case.missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotFinal)
    }
}

fn delivery(case: &Case, role: Role, attempt: u8) -> Result<&super::Delivery, Refusal> {
    case.tracks[role]
        .deliveries
        .iter()
        .find(|delivery| delivery.attempt == attempt)
        .ok_or(Refusal::NoSuchDelivery)
}

/// The first courier, or another one after an attempt that failed with the envelope at the office.
fn request_courier(case: &Case, role: Role) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.is_finished() {
        return Err(Refusal::AlreadyDelivered);
    }
    if track.is_notice() {
        return Err(Refusal::WrongRecipient);
    }
    if !track.printed {
        return Err(Refusal::NotPrinted);
    }
    let attempt = match track.delivery() {
        None => 1,
        Some(last)
            if last.refused.is_some()
                || matches!(
                    last.status,
                    CourierStatus::NoDriver | CourierStatus::Cancelled | CourierStatus::Returned
                ) =>
        {
            last.attempt.checked_add(1).ok_or(Refusal::NoSuchDelivery)?
        }
        Some(_) => return Err(Refusal::CourierOnTheWay),
    };
    Ok(vec![Event::CourierRequested { role, attempt }])
}

fn enter_code(case: &Case, role: Role, attempt: u8, correct: bool) -> Result<Vec<Event>, Refusal> {
    let delivery = delivery(case, role, attempt)?;
    if delivery.code_confirmed {
        return Ok(vec![]);
    }
    if delivery.tries_left() == 0 {
        return Err(Refusal::CodeLocked);
    }
    if delivery.refused.is_some()
        || matches!(
            delivery.status,
            CourierStatus::NoDriver | CourierStatus::Cancelled | CourierStatus::Returned
        )
    {
        return Err(Refusal::NoSuchDelivery);
    }
    Ok(vec![if correct {
        Event::HandoverConfirmed { role, attempt }
    } else {
        Event::HandoverCodeWrong { role, attempt }
    }])
}

fn hand_over(
    case: &Case,
    role: Role,
    to: HandedTo,
    old_card_withdrawn: Option<bool>,
) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    let done = match to {
        HandedTo::Courier => track.with_courier,
        HandedTo::Addressee => track.collected,
        HandedTo::Registry => track.notice_sent,
    };
    if done {
        return Ok(vec![]);
    }
    if track.documents.is_empty() {
        return Err(Refusal::NothingToPrint);
    }
    if track.is_notice() != (to == HandedTo::Registry) {
        return Err(Refusal::WrongRecipient);
    }
    match (to, track.stage()) {
        (_, TrackStage::Delivered) => Err(Refusal::AlreadyDelivered),
        (HandedTo::Registry, _) => Ok(vec![Event::HandedOver {
            role,
            to,
            old_card_withdrawn,
        }]),
        (_, _) if !track.printed => Err(Refusal::NotPrinted),
        (HandedTo::Courier, _)
            if track
                .delivery()
                .is_none_or(|d| d.status.is_final() || d.refused.is_some()) =>
        {
            Err(Refusal::NoSuchDelivery)
        }
        // A rider who has the envelope must bring it back before it can be collected.
        (HandedTo::Addressee, _) if track.is_with_rider() => Err(Refusal::CourierOnTheWay),
        (HandedTo::Courier | HandedTo::Addressee, _) => Ok(vec![Event::HandedOver {
            role,
            to,
            old_card_withdrawn,
        }]),
    }
}
