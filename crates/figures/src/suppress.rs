//! Which numbers may be shown: none from 1 to 4, and none that would give such a one away.
//!
//! A table is a list of cells and the equations that everybody knows between them, such as a row and its total. First
//! the small numbers are withheld. Then, as long as one of them follows from what is shown, one more number of an equation
//! it stands in is withheld, the smallest first. Whether one follows is linear algebra: it does if the equations with the
//! shown numbers put in have a solution in which it can have one value only.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::Count;

/// Counts below this are withheld, but nought is not: that nobody was there says nothing of anybody.
pub(crate) const FEWEST: u64 = 5;

/// Whether a number is withheld for its own sake.
pub(crate) fn is_small(value: u64) -> bool {
    (1..FEWEST).contains(&value)
}

/// A number that may be shown by itself, with nothing beside it that could give it away.
pub fn alone(value: u64) -> Count {
    if is_small(value) {
        Count::Withheld
    } else {
        Count::Exact(value)
    }
}

/// A cell of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(usize);

/// How readily a number is withheld for another's sake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// A number as any other: the smallest first, and nought last.
    Number,
    /// How things stand: other reports show it, too.
    Level,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// May be shown or withheld.
    Open(Worth),
    /// Another report has shown it, or withheld it, already; or it stands in none.
    Settled,
}

#[derive(Clone, Copy, Debug)]
struct Content {
    value: u64,
    state: State,
    withheld: bool,
    /// Whether it must not follow from what is shown.
    secret: bool,
}

/// Numbers and what everybody knows about them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    cells: Vec<Content>,
    equations: Vec<Vec<(Cell, bool)>>,
}

impl Table {
    /// A number to be shown, if it may.
    pub fn cell(&mut self, value: u64, worth: Worth) -> Cell {
        self.push(value, State::Open(worth), is_small(value), is_small(value))
    }

    /// A number about which an earlier report has decided. Withheld: it must not be given away now.
    pub fn settled(&mut self, count: Count, value: u64) -> Cell {
        let withheld = count == Count::Withheld;
        self.push(value, State::Settled, withheld, withheld)
    }

    /// A number that nobody is shown, and that is no secret.
    pub fn unseen(&mut self, value: u64) -> Cell {
        self.push(value, State::Settled, true, false)
    }

    fn push(&mut self, value: u64, state: State, withheld: bool, secret: bool) -> Cell {
        self.cells.push(Content {
            value,
            state,
            withheld,
            secret,
        });
        Cell(self.cells.len() - 1)
    }

    /// Everybody knows that the first cells together are the second ones together.
    pub fn equal(&mut self, some: impl IntoIterator<Item = Cell>, others: impl IntoIterator<Item = Cell>) {
        let some = some.into_iter().map(|cell| (cell, true));
        let others = others.into_iter().map(|cell| (cell, false));
        self.equations.push(some.chain(others).collect());
    }

    /// The number, if it may be shown.
    pub fn count(&self, cell: Cell) -> Count {
        match self.cells.get(cell.0) {
            Some(content) if !content.withheld => Count::Exact(content.value),
            _ => Count::Withheld,
        }
    }

    fn is_withheld(&self, cell: Cell) -> bool {
        self.cells.get(cell.0).is_some_and(|content| content.withheld)
    }

    /// Withholds what has to be withheld. Gives back secrets that follow all the same, because everything they follow from
    /// had been shown before.
    pub fn settle(&mut self) -> BTreeSet<Cell> {
        loop {
            let given_away = self.given_away();
            if !given_away.iter().any(|cell| self.is_secret(*cell)) {
                return BTreeSet::new();
            }
            let Some(more) = self.next_to_withhold(&given_away) else {
                return given_away
                    .into_iter()
                    .filter(|cell| self.is_secret(*cell))
                    .collect();
            };
            if let Some(content) = self.cells.get_mut(more.0) {
                content.withheld = true;
            }
        }
    }

    /// Withheld numbers that follow from what is shown.
    fn given_away(&self) -> BTreeSet<Cell> {
        let unknown = self.unknown();
        let mut rows: Vec<Row> = self
            .equations
            .iter()
            .map(|equation| {
                let mut row = Row::new();
                for (cell, adds) in equation.iter().filter(|(cell, _)| unknown.contains(cell)) {
                    let factor = row.entry(cell.0).or_default();
                    *factor = plus(*factor, if *adds { 1 } else { PRIME - 1 });
                }
                row.retain(|_, factor| *factor != 0);
                row
            })
            .filter(|row| !row.is_empty())
            .collect();
        reduce(&mut rows);
        let single = rows.iter().filter(|row| row.len() == 1);
        single
            .flat_map(|row| row.keys().copied().map(Cell))
            .chain(self.few_together(&unknown))
            .collect()
    }

