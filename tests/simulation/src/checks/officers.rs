//! After every commit: whoever decides has the case, and nobody agrees with themselves.

use jiff::Timestamp;
use tuntas_domain::case::{Case, Event};
use tuntas_domain::identity::OfficerCode;

/// Whether an event may come to a case as it was before, at its time.
pub(super) fn may(case: &Case, event: &Event, at: Timestamp) -> Result<(), &'static str> {
    let has = |officer: &OfficerCode| {
        let claim = case.claim.as_ref();
        claim.is_some_and(|claim| claim.officer == *officer && claim.until > at)
    };
    match event {
        Event::HoldClaimed { officer, .. } => {
            let claim = case.claim.as_ref().filter(|claim| claim.until > at);
            require(case.hold.is_some(), "a case is claimed that nobody holds")?;
            require(
                claim.is_none_or(|claim| claim.officer == *officer),
                "a case is taken from the officer who has it",
            )
        }
        Event::DecisionProposed { officer, .. } => {
            require(case.proposal.is_none(), "two decisions are proposed at once")?;
            require(has(officer), "an officer proposes about a case of somebody else")
        }
        Event::Decided {
            decision,
            officer,
            approved_by,
        } => {
            let hold = case.hold.as_ref();
            require(
                hold.is_some_and(|hold| hold.accepts(decision)),
                "a case is decided twice, or about something else",
            )?;
            match approved_by {
                None => {
                    require(!decision.needs_approval(), "two eyes decide what needs four")?;
                    require(has(officer), "an officer decides a case of somebody else")
                }
                Some(second) => {
                    require(second != officer, "an officer agrees with themselves")?;
                    let proposal = case.proposal.as_ref();
                    require(
                        proposal.is_some_and(|proposal| {
                            (&proposal.decision, &proposal.officer) == (decision, officer)
                        }),
                        "somebody agrees to what nobody proposed",
                    )
                }
            }
        }
        Event::ReturnedToCourt { officer, .. } => {
            require(!case.registered, "a ruling is returned that was carried out")?;
            require(has(officer), "an officer returns a case of somebody else")
        }
        Event::CorrectionDecided {
            officer,
            number,
            agreed,
        } => {
            let correction = case.correction(*number);
            require(
                correction.is_some_and(|correction| correction.agreed.is_none()),
                "a correction is decided twice",
            )?;
            require(
                !agreed || correction.is_some_and(|correction| correction.officer != *officer),
                "an officer agrees with their own correction",
            )
        }
        _ => Ok(()),
    }
}

fn require(kept: bool, what: &'static str) -> Result<(), &'static str> {
    if kept { Ok(()) } else { Err(what) }
}
