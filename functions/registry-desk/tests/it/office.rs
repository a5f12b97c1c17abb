//! An office with the sample register and cases that are held in it.

use std::path::Path;
use std::sync::Arc;

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use lambda_runtime::{Context, LambdaEvent};
use memory_tables::{Bucket, DirectTables};
use registry_desk::RegistryDesk;
use serde_json::{Value, json};
use tuntas_buckets::Addresses;
use tuntas_city::{City, Sources};
use tuntas_contract::{DecreeRequest, Places};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::{Choice, ChoiceSource, Decree, Parties, Role};
use tuntas_domain::household::{Household, Member};
use tuntas_domain::identity::{
    AktaCeraiNumber, CaseId, CityCode, CommandId, CourtCode, HouseholdId, KelurahanCode,
};
use tuntas_domain::people::Relationship;
use tuntas_domain::plan::{Hold, HouseholdRef, Outcome};
use tuntas_dossier::Dossiers;
use tuntas_feed::Feed;
use tuntas_journal::{Actor, Journal, Story};
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_register::{Change, Register};
use tuntas_signatures::{Algorithm, Jwks, Signer};
use tuntas_tables::Table;
use uuid::Uuid;

use crate::log;

pub(crate) const TODAY: Date = date(2026, 11, 24);

pub(crate) fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

/// So many minutes after nine o'clock in the city.
pub(crate) fn minute(minute: i64) -> Timestamp {
    let nine: Timestamp = "2026-11-24T02:00:00Z".parse().unwrap();
    nine + jiff::SignedDuration::from_mins(minute)
}

struct Anywhere;

impl Places for Anywhere {
    fn is_kelurahan(&self, _: &KelurahanCode) -> bool {
        true
    }
    fn city(&self) -> CityCode {
        "35.75".parse().unwrap()
    }
}

/// A sample decree: a couple with two children of theirs on the husband's card.
pub(crate) fn decree() -> Decree {
    sample("gugat-with-custody")
}

pub(crate) fn sample(name: &str) -> Decree {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../events/decrees/{name}.json"));
    DecreeRequest::parse(&std::fs::read(path).unwrap(), TODAY, &Anywhere)
        .unwrap()
        .decree
}

pub(crate) fn register() -> Vec<Household> {
    serde_json::from_str(include_str!("../../../../events/register/households.json")).unwrap()
}

pub(crate) struct Office {
    pub(crate) tables: DirectTables,
    pub(crate) desk: RegistryDesk,
}

/// An officer at a certain minute.
pub(crate) struct Officer<'a> {
    office: &'a Office,
    code: &'a str,
    minute: i64,
    scope: Option<&'a str>,
}

impl Office {
    pub(crate) async fn new() -> Self {
        Self::of(&register()).await
    }

    /// An office with these households.
    pub(crate) async fn of(households: &[Household]) -> Self {
        log::listen();
        let (tables, bucket) = (DirectTables::new(), Bucket::start().await.unwrap());
        let table = |name: &str| Table::new(tables.database(), name);
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let city = City::assemble(Sources {
            city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        })
        .unwrap();
        let desk = RegistryDesk {
            journal: Journal::new(table("cases")),
            dossiers: Dossiers::new(table("dossiers")),
            register: Register::new(table("register")),
            feed: Feed::new(table("feed")),
            court_documents: Addresses::new(bucket.client(), "evidence"),
            city_code: city.region_code.parse().unwrap(),
            city: Arc::new(city),
            low_water: 3,
        };
        for household in households {
            desk.register.import_household(household, TODAY).await.unwrap();
        }
        Self { tables, desk }
    }

