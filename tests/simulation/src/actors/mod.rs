//! Everybody who acts: one file each. An actor is called at any time; in calm it does the next thing that it owes.

mod citizen;
mod clerk;
mod court;
mod court_again;
mod decisions;
mod desk;
mod helped;
mod office;
mod operator;
mod protection;
mod provider;
mod readers;
mod registry;
mod relay;
mod rider;
mod wishes;

pub(crate) use court::Petition;
pub(crate) use relay::stream_record;

use tuntas_platform::http::{HttpError, HttpResponse};

use crate::World;

/// Somebody who acts.
pub(crate) trait Actor {
    /// Does one thing, mostly by posting a letter. False if there is nothing to do.
    fn act(&mut self, world: &mut World) -> bool;
}

/// All of a town.
pub(crate) fn all(busy: bool) -> Vec<Box<dyn Actor>> {
    let mut all: Vec<Box<dyn Actor>> = vec![
        Box::new(court::Court),
        Box::new(desk::Desk),
        Box::new(operator::Operator::default()),
        Box::new(provider::Rides),
        Box::new(rider::Rider),
    ];
    if busy {
        all.push(Box::new(citizen::Citizen::default()));
        all.push(Box::new(clerk::Clerk::default()));
        all.push(Box::new(court_again::CourtAgain));
        all.push(Box::new(helped::Helped::default()));
        all.push(Box::new(protection::Protection::default()));
        all.push(Box::new(registry::Registry::default()));
    }
    all
}

/// What a sender makes of an answer: done, refused with a code, or to be sent again.
fn heard(answer: Result<HttpResponse, HttpError>) -> Result<Result<HttpResponse, String>, String> {
    match answer {
        Ok(response) => Ok(Ok(response)),
        Err(HttpError::Problem(problem)) if problem.status() >= 500 || problem.code() == "conflict" => {
            Err(problem.code().to_owned())
        }
        Err(HttpError::Problem(problem)) => Ok(Err(problem.code().to_owned())),
        Err(HttpError::Internal(cause)) => Err(cause.to_string()),
    }
}
