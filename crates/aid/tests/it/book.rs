//! Double entry.

use proptest::prelude::*;
use tuntas_aid::book::{Account, Book, Booking, Movement, Unbooked};
use tuntas_domain::money::Rupiah;

use crate::fixtures::rupiah;

fn any_booking() -> impl Strategy<Value = Booking> {
    let movement = proptest::sample::select(Movement::ALL);
    (movement, 1..60_u64).prop_map(|(movement, amount)| Booking {
        movement,
        amount: rupiah(amount * 100_000),
    })
}

#[test]
fn money_goes_from_the_budget_over_the_reserve_to_the_person_and_back() {
    let mut book = Book::default();
    for (movement, amount) in [
        (Movement::Grant, 10),
        (Movement::Reserve, 7),
        (Movement::Pay, 3),
        (Movement::Refund, 3),
        (Movement::Pay, 3),
        (Movement::Release, 4),
        (Movement::RefundRelease, 3),
        (Movement::Reduce, 10),
    ] {
        let amount = rupiah(amount);
        book = book.posted(&Booking { movement, amount }).unwrap();
        assert!(book.is_balanced());
    }
    let held = |account| book.balance(account).unwrap();
    assert!(Account::ALL.iter().all(|account| held(*account).is_zero()));
    assert_eq!(
        book.totals(Account::Returned).debit,
        rupiah(10),
        "what has ever returned"
    );
}

#[test]
fn nothing_is_reserved_or_taken_back_that_is_not_left() {
    let book = Book::default();
    let of = |movement, amount| Booking {
        movement,
        amount: rupiah(amount),
    };
    let book = book.posted(&of(Movement::Grant, 10)).unwrap();
    let book = book.posted(&of(Movement::Reserve, 8)).unwrap();
    for movement in [Movement::Reserve, Movement::Reduce] {
        assert_eq!(
            book.posted(&of(movement, 3)),
            Err(Unbooked::Overspent { left: rupiah(2) })
        );
    }
    assert_eq!(
        book.posted(&of(Movement::Pay, 9)),
        Err(Unbooked::Short(Account::Reserved))
    );
    let full = Book::default()
        .posted(&of(Movement::Grant, Rupiah::MOST.get()))
        .unwrap();
    assert_eq!(full.posted(&of(Movement::Grant, 1)), Err(Unbooked::TooMuch));
}

proptest! {
    #[test]
    fn whatever_is_booked_both_sides_are_the_same_and_nothing_is_overspent(
        bookings in proptest::collection::vec(any_booking(), 0..60),
    ) {
        let mut book = Book::default();
        for booking in bookings {
            let postings = booking.postings();
            let side = |of: fn(&tuntas_aid::book::Posting) -> Rupiah| postings.iter().map(|line| of(line).get()).sum::<u64>();
            prop_assert_eq!(side(|line| line.debit), side(|line| line.credit));
            if let Ok(after) = book.posted(&booking) {
                book = after;
            }
            prop_assert!(book.is_balanced());
            let held = |account| book.balance(account).unwrap().get();
            prop_assert_eq!(
                held(Account::Granted),
                held(Account::Available) + held(Account::Reserved) + held(Account::Paid)
            );
            prop_assert_eq!(held(Account::Returned), 0);
        }
    }
}
