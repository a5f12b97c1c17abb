//! At rest: nothing was lost, nothing is half done, and nobody rides in vain.

use tuntas_couriers::Reference;
use tuntas_domain::case::{CourierStatus, DocumentKind, Stage, TrackStage};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;

use super::Chronicle;
use crate::World;
use crate::alone::alone;
use crate::ports::{CASES, Ride};

/// Checks a world that has come to rest.
pub(crate) fn at_rest(world: &World) -> Result<(), String> {
    every_decree_has_its_case(world)?;
    for (case, chronicle) in &world.records.cases.all {
        ended(world, *case, chronicle).map_err(|what| format!("case {case} at rest: {what}"))?;
        alone(world.functions.intake.journal.load(*case))
            .map_err(|error| format!("case {case} at rest: {error}"))?;
    }
    nobody_rides_in_vain(world)?;
    the_lists_are_true(world)
}

fn every_decree_has_its_case(world: &World) -> Result<(), String> {
    let mut cases: Vec<CaseId> = Vec::new();
    for (number, petition) in world.petitions.iter().enumerate() {
        let case = petition
            .case
            .ok_or_else(|| format!("decree {number} has no case"))?;
        if cases.contains(&case) {
            return Err(format!("decree {number} shares its case with another one"));
        }
        cases.push(case);
    }
    if cases.len() == world.records.cases.all.len() {
        Ok(())
    } else {
        Err("there are cases that no decree has opened".to_owned())
    }
}

/// Every case is held with a reason, or its register is changed and both tracks have ended.
fn ended(world: &World, case: CaseId, chronicle: &Chronicle) -> Result<(), String> {
    let state = &chronicle.case;
    match state.stage() {
        Stage::Held | Stage::Completed | Stage::Closed => {}
        Stage::Registered => {
            for role in Role::BOTH {
                track(world, case, chronicle, role).map_err(|what| format!("{role}: {what}"))?;
            }
        }
        stage => return Err(format!("it is {stage:?}")),
    }
    if !state.registered {
        return Ok(());
    }
    for (role, track) in state.tracks.iter() {
        let due: &[DocumentKind] = match track
            .outcome
            .as_ref()
            .map(|outcome| outcome.household().is_some())
        {
            Some(true) => &[DocumentKind::Kk, DocumentKind::Ktp],
            Some(false) if track.stage() == TrackStage::NothingDue => &[],
            Some(false) => &[DocumentKind::Notice],
            None => return Err(format!("{role} stands nowhere")),
        };
        let kinds: Vec<DocumentKind> = track.documents.iter().map(|document| document.kind).collect();
        if kinds != due {
            return Err(format!("{role} got {kinds:?} instead of {due:?}"));
        }
    }
    Ok(())
}

/// The one way in which a track may rest before its end: the rider says delivered, and the door takes no code any more.
/// That is an officer's.
fn track(world: &World, case: CaseId, chronicle: &Chronicle, role: Role) -> Result<(), String> {
    let track = &chronicle.case.tracks[role];
    if track.is_finished() {
        return Ok(());
    }
    let locked = |ride: &Ride| ride.reference.case == case && ride.reference.role == role && ride.locked;
    if track.stage() == TrackStage::DeliveryUnconfirmed && world.ports.provider.rides().iter().any(locked) {
        return Ok(());
    }
    Err(format!("the track is {:?}", track.stage()))
}

fn nobody_rides_in_vain(world: &World) -> Result<(), String> {
    let rides = world.ports.provider.rides();
    for ride in &rides {
        if ride.is_live() {
            let deliveries = world
                .records
                .cases
                .all
                .get(&ride.reference.case)
                .map(|told| &told.case.tracks[ride.reference.role].deliveries);
            return Err(format!("ride {ride:?} never ended: {deliveries:?}"));
        }
        let Reference { case, role, attempt } = ride.reference;
        let chronicle = world.records.cases.all.get(&case).ok_or("a ride of no case")?;
        let asked_for = chronicle.case.tracks[role]
            .deliveries
            .iter()
            .any(|delivery| delivery.attempt == attempt);
        if !asked_for {
            return Err(format!("nobody asked for ride {}", ride.reference));
        }
    }
    for ride in rides
        .iter()
        .filter(|ride| ride.status() == CourierStatus::Delivered)
    {
        let Reference { case, role, .. } = ride.reference;
        let same = |other: &&Ride| {
            (other.reference.case, other.reference.role) == (case, role)
                && other.status() == CourierStatus::Delivered
        };
        if rides.iter().filter(same).count() > 1 {
            return Err(format!("two riders brought the envelope of {}", ride.reference));
        }
    }
    Ok(())
}

/// The lists that officers work by hold what is open, and nothing else.
fn the_lists_are_true(world: &World) -> Result<(), String> {
    let listed = |prefix: &str| world.ports.tables.items(CASES, prefix).len();
    let cases = || world.records.cases.all.values().map(|chronicle| &chronicle.case);
    let held = cases().filter(|case| case.stage() == Stage::Held).count();
    if listed("HELD#open") != held {
        return Err(format!(
            "{} cases are listed as held, and {held} are",
            listed("HELD#open")
        ));
    }
    let open = cases()
        .flat_map(|case| case.tracks.iter())
        .filter(|(_, track)| !track.documents.is_empty() && !track.is_finished())
        .count();
    if listed("PRINT#open") != open {
        return Err(format!(
            "{} print jobs are listed, and {open} are open",
            listed("PRINT#open")
        ));
    }
    Ok(())
}
