//! Which numbers of which report are shown: those of a week with regard to those of its days, and so on, because whoever
//! has all of them can add and subtract.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::day::each_day;
use crate::figures::{self, Cells, DELIVERED, Figures, RECEIVED, REGISTERED, Standing};
use crate::report::{Count, DayPoint, Period, Span};
use crate::suppress::{Cell, Table, Worth};

/// What the charts show.
const CHARTED: [&str; 3] = [RECEIVED, REGISTERED, DELIVERED];

/// The days of a period.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    pub(crate) days: &'a BTreeMap<Date, Figures>,
    /// How things stood before the first of the days; names every reason that occurs.
    pub(crate) opening: Standing,
}

/// Numbers as they are shown.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    pub(crate) counts: BTreeMap<String, Count>,
    pub(crate) points: Vec<DayPoint>,
}

impl Shown {
    pub(crate) fn count(&self, name: &str) -> Count {
        self.counts.get(name).copied().unwrap_or(Count::Exact(0))
    }

    fn point(&self, day: Date) -> DayPoint {
        DayPoint {
            day,
            received: self.count(RECEIVED),
            registered: self.count(REGISTERED),
            delivered: self.count(DELIVERED),
            backlog: self.count(figures::CLOSING),
        }
    }
}

/// A shorter report within a longer one.
struct Part {
    from: Date,
    to: Date,
    shown: Shown,
}

impl Ledger<'_> {
    fn sum(&self, from: Date, to: Date) -> Figures {
        let mut sum = Figures::new();
        if from <= to {
            for (_, day) in self.days.range(from..=to) {
                figures::add(&mut sum, day);
            }
        }
        sum
    }

    /// How things stood when a day began.
    fn standing(&self, day: Date) -> Standing {
        let mut standing = self.opening.clone();
        for (_, figures) in self.days.range(..day) {
            standing.moved(figures);
        }
        standing
    }

    /// What the report of these days shows.
    pub(crate) fn shown(&self, period: Period) -> Shown {
        let Period { from, to, .. } = period;
        let sum = self.sum(from, to);
        let opening = self.standing(from);
        let mut closing = opening.clone();
        closing.moved(&sum);
        let mut table = Table::default();
        let cells = figures::entered(&mut table, &sum, &opening, &closing);
        let chart = self.beside(period, &figures::names(&sum), &mut table, &cells);
        table.settle();
        let counts: BTreeMap<String, Count> = (cells.iter())
            .map(|(name, cell)| (name.clone(), table.count(*cell)))
            .collect();
        let mut shown = Shown {
            counts,
            points: Vec::new(),
        };
        shown.points = match chart {
            Chart::Itself => vec![shown.point(from)],
            Chart::Parts(parts) => parts.iter().map(|part| part.shown.point(part.from)).collect(),
            Chart::Weeks(weeks) => weeks
                .into_iter()
                .map(|week| DayPoint {
                    day: week.monday,
                    received: table.count(week.cells[0]),
                    registered: table.count(week.cells[1]),
                    delivered: table.count(week.cells[2]),
                    backlog: crate::suppress::alone(figures::level(self.after(week.last).unended)),
                })
                .collect(),
        };
        shown
    }

    fn after(&self, day: Date) -> Standing {
        day.tomorrow()
            .map_or_else(|_| Standing::default(), |next| self.standing(next))
    }

    /// Enters what shorter reports have shown already.
    fn beside(&self, period: Period, names: &BTreeSet<String>, table: &mut Table, cells: &Cells) -> Chart {
        let Period { span, from, to } = period;
        if span == Span::Daily {
            return Chart::Itself;
        }
        let days = self.parts(Span::Daily, each_day(from, to).map(|day| (day, day)));
        if span == Span::Yearly {
            let months = self.parts(Span::Monthly, months(from, to));
            self.enter(table, cells, &months, names);
        } else {
            let entered = self.enter(table, cells, &days, names);
            if span != Span::Weekly {
                for week in self.parts(Span::Weekly, weeks_within(from, to)) {
                    among(table, &week, &entered);
                }
            }
        }
        if !period.is_charted_by_week() {
            return Chart::Parts(days);
        }
        let charted: BTreeSet<String> = CHARTED.map(str::to_owned).into();
        let entered = self.enter(table, cells, &days, &charted);
        Chart::Weeks(self.weeks(from, to, table, cells, &entered))
    }

    fn parts(&self, span: Span, periods: impl IntoIterator<Item = (Date, Date)>) -> Vec<Part> {
        periods
            .into_iter()
            .map(|(from, to)| Part {
                from,
                to,
                shown: self.shown(Period { span, from, to }),
            })
            .collect()
    }

    /// Each number of the whole is the sum of those of its parts. Only what the parts withheld is still unknown; a part
    /// that shows its number is left out.
    fn enter(&self, table: &mut Table, cells: &Cells, parts: &[Part], names: &BTreeSet<String>) -> Entered {
        let mut entered = Entered::new();
        for part in parts {
            let sum = self.sum(part.from, part.to);
            for name in names {
                if part.shown.count(name) == Count::Withheld {
                    let value = sum.get(name).copied().unwrap_or(0);
                    let cell = table.settled(Count::Withheld, value);
                    entered.insert((name.clone(), part.from), cell);
                }
            }
        }
        for name in names {
            let unknown = unknown(&entered, name, None);
            table.equal(unknown, cells.get(name).copied());
        }
        entered
    }

    /// Points of a chart by week.
    fn weeks(&self, from: Date, to: Date, table: &mut Table, cells: &Cells, days: &Entered) -> Vec<Week> {
        let weeks: Vec<Week> = weeks_touched(from, to)
            .into_iter()
            .map(|(first, last)| {
                let sum = self.sum(first, last);
                let cells = CHARTED.map(|name| {
                    let cell = table.cell(sum.get(name).copied().unwrap_or(0), Worth::Number);
                    table.equal(unknown(days, name, Some((first, last))), [cell]);
                    cell
                });
                Week {
                    monday: monday(first),
                    last,
                    cells,
                }
            })
            .collect();
        for (position, name) in CHARTED.into_iter().enumerate() {
            let points = weeks.iter().filter_map(|week| week.cells.get(position).copied());
            table.equal(points.collect::<Vec<_>>(), cells.get(name).copied());
        }
        weeks
    }
}

