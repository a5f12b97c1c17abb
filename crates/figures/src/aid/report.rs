//! What a report says of aid.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tuntas_aid::FundingSource;
use tuntas_aid::referral::{BusinessState, CheckIn, DeclineReason, Outcome, StopReason};
use tuntas_domain::identity::{AidKind, AidOfficeCode};

use super::figures::{OPEN, OPENING, REFUSED, of_office, row};
use super::flow::Referrals;
use crate::build::{percentile, share_permille};
use crate::figures::REGISTERED;
use crate::ledger::Shown;
use crate::{AidFlow, Count, Histogram, Level, Setting};

/// What offices did for former spouses. Of every count of it nought is withheld, as 1 to 4 are, so that no
/// report tells whether anybody was referred to an office at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AidFigures {
    /// Former spouses who were asked: both of each registered divorce.
    pub offered: Count,
    /// Those who want nothing of it.
    pub refused: Count,
    /// By office: every office of the city, whatever happened.
    pub consents: Vec<ConsentRow>,
    /// By office and kind: whatever the city's offices help with.
    pub referrals: Vec<ReferralRow>,
    /// By office and look; only where something may be shown.
    pub check_ins: Vec<CheckInRow>,
    /// By office, source and instalment; only where something may be shown.
    pub payments: Vec<PaymentRow>,
}

/// What former spouses said to one office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentRow {
    /// The office.
    pub office: AidOfficeCode,
    /// Consents given, for all kinds of aid. Always withheld of an office that protects from violence, as are the next.
    pub consented: Count,
    /// Consents taken back, whatever had become of the referral.
    pub taken_back: Count,
}

/// Counts by a closed list of words.
pub type Reasons<K> = BTreeMap<K, Count>;

/// Referrals to one office for one kind of aid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferralRow {
    /// The office.
    pub office: AidOfficeCode,
    /// Mentoring or capital.
    pub kind: AidKind,
    /// Went on when the period began. Withheld in reports of less than a month, and always of an office that protects from
    /// violence; so is `open`.
    pub opening: Count,
    /// The office was told.
    pub referred: Count,
    /// Mentoring granted, or money approved.
    pub granted: Count,
    /// The office said no.
    pub declined: Count,
    /// Consent taken back while it went on.
    pub withdrawn: Count,
    /// The office ended it.
    pub stopped: Count,
    /// All was done.
    pub closed: Count,
    /// Go on at the end of the period.
    pub open: Count,
    /// Sessions were planned for the first time.
    pub started: Count,
    /// How long it took to assess, from the referral to the first assessment.
    pub assessment: WorkRow,
    /// How long it took to decide, from the last assessment.
    pub decision: WorkRow,
    /// Declined, by reason.
    pub declined_by: Reasons<DeclineReason>,
    /// Stopped, by reason.
    pub stopped_by: Reasons<StopReason>,
    /// Closed, by what came of it.
    pub closed_by: Reasons<Outcome>,
    /// Ended after sessions had been planned, in whatever way.
    pub accompanied: Count,
    /// Sessions of these ever planned, those put off among them; withheld where `accompanied` is, and so are the next three.
    pub sessions_planned: Count,
    /// Sessions to which the person came.
    pub sessions_held: Count,
    /// Sessions to which the person did not come, excused or not.
    pub sessions_missed: Count,
    /// Sessions that the office could not hold.
    pub sessions_not_held: Count,
}

/// Something that an office has to do by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkRow {
    /// Done.
    pub count: Count,
    /// Half took no longer, in working days: the day it began on does not count, the day it was done on does. `None` where the
    /// count is withheld.
    pub p50_days: Option<u64>,
    /// Nine of ten took no longer.
    pub p90_days: Option<u64>,
    /// 99 of 100 took no longer.
    pub p99_days: Option<u64>,
    /// Not later than the day it was due.
    pub in_time: Count,
    /// Later.
    pub late: Count,
    /// Share in time in tenths of a percent, rounded down; `None` where it may not be shown.
    pub in_time_permille: Option<u16>,
}

