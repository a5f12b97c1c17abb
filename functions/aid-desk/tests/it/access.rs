//! Who sees what: every operation, every duty, every field that is not for all.

use serde_json::{Value, json};
use tuntas_aid::referral::{Attendance, Topic};
use tuntas_aiding::NoteOf;
use tuntas_city::AidDuty;
use tuntas_domain::identity::AidKind;

use crate::office::{
    APPROVER, ASSESSOR, CASHIER, LEAD, MENTOR, Office, SECOND, STRANGER, WRITER, person, sample,
};

/// A value that stands nowhere else, for each field that is not for all.
const FIELDS: [(&str, &str); 13] = [
    ("name", "CONTOH NAMARAHASIA"),
    ("telephone", "+6281299990003"),
    ("address", "Jl. Contoh Alamatrahasia No. 7"),
    ("violence", "\"violence\":true"),
    ("NIK", "3575015203900001"),
    ("income", "1234567"),
    ("bank account", "000987654321"),
    ("assessment's note", "Catatan asesmen rahasia"),
    ("decision's note", "Catatan keputusan rahasia"),
    ("topic of a session", "psychological"),
    ("attendance", "attended"),
    ("session's note", "Catatan sesi rahasia"),
    ("stop's note", "Catatan berhenti rahasia"),
];

/// What each role sees of a referral that it may open, in the order of [`FIELDS`].
const SIGHT: [(&str, &[&str], [u8; 13]); 8] = [
    //                           name tel adr kdrt nik inc acc asm dec top att ses stop
    ("assessor", ASSESSOR, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]),
    (
        "first approver",
        APPROVER,
        [1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1],
    ),
    ("second approver", SECOND, [1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1]),
    ("mentor", MENTOR, [1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0]),
    ("cashier", CASHIER, [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ("lead", LEAD, [1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]),
    ("who writes programmes", WRITER, [0; 13]),
    ("another office", STRANGER, [0; 13]),
];

/// What an operation answers with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answers {
    /// The referral, by sight.
    Referral,
    /// Facts alone.
    Facts,
    /// A PDF, whose text no byte of shows.
    Letter,
    /// Nothing that names anybody.
    Outline,
}
use Answers::{Facts, Letter, Outline, Referral};

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const M: usize = 3;
const K: usize = 4;
const L: usize = 5;
const P: usize = 6;
const X: usize = 7;

/// For each operation: what it answers, and which roles it answers.
const TABLE: [(&str, Answers, &[usize]); 33] = [
    ("POST /v1/aid/criteria", Outline, &[P, X]),
    ("GET /v1/aid/programmes", Outline, &[A, B, C, M, K, L, P, X]),
    ("POST /v1/aid/programmes", Outline, &[P, X]),
    ("GET /v1/aid/programmes/{code}", Outline, &[A, B, C, M, K, L, P]),
    ("POST /v1/aid/programmes/{code}/edit", Outline, &[P]),
    ("POST /v1/aid/programmes/{code}/end", Outline, &[P]),
    ("GET /v1/aid/programmes/{code}/budget", Outline, &[B, C, K, L, P]),
    ("GET /v1/aid/programmes/{code}/ledger", Outline, &[B, C, K, L, P]),
    // Of the mentors' list; every desk has its own.
    ("GET /v1/aid/referrals", Outline, &[M, L, X]),
    ("GET /v1/aid/referrals/{id}", Referral, &[A, B, C, M, K, L]),
    ("GET /v1/aid/referrals/{id}/eligibility", Facts, &[A, B, C, L]),
    (
        "GET /v1/aid/referrals/{id}/letters/{entry}",
        Letter,
        &[A, B, C, L],
    ),
    ("POST /v1/aid/referrals/{id}/assessment", Referral, &[A]),
    ("POST /v1/aid/referrals/{id}/grant", Referral, &[B, C]),
    ("POST /v1/aid/referrals/{id}/refusal", Referral, &[B, C]),
    ("POST /v1/aid/referrals/{id}/proposal", Referral, &[B, C]),
    ("POST /v1/aid/referrals/{id}/proposal-return", Referral, &[B, C]),
    // The other one of the two proposed it.
    ("POST /v1/aid/referrals/{id}/approval", Referral, &[C]),
    // The assessor's turn is over.
    ("POST /v1/aid/referrals/{id}/claim", Referral, &[B, C]),
    // Of the one who claimed it.
    ("POST /v1/aid/referrals/{id}/release", Referral, &[B]),
    ("POST /v1/aid/referrals/{id}/pause", Referral, &[A, B, C, M]),
    (
        "POST /v1/aid/referrals/{id}/resumption",
        Referral,
        &[A, B, C, M, L],
    ),
    ("POST /v1/aid/referrals/{id}/continuation", Referral, &[B, C, L]),
    ("POST /v1/aid/referrals/{id}/plan", Referral, &[M, L]),
    ("POST /v1/aid/referrals/{id}/sessions/{number}", Referral, &[M]),
    (
        "POST /v1/aid/referrals/{id}/check-ins/{number}",
        Referral,
        &[M, L],
    ),
    (
        "POST /v1/aid/referrals/{id}/instalments/{number}/order",
        Referral,
        &[K],
    ),
    (
        "POST /v1/aid/referrals/{id}/instalments/{number}/payment",
        Referral,
        &[K],
    ),
    (
        "POST /v1/aid/referrals/{id}/instalments/{number}/return",
        Referral,
        &[K],
    ),
    (
        "POST /v1/aid/referrals/{id}/instalments/{number}/cancellation",
        Referral,
        &[B, C],
    ),
    ("POST /v1/aid/referrals/{id}/stop", Referral, &[B, C, L]),
    ("POST /v1/aid/referrals/{id}/closure", Referral, &[M, L]),
    ("POST /v1/aid/bank-statements", Outline, &[K]),
];

