//! The minutes: this very file, looked at before a report stands on it, and taken by the court.

use serde_json::{Value, json};
use tuntas_domain::case::DocumentFault;
use tuntas_security::{Event, MAX_MINUTES};

use crate::office::{ANSWERS, COURT, Office, REPORTS, STRANGER, acceptance, announcement, seizure};

const MINUTES: &[u8] = b"%PDF-1.7 berita acara CONTOH";

async fn accepted() -> (Office, String) {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    (office, id)
}

fn report(minutes: &str) -> Value {
    json!({ "outcome": "safe", "minutes": minutes })
}

#[tokio::test]
async fn the_address_takes_one_file_by_its_type_size_and_digest() {
    let (office, id) = accepted().await;
    let offer = office
        .say(REPORTS, &id, "minutes", &announcement(MINUTES))
        .await
        .expect(200);
    assert_eq!(offer["minutes"]["state"], "awaiting_upload");
    let upload = &offer["upload"];
    assert_eq!(upload["method"], "PUT");
    let headers = &upload["headers"];
    assert_eq!(headers["content-length"], MINUTES.len().to_string());
    assert_eq!(headers["content-type"], "application/pdf");
    assert_eq!(headers["if-none-match"], "*");
    assert!(headers["x-amz-checksum-sha256"].is_string(), "{headers}");
    let url = upload["url"].as_str().unwrap();
    let signed = url.split("X-Amz-SignedHeaders=").nth(1).unwrap();
    let signed = signed.split('&').next().unwrap();
    for header in [
        "content-length",
        "content-type",
        "if-none-match",
        "x-amz-checksum-sha256",
    ] {
        assert!(signed.contains(header), "{signed}");
    }

    // Announced again, it is the same file.
    let again = office
        .say(REPORTS, &id, "minutes", &announcement(MINUTES))
        .await
        .expect(200);
    assert_eq!(again["minutes"], offer["minutes"]);
    assert_eq!(office.story(&id).await.case.minutes.len(), 1);
}

#[tokio::test]
async fn a_report_that_is_faster_than_the_check_is_told_to_wait_and_nothing_of_it_is_lost() {
    let (office, id) = accepted().await;
    office.set_time("2026-12-01T06:00:00Z");
    let unknown = office.say(REPORTS, &id, "report", &report(&"9".repeat(64))).await;
    assert_eq!(unknown.code(), "minutes_unknown");

    let minutes = office.put_minutes(&id, MINUTES).await;
    let before = office.story(&id).await.version();
    let call = async || {
        let path = json!({ "id": id });
        let body = report(&minutes);
        let route = "POST /v1/security-desk/{id}/report";
        office
            .call(route, Some(REPORTS), Some(&body), path, json!({}), "report-1")
            .await
    };
    let early = call().await;
    assert_eq!((early.status, early.code().as_str()), (409, "minutes_unchecked"));
    assert_eq!(office.story(&id).await.version(), before);
    office.look_at_minutes(&id, Ok(2)).await;
    let reported = call().await.expect(200);
    assert_eq!(reported["request"]["stage"], "reported");
    assert_eq!(reported["minutes"][0]["state"], "accepted");
    assert_eq!(reported["minutes"][0]["pages"], 2);
    // The number of the letter was not used up by the one that came too early.
    let letters = reported["request"]["letters"].as_array().unwrap();
    assert_eq!(
        letters.last().unwrap()["number"],
        "B/2/XII/PAM.3.3./2026/Res Pasuruan Kota"
    );
    assert_eq!(call().await.expect(200)["request"], reported["request"]);
}

