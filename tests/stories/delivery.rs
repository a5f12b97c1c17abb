//! From the print desk to two doors.

use serde_json::{Value, json};
use tuntas_domain::case::{Event, HandedTo};
use tuntas_domain::identity::CaseId;
use tuntas_tests::{Sample, Town};

fn tracking_path(town: &Town, status: &Value, role: &str) -> String {
    let address = status["parties"][role]["tracking"].as_str().unwrap();
    address
        .strip_prefix(&town.cloud.api_url)
        .unwrap_or(address)
        .to_owned()
}

fn job(case: CaseId, role: &str) -> String {
    format!("{case}-{}", &role[..1])
}

async fn deliver(town: &Town, case: CaseId, role: &str) {
    let job = job(case, role);
    town.print(&job).await;
    town.wait_for(case, "courier coming", |status| {
        matches!(
            status["parties"][role]["stage"].as_str(),
            Some("courier_coming" | "on_the_way" | "delivered")
        )
    })
    .await;
    let status = town.status(case).await;
    let path = tracking_path(town, &status, role);
    // The citizen reads the code on their own page and tells it to the rider at the door.
    let page = town.anyone().get(&path).await.unwrap();
    let code = page.body["handoverCode"]
        .as_str()
        .unwrap_or_else(|| panic!("no code yet: {}", page.body))
        .to_owned();
    town.ride_to_the_door(&job_reference(case, role, 1), &code).await;
    town.wait_for_track(case, role, "delivered").await;
}

fn job_reference(case: CaseId, role: &str, attempt: u8) -> String {
    format!("{case}-{}-{attempt}", &role[..1])
}

