//! A court that sends again, under the same key and under others.

use serde_json::{Value, json};
use tuntas_domain::identity::CaseId;
use tuntas_signatures::sha256_hex;

use super::court::{CLIENT, DECREE, court};

#[tokio::test]
async fn each_key_gets_its_own_first_answer_again() {
    let court = court().await;
    for _ in 0..2 {
        let (status, told) = court.decree("first").await;
        assert_eq!((status, &told["duplicate"]), (202, &json!(false)), "{told}");
    }
    for _ in 0..2 {
        let (status, told) = court.decree("second").await;
        assert_eq!((status, &told["duplicate"]), (200, &json!(true)), "{told}");
    }
}

#[tokio::test]
async fn a_completion_repeated_under_another_key_takes_that_key() {
    let court = court().await;
    let mut open: Value = serde_json::from_str(DECREE).unwrap();
    let finality = open["finality"].take();
    open["finality"] = json!({});
    let (status, told) = court
        .post("POST /v1/decrees", "open", &open.to_string(), None)
        .await;
    assert_eq!(status, 202, "{told}");
    let case = told["id"].as_str().unwrap();
    let completion = json!({ "caseNumber": open["caseNumber"], "finality": finality }).to_string();
    // Recorded by hand, because tables in memory know no updates: what counts is that the journal has it.
    let id: CaseId = case.parse().unwrap();
    let story = court.function.intake.journal.load(id).await.unwrap();
    let event = tuntas_domain::case::Event::FinalityCompleted {
        evidence: sha256_hex(completion.as_bytes()),
        missing: vec![],
    };
    let cause =
        tuntas_domain::identity::CommandId::new(format!("complete/{}", sha256_hex(completion.as_bytes())));
    let actor = tuntas_journal::Actor::client(CLIENT);
    court
        .function
        .intake
        .journal
        .append(
            &story,
            "2026-11-24T02:00:00Z".parse().unwrap(),
            &actor,
            &cause,
            vec![event],
            vec![],
        )
        .await
        .unwrap();

    let route = "POST /v1/decrees/{id}/completion";
    for _ in 0..2 {
        let (status, told) = court.post(route, "second", &completion, Some(case)).await;
        assert_eq!(status, 202, "{told}");
    }
    assert_eq!(court.key("completion", "second").await.unwrap().case, id);
    let other = completion.replace('{', "{ ");
    let (status, told) = court.post(route, "second", &other, Some(case)).await;
    assert_eq!((status, &told["code"]), (422, &json!("idempotency_key_reused")));
}

#[tokio::test]
async fn a_decree_sent_again_as_its_own_repair_leaves_the_dossier_alone() {
    let court = court().await;
    let (status, told) = court.decree("first").await;
    assert_eq!(status, 202, "{told}");
    let case = told["id"].as_str().unwrap();
    let id: CaseId = case.parse().unwrap();
    let before = court.function.intake.dossiers.decree(id).await.unwrap().unwrap();

    let route = "POST /v1/decrees/{id}/repair";
    let (status, told) = court.post(route, "again", DECREE, Some(case)).await;

    assert_eq!(status, 202, "{told}");
    let after = court.function.intake.dossiers.decree(id).await.unwrap().unwrap();
    assert_eq!(after, before, "no event tells of another version");
    assert_eq!(court.key("repair", "again").await.unwrap().case, id);
}
