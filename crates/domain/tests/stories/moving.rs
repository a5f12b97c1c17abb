//! Joining another card, and leaving the city.

use tuntas_domain::decree::Choice;
use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::Nik;
use tuntas_domain::people::{MaritalStatus, Relationship, Text};
use tuntas_domain::plan::{Hold, Outcome};

use super::fixtures::*;
use super::registry::Registry;

fn ratnas_card() -> Household {
    card(2, vec![(Relationship::Head, ratna())])
}

fn join(relationship: Relationship, host_consents: bool) -> Choice {
    Choice::Join {
        host: number(2),
        relationship,
        host_consents,
    }
}

fn leave() -> Choice {
    leave_for(None)
}

fn leave_for(region: Option<&str>) -> Choice {
    Choice::Leave {
        destination: Text::parse("Kota Malang").unwrap(),
        region: region.map(|code| code.parse().unwrap()),
    }
}

/// Who the card says has left, with whom and as what.
fn departed(card: &Household) -> Vec<(Nik, Nik, Relationship, MaritalStatus)> {
    card.departed
        .iter()
        .map(|departure| {
            let member = &departure.member;
            let person = &member.person;
            (
                person.nik.clone(),
                departure.with.clone(),
                member.relationship,
                person.marital_status,
            )
        })
        .collect()
}

#[test]
fn a_daughter_returns_to_her_mothers_card_with_her_child() {
    let after = Story::of(vec![
        budis_card(vec![(Relationship::Child, ani())]),
        ratnas_card(),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)])
    .wishing(WATI, join(Relationship::Child, true))
    .carry_out();
    assert!(after.taken.is_empty(), "no number is needed");
    let host = after.card_of(&wati());
    assert_eq!((host.id, host.version), (household_id(2), 2));
    assert_eq!(host.number, number(2));
    assert_eq!(after.shdk(&ratna()), Relationship::Head);
    assert_eq!(after.shdk(&wati()), Relationship::Child);
    assert_eq!(after.shdk(&ani()), Relationship::Grandchild);
    assert!(
        matches!(after.plan.outcomes[WATI], Outcome::Joined { household } if household.id == host.id && household.version == host.version)
    );
}

#[test]
fn with_a_brother_the_child_is_a_relative() {
    let after = Story::of(vec![
        budis_card(vec![(Relationship::Child, ani())]),
        ratnas_card(),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)])
    .wishing(WATI, join(Relationship::OtherRelative, true))
    .carry_out();
    assert_eq!(after.shdk(&wati()), Relationship::OtherRelative);
    assert_eq!(after.shdk(&ani()), Relationship::OtherRelative);
}

#[test]
fn nobody_is_put_on_a_card_whose_head_has_not_agreed() {
    let story =
        Story::of(vec![budis_card(vec![]), ratnas_card()]).wishing(WATI, join(Relationship::Child, false));
    assert_eq!(story.hold(), Hold::HostConsentMissing { role: WATI });
}

#[test]
fn a_wife_who_leaves_the_city_leaves_the_register() {
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .wishing(WATI, leave())
        .carry_out();
    assert_eq!(after.plan.departures, [wati().nik, ani().nik]);
    assert_eq!(after.plan.outcomes[WATI], Outcome::Left);
    assert_eq!(
        after.plan.reissued,
        [budi().id],
        "her card is issued where she arrives"
    );
    assert_eq!(after.card_of(&budi()).members.len(), 1);
}

#[test]
fn the_card_that_is_left_says_who_left_with_whom_and_where_to() {
    let after = Story::of(vec![
        budis_card(vec![(Relationship::Child, ani())]),
        card(
            2,
            vec![(Relationship::Head, ratna()), (Relationship::Grandchild, dewi())],
        ),
    ])
    .with_children(vec![by_ruling(&ani(), WATI), by_ruling(&dewi(), WATI)])
    .wishing(WATI, leave_for(Some("35.73")))
    .carry_out();
    let left = after.card_of(&budi());
    let hers = wati().nik;
    assert_eq!(
        departed(left),
        [
            (
                wati().nik,
                hers.clone(),
                Relationship::Wife,
                MaritalStatus::Divorced
            ),
            (
                ani().nik,
                hers.clone(),
                Relationship::Child,
                MaritalStatus::Single
            ),
        ],
        "as they leave, by what they were on this card"
    );
    assert_eq!(
        departed(after.card_of(&ratna())),
        [(dewi().nik, hers, Relationship::Grandchild, MaritalStatus::Single)],
        "a child leaves from the card it stands on"
    );
    let departure = &left.departed[0];
    assert_eq!(departure.destination.as_str(), "Kota Malang");
    assert_eq!(departure.region.as_ref().unwrap().as_str(), "35.73");
    assert_eq!(departure.member.person.divorced_on, Some(BHT));
}

