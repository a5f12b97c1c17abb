//! A report of the courier's provider.

use jiff::Timestamp;
use tracing::{error, info, warn};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_couriers::biteship::{Webhook, WebhookError, WebhookKind, parse_webhook};
use tuntas_couriers::{CancelError, CancelReason, Courier, Order, ReadError, Reference, Reported};
use tuntas_domain::case::{Case, Command, CourierStatus, Delivery};
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Journal, JournalError, LookupKey, Prepared, RunError, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_platform::metrics;

use crate::{CourierWebhook, failed};

impl<C: Courier> CourierWebhook<C> {
    /// Hears a report. Whatever will not become better by being sent again is answered 200.
    pub(crate) async fn hear(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let presented = request.header(self.secret.header());
        if !self.secret.verify(presented.map(str::as_bytes)) {
            return Err(Problem::new(ProblemCode::WebhookUnauthorized).into());
        }
        let event = match parse_webhook(request.body()) {
            Ok(Webhook::Event(event)) if event.kind == WebhookKind::Status => event,
            Ok(Webhook::Ping | Webhook::Event(_)) => return Ok(heard()),
            Ok(Webhook::Ignored(name)) => {
                info!(event = name, "a report of another kind");
                return Ok(heard());
            }
            Err(WebhookError::TooLarge) => return Err(Problem::new(ProblemCode::BodyTooLarge).into()),
            Err(error) => {
                metrics::count("CourierReportUnreadable");
                warn!(%error, "a report cannot be read");
                return Ok(heard());
            }
        };
        let order = match self.courier.order(&event.order_id).await {
            Ok(order) => order,
            Err(ReadError::NotFound) => {
                warn!(order = %event.order_id, "the provider reported an order that it does not know");
                return Ok(heard());
            }
            Err(error @ ReadError::Unavailable { .. }) => {
                warn!(order = %event.order_id, %error, "the order could not be read");
                return Err(Problem::new(ProblemCode::Unavailable).into());
            }
        };
        self.follow(&order, at).await
    }

    /// Acts on what the provider says of an order now.
    async fn follow(&self, order: &Order, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let Some(reference) = attempt_of(&self.journal, order).await? else {
            warn!(order = %order.id, "an order that is not ours");
            return Ok(heard());
        };
        let status = match &order.status {
            Reported::Known(status) => *status,
            unknown @ Reported::Unknown(_) => {
                metrics::count("CourierStatusUnknown");
                warn!(%reference, order = %order.id, status = %unknown, "a status this version does not know");
                return Ok(heard());
            }
        };
        match self
            .journal
            .run(
                reference.case,
                at,
                &Move {
                    reference,
                    order,
                    status,
                    provider: self.courier.provider(),
                },
            )
            .await
        {
            // What was reported before is known, also of a ride that has become one too many since.
            Ok(ran)
                if belongs(&ran.story.case, reference, order.id.as_str()).is_err()
                    || (!status.is_final() && is_over(&ran.story.case, reference)) =>
            {
                self.call_off(reference, order).await
            }
            Ok(ran) => {
                let news = !ran.events.is_empty();
                info!(%reference, order = %order.id, %status, news, "the courier's status");
                Ok(heard())
            }
            Err(RunError::Prepare(Mismatch::NoSuchAttempt)) => {
                warn!(%reference, order = %order.id, "an order of an attempt that was never made");
                Ok(heard())
            }
            Err(RunError::Prepare(Mismatch::Stray)) => self.call_off(reference, order).await,
            Err(other) => Err(failed(other)),
        }
    }

