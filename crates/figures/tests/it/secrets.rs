//! No number that is withheld follows from those that are shown.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{
    Cell, Count, Fact, Flow, Level, Matter, Period, Report, Ruling, Setting, Span, Step, Sums, Table, Timing,
    Worth, build,
};
use uuid::Uuid;

use crate::lives::{calendar, court};

/// A grid with totals of rows, of columns, and of everything, as everybody can see it.
struct Grid {
    table: Table,
    values: Vec<u64>,
    cells: Vec<Cell>,
    /// Positions of the cells that add up to the last one named.
    sums: Vec<(Vec<usize>, usize)>,
}

fn grid(rows: usize, columns: usize, inner: &[u64]) -> Grid {
    let mut values = inner.to_vec();
    let mut sums = Vec::new();
    let mut total = |values: &mut Vec<u64>, parts: Vec<usize>| {
        values.push(parts.iter().map(|part| values[*part]).sum());
        sums.push((parts, values.len() - 1));
        values.len() - 1
    };
    let of_rows: Vec<usize> = (0..rows)
        .map(|row| {
            total(
                &mut values,
                (0..columns).map(|column| row * columns + column).collect(),
            )
        })
        .collect();
    let of_columns: Vec<usize> = (0..columns)
        .map(|column| total(&mut values, (0..rows).map(|row| row * columns + column).collect()))
        .collect();
    let all = total(&mut values, of_rows);
    sums.push((of_columns, all));
    let mut table = Table::default();
    let cells: Vec<Cell> = (values.iter())
        .map(|value| table.cell(*value, Worth::Number))
        .collect();
    for (parts, total) in &sums {
        table.equal(parts.iter().map(|part| cells[*part]), [cells[*total]]);
    }
    table.settle();
    Grid {
        table,
        values,
        cells,
        sums,
    }
}

impl Grid {
    fn withheld(&self) -> Vec<usize> {
        (0..self.values.len())
            .filter(|position| self.table.count(self.cells[*position]) == Count::Withheld)
            .collect()
    }

    /// Whether another number could stand in a cell: looks for other numbers in the cells withheld, by one or two more or
    /// less, that fit all sums.
    fn could_be_another(&self, position: usize) -> bool {
        let withheld = self.withheld();
        let mut moved: Vec<Option<i64>> = vec![Some(0); self.values.len()];
        for cell in &withheld {
            moved[*cell] = None;
        }
        [1, -1, 2, -2].into_iter().any(|first| {
            let mut moved = moved.clone();
            moved[position] = Some(first);
            self.allowed(position, first) && self.fits(&moved) && self.search(&mut moved, &withheld)
        })
    }

    fn allowed(&self, position: usize, by: i64) -> bool {
        i64::try_from(self.values[position]).unwrap() + by >= 0
    }

    fn fits(&self, moved: &[Option<i64>]) -> bool {
        self.sums.iter().all(|(parts, total)| {
            let parts: Option<i64> = parts.iter().map(|part| moved[*part]).sum();
            match (parts, moved[*total]) {
                (Some(parts), Some(total)) => parts == total,
                _ => true,
            }
        })
    }

