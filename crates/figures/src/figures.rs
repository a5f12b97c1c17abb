//! The numbers of a report that are sums over days, by name, and what everybody knows between them.

use std::collections::{BTreeMap, BTreeSet};

use tuntas_domain::decree::DivorceKind;

use crate::suppress::{Cell, Table, Worth};
use crate::{Flow, aid, security};

/// Numbers by name, such as `intake/PA.Pas/gugat/received`; one that is missing is nought.
pub(crate) type Figures = BTreeMap<String, u64>;

pub(crate) const RECEIVED: &str = "received";
pub(crate) const BEGUN: &str = "begun";
pub(crate) const ENDED: &str = "ended";
pub(crate) const REGISTERED: &str = "registered";
pub(crate) const PRINTED: &str = "printed";
pub(crate) const DELIVERED: &str = "delivered";
pub(crate) const KEPT: &str = "promise/kept";
pub(crate) const BROKEN: &str = "promise/broken";
pub(crate) const CHECKED: &str = "consistency/checked";
/// Item of the rides among the costs.
pub(crate) const COURIER: &str = "courier";

pub(crate) fn intake(court: &str, kind: DivorceKind, column: &str) -> String {
    format!("intake/{court}/{}/{column}", kind.as_str())
}

pub(crate) fn hold(reason: &str, column: &str) -> String {
    format!("holds/{reason}/{column}")
}

pub(crate) fn ride(provider: &str, column: &str) -> String {
    format!("rides/{provider}/{column}")
}

pub(crate) fn failure(reason: &str) -> String {
    format!("failures/{reason}")
}

pub(crate) fn refusal(reason: &str) -> String {
    format!("refusals/{reason}")
}

pub(crate) fn given(kecamatan: &str) -> String {
    format!("given/{kecamatan}")
}

pub(crate) fn cost(item: &str) -> String {
    format!("costs/{item}")
}

/// What costs something, and how many of it there were. Steps of referrals are left out: they would tell of each word about
/// somebody whom an aid office was told of.
pub(crate) fn quantities(flow: &Flow) -> [(&'static str, u64); 6] {
    [
        (COURIER, flow.rides.values().map(|rides| rides.booked).sum()),
        ("steps", flow.steps + flow.security.steps + flow.searches.steps),
        ("documents", flow.documents),
        ("envelopes", flow.envelopes),
        ("sheets", flow.kk),
        ("cards", flow.ktp),
    ]
}

/// The numbers of some days.
pub(crate) fn figures(flow: &Flow) -> Figures {
    let mut figures = Figures::new();
    let mut set = |name: String, value: u64| {
        if value > 0 {
            figures.insert(name, value);
        }
    };
    for (court, kinds) in &flow.intake {
        for of in [DivorceKind::Gugat, DivorceKind::Talak] {
            let row = kinds.of(of);
            for (column, value) in [
                ("received", row.received),
                ("registered", row.registered),
                ("completed", row.completed),
                ("closed", row.closed),
                ("returned", row.returned),
                ("reversed", row.reversed),
            ] {
                set(intake(court.as_str(), of, column), value);
            }
        }
    }
    for (name, value) in [
        (RECEIVED, flow.received()),
        (BEGUN, flow.begun()),
        (ENDED, flow.ended()),
        (REGISTERED, flow.registered()),
        (PRINTED, flow.from_receipt.printed.count()),
        (DELIVERED, flow.from_receipt.delivered.count()),
        (KEPT, flow.kept),
        (BROKEN, flow.broken),
        (CHECKED, flow.households.checked),
    ] {
        set(name.to_owned(), value);
    }
    for (reason, holds) in &flow.holds {
        set(hold(reason, "opened"), holds.opened);
        set(hold(reason, "resolved"), holds.resolved);
    }
    for (provider, rides) in &flow.rides {
        for (column, value) in [
            ("booked", rides.booked),
            ("delivered", rides.delivered),
            ("failed", rides.failed),
            ("recalled", rides.recalled),
        ] {
            set(ride(provider, column), value);
        }
    }
    for (reason, count) in &flow.failures {
        set(failure(reason), *count);
    }
    for (reason, count) in &flow.refusals {
        set(refusal(reason), *count);
    }
    for (kecamatan, count) in &flow.households.given {
        set(given(kecamatan), *count);
    }
    for (item, quantity) in quantities(flow) {
        set(cost(item), quantity);
    }
    security::set_all(&flow.security, &mut set);
    aid::set_all(&flow.aid, set);
    figures
}

pub(crate) fn add(to: &mut Figures, from: &Figures) {
    for (name, value) in from {
        *to.entry(name.clone()).or_default() += value;
    }
}

/// How things stand, as far as reports show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) unended: i64,
    pub(crate) held: BTreeMap<String, i64>,
    /// Referrals that go on, by the name of their row.
    pub(crate) aid: BTreeMap<String, i64>,
}

impl Standing {
    pub(crate) fn moved(&mut self, figures: &Figures) {
        let number = |name: &str| crate::day::signed(figures.get(name).copied().unwrap_or(0));
        self.unended += number(BEGUN) - number(ENDED);
        for (reason, held) in &mut self.held {
            *held += number(&hold(reason, "opened")) - number(&hold(reason, "resolved"));
        }
        for (row, open) in &mut self.aid {
            *open += aid::moved(row, figures);
        }
    }
}

/// Cells of a report's numbers, by name.
pub(crate) type Cells = BTreeMap<String, Cell>;

pub(crate) const OPENING: &str = "opening";
pub(crate) const CLOSING: &str = "closing";

pub(crate) fn opening_hold(reason: &str) -> String {
    hold(reason, "opening")
}

