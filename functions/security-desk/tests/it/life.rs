//! Requests from the first word to the report.

use serde_json::{Value, json};
use tuntas_security::EventKind;

use crate::office::{ANSWERS, COURT, Office, REPORTS, acceptance, seizure};

const MINUTES: &[u8] = b"%PDF-1.7 berita acara CONTOH";

#[tokio::test]
async fn a_seizure_is_secured_from_the_court_s_letter_to_the_report() {
    let office = Office::open().await;
    let asked = office.ask(&seizure(), "ask-1").await.expect(202);
    let id = asked["request"]["id"].as_str().unwrap().to_owned();
    assert_eq!(asked["request"]["stage"], "waiting");
    // Eight working hours later: tomorrow at the same hour.
    assert_eq!(asked["request"]["answerBy"], "2026-11-25T02:00:00Z");
    office.wait(2);

    let seen = office.read(ANSWERS, &id).await.expect(200);
    assert_eq!(
        seen["paper"]["object"]["names"],
        json!(["CONTOH BUDI", "CONTOH WATI"])
    );
    let accepted = office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    assert_eq!(accepted["request"]["stage"], "accepted");
    assert_eq!(
        accepted["request"]["answerTime"],
        json!({ "answered": true, "seconds": 7200 })
    );

    let own = office.read(COURT, &id).await.expect(200);
    assert_eq!(own["answer"]["officerInCharge"], "IPTU CONTOH PERWIRA");
    let numbers: Vec<&Value> = own["request"]["letters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| &letter["number"])
        .collect();
    assert_eq!(
        numbers,
        [
            "1/PAN.PA.W13-A00/HK2.6/XI/2026",
            "B/1/XI/PAM.3.3./2026/Res Pasuruan Kota"
        ]
    );

    office.set_time("2026-12-01T06:00:00Z");
    let minutes = office.put_sound_minutes(&id, MINUTES).await;
    let report = json!({ "outcome": "safe", "minutes": minutes, "note": "Kegiatan berlangsung tertib." });
    let reported = office.say(REPORTS, &id, "report", &report).await.expect(200);
    assert_eq!(reported["request"]["stage"], "reported");
    assert_eq!(reported["note"], "Kegiatan berlangsung tertib.");
    let again = office
        .say(ANSWERS, &id, "refusal", &json!({ "reason": "no_strength" }))
        .await;
    assert_eq!(again.code(), "request_closed");
}

#[tokio::test]
async fn no_answer_is_due_on_a_holiday_of_the_city() {
    let office = Office::open().await;
    // A Wednesday, three in the afternoon: collective leave, Christmas and a weekend follow.
    office.set_time("2026-12-23T08:00:00Z");
    let mut later = seizure();
    later["date"] = json!("2027-01-05");
    let asked = office.ask(&later, "ask-1").await.expect(202);
    assert_eq!(asked["request"]["answerBy"], "2026-12-28T08:00:00Z");
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_and_another_body_is_refused() {
    let office = Office::open().await;
    let first = office.ask(&seizure(), "k").await.expect(202);
    let again = office.ask(&seizure(), "k").await.expect(202);
    assert_eq!(first["request"]["id"], again["request"]["id"]);
    let mut other = seizure();
    other["officers"] = json!(11);
    assert_eq!(office.ask(&other, "k").await.code(), "idempotency_key_reused");
    let id = first["request"]["id"].as_str().unwrap();
    let route = "POST /v1/security-desk/{id}/acceptance";
    for _ in 0..2 {
        let told = office
            .call(
                route,
                Some(ANSWERS),
                Some(&acceptance()),
                json!({ "id": id }),
                json!({}),
                "a",
            )
            .await
            .expect(200);
        assert_eq!(told["request"]["sequence"], 1);
    }
    assert_eq!(office.story(id).await.count(EventKind::RequestAccepted), 1);
}

#[tokio::test]
async fn a_unit_is_shown_to_clash_and_cannot_be_booked_twice() {
    let office = Office::open().await;
    let (one, other) = (office.asked(&seizure()).await, office.asked(&seizure()).await);
    office
        .say(ANSWERS, &one, "acceptance", &acceptance())
        .await
        .expect(200);
    let clashes = office
        .call(
            "GET /v1/security-desk/{id}/clashes",
            Some(ANSWERS),
            None,
            json!({ "id": other }),
            json!({ "officers": "12" }),
            "",
        )
        .await
        .expect(200);
    let units = clashes["units"].as_array().unwrap();
    assert_eq!(units[0]["unit"], "samapta-1");
    assert_eq!(
        (&units[0]["free"], &units[1]["free"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(units[0]["clashes"][0]["kind"], "booked");
    assert_eq!(units[0]["clashes"][0]["request"], one.as_str());
    assert_eq!(clashes["samePlace"][0]["request"], one.as_str());
    let refused = office.say(ANSWERS, &other, "acceptance", &acceptance()).await;
    assert_eq!(refused.code(), "unit_clash");
    let mut another = acceptance();
    another["unit"] = json!("samapta-2");
    office
        .say(ANSWERS, &other, "acceptance", &another)
        .await
        .expect(200);
}

#[tokio::test]
async fn a_proposed_time_waits_for_the_court_and_the_clock_stands_still() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    office.wait(1);
    let time = json!({ "date": "2026-12-02", "from": "13:00", "to": "15:00" });
    let proposed = office.say(ANSWERS, &id, "proposal", &time).await.expect(200);
    assert_eq!(proposed["request"]["stage"], "with_court");
    office.wait(48);
    let stale = json!({ "request": id, "date": "2026-12-01", "from": "09:00", "agreed": true });
    let told = office.say(COURT, &id, "proposal-answer", &stale).await;
    assert_eq!(
        (told.status, told.json()["errors"][0]["code"].clone()),
        (422, json!("other_proposal"))
    );
    let agreed = json!({ "request": id, "date": "2026-12-02", "from": "13:00", "agreed": true });
    let told = office
        .say(COURT, &id, "proposal-answer", &agreed)
        .await
        .expect(202);
    assert_eq!(told["request"]["time"], time);
    assert_eq!(told["request"]["answerTime"]["seconds"], 3600);
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
}

#[tokio::test]
async fn a_change_of_the_court_frees_the_unit_and_asks_anew() {
    let office = Office::open().await;
    let (one, other) = (office.asked(&seizure()).await, office.asked(&seizure()).await);
    office
        .say(ANSWERS, &one, "acceptance", &acceptance())
        .await
        .expect(200);
    let mut to = seizure();
    to["from"] = json!("13:00");
    to["to"] = json!("15:00");
    let changed = office
        .say(COURT, &one, "change", &json!({ "request": one, "to": to }))
        .await
        .expect(202);
    assert_eq!(
        (&changed["request"]["stage"], &changed["answer"]),
        (&json!("waiting"), &Value::Null)
    );
    office
        .say(ANSWERS, &other, "acceptance", &acceptance())
        .await
        .expect(200);
    // Both on one day, one after the other, with the same unit: thirteen hours is after twelve.
    office
        .say(ANSWERS, &one, "acceptance", &acceptance())
        .await
        .expect(200);
}

#[tokio::test]
async fn a_cancelled_request_frees_the_unit() {
    let office = Office::open().await;
    let (one, other) = (office.asked(&seizure()).await, office.asked(&seizure()).await);
    office
        .say(ANSWERS, &one, "acceptance", &acceptance())
        .await
        .expect(200);
    let cancel = json!({ "request": one, "ground": "settled" });
    let told = office.say(COURT, &one, "cancellation", &cancel).await.expect(202);
    assert_eq!(told["request"]["stage"], "cancelled");
    office
        .say(ANSWERS, &other, "acceptance", &acceptance())
        .await
        .expect(200);
    let refused = office.say(ANSWERS, &one, "acceptance", &acceptance()).await;
    assert_eq!(refused.code(), "request_closed");
}

#[tokio::test]
async fn a_question_is_answered_by_a_change() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    let asked = office
        .say(ANSWERS, &id, "question", &json!({ "reason": "place_unclear" }))
        .await
        .expect(200);
    assert_eq!(
        (&asked["request"]["stage"], &asked["request"]["question"]),
        (&json!("questioned"), &json!("place_unclear"))
    );
    let early = office.say(ANSWERS, &id, "acceptance", &acceptance()).await;
    assert_eq!(early.code(), "not_waiting");
    let mut to = seizure();
    to["place"]["address"] = json!("Jl. Contoh Melati No. 7, rumah pojok bercat biru");
    office
        .say(COURT, &id, "change", &json!({ "request": id, "to": to }))
        .await
        .expect(202);
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
}

#[tokio::test]
async fn the_queue_is_by_urgency_and_time_and_names_nobody() {
    let office = Office::open().await;
    let ordinary = office.asked(&seizure()).await;
    let mut urgent = seizure();
    urgent["urgency"] = json!("immediate");
    urgent["date"] = json!("2026-12-04");
    let urgent = office.asked(&urgent).await;
    let list = |query: Value| {
        let office = &office;
        async move {
            office
                .call("GET /v1/security-desk", Some(ANSWERS), None, json!({}), query, "")
                .await
        }
    };
    let page = list(json!({ "limit": "1" })).await.expect(200);
    assert_eq!(page["requests"][0]["id"], urgent.as_str());
    let rest = list(json!({ "cursor": page["next"] })).await.expect(200);
    assert_eq!(rest["requests"][0]["id"], ordinary.as_str());
    assert!(!rest.to_string().contains("CONTOH"));
    assert_eq!(list(json!({ "cursor": "x" })).await.code(), "cursor_invalid");
}

#[tokio::test]
async fn what_is_over_cannot_be_asked_for_or_accepted() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    office.set_time("2026-12-01T02:00:00Z");
    assert_eq!(office.ask(&seizure(), "late").await.code(), "time_passed");
    let late = office.say(ANSWERS, &id, "acceptance", &acceptance()).await;
    assert_eq!(late.code(), "time_passed");
}

#[tokio::test]
async fn a_signature_of_nobody_opens_nothing() {
    let office = Office::open().await;
    let stranger = &["tuntas/security.request", "court/PA.Bgl"];
    let told = office
        .call(
            "POST /v1/security-requests",
            Some(stranger),
            Some(&seizure()),
            json!({}),
            json!({}),
            "k",
        )
        .await;
    assert_eq!(told.code(), "court_not_allowed");
    assert!(office.tables.items("cases", "SEC#").is_empty());
}
