//! The couple lives on the card of a parent: neither of them heads it.

use tuntas_domain::decree::Choice;
use tuntas_domain::household::Household;
use tuntas_domain::people::Relationship;
use tuntas_domain::plan::{Hold, Outcome};

use super::fixtures::*;

/// Budi's mother heads; Wati married into the house.
fn sumis_card() -> Household {
    card(
        1,
        vec![
            (Relationship::Head, sumi()),
            (Relationship::Child, budi()),
            (Relationship::ChildInLaw, wati()),
            (Relationship::Grandchild, ani()),
        ],
    )
}

#[test]
fn who_married_into_the_house_founds_an_own_card() {
    let after = Story::of(vec![sumis_card()])
        .with_children(vec![by_ruling(&ani(), WATI)])
        .carry_out();
    assert!(after.has_new_number(&wati()));
    assert_eq!(after.shdk(&wati()), Relationship::Head);
    assert_eq!(after.shdk(&ani()), Relationship::Child, "no longer a grandchild");
    assert_eq!(after.card_of(&budi()).number, number(1));
    assert_eq!(after.shdk(&budi()), Relationship::Child);
    assert_eq!(after.shdk(&sumi()), Relationship::Head);
}

#[test]
fn the_grandchild_stays_with_the_grandmother_where_custody_is_the_sons() {
    let after = Story::of(vec![sumis_card()])
        .with_children(vec![by_ruling(&ani(), BUDI)])
        .carry_out();
    assert!(after.together(&ani(), &sumi()));
    assert_eq!(after.shdk(&ani()), Relationship::Grandchild);
    assert!(!after.together(&ani(), &wati()));
}

#[test]
fn a_husband_who_married_into_her_mothers_house_goes_too() {
    let home = card(
        1,
        vec![
            (Relationship::Head, ratna()),
            (Relationship::Child, wati()),
            (Relationship::ChildInLaw, budi()),
        ],
    );
    let after = Story::of(vec![home]).carry_out();
    assert!(after.has_new_number(&budi()));
    assert!(after.together(&wati(), &ratna()));
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Stayed { .. }));
}

#[test]
fn she_goes_even_where_the_son_of_the_house_goes_first() {
    let after = Story::of(vec![sumis_card()])
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .carry_out();
    assert!(after.has_new_number(&wati()));
    assert!(after.has_new_number(&budi()), "he was not its head");
    assert!(after.together(&ani(), &sumi()));
}

#[test]
fn a_former_daughter_in_law_who_stays_by_her_own_wish_is_a_relative() {
    let after = Story::of(vec![sumis_card()])
        .wishing(WATI, Choice::Keep)
        .wishing(BUDI, Choice::Own { address: None })
        .carry_out();
    assert!(after.together(&wati(), &sumi()));
    assert_eq!(after.shdk(&wati()), Relationship::OtherRelative);
    assert_eq!(after.shdk(&ani()), Relationship::Grandchild);
}

#[test]
fn with_strangers_somebody_must_say_who_goes() {
    let home = card(
        1,
        vec![
            (Relationship::Head, sumi()),
            (Relationship::OtherRelative, budi()),
            (Relationship::OtherRelative, wati()),
        ],
    );
    let story = Story::of(vec![home]);
    assert_eq!(story.hold(), Hold::ChoiceNeeded);

    let said = story.wishing(WATI, Choice::Own { address: None }).carry_out();
    assert!(said.has_new_number(&wati()));
    assert!(
        said.together(&budi(), &sumi()),
        "one of them said, and that is enough"
    );
}
