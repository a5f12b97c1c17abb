//! What the stories share: an office whose rider is booked, and its provider.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use courier_simulator::{Config, Handle, Simulator};
use courier_webhook::{CourierWebhook, Moment};
use jiff::Timestamp;
use lambda_runtime::{Context, LambdaEvent};
use memory_tables::MemoryTables;
use serde_json::{Value, json};
use tuntas_city::{City, Sources};
use tuntas_couriers::biteship::{Biteship, Settings, WebhookSecret};
use tuntas_couriers::{Booking, Courier, Order, Patience, Reference, Stop};
use tuntas_domain::case::{Command, CourierStatus, Delivery, Document, DocumentKind, Event, TrackStage};
use tuntas_domain::decree::{DivorceKind, Parties, Role};
use tuntas_domain::identity::{CaseId, CityCode, CommandId, CourtCode, HouseholdId};
use tuntas_domain::plan::{HouseholdRef, Outcome};
use tuntas_journal::{Actor, Journal, Prepared, Step, Story};
use tuntas_platform::http::{self, HttpResponse};
use tuntas_signatures::{Algorithm, Handover, Jwks, KeyRing, Signer};
use tuntas_tables::Table;
use uuid::Uuid;

pub(crate) const WATI: Role = Role::Petitioner;
pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(0x0198_c1de_7a3b_7cc0_8f11_2f6f_1d0c_9a01));
pub(crate) const HEADER: &str = "x-tuntas-webhook";
pub(crate) const TOKEN: &str = "benar";
const KEY: &str = "biteship_test.story";

pub(crate) fn at() -> Timestamp {
    "2021-09-21T02:00:00Z".parse().unwrap()
}

pub(crate) fn city() -> City {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    City::assemble(Sources {
        city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap()
}

pub(crate) fn keys() -> KeyRing {
    KeyRing::from_secret(&"s".repeat(64)).unwrap()
}

pub(crate) fn attempt(attempt: u8) -> Handover {
    Handover {
        case: CASE.0,
        role: WATI,
        attempt,
    }
}

pub(crate) fn token() -> String {
    keys().handover_token(attempt(1))
}

/// The addressee's code.
pub(crate) fn right_code() -> String {
    keys().handover_code(attempt(1)).expose()
}

/// Any other code.
pub(crate) fn wrong_code() -> &'static str {
    if right_code() == "000000" {
        "000001"
    } else {
        "000000"
    }
}

/// A wish of somebody else than the function under test.
struct Wish(Command, u64);

static WISHES: AtomicU64 = AtomicU64::new(0);
static NONCES: AtomicU64 = AtomicU64::new(0);

impl Step for Wish {
    type Error = Infallible;
    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("wish/{}", self.1))
    }
    fn actor(&self) -> Actor {
        Actor::client("story")
    }
    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(self.0.clone())))
    }
}

/// An office and its provider.
pub(crate) struct Office {
    pub(crate) journal: Journal,
    pub(crate) provider: Handle,
}

impl Office {
    /// Wati's envelope is sealed and a courier is wanted; nobody is booked.
    pub(crate) async fn requested() -> Self {
        Self::with(Config::default()).await
    }

    /// The same, with a provider of a certain kind.
    pub(crate) async fn with(config: Config) -> Self {
        let tables = MemoryTables::start().await.unwrap();
        let office = Self {
            journal: Journal::new(Table::new(tables.client(), "cases")),
            provider: Simulator::start(Config {
                api_key: KEY.to_owned(),
                ..config
            })
            .await
            .unwrap(),
        };
        let household = HouseholdRef {
            id: HouseholdId(Uuid::from_u128(1)),
            version: 2,
        };
        let elsewhere = Outcome::Elsewhere {
            region: CityCode::parse("35.14").unwrap(),
        };
        let documents = vec![Document {
            id: CASE.document("kk"),
            kind: DocumentKind::Kk,
            sha256: "d1".to_owned(),
        }];
        for command in [
            Command::Accept {
                court: CourtCode::parse("PA.Pas").unwrap(),
                kind: DivorceKind::Gugat,
                evidence: "e1".to_owned(),
                missing: vec![],
                duty: None,
            },
            Command::Register {
                divorced_on: "2021-09-15".parse().unwrap(),
                issued_on: "2021-09-21".parse().unwrap(),
                outcomes: Parties {
                    petitioner: Outcome::Stayed { household },
                    respondent: elsewhere,
                },
                households: vec![household],
                flags: vec![],
                cards: Parties::default(),
                marriage_registry: None,
            },
            Command::Render {
                change: 1,
                role: WATI,
                documents,
            },
            Command::Print { role: WATI },
            Command::RequestCourier { role: WATI },
        ] {
            office.wish(command).await;
        }
        office
    }

    /// A rider is booked and recorded.
    pub(crate) async fn booked() -> (Self, Order) {
        let office = Self::requested().await;
        let order = office.book(1, "").await;
        office.record(&order).await;
        (office, order)
    }

