//! Sums of what happened to referrals of aid.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tuntas_aid::FundingSource;
use tuntas_aid::referral::{BusinessState, CheckIn, DeclineReason, Outcome, StopReason};
use tuntas_domain::identity::{AidKind, AidOfficeCode};

use super::fact::{AidFact, Decision, Ended, Ending, Moved, Movement, Of, Work};
use crate::{Calendar, Histogram};

/// Something that an office had to do by a day, and did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Done {
    /// Not later than due.
    pub in_time: u64,
    /// Later.
    pub late: u64,
    /// Working days it took.
    pub days: Histogram,
    /// Years of these days whose holidays are not known.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unknown: BTreeSet<i16>,
}

impl Done {
    /// How often it was done.
    pub fn count(&self) -> u64 {
        self.in_time + self.late
    }

    fn put(&mut self, work: &Work, calendar: &Calendar) {
        let in_time = calendar.day(work.at) <= work.by;
        self.in_time += u64::from(in_time);
        self.late += u64::from(!in_time);
        self.days.put(calendar.working_days(work.from, work.at));
        self.unknown.extend(calendar.unknown_years(work.from, work.at));
    }

    fn merge(&mut self, other: &Self) {
        self.in_time += other.in_time;
        self.late += other.late;
        self.days.merge(&other.days);
        self.unknown.extend(&other.unknown);
    }
}

/// Referrals to one office for one kind of aid. In each number a referral stands once at most, except in those of sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Referrals {
    /// The office was told.
    pub referred: u64,
    /// First assessed, from the referral on.
    pub assessed: Done,
    /// Decided, from the last assessment on.
    pub decided: Done,
    /// Mentoring granted, or money approved.
    pub granted: u64,
    /// Declined, by reason.
    pub declined: BTreeMap<DeclineReason, u64>,
    /// Consent taken back while it went on.
    pub withdrawn: u64,
    /// Stopped by the office, by reason.
    pub stopped: BTreeMap<StopReason, u64>,
    /// Closed, by what came of it.
    pub closed: BTreeMap<Outcome, u64>,
    /// Sessions were planned for the first time.
    pub started: u64,
    /// Ended after sessions had been planned.
    pub accompanied: u64,
    /// Sessions ever planned of those that [`ended so`](Self::accompanied).
    pub sessions_planned: u64,
    /// Sessions among them to which the person came.
    pub sessions_held: u64,
    /// Sessions among them to which the person did not come.
    pub sessions_missed: u64,
    /// Sessions among them that the office could not hold.
    pub sessions_not_held: u64,
}

/// Which instalment of an award, and the how-manieth payment of it: what came back is paid again. One person stands in each
/// turn once. As text `instalment.turn`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Turn {
    /// The instalment; they count from 1.
    pub instalment: u16,
    /// The payment of it; they count from 1.
    pub turn: u16,
}

/// What became of one turn of the awards of one office and source. People and rupiah.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Payments {
    /// Approved.
    pub approved: u64,
    /// How much.
    pub approved_rupiah: u64,
    /// Arrived.
    pub paid: u64,
    /// How much.
    pub paid_rupiah: u64,
    /// Had arrived and came back.
    pub returned: u64,
    /// How much.
    pub returned_rupiah: u64,
    /// Will not be paid, or not again.
    pub cancelled: u64,
    /// How much.
    pub cancelled_rupiah: u64,
}

/// What happened at one office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OfficeFlow {
    /// Consents given.
    pub consented: u64,
    /// Consents taken back, of ended referrals among them.
    pub taken_back: u64,
    /// Referrals by kind.
    pub referrals: BTreeMap<AidKind, Referrals>,
    /// Looks at businesses, by which it was and how the business did.
    pub check_ins: BTreeMap<CheckIn, BTreeMap<BusinessState, u64>>,
    /// Money by source and turn.
    pub payments: BTreeMap<FundingSource, BTreeMap<Turn, Payments>>,
}

/// What happened to referrals of aid in some days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AidFlow {
    /// Steps of referrals.
    pub steps: u64,
    /// Entries of their journals.
    pub entries: u64,
    /// Parties who want nothing of what is offered.
    pub refused: u64,
    /// By office.
    pub offices: BTreeMap<AidOfficeCode, OfficeFlow>,
}

fn add<K: Copy + Ord>(to: &mut BTreeMap<K, u64>, from: &BTreeMap<K, u64>) {
    for (key, count) in from {
        *to.entry(*key).or_default() += count;
    }
}

impl Referrals {
    fn ended(&mut self, ended: &Ended) {
        match ended.ending {
            Ending::Withdrawn => self.withdrawn += 1,
            Ending::Stopped { reason } => *self.stopped.entry(reason).or_default() += 1,
            Ending::Closed { outcome } => *self.closed.entry(outcome).or_default() += 1,
        }
        if let Some(sessions) = ended.sessions {
            self.accompanied += 1;
            self.sessions_planned += u64::from(sessions.planned);
            self.sessions_held += u64::from(sessions.held);
            self.sessions_missed += u64::from(sessions.missed);
            self.sessions_not_held += u64::from(sessions.not_held);
        }
    }

    /// How many more referrals go on; fewer where it is below nought.
    pub(crate) fn begun(&self) -> i64 {
        let ended = self.withdrawn
            + self.declined.values().sum::<u64>()
            + self.stopped.values().sum::<u64>()
            + self.closed.values().sum::<u64>();
        crate::day::signed(self.referred) - crate::day::signed(ended)
    }

