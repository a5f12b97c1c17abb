//! A bank's file of what was paid.
//!
//! CSV with a line of names, commas or semicolons, in UTF-8 or in what a spreadsheet makes of it. Three columns are read, in
//! any order; whatever else stands there is looked at by nobody and kept nowhere:
//!
//! | column | or | holds |
//! |---|---|---|
//! | `reference` | `referensi` | the remark of the transfer, with the payment's reference in it as a word |
//! | `date` | `tanggal` | `2026-12-01`, `01/12/2026` or `01-12-2026` |
//! | `amount` | `jumlah` | `2500000`, `2.500.000`, `Rp2.500.000,00`, `2500000.00` or `2,500,000.00`; no sen |
//!
//! A line without a reference of ours is somebody else's business: it is reported by its number alone.

use jiff::civil::Date;
use tuntas_aid::PaymentReference;
use tuntas_domain::money::{InvalidRupiah, Rupiah};

/// Bytes at most.
const LARGEST: usize = 1024 * 1024;
/// Lines at most, the names not counted.
const MOST_LINES: usize = 10_000;
/// Faults that are told at most.
const MOST_FAULTS: usize = 100;

/// A file that was read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Lines with a reference of ours, in the order of the file.
    pub lines: Vec<StatementLine>,
    /// Numbers of the lines without one.
    pub others: Vec<u32>,
    /// The last day of any line; `None` if no line has one.
    pub until: Option<Date>,
}

/// A payment, as the bank tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// On which line it stands; the names are line 1.
    pub line: u32,
    /// The reference.
    pub reference: PaymentReference,
    /// When it was paid.
    pub date: Date,
    /// How much.
    pub amount: Rupiah,
}

/// Something in a file that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementFault {
    /// On which line; the names are line 1.
    pub line: u32,
    /// In which column: its English name.
    pub column: &'static str,
    /// Stable code, such as `statement_date`.
    pub code: &'static str,
    /// The rule, as a sentence.
    pub rule: &'static str,
    /// What to do about it.
    pub mend: &'static str,
}

struct Columns {
    reference: usize,
    date: usize,
    amount: usize,
}

