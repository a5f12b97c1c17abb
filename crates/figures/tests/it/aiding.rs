//! Referrals of aid: every number equals one counted slowly, straight from the events.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use proptest::prelude::*;
use tuntas_aid::book::Movement;
use tuntas_aid::referral::{
    Attendance, Award, BusinessState, CancelReason, CheckIn, Confirmation, DeclineReason, Due, Event,
    InstalmentTerms, Letter, Outcome, PauseReason, Payment, PlannedSession, ProgrammeVersion, Referral,
    StopReason, Topic, booked, evolve, replay,
};
use tuntas_aid::{FundingSource, PaymentReference, ProgrammeCode, Purpose};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, LetterNumber};
use tuntas_domain::money::Rupiah;
use tuntas_figures::{
    Count, Flow, Helper, Histogram, Level, Matter, Period, Report, Setting, Span, Step, Sums, aid_facts,
    build, each_day,
};
use uuid::Uuid;

use crate::lives::{at, calendar, officer};

pub(crate) type Entries = Vec<(Timestamp, Event)>;

pub(crate) fn letter() -> Letter {
    Letter {
        number: LetterNumber(1),
        issued_on: date(2026, 11, 9),
    }
}

pub(crate) fn office(code: &str) -> AidOfficeCode {
    AidOfficeCode::parse(code).unwrap()
}

pub(crate) fn referred(code: &str, kind: AidKind) -> Event {
    Event::AidReferred {
        case: CaseId(Uuid::from_u128(7)),
        role: Role::Petitioner,
        office: office(code),
        kind,
        assess_by: date(2026, 11, 11),
    }
}

pub(crate) fn assessed() -> Event {
    Event::AidAssessed {
        officer: officer(1),
        recommends: true,
        decide_by: date(2026, 11, 13),
    }
}

pub(crate) fn granted() -> Event {
    Event::MentoringGranted {
        programme: None,
        officer: officer(2),
        letter: letter(),
        plan_by: date(2026, 11, 27),
    }
}

pub(crate) fn declined(reason: DeclineReason) -> Event {
    Event::AidDeclined {
        reason,
        officer: officer(2),
        letter: letter(),
    }
}

pub(crate) fn proposed(source: &str, parts: &[u64]) -> Event {
    let rupiah = |amount: u64| Rupiah::new(amount).unwrap();
    Event::AwardProposed {
        award: Award {
            programme: ProgrammeVersion {
                code: ProgrammeCode::parse("modal-2026").unwrap(),
                version: 1,
            },
            source: FundingSource::parse(source).unwrap(),
            purpose: Purpose::parse("modal-usaha").unwrap(),
            year: 2026,
            amount: rupiah(parts.iter().sum()),
            instalments: (parts.iter())
                .map(|amount| InstalmentTerms {
                    amount: rupiah(*amount),
                    due: date(2026, 11, 20),
                })
                .collect(),
        },
        officer: officer(2),
    }
}

pub(crate) fn approved() -> Event {
    Event::AwardApproved {
        officer: officer(3),
        letter: letter(),
        plan_by: date(2026, 11, 27),
    }
}

fn reference() -> PaymentReference {
    PaymentReference::of(CaseId(Uuid::from_u128(1)), 1)
}

pub(crate) fn paid(instalment: u16) -> Event {
    Event::PaymentConfirmed {
        instalment,
        reference: reference(),
        on: date(2026, 11, 20),
        by: Confirmation::Bank,
    }
}

pub(crate) fn came_back(instalment: u16) -> Event {
    Event::PaymentReturned {
        instalment,
        reference: reference(),
        on: date(2026, 11, 20),
        officer: officer(4),
    }
}

fn planned(sessions: usize) -> Event {
    let session = PlannedSession {
        on: date(2026, 11, 20),
        topic: Topic::Counselling,
    };
    Event::SessionsPlanned {
        mentor: officer(5),
        sessions: vec![session; sessions],
    }
}

fn recorded(session: u16, attendance: Attendance) -> Event {
    Event::SessionRecorded {
        session,
        on: date(2026, 11, 20),
        attendance,
        officer: officer(5),
    }
}

fn pick<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

