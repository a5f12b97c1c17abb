//! The cell: a process of its own in which one document is opened. It has little memory, little time, no environment and
//! thus no credentials, and can open neither file nor connection. Whatever a file made with ill will does to the reader of
//! its format ends there, and the document is refused.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tuntas_domain::case::{DocumentFault, FileFormat, MAX_DOCUMENT_BYTES};

use crate::examine;

/// The argument by which the program becomes a cell.
pub const WORD: &str = "examine";

/// Memory of a cell, in bytes of addresses.
const MEMORY: u64 = 640 * 1024 * 1024;

/// Seconds of work of a cell.
const WORK: u64 = 20;

/// Time a cell has by the clock, whatever it does.
const PATIENCE: Duration = Duration::from_secs(40);

/// More than any answer of a cell.
const MAX_ANSWER: u64 = 256;

/// Exit status of a Rust program that panicked.
const PANICKED: i32 = 101;

/// Opens documents, each in a process of its own.
#[derive(Clone, Debug)]
pub struct Cell {
    program: PathBuf,
}

/// A cell could not be had: an alarm, and no fault of the document.
#[derive(Debug, thiserror::Error)]
#[error("a document could not be handed to a process of its own")]
pub struct CellError(#[from] std::io::Error);

/// What a cell says.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Pages(u16),
    Fault(DocumentFault),
}

impl Cell {
    /// `program` is this function's own binary.
    pub fn new(program: PathBuf) -> Self {
        Self { program }
    }

    /// The number of pages of a document, or what is wrong with it.
    ///
    /// # Errors
    /// [`CellError`].
    pub async fn examine(
        &self,
        format: FileFormat,
        content: &[u8],
    ) -> Result<Result<u16, DocumentFault>, CellError> {
        let mut process = Command::new(&self.program)
            .args([WORD, format.extension()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (stdin, stdout) = (process.stdin.take(), process.stdout.take());
        let talk = async {
            if let Some(mut stdin) = stdin {
                // A cell that has seen enough, or has died, reads no further.
                let _ = stdin.write_all(content).await;
            }
            let mut answer = Vec::new();
            if let Some(stdout) = stdout {
                stdout.take(MAX_ANSWER).read_to_end(&mut answer).await?;
            }
            Ok::<_, std::io::Error>((process.wait().await?, answer))
        };
        match tokio::time::timeout(PATIENCE, talk).await {
            Ok(ended) => {
                let (status, answer) = ended?;
                Ok(verdict(status, &answer))
            }
            // Dropped, and killed by that.
            Err(_) => Ok(Err(DocumentFault::TooLarge)),
        }
    }
}

fn verdict(status: ExitStatus, answer: &[u8]) -> Result<u16, DocumentFault> {
    match serde_json::from_slice(answer) {
        Ok(Answer::Pages(pages)) if status.success() => Ok(pages),
        Ok(Answer::Fault(fault)) if status.success() => Err(fault),
        // A document that its reader stumbles over is not whole.
        _ if status.code() == Some(PANICKED) => Err(DocumentFault::Damaged),
        // Out of memory, out of time, too deep.
        _ => Err(DocumentFault::TooLarge),
    }
}

/// The life of a cell: reads a document of that format from the standard input and says what it is on the standard output.
pub fn open(format: Option<&str>) -> ExitCode {
    let format = FileFormat::ALL
        .into_iter()
        .find(|known| Some(known.extension()) == format);
    let (Some(format), Ok(())) = (format, confine()) else {
        return ExitCode::FAILURE;
    };
    let mut content = Vec::new();
    let mut input = std::io::stdin().lock().take(u64::from(MAX_DOCUMENT_BYTES) + 1);
    if input.read_to_end(&mut content).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = examine(format, &content).map_or_else(Answer::Fault, Answer::Pages);
    let said =
        serde_json::to_vec(&answer).is_ok_and(|text| std::io::stdout().lock().write_all(&text).is_ok());
    if said {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Gives up what is not needed, for good.
fn confine() -> rustix::io::Result<()> {
    for (resource, limit) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, WORK),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        // Input, output and errors are open; nothing else will be.
        (Resource::Nofile, 3),
    ] {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        setrlimit(resource, limit)?;
    }
    Ok(())
}
