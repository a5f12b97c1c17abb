//! The same town without any mishap: each decree is sent once and carried out before the next one comes. However bad the
//! weather was, people must end up where they are in the twin.

use std::collections::BTreeSet;

use decree_intake::Moment;
use journal_relay::{Queue, route};
use tuntas_domain::household::Household;
use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::Hold;
use tuntas_journal::Message;

use crate::alone::alone;
use crate::checks::{Chronicle, Records, Registry};
use crate::ports::{Functions, Ports, Sender, request};
use crate::town::Filing;
use crate::{Chance, Weather, World};

/// Compares a world at rest with its twin. Cases that touch the same cards may come to different ends in another order, so
/// the twin keeps that of the world. A case may have been held for how things stood a little before: then it counts where
/// it was read, and every earlier place is tried.
pub(crate) fn compare(world: &World) -> Result<(), String> {
    let mut first = Ok(());
    for (number, order) in orders(world).into_iter().take(ORDERS).enumerate() {
        match compare_with(world, order) {
            Ok(()) => return Ok(()),
            Err(difference) if number == 0 => first = Err(difference),
            Err(_) => {}
        }
    }
    first
}

/// Twins that are lived at most.
const ORDERS: usize = 100;

/// The order of the world, then those in which held cases come earlier.
fn orders(world: &World) -> Vec<Vec<usize>> {
    let mut places: Vec<(usize, usize)> = (0..world.petitions.len())
        .map(|which| (decided(world, which).unwrap_or(usize::MAX), which))
        .collect();
    places.sort_unstable();
    let mut orders = vec![Vec::new()];
    for (_, which) in places {
        let mut longer = Vec::new();
        for order in &orders {
            let earliest = if is_held(world, which) { 0 } else { order.len() };
            for place in (earliest..=order.len()).rev() {
                let mut order: Vec<usize> = order.clone();
                order.insert(place, which);
                longer.push(order);
            }
        }
        orders = longer;
    }
    orders
}

fn chronicle(world: &World, which: usize) -> Option<&Chronicle> {
    world.records.cases.all.get(&world.petitions[which].case?)
}

fn decided(world: &World, which: usize) -> Option<usize> {
    chronicle(world, which)?.decided
}

fn is_held(world: &World, which: usize) -> bool {
    chronicle(world, which).is_some_and(|chronicle| chronicle.case.hold.is_some())
}

fn compare_with(world: &World, order: Vec<usize>) -> Result<(), String> {
    let mut twin = Twin::new(world)?;
    let mut cases: Vec<Option<CaseId>> = vec![None; order.len()];
    for which in order {
        cases[which] = twin.live(&world.petitions[which].filing)?;
    }
    for (which, (petition, other)) in world.petitions.iter().zip(&cases).enumerate() {
        let hold = |records: &Records, case: &Option<CaseId>| {
            let chronicle = records.cases.all.get(case.as_ref()?)?;
            chronicle.case.hold.as_ref().map(Hold::code)
        };
        let (here, there) = (hold(&world.records, &petition.case), hold(&twin.records, other));
        if here != there {
            return Err(format!(
                "decree {which} is held for {here:?}, and for {there:?} without mishaps"
            ));
        }
    }
    if cards(&world.records.register) == cards(&twin.records.register) {
        Ok(())
    } else {
        Err("people live on other cards than without mishaps".to_owned())
    }
}

/// The cards in use, but for what is drawn: numbers, ids, how many versions it took.
fn cards(register: &Registry) -> BTreeSet<String> {
    let active = register.latest.values().filter(|household| household.is_active());
    active.map(card).collect()
}

fn card(household: &Household) -> String {
    let mut members: Vec<String> = household
        .members
        .iter()
        .map(|member| serde_json::to_string(member).unwrap_or_default())
        .collect();
    members.sort();
    let address = serde_json::to_string(&household.address).unwrap_or_default();
    format!("{address} {}", members.join(" "))
}

struct Twin {
    ports: Ports,
    functions: Functions,
    records: Records,
    chance: Chance,
    now: jiff::Timestamp,
}

impl Twin {
    fn new(world: &World) -> Result<Self, String> {
        let ports = Ports::new(Weather::new(Chance::new(0)));
        let mut twin = Self {
            functions: Functions::new(&ports, &ports.tables.database()),
            ports,
            records: Records::default(),
            chance: Chance::new(1),
            now: world.now,
        };
        let mut town = world.town.clone();
        town.pool.append(&mut town.reserve);
        town.settle(&twin.functions.register, twin.now)?;
        twin.carry_out()?;
        Ok(twin)
    }

    /// Sends a decree and what makes it final; the case.
    fn live(&mut self, filing: &Filing) -> Result<Option<CaseId>, String> {
        let told = self.send("POST /v1/decrees", "", &filing.decree)?;
        let case = told["id"].as_str().and_then(|id| id.parse::<CaseId>().ok());
        let id = told["id"].as_str().unwrap_or_default().to_owned();
        for completion in &filing.completions {
            self.send("POST /v1/decrees/{id}/completion", &id, completion)?;
        }
        Ok(case)
    }

    fn send(&mut self, route: &str, case: &str, body: &[u8]) -> Result<serde_json::Value, String> {
        let moment = Moment {
            at: self.now,
            new_case: self.chance.id(),
        };
        let key = self.chance.id().to_string();
        let signature = self.functions.signer.sign_detached(body).unwrap_or_default();
        let headers = [
            ("idempotency-key", key.as_str()),
            ("tuntas-signature", signature.as_str()),
        ];
        let request = request(Sender::Court, route, &[("id", case)], &headers, body);
        let answer = alone(self.functions.intake.handle(request, moment));
        let response = answer.map_err(|_| "the twin's court was refused".to_owned())?;
        self.carry_out()?;
        serde_json::from_str(response.body().unwrap_or_default()).map_err(|error| error.to_string())
    }

    /// Lets the register follow whatever was committed.
    fn carry_out(&mut self) -> Result<(), String> {
        loop {
            let changes = self.ports.tables.take_changes();
            let told = self.records.commit(&changes, &self.ports, self.now)?;
            if told.is_empty() {
                return Ok(());
            }
            for told in told
                .into_iter()
                .filter(|told| route(&told.event).contains(&Queue::Register))
            {
                let message = Message {
                    case_id: told.case,
                    seq: told.seq,
                    kind: told.event.kind(),
                };
                let work = alone(self.functions.register_update.handle(message, self.now));
                work.map_err(|error| format!("the twin's register: {error}"))?;
            }
        }
    }
}
