//! Single words of the rules that decide little, and rarely, but do decide.

use jiff::civil::date;
use tuntas_domain::case::replay;
use tuntas_domain::decree::{Choice, CustodyBasis};
use tuntas_domain::household::Household;
use tuntas_domain::identity::{AktaCeraiNumber, CityCode, MarriageCertificateNumber};
use tuntas_domain::people::{MaritalStatus, Marriage, Person, Relationship, Sex, Vital};
use tuntas_domain::plan::{Decision, Hold, Outcome, Reversal};

use super::case_office::Office;
use super::fixtures::*;
use super::registry::Registry;

fn joko() -> Person {
    person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4))
}

#[test]
fn a_case_is_what_its_journal_says() {
    let office = Office::completed();
    assert_eq!(replay(&office.journal), office.case);
}

#[test]
fn a_hold_tells_whom_it_is_about() {
    assert_eq!(Hold::NameMismatch { role: WATI }.role(), Some(WATI));
    assert_eq!(Hold::HostConsentMissing { role: BUDI }.role(), Some(BUDI));
    assert_eq!(Hold::CourtNameMissing.role(), None);
}

#[test]
fn the_card_of_who_has_died_gets_a_new_version() {
    let mut late = budi();
    late.vital = Vital::Deceased;
    let his = card(1, vec![(Relationship::Head, sumi()), (Relationship::Child, late)]);
    let hers = card(2, vec![(Relationship::Head, wati())]);
    let after = Story::of(vec![his, hers])
        .decided(Decision::AcceptDeath { role: BUDI })
        .carry_out();
    assert_eq!(after.household(household_id(1)).version, 2);
}

#[test]
fn the_house_of_a_third_is_left_to_nobody() {
    let house = card(
        1,
        vec![
            (Relationship::Head, sumi()),
            (Relationship::Child, budi()),
            (Relationship::ChildInLaw, wati()),
        ],
    );
    let after = Story::of(vec![house])
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .wishing(WATI, Choice::Own { address: None })
        .carry_out();
    assert_eq!(after.card_of(&wati()).address, home_address());
    assert!(after.has_new_number(&wati()));
    assert!(!after.together(&wati(), &sumi()));
}

#[test]
fn where_one_party_lives_is_not_where_the_other_does() {
    let region = |code| CityCode::parse(code).unwrap();
    let his = card(1, vec![(Relationship::Head, budi())]);
    let after = Story::of(vec![his])
        .decided(Decision::TreatAsElsewhere {
            role: WATI,
            region: region("35.73"),
        })
        .decided(Decision::TreatAsElsewhere {
            role: BUDI,
            region: region("35.14"),
        })
        .carry_out();
    assert_eq!(
        after.plan.outcomes[WATI],
        Outcome::Elsewhere {
            region: region("35.73")
        }
    );
}

#[test]
fn a_child_who_comes_to_a_mother_and_her_new_husband_is_no_child_of_his() {
    let mut hers = wati();
    hers.marriages.clear();
    let hers = married(hers, &joko(), "0077/007/IX/2021", date(2021, 9, 30));
    let his = married(joko(), &hers, "0077/007/IX/2021", date(2021, 9, 30));
    let after = Story::of(vec![
        card(
            1,
            vec![(Relationship::Head, budi()), (Relationship::Child, ani())],
        ),
        card(2, vec![(Relationship::Head, his), (Relationship::Wife, hers)]),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)])
    .decided(Decision::AcceptRemarriage { role: WATI })
    .carry_out();
    assert!(after.together(&ani(), &wati()));
    assert_eq!(after.shdk(&ani()), Relationship::OtherRelative);
}

#[test]
fn of_two_marriages_to_the_same_man_the_one_of_the_day_ends() {
    let earlier = date(2010, 5, 5);
    let to_budi = |certificate: &str, on| Marriage {
        spouse: Some(budi().nik),
        certificate: Some(MarriageCertificateNumber::parse(certificate).unwrap()),
        date: Some(on),
    };
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.register[0].members[1].person.marriages = vec![
        to_budi("0001/001/V/2010", earlier),
        to_budi("0009/009/XII/2016", WEDDING),
    ];
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
    let after = story
        .decided(Decision::AcceptMarriageRecord { role: WATI })
        .carry_out();
    let dates: Vec<_> = after
        .record(&wati())
        .marriages
        .iter()
        .map(|marriage| marriage.date)
        .collect();
    assert_eq!(dates, [Some(earlier)]);
}

