//! What happened in some days: sums of facts that can be added to each other in any order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::CourtCode;

use crate::fact::Ruling;
use crate::report::{Measure, Start};
use crate::{AidFlow, Calendar, Fact, Histogram, Matter, Officers, SecurityFlow, Step, Timing};

/// Cases of one court and kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intake {
    /// Came in.
    pub received: u64,
    /// Register changed.
    pub registered: u64,
    /// Ended with both tracks delivered.
    pub completed: u64,
    /// Ended without a change.
    pub closed: u64,
    /// Opened again after they had ended.
    pub reopened: u64,
    /// Returned to the court.
    pub returned: u64,
    /// Undone after the registration.
    pub reversed: u64,
}

/// Holds of one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Holds {
    /// Newly held.
    pub opened: u64,
    /// Left the hold.
    pub resolved: u64,
    /// How many more, or fewer, are held since which day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub since: BTreeMap<Date, i64>,
}

/// Rides of one provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rides {
    /// Booked.
    pub booked: u64,
    /// Those with a price among them.
    pub priced: u64,
    /// What these cost.
    pub rupiah: u64,
    /// Ended with the addressee's code.
    pub delivered: u64,
    /// Failed or came back.
    pub failed: u64,
    /// Called back.
    pub recalled: u64,
    /// From the booking to the code.
    pub times: Histogram,
}

/// What a check of households found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Households {
    /// Versions looked at.
    pub checked: u64,
    /// Faults by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub faults: BTreeMap<String, u64>,
    /// Numbers given to new households, by kecamatan.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub given: BTreeMap<String, u64>,
}

/// Searches for people's cases; who made them is told with what else [officers](Flow::officers) did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchFlow {
    /// Steps of searches.
    pub steps: u64,
    /// Entries of their journals.
    pub entries: u64,
}

impl SearchFlow {
    /// Whether nobody searched.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Sums of facts. [`Flow::merge`] is associative and commutative, and facts may be added in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Flow {
    /// Steps of cases.
    pub steps: u64,
    /// Entries of journals.
    pub entries: u64,
    /// By court and kind.
    pub intake: BTreeMap<CourtCode, Kinds>,
    /// Times from the end of the marriage in law.
    pub from_finality: Times,
    /// Times from the receipt of the decree.
    pub from_receipt: Times,
    /// Registered within the promise.
    pub kept: u64,
    /// Registered later.
    pub broken: u64,
    /// Years whose holidays were not known when working days were counted.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub holidays_unknown: BTreeSet<i16>,
    /// By reason.
    pub holds: BTreeMap<String, Holds>,
    /// By provider.
    pub rides: BTreeMap<String, Rides>,
    /// Bookings that a provider refused, by code.
    pub refusals: BTreeMap<String, u64>,
    /// Rides that failed, by the courier's last status.
    pub failures: BTreeMap<String, u64>,
    /// What officers did.
    pub officers: Officers,
    /// Searches for people's cases.
    #[serde(skip_serializing_if = "SearchFlow::is_empty")]
    pub searches: SearchFlow,
    /// Documents rendered.
    pub documents: u64,
    /// Envelopes sealed.
    pub envelopes: u64,
    /// Family cards in them.
    pub kk: u64,
    /// Identity cards in them.
    pub ktp: u64,
    /// Household versions written.
    pub households: Households,
    /// Requests for security.
    #[serde(skip_serializing_if = "SecurityFlow::is_empty")]
    pub security: SecurityFlow,
    /// Referrals of aid.
    #[serde(skip_serializing_if = "AidFlow::is_empty")]
    pub aid: AidFlow,
}

/// The two kinds of divorce.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Kinds {
    /// *Cerai gugat*.
    pub gugat: Intake,
    /// *Cerai talak*.
    pub talak: Intake,
}

impl Kinds {
    /// Those of one kind.
    pub fn of(&self, kind: DivorceKind) -> &Intake {
        match kind {
            DivorceKind::Gugat => &self.gugat,
            DivorceKind::Talak => &self.talak,
        }
    }

    fn of_mut(&mut self, kind: DivorceKind) -> &mut Intake {
        match kind {
            DivorceKind::Gugat => &mut self.gugat,
            DivorceKind::Talak => &mut self.talak,
        }
    }
}

/// Times until each thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Times {
    /// Until the register was changed.
    pub registered: Histogram,
    /// Until an envelope was printed and sealed.
    pub printed: Histogram,
    /// Until a party had their documents.
    pub delivered: Histogram,
}

