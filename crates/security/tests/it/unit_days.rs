//! A unit's day: one place at a time, and no more officers than it has.

use jiff::civil::time;
use proptest::prelude::*;
use tuntas_security::{Booking, Clash, UnitDay, Window};
use uuid::Uuid;

use crate::fixtures::{strength, terms, unit, window, zone};

fn booking(request: u128, window: Window, officers: u16) -> Booking {
    Booking {
        request: Uuid::from_u128(request),
        window,
        kelurahan: terms().kelurahan,
        strength: strength(officers),
    }
}

#[test]
fn a_unit_is_in_one_place_at_a_time() {
    let day = UnitDay::default()
        .book(&unit(), booking(1, window(9, 12), 5))
        .unwrap();
    let clashes = day.book(&unit(), booking(2, window(11, 13), 5)).unwrap_err();
    assert_eq!(
        clashes,
        [Clash::Booked {
            request: Uuid::from_u128(1),
            window: window(9, 12)
        }]
    );
    assert!(day.book(&unit(), booking(2, window(12, 13), 5)).is_ok());
}

#[test]
fn a_shift_has_so_many_officers_and_no_more() {
    let day = UnitDay::default()
        .book(&unit(), booking(1, window(8, 9), 25))
        .unwrap();
    let clashes = day.book(&unit(), booking(2, window(10, 11), 10)).unwrap_err();
    let shift = unit().shifts[0];
    assert_eq!(clashes, [Clash::Exhausted { shift, left: 5 }]);
    assert!(day.book(&unit(), booking(2, window(15, 16), 20)).is_ok());
}

#[test]
fn a_span_over_two_shifts_counts_in_both() {
    let day = UnitDay::default();
    assert!(day.book(&unit(), booking(1, window(13, 15), 20)).is_ok());
    let clashes = day.book(&unit(), booking(1, window(13, 15), 21)).unwrap_err();
    assert_eq!(clashes.len(), 1, "the afternoon has 20");
}

#[test]
fn nobody_is_sent_off_duty() {
    let clashes = UnitDay::default()
        .book(&unit(), booking(1, window(20, 22), 5))
        .unwrap_err();
    assert_eq!(clashes, [Clash::OffDuty]);
}

#[test]
fn a_request_booked_anew_takes_its_own_place() {
    let day = UnitDay::default()
        .book(&unit(), booking(1, window(9, 12), 30))
        .unwrap();
    let day = day.book(&unit(), booking(1, window(10, 13), 30)).unwrap();
    assert_eq!(day.bookings.len(), 1);
    assert_eq!(day.without(Uuid::from_u128(1)), UnitDay::default());
}

prop_compose! {
    fn any_booking()(request in 0..12_u128, start in 0..90_i64, quarters in 1..20_i64, officers in 1..40_u16) -> Option<Booking> {
        let minute = |quarter: i64| {
            let minutes = (quarter * 15).min(23 * 60 + 59);
            time(i8::try_from(minutes / 60).unwrap(), i8::try_from(minutes % 60).unwrap(), 0, 0)
        };
        let date = terms().window.date();
        let window = Window::new(date, minute(start), minute(start + quarters), &zone()).ok()?;
        Some(booking(request, window, officers))
    }
}

proptest! {
    #[test]
    fn whatever_is_booked_a_unit_is_never_in_two_places_nor_short_of_officers(
        wishes in proptest::collection::vec((any_booking(), any::<bool>()), 0..40),
    ) {
        let mut day = UnitDay::default();
        for (wish, release) in wishes {
            let Some(wish) = wish else { continue };
            if release {
                day = day.without(wish.request);
            } else if let Ok(booked) = day.book(&unit(), wish) {
                day = booked;
            }
            for (at, one) in day.bookings.iter().enumerate() {
                for other in day.bookings.iter().skip(at + 1) {
                    prop_assert!(!one.window.overlaps(&other.window));
                    prop_assert_ne!(one.request, other.request);
                }
            }
            for shift in unit().shifts {
                let sent: u16 = day
                    .bookings
                    .iter()
                    .filter(|held| held.window.from() < shift.to && shift.from < held.window.to())
                    .map(|held| held.strength.get())
                    .sum();
                prop_assert!(sent <= shift.strength.get());
            }
        }
    }
}