fn marked_assessment() -> Value {
    let mut body = sample("assessment");
    body["facts"][0]["number"] = json!(1_234_567);
    body["note"] = json!("Catatan asesmen rahasia");
    body["account"]["number"] = json!("000987654321");
    body
}

fn marked_plan() -> Value {
    let mut body = sample("plan");
    body["sessions"][0]["topic"] = json!("psychological");
    body
}

/// An office in which the operation can be carried out, the referral it is about, and whether its papers are all there.
async fn staged(operation: &str) -> (Office, String) {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    let kind = if operation.ends_with("/grant") {
        AidKind::Mentoring
    } else {
        AidKind::Capital
    };
    let mut somebody = person(1);
    somebody.violence = true;
    let id = office.refer(kind, somebody).await;
    let until = match operation.rsplit('/').next().unwrap() {
        "assessment" => "referred",
        "grant" | "refusal" | "proposal" | "claim" | "release" => "assessed",
        "proposal-return" | "approval" => "proposed",
        "order" => "planned",
        "payment" => "ordered",
        "closure" => "done",
        _ if operation.contains("check-ins") => "looking",
        _ if operation.contains("sessions") => "planned",
        _ => "paid",
    };
    let reached = |stage: &str| until == stage;
    if reached("referred") {
        return (office, id);
    }
    office
        .say(ASSESSOR, &id, "assessment", &marked_assessment())
        .await
        .expect(200);
    if operation.ends_with("/release") {
        office.say(APPROVER, &id, "claim", &json!({})).await.expect(200);
    }
    if reached("assessed") {
        return (office, id);
    }
    // Returned once, so that the decision has a note.
    office
        .say(APPROVER, &id, "proposal", &sample("proposal"))
        .await
        .expect(200);
    let note = json!({ "note": "Catatan keputusan rahasia" });
    office
        .say(SECOND, &id, "proposal-return", &note)
        .await
        .expect(200);
    office
        .say(APPROVER, &id, "proposal", &sample("proposal"))
        .await
        .expect(200);
    if reached("proposed") {
        return (office, id);
    }
    let approval = json!({ "amount": 6_000_000 });
    office.say(SECOND, &id, "approval", &approval).await.expect(200);
    office.say(MENTOR, &id, "plan", &marked_plan()).await.expect(200);
    if reached("planned") {
        office.wait_days(1);
        return (office, id);
    }
    let amount = json!({ "amount": 4_000_000 });
    office
        .say(CASHIER, &id, "instalments/1/order", &amount)
        .await
        .expect(200);
    if reached("ordered") {
        return (office, id);
    }
    let reference = office.reference(&id, 1).await;
    let paid = json!({ "reference": reference, "paidOn": "2027-01-11" });
    office
        .say(CASHIER, &id, "instalments/1/payment", &paid)
        .await
        .expect(200);
    office.wait_days(1);
    let held = json!({ "heldOn": "2027-01-12", "attendance": "attended", "note": "Catatan sesi rahasia" });
    office.say(MENTOR, &id, "sessions/1", &held).await.expect(200);
    stands_still(&office, operation, &id).await;
    if reached("looking") || reached("done") {
        office.wait_days(370);
    }
    if reached("done") {
        let absent = json!({ "heldOn": "2027-01-26", "attendance": "absent" });
        office.say(MENTOR, &id, "sessions/2", &absent).await.expect(200);
        let cancel = json!({ "reason": "year_over" });
        office
            .say(APPROVER, &id, "instalments/2/cancellation", &cancel)
            .await
            .expect(200);
        for months in [3, 6, 12] {
            let look = format!("check-ins/{months}");
            office
                .say(MENTOR, &id, &look, &json!({ "state": "steady" }))
                .await
                .expect(200);
        }
    }
    (office, id)
}

