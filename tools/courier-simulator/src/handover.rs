//! The hand-over at the door: the addressee tells the rider a code, the rider enters it.

use serde::Serialize;
use serde_json::json;

use crate::{loopback::loopback_url, server::Shared, world::NoSuchOrder};

/// What the line of the order's note begins with.
const LINE: &str = "Serah terima:";

/// The hand-over URL in an order's note; only loopback URLs are followed.
pub(crate) fn url_in_note(note: &str) -> Option<String> {
    let line = note.lines().find_map(|line| line.trim().strip_prefix(LINE))?;
    let url = line.split_whitespace().next()?;
    loopback_url(url).ok().map(|_| url.to_owned())
}

/// What came of telling the rider a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum HandoverOutcome {
    /// The rider is not there yet and keeps the code in mind.
    Noted,
    /// The code was accepted; the order is delivered.
    Delivered,
    /// The code was refused.
    Refused {
        /// HTTP status of the answer.
        status: u16,
    },
    /// No answer, or 5xx; the rider keeps the code and tries again.
    Unanswered,
    /// The order's note has no hand-over line, or the order has ended.
    Pointless,
}

/// The addressee tells the rider the code.
pub(crate) async fn tell(shared: &Shared, id: &str, code: &str) -> Result<HandoverOutcome, NoSuchOrder> {
    let number = {
        let mut world = shared.world();
        let number = world.number(id)?;
        let order = world.orders.get_mut(&number).ok_or(NoSuchOrder)?;
        if order.is_final() || order.handover_url.is_none() {
            return Ok(HandoverOutcome::Pointless);
        }
        order.code = Some(code.to_owned());
        if order.status() != "dropping_off" {
            return Ok(HandoverOutcome::Noted);
        }
        number
    };
    let outcome = enter_code(shared, number).await;
    if let Some(order) = shared.world().orders.get(&number) {
        order.told.notify_one();
    }
    Ok(outcome)
}

/// The rider, at the door, enters the code told, and on success marks the order delivered.
pub(crate) async fn enter_code(shared: &Shared, number: u64) -> HandoverOutcome {
    let door = match shared.world().orders.get(&number) {
        Some(order) => order.door.clone(),
        None => return HandoverOutcome::Pointless,
    };
    let _one_at_a_time = door.lock().await;
    let (url, code) = {
        let world = shared.world();
        match world.orders.get(&number) {
            Some(order) if order.handed_over => return HandoverOutcome::Delivered,
            Some(order) if !order.is_final() => match (&order.handover_url, &order.code) {
                (Some(url), Some(code)) => (url.clone(), code.clone()),
                _ => return HandoverOutcome::Pointless,
            },
            _ => return HandoverOutcome::Pointless,
        }
    };
    let body = json!({ "code": code }).to_string();
    let sent = shared
        .http
        .post(&url)
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await;
    let status = sent.ok().map(|answer| answer.status());
    {
        let mut world = shared.world();
        let Some(order) = world.orders.get_mut(&number) else {
            return HandoverOutcome::Pointless;
        };
        order.handover_status = status.map(|status| status.as_u16());
        tracing::info!(order = %order.id, status = order.handover_status, "hand-over code entered");
        match status {
            Some(status) if status.is_success() => {
                order.code = None;
                order.handed_over = true;
                if order.is_final() {
                    return HandoverOutcome::Delivered;
                }
            }
            Some(status) if !status.is_server_error() => {
                order.code = None;
                return HandoverOutcome::Refused {
                    status: status.as_u16(),
                };
            }
            _ => return HandoverOutcome::Unanswered,
        }
    }
    shared.move_to(number, "delivered");
    HandoverOutcome::Delivered
}

#[cfg(test)]
mod tests {
    use super::url_in_note;

    #[test]
    fn the_hand_over_line_is_found_in_the_note() {
        let note = "Dokumen, jangan dilipat.\n  Serah terima: http://ab1.execute-api.localhost:4566/v1/handovers/x9 \nTerima kasih";
        assert_eq!(
            url_in_note(note).as_deref(),
            Some("http://ab1.execute-api.localhost:4566/v1/handovers/x9")
        );
        assert_eq!(url_in_note("Serah terima: https://elsewhere.example/x"), None);
        assert_eq!(url_in_note("tanpa kode"), None);
    }
}
