//! The rules a city's configuration must obey, whichever file it comes from.

use crate::{
    CITY_JSON, CITY_TOML, COST_ITEMS, COURTS_JWKS, City, Duty, Faults, Head, PickUp, WILAYAH_CSV,
    region::is_code,
};
use std::collections::{BTreeMap, BTreeSet};

/// The file each part came from, to name it in a fault.
pub(crate) struct Files {
    pub(crate) city: &'static str,
    wilayah: &'static str,
    keys: &'static str,
}

impl Files {
    /// The three files of a city's folder.
    pub(crate) const SOURCES: Self = Self {
        city: CITY_TOML,
        wilayah: WILAYAH_CSV,
        keys: COURTS_JWKS,
    };
    /// The one merged file.
    pub(crate) const CITY_JSON: Self = Self {
        city: CITY_JSON,
        wilayah: CITY_JSON,
        keys: CITY_JSON,
    };
}

/// Checks everything and reports every fault.
pub(crate) fn check(city: &City, files: &Files) -> Result<(), Faults> {
    let mut faults = Faults::default();
    texts(city, files, &mut faults);
    place_and_time(city, files, &mut faults);
    head_of_office(city, files, &mut faults);
    complaints(city, files, &mut faults);
    stop("pickup", &city.pickup, files, &mut faults);
    kelurahan(city, files, &mut faults);
    courts(city, files, &mut faults);
    officers(city, files, &mut faults);
    crate::security_rules::check(city, files, &mut faults);
    crate::aid_rules::check(city, files, &mut faults);
    holidays(city, files, &mut faults);
    reports(city, files, &mut faults);
    faults.into_result()
}

/// Every text that is printed must say something, on one line.
fn texts(city: &City, files: &Files, faults: &mut Faults) {
    let fields = [
        ("name", &city.name),
        ("province", &city.province),
        ("office.name", &city.office.name),
        ("office.short_name", &city.office.short_name),
        ("office.address", &city.office.address),
        ("office.place_of_issue", &city.office.place_of_issue),
        ("office.head.title", &city.office.head.title),
        ("office.head.name", &city.office.head.name),
        ("pickup.contact_name", &city.pickup.contact_name),
        ("pickup.address", &city.pickup.address),
    ];
    for (field, text) in fields {
        if !is_printable_line(text) {
            faults.push(
                files.city,
                field,
                "must be one line of text",
                "Write it as it is to be printed",
            );
        }
    }
    if !(1..=4).contains(&city.letterhead.len())
        || !city.letterhead.iter().all(|line| is_printable_line(line))
    {
        let rule = "must have one to four lines of text";
        faults.push(
            files.city,
            "letterhead",
            rule,
            "List the lines from the city down to the office",
        );
    }
}

fn place_and_time(city: &City, files: &Files, faults: &mut Faults) {
    if !is_code(&city.region_code, &[2, 2]) {
        let rule = format!("\"{}\" is not a region code PP.KK", city.region_code);
        faults.push(
            files.city,
            "region_code",
            rule,
            "Use the code of the Ministry of Home Affairs, such as 35.75",
        );
    }
    if jiff::tz::TimeZone::get(&city.timezone).is_err() {
        let rule = format!("\"{}\" is not an IANA time zone", city.timezone);
        faults.push(
            files.city,
            "timezone",
            rule,
            "Use Asia/Jakarta, Asia/Makassar or Asia/Jayapura",
        );
    }
    let is_language = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    let distinct: BTreeSet<&String> = city.languages.iter().collect();
    if !city.languages.iter().all(is_language) || distinct.len() != city.languages.len() {
        let rule = "must list each language once by its ISO 639-1 code";
        faults.push(
            files.city,
            "languages",
            rule,
            "Write, for instance, [\"id\", \"en\"]",
        );
    }
    if !city.languages.iter().any(|code| code == "id") {
        let rule = "must contain \"id\", the language of the documents";
        faults.push(files.city, "languages", rule, "Add \"id\"");
    }
}

/// A sample city bears nobody's name; a real one bears no sample's.
fn head_of_office(city: &City, files: &Files, faults: &mut Faults) {
    head(city.sample, &city.office.head, "office.head", files, faults);
}

