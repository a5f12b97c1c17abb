//! The report: what every form of it (PDF, XLSX, CSV, JSON) shows, and nothing else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::{CourtCode, OfficerCode};

use crate::{AidFigures, SecurityFigures};

/// The days a report is about, in the city's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Which kind; says under which folder the report lies.
    pub span: Span,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

/// Longest period whose charts have a point for each day.
const DAYS_IN_A_CHART: i32 = 62;

impl Period {
    /// Whether the charts have a point for each week, because there are too many days.
    pub fn is_charted_by_week(self) -> bool {
        let nights = self.to.since(self.from).map_or(0, |span| span.get_days());
        nights >= DAYS_IN_A_CHART
    }
}

/// Kinds of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// One day.
    Daily,
    /// Monday to Sunday.
    Weekly,
    /// A calendar month.
    Monthly,
    /// A calendar year.
    Yearly,
    /// Any other days, asked for by somebody.
    Custom,
}

/// A count of cases or people as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Count {
    /// The number.
    Exact(u64),
    /// Withheld: between 1 and 4, or a number that would give such a one away. `null` in JSON.
    Withheld,
}

impl Count {
    /// The number, if it is shown.
    pub fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(number) => Some(number),
            Self::Withheld => None,
        }
    }
}

/// Figures of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Code of the city, such as `35.75`.
    pub city: String,
    /// Name of the city.
    pub city_name: String,
    /// The days.
    pub period: Period,
    /// Last day whose events are counted; corrections up to then are in it.
    pub closed: Date,
    /// Sample data: every form says CONTOH.
    pub sample: bool,
    /// Decrees by court and kind, by name of the court.
    pub intake: Vec<Intake>,
    /// How long it took.
    pub ages: Vec<Age>,
    /// The promise and how it was kept.
    pub promise: Promise,
    /// Years of which the city's settings give no national holidays, though working days were counted in them: there only
    /// weekends were left out.
    pub holidays_unknown: Vec<i16>,
    /// Holds by reason, most frequent first.
    pub holds: Vec<HoldRow>,
    /// What waits.
    pub backlog: Backlog,
    /// By courier provider.
    pub couriers: Vec<Courier>,
    /// Deliveries that failed, by reason.
    pub failures: Vec<Failure>,
    /// What courts asked of the police; left out where nothing was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<SecurityFigures>,
    /// What offices did for former spouses; left out in a city without aid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aid: Option<AidFigures>,
    /// What a check of the households that the period changed found.
    pub consistency: Consistency,
    /// KK numbers by kecamatan.
    pub stock: Vec<Stock>,
    /// What officers did.
    pub officers: Vec<Deeds>,
    /// What running the service cost.
    pub costs: Vec<Cost>,
    /// Figures of earlier periods that have changed since their report.
    pub corrections: Vec<Correction>,
    /// Day by day, for the charts; by week where the [period](Period::is_charted_by_week) is longer than 62 days.
    pub days: Vec<DayPoint>,
}

/// Decrees of one court and kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intake {
    /// The court.
    pub court: CourtCode,
    /// *Gugat* or *talak*.
    pub kind: DivorceKind,
    /// Decrees that came in.
    pub received: Count,
    /// Cases whose register change was made.
    pub registered: Count,
    /// Cases that ended with both tracks delivered.
    pub completed: Count,
    /// Cases that ended without a change.
    pub closed: Count,
    /// Cases returned to the court for repair.
    pub returned: Count,
    /// Rulings undone after the registration.
    pub reversed: Count,
}

/// What a time is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The day the marriage ended in law: BHT, for *talak* the ikrar.
    Finality,
    /// The receipt of the decree.
    Receipt,
}

/// What a time is measured to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The register was changed.
    Registered,
    /// A party's envelope was printed and sealed.
    Printed,
    /// A party had their documents.
    Delivered,
}

/// One distribution of times, without the time that a case spent with the court for repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Age {
    /// From when.
    pub from: Start,
    /// Until when.
    pub to: Measure,
    /// How many.
    pub count: Count,
    /// Half took no longer, in whole minutes; `None` where the count is withheld or nought.
    pub p50_minutes: Option<u64>,
    /// Nine of ten took no longer.
    pub p90_minutes: Option<u64>,
    /// 99 of 100 took no longer.
    pub p99_minutes: Option<u64>,
}

