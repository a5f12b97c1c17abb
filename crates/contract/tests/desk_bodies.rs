//! Bodies of the officers' desk, and everything that can be wrong with them.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[expect(dead_code, reason = "helpers of tests; each test uses its part")]
mod common;

use common::{Pasuruan, TODAY};
use serde_json::{Value, json};
use tuntas_contract::DecreeRequest;
use tuntas_contract::decree::ChoiceRequest;
use tuntas_contract::registry_desk::{
    AgreedRequest, ApprovalRequest, CorrectionRequest, DecisionRequest, OldCardRequest, ReturnRequest,
    corrected_text,
};
use tuntas_contract::{FieldError, Places};
use tuntas_domain::case::{CorrectedField, OldCard, ReturnReason, Whom};
use tuntas_domain::decree::{Choice, Decree, Role};
use tuntas_domain::people::Religion;
use tuntas_domain::plan::{CorrectedValue, Decision};

fn faults<T: std::fmt::Debug>(read: Result<T, Vec<FieldError>>) -> Vec<(String, String)> {
    let mut faults: Vec<_> = read
        .unwrap_err()
        .into_iter()
        .map(|fault| (fault.field, fault.code.into_owned()))
        .collect();
    faults.sort();
    faults
}

fn decision(body: &Value) -> Result<(Decision, Option<String>), Vec<FieldError>> {
    let city = Pasuruan::load().city();
    DecisionRequest::parse(body.to_string().as_bytes(), &city).map(|read| {
        (
            read.decision,
            read.number.map(|number| number.as_str().to_owned()),
        )
    })
}

fn details(details: &Value) -> Result<(Decision, Option<String>), Vec<FieldError>> {
    decision(&json!({ "decision": details, "note": "Contoh: akta dilihat di loket" }))
}

#[test]
fn every_kind_of_decision_can_be_sent_and_names_itself() {
    let person = "5f4c9a3e-2d1b-5e6f-8a7b-9c0d1e2f3a4b";
    for sent in [
        json!({ "kind": "try_again" }),
        json!({ "kind": "accept_identity", "role": "petitioner" }),
        json!({ "kind": "accept_child", "child": 1 }),
        json!({ "kind": "set_child_aside", "child": 0 }),
        json!({ "kind": "accept_marriage_record", "role": "respondent" }),
        json!({ "kind": "accept_paper_record", "role": "respondent" }),
        json!({ "kind": "accept_court" }),
        json!({ "kind": "accept_foreign_spouse", "role": "respondent" }),
        json!({ "kind": "accept_remarriage", "role": "respondent" }),
        json!({ "kind": "accept_recorded_divorce", "role": "respondent" }),
        json!({ "kind": "accept_death", "role": "respondent" }),
        json!({ "kind": "treat_as_elsewhere", "role": "respondent", "region": "35.14" }),
        json!({ "kind": "record_host_consent", "role": "respondent" }),
        json!({ "kind": "choose_head", "person": person }),
        json!({ "kind": "use_number", "kecamatan": "35.75.01", "number": "3575012109210001" }),
        json!({ "kind": "leave_households" }),
        json!({ "kind": "give_up" }),
        json!({ "kind": "close", "ground": "not_ours" }),
    ] {
        let (read, number) = details(&sent).unwrap();
        assert_eq!(read.code(), sent["kind"].as_str().unwrap());
        // The journal's own form is the same, but for the number, which it never sees.
        let mut kept = sent.clone();
        assert_eq!(
            kept.as_object_mut().unwrap().remove("number"),
            number.map(Value::from)
        );
        assert_eq!(serde_json::to_value(&read).unwrap(), kept);
    }
}

