//! What the template gets: finished texts, and places on charts.

use serde::Serialize;
use tuntas_domain::calendar;
use tuntas_figures::{Count, Report};

use super::alert::alerts;
use super::chart::{self, Ages, Bars, Daily, Line, Stacked};
use super::summary::{KeyNumber, PromisePanel, key_numbers, promise};
use crate::{Cell, Column, Kind, Office, Table, Unit, words, writing};

/// Width of the text, in millimetres.
const TEXT: f64 = 174.0;

#[derive(Serialize)]
pub(crate) struct Content {
    /// DD-MM-YYYY; the date of the PDF.
    dated: String,
    sample: bool,
    letterhead: Vec<String>,
    kind: &'static str,
    period: String,
    city: String,
    closed: String,
    complaint: String,
    promise: PromisePanel,
    numbers: Vec<KeyNumber>,
    alerts: Vec<String>,
    daily: Option<Daily>,
    chapters: Vec<Chapter>,
}

/// A table with its chart.
#[derive(Serialize)]
struct Chapter {
    title: &'static str,
    about: &'static str,
    chart: Option<Chart>,
    columns: Vec<Head>,
    rows: Vec<Vec<String>>,
    /// The last line, in bold: sums.
    total: Option<Vec<String>>,
    /// Said in place of a table without rows.
    empty: &'static str,
    /// Whether one of its counts is withheld.
    withheld: bool,
    /// Whether nought is withheld in it, too.
    nought: bool,
}

#[derive(Serialize)]
struct Head {
    title: String,
    /// Millimetres.
    width: f64,
    number: bool,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Chart {
    Ages(Ages),
    Holds(Bars),
    Backlog(Line),
    Couriers(Stacked),
    Failures(Bars),
    Security(Bars),
    Aid(Bars),
    AidMoney(Bars),
}

pub(crate) fn content(report: &Report, office: &Office, tables: &[Table]) -> Content {
    Content {
        dated: dated(report),
        sample: report.sample,
        letterhead: office.letterhead.clone(),
        kind: words::span_in_words(report.period.span),
        period: writing::period(report.period),
        city: report.city_name.clone(),
        closed: writing::day(report.closed),
        complaint: office.complaint.clone(),
        promise: promise(report),
        numbers: key_numbers(report),
        alerts: alerts(report, office),
        daily: chart::daily(report),
        chapters: tables
            .iter()
            // The first page tells the promise.
            .filter(|table| table.code != "promise")
            .map(|table| chapter(report, office, table))
            .collect(),
    }
}

/// The date of the file; PDF counts years from 1 to 9999.
fn dated(report: &Report) -> String {
    if (1..=9999).contains(&report.closed.year()) {
        calendar::on_forms(report.closed)
    } else {
        "01-01-0001".to_owned()
    }
}

fn chapter(report: &Report, office: &Office, table: &Table) -> Chapter {
    let shown = shown(table);
    let row = |cells: &[Cell]| -> Vec<String> {
        shown
            .iter()
            .filter_map(|at| Some(written(cells.get(*at)?, table.columns.get(*at)?)))
            .collect()
    };
    Chapter {
        title: table.title,
        about: table.about,
        chart: match table.code {
            "ages" => chart::ages(&report.ages).map(Chart::Ages),
            "holds" => chart::holds(&report.holds).map(Chart::Holds),
            "backlog" => chart::backlog(report).map(Chart::Backlog),
            "couriers" => chart::couriers(&report.couriers).map(Chart::Couriers),
            "failures" => chart::failures(&report.failures).map(Chart::Failures),
            "security_requests" => chart::security(report.security.as_ref(), office).map(Chart::Security),
            "aid_referrals" => chart::aid(report.aid.as_ref()).map(Chart::Aid),
            "aid_payments" => chart::aid_money(report.aid.as_ref()).map(Chart::AidMoney),
            _ => None,
        },
        columns: heads(table, &shown),
        rows: table.rows.iter().map(|cells| row(cells)).collect(),
        total: total(table, &shown),
        empty: match table.code {
            "failures" => "Tidak ada pengantaran yang gagal pada periode ini.",
            "holds" => "Tidak ada berkas yang ditahan.",
            "corrections" => "Tidak ada angka yang berubah.",
            _ => "Tidak ada data pada periode ini.",
        },
        withheld: table
            .rows
            .iter()
            .flatten()
            .any(|cell| *cell == Cell::Count(Count::Withheld)),
        nought: table.code.starts_with("aid_"),
    }
}

/// Columns on paper: names stand for their codes, and a table's only row needs no name.
fn shown(table: &Table) -> Vec<usize> {
    let named = table.columns.iter().any(|column| column.kind == Kind::Name);
    table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| match column.kind {
            // A day is its own name.
            Kind::Key => column.unit == Unit::Day || (!named && column.code != "scope"),
            Kind::Name | Kind::Figure => true,
        })
        .map(|(at, _)| at)
        .collect()
}