/// What goes on has waited before.
async fn stands_still(office: &Office, operation: &str, id: &str) {
    if operation.ends_with("/resumption") {
        let wait = json!({ "reason": "no_contact", "until": "2027-02-01" });
        office.say(MENTOR, id, "pause", &wait).await.expect(200);
    }
    if operation.ends_with("/continuation") {
        office.reverse(id).await;
    }
}

async fn body(office: &Office, operation: &str, id: &str) -> Option<String> {
    let reference = match office.story(id).await.case.instalment(1) {
        Some(part) => part.reference().map(ToString::to_string),
        None => None,
    };
    let body = match operation.rsplit('/').next().unwrap() {
        "criteria" => json!({ "criteria": "tanggungan >= 1" }),
        "programmes" if operation.starts_with("POST") => {
            let mut other = sample("capital-programme");
            other["code"] = json!("modal-lain-2027");
            other
        }
        "edit" => {
            let mut to = sample("capital-programme");
            to["name"] = json!("CONTOH Nama Lain");
            json!({ "version": 1, "to": to })
        }
        "assessment" => marked_assessment(),
        "grant" | "claim" | "release" | "resumption" | "continuation" => json!({}),
        "pause" => json!({ "reason": "no_contact", "until": "2027-02-01" }),
        "refusal" => json!({ "reason": "no_budget", "note": "Catatan keputusan rahasia" }),
        "proposal" => sample("proposal"),
        "proposal-return" => json!({ "note": "Catatan keputusan rahasia" }),
        "approval" => json!({ "amount": 6_000_000 }),
        "plan" => {
            let mut plan = marked_plan();
            plan["sessions"][0]["on"] = json!("2027-01-13");
            plan
        }
        "order" => json!({ "amount": 4_000_000 }),
        "payment" => json!({ "reference": reference, "paidOn": "2027-01-11" }),
        "return" => json!({ "reference": reference }),
        "cancellation" => json!({ "reason": "not_needed" }),
        "stop" => json!({ "reason": "moved_away", "note": "Catatan berhenti rahasia" }),
        "closure" => json!({ "outcome": "reached" }),
        "bank-statements" => {
            return Some("reference,date,amount\nTA0000000000AA,2027-01-12,1\n".to_owned());
        }
        _ if operation.contains("/sessions/") => {
            json!({ "heldOn": "2027-01-12", "attendance": "attended", "note": "Catatan sesi rahasia" })
        }
        _ if operation.contains("/check-ins/") => json!({ "state": "steady" }),
        _ => return None,
    };
    Some(body.to_string())
}

/// Whether a field has been said by the time the operation has answered.
async fn said(office: &Office, field: &str, id: &str) -> bool {
    let story = office.story(id).await;
    let papers = &office.desk.aid.papers;
    let note = async |of| papers.note(story.id, of).await.unwrap().is_some();
    match field {
        "income" | "bank account" | "assessment's note" => story.case.assessor.is_some(),
        "decision's note" => note(NoteOf::Decision).await,
        "topic of a session" => story
            .case
            .sessions
            .iter()
            .any(|session| session.planned.topic == Topic::Psychological),
        "attendance" => story.case.sessions.iter().any(|session| {
            session
                .recorded
                .is_some_and(|(_, who)| who == Attendance::Attended)
        }),
        "session's note" => note(NoteOf::Session(1)).await,
        "stop's note" => note(NoteOf::Stop).await,
        _ => true,
    }
}

