//! The court's system: sends each decree and what makes it final, again and again, under the same key and under others.

use decree_intake::Moment;
use tuntas_domain::identity::CaseId;

use tuntas_platform::http::{HttpError, HttpResponse};

use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};
use crate::ports::{Sender, request};
use crate::town::Filing;

/// A decree that the court sends, and how far it has come with it.
#[derive(Clone, Debug)]
pub(crate) struct Petition {
    pub(crate) filing: Filing,
    /// The case, once the court has been told of it.
    pub(crate) case: Option<CaseId>,
    /// Completions that were accepted, as far as the court knows.
    pub(crate) completed: usize,
    /// What was said of it afterwards, and heard.
    pub(crate) said: Vec<bool>,
    /// How often it was mended.
    pub(crate) mended: usize,
}

impl Petition {
    pub(crate) fn new(filing: Filing) -> Self {
        Self {
            case: None,
            completed: 0,
            said: vec![false; filing.afterwards.words.len()],
            mended: 0,
            filing,
        }
    }

    fn owes(&self) -> bool {
        self.case.is_none() || self.completed < self.filing.completions.len()
    }
}

/// The court's system.
pub(crate) struct Court;

impl Actor for Court {
    fn act(&mut self, world: &mut World) -> bool {
        let which = if world.is_calm() {
            match world.petitions.iter().position(Petition::owes) {
                Some(which) => which,
                None => return false,
            }
        } else {
            world.chance.below(world.petitions.len())
        };
        let Some(petition) = world.petitions.get(which) else {
            return false;
        };
        let (case, completed, many) = (
            petition.case,
            petition.completed,
            petition.filing.completions.len(),
        );
        // Another key now and then: somebody at the court pressed the button again.
        let key = format!("key-{which}-{}", world.chance.below(2));
        let letter = match case {
            None => accept(which, key),
            // What was accepted before is sent once more.
            Some(_) if !world.is_calm() && world.chance.per_mille(100) => accept(which, key),
            Some(case) if completed < many => complete(which, completed, case, key),
            Some(case) if completed > 0 && !world.is_calm() && world.chance.per_mille(300) => {
                let again = world.chance.below(completed);
                complete(which, again, case, key)
            }
            Some(_) => return false,
        };
        world.post(letter);
        true
    }
}

fn accept(which: usize, key: String) -> Letter {
    Letter::new(format!("decree {which}"), move |world| {
        let body = world.petitions[which].filing.decree.clone();
        let answer = send(world, "POST /v1/decrees", "", &key, &body);
        async move {
            let told = heard(answer.await)?;
            let after: After = Box::new(move |world| match told.map(|response| case_in(&response)) {
                Ok(Some(case)) if world.petitions[which].case.is_none_or(|known| known == case) => {
                    world.petitions[which].case = Some(case);
                }
                Ok(_) => world.is_wrong(format!("decree {which} was given another case")),
                Err(code) => world.is_wrong(format!("decree {which} was refused: {code}")),
            });
            Ok(after)
        }
    })
}

fn complete(which: usize, part: usize, case: CaseId, key: String) -> Letter {
    Letter::new(format!("completion {part} of decree {which}"), move |world| {
        let body = world.petitions[which].filing.completions[part].clone();
        let key = format!("{key}-{part}");
        let answer = send(
            world,
            "POST /v1/decrees/{id}/completion",
            &case.to_string(),
            &key,
            &body,
        );
        async move {
            let told = heard(answer.await)?;
            let after: After = Box::new(move |world| match told {
                Ok(_) => {
                    let petition = &mut world.petitions[which];
                    petition.completed = petition.completed.max(part + 1);
                }
                // The case has ended without it.
                Err(_) if has_ended(world, case) => {
                    let petition = &mut world.petitions[which];
                    petition.completed = petition.filing.completions.len();
                }
                Err(code) => {
                    world.is_wrong(format!("completion {part} of decree {which} was refused: {code}"));
                }
            });
            Ok(after)
        }
    })
}

/// Sends a body, signed.
pub(super) fn send(
    world: &mut World,
    route: &str,
    case: &str,
    key: &str,
    body: &[u8],
) -> impl Future<Output = Result<HttpResponse, HttpError>> + use<> {
    let moment = Moment {
        at: world.now,
        new_case: world.chance.id(),
    };
    let intake = world.functions.intake.clone();
    let signature = world.functions.signer.sign_detached(body).unwrap_or_default();
    let headers = [("idempotency-key", key), ("tuntas-signature", signature.as_str())];
    let request = request(Sender::Court, route, &[("id", case)], &headers, body);
    // A future of its own place: it is large, and whoever waits for it holds it.
    Box::pin(async move { intake.handle(request, moment).await })
}

/// Whether a case has ended without a change.
fn has_ended(world: &World, case: CaseId) -> bool {
    let told = world.records.cases.all.get(&case);
    told.is_some_and(|told| told.case.closed.is_some())
}

fn case_in(response: &HttpResponse) -> Option<CaseId> {
    let told: serde_json::Value = serde_json::from_str(response.body()?).ok()?;
    told["id"].as_str()?.parse().ok()
}