/// Whoever signs something: `field` names the place in the file.
pub(crate) fn head(sample: bool, head: &Head, field: &str, files: &Files, faults: &mut Faults) {
    if head.nip.len() != 18 || !head.nip.bytes().all(|byte| byte.is_ascii_digit()) {
        faults.push(
            files.city,
            format!("{field}.nip"),
            "must have 18 digits",
            "Write the NIP without spaces",
        );
        return;
    }
    let invented_name = head.name.contains("CONTOH");
    let invented_nip = head.nip.bytes().all(|byte| byte == b'0');
    if sample && !invented_name {
        faults.push(
            files.city,
            format!("{field}.name"),
            "a sample city must not bear a real name",
            "Put CONTOH into the name, or set sample = false",
        );
    }
    if sample && !invented_nip {
        faults.push(
            files.city,
            format!("{field}.nip"),
            "a sample city must not bear a real NIP",
            "Write 18 zeros, or set sample = false",
        );
    }
    if !sample && (invented_name || invented_nip) {
        faults.push(
            files.city,
            field,
            "a real city must bear the real head of office",
            "Write the name and NIP, or set sample = true",
        );
    }
}

fn complaints(city: &City, files: &Files, faults: &mut Faults) {
    let complaints = &city.complaints;
    let dialled = complaints.phone.bytes().filter(u8::is_ascii_digit).count();
    let other = |c: char| !(c.is_ascii_digit() || matches!(c, '(' | ')' | '+' | '-' | ' '));
    if !(3..=15).contains(&dialled) || complaints.phone.contains(other) {
        let rule = "must be a telephone number";
        faults.push(
            files.city,
            "complaints.phone",
            rule,
            "Write it as citizens dial it, such as (0343) 421717",
        );
    }
    if !is_mail(&complaints.email) {
        faults.push(
            files.city,
            "complaints.email",
            "must be an e-mail address",
            "Write name@host",
        );
    }
    for (field, address) in [
        ("complaints.website", &complaints.website),
        ("complaints.national", &complaints.national),
    ] {
        let host = address.strip_prefix("https://").unwrap_or_default();
        if !host.contains('.') || host.contains(char::is_whitespace) {
            faults.push(
                files.city,
                field,
                "must be an https address",
                "Write it with https:// before it",
            );
        }
    }
}

/// A place where a rider stops. `field` names it in the file.
pub(crate) fn stop(field: &str, place: &PickUp, files: &Files, faults: &mut Faults) {
    let is_phone = place.contact_phone.strip_prefix("+62").is_some_and(|rest| {
        (8..=12).contains(&rest.len()) && !rest.starts_with('0') && rest.bytes().all(|b| b.is_ascii_digit())
    });
    if !is_phone {
        let rule = "must be +62 and 8 to 12 digits";
        faults.push(
            files.city,
            format!("{field}.contact_phone"),
            rule,
            "Replace the leading 0 by +62, without spaces",
        );
    }
    if place.postal_code.len() != 5 || !place.postal_code.bytes().all(|byte| byte.is_ascii_digit()) {
        let mend = "Write it in quotes, such as \"67115\"";
        let field = format!("{field}.postal_code");
        faults.push(files.city, field, "must have five digits", mend);
    }
    // The islands lie between Sabang and Merauke, Miangas and Rote.
    let in_country = (-11.1..=6.1).contains(&place.latitude) && (94.9..=141.1).contains(&place.longitude);
    if !in_country {
        let rule = "must be a point in Indonesia, in degrees";
        faults.push(
            files.city,
            format!("{field}.latitude, {field}.longitude"),
            rule,
            "Check the sign and the order",
        );
    }
}

fn kelurahan(city: &City, files: &Files, faults: &mut Faults) {
    if city.kelurahan.is_empty() {
        let mend = "List every kelurahan of the city, one a line";
        faults.push(files.wilayah, "kode_kelurahan", "the city has no kelurahan", mend);
    }
    let mut codes = BTreeSet::new();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for kelurahan in &city.kelurahan {
        let code = kelurahan.code.as_str();
        let field = |column: &str| format!("{code}, {column}");
        if !is_code(code, &[2, 2, 2, 4]) || !code.starts_with(&format!("{}.", kelurahan.kecamatan_code)) {
            let rule = format!("\"{code}\" is not a code PP.KK.CC.DDDD inside its kecamatan");
            faults.push(
                files.wilayah,
                field("kode_kelurahan"),
                rule,
                "Use the codes of the Ministry of Home Affairs",
            );
        }
        if !is_code(&kelurahan.kecamatan_code, &[2, 2, 2])
            || !kelurahan
                .kecamatan_code
                .starts_with(&format!("{}.", city.region_code))
        {
            let rule = format!(
                "\"{}\" is not a code PP.KK.CC inside the city",
                kelurahan.kecamatan_code
            );
            let mend = format!(
                "It must begin with {}, the region_code of the city",
                city.region_code
            );
            faults.push(files.wilayah, field("kode_kecamatan"), rule, mend);
        }
        if !is_printable_line(&kelurahan.name) || !is_printable_line(&kelurahan.kecamatan_name) {
            let rule = "kelurahan and kecamatan must have a name";
            faults.push(
                files.wilayah,
                field("nama_kelurahan"),
                rule,
                "Write both names as they are to be printed",
            );
        }
        if !codes.insert(code) {
            faults.push(
                files.wilayah,
                field("kode_kelurahan"),
                "the code occurs twice",
                "Keep one of the lines",
            );
        }
        let known = *names
            .entry(&kelurahan.kecamatan_code)
            .or_insert(&kelurahan.kecamatan_name);
        if known != kelurahan.kecamatan_name {
            let rule = format!(
                "the kecamatan is called \"{}\" here and \"{known}\" before",
                kelurahan.kecamatan_name
            );
            faults.push(
                files.wilayah,
                field("nama_kecamatan"),
                rule,
                "Spell one kecamatan one way",
            );
        }
    }
}

