//! Offices subscribe their own systems to what happens: subscriptions, their secrets, what was sent, and sending it again.
//! Nobody sees what is another office's.

mod caller;
mod deliveries;
mod replay;
mod subscriptions;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tuntas_city::City;
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::{KeyRing, sha256_hex};
use tuntas_webhook_delivery::{Errands, Hooks, KeptError, Known, soon};
use tuntas_webhooks::{Errand, Owner, Reach, Subscription};
use uuid::Uuid;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct WebhookDesk {
    /// Subscriptions and what is on its way to them.
    pub hooks: Hooks,
    /// Makes secrets.
    pub keys: KeyRing,
    /// The city with its courts and officers.
    pub city: Arc<City>,
    /// How far subscriptions may lead.
    pub reach: Reach,
    /// Has things sent at once.
    pub errands: Arc<dyn Errands>,
}

/// What changes from request to request.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub at: Timestamp,
    /// Names the subscription, if this request makes one.
    pub new_subscription: Uuid,
}

impl WebhookDesk {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, moment: Moment) -> Result<HttpResponse, HttpError> {
        let owner = self.owner(&request)?;
        let at = moment.at;
        match request.route() {
            "POST /v1/webhook-subscriptions" => self.subscribe(&request, &owner, moment).await,
            "GET /v1/webhook-subscriptions" => self.list(&owner).await,
            "GET /v1/webhook-subscriptions/{id}" => self.read(&request, &owner).await,
            "PATCH /v1/webhook-subscriptions/{id}" => self.change(&request, &owner, at).await,
            "DELETE /v1/webhook-subscriptions/{id}" => self.remove(&request, &owner).await,
            "POST /v1/webhook-subscriptions/{id}/secret" => self.rotate(&request, &owner, at).await,
            "POST /v1/webhook-subscriptions/{id}/test" => self.test(&request, &owner, at).await,
            "GET /v1/webhook-subscriptions/{id}/deliveries" => self.deliveries(&request, &owner).await,
            "POST /v1/webhook-subscriptions/{id}/replay" => self.replay(&request, &owner, at).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }

    /// The subscription an address names, if it is the caller's: another office's is as good as none.
    async fn own(&self, request: &HttpRequest, owner: &Owner) -> Result<Subscription, HttpError> {
        let found = self.hooks.subscription(owner, id(request)?).await?;
        found.ok_or_else(|| Problem::new(ProblemCode::NotFound).into())
    }

    /// Has a subscription worked off at once.
    async fn at_once(&self, owner: &Owner, subscription: Uuid, due: Vec<String>) {
        let errand = Errand::Deliver {
            owner: owner.clone(),
            subscription,
            due,
        };
        soon(self.errands.as_ref(), &errand, SignedDuration::ZERO).await;
    }

    /// What came of a key before; a refusal if it was taken for something else.
    async fn known(&self, owner: &Owner, asked: &Asked<'_>) -> Result<Option<String>, HttpError> {
        let known = self.hooks.known(owner, asked.operation, asked.key).await?;
        match known {
            Some(known) if known.digest != asked.digest => {
                Err(Problem::new(ProblemCode::IdempotencyKeyReused).into())
            }
            known => Ok(known.map(|known| known.result)),
        }
    }
}

/// Something that is done once under a key.
struct Asked<'a> {
    operation: &'static str,
    key: &'a str,
    digest: String,
}

impl<'a> Asked<'a> {
    fn read(request: &'a HttpRequest, operation: &'static str) -> Result<Self, Problem> {
        let key =
            tuntas_contract::idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        // What it is about is a part of what is asked.
        let about = request.path("id").unwrap_or_default();
        let digest = sha256_hex(&[about.as_bytes(), b" ", request.body()].concat());
        Ok(Self {
            operation,
            key,
            digest,
        })
    }

    fn came_to(&self, result: impl Into<String>) -> Known {
        Known {
            digest: self.digest.clone(),
            result: result.into(),
        }
    }
}

/// What is not an id names nothing.
fn id(request: &HttpRequest) -> Result<Uuid, Problem> {
    request
        .path("id")
        .and_then(|id| id.parse().ok())
        .ok_or(Problem::new(ProblemCode::NotFound))
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}

/// Somebody else was faster: the caller tries again under the same key.
fn contended(error: KeptError) -> HttpError {
    match error {
        KeptError::Contended => Problem::new(ProblemCode::Conflict).into(),
        error => error.into(),
    }
}
