//! At rest: nothing was lost, nothing is half done, and nobody rides in vain.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tuntas_couriers::Reference;
use tuntas_domain::case::{CourierStatus, DocumentKind, Event, Stage, TrackStage};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_figures::Fact;
use tuntas_platform::http::{HttpError, HttpResponse};

use super::{Chronicle, aid};
use crate::World;
use crate::alone::alone;
use crate::ports::{CASES, DOSSIERS, Ride, Sender, request};

/// Checks a world that has come to rest.
pub(crate) fn at_rest(world: &World) -> Result<(), String> {
    every_decree_has_its_case(world)?;
    for (case, chronicle) in &world.records.cases.all {
        ended(world, *case, chronicle).map_err(|what| format!("case {case} at rest: {what}"))?;
        alone(world.functions.intake.intake.journal.load(*case))
            .map_err(|error| format!("case {case} at rest: {error}"))?;
    }
    everybody_is_found(world)?;
    nobody_rides_in_vain(world)?;
    aid::at_rest(world)?;
    the_lists_are_true(world)?;
    the_days_are_true(world)
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

/// Whoever stands at the counter is found by the NIK that the court's last word names, and by no other.
fn everybody_is_found(world: &World) -> Result<(), String> {
    let dossiers = &world.functions.registry_desk.dossiers;
    let mut named = 0;
    for case in world.records.cases.all.keys() {
        let filed = alone(dossiers.decree(*case)).map_err(|error| error.to_string())?;
        let decree = filed.ok_or_else(|| format!("case {case} has no decree"))?.decree;
        for (role, party) in decree.parties.iter() {
            let Some(nik) = &party.nik else { continue };
            named += 1;
            let person = alone(dossiers.party_of(nik)).map_err(|error| error.to_string())?;
            if person.cases.get(case) != Some(&role) {
                return Err(format!("case {case} is not found by the NIK of its {role}"));
            }
        }
    }
    let listed = world.ports.tables.items(DOSSIERS, "PARTY#").len();
    if listed == named {
        Ok(())
    } else {
        Err(format!(
            "cases are found by {listed} parties' NIK, and {named} have one"
        ))
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
        let due: Vec<DocumentKind> = match track
            .outcome
            .as_ref()
            .map(|outcome| outcome.household().is_some())
        {
            Some(true) => [
                (track.due.kk, DocumentKind::Kk),
                (track.due.ktp, DocumentKind::Ktp),
            ]
            .into_iter()
            .filter_map(|(due, kind)| due.then_some(kind))
            .collect(),
            Some(false) if track.stage() == TrackStage::NothingDue => vec![],
            Some(false) => vec![DocumentKind::Notice],
            None => return Err(format!("{role} stands nowhere")),
        };
        let kinds: Vec<DocumentKind> = track.documents.iter().map(|document| document.kind).collect();
        if kinds != due {
            return Err(format!("{role} got {kinds:?} instead of {due:?}"));
        }
    }
    Ok(())
}

/// The one way in which a track may rest before its end: the rider says delivered, and the door takes no code any more. That is
/// an officer's.
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
        if chronicle.case.tracks[role].attempt(attempt).is_none() {
            return Err(format!("nobody asked for ride {}", ride.reference));
        }
    }
    for ride in rides
        .iter()
        .filter(|ride| ride.status() == CourierStatus::Delivered)
    {
        let Reference { case, role, .. } = ride.reference;
        let envelope = envelope(world, ride);
        let same = |other: &&Ride| {
            (other.reference.case, other.reference.role) == (case, role)
                && other.status() == CourierStatus::Delivered
                && self::envelope(world, other) == envelope
        };
        if rides.iter().filter(same).count() > 1 {
            return Err(format!("two riders brought the envelope of {}", ride.reference));
        }
    }
    Ok(())
}

/// Which envelope of its addressee a ride was for: each is sealed anew.
fn envelope(world: &World, ride: &Ride) -> usize {
    let Reference { case, role, attempt } = ride.reference;
    let events = world.records.cases.all.get(&case).map(|told| &told.events);
    events
        .into_iter()
        .flatten()
        .take_while(|event| **event != Event::CourierRequested { role, attempt })
        .filter(|event| **event == Event::DocumentsPrinted { role })
        .count()
}

