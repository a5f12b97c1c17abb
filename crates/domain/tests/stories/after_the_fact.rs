//! After the registration: the ruling is undone, a field was wrong, somebody marries again. Always new versions.

use jiff::civil::date;
use tuntas_domain::case::Whom;
use tuntas_domain::decree::{Choice, CustodyBasis};
use tuntas_domain::household::HouseholdState;
use tuntas_domain::identity::{AktaCeraiNumber, MarriageCertificateNumber};
use tuntas_domain::people::{MaritalStatus, Marriage, Person, Relationship, Sex, Text, Vital};
use tuntas_domain::plan::{CorrectedValue, Correction, Decision, Hold, Outcome, Reissue, Reversal};

use super::fixtures::*;
use super::registry::Registry;

fn family() -> Story {
    Story::of(vec![budis_card(vec![
        (Relationship::Child, ani()),
        (Relationship::ParentInLaw, ratna()),
    ])])
    .with_children(vec![by_ruling(&ani(), WATI)])
}

fn own(kelurahan: &str) -> Choice {
    Choice::Own {
        address: Some(address(kelurahan, "Jl. Contoh Baru No. 9")),
    }
}

fn join(host: u16, relationship: Relationship) -> Choice {
    Choice::Join {
        host: number(host),
        relationship,
        host_consents: true,
    }
}

fn leave() -> Choice {
    Choice::Leave {
        destination: Text::parse("Kota Malang").unwrap(),
        region: None,
    }
}

fn marital(person: &Person) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        person.marital_status,
        person.marriages.clone(),
        person.divorced_on,
        person.divorce_certificate.clone(),
    )
}

fn wed(card: &mut tuntas_domain::household::Household, who: &Person, to: &Person) {
    for member in &mut card.members {
        if member.person.nik == who.nik {
            member.person = married(member.person.clone(), to, "0077/007/X/2021", date(2021, 10, 1));
        }
    }
}

#[test]
fn an_annulled_divorce_brings_everybody_back_under_the_old_number() {
    for ground in [Reversal::Annulment, Reversal::Cassation, Reversal::Review] {
        let mut registry = Registry::after(&family());
        let founded = registry.card_of(&wati()).unwrap();
        registry.reverse(ground).unwrap();
        assert_eq!(registry.hold(), None);
        assert_eq!(
            registry.lines(&budi()),
            [
                "Contoh Budi KEPALA KELUARGA",
                "Contoh Wati ISTRI",
                "Contoh Ani ANAK",
                "Contoh Ratna MERTUA",
            ]
        );
        let card = registry.card_of(&budi()).unwrap();
        assert_eq!((card.number.clone(), card.version), (number(1), 3));
        for person in [budi(), wati(), ani()] {
            assert_eq!(registry.record(&person), person, "as if it had not been");
        }
        let closed = registry
            .register()
            .into_iter()
            .find(|home| home.id == founded.id)
            .unwrap();
        assert_eq!((closed.state, closed.version), (HouseholdState::Closed, 2));
        let amended = registry.amended.unwrap();
        assert_eq!(amended.reissued.petitioner, Reissue::BOTH);
        assert_eq!(amended.reissued.respondent, Reissue::BOTH);
        assert!(amended.numbers_needed().is_empty());
    }
}

#[test]
fn where_the_number_travelled_with_its_head_the_family_comes_together_where_he_lives_now() {
    let mut registry = Registry::after(&family().wishing(BUDI, own("35.75.04.1005")));
    assert_eq!(registry.lines(&wati())[0], "Contoh Wati KEPALA KELUARGA");
    registry.reverse(Reversal::Annulment).unwrap();
    let card = registry.card_of(&wati()).unwrap();
    assert_eq!(card.number, number(1));
    assert_eq!(card.address, new_address());
    assert_eq!(registry.lines(&wati())[1], "Contoh Wati ISTRI");
}

