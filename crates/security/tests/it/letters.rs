//! Numbers of letters and warrants.

use jiff::civil::date;
use tuntas_domain::identity::{LetterForm, LetterNumber};
use tuntas_security::WarrantNumber;

#[test]
fn an_office_writes_its_numbers_its_own_way() {
    let written = |form| {
        let form = LetterForm::parse(form).unwrap();
        form.write(LetterNumber(412), date(2026, 11, 24))
    };
    assert_eq!(
        written("{number}/KPA.W13-A00/HK2.6/{month}/{year}"),
        "412/KPA.W13-A00/HK2.6/XI/2026"
    );
    assert_eq!(
        written("B/{number}/{month}/PAM.3.3./{year}"),
        "B/412/XI/PAM.3.3./2026"
    );
    for wrong in [
        "{number}/{month}",
        "{year}",
        "{number}/{number}/{year}",
        "{number}\n{year}",
    ] {
        assert!(LetterForm::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_warrant_is_known_by_its_number() {
    for right in ["Sprin/412/XI/PAM.3.3./2026", "SPRIN/7/XII/2026", "sprin/1/2026"] {
        assert_eq!(WarrantNumber::parse(right).unwrap().as_str(), right);
    }
    for wrong in [
        "",
        "412",
        "Sprin/412",
        "Sprin/x/2026",
        "Sprin/412/XI PAM/2026",
        "B/412/2026",
    ] {
        assert_eq!(
            WarrantNumber::parse(wrong).unwrap_err().code,
            "warrant_number_form",
            "{wrong}"
        );
    }
}