/// The lists that officers work by hold what is open, and nothing else: at any time, rest or not.
pub(crate) fn the_lists_are_true(world: &World) -> Result<(), String> {
    let listed = |prefix: &str| world.ports.tables.items(CASES, prefix).len();
    let cases = || world.records.cases.all.values().map(|chronicle| &chronicle.case);
    let held = cases().filter(|case| case.stage() == Stage::Held).count();
    if listed("HELD#open") != held {
        return Err(format!(
            "{} cases are listed as held, and {held} are",
            listed("HELD#open")
        ));
    }
    if listed("HELD#") != 2 * held {
        return Err("a case is not listed once for its reason".to_owned());
    }
    the_desk_lists_what_is_held(world)?;
    let open: BTreeSet<String> = (world.records.cases.jobs())
        .map(|(job, _)| job.to_string())
        .collect();
    if listed("PRINT#open") != open.len() {
        return Err(format!(
            "{} print jobs are listed, and {} are open",
            listed("PRINT#open"),
            open.len()
        ));
    }
    the_print_desk_lists_what_is_open(world, &open)
}

/// An officer who asks for the list gets the held cases, each with its reason.
fn the_desk_lists_what_is_held(world: &World) -> Result<(), String> {
    let list = request(Sender::Officer(1), "GET /v1/held-cases", &[], &[], b"");
    let told = list_in(alone(world.functions.registry_desk.handle(list, world.now)))?;
    let rows = told["cases"].as_array().into_iter().flatten();
    let shown: BTreeMap<String, String> = rows
        .filter_map(|row| Some((row["id"].as_str()?.to_owned(), row["reason"].as_str()?.to_owned())))
        .collect();
    let held: BTreeMap<String, String> = (world.records.cases.all.iter())
        .filter(|(_, told)| told.case.stage() == Stage::Held)
        .filter_map(|(case, told)| Some((case.to_string(), told.case.hold.as_ref()?.code().to_owned())))
        .collect();
    if shown == held {
        Ok(())
    } else {
        Err(format!("the desk shows {shown:?}, and held are {held:?}"))
    }
}

/// An officer who asks for the print jobs gets those that are open.
fn the_print_desk_lists_what_is_open(world: &World, open: &BTreeSet<String>) -> Result<(), String> {
    let list = request(Sender::Officer(1), "GET /v1/print-jobs", &[], &[], b"");
    let told = list_in(alone(world.functions.print_desk.handle(list, world.now)))?;
    let rows = told["jobs"].as_array().into_iter().flatten();
    let shown: BTreeSet<String> = rows
        .filter_map(|row| Some(row["id"].as_str()?.to_owned()))
        .collect();
    if shown == *open {
        Ok(())
    } else {
        Err(format!("the print desk shows {shown:?}, and open are {open:?}"))
    }
}

/// The list in a desk's answer.
fn list_in(answer: Result<HttpResponse, HttpError>) -> Result<Value, String> {
    let response = answer.map_err(|_| "a desk does not show its list".to_owned())?;
    serde_json::from_str(response.body().unwrap_or_default()).map_err(|error| error.to_string())
}

/// Every entry is told by one step of the days, and they agree with the cases about what waits.
fn the_days_are_true(world: &World) -> Result<(), String> {
    let (mut entries, mut waiting) = (0_usize, 0_i64);
    for step in world.ports.tables.items(CASES, "DAY#") {
        let damaged = |_| "a step of the days cannot be read".to_owned();
        entries += step.number::<usize>("entries").map_err(damaged)?;
        let facts = step.text("facts").map_err(damaged)?;
        let facts: Vec<Fact> = serde_json::from_str(facts).map_err(|error| error.to_string())?;
        waiting += facts
            .iter()
            .map(|fact| match fact {
                Fact::Received(_) | Fact::Reopened(_) => 1,
                Fact::Completed(_) | Fact::Closed(_) => -1,
                _ => 0,
            })
            .sum::<i64>();
    }
    let recorded: usize = (["CASE#", "AID#"].iter())
        .map(|journal| world.ports.tables.items(CASES, journal).len())
        .sum();
    if entries != recorded {
        return Err(format!(
            "the days tell of {entries} entries, and there are {recorded}"
        ));
    }
    let ended = |stage: Stage| matches!(stage, Stage::Empty | Stage::Completed | Stage::Closed);
    let cases = world.records.cases.all.values();
    let unended = cases.filter(|chronicle| !ended(chronicle.case.stage())).count();
    if i64::try_from(unended) != Ok(waiting) {
        return Err(format!(
            "the days leave {waiting} cases waiting, and {unended} are"
        ));
    }
    Ok(())
}
