//! Every composition the field knows, each by the card it leaves.

use jiff::civil::{Date, date};
use tuntas_domain::decree::{Choice, CustodyBasis, Duty, DutyOrder};
use tuntas_domain::household::HouseholdState;
use tuntas_domain::people::{Citizenship, MaritalStatus, Marriage, Person, Relationship, Sex, Text, Vital};
use tuntas_domain::plan::{Decision, Flag, Hold, Outcome};

use super::fixtures::*;
use super::registry::{Registry, lines};

fn own() -> Choice {
    Choice::Own {
        address: Some(new_address()),
    }
}

fn leave() -> Choice {
    Choice::Leave {
        destination: Text::parse("Kota Malang").unwrap(),
        region: None,
    }
}

fn cards(after: &After, of: &Person) -> Vec<String> {
    lines(after.card_of(of))
}

/// Wati's child from an earlier marriage.
fn stepchild(serial: u16, called: &str, born: Date) -> Person {
    let mut child = person(serial, called, Sex::Male, born);
    child.mother_nik = Some(wati().nik);
    child.father_nik = Some(person(62, "Contoh Anton", Sex::Male, date(1984, 1, 1)).nik);
    child
}

fn dead(mut person: Person) -> Person {
    person.vital = Vital::Deceased;
    person
}

#[test]
fn the_only_person_of_age_left_behind_heads_a_card_of_one() {
    let after = Story::of(vec![budis_card(vec![(Relationship::Parent, sumi())])])
        .wishing(BUDI, own())
        .wishing(WATI, own())
        .carry_out();
    assert_eq!(cards(&after, &sumi()), ["Contoh Sumi KEPALA KELUARGA"]);
    assert!(after.has_new_number(&sumi()));
    assert_eq!(after.card_of(&budi()).number, number(1));
}

#[test]
fn a_chosen_head_gets_everybody_who_stays_with_the_relations_to_them() {
    let mut ratna = ratna();
    ratna.id = tuntas_domain::identity::PersonId(uuid::Uuid::from_u128(7));
    let story = Story::of(vec![budis_card(vec![
        (Relationship::Parent, sumi()),
        (Relationship::ParentInLaw, ratna.clone()),
        (
            Relationship::Child,
            child_of_both(15, "Contoh Rini", date(2001, 5, 5)),
        ),
        (Relationship::DomesticWorker, grandmother(81, "Contoh Tukiyem")),
    ])])
    .wishing(BUDI, own())
    .wishing(WATI, own());
    assert_eq!(story.hold(), Hold::HeadMustBeChosen);
    let after = story
        .decided(Decision::ChooseHead { person: ratna.id })
        .carry_out();
    assert_eq!(
        cards(&after, &ratna),
        [
            "Contoh Ratna KEPALA KELUARGA",
            "Contoh Sumi FAMILI LAIN",
            "Contoh Rini CUCU",
            "Contoh Tukiyem PEMBANTU",
        ]
    );
}

#[test]
fn a_chosen_head_who_is_not_among_those_who_stay_is_no_head() {
    let story = Story::of(vec![budis_card(vec![
        (Relationship::Parent, sumi()),
        (Relationship::ParentInLaw, ratna()),
        (Relationship::Child, ani()),
    ])])
    .with_children(vec![custody(&ani(), None)])
    .wishing(BUDI, own())
    .wishing(WATI, own());
    let stranger = story.clone().decided(Decision::ChooseHead { person: budi().id });
    assert_eq!(stranger.hold(), Hold::HeadNotEligible);
    let child = story.clone().decided(Decision::ChooseHead { person: ani().id });
    assert_eq!(child.hold(), Hold::HeadNotEligible);
    // The last word counts.
    let after = child
        .decided(Decision::ChooseHead { person: sumi().id })
        .carry_out();
    assert_eq!(after.shdk(&ani()), Relationship::Grandchild);
}