    /// Withheld numbers without those that must be nought because even together they are.
    fn unknown(&self) -> BTreeSet<Cell> {
        let cells = (0..self.cells.len()).map(Cell);
        let mut unknown: BTreeSet<Cell> = cells.filter(|cell| self.is_withheld(*cell)).collect();
        loop {
            let nothing: Vec<Cell> = self
                .one_sided(&unknown)
                .filter(|(_, together)| *together == 0)
                .flat_map(|(cells, _)| cells)
                .collect();
            if nothing.is_empty() {
                return unknown;
            }
            for cell in nothing {
                unknown.remove(&cell);
            }
        }
    }

    /// Unknown cells of each equation in which they stand on one side only, and how many they are together: everybody can
    /// reckon that.
    fn one_sided<'a>(&'a self, unknown: &'a BTreeSet<Cell>) -> impl Iterator<Item = (Vec<Cell>, u64)> + 'a {
        self.equations.iter().filter_map(|equation| {
            let some: Vec<(Cell, bool)> = (equation.iter().copied())
                .filter(|(cell, _)| unknown.contains(cell))
                .collect();
            let side = some.first()?.1;
            if some.iter().any(|(_, adds)| *adds != side) {
                return None;
            }
            let cells: Vec<Cell> = some.into_iter().map(|(cell, _)| cell).collect();
            let together = cells.iter().map(|cell| self.value(*cell)).sum();
            Some((cells, together))
        })
    }

    fn value(&self, cell: Cell) -> u64 {
        self.cells.get(cell.0).map_or(0, |content| content.value)
    }

    /// Cells withheld in one equation that are few even together, or nobody but one each.
    fn few_together<'a>(&'a self, unknown: &'a BTreeSet<Cell>) -> impl Iterator<Item = Cell> + 'a {
        self.one_sided(unknown)
            .filter(|(cells, together)| is_small(*together) || u64::try_from(cells.len()) == Ok(*together))
            .flat_map(|(cells, _)| cells)
    }

    fn is_secret(&self, cell: Cell) -> bool {
        self.cells.get(cell.0).is_some_and(|content| content.secret)
    }

    /// The number to withhold next, in an equation of a secret that is given away, or in one that touches such a one.
    fn next_to_withhold(&self, given_away: &BTreeSet<Cell>) -> Option<Cell> {
        let mut reached: BTreeSet<Cell> = given_away.clone();
        loop {
            let touched = || {
                self.equations
                    .iter()
                    .filter(|equation| equation.iter().any(|(cell, _)| reached.contains(cell)))
                    .flatten()
                    .map(|(cell, _)| *cell)
            };
            let best = touched()
                .filter_map(|cell| {
                    let content = self.cells.get(cell.0)?;
                    match content.state {
                        State::Open(worth) if !content.withheld => {
                            // That there was nothing helps nobody who wonders how many there were.
                            Some((worth, content.value == 0, content.value, cell))
                        }
                        _ => None,
                    }
                })
                .min();
            if let Some((.., cell)) = best {
                return Some(cell);
            }
            let further: BTreeSet<Cell> = touched().filter(|cell| self.is_withheld(*cell)).collect();
            if further.is_subset(&reached) {
                return None;
            }
            reached.extend(further);
        }
    }
}

/// Factors by cell, in the field of a prime: exact as long as no determinant of a table is a multiple of it.
type Row = BTreeMap<usize, u64>;

const PRIME: u64 = (1 << 61) - 1;

fn plus(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b) % u128::from(PRIME);
    // Smaller than the prime.
    u64::try_from(product).unwrap_or(0)
}

fn inverse(a: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, a, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

/// Brings rows into their one reduced form: each begins with a 1 in a column where all others have 0.
fn reduce(rows: &mut Vec<Row>) {
    let mut done: Vec<Row> = Vec::new();
    for mut row in std::mem::take(rows) {
        for known in &done {
            eliminate(&mut row, known);
        }
        let Some((&column, &factor)) = row.first_key_value() else {
            continue;
        };
        let scale = inverse(factor);
        for value in row.values_mut() {
            *value = times(*value, scale);
        }
        for known in &mut done {
            if let Some(factor) = known.get(&column).copied() {
                subtract(known, &row, factor);
            }
        }
        done.push(row);
    }
    *rows = done;
}

fn eliminate(row: &mut Row, known: &Row) {
    let Some((column, _)) = known.first_key_value() else {
        return;
    };
    if let Some(factor) = row.get(column).copied() {
        subtract(row, known, factor);
    }
}

fn subtract(row: &mut Row, other: &Row, factor: u64) {
    for (column, value) in other {
        let entry = row.entry(*column).or_default();
        *entry = plus(*entry, PRIME - times(factor, *value));
    }
    row.retain(|_, value| *value != 0);
}
