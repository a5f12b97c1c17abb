//! Sums of what happened to requests for security.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::CourtCode;
use tuntas_security::{Activity, Outcome};

use super::fact::{Answer, Asked, SecurityFact};
use crate::{Calendar, Histogram};

/// Requests of one court for one activity. A request counts where it stood when something happened to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Requests {
    /// Came in.
    pub requested: u64,
    /// The police come.
    pub accepted: u64,
    /// The police do not come.
    pub declined: u64,
    /// The police proposed another time.
    pub proposed: u64,
    /// The police asked something.
    pub questioned: u64,
    /// Nobody had answered in time.
    pub overdue: u64,
    /// The police had promised to come, and do not.
    pub taken_back: u64,
    /// The court needs nobody any more.
    pub cancelled: u64,
    /// Reported as safe.
    pub safe: u64,
    /// Reported as put off.
    pub postponed: u64,
    /// Reported with an incident.
    pub incident: u64,
    /// Officers that the courts wished, of what was accepted.
    pub wished: u64,
    /// Officers that come to it.
    pub given: u64,
}

/// A number of [`Requests`] with its name.
pub(crate) type Column = (&'static str, fn(&mut Requests) -> &mut u64);

impl Requests {
    /// All numbers with their names.
    pub(crate) const COLUMNS: [Column; 13] = [
        ("requested", |row| &mut row.requested),
        ("accepted", |row| &mut row.accepted),
        ("declined", |row| &mut row.declined),
        ("proposed", |row| &mut row.proposed),
        ("questioned", |row| &mut row.questioned),
        ("overdue", |row| &mut row.overdue),
        ("taken_back", |row| &mut row.taken_back),
        ("cancelled", |row| &mut row.cancelled),
        ("safe", |row| &mut row.safe),
        ("postponed", |row| &mut row.postponed),
        ("incident", |row| &mut row.incident),
        ("wished", |row| &mut row.wished),
        ("given", |row| &mut row.given),
    ];

    /// The numbers by name.
    pub(crate) fn named(mut self) -> [(&'static str, u64); 13] {
        Self::COLUMNS.map(|(name, of)| (name, *of(&mut self)))
    }

    fn merge(&mut self, mut other: Self) {
        for (_, of) in Self::COLUMNS {
            *of(self) += *of(&mut other);
        }
    }
}

/// What happened to requests for security in some days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SecurityFlow {
    /// Steps of requests.
    pub steps: u64,
    /// Entries of their journals.
    pub entries: u64,
    /// By court and activity.
    pub requests: BTreeMap<CourtCode, BTreeMap<Activity, Requests>>,
    /// Accepted or declined while it was not too late.
    pub in_time: u64,
    /// Accepted or declined later.
    pub late: u64,
    /// Working time until it was accepted or declined.
    pub times: Histogram,
}

impl SecurityFlow {
    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn of(&mut self, asked: &Asked) -> &mut Requests {
        self.requests
            .entry(asked.court.clone())
            .or_default()
            .entry(asked.activity)
            .or_default()
    }

    /// Counts a fact. Gives back the years whose holidays are not known and would have mattered.
    pub(crate) fn count(&mut self, fact: &SecurityFact, calendar: &Calendar) -> BTreeSet<i16> {
        match fact {
            SecurityFact::Requested(of) => self.of(of).requested += 1,
            SecurityFact::Accepted {
                of,
                answer,
                wished,
                given,
            } => {
                let row = self.of(of);
                row.accepted += 1;
                row.wished += u64::from(*wished);
                row.given += u64::from(*given);
                return self.time(answer, calendar);
            }
            SecurityFact::Declined { of, answer } => {
                self.of(of).declined += 1;
                return self.time(answer, calendar);
            }
            SecurityFact::TakenBack(of) => self.of(of).taken_back += 1,
            SecurityFact::Proposed(of) => self.of(of).proposed += 1,
            SecurityFact::Questioned(of) => self.of(of).questioned += 1,
            SecurityFact::Cancelled(of) => self.of(of).cancelled += 1,
            SecurityFact::Overdue(of) => self.of(of).overdue += 1,
            SecurityFact::Reported { of, outcome } => {
                let row = self.of(of);
                match outcome {
                    Outcome::Safe => row.safe += 1,
                    Outcome::Postponed => row.postponed += 1,
                    Outcome::Incident => row.incident += 1,
                }
            }
        }
        BTreeSet::new()
    }

    fn time(&mut self, answer: &Answer, calendar: &Calendar) -> BTreeSet<i16> {
        if answer.at <= answer.by {
            self.in_time += 1;
        } else {
            self.late += 1;
        }
        let mut took = jiff::SignedDuration::ZERO;
        let mut unknown = BTreeSet::new();
        for (from, until) in &answer.waited {
            took = took.saturating_add(calendar.working_time(*from, *until));
            unknown.extend(calendar.unknown_years(*from, *until));
        }
        self.times.add(took);
        unknown
    }

    /// Adds what happened on other days.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.steps += other.steps;
        self.entries += other.entries;
        for (court, activities) in &other.requests {
            let known = self.requests.entry(court.clone()).or_default();
            for (activity, requests) in activities {
                known.entry(*activity).or_default().merge(*requests);
            }
        }
        self.in_time += other.in_time;
        self.late += other.late;
        self.times.merge(&other.times);
    }
}
