//! One tidy line for each step, with what it is doing while it runs and how long it took.

use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::{Activity, Error, Result, environment};

/// How often the line of a running step is drawn anew on a terminal.
const REDRAW: Duration = Duration::from_millis(120);

/// How often a running step gives a sign of life where lines cannot be redrawn.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A step that has ended.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it was.
    pub title: String,
    /// How long it took.
    pub took: Duration,
    /// Whether it did what it should.
    pub passed: bool,
}

impl Step {
    /// How long it took, as people read it.
    pub fn took_text(&self) -> String {
        seconds(self.took)
    }
}

/// Prints steps to standard output as they run, and remembers them.
#[derive(Debug)]
pub struct Progress {
    terminal: bool,
    colour: bool,
    started: Instant,
    steps: Mutex<Vec<Step>>,
}

impl Progress {
    /// Prints to standard output: redrawn lines and colour on a terminal, plain lines elsewhere.
    /// `NO_COLOR` is respected.
    pub fn to_stdout() -> Self {
        let terminal = std::io::stdout().is_terminal();
        let dumb = environment::variable("TERM").is_some_and(|term| term == "dumb");
        let colourless = environment::variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            terminal: terminal && !dumb,
            colour: terminal && !dumb && !colourless,
            started: Instant::now(),
            steps: Mutex::new(Vec::new()),
        }
    }

    /// Runs one step whose programs keep their output in logs.
    pub async fn step<T>(&self, title: &str, work: impl AsyncFnOnce(&Activity) -> Result<T>) -> Result<T> {
        let activity = Activity::default();
        let start = Instant::now();
        let work = work(&activity);
        tokio::pin!(work);
        let mut ticks = tokio::time::interval(if self.terminal { REDRAW } else { HEARTBEAT });
        if !self.terminal {
            ticks.reset();
        }
        let result = loop {
            tokio::select! {
                result = &mut work => break result,
                _ = ticks.tick() => self.draw_running(title, start.elapsed(), &activity.current()),
            }
        };
        self.finish(title, start, activity.last_note().as_deref(), &result);
        result
    }

    /// Runs one step whose programs print straight to the terminal, under a headline.
    pub async fn step_in_the_open<T>(&self, title: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
        let start = Instant::now();
        self.headline(title);
        let result = work.await;
        self.finish(title, start, None, &result);
        result
    }

    /// Prints a headline.
    pub fn headline(&self, text: &str) {
        self.say(&format!("\n{}", self.painted("1", text)));
    }

    /// Prints a line of plain text.
    pub fn say(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        // A closed pipe is no reason to leave a cloud running half-way.
        let _ = writeln!(out, "{text}");
        let _ = out.flush();
    }

    /// Prints a failure with its mend.
    pub fn explain(&self, error: &Error) {
        self.say(&format!("\n{} {error}", self.painted("1;31", "error:")));
        if let Some(mend) = error.mend() {
            self.say(&format!("{} {mend}", self.painted("1", "mend:")));
        }
    }

    /// All steps that have ended so far.
    pub fn steps(&self) -> Vec<Step> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How long everything has taken so far, as people read it.
    pub fn elapsed_text(&self) -> String {
        seconds(self.started.elapsed())
    }

    fn draw_running(&self, title: &str, so_far: Duration, doing: &str) {
        let line = format!("  .. {title}  {}  {doing}", seconds(so_far));
        if !self.terminal {
            self.say(&line);
            return;
        }
        let width = terminal_width().saturating_sub(1);
        let line: String = line.chars().filter(|c| !c.is_control()).take(width).collect();
        let mut out = std::io::stdout().lock();
        let _ = write!(out, "\r\x1b[2K{line}");
        let _ = out.flush();
    }

    fn finish<T>(&self, title: &str, start: Instant, note: Option<&str>, result: &Result<T>) {
        let took = start.elapsed();
        let mark = if result.is_ok() {
            self.painted("32", "ok")
        } else {
            self.painted("31", "failed")
        };
        let note = note.map(|note| format!(" ({note})")).unwrap_or_default();
        if self.terminal {
            let mut out = std::io::stdout().lock();
            let _ = write!(out, "\r\x1b[2K");
        }
        self.say(&format!(
            "  {mark} {title}{note}  {}",
            self.painted("2", &seconds(took))
        ));
        self.steps
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Step {
                title: title.to_owned(),
                took,
                passed: result.is_ok(),
            });
    }

    fn painted(&self, code: &str, text: &str) -> String {
        if self.colour {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// A duration as people read it: `0.4 s`, `12.3 s`, `4 min 05 s`.
fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

fn terminal_width() -> usize {
    rustix::termios::tcgetwinsize(std::io::stdout()).map_or(80, |size| usize::from(size.ws_col).max(40))
}