#[test]
fn a_card_the_case_closed_stays_closed_and_the_family_comes_together_under_the_one_who_heads_a_card() {
    let story = Story::of(vec![
        budis_card(vec![
            (Relationship::Child, ani()),
            (Relationship::ParentInLaw, ratna()),
        ]),
        card(2, vec![(Relationship::Head, sumi())]),
    ])
    .with_children(vec![by_ruling(&ani(), WATI)])
    .wishing(BUDI, join(2, Relationship::Child));
    let mut registry = Registry::after(&story);
    let hers = registry.card_of(&wati()).unwrap();
    registry.reverse(Reversal::Cassation).unwrap();
    assert_eq!(
        registry.lines(&wati()),
        [
            "Contoh Wati KEPALA KELUARGA",
            "Contoh Budi SUAMI",
            "Contoh Ani ANAK",
            "Contoh Ratna ORANG TUA",
        ]
    );
    let now = registry.card_of(&budi()).unwrap();
    assert_eq!(now.number, hers.number, "her number stays with her");
    assert_eq!(registry.lines(&sumi()), ["Contoh Sumi KEPALA KELUARGA"]);
    let old = registry
        .register()
        .into_iter()
        .find(|home| home.id == household_id(1))
        .unwrap();
    assert_eq!(old.state, HouseholdState::Closed);
}

#[test]
fn where_both_joined_other_cards_the_family_gets_a_new_number() {
    let story = Story::of(vec![
        budis_card(vec![]),
        card(2, vec![(Relationship::Head, sumi())]),
        card(3, vec![(Relationship::Head, ratna())]),
    ])
    .wishing(BUDI, join(2, Relationship::Child))
    .wishing(WATI, join(3, Relationship::Child));
    let mut registry = Registry::after(&story);
    assert!(registry.taken.is_empty());
    registry.reverse(Reversal::Review).unwrap();
    assert_eq!(registry.taken.len(), 1);
    let card = registry.card_of(&budi()).unwrap();
    assert_eq!(card.number, registry.taken[0]);
    assert_eq!(
        registry.lines(&budi()),
        ["Contoh Budi KEPALA KELUARGA", "Contoh Wati ISTRI"]
    );
    let outcomes = registry.amended.unwrap().outcomes;
    assert!(matches!(outcomes[BUDI], Outcome::Founded { .. }));
    assert!(matches!(outcomes[WATI], Outcome::Joined { .. }));
}

#[test]
fn who_left_the_city_comes_back_on_paper_only() {
    let mut registry = Registry::after(&family().wishing(WATI, leave()));
    assert_eq!(registry.gone.len(), 2, "with the child");
    registry.reverse(Reversal::Annulment).unwrap();
    let his = registry.record(&budi());
    assert_eq!(marital(&his), marital(&budi()));
    assert_eq!(registry.card_of(&wati()), None);
    assert_eq!(registry.amended.unwrap().outcomes[WATI], Outcome::Left);

    // The head left: she stays on the card she heads, married again.
    let mut registry = Registry::after(&family().wishing(BUDI, leave()));
    let hers = registry.card_of(&wati()).unwrap();
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.card_of(&wati()).unwrap().number, hers.number);
    assert_eq!(marital(&registry.record(&wati())), marital(&wati()));
}

#[test]
fn what_somebody_else_changed_since_is_not_undone_by_rule() {
    let mut registry = Registry::after(&family());
    let baby = person(55, "Contoh Bayi", Sex::Male, date(2021, 10, 2));
    registry.meanwhile(&wati(), |card| {
        card.members.push(tuntas_domain::household::Member {
            person: baby.clone(),
            relationship: Relationship::Child,
        });
    });
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::ChangedSince));
    registry.decide(Decision::LeaveHouseholds).unwrap();
    assert_eq!(registry.hold(), None);
    assert_eq!(registry.lines(&wati()).len(), 3, "nobody moves");
    assert_eq!(registry.lines(&budi()).len(), 2);
    assert_eq!(registry.record(&wati()), wati());
    assert_eq!(registry.record(&budi()), budi());
}

#[test]
fn who_has_married_again_keeps_the_new_marriage_and_gets_the_old_one_back() {
    let joko = person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4));
    let mut registry = Registry::after(&family());
    registry.meanwhile(&wati(), |card| wed(card, &wati(), &joko));
    registry.reverse(Reversal::Review).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::RemarriedMeanwhile { role: WATI }));
    registry
        .decide(Decision::AcceptRemarriage { role: WATI })
        .unwrap();
    assert_eq!(registry.hold(), Some(&Hold::ChangedSince));
    registry.decide(Decision::LeaveHouseholds).unwrap();
    let hers = registry.record(&wati());
    assert_eq!(hers.marriages.len(), 2);
    assert_eq!(hers.marriages[0], wati().marriages[0]);
    assert_eq!(hers.marriages[1].spouse, Some(joko.nik));
    assert_eq!(hers.marital_status, MaritalStatus::Married);
    assert_eq!((hers.divorced_on, hers.divorce_certificate), (None, None));
}