/// What parts withheld, by name and first day.
type Entered = BTreeMap<(String, Date), Cell>;

fn unknown(entered: &Entered, name: &str, days: Option<(Date, Date)>) -> Vec<Cell> {
    entered
        .iter()
        .filter(|((of, day), _)| of == name && days.is_none_or(|(from, to)| (from..=to).contains(day)))
        .map(|(_, cell)| *cell)
        .collect()
}

/// What a report of a week has shown tells of its days.
fn among(table: &mut Table, week: &Part, days: &Entered) {
    let names: BTreeSet<&String> = days.keys().map(|(name, _)| name).collect();
    for name in names {
        if week.shown.count(name) != Count::Withheld {
            table.equal(unknown(days, name, Some((week.from, week.to))), None);
        }
    }
}

enum Chart {
    /// One point: the report's own numbers.
    Itself,
    /// A point for each day, as its own report shows it.
    Parts(Vec<Part>),
    /// A point for each week.
    Weeks(Vec<Week>),
}

struct Week {
    monday: Date,
    last: Date,
    cells: [Cell; 3],
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// Runs of days that belong together, first and last of each.
fn runs<K: PartialEq>(from: Date, to: Date, key: impl Fn(Date) -> K) -> Vec<(Date, Date)> {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in each_day(from, to) {
        match runs.last_mut() {
            Some((first, last)) if key(*first) == key(day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

fn months(from: Date, to: Date) -> Vec<(Date, Date)> {
    runs(from, to, |day| (day.year(), day.month()))
}

fn weeks_touched(from: Date, to: Date) -> Vec<(Date, Date)> {
    runs(from, to, monday)
}

fn weeks_within(from: Date, to: Date) -> Vec<(Date, Date)> {
    let mut weeks = weeks_touched(from, to);
    weeks.retain(|(first, last)| first.weekday() == Weekday::Monday && last.weekday() == Weekday::Sunday);
    weeks
}
