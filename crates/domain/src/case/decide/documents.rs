//! What may happen to a party's documents and their envelope.

use super::unless;
use crate::case::{
    Case, CourierStatus, Delivery, Document, Event, Fare, HandedTo, OldCard, Refusal, TrackStage, View,
};
use crate::decree::Role;
use crate::identity::OfficerCode;

/// What was rendered for another change comes too late, or is rendered again for the present one.
pub(super) fn render(
    case: &Case,
    role: Role,
    change: u32,
    documents: Vec<Document>,
) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.outcome.is_none() {
        return Err(Refusal::NotRegistered);
    }
    let known = change != track.change
        || track.documents == documents
        || track.printing
        || track.printed
        || track.is_finished();
    Ok(unless(known, || Event::DocumentsRendered { role, documents }))
}

pub(super) fn print(case: &Case, role: Role) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.documents.is_empty() {
        return Err(Refusal::NothingToPrint);
    }
    if track.printed {
        return Ok(vec![]);
    }
    printable(case, role)?;
    Ok(vec![Event::DocumentsPrinted { role }])
}

/// Nothing is printed that the ruling holds back, or that a change still waiting may make out of date.
fn printable(case: &Case, role: Role) -> Result<(), Refusal> {
    if case.is_being_undone() {
        Err(Refusal::RulingReversed)
    } else if !case.amendments.is_empty() {
        Err(Refusal::ChangePending)
    } else if case.withholds(role) {
        Err(Refusal::Withheld)
    } else {
        Ok(())
    }
}

pub(super) fn start_printing(
    case: &Case,
    role: Role,
    officer: OfficerCode,
    ahead: u32,
) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.documents.is_empty() {
        return Err(Refusal::NothingToPrint);
    }
    if track.is_finished() {
        return Err(Refusal::AlreadyDelivered);
    }
    printable(case, role)?;
    let mut events = unless(track.printing, || Event::PrintingStarted {
        role,
        officer: Some(officer.clone()),
        ahead,
    });
    events.push(Event::Viewed {
        officer,
        what: View::Documents { role },
    });
    Ok(events)
}

/// A lost envelope is printed again; the documents in it are the same, so that the lost ones stay valid but nobody has two.
pub(super) fn reprint(case: &Case, role: Role) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.is_finished() {
        return Err(Refusal::AlreadyDelivered);
    }
    let lost = track
        .delivery()
        .is_some_and(|delivery| delivery.status == CourierStatus::Lost && delivery.refused.is_none());
    if lost {
        Ok(vec![Event::ReprintOrdered { role }])
    } else {
        Err(Refusal::NotLost)
    }
}

pub(super) fn record_old_card(case: &Case, role: Role, state: OldCard) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.outcome.is_none() {
        return Err(Refusal::NotRegistered);
    }
    Ok(unless(track.old_card == Some(state), || Event::OldCardRecorded {
        role,
        state,
    }))
}

pub(super) fn book_courier(
    case: &Case,
    role: Role,
    attempt: u8,
    order: String,
    fare: Option<Fare>,
) -> Result<Vec<Event>, Refusal> {
    let (track, delivery) = (&case.tracks[role], delivery(case, role, attempt)?);
    // An order after a refusal, of an envelope that is out of date, or of one that has arrived, is a rider nobody waits
    // for: it must not pass in silence.
    let current = track.delivery() == Some(delivery);
    // Who has the envelope is waited for all the same: until it is back.
    let called_off = delivery.recalled && !track.is_with_rider();
    let unwanted = delivery.refused.is_some() || called_off || !current || track.is_finished();
    if delivery.order.is_none() && unwanted {
        return Err(Refusal::NoSuchDelivery);
    }
    Ok(unless(delivery.order.is_some(), || Event::CourierBooked {
        role,
        attempt,
        order,
        fare,
    }))
}

/// A refusal counts only while nothing else is known of the ride: a rider who has reported exists, whatever is said of
/// another booking under the same reference. Of an attempt that another one has taken the place of it is no news.
pub(super) fn refuse_courier(
    case: &Case,
    role: Role,
    attempt: u8,
    code: String,
) -> Result<Vec<Event>, Refusal> {
    let delivery = delivery(case, role, attempt)?;
    let answered = case.tracks[role].delivery() != Some(delivery)
        || delivery.order.is_some()
        || delivery.refused.is_some()
        || delivery.status != CourierStatus::Searching
        || delivery.code_confirmed;
    Ok(unless(answered, || Event::CourierRefused { role, attempt, code }))
}

