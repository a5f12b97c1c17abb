//! What is accepted as a number or a code, what is not, and how little of it shows in a log.

use serde_json::json;
use tuntas_domain::case::{JobId, Refusal};
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_domain::identity::{
    CaseNumber, CommandId, CourtCode, KkNumber, MarriageCertificateNumber, OfficerCode, Phone,
};
use tuntas_domain::people::Text;
use tuntas_domain::plan::CloseGround;

use super::fixtures::case_id;

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
    assert_eq!(Refusal::NoDecree.code(), "no_decree");
    assert_eq!(Refusal::AlreadyRegistered.code(), "already_registered");
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
