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
    /// Another report has withheld it already, or it stands in none.
    Settled,
}

#[derive(Clone, Copy, Debug)]
struct Content {
    value: u64,
    state: State,
    withheld: bool,
    /// Whether it must not follow from what is shown.
    secret: bool,
    /// Whether it says how things stand at an end of some days.
    stands: bool,
    /// Report that it was [kept](Table::kept) by.
    keeper: Option<Keeper>,
}

impl Content {
    /// A number that another report withholds.
    fn settled(value: u64) -> Self {
        Self {
            value,
            state: State::Settled,
            withheld: true,
            secret: is_small(value),
            stands: false,
            keeper: None,
        }
    }
}

/// A report that kept numbers for what lies in it, by its place among such reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Keeper(pub(crate) usize);

/// Withheld numbers that what is shown tells of.
#[derive(Clone, Debug, Default)]
struct GivenAway {
    /// They follow.
    follows: BTreeSet<Cell>,
    /// They are few even together.
    few: BTreeSet<Cell>,
}

impl GivenAway {
    /// Those that are given away in a way in which they are not in the other.
    fn but(&self, lost: &Self) -> BTreeSet<Cell> {
        let follows = self.follows.difference(&lost.follows);
        follows.chain(self.few.difference(&lost.few)).copied().collect()
    }
}

/// Numbers and what everybody knows about them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    cells: Vec<Content>,
    equations: Vec<Vec<(Cell, u64)>>,
}

impl Table {
    /// A number to be shown, if it may.
    pub fn cell(&mut self, value: u64, worth: Worth) -> Cell {
        self.push(Content {
            state: State::Open(worth),
            withheld: is_small(value),
            stands: worth == Worth::Level,
            ..Content::settled(value)
        })
    }

    /// A number that another report withholds. A small one must not be given away now.
    pub(crate) fn settled(&mut self, value: u64) -> Cell {
        self.push(Content::settled(value))
    }

    /// A number that another report withholds, of how things stand at an end of some days.
    pub(crate) fn settled_level(&mut self, value: u64) -> Cell {
        self.push(Content {
            stands: true,
            ..Content::settled(value)
        })
    }

    /// A number that another report withholds for what lies in it and cannot be seen here. Nothing more must be known of all
    /// that it keeps than it tells itself, however large the numbers are.
    pub(crate) fn kept(&mut self, keeper: Keeper, value: u64) -> Cell {
        self.push(Content {
            secret: true,
            keeper: Some(keeper),
            ..Content::settled(value)
        })
    }

    /// A number that nobody is shown, and that is no secret.
    pub fn unseen(&mut self, value: u64) -> Cell {
        self.push(Content {
            secret: false,
            ..Content::settled(value)
        })
    }

    /// Whether everybody is told these numbers, but for small ones.
    pub(crate) fn tell(&mut self, cells: &[Cell], told: bool) {
        for cell in cells {
            self.withhold(*cell, !told || is_small(self.value(*cell)));
        }
    }

    fn push(&mut self, content: Content) -> Cell {
        self.cells.push(content);
        Cell(self.cells.len() - 1)
    }

    /// Everybody knows that the first cells together are the second ones together.
    pub fn equal(&mut self, some: impl IntoIterator<Item = Cell>, others: impl IntoIterator<Item = Cell>) {
        let some = some.into_iter().map(|cell| (cell, 1));
        let others = others.into_iter().map(|cell| (cell, MINUS_ONE));
        self.equations.push(some.chain(others).collect());
    }

    /// Everybody knows how much the cells are together, each as often as its factor says.
    pub(crate) fn known(&mut self, together: impl IntoIterator<Item = (Cell, Factor)>) {
        let cells = together.into_iter().map(|(cell, Factor(factor))| (cell, factor));
        self.equations.push(cells.collect());
    }

    /// What everybody knows between withheld ones of the first `many` cells, whatever the others are.
    pub(crate) fn relations(&self, many: usize) -> Vec<Vec<(Cell, Factor)>> {
        let reduced = reduce(self.rows(&self.unknown().0));
        let own = reduced.range(..many).map(|(_, row)| row);
        own.map(|row| {
            row.iter()
                .map(|(cell, factor)| (Cell(*cell), Factor(*factor)))
                .collect()
        })
        .collect()
    }

    /// Shows what was withheld for another's sake and follows all the same: to withhold it keeps nothing, and who weighs
    /// these numbers later must not take it for unknown.
    pub(crate) fn show_what_follows(&mut self) {
        let (unknown, _) = self.unknown();
        for (number, content) in self.cells.iter_mut().enumerate() {
            let is_open = matches!(content.state, State::Open(_)) && !content.secret;
            if is_open && !unknown.contains(&Cell(number)) {
                content.withheld = false;
            }
        }
    }

