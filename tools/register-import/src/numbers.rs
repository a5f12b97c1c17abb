//! Files of KK numbers that SIAK issued.
//!
//! Either one number a row, `kecamatan,number`, or one block a row, `kecamatan,first,last`; both with a column `letter`
//! where the reference of the letter is known. Lines that begin with `#` are passed over.

use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use tuntas_domain::identity::{KecamatanCode, KkNumber};
use tuntas_register::{Block, Intake, InvalidBlock, Issue, Letter, PoolError, Register};

/// Why a file of numbers was not imported, or not wholly.
#[derive(Debug, thiserror::Error)]
pub enum NumbersError {
    /// Not readable as such a file.
    #[error("the file of numbers could not be read: {0}")]
    Csv(String),
    /// A block is none.
    #[error("line {line}: {fault}")]
    Block {
        /// Which line.
        line: u64,
        /// What is wrong.
        fault: InvalidBlock,
    },
    /// A row names neither a number nor a block.
    #[error("line {0}: give a number, or a first and a last")]
    Neither(u64),
    /// The register could not be written.
    #[error("the register could not be written, run the same command again to go on: {0}")]
    Pool(#[from] PoolError),
}

#[derive(Deserialize)]
struct Line {
    kecamatan: KecamatanCode,
    number: Option<KkNumber>,
    first: Option<KkNumber>,
    last: Option<KkNumber>,
    letter: Option<Letter>,
}

/// Numbers of one row.
struct Numbers {
    block: Block,
    letter: Option<Letter>,
}

/// Imports a file of numbers. The whole file is looked at before anything is written. `letter` is for rows that name none.
///
/// # Errors
/// [`NumbersError`]. Run it again to go on; numbers that are there already stay as they are.
pub async fn import(
    register: &Register,
    file: &Path,
    letter: Option<&Letter>,
    today: Date,
) -> Result<Intake, NumbersError> {
    let mut total = Intake::default();
    let mut rows = read(file)?.into_iter().peekable();
    while let Some(row) = rows.next() {
        // Rows of one letter go together: a file of single numbers would otherwise be a transaction each.
        let mut numbers: Vec<KkNumber> = row.block.numbers().collect();
        while let Some(next) = rows.next_if(|next| next.letter == row.letter && numbers.len() < GATHERED) {
            numbers.extend(next.block.numbers());
        }
        let issue = Issue {
            letter: row.letter.or_else(|| letter.cloned()),
            at: today,
        };
        let intake = register.import_issued(&numbers, &issue).await?;
        total.new += intake.new;
        total.recorded += intake.recorded;
        total.known += intake.known;
    }
    Ok(total)
}

/// Numbers gathered from short rows, at most.
const GATHERED: usize = 3_000;

fn read(file: &Path) -> Result<Vec<Numbers>, NumbersError> {
    // The message of a row that does not parse may hold the row: its place is enough.
    let unreadable = |error: &csv::Error| {
        NumbersError::Csv(match (error.kind(), error.position()) {
            (csv::ErrorKind::Deserialize { .. }, Some(at)) => format!("line {}: not as expected", at.line()),
            _ => error.to_string(),
        })
    };
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_path(file)
        .map_err(|error| unreadable(&error))?;
    let header = reader.headers().map_err(|error| unreadable(&error))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let at = record.position().map_or(0, csv::Position::line);
        let line: Line = record
            .deserialize(Some(&header))
            .map_err(|error| unreadable(&error))?;
        let (first, last) = match (line.number, line.first, line.last) {
            (Some(number), None, None) => (number.clone(), number),
            (None, Some(first), Some(last)) => (first, last),
            _ => return Err(NumbersError::Neither(at)),
        };
        let block = Block::new(&line.kecamatan, &first, &last)
            .map_err(|fault| NumbersError::Block { line: at, fault })?;
        rows.push(Numbers {
            block,
            letter: line.letter,
        });
    }
    Ok(rows)
}
