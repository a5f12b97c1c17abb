//! Choices and custody after the registration: new versions, from where everybody stands now.

use jiff::civil::date;
use tuntas_domain::decree::{Choice, CustodyBasis};
use tuntas_domain::people::{Relationship, Text, Vital};
use tuntas_domain::plan::{Decision, Flag, Hold, Outcome, Reissue};

use super::fixtures::*;
use super::registry::Registry;

fn family() -> Story {
    Story::of(vec![
        budis_card(vec![(Relationship::Child, ani()), (Relationship::Child, dewi())]),
        card(2, vec![(Relationship::Head, ratna())]),
    ])
    .with_children(vec![by_ruling(&ani(), WATI), custody(&dewi(), None)])
}

fn join(host_consents: bool) -> Choice {
    Choice::Join {
        host: number(2),
        relationship: Relationship::Child,
        host_consents,
    }
}

fn own() -> Choice {
    Choice::Own {
        address: Some(new_address()),
    }
}

#[test]
fn a_late_choice_moves_the_party_with_the_children_in_their_care() {
    let mut registry = Registry::after(&family());
    registry.choose(WATI, join(true)).unwrap();
    assert_eq!(
        registry.lines(&wati()),
        [
            "Contoh Ratna KEPALA KELUARGA",
            "Contoh Wati ANAK",
            "Contoh Ani CUCU"
        ]
    );
    let amended = registry.amended.as_ref().unwrap();
    assert!(matches!(amended.outcomes[WATI], Outcome::Joined { .. }));
    assert_eq!(
        amended.reissued[WATI],
        Reissue { kk: true, ktp: false },
        "the same address"
    );
    assert_eq!(amended.reissued[BUDI], Reissue::NONE);
    assert_eq!(
        registry.taken.len(),
        1,
        "her number is retired with the card she left"
    );
    assert_eq!(
        registry.record(&wati()).divorced_on,
        Some(BHT),
        "no second divorce"
    );
}

#[test]
fn a_head_who_moves_later_takes_number_and_the_child_nobody_spoke_of() {
    let mut registry = Registry::after(&family());
    registry.choose(BUDI, own()).unwrap();
    let his = registry.card_of(&budi()).unwrap();
    assert_eq!((his.number, his.version), (number(1), 3));
    assert_eq!(his.address, new_address());
    assert_eq!(
        registry.lines(&budi()),
        ["Contoh Budi KEPALA KELUARGA", "Contoh Dewi ANAK"]
    );
    let amended = registry.amended.unwrap();
    assert_eq!(
        amended.reissued[BUDI],
        Reissue::BOTH,
        "the identity card shows the address"
    );
}

#[test]
fn each_late_choice_founds_another_household() {
    let mut registry = Registry::after(&family());
    let first = registry.card_of(&wati()).unwrap().id;
    registry.choose(WATI, join(true)).unwrap();
    registry.choose(WATI, own()).unwrap();
    let second = registry.card_of(&wati()).unwrap();
    assert_ne!(second.id, first);
    assert_eq!(registry.taken.len(), 2);
    assert_eq!(second.number, registry.taken[1]);
    assert_eq!(
        registry.lines(&wati()),
        ["Contoh Wati KEPALA KELUARGA", "Contoh Ani ANAK"]
    );
    assert_eq!(registry.lines(&ratna()), ["Contoh Ratna KEPALA KELUARGA"]);
}

#[test]
fn to_keep_what_one_has_changes_nothing() {
    let mut registry = Registry::after(&family());
    let before = registry.register();
    registry.choose(WATI, Choice::Keep).unwrap();
    registry.choose(BUDI, Choice::Own { address: None }).unwrap();
    assert_eq!(registry.register(), before);
    let amended = registry.amended.unwrap();
    assert!(amended.drafts.is_empty());
    assert_eq!(amended.reissued[BUDI], Reissue::NONE);
}

#[test]
fn a_late_departure_takes_the_child_along() {
    let mut registry = Registry::after(&family());
    let malang = Text::parse("Kota Malang").unwrap();
    registry
        .choose(
            WATI,
            Choice::Leave {
                destination: malang,
                region: None,
            },
        )
        .unwrap();
    assert_eq!(registry.amended.as_ref().unwrap().outcomes[WATI], Outcome::Left);
    assert_eq!(registry.card_of(&ani()), None);
    assert_eq!(registry.gone.len(), 2);
    assert_eq!(registry.amended.as_ref().unwrap().reissued[WATI], Reissue::NONE);
}

