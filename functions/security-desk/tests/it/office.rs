//! A city with a court, police officers, and a desk between them.

use std::sync::{Arc, LazyLock, Mutex};

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use jiff::{SignedDuration, Timestamp};
use memory_tables::{Bucket, DirectTables};
use security_desk::{Documents, Moment, SecurityDesk};
use serde_json::{Value, json};
use tuntas_cards::Renderer;
use tuntas_city::{City, Sources};
use tuntas_domain::case::DocumentFault;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::{Actor, Journal, Numbers};
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_securing::{Lists, Papers, Request, Units, files};
use tuntas_security::{Command, decide};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::Table;

pub(crate) const COURT: &[&str] = &["tuntas/security.request", "court/PA.Pas"];
pub(crate) const ANSWERS: &[&str] = &["tuntas/security.answer", "police/polisi-02"];
pub(crate) const REPORTS: &[&str] = &["tuntas/security.report", "police/polisi-03"];
/// An officer of the registry.
pub(crate) const REGISTRY: &[&str] = &[
    "tuntas/cases.desk",
    "tuntas/cases.approve",
    "tuntas/print.desk",
    "officer/petugas-01",
];
/// A court of another city's client: it may ask, but acts for nobody here.
pub(crate) const STRANGER: &[&str] = &["tuntas/security.request", "court/PA.Bgl"];

/// Fonts are parsed once for all tests.
static RENDERER: LazyLock<Arc<Renderer>> = LazyLock::new(|| Arc::new(Renderer::new()));

/// What came back.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl Told {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// The body, of an answer with that status.
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }

    /// The code, of a refusal.
    pub(crate) fn code(&self) -> String {
        assert!(self.status >= 400, "{}", self.text);
        self.json()["code"].as_str().unwrap().to_owned()
    }
}

pub(crate) struct Office {
    pub(crate) desk: SecurityDesk,
    pub(crate) bucket: Bucket,
    pub(crate) tables: DirectTables,
    signer: Signer,
    now: Mutex<Timestamp>,
    calls: Mutex<u32>,
}

/// A request for security, as the samples have it; its day is a Tuesday.
pub(crate) fn seizure() -> Value {
    serde_json::from_str(include_str!("../../../../events/security/marital-seizure.json")).unwrap()
}

/// The announcement of a PDF of minutes.
pub(crate) fn announcement(file: &[u8]) -> Value {
    json!({
        "contentType": "application/pdf",
        "sizeBytes": file.len(),
        "sha256": tuntas_signatures::sha256_hex(file),
    })
}

