//! Requests for security: every number equals one counted slowly, straight from the events.

use std::collections::BTreeMap;

use jiff::civil::{Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{
    Count, Flow, Histogram, Level, Matter, Period, Report, Setting, Span, Step, Sums, build, security_facts,
};
use tuntas_security::{
    Activity, AnswerTime, CancelGround, DeclineReason, Event, HoldReason, Letter, LetterKind, LetterNumber,
    Outcome, Reminder, Risk, Stage, Strength, Terms, UnitCode, Urgency, Window, answer_time, replay,
};
use uuid::Uuid;

use crate::lives::{at, calendar, court, hours, officer};

type Entries = Vec<(Timestamp, Event)>;

fn letter() -> Letter {
    Letter {
        kind: LetterKind::Request,
        number: LetterNumber(1),
        issued_on: date(2026, 11, 9),
    }
}

fn terms(activity: Activity) -> Terms {
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    Terms {
        activity,
        window: Window::new(date(2026, 11, 30), time(9, 0, 0, 0), time(11, 0, 0, 0), &zone).unwrap(),
        kelurahan: "35.75.01.1001".parse().unwrap(),
        officers: Strength::new(10).unwrap(),
        urgency: Urgency::Important,
        risk: Risk::Low,
    }
}

fn requested(code: &str, activity: Activity, by: Timestamp) -> Event {
    Event::SecurityRequested {
        court: court(code),
        terms: terms(activity),
        letter: letter(),
        evidence: "e".repeat(64),
        answer_by: by,
    }
}

fn accepted(officers: u16) -> Event {
    Event::RequestAccepted {
        unit: UnitCode::parse("samapta-1").unwrap(),
        strength: Strength::new(officers).unwrap(),
        officer: officer(1),
        letter: letter(),
    }
}

fn declined() -> Event {
    Event::RequestDeclined {
        reason: DeclineReason::NoStrength,
        officer: officer(1),
        letter: letter(),
    }
}

fn reported(outcome: Outcome) -> Event {
    Event::SecurityReported {
        outcome,
        minutes: None,
        officer: officer(2),
        letter: letter(),
    }
}

fn activity() -> impl Strategy<Value = Activity> {
    proptest::sample::select(&[Activity::Hearing, Activity::MaritalSeizure, Activity::Execution][..])
}

fn due() -> impl Strategy<Value = Timestamp> {
    (0..10_000_i64).prop_map(|minutes| at("2026-11-08T17:00:00Z") + SignedDuration::from_mins(minutes))
}

/// Anything that may come after the request, in any order.
fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => (activity(), due()).prop_map(|(activity, by)| Event::RequestChanged {
            terms: terms(activity),
            letter: letter(),
            evidence: "f".repeat(64),
            answer_by: by,
        }),
        4 => (1..40_u16).prop_map(accepted),
        2 => Just(declined()),
        2 => Just(Event::TimeProposed {
            window: terms(Activity::Hearing).window,
            officer: officer(1),
            letter: letter(),
        }),
        2 => (any::<bool>(), due()).prop_map(|(agreed, by)| Event::ProposalAnswered {
            agreed,
            evidence: "a".repeat(64),
            answer_by: by,
        }),
        1 => Just(Event::RequestQuestioned { reason: HoldReason::PlaceUnclear, officer: officer(1) }),
        1 => Just(Event::RequestCancelled {
            ground: CancelGround::Settled,
            letter: letter(),
            evidence: "c".repeat(64),
        }),
        3 => proptest::sample::select(Outcome::ALL).prop_map(reported),
        1 => Just(Event::OfficesReminded { reminder: Reminder::DayBefore }),
        1 => Just(Event::AnswerOverdue),
        1 => Just(Event::RequestViewed { officer: officer(3) }),
    ]
}

fn lives() -> impl Strategy<Value = Vec<Entries>> {
    let first = (prop_oneof![Just("PA.Pas"), Just("PA.Bgl")], activity(), due())
        .prop_map(|(code, activity, by)| requested(code, activity, by));
    let later = proptest::collection::vec((event(), 0..900_i64), 0..10);
    proptest::collection::vec((first, 0..8_000_i64, later), 0..10).prop_map(|requests| {
        let life = |(first, start, later): (Event, i64, Vec<(Event, i64)>)| {
            let mut now = at("2026-11-08T17:00:00Z") + SignedDuration::from_mins(start);
            let mut entries = vec![(now, first)];
            for (event, minutes) in later {
                now += SignedDuration::from_mins(minutes);
                entries.push((now, event));
            }
            entries
        };
        requests.into_iter().map(life).collect()
    })
}

