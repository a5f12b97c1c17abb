//! Officers at the counter: they take choices down, and put wrong fields right, one proposing and another agreeing.

use serde_json::{Value, json};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;

use super::Actor;
use super::office::{Asked, post};
use super::wishes::wish;
use crate::World;
use crate::letter::Letter;

/// The officers.
#[derive(Default)]
pub(crate) struct Clerk {
    asked: u8,
}

/// What is asked of them in one world.
const WISHES: u8 = 8;

impl Actor for Clerk {
    fn act(&mut self, world: &mut World) -> bool {
        if world.is_calm() {
            let Some((case, number, officer)) = undecided(world) else {
                return false;
            };
            let other = if officer == "petugas-01" { 2 } else { 1 };
            world.post(agree(case, number, other, true));
            return true;
        }
        if let Some((case, number, _)) = undecided(world)
            && world.chance.per_mille(500)
        {
            // Sometimes it is the one who proposed it.
            let officer = 1 + u8::try_from(world.chance.below(2)).unwrap_or(0);
            let agreed = world.chance.per_mille(800);
            post(world, agree(case, number, officer, agreed));
            return true;
        }
        let cases: Vec<CaseId> = world.records.cases.all.keys().copied().collect();
        let Some(case) = world.chance.pick(&cases).copied() else {
            return false;
        };
        if self.asked == WISHES {
            return false;
        }
        self.asked += 1;
        let officer = 1 + u8::try_from(world.chance.below(3)).unwrap_or(0);
        let role = Role::BOTH[world.chance.below(2)];
        let asked = if world.chance.per_mille(300) {
            let consents = world.chance.per_mille(700);
            let mut asked = Asked::about(
                &case,
                officer,
                "POST /v1/cases/{id}/parties/{role}/choice",
                Some(wish(world, consents)),
            );
            asked.path.push(("role", role.to_string()));
            asked
        } else {
            let body = correction(world, role);
            Asked::about(&case, officer, "POST /v1/cases/{id}/corrections", Some(body))
        };
        let key = Some(format!("wish-{}", world.chance.next()));
        post(world, Asked { key, ..asked }.letter(|_, _| {}));
        true
    }
}

/// A correction that nobody has decided, with who proposed it.
fn undecided(world: &World) -> Option<(CaseId, usize, String)> {
    world.records.cases.all.iter().find_map(|(id, told)| {
        let open = |place: &usize| told.case.corrections[*place].agreed.is_none();
        let place = (0..told.case.corrections.len()).find(open)?;
        // Once the ruling is undone nobody agrees to what concerns the divorce.
        let correction = &told.case.corrections[place];
        let moot = told.case.closed.is_some()
            || (told.case.reversed.is_some() && correction.field.concerns_the_divorce());
        (!moot).then(|| (*id, place + 1, correction.officer.to_string()))
    })
}

fn correction(world: &mut World, role: Role) -> Value {
    let (field, value) = match world.chance.below(6) {
        0 | 1 => ("occupation", "GURU CONTOH"),
        2 => ("name", "Contoh Nama Benar"),
        3 => ("father", "Contoh Ayah Benar"),
        4 => ("divorce_date", "2026-08-21"),
        _ => ("blood_type", "AB"),
    };
    json!({
        "whom": { "role": role.as_str() },
        "field": field,
        "value": value,
        "ground": "Kutipan akta contoh",
    })
}

fn agree(case: CaseId, number: usize, officer: u8, agreed: bool) -> Letter {
    let body = json!({ "agreed": agreed });
    let route = "POST /v1/cases/{id}/corrections/{number}/approval";
    let mut asked = Asked::about(&case, officer, route, Some(body));
    asked.path.push(("number", number.to_string()));
    asked.letter(|_, _| {})
}