#[test]
fn a_decision_has_the_members_of_its_kind_and_no_other() {
    for (sent, field, code) in [
        (
            json!({ "kind": "accept_identity" }),
            "role",
            "decision_member_missing",
        ),
        (
            json!({ "kind": "set_child_aside" }),
            "child",
            "decision_member_missing",
        ),
        (
            json!({ "kind": "choose_head" }),
            "person",
            "decision_member_missing",
        ),
        (
            json!({ "kind": "choose_head", "person": "Contoh" }),
            "person",
            "person_form",
        ),
        (json!({ "kind": "close" }), "ground", "decision_member_missing"),
        (
            json!({ "kind": "close", "ground": "tired" }),
            "ground",
            "value_not_listed",
        ),
        (
            json!({ "kind": "try_again", "role": "petitioner" }),
            "role",
            "decision_member_not_allowed",
        ),
        (
            json!({ "kind": "give_up", "number": "3575012109210001" }),
            "number",
            "decision_member_not_allowed",
        ),
        (
            json!({ "kind": "treat_as_elsewhere", "role": "petitioner", "region": "35.75" }),
            "region",
            "region_is_own_city",
        ),
        (
            json!({ "kind": "treat_as_elsewhere", "role": "petitioner", "region": "3514" }),
            "region",
            "region_code_form",
        ),
        (
            json!({ "kind": "use_number", "kecamatan": "35.75.02", "number": "3575012109210001" }),
            "number",
            "number_other_kecamatan",
        ),
        (
            json!({ "kind": "use_number", "kecamatan": "35.75.01", "number": "357501210921" }),
            "number",
            "kk_length",
        ),
        (json!({ "kind": "dance" }), "kind", "value_not_listed"),
        (
            json!({ "kind": "accept_court", "why": "x" }),
            "why",
            "field_unknown",
        ),
    ] {
        let expected = (format!("/decision/{field}"), code.to_owned());
        assert_eq!(faults(details(&sent)), [expected], "{sent}");
    }
    let everything_missing = json!({ "kind": "use_number" });
    assert_eq!(
        faults(details(&everything_missing)),
        ["kecamatan", "number"].map(|member| {
            (
                format!("/decision/{member}"),
                "decision_member_missing".to_owned(),
            )
        })
    );
}

#[test]
fn a_note_is_one_short_line() {
    let with = |note: &str| decision(&json!({ "decision": { "kind": "try_again" }, "note": note }));
    assert!(with("Akta dilihat di loket").is_ok());
    let wrong = |note: &str| faults(with(note));
    assert_eq!(wrong(""), [("/note".to_owned(), "text_empty".to_owned())]);
    assert_eq!(
        wrong(&"x".repeat(201)),
        [("/note".to_owned(), "text_too_long".to_owned())]
    );
    assert_eq!(
        wrong("dua\nbaris"),
        [("/note".to_owned(), "text_unprintable".to_owned())]
    );
}

#[test]
fn whoever_overrides_the_court_or_the_register_says_why() {
    let without = |details: &Value| decision(&json!({ "decision": details }));
    for silent in [
        json!({ "kind": "try_again" }),
        json!({ "kind": "record_host_consent", "role": "respondent" }),
        json!({ "kind": "leave_households" }),
    ] {
        assert!(without(&silent).is_ok(), "{silent}");
    }
    for told in [
        json!({ "kind": "accept_identity", "role": "petitioner" }),
        json!({ "kind": "accept_foreign_spouse", "role": "respondent" }),
        json!({ "kind": "set_child_aside", "child": 0 }),
        json!({ "kind": "treat_as_elsewhere", "role": "respondent", "region": "35.14" }),
        json!({ "kind": "use_number", "kecamatan": "35.75.01", "number": "3575012109210001" }),
        json!({ "kind": "close", "ground": "not_ours" }),
    ] {
        let expected = ("/note".to_owned(), "note_missing".to_owned());
        assert_eq!(faults(without(&told)), [expected], "{told}");
    }
    // What is wrong besides is told at the same time; what cannot be read at all needs no reason yet.
    let wrong = json!({ "kind": "use_number", "kecamatan": "35.75.02", "number": "3575012109210001" });
    assert_eq!(faults(without(&wrong)).len(), 2);
    assert_eq!(faults(without(&json!({ "kind": "close" }))).len(), 1);
}

