//! Children under 17 follow the ruling, or a statement signed by both parents; else they stay.

use jiff::civil::date;
use tuntas_domain::decree::{Choice, CustodyBasis};
use tuntas_domain::people::{MaritalStatus, Relationship, Sex, Text};
use tuntas_domain::plan::{Flag, Hold};

use super::fixtures::*;

fn couple_with_two() -> Story {
    Story::of(vec![budis_card(vec![
        (Relationship::Child, ani()),
        (Relationship::Child, dewi()),
    ])])
}

#[test]
fn a_child_follows_the_parent_of_the_ruling() {
    let after = couple_with_two()
        .with_children(vec![by_ruling(&ani(), WATI), by_ruling(&dewi(), BUDI)])
        .carry_out();
    assert!(after.together(&ani(), &wati()));
    assert!(after.together(&dewi(), &budi()));
    assert_eq!(after.shdk(&ani()), Relationship::Child);
    assert_eq!(after.shdk(&dewi()), Relationship::Child);
    assert_eq!(
        after.record(&ani()),
        &ani(),
        "the parents' columns and everything else stay as they were"
    );
    assert!(after.plan.flags.is_empty());
    assert_eq!(after.plan.reissued.len(), 2, "a child has no identity card");
}

#[test]
fn a_statement_signed_by_both_is_as_good_as_a_ruling() {
    let after = couple_with_two()
        .with_children(vec![
            custody(&ani(), Some((WATI, CustodyBasis::SignedStatement))),
            custody(&dewi(), Some((WATI, CustodyBasis::SignedStatement))),
        ])
        .carry_out();
    assert!(after.together(&ani(), &wati()) && after.together(&dewi(), &wati()));
    let names: Vec<_> = after
        .card_of(&wati())
        .members
        .iter()
        .map(|member| member.person.name.printed())
        .collect();
    assert_eq!(names, ["CONTOH WATI", "CONTOH ANI", "CONTOH DEWI"]);
}

#[test]
fn where_both_are_silent_the_child_stays_and_the_case_is_flagged() {
    let after = couple_with_two()
        .with_children(vec![by_ruling(&dewi(), WATI), custody(&ani(), None)])
        .carry_out();
    assert!(after.together(&ani(), &budi()));
    assert!(after.together(&dewi(), &wati()));
    assert_eq!(after.plan.flags, [Flag::CustodySilent { child: 1 }]);
}

#[test]
fn a_child_the_decree_forgets_stays_and_is_counted() {
    let after = couple_with_two()
        .with_children(vec![by_ruling(&ani(), WATI)])
        .carry_out();
    assert!(after.together(&dewi(), &budi()));
    assert_eq!(after.plan.flags, [Flag::ChildrenNotMentioned { count: 1 }]);
}

#[test]
fn a_grandchild_the_decree_forgets_is_counted_and_a_young_aunt_is_not() {
    let mut aunt = person(41, "Contoh Tini", Sex::Female, date(2009, 6, 6));
    aunt.mother = Text::parse("Contoh Sumi").unwrap();
    let home = card(
        1,
        vec![
            (Relationship::Head, sumi()),
            (Relationship::Child, budi()),
            (Relationship::Child, aunt),
            (Relationship::ChildInLaw, wati()),
            (Relationship::Grandchild, ani()),
        ],
    );
    let after = Story::of(vec![home]).carry_out();
    assert_eq!(after.plan.flags, [Flag::ChildrenNotMentioned { count: 1 }]);
}

#[test]
fn a_stepchild_is_not_the_couples() {
    let mut stepchild = ani();
    stepchild.mother_nik = Some(ratna().nik);
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, stepchild)])]).carry_out();
    assert!(after.plan.flags.is_empty());
}

