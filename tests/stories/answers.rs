//! What a court gets back when it sends things twice, wrongly, or as somebody else.

use serde_json::{Value, json};
use tuntas_local_cloud::Answer;
use tuntas_signatures::{Algorithm, Signer};
use tuntas_tests::{Sample, Town};

/// A decree that nobody else in these tests uses: it waits for its BHT for ever, so nothing else happens.
fn waiting_decree(sequence: u32) -> Value {
    let mut decree = Sample::named("not-yet-bht").decree;
    decree["caseNumber"] = json!(format!("{sequence}/Pdt.G/2026/PA.Pas"));
    decree["reference"] = json!(format!("ANSWERS-{sequence}"));
    decree["finality"] = json!({});
    decree
}

fn code(answer: &Answer) -> &str {
    answer.body["code"].as_str().unwrap_or("no code")
}

#[tokio::test]
async fn a_retry_gets_the_same_answer_and_a_changed_body_is_refused() {
    let town = Town::open().await;
    let (decree, key) = (waiting_decree(9101), "retried-key");
    let first = town.hand_in("/v1/decrees", &decree, key).await;
    assert_eq!(first.status, 202, "{}", first.body);
    assert_eq!(
        first.location.as_deref(),
        Some(format!("/v1/decrees/{}", first.body["id"].as_str().unwrap()).as_str())
    );
    let again = town.hand_in("/v1/decrees", &decree, key).await;
    assert_eq!((again.status.as_u16(), &again.body), (202, &first.body));
    let mut changed = decree.clone();
    changed["rulingDate"] = json!("2026-09-02");
    let refused = town.hand_in("/v1/decrees", &changed, key).await;
    assert_eq!(
        (refused.status.as_u16(), code(&refused)),
        (422, "idempotency_key_reused")
    );
}

#[tokio::test]
async fn one_ruling_is_one_case_under_whatever_key() {
    let town = Town::open().await;
    let decree = waiting_decree(9102);
    let first = town.hand_in("/v1/decrees", &decree, "own-key-1").await;
    let second = town.hand_in("/v1/decrees", &decree, "own-key-2").await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (202, 200));
    assert_eq!(first.body["id"], second.body["id"]);
    assert_eq!(second.body["duplicate"], true);
    // The court sees from the hash which of its requests was accepted.
    let mut reworded = decree.clone();
    reworded["caseNumber"] = json!("09102/Pdt.G/2026/PA.Pas");
    let third = town.hand_in("/v1/decrees", &reworded, "own-key-3").await;
    // A leading zero is no other case; and other bytes about a known case must not pass for accepted.
    assert_eq!((third.status.as_u16(), code(&third)), (409, "already_accepted"));
    assert_eq!(second.body["acceptedSha256"], first.body["acceptedSha256"]);
}

#[tokio::test]
async fn the_same_akta_under_two_keys_is_the_existing_case() {
    let town = Town::open().await;
    let mut decree = Sample::named("party-not-in-register").decree;
    let first = town.hand_in("/v1/decrees", &decree, "own-key-4").await;
    decree["reference"] = json!("ANSWERS-9103");
    let second = town.hand_in("/v1/decrees", &decree, "own-key-5").await;
    assert_eq!(second.status, 200, "{}", second.body);
    assert_eq!(first.body["id"], second.body["id"]);
    // Under another case number it is a mistake, and must not pass for the ruling that has it.
    decree["caseNumber"] = json!("9103/Pdt.G/2026/PA.Pas");
    let other = town.hand_in("/v1/decrees", &decree, "other-couples-akta-1").await;
    assert_eq!((other.status.as_u16(), code(&other)), (409, "akta_taken"));
}

