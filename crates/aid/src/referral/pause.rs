//! Waiting, and going on: for the person, or because the ruling was undone.

use jiff::civil::Date;
use tuntas_domain::identity::OfficerCode;
use tuntas_domain::working_days::WorkingDays;

use super::{Command, Event, Pause, PauseReason, Referral, Refusal, Stage};

/// Days that a referral waits at most, until somebody looks again.
pub const MOST_PAUSED_DAYS: i32 = 90;

/// Until when the next step is to be taken, if the wait ends on a day: the clock stood still meanwhile, but no longer than the
/// wait was to last. What was late before stays as late as it was. `None` where the days are those of a plan.
pub fn resumed(referral: &Referral, on: Date, days: &WorkingDays) -> Option<Date> {
    let (pause, by) = (referral.pause.as_ref()?, step_by(referral)?);
    if by < pause.since {
        return Some(by);
    }
    let back = pause.until.map_or(on, |until| on.min(until)).max(pause.since);
    let left = days.between(pause.since, by);
    Some(days.after(back, left).max(by))
}

/// Until when the next step is to be taken.
fn step_by(referral: &Referral) -> Option<Date> {
    match referral.stage {
        Stage::Referred => referral.assess_by,
        Stage::Assessed | Stage::Proposed => referral.decide_by,
        Stage::Approved => referral.plan_by,
        _ => None,
    }
}

/// Whether a wish can be fulfilled while the referral waits. What has happened is written down, and what has begun can end;
/// nothing new is decided, planned or paid.
pub(super) fn may_go_on(pause: &Pause, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::RecordSession { .. }
        | Command::CheckBusiness { .. }
        | Command::CancelInstalment { .. }
        | Command::Stop { .. } => Ok(()),
        _ => Err(waits(pause)),
    }
}

pub(super) fn pause(
    referral: &Referral,
    reason: PauseReason,
    until: Date,
    officer: OfficerCode,
    on: Date,
) -> Result<Vec<Event>, Refusal> {
    if let Some(pause) = &referral.pause {
        return Err(waits(pause));
    }
    let last = on.saturating_add(jiff::Span::new().days(MOST_PAUSED_DAYS));
    if reason == PauseReason::RulingReversed || until <= on || until > last {
        return Err(Refusal::PauseNotSound);
    }
    Ok(vec![Event::AidPaused {
        reason,
        on,
        until,
        officer,
    }])
}

pub(super) fn resume(
    referral: &Referral,
    officer: OfficerCode,
    on: Date,
    by: Option<Date>,
) -> Result<Vec<Event>, Refusal> {
    match &referral.pause {
        None => Err(Refusal::NotPaused),
        Some(pause) if pause.reason == PauseReason::RulingReversed => Err(Refusal::RulingReversed),
        Some(_) => Ok(vec![Event::AidResumed { on, by, officer }]),
    }
}

pub(super) fn continued(
    referral: &Referral,
    officer: OfficerCode,
    on: Date,
    by: Option<Date>,
) -> Result<Vec<Event>, Refusal> {
    match &referral.pause {
        Some(pause) if pause.reason == PauseReason::RulingReversed => {
            Ok(vec![Event::AidContinued { on, by, officer }])
        }
        _ => Err(Refusal::NotPaused),
    }
}

fn waits(pause: &Pause) -> Refusal {
    match pause.reason {
        PauseReason::RulingReversed => Refusal::RulingReversed,
        PauseReason::DocumentsMissing | PauseReason::NoContact | PauseReason::AskedForTime => Refusal::Paused,
    }
}
