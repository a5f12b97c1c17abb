//! A ruling ends one marriage: found by certificate, date and the spouse's NIK.

use jiff::civil::date;
use tuntas_domain::decree::Doubt;
use tuntas_domain::identity::{AktaCeraiNumber, CityCode, MarriageCertificateNumber};
use tuntas_domain::people::{MaritalStatus, Marriage, Person, Relationship, Sex};
use tuntas_domain::plan::{Decision, Hold, Outcome, Reversal};

use super::fixtures::*;
use super::registry::Registry;

fn with_wati(change: impl FnOnce(&mut Person)) -> Story {
    let mut home = budis_card(vec![]);
    change(&mut home.members[1].person);
    Story::of(vec![home])
}

fn marriage(to: &Person, certificate: &str, on: jiff::civil::Date) -> Marriage {
    Marriage {
        spouse: Some(to.nik.clone()),
        certificate: Some(MarriageCertificateNumber::parse(certificate).unwrap()),
        date: Some(on),
    }
}

fn joko() -> Person {
    person(61, "Contoh Joko", Sex::Male, date(1988, 4, 4))
}

#[test]
fn a_marriage_recorded_elsewhere_sends_its_registry_a_notice() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    assert_eq!(story.plan().unwrap().marriage_registry, None, "nobody said where");
    story.decree.marriage.region = Some(pasuruan());
    assert_eq!(story.plan().unwrap().marriage_registry, None, "our own book");
    let malang = CityCode::parse("35.73").unwrap();
    story.decree.marriage.region = Some(malang.clone());
    assert_eq!(story.plan().unwrap().marriage_registry, Some(malang));
}

#[test]
fn a_doubtful_court_is_looked_at_before_anything_else() {
    for (doubt, hold) in [
        (Doubt::CourtNameMissing, Hold::CourtNameMissing),
        (Doubt::CourtCodeOld, Hold::CourtCodeOld),
    ] {
        let mut story = Story::of(vec![budis_card(vec![])]);
        story.decree.doubts = vec![doubt];
        story.decree.parties[WATI].name = name("Contoh Wita");
        assert_eq!(story.hold(), hold);
        let story = story.decided(Decision::AcceptCourt);
        assert_eq!(story.hold(), Hold::NameMismatch { role: WATI });
    }
}

#[test]
fn an_officer_may_accept_who_somebody_is() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.parties[WATI].name = name("Contoh Wita");
    story.decree.parties[WATI].birth_date = date(1990, 3, 13);
    story.register[0].members[1].person.sex = Sex::Male;
    assert_eq!(story.hold(), Hold::NameMismatch { role: WATI });
    let of_the_other = story.clone().decided(Decision::AcceptIdentity { role: BUDI });
    assert_eq!(of_the_other.hold(), Hold::NameMismatch { role: WATI });
    let after = story.decided(Decision::AcceptIdentity { role: WATI }).carry_out();
    let hers = after.record(&wati());
    assert_eq!(hers.name, wati().name, "nothing of the court's is taken over");
    assert_eq!(hers.birth_date, wati().birth_date);
}

#[test]
fn a_paper_record_needs_an_officer_who_has_seen_the_book() {
    for status in [
        MaritalStatus::Married,
        MaritalStatus::MarriedUnrecorded,
        MaritalStatus::Single,
        MaritalStatus::Widowed,
    ] {
        let story = with_wati(|wati| {
            wati.marital_status = status;
            wati.marriages.clear();
        });
        let hold = if status.is_married() {
            Hold::PaperRecordOnly { role: WATI }
        } else {
            Hold::NotMarried { role: WATI, status }
        };
        assert_eq!(story.hold(), hold);
        let after = story
            .decided(Decision::AcceptPaperRecord { role: WATI })
            .carry_out();
        assert_eq!(after.record(&wati()).marital_status, MaritalStatus::Divorced);
        assert_eq!(after.record(&wati()).marital_date(), Some(BHT));
    }
}

/// An entry as the register has it of a couple whose rows tell neither number nor day.
fn bare(spouse: Option<&Person>) -> Marriage {
    Marriage {
        spouse: spouse.map(|person| person.nik.clone()),
        certificate: None,
        date: None,
    }
}

