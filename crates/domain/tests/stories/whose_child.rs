//! Whose child somebody is, who goes along when a parent moves, and as what a child arrives.

use jiff::civil::date;
use tuntas_domain::decree::{Choice, CustodyBasis};
use tuntas_domain::identity::Nik;
use tuntas_domain::people::{Person, Relationship, Sex, Text};
use tuntas_domain::plan::{Flag, Outcome};

use super::fixtures::*;
use super::registry::Registry;

/// A boy of eight with these parents on record.
fn boy(serial: u16, called: &str, father: Option<Nik>, mother: Option<Nik>) -> Person {
    let mut boy = person(serial, called, Sex::Male, date(2013, 3, 3));
    boy.father_nik = father;
    boy.mother_nik = mother;
    boy
}

fn joko() -> Person {
    person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4))
}

fn lina() -> Person {
    person(62, "Contoh Lina", Sex::Female, date(1989, 9, 9))
}

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

/// Budi lives with his mother, Wati with hers.
fn with_their_mothers(his: Vec<(Relationship, Person)>, hers: Vec<(Relationship, Person)>) -> Story {
    let mut his_house = vec![(Relationship::Head, sumi()), (Relationship::Child, budi())];
    his_house.extend(his);
    let mut her_house = vec![(Relationship::Head, ratna()), (Relationship::Child, wati())];
    her_house.extend(hers);
    Story::of(vec![card(1, his_house), card(2, her_house)])
}

#[test]
fn only_a_child_whose_other_parent_is_known_and_elsewhere_follows_unasked() {
    let his = boy(71, "Contoh Tono", Some(budi().nik), Some(lina().nik));
    let perhaps_hers = boy(72, "Contoh Rudi", Some(budi().nik), None);
    let nephew = boy(73, "Contoh Arif", Some(joko().nik), Some(lina().nik));
    let stay = [&perhaps_hers, &nephew];
    let after = with_their_mothers(
        vec![
            (Relationship::Grandchild, his.clone()),
            (Relationship::Grandchild, perhaps_hers.clone()),
            (Relationship::Grandchild, nephew.clone()),
        ],
        vec![],
    )
    .wishing(BUDI, own())
    .carry_out();
    assert!(after.together(&his, &budi()));
    for child in stay {
        assert!(after.together(child, &sumi()));
    }
}

#[test]
fn a_mothers_child_follows_unasked_only_where_the_father_is_known() {
    let hers = boy(71, "Contoh Tono", Some(joko().nik), Some(wati().nik));
    let perhaps_his = boy(72, "Contoh Rudi", None, Some(wati().nik));
    let after = with_their_mothers(
        vec![],
        vec![
            (Relationship::Grandchild, hers.clone()),
            (Relationship::Grandchild, perhaps_his.clone()),
        ],
    )
    .wishing(WATI, own())
    .carry_out();
    assert!(after.together(&hers, &wati()));
    assert!(after.together(&perhaps_his, &ratna()));
}

#[test]
fn a_child_nobody_spoke_of_stays_with_the_grandmother_or_goes_along_rather_than_be_alone() {
    let family = |with_sumi: bool| {
        let mut his = vec![(Relationship::Head, budi())];
        his.extend(with_sumi.then(|| (Relationship::Parent, sumi())));
        his.extend([(Relationship::Child, ani()), (Relationship::Child, dewi())]);
        let hers = card(
            2,
            vec![(Relationship::Head, ratna()), (Relationship::Child, wati())],
        );
        Story::of(vec![card(1, his), hers])
            .with_children(vec![by_ruling(&ani(), BUDI), custody(&dewi(), None)])
            .wishing(BUDI, leave())
    };
    let stays = family(true).carry_out();
    assert!(stays.plan.departures.contains(&ani().nik));
    assert!(stays.together(&dewi(), &sumi()));
    let goes = family(false).carry_out();
    assert!(goes.plan.departures.contains(&dewi().nik));
}

#[test]
fn who_moves_later_takes_the_children_in_their_care_and_no_others() {
    let silent = {
        let mut child = dewi();
        (child.father_nik, child.mother_nik) = (None, None);
        child
    };
    let nephew = boy(73, "Contoh Arif", None, None);
    let story = with_their_mothers(
        vec![],
        vec![
            (Relationship::Grandchild, ani()),
            (Relationship::Grandchild, silent.clone()),
            (Relationship::Grandchild, nephew),
        ],
    )
    .with_children(vec![by_ruling(&ani(), WATI), custody(&silent, None)]);
    let mut registry = Registry::after(&story);
    registry.choose(WATI, own()).unwrap();
    assert_eq!(
        registry.lines(&wati()),
        [
            "Contoh Wati KEPALA KELUARGA",
            "Contoh Ani ANAK",
            "Contoh Dewi ANAK"
        ]
    );
    assert_eq!(
        registry.lines(&ratna()),
        ["Contoh Ratna KEPALA KELUARGA", "Contoh Arif CUCU"]
    );
}

#[test]
fn who_moves_later_leaves_the_child_the_ruling_gave_to_the_other_one() {
    let hers = card(
        2,
        vec![
            (Relationship::Head, ratna()),
            (Relationship::Child, wati()),
            (Relationship::Grandchild, ani()),
            (Relationship::Grandchild, dewi()),
        ],
    );
    let story = Story::of(vec![hers])
        .living(BUDI, kota_malang())
        .with_children(vec![by_ruling(&ani(), WATI), by_ruling(&dewi(), BUDI)]);
    let mut registry = Registry::after(&story);
    registry.choose(WATI, own()).unwrap();
    assert_eq!(
        registry.lines(&wati()),
        ["Contoh Wati KEPALA KELUARGA", "Contoh Ani ANAK"]
    );
}

