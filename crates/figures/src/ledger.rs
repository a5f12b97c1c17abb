//! What reports of different lengths tell together.
//!
//! Whoever has a report also has those of the days in it, and may subtract the one from the others. So each is weighed
//! against what the shorter ones within it have shown:
//!
//! ```text
//! day ◀── part of a week within one month ◀── month ◀── year
//! ```
//!
//! Each stands wholly within the one after it, and that is why it can be weighed without looking any further. What
//! stands beside it shares with it only how things stood between them, and nothing may follow from that. A year does
//! not look into its months: what a month withholds it keeps, together with whatever may lie behind it. All other
//! periods, which overlap in any way they like, are put together from such blocks and show a number where every one
//! of their blocks shows it: a week in two months from its two parts, days that somebody asks for from months, parts
//! of weeks and days. So they tell nothing that the blocks do not tell, and no two of them have to be weighed
//! against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::day::each_day;
use crate::figures::{self, Cells, DELIVERED, End, Figures, RECEIVED, REGISTERED, Standing};
use crate::report::{Count, DayPoint, Period, Span};
use crate::suppress::{Cell, Factor, Keeper, Table};
use crate::{aid, security};

/// The days of a period, and what reports of them show.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    days: &'a BTreeMap<Date, Figures>,
    /// Numbers that stand in no report.
    hidden: BTreeSet<String>,
    /// How things stood before each of the days.
    before: BTreeMap<Date, Standing>,
    /// How things stood after the last one.
    after: Standing,
    /// Blocks that were weighed already.
    weighed: BTreeMap<Period, Rc<Block>>,
}

/// Numbers as they are shown.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    counts: BTreeMap<String, Count>,
    pub(crate) points: Vec<DayPoint>,
}