#[test]
fn who_is_married_to_whom_does_not_tell_which_marriage_ends() {
    for status in [MaritalStatus::Married, MaritalStatus::MarriedUnrecorded] {
        for spouse in [Some(budi()), None] {
            let story = with_wati(|wati| {
                wati.marital_status = status;
                wati.marriages = vec![bare(spouse.as_ref())];
            });
            let hold = Hold::PaperRecordOnly { role: WATI };
            assert_eq!(story.hold(), hold);
            let compared = Decision::AcceptMarriageRecord { role: WATI };
            assert_eq!(
                story.clone().decided(compared).hold(),
                hold,
                "there is nothing to compare"
            );
            let after = story
                .decided(Decision::AcceptPaperRecord { role: WATI })
                .carry_out();
            let hers = after.record(&wati());
            assert!(hers.marriages.is_empty(), "the entry stood for that marriage");
            assert_eq!(hers.marital_status, MaritalStatus::Divorced);
            assert_eq!(hers.marital_date(), Some(BHT));
        }
    }
}

#[test]
fn a_couple_without_number_and_day_is_looked_at_on_either_side() {
    let mut home = budis_card(vec![]);
    home.members[0].person.marriages = vec![bare(Some(&wati()))];
    home.members[1].person.marriages = vec![bare(Some(&budi()))];
    let mut story = Story::of(vec![home]);
    for role in [WATI, BUDI] {
        assert_eq!(story.hold(), Hold::PaperRecordOnly { role });
        story = story.decided(Decision::AcceptPaperRecord { role });
    }
    let after = story.carry_out();
    for party in [wati(), budi()] {
        assert_eq!(after.record(&party).marital_status, MaritalStatus::Divorced);
    }
}

#[test]
fn a_husband_of_two_is_divorced_on_paper_from_one_of_them() {
    let sari = person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8));
    let other = marriage(&sari, "0101/011/II/2019", date(2019, 2, 2));
    // Of the other wife the register may have no name either: hers is then the entry that names nobody.
    let elsewhere = Marriage {
        spouse: None,
        ..other.clone()
    };
    for lasts in [other, elsewhere] {
        let mut home = budis_card(vec![]);
        home.members[0].person.marriages = vec![lasts.clone(), bare(Some(&wati()))];
        let story = Story::of(vec![home]);
        assert_eq!(story.hold(), Hold::PaperRecordOnly { role: BUDI });
        let after = story
            .decided(Decision::AcceptPaperRecord { role: BUDI })
            .carry_out();
        assert_eq!(after.record(&budi()).marriages, [lasts]);
        assert_eq!(after.record(&budi()).marital_status, MaritalStatus::Married);
    }
}

#[test]
fn of_two_entries_that_say_the_same_nobody_chooses_one() {
    let story = with_wati(|wati| wati.marriages = vec![bare(Some(&budi())), bare(Some(&budi()))]);
    assert_eq!(story.hold(), Hold::PaperRecordOnly { role: WATI });
    let seen = story.decided(Decision::AcceptPaperRecord { role: WATI });
    assert_eq!(seen.hold(), Hold::RegisterDamaged);
    // Beside one that names the spouse, one that names nobody is not meant.
    let after = with_wati(|wati| wati.marriages = vec![bare(None), bare(Some(&budi()))])
        .decided(Decision::AcceptPaperRecord { role: WATI })
        .carry_out();
    assert_eq!(after.record(&wati()).marriages, [bare(None)]);
}

#[test]
fn a_book_that_differs_counts_before_an_entry_that_tells_nothing() {
    let differs = marriage(&budi(), "0099/009/IX/2015", date(2015, 9, 9));
    let story = with_wati(|wati| wati.marriages = vec![bare(Some(&budi())), differs.clone()]);
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
    // The right book is the right book, whatever stands beside it.
    let mut rightly = budis_card(vec![]);
    rightly.members[1].person.marriages.insert(0, bare(Some(&budi())));
    let after = Story::of(vec![rightly]).carry_out();
    assert_eq!(after.record(&wati()).marriages, [bare(Some(&budi()))]);
}

#[test]
fn a_divorce_on_record_stays_as_it_is_and_cards_go_out() {
    let story = with_wati(|wati| wati.divorce(0, date(2021, 9, 10), &akta()));
    assert_eq!(story.hold(), Hold::AlreadyDivorced { role: WATI });
    let before = story.register[0].members[1].person.clone();
    let after = story
        .decided(Decision::AcceptRecordedDivorce { role: WATI })
        .carry_out();
    assert_eq!(after.record(&wati()), &before);
    assert!(matches!(after.plan.outcomes[WATI], Outcome::Founded { .. }));
    assert_eq!(after.plan.reissued.len(), 2);
}