#[tokio::test]
async fn many_at_the_same_moment_open_one_case() {
    let town = Town::open().await;
    let decree = waiting_decree(9104);
    let (k1, k2, k3) = ("race-a", "race-b", "race-a");
    let (a, b, c) = tokio::join!(
        town.hand_in("/v1/decrees", &decree, k1),
        town.hand_in("/v1/decrees", &decree, k2),
        town.hand_in("/v1/decrees", &decree, k3),
    );
    for answer in [&a, &b, &c] {
        assert!(
            matches!(answer.status.as_u16(), 200 | 202),
            "{} {}",
            answer.status,
            answer.body
        );
        assert_eq!(answer.body["id"], a.body["id"]);
    }
}

#[tokio::test]
async fn the_court_finds_its_decree_by_its_own_reference() {
    let town = Town::open().await;
    let opened = town
        .hand_in("/v1/decrees", &waiting_decree(9105), "own-key-akta-1")
        .await;
    let court = town.court().await;
    let found = court.get("/v1/decrees?reference=ANSWERS-9105").await.unwrap();
    assert_eq!(
        (found.status.as_u16(), &found.body["id"]),
        (200, &opened.body["id"])
    );
    assert_eq!(found.body["reference"], "ANSWERS-9105");
    let none = court.get("/v1/decrees?reference=NOBODYS").await.unwrap();
    assert_eq!((none.status.as_u16(), code(&none)), (404, "not_found"));
    let missing = court.get("/v1/decrees").await.unwrap();
    assert_eq!(
        (missing.status.as_u16(), code(&missing)),
        (400, "reference_missing")
    );
    let mut other = waiting_decree(9106);
    other["reference"] = json!("ANSWERS-9105");
    let taken = town.hand_in("/v1/decrees", &other, "own-key-7").await;
    assert_eq!((taken.status.as_u16(), code(&taken)), (409, "reference_taken"));
}

#[tokio::test]
async fn a_decree_is_accepted_only_under_the_courts_own_signature() {
    let town = Town::open().await;
    let court = town.court().await;
    let body = serde_json::to_vec(&waiting_decree(9107)).unwrap();
    let key = "signature-story";
    let stranger = Signer::generate(Algorithm::EdDsa, "nobody-knows-this", Some("PA.Pas")).unwrap();
    let answer = court
        .post_signed("/v1/decrees", &body, &stranger, key)
        .await
        .unwrap();
    assert_eq!(
        (answer.status.as_u16(), code(&answer)),
        (401, "signature_unknown_key")
    );

    let signer = town.cloud.court_signer("PA.Pas").unwrap();
    let other_body = serde_json::to_vec(&waiting_decree(9108)).unwrap();
    let signature = signer.sign_detached(&other_body).unwrap();
    let answer = court
        .post_with(
            "/v1/decrees",
            &body,
            &[("Idempotency-Key", key), ("Tuntas-Signature", &signature)],
        )
        .await
        .unwrap();
    assert_eq!(
        (answer.status.as_u16(), code(&answer)),
        (401, "signature_invalid")
    );

    let answer = court
        .post_with("/v1/decrees", &body, &[("Idempotency-Key", key)])
        .await
        .unwrap();
    assert_eq!(
        (answer.status.as_u16(), code(&answer)),
        (401, "signature_missing")
    );
    let answer = court
        .post_with(
            "/v1/decrees",
            &body,
            &[("Idempotency-Key", key), ("Tuntas-Signature", "abc")],
        )
        .await
        .unwrap();
    assert_eq!(
        (answer.status.as_u16(), code(&answer)),
        (401, "signature_malformed")
    );
    let signature = signer.sign_detached(&body).unwrap();
    let answer = court
        .post_with("/v1/decrees", &body, &[("Tuntas-Signature", &signature)])
        .await
        .unwrap();
    assert_eq!(
        (answer.status.as_u16(), code(&answer)),
        (400, "idempotency_key_missing")
    );

    let mut foreign = waiting_decree(9109);
    foreign["caseNumber"] = json!("9109/Pdt.G/2026/PA.Bgl");
    let answer = town.hand_in("/v1/decrees", &foreign, "foreign-court").await;
    assert_eq!(
        (answer.status.as_u16(), code(&answer)),
        (403, "signature_wrong_court")
    );
}

