//! Reports of periods that overlap in any way, laid side by side, give away no number that is withheld.

use std::collections::VecDeque;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{
    Backlog, Count, Fact, Flow, Level, Matter, Period, Report, Ruling, Setting, Span, Step, Sums, Timing,
    build, each_day,
};
use uuid::Uuid;

use crate::lives::{calendar, court};

/// Monday, twelve days before October ends on a Saturday.
pub(crate) const FIRST: Date = date(2026, 10, 19);
const YEAR: (Date, Date) = (date(2026, 1, 1), date(2026, 12, 31));
/// Four weeks, the second of which lies in both months.
pub(crate) const DAYS: usize = 28;

const RULINGS: [(&str, DivorceKind); 2] = [("PA.Pas", DivorceKind::Gugat), ("PA.Bgl", DivorceKind::Talak)];

/// What happened on one day to cases of one court: received, registered in time, registered late, completed, returned.
type Some5 = [u64; 5];
/// Numbers of one day: received, registered, completed, returned and closed of each court, registered in time, and cases that
/// were held for the one reason there is and those that were not any longer. None is closed without a change here, but nobody
/// knows that where it is not shown.
const NUMBERS: usize = 13;

const REASON: &str = "name_mismatch";

/// What happened on one day.
#[derive(Debug, Clone, Copy)]
struct Happened {
    courts: [Some5; 2],
    held: u64,
    unheld: u64,
}

/// What happened in four weeks, and how many cases waited and were held when they began.
#[derive(Debug, Clone)]
struct Town {
    waited: u64,
    held: u64,
    days: Vec<Happened>,
}

pub(crate) fn day(at: usize) -> Date {
    FIRST.saturating_add(i64::try_from(at).unwrap().days())
}

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![4 => Just(0), 3 => 1..5_u64, 3 => 5..15_u64]
}

/// A town in which much happens, or one in which on most days nothing does.
fn town() -> impl Strategy<Value = Town> {
    let seldom = || prop_oneof![12 => Just(0), 1 => number()];
    prop_oneof![town_of(number), town_of(seldom)]
}

fn town_of<S: Strategy<Value = u64>>(number: impl Fn() -> S) -> impl Strategy<Value = Town> {
    let some = || [number(), number(), number(), number(), number()];
    let happened = ([some(), some()], number(), number());
    let happened = happened.prop_map(|(courts, held, unheld)| Happened { courts, held, unheld });
    let waited = prop_oneof![0..12_u64, 100..900_u64];
    let days = proptest::collection::vec(happened, DAYS);
    (waited, 0..12_u64, days).prop_map(|(waited, held, days)| possible(Town { waited, held, days }))
}

/// No more cases end than waited, and no more leave a hold than were held.
fn possible(mut town: Town) -> Town {
    let (mut waiting, mut held) = (town.waited, town.held);
    for day in &mut town.days {
        waiting += day.courts.iter().map(|some| some[0]).sum::<u64>();
        for some in &mut day.courts {
            some[3] = some[3].min(waiting);
            waiting -= some[3];
        }
        held += day.held;
        day.unheld = day.unheld.min(held);
        held -= day.unheld;
    }
    town
}

/// First and last day of what somebody asks for, three times.
pub(crate) fn asked() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let asked = (0..DAYS, 0..DAYS).prop_map(|(one, other)| (one.min(other), one.max(other)));
    proptest::collection::vec(asked, 3)
}

/// What happened on a day; `since`: the days since which cases are held, the oldest first.
fn flow(on: Date, happened: &Happened, since: &mut VecDeque<Date>) -> Flow {
    let calendar = calendar();
    let at = calendar.start(on).unwrap();
    let mut facts = Vec::new();
    for _ in 0..happened.held {
        since.push_back(on);
        facts.push(Fact::Held {
            reason: REASON.to_owned(),
        });
    }
    for since in since.drain(..usize::try_from(happened.unheld).unwrap()) {
        facts.push(Fact::Unheld {
            reason: REASON.to_owned(),
            since: calendar.start(since).unwrap(),
        });
    }
    for ((code, kind), some) in RULINGS.into_iter().zip(&happened.courts) {
        let ruling = Ruling {
            court: court(code),
            kind,
        };
        let registered = |hours: i64| Fact::Registered {
            ruling: ruling.clone(),
            timing: Timing {
                at,
                received: at - jiff::SignedDuration::from_hours(hours),
                known: None,
                divorced: None,
                away: Vec::new(),
            },
        };
        for (fact, count) in [
            Fact::Received(ruling.clone()),
            registered(1),
            registered(24 * 30),
            Fact::Completed(ruling.clone()),
            Fact::Returned(ruling.clone()),
        ]
        .into_iter()
        .zip(*some)
        {
            facts.extend(std::iter::repeat_n(fact, usize::try_from(count).unwrap()));
        }
    }
    let step = Step {
        matter: Matter::Case,
        case: CaseId(Uuid::from_u128(1)),
        seq: 1,
        entries: 1,
        at,
        facts,
    };
    let mut flow = Flow::default();
    flow.add(&step, &calendar);
    flow
}