#[test]
fn a_late_choice_needs_the_hosts_consent_too() {
    let mut registry = Registry::after(&family());
    registry.choose(WATI, join(false)).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::HostConsentMissing { role: WATI }));
    registry
        .decide(Decision::RecordHostConsent { role: WATI })
        .unwrap();
    assert_eq!(registry.hold(), None);
    assert_eq!(registry.lines(&wati())[0], "Contoh Ratna KEPALA KELUARGA");
}

#[test]
fn nobody_joins_the_former_spouse_later() {
    let mut registry = Registry::after(&family());
    let choice = Choice::Join {
        host: number(1),
        relationship: Relationship::Other,
        host_consents: true,
    };
    registry.choose(WATI, choice).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::ContradictoryChoices));
    registry.decide(Decision::GiveUp).unwrap();
    assert_eq!(registry.hold(), None);
    assert_eq!(registry.lines(&wati())[0], "Contoh Wati KEPALA KELUARGA");
}

#[test]
fn who_has_died_since_moves_nowhere() {
    let mut registry = Registry::after(&family());
    registry.meanwhile(&wati(), |card| {
        for member in &mut card.members {
            if member.person.nik == wati().nik {
                member.person.vital = Vital::Deceased;
            }
        }
        let grown = person(
            91,
            "Contoh Wali",
            tuntas_domain::people::Sex::Female,
            date(1980, 1, 1),
        );
        card.members[0].relationship = Relationship::OtherRelative;
        card.members.push(tuntas_domain::household::Member {
            person: grown,
            relationship: Relationship::Head,
        });
    });
    registry.choose(WATI, own()).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::AmendmentImpossible));
}

#[test]
fn custody_that_changes_later_brings_the_child_to_the_other_card() {
    let mut registry = Registry::after(&family());
    registry.entrust(0, BUDI, CustodyBasis::Ruling).unwrap();
    assert_eq!(
        registry.lines(&budi()),
        [
            "Contoh Budi KEPALA KELUARGA",
            "Contoh Dewi ANAK",
            "Contoh Ani ANAK"
        ]
    );
    assert_eq!(registry.lines(&wati()), ["Contoh Wati KEPALA KELUARGA"]);
    let reissued = registry.amended.as_ref().unwrap().reissued;
    for role in [WATI, BUDI] {
        assert_eq!(reissued[role], Reissue { kk: true, ktp: false });
    }
    // And by a statement of both, back again.
    registry.entrust(0, WATI, CustodyBasis::SignedStatement).unwrap();
    assert_eq!(registry.lines(&wati())[1], "Contoh Ani ANAK");
    assert_eq!(registry.record(&ani()), ani());
}

#[test]
fn custody_of_a_child_that_is_there_already_changes_nothing() {
    let mut registry = Registry::after(&family());
    let before = registry.register();
    registry.entrust(0, WATI, CustodyBasis::SignedStatement).unwrap();
    assert_eq!(registry.register(), before);
}

#[test]
fn custody_of_a_parent_who_left_waits_for_the_other_registry() {
    let malang = Text::parse("Kota Malang").unwrap();
    let mut registry = Registry::after(&family().wishing(
        BUDI,
        Choice::Leave {
            destination: malang,
            region: None,
        },
    ));
    registry.entrust(0, BUDI, CustodyBasis::Ruling).unwrap();
    assert_eq!(
        registry.amended.as_ref().unwrap().flags,
        [Flag::CustodianElsewhere { child: 0 }]
    );
    assert!(registry.card_of(&ani()).unwrap().member(&wati().nik).is_some());
}

#[test]
fn a_move_and_a_change_of_custody_at_once_leave_no_child_alone() {
    let mut registry = Registry::after(&family());
    // Both are asked for before either is carried out.
    registry.wish(WATI, own()).unwrap();
    registry.entrust(0, BUDI, CustodyBasis::Ruling).unwrap();
    assert_eq!(registry.hold(), None);
    assert!(registry.card_of(&ani()).unwrap().member(&budi().nik).is_some());
    assert_eq!(registry.lines(&wati()), ["Contoh Wati KEPALA KELUARGA"]);
}
