//! The rider.

use std::{sync::Arc, time::Duration};

use crate::{
    clock,
    handover::{self, HandoverOutcome},
    server::Shared,
    views,
    world::{STATUSES, Step},
};

/// How long a rider waits before entering again a code that was not answered.
const TRY_AGAIN: Duration = Duration::from_millis(500);

impl Shared {
    /// Gives an order a status and sends the webhook. False when there is no such order or status.
    pub(crate) fn move_to(&self, number: u64, status: &str) -> bool {
        let Some(status) = STATUSES.into_iter().find(|known| *known == status) else {
            return false;
        };
        let mut world = self.world();
        let mishaps = world.mishaps.clone();
        let Some(order) = world.orders.get_mut(&number) else {
            return false;
        };
        let at = clock::now();
        order.steps.push(Step { status, at });
        if let Some(position) = order.ahead.iter().position(|ahead| *ahead == status) {
            order.ahead.drain(..=position);
        }
        tracing::info!(order = %order.id, status, "order moved");
        let _ = order.outbox.send(views::status_webhook(order, &mishaps));
        true
    }

    /// The next status on the order's way.
    pub(crate) fn next(&self, number: u64) -> Option<&'static str> {
        let world = self.world();
        let order = world.orders.get(&number)?;
        if order.is_final() {
            None
        } else {
            order.ahead.front().copied()
        }
    }

    fn has_code(&self, number: u64) -> bool {
        self.world()
            .orders
            .get(&number)
            .is_some_and(|order| order.code.is_some())
    }
}

/// Moves one order along its way, a status each step, and waits at the door for the code if it has to.
pub(crate) async fn ride(shared: Arc<Shared>, number: u64) {
    let Some(told) = shared.world().orders.get(&number).map(|order| order.told.clone()) else {
        return;
    };
    loop {
        tokio::time::sleep(shared.step).await;
        let Some(next) = shared.next(number) else {
            return;
        };
        if next != "delivered" {
            shared.move_to(number, next);
        } else if shared.has_code(number) {
            if handover::enter_code(&shared, number).await == HandoverOutcome::Unanswered {
                tokio::time::sleep(TRY_AGAIN).await;
            }
        } else if shared.require_code {
            told.notified().await;
        } else {
            shared.move_to(number, next);
        }
    }
}
