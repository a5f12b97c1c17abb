//! How long a case takes: what the service promise is measured by.
//!
//! Time counts from two moments: the receipt of the decree, and the moment the office knew that the ruling is final. The
//! clock stops while the case is with the court for repair (*dikembalikan*), and for nothing else: holds, withheld
//! documents and riders who find nobody all count.

use jiff::{SignedDuration, Timestamp};

use super::{Case, Event, TrackStage, evolve};
use crate::decree::{Parties, Role};

/// Time until something happened. Never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse {
    /// It took this long.
    Took(SignedDuration),
    /// It has not happened yet, after this long.
    Waiting(SignedDuration),
    /// It does not happen: the case has ended without it, or nothing is issued for the party, or the ruling is not
    /// final yet, so that its clock has not begun.
    NotDue,
}

/// The same thing by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapses {
    /// From the receipt of the decree.
    pub from_receipt: Lapse,
    /// From the moment the office knew that the ruling is final. A repaired decree that is not final starts it afresh.
    pub from_finality: Lapse,
}

/// How long a case took, or has taken so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceTimes {
    /// Until the register was changed.
    pub registered: Lapses,
    /// Until each party's first envelope that arrived was printed and sealed. What was printed in vain because of a later
    /// change does not count. A letter sent without paper counts as printed when it was sent.
    pub printed: Parties<Lapses>,
    /// Until each party had their documents, or the other registry the letter. Later rounds change nothing of that.
    pub delivered: Parties<Lapses>,
}

/// Measures a case by the entries of its journal, oldest first. `None` if there are none.
///
/// Times that go backwards, as clocks of several machines may, are taken as standing still.
pub fn service_times<'a>(
    entries: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    now: Timestamp,
) -> Option<ServiceTimes> {
    let mut entries = entries.into_iter().peekable();
    let mut clock = Clock::starting(entries.peek()?.0);
    for (at, event) in entries {
        clock.hear(at, event);
    }
    Some(clock.read(now))
}

/// Time that does not count: with the court for repair. The end of the last one is missing while it lasts.
pub type Away = (Timestamp, Option<Timestamp>);

/// When a case reached what the promise is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// The register was changed.
    pub registered: Option<Timestamp>,
    /// Each party's envelope was printed and sealed; `None` again when it was in vain.
    pub printed: Parties<Option<Timestamp>>,
    /// Each party had their documents, or the other registry the letter.
    pub delivered: Parties<Option<Timestamp>>,
}

/// Hears the entries of one case and remembers when it reached what. Holds the case as they have left it.
#[derive(Debug, Clone)]
pub struct Clock {
    case: Case,
    last: Timestamp,
    received: Timestamp,
    finality: Option<Timestamp>,
    returned: Vec<Away>,
    reached: Reached,
}

impl Clock {
    /// Before the first entry, which was recorded at that moment.
    pub fn starting(at: Timestamp) -> Self {
        Self {
            case: Case::default(),
            last: at,
            received: at,
            finality: None,
            returned: Vec::new(),
            reached: Reached::default(),
        }
    }

    /// The case as the entries have left it.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// When the decree came in.
    pub fn received(&self) -> Timestamp {
        self.received
    }

    /// When the office knew that the ruling is final; `None` while it does not.
    pub fn finality(&self) -> Option<Timestamp> {
        self.finality
    }

    /// Time with the court, first to last.
    pub fn away(&self) -> &[Away] {
        &self.returned
    }

    /// What was reached when.
    pub fn reached(&self) -> Reached {
        self.reached
    }

    /// Hears the next entry. A time before the last one is taken as that.
    pub fn hear(&mut self, at: Timestamp, event: &Event) {
        let at = at.max(self.last);
        self.last = at;
        self.case = evolve(std::mem::take(&mut self.case), event);
        let case = &self.case;
        self.finality = if case.missing.is_empty() {
            self.finality.or(Some(at))
        } else {
            None
        };
        match (self.returned.last_mut(), case.returned.is_some()) {
            (Some((_, end @ None)), false) => *end = Some(at),
            (Some((_, Some(_))) | None, true) => self.returned.push((at, None)),
            _ => {}
        }
        let reached = &mut self.reached;
        if case.registered {
            reached.registered.get_or_insert(at);
        }
        for role in Role::BOTH {
            let track = &case.tracks[role];
            if reached.delivered[role].is_some() {
                continue;
            }
            if matches!(track.stage(), TrackStage::Delivered | TrackStage::NoticeSent) {
                reached.delivered[role] = Some(at);
                reached.printed[role].get_or_insert(at);
            } else if track.printed {
                reached.printed[role].get_or_insert(at);
            } else {
                reached.printed[role] = None;
            }
        }
    }

    fn read(&self, now: Timestamp) -> ServiceTimes {
        let now = now.max(self.last);
        let track = |role: Role, reached: &Parties<Option<Timestamp>>| {
            let nothing = self.case.tracks[role].stage() == TrackStage::NothingDue;
            self.lapses(reached[role], nothing, now)
        };
        ServiceTimes {
            registered: self.lapses(self.reached.registered, false, now),
            printed: Parties::from_fn(|role| track(role, &self.reached.printed)),
            delivered: Parties::from_fn(|role| track(role, &self.reached.delivered)),
        }
    }

    fn lapses(&self, reached: Option<Timestamp>, nothing: bool, now: Timestamp) -> Lapses {
        let lapse = |start: Timestamp| match reached {
            Some(end) => Lapse::Took(self.between(start, end)),
            None if nothing || self.case.closed.is_some() => Lapse::NotDue,
            None => Lapse::Waiting(self.between(start, now)),
        };
        Lapses {
            from_receipt: lapse(self.received),
            from_finality: self.finality.map_or(Lapse::NotDue, lapse),
        }
    }

    fn between(&self, start: Timestamp, end: Timestamp) -> SignedDuration {
        counted(start, end, &self.returned)
    }
}

/// From start to end without the time spent with the court.
pub fn counted(start: Timestamp, end: Timestamp, away: &[Away]) -> SignedDuration {
    let away = away.iter().map(|(out, back)| {
        let from = start.max(*out);
        let to = end.min(back.unwrap_or(end));
        to.duration_since(from).max(SignedDuration::ZERO)
    });
    away.fold(end.duration_since(start), SignedDuration::saturating_sub)
}