pub(crate) fn paused() -> Event {
    Event::AidPaused {
        reason: PauseReason::DocumentsMissing,
        on: date(2026, 11, 10),
        until: date(2026, 11, 24),
        officer: officer(1),
    }
}

pub(crate) fn resumed(by: Option<Date>) -> Event {
    Event::AidResumed {
        on: date(2026, 11, 12),
        by,
        officer: officer(1),
    }
}

/// Waits, what moves the days that count, and what moves none.
fn waits() -> impl Strategy<Value = Event> {
    let by = || proptest::option::of((8..28_i8).prop_map(|day| date(2026, 11, day)));
    prop_oneof![
        pick(PauseReason::ALL).prop_map(|reason| Event::AidPaused {
            reason,
            on: date(2026, 11, 10),
            until: date(2026, 11, 24),
            officer: officer(1),
        }),
        by().prop_map(resumed),
        by().prop_map(|by| Event::RulingReversed {
            on: date(2026, 11, 11),
            by,
        }),
        by().prop_map(|by| Event::AidContinued {
            on: date(2026, 11, 12),
            by,
            officer: officer(2),
        }),
        Just(Event::AidClaimed {
            officer: officer(1),
            until: at("2026-11-10T03:00:00Z"),
        }),
        Just(Event::AidReleased { officer: officer(1) }),
        prop_oneof![Just(Due::Assess), Just(Due::Decide)].prop_map(|what| Event::AidOverdue {
            what,
            by: date(2026, 11, 11),
        }),
    ]
}

/// Anything that may come after the referral, in any order. Nobody approves what nobody proposed.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let source = prop_oneof![Just("dbhcht"), Just("baznas")];
    let parts = proptest::collection::vec(1..4_000_000_u64, 1..4);
    let part = || 1..4_u16;
    let money = prop_oneof![
        3 => (source, parts).prop_map(|(source, parts)| vec![proposed(source, &parts), approved()]),
        2 => part().prop_map(|instalment| vec![Event::PaymentOrdered {
            instalment,
            reference: reference(),
            receipt: letter(),
            confirm_by: date(2026, 11, 27),
            officer: officer(4),
        }]),
        4 => part().prop_map(|instalment| vec![paid(instalment)]),
        2 => part().prop_map(|instalment| vec![came_back(instalment)]),
        1 => part().prop_map(|instalment| vec![Event::InstalmentCancelled {
            instalment,
            reason: CancelReason::YearOver,
            officer: officer(2),
        }]),
    ];
    let accompanied = prop_oneof![
        2 => (1..4_usize).prop_map(|sessions| vec![planned(sessions)]),
        3 => (1..6_u16, pick(Attendance::ALL)).prop_map(|(session, came)| vec![recorded(session, came)]),
        2 => (pick(CheckIn::ALL), pick(BusinessState::ALL)).prop_map(|(check_in, state)| {
            vec![Event::BusinessChecked { check_in, state, on: date(2026, 11, 20), officer: officer(5) }]
        }),
    ];
    let ended = prop_oneof![
        Just(Event::ConsentWithdrawn),
        pick(StopReason::ALL).prop_map(|reason| Event::AidStopped {
            reason,
            officer: officer(2)
        }),
        pick(Outcome::ALL).prop_map(|outcome| Event::AidClosed {
            outcome,
            officer: officer(5)
        }),
        pick(DeclineReason::ALL).prop_map(declined),
    ];
    prop_oneof![
        4 => waits().prop_map(|event| vec![event]),
        3 => Just(vec![assessed()]),
        2 => Just(vec![granted()]),
        6 => money,
        5 => accompanied,
        2 => ended.prop_map(|event| vec![event]),
        1 => Just(vec![Event::PapersViewed { officer: officer(1) }]),
        1 => Just(vec![Event::PapersErased]),
    ]
}