#[test]
fn a_child_whose_parents_are_not_on_record_is_the_heads_where_it_stands_as_anak() {
    let foster = boy(74, "Contoh Bayu", None, None);
    let guest = boy(75, "Contoh Candra", None, None);
    let his = card(
        1,
        vec![
            (Relationship::Head, budi()),
            (Relationship::Child, foster),
            (Relationship::Parent, sumi()),
            (Relationship::OtherRelative, guest),
        ],
    );
    let hers = card(2, vec![(Relationship::Head, wati())]);
    let mut registry = Registry::after(&Story::of(vec![his, hers]));
    registry.choose(BUDI, own()).unwrap();
    assert_eq!(
        registry.lines(&budi()),
        ["Contoh Budi KEPALA KELUARGA", "Contoh Bayu ANAK"]
    );
    assert!(registry.lines(&sumi()).iter().any(|line| line.contains("Candra")));
}

#[test]
fn a_grown_child_who_chose_a_parent_goes_along_and_is_remarked_on() {
    let eldest = child_of_both(13, "Contoh Eka", date(2004, 1, 1));
    let story = Story::of(vec![budis_card(vec![
        (Relationship::Child, eldest.clone()),
        (Relationship::Child, ani()),
    ])])
    .with_children(vec![
        custody(&eldest, Some((WATI, CustodyBasis::OwnChoice))),
        by_ruling(&ani(), WATI),
    ]);
    let mut registry = Registry::after(&story);
    registry.choose(WATI, own()).unwrap();
    assert_eq!(
        registry.lines(&wati()),
        [
            "Contoh Wati KEPALA KELUARGA",
            "Contoh Eka ANAK",
            "Contoh Ani ANAK"
        ]
    );
    let flags = &registry.amended.as_ref().unwrap().flags;
    assert_eq!(*flags, [Flag::GrownChildFollows { child: 0 }]);
}

#[test]
fn a_grown_child_who_stays_is_not_remarked_on_because_another_goes() {
    let eldest = child_of_both(13, "Contoh Eka", date(2004, 1, 1));
    let story = Story::of(vec![budis_card(vec![
        (Relationship::Child, eldest.clone()),
        (Relationship::Child, ani()),
    ])])
    .with_children(vec![custody(&eldest, None), by_ruling(&ani(), WATI)]);
    let mut registry = Registry::after(&story);
    registry.choose(WATI, own()).unwrap();
    assert_eq!(registry.amended.as_ref().unwrap().flags, []);
}

#[test]
fn a_child_comes_to_a_mother_who_has_her_own_card_as_anak_whoever_is_on_record() {
    let adopted = boy(74, "Contoh Bayu", Some(joko().nik), Some(lina().nik));
    let hers = card(2, vec![(Relationship::Head, wati())]);
    let after = Story::of(vec![
        card(
            1,
            vec![
                (Relationship::Head, budi()),
                (Relationship::Child, adopted.clone()),
            ],
        ),
        hers,
    ])
    .with_children(vec![by_ruling(&adopted, WATI)])
    .carry_out();
    assert!(after.together(&adopted, &wati()));
    assert_eq!(after.shdk(&adopted), Relationship::Child);
}

#[test]
fn a_grown_stepchild_who_stays_behind_is_kin_without_a_degree() {
    let mut stepchild = child_of_both(13, "Contoh Tina", date(2003, 1, 1));
    stepchild.father_nik = Some(joko().nik);
    let after = Story::of(vec![budis_card(vec![
        (Relationship::Child, stepchild.clone()),
        (Relationship::Child, ani()),
    ])])
    .with_children(vec![by_ruling(&ani(), BUDI)])
    .carry_out();
    assert!(after.together(&stepchild, &budi()));
    assert_eq!(after.shdk(&stepchild), Relationship::OtherRelative);
    assert_eq!(after.shdk(&ani()), Relationship::Child);
}

#[test]
fn who_joins_another_household_later_is_told_so() {
    let story = Story::of(vec![
        budis_card(vec![(Relationship::Child, dewi())]),
        card(2, vec![(Relationship::Head, ratna())]),
        card(3, vec![(Relationship::Head, sumi())]),
    ])
    .with_children(vec![by_ruling(&dewi(), BUDI)]);
    let mut registry = Registry::after(&story);
    let join = |host, relationship| Choice::Join {
        host: number(host),
        relationship,
        host_consents: true,
    };
    registry.choose(BUDI, join(3, Relationship::Child)).unwrap();
    let told = |registry: &Registry, role| registry.amended.as_ref().unwrap().outcomes[role].clone();
    assert!(matches!(told(&registry, BUDI), Outcome::Joined { .. }));
    registry.choose(WATI, join(2, Relationship::Child)).unwrap();
    registry.entrust(0, WATI, CustodyBasis::SignedStatement).unwrap();
    assert!(matches!(told(&registry, BUDI), Outcome::Joined { .. }));
    assert!(matches!(told(&registry, WATI), Outcome::Joined { .. }));
}