fn heads(table: &Table, shown: &[usize]) -> Vec<Head> {
    let columns: Vec<&Column> = shown.iter().filter_map(|at| table.columns.get(*at)).collect();
    let many = columns.len() >= 8;
    // Millimetres of a figure; of a text, its share of what is left.
    let room = |column: &Column| match (column.kind, column.unit, column.code) {
        (Kind::Figure, Unit::Minutes | Unit::WorkingMinutes, _) => 26.0,
        (Kind::Figure, Unit::Rupiah, _) => 30.0,
        (Kind::Figure, _, _) if many => 18.0,
        (Kind::Figure, _, _) => 20.0,
        (_, _, "kind_name" | "day") => 0.5,
        (_, _, "office_name") => 0.6,
        _ => 1.0,
    };
    let total = |figures: bool| -> f64 {
        columns
            .iter()
            .filter(|column| (column.kind == Kind::Figure) == figures)
            .map(|column| room(column))
            .sum()
    };
    let (figures, shares) = (total(true), total(false));
    columns
        .iter()
        .map(|column| {
            let is_figure = column.kind == Kind::Figure;
            Head {
                title: match column.unit {
                    Unit::Percent => format!("{} (%)", column.title),
                    Unit::Days => format!("{} (hari)", column.title),
                    Unit::People => format!("{} (orang)", column.title),
                    Unit::Rupiah if table.code.starts_with("aid_") => format!("{} (Rp)", column.title),
                    _ => column.title.to_owned(),
                },
                width: if is_figure {
                    room(column)
                } else {
                    ((TEXT - figures) * room(column) / shares).min(96.0)
                },
                number: is_figure && column.unit != Unit::Flag,
            }
        })
        .collect()
}

fn written(cell: &Cell, column: &Column) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Day(day) => writing::day(*day),
        Cell::Count(count) => writing::count(*count),
        Cell::Whole(Some(number)) => match column.unit {
            Unit::Minutes => writing::duration(*number),
            Unit::WorkingMinutes => writing::working_time(*number),
            Unit::Rupiah => writing::rupiah(*number),
            _ => writing::whole(*number),
        },
        Cell::Permille(Some(permille)) => writing::percent(*permille),
        Cell::Whole(None) | Cell::Permille(None) => writing::NONE.to_owned(),
        Cell::Flag(value) => writing::flag(*value).to_owned(),
    }
}

/// The last line of tables whose figures can be added: a sum where all of its parts are shown.
fn total(table: &Table, shown: &[usize]) -> Option<Vec<String>> {
    let adds_up = matches!(
        table.code,
        "intake"
            | "couriers"
            | "stock"
            | "costs"
            | "security_requests"
            | "security_outcomes"
            | "aid_payments"
            | "aid_returns"
    );
    if !adds_up || table.rows.len() < 2 {
        return None;
    }
    let mut cells = vec!["Jumlah".to_owned()];
    for at in shown.iter().skip(1) {
        let column = table.columns.get(*at)?;
        let adds = column.kind == Kind::Figure
            // Who was paid a first part and a second one is one person.
            && !matches!(column.unit, Unit::Minutes | Unit::Flag | Unit::People)
            && !(table.code == "costs" && column.unit == Unit::Pieces);
        cells.push(if adds {
            added(table, *at).map_or_else(
                || writing::NONE.to_owned(),
                |sum| written(&Cell::Whole(Some(sum)), column),
            )
        } else {
            String::new()
        });
    }
    Some(cells)
}

fn added(table: &Table, at: usize) -> Option<u64> {
    table.rows.iter().try_fold(0_u64, |sum, row| match row.get(at)? {
        Cell::Count(Count::Exact(number)) | Cell::Whole(Some(number)) => sum.checked_add(*number),
        _ => None,
    })
}