#[test]
fn a_grown_child_of_the_man_who_has_gone_is_no_child_of_the_woman_who_stays() {
    let mut grown = child_of_both(13, "Contoh Tina", date(2003, 1, 1));
    grown.mother_nik = Some(person(62, "Contoh Lina", Sex::Female, date(1980, 9, 9)).nik);
    let after = Story::of(vec![budis_card(vec![(Relationship::Child, grown.clone())])])
        .wishing(
            BUDI,
            Choice::Own {
                address: Some(new_address()),
            },
        )
        .decided(Decision::ChooseHead { person: wati().id })
        .carry_out();
    assert!(after.together(&grown, &wati()));
    assert_eq!(after.shdk(&wati()), Relationship::Head);
    assert_eq!(after.record(&wati()).marital_status, MaritalStatus::Divorced);
    assert_eq!(after.shdk(&grown), Relationship::OtherRelative);
}

/// The ruling is undone, and what others changed since stays as it is; Wati's record after that.
fn undone(mut registry: Registry) -> Person {
    registry.reverse(Reversal::Annulment).unwrap();
    if registry.hold() == Some(&Hold::ChangedSince) {
        registry.decide(Decision::LeaveHouseholds).unwrap();
    }
    assert_eq!(registry.hold(), None);
    registry.record(&wati())
}

#[test]
fn whose_husband_has_died_since_is_widowed_when_the_ruling_is_undone() {
    let house = budis_card(vec![(Relationship::Parent, sumi())]);
    let mut registry = Registry::after(&Story::of(vec![house]));
    registry.meanwhile(&budi(), |card| {
        for member in &mut card.members {
            let is_his = member.person.nik == budi().nik;
            (member.relationship, member.person.vital) = if is_his {
                (Relationship::OtherRelative, Vital::Deceased)
            } else {
                (Relationship::Head, Vital::Alive)
            };
        }
    });
    assert_eq!(undone(registry).marital_status, MaritalStatus::Widowed);
}

#[test]
fn a_divorce_whose_certificate_was_put_right_elsewhere_is_undone_too() {
    let mut registry = Registry::after(&Story::of(vec![budis_card(vec![])]));
    registry.meanwhile(&wati(), |card| {
        let corrected = AktaCeraiNumber::parse("0141/AC/2021/PA.Pas").unwrap();
        card.members[0].person.divorce_certificate = Some(corrected);
    });
    let hers = undone(registry);
    assert_eq!((hers.divorced_on, hers.divorce_certificate), (None, None));
    assert_eq!(hers.marital_status, MaritalStatus::Married);
}

#[test]
fn a_marriage_the_register_never_had_is_what_the_court_says_when_the_ruling_is_undone() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    let record = &mut story.register[0].members[1].person;
    record.marriages.clear();
    record.marital_status = MaritalStatus::Single;
    let story = story.decided(Decision::AcceptPaperRecord { role: WATI });
    let mut registry = Registry::open(&story);
    registry.carry_on();
    while let Some(hold) = registry.hold().cloned() {
        assert_eq!(hold.role(), Some(WATI), "{hold:?}");
        registry
            .decide(Decision::AcceptPaperRecord { role: WATI })
            .unwrap();
    }
    let hers = undone(registry);
    assert_eq!(hers.marital_status, MaritalStatus::Married);
    assert_eq!(hers.marriages[0].date, Some(WEDDING));
}

#[test]
fn an_old_record_without_a_certificate_is_enough_on_the_day_of_the_wedding_only() {
    let recorded_on = |day| {
        let mut story = Story::of(vec![budis_card(vec![])]);
        let marriage = &mut story.register[0].members[1].person.marriages[0];
        (marriage.certificate, marriage.date) = (None, Some(day));
        story.plan()
    };
    assert!(recorded_on(WEDDING).is_ok());
    let mismatch = Hold::MarriageRecordMismatch { role: WATI };
    assert_eq!(recorded_on(date(2010, 5, 5)), Err(mismatch));
}