/// Looks after businesses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckInRow {
    /// The office.
    pub office: AidOfficeCode,
    /// Which look it was.
    pub check_in: CheckIn,
    /// How the businesses did.
    pub states: Reasons<BusinessState>,
}

/// Money of one instalment. Amounts in rupiah, `None` where the count of people before them is withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRow {
    /// The office.
    pub office: AidOfficeCode,
    /// Out of which source.
    pub source: FundingSource,
    /// Which instalment; they count from 1.
    pub instalment: u16,
    /// The how-manieth payment of it: what came back is paid again. Approvals and cancellations stand with the first.
    pub turn: u16,
    /// People for whom it was approved.
    pub approved: Count,
    /// How much.
    pub approved_rupiah: Option<u64>,
    /// People whom it reached.
    pub paid: Count,
    /// How much.
    pub paid_rupiah: Option<u64>,
    /// People whose payment came back.
    pub returned: Count,
    /// How much.
    pub returned_rupiah: Option<u64>,
    /// People to whom it will not be paid, or not again.
    pub cancelled: Count,
    /// How much.
    pub cancelled_rupiah: Option<u64>,
}

/// What is said of a period; `None` in a city without aid.
pub(crate) fn report(setting: &Setting, flow: &AidFlow, level: &Level, shown: &Shown) -> Option<AidFigures> {
    let known = (setting.aid.keys()).filter_map(|code| AidOfficeCode::parse(code).ok());
    let offices: BTreeSet<AidOfficeCode> = (flow.offices.keys().cloned())
        .chain(level.aid.keys().cloned())
        .chain(known)
        .collect();
    if offices.is_empty() {
        return None;
    }
    Some(AidFigures {
        offered: match shown.count(REGISTERED) {
            Count::Exact(divorces) => Count::Exact(divorces.saturating_mul(2)),
            Count::Withheld => Count::Withheld,
        },
        refused: shown.count(REFUSED),
        consents: (offices.iter())
            .map(|office| ConsentRow {
                office: office.clone(),
                consented: shown.count(&of_office(office.as_str(), "consented")),
                taken_back: shown.count(&of_office(office.as_str(), "taken_back")),
            })
            .collect(),
        referrals: (offices.iter())
            .flat_map(|office| kinds(setting, flow, level, office).map(move |kind| (office, kind)))
            .map(|(office, kind)| referrals(flow, shown, office, kind))
            .collect(),
        check_ins: offices
            .iter()
            .flat_map(|office| check_ins(shown, office))
            .collect(),
        payments: payments(flow, shown),
    })
}

/// Years whose holidays are not known, of the working days behind counts that are shown.
pub(crate) fn unknown_years(flow: &AidFlow, shown: &Shown) -> BTreeSet<i16> {
    let mut years = BTreeSet::new();
    for (office, of) in &flow.offices {
        for (kind, referrals) in &of.referrals {
            let row = row(office.as_str(), kind.as_str());
            for (done, unknown) in [
                ("assessed", &referrals.assessed.unknown),
                ("decided", &referrals.decided.unknown),
            ] {
                if shown.count(&format!("{row}/{done}")) != Count::Withheld {
                    years.extend(unknown);
                }
            }
        }
    }
    years
}

/// Kinds that an office helps with, or has helped with.
fn kinds<'a>(
    setting: &'a Setting,
    flow: &'a AidFlow,
    level: &'a Level,
    office: &'a AidOfficeCode,
) -> impl Iterator<Item = AidKind> + use<> {
    let offered = setting.aid.get(office.as_str());
    let offered = offered
        .into_iter()
        .flat_map(|office| office.kinds.iter().copied());
    let counted = flow.offices.get(office);
    let counted = counted.into_iter().flat_map(|of| of.referrals.keys().copied());
    let standing = level.aid.get(office);
    let standing = standing.into_iter().flat_map(|kinds| kinds.keys().copied());
    let kinds: BTreeSet<AidKind> = offered.chain(counted).chain(standing).collect();
    kinds.into_iter()
}

