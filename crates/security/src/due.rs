//! What is to be done by itself, and when.

use jiff::Timestamp;

use crate::{Reminder, SecurityRequest, Stage};

/// Something that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// Nobody has answered until then.
    Answer,
    /// Both offices are to be reminded.
    Reminder(Reminder),
}

impl Due {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Reminder(reminder) => reminder.as_str(),
        }
    }

    /// Reads what was stored.
    pub fn parse(text: &str) -> Option<Self> {
        if text == Self::Answer.as_str() {
            return Some(Self::Answer);
        }
        let mut all = Reminder::ALL.iter();
        all.find(|reminder| reminder.as_str() == text)
            .map(|reminder| Self::Reminder(*reminder))
    }
}

/// What falls due of a request that has not happened yet, with its moment.
pub fn due(request: &SecurityRequest) -> Vec<(Timestamp, Due)> {
    match (request.stage, &request.terms) {
        (Stage::Waiting, _) if !request.escalated => request
            .answer_by
            .map(|by| (by, Due::Answer))
            .into_iter()
            .collect(),
        (Stage::Accepted, Some(terms)) => Reminder::ALL
            .iter()
            .filter(|reminder| !request.reminded.contains(reminder))
            .filter_map(|reminder| {
                let at = terms.window.starts().checked_sub(reminder.before()).ok()?;
                Some((at, Due::Reminder(*reminder)))
            })
            .collect(),
        _ => Vec::new(),
    }
}
