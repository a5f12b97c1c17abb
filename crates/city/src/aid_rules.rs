//! The rules of the offices that help after a divorce.

use std::collections::BTreeSet;

use tuntas_domain::identity::AidKind;

use crate::rules::{Files, is_printable_line, stop};
use crate::{City, Faults};

pub(crate) fn check(city: &City, files: &Files, faults: &mut Faults) {
    let aid = &city.aid;
    if !(1..=90).contains(&aid.assess_within_days) {
        let rule = "must be 1 to 90 days";
        faults.push(files.city, "aid.assess_within_days", rule, "Two weeks are 14");
    }
    let mut codes = BTreeSet::new();
    for (position, office) in aid.offices.iter().enumerate() {
        let field = |part: &str| format!("aid.offices[{position}].{part}");
        if !codes.insert(&office.code) {
            let rule = format!("{} occurs twice", office.code);
            faults.push(
                files.city,
                field("code"),
                rule,
                "Give each office a code of its own",
            );
        }
        if !is_printable_line(&office.name) {
            let rule = "must be one line of text";
            faults.push(
                files.city,
                field("name"),
                rule,
                "Write it as citizens know the office",
            );
        }
        let kinds: BTreeSet<AidKind> = office.kinds.iter().copied().collect();
        if kinds.is_empty() || kinds.len() != office.kinds.len() {
            let rule = "must list each kind of aid of the office once";
            faults.push(
                files.city,
                field("kinds"),
                rule,
                "Write, for instance, [\"mentoring\", \"capital\"]",
            );
        }
        if office.protects && !kinds.contains(&AidKind::Mentoring) {
            let rule = "the office that protects from violence must help by mentoring";
            faults.push(files.city, field("kinds"), rule, "Add \"mentoring\"");
        }
    }
    let protecting = aid.offices.iter().filter(|office| office.protects).count();
    if protecting > 1 || (protecting == 0 && !aid.offices.is_empty()) {
        let rule = format!("{protecting} offices protect from violence, but exactly one has to");
        let mend = "Write protects = true for UPTD PPA alone";
        faults.push(files.city, "aid.offices", rule, mend);
    }
    if let Some(place) = &aid.safe_place {
        stop("aid.safe_place", place, files, faults);
        for (part, text) in [("contact_name", &place.contact_name), ("address", &place.address)] {
            if !is_printable_line(text) {
                let rule = "must be one line of text";
                let field = format!("aid.safe_place.{part}");
                faults.push(files.city, field, rule, "Write it as the rider is to read it");
            }
        }
    }
}
