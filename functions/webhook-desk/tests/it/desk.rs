//! The desk over tables in memory, called as the gateway calls it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use jiff::{SignedDuration, Timestamp};
use memory_tables::DirectTables;
use serde_json::{Value, json};
use tuntas_city::{City, Sources};
use tuntas_domain::identity::CourtCode;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::Table;
use tuntas_webhook_delivery::{Errands, Hooks, Sent};
use tuntas_webhooks::{Delivery, Errand, Kind, Message, Owner, Reach, Standing, Subscription, Told};
use uuid::Uuid;
use webhook_desk::{Moment, WebhookDesk};

pub(crate) const PAS: &str = "tuntas/webhooks.manage court/PA.Pas";
pub(crate) const OFFICER: &str = "tuntas/webhooks.manage officer/sistem-01";
pub(crate) const POLICE: &str = "tuntas/webhooks.manage police/sistem-polisi";
pub(crate) const DINSOS: &str = "tuntas/webhooks.manage aid/sistem-dinsos";
pub(crate) const UPTD: &str = "tuntas/webhooks.manage aid/sistem-uptd-ppa";

const ROOT: &str = "/v1/webhook-subscriptions";

#[derive(Debug, Default)]
struct Counted(Mutex<usize>);

impl Errands for Counted {
    fn send<'a>(&'a self, _: &'a Errand, _: SignedDuration) -> Sent<'a> {
        Box::pin(async move {
            *self.0.lock().unwrap() += 1;
            Ok(())
        })
    }
}

pub(crate) struct Desk {
    function: WebhookDesk,
    errands: Arc<Counted>,
    pub(crate) at: Timestamp,
}

impl Desk {
    pub(crate) fn open() -> Self {
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let sources = Sources {
            city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        };
        let errands = Arc::new(Counted::default());
        Self {
            function: WebhookDesk {
                hooks: Hooks::new(Table::new(DirectTables::new().database(), "hooks")),
                keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
                city: Arc::new(City::assemble(sources).unwrap()),
                reach: Reach::Public,
                errands: errands.clone(),
            },
            errands,
            at: "2026-12-01T00:00:00Z".parse().unwrap(),
        }
    }

    pub(crate) fn errands(&self) -> usize {
        *self.errands.0.lock().unwrap()
    }

    pub(crate) async fn call(
        &self,
        scopes: &str,
        method: &str,
        path: &str,
        key: Option<&str>,
        body: &Value,
    ) -> (u16, Value) {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut parts = path.split('/').skip(1);
        let (id, what) = (parts.next(), parts.next());
        let route = match (id, what) {
            (None, _) => ROOT.to_owned(),
            (Some(_), None) => format!("{ROOT}/{{id}}"),
            (Some(_), Some(what)) => format!("{ROOT}/{{id}}/{what}"),
        };
        let query: HashMap<&str, &str> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let mut headers = json!({});
        if let Some(key) = key {
            headers["idempotency-key"] = json!(key);
        }
        let claims = json!({ "client_id": "sipp", "scope": scopes });
        let mut event = json!({
            "version": "2.0",
            "routeKey": format!("{method} {route}"),
            "rawPath": path,
            "headers": headers,
            "queryStringParameters": query,
            "pathParameters": {},
            "isBase64Encoded": false,
            "requestContext": {
                "requestId": "r-1",
                "timeEpoch": 0,
                "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "test" },
                "authorizer": { "jwt": { "claims": claims, "scopes": null } },
            },
        });
        if let Some(id) = id {
            event["pathParameters"] = json!({ "id": id });
        }
        if !body.is_null() {
            event["body"] = json!(body.to_string());
        }
        let event: ApiGatewayV2httpRequest = serde_json::from_value(event).unwrap();
        let request = HttpRequest::from_event(event).unwrap();
        let moment = Moment {
            at: self.at,
            new_subscription: Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{scopes}{key:?}").as_bytes()),
        };
        let response: HttpResponse = match self.function.handle(request, moment).await {
            Ok(response) => response,
            Err(HttpError::Problem(problem)) => problem.into(),
            Err(HttpError::Internal(error)) => panic!("{error}"),
        };
        let told = response
            .body()
            .map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
        (response.status(), told)
    }

    pub(crate) async fn get(&self, scopes: &str, path: &str) -> (u16, Value) {
        self.call(scopes, "GET", path, None, &Value::Null).await
    }

    pub(crate) async fn post(
        &self,
        scopes: &str,
        path: &str,
        key: Option<&str>,
        body: &Value,
    ) -> (u16, Value) {
        self.call(scopes, "POST", path, key, body).await
    }

    pub(crate) async fn subscribe(&self, scopes: &str, key: &str) -> (u16, Value) {
        self.post(scopes, "", Some(key), &json!({ "url": crate::URL }))
            .await
    }

    pub(crate) async fn id(&self, scopes: &str, key: &str) -> String {
        let (_, made) = self.subscribe(scopes, key).await;
        made["subscription"]["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn subscription(&self, id: &str) -> Subscription {
        let found = self
            .function
            .hooks
            .subscription(&owner(), id.parse().unwrap())
            .await;
        found.unwrap().unwrap()
    }

    /// What a deliverer would write.
    pub(crate) async fn settle(&self, id: &str, name: &str, change: impl Fn(Delivery) -> Delivery) {
        let id = id.parse().unwrap();
        let kept = self.function.hooks.delivery(id, name).await.unwrap().unwrap();
        let after = change(kept.delivery.clone());
        self.function
            .hooks
            .keep(&owner(), id, &kept, &after, self.at)
            .await
            .unwrap();
    }

    /// A message that arrived now.
    pub(crate) async fn delivered(&self, id: &str) {
        let subscription: Uuid = id.parse().unwrap();
        let message = Message {
            kind: Kind::Test,
            at: self.at,
            told: Told::Test { subscription },
        };
        let delivery = Delivery::new(&message, self.at).unwrap();
        let owner = owner();
        let noted = self
            .function
            .hooks
            .note(&owner, subscription, &delivery, self.at, Vec::new());
        noted.await.unwrap();
        let arrived = |old| Delivery {
            standing: Standing::Delivered,
            ..old
        };
        self.settle(id, &delivery.id, arrived).await;
    }
}

fn owner() -> Owner {
    Owner::Court(CourtCode::parse("PA.Pas").unwrap())
}
