//! What an officer may decide about a held case, as it is sent.

use serde_json::{Value, json};
use tuntas_domain::case::Case;
use tuntas_domain::identity::{CaseId, PersonId};
use tuntas_domain::plan::Hold;

use crate::World;

/// The decisions that the desk would offer.
pub(super) fn possible(case: &Case, hold: &Hold) -> Vec<&'static str> {
    let fits = |code: &&str| match *code {
        "close" => !case.registered,
        "give_up" => case.registered && !case.is_being_undone(),
        "leave_households" => case.registered,
        _ => true,
    };
    hold.allowed().iter().copied().filter(fits).collect()
}

/// A decision as it is sent.
pub(super) fn decision(world: &mut World, id: CaseId, hold: &Hold, code: &str) -> Option<Value> {
    let mut decision = json!({ "kind": code });
    match code {
        "try_again" | "accept_court" | "leave_households" | "give_up" => {}
        "close" => decision["ground"] = json!("not_ours"),
        "accept_child" | "set_child_aside" => {
            let (Hold::ChildNotInRegister { child } | Hold::ChildMismatch { child }) = hold else {
                return None;
            };
            decision["child"] = json!(child);
        }
        "use_number" => {
            let Hold::NumberPoolEmpty { kecamatan } = hold else {
                return None;
            };
            let of_here: Vec<String> = (world.town.by_hand.iter())
                .filter(|(of, _)| of == kecamatan)
                .map(|(_, number)| number.to_string())
                .collect();
            decision["kecamatan"] = json!(kecamatan.as_str());
            decision["number"] = json!(world.chance.pick(&of_here)?);
        }
        "choose_head" => decision["person"] = json!(somebody_at_home(world, id)?.0.to_string()),
        _ => {
            decision["role"] = json!(hold.role()?.as_str());
            if code == "treat_as_elsewhere" {
                decision["region"] = json!("35.73");
            }
        }
    }
    Some(decision)
}

/// Somebody on a card of one of the parties.
fn somebody_at_home(world: &mut World, id: CaseId) -> Option<PersonId> {
    let petition = (world.petitions.iter()).find(|petition| petition.case == Some(id))?;
    let decree: Value = serde_json::from_slice(&petition.filing.decree).ok()?;
    let is_party = |nik: &str| {
        ["petitioner", "respondent"]
            .iter()
            .any(|party| decree[party]["nik"] == nik)
    };
    let people: Vec<PersonId> = (world.records.register.latest.values())
        .filter(|home| {
            home.members
                .iter()
                .any(|member| is_party(member.person.nik.as_str()))
        })
        .flat_map(|home| home.members.iter().map(|member| member.person.id))
        .collect();
    world.chance.pick(&people).copied()
}
