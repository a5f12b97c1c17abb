//! Bad decrees, field by field: each names the field, a stable code, the rule and the remedy, and never the value.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod common;

use std::collections::BTreeSet;

use common::{Pasuruan, TODAY, register, sample, sample_json, samples_in};
use proptest::prelude::*;
use serde_json::{Value, json};
use tuntas_contract::{CompletionRequest, DecreeRequest, FieldError, MAX_BODY_BYTES, ParsedDecree};

/// A cerai gugat with two children, an own address and both contacts.
fn base() -> Value {
    sample_json("decrees/gugat-with-custody.json")
}

fn parse(body: &[u8]) -> Result<ParsedDecree, Vec<FieldError>> {
    DecreeRequest::parse(body, TODAY, &Pasuruan::load())
}

/// Sets the value at a pointer; the member is made if the object lacks it.
fn set(body: &mut Value, pointer: &str, value: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}"));
    match parent {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        parent => parent[name] = value,
    }
}

fn remove(body: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    assert!(parent.remove(name).is_some(), "no {pointer}");
}

/// Everything in a body that a fault must not repeat: the values themselves, and the words of names.
fn private(body: &Value, found: &mut BTreeSet<String>) {
    match body {
        Value::Object(members) => {
            for (name, value) in members {
                if !matches!(name.as_str(), "kind" | "parent" | "basis" | "relationship") {
                    private(value, found);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| private(value, found)),
        Value::String(text) => {
            found.extend(
                [text.clone()]
                    .into_iter()
                    .chain(text.split(' ').map(str::to_owned))
                    .filter(|part| {
                        let digits = part.bytes().filter(u8::is_ascii_digit).count();
                        part.len() >= 5 && (digits >= 3 || text.starts_with("Contoh"))
                    }),
            );
        }
        _ => {}
    }
}

fn assert_mute(body: &Value, faults: &[FieldError], story: &str) {
    let told = serde_json::to_string(faults).unwrap();
    let mut secrets = BTreeSet::new();
    private(body, &mut secrets);
    for secret in secrets {
        assert!(
            !told.contains(&secret),
            "{story}: the answer repeats {secret:?}: {told}"
        );
    }
}

/// Story, changes (pointer and new value; `None` takes the member away), field and code of the only fault.
type Bad = (
    &'static str,
    Vec<(&'static str, Option<Value>)>,
    &'static str,
    &'static str,
);

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn table() -> Vec<Bad> {
    let s = |pointer, value: Value| (pointer, Some(value));
    let gone = |pointer| (pointer, None);
    let nik = base()["petitioner"]["nik"].clone();
    let child = base()["children"][0]["nik"].clone();
    let join = |host: &str, relationship: &str| json!({ "kind": "join", "host": host, "relationship": relationship, "hostConsents": true });
    let leave = |region: &str| json!({ "kind": "leave", "destination": "Kota Malang", "region": region });
    let elsewhere =
        |region: &str| json!({ "kind": "elsewhere", "region": region, "name": "Kabupaten Pasuruan" });
    vec![
        // Identifiers.
        (
            "short NIK",
            vec![s("/petitioner/nik", json!("357501421187000"))],
            "/petitioner/nik",
            "nik_length",
        ),
        (
            "letter in NIK",
            vec![s("/respondent/nik", json!("35750217O8850001"))],
            "/respondent/nik",
            "nik_digits",
        ),
        (
            "NIK without a day",
            vec![s("/petitioner/nik", json!("3575010011870001"))],
            "/petitioner/nik",
            "nik_birth_digits",
        ),
        (
            "NIK without serial",
            vec![s("/children/1/nik", json!("3575022902200000"))],
            "/children/1/nik",
            "nik_serial",
        ),
        (
            "appeal number",
            vec![s("/caseNumber", json!("0325/Pdt.G/2026/PTA.Sby"))],
            "/caseNumber",
            "case_number_form",
        ),
        (
            "serial of the blank",
            vec![s("/finality/akta/number", json!("A 123456"))],
            "/finality/akta/number",
            "akta_number_form",
        ),
        (
            "akta of another court",
            vec![s("/finality/akta/number", json!("0143/AC/2026/PA.Bgl"))],
            "/finality/akta/number",
            "akta_of_other_court",
        ),
        (
            "marriage book without number",
            vec![s("/marriage/certificateNumber", json!("hilang"))],
            "/marriage/certificateNumber",
            "marriage_certificate_form",
        ),
        (
            "reference with blanks",
            vec![s("/reference", json!("SIPP 2026 325"))],
            "/reference",
            "reference_form",
        ),
        (
            "a NIK as reference",
            vec![("/reference", Some(nik.clone()))],
            "/reference",
            "reference_form",
        ),
        (
            "endless reference",
            vec![s("/reference", json!("x".repeat(65)))],
            "/reference",
            "reference_form",
        ),
        // Dates.
        (
            "30 February",
            vec![s("/petitioner/birthDate", json!("1987-02-30"))],
            "/petitioner/birthDate",
            "date_form",
        ),
        (
            "Indonesian date",
            vec![s("/rulingDate", json!("05-08-2026"))],
            "/rulingDate",
            "date_form",
        ),
        (
            "date with time",
            vec![s("/marriage/date", json!("2014-05-20T09:00"))],
            "/marriage/date",
            "date_form",
        ),
        (
            "ruling tomorrow",
            vec![s("/rulingDate", json!("2026-11-03")), gone("/finality")],
            "/rulingDate",
            "date_in_future",
        ),
        (
            "BHT tomorrow",
            vec![s("/finality/bhtDate", json!("2026-11-03"))],
            "/finality/bhtDate",
            "date_in_future",
        ),
        (
            "unborn child",
            vec![s("/children/0/birthDate", json!("2027-01-01"))],
            "/children/0/birthDate",
            "date_in_future",
        ),
        (
            "BHT before the ruling",
            vec![s("/finality/bhtDate", json!("2026-08-04"))],
            "/finality/bhtDate",
            "bht_before_ruling",
        ),
        (
            "ikrar in a cerai gugat",
            vec![s("/finality/ikrarDate", json!("2026-08-21"))],
            "/finality/ikrarDate",
            "ikrar_for_gugat",
        ),
        (
            "ikrar before BHT",
            vec![
                s("/kind", json!("talak")),
                s("/finality/ikrarDate", json!("2026-08-19")),
            ],
            "/finality/ikrarDate",
            "ikrar_before_bht",
        ),
        (
            "ikrar without BHT",
            vec![
                s("/kind", json!("talak")),
                s("/finality", json!({ "ikrarDate": "2026-08-21" })),
            ],
            "/finality/bhtDate",
            "ikrar_without_bht",
        ),
        (
            "akta before BHT",
            vec![s("/finality/akta/date", json!("2026-08-19"))],
            "/finality/akta/date",
            "akta_before_end",
        ),
        (
            "akta without BHT",
            vec![gone("/finality/bhtDate")],
            "/finality/bhtDate",
            "akta_without_bht",
        ),
        (
            "talak: akta without ikrar",
            vec![s("/kind", json!("talak"))],
            "/finality/ikrarDate",
            "akta_without_ikrar",
        ),
        (
            "ruling older than the case",
            vec![s("/caseNumber", json!("0325/Pdt.G/2027/PA.Pas"))],
            "/rulingDate",
            "ruling_before_case",
        ),
        (
            "married after the ruling",
            vec![s("/marriage/date", json!("2026-08-06"))],
            "/marriage/date",
            "marriage_after_ruling",
        ),
        (
            "married before birth",
            vec![
                s("/respondent/birthDate", json!("2014-05-20")),
                s("/children", json!([])),
            ],
            "/respondent/birthDate",
            "born_after_marriage",
        ),
        // People.
        (
            "one NIK for both",
            vec![("/respondent/nik", Some(nik.clone()))],
            "/respondent/nik",
            "parties_same_nik",
        ),
        (
            "empty name",
            vec![s("/petitioner/name", json!("  "))],
            "/petitioner/name",
            "text_empty",
        ),
        (
            "endless name",
            vec![s("/respondent/name", json!("Contoh ".repeat(9)))],
            "/respondent/name",
            "text_too_long",
        ),
        (
            "name in another script",
            vec![s("/children/0/name", json!("李小龙"))],
            "/children/0/name",
            "name_form",
        ),
        (
            "number for a name",
            vec![s("/petitioner/name", json!("12345678"))],
            "/petitioner/name",
            "name_form",
        ),
        (
            "the child is the mother",
            vec![("/children/0/nik", Some(nik))],
            "/children/0/nik",
            "child_is_party",
        ),
        (
            "one child twice",
            vec![("/children/1/nik", Some(child))],
            "/children/1/nik",
            "child_twice",
        ),
        (
            "child older than its father",
            vec![s("/children/0/birthDate", json!("1985-08-17"))],
            "/children/0/birthDate",
            "child_older_than_parent",
        ),
        (
            "a school class",
            vec![s("/children", json!(vec![base()["children"][0].clone(); 21]))],
            "/children",
            "children_too_many",
        ),
        // Places.
        (
            "no contact in the city",
            vec![gone("/respondent/contact")],
            "/respondent/contact",
            "contact_required",
        ),
        (
            "region beside city",
            vec![s("/petitioner/domicile/region", json!("35.14"))],
            "/petitioner/domicile/region",
            "domicile_member_not_allowed",
        ),
        (
            "elsewhere without region",
            vec![s(
                "/respondent/domicile",
                json!({ "kind": "elsewhere", "name": "Kota Malang" }),
            )],
            "/respondent/domicile/region",
            "domicile_member_missing",
        ),
        (
            "elsewhere is here",
            vec![("/respondent/domicile", Some(elsewhere("35.75")))],
            "/respondent/domicile/region",
            "region_is_own_city",
        ),
        (
            "BPS code",
            vec![("/respondent/domicile", Some(elsewhere("3514")))],
            "/respondent/domicile/region",
            "region_code_form",
        ),
        (
            "kelurahan that is not",
            vec![s("/petitioner/contact/kelurahan", json!("35.75.01.1008"))],
            "/petitioner/contact/kelurahan",
            "kelurahan_unknown",
        ),
        (
            "own address in Malang",
            vec![s("/petitioner/choice/address/kelurahan", json!("35.73.01.1001"))],
            "/petitioner/choice/address/kelurahan",
            "kelurahan_unknown",
        ),
        (
            "four-digit postcode",
            vec![s("/petitioner/contact/postcode", json!("6713"))],
            "/petitioner/contact/postcode",
            "postcode_form",
        ),
        (
            "RT in words",
            vec![s("/petitioner/choice/address/rt", json!("dua"))],
            "/petitioner/choice/address/rt",
            "rt_rw_form",
        ),
        (
            "foreign telephone",
            vec![s("/petitioner/contact/phone", json!("+6512345678"))],
            "/petitioner/contact/phone",
            "phone_form",
        ),
        (
            "address on two lines",
            vec![s(
                "/respondent/contact/address",
                json!("Jl. Contoh Kenanga\nNo. 12"),
            )],
            "/respondent/contact/address",
            "text_unprintable",
        ),
        (
            "latitude alone",
            vec![gone("/petitioner/contact/longitude")],
            "/petitioner/contact/longitude",
            "coordinates_incomplete",
        ),
        (
            "exchanged coordinates",
            vec![
                s("/petitioner/contact/latitude", json!(6.25)),
                s("/petitioner/contact/longitude", json!(112.9)),
            ],
            "/petitioner/contact/latitude",
            "coordinates_outside",
        ),
        // Choices.
        (
            "destination for an own card",
            vec![s("/petitioner/choice/destination", json!("Kota Malang"))],
            "/petitioner/choice/destination",
            "choice_member_not_allowed",
        ),
        (
            "leaving to nowhere",
            vec![s("/respondent/choice", json!({ "kind": "leave" }))],
            "/respondent/choice/destination",
            "choice_member_missing",
        ),
        (
            "a region for an own card",
            vec![s("/petitioner/choice/region", json!("35.73"))],
            "/petitioner/choice/region",
            "choice_member_not_allowed",
        ),
        (
            "leaving for a region by its BPS code",
            vec![s("/respondent/choice", leave("3573"))],
            "/respondent/choice/region",
            "region_code_form",
        ),
        (
            "leaving for a region that is on no list",
            vec![s("/respondent/choice", leave("35.99"))],
            "/respondent/choice/region",
            "region_unknown",
        ),
        (
            "leaving for the city itself",
            vec![s("/respondent/choice", leave("35.75"))],
            "/respondent/choice/region",
            "region_is_own_city",
        ),
        (
            "host number too short",
            vec![("/respondent/choice", Some(join("357503221010001", "ANAK")))],
            "/respondent/choice/host",
            "kk_length",
        ),
        (
            "joining as the head",
            vec![("/respondent/choice", Some(join("3575032210100016", "head")))],
            "/respondent/choice/relationship",
            "relationship_not_for_joining",
        ),
        (
            "joining as a lodger",
            vec![("/respondent/choice", Some(join("3575032210100016", "PENGINAP")))],
            "/respondent/choice/relationship",
            "relationship_unknown",
        ),
        (
            "joining without consent told",
            vec![s(
                "/respondent/choice",
                json!({ "kind": "join", "host": "3575032210100016", "relationship": "child" }),
            )],
            "/respondent/choice/hostConsents",
            "choice_member_missing",
        ),
        // Form.
        (
            "number for a NIK",
            vec![s("/petitioner/nik", json!(3_575_014_211_870_001_u64))],
            "/petitioner/nik",
            "field_type",
        ),
        (
            "unknown kind",
            vec![s("/kind", json!("khuluk"))],
            "/kind",
            "value_not_listed",
        ),
        (
            "third party",
            vec![s("/intervener", json!({}))],
            "/intervener",
            "field_unknown",
        ),
        (
            "sex is not sent",
            vec![s("/petitioner/sex", json!("female"))],
            "/petitioner/sex",
            "field_unknown",
        ),
        (
            "a NIK as member name",
            vec![s("/petitioner/3575014211870001", json!(true))],
            "/petitioner",
            "field_unknown",
        ),
        (
            "no marriage",
            vec![gone("/marriage")],
            "/marriage",
            "field_missing",
        ),
        (
            "custody without ground",
            vec![gone("/children/0/custody/basis")],
            "/children/0/custody/basis",
            "field_missing",
        ),
        (
            "akta by position",
            vec![s("/finality/akta", json!(["0143/AC/2026/PA.Pas", "2026-08-24"]))],
            "/finality/akta",
            "field_type",
        ),
        (
            "child by position",
            vec![s(
                "/children/0",
                json!(["3575024508170001", "Contoh Putri", "2017-08-05"]),
            )],
            "/children/0",
            "field_type",
        ),
        (
            "null for a party",
            vec![s("/respondent", json!(null))],
            "/respondent",
            "field_type",
        ),
        (
            "a text that imitates a message",
            vec![s(
                "/petitioner/contact/longitude",
                json!("x, expected 3575014211870001 at line 1"),
            )],
            "/petitioner/contact/longitude",
            "field_type",
        ),
        (
            "number for a kind",
            vec![s("/petitioner/choice/kind", json!(3))],
            "/petitioner/choice/kind",
            "field_type",
        ),
        (
            "object for a kind",
            vec![s("/kind", json!({ "gugat": null }))],
            "/kind",
            "field_type",
        ),
        (
            "text for a coordinate",
            vec![s("/petitioner/contact/latitude", json!("-7.64"))],
            "/petitioner/contact/latitude",
            "field_type",
        ),
    ]
}

#[test]
fn each_fault_is_told_by_field_and_code_and_never_by_value() {
    assert_eq!(
        parse(base().to_string().as_bytes()).map(|_| ()),
        Ok(()),
        "the base is good"
    );
    let table = table();
    assert!(table.len() >= 60);
    for (story, changes, field, code) in table {
        let mut body = base();
        for (pointer, value) in changes {
            match value {
                Some(value) => set(&mut body, pointer, value),
                None => remove(&mut body, pointer),
            }
        }
        let faults = parse(body.to_string().as_bytes()).expect_err(story);
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.field.as_str(), fault.code.as_ref()))
            .collect();
        assert_eq!(told, [(field, code)], "{story}");
        assert_mute(&body, &faults, story);
        let fault = &faults[0];
        assert!(
            fault.rule.len() > 15 && fault.mend.len() > 5,
            "{story}: {fault:?}"
        );
        assert!(
            !fault.rule.ends_with('.') && fault.rule != fault.mend,
            "{story}: {fault:?}"
        );
    }
}

#[test]
fn all_faults_come_in_one_answer() {
    let mut body = base();
    for (pointer, value) in [
        ("/caseNumber", json!("325")),
        ("/rulingDate", json!("kemarin")),
        ("/petitioner/nik", json!("1")),
        ("/petitioner/choice/address/rw", json!("0004")),
        ("/petitioner/choice/address/street", json!("")),
        ("/respondent/contact/phone", json!("rumah")),
        ("/children/1/birthDate", json!("2030-01-01")),
    ] {
        set(&mut body, pointer, value);
    }
    let faults = parse(body.to_string().as_bytes()).unwrap_err();
    let told: Vec<_> = faults
        .iter()
        .map(|fault| format!("{} {}", fault.field, fault.code))
        .collect();
    assert_eq!(
        told,
        [
            "/caseNumber case_number_form",
            "/rulingDate date_form",
            "/petitioner/nik nik_length",
            "/petitioner/choice/address/street text_empty",
            "/petitioner/choice/address/rw rt_rw_form",
            "/respondent/contact/phone phone_form",
            "/children/1/birthDate date_in_future",
        ]
    );
}

#[test]
fn what_is_not_one_json_object_is_told_as_such() {
    let good = base().to_string();
    let twice = good.replacen("\"kind\":\"gugat\"", "\"kind\":\"gugat\",\"kind\":\"talak\"", 1);
    let deep_twice = good.replacen("\"kind\":\"own\"", "\"kind\":\"own\",\"kind\":\"keep\"", 1);
    assert_ne!((&twice, &deep_twice), (&good, &good));
    for (story, body, field, code) in [
        ("nothing", String::new(), "", "json_syntax"),
        (
            "cut off",
            good[..good.len() - 2].to_owned(),
            "/respondent",
            "json_syntax",
        ),
        ("two documents", format!("{good}{{}}"), "", "json_syntax"),
        ("an array", format!("[{good}]"), "", "field_type"),
        ("a string", "\"decree\"".to_owned(), "", "field_type"),
        ("a byte order mark", format!("\u{feff}{good}"), "", "json_syntax"),
        ("a member twice", twice, "/kind", "field_duplicate"),
        (
            "a deep member twice",
            deep_twice,
            "/petitioner/choice/kind",
            "field_duplicate",
        ),
    ] {
        let faults = parse(body.as_bytes()).expect_err(story);
        assert_eq!(faults.len(), 1, "{story}");
        assert_eq!(faults[0].code, code, "{story}");
        // Where JSON is cut off, the last member begun is named.
        if story != "cut off" {
            assert_eq!(faults[0].field, field, "{story}");
        }
    }
    let not_utf8 = [&good.as_bytes()[..20], &[0xff, 0xfe], &good.as_bytes()[20..]].concat();
    assert_eq!(parse(&not_utf8).unwrap_err()[0].code, "json_syntax");
    assert_eq!(
        parse("[".repeat(100_000).as_bytes()).unwrap_err()[0].code,
        "field_type"
    );
}

#[test]
fn leniences_are_meant() {
    let mut body = base();
    set(&mut body, "/petitioner/choice/address/rt", json!("2"));
    set(
        &mut body,
        "/respondent/choice",
        json!({ "kind": "join", "host": "3575032210100016", "relationship": "other_relative", "hostConsents": false }),
    );
    set(&mut body, "/respondent/contact/phone", json!("0812-0000-0102"));
    set(&mut body, "/reference", json!(null));
    remove(&mut body, "/children");
    let read = parse(body.to_string().as_bytes()).unwrap();
    assert_eq!(read.reference, None);
    let parties = &read.decree.parties;
    let tuntas_domain::decree::Choice::Own {
        address: Some(address),
    } = parties.petitioner.choice.clone().unwrap()
    else {
        panic!("an own card at a new address");
    };
    assert_eq!(address.rt.as_str(), "002", "cards print three digits");
    let contact = parties.respondent.contact.as_ref().unwrap();
    assert_eq!(contact.phone.as_str(), "+6281200000102");
    assert_eq!(
        contact.coordinates,
        Some((-7_652_207, 112_899_016)),
        "millionths of a degree, exactly"
    );
    assert!(read.decree.children.is_empty());
    // Somebody living elsewhere may have an address that is in no table of this city.
    set(
        &mut body,
        "/respondent/domicile",
        json!({ "kind": "elsewhere", "region": "35.73", "name": "Kota Malang" }),
    );
    set(&mut body, "/respondent/contact/kelurahan", json!("35.73.01.1001"));
    assert!(parse(body.to_string().as_bytes()).is_ok());
    remove(&mut body, "/respondent/contact");
    assert!(
        parse(body.to_string().as_bytes()).is_ok(),
        "a party who cannot be found has no contact"
    );
}

#[test]
fn a_completion_adds_and_never_rewrites() {
    let waiting = parse(sample("decrees/talak-awaiting-ikrar.json").as_bytes())
        .unwrap()
        .decree;
    let number = "290/Pdt.G/2026/PA.Pas";
    let complete = |body: &Value| CompletionRequest::parse(body.to_string().as_bytes(), TODAY, &waiting);
    let akta = json!({ "number": "0162/AC/2026/PA.Pas", "date": "2026-09-03" });
    let whole = complete(
        &json!({ "caseNumber": number, "finality": { "bhtDate": "2026-08-05", "ikrarDate": "2026-09-02", "akta": akta } }),
    )
    .unwrap();
    assert!(whole.settle(waiting.kind).is_ok());
    for (story, body, field, code) in [
        (
            "nothing",
            json!({ "caseNumber": number, "finality": {} }),
            "/finality",
            "completion_empty",
        ),
        (
            "no finality",
            json!({ "caseNumber": number }),
            "/finality",
            "field_missing",
        ),
        (
            "no case number",
            json!({ "finality": { "ikrarDate": "2026-09-02" } }),
            "/caseNumber",
            "field_missing",
        ),
        (
            "another case's completion",
            json!({ "caseNumber": "291/Pdt.G/2026/PA.Pas", "finality": { "ikrarDate": "2026-09-02" } }),
            "/caseNumber",
            "completion_other_case",
        ),
        (
            "no case number at all",
            json!({ "caseNumber": "290", "finality": { "ikrarDate": "2026-09-02" } }),
            "/caseNumber",
            "case_number_form",
        ),
        (
            "another BHT date",
            json!({ "caseNumber": number, "finality": { "bhtDate": "2026-08-06" } }),
            "/finality/bhtDate",
            "finality_rewritten",
        ),
        (
            "ikrar before the known BHT",
            json!({ "caseNumber": number, "finality": { "ikrarDate": "2026-08-04" } }),
            "/finality/ikrarDate",
            "ikrar_before_bht",
        ),
        (
            "akta without ikrar",
            json!({ "caseNumber": number, "finality": { "akta": akta } }),
            "/finality/ikrarDate",
            "akta_without_ikrar",
        ),
        (
            "akta of another court",
            json!({ "caseNumber": number, "finality": { "ikrarDate": "2026-09-02", "akta": { "number": "0162/AC/2026/PA.Bgl", "date": "2026-09-03" } } }),
            "/finality/akta/number",
            "akta_of_other_court",
        ),
        (
            "a party",
            json!({ "caseNumber": number, "finality": { "ikrarDate": "2026-09-02" }, "petitioner": {} }),
            "/petitioner",
            "field_unknown",
        ),
    ] {
        let faults = complete(&body).expect_err(story);
        assert_eq!(
            (faults[0].field.as_str(), faults[0].code.as_ref()),
            (field, code),
            "{story}"
        );
    }
}

/// Pointers of all leaves of a value.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), found)),
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(index, value)| leaves(value, &format!("{at}/{index}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,80}".prop_map(Value::from),
        "[0-9]{0,18}".prop_map(Value::from),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-zA-Z]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn arbitrary_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!parse(&bytes).unwrap_err().is_empty());
    }

    #[test]
    fn a_decree_cut_and_spliced_is_answered(from in 0_usize..2_000, to in 0_usize..2_000, insert in "\\PC{0,6}") {
        let good = base().to_string();
        let cut = |at: usize| (0..=at.min(good.len())).rev().find(|at| good.is_char_boundary(*at)).unwrap();
        let body = format!("{}{insert}{}", &good[..cut(from)], &good[cut(to)..]);
        if let Err(faults) = parse(body.as_bytes()) {
            prop_assert!(!faults.is_empty());
        }
    }

    #[test]
    fn one_changed_leaf_is_answered_without_repeating_anybody(
        name in prop::sample::select(samples_in("decrees")),
        leaf in any::<prop::sample::Index>(),
        value in any_json(),
    ) {
        let good = sample_json(&format!("decrees/{name}.json"));
        let mut body = good.clone();
        let mut pointers = Vec::new();
        leaves(&body, "", &mut pointers);
        let pointer = leaf.get(&pointers);
        set(&mut body, pointer, value);
        if let Err(faults) = parse(body.to_string().as_bytes()) {
            prop_assert!(!faults.is_empty());
            assert_mute(&good, &faults, pointer);
            for fault in &faults {
                prop_assert!(fault.field.is_empty() || fault.field.starts_with('/'));
            }
        }
    }
}