pub(crate) fn acceptance() -> Value {
    serde_json::from_str(include_str!("../../../../events/security/acceptance.json")).unwrap()
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_in("Asia/Jakarta").await
    }

    /// The same city in another time zone.
    pub(crate) async fn open_in(zone: &str) -> Self {
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let city = City::assemble(Sources {
            city_toml: &include_str!("../../../../cities/pasuruan/city.toml").replace("Asia/Jakarta", zone),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        })
        .unwrap();
        let tables = DirectTables::new();
        let bucket = Bucket::start().await.unwrap();
        let cases = Table::new(tables.database(), "cases");
        let dossiers = Table::new(tables.database(), "dossiers");
        let desk = SecurityDesk {
            journal: Journal::of(cases.clone()),
            lists: Lists::new(cases.clone()),
            units: Units::new(cases.clone()),
            numbers: Numbers::new(cases),
            papers: Papers::new(dossiers.clone()),
            dossiers: Dossiers::new(dossiers),
            evidence: EvidenceStore::new(bucket.client(), "evidence"),
            documents: Documents::new(bucket.client(), "documents", "court-files"),
            keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
            renderer: Arc::clone(&RENDERER),
            city: Arc::new(city),
            public_url: "https://tuntas.example".to_owned(),
        };
        Self {
            desk,
            bucket,
            tables,
            signer,
            // A Tuesday morning in Pasuruan.
            now: Mutex::new("2026-11-24T02:00:00Z".parse().unwrap()),
            calls: Mutex::new(0),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    pub(crate) fn wait(&self, hours: i64) {
        *self.now.lock().unwrap() += SignedDuration::from_hours(hours);
    }

    pub(crate) fn set_time(&self, at: &str) {
        *self.now.lock().unwrap() = at.parse().unwrap();
    }

    fn call_number(&self) -> u32 {
        let mut calls = self.calls.lock().unwrap();
        *calls += 1;
        *calls
    }

    /// A call as the gateway makes it. `path` are the path's parameters, `query` those behind it.
    pub(crate) async fn call(
        &self,
        route: &str,
        scopes: Option<&[&str]>,
        body: Option<&Value>,
        path: Value,
        query: Value,
        key: &str,
    ) -> Told {
        let text = body.map(ToString::to_string);
        let number = self.call_number();
        let mut event = json!({
            "routeKey": route,
            "headers": { "idempotency-key": key },
            "pathParameters": path,
            "queryStringParameters": query,
            "body": text,
            "requestContext": {
                "requestId": format!("r-{number}"),
                "http": { "method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        });
        if let Some(text) = &text {
            event["headers"]["tuntas-signature"] = json!(self.signer.sign_detached(text.as_bytes()).unwrap());
        }
        if let Some(scopes) = scopes {
            event["requestContext"]["authorizer"] = json!({ "jwt": { "scopes": [], "claims": {
                "client_id": scopes.last().unwrap(), "scope": scopes.join(" "),
            } } });
        }
        let event: ApiGatewayV2httpRequest = serde_json::from_value(event).unwrap();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        let desk = self.desk.clone();
        let moment = Moment {
            at: self.now(),
            new_request: tuntas_platform::ids::time_ordered(),
        };
        let answer = Box::pin(handle(event, move |request: HttpRequest| {
            let desk = desk.clone();
            async move { desk.handle(request, moment).await }
        }))
        .await;
        Told {
            status: answer.status(),
            text: answer.body().unwrap_or_default().to_owned(),
        }
    }

    /// The court asks under a key of its own.
    pub(crate) async fn ask(&self, body: &Value, key: &str) -> Told {
        self.call(
            "POST /v1/security-requests",
            Some(COURT),
            Some(body),
            json!({}),
            json!({}),
            key,
        )
        .await
    }

    /// The court asks, and is heard.
    pub(crate) async fn asked(&self, body: &Value) -> String {
        let key = format!("ask-{}", self.call_number());
        let told = self.ask(body, &key).await.expect(202);
        told["request"]["id"].as_str().unwrap().to_owned()
    }

    /// Somebody says something about a request.
    pub(crate) async fn say(&self, scopes: &[&str], id: &str, word: &str, body: &Value) -> Told {
        let of = if scopes == COURT {
            "security-requests"
        } else {
            "security-desk"
        };
        let key = format!("say-{}", self.call_number());
        let route = format!("POST /v1/{of}/{{id}}/{word}");
        self.call(
            &route,
            Some(scopes),
            Some(body),
            json!({ "id": id }),
            json!({}),
            &key,
        )
        .await
    }

    pub(crate) async fn read(&self, scopes: &[&str], id: &str) -> Told {
        let of = if scopes == COURT {
            "security-requests"
        } else {
            "security-desk"
        };
        let route = format!("GET /v1/{of}/{{id}}");
        self.call(&route, Some(scopes), None, json!({ "id": id }), json!({}), "")
            .await
    }

    /// A letter's bytes, as whoever follows the address gets them.
    pub(crate) async fn letter(&self, scopes: &[&str], id: &str, entry: u32) -> Vec<u8> {
        let of = if scopes == COURT {
            "security-requests"
        } else {
            "security-desk"
        };
        let route = format!("POST /v1/{of}/{{id}}/letters/{{entry}}/download");
        let path = json!({ "id": id, "entry": entry.to_string() });
        let told = self
            .call(&route, Some(scopes), Some(&json!({})), path, json!({}), "")
            .await
            .expect(200);
        let url = told["url"].as_str().unwrap();
        let answer = reqwest::get(url).await.unwrap();
        assert!(answer.status().is_success());
        answer.bytes().await.unwrap().to_vec()
    }

    /// Puts minutes as the police do; gives their digest.
    pub(crate) async fn put_minutes(&self, id: &str, file: &[u8]) -> String {
        let sha256 = tuntas_signatures::sha256_hex(file);
        let offer = self
            .say(REPORTS, id, "minutes", &announcement(file))
            .await
            .expect(200);
        let client = reqwest::Client::new();
        let upload = &offer["upload"];
        let mut put = client.put(upload["url"].as_str().unwrap()).body(file.to_vec());
        for (name, value) in upload["headers"].as_object().unwrap() {
            put = put.header(name, value.as_str().unwrap());
        }
        assert!(put.send().await.unwrap().status().is_success());
        sha256
    }

    /// What `document-check` does with the last file that was announced: judges it, and keeps it if it is sound.
    pub(crate) async fn look_at_minutes(&self, id: &str, found: Result<u16, DocumentFault>) {
        let story = self.story(id).await;
        let minutes = story.case.minutes.last().unwrap().clone();
        let arrived = format!("court-files/{}", files::arrival_key(story.id, minutes.id));
        if found.is_ok() {
            let kept = format!("documents/{}", files::minutes_key(story.id, &minutes.file));
            let content = self.bucket.object(&arrived).unwrap();
            self.bucket.put(&kept, content);
        }
        let upload = minutes.id;
        let events = decide(&story.case, Command::JudgeMinutes { upload, found }).unwrap();
        let (actor, cause) = (
            Actor::function("document-check"),
            CommandId::new(format!("document-check/{upload}")),
        );
        let journal = &self.desk.journal;
        journal
            .append(&story, self.now(), &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    /// Puts minutes that are found sound; gives their digest.
    pub(crate) async fn put_sound_minutes(&self, id: &str, file: &[u8]) -> String {
        let sha256 = self.put_minutes(id, file).await;
        self.look_at_minutes(id, Ok(1)).await;
        sha256
    }

    /// The court asks for the minutes of the report.
    pub(crate) async fn take_minutes(&self, scopes: &[&str], id: &str) -> Told {
        let route = "POST /v1/security-requests/{id}/minutes/download";
        let path = json!({ "id": id });
        self.call(route, Some(scopes), Some(&json!({})), path, json!({}), "")
            .await
    }

    pub(crate) async fn story(&self, id: &str) -> Request {
        let id: CaseId = id.parse().unwrap();
        self.desk.journal.load(id).await.unwrap()
    }
}
