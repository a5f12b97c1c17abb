//! One long CSV: a line for each figure.
//!
//! For Excel as it is set up in Indonesia: semicolons, a comma before tenths, UTF-8 with a byte order mark, lines that end
//! with CR LF. Numbers have no points between thousands. A text that a spreadsheet would take for a formula begins with
//! an apostrophe.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use tuntas_figures::{Count, Report};

use crate::table::line;
use crate::{Cell, File, Kind, RenderError, Table, file, writing};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const HEADER: [&str; 7] = [
    "bagian",
    "kunci",
    "kunci2",
    "angka",
    "nilai",
    "satuan",
    "keterangan",
];

pub(crate) fn write(report: &Report, tables: &[Table]) -> Result<File, RenderError> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(HEADER)?;
    let facts = [
        ("city", report.city.clone()),
        ("city_name", report.city_name.clone()),
        ("from", report.period.from.to_string()),
        ("to", report.period.to.to_string()),
        ("closed", report.closed.to_string()),
        ("sample", writing::flag(report.sample).to_owned()),
        (
            "holidays_unknown",
            writing::years(&report.holidays_unknown).unwrap_or_default(),
        ),
    ];
    for (fact, value) in facts {
        writer.write_record(["report", "", "", fact, &harmless(&line(&value)), "", ""])?;
    }
    for table in tables {
        for row in &table.rows {
            let of = |kind: Kind| {
                table
                    .columns
                    .iter()
                    .zip(row)
                    .filter(move |(column, _)| column.kind == kind)
            };
            let keys: Vec<String> = of(Kind::Key).map(|(_, cell)| written(cell)).collect();
            let names: Vec<String> = of(Kind::Name).map(|(_, cell)| written(cell)).collect();
            for (column, cell) in of(Kind::Figure) {
                let title = match names.as_slice() {
                    [] => column.title.to_owned(),
                    names => format!("{}: {}", names.join(", "), column.title),
                };
                writer.write_record([
                    table.code,
                    keys.first().map_or("", String::as_str),
                    keys.get(1).map_or("", String::as_str),
                    column.code,
                    &written(cell),
                    column.unit.word(),
                    &title,
                ])?;
            }
        }
    }
    Ok(File {
        name: format!("{}.csv", file::stem("laporan", report)),
        content_type: "text/csv; charset=utf-8",
        bytes: writer
            .into_inner()
            .map_err(|error| csv::Error::from(error.into_error()))?,
    })
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Day(day) => day.to_string(),
        Cell::Count(Count::Exact(number)) | Cell::Whole(Some(number)) => number.to_string(),
        Cell::Count(Count::Withheld) => writing::WITHHELD.to_owned(),
        Cell::Permille(Some(permille)) => format!("{},{}", permille / 10, permille % 10),
        Cell::Whole(None) | Cell::Permille(None) => String::new(),
        Cell::Flag(value) => writing::flag(*value).to_owned(),
    }
}

/// A text that no spreadsheet reckons with.
pub(crate) fn harmless(text: &str) -> String {
    match text.chars().find(|character| !character.is_whitespace()) {
        Some('=' | '+' | '-' | '@') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