fn lives() -> impl Strategy<Value = Vec<Entries>> {
    let kind = prop_oneof![Just(AidKind::Mentoring), Just(AidKind::Capital)];
    let first =
        (prop_oneof![Just("dp3akb"), Just("dinsos")], kind).prop_map(|(code, kind)| referred(code, kind));
    let later = proptest::collection::vec((events(), 0..3_000_i64), 0..14);
    // Now and then a consent was taken back before its referral was told.
    let early = prop_oneof![9 => Just(false), 1 => Just(true)];
    proptest::collection::vec((first, early, 0..8_000_i64, later), 0..10).prop_map(|referrals| {
        let life = |(first, early, start, later): (Event, bool, i64, Vec<(Vec<Event>, i64)>)| {
            let mut now = at("2026-11-08T17:00:00Z") + SignedDuration::from_mins(start);
            if early {
                return vec![(now, Event::ConsentWithdrawn)];
            }
            let mut entries = vec![(now, first)];
            for (events, minutes) in later {
                now += SignedDuration::from_mins(minutes);
                entries.extend(events.into_iter().map(|event| (now, event)));
            }
            entries
        };
        referrals.into_iter().map(life).collect()
    })
}

/// A referral's steps as the journal keeps them, one for each entry.
pub(crate) fn steps(number: u128, entries: &Entries) -> Vec<Step> {
    (0..entries.len())
        .map(|known| Step {
            matter: Matter::Aid,
            case: CaseId(Uuid::from_u128(number)),
            seq: u32::try_from(known + 1).unwrap(),
            entries: 1,
            at: entries[known].0,
            facts: aid_facts(entries[..=known].iter().map(|(at, event)| (*at, event)), known),
        })
        .collect()
}

fn all_steps(lives: &[Entries]) -> Vec<Step> {
    let numbered = (1..).zip(lives);
    numbered
        .flat_map(|(number, entries)| steps(number, entries))
        .collect()
}

pub(crate) fn flow(steps: &[Step]) -> Flow {
    steps.iter().fold(Flow::default(), |mut flow, step| {
        flow.add(step, &calendar());
        flow
    })
}

/// Numbers by path, as a report would name them.
type Counted = BTreeMap<String, u64>;

#[derive(Debug, Default, PartialEq)]
struct Slowly {
    entries: u64,
    numbers: Counted,
    days: BTreeMap<String, Histogram>,
}

/// Days on which people worked after the day of the one moment, until that of the other.
fn working_days(from: Timestamp, to: Timestamp) -> u64 {
    let calendar = calendar();
    let mut day = calendar.day(from);
    let mut days = 0;
    while day < calendar.day(to) {
        day = day.saturating_add(1.day());
        days += u64::from(calendar.is_working(day));
    }
    days
}

fn slowly(lives: &[Entries]) -> Slowly {
    let mut counted = Slowly::default();
    for entries in lives {
        counted.entries += entries.len() as u64;
        for position in 0..entries.len() {
            count_one(&mut counted, entries, position);
        }
    }
    counted.numbers.retain(|_, number| *number > 0);
    counted
}