#[test]
fn a_wife_who_heads_the_card_and_moves_away_leaves_the_house_to_him() {
    let home = card(
        1,
        vec![
            (Relationship::Head, wati()),
            (Relationship::Husband, budi()),
            (Relationship::Parent, ratna()),
            (Relationship::ParentInLaw, sumi()),
        ],
    );
    let after = Story::of(vec![home]).wishing(WATI, own()).carry_out();
    assert_eq!(after.card_of(&wati()).number, number(1));
    assert_eq!(
        cards(&after, &budi()),
        [
            "Contoh Budi KEPALA KELUARGA",
            "Contoh Ratna FAMILI LAIN",
            "Contoh Sumi ORANG TUA"
        ]
    );
}

#[test]
fn the_other_wife_heads_those_who_stay_once_an_officer_has_said_so() {
    let sari = married(
        person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8)),
        &budi(),
        "0101/011/II/2019",
        date(2019, 2, 2),
    );
    let of_two = married(budi(), &sari, "0101/011/II/2019", date(2019, 2, 2));
    let home = card(
        1,
        vec![
            (Relationship::Head, of_two),
            (Relationship::Wife, wati()),
            (Relationship::Wife, sari.clone()),
            (Relationship::Child, ani()),
            (Relationship::Parent, sumi()),
        ],
    );
    let story = Story::of(vec![home])
        .with_children(vec![custody(&ani(), None)])
        .wishing(BUDI, own());
    assert_eq!(story.hold(), Hold::HeadMustBeChosen);
    let after = story
        .clone()
        .decided(Decision::ChooseHead { person: sari.id })
        .carry_out();
    assert_eq!(
        cards(&after, &sari),
        [
            "Contoh Sari KEPALA KELUARGA",
            "Contoh Wati LAINNYA",
            "Contoh Ani FAMILI LAIN",
            "Contoh Sumi MERTUA",
        ]
    );
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Joined { .. }));
    let under_wati = story
        .decided(Decision::ChooseHead { person: wati().id })
        .carry_out();
    assert_eq!(
        cards(&under_wati, &wati()),
        [
            "Contoh Wati KEPALA KELUARGA",
            "Contoh Sari LAINNYA",
            "Contoh Ani ANAK",
            "Contoh Sumi FAMILI LAIN",
        ]
    );
}

#[test]
fn a_party_who_has_died_since_is_on_no_card_afterwards() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.register[0].members[1].person.vital = Vital::Deceased;
    assert_eq!(story.hold(), Hold::PartyDeceased { role: WATI });
    let plan = story
        .decided(Decision::AcceptDeath { role: WATI })
        .plan()
        .unwrap();
    assert_eq!(plan.outcomes[WATI], Outcome::NothingDue);
    assert!(matches!(plan.outcomes[BUDI], Outcome::Stayed { .. }));
    assert_eq!(plan.departures, [wati().nik]);
    assert_eq!(plan.drafts.len(), 1);
    assert_eq!(plan.drafts[0].members.len(), 1);
    assert_eq!(
        plan.drafts[0].members[0].person.marital_status,
        MaritalStatus::Divorced
    );
    assert_eq!(plan.reissued, [budi().id]);
}

#[test]
fn a_party_whose_death_is_recorded_already_needs_nothing_here() {
    let story = Story::of(vec![card(1, vec![(Relationship::Head, budi())])]);
    assert_eq!(story.hold(), Hold::PartyNotInRegister { role: WATI });
    let after = story.decided(Decision::AcceptDeath { role: WATI }).carry_out();
    assert_eq!(after.plan.outcomes[WATI], Outcome::NothingDue);
    assert_eq!(after.record(&budi()).marital_status, MaritalStatus::Divorced);
}

#[test]
fn a_wife_who_asks_for_the_house_of_a_dead_head_gets_it_with_everybody_in_it() {
    let mut story = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![custody(&ani(), None)])
        .wishing(WATI, Choice::Own { address: None })
        .decided(Decision::AcceptDeath { role: BUDI });
    story.register[0].members[0].person = dead(budi());
    let plan = story.plan().unwrap();
    assert_eq!(plan.numbers_needed().len(), 1);
    let hers = plan.drafts.iter().find(|draft| draft.replaces.is_none()).unwrap();
    assert_eq!(hers.members.len(), 2);
}

