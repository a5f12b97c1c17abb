//! What a running step is doing right now, told by the step and shown by [`crate::Progress`].

use std::sync::{Arc, Mutex, PoisonError};

/// A step's own account of itself. Cheap to clone; all clones tell of the same step.
#[derive(Debug, Clone, Default)]
pub struct Activity(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    doing: String,
    note: Option<String>,
}

impl Activity {
    /// Says what is being done now, usually the last line a program printed.
    pub fn doing(&self, line: &str) {
        let line = line.trim();
        if !line.is_empty() {
            line.clone_into(&mut self.state().doing);
        }
    }

    /// Says what is worth knowing once the step is done, such as "up to date".
    pub fn note(&self, note: impl Into<String>) {
        self.state().note = Some(note.into());
    }

    /// The last thing said by [`Activity::doing`].
    pub(crate) fn current(&self) -> String {
        self.state().doing.clone()
    }

    /// The last thing said by [`Activity::note`].
    pub(crate) fn last_note(&self) -> Option<String> {
        self.state().note.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