fn count_one(counted: &mut Slowly, entries: &Entries, position: usize) {
    let (now, event) = &entries[position];
    let before = replay(entries[..position].iter().map(|(_, event)| event));
    let after = evolve(before.clone(), event);
    let Some(office) = &after.office else { return };
    let row = format!("{office}/{}", after.kind.unwrap());
    let earlier = |kind: fn(&Event) -> bool| entries[..position].iter().filter(move |(_, event)| kind(event));
    let assessments = || earlier(|event| matches!(event, Event::AidAssessed { .. }));
    let mut work = |what: &str, from: Timestamp, by: Date| {
        let in_time = calendar().day(*now) <= by;
        let how = if in_time { "in_time" } else { "late" };
        *counted.numbers.entry(format!("{row}/{what}_{how}")).or_default() += 1;
        let days = counted.days.entry(format!("{row}/{what}")).or_default();
        days.put(working_days(from, *now));
    };
    match event {
        Event::AidAssessed { .. } if assessments().next().is_none() => {
            let (told, _) = earlier(|event| matches!(event, Event::AidReferred { .. }))
                .next_back()
                .unwrap();
            work("assessed", *told, before.assess_by.unwrap());
        }
        Event::MentoringGranted { .. } | Event::AwardApproved { .. } | Event::AidDeclined { .. } => {
            let from = assessments().next_back().map_or(*now, |(at, _)| *at);
            work("decided", from, before.decide_by.unwrap_or(Date::MAX));
        }
        _ => {}
    }
    let mut add = |path: String, by: u64| *counted.numbers.entry(path).or_default() += by;
    let was_open = before.stage.is_open();
    match event {
        Event::AidReferred { .. } => add(format!("{row}/referred"), 1),
        Event::MentoringGranted { .. } => add(format!("{row}/granted"), 1),
        Event::AwardApproved { .. } => {
            add(format!("{row}/granted"), 1);
            for (part, number) in before.award.as_ref().unwrap().instalments.iter().zip(1..) {
                let turn = format!("{office}/{}/{number}.1", before.award.as_ref().unwrap().source);
                add(format!("{turn}/approved"), 1);
                add(format!("{turn}/approved_rupiah"), part.amount.get());
            }
        }
        Event::AidDeclined { reason, .. } => add(format!("{row}/declined/{reason}"), 1),
        Event::ConsentWithdrawn => add(format!("{row}/withdrawn"), u64::from(was_open)),
        Event::AidStopped { reason, .. } => add(format!("{row}/stopped/{reason}"), u64::from(was_open)),
        Event::AidClosed { outcome, .. } => add(format!("{row}/closed/{outcome}"), u64::from(was_open)),
        Event::SessionsPlanned { .. } => {
            add(format!("{row}/started"), u64::from(before.sessions_planned == 0));
        }
        Event::BusinessChecked { check_in, state, .. } => add(format!("{office}/{check_in}/{state}"), 1),
        _ => {}
    }
    let ends = matches!(
        event,
        Event::ConsentWithdrawn | Event::AidStopped { .. } | Event::AidClosed { .. }
    );
    if ends && was_open && before.sessions_planned > 0 {
        add(format!("{row}/accompanied"), 1);
        add(
            format!("{row}/sessions_planned"),
            u64::from(before.sessions_planned),
        );
        for (_, came) in before.sessions.iter().filter_map(|session| session.recorded) {
            let how = match came {
                Attendance::Attended => "held",
                Attendance::Excused | Attendance::Absent => "missed",
                Attendance::NotHeld => "not_held",
            };
            add(format!("{row}/sessions_{how}"), 1);
        }
    }
    moved(&mut add, entries, position, &before);
}

/// Instalment by instalment: where each stood, and where it stands.
fn moved(add: &mut impl FnMut(String, u64), entries: &Entries, position: usize, before: &Referral) {
    let event = &entries[position].1;
    let Some(award) = before.award.as_ref() else {
        return;
    };
    for (number, part) in (1_u16..).zip(&before.instalments) {
        let about = |instalment: &u16| *instalment == number;
        let arrivals = (entries[..position].iter())
            .filter(
                |(_, event)| matches!(event, Event::PaymentConfirmed { instalment, .. } if about(instalment)),
            )
            .count();
        let mut tell = |turn: usize, word: &str| {
            let turn = format!(
                "{}/{}/{number}.{turn}",
                before.office.as_ref().unwrap(),
                award.source
            );
            add(format!("{turn}/{word}"), 1);
            add(format!("{turn}/{word}_rupiah"), part.terms.amount.get());
        };
        let had_arrived = matches!(part.payment, Payment::Paid { .. });
        match event {
            Event::PaymentConfirmed { instalment, .. } if about(instalment) => tell(arrivals + 1, "paid"),
            Event::PaymentReturned { instalment, .. } if about(instalment) => {
                if had_arrived {
                    tell(arrivals, "returned");
                }
                if !before.stage.is_open() {
                    tell(1, "cancelled");
                }
            }
            Event::InstalmentCancelled { instalment, .. } if about(instalment) => tell(1, "cancelled"),
            Event::ConsentWithdrawn | Event::AidStopped { .. } if part.payment == Payment::Pending => {
                tell(1, "cancelled");
            }
            _ => {}
        }
    }
}

