//! A workbook: a sheet that explains, and a sheet for each table.
//!
//! Figures are numbers and days are days, so that a reader can reckon with them; the unit stands in the head of the
//! column. Each sheet begins with its header, which stays in sight, and can be filtered.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use tuntas_figures::{Count, Report};

use crate::table::line;
use crate::{Cell, Column, File, Office, RenderError, Table, Unit, file, words, writing};

/// Whole numbers up to this one are exact in a workbook; greater ones are written as text.
const EXACT: u64 = 1 << 53;
/// Widest column, in characters.
const WIDEST: usize = 48;
/// A4 in the numbering of the format.
const A4: u8 = 9;

struct Look {
    title: Format,
    bold: Format,
    prose: Format,
    header: Format,
    text: Format,
    whole: Format,
    percent: Format,
    day: Format,
    withheld: Format,
}

impl Look {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            bold: top.clone().set_bold(),
            prose: top.clone().set_text_wrap(),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00E5_EAF1))
                .set_border_bottom(FormatBorder::Thin),
            text: top.clone(),
            whole: top.clone().set_num_format("#,##0"),
            percent: top.clone().set_num_format("0.0%"),
            day: top
                .clone()
                .set_num_format("dd/mm/yyyy")
                .set_align(FormatAlign::Left),
            withheld: top.set_align(FormatAlign::Right),
        }
    }
}

pub(crate) fn write(report: &Report, office: &Office, tables: &[Table]) -> Result<File, RenderError> {
    let look = Look::new();
    let mut workbook = Workbook::new();
    let created = day(report.closed).unwrap_or_default();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title(report))
            .set_author("Tuntas")
            .set_creation_datetime(&created),
    );
    explain(workbook.add_worksheet(), report, office, tables, &look)?;
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.title)?;
        fill(sheet, table, &look)?;
        for_paper(sheet, report);
    }
    Ok(File {
        name: format!("{}.xlsx", file::stem("laporan", report)),
        content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        bytes: workbook.save_to_buffer()?,
    })
}

fn title(report: &Report) -> String {
    format!(
        "Laporan {} {}, {}",
        words::span_in_words(report.period.span),
        line(&report.city_name),
        writing::period(report.period)
    )
}

fn explain(
    sheet: &mut Worksheet,
    report: &Report,
    office: &Office,
    tables: &[Table],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name("Penjelasan")?;
    sheet.set_column_width(0, 26)?.set_column_width(1, 96)?;
    let mut row = 0;
    for head in &office.letterhead {
        sheet.write_string_with_format(row, 0, line(head), &look.bold)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, title(report), &look.title)?;
    row += 1;
    if report.sample {
        sheet.write_string_with_format(
            row,
            0,
            "CONTOH: data peragaan, bukan angka sebenarnya.",
            &look.bold,
        )?;
        row += 1;
    }
    row += 1;
    let mut lines = vec![
        ("Periode", writing::period(report.period)),
        ("Data sampai dengan", writing::day(report.closed)),
        (
            "<5",
            "Jumlah 1 sampai 4 tidak ditampilkan, agar tidak ada orang yang dapat dikenali. Begitu pula angka lain \
             yang akan membukanya."
                .to_owned(),
        ),
        (
            "Sel kosong",
            "Tidak ada angka: tidak ada kejadian, atau angkanya tidak ditampilkan.".to_owned(),
        ),
        (
            "Satuan",
            "Satuan tertulis di kepala kolom. Lama dalam menit penuh atau hari penuh; 1.440 menit sama dengan satu hari."
                .to_owned(),
        ),
    ];
    if let Some(years) = writing::years(&report.holidays_unknown) {
        lines.push((
            "Hari libur",
            format!("Hari libur nasional tahun {years} belum diisi; dari hari kerja hanya akhir pekan yang dikecualikan."),
        ));
    }
    lines.extend(tables.iter().map(|table| (table.title, table.about.to_owned())));
    for (name, text) in lines {
        sheet.write_string_with_format(row, 0, name, &look.bold)?;
        sheet.write_string_with_format(row, 1, text, &look.prose)?;
        row += 1;
    }
    for_paper(sheet, report);
    Ok(())
}

fn fill(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&table.columns) {
        let head = head(column);
        sheet.set_column_width(at, wide(table, usize::from(at), &head))?;
        sheet.write_string_with_format(0, at, head, &look.header)?;
    }
    sheet.set_row_height(0, 32)?;
    for (row, cells) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(cells) {
            put(sheet, row, at, cell, look)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The head of a column with its unit, such as `Biaya (rupiah)`.
fn head(column: &Column) -> String {
    match column.unit {
        Unit::Text | Unit::Day | Unit::Flag | Unit::Pieces => column.title.to_owned(),
        unit => format!("{} ({})", column.title, unit.word()),
    }
}

/// Width of a column for what is in it; its head may take two lines.
fn wide(table: &Table, at: usize, head: &str) -> u32 {
    let longest = table
        .rows
        .iter()
        .filter_map(|row| match row.get(at) {
            Some(Cell::Text(text)) => Some(text.chars().count()),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    let width = (longest + 2)
        .max(head.chars().count() * 6 / 10 + 4)
        .clamp(12, WIDEST);
    u32::try_from(width).unwrap_or_default()
}

fn put(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, look: &Look) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, at, text, &look.text)?,
        Cell::Day(date) => match day(*date) {
            Some(day) => sheet.write_datetime_with_format(row, at, &day, &look.day)?,
            None => sheet.write_string_with_format(row, at, date.to_string(), &look.text)?,
        },
        Cell::Count(Count::Exact(number)) | Cell::Whole(Some(number)) if *number <= EXACT => {
            sheet.write_number_with_format(row, at, exactly(*number), &look.whole)?
        }
        Cell::Count(Count::Exact(number)) | Cell::Whole(Some(number)) => {
            sheet.write_string_with_format(row, at, number.to_string(), &look.withheld)?
        }
        Cell::Count(Count::Withheld) => {
            sheet.write_string_with_format(row, at, writing::WITHHELD, &look.withheld)?
        }
        Cell::Permille(Some(permille)) => {
            sheet.write_number_with_format(row, at, f64::from(*permille) / 1000.0, &look.percent)?
        }
        Cell::Whole(None) | Cell::Permille(None) => sheet,
        Cell::Flag(value) => sheet.write_string_with_format(row, at, writing::flag(*value), &look.text)?,
    };
    Ok(())
}

/// A day as workbooks count it, which they do from 1900 on.
fn day(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers up to 2^53 are exact, and no other comes here"
)]
fn exactly(number: u64) -> f64 {
    number as f64
}

/// How a sheet comes out of a printer.
fn for_paper(sheet: &mut Worksheet, report: &Report) {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    sheet.set_header(if report.sample { "&L&A&RCONTOH" } else { "&L&A" });
    sheet.set_footer("&RHalaman &P dari &N");
}