#[tokio::test]
async fn two_people_hold_new_papers() {
    let town = Town::open().await;
    let case = town.decree(&Sample::named("gugat-with-custody").decree).await;
    for role in ["petitioner", "respondent"] {
        town.wait_for_track(case, role, "rendered").await;
    }
    let officer = town.officer().await;
    let opened = officer
        .get(&format!("/v1/print-jobs/{}", job(case, "petitioner")))
        .await
        .unwrap();
    assert_eq!(opened.status, 200, "{}", opened.body);
    let files = officer
        .post_json(
            &format!("/v1/print-jobs/{}/download", job(case, "petitioner")),
            &json!({}),
        )
        .await
        .unwrap();
    assert_eq!(files.status, 200, "{}", files.body);
    let kinds: Vec<&str> = files.body["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["kk", "ktp"]);
    for file in files.body["files"].as_array().unwrap() {
        let pdf = town.download(file["url"].as_str().unwrap()).await;
        assert!(pdf.starts_with(b"%PDF-"), "a document is not a PDF");
    }

    deliver(&town, case, "petitioner").await;
    // The tracks are independent: one party's delivery says nothing of the other's.
    assert_eq!(
        town.status(case).await["parties"]["respondent"]["stage"],
        "rendered"
    );
    deliver(&town, case, "respondent").await;
    town.wait_for_stage(case, "completed").await;

    // Both documents verify; neither page knows the other party.
    let status = town.status(case).await;
    let hers = town
        .anyone()
        .get(&tracking_path(&town, &status, "petitioner"))
        .await
        .unwrap()
        .body
        .to_string();
    let his = town
        .anyone()
        .get(&tracking_path(&town, &status, "respondent"))
        .await
        .unwrap()
        .body
        .to_string();
    for secret in Sample::personal_data() {
        assert!(
            !hers.contains(&secret) && !his.contains(&secret),
            "a tracking page shows personal data"
        );
    }
    let closed = officer.get("/v1/print-jobs?limit=100").await.unwrap();
    assert!(
        !closed.body.to_string().contains(&case.to_string()),
        "a finished job is still on the print desk"
    );
}

#[tokio::test]
async fn a_wrong_code_at_the_door_delivers_nothing() {
    let town = Town::open().await;
    let case = town.decree(&Sample::named("gugat-without-children").decree).await;
    town.wait_for_track(case, "petitioner", "rendered").await;
    town.print(&job(case, "petitioner")).await;
    town.wait_for_track(case, "petitioner", "courier_coming").await;
    let link = town.handover_path(&job_reference(case, "petitioner", 1)).await;
    let status = town.status(case).await;
    let page = town
        .anyone()
        .get(&tracking_path(&town, &status, "petitioner"))
        .await
        .unwrap();
    let right = page.body["handoverCode"].as_str().unwrap().to_owned();
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for left in (0..5).rev() {
        let answer = town
            .anyone()
            .post_json(&link, &json!({ "code": wrong }))
            .await
            .unwrap();
        assert_eq!(
            (answer.status.as_u16(), answer.body["code"].as_str()),
            (422, Some("wrong_code")),
            "{}",
            answer.body
        );
        assert_eq!(answer.body["attemptsLeft"], left);
    }
    let locked = town
        .anyone()
        .post_json(&link, &json!({ "code": right }))
        .await
        .unwrap();
    assert_eq!(
        (locked.status.as_u16(), locked.body["code"].as_str()),
        (409, Some("code_locked"))
    );
    assert_ne!(
        town.status(case).await["parties"]["petitioner"]["stage"],
        "delivered"
    );
}

#[tokio::test]
async fn a_courier_who_says_delivered_without_the_code_is_not_believed() {
    let town = Town::open().await;
    let case = town.decree(&Sample::named("head-is-the-wife").decree).await;
    town.wait_for_track(case, "respondent", "rendered").await;
    town.print(&job(case, "respondent")).await;
    town.wait_for_track(case, "respondent", "courier_coming").await;
    town.advance(&job_reference(case, "respondent", 1), "delivered")
        .await;
    town.wait_for_track(case, "respondent", "delivery_unconfirmed")
        .await;
    // The officer asks the addressee, who comes to the counter with the old card.
    let path = format!("/v1/print-jobs/{}/handed-over", job(case, "respondent"));
    let answer = town
        .officer()
        .await
        .post_json(&path, &json!({ "to": "addressee", "oldCardWithdrawn": true }))
        .await
        .unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    town.wait_for_track(case, "respondent", "delivered").await;
    let handed = town.story(case).await.entries.iter().any(|entry| {
        matches!(
            &entry.event,
            Event::HandedOver {
                to: HandedTo::Addressee,
                old_card_withdrawn: Some(true),
                ..
            }
        )
    });
    assert!(handed);
}

#[tokio::test]
async fn an_envelope_that_comes_back_is_sent_again() {
    let town = Town::open().await;
    let case = town.decree(&Sample::named("custody-silent").decree).await;
    town.wait_for_track(case, "petitioner", "rendered").await;
    town.print(&job(case, "petitioner")).await;
    town.wait_for_track(case, "petitioner", "courier_coming").await;
    for status in ["picked", "return_in_transit", "returned"] {
        town.advance(&job_reference(case, "petitioner", 1), status).await;
    }
    town.wait_for_track(case, "petitioner", "at_office").await;
    let path = format!("/v1/print-jobs/{}/courier", job(case, "petitioner"));
    let asked = town
        .officer()
        .await
        .post_with(
            &path,
            b"{}",
            &[
                ("Idempotency-Key", "second-attempt"),
                ("Content-Type", "application/json"),
            ],
        )
        .await
        .unwrap();
    assert_eq!(asked.status, 200, "{}", asked.body);
    let status = town
        .wait_for(case, "second courier", |status| {
            status["parties"]["petitioner"]["stage"] == "courier_coming"
        })
        .await;
    let page = town
        .anyone()
        .get(&tracking_path(&town, &status, "petitioner"))
        .await
        .unwrap();
    let code = page.body["handoverCode"].as_str().unwrap().to_owned();
    town.ride_to_the_door(&job_reference(case, "petitioner", 2), &code)
        .await;
    town.wait_for_track(case, "petitioner", "delivered").await;
}

/// Whatever is answered about safety, the envelope may belong at another door now.
#[tokio::test]
async fn a_rider_to_a_door_that_may_be_the_wrong_one_is_replaced_at_once() {
    let town = Town::open().await;
    // The same couple as above; the two tracks of a case never meet.
    let case = town.decree(&Sample::named("custody-silent").decree).await;
    town.wait_for_track(case, "respondent", "rendered").await;
    town.print(&job(case, "respondent")).await;
    town.wait_for_track(case, "respondent", "courier_coming").await;
    let (first, second) = (
        job_reference(case, "respondent", 1),
        job_reference(case, "respondent", 2),
    );
    town.advance(&first, "allocated").await;
    let path = format!("/v1/cases/{case}/parties/respondent/safety");
    let asked = town
        .officer()
        .await
        .post_with(
            &path,
            br#"{"protected":true}"#,
            &[
                ("Idempotency-Key", "asked-at-the-counter"),
                ("Content-Type", "application/json"),
            ],
        )
        .await
        .unwrap();
    assert!(asked.status.is_success(), "{}", asked.body);
    town.wait_for_order(&first, "cancelled").await;
    town.wait_for_order(&second, "confirmed").await;
    let status = town.wait_for_track(case, "respondent", "courier_coming").await;
    let page = town
        .anyone()
        .get(&tracking_path(&town, &status, "respondent"))
        .await
        .unwrap();
    let code = page.body["handoverCode"].as_str().unwrap().to_owned();
    town.ride_to_the_door(&second, &code).await;
    town.wait_for_track(case, "respondent", "delivered").await;
}

#[tokio::test]
async fn a_party_who_lives_elsewhere_gets_a_notice_to_their_registry() {
    let town = Town::open().await;
    let case = town
        .decree(&Sample::named("non-resident-respondent").decree)
        .await;
    town.wait_for_track(case, "respondent", "notice_ready").await;
    let path = format!("/v1/print-jobs/{}/handed-over", job(case, "respondent"));
    let wrong = town
        .officer()
        .await
        .post_json(&path, &json!({ "to": "courier", "attempt": 1 }))
        .await
        .unwrap();
    assert_eq!(
        (wrong.status.as_u16(), wrong.body["code"].as_str()),
        (409, Some("wrong_recipient"))
    );
    let sent = town
        .officer()
        .await
        .post_json(&path, &json!({ "to": "registry" }))
        .await
        .unwrap();
    assert_eq!(sent.status, 200, "{}", sent.body);
    town.wait_for_track(case, "respondent", "notice_sent").await;
}
