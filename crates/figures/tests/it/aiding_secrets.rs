//! Nobody learns from reports who was helped, and least of all whom the office that protects from violence helps.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tuntas_aid::referral::{DeclineReason, Event, Outcome, StopReason};
use tuntas_domain::case;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, CaseId};
use tuntas_figures::{
    AidFact, Correction, Count, Fact, Flow, Late, Level, Matter, Period, Report, Span, Step, Sums, build,
    facts,
};
use uuid::Uuid;

use crate::aiding::{
    Entries, approved, assessed, declined, granted, office, paid, proposed, referred, report, setting, steps,
};
use crate::lives::{at, calendar, officer};
use crate::overlaps::{DAYS, FIRST, Knowledge, asked, day, periods, small};

/// Words of the cases on a day: consents to an office.
fn consents(code: &str, count: u64, on: Date) -> Step {
    said(AidFact::Consented { office: office(code) }, count, on)
}

fn taken_back(code: &str, count: u64, on: Date) -> Step {
    said(AidFact::TakenBack { office: office(code) }, count, on)
}

fn said(word: AidFact, count: u64, on: Date) -> Step {
    Step {
        matter: Matter::Case,
        case: CaseId(Uuid::from_u128(1)),
        seq: 1,
        entries: 1,
        at: calendar().start(on).unwrap(),
        facts: std::iter::repeat_n(Fact::Aid(word), usize::try_from(count).unwrap()).collect(),
    }
}

/// A referral of which all of that happened on one day.
fn life(on: Date, events: Vec<Event>) -> Entries {
    let now = calendar().start(on).unwrap();
    events.into_iter().map(|event| (now, event)).collect()
}

fn whole(lives: &[Entries], more: &[Step]) -> Flow {
    let mut flow = Flow::default();
    for step in lives
        .iter()
        .flat_map(|entries| steps(1, entries))
        .chain(more.iter().cloned())
    {
        flow.add(&step, &calendar());
    }
    // A word about aid is one of the many steps of its case, and these are told together with all of them.
    flow.steps = 0;
    flow
}

/// What may become of a referral on the day it comes.
fn becomes(what: usize) -> Vec<Event> {
    let stopped = Event::AidStopped {
        reason: StopReason::MovedAway,
        officer: officer(2),
    };
    let closed = Event::AidClosed {
        outcome: Outcome::Reached,
        officer: officer(2),
    };
    match what {
        0 => vec![],
        1 => vec![assessed()],
        2 => vec![assessed(), granted()],
        3 => vec![assessed(), declined(DeclineReason::NotNeeded)],
        4 => vec![assessed(), declined(DeclineReason::NoBudget)],
        5 => vec![assessed(), granted(), stopped],
        6 => vec![assessed(), granted(), closed],
        _ => vec![Event::ConsentWithdrawn],
    }
}
const BECOMES: usize = 8;

/// How many referrals of a day became what, at one office.
type Day = [u64; BECOMES];

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![5 => Just(0), 3 => 1..5_u64, 2 => 5..12_u64]
}

fn town() -> impl Strategy<Value = Vec<Day>> {
    let numbers = proptest::collection::vec(number(), BECOMES);
    let day = prop_oneof![
        2 => numbers.prop_map(|numbers| Day::try_from(numbers).unwrap()),
        1 => Just(Day::default()),
    ];
    proptest::collection::vec(day, DAYS)
}

fn of_town(code: &str, town: &[Day]) -> BTreeMap<Date, Flow> {
    (0..)
        .zip(town)
        .map(|(at, counts)| {
            let mut lives = Vec::new();
            for (what, count) in counts.iter().enumerate() {
                for _ in 0..*count {
                    let mut events = vec![referred(code, AidKind::Mentoring)];
                    events.extend(becomes(what));
                    lives.push(life(day(at), events));
                }
            }
            let told = consents(code, counts.iter().sum(), day(at));
            (day(at), whole(&lives, &[told]))
        })
        .collect()
}

/// A number that is shown or withheld, as what it adds up.
struct Told {
    what: String,
    span: Span,
    adds: Vec<i64>,
    truth: i64,
    shown: Count,
}