#[tokio::test]
async fn no_report_stands_on_a_hostile_file_and_the_desk_says_why() {
    let (office, id) = accepted().await;
    office.set_time("2026-12-01T06:00:00Z");
    let scripted = office.put_minutes(&id, b"%PDF-1.7 app.alert CONTOH").await;
    office
        .look_at_minutes(&id, Err(DocumentFault::ActiveContent))
        .await;
    let told = office.say(REPORTS, &id, "report", &report(&scripted)).await;
    assert_eq!((told.status, told.code().as_str()), (422, "minutes_unfit"));
    let seen = office.read(REPORTS, &id).await.expect(200);
    assert_eq!(seen["minutes"][0]["state"], "refused");
    assert_eq!(seen["minutes"][0]["reason"], "active_content");

    let missing = office
        .say(REPORTS, &id, "report", &json!({ "outcome": "safe" }))
        .await;
    assert_eq!(missing.code(), "minutes_missing");
    let sound = office.put_sound_minutes(&id, MINUTES).await;
    office
        .say(REPORTS, &id, "report", &report(&sound))
        .await
        .expect(200);
}

#[tokio::test]
async fn nothing_is_announced_without_end_nor_without_a_promise() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    let early = office.say(REPORTS, &id, "minutes", &announcement(MINUTES)).await;
    assert_eq!(early.code(), "not_accepted");
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    for number in 0..MAX_MINUTES {
        let file = format!("%PDF-1.7 CONTOH {number}");
        office
            .say(REPORTS, &id, "minutes", &announcement(file.as_bytes()))
            .await
            .expect(200);
    }
    let full = office.say(REPORTS, &id, "minutes", &announcement(MINUTES)).await;
    assert_eq!(full.code(), "too_many_minutes");
    for (field, value) in [
        ("contentType", json!("text/html")),
        ("sizeBytes", json!(10_485_761)),
        ("sizeBytes", json!(0)),
        ("sha256", json!("9")),
    ] {
        let mut wrong = announcement(MINUTES);
        wrong[field] = value;
        let told = office.say(REPORTS, &id, "minutes", &wrong).await;
        assert_eq!(
            (told.status, told.code().as_str()),
            (422, "request_invalid"),
            "{field}"
        );
        assert!(told.text.contains(field), "{}", told.text);
    }
}

#[tokio::test]
async fn nothing_is_reported_before_it_began() {
    let (office, id) = accepted().await;
    let minutes = office.put_sound_minutes(&id, MINUTES).await;
    let told = office.say(REPORTS, &id, "report", &report(&minutes)).await;
    assert_eq!(told.code(), "too_early");
}

#[tokio::test]
async fn the_court_takes_the_minutes_of_its_request_and_that_is_written_down() {
    let (office, id) = accepted().await;
    office.set_time("2026-12-01T06:00:00Z");
    let minutes = office.put_sound_minutes(&id, MINUTES).await;
    let early = office.take_minutes(COURT, &id).await;
    assert_eq!(early.code(), "not_found", "nothing is reported yet");
    office
        .say(REPORTS, &id, "report", &report(&minutes))
        .await
        .expect(200);
    let before = office.story(&id).await.version();
    assert_eq!(office.take_minutes(STRANGER, &id).await.code(), "not_found");
    assert_eq!(office.take_minutes(REPORTS, &id).await.code(), "scope_missing");
    assert_eq!(office.story(&id).await.version(), before);

    let taken = office.take_minutes(COURT, &id).await.expect(200);
    assert_eq!(taken["expiresInSeconds"], 120);
    assert_eq!(taken["minutes"]["sha256"], minutes);
    let answer = reqwest::get(taken["url"].as_str().unwrap()).await.unwrap();
    assert!(answer.status().is_success());
    assert_eq!(answer.bytes().await.unwrap(), MINUTES);
    let story = office.story(&id).await;
    let last = story.entries.last().unwrap();
    assert_eq!((story.version(), &last.event), (before + 1, &Event::MinutesTaken));
    assert!(
        last.actor.as_str().starts_with("client:"),
        "{}",
        last.actor.as_str()
    );
    office.take_minutes(COURT, &id).await.expect(200);
    assert_eq!(office.story(&id).await.version(), before + 2, "each time counts");
}
