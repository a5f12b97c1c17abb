//! Officers who write down that somebody has to be protected from violence, or no longer.

use serde_json::json;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;

use super::Actor;
use super::office::{Asked, post};
use crate::World;

/// The officers.
#[derive(Default)]
pub(crate) struct Protection {
    written: u8,
}

/// How often they write it down in one world.
const WORDS: u8 = 4;

impl Actor for Protection {
    fn act(&mut self, world: &mut World) -> bool {
        if world.is_calm() || self.written == WORDS {
            return false;
        }
        let cases: Vec<CaseId> = world.records.cases.all.keys().copied().collect();
        let Some(case) = world.chance.pick(&cases).copied() else {
            return false;
        };
        self.written += 1;
        let officer = 1 + u8::try_from(world.chance.below(3)).unwrap_or(0);
        let role = Role::BOTH[world.chance.below(2)];
        let protected = world.chance.per_mille(600);
        let route = "POST /v1/cases/{id}/parties/{role}/safety";
        let mut asked = Asked::about(&case, officer, route, Some(json!({ "protected": protected })));
        asked.path.push(("role", role.to_string()));
        asked.key = Some(format!("safety-{}", self.written));
        post(world, asked.letter(|_, _| {}));
        true
    }
}
