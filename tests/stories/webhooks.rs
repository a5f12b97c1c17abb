//! Offices' own systems on the deployed stack: they subscribe, and are told over a real connection.

use std::collections::BTreeMap;
use std::io::{Seek as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use tuntas_aid::referral;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId};
use tuntas_tests::{Sample, Town};

use crate::guides::{block, run_python};

/// What a receiver was sent.
type Came = Arc<Mutex<Vec<(HeaderMap, String)>>>;

async fn receive(State(came): State<Came>, headers: HeaderMap, body: String) -> StatusCode {
    came.lock().unwrap().push((headers, body));
    StatusCode::NO_CONTENT
}

async fn receiver() -> (String, Came) {
    let came = Came::default();
    let app = Router::new()
        .route("/tuntas", post(receive))
        .with_state(came.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/tuntas", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, came)
}

/// Whether a message is about that case, subscription or referral.
fn is_about(message: &Value, about: &str) -> bool {
    let data = &message["data"];
    ["case", "subscription", "referral"]
        .iter()
        .any(|named| data[*named] == about)
}

/// Waits until a message of that type about that thing came, and returns it.
async fn wait_for(came: &Came, kind: &str, about: &str) -> (HeaderMap, String) {
    let start = Instant::now();
    loop {
        let found = came.lock().unwrap().iter().find_map(|(headers, body)| {
            let message: Value = serde_json::from_str(body).unwrap();
            let found = message["type"] == kind && is_about(&message, about);
            found.then(|| (headers.clone(), body.clone()))
        });
        if let Some(found) = found {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(150), "no {kind} came");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// What the receiver of the guide answers to a message, to the same once more, to a changed one, and to what is no text; and what
/// it puts into its queue. Around the guide's lines stands what it leaves to the reader.
fn receiver_of_the_guide(secret: &str, headers: &HeaderMap, body: &str, changed: &str) -> Value {
    let before = "import json, sys\n\
        SECRET, headers, bodies = json.load(sys.stdin)\n\
        known, queue = set(), []\n\
        def seen(name):\n    return name in known or known.add(name) is not None\n\
        def put_into_your_own_queue(message):\n    queue.append(message)\n";
    let guide = block("docs/webhooks.md", "python", "# pip install standardwebhooks");
    let after = "statuses = [receive(headers, body.encode()) for body in bodies]\n\
        print(json.dumps([statuses + [receive(headers, bytes([255]))], queue]))";
    let headers: BTreeMap<&str, &str> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let mut given = tempfile::tempfile().unwrap();
    let text = json!([secret, headers, [body, body, changed]]).to_string();
    given.write_all(text.as_bytes()).unwrap();
    given.rewind().unwrap();
    serde_json::from_slice(&run_python(&format!("{before}{guide}{after}"), given)).unwrap()
}

#[tokio::test]
async fn a_court_subscribes_sends_a_decree_and_its_system_is_told_under_signature() {
    let town = Town::open().await;
    let (url, came) = receiver().await;
    let court = town.court().await;
    let root = "/v1/webhook-subscriptions";
    let keyed = |key: &'static str| [("content-type", "application/json"), ("idempotency-key", key)];
    let body = json!({ "url": url, "events": ["case.decree_accepted", "case.finality_completed"] });
    let made = court
        .post_with(root, body.to_string().as_bytes(), &keyed("hooks-1"))
        .await
        .unwrap();
    assert_eq!(made.status, 201, "{}", made.body);
    let secret = made.body["secret"].as_str().unwrap();
    let id = made.body["subscription"]["id"].as_str().unwrap();
    let library = standardwebhooks::Webhook::new(secret).unwrap();

    // A test comes at once.
    let path = format!("{root}/{id}/test");
    let test = court.post_with(&path, b"", &keyed("hooks-test")).await.unwrap();
    assert_eq!(test.status, 202, "{}", test.body);
    let (headers, told) = wait_for(&came, "tuntas.test", id).await;
    library.verify(told.as_bytes(), &headers).unwrap();
    assert_eq!(headers["webhook-id"], test.body["message"].as_str().unwrap());

    // A decree that waits for its BHT: the court hears that it was taken.
    let mut decree = Sample::named("not-yet-bht").decree;
    decree["caseNumber"] = json!("9701/Pdt.G/2026/PA.Pas");
    decree["reference"] = json!("HOOKS-9701");
    decree["finality"] = json!({});
    let taken = town.hand_in("/v1/decrees", &decree, "hooks-decree").await;
    assert_eq!(taken.status, 202, "{}", taken.body);
    let case = taken.body["id"].as_str().unwrap();
    let (headers, told) = wait_for(&came, "case.decree_accepted", case).await;
    library.verify(told.as_bytes(), &headers).unwrap();
    assert!(
        library
            .verify(told.replace(case, id).as_bytes(), &headers)
            .is_err()
    );

    // The receiver of the guide takes it, once, and takes nothing that was changed.
    let answers = receiver_of_the_guide(secret, &headers, &told, &told.replace(case, id));
    let message: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(answers, json!([[204, 204, 401, 401], [message]]));

    // What was sent is seen, by its court alone.
    let deliveries = format!("{root}/{id}/deliveries");
    let seen = court.get(&deliveries).await.unwrap();
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(
        seen.body
            .to_string()
            .contains(headers["webhook-id"].to_str().unwrap())
    );
    let registry = town.colleague("sistem-01").await;
    assert_eq!(registry.get(&deliveries).await.unwrap().status, 404);

    // The schedule finds its list, and a removed subscription is told nothing more.
    let looked = town.invoke("tuntas-webhook-dispatch").await;
    assert!(looked["subscriptions"].is_number(), "{looked}");
    let off = court
        .patch_json(&format!("{root}/{id}"), &json!({ "state": "disabled" }))
        .await
        .unwrap();
    assert_eq!(off.body["state"], "disabled", "{}", off.body);
    assert_eq!(court.delete(&format!("{root}/{id}")).await.unwrap().status, 204);
    assert_eq!(court.get(&format!("{root}/{id}")).await.unwrap().status, 404);
}

/// A party's word about mentoring of DP3AKB, as the registry takes it down.
async fn consents(town: &Town, case: CaseId, given: bool) {
    let body = json!({ "answers": [{ "office": "dp3akb", "aid": "mentoring", "given": given }] });
    let path = format!("/v1/cases/{case}/parties/petitioner/aid-consents");
    let key = format!("hooks-aid-{given}");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    let officer = town.officer().await;
    let told = officer
        .post_with(&path, body.to_string().as_bytes(), &headers)
        .await;
    let told = told.unwrap();
    assert!(told.status.is_success(), "{}", told.body);
}

#[tokio::test]
async fn an_aid_office_hears_of_a_referral_and_that_it_is_to_forget_it_and_no_other_office_does() {
    let town = Town::open().await;
    let root = "/v1/webhook-subscriptions";
    let (url, came) = receiver().await;
    let (other_url, other_came) = receiver().await;
    let mut subscriptions = Vec::new();
    // One office wants to know of new referrals alone, the other one of everything.
    for (officer, body) in [
        (
            "sistem-dp3akb",
            json!({ "url": url, "events": ["aid.aid_referred"] }),
        ),
        ("sistem-dinsos", json!({ "url": other_url })),
    ] {
        let keyed = [
            ("content-type", "application/json"),
            ("idempotency-key", "hooks-aid"),
        ];
        let client = town.aid(officer).await;
        let made = client.post_with(root, body.to_string().as_bytes(), &keyed).await;
        let made = made.unwrap();
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.body["subscription"]["id"].as_str().unwrap().to_owned();
        subscriptions.push((officer, id, made.body["secret"].as_str().unwrap().to_owned()));
    }
    let library = standardwebhooks::Webhook::new(&subscriptions[0].2).unwrap();

    let case = town.decree(&Sample::named("head-moves-away").decree).await;
    town.wait_for(case, "registered", |status| {
        status["stage"] == "registered" || status["stage"] == "closed"
    })
    .await;
    consents(&town, case, true).await;
    let office = AidOfficeCode::parse("dp3akb").unwrap();
    let id = referral::id(case, Role::Petitioner, &office, AidKind::Mentoring, 1).to_string();
    let (headers, told) = wait_for(&came, "aid.aid_referred", &id).await;
    library.verify(told.as_bytes(), &headers).unwrap();
    let message: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(message["data"], json!({ "referral": id, "entry": 1 }));

    consents(&town, case, false).await;
    let (headers, told) = wait_for(&came, "aid.consent_withdrawn", &id).await;
    library.verify(told.as_bytes(), &headers).unwrap();

    // The other office is told of its own things alone. A test that arrives shows that it is told at all.
    let (officer, other, _) = &subscriptions[1];
    let client = town.aid(officer).await;
    let test = format!("{root}/{other}/test");
    let sent = client
        .post_with(&test, b"", &[("idempotency-key", "hooks-aid-test")])
        .await;
    assert_eq!(sent.unwrap().status, 202);
    wait_for(&other_came, "tuntas.test", other).await;
    let others = other_came.lock().unwrap().clone();
    for (_, body) in others {
        assert!(!is_about(&serde_json::from_str(&body).unwrap(), &id), "{body}");
        assert!(!body.contains(&case.to_string()), "{body}");
    }
    for (officer, id, _) in &subscriptions {
        let client = town.aid(officer).await;
        assert_eq!(client.delete(&format!("{root}/{id}")).await.unwrap().status, 204);
    }
}
