//! What courts ask of the police stands in the reports, and comes late like everything else.

use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, LetterNumber, OfficerCode};
use tuntas_journal::Actor;
use tuntas_securing::Securing;
use tuntas_security::{
    Activity, Event, Letter, LetterKind, Risk, Strength, Terms, UnitCode, Urgency, Window,
};

use crate::office::{Office, at, case, night_of, november, zone};

fn letter() -> Letter {
    Letter {
        kind: LetterKind::Request,
        number: LetterNumber(1),
        issued_on: november(9),
    }
}

fn requested(at: Timestamp) -> Event {
    Event::SecurityRequested {
        court: CourtCode::parse("PA.Pas").unwrap(),
        terms: Terms {
            activity: Activity::MaritalSeizure,
            window: Window::new(date(2026, 12, 1), time(9, 0, 0, 0), time(11, 0, 0, 0), &zone()).unwrap(),
            kelurahan: "35.75.01.1001".parse().unwrap(),
            officers: Strength::new(10).unwrap(),
            urgency: Urgency::Important,
            risk: Risk::Low,
        },
        letter: letter(),
        evidence: "e".repeat(64),
        answer_by: at + SignedDuration::from_hours(4),
    }
}

fn accepted() -> Event {
    Event::RequestAccepted {
        unit: UnitCode::parse("samapta-1").unwrap(),
        strength: Strength::new(12).unwrap(),
        officer: OfficerCode::parse("polisi-01").unwrap(),
        letter: letter(),
    }
}

async fn says(office: &Office, id: CaseId, at: Timestamp, event: Event) {
    let journal = office.function.journal.also::<Securing>();
    let story = journal.load(id).await.unwrap();
    let command = CommandId::new(format!("test/{}", story.version()));
    let actor = Actor::function("test");
    journal
        .append(&story, at, &actor, &command, vec![event], vec![])
        .await
        .unwrap();
}

#[tokio::test]
async fn a_day_of_requests_is_reported_and_a_late_one_corrected() {
    let office = Office::open().await;
    let nine = at("2026-11-09T09:00:00+07:00");
    for number in 1..=6 {
        says(&office, case(number), nine, requested(nine)).await;
        let answered = nine + SignedDuration::from_mins(90);
        says(&office, case(number), answered, accepted()).await;
    }
    office.makes("daily", night_of(10)).await;
    let report = office.report("daily/2026-11-09");
    let row = &report["security"]["requests"][0];
    assert_eq!(
        (
            &row["court"],
            &row["activity"],
            &row["requested"],
            &row["accepted"]
        ),
        (&json!("PA.Pas"), &json!("marital_seizure"), &json!(6), &json!(6))
    );
    assert_eq!((&row["wished"], &row["given"]), (&json!(60), &json!(72)));
    assert_eq!(
        report["security"]["answers"],
        json!({
            "count": 6, "p50Minutes": 90, "p90Minutes": 90, "p99Minutes": 90,
            "inTime": 6, "late": 0, "inTimePermille": 1000,
        })
    );
    // No case of a divorce was there; the steps of the requests cost as those of cases do.
    assert_eq!(report["intake"], json!([]));
    let steps = report["costs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|cost| cost["item"] == "steps");
    assert_eq!(steps.unwrap()["quantity"], 12);

    says(&office, case(7), nine, requested(nine)).await;
    office.makes("daily", night_of(11)).await;
    let next = office.report("daily/2026-11-10");
    assert!(next.get("security").is_none(), "nothing was asked on the 10th");
    let corrections = next["corrections"].as_array().unwrap();
    let figure = "security/PA.Pas/marital_seizure/requested";
    let found = corrections
        .iter()
        .find(|correction| correction["figure"] == figure)
        .unwrap();
    assert_eq!((&found["was"], &found["is"]), (&json!(6), &json!(7)));
}