impl Statement {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with it, the first hundred. Nothing of a faulty file is taken.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<StatementFault>> {
        if bytes.len() > LARGEST {
            return Err(vec![whole(
                "statement_too_large",
                "a bank's file has 1 MiB at most",
                "ask the bank for a shorter period",
            )]);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // Lines end as on Unix, so that the reader counts them as an editor does.
        let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let delimiter = if first.contains(&b';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes.as_slice());
        let mut record = csv::ByteRecord::new();
        let mut columns = None;
        let mut statement = Self {
            lines: Vec::new(),
            others: Vec::new(),
            until: None,
        };
        let (mut faults, mut count) = (Vec::new(), 0);
        while reader
            .read_byte_record(&mut record)
            .map_err(|_| vec![unreadable()])?
        {
            let line = record.position().map_or(0, csv::Position::line);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let Some(columns) = &columns else {
                columns = Some(named(&record)?);
                continue;
            };
            count += 1;
            if count > MOST_LINES {
                return Err(vec![whole(
                    "statement_too_long",
                    "a bank's file has 10000 lines at most",
                    "ask the bank for a shorter period",
                )]);
            }
            statement.take(line, &record, columns, &mut faults);
            if faults.len() >= MOST_FAULTS {
                break;
            }
        }
        if columns.is_none() {
            return Err(vec![names()]);
        }
        if faults.is_empty() {
            Ok(statement)
        } else {
            Err(faults)
        }
    }

    fn take(
        &mut self,
        line: u32,
        record: &csv::ByteRecord,
        columns: &Columns,
        faults: &mut Vec<StatementFault>,
    ) {
        let cell = |index: usize| String::from_utf8_lossy(record.get(index).unwrap_or_default());
        let date = read_date(cell(columns.date).trim());
        self.until = self.until.max(date);
        let Some(reference) = read_reference(&cell(columns.reference)) else {
            self.others.push(line);
            return;
        };
        let amount = read_amount(cell(columns.amount).trim());
        if date.is_none() {
            faults.push(StatementFault {
                line,
                column: "date",
                code: "statement_date",
                rule: "a date is a day of the calendar",
                mend: "write e.g. 2026-12-01 or 01/12/2026",
            });
        }
        if let Err(error) = &amount {
            faults.push(amount_fault(line, *error));
        }
        if let (Some(date), Ok(amount)) = (date, amount) {
            self.lines.push(StatementLine {
                line,
                reference,
                date,
                amount,
            });
        }
    }
}

fn named(record: &csv::ByteRecord) -> Result<Columns, Vec<StatementFault>> {
    let find = |english: &str, indonesian: &str| {
        let mut cells = record.iter();
        cells.position(|cell| {
            let cell = cell.trim_ascii();
            cell.eq_ignore_ascii_case(english.as_bytes()) || cell.eq_ignore_ascii_case(indonesian.as_bytes())
        })
    };
    let found = (
        find("reference", "referensi"),
        find("date", "tanggal"),
        find("amount", "jumlah"),
    );
    match found {
        (Some(reference), Some(date), Some(amount)) => Ok(Columns {
            reference,
            date,
            amount,
        }),
        _ => Err(vec![names()]),
    }
}

/// The first word of a remark that is a reference.
fn read_reference(remark: &str) -> Option<PaymentReference> {
    remark
        .split(|c: char| !c.is_ascii_alphanumeric())
        .find_map(|word| PaymentReference::parse(word).ok())
        .or_else(|| PaymentReference::parse(remark.trim()).ok())
}

fn read_date(text: &str) -> Option<Date> {
    ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
        .iter()
        .find_map(|form| Date::strptime(form, text).ok())
}

/// As banks write amounts: also with a point before sen, and commas between thousands then.
fn read_amount(text: &str) -> Result<Rupiah, InvalidRupiah> {
    let amount = match text.strip_suffix(".00") {
        Some(whole) if !whole.contains('.') => {
            let mut groups = whole.split(',');
            let first = groups.next().unwrap_or_default().len();
            let grouped = whole.contains(',');
            if grouped && (!(1..=3).contains(&first) || groups.any(|group| group.len() != 3)) {
                return Err(InvalidRupiah::Form);
            }
            Rupiah::parse(&whole.replace(',', ""))?
        }
        _ => Rupiah::parse(text)?,
    };
    if amount.is_zero() {
        Err(InvalidRupiah::Form)
    } else {
        Ok(amount)
    }
}

fn amount_fault(line: u32, error: InvalidRupiah) -> StatementFault {
    let (code, rule, mend) = match error {
        InvalidRupiah::Form => (
            "statement_amount",
            "an amount is whole rupiah, more than nothing",
            "write e.g. 2500000 or 2.500.000",
        ),
        InvalidRupiah::Fraction => (
            "statement_sen",
            "an amount has no sen",
            "look the payment up: it was made in whole rupiah",
        ),
        InvalidRupiah::TooMuch => (
            "statement_amount_range",
            "an amount is at most Rp999.999.999.999.999",
            "look the payment up: no payment is that large",
        ),
    };
    StatementFault {
        line,
        column: "amount",
        code,
        rule,
        mend,
    }
}

fn whole(code: &'static str, rule: &'static str, mend: &'static str) -> StatementFault {
    StatementFault {
        line: 1,
        column: "",
        code,
        rule,
        mend,
    }
}

fn names() -> StatementFault {
    whole(
        "statement_columns",
        "the first line names the columns reference, date and amount (or referensi, tanggal, jumlah)",
        "put the names of the columns on the first line",
    )
}

fn unreadable() -> StatementFault {
    whole(
        "statement_unreadable",
        "a bank's file is CSV",
        "save it as CSV, with commas or semicolons",
    )
}
