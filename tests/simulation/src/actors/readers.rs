//! The functions that read queues.

use journal_relay::Queue;
use tuntas_journal::Message;

use crate::letter::{Letter, nothing};

/// A message on a queue.
pub(crate) fn message(queue: Queue, message: Message) -> Letter {
    Letter::new(
        format!(
            "message {:?} {} of {} to {queue:?}",
            message.kind, message.seq, message.case_id
        ),
        move |world| {
            let (functions, at) = (world.functions.clone(), world.now);
            async move {
                let told = |error: &dyn std::error::Error| error.to_string();
                match queue {
                    Queue::Register => {
                        let work = functions.register_update.handle(message, at).await;
                        work.map_err(|error| told(&error))?;
                    }
                    Queue::Render => {
                        let work = functions.card_render.handle(message, at).await;
                        work.map_err(|error| told(&error))?;
                    }
                    Queue::Aid => {
                        let work = functions.aid_referral.handle(message, at).await;
                        work.map_err(|error| told(&error))?;
                    }
                    Queue::Courier => {
                        let work = functions.dispatch.handle(message, at).await;
                        work.map_err(|error| told(&error))?;
                    }
                }
                Ok(nothing())
            }
        },
    )
}