    fn merge(&mut self, other: &Self) {
        self.referred += other.referred;
        self.assessed.merge(&other.assessed);
        self.decided.merge(&other.decided);
        self.granted += other.granted;
        add(&mut self.declined, &other.declined);
        self.withdrawn += other.withdrawn;
        add(&mut self.stopped, &other.stopped);
        add(&mut self.closed, &other.closed);
        self.started += other.started;
        self.accompanied += other.accompanied;
        self.sessions_planned += other.sessions_planned;
        self.sessions_held += other.sessions_held;
        self.sessions_missed += other.sessions_missed;
        self.sessions_not_held += other.sessions_not_held;
    }
}

impl Payments {
    fn merge(&mut self, other: &Self) {
        self.approved += other.approved;
        self.approved_rupiah += other.approved_rupiah;
        self.paid += other.paid;
        self.paid_rupiah += other.paid_rupiah;
        self.returned += other.returned;
        self.returned_rupiah += other.returned_rupiah;
        self.cancelled += other.cancelled;
        self.cancelled_rupiah += other.cancelled_rupiah;
    }
}

impl OfficeFlow {
    fn payments(&mut self, source: &FundingSource, turn: Turn) -> &mut Payments {
        let turns = self.payments.entry(source.clone()).or_default();
        turns.entry(turn).or_default()
    }

    fn moved(&mut self, moved: &Moved) {
        let payments = self.payments(&moved.source, moved.turn);
        let (people, rupiah) = match moved.movement {
            Movement::Paid => (&mut payments.paid, &mut payments.paid_rupiah),
            Movement::Returned => (&mut payments.returned, &mut payments.returned_rupiah),
            Movement::Cancelled => (&mut payments.cancelled, &mut payments.cancelled_rupiah),
        };
        *people += 1;
        *rupiah += moved.rupiah;
    }

    fn merge(&mut self, other: &Self) {
        self.consented += other.consented;
        self.taken_back += other.taken_back;
        for (kind, referrals) in &other.referrals {
            self.referrals.entry(*kind).or_default().merge(referrals);
        }
        for (check_in, states) in &other.check_ins {
            add(self.check_ins.entry(*check_in).or_default(), states);
        }
        for (source, turns) in &other.payments {
            for (turn, payments) in turns {
                self.payments(source, *turn).merge(payments);
            }
        }
    }
}

impl AidFlow {
    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn office(&mut self, office: &AidOfficeCode) -> &mut OfficeFlow {
        self.offices.entry(office.clone()).or_default()
    }

    fn of(&mut self, of: &Of) -> &mut Referrals {
        self.office(&of.office).referrals.entry(of.kind).or_default()
    }

    /// Counts a fact.
    pub(crate) fn count(&mut self, fact: &AidFact, calendar: &Calendar) {
        match fact {
            AidFact::Consented { office } => self.office(office).consented += 1,
            AidFact::TakenBack { office } => self.office(office).taken_back += 1,
            AidFact::Refused => self.refused += 1,
            AidFact::Referred(of) => self.of(of).referred += 1,
            AidFact::Assessed { of, work } => self.of(of).assessed.put(work, calendar),
            AidFact::Decided { of, decision, work } => {
                let referrals = self.of(of);
                referrals.decided.put(work, calendar);
                match decision {
                    Decision::Granted => referrals.granted += 1,
                    Decision::Declined { reason } => *referrals.declined.entry(*reason).or_default() += 1,
                    Decision::Approved { source, instalments } => {
                        referrals.granted += 1;
                        let office = self.office(&of.office);
                        for (instalment, rupiah) in (1..).zip(instalments) {
                            let payments = office.payments(source, Turn { instalment, turn: 1 });
                            payments.approved += 1;
                            payments.approved_rupiah += rupiah;
                        }
                    }
                }
            }
            AidFact::Started(of) => self.of(of).started += 1,
            AidFact::Ended(ended) => self.of(&ended.of).ended(ended),
            AidFact::Checked {
                office,
                check_in,
                state,
            } => {
                let states = self.office(office).check_ins.entry(*check_in).or_default();
                *states.entry(*state).or_default() += 1;
            }
            AidFact::Moved(moved) => self.office(&moved.office).moved(moved),
        }
    }

    /// Adds what happened on other days.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.steps += other.steps;
        self.entries += other.entries;
        self.refused += other.refused;
        for (office, flow) in &other.offices {
            self.office(office).merge(flow);
        }
    }
}

impl std::fmt::Display for Turn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.instalment, self.turn)
    }
}

impl From<Turn> for String {
    fn from(turn: Turn) -> Self {
        turn.to_string()
    }
}

/// The text is no turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a turn is `instalment.turn`")]
pub struct MalformedTurn;

impl TryFrom<String> for Turn {
    type Error = MalformedTurn;

    fn try_from(text: String) -> Result<Self, MalformedTurn> {
        let (instalment, turn) = text.split_once('.').ok_or(MalformedTurn)?;
        let number = |digits: &str| digits.parse().map_err(|_| MalformedTurn);
        Ok(Self {
            instalment: number(instalment)?,
            turn: number(turn)?,
        })
    }
}