#[test]
fn a_host_card_whose_head_has_died_goes_on_under_a_new_head_and_number() {
    let host = card(
        2,
        vec![(Relationship::Head, dead(sumi())), (Relationship::Child, ratna())],
    );
    let story = Story::of(vec![budis_card(vec![]), host]).wishing(
        WATI,
        Choice::Join {
            host: number(2),
            relationship: Relationship::Grandchild,
            host_consents: true,
        },
    );
    assert_eq!(story.hold(), Hold::HeadNotEligible);
    let plan = story
        .decided(Decision::ChooseHead { person: ratna().id })
        .plan()
        .unwrap();
    let closed = plan
        .drafts
        .iter()
        .find(|draft| draft.id == household_id(2))
        .unwrap();
    assert_eq!(
        closed.state,
        HouseholdState::Closed,
        "a dead head's number is retired"
    );
    assert_eq!(plan.departures, [sumi().nik]);
    assert_eq!(plan.numbers_needed().len(), 1);
    assert!(matches!(plan.outcomes[WATI], Outcome::Joined { .. }));
}

#[test]
fn a_foreigner_with_a_nik_is_like_anybody() {
    let mut home = budis_card(vec![]);
    home.members[0].person.citizenship = Citizenship::Wna;
    home.members[0].person.passport = Some(Text::parse("X1234567").unwrap());
    let after = Story::of(vec![home]).carry_out();
    assert_eq!(after.record(&budi()).citizenship, Citizenship::Wna);
    assert!(matches!(after.plan.outcomes[BUDI], Outcome::Stayed { .. }));
}

#[test]
fn a_foreigner_without_a_nik_has_no_card_here() {
    let mut hers = wati();
    hers.marriages[0].spouse = None;
    let mut story = Story::of(vec![card(1, vec![(Relationship::Head, hers)])]);
    story.decree.parties[BUDI].nik = None;
    story.decree.parties[BUDI].passport = Some(Text::parse("X1234567").unwrap());
    assert_eq!(story.hold(), Hold::ForeignSpouse { role: BUDI });
    let after = story
        .decided(Decision::AcceptForeignSpouse { role: BUDI })
        .carry_out();
    assert_eq!(after.plan.outcomes[BUDI], Outcome::NothingDue);
    assert_eq!(after.record(&wati()).marital_status, MaritalStatus::Divorced);
    assert_eq!(after.plan.reissued, [wati().id]);
}

/// Whoever stands on a card has a NIK, and the court has to add it: by passport, by name and birth date, or because the
/// card says husband and wife though no marriage on record connects the two.
#[test]
fn a_spouse_on_the_card_is_nobody_without_a_nik() {
    let couple = |spelled: &str, passport: Option<&str>| {
        let mut home = budis_card(vec![]);
        home.members[0].person.citizenship = Citizenship::Wna;
        home.members[0].person.passport = Some(Text::parse("X1234567").unwrap());
        home.members[1].person.marriages[0].spouse = None;
        let mut story = Story::of(vec![home]);
        let his = &mut story.decree.parties[BUDI];
        his.nik = None;
        his.name = name(spelled);
        his.passport = passport.map(|number| Text::parse(number).unwrap());
        story
    };
    let held = Hold::PartyHasNik { role: BUDI };
    let accepted = Decision::AcceptForeignSpouse { role: BUDI };
    for story in [
        couple("Contoh Budi", None),
        couple("Contoh Bodhi", Some("X1234567")),
    ] {
        assert_eq!(story.hold(), held);
        assert_eq!(story.decided(accepted.clone()).hold(), held);
    }
    let other_spelling = couple("Contoh Bodhi", Some("Y7654321"));
    assert_eq!(other_spelling.hold(), Hold::ForeignSpouse { role: BUDI });
    let other_spelling = other_spelling.decided(accepted.clone());
    assert_eq!(other_spelling.hold(), held);
    // Once the court has added it, both have cards.
    let mut mended = other_spelling;
    mended.decree.parties[BUDI].nik = Some(budi().nik);
    mended.decree.parties[BUDI].name = name("Contoh Budi");
    let after = mended.carry_out();
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Founded { .. }));
    assert!(matches!(after.plan.outcomes[BUDI], Outcome::Stayed { .. }));

    // She heads the card of her parents' house, and he is their *menantu*: his record names her.
    let mut hers = wati();
    hers.marriages[0].spouse = None;
    let in_law = Story::of(vec![card(
        1,
        vec![
            (Relationship::Head, sumi()),
            (Relationship::Child, hers),
            (Relationship::ChildInLaw, budi()),
        ],
    )]);
    let mut in_law = in_law.decided(accepted);
    in_law.decree.parties[BUDI].nik = None;
    in_law.decree.parties[BUDI].name = name("Contoh Bodhi");
    assert_eq!(in_law.hold(), held);
}