struct Published {
    from: usize,
    to: usize,
    report: Report,
}

fn published(town: &Town, span: Span, (first, last): (Date, Date)) -> Published {
    let within = |on: Date| (first..=last).contains(&on);
    let eve = FIRST.yesterday().unwrap();
    let mut since: VecDeque<Date> = (0..town.held).map(|_| eve).collect();
    let mut level = Level {
        unended: signed(town.waited),
        ..Level::default()
    };
    if town.held > 0 {
        level
            .held
            .insert(REASON.to_owned(), [(eve, signed(town.held))].into());
    }
    let mut sums = Sums::default();
    for on in each_day(first, last) {
        sums.add(on, &Flow::default());
    }
    for (at, happened) in town.days.iter().enumerate().filter(|(at, _)| day(*at) <= last) {
        let flow = flow(day(at), happened, &mut since);
        level.moved(&flow);
        if within(day(at)) {
            sums.add(day(at), &flow);
        }
    }
    let period = Period {
        span,
        from: first,
        to: last,
    };
    Published {
        from: (0..town.days.len()).position(|at| within(day(at))).unwrap(),
        to: (0..town.days.len()).rposition(|at| within(day(at))).unwrap(),
        report: build(&Setting::default(), period, &sums, &level, &[]),
    }
}

/// What is published of so many days: days, weeks, both months, their year, and what somebody asked for.
pub(crate) fn periods(many: usize, asked: &[(usize, usize)]) -> Vec<(Span, (Date, Date))> {
    let days = (0..many).map(|at| (Span::Daily, (day(at), day(at))));
    let weeks = (0..many)
        .step_by(7)
        .map(|at| (Span::Weekly, (day(at), day(at + 6))));
    let months =
        [date(2026, 10, 1), date(2026, 11, 1)].map(|first| (Span::Monthly, (first, first.last_of_month())));
    let custom = asked
        .iter()
        .map(|(from, to)| (Span::Custom, (day(*from), day(*to))));
    days.chain(weeks)
        .chain(months)
        .chain([(Span::Yearly, YEAR)])
        .chain(custom)
        .collect()
}

fn all_published(town: &Town, asked: &[(usize, usize)]) -> Vec<Published> {
    let periods = periods(town.days.len(), asked).into_iter();
    periods.map(|(span, days)| published(town, span, days)).collect()
}

/// A shown or withheld number as what it adds up: how often each number of each day stands in it, and what it is.
struct Told {
    what: String,
    span: Span,
    adds: Vec<i64>,
    truth: i64,
    shown: Count,
    /// Whether it is a sum of counts, none of which is below nought.
    counts: bool,
}

const RECEIVED: usize = 0;
const REGISTERED: usize = 2;
const COMPLETED: usize = 4;
const RETURNED: usize = 6;
const CLOSED: usize = 8;
const KEPT: usize = 10;
const HELD: usize = 11;
const UNHELD: usize = 12;

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap()
}

fn true_numbers(town: &Town) -> Vec<i64> {
    let of = |happened: &Happened| -> [u64; NUMBERS] {
        let [one, other] = happened.courts;
        [
            one[0],
            other[0],
            one[1] + one[2],
            other[1] + other[2],
            one[3],
            other[3],
            one[4],
            other[4],
            0,
            0,
            one[1] + other[1],
            happened.held,
            happened.unheld,
        ]
    };
    let numbers = town.days.iter().flat_map(of);
    // How many waited and were held at first are numbers like the others.
    numbers.chain([town.waited, town.held]).map(signed).collect()
}

