//! What is accepted as a number or a code, what is not, and how little of it shows in a log.

use jiff::civil::Date;
use serde_json::json;
use tuntas_domain::case::{Document, JobId, Refusal};
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_domain::identity::{
    AidKind, AidOfficeCode, CaseNumber, CommandId, CourtCode, InvalidLetterForm, KkNumber, LetterForm,
    LetterNumber, MarriageCertificateNumber, OfficerCode, Phone,
};
use tuntas_domain::people::{Text, numbered_occupation};
use tuntas_domain::plan::CloseGround;

use super::fixtures::{BUDI, WATI, case_id, decree};

#[test]
fn a_case_number_tells_its_year_and_has_one_spelling() {
    let written = CaseNumber::parse("0318/Pdt.G/2021/PA.Pas").unwrap();
    assert_eq!(written.year(), 2021);
    assert_eq!(written.canonical(), "318/Pdt.G/2021/PA.Pas");
    for other in [
        "319/Pdt.G/2021/PA.Pas",
        "318/Pdt.G/2020/PA.Pas",
        "318/Pdt.G/2021/PA.Mlg",
    ] {
        assert_ne!(written, CaseNumber::parse(other).unwrap());
    }
}

#[test]
fn a_case_number_has_digits_only_and_not_too_many() {
    for text in [
        "000318/Pdt.G/2021/PA.Pas",
        "+318/Pdt.G/2021/PA.Pas",
        "318/Pdt.G/02021/PA.Pas",
        "318/Pdt.G/+2021/PA.Pas",
    ] {
        assert!(CaseNumber::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_court_is_two_to_eight_letters() {
    assert!(CourtCode::parse("MS.Aceh").is_ok());
    for text in ["PA.P", "PA.Pasuruans", "PA.P4s", "PA.", "PN.Pas"] {
        assert!(CourtCode::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_marriage_certificate_has_three_signs_with_a_digit_among_them() {
    assert!(MarriageCertificateNumber::parse("35/005/XII/2016").is_ok());
    let long = "1".repeat(41);
    for text in ["12", "KUA", "35_005", "3505?", &long] {
        assert!(MarriageCertificateNumber::parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_officer_is_a_code_and_no_name() {
    assert!(OfficerCode::parse("petugas-01").is_ok());
    let long = "p".repeat(31);
    for text in ["p", "1-petugas", "-petugas", "petugas 01", "pEtugas", &long] {
        assert!(OfficerCode::parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_office_that_helps_is_a_code_that_its_lists_and_scopes_can_hold() {
    for text in ["dp3akb", "uptd-ppa", "x1", &"p".repeat(30)] {
        assert_eq!(AidOfficeCode::parse(text).unwrap().as_str(), text);
    }
    for text in ["", "d", "3dp", "dp3akb/x", "Dinsos", &"p".repeat(31)] {
        let refused = AidOfficeCode::parse(text).unwrap_err();
        assert_eq!(refused.code, "aid_office_code_form", "{text}");
    }
}

#[test]
fn aid_has_a_word_for_programs_and_one_for_letters() {
    let words = AidKind::ALL.iter().map(|kind| (kind.as_str(), kind.in_letters()));
    let words: Vec<(&str, &str)> = words.collect();
    assert_eq!(
        words,
        [("mentoring", "pendampingan"), ("capital", "bantuan modal")]
    );
    assert_eq!(AidKind::Capital.to_string(), "capital");
    assert_eq!(json!(AidKind::Mentoring), "mentoring");
}

#[test]
fn an_office_writes_its_numbers_in_its_own_form_and_none_that_two_letters_could_share() {
    let form = LetterForm::parse("{number}/KPA.W13-A00/HK2.6/{month}/{year}").unwrap();
    let written = |month, number| form.write(LetterNumber(number), Date::constant(2026, month, 28));
    assert_eq!(written(11, 7), "7/KPA.W13-A00/HK2.6/XI/2026");
    assert_eq!(
        LetterForm::parse("B/{number}/{month}/PAM.3.3./{year}")
            .unwrap()
            .write(LetterNumber(412), Date::constant(2026, 6, 30)),
        "B/412/VI/PAM.3.3./2026"
    );
    assert_eq!(written(1, 120), "120/KPA.W13-A00/HK2.6/I/2026");
    assert_eq!(written(12, 1), "1/KPA.W13-A00/HK2.6/XII/2026");
    let plain = LetterForm::parse("No {number} / {year}").unwrap();
    assert_eq!(
        plain.write(LetterNumber(3), Date::constant(2027, 4, 1)),
        "No 3 / 2027"
    );
    assert_eq!(String::from(plain), "No {number} / {year}");
    let longest = format!("{{number}}/{}/{{year}}", "A".repeat(44));
    assert!(LetterForm::parse(&longest).is_ok());
    for text in [
        "",
        "{number}",
        "{year}",
        "{number}/{number}/{year}",
        "{number}/{year}/{year}",
        "{number}/\u{e9}/{year}",
        "{number}/\t/{year}",
        &format!("{longest}A"),
    ] {
        assert_eq!(LetterForm::parse(text), Err(InvalidLetterForm), "{text}");
    }
}

#[test]
fn an_occupation_of_the_form_has_its_number_and_what_it_does_not_list_has_none() {
    assert_eq!(numbered_occupation(1), Some("BELUM/TIDAK BEKERJA"));
    assert_eq!(numbered_occupation(2), Some("MENGURUS RUMAH TANGGA"));
    assert_eq!(numbered_occupation(89), Some("LAINNYA"));
    for none in [0, 90, u16::MAX] {
        assert_eq!(numbered_occupation(none), None);
    }
}

#[test]
fn a_text_may_be_typed_with_tabs() {
    let text = Text::<20>::parse("Jl.\tContoh").unwrap();
    assert_eq!(text.as_str(), "Jl. Contoh");
    assert!(Text::<20>::parse("Jl.\u{7}Contoh").is_err());
}

#[test]
fn what_is_personal_shows_in_no_log_but_says_what_it_is() {
    let kk = KkNumber::parse("3575011209160001").unwrap();
    assert_eq!(format!("{kk:?}"), "KkNumber(…0001)");
    let phone = Phone::parse("081234567890").unwrap();
    assert_eq!(format!("{phone:?}"), "Phone(…)");
    let street = Text::<40>::parse("Jl. Contoh No. 1").unwrap();
    assert_eq!(format!("{street:?}"), "Text(…)");
}

#[test]
fn a_cause_keeps_its_text() {
    let cause = CommandId::new("decree e1");
    assert_eq!(cause.as_str(), "decree_e1");
    assert_eq!(cause.to_string(), "decree_e1");
}

#[test]
fn a_job_of_either_party_is_stored_and_read_again() {
    for (role, letter) in [(Role::Petitioner, 'p'), (Role::Respondent, 'r')] {
        let job = JobId {
            case: case_id(),
            role,
        };
        let text = format!("{}-{letter}", case_id());
        assert_eq!(serde_json::to_value(job).unwrap(), json!(text));
        assert_eq!(text.parse(), Ok(job));
    }
}

#[test]
fn words_in_keys_and_answers_never_change() {
    assert_eq!(Role::Petitioner.to_string(), "petitioner");
    assert_eq!(Role::Respondent.to_string(), "respondent");
    for role in Role::BOTH {
        assert_eq!(Role::named(role.as_str()), Some(role));
    }
    assert_eq!(Role::named("Petitioner"), None);
    assert_eq!(Refusal::NoDecree.code(), "no_decree");
    assert_eq!(Refusal::AlreadyRegistered.code(), "already_registered");
    assert_eq!(Document::file("1a2b"), "documents/1a2b.pdf");
    // A code in figures is the one in the wire format.
    for (kind, word) in [(DivorceKind::Gugat, "gugat"), (DivorceKind::Talak, "talak")] {
        assert_eq!(kind.as_str(), word);
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(word));
    }
    for (ground, word) in [
        (CloseGround::EndedByDeath, "ended_by_death"),
        (CloseGround::RecordedAlready, "recorded_already"),
        (CloseGround::NotOurs, "not_ours"),
        (CloseGround::Reversed, "reversed"),
    ] {
        assert_eq!(ground.as_str(), word);
    }
}

#[test]
fn a_decree_names_the_parties_who_have_a_nik() {
    let mut decree = decree();
    let nik = |role| decree.parties[role].nik.clone().unwrap();
    let (hers, his) = (nik(WATI), nik(BUDI));
    let told: Vec<_> = decree.niks().map(|(role, nik)| (role, nik.clone())).collect();
    assert_eq!(told, [(WATI, hers.clone()), (BUDI, his)]);
    decree.parties[BUDI].nik = None;
    let told: Vec<_> = decree.niks().collect();
    assert_eq!(told, [(WATI, &hers)], "a foreigner has a passport");
}