impl Times {
    /// Until one thing.
    pub fn until(&self, measure: Measure) -> &Histogram {
        match measure {
            Measure::Registered => &self.registered,
            Measure::Printed => &self.printed,
            Measure::Delivered => &self.delivered,
        }
    }

    fn until_mut(&mut self, measure: Measure) -> &mut Histogram {
        match measure {
            Measure::Registered => &mut self.registered,
            Measure::Printed => &mut self.printed,
            Measure::Delivered => &mut self.delivered,
        }
    }

    fn merge(&mut self, other: &Self) {
        for measure in [Measure::Registered, Measure::Printed, Measure::Delivered] {
            self.until_mut(measure).merge(other.until(measure));
        }
    }
}

fn add_counts(to: &mut BTreeMap<String, u64>, from: &BTreeMap<String, u64>) {
    for (code, count) in from {
        *to.entry(code.clone()).or_default() += count;
    }
}

impl Households {
    /// Adds what another check found.
    pub fn merge(&mut self, other: &Self) {
        self.checked += other.checked;
        add_counts(&mut self.faults, &other.faults);
        add_counts(&mut self.given, &other.given);
    }
}

impl Holds {
    fn move_since(&mut self, day: Date, by: i64) {
        let held = self.since.entry(day).or_default();
        *held += by;
        if *held == 0 {
            self.since.remove(&day);
        }
    }
}

impl Flow {
    /// Times from one start.
    pub fn times(&self, from: Start) -> &Times {
        match from {
            Start::Finality => &self.from_finality,
            Start::Receipt => &self.from_receipt,
        }
    }

    /// Adds a step.
    pub fn add(&mut self, step: &Step, calendar: &Calendar) {
        let (steps, entries) = match step.matter {
            Matter::Case => (&mut self.steps, &mut self.entries),
            Matter::Security => (&mut self.security.steps, &mut self.security.entries),
            Matter::Aid => (&mut self.aid.steps, &mut self.aid.entries),
            Matter::Search => (&mut self.searches.steps, &mut self.searches.entries),
        };
        *steps += 1;
        *entries += u64::from(step.entries);
        for fact in &step.facts {
            self.count(step, fact, calendar);
        }
    }

    fn intake(&mut self, ruling: &Ruling) -> &mut Intake {
        self.intake
            .entry(ruling.court.clone())
            .or_default()
            .of_mut(ruling.kind)
    }

    fn rides(&mut self, provider: &str) -> &mut Rides {
        self.rides.entry(provider.to_owned()).or_default()
    }

    fn count(&mut self, step: &Step, fact: &Fact, calendar: &Calendar) {
        match fact {
            Fact::Received(ruling) => self.intake(ruling).received += 1,
            Fact::Registered { ruling, timing } => {
                self.intake(ruling).registered += 1;
                self.time(Measure::Registered, timing, calendar);
                self.judge(timing, calendar);
            }
            Fact::Printed(timing) => self.time(Measure::Printed, timing, calendar),
            Fact::Delivered(timing) => self.time(Measure::Delivered, timing, calendar),
            Fact::Completed(ruling) => self.intake(ruling).completed += 1,
            Fact::Closed(ruling) => self.intake(ruling).closed += 1,
            Fact::Reopened(ruling) => self.intake(ruling).reopened += 1,
            Fact::Returned(ruling) => self.intake(ruling).returned += 1,
            Fact::Reversed(ruling) => self.intake(ruling).reversed += 1,
            Fact::Held { reason } => {
                let holds = self.holds.entry(reason.clone()).or_default();
                holds.opened += 1;
                holds.move_since(calendar.day(step.at), 1);
            }
            Fact::Unheld { reason, since } => {
                let holds = self.holds.entry(reason.clone()).or_default();
                holds.resolved += 1;
                holds.move_since(calendar.day(*since), -1);
            }
            Fact::Rendered { documents } => self.documents += u64::from(*documents),
            Fact::Sealed { kk, ktp } => {
                self.envelopes += 1;
                self.kk += u64::from(*kk);
                self.ktp += u64::from(*ktp);
            }
            Fact::Booked { fare } => {
                let rides = self.rides(&fare.provider);
                rides.booked += 1;
                rides.priced += u64::from(fare.rupiah.is_some());
                rides.rupiah += fare.rupiah.unwrap_or(0);
            }
            Fact::Arrived { provider, booked } => {
                let rides = self.rides(provider);
                rides.delivered += 1;
                if let Some(booked) = booked {
                    rides.times.add(step.at.duration_since(*booked));
                }
            }
            Fact::RideFailed { provider, reason } => {
                self.rides(provider).failed += 1;
                *self.failures.entry(reason.clone()).or_default() += 1;
            }
            Fact::RideRefused { reason } => *self.refusals.entry(reason.clone()).or_default() += 1,
            Fact::Recalled { provider } => self.rides(provider).recalled += 1,
            // Looked at by whoever can read the register.
            Fact::Wrote { .. } => {}
            Fact::Officer(deed) => self.officers.add(step.case, deed),
            Fact::Security(fact) => self.holidays_unknown.extend(self.security.count(fact, calendar)),
            // Years that aid alone touched are told where something of it is shown.
            Fact::Aid(fact) => self.aid.count(fact, calendar),
        }
    }

