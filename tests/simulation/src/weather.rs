//! How bad things are: what the ports do wrong, until they are told to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use memory_tables::{Call, Fate};

use crate::Chance;

/// Shared by all ports of a world.
#[derive(Clone, Debug)]
pub(crate) struct Weather {
    calm: Arc<AtomicBool>,
    chance: Arc<Mutex<Chance>>,
}

impl Weather {
    /// Good weather, in which nothing goes wrong; what happens once it is bad is drawn from a row of its own.
    pub(crate) fn new(chance: Chance) -> Self {
        Self {
            calm: Arc::new(AtomicBool::new(true)),
            chance: Arc::new(Mutex::new(chance)),
        }
    }

    /// From now on anything may go wrong.
    pub(crate) fn turn_bad(&self) {
        self.calm.store(false, Ordering::Relaxed);
    }

    /// From now on nothing goes wrong.
    pub(crate) fn settle(&self) {
        self.calm.store(true, Ordering::Relaxed);
    }

    /// Whether nothing goes wrong any more.
    pub(crate) fn is_calm(&self) -> bool {
        self.calm.load(Ordering::Relaxed)
    }

    /// Whether something happens that happens so many times in a thousand, in bad weather.
    pub(crate) fn strikes(&self, times: usize) -> bool {
        !self.is_calm() && self.draw(|chance| chance.per_mille(times))
    }

    /// What becomes of an object that is written.
    pub(crate) fn fate_of_object(&self) -> Fate {
        if self.is_calm() {
            return Fate::Done;
        }
        match self.draw(|chance| chance.below(1000)) {
            0..20 => Fate::FailsBefore,
            20..40 => Fate::AnswerLost,
            _ => Fate::Done,
        }
    }

    /// What becomes of a call to the tables.
    pub(crate) fn fate(&self, call: Call<'_>) -> Fate {
        if self.is_calm() {
            return Fate::Done;
        }
        let drawn = self.draw(|chance| chance.below(1000));
        match (call, drawn) {
            (Call::Read, 0..10) | (Call::Commit(_), 0..40) => Fate::FailsBefore,
            (Call::Commit(_), 40..80) => Fate::AnswerLost,
            (Call::Commit(_), 80..130) => Fate::Contended,
            _ => Fate::Done,
        }
    }

    fn draw<T>(&self, drawing: impl FnOnce(&mut Chance) -> T) -> T {
        drawing(&mut self.chance.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