/// Every count of a row, by what it counts of what becomes of referrals.
fn told(report: &Report, code: &str, town: &[Day]) -> Vec<Told> {
    let aid = report.aid.as_ref().unwrap();
    let row = aid
        .referrals
        .iter()
        .find(|row| row.office == office(code))
        .unwrap();
    let consents = aid
        .consents
        .iter()
        .find(|row| row.office == office(code))
        .unwrap();
    let within = |at: usize| (report.period.from..=report.period.to).contains(&day(at));
    let before = |at: usize| day(at) < report.period.from;
    let mut all = Vec::new();
    let open = [0, 1, 2];
    let every: Vec<usize> = (0..BECOMES).collect();
    let mut tell = |what: &str, shown: Count, counts: &[usize], days: &dyn Fn(usize) -> bool| {
        let mut adds = vec![0; DAYS * BECOMES];
        for at in (0..DAYS).filter(|at| days(*at)) {
            for what in counts {
                adds[at * BECOMES + what] = 1;
            }
        }
        let numbers = town.iter().flatten();
        let truth = adds
            .iter()
            .zip(numbers)
            .map(|(often, number)| often * i64::try_from(*number).unwrap());
        all.push(Told {
            what: format!("{:?} {what}", report.period),
            span: report.period.span,
            truth: truth.sum(),
            adds,
            shown,
        });
    };
    for (what, shown, counts) in [
        ("consented", consents.consented, &every[..]),
        ("referred", row.referred, &every[..]),
        ("assessed", row.assessment.count, &[1, 2, 3, 4, 5, 6]),
        ("decided", row.decision.count, &[2, 3, 4, 5, 6]),
        ("granted", row.granted, &[2, 5, 6]),
        ("declined", row.declined, &[3, 4]),
        ("not needed", row.declined_by[&DeclineReason::NotNeeded], &[3]),
        ("no budget", row.declined_by[&DeclineReason::NoBudget], &[4]),
        ("stopped", row.stopped, &[5]),
        ("moved away", row.stopped_by[&StopReason::MovedAway], &[5]),
        ("closed", row.closed, &[6]),
        ("reached", row.closed_by[&Outcome::Reached], &[6]),
        ("withdrawn", row.withdrawn, &[7]),
    ] {
        tell(what, shown, counts, &within);
    }
    // All are due on days in the middle of the fourth week.
    let by = |at: usize, due: Date| within(at) && day(at) <= due;
    let after = |at: usize, due: Date| within(at) && day(at) > due;
    let (assess_by, decide_by) = (date(2026, 11, 11), date(2026, 11, 13));
    let (assessed, decided) = ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6]);
    tell("assessed in time", row.assessment.in_time, &assessed, &|at| {
        by(at, assess_by)
    });
    tell("assessed late", row.assessment.late, &assessed, &|at| {
        after(at, assess_by)
    });
    tell("decided in time", row.decision.in_time, &decided, &|at| {
        by(at, decide_by)
    });
    tell("decided late", row.decision.late, &decided, &|at| {
        after(at, decide_by)
    });
    tell("opening", row.opening, &open, &before);
    tell("open", row.open, &open, &|at| before(at) || within(at));
    if code == "uptd-ppa" {
        // How many go on there is no number of any report. Whoever has all of them since the first day adds it up.
        let levels = all.split_off(all.len() - 2);
        assert!(levels.iter().all(|level| level.shown == Count::Withheld));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn whoever_has_all_reports_can_reckon_no_small_number_of_an_office(
        code in prop_oneof![Just("dp3akb"), Just("uptd-ppa")],
        town in town(),
        asked in asked(),
    ) {
        let days = of_town(code, &town);
        let mut all: Vec<Told> = Vec::new();
        for (span, of) in periods(DAYS, &asked) {
            all.extend(told(&report(span, of, &days), code, &town));
        }
        let mut knowledge = Knowledge::default();
        for told in &all {
            if let Count::Exact(number) = told.shown {
                prop_assert_eq!(i64::try_from(number).unwrap(), told.truth, "{}", told.what);
                prop_assert!(number >= 5, "{} shows {number}", told.what);
                knowledge.learn(&told.adds);
            }
        }
        // Of days that somebody chooses, those that are withheld can be known together, as they can in their week.
        for told in all.iter().filter(|told| small(told.truth) && told.span != Span::Custom) {
            prop_assert!(!knowledge.knows(&told.adds), "{} can be reckoned: {}", told.what, told.truth);
        }
    }

    /// Whether nobody was with the office that protects from violence, or up to four people in four weeks, reports say the
    /// same, whatever became of them, and whatever is asked for.
    #[test]
    fn reports_are_the_same_whether_anybody_was_protected_or_not(
        others in town(),
        asked in asked(),
        protected in proptest::collection::vec((0..DAYS, 0..BECOMES), 0..5),
    ) {
        let without = of_town("dp3akb", &others);
        let mut with = without.clone();
        for (at, what) in protected {
            let mut one = Day::default();
            one[what] = 1;
            let mut town = vec![Day::default(); DAYS];
            town[at] = one;
            for (day, flow) in of_town("uptd-ppa", &town) {
                with.get_mut(&day).unwrap().merge(&flow);
            }
        }
        for (span, of) in periods(DAYS, &asked) {
            prop_assert_eq!(report(span, of, &with), report(span, of, &without));
        }
    }

    /// Where six stand at the office that protects from violence, no report of days on which they did not come tells whether
    /// somebody else came.
    #[test]
    fn one_more_at_the_office_that_protects_changes_no_report_of_their_day(
        others in town(),
        asked in asked(),
        at in 1..DAYS,
        what in 0..BECOMES,
    ) {
        let mut known = vec![Day::default(); DAYS];
        known[0][0] = 6;
        let mut one_more = known.clone();
        one_more[at][what] += 1;
        let merged = |town: &[Day]| {
            let mut days = of_town("dp3akb", &others);
            for (day, flow) in of_town("uptd-ppa", town) {
                days.get_mut(&day).unwrap().merge(&flow);
            }
            days
        };
        let (without, with) = (merged(&known), merged(&one_more));
        for (span, of) in periods(DAYS, &asked).into_iter().filter(|(_, (from, _))| *from > FIRST) {
            prop_assert_eq!(report(span, of, &with), report(span, of, &without));
        }
    }

    /// That office is told of people who consented to nothing. Beside those it was told of, those who did consent would say how
    /// many are protected.
    #[test]
    fn how_many_of_the_protected_consented_is_told_nowhere(
        protected in town(),
        asked in asked(),
        words in proptest::collection::vec((0..DAYS, 0..12_u64, 0..12_u64), 1..6),
    ) {
        let some = of_town("uptd-ppa", &protected);
        let mut more = some.clone();
        for (at, consented, back) in words {
            let words = [
                consents("uptd-ppa", consented, day(at)),
                taken_back("uptd-ppa", back, day(at)),
            ];
            more.get_mut(&day(at)).unwrap().merge(&whole(&[], &words));
        }
        for (span, of) in periods(DAYS, &asked) {
            prop_assert_eq!(report(span, of, &more), report(span, of, &some));
        }
    }
}