    /// Books an attempt at the provider, and records nothing.
    pub(crate) async fn book(&self, attempt: u8, note: &str) -> Order {
        let stop = Stop {
            contact_name: "Siti Aminah".to_owned(),
            phone: "081234567890".to_owned(),
            address: "Jl. Kartini 5".to_owned(),
            note: String::new(),
            postcode: Some("67135".to_owned()),
            latitude: Some(-7.65),
            longitude: Some(112.93),
        };
        let booking = Booking {
            reference: Reference {
                case: CASE,
                role: WATI,
                attempt,
            }
            .to_string(),
            pickup: stop.clone(),
            dropoff: stop,
            note: note.to_owned(),
            proof_note: None,
        };
        self.client().book(&booking).await.unwrap()
    }

    pub(crate) async fn record(&self, order: &Order) {
        let order = order.id.to_string();
        self.wish(Command::BookCourier {
            role: WATI,
            attempt: 1,
            order,
            fare: None,
        })
        .await;
    }

    pub(crate) fn client(&self) -> Biteship {
        client_at(&self.provider.base_url())
    }

    pub(crate) async fn wish(&self, command: Command) {
        self.journal
            .run(CASE, at(), &Wish(command, WISHES.fetch_add(1, Ordering::Relaxed)))
            .await
            .unwrap();
    }

    pub(crate) fn function(&self) -> CourierWebhook<Biteship> {
        self.function_with(self.client())
    }

    pub(crate) fn function_with<C>(&self, courier: C) -> CourierWebhook<C> {
        CourierWebhook {
            journal: self.journal.clone(),
            courier,
            secret: WebhookSecret::new(HEADER, TOKEN),
            keys: keys(),
            city: Arc::new(city()),
        }
    }

    pub(crate) async fn first_attempt(&self) -> Delivery {
        self.journal.load(CASE).await.unwrap().case.tracks[WATI].deliveries[0].clone()
    }

    pub(crate) async fn stage(&self) -> TrackStage {
        self.journal.load(CASE).await.unwrap().case.tracks[WATI].stage()
    }

    /// Every status the journal has recorded.
    pub(crate) async fn moves(&self) -> Vec<CourierStatus> {
        let story = self.journal.load(CASE).await.unwrap();
        let events = story.entries.iter().map(|entry| &entry.event);
        events
            .filter_map(|event| match event {
                Event::CourierMoved { status, .. } => Some(*status),
                _ => None,
            })
            .collect()
    }

    /// The provider reports an order, claiming a status.
    pub(crate) async fn report(&self, order: &str, claimed: &str) -> u16 {
        report_to(self.function(), order, claimed).await.status()
    }

    pub(crate) async fn enter(&self, code: &str) -> HttpResponse {
        let body = json!({ "code": code }).to_string();
        Sent::post("POST /v1/handovers/{token}", &body)
            .to(self.function())
            .await
    }
}

pub(crate) fn client_at(url: &str) -> Biteship {
    let patience = Patience {
        connect: Duration::from_millis(500),
        request: Duration::from_millis(500),
        total: Duration::from_secs(2),
        settle: Duration::from_millis(50),
        backoff: Duration::from_millis(10),
        attempts: 1,
    };
    Biteship::new(&Settings {
        patience,
        ..Settings::new(url, KEY)
    })
    .unwrap()
}

pub(crate) async fn report_to<C>(function: CourierWebhook<C>, order: &str, claimed: &str) -> HttpResponse
where
    C: Courier + Clone + 'static,
{
    let body = json!({ "event": "order.status", "order_id": order, "status": claimed }).to_string();
    Sent {
        headers: json!({ HEADER: TOKEN }),
        ..Sent::post("POST /v1/courier/biteship", &body)
    }
    .to(function)
    .await
}

/// A request as API Gateway hands it over.
pub(crate) struct Sent<'a> {
    pub(crate) route: &'a str,
    pub(crate) headers: Value,
    pub(crate) token: String,
    pub(crate) body: Option<&'a str>,
}

impl<'a> Sent<'a> {
    pub(crate) fn post(route: &'a str, body: &'a str) -> Self {
        Self {
            body: Some(body),
            headers: json!({ "content-type": "application/json" }),
            ..Self::get(route)
        }
    }

    pub(crate) fn get(route: &'a str) -> Self {
        Self {
            route,
            headers: json!({}),
            token: token(),
            body: None,
        }
    }

    pub(crate) async fn to<C: Courier + Clone + 'static>(self, function: CourierWebhook<C>) -> HttpResponse {
        let (method, path) = self.route.split_once(' ').unwrap();
        let event = json!({
            "version": "2.0",
            "routeKey": self.route,
            "headers": self.headers,
            "pathParameters": { "token": self.token },
            "requestContext": {
                "requestId": "r-1",
                "routeKey": self.route,
                "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
            "body": self.body,
            "isBase64Encoded": false,
        });
        let event = LambdaEvent::new(serde_json::from_value(event).unwrap(), Context::default());
        let answer = http::handle(event, move |request| {
            let function = function.clone();
            let moment = Moment {
                at: at(),
                nonce: Uuid::from_u128(NONCES.fetch_add(1, Ordering::Relaxed).into()),
            };
            async move { function.handle(request, moment).await }
        });
        Box::pin(answer).await
    }
}

/// The JSON of an answer.
pub(crate) fn told(response: &HttpResponse) -> Value {
    serde_json::from_str(response.body().unwrap()).unwrap()
}