#[test]
fn who_has_been_widowed_before_the_ruling_was_undone_is_widowed() {
    let mut registry = Registry::after(&family());
    registry.meanwhile(&budi(), |card| {
        card.members[0].person.vital = Vital::Deceased;
        card.members[1].relationship = Relationship::Head;
        card.members.remove(0);
    });
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::ChangedSince));

    let dead = |story: Story| {
        let mut story = story.decided(Decision::AcceptDeath { role: BUDI });
        story.register[0].members[0].person.vital = Vital::Deceased;
        story
    };
    let mut registry = Registry::open(&dead(family()));
    registry.carry_on();
    assert_eq!(registry.hold(), Some(&Hold::PartyDeceased { role: BUDI }));
    registry.decide(Decision::AcceptDeath { role: BUDI }).unwrap();
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.hold(), None);
    let hers = registry.record(&wati());
    assert_eq!(hers.marital_status, MaritalStatus::Widowed);
    assert_eq!(hers.divorced_on, None);
}

#[test]
fn a_reconciliation_by_a_new_marriage_is_not_corrupted_by_what_was_still_open() {
    let mut registry = Registry::after(&family());
    let his_card = registry.card_of(&budi()).unwrap();
    registry.meanwhile(&wati(), |card| wed(card, &wati(), &budi()));
    registry.meanwhile(&budi(), |card| wed(card, &budi(), &wati()));
    // A correction goes on, and the new marriage stands.
    registry
        .correct(Correction {
            whom: Whom::Party { role: WATI },
            value: CorrectedValue::DivorceDate(date(2021, 9, 14)),
        })
        .unwrap();
    let hers = registry.record(&wati());
    assert_eq!(hers.divorced_on, Some(date(2021, 9, 14)));
    assert_eq!(hers.marital_status, MaritalStatus::Married);
    assert_eq!(hers.marriages.len(), 1);
    // Choices and custody of the divorce are over.
    registry.choose(WATI, own("35.75.04.1005")).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::AmendmentImpossible));
    registry.decide(Decision::GiveUp).unwrap();
    registry.entrust(0, BUDI, CustodyBasis::Ruling).unwrap();
    assert_eq!(registry.hold(), Some(&Hold::AmendmentImpossible));
    registry.decide(Decision::LeaveHouseholds).unwrap();
    assert_eq!(registry.hold(), None);
    // Once by his new marriage, once by the date of the divorce that was his, too.
    assert_eq!(registry.card_of(&budi()).unwrap().version, his_card.version + 2);
}

#[test]
fn a_marriage_to_somebody_else_outlives_a_late_choice() {
    let joko = person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4));
    let mut registry = Registry::after(&family());
    registry.meanwhile(&wati(), |card| wed(card, &wati(), &joko));
    registry.choose(WATI, own("35.75.04.1005")).unwrap();
    assert_eq!(registry.hold(), None);
    let hers = registry.record(&wati());
    assert_eq!(hers.marital_status, MaritalStatus::Married);
    assert_eq!(hers.marriages.len(), 1);
    assert_eq!(registry.card_of(&wati()).unwrap().address, new_address());
}

#[test]
fn a_divorce_that_was_recorded_before_is_undone_from_what_the_court_says() {
    let mut story = family();
    for member in story.register[0].members.iter_mut().take(2) {
        member.person.divorce(0, BHT, &akta());
    }
    let mut registry = Registry::after(&story);
    for role in [WATI, BUDI] {
        assert_eq!(registry.hold(), Some(&Hold::AlreadyDivorced { role }));
        registry.decide(Decision::AcceptRecordedDivorce { role }).unwrap();
    }
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(marital(&registry.record(&wati())), marital(&wati()));
    assert_eq!(marital(&registry.record(&budi())), marital(&budi()));
}

#[test]
fn a_marriage_of_the_paper_books_comes_back_as_the_register_had_it() {
    let mut story = family();
    story.register[0].members[1].person.marriages.clear();
    let hers = story.register[0].members[1].person.clone();
    let mut registry = Registry::after(&story);
    registry
        .decide(Decision::AcceptPaperRecord { role: WATI })
        .unwrap();
    assert_eq!(registry.record(&wati()).marital_status, MaritalStatus::Divorced);
    registry.reverse(Reversal::Annulment).unwrap();
    assert_eq!(registry.record(&wati()), hers);
}

