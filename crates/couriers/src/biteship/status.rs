//! Biteship's status words.

use tuntas_domain::case::CourierStatus as S;

use crate::Reported;

/// Reads a status word in any spelling seen on the wire: `dropping_off`, `droppingOff`, `Dropping Off`.
/// Words: the orders overview and trackings pages of the API docs; `placed` and `in_transit` occur in the wild.
pub(super) fn parse(word: &str) -> Reported {
    let plain: String = word
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    Reported::Known(match plain.as_str() {
        "confirmed" | "placed" | "scheduled" => S::Searching,
        "allocated" => S::Assigned,
        "pickingup" => S::ToPickup,
        "picked" => S::Picked,
        "droppingoff" | "intransit" => S::ToDrop,
        "delivered" => S::Delivered,
        "couriernotfound" => S::NoDriver,
        "cancelled" | "canceled" | "rejected" => S::Cancelled,
        "onhold" => S::OnHold,
        "returnintransit" => S::Returning,
        "returned" => S::Returned,
        "disposed" => S::Lost,
        _ => return Reported::unknown(word),
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_word_in_every_spelling() {
        let words = [
            "confirmed",
            "placed",
            "scheduled",
            "allocated",
            "picking_up",
            "pickingUp",
            "picked",
            "dropping_off",
            "droppingOff",
            "in_transit",
            "inTransit",
            "delivered",
            "on_hold",
            "onHold",
            "return_in_transit",
            "returnInTransit",
            "returned",
            "rejected",
            "disposed",
            "courier_not_found",
            "courierNotFound",
            "cancelled",
            "canceled",
            "DELIVERED",
            "hovering",
        ];
        let read: Vec<String> = words
            .iter()
            .map(|word| format!("{word} = {}", parse(word)))
            .collect();
        insta::assert_snapshot!(read.join("\n"), @"
        confirmed = searching
        placed = searching
        scheduled = searching
        allocated = assigned
        picking_up = to_pickup
        pickingUp = to_pickup
        picked = picked
        dropping_off = to_drop
        droppingOff = to_drop
        in_transit = to_drop
        inTransit = to_drop
        delivered = delivered
        on_hold = on_hold
        onHold = on_hold
        return_in_transit = returning
        returnInTransit = returning
        returned = returned
        rejected = cancelled
        disposed = lost
        courier_not_found = no_driver
        courierNotFound = no_driver
        cancelled = cancelled
        canceled = cancelled
        DELIVERED = delivered
        hovering = unknown:hovering
        ");
    }
}