#[test]
fn short_bodies_are_read_strictly() {
    let approval = ApprovalRequest::parse(br#"{"proposal":2,"agreed":false}"#).unwrap();
    assert_eq!((approval.proposal, approval.agreed), (2, false));
    assert_eq!(AgreedRequest::parse(br#"{"agreed":true}"#), Ok(true));
    assert_eq!(
        ReturnRequest::parse(br#"{"reason":"party_died"}"#),
        Ok(ReturnReason::PartyDied)
    );
    assert_eq!(
        OldCardRequest::parse(br#"{"state":"missing"}"#),
        Ok(OldCard::Missing)
    );
    for (found, field, code) in [
        (
            faults(ApprovalRequest::parse(br#"{"agreed":true}"#)),
            "/proposal",
            "field_missing",
        ),
        (
            faults(ApprovalRequest::parse(br#"{"proposal":-1,"agreed":true}"#)),
            "/proposal",
            "field_type",
        ),
        (
            faults(AgreedRequest::parse(br#"{"agreed":"yes"}"#)),
            "/agreed",
            "field_type",
        ),
        (faults(AgreedRequest::parse(b"")), "", "json_syntax"),
        (
            faults(ReturnRequest::parse(br#"{"reason":"bored"}"#)),
            "/reason",
            "value_not_listed",
        ),
        (
            faults(ReturnRequest::parse(br#"{"reason":{"unclear":null}}"#)),
            "/reason",
            "field_type",
        ),
        (
            faults(OldCardRequest::parse(br#"{"state":null}"#)),
            "/state",
            "field_type",
        ),
    ] {
        assert_eq!(found, [(field.to_owned(), code.to_owned())]);
    }
}

#[test]
fn a_choice_is_read_as_in_a_decree() {
    let city = Pasuruan::load();
    let read = |body: &Value| ChoiceRequest::parse(body.to_string().as_bytes(), &city);
    let address =
        json!({ "street": "Jl. Contoh Melati 7", "rt": "3", "rw": "1", "kelurahan": "35.75.01.1001" });
    for body in [
        json!({ "kind": "keep" }),
        json!({ "kind": "own" }),
        json!({ "kind": "own", "address": address }),
        json!({ "kind": "join", "host": "3575011203120004", "relationship": "ANAK", "hostConsents": true }),
        json!({ "kind": "leave", "destination": "Kota Malang" }),
        json!({ "kind": "leave", "destination": "rumah orang tua, Kota Malang", "region": "35.73" }),
    ] {
        let choice = read(&body).unwrap();
        // What is shown of a choice is a choice again.
        let shown = serde_json::to_value(ChoiceRequest::from(&choice)).unwrap();
        assert_eq!(read(&shown), Ok(choice), "{body}");
    }
    assert_eq!(read(&json!({ "kind": "keep" })), Ok(Choice::Keep));
    for (body, field, code) in [
        (
            json!({ "kind": "keep", "host": "3575011203120004" }),
            "/host",
            "choice_member_not_allowed",
        ),
        (
            json!({ "kind": "leave" }),
            "/destination",
            "choice_member_missing",
        ),
        (
            json!({ "kind": "leave", "destination": "Kota Pasuruan", "region": "35.75" }),
            "/region",
            "region_is_own_city",
        ),
        (
            json!({ "kind": "leave", "destination": "Kota Malang", "region": "35.99" }),
            "/region",
            "region_unknown",
        ),
        (
            json!({ "kind": "own", "region": "35.73" }),
            "/region",
            "choice_member_not_allowed",
        ),
        (json!({}), "/kind", "field_missing"),
    ] {
        assert_eq!(
            faults(read(&body)),
            [(field.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    let elsewhere = json!({ "street": "Jl. Contoh", "rt": "1", "rw": "1", "kelurahan": "35.14.01.2001" });
    assert_eq!(
        faults(read(&json!({ "kind": "own", "address": elsewhere }))),
        [("/address/kelurahan".to_owned(), "kelurahan_unknown".to_owned())]
    );
}

/// The sample decree: two children, ruled upon on 5 August 2026.
fn decree() -> Decree {
    let sample = common::sample("decrees/gugat-with-custody.json");
    DecreeRequest::parse(sample.as_bytes(), TODAY, &Pasuruan::load())
        .unwrap()
        .decree
}

#[test]
fn the_day_of_the_ikrar_is_not_before_the_bht_date() {
    let sample = common::sample("decrees/talak-with-ikrar.json");
    let talak = DecreeRequest::parse(sample.as_bytes(), TODAY, &Pasuruan::load())
        .unwrap()
        .decree;
    let bht = talak.finality.bht.unwrap();
    let propose = |day: jiff::civil::Date| {
        let body = correction(&json!({ "field": "divorce_date", "value": day.to_string() }));
        CorrectionRequest::parse(body.to_string().as_bytes(), TODAY, &talak)
    };
    assert!(propose(bht).is_ok());
    assert_eq!(
        faults(propose(bht.yesterday().unwrap())),
        [("/value".to_owned(), "divorce_before_bht".to_owned())]
    );
}

fn correction(changes: &Value) -> Value {
    let mut body = json!({
        "whom": { "role": "petitioner" },
        "field": "name",
        "value": "Contoh Siti Rahayu",
        "ground": "Akta kelahiran contoh",
    });
    for (member, value) in changes.as_object().unwrap() {
        body[member] = value.clone();
    }
    body
}

#[test]
fn every_field_takes_values_of_its_own_type() {
    for (field, value, shown) in [
        ("name", "Contoh Siti", "Contoh Siti"),
        ("birth_place", "Pasuruan", "Pasuruan"),
        ("birth_date", "1990-06-15", "1990-06-15"),
        ("religion", "islam", "ISLAM"),
        ("religion", "KATHOLIK", "KATHOLIK"),
        ("education", "bachelor", "DIPLOMA IV/STRATA I"),
        ("occupation", "GURU", "GURU"),
        ("blood_type", "AB+", "AB+"),
        ("father", "Contoh Karto", "Contoh Karto"),
        ("mother", "Contoh Sri", "Contoh Sri"),
        ("divorce_date", "2026-08-20", "2026-08-20"),
        (
            "divorce_certificate",
            "0140/AC/2026/PA.Pas",
            "0140/AC/2026/PA.Pas",
        ),
    ] {
        let body = correction(&json!({ "field": field, "value": value }));
        let read = CorrectionRequest::parse(body.to_string().as_bytes(), TODAY, &decree()).unwrap();
        assert_eq!(
            serde_json::to_value(read.correction.value.field()).unwrap(),
            json!(field)
        );
        assert_eq!(corrected_text(&read.correction.value), shown, "{field}");
        assert_eq!(
            read.correction.whom,
            Whom::Party {
                role: Role::Petitioner
            }
        );
    }
    let child = correction(&json!({ "whom": { "child": 1 }, "field": "religion", "value": "ISLAM" }));
    let read = CorrectionRequest::parse(child.to_string().as_bytes(), TODAY, &decree()).unwrap();
    assert_eq!(read.correction.whom, Whom::Child { child: 1 });
    assert_eq!(read.correction.value, CorrectedValue::Religion(Religion::Islam));
    assert_eq!(read.correction.value.field(), CorrectedField::Religion);
    assert!(
        !format!("{read:?}").contains("Akta"),
        "grounds are not shown in logs"
    );
}

#[test]
fn a_correction_names_every_fault_at_once_and_never_the_value() {
    for (changes, field, code) in [
        (json!({ "whom": {} }), "/whom", "whom_form"),
        (
            json!({ "whom": { "role": "petitioner", "child": 0 } }),
            "/whom",
            "whom_form",
        ),
        (
            json!({ "whom": { "child": 2 } }),
            "/whom/child",
            "child_not_of_decree",
        ),
        (json!({ "value": "12" }), "/value", "name_form"),
        (
            json!({ "field": "birth_date", "value": "15-06-1990" }),
            "/value",
            "date_form",
        ),
        (
            json!({ "field": "birth_date", "value": "2090-06-15" }),
            "/value",
            "date_in_future",
        ),
        (
            json!({ "field": "religion", "value": "Rahasia" }),
            "/value",
            "value_not_in_list",
        ),
        (
            json!({ "field": "divorce_certificate", "value": "Rahasia" }),
            "/value",
            "akta_number_form",
        ),
        (
            json!({ "field": "divorce_date", "value": "2026-08-20", "whom": { "child": 0 } }),
            "/field",
            "field_not_of_child",
        ),
        (
            json!({ "field": "divorce_date", "value": "2026-07-01" }),
            "/value",
            "divorce_before_ruling",
        ),
        (
            json!({ "field": "divorce_date", "value": "2026-10-30" }),
            "/value",
            "divorce_after_akta",
        ),
        (
            json!({ "field": "divorce_certificate", "value": "0140/AC/2026/PA.Bgl" }),
            "/value",
            "akta_of_other_court",
        ),
        (json!({ "ground": " " }), "/ground", "text_empty"),
        (json!({ "field": "nik" }), "/field", "value_not_listed"),
    ] {
        let body = correction(&changes).to_string();
        let read = CorrectionRequest::parse(body.as_bytes(), TODAY, &decree());
        assert!(!format!("{read:?}").contains("Rahasia"), "{changes}");
        assert_eq!(faults(read), [(field.to_owned(), code.to_owned())], "{changes}");
    }
    let body = correction(&json!({ "whom": {}, "value": "", "ground": "" })).to_string();
    assert_eq!(
        faults(CorrectionRequest::parse(body.as_bytes(), TODAY, &decree())).len(),
        3
    );
}