#[test]
fn the_other_wife_who_was_divorced_since_does_not_come_back() {
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
            (Relationship::Wife, sari),
        ],
    );
    let mut registry = Registry::after(&Story::of(vec![home]));
    let later = AktaCeraiNumber::parse("0999/AC/2021/PA.Pas").unwrap();
    registry.meanwhile(&budi(), |card| {
        card.members[0].person.divorce(0, date(2021, 10, 1), &later);
    });
    registry.reverse(Reversal::Annulment).unwrap();
    registry.decide(Decision::LeaveHouseholds).unwrap();
    let his = registry.record(&budi());
    assert_eq!(his.marriages, budi().marriages, "only the ruling's marriage");
    assert_eq!(
        his.divorced_on,
        Some(date(2021, 10, 1)),
        "the later divorce stays"
    );
    assert_eq!(his.divorce_certificate, Some(later));
    assert_eq!(his.marital_status, MaritalStatus::Married);
}

#[test]
fn a_wrong_field_is_put_right_with_a_new_version_and_nothing_else_changes() {
    let values = [
        (CorrectedValue::Name(name("Contoh Wati Ayu")), true),
        (CorrectedValue::BirthPlace(Text::parse("Bangil").unwrap()), true),
        (CorrectedValue::BirthDate(date(1990, 3, 13)), true),
        (CorrectedValue::Occupation(Text::parse("Guru").unwrap()), true),
        (
            CorrectedValue::Religion(tuntas_domain::people::Religion::Kristen),
            true,
        ),
        (
            CorrectedValue::BloodType(tuntas_domain::people::BloodType::Ab),
            true,
        ),
        (
            CorrectedValue::Education(tuntas_domain::people::Education::Bachelor),
            false,
        ),
        (
            CorrectedValue::Father(Text::parse("Contoh Karto").unwrap()),
            false,
        ),
        (
            CorrectedValue::Mother(Text::parse("Contoh Ratna").unwrap()),
            false,
        ),
        (CorrectedValue::DivorceDate(date(2021, 9, 14)), false),
        (
            CorrectedValue::DivorceCertificate(AktaCeraiNumber::parse("0141/AC/2021/PA.Pas").unwrap()),
            false,
        ),
    ];
    for (value, on_the_identity_card) in values {
        let mut registry = Registry::after(&family());
        let (before, his) = (
            registry.card_of(&wati()).unwrap(),
            registry.card_of(&budi()).unwrap(),
        );
        let correction = Correction {
            whom: Whom::Party { role: WATI },
            value: value.clone(),
        };
        registry.correct(correction.clone()).unwrap();
        let after = registry.card_of(&wati()).unwrap();
        assert_eq!((after.version, &after.number), (2, &before.number));
        assert_eq!(after.members[1..], before.members[1..]);
        assert_ne!(after.members[0].person, before.members[0].person);
        assert_eq!(after.members[0].person.nik, wati().nik, "the NIK stays");
        // One divorce has one date and one certificate.
        let of_both = value.field().concerns_the_divorce();
        let (hers, his_now) = (registry.record(&wati()), registry.card_of(&budi()).unwrap());
        if of_both {
            let record = registry.record(&budi());
            assert_eq!(
                (record.divorced_on, record.divorce_certificate),
                (hers.divorced_on, hers.divorce_certificate)
            );
            assert_eq!((his_now.version, &his_now.number), (his.version + 1, &his.number));
            assert_eq!(
                registry.amended.as_ref().unwrap().outcomes[BUDI]
                    .household()
                    .unwrap()
                    .version,
                his_now.version
            );
        } else {
            assert_eq!(his_now, his);
        }
        assert_eq!(
            registry.amended.as_ref().unwrap().reissued[BUDI],
            Reissue {
                kk: of_both,
                ktp: false
            }
        );
        let reissued = registry.amended.as_ref().unwrap().reissued;
        assert_eq!(
            reissued[WATI],
            Reissue {
                kk: true,
                ktp: on_the_identity_card
            }
        );
        assert_eq!(value.field().on_identity_card(), on_the_identity_card);
        assert!(matches!(
            registry.amended.as_ref().unwrap().outcomes[WATI],
            Outcome::Founded { household } if household.version == 2
        ));
        // Asked for again, it is so already.
        registry.correct(correction.clone()).unwrap();
        assert_eq!(registry.card_of(&wati()).unwrap().version, 2);
        assert!(registry.amended.as_ref().unwrap().drafts.is_empty());
        let stored = serde_json::to_string(&correction).unwrap();
        assert_eq!(serde_json::from_str::<Correction>(&stored).unwrap(), correction);
    }
}

