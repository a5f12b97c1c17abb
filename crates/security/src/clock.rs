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

/// Measures a request by the entries of its journal, oldest first. `None` if there are none. Times that go backwards, as
/// clocks of several machines may, are taken as standing still.
pub fn answer_time<'a>(
    entries: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    now: Timestamp,
) -> Option<AnswerTime> {
    let mut request = SecurityRequest::default();
    let mut passed = SignedDuration::ZERO;
    let mut last: Option<Timestamp> = None;
    let mut answered = false;
    for (at, event) in entries {
        let at = last.map_or(at, |last| last.max(at));
        if request.stage == Stage::Waiting
            && let Some(last) = last
        {
            passed = passed.saturating_add(last.duration_until(at));
        }
        match event {
            Event::SecurityRequested { .. } | Event::RequestChanged { .. } => {
                passed = SignedDuration::ZERO;
                answered = false;
            }
            Event::RequestAccepted { .. } | Event::RequestDeclined { .. } => answered = true,
            _ => {}
        }
        request = evolve(request, event);
        last = Some(at);
    }
    let last = last?;
    if answered {
        return Some(AnswerTime::Took(passed));
    }
    if request.stage == Stage::Cancelled {
        return Some(AnswerTime::NeverDue);
    }
    if request.stage == Stage::Waiting {
        passed = passed.saturating_add(last.duration_until(now.max(last)));
    }
    Some(AnswerTime::Waiting(passed))
}
