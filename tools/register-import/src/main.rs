//! What operators do with the register: see `docs/register-import.md`.
//!
//! Credentials and region come from the environment, as for every AWS tool. Everything may be done again: what is there
//! already stays as it is. The program ends with 0 when all is done, 1 when it failed or an account does not come out, 2
//! when it was not understood, and 3 when an extract was read to its end but rows of it were rejected.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to its terminal"
)]

mod arguments;

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::ExitCode;

use arguments::{Target, Task, USAGE};
use jiff::civil::Date;
use register_import::import::{self, Destination, Figures, Job};
use register_import::meter::Meter;
use register_import::{accounts, numbers, sample};
use tuntas_domain::household::Household;
use tuntas_domain::identity::KecamatanCode;
use tuntas_feed::Feed;
use tuntas_platform::{aws, clock, ids};
use tuntas_register::{Imported, Letter, Register, Spoiled};
use tuntas_tables::Table;

/// Bytes of rows held in memory while an extract is sorted.
const SORTED_AT_ONCE: usize = 64 << 20;

/// Free numbers are counted so far unless told otherwise.
const COUNTED: u16 = 10_000;

/// Rows of an extract were rejected.
const REJECTED: u8 = 3;

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> ExitCode {
    let Ok(task) = arguments::task(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(task).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(task: Task) -> Result<ExitCode, Failure> {
    let today = clock::now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    match task {
        Task::Files {
            table,
            households,
            numbers,
        } => {
            files(
                &register(table).await,
                households.as_deref(),
                numbers.as_deref(),
                today,
            )
            .await
        }
        Task::Extract {
            into,
            file,
            rejected,
            marital_codes,
            region,
        } => {
            let job = Job {
                rejected: rejected
                    .clone()
                    .unwrap_or_else(|| import::beside(&file, ".rejected.csv")),
                file,
                marital_codes,
                region,
                today,
                memory: SORTED_AT_ONCE,
            };
            extract(&job, into, rejected.as_deref()).await
        }
        Task::Numbers { table, file, letter } => {
            pool(&register(table).await, &file, letter.as_ref(), today).await
        }
        Task::Spoil {
            table,
            number,
            reason,
        } => {
            match register(table).await.spoil(&number, reason, today).await? {
                Spoiled::New => println!("written off: {}", reason.code()),
                Spoiled::Known(reason) => println!("written off before: {}", reason.code()),
            }
            Ok(ExitCode::SUCCESS)
        }
        Task::Stock {
            table,
            kecamatan,
            low_water,
        } => stock(&register(table).await, &kecamatan, low_water).await,
        Task::Reconcile {
            table,
            kecamatan,
            out,
            strict,
        } => reconcile(&register(table).await, &kecamatan, &out, strict).await,
        Task::Sample { rows, out, scattered } => {
            let order = if scattered {
                sample::Order::Scattered
            } else {
                sample::Order::ByNumber
            };
            sample::write(BufWriter::new(File::create(out)?), rows, order)?;
            println!("{rows} invented rows");
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn register(table: String) -> Register {
    Register::new(open(table).await)
}

async fn open(table: String) -> Table {
    Table::new(aws_sdk_dynamodb::Client::new(&aws::config().await), table)
}

async fn files(
    register: &Register,
    households: Option<&Path>,
    numbers: Option<&Path>,
    today: Date,
) -> Result<ExitCode, Failure> {
    if let Some(file) = households {
        let households: Vec<Household> = serde_json::from_slice(&std::fs::read(file)?)?;
        let (mut new, mut known) = (0, 0);
        for household in &households {
            match register.import_household(household, today).await? {
                Imported::New => new += 1,
                Imported::Known => known += 1,
            }
        }
        println!("households: {new} new, {known} known already");
    }
    match numbers {
        Some(file) => pool(register, file, None, today).await,
        None => Ok(ExitCode::SUCCESS),
    }
}

async fn pool(
    register: &Register,
    file: &Path,
    letter: Option<&Letter>,
    today: Date,
) -> Result<ExitCode, Failure> {
    let intake = numbers::import(register, file, letter, today).await?;
    println!(
        "numbers: {} new, {} recorded late, {} known already",
        intake.new, intake.recorded, intake.known
    );
    Ok(ExitCode::SUCCESS)
}

async fn extract(job: &Job, into: Option<Target>, rejected: Option<&Path>) -> Result<ExitCode, Failure> {
    let mut meter = Meter::start();
    let figures = match into {
        None => import::check(job, rejected, &mut meter).await?,
        Some(into) if into.as_of > job.today => return Err("--as-of is after today".into()),
        Some(into) => {
            let settings = settings(job, &into, rejected);
            let register = register(into.table).await;
            let namespace = register.import_namespace(ids::random()).await?;
            let feed = match into.feed {
                Some(table) => Some(Feed::new(open(table).await)),
                None => None,
            };
            let destination = Destination {
                register,
                feed,
                namespace,
                as_of: into.as_of,
                whole: into.whole,
                settings,
            };
            import::import(job, &destination, &mut meter).await?
        }
    };
    summary(&figures, &meter);
    Ok(if figures.rejected == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(REJECTED)
    })
}

/// The options an import goes on with, as they are written on the command line.
fn settings(job: &Job, into: &Target, rejected: Option<&Path>) -> String {
    let options = [
        ("--table", Some(into.table.clone())),
        ("--as-of", Some(into.as_of.to_string())),
        ("--feed", into.feed.clone()),
        ("--whole", into.whole.then(|| "yes".to_owned())),
        ("--rejected", rejected.map(|path| path.display().to_string())),
        (
            "--marital-codes",
            job.marital_codes.map(|codes| codes.word().to_owned()),
        ),
        ("--region", job.region.as_ref().map(ToString::to_string)),
    ];
    let given = options
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", value?)));
    given.collect::<Vec<_>>().join(" ")
}

fn summary(figures: &Figures, meter: &Meter) {
    print!("{figures}");
    println!("{:.1} s in this run", meter.seconds());
    if let Some(peak) = peak_memory() {
        println!("{peak} at most in memory");
    }
}

/// The most memory this program held, where the system tells.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().to_owned())
}

async fn stock(
    register: &Register,
    kecamatan: &[KecamatanCode],
    low_water: Option<u16>,
) -> Result<ExitCode, Failure> {
    let mut low = false;
    for kecamatan in kecamatan {
        let stock = register.stock(kecamatan, low_water.unwrap_or(COUNTED)).await?;
        low |= stock.is_low();
        let more = if stock.is_low() { "" } else { " or more" };
        println!("{kecamatan}: {}{more} free", stock.free);
    }
    Ok(if low && low_water.is_some() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

async fn reconcile(
    register: &Register,
    kecamatan: &[KecamatanCode],
    out: &Path,
    strict: bool,
) -> Result<ExitCode, Failure> {
    let mut settled = Vec::new();
    for kecamatan in kecamatan {
        let account = register.reconcile(kecamatan, strict).await?;
        let total = account.total;
        println!(
            "{kecamatan}: {} issued = {} free + {} used + {} spoiled + {} unexplained",
            total.issued, total.free, total.used, total.spoiled, total.unexplained
        );
        settled.push(account);
    }
    accounts::write(out, &settled)?;
    let explained = settled.iter().all(|account| account.unexplained.is_empty());
    Ok(if explained {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
