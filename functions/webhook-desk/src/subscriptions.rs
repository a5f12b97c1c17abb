//! Subscriptions and their secrets.

use jiff::Timestamp;
use tuntas_contract::webhooks::{
    SubscriptionChangeRequest, SubscriptionRequest, SubscriptionSecret, SubscriptionView, Subscriptions,
};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_webhook_delivery::KeptError;
use tuntas_webhooks::{Owner, SUBSCRIPTIONS_AT_MOST, Subscription};
use uuid::Uuid;

use crate::{Asked, Moment, WebhookDesk, contended, id, invalid};

/// Who adds at the same moment as somebody else starts afresh, so often.
const ATTEMPTS: usize = 6;

impl WebhookDesk {
    pub(crate) async fn subscribe(
        &self,
        request: &HttpRequest,
        owner: &Owner,
        moment: Moment,
    ) -> Result<HttpResponse, HttpError> {
        let asked = Asked::read(request, "subscribe")?;
        for _ in 0..ATTEMPTS {
            if let Some(known) = self.known(owner, &asked).await? {
                return self.made_before(owner, &known).await;
            }
            let wanted = SubscriptionRequest::parse(request.body(), self.reach).map_err(invalid)?;
            let owned = self.hooks.owned(owner).await?;
            if owned.subscriptions.len() >= SUBSCRIPTIONS_AT_MOST {
                return Err(Problem::new(ProblemCode::TooManySubscriptions).into());
            }
            let (id, at) = (moment.new_subscription, moment.at);
            let new = Subscription::new(id, owner.clone(), wanted.url, wanted.kinds, at);
            let taken = asked.came_to(id.to_string());
            let key = self.hooks.taking(owner, asked.operation, asked.key, &taken, at);
            match self.hooks.add(&owned, &new, vec![key]).await {
                Ok(()) => return self.with_secret(201, &new, new.generation),
                // Another one was added, or the same one by the same key.
                Err(KeptError::Contended) => {}
                Err(failure) => return Err(failure.into()),
            }
        }
        Err(Problem::new(ProblemCode::Conflict).into())
    }

    /// The answer of the first time: it may have been lost on its way.
    async fn made_before(&self, owner: &Owner, known: &str) -> Result<HttpResponse, HttpError> {
        let gone = || Problem::new(ProblemCode::NotFound);
        let id: Uuid = known.parse().map_err(|_| gone())?;
        let subscription = self.hooks.subscription(owner, id).await?.ok_or_else(gone)?;
        self.with_secret(201, &subscription, 1)
    }

    pub(crate) async fn list(&self, owner: &Owner) -> Result<HttpResponse, HttpError> {
        let owned = self.hooks.owned(owner).await?.subscriptions;
        let subscriptions = owned.iter().map(SubscriptionView::from).collect();
        Ok(HttpResponse::json(200, &Subscriptions { subscriptions }))
    }

    pub(crate) async fn read(&self, request: &HttpRequest, owner: &Owner) -> Result<HttpResponse, HttpError> {
        let subscription = self.own(request, owner).await?;
        Ok(HttpResponse::json(200, &SubscriptionView::from(&subscription)))
    }

    pub(crate) async fn change(
        &self,
        request: &HttpRequest,
        owner: &Owner,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let before = self.own(request, owner).await?;
        let wanted = SubscriptionChangeRequest::parse(request.body(), self.reach).map_err(invalid)?;
        let changed = self
            .hooks
            .change(owner, before.id, |old| old.changed(wanted.clone(), at));
        let subscription = changed
            .await
            .map_err(contended)?
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        if subscription.is_active() {
            // What has waited is sent, and what is on its way goes to the new address.
            let row = self
                .hooks
                .look_at(owner, subscription.id, "changed", at, at)
                .await
                .map_err(contended)?;
            self.at_once(owner, subscription.id, vec![row]).await;
        }
        Ok(HttpResponse::json(200, &SubscriptionView::from(&subscription)))
    }

    pub(crate) async fn remove(
        &self,
        request: &HttpRequest,
        owner: &Owner,
    ) -> Result<HttpResponse, HttpError> {
        let removed = self.hooks.remove(owner, id(request)?).await;
        if removed.map_err(contended)? {
            Ok(HttpResponse::empty(204))
        } else {
            Err(Problem::new(ProblemCode::NotFound).into())
        }
    }

    pub(crate) async fn rotate(
        &self,
        request: &HttpRequest,
        owner: &Owner,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let asked = Asked::read(request, "rotate")?;
        let before = self.own(request, owner).await?;
        if let Some(known) = self.known(owner, &asked).await? {
            return self.rotated_before(&before, &known);
        }
        // The generation that comes of it is taken with the key.
        let rotate = |old: Subscription| {
            let after = old.rotated(at);
            let taken = asked.came_to(after.generation.to_string());
            let key = self.hooks.taking(owner, asked.operation, asked.key, &taken, at);
            (after, vec![key])
        };
        match self
            .hooks
            .change_with(owner, before.id, rotate)
            .await
            .map_err(contended)
        {
            Ok(Some(after)) => self.with_secret(200, &after, after.generation),
            Ok(None) => Err(Problem::new(ProblemCode::NotFound).into()),
            Err(failure) => match self.known(owner, &asked).await? {
                Some(known) => self.rotated_before(&before, &known),
                None => Err(failure),
            },
        }
    }

    fn rotated_before(&self, subscription: &Subscription, known: &str) -> Result<HttpResponse, HttpError> {
        let generation = known.parse().map_err(|_| Problem::new(ProblemCode::Conflict))?;
        self.with_secret(200, subscription, generation)
    }

    fn with_secret(
        &self,
        status: u16,
        subscription: &Subscription,
        generation: u32,
    ) -> Result<HttpResponse, HttpError> {
        let keys = self.keys.webhook_keys(&subscription.id.to_string(), generation)?;
        let answer = SubscriptionSecret {
            subscription: SubscriptionView::from(subscription),
            secret: keys.secret(),
            public_key: keys.public_key(),
        };
        let response = HttpResponse::json(status, &answer);
        Ok(match status {
            201 => response.header(
                "location",
                format!("/v1/webhook-subscriptions/{}", subscription.id),
            ),
            _ => response,
        })
    }
}
