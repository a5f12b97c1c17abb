//! What a change of the register makes of a case.

use super::amendments;
use crate::case::{Case, MarriageNotice};
use crate::decree::{Parties, Role};
use crate::identity::CityCode;
use crate::plan::{Amendment, Decision, Flag, Outcome, Reissue};

pub(super) fn updated(
    case: &mut Case,
    outcomes: &Parties<Outcome>,
    flags: &[Flag],
    cards: &Parties<Option<u32>>,
    marriage_registry: Option<&CityCode>,
) {
    case.registered = true;
    case.changes = 1;
    case.lift_hold();
    // A number handed out by hand is used up.
    (case.decisions).retain(|decision| !matches!(decision, Decision::UseNumber { .. }));
    case.lasting_decisions = case.decisions.len();
    for role in Role::BOTH {
        let choices = &mut case.choices[role];
        choices.carried_out = choices.counts;
    }
    parties_moved(case, outcomes, Parties::default(), cards, false);
    case.duty_over |= lets_duty_go(flags);
    case.marriage_notice = marriage_registry.map(|region| MarriageNotice {
        region: region.clone(),
        change: 1,
        document: None,
        sent: false,
        earlier: false,
    });
}

pub(super) fn amended(
    case: &mut Case,
    amendment: &Amendment,
    outcomes: &Parties<Outcome>,
    reissued: Parties<Reissue>,
    cards: &Parties<Option<u32>>,
    flags: &[Flag],
) {
    let letters = case.renews_letters(amendment);
    case.changes = case.changes.saturating_add(1);
    amendments::carried_out(case, amendment);
    parties_moved(case, outcomes, reissued, cards, letters);
    case.duty_over |= lets_duty_go(flags);
    if letters {
        renew_marriage_notice(case, amendment);
    }
}

/// Where the parties stand now, and whose documents are out of date by that.
fn parties_moved(
    case: &mut Case,
    outcomes: &Parties<Outcome>,
    reissued: Parties<Reissue>,
    cards: &Parties<Option<u32>>,
    letters: bool,
) {
    for (role, outcome) in outcomes.iter() {
        let track = &mut case.tracks[role];
        if track.outdated_by(outcome, reissued[role], letters) {
            track.begin_round(case.changes, outcome, reissued[role]);
        }
        track.outcome = Some(outcome.clone());
        track.card = cards[role].or(track.card);
    }
}

fn lets_duty_go(flags: &[Flag]) -> bool {
    (flags.iter()).any(|flag| matches!(flag, Flag::DutyNotApplied { .. }))
}

/// A registry that never heard of the divorce need not hear that it was undone.
fn renew_marriage_notice(case: &mut Case, amendment: &Amendment) {
    let undone = matches!(amendment, Amendment::Reversal { .. });
    case.marriage_notice = case.marriage_notice.take().and_then(|notice| {
        let earlier = notice.earlier || notice.sent;
        (earlier || !undone).then_some(MarriageNotice {
            region: notice.region,
            change: case.changes,
            document: None,
            sent: false,
            earlier,
        })
    });
}
