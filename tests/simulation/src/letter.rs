//! Whatever is on its way to a function: a message, a stream record, a request, a report.

use std::pin::Pin;
use std::rc::Rc;

use crate::World;

/// What follows once somebody learns of the outcome.
pub(crate) type After = Box<dyn FnOnce(&mut World)>;

/// A function at work on a letter. An error means that the letter is to come again.
pub(crate) type Work = Pin<Box<dyn Future<Output = Result<After, String>>>>;

/// Something to be delivered at least once, at any time and in any order.
#[derive(Clone)]
pub(crate) struct Letter {
    /// What it is, for the report of a failure.
    pub(crate) what: Rc<str>,
    /// Sets a function to work on it.
    pub(crate) open: Rc<dyn Fn(&mut World) -> Work>,
    /// Whether it comes again until it is done. What is not certain may be lost.
    pub(crate) certain: bool,
    /// How often it failed although nothing went wrong any more.
    pub(crate) failures: u32,
}

impl Letter {
    /// A letter that comes again until it is done.
    pub(crate) fn new<F>(what: impl Into<Rc<str>>, open: impl Fn(&mut World) -> F + 'static) -> Self
    where
        F: Future<Output = Result<After, String>> + 'static,
    {
        Self {
            what: what.into(),
            open: Rc::new(move |world| Box::pin(open(world))),
            certain: true,
            failures: 0,
        }
    }

    /// The same, but it may be lost.
    #[must_use]
    pub(crate) fn uncertain(mut self) -> Self {
        self.certain = false;
        self
    }
}

/// Nothing follows.
pub(crate) fn nothing() -> After {
    Box::new(|_| {})
}