#[test]
fn the_office_that_protects_shows_whom_it_was_told_of_and_no_consents() {
    let monday = date(2026, 11, 9);
    let lives: Vec<Entries> = (0..12)
        .map(|number| {
            let mut events = vec![referred("uptd-ppa", AidKind::Mentoring)];
            events.extend((number < 6).then_some(Event::ConsentWithdrawn));
            life(monday, events)
        })
        .collect();
    let words = [consents("uptd-ppa", 7, monday), taken_back("uptd-ppa", 5, monday)];
    let days = [(monday, whole(&lives, &words))].into();
    for (span, of) in [
        (Span::Daily, (monday, monday)),
        (Span::Monthly, (date(2026, 11, 1), date(2026, 11, 30))),
    ] {
        let aid = report(span, of, &days).aid.unwrap();
        let row = (aid.referrals.iter())
            .find(|row| row.office == office("uptd-ppa"))
            .unwrap();
        assert_eq!((row.referred, row.withdrawn), (Count::Exact(12), Count::Exact(6)));
        assert_eq!((row.opening, row.open), (Count::Withheld, Count::Withheld));
        let said = (aid.consents.iter())
            .find(|row| row.office == office("uptd-ppa"))
            .unwrap();
        assert_eq!(
            (said.consented, said.taken_back),
            (Count::Withheld, Count::Withheld)
        );
    }
}

/// The answer about safety stands beside the case alone, and that it was asked for is counted nowhere.
#[test]
fn that_somebody_was_asked_about_their_safety_is_no_fact() {
    let asked = case::Event::SafetyRecorded {
        role: Role::Petitioner,
        officer: officer(1),
        revision: 1,
    };
    assert_eq!(facts([(at("2026-11-09T02:00:00Z"), &asked)], 0), []);
}

/// What was found late of a day, as the next report tells it.
fn corrected(was: &Flow, is: &Flow) -> Vec<Correction> {
    let monday = date(2026, 11, 9);
    let tuesday = date(2026, 11, 10);
    let mut level = Level::default();
    level.moved(was);
    let late = Late {
        day: monday,
        was: was.clone(),
        is: is.clone(),
        level: level.clone(),
    };
    let mut sums = Sums::default();
    sums.add(tuesday, &Flow::default());
    let period = Period {
        span: Span::Daily,
        from: tuesday,
        to: tuesday,
    };
    build(&setting(), period, &sums, &level, &[late]).corrections
}

fn given(code: &str, how_many: usize) -> Flow {
    let events = || {
        vec![
            referred(code, AidKind::Capital),
            assessed(),
            proposed("dbhcht", &[2_000_000]),
            approved(),
            paid(1),
        ]
    };
    let lives: Vec<Entries> = (0..how_many).map(|_| life(date(2026, 11, 9), events())).collect();
    whole(&lives, &[])
}

#[test]
fn what_comes_late_is_corrected_but_for_what_one_person_got() {
    let found = corrected(&given("dinsos", 6), &given("dinsos", 7));
    let referred = found
        .iter()
        .find(|one| one.figure == "aid/dinsos/capital/referred")
        .unwrap();
    assert_eq!((referred.was, referred.is), (Count::Exact(6), Count::Exact(7)));
    let amounts = |found: &[Correction]| found.iter().filter(|one| one.figure.contains("rupiah")).count();
    assert_eq!(amounts(&found), 0, "two million would be one person's");
    let found = corrected(&given("dinsos", 6), &given("dinsos", 11));
    assert_eq!(amounts(&found), 2, "approved and paid, of five people more");
}

#[test]
fn what_comes_late_tells_nobody_of_the_office_that_protects() {
    assert_eq!(corrected(&given("uptd-ppa", 0), &given("uptd-ppa", 1)), []);
    assert_eq!(corrected(&given("uptd-ppa", 6), &given("uptd-ppa", 7)), []);
    let consented = |how_many| whole(&[], &[consents("uptd-ppa", how_many, date(2026, 11, 9))]);
    assert_eq!(corrected(&consented(6), &consented(12)), []);
}