    pub(crate) async fn happen(&self, id: CaseId, at: i64, events: Vec<Event>) {
        let story = self.story(id).await;
        let cause = CommandId::new(format!("test/{}", story.version()));
        let actor = Actor::function("test");
        self.desk
            .journal
            .append(&story, minute(at), &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    /// The petitioner has said where to stand, and the case is held for it.
    pub(crate) async fn wishes(&self, id: CaseId, choice: &Choice, hold: Hold) {
        let role = Role::Petitioner;
        let write = self.desk.dossiers.choose(id, role, 1, choice).unwrap();
        tuntas_tables::commit(self.tables.database(), vec![write])
            .await
            .unwrap();
        let chosen = Event::ChoiceMade {
            role,
            choice: choice.kind(),
            source: ChoiceSource::Officer,
            revision: 1,
        };
        self.happen(id, 1, vec![chosen, Event::Held { hold }]).await;
    }

    pub(crate) async fn story(&self, id: CaseId) -> Story {
        self.desk.journal.load(id).await.unwrap()
    }

    pub(crate) async fn count(&self, id: CaseId, kind: EventKind) -> usize {
        self.story(id).await.count(kind)
    }

    /// A case of the sample decree, accepted at that minute.
    pub(crate) async fn accepted(&self, number: u128, at: i64) -> CaseId {
        self.accepted_as(number, at, &decree()).await
    }

    /// A case of a decree, accepted at that minute.
    pub(crate) async fn accepted_as(&self, number: u128, at: i64, decree: &Decree) -> CaseId {
        let id = case(number);
        let accepted = Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: decree.kind,
            evidence: format!("{number:064x}"),
            missing: vec![],
            duty: None,
        };
        self.happen(id, at, vec![accepted]).await;
        let writes = self
            .desk
            .dossiers
            .open(id, decree, None, Parties::default())
            .unwrap();
        tuntas_tables::commit(self.tables.database(), writes)
            .await
            .unwrap();
        id
    }

    /// A case that is held since that minute.
    pub(crate) async fn held(&self, number: u128, at: i64, hold: Hold) -> CaseId {
        let id = self.accepted(number, at).await;
        self.happen(id, at, vec![Event::Held { hold }]).await;
        id
    }

    /// A case whose register change is done.
    pub(crate) async fn registered(&self, number: u128) -> CaseId {
        let household = HouseholdRef {
            id: HouseholdId(Uuid::from_u128(number)),
            version: 1,
        };
        self.registered_as(number, &decree(), vec![household]).await
    }

    /// A case after whose registration the wife's former household moved, she joined another one, and her former
    /// husband's record was changed; with both households as the case had left them.
    pub(crate) async fn moved_since(&self, number: u128, decree: &Decree) -> (Household, Household, CaseId) {
        let wife = decree.parties[decree.husband().other()].nik.clone();
        let home = self.home_of_either(decree).await;
        let host = (register().into_iter())
            .find(|other| other.id != home.id && other.members.len() > 1)
            .unwrap();
        let written = [&home, &host].map(|home| HouseholdRef {
            id: home.id,
            version: home.version,
        });
        let id = self.registered_as(number, decree, written.to_vec()).await;
        let (mut left, mut joined) = (home.clone(), host.clone());
        let goes = |member: &Member| match &wife {
            Some(nik) => member.person.nik == *nik,
            None => member.relationship == Relationship::Wife,
        };
        let (mut gone, staying): (Vec<_>, Vec<_>) = left.members.into_iter().partition(goes);
        left.members = staying;
        left.address = host.address.clone();
        left.version += 1;
        let his = &mut left.members[0].person;
        his.divorce(
            0,
            date(2026, 9, 10),
            &AktaCeraiNumber::parse("0200/AC/2026/PA.Pas").unwrap(),
        );
        for member in &mut gone {
            member.relationship = Relationship::OtherRelative;
        }
        joined.members.extend(gone);
        joined.version += 1;
        let writes = self.desk.register.change(&Change {
            before: &[home.clone(), host.clone()],
            after: &[left, joined],
            taken: &[],
            by_hand: &[],
            departures: &[],
            arrivals: &[],
            reissued: &[],
        });
        tuntas_tables::commit(self.tables.database(), writes.unwrap())
            .await
            .unwrap();
        (home, host, id)
    }

    async fn home_of_either(&self, decree: &Decree) -> Household {
        let mut homes = Vec::new();
        for nik in decree.parties.iter().filter_map(|(_, party)| party.nik.as_ref()) {
            homes.extend(self.desk.register.home_of(nik).await.unwrap());
        }
        homes.remove(0)
    }

    /// A case that wrote these household versions; both parties stand on the first.
    pub(crate) async fn registered_as(
        &self,
        number: u128,
        decree: &Decree,
        households: Vec<HouseholdRef>,
    ) -> CaseId {
        let id = self.accepted_as(number, 0, decree).await;
        let household = households[0];
        let registered = Event::RegisterUpdated {
            divorced_on: date(2026, 9, 10),
            issued_on: TODAY,
            outcomes: Parties {
                petitioner: Outcome::Founded { household },
                respondent: Outcome::Stayed { household },
            },
            households,
            flags: vec![],
            cards: Parties::default(),
            marriage_registry: None,
        };
        self.happen(id, 0, vec![registered]).await;
        id
    }

    pub(crate) fn officer<'a>(&'a self, code: &'a str, minute: i64) -> Officer<'a> {
        Officer {
            office: self,
            code,
            minute,
            scope: None,
        }
    }
}

/// Status and body of an answer.
pub(crate) type Said = (u16, Value);

pub(crate) fn refused(said: &Said) -> (u16, &str) {
    (said.0, said.1["code"].as_str().unwrap_or_default())
}

/// The first fault of a refused body: where, and which rule.
pub(crate) fn fault(said: &Said) -> (&str, &str) {
    assert_eq!(refused(said), (422, "request_invalid"), "{}", said.1);
    let fault = &said.1["errors"][0];
    (fault["field"].as_str().unwrap(), fault["code"].as_str().unwrap())
}

impl<'a> Officer<'a> {
    pub(crate) fn with_scope(mut self, scope: &'a str) -> Self {
        self.scope = Some(scope);
        self
    }

