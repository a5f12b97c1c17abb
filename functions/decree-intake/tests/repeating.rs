//! A court that sends again, under the same key and under others.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::sync::Arc;

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use decree_intake::{DecreeIntake, Moment};
use memory_tables::{Bucket, MemoryTables};
use serde_json::{Value, json};
use tuntas_city::{City, Sources};
use tuntas_domain::identity::CaseId;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::{Journal, Lookup, LookupKey};
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer, sha256_hex};
use tuntas_tables::Table;

const CLIENT: &str = "court";
const DECREE: &str = include_str!("../../../events/decrees/gugat-with-custody.json");

struct Court {
    signer: Signer,
    function: DecreeIntake,
}

async fn court() -> Court {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    let city = City::assemble(Sources {
        city_toml: include_str!("../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap();
    let tables = MemoryTables::start().await.unwrap();
    let function = DecreeIntake {
        journal: Journal::new(Table::new(tables.client(), "cases")),
        dossiers: Dossiers::new(Table::new(tables.client(), "dossiers")),
        evidence: EvidenceStore::new(Bucket::start().await.unwrap().client(), "evidence"),
        keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
        city_code: city.region_code.parse().unwrap(),
        city: Arc::new(city),
        public_url: "https://tuntas.example".to_owned(),
    };
    Court { signer, function }
}

impl Court {
    async fn post(&self, route: &str, key: &str, body: &str, case: Option<&str>) -> (u16, Value) {
        let event: ApiGatewayV2httpRequest = serde_json::from_value(json!({
            "routeKey": route,
            "headers": {
                "idempotency-key": key,
                "tuntas-signature": self.signer.sign_detached(body.as_bytes()).unwrap(),
            },
            "pathParameters": { "id": case.unwrap_or_default() },
            "body": body,
            "requestContext": {
                "requestId": "r-1",
                "authorizer": { "jwt": { "scopes": [], "claims": {
                    "client_id": CLIENT, "scope": "tuntas/decrees.write court/PA.Pas",
                } } },
                "http": { "method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        }))
        .unwrap();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        let function = self.function.clone();
        let answer = Box::pin(handle(event, move |request: HttpRequest| {
            let function = function.clone();
            let moment = Moment {
                at: "2026-11-24T02:00:00Z".parse().unwrap(),
                new_case: tuntas_platform::ids::time_ordered(),
            };
            async move { function.handle(request, moment).await }
        }))
        .await;
        (
            answer.status(),
            serde_json::from_str(answer.body().unwrap()).unwrap(),
        )
    }

    async fn decree(&self, key: &str) -> (u16, Value) {
        self.post("POST /v1/decrees", key, DECREE, None).await
    }

    /// What a key of an operation has been taken for.
    async fn key(&self, operation: &str, key: &str) -> Option<Lookup> {
        let key = LookupKey::Idempotency(CLIENT, operation, key);
        self.function.journal.find(&key).await.unwrap()
    }
}

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
    let story = court.function.journal.load(id).await.unwrap();
    let event = tuntas_domain::case::Event::FinalityCompleted {
        evidence: sha256_hex(completion.as_bytes()),
        missing: vec![],
    };
    let cause =
        tuntas_domain::identity::CommandId::new(format!("complete/{}", sha256_hex(completion.as_bytes())));
    let actor = tuntas_journal::Actor::client(CLIENT);
    court
        .function
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
    let before = court.function.dossiers.decree(id).await.unwrap().unwrap();

    let route = "POST /v1/decrees/{id}/repair";
    let (status, told) = court.post(route, "again", DECREE, Some(case)).await;

    assert_eq!(status, 202, "{told}");
    let after = court.function.dossiers.decree(id).await.unwrap().unwrap();
    assert_eq!(after, before, "no event tells of another version");
    assert_eq!(court.key("repair", "again").await.unwrap().case, id);
}
