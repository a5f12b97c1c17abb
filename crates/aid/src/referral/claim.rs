//! One officer takes the next step, so that two do not do the same work.

use jiff::{SignedDuration, Timestamp};
use tuntas_domain::case;
use tuntas_domain::identity::OfficerCode;

use super::{Command, Desk, Event, Referral, Refusal, Stage};

/// How long a claim lasts: as long as one on a held case. Claiming again makes it last longer.
pub const CLAIM: SignedDuration = case::Claim::LASTS;

/// Whether somebody else works on the next step now.
pub fn claimed_by_another(referral: &Referral, officer: &OfficerCode, now: Timestamp) -> bool {
    let mut claim = referral.claim.iter();
    claim.any(|claim| claim.holds(now) && claim.officer != *officer)
}

/// Whether a wish is the step that an officer claims.
pub fn is_claimed(command: &Command) -> bool {
    matches!(
        command,
        Command::Assess { .. }
            | Command::Decline { .. }
            | Command::Grant { .. }
            | Command::Propose { .. }
            | Command::ReturnProposal { .. }
            | Command::Approve { .. }
    )
}

pub(super) fn claim(
    referral: &Referral,
    officer: OfficerCode,
    desks: &[Desk],
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let desk = match referral.stage {
        Stage::Referred => Desk::Assessment,
        Stage::Assessed | Stage::Proposed => Desk::Decision,
        _ => return Err(Refusal::NotTheTurn),
    };
    if !desks.contains(&desk) {
        return Err(Refusal::NotTheTurn);
    }
    if claimed_by_another(referral, &officer, now) {
        return Err(Refusal::ClaimedByAnother);
    }
    let lasts = |held: &super::Claim| held.officer == officer && held.until >= until;
    if referral.claim.as_ref().is_some_and(lasts) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::AidClaimed { officer, until }])
}

/// Only what one claimed oneself is given back, also once it has run out.
pub(super) fn release(referral: &Referral, officer: OfficerCode) -> Result<Vec<Event>, Refusal> {
    let mut claim = referral.claim.iter();
    if claim.any(|claim| claim.officer == officer) {
        Ok(vec![Event::AidReleased { officer }])
    } else {
        Err(Refusal::NotClaimed)
    }
}
