//! A court that sends to the intake.

use std::sync::Arc;

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use decree_intake::{DecreeIntake, Moment, Uploads};
use jiff::Timestamp;
use memory_tables::{Bucket, MemoryTables};
use serde_json::{Value, json};
use tuntas_city::{City, Sources};
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_intake::Intake;
use tuntas_journal::{Journal, Lookup, LookupKey};
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::Table;

pub(crate) const CLIENT: &str = "court";
pub(crate) const DECREE: &str = include_str!("../../../../events/decrees/gugat-with-custody.json");

pub(crate) struct Court {
    signer: Signer,
    pub(crate) function: DecreeIntake,
    pub(crate) evidence: Bucket,
    /// The clock.
    pub(crate) now: Timestamp,
    /// What the token may do.
    pub(crate) scopes: &'static str,
}

pub(crate) async fn court() -> Court {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    let city = City::assemble(Sources {
        city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap();
    let evidence = Bucket::start().await.unwrap();
    let tables = MemoryTables::start().await.unwrap();
    let intake = Intake {
        journal: Journal::new(Table::new(tables.client(), "cases")),
        dossiers: Dossiers::new(Table::new(tables.client(), "dossiers")),
        evidence: EvidenceStore::new(evidence.client(), "evidence"),
        keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
        city_code: city.region_code.parse().unwrap(),
        city: Arc::new(city),
        public_url: "https://tuntas.example".to_owned(),
    };
    let uploads = Uploads::new(evidence.client(), "court-files");
    let function = DecreeIntake { intake, uploads };
    Court {
        signer,
        function,
        evidence,
        now: "2026-11-24T02:00:00Z".parse().unwrap(),
        scopes: "tuntas/decrees.write tuntas/decrees.read court/PA.Pas",
    }
}

impl Court {
    pub(crate) async fn post(&self, route: &str, key: &str, body: &str, case: Option<&str>) -> (u16, Value) {
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
                    "client_id": CLIENT, "scope": self.scopes,
                } } },
                "http": { "method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        }))
        .unwrap();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        let (function, now) = (self.function.clone(), self.now);
        let answer = Box::pin(handle(event, move |request: HttpRequest| {
            let function = function.clone();
            let moment = Moment {
                at: now,
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

    pub(crate) async fn decree(&self, key: &str) -> (u16, Value) {
        self.post("POST /v1/decrees", key, DECREE, None).await
    }

    /// What a key of an operation has been taken for.
    pub(crate) async fn key(&self, operation: &str, key: &str) -> Option<Lookup> {
        let key = LookupKey::Idempotency(CLIENT, operation, key);
        self.function.intake.journal.find(&key).await.unwrap()
    }
}