fn told(flow: &Flow) -> Slowly {
    let mut numbers = Counted::new();
    let mut days = BTreeMap::new();
    for (office, of) in &flow.aid.offices {
        for (kind, row) in &of.referrals {
            let name = format!("{office}/{kind}");
            for (column, value) in [
                ("referred", row.referred),
                ("assessed_in_time", row.assessed.in_time),
                ("assessed_late", row.assessed.late),
                ("decided_in_time", row.decided.in_time),
                ("decided_late", row.decided.late),
                ("granted", row.granted),
                ("withdrawn", row.withdrawn),
                ("started", row.started),
                ("accompanied", row.accompanied),
                ("sessions_planned", row.sessions_planned),
                ("sessions_held", row.sessions_held),
                ("sessions_missed", row.sessions_missed),
                ("sessions_not_held", row.sessions_not_held),
            ] {
                numbers.insert(format!("{name}/{column}"), value);
            }
            let by = |what: &str, reason: &str| format!("{name}/{what}/{reason}");
            numbers.extend(
                row.declined
                    .iter()
                    .map(|(reason, count)| (by("declined", reason.as_str()), *count)),
            );
            numbers.extend(
                row.stopped
                    .iter()
                    .map(|(reason, count)| (by("stopped", reason.as_str()), *count)),
            );
            numbers.extend(
                row.closed
                    .iter()
                    .map(|(reason, count)| (by("closed", reason.as_str()), *count)),
            );
            days.insert(format!("{name}/assessed"), row.assessed.days.clone());
            days.insert(format!("{name}/decided"), row.decided.days.clone());
        }
        for (check_in, states) in &of.check_ins {
            numbers.extend(
                states
                    .iter()
                    .map(|(state, count)| (format!("{office}/{check_in}/{state}"), *count)),
            );
        }
        for (source, turns) in &of.payments {
            for (turn, row) in turns {
                for (column, value) in [
                    ("approved", row.approved),
                    ("approved_rupiah", row.approved_rupiah),
                    ("paid", row.paid),
                    ("paid_rupiah", row.paid_rupiah),
                    ("returned", row.returned),
                    ("returned_rupiah", row.returned_rupiah),
                    ("cancelled", row.cancelled),
                    ("cancelled_rupiah", row.cancelled_rupiah),
                ] {
                    numbers.insert(format!("{office}/{source}/{turn}/{column}"), value);
                }
            }
        }
    }
    numbers.retain(|_, number| *number > 0);
    days.retain(|_, days| days.count() > 0);
    Slowly {
        entries: flow.aid.entries,
        numbers,
        days,
    }
}

/// Rupiah of all turns.
fn rupiah(flow: &Flow, of: fn(&tuntas_figures::Payments) -> u64) -> u64 {
    let offices = flow.aid.offices.values();
    let sources = offices.flat_map(|of| of.payments.values());
    sources.flat_map(BTreeMap::values).map(of).sum()
}

