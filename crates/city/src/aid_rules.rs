//! The rules of the offices that help after a divorce.

use std::collections::BTreeSet;

use tuntas_domain::identity::AidKind;

use crate::rules::{Files, is_officer_code, is_printable_line, stop};
use crate::security_rules::writer;
use crate::{AidDuty, AidOffice, City, Faults};

pub(crate) fn check(city: &City, files: &Files, faults: &mut Faults) {
    let aid = &city.aid;
    if !(1..=90).contains(&aid.assess_within_days) {
        let rule = "must be 1 to 90 working days";
        faults.push(files.city, "aid.assess_within_days", rule, "Two weeks are 10");
    }
    if !(1..=90).contains(&aid.decide_within_days) {
        let rule = "must be 1 to 90 working days";
        faults.push(files.city, "aid.decide_within_days", rule, "A week is 5");
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
        writer(city.sample, &office.writes, &field("writes"), files, faults);
        desk(office, &field("officers"), files, faults);
    }
    officers(city, files, faults);
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

/// Whether everything that an office gives can be decided and, where it is money, paid by people who are not the same.
fn desk(office: &AidOffice, field: &str, files: &Files, faults: &mut Faults) {
    let money = office.kinds.contains(&AidKind::Capital);
    for duty in AidDuty::DESK {
        let needed = match duty {
            AidDuty::Approve if money => 2,
            AidDuty::Assess | AidDuty::Approve | AidDuty::Mentor | AidDuty::Lead => 1,
            AidDuty::Cashier | AidDuty::Programme => usize::from(money),
            AidDuty::Webhooks => 0,
        };
        if office.count(*duty) < needed {
            let rule = format!(
                "{} has {} officers with the duty of {}, but needs {needed}",
                office.code,
                office.count(*duty),
                duty.scope()
            );
            let mend =
                "Give the duty to more officers; two people decide over money, and a third one pays it";
            faults.push(files.city, field, rule, mend);
        }
    }
}

/// The codes of all offices' officers.
fn officers(city: &City, files: &Files, faults: &mut Faults) {
    let mut codes = BTreeSet::new();
    for (position, office) in city.aid.offices.iter().enumerate() {
        for (place, officer) in office.officers.iter().enumerate() {
            let field = format!("aid.offices[{position}].officers[{place}]");
            let taken = city.officer(&officer.code).is_some()
                || city.security.police.officer(&officer.code).is_some()
                || !codes.insert(officer.code.as_str());
            if taken || !is_officer_code(&officer.code) {
                let rule = format!("\"{}\" is no code, or taken", officer.code);
                let mend = "Write a code such as dinsos-01, never a name";
                faults.push(files.city, format!("{field}.code"), rule, mend);
            }
            let duties: BTreeSet<AidDuty> = officer.duties.iter().copied().collect();
            if duties.is_empty() || duties.len() != officer.duties.len() {
                let rule = "must list each duty of the officer once";
                let mend = "Write, for instance, [\"assess\", \"mentor\"]";
                faults.push(files.city, format!("{field}.duties"), rule, mend);
            }
        }
    }
}
