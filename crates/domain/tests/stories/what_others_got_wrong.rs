//! Failures that users of other registers report, each told so that it cannot happen here.

use std::collections::BTreeSet;

use jiff::civil::date;
use tuntas_domain::decree::Choice;
use tuntas_domain::household::HouseholdState;
use tuntas_domain::identity::MarriageCertificateNumber;
use tuntas_domain::people::{MaritalStatus, Marriage, Relationship, Sex, Vital};
use tuntas_domain::plan::{Decision, Hold, NumberMissing};

use super::fixtures::*;
use super::registry::Registry;

fn own() -> Choice {
    Choice::Own {
        address: Some(new_address()),
    }
}

/// A divorce annotated on the second marriage instead of the first.
#[test]
fn the_divorce_is_not_noted_on_the_second_marriage() {
    let joko = person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4));
    let mut home = budis_card(vec![]);
    let second = Marriage {
        spouse: Some(joko.nik),
        certificate: Some(MarriageCertificateNumber::parse("0077/007/IX/2021").unwrap()),
        date: Some(date(2021, 9, 30)),
    };
    home.members[1].person.marriages.insert(0, second.clone());
    let after = Story::of(vec![home]).carry_out();
    assert_eq!(after.record(&wati()).marriages, [second]);
    assert_eq!(after.record(&wati()).marital_status, MaritalStatus::Married);
}

/// A date of one kind sent in place of another.
#[test]
fn the_divorce_date_is_neither_that_of_the_ruling_nor_of_the_certificate() {
    let story = Story::of(vec![budis_card(vec![])]);
    let dates = [
        story.decree.ruling_date,
        story.decree.finality.akta.as_ref().unwrap().date,
        TODAY,
    ];
    let after = story.carry_out();
    let on = after.record(&wati()).divorced_on.unwrap();
    assert!(!dates.contains(&on));
    assert_eq!(on, BHT);
}

/// A divorce registered while the marriage record went on saying married.
#[test]
fn no_record_of_the_marriage_goes_on_as_married() {
    let after = Story::of(vec![budis_card(vec![])]).carry_out();
    for party in [wati(), budi()] {
        let record = after.record(&party);
        assert!(record.marriages.is_empty());
        assert!(!record.marital_status.is_married());
        assert_eq!(record.marital_status.on_identity_card().label(), "CERAI HIDUP");
    }
}

/// A ruling whose court is not named, and one of the paper era, went in unseen or not at all.
#[test]
fn a_ruling_without_its_court_and_a_marriage_without_its_record_each_have_their_own_hold() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.doubts = vec![tuntas_domain::decree::Doubt::CourtNameMissing];
    story.register[0].members[1].person.marriages.clear();
    assert_eq!(story.hold(), Hold::CourtNameMissing);
    let story = story.decided(Decision::AcceptCourt);
    assert_eq!(story.hold(), Hold::PaperRecordOnly { role: WATI });
}

/// A split left people without a head.
#[test]
fn a_split_leaves_nobody_without_a_head() {
    let others = vec![
        (Relationship::Child, ani()),
        (Relationship::Parent, sumi()),
        (Relationship::ParentInLaw, ratna()),
    ];
    let after = Story::of(vec![budis_card(others)])
        .wishing(BUDI, own())
        .carry_out();
    for home in after.register.iter().filter(|home| home.is_active()) {
        assert!(home.head().is_some());
    }
    assert_eq!(after.card_of(&sumi()).head().unwrap().person.nik, wati().nik);
}

/// When the head left, the old card went on with the number that was his.
#[test]
fn a_number_leaves_with_its_head() {
    let after = Story::of(vec![budis_card(vec![])])
        .wishing(BUDI, own())
        .carry_out();
    assert_eq!(after.card_of(&budi()).number, number(1));
    assert_ne!(after.card_of(&wati()).number, number(1));
}

/// A remarried woman could not join a card.
#[test]
fn a_woman_who_has_married_again_joins_a_card_all_the_same() {
    let joko = person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4));
    let mut home = budis_card(vec![]);
    home.members[1].person.marriages = vec![Marriage {
        spouse: Some(joko.nik.clone()),
        certificate: None,
        date: Some(date(2021, 9, 30)),
    }];
    let after = Story::of(vec![home, card(2, vec![(Relationship::Head, joko)])])
        .decided(Decision::AcceptRemarriage { role: WATI })
        .wishing(
            WATI,
            Choice::Join {
                host: number(2),
                relationship: Relationship::Other,
                host_consents: true,
            },
        )
        .carry_out();
    assert_eq!(after.card_of(&wati()).number, number(2));
}

