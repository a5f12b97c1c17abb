//! The rules of the courts as writers, and of the police.

use std::collections::BTreeSet;

use tuntas_security::Unit;

use crate::rules::{Files, head, is_officer_code, is_printable_line};
use crate::{City, Faults, PoliceDuty, Writer};

pub(crate) fn check(city: &City, files: &Files, faults: &mut Faults) {
    let security = &city.security;
    let hours = &security.office_hours;
    if hours.from >= hours.to {
        let mend = "Write, for instance, from = \"08:00\", to = \"16:00\"";
        faults.push(
            files.city,
            "security.office_hours",
            "must end after it begins",
            mend,
        );
    }
    if !(1..=240).contains(&security.answer_within_hours) {
        let rule = "must be 1 to 240 working hours";
        faults.push(
            files.city,
            "security.answer_within_hours",
            rule,
            "Eight are one working day",
        );
    }
    for court in &city.courts {
        if city.writing_court(&court.code).is_none() {
            let rule = format!("{} does not say how it writes letters", court.code);
            let mend = "Add [[security.courts]] with its code, letterhead, number form and signer";
            faults.push(files.city, "security.courts", rule, mend);
        }
    }
    let mut codes = BTreeSet::new();
    for (position, court) in security.courts.iter().enumerate() {
        let field = format!("security.courts[{position}]");
        if city.court(&court.code).is_none() || !codes.insert(&court.code) {
            let rule = format!("{} is not one of the city's courts, or occurs twice", court.code);
            faults.push(
                files.city,
                format!("{field}.code"),
                rule,
                "Use each code of [[courts]] once",
            );
        }
        writer(
            city.sample,
            &court.writes,
            &format!("{field}.writes"),
            files,
            faults,
        );
    }
    police(city, files, faults);
}

pub(crate) fn writer(sample: bool, writer: &Writer, field: &str, files: &Files, faults: &mut Faults) {
    let lines = writer.letterhead.iter().chain(&writer.copies);
    let said = lines.chain([&writer.place, &writer.signer.title, &writer.signer.name]);
    if !(2..=5).contains(&writer.letterhead.len()) || !said.into_iter().all(|line| is_printable_line(line)) {
        let rule = "must have two to five lines of letterhead, and one line of text everywhere else";
        faults.push(
            files.city,
            field,
            rule,
            "List the lines from the highest body down; the address is the last",
        );
    }
    head(sample, &writer.signer, &format!("{field}.signer"), files, faults);
}

fn police(city: &City, files: &Files, faults: &mut Faults) {
    let police = &city.security.police;
    let mut fault = |field: String, rule: String, mend: &str| faults.push(files.city, field, rule, mend);
    if !is_officer_code(&police.code) || city.court(&police.code).is_some() {
        let mend = "Write a code such as polres-pasuruan-kota";
        let rule = "must be 2 to 30 lower-case letters, digits and hyphens".to_owned();
        fault("security.police.code".to_owned(), rule, mend);
    }
    if ![&police.name, &police.addressee]
        .into_iter()
        .all(|line| is_printable_line(line))
    {
        let rule = "must have a name and an addressee of one line".to_owned();
        fault("security.police".to_owned(), rule, "Write them as letters do");
    }
    let mut codes = BTreeSet::new();
    for (position, unit) in police.units.iter().enumerate() {
        let field = format!("security.police.units[{position}]");
        if !codes.insert(unit.code.as_str()) || !is_printable_line(&unit.name) {
            let rule = format!("{} occurs twice or has no name", unit.code);
            fault(field.clone(), rule, "Give each unit a code and a name of its own");
        }
        if !in_order(unit) {
            let rule = "must have shifts in order that do not overlap".to_owned();
            fault(
                format!("{field}.shifts"),
                rule,
                "Begin a shift when the one before it ends, or later",
            );
        }
    }
    if police.units.is_empty() {
        let rule = "the police have nobody to send".to_owned();
        fault(
            "security.police.units".to_owned(),
            rule,
            "Add [[security.police.units]]",
        );
    }
    let mut codes = BTreeSet::new();
    for (position, officer) in police.officers.iter().enumerate() {
        let field = format!("security.police.officers[{position}]");
        let duties: BTreeSet<PoliceDuty> = officer.duties.iter().copied().collect();
        let taken = city.officer(&officer.code).is_some() || !codes.insert(officer.code.as_str());
        if taken || !is_officer_code(&officer.code) {
            let rule = format!("\"{}\" is no code, or taken", officer.code);
            fault(
                format!("{field}.code"),
                rule,
                "Write a code such as polisi-01, never a name",
            );
        }
        if duties.is_empty() || duties.len() != officer.duties.len() {
            let rule = "must list each duty of the officer once".to_owned();
            fault(
                format!("{field}.duties"),
                rule,
                "Write, for instance, [\"answer\", \"report\"]",
            );
        }
    }
    for duty in PoliceDuty::DESK {
        if !police
            .officers
            .iter()
            .any(|officer| officer.duties.contains(duty))
        {
            let rule = format!("no officer of the police has the duty of {}", duty.scope());
            fault(
                "security.police.officers".to_owned(),
                rule,
                "Give the duty to at least one officer",
            );
        }
    }
    writer(
        city.sample,
        &police.writes,
        "security.police.writes",
        files,
        faults,
    );
}

fn in_order(unit: &Unit) -> bool {
    let shifts = &unit.shifts;
    !shifts.is_empty()
        && shifts.iter().all(|shift| shift.from < shift.to)
        && shifts
            .windows(2)
            .all(|pair| matches!(pair, [one, next] if one.to <= next.from))
}