    pub(crate) async fn ask(&self, route: &str, path: Value, more: Value) -> Said {
        let city = &self.office.desk.city;
        let scope = match self.scope {
            Some(scope) => scope.to_owned(),
            None => city.officer(self.code).unwrap().scopes().join(" "),
        };
        let mut event = json!({
            "routeKey": route,
            "headers": {},
            "pathParameters": path,
            "requestContext": {
                "requestId": format!("r-{}", self.minute),
                "authorizer": { "jwt": { "claims": { "client_id": "client", "scope": scope }, "scopes": [] } },
                "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        });
        for (name, value) in more.as_object().unwrap() {
            event[name] = value.clone();
        }
        let event: ApiGatewayV2httpRequest = serde_json::from_value(event).unwrap();
        let (desk, at) = (self.office.desk.clone(), minute(self.minute));
        let answer = Box::pin(handle(
            LambdaEvent::new(event, Context::default()),
            move |request: HttpRequest| {
                let desk = desk.clone();
                async move { desk.handle(request, at).await }
            },
        ))
        .await;
        (
            answer.status(),
            serde_json::from_str(answer.body().unwrap()).unwrap(),
        )
    }

    /// An operation on a held case.
    pub(crate) async fn post(&self, case: CaseId, what: &str, body: Value) -> Said {
        let route = format!("POST /v1/held-cases/{{id}}/{what}");
        self.ask(&route, json!({ "id": case }), json!({ "body": body.to_string() }))
            .await
    }

    pub(crate) async fn claim(&self, case: CaseId) -> Said {
        self.post(case, "claim", json!({})).await
    }

    pub(crate) async fn decide(&self, case: CaseId, decision: Value) -> Said {
        let body = json!({ "decision": decision, "note": "Contoh: dilihat di loket" });
        self.post(case, "decision", body).await
    }

    pub(crate) async fn facts(&self, case: CaseId) -> Said {
        self.ask("GET /v1/held-cases/{id}", json!({ "id": case }), json!({}))
            .await
    }

    pub(crate) async fn list(&self, query: Value) -> Said {
        let more = json!({ "queryStringParameters": query });
        self.ask("GET /v1/held-cases", json!({}), more).await
    }

    /// An operation on a case, under an `Idempotency-Key`.
    pub(crate) async fn wish(&self, route: &str, path: Value, key: &str, body: Value) -> Said {
        let more = json!({ "headers": { "idempotency-key": key }, "body": body.to_string() });
        self.ask(route, path, more).await
    }
}