#[test]
fn a_child_of_seventeen_chooses_for_itself_and_stays() {
    let eldest = child_of_both(13, "Contoh Eka", date(2004, 10, 4));
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, eldest.clone())])])
        .with_children(vec![by_ruling(&eldest, WATI)])
        .carry_out();
    assert!(after.together(&eldest, &budi()), "17 on this very day");
    assert_eq!(after.plan.flags, [Flag::GrownChildStays { child: 0 }]);

    let a_day_younger = child_of_both(13, "Contoh Eka", date(2004, 10, 5));
    let after = Story::of(vec![budis_card(vec![(
        Relationship::Child,
        a_day_younger.clone(),
    )])])
    .with_children(vec![by_ruling(&a_day_younger, WATI)])
    .carry_out();
    assert!(after.together(&a_day_younger, &wati()));
}

#[test]
fn a_child_who_has_married_chooses_too() {
    let mut bride = child_of_both(13, "Contoh Eka", date(2005, 6, 1));
    bride.marital_status = MaritalStatus::MarriedUnrecorded;
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, bride.clone())])])
        .with_children(vec![by_ruling(&bride, WATI)])
        .carry_out();
    assert!(after.together(&bride, &budi()));
    assert_eq!(after.plan.flags, [Flag::GrownChildStays { child: 0 }]);
}

#[test]
fn a_child_with_the_grandmother_moves_to_the_parent_with_custody() {
    let grandmothers = card(
        2,
        vec![(Relationship::Head, ratna()), (Relationship::Grandchild, ani())],
    );
    for (parent, person) in [(WATI, wati()), (BUDI, budi())] {
        let after = Story::of(vec![budis_card(vec![]), grandmothers.clone()])
            .with_children(vec![by_ruling(&ani(), parent)])
            .carry_out();
        assert!(after.together(&ani(), &person));
        assert_eq!(after.shdk(&ani()), Relationship::Child);
        let left_behind = after.card_of(&ratna());
        assert_eq!((left_behind.version, left_behind.members.len()), (2, 1));
        assert_eq!(left_behind.number, number(2));
    }
}

#[test]
fn a_child_with_the_grandmother_stays_when_its_mother_joins_that_card() {
    let grandmothers = card(
        2,
        vec![(Relationship::Head, ratna()), (Relationship::Grandchild, ani())],
    );
    let after = Story::of(vec![budis_card(vec![]), grandmothers])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .wishing(
            WATI,
            Choice::Join {
                host: number(2),
                relationship: Relationship::Child,
                host_consents: true,
            },
        )
        .carry_out();
    assert!(after.together(&ani(), &ratna()) && after.together(&ani(), &wati()));
    assert_eq!(after.shdk(&ani()), Relationship::Grandchild);
}

#[test]
fn a_child_stays_until_the_other_registry_takes_it_over() {
    let home = card(
        1,
        vec![(Relationship::Head, budi()), (Relationship::Child, ani())],
    );
    let after = Story::of(vec![home])
        .living(WATI, kota_malang())
        .with_children(vec![by_ruling(&ani(), WATI)])
        .carry_out();
    assert!(after.together(&ani(), &budi()));
    assert_eq!(after.plan.flags, [Flag::CustodianElsewhere { child: 0 }]);
}

#[test]
fn a_child_who_lives_elsewhere_with_its_mother_does_not_hold_the_fathers_papers() {
    let home = card(1, vec![(Relationship::Head, budi())]);
    for said in [by_ruling(&ani(), WATI), custody(&ani(), None)] {
        let after = Story::of(vec![home.clone()])
            .living(WATI, kota_malang())
            .with_children(vec![said])
            .carry_out();
        assert_eq!(after.plan.flags, [Flag::ChildElsewhere { child: 0 }]);
    }
    // A child that is to follow the father must first be moved in.
    let story = Story::of(vec![home])
        .living(WATI, kota_malang())
        .with_children(vec![by_ruling(&ani(), BUDI)]);
    assert_eq!(story.hold(), Hold::ChildNotInRegister { child: 0 });
}

#[test]
fn children_of_the_head_who_moves_go_with_the_number() {
    let after = couple_with_two()
        .with_children(vec![by_ruling(&ani(), BUDI), by_ruling(&dewi(), WATI)])
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .carry_out();
    assert!(after.together(&ani(), &budi()));
    assert_eq!(after.card_of(&ani()).number, number(1));
    assert!(after.together(&dewi(), &wati()));
    assert!(after.has_new_number(&dewi()));
}
