//! A request to the officers' desk.

use serde_json::Value;
use tuntas_platform::http::HttpResponse;

use super::heard;
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{Sender, request};

/// What an officer asks of the desk. Sent again, it is the same to the last byte.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Number of the officer.
    pub(super) officer: u8,
    /// The operation.
    pub(super) route: &'static str,
    /// Parts of the address.
    pub(super) path: Vec<(&'static str, String)>,
    /// Names a wish, where there may be several.
    pub(super) key: Option<String>,
    /// The body, if there is one.
    pub(super) body: Option<Value>,
}

impl Asked {
    /// Something about one case.
    pub(super) fn about(case: &impl ToString, officer: u8, route: &'static str, body: Option<Value>) -> Self {
        Self {
            officer,
            route,
            path: vec![("id", case.to_string())],
            key: None,
            body,
        }
    }

    /// The request on its way. `answered` hears what the desk says to it; a refusal ends the matter.
    pub(super) fn letter(self, answered: impl Fn(&mut World, &HttpResponse) + Clone + 'static) -> Letter {
        let Self { officer, route, .. } = self;
        Letter::new(format!("officer {officer}: {route}"), move |world| {
            let (desk, at) = (world.functions.registry_desk.clone(), world.now);
            let path: Vec<(&str, &str)> = (self.path.iter())
                .map(|(name, part)| (*name, part.as_str()))
                .collect();
            let headers: Vec<(&str, &str)> = (self.key.iter())
                .map(|key| ("idempotency-key", key.as_str()))
                .collect();
            let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
            let request = request(Sender::Officer(officer), route, &path, &headers, body.as_bytes());
            let answered = answered.clone();
            async move {
                let told = heard(desk.handle(request, at).await)?;
                let after: After = Box::new(move |world| match told {
                    Ok(response) => answered(world, &response),
                    Err(code) => world.remember(&format!("officer {officer}: {route} was refused: {code}")),
                });
                Ok(after)
            }
        })
    }
}

/// Posts a letter of somebody who may forget about it in a storm.
pub(super) fn post(world: &mut World, letter: Letter) {
    let forgets = !world.is_calm() && world.chance.per_mille(500);
    world.post(if forgets { letter.uncertain() } else { letter });
}