#[test]
fn an_earlier_divorce_on_record_is_not_this_one_where_the_marriage_stands_in_the_books_only() {
    let first = AktaCeraiNumber::parse("0099/AC/2011/PA.Pas").unwrap();
    let divorced = |on| with_wati(|wati| wati.divorce(0, on, &first));
    let story = divorced(date(2011, 3, 14));
    assert_eq!(story.hold(), Hold::AlreadyDivorced { role: WATI });
    let seen = Decision::AcceptPaperRecord { role: WATI };
    let after = story.decided(seen.clone()).carry_out();
    let hers = after.record(&wati());
    assert_eq!(
        (
            hers.divorced_on,
            hers.divorce_certificate.clone(),
            hers.marital_date()
        ),
        (Some(BHT), Some(akta()), Some(BHT))
    );
    // A divorce since then is the last one, and stays what the card shows.
    let since = date(2021, 9, 28);
    let after = divorced(since).decided(seen).carry_out();
    let hers = after.record(&wati());
    assert_eq!(
        (hers.divorced_on, hers.divorce_certificate.clone()),
        (Some(since), Some(first.clone()))
    );
}

#[test]
fn an_earlier_divorce_is_on_record_again_once_the_ruling_is_undone() {
    let first = AktaCeraiNumber::parse("0099/AC/2011/PA.Pas").unwrap();
    let mut registry = Registry::open(&with_wati(|wati| wati.divorce(0, date(2011, 3, 14), &first)));
    registry.carry_on();
    registry
        .decide(Decision::AcceptPaperRecord { role: WATI })
        .unwrap();
    assert_eq!(registry.record(&wati()).divorced_on, Some(BHT));
    registry.reverse(Reversal::Annulment).unwrap();
    let hers = registry.record(&wati());
    assert_eq!(hers.marital_status, MaritalStatus::Married);
    assert_eq!(
        (hers.divorced_on, hers.divorce_certificate),
        (Some(date(2011, 3, 14)), Some(first))
    );
}

#[test]
fn a_divorce_on_record_without_certificate_has_one_now() {
    let story = with_wati(|wati| {
        wati.marriages.clear();
        wati.marital_status = MaritalStatus::DivorcedUnrecorded;
        wati.divorced_on = Some(date(2020, 1, 1));
    });
    assert_eq!(story.hold(), Hold::AlreadyDivorced { role: WATI });
    let after = story
        .decided(Decision::AcceptRecordedDivorce { role: WATI })
        .carry_out();
    let hers = after.record(&wati());
    assert_eq!(hers.marital_status.label(), "CERAI HIDUP TERCATAT");
    assert_eq!(
        (hers.divorced_on, hers.divorce_certificate.clone()),
        (Some(BHT), Some(akta()))
    );
}

#[test]
fn a_husband_of_two_whose_divorce_is_on_record_keeps_the_other_wife() {
    let sari = person(31, "Contoh Sari", Sex::Female, date(1992, 8, 8));
    let mut home = budis_card(vec![]);
    let his = &mut home.members[0].person;
    his.marriages
        .push(marriage(&sari, "0101/011/II/2019", date(2019, 2, 2)));
    his.divorce(0, BHT, &akta());
    let story = Story::of(vec![home]);
    assert_eq!(story.hold(), Hold::AlreadyDivorced { role: BUDI });
    let after = story
        .decided(Decision::AcceptRecordedDivorce { role: BUDI })
        .carry_out();
    assert_eq!(after.record(&budi()).marital_status, MaritalStatus::Married);
}

#[test]
fn who_has_married_somebody_else_since_keeps_that_marriage() {
    let wedding = date(2021, 9, 30);
    let story = with_wati(|wati| wati.marriages = vec![marriage(&joko(), "0077/007/IX/2021", wedding)]);
    assert_eq!(story.hold(), Hold::RemarriedMeanwhile { role: WATI });
    let after = story
        .decided(Decision::AcceptRemarriage { role: WATI })
        .carry_out();
    let hers = after.record(&wati());
    assert_eq!(hers.marriages[0].spouse, Some(joko().nik));
    assert_eq!(hers.marital_status, MaritalStatus::Married);
    assert_eq!(
        hers.marital_date(),
        Some(wedding),
        "the card shows the marriage that lasts"
    );
    assert_eq!(
        (hers.divorced_on, hers.divorce_certificate.clone()),
        (Some(BHT), Some(akta()))
    );
    assert_eq!(after.record(&budi()).marital_status, MaritalStatus::Divorced);
}

