//! The number of a family card stays with its head (UU 23/2006 art. 61(3)).

use jiff::civil::date;
use tuntas_domain::decree::Choice;
use tuntas_domain::household::{Cause, HouseholdState};
use tuntas_domain::people::{MaritalStatus, Relationship};
use tuntas_domain::plan::{Numbering, Outcome};

use super::fixtures::*;

#[test]
fn the_head_keeps_the_number_and_the_wife_founds_an_own_card() {
    let after = Story::of(vec![budis_card(vec![])]).carry_out();

    let his = after.card_of(&budi());
    assert_eq!((his.id, his.version), (household_id(1), 2));
    assert_eq!(his.number, number(1));
    assert_eq!(his.issued_on, TODAY);
    assert_eq!(his.cause, Cause::Case(case_id()));
    assert_eq!(after.shdk(&budi()), Relationship::Head);
    assert!(matches!(after.plan.outcomes[BUDI], Outcome::Stayed { .. }));

    let hers = after.card_of(&wati());
    assert_eq!(
        (hers.id, hers.version),
        (case_id().founded_household("petitioner"), 1)
    );
    assert_eq!(vec![hers.number.clone()], after.taken);
    assert_eq!(hers.address, home_address(), "one address may hold several cards");
    assert_eq!(after.shdk(&wati()), Relationship::Head);
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Founded { .. }));

    assert_eq!(after.plan.reissued.len(), 2);
    assert!(after.plan.departures.is_empty());
    assert!(after.plan.flags.is_empty());
}

#[test]
fn both_are_divorced_from_the_day_the_ruling_became_final() {
    let after = Story::of(vec![budis_card(vec![])]).carry_out();
    for party in [budi(), wati()] {
        let record = after.record(&party);
        assert_eq!(record.marital_status, MaritalStatus::Divorced);
        assert_eq!(record.marital_date(), Some(BHT));
        assert_eq!(record.divorce_certificate, Some(akta()));
        assert!(record.marriages.is_empty());
        assert_eq!((&record.father, &record.mother), (&party.father, &party.mother));
    }
}

#[test]
fn a_talak_counts_from_the_ikrar() {
    let ikrar = date(2021, 9, 18);
    let after = Story::of(vec![budis_card(vec![])])
        .turned_into_a_talak(ikrar)
        .carry_out();
    assert_eq!(after.record(&budi()).divorced_on, Some(ikrar));
    assert_eq!(after.record(&wati()).divorced_on, Some(ikrar));
    assert_eq!(
        after.card_of(&budi()).number,
        number(1),
        "who petitions does not matter"
    );
}

#[test]
fn a_wife_who_heads_the_card_keeps_its_number() {
    let home = card(
        1,
        vec![(Relationship::Head, wati()), (Relationship::Husband, budi())],
    );
    let after = Story::of(vec![home]).carry_out();
    assert_eq!(after.card_of(&wati()).number, number(1));
    assert_eq!(after.shdk(&wati()), Relationship::Head);
    assert!(after.has_new_number(&budi()));
    assert_eq!(after.shdk(&budi()), Relationship::Head);
}

#[test]
fn a_head_who_moves_takes_the_number_and_those_who_stay_get_a_new_one_under_the_other() {
    let after = Story::of(vec![budis_card(vec![
        (Relationship::Child, ani()),
        (Relationship::ParentInLaw, ratna()),
        (Relationship::Parent, sumi()),
    ])])
    .with_children(vec![by_ruling(&ani(), WATI)])
    .wishing(
        BUDI,
        Choice::Own {
            address: Some(new_address()),
        },
    )
    .carry_out();

    let his = after.card_of(&budi());
    assert_eq!(his.number, number(1));
    assert_eq!((his.id, his.version), (household_id(1), 2));
    assert_eq!(his.address, new_address());
    assert_eq!(his.members.len(), 1);
    assert!(matches!(after.plan.outcomes[BUDI], Outcome::Stayed { .. }));

    let hers = after.card_of(&wati());
    assert!(after.has_new_number(&wati()));
    assert_eq!(hers.version, 1);
    assert_eq!(hers.address, home_address());
    assert_eq!(hers.members[0].person.nik, wati().nik, "the head stands first");
    assert_eq!(after.shdk(&ani()), Relationship::Child);
    assert_eq!(
        after.shdk(&ratna()),
        Relationship::Parent,
        "the mother-in-law of the old head is the mother of the new one"
    );
    assert_eq!(after.shdk(&sumi()), Relationship::OtherRelative);
    assert_eq!(
        after.plan.outcomes[WATI].household().unwrap().id,
        hers.id,
        "her track follows the card she heads now"
    );
}