#[tokio::test]
async fn a_bad_decree_names_every_field_and_leaves_nothing_behind() {
    let town = Town::open().await;
    let mut decree = waiting_decree(9110);
    decree["petitioner"]["nik"] = json!("123");
    decree["rulingDate"] = json!("2099-01-01");
    let answer = town.hand_in("/v1/decrees", &decree, "bad-decree").await;
    assert_eq!((answer.status.as_u16(), code(&answer)), (422, "decree_invalid"));
    let fields: Vec<&str> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert!(
        fields.contains(&"/petitioner/nik") && fields.contains(&"/rulingDate"),
        "{fields:?}"
    );
    let found = town
        .court()
        .await
        .get("/v1/decrees?reference=ANSWERS-9110")
        .await
        .unwrap();
    assert_eq!(found.status, 404);
    // Mended, it is accepted under the same key: the refusal was not remembered as its answer.
    let answer = town
        .hand_in("/v1/decrees", &waiting_decree(9110), "bad-decree")
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
}

#[tokio::test]
async fn the_evidence_is_kept_byte_for_byte_and_cannot_be_removed() {
    let town = Town::open().await;
    let decree = waiting_decree(9111);
    let answer = town.hand_in("/v1/decrees", &decree, "evidence").await;
    let sha256 = answer.body["acceptedSha256"].as_str().unwrap();
    let bytes = serde_json::to_vec(&decree).unwrap();
    assert_eq!(sha256, tuntas_signatures::sha256_hex(&bytes));
    let bucket = town.cloud.output("EvidenceBucket").unwrap();
    let key = format!("decrees/{sha256}.json");
    let object = town
        .s3
        .get_object()
        .bucket(bucket)
        .key(&key)
        .send()
        .await
        .unwrap();
    let version = object.version_id.clone().unwrap();
    let bundle: Value = serde_json::from_slice(&object.body.collect().await.unwrap().into_bytes()).unwrap();
    assert_eq!(bundle["sha256"], sha256);
    let removed = town
        .s3
        .delete_object()
        .bucket(bucket)
        .key(&key)
        .version_id(version)
        .send()
        .await;
    assert!(removed.is_err(), "Object Lock must refuse to delete evidence");
}

#[tokio::test]
async fn a_completion_belongs_to_the_case_it_was_signed_for() {
    let town = Town::open().await;
    let one = town.decree(&waiting_decree(9112)).await;
    let other = town.decree(&waiting_decree(9113)).await;
    let completion =
        json!({ "caseNumber": "9112/Pdt.G/2026/PA.Pas", "finality": { "bhtDate": "2026-09-30" } });
    let wrong = town
        .hand_in(
            &format!("/v1/decrees/{other}/completion"),
            &completion,
            "completion-wrong",
        )
        .await;
    assert_eq!((wrong.status.as_u16(), code(&wrong)), (422, "completion_invalid"));
    let right = town
        .hand_in(
            &format!("/v1/decrees/{one}/completion"),
            &completion,
            "completion-right",
        )
        .await;
    assert_eq!(right.status, 202, "{}", right.body);
    assert_eq!(right.body["missing"], json!(["akta"]));
    let again = town
        .hand_in(
            &format!("/v1/decrees/{one}/completion"),
            &completion,
            "completion-right",
        )
        .await;
    assert_eq!(again.status, 202);
    let rewritten =
        json!({ "caseNumber": "9112/Pdt.G/2026/PA.Pas", "finality": { "bhtDate": "2026-10-01" } });
    let refused = town
        .hand_in(
            &format!("/v1/decrees/{one}/completion"),
            &rewritten,
            "completion-rewritten",
        )
        .await;
    assert_eq!(
        (refused.status.as_u16(), code(&refused)),
        (422, "completion_invalid")
    );
}
