//! How long the police take to answer.
//!
//! Time counts from the receipt of the version that is asked for now. The clock stands still while the court has to
//! answer a proposal or a question, and for nothing else.

use jiff::{SignedDuration, Timestamp};

use crate::{Event, SecurityRequest, Stage, evolve};

/// Time until the answer. Never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerTime {
    /// It took this long.
    Took(SignedDuration),
    /// There is none after this long.
    Waiting(SignedDuration),
    /// The court took the request back before there was one.
    NeverDue,
}

/// A time during which a request waited for the police: from when until when.
pub type Waited = (Timestamp, Timestamp);

/// Hears a request's entries, oldest first, and keeps when it waited for the police. Times that go backwards, as clocks of
/// several machines may, are taken as standing still.
#[derive(Debug, Clone, Default)]
pub struct WaitingClock {
    request: SecurityRequest,
    waited: Vec<Waited>,
    last: Option<Timestamp>,
    answered: bool,
}

impl WaitingClock {
    /// Hears the next entry.
    pub fn hear(&mut self, at: Timestamp, event: &Event) {
        let at = self.last.map_or(at, |last| last.max(at));
        self.wait_until(at);
        match event {
            Event::SecurityRequested { .. } | Event::RequestChanged { .. } => {
                self.waited.clear();
                self.answered = false;
            }
            Event::RequestAccepted { .. } | Event::RequestDeclined { .. } => self.answered = true,
            _ => {}
        }
        self.request = evolve(std::mem::take(&mut self.request), event);
        self.last = Some(at);
    }

    /// The request as it stands.
    pub fn request(&self) -> &SecurityRequest {
        &self.request
    }

    /// When the version that is asked for now waited for the police, oldest first, up to the last entry heard.
    pub fn waited(&self) -> &[Waited] {
        &self.waited
    }

    fn wait_until(&mut self, at: Timestamp) {
        let Some(last) = self.last else { return };
        if self.request.stage != Stage::Waiting || last >= at {
            return;
        }
        match self.waited.last_mut() {
            Some((_, until)) if *until == last => *until = at,
            _ => self.waited.push((last, at)),
        }
    }

    fn passed(&self) -> SignedDuration {
        self.waited
            .iter()
            .fold(SignedDuration::ZERO, |passed, (from, until)| {
                passed.saturating_add(from.duration_until(*until))
            })
    }
}

/// Measures a request by the entries of its journal, oldest first. `None` if there are none.
pub fn answer_time<'a>(
    entries: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    now: Timestamp,
) -> Option<AnswerTime> {
    let mut clock = WaitingClock::default();
    for (at, event) in entries {
        clock.hear(at, event);
    }
    clock.last?;
    if clock.answered {
        return Some(AnswerTime::Took(clock.passed()));
    }
    if clock.request.stage == Stage::Cancelled {
        return Some(AnswerTime::NeverDue);
    }
    clock.wait_until(now);
    Some(AnswerTime::Waiting(clock.passed()))
}
