//! Numbers of warrants.

use tuntas_security::WarrantNumber;

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