pub(crate) fn open_hold(reason: &str) -> String {
    hold(reason, "open")
}

/// Which end of a period a number is about; `None` for what is counted over all of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Opening,
    Closing,
}

/// Which end of a period a number is about.
pub(crate) fn end(name: &str) -> Option<End> {
    let of_hold = |column| name.starts_with("holds/") && name.ends_with(column);
    if name == OPENING || of_hold("/opening") {
        Some(End::Opening)
    } else if name == CLOSING || of_hold("/open") {
        Some(End::Closing)
    } else {
        aid::end(name)
    }
}

/// What is called how at the two ends of a period.
pub(crate) fn ends(standing: &Standing) -> impl Iterator<Item = (String, String)> {
    let holds = standing.held.keys();
    std::iter::once((OPENING.to_owned(), CLOSING.to_owned()))
        .chain(holds.map(|reason| (opening_hold(reason), open_hold(reason))))
        .chain(standing.aid.keys().map(|row| aid::ends(row)))
}

/// A level below nought can come of damaged data only.
pub(crate) fn level(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

const TOTALS: [&str; 8] = [
    RECEIVED, BEGUN, ENDED, REGISTERED, PRINTED, DELIVERED, KEPT, BROKEN,
];

/// Columns of the rows of a kind. A report that has a row shows all of them.
const ROWS: [(&str, &[&str]); 3] = [
    (
        "intake/",
        &[
            "received",
            "registered",
            "completed",
            "closed",
            "returned",
            "reversed",
        ],
    ),
    ("holds/", &["opened", "resolved"]),
    ("rides/", &["booked", "delivered", "failed", "recalled"]),
];

/// Names of the numbers that a report of these days shows: the totals, what occurred, and every other number of its row. For
/// a nought that everybody sees may give away what stands beside it: that none came in says how many ended.
fn names(figures: &Figures) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = TOTALS.map(str::to_owned).into();
    for name in figures.keys() {
        names.insert(name.clone());
        let known = ROWS.into_iter().find(|(kind, _)| name.starts_with(kind));
        let columns = known.map_or_else(|| security::columns(name), |(_, columns)| columns.to_vec());
        if let Some((row, _)) = name.rsplit_once('/') {
            names.extend(columns.into_iter().map(|column| format!("{row}/{column}")));
        }
    }
    names
}

/// Puts the numbers of a period into a table, with what everybody knows between them.
pub(crate) fn entered(table: &mut Table, figures: &Figures, opening: &Standing, closing: &Standing) -> Cells {
    let mut cells = Cells::new();
    for name in names(figures) {
        let value = figures.get(&name).copied().unwrap_or(0);
        cells.insert(name, table.cell(value, Worth::Number));
    }
    for (name, standing) in [(OPENING, opening), (CLOSING, closing)] {
        cells.insert(name.to_owned(), table.cell(level(standing.unended), Worth::Level));
    }
    for (reason, held) in &opening.held {
        let now = closing.held.get(reason).copied().unwrap_or(0);
        let moved = ["opened", "resolved"].map(|column| figures.contains_key(&hold(reason, column)));
        if *held == 0 && now == 0 && moved == [false; 2] {
            continue;
        }
        cells.insert(opening_hold(reason), table.cell(level(*held), Worth::Level));
        cells.insert(open_hold(reason), table.cell(level(now), Worth::Level));
    }
    for (row, open) in &opening.aid {
        let now = closing.aid.get(row).copied().unwrap_or(0);
        if *open == 0 && now == 0 && !aid::covered(row, figures) {
            continue;
        }
        let (begins, ends) = aid::ends(row);
        for (name, standing) in [(begins, level(*open)), (ends, level(now))] {
            cells.insert(name, table.settled_level(standing));
        }
    }
    relate(table, &cells, figures, opening);
    cells
}

fn relate(table: &mut Table, cells: &Cells, figures: &Figures, opening: &Standing) {
    let one = |name: &str| cells.get(name).copied();
    let rows = |prefix: &str, column: &str| -> Vec<Cell> {
        cells
            .iter()
            .filter(|(name, _)| name.starts_with(prefix) && name.ends_with(column))
            .map(|(_, cell)| *cell)
            .collect()
    };
    let number = |name: &str| figures.get(name).copied().unwrap_or(0);
    table.equal(rows("intake/", "/received"), one(RECEIVED));
    table.equal(rows("intake/", "/registered"), one(REGISTERED));
    table.equal(
        rows("intake/", "/completed")
            .into_iter()
            .chain(rows("intake/", "/closed")),
        one(ENDED),
    );
    let reopened = number(BEGUN).saturating_sub(number(RECEIVED));
    // Where no case was opened again, nobody can know that none was; but most days are such days.
    let reopened = (reopened > 0).then(|| table.unseen(reopened));
    table.equal(one(RECEIVED).into_iter().chain(reopened), one(BEGUN));
    table.equal([one(KEPT), one(BROKEN)].into_iter().flatten(), one(REGISTERED));
    table.equal(
        [one(OPENING), one(BEGUN)].into_iter().flatten(),
        [one(ENDED), one(CLOSING)].into_iter().flatten(),
    );
    table.equal(rows("rides/", "/booked"), one(&cost(COURIER)));
    table.equal(rows("rides/", "/failed"), rows("failures/", ""));
    security::relate(table, cells);
    aid::relate(table, cells);
    for reason in opening.held.keys() {
        table.equal(
            [one(&opening_hold(reason)), one(&hold(reason, "opened"))]
                .into_iter()
                .flatten(),
            [one(&hold(reason, "resolved")), one(&open_hold(reason))]
                .into_iter()
                .flatten(),
        );
    }
}
