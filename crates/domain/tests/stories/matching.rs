//! Who is meant: NIK decides; name, birth date and marriage are compared.

use jiff::civil::date;
use tuntas_domain::identity::{MarriageCertificateNumber, Nik};
use tuntas_domain::people::{MaritalStatus, Person, Relationship};
use tuntas_domain::plan::{Flag, Hold};

use super::fixtures::*;

/// The couple's card with Wati's record as given.
fn with_wati(change: impl FnOnce(&mut Person)) -> Story {
    let mut home = budis_card(vec![]);
    change(&mut home.members[1].person);
    Story::of(vec![home])
}

#[test]
fn bin_and_binti_and_titles_do_not_make_another_person() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.parties[WATI].name = name("Hj. Contoh Wati, S.Pd. binti Contoh Karto");
    story.decree.parties[BUDI].name = name("H.Contoh Budi bin Contoh Slamet");
    let after = story.carry_out();
    assert_eq!(
        after.record(&wati()).name.as_str(),
        "Contoh Wati",
        "the court's spelling is compared, never taken over"
    );
}

#[test]
fn another_name_holds_the_case() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.parties[WATI].name = name("Contoh Wita");
    assert_eq!(story.hold(), Hold::NameMismatch { role: WATI });
}

#[test]
fn digits_of_a_nik_that_disagree_are_a_flag_and_nothing_more() {
    let corrected = Nik::parse("3575011203900002").unwrap();
    let mut home = budis_card(vec![]);
    home.members[1].person.nik = corrected.clone();
    home.members[0].person.marriages[0].spouse = Some(corrected.clone());
    let mut story = Story::of(vec![home]);
    story.decree.parties[WATI].nik = Some(corrected);
    let after = story.carry_out();
    assert_eq!(after.plan.flags, [Flag::NikDigits { role: WATI }]);
}

#[test]
fn the_spelling_of_the_marriage_book_does_not_matter() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.marriage.certificate = MarriageCertificateNumber::parse("35/5/xii/2016").unwrap();
    story.carry_out();
}

#[test]
fn another_marriage_book_holds_the_case() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.marriage.certificate = MarriageCertificateNumber::parse("0036/005/XII/2016").unwrap();
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
}

#[test]
fn another_wedding_day_holds_the_case() {
    let mut story = Story::of(vec![budis_card(vec![])]);
    story.decree.marriage.date = date(2016, 12, 5);
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
}

#[test]
fn a_record_that_names_only_the_spouse_does_not_tell_which_marriage_ends() {
    let story = with_wati(|wati| {
        wati.marriages[0].certificate = None;
        wati.marriages[0].date = None;
    });
    assert_eq!(story.hold(), Hold::PaperRecordOnly { role: WATI });
}

#[test]
fn an_old_record_that_names_only_the_book_is_enough() {
    with_wati(|wati| wati.marriages[0].spouse = None).carry_out();
}

#[test]
fn a_record_that_names_neither_proves_nothing() {
    let story = with_wati(|wati| {
        wati.marriages[0].spouse = None;
        wati.marriages[0].certificate = None;
    });
    assert_eq!(story.hold(), Hold::MarriageRecordMismatch { role: WATI });
}

#[test]
fn of_two_marriages_to_the_same_man_the_book_tells_which_one_ends() {
    // The first, never recorded as ended, stands beside the second in an old register.
    let mut home = budis_card(vec![]);
    let earlier = tuntas_domain::people::Marriage {
        spouse: Some(budi().nik),
        certificate: Some(MarriageCertificateNumber::parse("0001/001/I/2010").unwrap()),
        date: Some(date(2010, 1, 1)),
    };
    home.members[1].person.marriages.insert(0, earlier.clone());
    let after = Story::of(vec![home]).carry_out();
    assert_eq!(after.record(&wati()).marriages, [earlier]);
}

#[test]
fn who_is_not_married_cannot_be_divorced() {
    for status in [MaritalStatus::Single, MaritalStatus::Widowed] {
        let story = with_wati(|wati| wati.marital_status = status);
        assert_eq!(story.hold(), Hold::NotMarried { role: WATI, status });
    }
    for status in [MaritalStatus::Divorced, MaritalStatus::DivorcedUnrecorded] {
        let story = with_wati(|wati| wati.marital_status = status);
        assert_eq!(story.hold(), Hold::AlreadyDivorced { role: WATI });
    }
}

#[test]
fn an_unrecorded_marriage_ends_recorded() {
    let after = with_wati(|wati| wati.marital_status = MaritalStatus::MarriedUnrecorded).carry_out();
    assert_eq!(
        after.record(&wati()).marital_status.label(),
        "CERAI HIDUP TERCATAT"
    );
    assert_eq!(
        after.record(&wati()).marital_status.on_identity_card().label(),
        "CERAI HIDUP"
    );
}

#[test]
fn the_ruling_of_another_couple_never_divorces_this_one() {
    let story = with_wati(|wati| wati.marriages[0].spouse = Some(sumi().nik));
    assert_eq!(story.hold(), Hold::NotMarriedToEachOther { role: WATI });
    assert_eq!(
        story.register[0].member(&wati().nik).unwrap().relationship,
        Relationship::Wife
    );
}
