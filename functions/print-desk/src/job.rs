//! A job as the officer sees it.

use jiff::Timestamp;
use tuntas_contract::{PrintJob, Problem, ProblemCode};
use tuntas_domain::case::{Event, JobId};
use tuntas_domain::decree::Role;
use tuntas_journal::{Entry, Story};
use tuntas_platform::http::{HttpError, HttpResponse};

/// The entry that rendered a party's present documents.
pub(crate) fn rendered(story: &Story, of: Role) -> Option<&Entry> {
    story
        .entries
        .iter()
        .rev()
        .find(|entry| matches!(&entry.event, Event::DocumentsRendered { role, .. } if *role == of))
}

/// The job, if there is something to print.
pub(crate) fn of(id: JobId, story: &Story) -> Option<PrintJob> {
    let ready_at: Timestamp = rendered(story, id.role)?.at;
    let track = &story.case.tracks[id.role];
    (!track.documents.is_empty()).then(|| PrintJob::new(id, track, ready_at))
}

pub(crate) fn answer(id: JobId, story: &Story) -> Result<HttpResponse, HttpError> {
    let job = of(id, story).ok_or(Problem::new(ProblemCode::NotFound))?;
    Ok(HttpResponse::json(200, &job))
}
