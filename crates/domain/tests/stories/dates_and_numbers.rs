//! The days a ruling names, the numbers a register holds once, and the divorce that stands on a record.

use jiff::civil::{Date, date};
use tuntas_domain::decree::{Akta, DivorceKind, Finality, Missing};
use tuntas_domain::household::{Breach, HouseholdState, check, check_recorded, check_register};
use tuntas_domain::identity::AktaCeraiNumber;
use tuntas_domain::people::{MaritalStatus, Relationship, Vital};
use tuntas_domain::plan::Decision;

use super::fixtures::*;

fn of_one_day(day: Date) -> Finality {
    Finality {
        bht: Some(day),
        ikrar: None,
        akta: Some(Akta {
            number: akta(),
            date: day,
        }),
    }
}

#[test]
fn a_ruling_may_become_final_and_be_certified_on_the_day_it_is_told() {
    assert_eq!(of_one_day(TODAY).check(DivorceKind::Gugat, TODAY, TODAY), Ok(()));
    let tomorrow = TODAY.tomorrow().unwrap();
    assert!(
        of_one_day(tomorrow)
            .check(DivorceKind::Gugat, TODAY, TODAY)
            .is_err()
    );
}

#[test]
fn an_ikrar_and_a_certificate_do_not_stand_for_a_ruling_that_is_not_final() {
    let without_bht = Finality {
        bht: None,
        ikrar: Some(BHT),
        ..of_one_day(BHT)
    };
    assert_eq!(without_bht.settle(DivorceKind::Talak), Err(vec![Missing::Bht]));
}

#[test]
fn what_a_court_says_twice_it_may_say() {
    let said = of_one_day(BHT);
    assert_eq!(said.completed(&said), Ok(said.clone()));
    let otherwise = of_one_day(TODAY);
    assert_eq!(said.completed(&otherwise), Err(Missing::Bht));
}

/// The family asks for another card when it does; until then the register holds what SIAK holds.
#[test]
fn a_death_makes_no_card_of_the_register_wrong_and_nothing_else_is_forgiven() {
    let mut home = budis_card(vec![(Relationship::Child, ani())]);
    home.members[0].person.vital = Vital::Deceased;
    assert_eq!(check(&home, TODAY), Err(Breach::HeadNotEligible));
    assert_eq!(check_recorded(&home, TODAY), Ok(()));
    home.members[1].relationship = Relationship::Head;
    assert_eq!(check_recorded(&home, TODAY), Err(Breach::Heads(2)));
}

#[test]
fn a_number_and_a_person_stand_in_the_register_once() {
    let his = budis_card(vec![]);
    let hers = card(2, vec![(Relationship::Head, ratna())]);
    assert_eq!(check_register(&[his.clone(), hers.clone()], TODAY), Ok(()));

    let mut same_number = hers.clone();
    same_number.number = his.number.clone();
    assert_eq!(
        check_register(&[his.clone(), same_number], TODAY),
        Err(Breach::NumberTwice)
    );

    let mut same_person = hers.clone();
    same_person.members.extend(his.members.last().cloned());
    assert_eq!(
        check_register(&[his.clone(), same_person], TODAY),
        Err(Breach::PersonTwice)
    );

    let mut closed = hers;
    closed.state = HouseholdState::Closed;
    assert_eq!(
        check_register(&[his, closed], TODAY),
        Err(Breach::ClosedWithMembers)
    );
}

#[test]
fn a_divorce_of_a_marriage_that_is_not_on_record_is_written_all_the_same() {
    let mut person = wati();
    person.marriages.clear();
    person.divorce(0, BHT, &akta());
    assert_eq!(person.divorced_on, Some(BHT));
    assert_eq!(person.marital_status, MaritalStatus::Divorced);
}

/// Wati has married again, and a divorce of that day stands on her record with another court's certificate.
fn remarried_with_a_divorce_of(day: Date) -> (Option<Date>, Option<AktaCeraiNumber>) {
    let joko = person(
        61,
        "Contoh Joko",
        tuntas_domain::people::Sex::Male,
        date(1988, 4, 4),
    );
    let mut story = Story::of(vec![budis_card(vec![])]);
    let record = &mut story.register[0].members[1].person;
    record.marriages.clear();
    *record = married(record.clone(), &joko, "0077/007/IX/2021", date(2021, 9, 30));
    record.divorced_on = Some(day);
    record.divorce_certificate = Some(earlier_akta());
    let after = story
        .decided(Decision::AcceptRemarriage { role: WATI })
        .carry_out();
    let hers = after.record(&wati());
    (hers.divorced_on, hers.divorce_certificate.clone())
}

fn earlier_akta() -> AktaCeraiNumber {
    AktaCeraiNumber::parse("0009/AC/2012/PA.Mlg").unwrap()
}

#[test]
fn beside_a_new_marriage_stands_the_last_divorce() {
    let of_this_case = (Some(BHT), Some(akta()));
    assert_eq!(remarried_with_a_divorce_of(date(2012, 3, 1)), of_this_case);
    for day in [BHT, date(2021, 9, 22)] {
        assert_eq!(
            remarried_with_a_divorce_of(day),
            (Some(day), Some(earlier_akta())),
            "{day}"
        );
    }
}