/// All numbers of a report that are weighed, as sums of the numbers of its days.
fn told(published: &Published, truth: &[i64]) -> Vec<Told> {
    let Published { from, to, report } = published;
    let days = truth.len() / NUMBERS; // Two more stand after them.
    let mut all = Vec::new();
    let mut tell = |what: &str, shown: Count, counts: bool, adds: Vec<i64>| {
        let truth = adds.iter().zip(truth).map(|(often, number)| often * number).sum();
        all.push(Told {
            what: format!("{from}-{to} {:?} {what}", report.period.span),
            span: report.period.span,
            adds,
            truth,
            shown,
            counts,
        });
    };
    let sum = |terms: &[(usize, i64)]| {
        let mut adds = vec![0; truth.len()];
        for at in *from..=*to {
            for (number, often) in terms {
                adds[at * NUMBERS + number] += often;
            }
        }
        adds
    };
    let level = |until: usize, first: usize, terms: &[(usize, i64)]| {
        let mut adds = vec![0; truth.len()];
        adds[days * NUMBERS + first] = 1;
        for at in 0..until {
            for (number, often) in terms {
                adds[at * NUMBERS + number] = *often;
            }
        }
        adds
    };
    let unended = |until: usize| {
        let came = [(RECEIVED, 1), (RECEIVED + 1, 1)];
        let went = [COMPLETED, COMPLETED + 1, CLOSED, CLOSED + 1].map(|number| (number, -1));
        level(until, 0, &[&came[..], &went].concat())
    };
    let held = |until: usize| level(until, 1, &[(HELD, 1), (UNHELD, -1)]);
    for (number, (code, kind)) in RULINGS.into_iter().enumerate() {
        let found = (report.intake.iter()).find(|row| row.court == court(code) && row.kind == kind);
        let shown = found.map_or([Count::Exact(0); 5], |row| {
            [
                row.received,
                row.registered,
                row.completed,
                row.returned,
                row.closed,
            ]
        });
        for ((what, column), shown) in [
            ("received", RECEIVED),
            ("registered", REGISTERED),
            ("completed", COMPLETED),
            ("returned", RETURNED),
            ("closed", CLOSED),
        ]
        .into_iter()
        .zip(shown)
        {
            tell(
                &format!("{code} {what}"),
                shown,
                true,
                sum(&[(column + number, 1)]),
            );
        }
    }
    let both = |column: usize| sum(&[(column, 1), (column + 1, 1)]);
    tell("received", report.backlog.received, true, both(RECEIVED));
    let ended = sum(&[(COMPLETED, 1), (COMPLETED + 1, 1), (CLOSED, 1), (CLOSED + 1, 1)]);
    tell("ended", report.backlog.ended, true, ended);
    tell("registered", report.ages[0].count, true, both(REGISTERED));
    tell("kept", report.promise.kept, true, sum(&[(KEPT, 1)]));
    let broken = sum(&[(REGISTERED, 1), (REGISTERED + 1, 1), (KEPT, -1)]);
    tell("broken", report.promise.broken, true, broken);
    tell("opening", report.backlog.opening, false, unended(*from));
    tell("closing", report.backlog.closing, false, unended(to + 1));
    // A report without the row says that nobody was held.
    let hold = report.holds.iter().find(|row| row.reason == REASON);
    let hold = hold.map_or([Count::Exact(0); 3], |row| [row.opened, row.resolved, row.open]);
    tell("newly held", hold[0], true, sum(&[(HELD, 1)]));
    tell("no longer held", hold[1], true, sum(&[(UNHELD, 1)]));
    tell("held", hold[2], false, held(to + 1));
    all
}

/// Small and prime, and another one than the reports reckon with.
const PRIME: i64 = 2_147_483_629;