#[test]
fn the_other_wife_on_the_card_is_not_the_one_without_a_nik() {
    let sari = person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8));
    let mut his = budi();
    his.marriages[0].spouse = None;
    his.marriages.push(Marriage {
        spouse: Some(sari.nik.clone()),
        certificate: None,
        date: Some(date(2019, 2, 2)),
    });
    let mut story = Story::of(vec![card(
        1,
        vec![(Relationship::Head, his), (Relationship::Wife, sari)],
    )])
    .decided(Decision::AcceptForeignSpouse { role: WATI });
    story.decree.parties[WATI].nik = None;
    let after = story.carry_out();
    assert!(matches!(after.plan.outcomes[BUDI], Outcome::Stayed { .. }));
    assert_eq!(after.record(&budi()).marital_status, MaritalStatus::Married);
}

#[test]
fn nobody_joins_the_card_of_a_former_spouse_without_a_nik() {
    let mut hers = wati();
    hers.marriages[0].spouse = None;
    let mut story = Story::of(vec![
        card(1, vec![(Relationship::Head, hers)]),
        card(2, vec![(Relationship::Head, budi())]),
    ])
    .decided(Decision::AcceptForeignSpouse { role: BUDI });
    story.decree.parties[BUDI].nik = None;
    let story = story.wishing(
        WATI,
        Choice::Join {
            host: number(2),
            relationship: Relationship::OtherRelative,
            host_consents: true,
        },
    );
    assert_eq!(story.hold(), Hold::ContradictoryChoices);
}

#[test]
fn children_of_her_earlier_marriage_go_with_her_and_nobody_has_to_say_so() {
    let dimas = stepchild(16, "Contoh Dimas", date(2012, 3, 3));
    let after = Story::of(vec![budis_card(vec![
        (Relationship::OtherRelative, dimas.clone()),
        (Relationship::Child, ani()),
    ])])
    .with_children(vec![by_ruling(&ani(), BUDI)])
    .carry_out();
    assert_eq!(
        cards(&after, &wati()),
        ["Contoh Wati KEPALA KELUARGA", "Contoh Dimas ANAK"]
    );
    assert_eq!(after.plan.flags, [Flag::StepchildrenFollow { count: 1 }]);
    // Where she stays, so do they.
    let home = card(
        1,
        vec![
            (Relationship::Head, wati()),
            (Relationship::Husband, budi()),
            (Relationship::Child, dimas.clone()),
        ],
    );
    let after = Story::of(vec![home]).carry_out();
    assert!(after.together(&dimas, &wati()));
    assert!(after.plan.flags.is_empty());
}