#[tokio::test]
async fn each_duty_sees_of_each_operation_what_the_table_says_field_by_field() {
    let mut looked_at = 0;
    for (operation, answers, open_to) in TABLE {
        for (at, (role, scopes, sight)) in SIGHT.into_iter().enumerate() {
            let (office, id) = staged(operation).await;
            let number = if operation.contains("check-ins") {
                "3"
            } else if operation.ends_with("cancellation") {
                "2"
            } else {
                "1"
            };
            let entry = office
                .story(&id)
                .await
                .entries
                .iter()
                .find_map(|entry| entry.event.letter().map(|_| entry.seq.to_string()));
            let path = json!({ "id": id, "code": "modal-usaha-2027", "number": number, "entry": entry.unwrap_or_default() });
            let query = json!({ "desk": "mentoring", "programme": "modal-usaha-2027" });
            let sent = body(&office, operation, &id).await;
            let told = office
                .call(operation, Some(scopes), sent.as_deref(), path, query, "k")
                .await;
            let case = format!("{operation} as {role}: {} {}", told.status, told.text);
            let open = open_to.contains(&at);
            assert_eq!(told.status < 300, open, "{case}");
            for ((field, mark), seen) in FIELDS.into_iter().zip(sight) {
                let expected = open
                    && match answers {
                        Referral => seen == 1 && said(&office, field, &id).await,
                        Facts => field == "income",
                        Letter | Outline => false,
                    };
                assert_eq!(told.text.contains(mark), expected, "{field}: {case}");
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, 33 * 8 * 13);
}

#[tokio::test]
async fn every_operation_of_the_contract_stands_in_the_table() {
    let document: Value = serde_json::from_str(include_str!("../../../../docs/openapi.json")).unwrap();
    let mut described = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if path.starts_with("/v1/aid/") {
                described.push(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    described.sort();
    let mut listed: Vec<String> = TABLE
        .iter()
        .map(|(operation, ..)| (*operation).to_owned())
        .collect();
    listed.sort();
    assert_eq!(listed, described);
}

#[tokio::test]
async fn the_journals_the_lists_and_the_books_hold_nothing_that_names_people() {
    let (office, id) = staged("GET /v1/aid/referrals/{id}").await;
    let stop = json!({ "reason": "moved_away", "note": "Catatan berhenti rahasia" });
    office.say(LEAD, &id, "stop", &stop).await.expect(200);
    // What somebody comes for, and whether they come, the journal has to tell; it does not say of whom.
    let named = |field: &str| !matches!(field, "topic of a session" | "attendance" | "violence");
    let mut seen = 0;
    for prefix in ["AID", "PROG", "BUDGET#", "LEDGER#", "NUMBER#", "TIP#"] {
        for item in office.tables.items("cases", prefix) {
            let parts = [
                "pk",
                "sk",
                "body",
                "command",
                "actor",
                "referral",
                "what",
                "totals",
                "postings",
                "reference",
            ];
            let parts = parts.into_iter().filter_map(|part| item.text_if_present(part));
            let text: String = parts.collect::<Vec<_>>().join(" ");
            for (field, mark) in FIELDS.iter().filter(|(field, _)| named(field)) {
                assert!(!text.contains(mark), "{field} in {prefix}");
            }
            seen += text.len();
        }
    }
    assert!(seen > 1000);
}

#[tokio::test]
async fn what_names_people_is_shown_only_once_it_is_written_down() {
    let (office, id) = staged("GET /v1/aid/referrals/{id}").await;
    let before = office.story(&id).await.version();
    office.read(CASHIER, &id).await.expect(200);
    let story = office.story(&id).await;
    assert_eq!(story.version(), before + 1);
    assert_eq!(story.entries.last().unwrap().actor.as_str(), "aid:dinsos-05");
    // Nobody is written down who was not let in.
    assert_eq!(office.read(STRANGER, &id).await.code(), "not_found");
    assert_eq!(office.read(WRITER, &id).await.code(), "scope_missing");
    assert_eq!(office.story(&id).await.version(), before + 1);
}

#[tokio::test]
async fn another_mentor_learns_nothing_of_who_is_accompanied() {
    let (office, id) = staged("GET /v1/aid/referrals/{id}").await;
    // A colleague takes over for a day: the city gives a second officer the duty.
    let office = office.with_duties(|code| (code == "dinsos-01").then(|| vec![AidDuty::Mentor]));
    let other = &["tuntas/aid.mentor", "aid/dinsos-01"];
    let told = office.read(other, &id).await;
    assert_eq!(told.status, 200, "{}", told.text);
    for (field, mark) in FIELDS {
        assert!(!told.text.contains(mark), "{field}");
    }
    let held = json!({ "heldOn": "2027-01-12", "attendance": "attended" });
    assert_eq!(
        office.say(other, &id, "sessions/2", &held).await.code(),
        "not_the_mentor"
    );
    assert_eq!(
        office.say(other, &id, "plan", &sample("plan")).await.code(),
        "not_the_mentor"
    );
}

#[tokio::test]
async fn a_token_of_two_officers_of_none_or_of_a_former_one_opens_nothing() {
    let (office, id) = staged("GET /v1/aid/referrals/{id}").await;
    for scopes in [
        &["tuntas/aid.assess"][..],
        &["tuntas/aid.assess", "officer/petugas-01"],
        &["tuntas/aid.assess", "aid/dinsos-99"],
        &["tuntas/aid.assess", "aid/dinsos-01", "aid/dinsos-02"],
    ] {
        assert_eq!(office.read(scopes, &id).await.code(), "aid_officer_unknown");
    }
    // The city took the duty away; the token still has it.
    let former = &["tuntas/aid.lead", "aid/dinsos-01"];
    assert_eq!(office.read(former, &id).await.code(), "scope_missing");
    let nobody = office
        .call(
            "GET /v1/aid/referrals/{id}",
            None,
            None,
            json!({ "id": id }),
            json!({}),
            "",
        )
        .await;
    assert_eq!(nobody.code(), "unauthenticated");
}