fn courts(city: &City, files: &Files, faults: &mut Faults) {
    if city.courts.is_empty() {
        let mend = "Add [[courts]] with code and name";
        faults.push(files.city, "courts", "no court's decrees would be accepted", mend);
    }
    let mut codes = BTreeSet::new();
    for (position, court) in city.courts.iter().enumerate() {
        if !is_court_code(&court.code) {
            let rule = format!("\"{}\" is not a court's code", court.code);
            let mend = "Write it as in the court's case numbers, such as PA.Pas";
            faults.push(files.city, format!("courts[{position}].code"), rule, mend);
        }
        if !is_printable_line(&court.name) {
            let field = format!("courts[{position}].name");
            faults.push(
                files.city,
                field,
                "must be one line of text",
                "Write it as it is to be printed",
            );
        }
        for principal in &court.file_principals {
            if !crate::principal::is_principal(principal) {
                faults.push(
                    files.city,
                    format!("courts[{position}].file_principals"),
                    format!("\"{principal}\" names no account, role or user"),
                    "Write an ARN such as arn:aws:iam::111122223333:role/name, without a star",
                );
            }
        }
        if !codes.insert(court.code.as_str()) {
            let rule = format!("{} occurs twice", court.code);
            faults.push(
                files.city,
                format!("courts[{position}].code"),
                rule,
                "Keep one of them",
            );
        }
        if !city
            .court_keys
            .keys()
            .iter()
            .any(|key| key.court() == Some(&court.code))
        {
            let rule = format!(
                "no key belongs to {}, so none of its decrees could be accepted",
                court.code
            );
            let mend = format!("Add its public key with \"court\": \"{}\"", court.code);
            faults.push(files.keys, "keys", rule, mend);
        }
    }
    for key in city.court_keys.keys() {
        let field = format!("key \"{}\", court", key.kid());
        match key.court() {
            None => faults.push(
                files.keys,
                field,
                "the key does not say whose it is",
                "Add a member \"court\" with the court's code",
            ),
            Some(code) if !codes.contains(code) => {
                let rule = format!("\"{code}\" is not among the city's courts");
                faults.push(
                    files.keys,
                    field,
                    rule,
                    "List the court in city.toml or remove the key",
                );
            }
            Some(_) => {}
        }
    }
}

/// `PA` (or `MS`, a *Mahkamah Syar'iyah* of Aceh) and a place, such as `PA.Pas` or `PA.Kab.Mlg`.
fn is_court_code(code: &str) -> bool {
    let mut parts = code.split('.');
    let kind = parts.next();
    let places: Vec<&str> = parts.collect();
    matches!(kind, Some("PA" | "MS"))
        && !places.is_empty()
        && places.iter().all(|place| {
            place.starts_with(|c: char| c.is_ascii_uppercase())
                && place.bytes().all(|b| b.is_ascii_alphabetic())
        })
}