#[test]
fn a_grown_child_of_hers_who_stays_with_him_is_famili_lain() {
    let grown = stepchild(17, "Contoh Bagas", date(2002, 3, 3));
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, grown.clone())])]).carry_out();
    assert_eq!(
        cards(&after, &budi()),
        ["Contoh Budi KEPALA KELUARGA", "Contoh Bagas FAMILI LAIN"]
    );
    assert_eq!(after.record(&grown), &grown, "the parents' columns stay");
}

#[test]
fn a_child_whose_other_parent_stays_in_the_house_stays_too() {
    let sari = person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8));
    let mut child = child_of_both(18, "Contoh Tia", date(2019, 1, 1));
    child.mother_nik = Some(sari.nik.clone());
    let after = Story::of(vec![budis_card(vec![
        (Relationship::OtherRelative, sari.clone()),
        (Relationship::Child, child.clone()),
    ])])
    .wishing(BUDI, own())
    .wishing(WATI, own())
    .carry_out();
    assert!(after.together(&child, &sari));
    assert_eq!(after.shdk(&child), Relationship::Child);
}

#[test]
fn an_adopted_child_follows_the_ruling_and_is_anak_under_either() {
    let mut adopted = person(19, "Contoh Nisa", Sex::Female, date(2014, 4, 4));
    adopted.father_nik = Some(person(63, "Contoh Asal", Sex::Male, date(1980, 1, 1)).nik);
    adopted.mother_nik = Some(person(64, "Contoh Asih", Sex::Female, date(1982, 1, 1)).nik);
    let home = || budis_card(vec![(Relationship::Child, adopted.clone())]);
    let after = Story::of(vec![home()])
        .with_children(vec![by_ruling(&adopted, WATI)])
        .carry_out();
    assert_eq!(after.shdk(&adopted), Relationship::Child);
    assert_eq!(
        after.record(&adopted),
        &adopted,
        "the columns of the parents stay"
    );
    // Where she takes the house over instead.
    let after = Story::of(vec![home()])
        .with_children(vec![custody(&adopted, None)])
        .wishing(BUDI, own())
        .carry_out();
    assert_eq!(cards(&after, &wati())[1], "Contoh Nisa ANAK");
}

#[test]
fn a_child_of_seventeen_to_twenty_may_choose() {
    let eldest = child_of_both(13, "Contoh Eka", date(2003, 6, 1));
    let story = |custody| {
        Story::of(vec![budis_card(vec![(Relationship::Child, eldest.clone())])])
            .with_children(vec![self::custody(&eldest, custody)])
    };
    let chose = story(Some((WATI, CustodyBasis::OwnChoice))).carry_out();
    assert!(chose.together(&eldest, &wati()));
    assert_eq!(chose.plan.flags, [Flag::GrownChildFollows { child: 0 }]);
    let said_nothing = story(None).carry_out();
    assert!(said_nothing.together(&eldest, &budi()));
    assert_eq!(said_nothing.plan.flags, [Flag::GrownChildStays { child: 0 }]);
}

#[test]
fn below_seventeen_a_childs_own_wish_decides_nothing() {
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![custody(&ani(), Some((WATI, CustodyBasis::OwnChoice)))])
        .carry_out();
    assert!(after.together(&ani(), &budi()));
    assert_eq!(after.plan.flags, [Flag::CustodySilent { child: 0 }]);
}

#[test]
fn a_child_who_turned_seventeen_between_decree_and_update_stays() {
    let born = date(2004, 9, 20);
    assert!(decree().ruling_date < date(2021, 9, 20) && TODAY > date(2021, 9, 20));
    let child = child_of_both(13, "Contoh Eka", born);
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, child.clone())])])
        .with_children(vec![by_ruling(&child, WATI)])
        .carry_out();
    assert!(after.together(&child, &budi()));
    assert_eq!(after.plan.flags, [Flag::GrownChildStays { child: 0 }]);
}

