//! Where a party may want to stand, once the decree is old.

use serde_json::{Value, json};

use crate::World;

/// A wish as a program sends it; a host's head has agreed, or nobody knows.
pub(super) fn wish(world: &mut World, consents: bool) -> Value {
    let kelurahan = ["35.75.01.1003", "35.75.02.1004"][world.chance.below(2)];
    match world.chance.below(8) {
        0 | 1 => json!({ "kind": "keep" }),
        2 => json!({ "kind": "own" }),
        3 | 4 => json!({ "kind": "own", "address": {
            "street": format!("Jl. Contoh Melati No. {}", 1 + world.chance.below(9)),
            "rt": "001",
            "rw": "002",
            "kelurahan": kelurahan,
        } }),
        5 | 6 => {
            let host = world.chance.pick(&world.town.hosts).map(ToString::to_string);
            json!({
                "kind": "join",
                "host": host.unwrap_or_default(),
                "relationship": "ANAK",
                "hostConsents": consents,
            })
        }
        _ => json!({ "kind": "leave", "destination": "Kota Malang", "region": "35.73" }),
    }
}
