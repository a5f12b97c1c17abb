//! A party who says which offices may hear of them, and takes it back again.

use serde_json::{Value, json};
use tuntas_domain::case::ConsentLine;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;

use super::office::post;
use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{Sender, request};

/// Any party.
#[derive(Default)]
pub(crate) struct Helped {
    said: u8,
}

/// How many words of aid are said in one world.
const WORDS: u8 = 12;

impl Actor for Helped {
    fn act(&mut self, world: &mut World) -> bool {
        if world.is_calm() || self.said == WORDS {
            return false;
        }
        // Before the register is changed nothing is offered: few ask then.
        let early = world.chance.per_mille(100);
        let cases: Vec<CaseId> = (world.records.cases.all.iter())
            .filter(|(_, told)| early || told.case.registered)
            .map(|(case, _)| *case)
            .collect();
        let Some(case) = world.chance.pick(&cases).copied() else {
            return false;
        };
        self.said += 1;
        let role = Role::BOTH[world.chance.below(2)];
        let word = word(world, case, role);
        post(world, say(case, role, word.to_string()));
        true
    }
}

/// A word as a program sends it, said of how things stand by now.
fn word(world: &mut World, case: CaseId, role: Role) -> Value {
    if world.chance.below(12) == 0 {
        return json!({ "word": "decline" });
    }
    let told = world
        .records
        .cases
        .all
        .get(&case)
        .map(|told| &told.case.aid[role]);
    let offered = world.functions.aid_referral.city.aid.offered();
    let mut lines: Vec<_> = offered
        .map(|(office, kind)| (office.code.clone(), kind))
        .collect();
    // Whoever has said something may think again.
    if let Some(told) = told.filter(|told| !told.lines.is_empty())
        && world.chance.per_mille(700)
    {
        lines = (told.lines.iter())
            .map(|line| (line.office.clone(), line.aid))
            .collect();
    }
    let (office, kind) = lines[world.chance.below(lines.len())].clone();
    let line = told.and_then(|told| told.line(&office, kind));
    let stands = line.is_some_and(|line| line.standing);
    json!({
        "word": if stands { "withdraw" } else { "give" },
        "office": office.as_str(),
        "aid": kind.as_str(),
        "after": line.map_or(0, ConsentLine::words),
    })
}

fn say(case: CaseId, role: Role, word: String) -> Letter {
    Letter::new(
        format!("word of {role} of {case} about aid: {word}"),
        move |world| {
            let code = world.functions.keys.tracking_code(case.0, role).expose();
            let headers = [
                ("content-type", "application/json"),
                ("accept", "application/json"),
            ];
            let route = "POST /v1/tracking/{code}/aid";
            let request = request(
                Sender::Anyone,
                route,
                &[("code", &code)],
                &headers,
                word.as_bytes(),
            );
            let (page, at) = (world.functions.tracking.clone(), world.now);
            async move {
                let told = heard(page.handle(request, at).await)?;
                let after: After = Box::new(move |world| match told {
                    Err(code) if code == "request_invalid" => {
                        world.is_wrong("a word about aid was not understood".to_owned());
                    }
                    Ok(_) => {}
                    Err(code) => world.remember(&format!("a word about aid was refused: {code}")),
                });
                Ok(after)
            }
        },
    )
}
