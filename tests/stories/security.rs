//! Court and police on the deployed stack: a seizure is asked for, accepted, secured and reported.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tuntas_audit::verify::{Against, verify};
use tuntas_domain::identity::CaseId;
use tuntas_tests::Town;

const MINUTES: &[u8] = include_bytes!("../../events/documents/ruling.pdf");

/// The sample, for a day and an hour of its own, so that stories which run side by side do not want the same officers.
fn seizure(date: &str, from: &str, to: &str) -> Value {
    let mut body: Value =
        serde_json::from_str(include_str!("../../events/security/marital-seizure.json")).unwrap();
    body["date"] = json!(date);
    body["from"] = json!(from);
    body["to"] = json!(to);
    body
}

fn acceptance(unit: &str) -> Value {
    let mut body: Value =
        serde_json::from_str(include_str!("../../events/security/acceptance.json")).unwrap();
    body["unit"] = json!(unit);
    body
}

async fn ask(town: &Town, body: &Value, key: &str) -> String {
    let answer = town.hand_in("/v1/security-requests", body, key).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    answer.body["request"]["id"].as_str().unwrap().to_owned()
}

async fn say(town: &Town, officer: &str, id: &str, word: &str, body: &Value) -> (u16, Value) {
    let path = format!("/v1/security-desk/{id}/{word}");
    let key = tuntas_signatures::sha256_hex(format!("{officer} {word} {id} {body}").as_bytes());
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    let police = town.police(officer).await;
    let answer = police
        .post_with(&path, body.to_string().as_bytes(), &headers)
        .await
        .unwrap();
    (answer.status.as_u16(), answer.body)
}

/// The police announce a PDF and put it; its digest.
async fn put_minutes(town: &Town, id: &str, file: &[u8]) -> String {
    let sha256 = tuntas_signatures::sha256_hex(file);
    let announced = json!({ "contentType": "application/pdf", "sizeBytes": file.len(), "sha256": sha256 });
    let (status, offer) = say(town, "polisi-03", id, "minutes", &announced).await;
    assert_eq!(status, 200, "{offer}");
    assert_eq!(town.upload(&offer["upload"], file, &[]).await, 200);
    sha256
}