fn referrals(flow: &AidFlow, shown: &Shown, office: &AidOfficeCode, kind: AidKind) -> ReferralRow {
    let row = row(office.as_str(), kind.as_str());
    let none = Referrals::default();
    let of = flow.offices.get(office).and_then(|of| of.referrals.get(&kind));
    let of = of.unwrap_or(&none);
    let count = |column: &str| shown.count(&format!("{row}/{column}"));
    ReferralRow {
        office: office.clone(),
        kind,
        opening: count(OPENING),
        referred: count("referred"),
        granted: count("granted"),
        declined: count("declined"),
        withdrawn: count("withdrawn"),
        stopped: count("stopped"),
        closed: count("closed"),
        open: count(OPEN),
        started: count("started"),
        assessment: work(count, "assessed", &of.assessed.days),
        decision: work(count, "decided", &of.decided.days),
        declined_by: reasons(DeclineReason::ALL, |reason| count(&format!("declined/{reason}"))),
        stopped_by: reasons(StopReason::ALL, |reason| count(&format!("stopped/{reason}"))),
        closed_by: reasons(Outcome::ALL, |outcome| count(&format!("closed/{outcome}"))),
        accompanied: count("accompanied"),
        sessions_planned: count("sessions_planned"),
        sessions_held: count("sessions_held"),
        sessions_missed: count("sessions_missed"),
        sessions_not_held: count("sessions_not_held"),
    }
}

fn work(count: impl Fn(&str) -> Count, done: &str, days: &Histogram) -> WorkRow {
    let all = count(done);
    let (in_time, late) = (count(&format!("{done}_in_time")), count(&format!("{done}_late")));
    WorkRow {
        count: all,
        p50_days: percentile(days, all, 50),
        p90_days: percentile(days, all, 90),
        p99_days: percentile(days, all, 99),
        in_time,
        late,
        in_time_permille: share_permille(in_time, late),
    }
}

fn reasons<K: Copy + Ord>(all: &[K], count: impl Fn(K) -> Count) -> Reasons<K> {
    all.iter().map(|reason| (*reason, count(*reason))).collect()
}

fn check_ins(shown: &Shown, office: &AidOfficeCode) -> Vec<CheckInRow> {
    (CheckIn::ALL.iter())
        .map(|check_in| CheckInRow {
            office: office.clone(),
            check_in: *check_in,
            states: reasons(BusinessState::ALL, |state| {
                shown.count(&format!("aid/{office}/check_in/{check_in}/{state}"))
            }),
        })
        .filter(|row| row.states.values().any(|count| *count != Count::Withheld))
        .collect()
}

fn payments(flow: &AidFlow, shown: &Shown) -> Vec<PaymentRow> {
    let mut rows = Vec::new();
    for (office, of) in &flow.offices {
        for (source, turns) in &of.payments {
            for turn in turns.keys() {
                let count =
                    |column: &str| shown.count(&format!("aid/{office}/money/{source}/{turn}/{column}"));
                let rupiah = |column: &str| count(&format!("{column}_rupiah")).exact();
                let row = PaymentRow {
                    office: office.clone(),
                    source: source.clone(),
                    instalment: turn.instalment,
                    turn: turn.turn,
                    approved: count("approved"),
                    approved_rupiah: rupiah("approved"),
                    paid: count("paid"),
                    paid_rupiah: rupiah("paid"),
                    returned: count("returned"),
                    returned_rupiah: rupiah("returned"),
                    cancelled: count("cancelled"),
                    cancelled_rupiah: rupiah("cancelled"),
                };
                let counts = [row.approved, row.paid, row.returned, row.cancelled];
                if counts.iter().any(|count| *count != Count::Withheld) {
                    rows.push(row);
                }
            }
        }
    }
    rows
}