    pub(crate) fn value(&self, cell: Cell) -> u64 {
        self.cells.get(cell.0).map_or(0, |content| content.value)
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
        let lost = self.lost();
        let mut withheld = Vec::new();
        loop {
            let given_away = self.given_away().but(&lost);
            if !given_away.iter().any(|cell| self.is_secret(*cell)) {
                break;
            }
            let Some(more) = self.next_to_withhold(&given_away) else {
                let secrets = given_away.into_iter().filter(|cell| self.is_secret(*cell));
                return secrets.chain(self.secrets(&lost)).collect();
            };
            self.withhold(more, true);
            withheld.push(more);
        }
        // What was withheld before something else turned out to keep the secrets, is shown after all.
        withheld.sort_by_key(|cell| std::cmp::Reverse((self.value(*cell), *cell)));
        for cell in withheld {
            self.withhold(cell, false);
            let given_away = self.given_away().but(&lost);
            if given_away.iter().any(|cell| self.is_secret(*cell)) {
                self.withhold(cell, true);
            }
        }
        self.secrets(&lost).collect()
    }

    /// Withholds what would follow for whoever knew how things stood at every end, whether that is shown or not.
    pub(crate) fn settle_beside_levels(&mut self) {
        let mut told = self.clone();
        for level in told.cells.iter_mut().filter(|content| content.stands) {
            (level.state, level.withheld, level.secret) = (State::Settled, false, false);
        }
        told.settle();
        for (content, told) in self.cells.iter_mut().zip(told.cells) {
            content.withheld |= told.withheld;
        }
    }

    fn secrets(&self, given_away: &GivenAway) -> impl Iterator<Item = Cell> {
        let all = given_away.but(&GivenAway::default()).into_iter();
        all.filter(|cell| self.is_secret(*cell))
    }

    fn withhold(&mut self, cell: Cell, withheld: bool) {
        if let Some(content) = self.cells.get_mut(cell.0) {
            content.withheld = withheld;
        }
    }

    /// What is given away even if nothing is shown: nothing that is withheld here can keep it.
    fn lost(&self) -> GivenAway {
        let mut dark = self.clone();
        for content in &mut dark.cells {
            content.withheld |= matches!(content.state, State::Open(_));
        }
        dark.given_away()
    }

    /// Withheld numbers that what is shown tells of.
    fn given_away(&self) -> GivenAway {
        let (unknown, mut follows) = self.unknown();
        follows.extend(self.learned(&unknown));
        GivenAway {
            follows,
            few: self.few_together(&unknown).collect(),
        }
    }

    /// Kept numbers between which more is known than the reports that keep them tell.
    fn learned(&self, unknown: &BTreeSet<Cell>) -> BTreeSet<Cell> {
        let keeper = |cell: usize| self.cells.get(cell).and_then(|content| content.keeper);
        let keepers: BTreeSet<Keeper> = unknown.iter().filter_map(|cell| keeper(cell.0)).collect();
        if keepers.is_empty() {
            return BTreeSet::new();
        }
        let rows = self.rows(unknown);
        // Two that stand beside each other together, for a week may lie in both.
        let of = |kept: Keeper| {
            let next = Keeper(kept.0 + 1);
            let is_of = move |cell: &usize, one: Keeper| keeper(*cell) == Some(one);
            let is_kept = move |cell: &usize| is_of(cell, kept) || is_of(cell, next);
            let told = (rows.iter()).filter(|row| {
                [kept, next]
                    .iter()
                    .any(|one| row.keys().all(|cell| is_of(cell, *one)))
            });
            let told = reduce(told.cloned().collect());
            // Its own numbers first, so that what is known of them alone stands in the rows that end in them.
            let many = self.cells.len();
            let moved = rows.iter().map(|row| {
                let numbers = row.iter();
                numbers
                    .map(|(cell, factor)| (if is_kept(cell) { *cell } else { cell + many }, *factor))
                    .collect()
            });
            let known = reduce(moved.collect()).into_iter();
            let known = known.filter(move |(column, _)| *column < many);
            let more = known.filter_map(move |(_, mut row)| {
                for (column, known) in told.iter().rev() {
                    if let Some(factor) = row.get(column).copied() {
                        subtract(&mut row, known, factor);
                    }
                }
                (!row.is_empty()).then_some(row)
            });
            more.flat_map(Row::into_keys).map(Cell)
        };
        keepers.into_iter().flat_map(of).collect()
    }

    /// The equations with everything known put in.
    fn rows(&self, unknown: &BTreeSet<Cell>) -> Vec<Row> {
        let rows = self.equations.iter().map(|equation| {
            let mut row = Row::new();
            for (cell, adds) in equation.iter().filter(|(cell, _)| unknown.contains(cell)) {
                let factor = row.entry(cell.0).or_default();
                *factor = plus(*factor, *adds);
            }
            row.retain(|_, factor| *factor != 0);
            row
        });
        rows.filter(|row| !row.is_empty()).collect()
    }