    /// A second rider for an attempt that has another one, or was given up, is sent home.
    async fn call_off(&self, reference: Reference, stray: &Order) -> Result<HttpResponse, HttpError> {
        if stray.status.known().is_some_and(CourierStatus::is_final) {
            return Ok(heard());
        }
        metrics::count("CourierStray");
        match self.courier.cancel(&stray.id, CancelReason::Stray).await {
            Ok(()) => warn!(%reference, order = %stray.id, "a stray order was called off"),
            Err(error @ CancelError::Unavailable { .. }) => {
                warn!(%reference, order = %stray.id, %error, "a stray order could not be called off yet");
                return Err(Problem::new(ProblemCode::Unavailable).into());
            }
            Err(error) => {
                if stray.status.known().is_some_and(CourierStatus::has_envelope) {
                    metrics::count("CourierStrayRiding");
                }
                error!(%reference, order = %stray.id, %error, "a stray order cannot be called off");
            }
        }
        Ok(heard())
    }
}

fn heard() -> HttpResponse {
    HttpResponse::empty(200)
}

/// The attempt an order belongs to: the one that booked it, or, before that is recorded, the one it names.
async fn attempt_of(journal: &Journal, order: &Order) -> Result<Option<Reference>, JournalError> {
    let named = order.reference.as_deref();
    let Some(found) = journal.find(&LookupKey::CourierOrder(order.id.as_str())).await? else {
        return Ok(named.and_then(|text| text.parse().ok()));
    };
    let case = journal.load(found.case).await?.case;
    let booked = found.role.and_then(|role| {
        let deliveries = &case.tracks[role].deliveries;
        let delivery = deliveries
            .iter()
            .find(|delivery| delivery.order.as_deref() == Some(order.id.as_str()))?;
        Some(Reference {
            case: found.case,
            role,
            attempt: delivery.attempt,
        })
    });
    // The provider may leave the name out, but may not give another.
    Ok(booked.filter(|booked| named.is_none_or(|named| named == booked.to_string())))
}

/// Why an order moves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Mismatch {
    /// The case never asked for it.
    #[error("the case has no such attempt")]
    NoSuchAttempt,
    /// The attempt has another order, or nobody waits for its envelope any more.
    #[error("the attempt has no place for this order")]
    Stray,
}

/// Whether an order is the one its attempt waits for.
fn belongs(case: &Case, reference: Reference, order: &str) -> Result<(), Mismatch> {
    let track = &case.tracks[reference.role];
    let delivery = track.attempt(reference.attempt).ok_or(Mismatch::NoSuchAttempt)?;
    // An order that is not recorded yet will not be any more once nobody waits for it: the rules refuse it then. But where
    // the rider has the envelope already, only that rider's reports tell where it is.
    let awaited = delivery.refused.is_none()
        && (!delivery.recalled || track.is_with_rider())
        && !track.is_finished()
        && track.delivery() == Some(delivery);
    match &delivery.order {
        Some(booked) if booked == order => Ok(()),
        None if awaited => Ok(()),
        Some(_) | None => Err(Mismatch::Stray),
    }
}

/// Whether an attempt came to nothing by what is recorded, perhaps by the word of another order under its name. The office has
/// called another rider, or will: who rides all the same rides in vain.
fn is_over(case: &Case, reference: Reference) -> bool {
    case.tracks[reference.role]
        .attempt(reference.attempt)
        .is_some_and(Delivery::came_to_nothing)
}

/// The step that moves an attempt on.
struct Move<'a> {
    reference: Reference,
    order: &'a Order,
    status: CourierStatus,
    /// Who says so.
    provider: &'static str,
}

impl Step for Move<'_> {
    type Error = Mismatch;

    /// The provider's own count of steps tells a ride that goes on after a second hold from a repeated report.
    fn command(&self, _: &Story) -> CommandId {
        let Order { id, history, .. } = self.order;
        CommandId::new(format!("courier-status/{id}/{}/{}", self.status, history.len()))
    }

    fn actor(&self) -> Actor {
        Actor::courier(self.provider)
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Mismatch> {
        belongs(&story.case, self.reference, self.order.id.as_str())?;
        let Reference { role, attempt, .. } = self.reference;
        Ok(Some(Prepared::only(Command::MoveCourier {
            role,
            attempt,
            status: self.status,
        })))
    }
}
