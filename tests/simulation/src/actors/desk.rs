//! An officer at the print desk. In a storm any button is pressed at any time; in calm each envelope goes the way it should.

use tuntas_domain::case::{CourierStatus, JobId, Track, TrackStage};

use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{Sender, request};

/// The officer.
pub(crate) struct Desk;

/// A button at the print desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Button {
    Printed,
    ToCourier,
    ToAddressee,
    ToRegistry,
    AnotherCourier,
    Reprint,
}

/// Couriers after whom an addressee comes to the office.
const COURIERS_ENOUGH: u8 = 4;

impl Actor for Desk {
    fn act(&mut self, world: &mut World) -> bool {
        let jobs = jobs(world);
        if world.is_calm() {
            // What is still to be changed is not printed before.
            let ready = |job: &JobId| {
                (world.records.cases.all.get(&job.case)).is_some_and(|told| told.case.amendments.is_empty())
            };
            let mut ready = jobs.iter().filter(|(job, _)| ready(job));
            let next = ready.find_map(|(job, track)| Some((*job, track.clone(), owed(track)?)));
            let Some((job, track, button)) = next else {
                return false;
            };
            let wish = world.chance.next();
            let ride = track.delivery().map(|delivery| delivery.attempt);
            world.post(press(job, button, ride, wish));
            return true;
        }
        let Some((job, track)) = world.chance.pick(&jobs).cloned() else {
            return false;
        };
        let any = [
            Button::Printed,
            Button::ToCourier,
            Button::ToAddressee,
            Button::ToRegistry,
            Button::AnotherCourier,
            Button::Reprint,
        ];
        // Mostly what comes next; an envelope rarely leaves over the counter.
        let button = match world.chance.below(10) {
            0..6 => owed(&track),
            6..8 => Some(Button::ToCourier),
            _ => world.chance.pick(&any).copied(),
        };
        let Some(button) =
            button.filter(|button| *button != Button::ToAddressee || world.chance.per_mille(100))
        else {
            return false;
        };
        let wish = world.chance.next();
        let ride = track.delivery().map(|delivery| delivery.attempt);
        world.post(press(job, button, ride, wish).uncertain());
        true
    }
}

/// Everything at the desk that has not ended.
fn jobs(world: &World) -> Vec<(JobId, Track)> {
    let jobs = world.records.cases.jobs();
    jobs.map(|(job, track)| (job, track.clone())).collect()
}

/// What an officer does next about an envelope; nothing while it is somebody else's turn.
fn owed(track: &Track) -> Option<Button> {
    if track.is_notice() {
        return Some(Button::ToRegistry);
    }
    if !track.printed {
        return Some(Button::Printed);
    }
    let delivery = track.delivery()?;
    if delivery.status == CourierStatus::Lost && delivery.refused.is_none() {
        return Some(Button::Reprint);
    }
    // On its way back.
    if delivery.status == CourierStatus::Returning && delivery.refused.is_none() {
        return None;
    }
    match track.stage() {
        TrackStage::AtOffice if delivery.attempt < COURIERS_ENOUGH => Some(Button::AnotherCourier),
        TrackStage::AtOffice => Some(Button::ToAddressee),
        _ => None,
    }
}

/// One press of a button. `ride` is the one the officer sees, `wish` tells this wish for a courier from others.
fn press(job: JobId, button: Button, ride: Option<u8>, wish: u64) -> Letter {
    Letter::new(format!("{button:?} for {job}"), move |world| {
        let (desk, at) = (world.functions.print_desk.clone(), world.now);
        let to_rider = format!(r#"{{"to":"courier","attempt":{}}}"#, ride.unwrap_or_default());
        let (route, body) = match button {
            Button::Printed => ("printed", "{}"),
            Button::ToCourier => ("handed-over", to_rider.as_str()),
            Button::ToAddressee => ("handed-over", r#"{"to":"addressee","oldCardWithdrawn":true}"#),
            Button::ToRegistry => ("handed-over", r#"{"to":"registry"}"#),
            Button::AnotherCourier => ("courier", "{}"),
            Button::Reprint => ("reprint", "{}"),
        };
        let (route, key) = (
            format!("POST /v1/print-jobs/{{id}}/{route}"),
            format!("wish-{wish}"),
        );
        let headers = [("idempotency-key", key.as_str())];
        let request = request(
            Sender::Officer(1),
            &route,
            &[("id", &job.to_string())],
            &headers,
            body.as_bytes(),
        );
        async move {
            let told = heard(desk.handle(request, at).await)?;
            // A refusal ends the matter: the officer sees how things stand.
            let after: After = Box::new(move |world| {
                if let Err(code) = told {
                    world.remember(&format!("{button:?} for {job} was refused: {code}"));
                }
            });
            Ok(after)
        }
    })
}