/// A dead head's number was used on.
#[test]
fn a_dead_heads_number_is_never_used_again() {
    let mut story = Story::of(vec![budis_card(vec![
        (Relationship::Child, ani()),
        (Relationship::ParentInLaw, ratna()),
    ])])
    .with_children(vec![custody(&ani(), None)]);
    story.register[0].members[0].person.vital = Vital::Deceased;
    let mut registry = Registry::after(&story);
    registry.decide(Decision::AcceptDeath { role: BUDI }).unwrap();
    assert_eq!(
        registry.lines(&wati()),
        [
            "Contoh Wati KEPALA KELUARGA",
            "Contoh Ani ANAK",
            "Contoh Ratna ORANG TUA"
        ]
    );
    assert_eq!(registry.card_of(&wati()).unwrap().number, registry.taken[0]);
    let old = registry
        .register()
        .into_iter()
        .find(|home| home.id == household_id(1))
        .unwrap();
    assert_eq!((old.state, old.number), (HouseholdState::Closed, number(1)));
    assert_eq!(registry.card_of(&budi()), None, "on no active card");
}

/// A split lost the rows that aid programmes hang on a household: here the household keeps its identity across versions
/// and every person keeps theirs, so nothing that refers to them is cut off.
#[test]
fn what_refers_to_a_household_or_a_person_outlives_the_split() {
    let story = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![by_ruling(&ani(), WATI)]);
    let ids = |story: &[tuntas_domain::household::Household]| -> BTreeSet<_> {
        story
            .iter()
            .flat_map(|home| &home.members)
            .map(|member| member.person.id)
            .collect()
    };
    let after = story.carry_out();
    assert_eq!(ids(&after.register), ids(&story.register));
    assert_eq!(
        after.card_of(&budi()).id,
        household_id(1),
        "the head's household goes on"
    );
    assert_eq!(after.card_of(&budi()).version, 2);
    // And the card that is closed is still there to be found.
    let gone = Story::of(vec![
        budis_card(vec![]),
        card(2, vec![(Relationship::Head, sumi())]),
    ])
    .wishing(
        BUDI,
        Choice::Join {
            host: number(2),
            relationship: Relationship::Child,
            host_consents: true,
        },
    )
    .carry_out();
    assert_eq!(gone.household(household_id(1)).state, HouseholdState::Closed);
}

/// The status had to be changed apart from the split, and one of both was forgotten.
#[test]
fn status_and_split_are_one_change() {
    let plan = Story::of(vec![budis_card(vec![])]).plan().unwrap();
    for draft in &plan.drafts {
        for member in &draft.members {
            assert_eq!(member.person.marital_status, MaritalStatus::Divorced);
        }
    }
    // Without the numbers nothing is written at all.
    assert_eq!(plan.number(case_id(), TODAY, &[]), Err(NumberMissing));
}

/// A card of one person was impossible.
#[test]
fn a_card_of_one_person_is_a_card() {
    let after = Story::of(vec![budis_card(vec![])]).carry_out();
    assert_eq!(after.card_of(&wati()).members.len(), 1);
    assert_eq!(after.card_of(&budi()).members.len(), 1);
}

/// The count of members was wrong after a split.
#[test]
fn the_members_counted_before_are_the_members_counted_after() {
    let mut others = vec![(Relationship::Child, ani()), (Relationship::Child, dewi())];
    others.extend((100..112).map(|serial| {
        let called = format!("Contoh Famili {serial}").replace(|c: char| c.is_ascii_digit(), "");
        (
            Relationship::OtherRelative,
            person(serial, called.trim(), Sex::Male, date(1980, 1, 1)),
        )
    }));
    let story = Story::of(vec![budis_card(others)])
        .with_children(vec![by_ruling(&ani(), WATI), by_ruling(&dewi(), BUDI)]);
    let count = |register: &[tuntas_domain::household::Household]| -> usize {
        register.iter().map(|home| home.members.len()).sum()
    };
    let after = story.carry_out();
    assert_eq!(count(&after.register), count(&story.register));
    assert_eq!(after.card_of(&budi()).members.len(), 14);
    assert_eq!(after.card_of(&wati()).members.len(), 2);
}

/// The same child on two cards, because one office moved it and the other did not know.
#[test]
fn a_child_is_never_on_two_cards() {
    let after = Story::of(vec![
        card(
            1,
            vec![(Relationship::Head, budi()), (Relationship::Child, ani())],
        ),
        card(2, vec![(Relationship::Head, wati())]),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)])
    .carry_out();
    let on = after
        .register
        .iter()
        .filter(|home| home.member(&ani().nik).is_some())
        .count();
    assert_eq!(on, 1);
}

/// A revoked certificate stayed as it was, because the register knew no way back.
#[test]
fn there_is_a_way_back() {
    let mut registry = Registry::after(&Story::of(vec![budis_card(vec![])]));
    registry
        .reverse(tuntas_domain::plan::Reversal::Annulment)
        .unwrap();
    assert_eq!(registry.record(&wati()), wati());
}
