//! What one may ask of a case only now, only once, or never.

use tuntas_domain::case::{Command, CourierStatus, Event, HandedTo, OldCard, Refusal};
use tuntas_domain::decree::{ChoiceKind, ChoiceSource};
use tuntas_domain::plan::{Amendment, CloseGround, Decision, Hold, Reissue};

use super::case_office::{Office, amend, both, cards, hand_over, hour, household, moved, officer, register};
use super::fixtures::{BUDI, WATI};

#[test]
fn what_became_of_the_old_card_is_recorded_once_and_can_be_put_right() {
    let mut office = Office::registered();
    let record = |state| Command::RecordOldCard { role: WATI, state };
    assert_eq!(office.does(record(OldCard::Withdrawn)).len(), 1);
    office.knows(record(OldCard::Withdrawn));
    assert_eq!(office.does(record(OldCard::Missing)).len(), 1);
}

#[test]
fn documents_that_are_not_printed_are_handed_to_nobody() {
    let mut office = Office::registered();
    office.does(cards(WATI));
    assert_eq!(
        office.refuses(hand_over(WATI, HandedTo::Addressee)),
        Refusal::NotPrinted
    );
}

#[test]
fn a_rider_who_was_never_found_is_not_called_back() {
    let mut office = Office::with_rider_coming(BUDI);
    assert_eq!(office.case.tracks[BUDI].rider_to_recall(), Some(1));
    office.does(moved(BUDI, 1, CourierStatus::NoDriver));
    assert_eq!(office.case.tracks[BUDI].rider_to_recall(), None);
}

#[test]
fn the_register_change_and_each_later_one_name_the_versions_they_wrote() {
    let mut office = Office::accepted();
    let first = office.does(register(None));
    let cards = office.does(cards(WATI));
    office.does(Command::Choose {
        role: WATI,
        choice: ChoiceKind::Own,
        source: ChoiceSource::Citizen,
    });
    let chosen = Amendment::Choice { role: WATI };
    let later = office.does(amend(chosen, both(Reissue::BOTH)));
    let written = |events: &[Event]| {
        events
            .iter()
            .flat_map(Event::written)
            .copied()
            .collect::<Vec<_>>()
    };
    assert_eq!(written(&first), [household(2)]);
    assert_eq!(written(&cards), []);
    assert_eq!(written(&later), [household(3)]);
}

fn decide(decision: Decision) -> Command {
    Command::Decide {
        officer: officer(1),
        now: hour(1),
        decision,
    }
}

#[test]
fn a_case_that_has_changed_the_register_is_never_closed_as_if_it_had_not() {
    let close = Decision::Close {
        ground: CloseGround::EndedByDeath,
    };
    let dead = Hold::PartyDeceased { role: WATI };
    assert!(dead.accepts(&close));
    let mut office = Office::registered();
    office.does(Command::Choose {
        role: BUDI,
        choice: ChoiceKind::Own,
        source: ChoiceSource::Citizen,
    });
    office.holds(dead);
    assert_eq!(office.refuses(decide(close)), Refusal::DecisionNotAllowed);
}

#[test]
fn households_that_have_not_been_changed_cannot_be_left_as_they_are() {
    assert!(Hold::ChangedSince.accepts(&Decision::LeaveHouseholds));
    let office = Office::held(Hold::ChangedSince);
    assert_eq!(
        office.refuses(decide(Decision::LeaveHouseholds)),
        Refusal::DecisionNotAllowed
    );
}
