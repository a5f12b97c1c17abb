//! The numbers of aid by name, what everybody knows between them, and what of them is never shown.
//!
//! ```text
//! aid/refused                                              of the city
//! aid/<office>/consented                                   of an office
//! aid/<office>/<kind>/referred                             of its referrals for one kind of aid
//! aid/<office>/<kind>/declined/<reason>                    the same, by reason; so `stopped` and `closed`
//! aid/<office>/check_in/<which>/<state>                    of businesses
//! aid/<office>/money/<source>/<instalment>.<turn>/paid     people; `paid_rupiah`: what they were paid
//! ```

use std::collections::BTreeSet;

use tuntas_domain::identity::AidOfficeCode;

use super::AidFlow;
use super::flow::Referrals;
use crate::figures::{Cells, End, Figures};
use crate::suppress::{Cell, FEWEST, Table};
use crate::{Level, Setting, Span};

const AID: &str = "aid/";
pub(super) const REFUSED: &str = "aid/refused";
pub(super) const OPENING: &str = "opening";
pub(super) const OPEN: &str = "open";
/// What the cases say of an office.
const CONSENTS: [&str; 2] = ["consented", "taken_back"];
/// What ends a referral.
const ENDED: [&str; 4] = ["declined", "withdrawn", "stopped", "closed"];
/// How many come to this is told by the reasons below it.
const BY_REASON: [&str; 3] = ["declined", "stopped", "closed"];
const RUPIAH: &str = "_rupiah";

pub(super) fn of_office(office: &str, column: &str) -> String {
    format!("aid/{office}/{column}")
}

/// The name that those of the referrals to an office for one kind of aid begin with.
pub(super) fn row(office: &str, kind: &str) -> String {
    format!("aid/{office}/{kind}")
}

/// Whether a number is about aid. Of these nought is withheld, too.
pub(crate) fn is_of_aid(name: &str) -> bool {
    name.starts_with(AID)
}

/// Whether an office protects from violence. One that the city's settings do not name is taken for such a one.
fn protects(setting: &Setting, office: &str) -> bool {
    setting.aid.get(office).is_none_or(|helper| helper.protects)
}

/// Numbers that no report shows, whatever they are. An office that protects is told of somebody without a consent: those who
/// consented and those it was told of, side by side, would say how many are protected.
pub(crate) fn hidden(setting: &Setting, flow: &AidFlow) -> BTreeSet<String> {
    let counted = flow.offices.keys().map(AidOfficeCode::as_str);
    let offices = setting.aid.keys().map(String::as_str).chain(counted);
    offices
        .filter(|office| protects(setting, office))
        .flat_map(|office| CONSENTS.map(|column| of_office(office, column)))
        .collect()
}

/// Whether reports of such a period show how many referrals go on. Of shorter ones two would tell on which day the one came
/// by whom they differ.
pub(crate) fn shows_levels(span: Span) -> bool {
    matches!(span, Span::Monthly | Span::Yearly)
}

/// Gives each number to whoever keeps them.
pub(crate) fn set_all(flow: &AidFlow, mut set: impl FnMut(String, u64)) {
    set(REFUSED.to_owned(), flow.refused);
    for (office, of) in &flow.offices {
        let office = office.as_str();
        set(of_office(office, "consented"), of.consented);
        set(of_office(office, "taken_back"), of.taken_back);
        for (kind, referrals) in &of.referrals {
            set_row(&row(office, kind.as_str()), referrals, &mut set);
        }
        for (check_in, states) in &of.check_ins {
            for (state, count) in states {
                set(format!("aid/{office}/check_in/{check_in}/{state}"), *count);
            }
        }
        for (source, turns) in &of.payments {
            for (turn, payments) in turns {
                for (column, people, rupiah) in [
                    ("approved", payments.approved, payments.approved_rupiah),
                    ("paid", payments.paid, payments.paid_rupiah),
                    ("returned", payments.returned, payments.returned_rupiah),
                    ("cancelled", payments.cancelled, payments.cancelled_rupiah),
                ] {
                    let name = format!("aid/{office}/money/{source}/{turn}/{column}");
                    set(format!("{name}{RUPIAH}"), rupiah);
                    set(name, people);
                }
            }
        }
    }
}

