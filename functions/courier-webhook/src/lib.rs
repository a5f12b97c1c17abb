//! What happens outside the office: the courier's provider reports, and the rider at the door enters the addressee's
//! code.
//!
//! A report is only a reason to ask the provider; what it says itself is never believed. The code is the proof that
//! the envelope reached its addressee; the provider's own "delivered" is not.

mod door;
mod page;
mod report;
mod typed;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_city::City;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_couriers::Courier;
use tuntas_couriers::biteship::WebhookSecret;
use tuntas_journal::{Journal, RunError};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::KeyRing;
use uuid::Uuid;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct CourierWebhook<C> {
    /// The journal.
    pub journal: Journal,
    /// The provider.
    pub courier: C,
    /// What a report has to present.
    pub secret: WebhookSecret,
    /// Knows the hand-over tokens and codes.
    pub keys: KeyRing,
    /// The city: whose page it is, and where to complain.
    pub city: Arc<City>,
}

/// What changes from request to request.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub at: Timestamp,
    /// Names this try at a code, so that each wrong one counts.
    pub nonce: Uuid,
}

impl<C: Courier> CourierWebhook<C> {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, moment: Moment) -> Result<HttpResponse, HttpError> {
        match request.route() {
            "POST /v1/courier/biteship" => self.hear(&request, moment.at).await,
            "GET /v1/handovers/{token}" => self.show(&request).await,
            "POST /v1/handovers/{token}" => self.enter(&request, moment).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }
}

/// A step that failed for other reasons than those its caller knows.
fn failed<E>(error: RunError<E>) -> HttpError
where
    E: std::error::Error + Send + Sync + 'static,
{
    match error {
        RunError::Contended(_) => Problem::new(ProblemCode::Unavailable).into(),
        RunError::Refused(refusal) => Problem::from(refusal).into(),
        RunError::Journal(error) => error.into(),
        RunError::Prepare(error) => error.into(),
    }
}
