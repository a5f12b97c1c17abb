//! The case as the officer sees it, free of personal data.

use jiff::Timestamp;
use tuntas_contract::registry_desk::DeskCase;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpResponse};

pub(crate) fn desk_case(story: &Story, now: Timestamp) -> Result<DeskCase, Problem> {
    DeskCase::new(story.id, &story.case, now).ok_or(Problem::new(ProblemCode::NotFound))
}

pub(crate) fn of(story: &Story, now: Timestamp) -> Result<HttpResponse, HttpError> {
    Ok(HttpResponse::json(200, &desk_case(story, now)?))
}