fn set_row(row: &str, of: &Referrals, set: &mut impl FnMut(String, u64)) {
    for (column, value) in [
        ("referred", of.referred),
        ("assessed", of.assessed.count()),
        ("assessed_in_time", of.assessed.in_time),
        ("assessed_late", of.assessed.late),
        ("decided", of.decided.count()),
        ("decided_in_time", of.decided.in_time),
        ("decided_late", of.decided.late),
        ("granted", of.granted),
        ("declined", of.declined.values().sum()),
        ("withdrawn", of.withdrawn),
        ("stopped", of.stopped.values().sum()),
        ("closed", of.closed.values().sum()),
        ("started", of.started),
        ("accompanied", of.accompanied),
        ("sessions_planned", of.sessions_planned),
        ("sessions_held", of.sessions_held),
        ("sessions_missed", of.sessions_missed),
        ("sessions_not_held", of.sessions_not_held),
    ] {
        set(format!("{row}/{column}"), value);
    }
    for (reason, count) in &of.declined {
        set(format!("{row}/declined/{reason}"), *count);
    }
    for (reason, count) in &of.stopped {
        set(format!("{row}/stopped/{reason}"), *count);
    }
    for (outcome, count) in &of.closed {
        set(format!("{row}/closed/{outcome}"), *count);
    }
}

/// The count of people that a number goes with: it is withheld where that is. Sessions and rupiah say nothing of how many
/// people they are about; the count does, for each of them stands in it once. Both add up alike over days, so that nobody can
/// reckon sessions or rupiah of people whose count cannot be reckoned.
pub(crate) fn goes_with(name: &str) -> Option<String> {
    if !is_of_aid(name) {
        return None;
    }
    if let Some(people) = name.strip_suffix(RUPIAH) {
        return Some(people.to_owned());
    }
    let (row, column) = name.rsplit_once('/')?;
    column
        .starts_with("sessions_")
        .then(|| format!("{row}/accompanied"))
}

/// How many more referrals of a row go on after these days; fewer where it is below nought.
pub(crate) fn moved(row: &str, figures: &Figures) -> i64 {
    let number = |column: &str| {
        let value = figures.get(&format!("{row}/{column}")).copied();
        crate::day::signed(value.unwrap_or(0))
    };
    number("referred") - ENDED.into_iter().map(number).sum::<i64>()
}

/// Which end of a period a number of aid is about.
pub(crate) fn end(name: &str) -> Option<End> {
    match name.strip_prefix(AID)?.rsplit_once('/')?.1 {
        OPENING => Some(End::Opening),
        OPEN => Some(End::Closing),
        _ => None,
    }
}

/// What a row calls how many go on at the two ends of a period.
pub(crate) fn ends(row: &str) -> (String, String) {
    (format!("{row}/{OPENING}"), format!("{row}/{OPEN}"))
}

/// Whether anything was counted in a row.
pub(crate) fn covered(row: &str, figures: &Figures) -> bool {
    let first = format!("{row}/");
    let next = figures.range(first.clone()..).next();
    next.is_some_and(|(name, _)| name.starts_with(&first))
}

/// How many referrals go on, by the name of their row.
pub(crate) fn standing(level: &Level) -> impl Iterator<Item = (String, i64)> + '_ {
    (level.aid.iter()).flat_map(|(office, kinds)| {
        (kinds.iter()).map(move |(kind, open)| (row(office.as_str(), kind.as_str()), *open))
    })
}

/// Rows of referrals that something happened in, or somebody stands in, and of which some report tells how many go on: not of
/// an office that protects. For where five stand, the sixth would be told with the day on which they came.
pub(crate) fn rows(setting: &Setting, flow: &AidFlow, levels: [&Level; 2]) -> BTreeSet<String> {
    let counted = (flow.offices.iter())
        .flat_map(|(office, of)| of.referrals.keys().map(move |kind| (office.as_str(), *kind)));
    let standing = levels.into_iter().flat_map(|level| &level.aid);
    let standing =
        standing.flat_map(|(office, kinds)| kinds.keys().map(move |kind| (office.as_str(), *kind)));
    let rows = counted
        .chain(standing)
        .filter(|(office, _)| !protects(setting, office));
    rows.map(|(office, kind)| row(office, kind.as_str())).collect()
}

