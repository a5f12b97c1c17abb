//! The court once more: it repairs what was returned, undoes a ruling, gives a child to the other parent.

use tuntas_domain::identity::CaseId;

use super::court::send;
use super::{Actor, heard};
use crate::World;
use crate::letter::{After, Letter};

/// The court's system, long after the decree.
pub(crate) struct CourtAgain;

impl Actor for CourtAgain {
    fn act(&mut self, world: &mut World) -> bool {
        if world.is_calm() {
            let owed = (0..world.petitions.len()).find_map(|which| Some((which, owed(world, which)?)));
            let Some((which, (case, what))) = owed else {
                return false;
            };
            world.petitions[which].mended += usize::from(what == What::Repair);
            let letter = say(world, which, case, what);
            world.post(letter);
            return true;
        }
        let which = world.chance.below(world.petitions.len());
        let Some((case, what)) = owed(world, which) else {
            return false;
        };
        // It takes its time, and sometimes says the same again under another key.
        if world.chance.per_mille(600) {
            return false;
        }
        if what == What::Repair && world.chance.per_mille(700) {
            world.petitions[which].mended += 1;
        }
        let letter = say(world, which, case, what);
        world.post(letter);
        true
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Repair,
    Word(usize),
}

/// What the court has to say next of a petition that it knows the case of.
fn owed(world: &World, which: usize) -> Option<(CaseId, What)> {
    let petition = &world.petitions[which];
    let case = petition.case?;
    let returned = world
        .records
        .cases
        .all
        .get(&case)
        .is_some_and(|told| told.case.returned.is_some());
    if returned {
        return Some((case, What::Repair));
    }
    let unsaid = petition.said.iter().position(|said| !said)?;
    Some((case, What::Word(unsaid)))
}

fn say(world: &mut World, which: usize, case: CaseId, what: What) -> Letter {
    let petition = &world.petitions[which];
    let (route, body) = match what {
        What::Repair => (
            "POST /v1/decrees/{id}/repair",
            petition.filing.afterwards.mended(petition.mended),
        ),
        What::Word(number) => {
            let word = &petition.filing.afterwards.words[number];
            (word.route, word.body.clone())
        }
    };
    let key =
        format!("{what:?}-{which}-{}-{}", petition.mended, world.chance.below(2)).replace(['(', ')'], "");
    Letter::new(format!("{what:?} about decree {which}"), move |world| {
        let answer = send(world, route, &case.to_string(), &key, &body);
        async move {
            let told = heard(answer.await)?;
            let after: After = Box::new(move |world| {
                if let (What::Word(number), Ok(_)) = (what, &told) {
                    world.petitions[which].said[number] = true;
                }
                if let Err(code) = told {
                    refused(world, which, what, &code);
                }
            });
            Ok(after)
        }
    })
}

/// The court learns that the matter is over, or that it was repaired already. Anything else is a fault.
fn refused(world: &mut World, which: usize, what: What, code: &str) {
    match (what, code) {
        (What::Word(number), "ruling_reversed" | "case_closed") => {
            world.petitions[which].said[number] = true;
        }
        (What::Repair, "not_returned" | "case_closed") => {}
        _ => world.is_wrong(format!("{what:?} about decree {which} was refused: {code}")),
    }
}