#[test]
fn the_new_head_stands_first_however_late_she_stood_before() {
    let home = card(
        1,
        vec![
            (Relationship::Head, budi()),
            (Relationship::Child, ani()),
            (Relationship::Wife, wati()),
        ],
    );
    let after = Story::of(vec![home])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .carry_out();
    let order: Vec<_> = after
        .card_of(&wati())
        .members
        .iter()
        .map(|member| member.relationship)
        .collect();
    assert_eq!(order, [Relationship::Head, Relationship::Child]);
}

#[test]
fn the_new_number_comes_from_the_kecamatan_of_the_address() {
    let after = Story::of(vec![budis_card(vec![])])
        .wishing(
            WATI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .carry_out();
    assert_eq!(after.plan.numbers_needed()[0].as_str(), "35.75.04");
    assert!(after.card_of(&wati()).number.as_str().starts_with("357504"));
    assert_eq!(after.card_of(&wati()).address, new_address());
}

#[test]
fn an_own_card_at_the_address_one_heads_already_changes_nothing() {
    for address in [None, Some(home_address())] {
        let after = Story::of(vec![budis_card(vec![])])
            .wishing(BUDI, Choice::Own { address })
            .carry_out();
        assert_eq!(after.card_of(&budi()).number, number(1));
        assert!(after.has_new_number(&wati()));
    }
}

#[test]
fn a_wife_who_wants_an_own_card_in_the_house_the_head_leaves_takes_over_all_who_stay() {
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![custody(&ani(), None)])
        .wishing(WATI, Choice::Own { address: None })
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .carry_out();
    assert!(after.together(&ani(), &wati()));
    assert_eq!(after.shdk(&ani()), Relationship::Child);
    assert_eq!(after.taken.len(), 1);
}

#[test]
fn a_head_who_joins_another_card_gives_the_number_back_for_good() {
    let host = card(2, vec![(Relationship::Head, sumi())]);
    let after = Story::of(vec![budis_card(vec![]), host])
        .wishing(
            BUDI,
            Choice::Join {
                host: number(2),
                relationship: Relationship::Child,
                host_consents: true,
            },
        )
        .carry_out();
    let retired = after.household(household_id(1));
    assert_eq!(retired.state, HouseholdState::Closed);
    assert_eq!(
        retired.number,
        number(1),
        "kept with the closed card, never reused"
    );
    assert!(retired.members.is_empty());
    assert!(after.has_new_number(&wati()));
    assert_eq!(after.card_of(&budi()).number, number(2));
}

#[test]
fn each_who_has_an_own_card_already_keeps_it() {
    let his = card(1, vec![(Relationship::Head, budi())]);
    let hers = card(
        2,
        vec![(Relationship::Head, wati()), (Relationship::Child, ani())],
    );
    let after = Story::of(vec![his, hers]).carry_out();
    assert!(after.taken.is_empty());
    assert_eq!(after.card_of(&budi()).number, number(1));
    assert_eq!(after.card_of(&wati()).number, number(2));
    assert_eq!(
        after.card_of(&wati()).version,
        2,
        "the status on the card has changed"
    );
}

#[test]
fn a_card_may_have_more_than_ten_members() {
    let mut others = vec![(Relationship::Parent, sumi())];
    for serial in 100..112 {
        others.push((
            Relationship::OtherRelative,
            person(
                serial,
                &format!(
                    "Contoh Famili {}",
                    char::from(b'A' + u8::try_from(serial - 100).unwrap())
                ),
                tuntas_domain::people::Sex::Male,
                date(1980, 1, 1),
            ),
        ));
    }
    let after = Story::of(vec![budis_card(others.clone())]).carry_out();
    assert_eq!(after.card_of(&budi()).members.len(), 1 + others.len());
    let order: Vec<_> = after
        .card_of(&budi())
        .members
        .iter()
        .skip(1)
        .map(|member| member.person.clone())
        .collect();
    let before: Vec<_> = others.into_iter().map(|(_, person)| person).collect();
    assert_eq!(order, before, "nobody else changes place");
}

#[test]
fn too_few_numbers_are_an_error_and_never_an_invention() {
    let plan = Story::of(vec![budis_card(vec![])]).plan().unwrap();
    assert!(
        plan.drafts
            .iter()
            .any(|draft| matches!(draft.numbering, Numbering::FromPool(_)))
    );
    assert!(plan.number(case_id(), TODAY, &[]).is_err());
}