    fn time(&mut self, measure: Measure, timing: &Timing, calendar: &Calendar) {
        let receipt = timing.since(timing.received);
        self.from_receipt.until_mut(measure).add(receipt);
        let finality = timing.divorced.and_then(|day| calendar.start(day));
        // Without the day of the divorce the receipt is the earliest there is.
        let finality = finality.map_or(receipt, |start| timing.since(start));
        self.from_finality.until_mut(measure).add(finality);
    }

    fn judge(&mut self, timing: &Timing, calendar: &Calendar) {
        let could = timing.known.unwrap_or(timing.received);
        let judged = calendar.judge(could, timing.at, &timing.away);
        self.kept += u64::from(judged.kept);
        self.broken += u64::from(!judged.kept);
        self.holidays_unknown.extend(judged.unknown);
    }

    /// Adds what happened on other days.
    pub fn merge(&mut self, other: &Self) {
        self.steps += other.steps;
        self.entries += other.entries;
        for (court, kinds) in &other.intake {
            let known = self.intake.entry(court.clone()).or_default();
            known.gugat.merge(&kinds.gugat);
            known.talak.merge(&kinds.talak);
        }
        self.from_finality.merge(&other.from_finality);
        self.from_receipt.merge(&other.from_receipt);
        self.kept += other.kept;
        self.broken += other.broken;
        self.holidays_unknown.extend(&other.holidays_unknown);
        for (reason, holds) in &other.holds {
            let known = self.holds.entry(reason.clone()).or_default();
            known.opened += holds.opened;
            known.resolved += holds.resolved;
            for (day, by) in &holds.since {
                known.move_since(*day, *by);
            }
        }
        for (provider, rides) in &other.rides {
            self.rides(provider).merge(rides);
        }
        add_counts(&mut self.refusals, &other.refusals);
        add_counts(&mut self.failures, &other.failures);
        self.officers.merge(&other.officers);
        self.searches.steps += other.searches.steps;
        self.searches.entries += other.searches.entries;
        self.documents += other.documents;
        self.envelopes += other.envelopes;
        self.kk += other.kk;
        self.ktp += other.ktp;
        self.households.merge(&other.households);
        self.security.merge(&other.security);
        self.aid.merge(&other.aid);
    }

    /// All decrees that came in.
    pub fn received(&self) -> u64 {
        self.intakes().map(|intake| intake.received).sum()
    }

    /// All register changes.
    pub fn registered(&self) -> u64 {
        self.intakes().map(|intake| intake.registered).sum()
    }

    /// All cases that came in or were opened again.
    pub fn begun(&self) -> u64 {
        self.intakes()
            .map(|intake| intake.received + intake.reopened)
            .sum()
    }

    /// All cases that ended.
    pub fn ended(&self) -> u64 {
        self.intakes()
            .map(|intake| intake.completed + intake.closed)
            .sum()
    }

    fn intakes(&self) -> impl Iterator<Item = &Intake> {
        self.intake
            .values()
            .flat_map(|kinds| [&kinds.gugat, &kinds.talak])
    }
}

impl Intake {
    fn merge(&mut self, other: &Self) {
        self.received += other.received;
        self.registered += other.registered;
        self.completed += other.completed;
        self.closed += other.closed;
        self.reopened += other.reopened;
        self.returned += other.returned;
        self.reversed += other.reversed;
    }
}

impl Rides {
    fn merge(&mut self, other: &Self) {
        self.booked += other.booked;
        self.priced += other.priced;
        self.rupiah += other.rupiah;
        self.delivered += other.delivered;
        self.failed += other.failed;
        self.recalled += other.recalled;
        self.times.merge(&other.times);
    }
}
