//! Calendars, read back by a program that is not ours.

use std::str::FromStr;

use icalendar::{Calendar, CalendarComponent, Component, Event};
use serde_json::json;

use crate::office::{ANSWERS, COURT, Office, acceptance, seizure};

async fn feed(office: &Office, scopes: &[&str]) -> String {
    let told = office
        .call(
            "GET /v1/security-calendar",
            Some(scopes),
            None,
            json!({}),
            json!({}),
            "",
        )
        .await
        .expect(200);
    let url = told["url"].as_str().unwrap();
    let token = url.rsplit('/').next().unwrap();
    let told = office
        .call(
            "GET /v1/calendars/{token}",
            None,
            None,
            json!({ "token": token }),
            json!({}),
            "",
        )
        .await;
    assert_eq!(told.status, 200, "{}", told.text);
    told.text
}

fn events(text: &str) -> Vec<Event> {
    let calendar = Calendar::from_str(text).unwrap();
    calendar
        .components
        .into_iter()
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect()
}

fn told(event: &Event) -> (String, String) {
    let value = |name| event.property_value(name).unwrap_or_default().to_owned();
    (value("STATUS"), value("SEQUENCE"))
}

#[tokio::test]
async fn a_request_is_tentative_then_confirmed_then_moved_then_cancelled_under_one_name() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    let mut names = Vec::new();
    let mut look = async |status: &str, sequence: &str| {
        for scopes in [COURT, ANSWERS] {
            let events = events(&feed(&office, scopes).await);
            assert_eq!(events.len(), 1);
            assert_eq!(told(&events[0]), (status.to_owned(), sequence.to_owned()));
            names.push(events[0].get_uid().unwrap().to_owned());
        }
    };
    look("TENTATIVE", "0").await;
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    look("CONFIRMED", "1").await;
    let mut to = seizure();
    to["date"] = json!("2026-12-03");
    office
        .say(COURT, &id, "change", &json!({ "request": id, "to": to }))
        .await
        .expect(202);
    look("TENTATIVE", "2").await;
    let cancel = json!({ "request": id, "ground": "settled" });
    office.say(COURT, &id, "cancellation", &cancel).await.expect(202);
    look("CANCELLED", "3").await;
    names.dedup();
    assert_eq!(names, [format!("{id}@tuntas.35-75")]);
}

#[tokio::test]
async fn times_are_the_city_s_and_lines_are_folded() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    let text = feed(&office, ANSWERS).await;
    assert!(
        text.contains("DTSTART;TZID=Asia/Jakarta:20261201T090000\r\n"),
        "{text}"
    );
    assert!(text.contains("DTEND;TZID=Asia/Jakarta:20261201T120000\r\n"));
    assert!(text.contains("TZOFFSETTO:+0700\r\nTZNAME:WIB\r\n"));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let events = events(&text);
    let description = events[0].get_description().unwrap();
    assert!(description.contains("Satuan Samapta"), "{description}");
    assert_eq!(text.matches("BEGIN:VALARM").count(), 2);
}

#[tokio::test]
async fn the_time_is_the_one_the_city_keeps_now() {
    // Pontianak moved its clocks in 1988.
    let office = Office::open_in("Asia/Pontianak").await;
    office.asked(&seizure()).await;
    let text = feed(&office, ANSWERS).await;
    assert!(text.contains("TZID:Asia/Pontianak\r\n"), "{text}");
    assert!(
        text.contains("TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:WIB\r\n"),
        "{text}"
    );
}

#[tokio::test]
async fn a_calendar_names_nobody_and_opens_only_to_its_token() {
    let office = Office::open().await;
    office.asked(&seizure()).await;
    let text = feed(&office, COURT).await;
    for name in ["CONTOH", "Melati", "SHM", "Pdt.G"] {
        assert!(!text.contains(name), "{name}");
    }
    for token in ["", "x", "00000000000000000000000000"] {
        let told = office
            .call(
                "GET /v1/calendars/{token}",
                None,
                None,
                json!({ "token": token }),
                json!({}),
                "",
            )
            .await;
        assert_eq!(told.code(), "not_found");
    }
}