#[test]
fn a_later_divorce_of_the_other_party_is_another_one() {
    let mut registry = Registry::after(&family());
    let later = AktaCeraiNumber::parse("0200/AC/2021/PA.Pas").unwrap();
    registry.meanwhile(&budi(), |card| {
        let his = &mut card.members[0].person;
        his.divorced_on = Some(date(2021, 10, 2));
        his.divorce_certificate = Some(later.clone());
    });
    let right = date(2021, 9, 14);
    registry
        .correct(Correction {
            whom: Whom::Party { role: WATI },
            value: CorrectedValue::DivorceDate(right),
        })
        .unwrap();
    assert_eq!(registry.record(&wati()).divorced_on, Some(right));
    let his = registry.record(&budi());
    assert_eq!(
        (his.divorced_on, his.divorce_certificate),
        (Some(date(2021, 10, 2)), Some(later))
    );
}

#[test]
fn a_childs_field_is_put_right_on_the_card_the_child_is_on() {
    let mut registry = Registry::after(&family());
    registry
        .correct(Correction {
            whom: Whom::Child { child: 0 },
            value: CorrectedValue::Name(name("Contoh Ani Putri")),
        })
        .unwrap();
    assert_eq!(registry.lines(&wati())[1], "Contoh Ani Putri ANAK");
    let reissued = registry.amended.unwrap().reissued;
    assert_eq!(reissued[WATI], Reissue { kk: true, ktp: false });
}

#[test]
fn a_correction_that_cannot_be_is_held() {
    let impossible = [
        (
            Whom::Party { role: WATI },
            CorrectedValue::BirthDate(date(2030, 1, 1)),
        ),
        (
            Whom::Party { role: WATI },
            CorrectedValue::DivorceDate(date(2030, 1, 1)),
        ),
        // Before the ruling, and after the akta cerai.
        (
            Whom::Party { role: WATI },
            CorrectedValue::DivorceDate(date(2021, 8, 30)),
        ),
        (
            Whom::Party { role: WATI },
            CorrectedValue::DivorceDate(date(2021, 9, 21)),
        ),
        (Whom::Child { child: 0 }, CorrectedValue::DivorceDate(BHT)),
        (
            Whom::Child { child: 0 },
            CorrectedValue::DivorceCertificate(AktaCeraiNumber::parse(AKTA).unwrap()),
        ),
        (
            Whom::Child { child: 7 },
            CorrectedValue::Name(name("Contoh Siapa")),
        ),
    ];
    for (whom, value) in impossible {
        let mut registry = Registry::after(&family());
        registry.correct(Correction { whom, value }).unwrap();
        assert_eq!(registry.hold(), Some(&Hold::AmendmentImpossible), "{whom:?}");
        registry.decide(Decision::GiveUp).unwrap();
        assert_eq!(registry.hold(), None);
    }
}

#[test]
fn a_marriage_given_back_is_the_one_of_the_record_not_of_the_court() {
    let mut story = family();
    let old_spelling = MarriageCertificateNumber::parse("35/5/XII/2016").unwrap();
    story.register[0].members[1].person.marriages[0] = Marriage {
        spouse: Some(budi().nik),
        certificate: Some(old_spelling.clone()),
        date: None,
    };
    let mut registry = Registry::after(&story);
    registry.reverse(Reversal::Annulment).unwrap();
    let marriage = registry.record(&wati()).marriages.remove(0);
    assert_eq!(marriage.certificate.unwrap().as_str(), old_spelling.as_str());
    assert_eq!(marriage.date, None);
}

/// Nobody goes with her, so that nobody else's move can be taken for hers.
#[test]
fn who_leaves_the_city_alone_after_the_registration_has_left() {
    let mut registry = Registry::after(&Story::of(vec![budis_card(vec![])]));
    registry.choose(WATI, leave()).unwrap();
    assert_eq!(registry.hold(), None);
    assert_eq!(registry.case.tracks[WATI].outcome, Some(Outcome::Left));
}