    fn search(&self, moved: &mut Vec<Option<i64>>, withheld: &[usize]) -> bool {
        let Some(next) = withheld.iter().copied().find(|cell| moved[*cell].is_none()) else {
            return true;
        };
        for by in [0, 1, -1, 2, -2] {
            moved[next] = Some(by);
            if self.allowed(next, by) && self.fits(moved) && self.search(moved, withheld) {
                return true;
            }
        }
        moved[next] = None;
        false
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_withheld_small_number_of_a_grid_could_be_another(
        (rows, columns, inner) in (1..4_usize, 1..5_usize).prop_flat_map(|(rows, columns)| {
            let number = prop_oneof![2 => Just(0), 3 => 1..5_u64, 4 => 5..30_u64];
            (Just(rows), Just(columns), proptest::collection::vec(number, rows * columns))
        })
    ) {
        let grid = grid(rows, columns, &inner);
        for (position, value) in grid.values.iter().enumerate() {
            if (1..5).contains(value) {
                prop_assert_eq!(grid.table.count(grid.cells[position]), Count::Withheld);
                prop_assert!(
                    grid.could_be_another(position),
                    "{value} at {position} follows: {:?}, withheld {:?}", grid.values, grid.withheld()
                );
            }
        }
    }
}

#[test]
fn what_has_nothing_small_is_shown_whole() {
    let grid = grid(2, 2, &[5, 0, 7, 12]);
    assert_eq!(grid.withheld(), Vec::<usize>::new());
}

#[test]
fn one_small_number_takes_the_next_smallest_along() {
    let grid = grid(1, 4, &[3, 9, 6, 40]);
    // 3 and 6; and the totals of their columns, which are the same numbers.
    let withheld: Vec<u64> = grid
        .withheld()
        .into_iter()
        .map(|position| grid.values[position])
        .collect();
    assert_eq!(withheld, [3, 6, 3, 6]);
}

const WEEK: [i8; 7] = [2, 3, 4, 5, 6, 7, 8];

/// What happened on a day to cases of one court and kind.
#[derive(Debug, Clone, Copy)]
struct Some4 {
    received: u64,
    registered: u64,
    late: u64,
    completed: u64,
}

fn some() -> impl Strategy<Value = Some4> {
    let number = || prop_oneof![3 => Just(0), 3 => 1..5_u64, 3 => 5..15_u64];
    (number(), number(), number(), number()).prop_map(|(received, registered, late, completed)| Some4 {
        received,
        registered,
        late,
        completed,
    })
}

fn flow(day: Date, kinds: &[Some4]) -> Flow {
    let calendar = calendar();
    let morning = calendar.start(day).unwrap();
    let mut facts = Vec::new();
    for ((code, kind), some) in RULINGS.into_iter().zip(kinds) {
        let ruling = Ruling {
            court: court(code),
            kind,
        };
        let timing = |hours: i64| Timing {
            at: morning,
            received: morning - jiff::SignedDuration::from_hours(hours),
            known: Some(morning - jiff::SignedDuration::from_hours(hours)),
            divorced: None,
            away: Vec::new(),
        };
        let times = |count: u64, fact: Fact| std::iter::repeat_n(fact, usize::try_from(count).unwrap());
        facts.extend(times(some.received, Fact::Received(ruling.clone())));
        facts.extend(times(some.completed, Fact::Completed(ruling.clone())));
        for (count, hours) in [(some.registered, 1), (some.late, 24 * 30)] {
            let fact = Fact::Registered {
                ruling: ruling.clone(),
                timing: timing(hours),
            };
            facts.extend(times(count, fact));
        }
    }
    let step = Step {
        matter: Matter::Case,
        case: CaseId(Uuid::from_u128(1)),
        seq: 1,
        entries: 1,
        at: morning,
        facts,
    };
    let mut flow = Flow::default();
    flow.add(&step, &calendar);
    flow
}

struct Reports {
    week: Report,
    days: Vec<Report>,
}

fn reports(week: &[Vec<Some4>]) -> Reports {
    let mut level = Level {
        unended: 500,
        ..Level::default()
    };
    let mut sums = Sums::default();
    let mut days = Vec::new();
    for (day, kinds) in WEEK.into_iter().zip(week) {
        let day = date(2026, 11, day);
        let flow = flow(day, kinds);
        level.moved(&flow);
        sums.add(day, &flow);
        let mut alone = Sums::default();
        alone.add(day, &flow);
        let period = Period {
            span: Span::Daily,
            from: day,
            to: day,
        };
        days.push(build(&Setting::default(), period, &alone, &level, &[]));
    }
    let period = Period {
        span: Span::Weekly,
        from: date(2026, 11, WEEK[0]),
        to: date(2026, 11, WEEK[6]),
    };
    Reports {
        week: build(&Setting::default(), period, &sums, &level, &[]),
        days,
    }
}

/// A number as it is shown, and as it is.
type Told = (Count, u64);

/// Whether one small number alone of a sum is unknown, so that everybody can reckon it.
fn tells(parts: &[Told], total: Told) -> bool {
    let unknown = || {
        parts
            .iter()
            .chain([&total])
            .filter(|(count, _)| *count == Count::Withheld)
    };
    unknown().count() == 1 && unknown().all(|(_, value)| (1..5).contains(value))
}

const RULINGS: [(&str, DivorceKind); 3] = [
    ("PA.Pas", DivorceKind::Gugat),
    ("PA.Pas", DivorceKind::Talak),
    ("PA.Bgl", DivorceKind::Gugat),
];

/// What happened in some days, by court and kind.
fn truth(days: &[Vec<Some4>]) -> [[u64; 4]; 3] {
    let mut truth = [[0; 4]; 3];
    for day in days {
        for (sum, some) in truth.iter_mut().zip(day) {
            for (sum, number) in
                sum.iter_mut()
                    .zip([some.received, some.registered, some.late, some.completed])
            {
                *sum += number;
            }
        }
    }
    truth
}

fn tells_nothing(report: &Report, truth: &[[u64; 4]; 3]) -> Result<(), TestCaseError> {
    let column = |shown: usize, truth_of: fn(&[u64; 4]) -> u64| -> (Vec<Told>, u64) {
        let told: Vec<Told> = RULINGS
            .iter()
            .zip(truth)
            .map(|((code, kind), row_truth)| (row(report, code, *kind)[shown], truth_of(row_truth)))
            .collect();
        let sum = told.iter().map(|(_, value)| value).sum();
        (told, sum)
    };
    let (received, begun) = column(0, |row| row[0]);
    let (registered, all) = column(1, |row| row[1] + row[2]);
    let (completed, ended) = column(2, |row| row[3]);
    let late: u64 = truth.iter().map(|row| row[2]).sum();
    let (begun, ended) = ((report.backlog.received, begun), (report.backlog.ended, ended));
    let all = (report.ages[0].count, all);
    let promise = [(report.promise.kept, all.1 - late), (report.promise.broken, late)];
    prop_assert!(!tells(&received, begun), "{received:?} {begun:?}");
    prop_assert!(!tells(&registered, all), "{registered:?} {all:?}");
    prop_assert!(!tells(&completed, ended), "{completed:?} {ended:?}");
    prop_assert!(!tells(&promise, all), "{promise:?} {all:?}");
    let levels = report.backlog.opening != Count::Withheld && report.backlog.closing != Count::Withheld;
    if levels {
        prop_assert!(!tells(&[begun], ended), "{begun:?} {ended:?}");
    }
    let hides = promise.iter().any(|(count, _)| *count == Count::Withheld);
    prop_assert!(!(hides && report.promise.kept_permille.is_some()));
    Ok(())
}

fn row(report: &Report, code: &str, kind: DivorceKind) -> [Count; 3] {
    let found = report
        .intake
        .iter()
        .find(|row| row.court == court(code) && row.kind == kind);
    found.map_or([Count::Exact(0); 3], |row| {
        [row.received, row.registered, row.completed]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn neither_a_report_nor_a_week_of_reports_leaves_one_small_number_to_be_reckoned(
        week in proptest::collection::vec(proptest::collection::vec(some(), 3), 7)
    ) {
        let reports = reports(&week);
        tells_nothing(&reports.week, &truth(&week))?;
        for (report, day) in reports.days.iter().zip(&week) {
            tells_nothing(report, &truth(std::slice::from_ref(day)))?;
        }
        for (position, (code, kind)) in RULINGS.into_iter().enumerate() {
            for (column, of) in [(0, 0..1), (1, 1..3), (2, 3..4)] {
                let value = |days: &[Vec<Some4>]| truth(days)[position][of.clone()].iter().sum::<u64>();
                let days: Vec<Told> = reports
                    .days
                    .iter()
                    .zip(&week)
                    .map(|(report, day)| (row(report, code, kind)[column], value(std::slice::from_ref(day))))
                    .collect();
                let all = (row(&reports.week, code, kind)[column], value(&week));
                prop_assert!(!tells(&days, all), "{code} {column}: {days:?} {all:?}");
            }
        }
        // The points of the week's chart are what the days' own reports have shown.
        for (point, day) in reports.week.days.iter().zip(&reports.days) {
            prop_assert_eq!(point.backlog, day.backlog.closing);
            prop_assert_eq!(point.received, day.days[0].received);
        }
    }

    #[test]
    fn what_is_shown_is_true(week in proptest::collection::vec(proptest::collection::vec(some(), 3), 7)) {
        let reports = reports(&week);
        let true_or_withheld = |count: Count, truth: u64| count == Count::Withheld || count == Count::Exact(truth);
        for (day, kinds) in reports.days.iter().zip(&week) {
            let received: u64 = kinds.iter().map(|some| some.received).sum();
            let kept: u64 = kinds.iter().map(|some| some.registered).sum();
            prop_assert!(true_or_withheld(day.backlog.received, received));
            prop_assert!(true_or_withheld(day.promise.kept, kept));
        }
        let all: u64 = week.iter().flatten().map(|some| some.received).sum();
        prop_assert!(true_or_withheld(reports.week.backlog.received, all));
    }
}