/// What everybody knows between the numbers.
pub(crate) fn relate(table: &mut Table, cells: &Cells) {
    let mut offices: BTreeSet<&str> = BTreeSet::new();
    let mut rows: BTreeSet<(&str, &str)> = BTreeSet::new();
    for name in cells.keys() {
        let parts: Vec<&str> = name.split('/').collect();
        match parts.as_slice() {
            ["aid", office, _] => {
                offices.insert(office);
            }
            ["aid", office, kind, _] => {
                offices.insert(office);
                rows.insert((office, kind));
            }
            _ => {}
        }
    }
    for (office, kind) in &rows {
        relate_row(table, cells, &row(office, kind));
    }
    for office in offices {
        let of = |column: &str| -> Vec<Cell> {
            let found = rows.iter().filter(|(of, _)| *of == office);
            found
                .filter_map(|(office, kind)| cells.get(&format!("{}/{column}", row(office, kind))).copied())
                .collect()
        };
        let word = |column: &str| cells.get(&of_office(office, column)).copied();
        // Most days an office is told of exactly those who consented on it, and of those who took it back.
        alike(table, word("consented").into_iter().collect(), of("referred"));
        alike(table, word("taken_back").into_iter().collect(), of("withdrawn"));
        // Money is approved from the first instalment on.
        let money = format!("aid/{office}/money/");
        let approved = cells.range(money.clone()..);
        let approved = approved
            .take_while(|(name, _)| name.starts_with(&money))
            .filter(|(name, _)| name.ends_with("/1.1/approved"));
        let granted = cells.get(&format!("{}/granted", row(office, "capital"))).copied();
        table.equal(approved.map(|(_, cell)| *cell), granted);
    }
}

fn relate_row(table: &mut Table, cells: &Cells, row: &str) {
    let one = |column: &str| cells.get(&format!("{row}/{column}")).copied();
    let some = |columns: &[&str]| -> Vec<Cell> { columns.iter().filter_map(|column| one(column)).collect() };
    table.equal(one("assessed"), some(&["assessed_in_time", "assessed_late"]));
    table.equal(one("decided"), some(&["decided_in_time", "decided_late"]));
    table.equal(one("decided"), some(&["granted", "declined"]));
    for column in BY_REASON {
        let reasons = format!("{row}/{column}/");
        let reasons: Vec<Cell> = (cells.range(reasons.clone()..))
            .take_while(|(name, _)| name.starts_with(&reasons))
            .map(|(_, cell)| *cell)
            .collect();
        table.equal(reasons, one(column));
    }
    // Where no report tells how many go on, nobody knows that they are what came and did not end.
    if let (Some(opening), Some(open)) = (one(OPENING), one(OPEN)) {
        table.equal(
            one("referred").into_iter().chain([opening]),
            some(&ENDED).into_iter().chain([open]),
        );
    }
}

/// The same on both sides, but for some that nobody is shown and that are no secret.
fn alike(table: &mut Table, mut some: Vec<Cell>, mut others: Vec<Cell>) {
    let together = |table: &Table, cells: &[Cell]| cells.iter().map(|cell| table.value(*cell)).sum::<u64>();
    let (one, other) = (together(table, &some), together(table, &others));
    if one < other {
        some.push(table.unseen(other - one));
    } else if other < one {
        others.push(table.unseen(one - other));
    }
    table.equal(some, others);
}

/// Whether a later report may say that a number of an earlier day has changed: not where that tells how many rupiah or
/// sessions fewer than five people had, nor that fewer than five more were with the office that protects from violence.
pub(crate) fn shows_change(name: &str, was: &Figures, is: &Figures, setting: &Setting) -> bool {
    let change = |name: &str| {
        let value = |figures: &Figures| figures.get(name).copied().unwrap_or(0);
        value(was).abs_diff(value(is))
    };
    let office = name.split('/').nth(1).unwrap_or_default();
    match goes_with(name) {
        Some(people) => change(&people) >= FEWEST,
        None => !protects(setting, office) || change(name) >= FEWEST,
    }
}