    /// Withheld numbers without those that everybody can reckon: what follows from the equations, what must be nought because
    /// even together such numbers are, and so on with what is known then. Second, those that followed.
    fn unknown(&self) -> (BTreeSet<Cell>, BTreeSet<Cell>) {
        let cells = (0..self.cells.len()).map(Cell);
        let mut unknown: BTreeSet<Cell> = cells.filter(|cell| self.is_withheld(*cell)).collect();
        let mut followed = BTreeSet::new();
        loop {
            let nothing: Vec<Cell> = self
                .one_sided(&unknown)
                .filter(|(_, together)| *together == 0)
                .flat_map(|(cells, _)| cells)
                .collect();
            let known: BTreeSet<Cell> = if nothing.is_empty() {
                let follows = singles(&reduce(self.rows(&unknown)));
                followed.extend(&follows);
                follows
            } else {
                // That a number is nought tells nothing, unless it was kept for what lies in it.
                followed.extend(nothing.iter().copied().filter(|cell| self.is_secret(*cell)));
                nothing.into_iter().collect()
            };
            if known.is_empty() {
                return (unknown, followed);
            }
            unknown.retain(|cell| !known.contains(cell));
        }
    }

    /// Unknown cells of each equation in which they stand on one side only, and how many they are together: everybody can
    /// reckon that.
    fn one_sided<'a>(&'a self, unknown: &'a BTreeSet<Cell>) -> impl Iterator<Item = (Vec<Cell>, u64)> + 'a {
        self.equations.iter().filter_map(|equation| {
            let some: Vec<(Cell, u64)> = (equation.iter().copied())
                .filter(|(cell, _)| unknown.contains(cell))
                .collect();
            let side = some.first()?.1;
            if ![1, MINUS_ONE].contains(&side) || some.iter().any(|(_, adds)| *adds != side) {
                return None;
            }
            let cells: Vec<Cell> = some.into_iter().map(|(cell, _)| cell).collect();
            let together = cells.iter().map(|cell| self.value(*cell)).sum();
            Some((cells, together))
        })
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

    /// The number to withhold next, in an equation of a secret that is given away, or in one that touches such a one. How
    /// things stand is the last resort: the reports of the days beside it show it, too.
    fn next_to_withhold(&self, given_away: &BTreeSet<Cell>) -> Option<Cell> {
        let nearest = |worth| self.nearest(given_away, worth);
        nearest(Worth::Number).or_else(|| nearest(Worth::Level))
    }

    /// The smallest shown number of that worth in the equations nearest to the cells.
    fn nearest(&self, to: &BTreeSet<Cell>, worth: Worth) -> Option<Cell> {
        let mut reached: BTreeSet<Cell> = to.clone();
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
                        State::Open(of) if of == worth && !content.withheld => {
                            // That there was nothing helps nobody who wonders how many there were.
                            Some((content.value == 0, content.value, cell))
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
const MINUS_ONE: u64 = PRIME - 1;

/// How often a cell counts in what is known of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factor(u64);

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

/// Brings rows into their one reduced form, by the last column of each: it stands there with a 1, and in no other row.
fn reduce(rows: Vec<Row>) -> BTreeMap<usize, Row> {
    let mut echelon: BTreeMap<usize, Row> = BTreeMap::new();
    for mut row in rows {
        while let Some((&column, &factor)) = row.last_key_value() {
            let Some(known) = echelon.get(&column) else {
                let scale = inverse(factor);
                for value in row.values_mut() {
                    *value = times(*value, scale);
                }
                echelon.insert(column, row);
                break;
            };
            subtract(&mut row, known, factor);
        }
    }
    let mut reduced: BTreeMap<usize, Row> = BTreeMap::new();
    // From the first column on, so that what is put in needs nothing put in itself.
    for (column, mut row) in echelon {
        let inner: Vec<usize> = row
            .keys()
            .copied()
            .filter(|inner| reduced.contains_key(inner))
            .collect();
        for inner in inner {
            if let (Some(known), Some(factor)) = (reduced.get(&inner), row.get(&inner).copied()) {
                subtract(&mut row, known, factor);
            }
        }
        reduced.insert(column, row);
    }
    reduced
}

/// Columns that stand alone in their row.
fn singles(reduced: &BTreeMap<usize, Row>) -> BTreeSet<Cell> {
    let alone = reduced.iter().filter(|(_, row)| row.len() == 1);
    alone.map(|(column, _)| Cell(*column)).collect()
}

fn subtract(row: &mut Row, other: &Row, factor: u64) {
    for (column, value) in other {
        let entry = row.entry(*column).or_default();
        *entry = plus(*entry, PRIME - times(factor, *value));
        if *entry == 0 {
            row.remove(column);
        }
    }
}