fn inverse(of: i64) -> i64 {
    let (mut result, mut base, mut exponent) = (1, of.rem_euclid(PRIME), PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

/// What somebody knows who has reckoned with everything that is shown.
#[derive(Default)]
pub(crate) struct Knowledge(Vec<(usize, Vec<i64>)>);

impl Knowledge {
    /// What is left of a sum when everything known is put in.
    fn unknown(&self, adds: &[i64]) -> Vec<i64> {
        let mut left: Vec<i64> = adds.iter().map(|often| often.rem_euclid(PRIME)).collect();
        for (column, row) in &self.0 {
            let factor = left[*column];
            if factor != 0 {
                for (number, known) in left.iter_mut().zip(row) {
                    *number = (*number - factor * known).rem_euclid(PRIME);
                }
            }
        }
        left
    }

    pub(crate) fn knows(&self, adds: &[i64]) -> bool {
        self.unknown(adds).iter().all(|number| *number == 0)
    }

    pub(crate) fn learn(&mut self, adds: &[i64]) {
        let mut row = self.unknown(adds);
        if let Some(column) = row.iter().position(|number| *number != 0) {
            let scale = inverse(row[column]);
            for number in &mut row {
                *number = *number * scale % PRIME;
            }
            self.0.push((column, row));
        }
    }
}

/// Learns what is shown, and that where nothing was, there was nothing of anything.
fn knowledge(told: &[Told]) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for told in told.iter().filter(|told| told.shown != Count::Withheld) {
        knowledge.learn(&told.adds);
        if told.counts && told.truth == 0 {
            for day in 0..told.adds.len() / NUMBERS {
                let numbers = day * NUMBERS..(day + 1) * NUMBERS;
                let of_day = |often: &(usize, &i64)| numbers.contains(&often.0);
                let nothing = |kept: &dyn Fn(usize) -> bool| -> Vec<i64> {
                    let adds = told.adds.iter().enumerate();
                    adds.map(|(number, often)| if kept(number) { *often } else { 0 })
                        .collect()
                };
                knowledge.learn(&nothing(&|number| numbers.contains(&number)));
                // What is taken off, such as those in time from all to tell the late ones, need not be nothing itself.
                if told
                    .adds
                    .iter()
                    .enumerate()
                    .filter(of_day)
                    .all(|(_, often)| *often >= 0)
                {
                    for alone in numbers.clone() {
                        knowledge.learn(&nothing(&|number| number == alone));
                    }
                }
            }
        }
    }
    knowledge
}

pub(crate) fn small(number: i64) -> bool {
    (1..5).contains(&number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whoever_has_all_reports_can_reckon_no_small_number(
        town in town(), asked in asked(),
    ) {
        let truth = true_numbers(&town);
        let told: Vec<Told> = all_published(&town, &asked).iter().flat_map(|one| told(one, &truth)).collect();
        for told in &told {
            let right = match told.shown {
                Count::Exact(number) => i64::try_from(number) == Ok(told.truth) && !small(told.truth),
                Count::Withheld => true,
            };
            prop_assert!(right, "{}: {:?} of {}", told.what, told.shown, told.truth);
        }
        let knowledge = knowledge(&told);
        // Of days that somebody chooses, those that are withheld can be known together, as they can in their week.
        let secrets = told.iter().filter(|told| small(told.truth) && told.span != Span::Custom);
        for told in secrets {
            prop_assert!(!knowledge.knows(&told.adds), "{} can be reckoned: {}", told.what, told.truth);
        }
    }
}

/// Two weeks around the end of October, in which one court's cases were returned; nothing else happened.
fn returned() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(number(), 14)
}

/// Looks for other numbers of the days withheld, by one or two more or less, that fit every sum that is shown.
fn search(moved: &mut [Option<i64>], truth: &[u64], sums: &[(usize, usize)]) -> bool {
    let fits = sums.iter().all(|(from, to)| {
        let moves: Option<i64> = moved[*from..=*to].iter().copied().sum();
        moves.is_none_or(|moves| moves == 0)
    });
    if !fits {
        return false;
    }
    let Some(next) = moved.iter().position(Option::is_none) else {
        return true;
    };
    for by in [0, 1, -1, 2, -2] {
        if i64::try_from(truth[next]).unwrap() + by >= 0 {
            moved[next] = Some(by);
            if search(moved, truth, sums) {
                return true;
            }
        }
    }
    moved[next] = None;
    false
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_withheld_day_could_have_been_another_whatever_two_overlapping_reports_say(
        returned in returned(),
        asked in proptest::collection::vec((0..14_usize, 0..14_usize).prop_map(|(one, other)| (one.min(other), one.max(other))), 2),
    ) {
        let town = with(&returned, |count| [0, 0, 0, 0, count]);
        let shown = |report: &Report| report.intake.first().map_or(Count::Exact(0), |row| row.returned);
        let published = all_published(&town, &asked);
        let sums: Vec<(usize, usize)> = (published.iter())
            .filter(|one| shown(&one.report) != Count::Withheld)
            .map(|one| (one.from, one.to))
            .collect();
        for at in 0..returned.len() {
            if !(1..5).contains(&returned[at]) {
                continue;
            }
            let another = [1, -1, 2, -2].into_iter().any(|by| {
                let mut moved: Vec<Option<i64>> = vec![None; returned.len()];
                moved[at] = Some(by);
                i64::try_from(returned[at]).unwrap() + by >= 0 && search(&mut moved, &returned, &sums)
            });
            prop_assert!(another, "day {at} follows: {returned:?}, shown {sums:?}");
        }
    }
}

/// A town with many cases in which this happened on each day, all of it to cases of one court.
fn with(counts: &[u64], some: impl Fn(u64) -> Some5) -> Town {
    let days = counts.iter().map(|count| Happened {
        courts: [some(*count), [0; 5]],
        held: 0,
        unheld: 0,
    });
    Town {
        waited: 900,
        held: 0,
        days: days.collect(),
    }
}

/// A town in which so many cases came in on each day.
fn received(counts: &[u64]) -> Town {
    with(counts, |count| [count, 0, 0, 0, 0])
}

#[test]
fn a_week_in_two_months_shows_what_both_of_its_parts_could() {
    // The week from 26 October to 1 November; its last day is November's first.
    let mut counts = [6; 14];
    counts[13] = 3;
    let town = received(&counts);
    let week = |town: &Town| published(town, Span::Weekly, (date(2026, 10, 26), date(2026, 11, 1)));
    assert_eq!(week(&town).report.backlog.received, Count::Withheld);
    counts[13] = 5;
    assert_eq!(week(&received(&counts)).report.backlog.received, Count::Exact(41));
}

#[test]
fn two_weeks_do_not_tell_together_how_few_came_in_their_month() {
    // Of seventeen cases thirteen end in November's first whole week. In its second one more comes in, and the last five end. How
    // many waited between them, neither week tells: four.
    let mut town = received(&[0; DAYS]);
    town.waited = 17;
    for (at, court, ended) in [(17, 0, 1), (19, 1, 7), (20, 1, 5), (21, 0, 4), (27, 1, 1)] {
        town.days[at].courts[court][3] = ended;
    }
    town.days[25].courts[1][0] = 1;
    let ended = |from: usize| {
        let week = published(&town, Span::Weekly, (day(from), day(from + 6)));
        week.report.backlog.ended
    };
    assert_eq!([ended(14), ended(21)], [Count::Withheld; 2]);
    let month = published(&town, Span::Monthly, (day(13), date(2026, 11, 30)));
    let Backlog {
        opening,
        received,
        ended,
        closing,
        ..
    } = month.report.backlog;
    assert_eq!([opening, closing], [Count::Exact(17), Count::Exact(0)]);
    assert_eq!([received, ended], [Count::Withheld; 2]);
}

#[test]
fn a_year_does_not_tell_of_a_month_in_which_one_day_was_small() {
    // October withholds how many came in, for the sake of its second day. Two more small days stand in a week that tells how many
    // they are together. November withholds nothing.
    let mut counts = [6; DAYS];
    (counts[1], counts[7], counts[8]) = (3, 3, 4);
    // As many end on each day, so that how many wait does not tell how many came.
    let town = with(&counts, |count| [count, 0, 0, 6, 0]);
    let received = |span: Span, days: (Date, Date)| published(&town, span, days).report.backlog.received;
    let october = (date(2026, 10, 1), date(2026, 10, 31));
    let november = (date(2026, 11, 1), date(2026, 11, 30));
    assert_eq!(received(Span::Monthly, october), Count::Withheld);
    assert_eq!(received(Span::Monthly, november), Count::Exact(6 * 15));
    assert_eq!(received(Span::Yearly, YEAR), Count::Withheld);
}

#[test]
fn what_somebody_asks_for_shows_what_its_blocks_show() {
    // Tuesday and Wednesday of the first week are two small days, and the week shows their sum.
    let mut counts = [6; 28];
    (counts[1], counts[2]) = (2, 4);
    // As many end on each day, so that how many wait does not tell how many came.
    let town = with(&counts, |count| [count, 0, 0, 6, 0]);
    let shown = |from: usize, to: usize| {
        let report = published(&town, Span::Custom, (day(from), day(to))).report;
        report.backlog.received
    };
    assert_eq!(shown(0, 6), Count::Exact(36), "a week");
    assert_eq!(shown(0, 9), Count::Exact(54), "a week and three days");
    assert_eq!(shown(1, 6), Count::Withheld, "all of a week but its Monday");
    assert_eq!(shown(1, 1), Count::Withheld);
    assert_eq!(
        shown(3, 8),
        Count::Exact(36),
        "whatever days can be seen by themselves"
    );
}