proptest! {
    #[test]
    fn every_number_equals_one_counted_slowly_from_the_events(lives in lives()) {
        let flow = flow(&all_steps(&lives));
        prop_assert_eq!(told(&flow), slowly(&lives));
        // And nothing of it is taken for a case.
        prop_assert_eq!((flow.steps, flow.entries, flow.received()), (0, 0, 0));
    }

    #[test]
    fn money_is_what_the_ledger_books(lives in lives()) {
        // Nobody is declined after the money was approved.
        let lives: Vec<Entries> = lives.into_iter().map(|entries| {
            let approved = entries.iter().position(|(_, event)| matches!(event, Event::AwardApproved { .. }));
            let late = |at: usize| approved.is_some_and(|approved| approved < at);
            let kept = entries.into_iter().enumerate();
            kept.filter(|(at, (_, event))| !(late(*at) && matches!(event, Event::AidDeclined { .. })))
                .map(|(_, entry)| entry)
                .collect()
        }).collect();
        let flow = flow(&all_steps(&lives));
        let mut books: BTreeMap<Movement, u64> = BTreeMap::new();
        for entries in &lives {
            for position in 0..entries.len() {
                let before = replay(entries[..position].iter().map(|(_, event)| event));
                if let Some(booking) = booked(&before, &entries[position].1) {
                    *books.entry(booking.movement).or_default() += booking.amount.get();
                }
            }
        }
        let sum = |movements: &[Movement]| movements.iter().filter_map(|of| books.get(of)).sum::<u64>();
        prop_assert_eq!(rupiah(&flow, |row| row.approved_rupiah), sum(&[Movement::Reserve]));
        prop_assert_eq!(rupiah(&flow, |row| row.paid_rupiah), sum(&[Movement::Pay]));
        let back = [Movement::Refund, Movement::RefundRelease];
        prop_assert_eq!(rupiah(&flow, |row| row.returned_rupiah), sum(&back));
        let over = [Movement::Release, Movement::RefundRelease];
        prop_assert_eq!(rupiah(&flow, |row| row.cancelled_rupiah), sum(&over));
    }

    #[test]
    fn at_the_end_as_many_go_on_as_the_referrals_say(lives in lives()) {
        // What has ended begins no second time, as the rules have it.
        let lives: Vec<Entries> = lives.into_iter().map(|entries| {
            let ends = |event: &Event| matches!(
                event,
                Event::ConsentWithdrawn | Event::AidStopped { .. } | Event::AidClosed { .. } | Event::AidDeclined { .. }
            );
            let until = entries.iter().position(|(_, event)| ends(event)).map_or(entries.len(), |at| at + 1);
            entries.into_iter().take(until).collect()
        }).collect();
        let mut level = Level::default();
        level.moved(&flow(&all_steps(&lives)));
        let mut open: BTreeMap<AidOfficeCode, BTreeMap<AidKind, i64>> = BTreeMap::new();
        for entries in &lives {
            let referral = replay(entries.iter().map(|(_, event)| event));
            if referral.stage.is_open() {
                *open.entry(referral.office.unwrap()).or_default().entry(referral.kind.unwrap()).or_default() += 1;
            }
        }
        prop_assert_eq!(level.aid, open);
    }

    #[test]
    fn in_which_order_steps_are_added_does_not_matter(
        (lives, shuffled) in lives().prop_flat_map(|lives| {
            let steps = all_steps(&lives);
            (Just(lives), Just(steps).prop_shuffle())
        }),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = flow(&all_steps(&lives));
        let (left, right) = shuffled.split_at(if shuffled.is_empty() { 0 } else { cut.index(shuffled.len()) });
        let mut merged = flow(left);
        merged.merge(&flow(right));
        prop_assert_eq!(merged, whole);
    }

    #[test]
    fn a_day_reads_what_it_writes(lives in lives()) {
        for step in all_steps(&lives) {
            let json = serde_json::to_string(&step).unwrap();
            prop_assert_eq!(serde_json::from_str::<Step>(&json).unwrap(), step);
        }
        let flow = flow(&all_steps(&lives));
        let json = serde_json::to_string(&flow).unwrap();
        prop_assert_eq!(serde_json::from_str::<Flow>(&json).unwrap(), flow);
    }
}

pub(crate) fn setting() -> Setting {
    let helper = |name: &str, kinds: &[AidKind], protects| Helper {
        name: name.to_owned(),
        kinds: kinds.iter().copied().collect(),
        protects,
    };
    Setting {
        aid: [
            (
                "dinsos",
                helper("Dinas Sosial", &[AidKind::Mentoring, AidKind::Capital], false),
            ),
            ("dp3akb", helper("DP3AKB", &[AidKind::Mentoring], false)),
            ("uptd-ppa", helper("UPTD PPA", &[AidKind::Mentoring], true)),
        ]
        .map(|(code, helper)| (code.to_owned(), helper))
        .into(),
        ..Setting::default()
    }
}

/// The report of some days, in which so much happened.
pub(crate) fn report(span: Span, (from, to): (Date, Date), days: &BTreeMap<Date, Flow>) -> Report {
    let mut sums = Sums::default();
    let mut level = Level::default();
    for (_, flow) in days.range(..=to) {
        level.moved(flow);
    }
    for day in each_day(from, to) {
        sums.add(day, days.get(&day).unwrap_or(&Flow::default()));
    }
    build(&setting(), Period { span, from, to }, &sums, &level, &[])
}

fn monday(lives: &[Entries]) -> Report {
    let day = date(2026, 11, 9);
    report(Span::Daily, (day, day), &[(day, flow(&all_steps(lives)))].into())
}

#[test]
fn working_days_pass_over_weekends_and_holidays() {
    // The 11th is a holiday, 14 and 15 November are a weekend.
    let days = |from: &str, to: &str| calendar().working_days(at(from), at(to));
    assert_eq!(days("2026-11-09T01:00:00Z", "2026-11-09T09:00:00Z"), 0);
    assert_eq!(days("2026-11-09T01:00:00Z", "2026-11-10T01:00:00Z"), 1);
    assert_eq!(days("2026-11-09T01:00:00Z", "2026-11-12T01:00:00Z"), 2);
    assert_eq!(days("2026-11-13T01:00:00Z", "2026-11-16T01:00:00Z"), 1);
    assert_eq!(
        days("2026-11-12T01:00:00Z", "2026-11-09T01:00:00Z"),
        0,
        "never less than nothing"
    );
}

