//! The rider at the door, who enters what the addressee says.

use courier_webhook::Moment;
use tuntas_couriers::Reference;
use tuntas_domain::case::CourierStatus as Status;
use tuntas_signatures::Handover;

use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{Ride, Sender, request};

/// Any rider.
pub(crate) struct Rider;

impl Actor for Rider {
    fn act(&mut self, world: &mut World) -> bool {
        let at_a_door: Vec<Ride> = world
            .ports
            .provider
            .rides()
            .into_iter()
            .filter(is_at_a_door)
            .collect();
        let ride = if world.is_calm() {
            at_a_door.first()
        } else {
            world.chance.pick(&at_a_door)
        };
        let Some(ride) = ride else {
            return false;
        };
        let mistaken = !world.is_calm() && world.chance.per_mille(250);
        let letter = enter(ride, mistaken);
        world.post(if world.is_calm() {
            letter
        } else {
            letter.uncertain()
        });
        true
    }
}

fn is_at_a_door(ride: &Ride) -> bool {
    let there = matches!(ride.status(), Status::ToDrop | Status::OnHold | Status::Delivered);
    there && !ride.code_taken && !ride.locked
}

fn enter(ride: &Ride, mistaken: bool) -> Letter {
    let (id, token) = (ride.id.clone(), ride.token.clone());
    let Reference { case, role, attempt } = ride.reference;
    let handover = Handover {
        case: case.0,
        role,
        attempt,
    };
    Letter::new(format!("code of {}", ride.reference), move |world| {
        let right = world.functions.keys.handover_code(handover).expose();
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let typed = if mistaken { wrong } else { right.as_str() };
        let body = format!(r#"{{"code":"{typed}"}}"#);
        let request = request(
            Sender::Anyone,
            "POST /v1/handovers/{token}",
            &[("token", &token)],
            &[],
            body.as_bytes(),
        );
        let moment = Moment {
            at: world.now,
            nonce: world.chance.id(),
        };
        let (webhook, id) = (world.functions.webhook.clone(), id.clone());
        async move {
            let told = heard(webhook.handle(request, moment).await)?;
            let after: After = Box::new(move |world| match told {
                Ok(_) => world.ports.provider.change(&id, |ride| ride.code_taken = true),
                Err(code) if code == "wrong_code" => {}
                // Locked, or out of date: the envelope goes back.
                Err(_) => world.ports.provider.change(&id, |ride| ride.locked = true),
            });
            Ok(after)
        }
    })
}
