//! The stream of the journal, and the relay that tells the next step of each new event.

use journal_relay::route;
use memory_tables::give_way;
use tuntas_journal::Message;

use super::readers;
use crate::Damage;
use crate::checks::Told;
use crate::letter::{After, Letter, nothing};

/// A record of the stream.
pub(crate) fn stream_record(told: Told) -> Letter {
    let message = Message {
        case_id: told.case,
        seq: told.seq,
        kind: told.event.kind(),
    };
    Letter::new(
        format!("record {:?} {} of {}", message.kind, message.seq, message.case_id),
        move |world| {
            let queues = route(&told.event);
            let forgotten =
                !queues.is_empty() && world.damage == Damage::RelayDrops && world.chance.per_mille(100);
            async move {
                give_way().await;
                let after: After = if forgotten || queues.is_empty() {
                    nothing()
                } else {
                    Box::new(move |world| {
                        for queue in queues {
                            world.post(readers::message(*queue, message));
                        }
                    })
                };
                Ok(after)
            }
        },
    )
}
