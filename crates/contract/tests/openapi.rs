//! The committed document is the one the types make, and it is whole.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use tuntas_contract::{ProblemCode, openapi_json};

fn document() -> Value {
    serde_json::from_str(&openapi_json()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            found.push((format!("{method} {path}"), operation.clone()));
        }
    }
    found
}

#[test]
fn the_committed_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == openapi_json(),
        "docs/openapi.json differs from the contract. If the change is meant, write it again and commit it:\n    \
         cargo run -p tuntas-contract --example openapi > docs/openapi.json"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one operation after the other")]
fn it_holds_every_operation_and_says_who_may_call() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let callers: Vec<String> = operations(&document)
        .iter()
        .map(|(name, operation)| format!("{name} {}", operation["security"]))
        .collect();
    let court = |right: &str| format!(r#"[{{"oauth":["tuntas/decrees.{right}","court/PA.Pas"]}}]"#);
    let officer = |scopes: &[&str]| {
        let each: Vec<String> = scopes
            .iter()
            .map(|scope| format!(r#"{{"oauth":["tuntas/{scope}","officer/petugas-01"]}}"#))
            .collect();
        format!("[{}]", each.join(","))
    };
    let (cases, approve) = (officer(&["cases.desk"]), officer(&["cases.approve"]));
    let desk = officer(&["print.desk"]);
    let (either, feed) = (
        officer(&["cases.desk", "cases.approve"]),
        officer(&["register.feed"]),
    );
    let one = |scope: &str, who: &str| format!(r#"{{"oauth":["tuntas/security.{scope}","{who}"]}}"#);
    let (ask, answer, report) = (
        one("request", "court/PA.Pas"),
        one("answer", "police/polisi-01"),
        one("report", "police/polisi-01"),
    );
    let (asks, answers, reports) = (format!("[{ask}]"), format!("[{answer}]"), format!("[{report}]"));
    let (police, every) = (
        format!("[{answer},{report}]"),
        format!("[{ask},{answer},{report}]"),
    );
    let aid = |duties: &[&str]| {
        let each: Vec<String> = duties
            .iter()
            .map(|duty| format!(r#"{{"oauth":["tuntas/aid.{duty}","aid/dinsos-01"]}}"#))
            .collect();
        format!("[{}]", each.join(","))
    };
    let hooks: Vec<String> = [
        "court/PA.Pas",
        "officer/petugas-01",
        "police/polisi-01",
        "aid/dinsos-01",
    ]
    .map(|who| format!(r#"{{"oauth":["tuntas/webhooks.manage","{who}"]}}"#))
    .to_vec();
    let hooks = format!("[{}]", hooks.join(","));
    let mut expected = vec![
        format!("get /v1/webhook-subscriptions {hooks}"),
        format!("post /v1/webhook-subscriptions {hooks}"),
        format!("delete /v1/webhook-subscriptions/{{id}} {hooks}"),
        format!("get /v1/webhook-subscriptions/{{id}} {hooks}"),
        format!("patch /v1/webhook-subscriptions/{{id}} {hooks}"),
        format!("get /v1/webhook-subscriptions/{{id}}/deliveries {hooks}"),
        format!("post /v1/webhook-subscriptions/{{id}}/replay {hooks}"),
        format!("post /v1/webhook-subscriptions/{{id}}/secret {hooks}"),
        format!("post /v1/webhook-subscriptions/{{id}}/test {hooks}"),
        format!("post /v1/cases/{{id}}/corrections {cases}"),
        format!("get /v1/cases/{{id}}/corrections/{{number}} {either}"),
        format!("post /v1/cases/{{id}}/corrections/{{number}}/approval {approve}"),
        format!("get /v1/cases/{{id}}/documents {either}"),
        format!("post /v1/cases/{{id}}/documents/{{document}}/download {either}"),
        format!("post /v1/cases/{{id}}/parties/{{role}}/aid-consents {cases}"),
        format!("post /v1/cases/{{id}}/parties/{{role}}/choice {cases}"),
        format!("post /v1/cases/{{id}}/parties/{{role}}/old-card {cases}"),
        format!("post /v1/cases/{{id}}/parties/{{role}}/safety {either}"),
        format!("post /v1/case-searches {either}"),
        format!("get /v1/held-cases {either}"),
        format!("get /v1/held-cases/{{id}} {either}"),
        format!("post /v1/held-cases/{{id}}/approval {approve}"),
        format!("post /v1/held-cases/{{id}}/claim {cases}"),
        format!("post /v1/held-cases/{{id}}/decision {cases}"),
        format!("post /v1/held-cases/{{id}}/release {cases}"),
        format!("post /v1/held-cases/{{id}}/return {cases}"),
        format!("get /v1/number-pool {either}"),
        format!("get /v1/register-feed {feed}"),
        format!("get /v1/register-feed/differences {feed}"),
        format!("post /v1/register-feed/{{number}}/acknowledgement {feed}"),
        r#"post /v1/courier/biteship [{"courierSecret":[]}]"#.to_owned(),
        format!("get /v1/decrees {}", court("read")),
        format!("post /v1/decrees {}", court("write")),
        format!("get /v1/decrees/{{id}} {}", court("read")),
        format!("post /v1/decrees/{{id}}/aid-consents {}", court("write")),
        format!("post /v1/decrees/{{id}}/completion {}", court("write")),
        format!("post /v1/decrees/{{id}}/custody {}", court("write")),
        format!("post /v1/decrees/{{id}}/documents {}", court("write")),
        format!("post /v1/decrees/{{id}}/duty-release {}", court("write")),
        format!("post /v1/decrees/{{id}}/repair {}", court("write")),
        format!("post /v1/decrees/{{id}}/reversal {}", court("write")),
        "get /v1/handovers/{token} [{}]".to_owned(),
        "post /v1/handovers/{token} [{}]".to_owned(),
        "get /v1/openapi.json [{}]".to_owned(),
        "get /v1/calendars/{token} [{}]".to_owned(),
        format!("post /v1/aid/criteria {}", aid(&["programme"])),
        format!("post /v1/aid/programmes {}", aid(&["programme"])),
        format!("post /v1/aid/programmes/{{code}}/edit {}", aid(&["programme"])),
        format!("post /v1/aid/programmes/{{code}}/end {}", aid(&["programme"])),
        format!(
            "get /v1/aid/programmes {}",
            aid(&["assess", "approve", "mentor", "cashier", "programme", "lead"])
        ),
        format!(
            "get /v1/aid/programmes/{{code}} {}",
            aid(&["assess", "approve", "mentor", "cashier", "programme", "lead"])
        ),
        format!(
            "get /v1/aid/programmes/{{code}}/budget {}",
            aid(&["approve", "cashier", "programme", "lead"])
        ),
        format!(
            "get /v1/aid/programmes/{{code}}/ledger {}",
            aid(&["approve", "cashier", "programme", "lead"])
        ),
        format!(
            "get /v1/aid/referrals {}",
            aid(&["assess", "approve", "mentor", "cashier", "lead"])
        ),
        format!(
            "get /v1/aid/referrals/{{id}} {}",
            aid(&["assess", "approve", "mentor", "cashier", "lead"])
        ),
        format!(
            "get /v1/aid/referrals/{{id}}/eligibility {}",
            aid(&["assess", "approve", "lead"])
        ),
        format!(
            "get /v1/aid/referrals/{{id}}/letters/{{entry}} {}",
            aid(&["assess", "approve", "cashier", "lead"])
        ),
        format!("post /v1/aid/referrals/{{id}}/assessment {}", aid(&["assess"])),
        format!("post /v1/aid/referrals/{{id}}/grant {}", aid(&["approve"])),
        format!("post /v1/aid/referrals/{{id}}/refusal {}", aid(&["approve"])),
        format!("post /v1/aid/referrals/{{id}}/proposal {}", aid(&["approve"])),
        format!(
            "post /v1/aid/referrals/{{id}}/proposal-return {}",
            aid(&["approve"])
        ),
        format!("post /v1/aid/referrals/{{id}}/approval {}", aid(&["approve"])),
        format!(
            "post /v1/aid/referrals/{{id}}/instalments/{{number}}/cancellation {}",
            aid(&["approve"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/claim {}",
            aid(&["assess", "approve"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/release {}",
            aid(&["assess", "approve"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/pause {}",
            aid(&["assess", "approve", "mentor"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/resumption {}",
            aid(&["assess", "approve", "mentor", "lead"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/continuation {}",
            aid(&["approve", "lead"])
        ),
        format!("post /v1/aid/referrals/{{id}}/plan {}", aid(&["mentor", "lead"])),
        format!(
            "post /v1/aid/referrals/{{id}}/check-ins/{{number}} {}",
            aid(&["mentor", "lead"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/closure {}",
            aid(&["mentor", "lead"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/sessions/{{number}} {}",
            aid(&["mentor"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/instalments/{{number}}/order {}",
            aid(&["cashier"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/instalments/{{number}}/payment {}",
            aid(&["cashier"])
        ),
        format!(
            "post /v1/aid/referrals/{{id}}/instalments/{{number}}/return {}",
            aid(&["cashier"])
        ),
        format!("post /v1/aid/bank-statements {}", aid(&["cashier"])),
        format!("post /v1/aid/referrals/{{id}}/stop {}", aid(&["approve", "lead"])),
        format!("get /v1/security-calendar {every}"),
        format!("get /v1/security-desk {police}"),
        format!("get /v1/security-desk/{{id}} {police}"),
        format!("get /v1/security-desk/{{id}}/clashes {answers}"),
        format!("post /v1/security-desk/{{id}}/acceptance {answers}"),
        format!("post /v1/security-desk/{{id}}/letters/{{entry}}/download {police}"),
        format!("post /v1/security-desk/{{id}}/minutes {reports}"),
        format!("post /v1/security-desk/{{id}}/proposal {answers}"),
        format!("post /v1/security-desk/{{id}}/question {answers}"),
        format!("post /v1/security-desk/{{id}}/refusal {answers}"),
        format!("post /v1/security-desk/{{id}}/report {reports}"),
        format!("post /v1/security-requests {asks}"),
        format!("get /v1/security-requests/{{id}} {asks}"),
        format!("post /v1/security-requests/{{id}}/cancellation {asks}"),
        format!("post /v1/security-requests/{{id}}/change {asks}"),
        format!("post /v1/security-requests/{{id}}/letters/{{entry}}/download {asks}"),
        format!("post /v1/security-requests/{{id}}/minutes/download {asks}"),
        format!("post /v1/security-requests/{{id}}/proposal-answer {asks}"),
        format!("get /v1/print-jobs {desk}"),
        format!("get /v1/print-jobs/{{id}} {desk}"),
        format!("post /v1/print-jobs/{{id}}/courier {desk}"),
        format!("post /v1/print-jobs/{{id}}/download {desk}"),
        format!("post /v1/print-jobs/{{id}}/handed-over {desk}"),
        format!("post /v1/print-jobs/{{id}}/printed {desk}"),
        format!("post /v1/print-jobs/{{id}}/reprint {desk}"),
        format!("get /v1/marriage-letters {desk}"),
        format!("post /v1/marriage-letters/{{id}}/download {desk}"),
        format!("post /v1/marriage-letters/{{id}}/sent {desk}"),
        "get /v1/tracking/{code} [{}]".to_owned(),
        "get /v1/tracking/{code}/aid [{}]".to_owned(),
        "post /v1/tracking/{code}/aid [{}]".to_owned(),
        "get /v1/tracking/{code}/choice [{}]".to_owned(),
        "post /v1/tracking/{code}/choice [{}]".to_owned(),
        "get /v1/verify/{token} [{}]".to_owned(),
    ];
    // By path, then by method.
    expected.sort_by_key(|line| {
        let (method, rest) = line.split_once(' ').unwrap_or_default();
        let path = rest.split(' ').next().unwrap_or_default();
        (path.to_owned(), method.to_owned())
    });
    assert_eq!(callers, expected);
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str() {
                        Some(target) if name == "$ref" => {
                            found.insert(target);
                        }
                        _ => references(value, found),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.contains("#/components/schemas/PartyRequest"));
    for target in found {
        let pointer = target.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{target}");
    }
}

#[test]
fn every_problem_code_is_the_answer_of_some_operation() {
    let mut shown = BTreeSet::new();
    for (name, operation) in operations(&document()) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let Some(examples) = response["content"]["application/problem+json"]["examples"].as_object()
            else {
                assert!(
                    status.starts_with('2'),
                    "{name} {status} is a refusal without a problem"
                );
                continue;
            };
            for (code, example) in examples {
                assert_eq!(example["value"]["code"], Value::from(code.as_str()), "{name}");
                assert_eq!(example["value"]["status"].to_string(), *status, "{name} {code}");
                shown.insert(code.clone());
            }
        }
    }
    // A code nobody answers with would mislead whoever reads the catalogue.
    let unanswered: Vec<&str> = ProblemCode::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !shown.contains(*code))
        .collect();
    assert_eq!(
        unanswered,
        ["not_final", "not_ordered", "still_open", "courier_refused"],
        "only the steps behind the queues meet these"
    );
}

#[test]
fn requests_admit_no_unknown_members() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if name.ends_with("Request") {
            assert_eq!(schema["additionalProperties"], Value::Bool(false), "{name}");
            for (member, property) in schema["properties"].as_object().unwrap() {
                let described = property["description"].is_string() || property.to_string().contains("$ref");
                assert!(described, "{name}.{member} has no description");
            }
        }
    }
}