/// Six people for whom money was approved in two parts. The first part reached five of them; to one it was paid twice, because
/// it came back. One gets no second part.
fn six() -> Vec<Entries> {
    let nine = at("2026-11-09T02:00:00Z");
    let mut lives: Vec<Entries> = (0..6)
        .map(|_| {
            [
                referred("dinsos", AidKind::Capital),
                assessed(),
                proposed("dbhcht", &[1_500_000, 1_000_000]),
                approved(),
                planned(2),
                paid(1),
            ]
            .into_iter()
            .map(|event| (nine, event))
            .collect()
        })
        .collect();
    lives[0].extend([came_back(1), paid(1)].map(|event| (nine, event)));
    let over = Event::InstalmentCancelled {
        instalment: 2,
        reason: CancelReason::NotNeeded,
        officer: officer(2),
    };
    lives[5].push((nine, over));
    lives
}

#[test]
fn money_is_told_exactly_and_with_its_people() {
    let aid = monday(&six()).aid.unwrap();
    let row = aid
        .referrals
        .iter()
        .find(|row| row.kind == AidKind::Capital)
        .unwrap();
    assert_eq!((row.referred, row.granted), (Count::Exact(6), Count::Exact(6)));
    // How many go on is told by the month. Nobody was there at first, and nobody has gone. That is told no more than that somebody has.
    assert_eq!([row.opening, row.open, row.withdrawn], [Count::Withheld; 3]);
    assert_eq!(row.assessment.count, Count::Exact(6));
    assert_eq!(
        (row.assessment.in_time, row.assessment.late),
        (Count::Exact(6), Count::Withheld)
    );
    assert_eq!(row.assessment.p90_days, Some(0));
    assert_eq!(row.started, Count::Exact(6));
    let [first, second] = &aid.payments[..] else {
        panic!("two instalments: {:?}", aid.payments)
    };
    assert_eq!((first.instalment, first.turn, second.instalment), (1, 1, 2));
    assert_eq!(
        (first.paid, first.paid_rupiah),
        (Count::Exact(6), Some(9_000_000))
    );
    assert_eq!(
        (second.approved, second.approved_rupiah),
        (Count::Exact(6), Some(6_000_000))
    );
    // One came back, and one is not paid: nobody's business, and neither are the amounts.
    assert_eq!((first.returned, first.returned_rupiah), (Count::Withheld, None));
    assert_eq!(
        (second.cancelled, second.cancelled_rupiah),
        (Count::Withheld, None)
    );
}

#[test]
fn what_four_people_have_is_nobodys_business() {
    let lives: Vec<Entries> = six().into_iter().take(4).collect();
    let aid = monday(&lives).aid.unwrap();
    let row = aid
        .referrals
        .iter()
        .find(|row| row.kind == AidKind::Capital)
        .unwrap();
    assert_eq!(
        [row.referred, row.granted, row.started, row.open],
        [Count::Withheld; 4]
    );
    assert_eq!(aid.payments, []);
}

#[test]
fn how_many_go_on_is_told_by_months_and_years() {
    let days = [(date(2026, 11, 9), flow(&all_steps(&six())))].into();
    let open = |span, of: (Date, Date)| {
        let aid = report(span, of, &days).aid.unwrap();
        let mut rows = aid.referrals.into_iter();
        let row = rows.find(|row| row.kind == AidKind::Capital).unwrap();
        (row.opening, row.open)
    };
    let (november, year) = (
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    );
    let six = (Count::Withheld, Count::Exact(6));
    assert_eq!(open(Span::Monthly, november), six);
    assert_eq!(open(Span::Yearly, year), six);
    let nothing = (Count::Withheld, Count::Withheld);
    assert_eq!(open(Span::Custom, november), nothing);
    assert_eq!(
        open(Span::Weekly, (date(2026, 11, 9), date(2026, 11, 15))),
        nothing
    );
    let december = (date(2026, 12, 1), date(2026, 12, 31));
    assert_eq!(open(Span::Monthly, december), (Count::Exact(6), Count::Exact(6)));
}

