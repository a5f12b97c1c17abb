//! Officers at the held cases: they list them, claim, decide, agree for four eyes, and give cases back to the court. In a
//! storm two of them want the same case; in calm each case that a decision can carry on is carried on.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};
use tuntas_domain::case::{Case, Event};
use tuntas_domain::identity::{CaseId, CommandId, OfficerCode};

use super::Actor;
use super::decisions::{decision, possible};
use super::office::{Asked, post};
use crate::letter::Letter;
use crate::{Damage, World};

/// The officers, and how often they turned to each case once everything was calm.
#[derive(Default)]
pub(crate) struct Registry {
    turned: BTreeMap<CaseId, u32>,
}

/// How often they turn to one case in calm.
const PATIENCE: u32 = 40;

impl Actor for Registry {
    fn act(&mut self, world: &mut World) -> bool {
        if world.is_calm() {
            return self.finish(world);
        }
        if world.chance.per_mille(300) {
            let list = Asked {
                path: vec![],
                ..Asked::about(&"", 1, "GET /v1/held-cases", None)
            };
            world.post(
                list.letter(|world, response| world.on_the_list = ids(response.body()))
                    .uncertain(),
            );
            return true;
        }
        let Some(case) = world.chance.pick(&world.on_the_list).copied() else {
            return false;
        };
        let Some(letters) = something(world, case) else {
            return false;
        };
        for letter in letters {
            post(world, letter);
        }
        true
    }
}

impl Registry {
    fn finish(&mut self, world: &mut World) -> bool {
        let held: Vec<CaseId> = (world.records.cases.all.iter())
            .filter(|(_, told)| told.case.hold.is_some() && told.case.returned.is_none())
            .map(|(case, _)| *case)
            .collect();
        for case in held {
            let turned = self.turned.entry(case).or_default();
            if *turned >= PATIENCE {
                continue;
            }
            *turned += 1;
            if let Some(letter) = owed(world, case) {
                world.post(letter);
                return true;
            }
        }
        false
    }
}

/// The cases of an answer.
fn ids(body: Option<&str>) -> Vec<CaseId> {
    let told: Value = body
        .and_then(|body| serde_json::from_str(body).ok())
        .unwrap_or_default();
    let rows = told["cases"].as_array();
    rows.into_iter()
        .flatten()
        .filter_map(|row| row["id"].as_str()?.parse().ok())
        .collect()
}

/// Who has the case, by number.
fn claimed(case: &Case, now: Timestamp) -> Option<u8> {
    let claim = case.claim.as_ref().filter(|claim| claim.until > now)?;
    Some(number(&claim.officer))
}

fn number(officer: &OfficerCode) -> u8 {
    let digits = officer.as_str().rsplit('-').next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

/// What an officer does next about a held case in calm; nothing where no decision helps.
fn owed(world: &mut World, id: CaseId) -> Option<Letter> {
    let case = world.records.cases.all.get(&id)?.case.clone();
    let hold = case.hold.as_ref()?;
    if let Some(proposal) = &case.proposal {
        let other = if number(&proposal.officer) == 1 { 2 } else { 1 };
        return Some(approve(id, other, proposal.number, true));
    }
    // To try again mends nothing by itself, and numbers come from the operator.
    let helps = |code: &str| !matches!(code, "try_again" | "close" | "use_number");
    let code = possible(&case, hold).into_iter().find(|code| helps(code))?;
    let Some(officer) = claimed(&case, world.now) else {
        return Some(claim(id, 1));
    };
    if !case.registered && world.chance.per_mille(250) {
        return Some(give_back(id, officer));
    }
    Some(decide(id, officer, &decision(world, id, hold, code)?))
}

/// What officers do about a case of their list in a storm; the list may be old.
fn something(world: &mut World, id: CaseId) -> Option<Vec<Letter>> {
    let case = world.records.cases.all.get(&id)?.case.clone();
    let any = |world: &mut World| 1 + u8::try_from(world.chance.below(3)).unwrap_or(0);
    if let Some(proposal) = &case.proposal {
        let (officer, agreed) = (any(world), world.chance.per_mille(800));
        if world.damage == Damage::FourEyesIgnored && number(&proposal.officer) == officer {
            return Some(vec![agree_alone(id)]);
        }
        return Some(vec![approve(id, officer, proposal.number, agreed)]);
    }
    let Some(officer) = claimed(&case, world.now) else {
        let (one, other) = (any(world), any(world));
        let race = world.chance.per_mille(300);
        let claims = [Some(claim(id, one)), race.then(|| claim(id, other))];
        return Some(claims.into_iter().flatten().collect());
    };
    let looks = world.chance.per_mille(200);
    let look = looks.then(|| Asked::about(&id, officer, "GET /v1/held-cases/{id}", None).letter(|_, _| {}));
    let hold = case.hold.as_ref()?;
    let deed = match world.chance.below(10) {
        0 => Asked::about(&id, officer, "POST /v1/held-cases/{id}/release", None).letter(|_, _| {}),
        1 | 2 => give_back(id, officer),
        // Somebody else decides at the same moment.
        luck => {
            let officer = if luck == 3 { any(world) } else { officer };
            let codes = possible(&case, hold);
            let code = world.chance.pick(&codes).copied()?;
            // Few cases are closed, so that there is something left to do.
            if code == "close" && world.chance.per_mille(800) {
                return None;
            }
            decide(id, officer, &decision(world, id, hold, code)?)
        }
    };
    Some(look.into_iter().chain([deed]).collect())
}

fn claim(id: CaseId, officer: u8) -> Letter {
    Asked::about(&id, officer, "POST /v1/held-cases/{id}/claim", None).letter(|_, _| {})
}

fn give_back(id: CaseId, officer: u8) -> Letter {
    let body = json!({ "reason": "wrong_party" });
    Asked::about(&id, officer, "POST /v1/held-cases/{id}/return", Some(body)).letter(|_, _| {})
}

fn decide(id: CaseId, officer: u8, decision: &Value) -> Letter {
    let body = json!({ "decision": decision, "note": "Contoh: buku nikah dilihat" });
    Asked::about(&id, officer, "POST /v1/held-cases/{id}/decision", Some(body)).letter(|_, _| {})
}

fn approve(id: CaseId, officer: u8, proposal: u16, agreed: bool) -> Letter {
    let body = json!({ "proposal": proposal, "agreed": agreed });
    Asked::about(&id, officer, "POST /v1/held-cases/{id}/approval", Some(body)).letter(|_, _| {})
}

/// A desk that does not ask the rules: whoever proposed agrees.
fn agree_alone(id: CaseId) -> Letter {
    Letter::new("an officer agrees with nobody", move |world| {
        let (journal, at) = (world.functions.registry_desk.journal.clone(), world.now);
        async move {
            let story = journal.load(id).await.map_err(|error| error.to_string())?;
            if let Some(proposal) = story.case.proposal.clone() {
                let decided = Event::Decided {
                    decision: proposal.decision,
                    officer: proposal.officer.clone(),
                    approved_by: Some(proposal.officer.clone()),
                };
                let actor = tuntas_journal::Actor::officer(proposal.officer.as_str());
                let cause = CommandId::new(format!("alone/{}", proposal.number));
                let appended = journal.append(&story, at, &actor, &cause, vec![decided], vec![]);
                appended.await.map_err(|error| error.to_string())?;
            }
            Ok(crate::letter::nothing())
        }
    })
}