#[test]
fn a_grown_child_who_heads_a_card_keeps_it() {
    let eldest = child_of_both(13, "Contoh Eka", date(2000, 6, 1));
    let after = Story::of(vec![
        budis_card(vec![]),
        card(2, vec![(Relationship::Head, eldest.clone())]),
    ])
    .with_children(vec![custody(&eldest, Some((WATI, CustodyBasis::OwnChoice)))])
    .carry_out();
    assert_eq!(after.card_of(&eldest).version, 1);
    assert_eq!(after.plan.flags, [Flag::GrownChildStays { child: 0 }]);
}

#[test]
fn a_child_is_never_left_alone_when_its_only_parent_in_the_house_moves() {
    let hers = card(
        2,
        vec![(Relationship::Head, wati()), (Relationship::Child, ani())],
    );
    let story = Story::of(vec![card(1, vec![(Relationship::Head, budi())]), hers])
        .with_children(vec![custody(&ani(), None)]);
    let moved = story.clone().wishing(WATI, own()).carry_out();
    assert_eq!(
        cards(&moved, &wati()),
        ["Contoh Wati KEPALA KELUARGA", "Contoh Ani ANAK"]
    );
    assert_eq!(moved.card_of(&ani()).number, number(2));
    let left = story.wishing(WATI, leave()).carry_out();
    assert_eq!(left.plan.departures, [wati().nik, ani().nik]);
    assert_eq!(left.household(household_id(2)).state, HouseholdState::Closed);
}

#[test]
fn a_child_of_the_ruling_may_be_set_aside_or_accepted() {
    let story = Story::of(vec![budis_card(vec![])]).with_children(vec![by_ruling(&ani(), WATI)]);
    assert_eq!(story.hold(), Hold::ChildNotInRegister { child: 0 });
    let after = story.decided(Decision::SetChildAside { child: 0 }).carry_out();
    assert!(after.plan.flags.is_empty());

    let mut said = by_ruling(&ani(), WATI);
    said.name = name("Contoh Ana");
    let story = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])]).with_children(vec![said]);
    assert_eq!(story.hold(), Hold::ChildMismatch { child: 0 });
    let accepted = story
        .clone()
        .decided(Decision::AcceptChild { child: 0 })
        .carry_out();
    assert!(accepted.together(&ani(), &wati()));
    let aside = story.decided(Decision::SetChildAside { child: 0 }).carry_out();
    assert!(aside.together(&ani(), &budi()));

    // A child that is named twice counts once; one that has died moves nowhere.
    let twice = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![by_ruling(&ani(), WATI), by_ruling(&ani(), BUDI)])
        .decided(Decision::AcceptChild { child: 1 })
        .carry_out();
    assert!(twice.together(&ani(), &wati()));
    let mut story = Story::of(vec![budis_card(vec![(Relationship::Child, dead(ani()))])])
        .with_children(vec![by_ruling(&ani(), WATI)]);
    story = story.decided(Decision::AcceptChild { child: 0 });
    assert_eq!(story.plan().unwrap().departures, [ani().nik]);
}

#[test]
fn the_order_to_hold_documents_back_never_touches_a_childs_papers() {
    let with = |parent| {
        let mut story = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
            .with_children(vec![by_ruling(&ani(), parent)]);
        story.decree.duty_order = Some(DutyOrder {
            role: BUDI,
            duties: vec![Duty::ChildSupport],
        });
        story
    };
    let child_with_him = with(BUDI).carry_out();
    assert_eq!(child_with_him.plan.flags, [Flag::DutyNotApplied { role: BUDI }]);
    let child_with_her = with(WATI).carry_out();
    assert!(child_with_her.plan.flags.is_empty());
    // A child of 17 has papers of its own.
    let grown = child_of_both(13, "Contoh Eka", date(2004, 10, 4));
    let mut story = Story::of(vec![budis_card(vec![(Relationship::Child, grown.clone())])]);
    story.decree.duty_order = with(BUDI).decree.duty_order;
    assert!(story.carry_out().plan.flags.is_empty());
    assert!(Registry::after(&with(WATI)).case.withholds(BUDI));
    assert!(!Registry::after(&with(BUDI)).case.withholds(BUDI));
}