impl Shown {
    pub(crate) fn count(&self, name: &str) -> Count {
        let count = self.counts.get(name).copied().unwrap_or(Count::Exact(0));
        // Whether anybody was referred to an office is told as little as how many were; what is not there is withheld, too.
        if count == Count::Exact(0) && aid::is_of_aid(name) {
            Count::Withheld
        } else {
            count
        }
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

/// A report of days that longer reports are weighed against.
#[derive(Debug)]
struct Block {
    shown: Shown,
    /// What nobody knows of the numbers that are withheld: without the days in them that are shown.
    withheld: BTreeMap<String, u64>,
    /// What everybody knows between them.
    relations: Vec<Vec<(String, Factor)>>,
}

impl<'a> Ledger<'a> {
    /// Of some days without a gap. `hidden`: numbers that stand in no report; `opening`: how things stood before the first
    /// day; names every reason that occurs.
    pub(crate) fn new(
        days: &'a BTreeMap<Date, Figures>,
        hidden: BTreeSet<String>,
        opening: Standing,
    ) -> Self {
        let mut before = BTreeMap::new();
        let mut standing = opening;
        for (day, figures) in days {
            before.insert(*day, standing.clone());
            standing.moved(figures);
        }
        Self {
            days,
            hidden,
            before,
            after: standing,
            weighed: BTreeMap::new(),
        }
    }

    /// What the report of these days shows.
    pub(crate) fn shown(&mut self, period: Period) -> Shown {
        let Period { span, from, to } = period;
        let mut shown = match span {
            Span::Daily | Span::Monthly => Shown {
                counts: self.block(period).shown.counts.clone(),
                points: Vec::new(),
            },
            Span::Weekly | Span::Yearly | Span::Custom => self.put_together(from, to),
        };
        if !aid::shows_levels(span) {
            shown.counts.retain(|name, _| aid::end(name).is_none());
        }
        shown.points = if span == Span::Daily {
            vec![shown.point(from)]
        } else if period.is_charted_by_week() {
            let weeks = runs(from, to, monday).into_iter();
            weeks
                .map(|(first, last)| self.put_together(first, last).point(monday(first)))
                .collect()
        } else {
            each_day(from, to)
                .map(|day| self.block(daily(day)).shown.point(day))
                .collect()
        };
        shown
    }

    fn sum(&self, from: Date, to: Date) -> Figures {
        let mut sum = Figures::new();
        if from <= to {
            for (_, day) in self.days.range(from..=to) {
                figures::add(&mut sum, day);
            }
        }
        sum.retain(|name, _| !self.hidden.contains(name));
        sum
    }

    /// How things stood when a day began.
    fn standing(&self, day: Date) -> Standing {
        let next = self.before.range(day..).next();
        next.map_or_else(|| self.after.clone(), |(_, standing)| standing.clone())
    }

    /// The sums of what blocks show, where all of them do.
    fn put_together(&mut self, from: Date, to: Date) -> Shown {
        let blocks: Vec<(Period, Rc<Block>)> = (blocks(from, to).into_iter())
            .map(|period| (period, self.block(period)))
            .collect();
        let names: BTreeSet<&String> = blocks
            .iter()
            .flat_map(|(_, block)| block.shown.counts.keys())
            .collect();
        let mut counts: BTreeMap<String, Count> = BTreeMap::new();
        for name in names {
            let end = figures::end(name);
            let told = blocks.iter().filter(|(period, _)| match end {
                Some(End::Opening) => period.from == from,
                Some(End::Closing) => period.to == to,
                None => true,
            });
            let parts = told.map(|(_, block)| block.shown.count(name).exact());
            let sum = parts.sum::<Option<u64>>();
            counts.insert(name.clone(), sum.map_or(Count::Withheld, Count::Exact));
        }
        Shown {
            counts,
            points: Vec::new(),
        }
    }

    fn block(&mut self, period: Period) -> Rc<Block> {
        if let Some(block) = self.weighed.get(&period) {
            return Rc::clone(block);
        }
        let block = Rc::new(self.weigh(period));
        self.weighed.insert(period, Rc::clone(&block));
        block
    }

    fn weigh(&mut self, period: Period) -> Block {
        let Period { from, to, .. } = period;
        let sum = self.sum(from, to);
        let opening = self.standing(from);
        let mut closing = opening.clone();
        closing.moved(&sum);
        let mut table = Table::default();
        let cells = figures::entered(&mut table, &sum, &opening, &closing);
        let own = cells.len();
        let unknown = self.beside(period, &mut table, &cells, &opening);
        // How things stand at an end of these days, other reports tell, too, which cannot be looked at here: where one ends, another
        // begins. So nothing that happened may follow from both ends, not even from small ones.
        table.settle_beside_levels();
        table.settle();
        // Of referrals, reports of months and years tell how many go on, and withhold it for its own sake alone.
        let open: Vec<Cell> = (cells.iter())
            .filter(|(name, _)| aid::end(name).is_some())
            .map(|(_, cell)| *cell)
            .collect();
        table.tell(&open, aid::shows_levels(period.span));
        table.show_what_follows();
        let mut block = Block {
            shown: Shown::default(),
            withheld: BTreeMap::new(),
            relations: Vec::new(),
        };
        for (name, cell) in &cells {
            let other = security::goes_with(name).or_else(|| aid::goes_with(name));
            let other = other.and_then(|other| cells.get(&other));
            let count = match other.map(|other| table.count(*other)) {
                Some(Count::Withheld) => Count::Withheld,
                _ => table.count(*cell),
            };
            if count == Count::Withheld {
                let is_whole = period.span == Span::Daily || figures::end(name).is_some();
                let left = if is_whole {
                    table.value(*cell)
                } else {
                    unknown.get(name).copied().unwrap_or(0)
                };
                block.withheld.insert(name.clone(), left);
            }
            block.shown.counts.insert(name.clone(), count);
        }
        let names: BTreeMap<Cell, &String> = cells.iter().map(|(name, cell)| (*cell, name)).collect();
        block.relations = (table.relations(own).into_iter())
            .map(|row| {
                let named = |(cell, factor)| Some(((*names.get(&cell)?).clone(), factor));
                row.into_iter().filter_map(named).collect()
            })
            .collect();
        block
    }

    /// Enters what the shorter reports within this one tell. Gives back how much of each number they leave unknown.
    fn beside(
        &mut self,
        period: Period,
        table: &mut Table,
        cells: &Cells,
        opening: &Standing,
    ) -> BTreeMap<String, u64> {
        let Period { span, from, to } = period;
        let parts: Vec<Period> = match span {
            Span::Daily => return BTreeMap::new(),
            Span::Yearly => runs(from, to, |day| (day.year(), day.month()))
                .into_iter()
                .map(|(from, to)| of(Span::Monthly, from, to))
                .collect(),
            Span::Weekly | Span::Monthly | Span::Custom => each_day(from, to).map(daily).collect(),
        };
        let parts: Vec<Entered> = parts
            .into_iter()
            .map(|part| Entered::enter(table, part, &self.block(part)))
            .collect();
        for (name, cell) in cells {
            match figures::end(name) {
                None => table.equal(parts.iter().filter_map(|part| part.cell(name)), [*cell]),
                Some(End::Opening) => table.equal(parts.first().and_then(|part| part.cell(name)), [*cell]),
                Some(End::Closing) => table.equal(parts.last().and_then(|part| part.cell(name)), [*cell]),
            }
        }
        // One day ends as the next one begins.
        for (begins, ends) in figures::ends(opening) {
            for (part, next) in parts.iter().zip(parts.iter().skip(1)) {
                table.equal(part.cell(&ends), next.cell(&begins));
            }
        }
        let longest: Vec<Period> = if span == Span::Monthly {
            let weeks: Vec<Period> = parts_of_weeks(from, to).collect();
            for week in &weeks {
                self.among(table, *week, &parts);
            }
            weeks
        } else {
            parts.iter().map(|part| part.period).collect()
        };
        let mut unknown = BTreeMap::new();
        for part in longest {
            for (name, value) in &self.block(part).withheld {
                *unknown.entry(name.clone()).or_default() += value;
            }
        }
        unknown
    }

    /// What a report of a part of a week tells of its days, and what it keeps.
    fn among(&mut self, table: &mut Table, week: Period, days: &[Entered]) {
        let block = self.block(week);
        let within: Vec<&Entered> = (days.iter())
            .filter(|day| (week.from..=week.to).contains(&day.period.from))
            .collect();
        for (name, count) in &block.shown.counts {
            let withheld = block.withheld.get(name).filter(|_| *count == Count::Withheld);
            let cell = withheld.map(|value| enter(table, week, name, *value));
            match figures::end(name) {
                None => table.equal(within.iter().filter_map(|day| day.cell(name)), cell),
                Some(End::Opening) => table.equal(within.first().and_then(|day| day.cell(name)), cell),
                Some(End::Closing) => table.equal(within.last().and_then(|day| day.cell(name)), cell),
            }
        }
    }
}

/// What a shorter report withheld, in the table of a longer one.
struct Entered {
    period: Period,
    cells: BTreeMap<String, Cell>,
}

/// A number that a shorter report withheld.
fn enter(table: &mut Table, period: Period, name: &str, value: u64) -> Cell {
    if figures::end(name).is_some() {
        table.settled_level(value)
    } else if period.span == Span::Monthly {
        // The days in it, which the month was weighed against, do not stand in this table.
        table.kept(Keeper(usize::from(period.from.month().unsigned_abs())), value)
    } else {
        table.settled(value)
    }
}

impl Entered {
    fn enter(table: &mut Table, period: Period, block: &Block) -> Self {
        let withheld = block.withheld.iter();
        let cells: BTreeMap<String, Cell> = withheld
            .map(|(name, value)| (name.clone(), enter(table, period, name, *value)))
            .collect();
        for relation in &block.relations {
            table.known(
                relation
                    .iter()
                    .filter_map(|(name, factor)| Some((*cells.get(name)?, *factor))),
            );
        }
        Self { period, cells }
    }

    fn cell(&self, name: &str) -> Option<Cell> {
        self.cells.get(name).copied()
    }
}

fn of(span: Span, from: Date, to: Date) -> Period {
    Period { span, from, to }
}

fn daily(day: Date) -> Period {
    of(Span::Daily, day, day)
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

/// A week that lies in one month, or the parts of one that lies in two.
fn parts_of_weeks(from: Date, to: Date) -> impl Iterator<Item = Period> {
    let runs = runs(from, to, |day| (monday(day), day.month()));
    runs.into_iter().map(|(from, to)| of(Span::Weekly, from, to))
}

/// The fewest blocks that a period is put together from: months, weeks or their parts, and days.
fn blocks(from: Date, to: Date) -> Vec<Period> {
    let mut blocks = Vec::new();
    for (first, last) in runs(from, to, |day| (day.year(), day.month())) {
        if (first, last) == (first.first_of_month(), last.last_of_month()) {
            blocks.push(of(Span::Monthly, first, last));
            continue;
        }
        for part in parts_of_weeks(first, last) {
            let begins = part.from == monday(part.from) || part.from == part.from.first_of_month();
            let sunday = monday(part.from).saturating_add(6.days());
            let ends = part.to == sunday || part.to == part.to.last_of_month();
            if begins && ends {
                blocks.push(part);
            } else {
                blocks.extend(each_day(part.from, part.to).map(daily));
            }
        }
    }
    blocks
}
