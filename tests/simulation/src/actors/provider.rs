//! The courier's riders: they move, and their provider reports it late, twice, out of order, or never.

use tuntas_couriers::OrderId;
use tuntas_domain::case::CourierStatus as Status;

use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{REPORT, Ride, Sender, request};

/// All riders.
pub(crate) struct Rides;

impl Actor for Rides {
    fn act(&mut self, world: &mut World) -> bool {
        let rides = world.ports.provider.rides();
        if world.is_calm() {
            return self.finish(world, &rides);
        }
        let Some(ride) = world.chance.pick(&rides) else {
            return false;
        };
        if let Some(next) = anywhere(world, ride) {
            world
                .ports
                .provider
                .change(&ride.id, |ride| ride.history.push(next));
        }
        for _ in 0..world.chance.below(3) {
            world.post(report(ride.id.clone(), ride.status()).uncertain());
        }
        true
    }
}

impl Rides {
    /// Whatever has not been heard is reported first; then the first ride that is not over goes on.
    fn finish(&mut self, world: &mut World, rides: &[Ride]) -> bool {
        if let Some(unheard) = rides.iter().find(|ride| ride.heard < ride.history.len()) {
            world.post(report(unheard.id.clone(), unheard.status()));
            return true;
        }
        let next = rides.iter().find_map(|ride| Some((ride, onwards(ride)?)));
        let Some((ride, next)) = next else {
            return false;
        };
        world
            .ports
            .provider
            .change(&ride.id, |ride| ride.history.push(next));
        true
    }
}

/// Where a ride goes in a storm; nowhere if its rider waits.
fn anywhere(world: &mut World, ride: &Ride) -> Option<Status> {
    let luck = world.chance.below(100);
    match ride.status() {
        Status::Searching if luck < 12 => Some(Status::NoDriver),
        Status::Searching if luck < 20 => Some(Status::Cancelled),
        Status::Searching => Some(Status::Assigned),
        Status::Assigned if luck < 5 => Some(Status::Cancelled),
        Status::Assigned => Some(Status::ToPickup),
        // There is one envelope: who comes second gets none.
        Status::ToPickup if ride.second => None,
        Status::ToPickup => Some(Status::Picked),
        Status::Picked if luck < 10 => Some(Status::OnHold),
        Status::Picked | Status::OnHold if luck < 80 => Some(Status::ToDrop),
        Status::Picked | Status::OnHold if luck < 90 => Some(Status::Returning),
        Status::ToDrop if luck < 6 => Some(Status::Lost),
        Status::ToDrop if luck < 15 => Some(Status::Returning),
        Status::ToDrop if luck < 25 => Some(Status::OnHold),
        // Some riders say so without the code.
        Status::ToDrop if ride.code_taken || luck > 94 => Some(Status::Delivered),
        Status::Returning => Some(Status::Returned),
        _ => None,
    }
}

/// Where a ride goes in calm.
fn onwards(ride: &Ride) -> Option<Status> {
    match ride.status() {
        Status::Searching => Some(Status::Assigned),
        Status::Assigned => Some(Status::ToPickup),
        Status::ToPickup if ride.second => None,
        Status::ToPickup => Some(Status::Picked),
        Status::Picked | Status::OnHold => Some(Status::ToDrop),
        Status::ToDrop if ride.code_taken => Some(Status::Delivered),
        Status::ToDrop if ride.locked => Some(Status::Returning),
        Status::Returning => Some(Status::Returned),
        _ => None,
    }
}

/// A report of the provider. Of its content only the order counts.
fn report(order: OrderId, status: Status) -> Letter {
    Letter::new(format!("report of {order}"), move |world| {
        let (webhook, at) = (world.functions.webhook.clone(), world.now);
        let body = format!(r#"{{"event":"order.status","order_id":"{order}","status":"{status}"}}"#);
        let request = request(
            Sender::Anyone,
            "POST /v1/courier/biteship",
            ("", ""),
            &[REPORT],
            body.as_bytes(),
        );
        let moment = courier_webhook::Moment {
            at,
            nonce: world.chance.id(),
        };
        let provider = world.ports.provider.clone();
        let id = order.clone();
        async move {
            let known = provider.length(&id);
            let told = heard(webhook.handle(request, moment).await)?;
            let after: After = Box::new(move |world| match told {
                Ok(_) => world
                    .ports
                    .provider
                    .change(&id, |ride| ride.heard = ride.heard.max(known)),
                Err(code) => world.is_wrong(format!("a report was refused: {code}")),
            });
            Ok(after)
        }
    })
}
