//! What an event moves in the books, and when the guard against paying twice is held.

use tuntas_domain::money::Rupiah;

use super::{Event, Instalment, Payment, Referral};
use crate::book::{Booking, Movement};

/// What an event books, given the referral as it was before; `None` if it moves no money.
pub fn booked(before: &Referral, event: &Event) -> Option<Booking> {
    let of = |movement, amount: Rupiah| (!amount.is_zero()).then_some(Booking { movement, amount });
    let part = |number: u16| before.instalment(number);
    match event {
        Event::AwardApproved { .. } => of(Movement::Reserve, before.award.as_ref()?.amount),
        Event::PaymentConfirmed { instalment, .. } => of(Movement::Pay, part(*instalment)?.terms.amount),
        Event::InstalmentCancelled { instalment, .. } => {
            of(Movement::Release, part(*instalment)?.terms.amount)
        }
        Event::ConsentWithdrawn | Event::AidStopped { .. } => {
            let pending = before
                .instalments
                .iter()
                .filter(|instalment| instalment.payment == Payment::Pending)
                .map(|instalment| instalment.terms.amount);
            of(Movement::Release, Rupiah::sum(pending)?)
        }
        Event::PaymentReturned { instalment, .. } => {
            let Instalment { terms, payment } = part(*instalment)?;
            let movement = match (payment, before.stage.is_open()) {
                (Payment::Paid { .. }, true) => Movement::Refund,
                (Payment::Paid { .. }, false) => Movement::RefundRelease,
                // It never left the reserve.
                (_, true) => return None,
                (_, false) => Movement::Release,
            };
            of(movement, terms.amount)
        }
        _ => None,
    }
}

/// Whether the person is held as one who gets money of this source for this purpose: from the approval on, and for good once
/// anything was paid.
pub fn holds_the_guard(referral: &Referral) -> bool {
    referral
        .instalments
        .iter()
        .any(|instalment| instalment.payment != Payment::Cancelled)
}
