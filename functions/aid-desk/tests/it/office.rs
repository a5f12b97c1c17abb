//! A city with its aid offices, and their desk.

use std::sync::{Arc, LazyLock, Mutex};

use aid_desk::AidDesk;
use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use jiff::{SignedDuration, Timestamp};
use memory_tables::DirectTables;
use serde_json::{Value, json};
use tuntas_aid::criteria::{Fact, Facts, Known, Origin, Value as FactValue};
use tuntas_aid::paper::Person;
use tuntas_aid::referral::{self};
use tuntas_aiding::{Aid, ReferralStory, Referred, Says};
use tuntas_cards::Renderer;
use tuntas_city::{AidDuty, City, Sources};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, KelurahanCode, Nik, Phone};
use tuntas_domain::people::{PersonName, Text};
use tuntas_dossier::Dossiers;
use tuntas_journal::Actor;
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::Table;
use uuid::Uuid;

pub(crate) const ASSESSOR: &[&str] = &["tuntas/aid.assess", "aid/dinsos-01"];
pub(crate) const APPROVER: &[&str] = &["tuntas/aid.approve", "aid/dinsos-02"];
pub(crate) const SECOND: &[&str] = &["tuntas/aid.approve", "aid/dinsos-03"];
pub(crate) const MENTOR: &[&str] = &["tuntas/aid.mentor", "aid/dinsos-04"];
pub(crate) const CASHIER: &[&str] = &["tuntas/aid.cashier", "aid/dinsos-05"];
pub(crate) const WRITER: &[&str] = &["tuntas/aid.programme", "aid/dinsos-06"];
pub(crate) const LEAD: &[&str] = &["tuntas/aid.lead", "aid/dinsos-06"];
/// The lead of another office.
pub(crate) const STRANGER: &[&str] = &["tuntas/aid.lead", "tuntas/aid.programme", "aid/dinkop-06"];

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

    /// Field and code of each fault in a body.
    pub(crate) fn faults(&self) -> Vec<(String, String)> {
        let body = self.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        body["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| (text(&fault["field"]), text(&fault["code"])))
            .collect()
    }
}

pub(crate) struct Office {
    pub(crate) desk: AidDesk,
    pub(crate) tables: DirectTables,
    now: Mutex<Timestamp>,
    calls: Mutex<u32>,
}

pub(crate) fn sample(name: &str) -> Value {
    let text = match name {
        "capital-programme" => include_str!("../../../../events/aid/capital-programme.json"),
        "mentoring-programme" => include_str!("../../../../events/aid/mentoring-programme.json"),
        "assessment" => include_str!("../../../../events/aid/assessment.json"),
        "proposal" => include_str!("../../../../events/aid/proposal.json"),
        "plan" => include_str!("../../../../events/aid/plan.json"),
        _ => unreachable!("{name}"),
    };
    serde_json::from_str(text).unwrap()
}

/// Somebody invented, number `number`.
pub(crate) fn person(number: u32) -> Person {
    Person {
        name: PersonName::parse("CONTOH NAMARAHASIA").unwrap(),
        nik: Some(Nik::parse(&format!("357501520390{number:04}")).unwrap()),
        phone: Some(Phone::parse("081299990003").unwrap()),
        address: Some(Text::parse("Jl. Contoh Alamatrahasia No. 7").unwrap()),
        kelurahan: Some(KelurahanCode::parse("35.75.01.1001").unwrap()),
        violence: false,
    }
}

pub(crate) fn known() -> Facts {
    let known = |fact, value| Known {
        fact,
        value,
        origin: Origin::Register,
    };
    Facts::new([
        known(Fact::Dependants, FactValue::Number(2)),
        known(Fact::Sex, FactValue::Word("PEREMPUAN".to_owned())),
    ])
    .unwrap()
}