/// Waits until the check has looked at a file of minutes.
async fn looked_at(town: &Town, id: &str, sha256: &str) -> Value {
    let path = format!("/v1/security-requests/{id}");
    for _ in 0..120 {
        let seen = town.court().await.get(&path).await.unwrap();
        let files = seen.body["minutes"].as_array().cloned().unwrap_or_default();
        let file = files.into_iter().find(|file| file["sha256"] == sha256);
        if let Some(file) = file.filter(|file| file["state"] != "awaiting_upload") {
            return file;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("nobody has looked at the minutes");
}

/// Until the beginning of what happens [`very_soon`], at most.
const SOON: Duration = Duration::from_secs(70);

/// A quarter of an hour that begins with a full minute within [`SOON`], in the city's time: day, beginning and end.
fn very_soon() -> (String, String, String) {
    #[expect(clippy::disallowed_methods, reason = "the deployed stack has the real time")]
    let now = Timestamp::now();
    let zone = jiff::tz::TimeZone::get("Asia/Jakarta").unwrap();
    let begin = (now + SOON).to_zoned_datetime(zone);
    let end = begin.datetime() + SignedDuration::from_mins(15);
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    (begin.date().to_string(), clock(begin.time()), clock(end.time()))
}

#[tokio::test]
async fn a_seizure_is_secured_and_everything_of_it_can_be_checked() {
    let town = Town::open().await;
    let (date, from, to) = very_soon();
    if to < from {
        // In the last quarter of an hour before midnight there is no such span.
        return;
    }
    let id = ask(&town, &seizure(&date, &from, &to), "sec-whole").await;
    let mut accepted = acceptance("polsek-gadingrejo");
    accepted["officers"] = json!(10);
    let (status, told) = say(&town, "polisi-01", &id, "acceptance", &accepted).await;
    assert_eq!(status, 200, "{told}");

    // The letter is there, is a PDF, and its QR is in force.
    let path = format!("/v1/security-requests/{id}/letters/2/download");
    let court = town.court().await;
    let offer = court.post_json(&path, &json!({})).await.unwrap();
    let pdf = town.download(offer.body["url"].as_str().unwrap()).await;
    assert!(pdf.starts_with(b"%PDF-"));
    let document = id.parse::<CaseId>().unwrap().document("letter/2");
    let token = town.keys().await.document_token(document.0);
    let checked = town.anyone().get(&format!("/v1/verify/{token}")).await.unwrap();
    assert_eq!(checked.body["result"], "valid", "{}", checked.body);
    assert_eq!(checked.body["kind"], "security_letter");

    // A file that would act is refused, with its reason, and nothing of it stays.
    let hostile = put_minutes(&town, &id, b"%PDF-1.7 berita acara CONTOH").await;
    let refused = looked_at(&town, &id, &hostile).await;
    assert_eq!(
        (&refused["state"], &refused["reason"]),
        (&json!("refused"), &json!("damaged"))
    );
    // The minutes are put at the presigned address, and the report stands on them once they were looked at.
    let sha256 = put_minutes(&town, &id, MINUTES).await;
    let sound = looked_at(&town, &id, &sha256).await;
    assert_eq!(
        (&sound["state"], &sound["pages"]),
        (&json!("accepted"), &json!(2))
    );
    let arrived = town.objects("CourtFilesBucket", &format!("minutes/{id}/")).await;
    assert_eq!(arrived, Vec::<String>::new());
    let kept = town.objects("DocumentsBucket", &format!("minutes/{id}/")).await;
    assert_eq!(kept, [format!("minutes/{id}/{sha256}.pdf")]);
    tokio::time::sleep(SOON).await;
    let unfit = json!({ "outcome": "safe", "minutes": hostile });
    let (status, told) = say(&town, "polisi-03", &id, "report", &unfit).await;
    assert_eq!((status, &told["code"]), (422, &json!("minutes_unfit")));
    let report = json!({ "outcome": "safe", "minutes": sha256, "note": "Kegiatan berlangsung tertib." });
    let (status, told) = say(&town, "polisi-03", &id, "report", &report).await;
    assert_eq!(
        (status, &told["request"]["stage"]),
        (200, &json!("reported")),
        "{told}"
    );

    // The court takes the minutes.
    let path = format!("/v1/security-requests/{id}/minutes/download");
    let taken = court.post_json(&path, &json!({})).await.unwrap();
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(town.download(taken.body["url"].as_str().unwrap()).await, MINUTES);

    // Its journal verifies like a case's.
    let checked = verify(
        &town.journal(),
        Against::default(),
        Some(id.parse().unwrap()),
        |_, _| {},
    )
    .await
    .unwrap();
    assert_eq!((checked.faults.len(), checked.cases), (0, 1));
    assert!(checked.entries >= 3);
}

#[tokio::test]
async fn officers_who_accept_at_once_never_book_one_unit_twice() {
    let town = Town::open().await;
    let mut ids = Vec::new();
    for number in 0..4 {
        let body = seizure("2098-03-04", "09:00", "11:00");
        ids.push(ask(&town, &body, &format!("sec-rush-{number}")).await);
    }
    let wanted = acceptance("samapta-1");
    let (one, two, three, four) = tokio::join!(
        say(&town, "polisi-01", &ids[0], "acceptance", &wanted),
        say(&town, "polisi-02", &ids[1], "acceptance", &wanted),
        say(&town, "polisi-01", &ids[2], "acceptance", &wanted),
        say(&town, "polisi-02", &ids[3], "acceptance", &wanted),
    );
    let mut done: Vec<u16> = [one, two, three, four]
        .iter()
        .map(|(status, _)| *status)
        .collect();
    done.sort_unstable();
    assert_eq!(done, [200, 409, 409, 409]);
}

#[tokio::test]
async fn a_calendar_is_told_of_a_cancellation_and_whoever_is_overdue_is_told_by_the_schedule() {
    let town = Town::open().await;
    let id = ask(&town, &seizure("2098-05-06", "13:00", "15:00"), "sec-calendar").await;
    let address = town.court().await.get("/v1/security-calendar").await.unwrap();
    let url = address.body["url"].as_str().unwrap().to_owned();
    let path = url
        .split_once("/v1/")
        .map(|(_, rest)| format!("/v1/{rest}"))
        .unwrap();
    let feed = async || {
        let answer = town.anyone().get(&path).await.unwrap();
        assert_eq!(answer.status, 200);
        answer.body.as_str().unwrap().to_owned()
    };
    assert!(feed().await.contains(&format!("UID:{id}@tuntas.35-75")));
    let cancel = json!({ "request": id, "ground": "settled" });
    let answer = town
        .hand_in(
            &format!("/v1/security-requests/{id}/cancellation"),
            &cancel,
            "sec-cancel",
        )
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    assert!(feed().await.contains("STATUS:CANCELLED"));
    // Nothing of these stories is due, and the schedule's call finds its lists.
    let told = town.invoke("tuntas-security-reminders").await;
    assert!(told["told"].is_number(), "{told}");
}