#[test]
fn no_child_is_given_to_a_parent_who_has_died_since() {
    let his = card(
        1,
        vec![(Relationship::Head, budi()), (Relationship::Child, dewi())],
    );
    let hers = card(
        2,
        vec![(Relationship::Head, ratna()), (Relationship::Child, wati())],
    );
    let story = Story::of(vec![his, hers]).with_children(vec![by_ruling(&dewi(), BUDI)]);
    let mut registry = Registry::after(&story);
    registry.meanwhile(&wati(), |card| {
        for member in &mut card.members {
            if member.person.nik == wati().nik {
                member.person.vital = Vital::Deceased;
            }
        }
    });
    registry.entrust(0, WATI, CustodyBasis::SignedStatement).unwrap();
    assert_eq!(
        registry.lines(&budi()),
        ["Contoh Budi KEPALA KELUARGA", "Contoh Dewi ANAK"]
    );
}

#[test]
fn a_household_that_was_closed_comes_back_to_its_own_head_when_the_ruling_is_undone() {
    let story = Story::of(vec![
        card(1, vec![(Relationship::Head, budi())]),
        card(
            2,
            vec![(Relationship::Head, ratna()), (Relationship::Child, wati())],
        ),
        card(3, vec![(Relationship::Head, sumi())]),
    ])
    .wishing(
        BUDI,
        Choice::Join {
            host: number(3),
            relationship: Relationship::Child,
            host_consents: true,
        },
    )
    .wishing(
        WATI,
        Choice::Own {
            address: Some(new_address()),
        },
    );
    let mut registry = Registry::after(&story);
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.hold(), None);
    assert_eq!(registry.lines(&budi()), ["Contoh Budi KEPALA KELUARGA"]);
    assert_eq!(
        registry.lines(&wati()),
        ["Contoh Ratna KEPALA KELUARGA", "Contoh Wati ANAK"]
    );
}

/// She is on no card of the city any more, and has not moved to another one.
#[test]
fn a_mother_who_has_died_since_her_registration_is_nobody_who_moves_away() {
    let story = Story::of(vec![budis_card(vec![(Relationship::Child, ani())])])
        .with_children(vec![by_ruling(&ani(), WATI)]);
    let mut registry = Registry::after(&story);
    assert!(registry.card_of(&wati()).unwrap().member(&ani().nik).is_some());
    registry.meanwhile(&wati(), |card| dies(card, &wati()));
    registry.entrust(0, BUDI, CustodyBasis::Ruling).unwrap();
    assert_eq!(registry.hold(), None);
    assert!(registry.card_of(&budi()).unwrap().member(&ani().nik).is_some());
    assert_eq!(registry.card_of(&wati()), None);
    assert_eq!(registry.case.tracks[WATI].outcome, Some(Outcome::NothingDue));
}

/// His mother, whose card he is on, has died since: his marriage comes back all the same, on a card that has a head.
#[test]
fn a_marriage_comes_back_onto_a_card_whose_head_has_died_since() {
    let hers = card(
        1,
        vec![
            (Relationship::Head, sumi()),
            (Relationship::Child, budi()),
            (Relationship::ChildInLaw, wati()),
        ],
    );
    let mut registry = Registry::after(&Story::of(vec![hers]));
    registry.meanwhile(&budi(), |card| dies(card, &sumi()));
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::ChangedSince));
    registry.decide(Decision::LeaveHouseholds).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::HeadNotEligible));
    assert_eq!(registry.record(&budi()).marital_status, MaritalStatus::Divorced);
    registry
        .decide(Decision::ChooseHead { person: budi().id })
        .unwrap();
    assert_eq!(registry.hold(), None);
    assert_eq!(registry.lines(&budi()), ["Contoh Budi KEPALA KELUARGA"]);
    for party in [budi(), wati()] {
        assert_eq!(registry.record(&party).marital_status, MaritalStatus::Married);
    }
    assert_eq!(registry.card_of(&sumi()), None);
}

fn dies(card: &mut Household, person: &Person) {
    for member in card
        .members
        .iter_mut()
        .filter(|member| member.person.nik == person.nik)
    {
        member.person.vital = Vital::Deceased;
    }
}
