//! The minutes: this very file, a document, and nothing else.

use serde_json::json;

use crate::office::{ANSWERS, Office, REPORTS, acceptance, seizure};

async fn accepted() -> (Office, String) {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    (office, id)
}

#[tokio::test]
async fn the_address_takes_one_file_by_its_size_and_digest() {
    let (office, id) = accepted().await;
    let body = json!({ "sha256": "9".repeat(64), "bytes": 48213 });
    let offer = office.say(REPORTS, &id, "minutes", &body).await.expect(200);
    assert_eq!(offer["method"], "PUT");
    let url = offer["url"].as_str().unwrap();
    let headers = offer["headers"].to_string();
    assert!(headers.contains("48213"), "{headers}");
    let bound = format!("{url}{headers}");
    assert!(bound.contains("x-amz-checksum-sha256"), "{bound}");
    let signed = url.split("X-Amz-SignedHeaders=").nth(1).unwrap();
    let signed = signed.split('&').next().unwrap();
    assert!(signed.contains("content-length"), "{signed}");
}

#[tokio::test]
async fn a_report_stands_on_a_file_that_is_there_and_is_a_document() {
    let (office, id) = accepted().await;
    office.set_time("2026-12-01T06:00:00Z");
    let report = |minutes: &str| json!({ "outcome": "safe", "minutes": minutes });
    let none = office.say(REPORTS, &id, "report", &report(&"9".repeat(64))).await;
    assert_eq!(none.code(), "minutes_unfit");
    let script = office.put_minutes(&id, b"<script>alert(1)</script>").await;
    let told = office.say(REPORTS, &id, "report", &report(&script)).await;
    assert_eq!(told.code(), "minutes_unfit");
    let missing = office
        .say(REPORTS, &id, "report", &json!({ "outcome": "safe" }))
        .await;
    assert_eq!(missing.code(), "minutes_missing");
    let photograph = office.put_minutes(&id, b"\xff\xd8\xff\xe0 CONTOH").await;
    office
        .say(REPORTS, &id, "report", &report(&photograph))
        .await
        .expect(200);
}

#[tokio::test]
async fn nothing_is_reported_before_it_began() {
    let (office, id) = accepted().await;
    let minutes = office.put_minutes(&id, b"%PDF-1.7").await;
    let told = office
        .say(
            REPORTS,
            &id,
            "report",
            &json!({ "outcome": "safe", "minutes": minutes }),
        )
        .await;
    assert_eq!(told.code(), "too_early");
}
