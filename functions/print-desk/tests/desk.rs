//! The desk over tables in memory: a day of a registry officer.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use jiff::Timestamp;
use memory_tables::MemoryTables;
use print_desk::{Documents, PrintDesk};
use serde_json::{Value, json};
use tuntas_domain::case::{CourierStatus, Document, DocumentKind, Event, EventKind};
use tuntas_domain::decree::{ChoiceKind, ChoiceSource, DivorceKind, Parties, Role};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, DocumentId, HouseholdId};
use tuntas_domain::plan::{HouseholdRef, Outcome};
use tuntas_journal::{Actor, Journal};
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_tables::Table;
use uuid::Uuid;

const P: Role = Role::Petitioner;

struct Office {
    tables: MemoryTables,
    desk: PrintDesk,
}

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn minute(minute: i64) -> Timestamp {
    Timestamp::from_second(1_632_189_600 + 60 * minute).unwrap()
}

async fn office() -> Office {
    let tables = MemoryTables::start().await.unwrap();
    let s3 = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-southeast-3"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .force_path_style(true)
        .endpoint_url("http://127.0.0.1:9")
        .build();
    let desk = PrintDesk {
        journal: Journal::new(Table::new(tables.client(), "cases")),
        documents: Documents::new(aws_sdk_s3::Client::from_conf(s3), "documents-bucket"),
    };
    Office { tables, desk }
}

fn rendered(kinds: &[(DocumentKind, char)]) -> Event {
    let document = |(kind, letter): &(DocumentKind, char)| Document {
        id: DocumentId(Uuid::from_u128(*letter as u128)),
        kind: *kind,
        sha256: letter.to_string().repeat(64),
    };
    Event::DocumentsRendered {
        role: P,
        documents: kinds.iter().map(document).collect(),
    }
}

fn cards() -> Event {
    rendered(&[(DocumentKind::Kk, 'a'), (DocumentKind::Ktp, 'b')])
}

/// A decree that was accepted and has changed the register.
fn registered(number: u128, marriage_registry: Option<&str>) -> Vec<Event> {
    let household = HouseholdRef {
        id: HouseholdId(Uuid::from_u128(number)),
        version: 1,
    };
    let accepted = Event::DecreeAccepted {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "e".repeat(64),
        missing: vec![],
        duty: None,
    };
    let registered = Event::RegisterUpdated {
        divorced_on: jiff::civil::date(2021, 9, 15),
        issued_on: jiff::civil::date(2021, 9, 21),
        outcomes: Parties {
            petitioner: Outcome::Founded { household },
            respondent: Outcome::Left,
        },
        households: vec![household],
        flags: vec![],
        cards: Parties::default(),
        marriage_registry: marriage_registry.map(|region| region.parse().unwrap()),
    };
    vec![accepted, registered]
}