#[test]
fn a_marriage_to_somebody_else_before_the_divorce_is_not_a_remarriage() {
    let story = with_wati(|wati| {
        wati.marriages = vec![marriage(&joko(), "0077/007/IX/2018", date(2018, 9, 30))];
    });
    assert_eq!(story.hold(), Hold::NotMarriedToEachOther { role: WATI });
    // Nor is one of the very day: it cannot have followed the divorce.
    let story = with_wati(|wati| wati.marriages = vec![marriage(&joko(), "0077/007/IX/2021", BHT)]);
    assert_eq!(story.hold(), Hold::NotMarriedToEachOther { role: WATI });
}

#[test]
fn who_married_each_other_again_stay_together() {
    let wedding = date(2021, 9, 30);
    let mut home = budis_card(vec![(Relationship::Child, ani())]);
    home.members[0].person.marriages = vec![marriage(&wati(), "0077/007/IX/2021", wedding)];
    home.members[1].person.marriages = vec![marriage(&budi(), "0077/007/IX/2021", wedding)];
    let mut story = Story::of(vec![home]).with_children(vec![by_ruling(&ani(), WATI)]);
    for role in [WATI, BUDI] {
        assert_eq!(story.hold(), Hold::RemarriedMeanwhile { role });
        // It is another marriage, although to the same person: nobody may take it for the ruling's.
        assert_eq!(
            story
                .clone()
                .decided(Decision::AcceptMarriageRecord { role })
                .hold(),
            Hold::RemarriedMeanwhile { role }
        );
        story = story.decided(Decision::AcceptRemarriage { role });
    }
    let after = story.carry_out();
    assert!(after.together(&wati(), &budi()) && after.together(&ani(), &budi()));
    assert_eq!(after.shdk(&wati()), Relationship::Wife);
    assert_eq!(after.record(&wati()).marital_date(), Some(wedding));
    assert!(after.taken.is_empty());
}

#[test]
fn a_differing_book_is_accepted_only_where_it_is_told_which_is_meant() {
    let differs = |date_| marriage(&budi(), "0099/009/IX/2015", date_);
    let story = with_wati(|wati| wati.marriages = vec![differs(date(2015, 9, 9))]);
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
    let after = story
        .decided(Decision::AcceptMarriageRecord { role: WATI })
        .carry_out();
    assert!(after.record(&wati()).marriages.is_empty());

    // Of two, the one with the day of the wedding.
    let other = differs(date(2015, 9, 9));
    let story = with_wati(|wati| wati.marriages = vec![other.clone(), differs(WEDDING)]);
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
    let after = story
        .decided(Decision::AcceptMarriageRecord { role: WATI })
        .carry_out();
    assert_eq!(after.record(&wati()).marriages, [other]);

    // Of two that both differ, none.
    let story = with_wati(|wati| wati.marriages = vec![differs(date(2015, 9, 9)), differs(date(2014, 9, 9))])
        .decided(Decision::AcceptMarriageRecord { role: WATI });
    assert_eq!(story.hold(), Hold::RegisterDamaged);
}

#[test]
fn the_right_book_with_a_wrong_day_is_accepted_as_that_book() {
    let second = marriage(&budi(), "0099/009/IX/2015", WEDDING);
    let story = with_wati(|wati| {
        wati.marriages[0].date = Some(date(2016, 12, 5));
        wati.marriages.insert(0, second.clone());
    });
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
    let after = story
        .decided(Decision::AcceptMarriageRecord { role: WATI })
        .carry_out();
    assert_eq!(
        after.record(&wati()).marriages,
        [second],
        "the number decides before the day"
    );
}

#[test]
fn a_party_an_officer_knows_elsewhere_gets_a_notice_there() {
    let malang = CityCode::parse("35.73").unwrap();
    let treat = |region: &CityCode| Decision::TreatAsElsewhere {
        role: WATI,
        region: region.clone(),
    };
    let story = Story::of(vec![card(1, vec![(Relationship::Head, budi())])]);
    assert_eq!(story.hold(), Hold::PartyNotInRegister { role: WATI });
    let other = CityCode::parse("35.14").unwrap();
    let after = story.decided(treat(&other)).decided(treat(&malang)).carry_out();
    assert_eq!(
        after.plan.outcomes[WATI],
        Outcome::Elsewhere {
            region: malang.clone()
        },
        "the last word counts"
    );
    // Whom the register has lives here, whatever was said before.
    let home = Story::of(vec![budis_card(vec![])])
        .decided(treat(&malang))
        .carry_out();
    assert!(matches!(home.plan.outcomes[WATI], Outcome::Founded { .. }));
}
