//! Running the programs a step needs: their output kept in a log, their last lines quoted when they fail.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::Command;

use crate::process::GroupGuard;
use crate::{Activity, Error, Result, environment};

/// How many lines of a failed program are quoted.
const QUOTED_LINES: usize = 25;

/// A program to run in its own process group, so that it ends as a whole when its step is given up.
#[derive(Debug, Clone)]
pub struct Tool {
    program: OsString,
    arguments: Vec<OsString>,
    folder: Option<PathBuf>,
    variables: Vec<(OsString, OsString)>,
    prints_secrets: bool,
    mend: String,
}

impl Tool {
    /// The program, by name or path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            arguments: Vec::new(),
            folder: None,
            variables: Vec::new(),
            prints_secrets: false,
            mend: String::new(),
        }
    }

    /// Adds one argument.
    #[must_use]
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Adds several arguments.
    #[must_use]
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments
            .extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// The folder to run it in.
    #[must_use]
    pub fn within(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Sets one variable of its environment.
    #[must_use]
    pub fn variable(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variables
            .push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Its standard output holds secrets: it is returned, but neither logged nor shown.
    #[must_use]
    pub fn prints_secrets(mut self) -> Self {
        self.prints_secrets = true;
        self
    }

    /// What to do when it fails, shown to the person who ran the step.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    /// Runs it with its output kept in `log`; the last line is told to `activity`. Returns its standard output.
    pub async fn run(&self, activity: &Activity, log: &Path) -> Result<String> {
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
        }
        let record = Record::new(File::create(log).map_err(Error::file(log))?, activity.clone());
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| self.not_started(source))?;
        let guard = GroupGuard::new(child.id());
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (printed, (), status) = tokio::join!(
            async {
                let mut printed = String::new();
                follow(stdout, |line| {
                    printed.push_str(line);
                    printed.push('\n');
                    if !self.prints_secrets {
                        record.line(line);
                    }
                })
                .await;
                printed
            },
            follow(stderr, |line| record.line(line)),
            child.wait(),
        );
        guard.disarm();
        let status = status.map_err(|source| self.not_started(source))?;
        if status.success() {
            Ok(printed)
        } else {
            Err(self.failed(status, record.tail(), Some(log.to_owned())))
        }
    }

    /// Runs it with its output going straight to this program's own.
    pub async fn run_in_the_open(&self) -> Result<()> {
        let mut child = self
            .command()
            .spawn()
            .map_err(|source| self.not_started(source))?;
        let guard = GroupGuard::new(child.id());
        let status = child.wait().await.map_err(|source| self.not_started(source))?;
        guard.disarm();
        if status.success() {
            Ok(())
        } else {
            Err(self.failed(status, String::new(), None))
        }
    }

    /// The command line as a person would type it.
    pub fn command_line(&self) -> String {
        let mut words = vec![shown(&self.program)];
        words.extend(self.arguments.iter().map(|argument| shown(argument)));
        words.join(" ")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .stdin(Stdio::null())
            .process_group(0)
            .kill_on_drop(true);
        for name in environment::removed() {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    fn not_started(&self, source: std::io::Error) -> Error {
        Error::Start {
            command: self.command_line(),
            source,
            mend: self.mend.clone(),
        }
    }

    fn failed(&self, status: ExitStatus, tail: String, log: Option<PathBuf>) -> Error {
        Error::Command {
            command: self.command_line(),
            status,
            tail,
            log,
            mend: self.mend.clone(),
        }
    }
}

/// A word of a command line, in quotes where the shell would need them.
fn shown(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    if word.is_empty() || word.contains(char::is_whitespace) {
        format!("'{word}'")
    } else {
        word.into_owned()
    }
}

/// Calls `each` for every line of `stream`, until its end.
async fn follow<R: AsyncRead + Unpin>(stream: Option<R>, mut each: impl FnMut(&str)) {
    let Some(stream) = stream else { return };
    let mut lines = BufReader::new(stream).split(b'\n');
    while let Ok(Some(line)) = lines.next_segment().await {
        each(String::from_utf8_lossy(&line).trim_end_matches('\r'));
    }
}

/// What a program printed: all of it in the log, the end of it in memory.
struct Record {
    activity: Activity,
    kept: Mutex<(File, VecDeque<String>)>,
}

impl Record {
    fn new(log: File, activity: Activity) -> Self {
        Self {
            activity,
            kept: Mutex::new((log, VecDeque::new())),
        }
    }

    fn line(&self, line: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(kept.0, "{line}");
        // Cargo's messages for machines are no reading matter.
        if line.starts_with("{\"reason\":") {
            return;
        }
        self.activity.doing(line);
        if kept.1.len() == QUOTED_LINES {
            kept.1.pop_front();
        }
        kept.1.push_back(line.to_owned());
    }

    fn tail(&self) -> String {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

/// The last lines of a log file; empty when there is none.
pub(crate) fn tail_of(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines
        .iter()
        .skip(lines.len().saturating_sub(QUOTED_LINES))
        .copied()
        .collect::<Vec<_>>()
        .join("\n")
}
