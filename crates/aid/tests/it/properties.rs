//! Any order of wishes.

use jiff::ToSpan as _;
use jiff::civil::Date;
use proptest::prelude::*;
use tuntas_aid::book::{Account, Book, Booking, Movement};
use tuntas_aid::referral::{
    Attendance, BusinessState, CancelReason, CheckIn, Command, DeclineReason, Event, Outcome, Payment,
    Referral, Stage, StopReason, booked, decide, due, evolve, holds_the_guard, replay,
};
use tuntas_domain::identity::{AidKind, OfficerCode};

use crate::fixtures::*;

fn any_day() -> impl Strategy<Value = Date> {
    (0..500_i64).prop_map(|days| TODAY.checked_add(days.days()).unwrap())
}

fn any_officer() -> impl Strategy<Value = OfficerCode> {
    proptest::sample::select(vec![assessor(), first(), second(), mentor(), cashier()])
}

fn any_wish() -> impl Strategy<Value = Command> {
    let check_in = proptest::sample::select(CheckIn::ALL);
    let payment = prop_oneof![
        4 => (1..4_u16, 1..5_u32, any_day()).prop_map(|(instalment, number, on)| order(instalment, number, on)),
        5 => (1..4_u16, 1..5_u32, any_day()).prop_map(|(instalment, number, on)| arrived(instalment, number, on)),
        2 => (1..4_u16, 1..5_u32, any_day()).prop_map(|(instalment, number, on)| Command::Returned {
            instalment,
            reference: reference(number),
            on,
            officer: cashier(),
        }),
        1 => (1..4_u16).prop_map(|instalment| Command::CancelInstalment {
            instalment,
            reason: CancelReason::YearOver,
            officer: first(),
        }),
    ];
    let accompanied = prop_oneof![
        2 => proptest::collection::vec(any_day(), 1..4).prop_map(|mut days| {
            days.sort_unstable();
            plan(&days)
        }),
        4 => (1..6_u16, any_day()).prop_map(|(session, on)| Command::RecordSession {
            session,
            held_on: on,
            attendance: Attendance::Attended,
            officer: mentor(),
            on,
        }),
        3 => (check_in, any_day()).prop_map(|(check_in, on)| Command::CheckBusiness {
            check_in,
            state: BusinessState::Steady,
            on,
            officer: mentor(),
        }),
    ];
    let decided = prop_oneof![
        3 => Just(refer(AidKind::Capital)),
        1 => Just(refer(AidKind::Mentoring)),
        4 => Just(assess()),
        2 => Just(grant()),
        4 => Just(two_parts()),
        4 => Just(approve()),
        1 => Just(Command::ReturnProposal { officer: second() }),
        1 => any_officer().prop_map(|officer| Command::Decline {
            reason: DeclineReason::NotNeeded,
            officer,
            letter: letter(1, TODAY),
        }),
    ];
    let ended = prop_oneof![
        2 => Just(Command::Withdraw),
        1 => Just(Command::Stop { reason: StopReason::NoContact, officer: first() }),
        3 => Just(Command::Close { outcome: Outcome::Reached, officer: mentor() }),
        1 => any_officer().prop_map(|officer| Command::View { officer }),
    ];
    prop_oneof![10 => decided, 12 => payment, 8 => accompanied, 1 => ended]
}

/// A life: mostly the straight way first, so that deep stages are reached.
fn any_life() -> impl Strategy<Value = Vec<Command>> {
    let straight =
        (0..=running().len()).prop_map(|until| running().into_iter().take(until).collect::<Vec<_>>());
    (straight, proptest::collection::vec(any_wish(), 0..40)).prop_map(|(mut straight, more)| {
        straight.extend(more);
        straight
    })
}

fn sound(referral: &Referral) -> Result<(), TestCaseError> {
    let next = due(referral);
    prop_assert!(
        !referral.stage.is_open() || !next.is_empty(),
        "whoever waits stands on a list: {:?}",
        referral.stage
    );
    for (at, (_, one)) in next.iter().enumerate() {
        prop_assert!(
            next.iter()
                .skip(at + 1)
                .all(|(_, other)| one.desk() != other.desk())
        );
    }
    if !referral.instalments.is_empty() {
        let (proposer, decider) = (
            referral.proposer.as_ref().unwrap(),
            referral.decider.as_ref().unwrap(),
        );
        prop_assert_ne!(proposer, decider);
        let assessor = referral.assessor.as_ref().unwrap();
        prop_assert!(assessor != proposer && assessor != decider);
        let sum: u64 = referral
            .instalments
            .iter()
            .map(|part| part.terms.amount.get())
            .sum();
        prop_assert_eq!(sum, referral.award.as_ref().unwrap().amount.get());
    }
    if referral.stage.is_ended() {
        prop_assert!(
            referral
                .instalments
                .iter()
                .all(|part| part.payment != Payment::Pending)
        );
    }
    Ok(())
}

fn held(book: &Book, account: Account) -> u64 {
    book.balance(account).unwrap().get()
}

/// What the books must hold, as the referral stands.
fn expected(referral: &Referral) -> (u64, u64) {
    let sum = |wanted: fn(&Payment) -> bool| {
        referral
            .instalments
            .iter()
            .filter(|part| wanted(&part.payment))
            .map(|part| part.terms.amount.get())
            .sum()
    };
    (
        sum(|payment| matches!(payment, Payment::Pending | Payment::Ordered { .. })),
        sum(|payment| matches!(payment, Payment::Paid { .. })),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_sequence_of_wishes_leaves_a_referral_sound_and_its_books_in_step(wishes in any_life()) {
        let mut standing = Referral::default();
        let mut all: Vec<Event> = Vec::new();
        let mut book = Book::default();
        book = book.posted(&Booking { movement: Movement::Grant, amount: rupiah(25_000_000) }).unwrap();
        for wish in wishes {
            let was = standing.stage;
            let settles = matches!(wish, Command::Confirm { .. } | Command::Returned { .. });
            let Ok(events) = decide(&standing, wish) else { continue };
            prop_assert!(events.len() <= 1);
            for event in &events {
                if let Some(booking) = booked(&standing, event) {
                    book = book.posted(&booking).map_err(|error| TestCaseError::fail(error.to_string()))?;
                }
                let before = standing.clone();
                standing = evolve(standing, event);
                if was.is_ended() && !matches!(event, Event::ConsentWithdrawn) {
                    let viewed = matches!(event, Event::PapersViewed { .. });
                    prop_assert!(settles || viewed);
                    prop_assert_eq!(standing.stage, was, "what has ended stays so");
                }
                prop_assert!(
                    !(was == Stage::Withdrawn && matches!(event, Event::PaymentOrdered { .. })),
                    "nothing further is paid"
                );
                // Nobody is let go who was paid, unless it came back.
                let paid = |referral: &Referral| referral.instalments.iter().any(|part| matches!(part.payment, Payment::Paid { .. }));
                prop_assert!(!paid(&standing) || holds_the_guard(&standing));
                prop_assert!(before.orders <= standing.orders);
            }
            sound(&standing)?;
            let (reserved, paid) = expected(&standing);
            prop_assert_eq!(held(&book, Account::Reserved), reserved);
            prop_assert_eq!(held(&book, Account::Paid), paid);
            prop_assert_eq!(held(&book, Account::Available), 25_000_000 - reserved - paid);
            all.extend(events);
        }
        prop_assert_eq!(replay(&all), standing);
    }
}