impl Office {
    async fn happen(&self, id: CaseId, at: Timestamp, events: Vec<Event>) {
        let story = self.desk.journal.load(id).await.unwrap();
        let cause = CommandId::new(format!("test/{}", story.version()));
        let actor = Actor::function("test");
        self.desk
            .journal
            .append(&story, at, &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    /// A case whose petitioner's KK and KTP-el were rendered at that minute.
    async fn ready(&self, number: u128, at: i64) -> String {
        self.happen(
            case(number),
            minute(at),
            [registered(number, None), vec![cards()]].concat(),
        )
        .await;
        format!("{}-p", case(number))
    }

    async fn ask(&self, route: &str, job: &str, more: Value) -> (u16, Value) {
        let mut event = json!({
            "routeKey": route,
            "headers": {},
            "pathParameters": { "id": job },
            "requestContext": {
                "requestId": "r-1",
                "authorizer": { "jwt": { "claims": { "client_id": "officer", "scope": "tuntas/print.desk officer/petugas-01" }, "scopes": [] } },
                "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        });
        for (name, value) in more.as_object().unwrap() {
            event[name] = value.clone();
        }
        if more.get("scope").is_some() {
            event["requestContext"]["authorizer"]["jwt"]["claims"]["scope"] = more["scope"].clone();
        }
        let event: ApiGatewayV2httpRequest = serde_json::from_value(event).unwrap();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        let desk = self.desk.clone();
        let answer = Box::pin(handle(event, move |request: HttpRequest| {
            let desk = desk.clone();
            async move { desk.handle(request, minute(60)).await }
        }))
        .await;
        (
            answer.status(),
            serde_json::from_str(answer.body().unwrap()).unwrap(),
        )
    }

    async fn post(&self, what: &str, job: &str, body: &str) -> (u16, Value) {
        self.ask(
            &format!("POST /v1/print-jobs/{{id}}/{what}"),
            job,
            json!({ "body": body }),
        )
        .await
    }

    async fn courier(&self, job: &str, key: &str) -> (u16, Value) {
        let more = json!({ "headers": { "idempotency-key": key } });
        self.ask("POST /v1/print-jobs/{id}/courier", job, more).await
    }

    async fn happened(&self, number: u128, kind: EventKind) -> usize {
        let story = self.desk.journal.load(case(number)).await.unwrap();
        story
            .entries
            .iter()
            .filter(|entry| entry.event.kind() == kind)
            .count()
    }
}

fn refused(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["code"].as_str().unwrap_or_default())
}

const LIST: &str = "GET /v1/print-jobs";
const SHOW: &str = "GET /v1/print-jobs/{id}";

#[tokio::test]
async fn the_list_shows_open_jobs_oldest_first_and_page_by_page() {
    let office = office().await;
    // Case numbers run against time, so that nothing sorts right by accident.
    for (number, at) in [(3, 1), (2, 2), (1, 3)] {
        office.ready(number, at).await;
    }
    let mut seen = Vec::new();
    let mut query = json!({ "limit": "2" });
    loop {
        let (status, page) = office
            .ask(LIST, "", json!({ "queryStringParameters": query }))
            .await;
        assert_eq!(status, 200, "{page}");
        let jobs = page["jobs"].as_array().unwrap();
        assert!(jobs.len() <= 2);
        seen.extend(jobs.iter().map(|job| job["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        query = json!({ "limit": "2", "cursor": next });
    }
    assert_eq!(seen, [3, 2, 1].map(|number| format!("{}-p", case(number))));
}

#[tokio::test]
async fn a_job_names_documents_and_no_person() {
    let office = office().await;
    let job = office.ready(1, 5).await;
    let (status, shown) = office.ask(SHOW, &job, json!({})).await;
    assert_eq!(status, 200);
    assert_eq!(
        shown,
        json!({
            "id": job,
            "stage": "rendered",
            "documents": [
                { "id": Uuid::from_u128('a' as u128), "kind": "kk" },
                { "id": Uuid::from_u128('b' as u128), "kind": "ktp" },
            ],
            "readyAt": minute(5).to_string(),
            "printed": false,
            "courier": null,
        })
    );
}

#[tokio::test]
async fn whoever_is_not_the_officer_gets_nothing() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    let court = json!({ "scope": "tuntas/decrees.read" });
    for route in [
        LIST,
        SHOW,
        "POST /v1/print-jobs/{id}/download",
        "POST /v1/print-jobs/{id}/courier",
    ] {
        assert_eq!(
            refused(&office.ask(route, &job, court.clone()).await),
            (403, "scope_missing"),
            "{route}"
        );
    }
    let nobody = json!({ "requestContext": { "requestId": "r-1", "timeEpoch": 1,
        "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" } } });
    assert_eq!(office.ask(LIST, "", nobody).await.0, 401);
}

#[tokio::test]
async fn what_is_no_job_is_not_found() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    let other_party = job.replace("-p", "-r");
    let unknown = format!("{}-p", case(99));
    for id in [other_party.as_str(), &unknown, "", "1", &job.to_uppercase()] {
        assert_eq!(
            refused(&office.ask(SHOW, id, json!({})).await),
            (404, "not_found"),
            "{id}"
        );
        assert_eq!(
            refused(&office.post("printed", id, "{}").await),
            (404, "not_found"),
            "{id}"
        );
    }
}

#[tokio::test]
async fn files_are_handed_out_for_two_minutes_and_only_those_of_the_job() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    let (status, download) = office.post("download", &job, "").await;
    assert_eq!(status, 200, "{download}");
    let files = download["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    for (file, (kind, letter)) in files.iter().zip([("kk", "a"), ("ktp", "b")]) {
        assert_eq!(
            (&file["kind"], &file["expiresInSeconds"]),
            (&json!(kind), &json!(120))
        );
        let url = file["url"].as_str().unwrap();
        assert!(
            url.contains(&format!("/documents-bucket/documents/{}.pdf?", letter.repeat(64))),
            "{url}"
        );
        assert!(url.contains("X-Amz-Expires=120"), "{url}");
        assert!(url.contains("response-content-disposition=inline"), "{url}");
    }
}

#[tokio::test]
async fn the_journal_counts_the_older_print_jobs_an_officer_passes_over() {
    let office = office().await;
    let mut jobs = Vec::new();
    for number in 1..=5 {
        jobs.push(office.ready(number, i64::try_from(number).unwrap()).await);
    }
    let passed_over = async |number: u128| {
        let (status, said) = office
            .post("download", &jobs[usize::try_from(number - 1).unwrap()], "")
            .await;
        assert_eq!(status, 200, "{said}");
        let story = office.desk.journal.load(case(number)).await.unwrap();
        let started = story.entries.iter().filter_map(|entry| match &entry.event {
            Event::PrintingStarted { officer, ahead, .. } => {
                Some((officer.clone().unwrap().to_string(), *ahead))
            }
            _ => None,
        });
        let started: Vec<_> = started.collect();
        assert_eq!(started.len(), 1, "it goes to the printer once");
        assert_eq!(started[0].0, "petugas-01");
        started[0].1
    };
    assert_eq!(passed_over(1).await, 0, "the oldest");
    // The third waits for a change of the register, so nobody could print it.
    let chosen = Event::ChoiceMade {
        role: P,
        choice: ChoiceKind::Own,
        source: ChoiceSource::Citizen,
        revision: 1,
    };
    office.happen(case(3), minute(10), vec![chosen]).await;
    assert_eq!(passed_over(5).await, 2, "the second and the fourth");
    assert_eq!(passed_over(5).await, 2, "the paper jammed: that is no other turn");
    assert_eq!(passed_over(4).await, 1);
    assert_eq!(passed_over(2).await, 0);
}

#[tokio::test]
async fn the_other_envelope_of_the_same_case_is_not_passed_over() {
    let office = office().await;
    office.ready(1, 1).await;
    office.ready(2, 2).await;
    let his = Event::DocumentsRendered {
        role: Role::Respondent,
        documents: vec![Document {
            id: DocumentId(Uuid::from_u128(9)),
            kind: DocumentKind::Notice,
            sha256: "c".repeat(64),
        }],
    };
    office.happen(case(2), minute(3), vec![his]).await;
    let job = format!("{}-r", case(2));
    assert_eq!(office.post("download", &job, "").await.0, 200);
    let story = office.desk.journal.load(case(2)).await.unwrap();
    let ahead = story.entries.iter().find_map(|entry| match entry.event {
        Event::PrintingStarted { ahead, .. } => Some(ahead),
        _ => None,
    });
    assert_eq!(ahead, Some(1), "the first case's alone");
}

#[tokio::test]
async fn a_long_line_is_counted_page_by_page() {
    let office = office().await;
    for number in 1..=103 {
        office.ready(number, i64::try_from(number).unwrap() - 100).await;
    }
    let last = office.ready(200, 50).await;
    assert_eq!(office.post("download", &last, "").await.0, 200);
    let story = office.desk.journal.load(case(200)).await.unwrap();
    let ahead = story.entries.iter().find_map(|entry| match entry.event {
        Event::PrintingStarted { ahead, .. } => Some(ahead),
        _ => None,
    });
    assert_eq!(ahead, Some(103));
}

#[tokio::test]
async fn confirming_a_print_twice_is_one_event() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    for _ in 0..2 {
        let (status, shown) = office.post("printed", &job, "{}").await;
        assert_eq!((status, &shown["printed"]), (200, &json!(true)));
    }
    assert_eq!(office.happened(1, EventKind::DocumentsPrinted).await, 1);
    let story = office.desk.journal.load(case(1)).await.unwrap();
    assert_eq!(story.entries.last().unwrap().actor, Actor::officer("petugas-01"));
    assert_eq!(
        refused(&office.post("printed", &job, r#"{"x":1}"#).await),
        (422, "request_invalid")
    );
}

#[tokio::test]
async fn the_desk_follows_the_order_of_things() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    let to = |who: &str| match who {
        "courier" => r#"{"to":"courier","attempt":1}"#.to_owned(),
        _ => format!(r#"{{"to":"{who}"}}"#),
    };
    assert_eq!(
        refused(&office.post("handed-over", &job, &to("courier")).await),
        (409, "not_printed")
    );
    assert_eq!(refused(&office.courier(&job, "k").await), (409, "not_printed"));
    office.post("printed", &job, "{}").await;
    assert_eq!(
        refused(&office.post("handed-over", &job, &to("courier")).await),
        (409, "no_such_delivery")
    );
    assert_eq!(
        refused(&office.post("handed-over", &job, &to("registry")).await),
        (409, "wrong_recipient")
    );
    let invalid = office.post("handed-over", &job, &to("neighbour")).await;
    assert_eq!(
        (refused(&invalid), &invalid.1["errors"][0]["field"]),
        ((422, "request_invalid"), &json!("/to"))
    );

    let collected = r#"{"to":"addressee","oldCardWithdrawn":true}"#;
    let (status, shown) = office.post("handed-over", &job, collected).await;
    assert_eq!((status, &shown["stage"]), (200, &json!("delivered")));
    let (_, list) = office.ask(LIST, "", json!({})).await;
    assert_eq!(list["jobs"], json!([]));
    assert!(office.tables.keys("cases", "PRINT#open").is_empty());
}

#[tokio::test]
async fn each_failed_rider_is_followed_by_one_new_rider() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    office.post("printed", &job, "{}").await;
    assert_eq!(
        refused(
            &office
                .ask("POST /v1/print-jobs/{id}/courier", &job, json!({}))
                .await
        ),
        (400, "idempotency_key_missing")
    );
    office
        .happen(
            case(1),
            minute(2),
            vec![Event::CourierRequested { role: P, attempt: 1 }],
        )
        .await;
    assert_eq!(
        refused(&office.courier(&job, "second").await),
        (409, "courier_on_the_way")
    );
    let failed = |attempt| Event::CourierMoved {
        role: P,
        attempt,
        status: CourierStatus::NoDriver,
    };
    office.happen(case(1), minute(3), vec![failed(1)]).await;
    for _ in 0..2 {
        let (status, shown) = office.courier(&job, "second").await;
        assert_eq!(
            (status, &shown["courier"]),
            (200, &json!({ "status": "searching", "attempt": 2 }))
        );
    }
    office.happen(case(1), minute(4), vec![failed(2)]).await;
    // The old key is still the old wish.
    assert_eq!(office.courier(&job, "second").await.1["courier"]["attempt"], 2);
    assert_eq!(office.courier(&job, "third").await.1["courier"]["attempt"], 3);
    assert_eq!(office.happened(1, EventKind::CourierRequested).await, 3);
    // The envelope goes to each rider anew, and to nobody who was waited for before.
    assert_eq!(
        refused(
            &office
                .post("handed-over", &job, r#"{"to":"courier","attempt":2}"#)
                .await
        ),
        (409, "no_such_delivery")
    );
    let handed = r#"{"to":"courier","attempt":3}"#;
    for _ in 0..2 {
        assert_eq!(office.post("handed-over", &job, handed).await.0, 200);
    }
    assert_eq!(office.happened(1, EventKind::HandedOver).await, 1);
}

#[tokio::test]
async fn files_are_not_handed_out_any_more_once_the_envelope_is_in_the_right_hands() {
    let office = office().await;
    let job = office.ready(1, 1).await;
    assert_eq!(office.post("printed", &job, "").await.0, 200);
    assert_eq!(office.post("download", &job, "").await.0, 200);
    let collected = r#"{"to":"addressee","oldCardWithdrawn":true}"#;
    assert_eq!(office.post("handed-over", &job, collected).await.0, 200);
    assert_eq!(
        refused(&office.post("download", &job, "").await),
        (409, "already_delivered")
    );
    assert_eq!(office.ask(SHOW, &job, json!({})).await.0, 200);
}

#[tokio::test]
async fn a_letter_to_the_registry_of_the_marriage_is_taken_and_ticked_off() {
    let office = office().await;
    let job = office.ready(7, 1).await;
    let id = job.trim_end_matches("-p").to_owned();
    let list = || office.ask("GET /v1/marriage-letters", &id, json!({}));
    assert_eq!(list().await.1["letters"], json!([]));
    let file = "POST /v1/marriage-letters/{id}/download";
    let sent = "POST /v1/marriage-letters/{id}/sent";
    for route in [file, sent] {
        assert_eq!(
            office.ask(route, &id, json!({})).await.0,
            404,
            "nobody wrote a letter"
        );
    }
    let written = Event::MarriageNoticeRendered {
        document: Document {
            id: DocumentId(Uuid::from_u128(77)),
            kind: DocumentKind::Notice,
            sha256: "c".repeat(64),
        },
    };
    office
        .happen(
            case(8),
            minute(2),
            [registered(8, Some("35.73")), vec![written]].concat(),
        )
        .await;
    let id = case(8).to_string();
    let waiting = json!([{ "id": id, "region": "35.73", "sent": false }]);
    assert_eq!(list().await.1["letters"], waiting);

    let (status, body) = office.ask(file, &id, json!({})).await;
    assert_eq!((status, &body["files"][0]["kind"]), (200, &json!("notice")));
    let story = office.desk.journal.load(case(8)).await.unwrap();
    assert_eq!(story.count(EventKind::Viewed), 1, "who took it is written down");

    for _ in 0..2 {
        let (status, body) = office.ask(sent, &id, json!({})).await;
        assert_eq!((status, &body["sent"]), (200, &json!(true)));
    }
    let story = office.desk.journal.load(case(8)).await.unwrap();
    assert_eq!(story.count(EventKind::MarriageNoticeSent), 1);
    assert_eq!(list().await.1["letters"], json!([]));
}