impl Office {
    pub(crate) fn open() -> Self {
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let city = City::assemble(Sources {
            city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        })
        .unwrap();
        let tables = DirectTables::new();
        let database = tables.database();
        let cases = Table::new(&database, "cases");
        let dossiers = Table::new(&database, "dossiers");
        let keys = KeyRing::from_secret(&"k".repeat(64)).unwrap();
        let desk = AidDesk {
            aid: Aid::new(&cases, &dossiers, keys.clone()),
            dossiers: Dossiers::new(dossiers),
            database,
            keys,
            renderer: Arc::clone(&RENDERER),
            city: Arc::new(city),
            public_url: "https://tuntas.example".to_owned(),
        };
        Self {
            desk,
            tables,
            // A Monday morning in Pasuruan.
            now: Mutex::new("2027-01-11T02:00:00Z".parse().unwrap()),
            calls: Mutex::new(0),
        }
    }

    /// The same office, once the city gives its officers other duties.
    pub(crate) fn with_duties(mut self, duties: impl Fn(&str) -> Option<Vec<AidDuty>>) -> Self {
        let mut city = (*self.desk.city).clone();
        let officers = city
            .aid
            .offices
            .iter_mut()
            .flat_map(|office| &mut office.officers);
        for officer in officers {
            if let Some(duties) = duties(&officer.code) {
                officer.duties = duties;
            }
        }
        self.desk.city = Arc::new(city);
        self
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    pub(crate) fn wait_days(&self, days: i64) {
        *self.now.lock().unwrap() += SignedDuration::from_hours(24 * days);
    }

    fn call_number(&self) -> u32 {
        let mut calls = self.calls.lock().unwrap();
        *calls += 1;
        *calls
    }

    /// A call as the gateway makes it.
    pub(crate) async fn call(
        &self,
        route: &str,
        scopes: Option<&[&str]>,
        body: Option<&str>,
        path: Value,
        query: Value,
        key: &str,
    ) -> Told {
        let number = self.call_number();
        let mut event = json!({
            "routeKey": route,
            "headers": { "idempotency-key": key },
            "pathParameters": path,
            "queryStringParameters": query,
            "body": body,
            "requestContext": {
                "requestId": format!("r-{number}"),
                "http": { "method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        });
        if let Some(scopes) = scopes {
            event["requestContext"]["authorizer"] = json!({ "jwt": { "scopes": [], "claims": {
                "client_id": scopes.last().unwrap(), "scope": scopes.join(" "),
            } } });
        }
        let event: ApiGatewayV2httpRequest = serde_json::from_value(event).unwrap();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        let (desk, at) = (self.desk.clone(), self.now());
        let answer = Box::pin(handle(event, move |request: HttpRequest| {
            let desk = desk.clone();
            async move { desk.handle(request, at).await }
        }))
        .await;
        Told {
            status: answer.status(),
            text: answer.body().unwrap_or_default().to_owned(),
        }
    }

    /// Somebody says something about a referral. `{number}` of the word is its last part.
    pub(crate) async fn say(&self, scopes: &[&str], id: &str, word: &str, body: &Value) -> Told {
        let key = format!("say-{}", self.call_number());
        self.say_again(scopes, id, word, body, &key).await
    }

    pub(crate) async fn say_again(
        &self,
        scopes: &[&str],
        id: &str,
        word: &str,
        body: &Value,
        key: &str,
    ) -> Told {
        let mut path = json!({ "id": id });
        let mut route = String::new();
        for part in word.split('/') {
            if part.parse::<u16>().is_ok() {
                path["number"] = json!(part);
                route.push_str("/{number}");
            } else {
                route.push('/');
                route.push_str(part);
            }
        }
        let route = format!("POST /v1/aid/referrals/{{id}}{route}");
        let body = body.to_string();
        self.call(&route, Some(scopes), Some(&body), path, json!({}), key)
            .await
    }

    pub(crate) async fn get(&self, route: &str, scopes: &[&str], path: Value, query: Value) -> Told {
        self.call(&format!("GET {route}"), Some(scopes), None, path, query, "")
            .await
    }

    pub(crate) async fn read(&self, scopes: &[&str], id: &str) -> Told {
        self.get("/v1/aid/referrals/{id}", scopes, json!({ "id": id }), json!({}))
            .await
    }

    /// Publishes a programme as its writer.
    pub(crate) async fn publish(&self, programme: &Value) -> Told {
        let (body, key) = (programme.to_string(), format!("publish-{}", self.call_number()));
        self.call(
            "POST /v1/aid/programmes",
            Some(WRITER),
            Some(&body),
            json!({}),
            json!({}),
            &key,
        )
        .await
    }

    pub(crate) async fn budget(&self, code: &str) -> Value {
        let route = "/v1/aid/programmes/{code}/budget";
        self.get(route, CASHIER, json!({ "code": code }), json!({}))
            .await
            .expect(200)
    }

    /// What an account of a programme holds.
    pub(crate) async fn balance(&self, code: &str, account: &str) -> u64 {
        let budget = self.budget(code).await;
        assert_eq!(
            (&budget["balanced"], &budget["recounted"]),
            (&json!(true), &json!(true))
        );
        let accounts = budget["accounts"].as_array().unwrap();
        let found = accounts.iter().find(|found| found["account"] == account).unwrap();
        found["balance"].as_u64().unwrap()
    }

    /// Somebody consented, and the office was told.
    pub(crate) async fn refer(&self, kind: AidKind, person: Person) -> String {
        let case = CaseId(Uuid::from_u128(u128::from(self.call_number())));
        let office = AidOfficeCode::parse("dinsos").unwrap();
        let id = referral::id(case, Role::Petitioner, &office, kind, 1);
        let today = self.now().to_zoned_datetime(self.desk.city.time_zone()).date();
        let referred = Referred {
            case,
            role: Role::Petitioner,
            office,
            kind,
            assess_by: today.saturating_add(jiff::Span::new().days(7)),
            person,
            facts: known(),
            provided: Vec::new(),
        };
        let says = self.says("refer");
        self.desk.aid.refer(id, referred, &says).await.unwrap();
        id.to_string()
    }

    /// The ruling is undone, and the office is told.
    pub(crate) async fn reverse(&self, id: &str) {
        let says = self.says("reversed");
        let today = self.now().to_zoned_datetime(self.desk.city.time_zone()).date();
        let days = self.desk.city.working_days();
        let reversed = self.desk.aid.reverse(id.parse().unwrap(), today, &days, &says);
        reversed.await.unwrap();
    }

    /// Somebody takes the consent back.
    pub(crate) async fn withdraw(&self, id: &str) {
        let says = self.says("withdraw");
        self.desk.aid.withdraw(id.parse().unwrap(), &says).await.unwrap();
    }

    fn says(&self, deed: &str) -> Says {
        Says {
            actor: Actor::function("aid-referral"),
            cause: CommandId::new(format!("aid-referral/{deed}")),
            at: self.now(),
        }
    }

    /// A referral for capital on which the office has gone so far: `assessed`, `proposed`, `approved`, `planned`, `ordered` or
    /// `paid`.
    pub(crate) async fn capital(&self, number: u32, stage: &str) -> String {
        let id = self.refer(AidKind::Capital, person(number)).await;
        self.go_on(&id, stage).await;
        id
    }

    pub(crate) async fn go_on(&self, id: &str, stage: &str) {
        let steps: [(&str, &[&str], &str, Value); 5] = [
            ("assessed", ASSESSOR, "assessment", sample("assessment")),
            ("proposed", APPROVER, "proposal", sample("proposal")),
            ("approved", SECOND, "approval", json!({ "amount": 6_000_000 })),
            ("planned", MENTOR, "plan", sample("plan")),
            (
                "ordered",
                CASHIER,
                "instalments/1/order",
                json!({ "amount": 4_000_000 }),
            ),
        ];
        for (reached, scopes, word, body) in steps {
            self.say(scopes, id, word, &body).await.expect(200);
            if reached == stage {
                return;
            }
        }
        let reference = self.reference(id, 1).await;
        let paid = json!({ "reference": reference, "paidOn": self.now().to_string().get(..10).unwrap() });
        self.say(CASHIER, id, "instalments/1/payment", &paid)
            .await
            .expect(200);
    }

    /// The reference of an instalment's order.
    pub(crate) async fn reference(&self, id: &str, instalment: u16) -> String {
        let story = self.story(id).await;
        story
            .case
            .instalment(instalment)
            .unwrap()
            .reference()
            .unwrap()
            .to_string()
    }

    pub(crate) async fn story(&self, id: &str) -> ReferralStory {
        self.desk.aid.journal.load(id.parse().unwrap()).await.unwrap()
    }
}
