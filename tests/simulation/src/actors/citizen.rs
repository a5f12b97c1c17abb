//! A party who chooses late, on the page behind the tracking code.

use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;

use super::office::post;
use super::wishes::wish;
use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{Sender, request};

/// Any party.
#[derive(Default)]
pub(crate) struct Citizen {
    chosen: u8,
}

/// How often somebody chooses in one world.
const CHOICES: u8 = 3;

impl Actor for Citizen {
    fn act(&mut self, world: &mut World) -> bool {
        if world.is_calm() || self.chosen == CHOICES {
            return false;
        }
        let cases: Vec<CaseId> = world.records.cases.all.keys().copied().collect();
        let Some(case) = world.chance.pick(&cases).copied() else {
            return false;
        };
        self.chosen += 1;
        let role = Role::BOTH[world.chance.below(2)];
        let form = form(world);
        post(world, choose(case, role, form));
        true
    }
}

/// The form as a browser sends it.
fn form(world: &mut World) -> String {
    let wish = wish(world, false);
    let of = |value: &serde_json::Value| value.as_str().unwrap_or_default().replace(' ', "+");
    let fields = wish.as_object().into_iter().flatten();
    fields
        .flat_map(|(name, value)| match value.as_object() {
            Some(inner) => inner
                .iter()
                .map(|(name, value)| (name.clone(), of(value)))
                .collect(),
            None => vec![(name.clone(), of(value))],
        })
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<String>>()
        .join("&")
}

fn choose(case: CaseId, role: Role, form: String) -> Letter {
    Letter::new(format!("choice of {role} of {case}"), move |world| {
        let code = world.functions.keys.tracking_code(case.0, role).expose();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "text/html"),
        ];
        let request = request(
            Sender::Anyone,
            "POST /v1/tracking/{code}/choice",
            &[("code", &code)],
            &headers,
            form.as_bytes(),
        );
        let (page, at) = (world.functions.tracking.clone(), world.now);
        async move {
            let told = heard(page.handle(request, at).await)?;
            let after: After = Box::new(move |world| match told {
                Ok(response) if response.status() == 422 => {
                    world.is_wrong("a form was not understood".to_owned());
                }
                Ok(response) => world.remember(&format!("the page answered {}", response.status())),
                Err(code) => world.remember(&format!("a choice was refused: {code}")),
            });
            Ok(after)
        }
    })
}
