//! What was sent, and a test.

use jiff::Timestamp;
use tuntas_contract::webhooks::{Deliveries, DeliveryView, TestSent};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_webhooks::{Delivery, Kind, Message, Owner, Told};

use crate::{Asked, WebhookDesk, contended};

impl WebhookDesk {
    pub(crate) async fn deliveries(
        &self,
        request: &HttpRequest,
        owner: &Owner,
    ) -> Result<HttpResponse, HttpError> {
        let subscription = self.own(request, owner).await?;
        let limit = request.limit()?;
        let cursor =
            request.cursor(|text| (text.starts_with("msg_") && text.len() <= 128).then_some(text))?;
        let page = self.hooks.latest(subscription.id, cursor, limit).await?;
        let deliveries = page.deliveries.iter().map(DeliveryView::from).collect();
        Ok(HttpResponse::json(
            200,
            &Deliveries {
                deliveries,
                next: page.next,
            },
        ))
    }

    pub(crate) async fn test(
        &self,
        request: &HttpRequest,
        owner: &Owner,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let asked = Asked::read(request, "test")?;
        let subscription = self.own(request, owner).await?;
        if let Some(message) = self.known(owner, &asked).await? {
            return Ok(HttpResponse::json(202, &TestSent { message }));
        }
        if !subscription.is_active() {
            return Err(Problem::new(ProblemCode::SubscriptionDisabled).into());
        }
        let test = Message {
            kind: Kind::Test,
            at,
            told: Told::Test {
                subscription: subscription.id,
            },
        };
        let delivery = Delivery::new(&test, at)?;
        let taken = asked.came_to(&delivery.id);
        let key = self.hooks.taking(owner, asked.operation, asked.key, &taken, at);
        let noted = self
            .hooks
            .note(owner, subscription.id, &delivery, at, vec![key])
            .await;
        let message = match noted {
            Ok(row) => {
                self.at_once(owner, subscription.id, row.into_iter().collect())
                    .await;
                delivery.id
            }
            // Somebody may have been faster with the same key.
            Err(error) => match self.known(owner, &asked).await? {
                Some(message) => message,
                None => return Err(contended(error)),
            },
        };
        Ok(HttpResponse::json(202, &TestSent { message }))
    }
}
