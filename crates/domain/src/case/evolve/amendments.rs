//! Changes asked for after the registration: the row they wait in.

use crate::case::Case;
use crate::decree::Role;
use crate::plan::Amendment;

/// Puts a change in the row, last. Where it overtakes one that still waits, it takes its place; what officers were
/// looking at is then no question any more.
pub(super) fn order(case: &mut Case, amendment: Amendment) {
    let place = (case.amendments.iter()).position(|open| overtakes(&amendment, open));
    let Some(open) = place.and_then(|place| case.amendments.get_mut(place)) else {
        case.amendments.push(amendment);
        return;
    };
    let overtaken = std::mem::replace(open, amendment);
    if let Amendment::Custody { child, parent } = overtaken {
        forget_custody(case, child, parent);
    }
    if place == Some(0) {
        case.lift_hold();
    }
}

fn overtakes(amendment: &Amendment, open: &Amendment) -> bool {
    match (amendment, open) {
        (Amendment::Choice { role }, Amendment::Choice { role: again }) => role == again,
        (Amendment::Custody { child, .. }, Amendment::Custody { child: again, .. }) => child == again,
        _ => false,
    }
}

/// The next change has been carried out.
pub(super) fn carried_out(case: &mut Case, amendment: &Amendment) {
    case.lift_hold();
    case.decisions.truncate(case.lasting_decisions);
    case.amendments.retain(|open| open != amendment);
    if let Amendment::Choice { role } = amendment {
        let choices = &mut case.choices[*role];
        choices.carried_out = choices.counts;
    }
}

/// The next change is not carried out; no later plan may do it in passing.
pub(super) fn give_up(case: &mut Case) {
    case.decisions.truncate(case.lasting_decisions);
    if case.amendments.is_empty() {
        return;
    }
    match case.amendments.remove(0) {
        Amendment::Choice { role } => {
            let choices = &mut case.choices[role];
            choices.counts = choices.carried_out;
        }
        Amendment::Custody { child, parent } => forget_custody(case, child, parent),
        Amendment::Correction { .. } | Amendment::Reversal { .. } => {}
    }
}

fn forget_custody(case: &mut Case, child: usize, parent: Role) {
    if let Some(place) = case.custody.iter().rposition(|given| *given == (child, parent)) {
        case.custody.remove(place);
    }
}

/// The ruling was undone: that comes first. What was still open about a divorce that never was is void; what puts a
/// person's record right is not.
pub(super) fn undo(case: &mut Case, reversal: Amendment) {
    case.decisions.truncate(case.lasting_decisions);
    let corrections = std::mem::take(&mut case.amendments)
        .into_iter()
        .filter(|open| matches!(open, Amendment::Correction { .. }) && !case.renews_letters(open))
        .collect::<Vec<_>>();
    case.amendments.push(reversal);
    case.amendments.extend(corrections);
}