fn officers(city: &City, files: &Files, faults: &mut Faults) {
    let mut codes = BTreeSet::new();
    for (position, officer) in city.officers.iter().enumerate() {
        let field = |name: &str| format!("officers[{position}].{name}");
        if !is_officer_code(&officer.code) {
            let rule = "must be 2 to 30 lower-case letters, digits and hyphens, beginning with a letter";
            let mend = "Write a code such as petugas-01, never a name";
            faults.push(files.city, field("code"), rule, mend);
        }
        if !codes.insert(officer.code.as_str()) {
            let rule = format!("{} occurs twice", officer.code);
            faults.push(
                files.city,
                field("code"),
                rule,
                "Give each officer a code of their own",
            );
        }
        let distinct: BTreeSet<Duty> = officer.duties.iter().copied().collect();
        if distinct.is_empty() || distinct.len() != officer.duties.len() {
            let rule = "must list each duty of the officer once";
            let mend = "Write, for instance, [\"print\", \"cases\"]";
            faults.push(files.city, field("duties"), rule, mend);
        }
    }
    let of = |duty: Duty| {
        city.officers
            .iter()
            .filter(move |officer| officer.duties.contains(&duty))
    };
    for duty in [Duty::Print, Duty::Cases, Duty::Feed] {
        if of(duty).next().is_none() {
            let rule = format!("no officer has the duty of {}", duty.scope());
            faults.push(
                files.city,
                "officers",
                rule,
                "Give the duty to at least one officer",
            );
        }
    }
    // Four eyes: whoever proposes cannot be the only one who may agree.
    let alone =
        of(Duty::Cases).find(|proposer| !of(Duty::Approve).any(|second| second.code != proposer.code));
    if let Some(proposer) = alone {
        let rule = format!(
            "nobody but {} could agree to what {} proposes",
            proposer.code, proposer.code
        );
        let mend = "Give the duty approve to a second officer";
        faults.push(files.city, "officers", rule, mend);
    }
}

fn is_mail(address: &str) -> bool {
    address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.contains('@')
    }) && !address.contains(char::is_whitespace)
}

/// A year has at least so many holidays: fewer are a list that was not finished.
const HOLIDAYS_AT_LEAST: usize = 10;

/// A day that is missing would break a promise that was kept, and one too many would keep one that was broken.
fn holidays(city: &City, files: &Files, faults: &mut Faults) {
    let mut years = BTreeSet::new();
    for (position, list) in city.holidays.iter().enumerate() {
        let field = |name: &str| format!("holidays[{position}].{name}");
        if !years.insert(list.year) {
            let rule = format!("{} occurs twice", list.year);
            faults.push(files.city, field("year"), rule, "Keep one of the lists");
        }
        if !is_printable_line(&list.decree) {
            let rule = "must name the joint decree that sets the holidays";
            faults.push(
                files.city,
                field("decree"),
                rule,
                "Write its kind, numbers and year",
            );
        }
        let mut days = BTreeSet::new();
        for holiday in &list.days {
            if holiday.date.year() != list.year || !days.insert(holiday.date) {
                let rule = format!("{} is not in {}, or occurs twice", holiday.date, list.year);
                faults.push(files.city, field("days"), rule, "List each day of the year once");
            }
            if !is_printable_line(&holiday.name) {
                let rule = format!("{} has no name", holiday.date);
                faults.push(files.city, field("days"), rule, "Write the name on one line");
            }
        }
        if list.days.len() < HOLIDAYS_AT_LEAST {
            let rule = format!(
                "has {} days, and no year has fewer than {HOLIDAYS_AT_LEAST}",
                list.days.len()
            );
            faults.push(
                files.city,
                field("days"),
                rule,
                "List every holiday of the decree, or leave the year out",
            );
        }
    }
    let gap = years
        .iter()
        .zip(years.iter().skip(1))
        .find(|(year, next)| **year + 1 != **next);
    if let Some((year, next)) = gap {
        let rule = format!("there is a gap between {year} and {next}");
        faults.push(files.city, "holidays", rule, "List the years between, too");
    }
}

fn reports(city: &City, files: &Files, faults: &mut Faults) {
    for (position, address) in city.reports.subscribers.iter().enumerate() {
        if !is_mail(address) {
            let field = format!("reports.subscribers[{position}]");
            faults.push(files.city, field, "must be an e-mail address", "Write name@host");
        }
    }
    for item in city.reports.rupiah_per_thousand.keys() {
        if !COST_ITEMS.contains(&item.as_str()) {
            let rule = format!("\"{item}\" is no item of the costs");
            let mend = format!("Use {}", COST_ITEMS.join(", "));
            faults.push(files.city, "reports.rupiah_per_thousand", rule, mend);
        }
    }
}

/// The form of the domain's `OfficerCode`.
pub(crate) fn is_officer_code(code: &str) -> bool {
    (2..=30).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_lowercase())
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

pub(crate) fn is_printable_line(text: &str) -> bool {
    !text.trim().is_empty() && text.trim() == text && !text.contains(char::is_control)
}
