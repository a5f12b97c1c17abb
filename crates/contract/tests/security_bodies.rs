//! Requests for security: every fault at once, and nothing the police must not learn.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use tuntas_contract::FieldError;
use tuntas_contract::security::{
    AcceptanceRequest, Asking, ProposalAnswerRequest, SecurityChangeRequest, SecurityRequest,
};
use tuntas_domain::identity::KelurahanCode;
use uuid::Uuid;

/// A city with two kelurahan, on the day the samples arrive.
struct Village;

impl Asking for Village {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        ["35.75.01.1001", "35.75.02.1001"].contains(&code.as_str())
    }
    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get("Asia/Jakarta").unwrap()
    }
    fn today(&self) -> Date {
        date(2026, 11, 2)
    }
}

fn sample_json(path: &str) -> Value {
    let file = format!("{}/../../events/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn parse(body: &Value) -> Result<(), Vec<FieldError>> {
    SecurityRequest::parse(body.to_string().as_bytes(), &Village).map(drop)
}

fn faults(change: impl FnOnce(&mut Value)) -> Vec<(String, String)> {
    let mut body = sample_json("security/marital-seizure.json");
    change(&mut body);
    let faults = parse(&body).unwrap_err();
    faults
        .into_iter()
        .map(|fault| (fault.field, fault.code.into_owned()))
        .collect()
}

fn one(change: impl FnOnce(&mut Value)) -> (String, String) {
    let faults = faults(change);
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.into_iter().next().unwrap()
}

fn said(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

#[test]
fn nothing_the_police_must_not_learn_can_be_sent() {
    for member in ["nik", "kk", "children", "reason", "petitioner"] {
        let fault = one(|body| body[member] = json!("x"));
        assert_eq!(fault, said(&format!("/{member}"), "field_unknown"));
        let fault = one(|body| body["object"][member] = json!("x"));
        assert_eq!(fault, said(&format!("/object/{member}"), "field_unknown"));
    }
    for (pointer, text) in [
        ("/object/description", "rumah milik 3575014101900001"),
        ("/object/description", "KK 3575 0109 0821 0003"),
        ("/place/address", "Jl. Contoh 3575.0141.0190.0001"),
        ("/contact/post", "Jurusita 3575014101900001"),
        ("/contact/name", "CONTOH JURUSITA 3575014101900001"),
        ("/object/names/0", "CONTOH BUDI 3575014101900001"),
    ] {
        let fault = one(|body| *body.pointer_mut(pointer).unwrap() = json!(text));
        assert_eq!(fault, said(pointer, "identity_number"), "{text}");
    }
}

#[test]
fn faults_never_repeat_what_was_sent() {
    let mut body = sample_json("security/marital-seizure.json");
    body["object"]["description"] = json!("rumah 3575014101900001");
    body["contact"]["phone"] = json!("telepon rahasia");
    body["place"]["kelurahan"] = json!("35.75.99.9999");
    let told = serde_json::to_string(&parse(&body).unwrap_err()).unwrap();
    for sent in ["3575014101900001", "rahasia", "99.9999"] {
        assert!(!told.contains(sent), "{told}");
    }
}

#[test]
fn every_fault_is_told_at_once() {
    let faults = faults(|body| {
        body["from"] = json!("9:00");
        body["officers"] = json!(0);
        body["object"]["names"] = json!([]);
        body["risk"] = json!("low");
    });
    let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["/from", "/officers", "/object/names", "/riskReasons"]);
}

#[test]
fn times_are_those_of_one_day() {
    assert_eq!(
        one(|body| body["to"] = json!("08:00")),
        said("/to", "span_length")
    );
    assert_eq!(
        one(|body| body["to"] = json!("09:10")),
        said("/to", "span_length")
    );
    assert_eq!(
        one(|body| body["from"] = json!("25:00")),
        said("/from", "time_form")
    );
    assert_eq!(
        one(|body| body["date"] = json!("2026-02-30")),
        said("/date", "date_form")
    );
}

#[test]
fn an_execution_stands_on_an_order_and_a_warning() {
    let execution = |change: fn(&mut Value)| {
        let mut body = sample_json("security/execution.json");
        change(&mut body);
        parse(&body).map_err(|faults| faults[0].code.to_string())
    };
    assert_eq!(execution(|_| {}), Ok(()));
    let lacking = |member: &'static str| {
        let mut body = sample_json("security/execution.json");
        body["basis"].as_object_mut().unwrap().remove(member);
        parse(&body).unwrap_err()[0].code.to_string()
    };
    assert_eq!(lacking("order"), "order_missing");
    assert_eq!(lacking("warnedOn"), "warning_missing");
    assert_eq!(
        execution(|body| body["basis"]["warnedOn"] = json!("2026-08-12")),
        Err("warning_too_short".to_owned())
    );
    assert_eq!(
        one(|body| body["basis"]["warnedOn"] = json!("2026-08-04")),
        said("/basis/warnedOn", "warning_needless")
    );
}

#[test]
fn a_thing_is_named_for_everything_but_a_hearing() {
    assert_eq!(
        one(|body| drop(body.as_object_mut().unwrap().remove("object"))),
        said("/object", "object_missing")
    );
    assert_eq!(parse(&sample_json("security/hearing.json")), Ok(()));
}

#[test]
fn a_signed_word_is_about_one_request() {
    let (of, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let change = json!({ "request": of, "to": sample_json("security/marital-seizure.json") }).to_string();
    let city = Village;
    assert!(SecurityChangeRequest::parse(change.as_bytes(), of, &city).is_ok());
    let faults = SecurityChangeRequest::parse(change.as_bytes(), other, &city).unwrap_err();
    assert_eq!(
        (faults[0].field.as_str(), &*faults[0].code),
        ("/request", "other_request")
    );
    let answer =
        json!({ "request": other, "date": "2026-12-02", "from": "13:00", "agreed": true }).to_string();
    assert!(ProposalAnswerRequest::parse(answer.as_bytes(), of, None).is_err());
}

#[test]
fn an_acceptance_names_a_unit_of_the_city_and_a_warrant() {
    let accept = |change: fn(&mut Value)| {
        let mut body = sample_json("security/acceptance.json");
        change(&mut body);
        AcceptanceRequest::parse(body.to_string().as_bytes(), |unit| unit == "samapta-1")
            .map(drop)
            .map_err(|faults| faults[0].code.to_string())
    };
    assert_eq!(accept(|_| {}), Ok(()));
    assert_eq!(
        accept(|body| body["unit"] = json!("samapta-9")),
        Err("unit_unknown".to_owned())
    );
    assert_eq!(
        accept(|body| body["warrant"] = json!("412")),
        Err("warrant_number_form".to_owned())
    );
    assert_eq!(
        accept(|body| body["warrant"] = json!("Sprin/412/3575014101900001/2026")),
        Err("identity_number".to_owned())
    );
}
