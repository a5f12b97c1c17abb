//! Who sees what: every operation, every role, every field that is not for all.

use serde_json::{Value, json};

use crate::office::{ANSWERS, COURT, Office, REGISTRY, REPORTS, STRANGER, acceptance, announcement, seizure};

/// A value that stands nowhere else, for each field that is not for all.
const FIELDS: [(&str, &str); 11] = [
    ("name on the object", "CONTOH NAMAOBJEK"),
    ("address", "Jl. Contoh Alamatrahasia"),
    ("object", "SHM Nomor 987654/Contoh"),
    ("case number", "0777/Pdt.G/2026/PA.Pas"),
    ("order number", "0778/Pdt.G/2026/PA.Pas"),
    ("risk reason", "weapons"),
    ("court's contact", "CONTOH NAMAJURUSITA"),
    ("court's telephone", "+6281299990001"),
    ("warrant", "Sprin/777/XI/PAM.3.3./2026"),
    ("officer in charge", "IPTU CONTOH NAMAPERWIRA"),
    ("officer's telephone", "+6281299990002"),
];
/// Those an answer of the police brings; the others are the court's.
const FROM: usize = 8;

const ROLES: [(&str, Option<&[&str]>); 6] = [
    ("court", Some(COURT)),
    ("police who answer", Some(ANSWERS)),
    ("police who report", Some(REPORTS)),
    ("another court", Some(STRANGER)),
    ("registry", Some(REGISTRY)),
    ("nobody", None),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sees {
    /// Everything that names people.
    All,
    /// The request, but nothing that names people.
    Outline,
    /// A refusal.
    Nothing,
}
use Sees::{All, Nothing, Outline};

/// For each operation, what each role sees, in the order of [`ROLES`].
const TABLE: [(&str, [Sees; 6]); 19] = [
    (
        "POST /v1/security-requests",
        [All, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "GET /v1/security-requests/{id}",
        [All, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-requests/{id}/change",
        [All, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-requests/{id}/cancellation",
        [All, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-requests/{id}/proposal-answer",
        [All, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    // The letter itself is behind the address.
    (
        "POST /v1/security-requests/{id}/letters/{entry}/download",
        [Outline, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    // So are the minutes.
    (
        "POST /v1/security-requests/{id}/minutes/download",
        [Outline, Nothing, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "GET /v1/security-desk",
        [Nothing, Outline, Outline, Nothing, Nothing, Nothing],
    ),
    (
        "GET /v1/security-desk/{id}",
        [Nothing, All, All, Nothing, Nothing, Nothing],
    ),
    (
        "GET /v1/security-desk/{id}/clashes",
        [Nothing, Outline, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/acceptance",
        [Nothing, All, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/proposal",
        [Nothing, All, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/question",
        [Nothing, All, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/refusal",
        [Nothing, All, Nothing, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/minutes",
        [Nothing, Nothing, Outline, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/report",
        [Nothing, Nothing, All, Nothing, Nothing, Nothing],
    ),
    (
        "POST /v1/security-desk/{id}/letters/{entry}/download",
        [Nothing, Outline, Outline, Nothing, Nothing, Nothing],
    ),
    (
        "GET /v1/security-calendar",
        [Outline, Outline, Outline, Nothing, Nothing, Nothing],
    ),
    // Whoever has the address; it names nobody.
    ("GET /v1/calendars/{token}", [Outline; 6]),
];

fn marked() -> Value {
    let mut body = seizure();
    body["object"]["names"] = json!([FIELDS[0].1]);
    body["place"]["address"] = json!(FIELDS[1].1);
    body["object"]["description"] = json!(FIELDS[2].1);
    body["basis"]["caseNumber"] = json!(FIELDS[3].1);
    body["basis"]["order"]["number"] = json!(FIELDS[4].1);
    body["riskReasons"] = json!([FIELDS[5].1]);
    body["contact"] = json!({ "name": FIELDS[6].1, "post": "Jurusita", "phone": FIELDS[7].1 });
    body
}

fn marked_acceptance() -> Value {
    let mut body = acceptance();
    body["warrant"] = json!(FIELDS[8].1);
    body["officerInCharge"] = json!(FIELDS[9].1);
    body["phone"] = json!(FIELDS[10].1);
    body
}

/// An office in which the operation can be carried out, and the request it is about.
async fn staged(operation: &str) -> (Office, String) {
    let office = Office::open().await;
    let id = office.asked(&marked()).await;
    let accepted = ["minutes", "report", "cancellation"]
        .iter()
        .any(|word| operation.ends_with(word))
        || operation.starts_with("GET")
        || operation.ends_with("download");
    if operation.ends_with("proposal-answer") {
        let time = json!({ "date": "2026-12-02", "from": "13:00", "to": "15:00" });
        office.say(ANSWERS, &id, "proposal", &time).await.expect(200);
    } else if accepted {
        office
            .say(ANSWERS, &id, "acceptance", &marked_acceptance())
            .await
            .expect(200);
    }
    if operation.ends_with("/report") || operation.ends_with("minutes/download") {
        office.put_sound_minutes(&id, b"%PDF-1.7 CONTOH").await;
        office.set_time("2026-12-01T06:00:00Z");
    }
    if operation.ends_with("minutes/download") {
        let report = body("/report", &id).unwrap();
        office.say(REPORTS, &id, "report", &report).await.expect(200);
    }
    (office, id)
}

fn body(operation: &str, id: &str) -> Option<Value> {
    let word = operation.rsplit('/').next().unwrap_or_default();
    Some(match word {
        "security-requests" if operation.starts_with("POST") => marked(),
        "change" => json!({ "request": id, "to": marked() }),
        "cancellation" => json!({ "request": id, "ground": "settled" }),
        "proposal-answer" => json!({ "request": id, "date": "2026-12-02", "from": "13:00", "agreed": true }),
        "download" => json!({}),
        "acceptance" => marked_acceptance(),
        "proposal" => json!({ "date": "2026-12-02", "from": "13:00", "to": "15:00" }),
        "question" => json!({ "reason": "basis_unclear" }),
        "refusal" => json!({ "reason": "not_safe" }),
        "minutes" => announcement(b"%PDF-1.7"),
        "report" => {
            let minutes = tuntas_signatures::sha256_hex(b"%PDF-1.7 CONTOH");
            json!({ "outcome": "safe", "minutes": minutes })
        }
        _ => return None,
    })
}

#[tokio::test]
async fn each_role_sees_of_each_operation_what_the_table_says_field_by_field() {
    let mut looked_at = 0;
    for (operation, row) in TABLE {
        for ((role, scopes), sees) in ROLES.into_iter().zip(row) {
            let (office, id) = staged(operation).await;
            let token = office.desk.keys.calendar_token("court/PA.Pas");
            let path = json!({ "id": id, "entry": "1", "token": token });
            let told = office
                .call(
                    operation,
                    scopes,
                    body(operation, &id).as_ref(),
                    path,
                    json!({}),
                    "k",
                )
                .await;
            let case = format!("{operation} as {role}: {} {}", told.status, told.text);
            assert_eq!(told.status < 300, sees != Nothing, "{case}");
            let answered = office.story(&id).await.case.booked.is_some();
            for (at, (field, mark)) in FIELDS.into_iter().enumerate() {
                let expected = sees == All && (at < FROM || answered);
                assert_eq!(told.text.contains(mark), expected, "{field}: {case}");
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, 19 * 6 * 11);
}

#[tokio::test]
async fn every_operation_of_the_contract_stands_in_the_table() {
    let document: Value = serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap();
    let mut described = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if path.starts_with("/v1/security") || path.starts_with("/v1/calendars") {
                described.push(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    described.sort();
    let mut listed: Vec<String> = TABLE
        .iter()
        .map(|(operation, _)| (*operation).to_owned())
        .collect();
    listed.sort();
    assert_eq!(listed, described);
}

#[tokio::test]
async fn the_journal_the_lists_and_the_queue_hold_nothing_that_names_people() {
    let (office, id) = staged("POST /v1/security-desk/{id}/report").await;
    let report = body("POST /v1/security-desk/{id}/report", &id).unwrap();
    office.say(REPORTS, &id, "report", &report).await.expect(200);
    let mut seen = 0;
    for prefix in ["SEC", "CAL#", "DUE#", "UNIT#", "NUMBER#", "TIP#", "IDEM#"] {
        for item in office.tables.items("cases", prefix) {
            for attribute in ["pk", "sk", "body", "day", "request", "command", "actor"] {
                let text = item.text_if_present(attribute).unwrap_or_default();
                for (field, mark) in FIELDS.iter().filter(|(field, _)| *field != "risk reason") {
                    assert!(!text.contains(mark), "{field} in {prefix}");
                }
                seen += text.len();
            }
        }
    }
    assert!(seen > 1000);
}

#[tokio::test]
async fn what_names_people_is_shown_only_once_it_is_written_down() {
    let (office, id) = staged("GET /v1/security-desk/{id}").await;
    let before = office.story(&id).await.version();
    office.read(ANSWERS, &id).await.expect(200);
    office.letter(REPORTS, &id, 1).await;
    let story = office.story(&id).await;
    assert_eq!(story.version(), before + 2);
    assert_eq!(story.entries.last().unwrap().actor.as_str(), "police:polisi-03");
    // The court's own papers are no look at somebody else's.
    office.read(COURT, &id).await.expect(200);
    assert_eq!(office.story(&id).await.version(), before + 2);
}

#[tokio::test]
async fn a_token_of_two_officers_or_of_none_is_nobody_s() {
    let (office, id) = staged("GET /v1/security-desk/{id}").await;
    for scopes in [
        &["tuntas/security.answer"][..],
        &["tuntas/security.answer", "officer/petugas-01"],
        &["tuntas/security.answer", "police/polisi-01", "police/polisi-02"],
    ] {
        assert_eq!(office.read(scopes, &id).await.code(), "police_unknown");
    }
}
