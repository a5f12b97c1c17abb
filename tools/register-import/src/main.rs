//! Imports households and KK numbers into the register, for operators.
//!
//! ```text
//! register-import --table <register table> --households <file.json> --numbers <file.csv>
//! ```
//!
//! Credentials and region come from the environment, as for every AWS tool. Importing again changes nothing.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to its terminal"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;
use serde::Deserialize;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{KecamatanCode, KkNumber};
use tuntas_platform::{aws, clock};
use tuntas_register::{Imported, Register};
use tuntas_tables::Table;

const USAGE: &str = "usage: register-import --table NAME [--households FILE.json] [--numbers FILE.csv]";

struct Arguments {
    table: String,
    households: Option<PathBuf>,
    numbers: Option<PathBuf>,
}

fn arguments(mut words: impl Iterator<Item = String>) -> Option<Arguments> {
    let (mut table, mut households, mut numbers) = (None, None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--table" => table = words.next(),
            "--households" => households = words.next().map(PathBuf::from),
            "--numbers" => numbers = words.next().map(PathBuf::from),
            _ => return None,
        }
    }
    Some(Arguments {
        table: table?,
        households,
        numbers,
    })
}

#[derive(Default)]
struct Count {
    new: usize,
    known: usize,
}

impl Count {
    fn add(&mut self, imported: Imported) {
        match imported {
            Imported::New => self.new += 1,
            Imported::Known => self.known += 1,
        }
    }
}

/// A row of the file of numbers that SIAK issued.
#[derive(Deserialize)]
struct NumberRow {
    kecamatan: KecamatanCode,
    number: KkNumber,
}

async fn import_households(
    register: &Register,
    file: &Path,
    today: Date,
) -> Result<Count, Box<dyn std::error::Error>> {
    let households: Vec<Household> = serde_json::from_slice(&std::fs::read(file)?)?;
    let mut count = Count::default();
    for household in &households {
        count.add(register.import_household(household, today).await?);
    }
    Ok(count)
}

async fn import_numbers(register: &Register, file: &Path) -> Result<Count, Box<dyn std::error::Error>> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_path(file)?;
    let mut count = Count::default();
    for row in reader.deserialize() {
        let row: NumberRow = row?;
        count.add(register.import_number(&row.kecamatan, &row.number).await?);
    }
    Ok(count)
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(arguments) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let client = aws_sdk_dynamodb::Client::new(&aws::config().await);
    let register = Register::new(Table::new(client, arguments.table));
    let today = clock::now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    for (what, file) in [
        ("households", &arguments.households),
        ("numbers", &arguments.numbers),
    ] {
        let Some(file) = file else { continue };
        let imported = match what {
            "households" => import_households(&register, file, today).await,
            _ => import_numbers(&register, file).await,
        };
        match imported {
            Ok(count) => println!("{what}: {} new, {} known already", count.new, count.known),
            Err(error) => {
                eprintln!("{what}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
