//! Any order of wishes.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use tuntas_aid::book::{Account, Book, Booking, Movement};
use tuntas_aid::referral::{
    Attendance, BusinessState, CLAIM, CancelReason, CheckIn, Command, DeclineReason, Desk, Due, Event,
    Outcome, PauseReason, Payment, Referral, Stage, StopReason, all_due, booked, decide, due, evolve,
    holds_the_guard, replay, resumed,
};
use tuntas_domain::identity::{AidKind, OfficerCode};

use crate::fixtures::*;

fn any_day() -> impl Strategy<Value = Date> {
    (0..500_i64).prop_map(|days| TODAY.checked_add(days.days()).unwrap())
}

/// Mostly within a span of days that fits what comes before and after, so that payments are made and come back.
fn mostly(from: i64, until: i64) -> impl Strategy<Value = Date> {
    let day = |days: i64| TODAY.checked_add(days.days()).unwrap();
    prop_oneof![6 => (from..until).prop_map(day), 1 => any_day()]
}

/// An instalment, and mostly the reference that it is ordered by.
fn any_part() -> impl Strategy<Value = (u16, u32)> {
    let part = 1..3_u16;
    prop_oneof![6 => part.prop_map(|part| (part, u32::from(part))), 1 => (1..4_u16, 1..5_u32)]
}

fn any_officer() -> impl Strategy<Value = OfficerCode> {
    proptest::sample::select(vec![assessor(), first(), second(), mentor(), cashier()])
}

fn any_wish() -> impl Strategy<Value = Command> {
    let check_in = proptest::sample::select(CheckIn::ALL);
    let payment = prop_oneof![
        4 => (any_part(), mostly(100, 200)).prop_map(|((instalment, number), on)| order(instalment, number, on)),
        5 => (any_part(), mostly(200, 300)).prop_map(|((instalment, number), on)| arrived(instalment, number, on)),
        2 => (any_part(), mostly(300, 400)).prop_map(|((instalment, number), on)| Command::Returned {
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
    let beside = prop_oneof![
        2 => (mostly(0, 100), 1..100_i64).prop_map(|(on, days)| pause(
            PauseReason::NoContact,
            on.saturating_add(days.days()),
            on,
        )),
        4 => (mostly(0, 100), proptest::option::of(any_day())).prop_map(|(on, by)| Command::Resume {
            officer: assessor(),
            on,
            by,
        }),
        1 => any_day().prop_map(|on| Command::Reverse { on, by: None }),
        3 => (any_day(), proptest::option::of(any_day())).prop_map(|(on, by)| Command::Continue {
            officer: second(),
            on,
            by,
        }),
        2 => (any_officer(), 0..100_i64).prop_map(|(officer, minutes)| {
            let now = Timestamp::UNIX_EPOCH.saturating_add(minutes.minutes()).unwrap();
            Command::Claim { officer, desks: Desk::ALL.to_vec(), now, until: now.saturating_add(CLAIM).unwrap() }
        }),
        1 => any_officer().prop_map(|officer| Command::Release { officer }),
        2 => any_day().prop_map(|on| Command::Overdue { what: Due::Assess, by: date(2026, 3, 16), on }),
    ];
    let ended = prop_oneof![
        2 => Just(Command::Withdraw),
        1 => Just(Command::Stop { reason: StopReason::NoContact, officer: first() }),
        3 => Just(Command::Close { outcome: Outcome::Reached, officer: mentor() }),
        1 => any_officer().prop_map(|officer| Command::View { officer }),
    ];
    prop_oneof![10 => decided, 12 => payment, 8 => accompanied, 2 => beside, 1 => ended]
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

fn decides_or_pays(event: &Event) -> bool {
    matches!(
        event,
        Event::AidAssessed { .. }
            | Event::AidDeclined { .. }
            | Event::MentoringGranted { .. }
            | Event::AwardProposed { .. }
            | Event::ProposalReturned { .. }
            | Event::AwardApproved { .. }
            | Event::SessionsPlanned { .. }
            | Event::PaymentOrdered { .. }
            | Event::AidClosed { .. }
    )
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

    /// However long it waits: by the working days of the wait, and no further than the wait was to last.
    #[test]
    fn a_wait_moves_the_day_by_as_many_working_days_as_it_lasted(from in 0..14_i64, lasts in 1..60_i64, back in 0..90_i64) {
        let on = TODAY.saturating_add(from.days());
        let until = on.saturating_add(lasts.days());
        let (waiting, _) = after([refer(AidKind::Mentoring), pause(PauseReason::NoContact, until, on)]);
        let back = on.saturating_add(back.days());
        let days = working_days();
        let before = waiting.assess_by.unwrap();
        let by = resumed(&waiting, back, &days).unwrap();
        prop_assert!(by >= before);
        let waited = days.between(on, back.min(until));
        prop_assert_eq!(days.between(before, by), waited, "waited {} days", waited);
    }

    #[test]
    fn any_sequence_of_wishes_leaves_a_referral_sound_and_its_books_in_step(wishes in any_life()) {
        let mut standing = Referral::default();
        let mut all: Vec<Event> = Vec::new();
        let mut book = Book::default();
        book = book.posted(&Booking { movement: Movement::Grant, amount: rupiah(25_000_000) }).unwrap();
        for wish in wishes {
            let was = standing.stage;
            let settles = matches!(wish, Command::Confirm { .. } | Command::Returned { .. });
            // Whatever is told as overdue is to be done.
            let wish = match (wish, all_due(&standing).last()) {
                (Command::Overdue { on, .. }, Some((by, what))) => Command::Overdue { what: *what, by: *by, on },
                (wish, _) => wish,
            };
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
                    let told = matches!(event, Event::AidOverdue { .. });
                    prop_assert!(settles || viewed || told);
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
                prop_assert!(
                    before.pause.is_none() || !decides_or_pays(event),
                    "nothing is decided, planned or paid while it waits: {:?}",
                    event
                );
                prop_assert!(standing.pause.is_none() || standing.stage.is_open());
                prop_assert_eq!(
                    standing.reversed_on.is_some(),
                    before.reversed_on.is_some() || matches!(event, Event::RulingReversed { .. })
                );
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
