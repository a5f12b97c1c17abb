//! Tables as every form of a report shows them.

use jiff::civil::Date;
use tuntas_figures::Count;

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Stable code; the `bagian` of the CSV.
    pub code: &'static str,
    /// Title, at most 31 characters: the name of its sheet.
    pub title: &'static str,
    /// What it shows, in a sentence or two.
    pub about: &'static str,
    /// Its columns: first the keys, then names, then figures.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Stable code; the `angka` of the CSV.
    pub code: &'static str,
    /// Head of the column.
    pub title: &'static str,
    /// What it does in its row.
    pub kind: Kind,
    /// Unit of its figures.
    pub unit: Unit,
}

/// What a column does in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Tells the row from others.
    Key,
    /// Says a key in words.
    Name,
    /// A figure.
    Figure,
}

/// What figures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// No figure: a text.
    Text,
    /// No figure: a day.
    Day,
    /// Cases.
    Cases,
    /// Envelopes or deliveries.
    Envelopes,
    /// Rides.
    Rides,
    /// Whole minutes.
    Minutes,
    /// Whole minutes of working hours.
    WorkingMinutes,
    /// Whole days.
    Days,
    /// KK numbers.
    Numbers,
    /// Household versions.
    Households,
    /// Deeds of officers.
    Deeds,
    /// Whole working days.
    WorkingDays,
    /// Requests.
    Requests,
    /// Consents.
    Consents,
    /// Referrals for aid.
    Referrals,
    /// Sessions of mentoring.
    Sessions,
    /// Businesses.
    Businesses,
    /// People.
    People,
    /// Members of the police.
    Personnel,
    /// Pieces, whatever they are.
    Pieces,
    /// Rupiah.
    Rupiah,
    /// Percent, kept as tenths.
    Percent,
    /// Yes or no.
    Flag,
}

impl Unit {
    /// The unit in Indonesian; empty where there is none.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text | Self::Day => "",
            Self::Cases => "berkas",
            Self::Envelopes => "amplop",
            Self::Rides => "perjalanan",
            Self::Minutes => "menit",
            Self::Days => "hari",
            Self::Numbers => "nomor",
            Self::Households => "versi KK",
            Self::Deeds => "kali",
            Self::WorkingMinutes => "menit kerja",
            Self::WorkingDays => "hari kerja",
            Self::Requests => "permohonan",
            Self::Consents => "persetujuan",
            Self::Referrals => "rujukan",
            Self::Sessions => "pertemuan",
            Self::Businesses => "usaha",
            Self::People => "orang",
            Self::Personnel => "personel",
            Self::Pieces => "satuan",
            Self::Rupiah => "rupiah",
            Self::Percent => "persen",
            Self::Flag => "ya/tidak",
        }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text without control characters.
    Text(String),
    /// A day.
    Day(Date),
    /// A count, shown or withheld.
    Count(Count),
    /// A figure that may be missing.
    Whole(Option<u64>),
    /// Tenths of a percent.
    Permille(Option<u16>),
    /// Yes or no.
    Flag(bool),
}

/// Longest text of a cell, in characters. Codes and names of a city's own settings are far shorter.
const LONGEST: usize = 120;

/// A text on one line: control characters become spaces, and what is too long for any table ends with `…`.
pub(crate) fn line(text: &str) -> String {
    let clean = |character: char| {
        if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') {
            ' '
        } else {
            character
        }
    };
    let mut kept: String = text.chars().take(LONGEST).map(clean).collect();
    if text.chars().nth(LONGEST).is_some() {
        kept.push('…');
    }
    kept
}

impl From<Count> for Cell {
    fn from(count: Count) -> Self {
        Self::Count(count)
    }
}

impl From<Option<u64>> for Cell {
    fn from(figure: Option<u64>) -> Self {
        Self::Whole(figure)
    }
}

impl From<u64> for Cell {
    fn from(figure: u64) -> Self {
        Self::Whole(Some(figure))
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(line(text))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(line(&text))
    }
}
