//! The courier's riders: they move, and their provider reports it late, twice, out of order, or never.

use tuntas_couriers::{OrderId, Reference};
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
            return finish(world, &rides);
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
        for _ in 0..world.chance.below(2) + usize::from(world.chance.per_mille(200)) {
            world.post(report(ride.id.clone(), ride.status()).uncertain());
        }
        true
    }
}

/// Whatever has not been heard is reported first; then the first ride that is not over goes on.
fn finish(world: &mut World, rides: &[Ride]) -> bool {
    if let Some(unheard) = rides.iter().find(|ride| ride.heard < ride.history.len()) {
        world.post(report(unheard.id.clone(), unheard.status()));
        return true;
    }
    // A rider who got no envelope makes the provider speak once more; then we call the ride off.
    let in_vain =
        |ride: &&Ride| ride.status() == Status::ToPickup && !ride.complained && !is_expected(world, ride);
    if let Some(ride) = rides.iter().find(in_vain) {
        world
            .ports
            .provider
            .change(&ride.id, |ride| ride.complained = true);
        world.post(report(ride.id.clone(), ride.status()));
        return true;
    }
    let next = rides.iter().find_map(|ride| Some((ride, onwards(world, ride)?)));
    let Some((ride, next)) = next else {
        return false;
    };
    world
        .ports
        .provider
        .change(&ride.id, |ride| ride.history.push(next));
    true
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
        Status::ToPickup if !is_expected(world, ride) => None,
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

/// Whether a ride is the one that its attempt was booked with.
fn is_booked(world: &World, ride: &Ride) -> bool {
    let Reference { case, role, attempt } = ride.reference;
    let told = world.records.cases.all.get(&case);
    told.and_then(|told| told.case.tracks[role].attempt(attempt))
        .is_some_and(|delivery| delivery.order.as_deref() == Some(ride.id.as_str()))
}

/// The office gives the envelope to the rider whose order it knows, as long as it has an envelope for that ride.
fn is_expected(world: &World, ride: &Ride) -> bool {
    let Reference { case, role, attempt } = ride.reference;
    let waits = world.records.cases.all.get(&case).is_some_and(|told| {
        let track = &told.case.tracks[role];
        let current = track
            .delivery()
            .is_some_and(|delivery| delivery.attempt == attempt && !delivery.recalled);
        current && !track.is_finished()
    });
    waits && is_booked(world, ride)
}

/// Where a ride goes in calm.
fn onwards(world: &World, ride: &Ride) -> Option<Status> {
    match ride.status() {
        Status::Searching | Status::Assigned => Some(Status::ToPickup),
        // There is no envelope to take: the office calls the rider off.
        Status::ToPickup if !is_expected(world, ride) => None,
        Status::ToPickup | Status::Picked | Status::OnHold => Some(Status::ToDrop),
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
            &[],
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
