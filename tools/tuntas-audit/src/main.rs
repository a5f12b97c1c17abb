//! Checks, replays, proves and exports the journals, for operators and auditors. `tuntas-audit help` lists the
//! commands; `docs/audit.md` says what each can show.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to its terminal"
)]

mod arguments;

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use arguments::{Command, HELP, Notes};
use aws_sdk_dynamodb::Client;
use tuntas_audit::export::Salt;
use tuntas_audit::figures::{Figures, Period};
use tuntas_audit::replay::Moment;
use tuntas_audit::subjects::{self, Kept};
use tuntas_audit::verify::{Against, Report};
use tuntas_audit::{days, erase, prove, trail, verify};
use tuntas_buckets::Bucket;
use tuntas_domain::identity::CaseId;
use tuntas_dossier::Dossiers;
use tuntas_journal::{Divorce, Journal, Searching, Subject as _};
use tuntas_platform::{BoxError, aws, clock};
use tuntas_seals::{Proof, PublicKey, SealBucket};
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("tuntas-audit: {error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tuntas-audit: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, BoxError> {
    match command {
        Command::Help => println!("{HELP}"),
        Command::Verify {
            table,
            case,
            bucket,
            key,
        } => {
            let seals = match bucket {
                Some(bucket) => Some(open_seals(bucket).await),
                None => None,
            };
            let key = key.as_deref().map(read_key).transpose()?;
            let against = Against {
                seals: seals.as_ref(),
                key: key.as_ref(),
            };
            let report = check(&open_journal(table).await, against, case).await?;
            summarize(&report, against);
            return Ok(if report.faults.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        Command::Days { table } => {
            let report = check_days(&open_journal(table).await).await?;
            return Ok(if report.faults.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        Command::Replay {
            table,
            case,
            moment,
            json,
        } => print_replay(&open_journal(table).await, case, moment, json).await?,
        Command::Trail { table, case, notes } => print_trail(table, case, notes).await?,
        Command::Export {
            table,
            case,
            salt,
            out,
        } => {
            let salt = Salt::new(&fs::read(salt)?)?;
            let count = write_export(&open_journal(table).await, case, &salt, &out).await?;
            println!("{count} entries written");
        }
        Command::Prove {
            bucket,
            case,
            day,
            out,
        } => {
            let proof = prove::prove(&open_seals(bucket).await, case, day).await?;
            fs::write(out, proof.to_json())?;
        }
        Command::CheckProof { proof, key } => check_proof(&proof, &key)?,
        Command::Figures { table, period, json } => {
            let figures = add_up(&open_journal(table).await, &period).await?;
            let text = if json { figures.json()? } else { figures.table() };
            println!("{}", text.trim_end());
        }
        Command::Erase {
            table,
            dossiers,
            documents,
            case,
            operator,
        } => {
            let config = aws::config().await;
            let client = Client::new(&config);
            let journal = Journal::new(Table::new(client.clone(), table));
            let kept = Kept {
                dossiers: Table::new(client, dossiers),
                documents: documents.map(|name| Bucket::new(aws::s3(&config), name)),
            };
            let erased = erase::erase(&journal, &kept, case, &operator, clock::now()).await?;
            let said = if erased.now {
                "erased"
            } else {
                "had been erased before"
            };
            println!("{said}; {} files removed", erased.files);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn client() -> Client {
    Client::new(&aws::config().await)
}

async fn open_journal(table: String) -> Journal {
    Journal::new(Table::new(client().await, table))
}

async fn open_seals(bucket: String) -> SealBucket {
    SealBucket::new(aws::s3(&aws::config().await), bucket)
}

fn read_key(file: &Path) -> Result<PublicKey, BoxError> {
    Ok(PublicKey::from_pem(&fs::read_to_string(file)?)?)
}

async fn check(
    journal: &Journal,
    against: Against<'_>,
    case: Option<CaseId>,
) -> Result<Report, tuntas_audit::Failure> {
    let terminal = io::stderr().is_terminal();
    let report = verify::verify(journal, against, case, |done, count| {
        if terminal && (done % 50 == 0 || done == count) {
            eprint!("\r{done} of {count}");
        }
    })
    .await;
    if terminal {
        eprintln!();
    }
    report
}

async fn check_days(journal: &Journal) -> Result<days::Report, tuntas_audit::Failure> {
    let terminal = io::stderr().is_terminal();
    let report = days::check(journal, clock::now(), |done, count| {
        if terminal && (done % 50 == 0 || done == count) {
            eprint!("\r{done} of {count} cases");
        }
    })
    .await?;
    if terminal {
        eprintln!();
    }
    for fault in &report.faults {
        println!("{fault}");
    }
    println!(
        "{} steps, {} items of days: {}",
        report.steps,
        report.items,
        match report.faults.len() {
            0 => "everything agrees".to_owned(),
            count => format!("{count} things do not agree"),
        }
    );
    Ok(report)
}

fn summarize(report: &Report, against: Against<'_>) {
    for fault in &report.faults {
        println!("{fault}");
    }
    println!(
        "{} chains, {} entries, {} seals: {}",
        report.cases,
        report.entries,
        report.seals,
        match report.faults.len() {
            0 => "everything agrees".to_owned(),
            count => format!("{count} things do not agree"),
        }
    );
    if against.seals.is_none() {
        println!("no seals were looked at: a chain written anew would not be seen (--bucket)");
    } else if against.key.is_none() {
        println!("the seals were checked with the keys they name themselves (--public-key)");
    }
}

async fn print_replay(journal: &Journal, case: CaseId, moment: Moment, json: bool) -> Result<(), BoxError> {
    let story = subjects::story(journal, case).await?;
    println!("{}", story.replayed(moment, json)?.trim_end());
    Ok(())
}

async fn print_trail(table: String, case: CaseId, notes: Option<Notes>) -> Result<(), BoxError> {
    let client = client().await;
    let journal = Journal::new(Table::new(client.clone(), table));
    let lines = match notes {
        None => subjects::story(&journal, case).await?.trail()?,
        Some(Notes { dossiers, operator }) => {
            let dossiers = Dossiers::new(Table::new(client, dossiers));
            trail::explained(&journal, &dossiers, case, &operator, clock::now()).await?
        }
    };
    print!("{}", trail::table(&lines));
    Ok(())
}

async fn write_export(
    journal: &Journal,
    case: Option<CaseId>,
    salt: &Salt,
    out: &Path,
) -> Result<usize, BoxError> {
    let mut file = BufWriter::new(File::create(out)?);
    let mut count = 0;
    for case in subjects::named_or_all(journal, case).await? {
        let story = subjects::story(journal, case).await?;
        for line in story.lines(salt)? {
            serde_json::to_writer(&mut file, &line)?;
            file.write_all(b"\n")?;
            count += 1;
        }
    }
    file.flush()?;
    Ok(count)
}

fn check_proof(proof: &Path, key: &Path) -> Result<(), BoxError> {
    let proven = Proof::from_json(&fs::read(proof)?)?.check(&read_key(key)?)?;
    println!(
        "The proof holds. On {} the chain of {} ended with entry {}, hash {}.",
        proven.seal.day, proven.leaf.case, proven.leaf.seq, proven.leaf.hash
    );
    Ok(())
}

async fn add_up(journal: &Journal, period: &Period) -> Result<Figures, tuntas_audit::Failure> {
    let searches = journal.also::<Searching>();
    let mut figures = Figures::default();
    for shard in 0..=u8::MAX {
        for tip in journal.tips_of_all(shard).await? {
            match tip.subject.as_str() {
                Divorce::PARTITION => figures.add(&journal.load(tip.case).await?, period),
                Searching::PARTITION => figures.add_searches(&searches.load(tip.case).await?, period),
                _ => {}
            }
        }
    }
    Ok(figures)
}