/// A request's steps as the journal keeps them, one for each entry.
fn steps(number: u128, entries: &Entries) -> Vec<Step> {
    (0..entries.len())
        .map(|known| Step {
            matter: Matter::Security,
            case: CaseId(Uuid::from_u128(number)),
            seq: u32::try_from(known + 1).unwrap(),
            entries: 1,
            at: entries[known].0,
            facts: security_facts(entries[..=known].iter().map(|(at, event)| (*at, event)), known),
        })
        .collect()
}

fn all_steps(lives: &[Entries]) -> Vec<Step> {
    let numbered = (1..).zip(lives);
    numbered
        .flat_map(|(number, entries)| steps(number, entries))
        .collect()
}

fn flow(steps: &[Step]) -> Flow {
    steps.iter().fold(Flow::default(), |mut flow, step| {
        flow.add(step, &calendar());
        flow
    })
}

/// Numbers by court, activity and word.
type Counted = BTreeMap<(String, Activity, &'static str), u64>;

#[derive(Debug, Default, PartialEq)]
struct Slowly {
    entries: u64,
    rows: Counted,
    in_time: u64,
    late: u64,
    times: Histogram,
}

/// Minutes of working hours among those that the request has waited for the police since the version of now came.
fn minutes_waited(entries: &[(Timestamp, Event)]) -> i64 {
    let calendar = calendar();
    let version = entries.iter().rposition(|(_, event)| {
        matches!(
            event,
            Event::SecurityRequested { .. } | Event::RequestChanged { .. }
        )
    });
    let mut minutes = 0;
    for next in version.unwrap() + 1..entries.len() {
        let standing = replay(entries[..next].iter().map(|(_, event)| event));
        let (mut now, until) = (entries[next - 1].0, entries[next].0);
        while standing.stage == Stage::Waiting && now < until {
            let clock = now
                .to_zoned_datetime(TimeZone::get("Asia/Jakarta").unwrap())
                .datetime();
            let weekend = matches!(clock.date().weekday(), Weekday::Saturday | Weekday::Sunday);
            let works = calendar.is_working(clock.date()) && !weekend;
            minutes += i64::from(works && (hours().from..hours().to).contains(&clock.time()));
            now += SignedDuration::from_mins(1);
        }
    }
    minutes
}

fn slowly(lives: &[Entries]) -> Slowly {
    let mut counted = Slowly::default();
    for entries in lives {
        for position in 0..entries.len() {
            let (now, event) = &entries[position];
            counted.entries += 1;
            let before = replay(entries[..position].iter().map(|(_, event)| event));
            let after = replay(entries[..=position].iter().map(|(_, event)| event));
            let of = |word| {
                (
                    after.court.as_ref().unwrap().to_string(),
                    after.terms.as_ref().unwrap().activity,
                    word,
                )
            };
            let mut add = |word, by: u64| *counted.rows.entry(of(word)).or_default() += by;
            let answered = match event {
                Event::SecurityRequested { .. } => {
                    add("requested", 1);
                    false
                }
                Event::RequestAccepted { strength, .. } => {
                    add("accepted", 1);
                    add("given", u64::from(strength.get()));
                    add("wished", u64::from(after.terms.as_ref().unwrap().officers.get()));
                    true
                }
                Event::RequestDeclined { .. } => {
                    let promised = before.stage == Stage::Accepted;
                    add(if promised { "taken_back" } else { "declined" }, 1);
                    !promised
                }
                Event::TimeProposed { .. } => {
                    add("proposed", 1);
                    false
                }
                Event::RequestQuestioned { .. } => {
                    add("questioned", 1);
                    false
                }
                Event::RequestCancelled { .. } => {
                    add("cancelled", 1);
                    false
                }
                Event::AnswerOverdue => {
                    add("overdue", 1);
                    false
                }
                Event::SecurityReported { outcome, .. } => {
                    add(outcome.as_str(), 1);
                    false
                }
                _ => false,
            };
            if answered {
                let until_now = &entries[..=position];
                let minutes = minutes_waited(until_now);
                counted.times.add(SignedDuration::from_mins(minutes));
                let due = before.answer_by.unwrap_or(*now);
                if *now <= due {
                    counted.in_time += 1;
                } else {
                    counted.late += 1;
                }
                // Never more than the clock shows that both offices see.
                let seen = answer_time(until_now.iter().map(|(at, event)| (*at, event)), *now);
                assert!(
                    matches!(seen, Some(AnswerTime::Took(took)) if SignedDuration::from_mins(minutes) <= took),
                    "{seen:?}"
                );
            }
        }
    }
    counted
}

fn told(flow: &Flow) -> Slowly {
    let flow = &flow.security;
    let mut rows = Counted::new();
    for (court, activities) in &flow.requests {
        for (activity, row) in activities {
            for (word, count) in [
                ("requested", row.requested),
                ("accepted", row.accepted),
                ("declined", row.declined),
                ("proposed", row.proposed),
                ("questioned", row.questioned),
                ("overdue", row.overdue),
                ("taken_back", row.taken_back),
                ("cancelled", row.cancelled),
                ("safe", row.safe),
                ("postponed", row.postponed),
                ("incident", row.incident),
                ("wished", row.wished),
                ("given", row.given),
            ] {
                if count > 0 {
                    rows.insert((court.to_string(), *activity, word), count);
                }
            }
        }
    }
    Slowly {
        entries: flow.entries,
        rows,
        in_time: flow.in_time,
        late: flow.late,
        times: flow.times.clone(),
    }
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

/// The report of Monday the 9th, to which these requests came.
fn monday(lives: &[Entries]) -> Report {
    let day = date(2026, 11, 9);
    let mut sums = Sums::default();
    sums.add(day, &flow(&all_steps(lives)));
    let period = Period {
        span: Span::Daily,
        from: day,
        to: day,
    };
    build(&Setting::default(), period, &sums, &Level::default(), &[])
}

/// Asked at nine, accepted so many minutes later, of which the court needed sixty to agree to another time.
fn agreed(minutes: i64) -> Entries {
    let nine = at("2026-11-09T02:00:00Z");
    let later = |minutes| nine + SignedDuration::from_mins(minutes);
    vec![
        (nine, requested("PA.Pas", Activity::MaritalSeizure, later(120))),
        (
            later(30),
            Event::TimeProposed {
                window: terms(Activity::Hearing).window,
                officer: officer(1),
                letter: letter(),
            },
        ),
        (
            later(90),
            Event::ProposalAnswered {
                agreed: true,
                evidence: "a".repeat(64),
                answer_by: later(240),
            },
        ),
        (later(minutes), accepted(12)),
    ]
}

#[test]
fn the_time_that_the_court_needs_is_not_that_of_the_police() {
    // Five within half a working day, and one so late that the evening and the night come between.
    let mut lives: Vec<Entries> = [100, 110, 120, 130, 140].map(agreed).into();
    lives.push(agreed(24 * 60));
    let report = monday(&lives).security.unwrap();
    let row = &report.requests[0];
    assert_eq!((row.requested, row.accepted), (Count::Exact(6), Count::Exact(6)));
    assert_eq!((row.wished, row.given), (Count::Exact(60), Count::Exact(72)));
    assert_eq!(row.declined, Count::Exact(0));
    let answers = report.answers;
    assert_eq!((answers.count, answers.p50_minutes), (Count::Exact(6), Some(60)));
    // From nine to four and from eight to nine are eight hours, one of which was the court's.
    assert_eq!(answers.p99_minutes, Some(7 * 60));
    assert_eq!(
        (answers.in_time, answers.late),
        (Count::Withheld, Count::Withheld)
    );
    assert_eq!(answers.in_time_permille, None);
}

#[test]
fn four_requests_are_nobodys_business_and_neither_are_their_officers() {
    let lives: Vec<Entries> = [100, 110, 120, 130].map(agreed).into();
    let row = monday(&lives).security.unwrap().requests.remove(0);
    assert_eq!(
        [row.requested, row.accepted, row.wished, row.given],
        [Count::Withheld; 4]
    );
}

#[test]
fn where_nothing_was_asked_nothing_is_said_of_it() {
    assert_eq!(monday(&[]).security, None);
    let json = serde_json::to_value(monday(&[])).unwrap();
    assert!(json.get("security").is_none());
    // Nor does a day without requests look as if it knew of any.
    let json = serde_json::to_value(Flow::default()).unwrap();
    assert!(json.get("security").is_none());
}

#[test]
fn a_change_is_asked_anew_and_what_was_promised_can_be_taken_back() {
    let nine = at("2026-11-09T02:00:00Z");
    let later = |minutes| nine + SignedDuration::from_mins(minutes);
    let changed = Event::RequestChanged {
        terms: terms(Activity::Execution),
        letter: letter(),
        evidence: "f".repeat(64),
        answer_by: later(400),
    };
    let entries = vec![
        (nine, requested("PA.Pas", Activity::MaritalSeizure, later(120))),
        (later(60), accepted(10)),
        (later(90), changed),
        (later(120), accepted(20)),
        (later(150), declined()),
    ];
    let flow = flow(&all_steps(&[entries])).security;
    let rows = &flow.requests[&court("PA.Pas")];
    let seizure = rows[&Activity::MaritalSeizure];
    assert_eq!((seizure.requested, seizure.accepted, seizure.given), (1, 1, 10));
    let execution = rows[&Activity::Execution];
    assert_eq!(
        (
            execution.requested,
            execution.accepted,
            execution.declined,
            execution.taken_back
        ),
        (0, 1, 0, 1)
    );
    assert_eq!(String::from(flow.times), "30 60");
}
