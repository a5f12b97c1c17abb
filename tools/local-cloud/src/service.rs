//! A program that keeps running: started in its own process group with a log and a process-id file, found
//! again by a later run, and stopped with everything it started.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::Pid;

use crate::command::tail_of;
use crate::{Error, Result, process};

/// How long a service may take to end by itself once told to. Nothing of its state is kept, so not long.
const PATIENCE: Duration = Duration::from_secs(1);

/// What kinds of service there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The AWS emulator.
    Emulator,
    /// The courier simulator.
    Simulator,
}

impl Kind {
    /// Both, in the order in which they are stopped.
    pub(crate) const ALL: [Self; 2] = [Self::Simulator, Self::Emulator];

    /// As in messages.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Emulator => "the AWS emulator",
            Self::Simulator => "the courier simulator",
        }
    }

    /// A word its command line holds, by which a process id is known to be still its own.
    fn mark(self) -> &'static str {
        match self {
            Self::Emulator => "scripts/emulator.py",
            Self::Simulator => "courier-simulator",
        }
    }

    /// Its log in the folder of a cloud.
    pub(crate) fn log(self, folder: &Path) -> PathBuf {
        folder.join(self.file("log"))
    }

    fn pid_file(self, folder: &Path) -> PathBuf {
        folder.join(self.file("pid"))
    }

    fn file(self, extension: &str) -> String {
        match self {
            Self::Emulator => format!("emulator.{extension}"),
            Self::Simulator => format!("courier-simulator.{extension}"),
        }
    }
}

/// What to start. The environment is exactly `variables`: nothing of the shell's reaches a service.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) kind: Kind,
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) variables: Vec<(&'static str, OsString)>,
    /// The folder of the cloud it belongs to.
    pub(crate) folder: PathBuf,
}

/// A running service. Dropping it stops it, unless [`Service::leave_running`] was called.
#[derive(Debug)]
pub(crate) struct Service {
    kind: Kind,
    folder: PathBuf,
    child: Option<Child>,
}

impl Service {
    /// Starts it; the caller waits until it answers.
    pub(crate) fn start(plan: Plan) -> Result<Self> {
        use std::os::unix::process::CommandExt as _;

        std::fs::create_dir_all(&plan.folder).map_err(Error::file(&plan.folder))?;
        let log_path = plan.kind.log(&plan.folder);
        let log = File::create(&log_path).map_err(Error::file(&log_path))?;
        let errors = log.try_clone().map_err(Error::file(&log_path))?;
        let child = Command::new(&plan.program)
            .args(&plan.arguments)
            .env_clear()
            .envs(plan.variables)
            .current_dir(&plan.folder)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .process_group(0)
            .spawn()
            .map_err(|source| Error::Start {
                command: plan.program.display().to_string(),
                source,
                mend: "Delete .local/ and run the same command again.".to_owned(),
            })?;
        let service = Self {
            kind: plan.kind,
            folder: plan.folder,
            child: Some(child),
        };
        let pid_file = service.kind.pid_file(&service.folder);
        let pid = service.child.as_ref().map(Child::id).unwrap_or_default();
        std::fs::write(&pid_file, pid.to_string()).map_err(Error::file(&pid_file))?;
        Ok(service)
    }

    /// An error with the end of the log, if the service has ended by itself.
    pub(crate) fn check_alive(&mut self) -> Result<()> {
        match self.child.as_mut().map(Child::try_wait) {
            Some(Ok(Some(status))) => Err(self.did_not_come_up(format!("it ended ({status})"))),
            _ => Ok(()),
        }
    }

    /// The error for a service that did not answer, with the end of its log.
    pub(crate) fn did_not_come_up(&self, reason: String) -> Error {
        let log = self.kind.log(&self.folder);
        Error::Service {
            service: self.kind.title(),
            reason,
            tail: tail_of(&log),
            log,
        }
    }

    /// Lets it go on when this program ends; a later run finds it by its process-id file.
    pub(crate) fn leave_running(mut self) {
        self.child = None;
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
                process::end_group(pid, PATIENCE, || !matches!(child.try_wait(), Ok(None)));
            }
            let _ = std::fs::remove_file(self.kind.pid_file(&self.folder));
        }
    }
}

/// Stops the service that an earlier run left in `folder`. Returns whether one was running. A process-id file
/// whose process has ended, or whose number now belongs to another program, is only removed.
pub(crate) fn stop_left_over(kind: Kind, folder: &Path) -> bool {
    let pid_file = kind.pid_file(folder);
    let Ok(text) = std::fs::read_to_string(&pid_file) else {
        return false;
    };
    let pid = text.trim().parse().ok().and_then(Pid::from_raw);
    let running = pid.filter(|pid| command_line(*pid).is_some_and(|line| line.contains(kind.mark())));
    if let Some(pid) = running {
        process::end_group(pid, PATIENCE, || !process::exists(pid));
    }
    let _ = std::fs::remove_file(&pid_file);
    running.is_some()
}

fn command_line(pid: Pid) -> Option<String> {
    let output = Command::new("ps")
        .args(["-o", "command=", "-p", &pid.as_raw_nonzero().to_string()])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
