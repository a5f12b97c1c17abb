//! Bodies about aid and safety: what is read, and what is refused by which rule.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[expect(dead_code, reason = "helpers of tests; each test uses its part")]
mod common;

use common::{Pasuruan, TODAY, sample};
use serde_json::{Value, json};
use tuntas_contract::{
    AidAnswersRequest, AidConsentRequest, AidStanding, AidWord, AidWordRequest, DecreeRequest, FieldError,
    SafetyRequest,
};
use tuntas_domain::case::{AidAnswer, AidConsents, AidOffer, Event, evolve};
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{AidKind, AidOfficeCode};

fn helps(office: &AidOfficeCode, aid: AidKind) -> bool {
    matches!(
        (office.as_str(), aid),
        ("dp3akb", AidKind::Mentoring) | ("dinkop", AidKind::Capital)
    )
}

fn decree() -> Decree {
    let body = sample("decrees/gugat-with-custody.json");
    DecreeRequest::parse(body.as_bytes(), TODAY, &Pasuruan::load())
        .unwrap()
        .decree
}

fn told(errors: &[FieldError]) -> Vec<(&str, &str)> {
    errors
        .iter()
        .map(|error| (error.field.as_str(), error.code.as_ref()))
        .collect()
}

fn statement(change: impl FnOnce(&mut Value)) -> Result<(Role, Vec<AidAnswer>), Vec<FieldError>> {
    let mut body: Value = serde_json::from_str(&sample("aid/consents.json")).unwrap();
    change(&mut body);
    AidConsentRequest::parse(body.to_string().as_bytes(), TODAY, &decree(), &helps)
}

#[test]
fn a_court_says_what_a_party_stated() {
    let (role, answers) = statement(|_| {}).unwrap();
    assert_eq!((role, answers.len()), (Role::Petitioner, 3));
    assert!(answers[0].given && !answers[2].given);

    let faults = statement(|body| {
        body["caseNumber"] = json!("0001/Pdt.G/2026/PA.Pas");
        body["date"] = json!("2099-01-01");
        body["answers"][0]["aid"] = json!("capital");
        body["answers"][1]["office"] = json!("Dinas Koperasi");
        body["answers"][2]["office"] = json!("dinsos");
    })
    .unwrap_err();
    assert_eq!(
        told(&faults),
        [
            ("/caseNumber", "other_case"),
            ("/date", "date_in_future"),
            ("/answers/0/office", "aid_office_unknown"),
            ("/answers/1/office", "aid_office_code_form"),
        ]
    );
    let twice = statement(|body| body["answers"][2]["office"] = json!("dp3akb")).unwrap_err();
    assert_eq!(told(&twice), [("/answers/2", "aid_answered_twice")]);
    let none = statement(|body| body["answers"] = json!([])).unwrap_err();
    assert_eq!(told(&none), [("/answers", "aid_answers_count")]);
}

#[test]
fn an_officer_writes_down_what_was_said() {
    let body = json!({ "answers": [{ "office": "dinkop", "aid": "capital", "given": true }] }).to_string();
    assert_eq!(
        AidAnswersRequest::parse(body.as_bytes(), &helps).unwrap().len(),
        1
    );
    let gone = json!({ "answers": [{ "office": "closed-office", "aid": "capital", "given": false }] });
    assert!(
        AidAnswersRequest::parse(gone.to_string().as_bytes(), &helps).is_ok(),
        "consent can be taken back from an office that is gone"
    );
}

#[test]
fn a_party_says_one_word_at_a_time() {
    let read = |body: Value| AidWordRequest::parse(body.to_string().as_bytes(), &helps);
    let give = json!({ "word": "give", "office": "dp3akb", "aid": "mentoring", "after": 0 });
    assert!(matches!(read(give), Ok(AidWord::Answer { after: 0, .. })));
    assert_eq!(read(json!({ "word": "decline" })), Ok(AidWord::Decline));
    assert_eq!(
        told(&read(json!({ "word": "withdraw" })).unwrap_err()),
        [
            ("/office", "aid_word_member_missing"),
            ("/aid", "aid_word_member_missing"),
            ("/after", "aid_word_member_missing"),
        ]
    );
    assert_eq!(
        told(&read(json!({ "word": "decline", "office": "dp3akb" })).unwrap_err()),
        [("/office", "aid_word_member_not_allowed")]
    );
    assert!(read(json!({ "word": "maybe" })).is_err());
}

#[test]
fn what_was_said_stands_beside_what_is_offered() {
    let office = AidOfficeCode::parse("closed-office").unwrap();
    let case = evolve(
        tuntas_domain::case::Case::default(),
        &Event::AidConsentGiven {
            role: Role::Petitioner,
            office,
            aid: AidKind::Mentoring,
            number: 1,
            source: tuntas_domain::case::ConsentSource::Citizen,
            evidence: None,
        },
    );
    let offered = AidOfficeCode::parse("dp3akb").unwrap();
    let standing = |said: &AidConsents| {
        AidStanding::new(AidOffer::Open, said, [(&offered, "DP3AKB", AidKind::Mentoring)])
    };
    assert_eq!(standing(&AidConsents::default()).lines.len(), 1);
    let lines = standing(&case.aid[Role::Petitioner]).lines;
    assert_eq!((lines[0].given, lines[1].given, lines[1].words), (false, true, 1));
}

#[test]
fn safety_is_one_answer() {
    assert_eq!(SafetyRequest::parse(br#"{"protected":true}"#), Ok(true));
    assert!(SafetyRequest::parse(b"{}").is_err());
    assert!(SafetyRequest::parse(br#"{"protected":true,"why":"x"}"#).is_err());
}

/// The word of the court is no part of the decree, which more functions read.
#[test]
fn a_decree_says_who_has_to_be_protected_and_then_needs_no_address() {
    let body = sample("decrees/gugat-with-custody.json");
    let mut decree: Value = serde_json::from_str(&body).unwrap();
    let parse = |decree: &Value| {
        DecreeRequest::parse(decree.to_string().as_bytes(), TODAY, &Pasuruan::load()).unwrap()
    };
    let open = parse(&decree);
    decree["petitioner"]["protected"] = json!(true);
    let guarded = parse(&decree);
    assert!(guarded.protected.petitioner && !guarded.protected.respondent);
    assert_eq!(guarded.decree, open.decree);
    decree["petitioner"].as_object_mut().unwrap().remove("contact");
    assert_eq!(parse(&decree).decree.parties.petitioner.contact, None);
}