#[test]
fn the_version_after_a_departure_tells_of_none() {
    let mut registry = Registry::after(&Story::of(vec![budis_card(vec![])]).wishing(WATI, leave()));
    let left = registry.card_of(&budi()).unwrap().clone();
    assert_eq!(left.departed.len(), 1);
    let moved = Choice::Own {
        address: Some(new_address()),
    };
    registry.choose(BUDI, moved).unwrap();
    let later = registry.card_of(&budi()).unwrap();
    assert_eq!((later.id, later.version), (left.id, left.version + 1));
    assert!(later.departed.is_empty());
}

#[test]
fn a_husband_of_two_wives_leaves_married_and_a_closed_card_tells_of_it_too() {
    let sari = person(
        31,
        "Contoh Sari",
        tuntas_domain::people::Sex::Female,
        jiff::civil::date(1992, 8, 8),
    );
    let on = jiff::civil::date(2019, 2, 2);
    let of_two = married(budi(), &sari, "0101/011/II/2019", on);
    let home = card(
        1,
        vec![(Relationship::Head, of_two), (Relationship::Wife, wati())],
    );
    let after = Story::of(vec![home]).wishing(BUDI, leave()).carry_out();
    let closed = after.household(household_id(1));
    assert_eq!(closed.state, HouseholdState::Closed);
    assert_eq!(
        departed(closed),
        [(budi().nik, budi().nik, Relationship::Head, MaritalStatus::Married)]
    );
    assert!(
        after.card_of(&wati()).departed.is_empty(),
        "her new card tells of nobody"
    );
}

#[test]
fn who_moves_within_the_city_does_not_leave_it() {
    let story = Story::of(vec![budis_card(vec![])]).wishing(WATI, leave_for(Some("35.75")));
    assert_eq!(story.hold(), Hold::ContradictoryChoices);
}

#[test]
fn when_the_head_leaves_the_city_the_other_heads_those_who_stay() {
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .wishing(BUDI, leave())
        .carry_out();
    assert_eq!(after.plan.departures, [budi().nik]);
    assert!(after.has_new_number(&wati()));
    assert_eq!(after.shdk(&wati()), Relationship::Head);
    assert_eq!(after.shdk(&ani()), Relationship::Child);
    assert_eq!(
        after.household(household_id(1)).state,
        HouseholdState::Closed,
        "the number has left with its head"
    );
}

#[test]
fn when_all_leave_the_city_the_card_is_closed() {
    let after = Story::of(vec![budis_card(vec![])])
        .wishing(WATI, leave())
        .wishing(BUDI, leave())
        .carry_out();
    assert_eq!(after.plan.departures.len(), 2);
    assert_eq!(after.household(household_id(1)).state, HouseholdState::Closed);
    assert!(after.plan.reissued.is_empty());
}

#[test]
fn a_husband_with_two_wives_stays_married_to_the_other() {
    let sari = married(
        person(
            31,
            "Contoh Sari",
            tuntas_domain::people::Sex::Female,
            jiff::civil::date(1992, 8, 8),
        ),
        &budi(),
        "0101/011/II/2019",
        jiff::civil::date(2019, 2, 2),
    );
    let budi_of_two = married(budi(), &sari, "0101/011/II/2019", jiff::civil::date(2019, 2, 2));
    let home = card(
        1,
        vec![
            (Relationship::Head, budi_of_two),
            (Relationship::Wife, wati()),
            (Relationship::Wife, sari.clone()),
        ],
    );
    let story = Story::of(vec![home]);
    let after = story.carry_out();
    let his = after.record(&budi());
    assert_eq!(his.marital_status, MaritalStatus::Married);
    assert_eq!(his.marriages.len(), 1);
    assert_eq!(his.marriages[0].spouse, Some(sari.nik.clone()));
    assert_eq!(his.divorced_on, Some(BHT));
    assert_eq!(after.record(&wati()).marital_status, MaritalStatus::Divorced);
    assert_eq!(
        after.record(&sari),
        &sari,
        "the other wife's record is not touched"
    );
    assert_eq!(after.shdk(&sari), Relationship::Wife);

    // Where he moves away alone, it does not follow that the divorced wife heads his other wife.
    let leaving = story.wishing(
        BUDI,
        Choice::Own {
            address: Some(new_address()),
        },
    );
    assert_eq!(leaving.hold(), Hold::HeadMustBeChosen);
}