/// A register officer's eyes: whatever breaks, nobody of the register is named in the answer.
#[test]
fn swapping_any_two_values_names_nobody() {
    let people: Vec<(String, String)> = register()
        .into_iter()
        .flat_map(|household| household.members)
        .map(|member| {
            (
                member.person.nik.to_string(),
                member.person.name.as_str().to_owned(),
            )
        })
        .collect();
    let mut pointers = Vec::new();
    leaves(&base(), "", &mut pointers);
    let mut refused = 0;
    for (one, other) in pointers
        .iter()
        .flat_map(|one| pointers.iter().map(move |other| (one, other)))
    {
        let mut body = base();
        let value = body.pointer(one).unwrap().clone();
        set(&mut body, other, value);
        if let Err(faults) = parse(body.to_string().as_bytes()) {
            refused += 1;
            let told = serde_json::to_string(&faults).unwrap();
            for (nik, name) in &people {
                assert!(
                    !told.contains(nik) && !told.contains(name),
                    "{one} at {other}: {told}"
                );
            }
        }
    }
    assert!(refused > pointers.len() * 10, "{refused}");
}

#[test]
fn the_largest_decree_fits_the_limit() {
    let mut body = base();
    let child = body["children"][0].clone();
    set(&mut body, "/children", json!(vec![child; 20]));
    assert!(serde_json::to_vec_pretty(&body).unwrap().len() * 4 < MAX_BODY_BYTES);
}