/// The riders on their way with an envelope of the parties named, called back.
pub(super) fn recalled(case: &Case, of: impl Fn(Role) -> bool) -> Vec<Event> {
    Role::BOTH
        .into_iter()
        .filter(|role| of(*role))
        .filter_map(|role| {
            let attempt = case.tracks[role].rider_to_recall()?;
            Some(Event::CourierRecalled { role, attempt })
        })
        .collect()
}

pub(super) fn delivery(case: &Case, role: Role, attempt: u8) -> Result<&Delivery, Refusal> {
    case.tracks[role].attempt(attempt).ok_or(Refusal::NoSuchDelivery)
}

/// The first courier, or another one after an attempt that failed with the envelope at the office.
pub(super) fn request_courier(case: &Case, role: Role) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    if track.is_finished() {
        return Err(Refusal::AlreadyDelivered);
    }
    if track.is_notice() {
        return Err(Refusal::WrongRecipient);
    }
    if case.is_being_undone() {
        return Err(Refusal::RulingReversed);
    }
    if !track.printed {
        return Err(Refusal::NotPrinted);
    }
    let attempt = match track.delivery() {
        None => next_attempt(track.deliveries.last())?,
        Some(last) if last.came_to_nothing() || track.was_recalled_unbooked() => next_attempt(Some(last))?,
        Some(_) => return Err(Refusal::CourierOnTheWay),
    };
    Ok(vec![Event::CourierRequested { role, attempt }])
}

/// Attempts count on over all rounds, so that a booking's reference is never used twice.
fn next_attempt(last: Option<&Delivery>) -> Result<u8, Refusal> {
    last.map_or(0, |last| last.attempt)
        .checked_add(1)
        .ok_or(Refusal::NoSuchDelivery)
}

pub(super) fn enter_code(case: &Case, role: Role, attempt: u8, correct: bool) -> Result<Vec<Event>, Refusal> {
    let delivery = delivery(case, role, attempt)?;
    if delivery.code_confirmed {
        return Ok(vec![]);
    }
    if delivery.tries_left() == 0 {
        return Err(Refusal::CodeLocked);
    }
    // The envelope of a rider who was called back goes back to the office.
    if delivery.recalled || delivery.came_to_nothing() {
        return Err(Refusal::NoSuchDelivery);
    }
    Ok(vec![if correct {
        Event::HandoverConfirmed { role, attempt }
    } else {
        Event::HandoverCodeWrong { role, attempt }
    }])
}

pub(super) fn hand_over(
    case: &Case,
    role: Role,
    to: HandedTo,
    ride: Option<u8>,
    old_card_withdrawn: Option<bool>,
) -> Result<Vec<Event>, Refusal> {
    let track = &case.tracks[role];
    // Only the rider who is waited for: another one may be at the counter, too, who was called off.
    let rider = track
        .delivery()
        .filter(|delivery| ride == Some(delivery.attempt) && !delivery.recalled);
    let done = match to {
        HandedTo::Courier => track.with_courier && rider.is_some(),
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
        _ if case.is_being_undone() => Err(Refusal::RulingReversed),
        (HandedTo::Registry, _) => Ok(vec![Event::HandedOver {
            role,
            to,
            old_card_withdrawn,
        }]),
        (_, _) if !track.printed => Err(Refusal::NotPrinted),
        (HandedTo::Courier, _) if rider.is_none_or(|d| d.status.is_final() || d.refused.is_some()) => {
            Err(Refusal::NoSuchDelivery)
        }
        // A rider who has the envelope must bring it back before it can be collected.
        (HandedTo::Addressee, _) if track.is_with_rider() => Err(Refusal::CourierOnTheWay),
        (HandedTo::Courier, _) => Ok(vec![Event::HandedOver {
            role,
            to,
            old_card_withdrawn,
        }]),
        // A rider on the way to the office would come for nothing.
        (HandedTo::Addressee, _) => {
            let handed = Event::HandedOver {
                role,
                to,
                old_card_withdrawn,
            };
            let rider = recalled(case, |of| of == role);
            Ok(std::iter::once(handed).chain(rider).collect())
        }
    }
}
