//! What a report says of requests for security.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::CourtCode;
use tuntas_security::Activity;

use super::SecurityFlow;
use super::figures::{ANSWERED, IN_TIME, LATE, row};
use crate::build::{percentile, share_permille};
use crate::ledger::Shown;
use crate::{Count, Setting};

/// What courts asked of the police, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityFigures {
    /// By court and activity, by name of the court.
    pub requests: Vec<SecurityRow>,
    /// How long the answers took.
    pub answers: AnswerTimes,
}

/// Requests of one court for one activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityRow {
    /// The court.
    pub court: CourtCode,
    /// What was to be secured.
    pub activity: Activity,
    /// Requests that came in.
    pub requested: Count,
    /// The police come.
    pub accepted: Count,
    /// The police do not come.
    pub declined: Count,
    /// The police proposed another time.
    pub proposed: Count,
    /// The police asked the court something.
    pub questioned: Count,
    /// Nobody had answered when an answer was due.
    pub overdue: Count,
    /// The police had promised to come, and do not.
    pub taken_back: Count,
    /// The court needs nobody any more.
    pub cancelled: Count,
    /// Reported as done and quiet.
    pub safe: Count,
    /// Reported as put off.
    pub postponed: Count,
    /// Reported with an incident.
    pub incident: Count,
    /// Officers that the courts wished, of what was accepted; withheld where `accepted` is.
    pub wished: Count,
    /// Officers that come to what was accepted; withheld where `accepted` is.
    pub given: Count,
}

/// How long the police took to accept or decline, in working hours, without the time that the court needed for its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerTimes {
    /// Accepted or declined.
    pub count: Count,
    /// Half took no longer, in whole minutes of working hours; `None` where the count is withheld or nought.
    pub p50_minutes: Option<u64>,
    /// Nine of ten took no longer.
    pub p90_minutes: Option<u64>,
    /// 99 of 100 took no longer.
    pub p99_minutes: Option<u64>,
    /// Not later than it was due.
    pub in_time: Count,
    /// Later.
    pub late: Count,
    /// Share in time in tenths of a percent, rounded down; `None` where it may not be shown or there was no answer.
    pub in_time_permille: Option<u16>,
}

/// What is said of a period; `None` where there is nothing to say.
pub(crate) fn report(setting: &Setting, flow: &SecurityFlow, shown: &Shown) -> Option<SecurityFigures> {
    if flow.requests.is_empty() {
        return None;
    }
    let mut courts: Vec<&CourtCode> = flow.requests.keys().collect();
    courts.sort_by_key(|court| (setting.courts.get(court.as_str()), court.as_str()));
    let requests = courts
        .into_iter()
        .filter_map(|court| Some((court, flow.requests.get(court)?)))
        .flat_map(|(court, activities)| activities.keys().map(move |activity| (court, *activity)))
        .map(|(court, activity)| {
            let count = |column| shown.count(&row(court.as_str(), activity, column));
            SecurityRow {
                court: court.clone(),
                activity,
                requested: count("requested"),
                accepted: count("accepted"),
                declined: count("declined"),
                proposed: count("proposed"),
                questioned: count("questioned"),
                overdue: count("overdue"),
                taken_back: count("taken_back"),
                cancelled: count("cancelled"),
                safe: count("safe"),
                postponed: count("postponed"),
                incident: count("incident"),
                wished: count("wished"),
                given: count("given"),
            }
        })
        .collect();
    let (count, in_time, late) = (shown.count(ANSWERED), shown.count(IN_TIME), shown.count(LATE));
    Some(SecurityFigures {
        requests,
        answers: AnswerTimes {
            count,
            p50_minutes: percentile(&flow.times, count, 50),
            p90_minutes: percentile(&flow.times, count, 90),
            p99_minutes: percentile(&flow.times, count, 99),
            in_time,
            late,
            in_time_permille: share_permille(in_time, late),
        },
    })
}