/// To be assessed by the 11th. On the 10th it begins to wait for papers, and on the 12th they are there.
#[test]
fn what_waited_for_the_person_is_in_time_by_the_day_it_was_moved_to() {
    let assessed_on_the_17th = |by: Option<Date>| {
        let entries = vec![
            (at("2026-11-09T02:00:00Z"), referred("dp3akb", AidKind::Mentoring)),
            (at("2026-11-10T02:00:00Z"), paused()),
            (at("2026-11-12T02:00:00Z"), resumed(by)),
            (at("2026-11-17T02:00:00Z"), assessed()),
        ];
        let flow = flow(&steps(1, &entries));
        let row = flow.aid.offices[&office("dp3akb")].referrals[&AidKind::Mentoring].clone();
        // The days that it waited are in its working days: 10, 12, 13, 16, 17 November.
        assert_eq!(row.assessed.days.percentile(50), Some(5));
        (row.assessed.in_time, row.assessed.late)
    };
    assert_eq!(assessed_on_the_17th(Some(date(2026, 11, 18))), (1, 0));
    assert_eq!(assessed_on_the_17th(None), (0, 1), "due as before");
}

/// The city's settings give the holidays of 2026 alone.
#[test]
fn a_year_that_is_not_known_is_named_with_the_days_that_are_shown() {
    let life = || {
        vec![
            (at("2026-12-30T02:00:00Z"), referred("dp3akb", AidKind::Mentoring)),
            (at("2027-01-04T02:00:00Z"), assessed()),
        ]
    };
    let years = |people: usize| {
        let day = date(2027, 1, 4);
        let lives = vec![life(); people];
        let all = flow(&all_steps(&lives));
        assert!(all.holidays_unknown.is_empty(), "no year of a case");
        report(Span::Daily, (day, day), &[(day, all)].into()).holidays_unknown
    };
    assert_eq!(
        years(4),
        Vec::<i16>::new(),
        "it would tell that somebody was assessed"
    );
    assert_eq!(years(5), [2027]);
}

/// One person's many sessions are no crowd.
#[test]
fn sessions_are_told_with_how_many_people_had_them() {
    let nine = at("2026-11-09T02:00:00Z");
    let life = |attended: u16| -> Entries {
        let sessions = (1..=attended).map(|number| recorded(number, Attendance::Attended));
        [referred("dp3akb", AidKind::Mentoring), granted(), planned(9)]
            .into_iter()
            .chain(sessions)
            .chain([recorded(9, Attendance::Absent)])
            .chain([Event::AidClosed {
                outcome: Outcome::Reached,
                officer: officer(5),
            }])
            .map(|event| (nine, event))
            .collect()
    };
    let row = |lives: &[Entries]| {
        let aid = monday(lives).aid.unwrap();
        let found = aid
            .referrals
            .into_iter()
            .find(|row| row.office == office("dp3akb"));
        found.unwrap()
    };
    let alone = row(&[life(8)]);
    assert_eq!(
        [alone.accompanied, alone.sessions_planned, alone.sessions_held],
        [Count::Withheld; 3]
    );
    let five = row(&vec![life(7); 5]);
    assert_eq!(
        [
            five.accompanied,
            five.sessions_planned,
            five.sessions_held,
            five.sessions_missed
        ],
        [5, 45, 35, 5].map(Count::Exact)
    );
    assert_eq!(five.closed_by[&Outcome::Reached], Count::Exact(5));
}

#[test]
fn a_city_without_aid_says_nothing_of_it() {
    let day = date(2026, 11, 9);
    let period = Period {
        span: Span::Daily,
        from: day,
        to: day,
    };
    let mut sums = Sums::default();
    sums.add(day, &Flow::default());
    let report = build(&Setting::default(), period, &sums, &Level::default(), &[]);
    assert_eq!(report.aid, None);
    for json in [
        serde_json::to_value(&report).unwrap(),
        serde_json::to_value(Flow::default()).unwrap(),
        serde_json::to_value(Level::default()).unwrap(),
        serde_json::to_value(Setting::default()).unwrap(),
    ] {
        assert!(json.get("aid").is_none(), "{json}");
    }
}
