//! What can go wrong on the way to a running local cloud, each with its mend.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::CloudName;

/// The result of every step of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A step that failed. [`Error::mend`] says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Programs this project needs are missing or too old; one line for each, with the command that installs it.
    #[error("this machine lacks something the project needs:\n{}", .0.join("\n"))]
    Prerequisites(Vec<String>),

    /// A program could not be started at all.
    #[error("`{command}` could not be started: {source}")]
    Start {
        /// The command line.
        command: String,
        /// Why the operating system refused.
        source: std::io::Error,
        /// What to do about it.
        mend: String,
    },

    /// A program ended with a failure.
    #[error("`{command}` failed ({status}){}", indented(.tail))]
    Command {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// The last lines it printed; empty where it printed straight to the terminal.
        tail: String,
        /// The file with everything it printed, if its output was kept.
        log: Option<PathBuf>,
        /// What to do about it.
        mend: String,
    },

    /// A service of the local cloud ended or did not answer in time.
    #[error("{service} did not come up: {reason}{}", indented(.tail))]
    Service {
        /// Which one.
        service: &'static str,
        /// What was seen instead of an answer.
        reason: String,
        /// The last lines of its log.
        tail: String,
        /// Its log.
        log: PathBuf,
    },

    /// Another program listens on a port the local cloud needs.
    #[error("port {port} on 127.0.0.1, meant for {purpose}, is in use by {holder}")]
    PortInUse {
        /// The port.
        port: u16,
        /// What the local cloud wants it for.
        purpose: &'static str,
        /// Who has it, as far as it can be told.
        holder: String,
    },

    /// Another run uses the same local cloud.
    #[error("the {name} cloud of this checkout is in use by another cargo xtask ({holder})")]
    InUse {
        /// Which cloud.
        name: CloudName,
        /// Which process.
        holder: String,
    },

    /// A file could not be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why the operating system refused.
        source: std::io::Error,
    },

    /// A file does not hold what it should.
    #[error("{}: {reason}", .path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// What to do about it.
        mend: String,
    },

    /// The running cloud answered something unexpected.
    #[error("{what}: {reason}")]
    Answer {
        /// What was asked.
        what: String,
        /// What came back, without any secret.
        reason: String,
    },

    /// The city's configuration breaks a rule; each fault says which one and how to mend it.
    #[error("the city's configuration has faults:\n{0}")]
    City(#[from] tuntas_city::Faults),

    /// Someone pressed Ctrl-C, or the session was told to end.
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    /// What to do about the failure, if anything more can be said than the failure itself.
    pub fn mend(&self) -> Option<String> {
        match self {
            Self::Start { mend, .. } | Self::Content { mend, .. } => Some(mend.clone()),
            Self::Command { mend, log, .. } => {
                let mut text = mend.clone();
                if let Some(log) = log {
                    let _ = write!(text, "\nEverything it printed: {}", log.display());
                }
                Some(text)
            }
            Self::Service { log, .. } => Some(format!("Its whole log: {}", log.display())),
            Self::PortInUse { .. } => Some(
                "If that is an earlier local cloud: cargo xtask down. Otherwise choose other ports: \
                 --port <port> (the courier simulator listens 11 above it)."
                    .to_owned(),
            ),
            Self::InUse { .. } => Some("Wait until that run has ended, or end it with Ctrl-C.".to_owned()),
            Self::Answer { .. } => Some(
                "The logs are in .local/<cloud>/. Start over with: cargo xtask down, then the same command."
                    .to_owned(),
            ),
            Self::Prerequisites(_) | Self::City(_) | Self::File { .. } | Self::Interrupted => None,
        }
    }

    /// Names the file a failed read or write was about.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

/// The last lines of a log, set in under the sentence that quotes them.
fn indented(tail: &str) -> String {
    tail.lines().fold(String::new(), |mut text, line| {
        let _ = write!(text, "\n    {line}");
        text
    })
}