/// The promise: the register is changed within one working day of the moment the office could.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Promise {
    /// Registered within one working day (Monday to Friday, Indonesian holidays left out).
    pub kept: Count,
    /// Registered later.
    pub broken: Count,
    /// Share kept in tenths of a percent, rounded down; `None` where it may not be shown or nothing was registered.
    pub kept_permille: Option<u16>,
}

/// Holds of one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HoldRow {
    /// Code of the hold, such as `name_mismatch`.
    pub reason: String,
    /// Cases newly held.
    pub opened: Count,
    /// Cases that left this hold.
    pub resolved: Count,
    /// Held at the end of the period.
    pub open: Count,
    /// Age of the oldest at the end, in whole days; `None` where none is open or the count is withheld.
    pub oldest_days: Option<u32>,
}

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Backlog {
    /// Unended cases when the period began.
    pub opening: Count,
    /// Came in, or were opened again.
    pub received: Count,
    /// Ended.
    pub ended: Count,
    /// Unended at the end.
    pub closing: Count,
    /// Expected to come in during the seven days after the period; `None` with fewer than 14 days to go by.
    pub expected_in: Option<u64>,
    /// Unended expected then, at the pace of the last 28 days.
    pub expected_closing: Option<u64>,
}

/// One courier provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Courier {
    /// The provider.
    pub provider: String,
    /// Rides booked.
    pub booked: Count,
    /// Rides that ended with the addressee's code.
    pub delivered: Count,
    /// Booked rides that failed or came back; bookings that were refused stand among the failures.
    pub failed: Count,
    /// Rides called back by the office.
    pub recalled: Count,
    /// Half of the rides took no longer from booking to the code, in minutes.
    pub p50_minutes: Option<u64>,
    /// Nine of ten took no longer.
    pub p90_minutes: Option<u64>,
    /// What the provider asked for, in rupiah; `None` where it did not say.
    pub cost_rupiah: Option<u64>,
}

/// Failed deliveries of one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Code of the reason: the courier's last status, or `refused_` and why no ride could be booked.
    pub reason: String,
    /// How many.
    pub count: Count,
}

/// A check of the households that the period changed: one head, everybody in one household, and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consistency {
    /// Household versions looked at.
    pub checked: Count,
    /// Faults by code; empty if all is well.
    pub faults: Vec<(String, u64)>,
}

/// KK numbers of one kecamatan when the period ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stock {
    /// Code of the kecamatan, such as `35.75.01`.
    pub kecamatan: String,
    /// Numbers that can be given, rounded down to tens, so that two days' figures do not tell how many were given.
    pub free: u64,
    /// Numbers given in the period.
    pub given: Count,
    /// Whether new ones have to be asked of SIAK.
    pub low: bool,
}

/// What one officer did: figures that would show a broker at work, and prove nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deeds {
    /// The officer's code; it says nothing of the person.
    pub officer: OfficerCode,
    /// Holds decided.
    pub decisions: u64,
    /// Those that override an identity or a record, or hand out a number.
    pub overrides: u64,
    /// Held cases and print jobs taken on with older ones before them.
    pub out_of_turn: u64,
    /// Looks at personal data.
    pub views: u64,
    /// Cases whose people this officer looked at three times or more.
    pub repeated_look_ups: u64,
    /// Searches for a person's cases.
    pub searches: u64,
    /// People whom this officer searched for three times or more.
    pub repeated_searches: u64,
}

/// One item of what running the service cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Code of the item, such as `courier` or `steps`.
    pub item: String,
    /// How many.
    pub quantity: Count,
    /// What they cost in rupiah, estimated from the prices in the city's settings unless the item is `courier`. `None` where
    /// the quantity is withheld, or nobody gave a price.
    pub rupiah: Option<u64>,
}

/// A figure of an earlier period that has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// The day it is about.
    pub day: Date,
    /// Name of the figure, such as `received` or `intake/PA.Pas/gugat/received`.
    pub figure: String,
    /// What was reported.
    pub was: Count,
    /// What is right.
    pub is: Count,
}

/// One day, or one week by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DayPoint {
    /// The day.
    pub day: Date,
    /// Decrees that came in.
    pub received: Count,
    /// Register changes.
    pub registered: Count,
    /// Envelopes that arrived.
    pub delivered: Count,
    /// Unended at the end of the day.
    pub backlog: Count,
}
