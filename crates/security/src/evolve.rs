//! What has happened.

use tuntas_domain::case::DocumentOutcome;
use tuntas_domain::identity::UploadId;

use crate::{Booked, Event, Minutes, SecurityRequest, Stage};

/// The request after an event.
pub fn evolve(mut request: SecurityRequest, event: &Event) -> SecurityRequest {
    match event {
        Event::SecurityRequested {
            court,
            terms,
            answer_by,
            ..
        } => {
            request.court = Some(court.clone());
            request.terms = Some(terms.clone());
            request.revision = 1;
            request.answer_by = Some(*answer_by);
            request.stage = Stage::Waiting;
        }
        Event::RequestChanged { terms, answer_by, .. } => {
            request.terms = Some(terms.clone());
            request.revision = request.revision.saturating_add(1);
            request = waiting_again(request);
            request.answer_by = Some(*answer_by);
        }
        Event::RequestCancelled { .. } => {
            request = waiting_again(request);
            request.answer_by = None;
            request.stage = Stage::Cancelled;
        }
        Event::RequestQuestioned { reason, .. } => {
            request.question = Some(*reason);
            request.stage = Stage::Questioned;
        }
        Event::TimeProposed { window, .. } => {
            request.proposal = Some(*window);
            request.stage = Stage::WithCourt;
        }
        Event::ProposalAnswered {
            agreed, answer_by, ..
        } => {
            let proposed = request.proposal;
            if let (true, Some(window), Some(terms)) = (*agreed, proposed, request.terms.as_mut()) {
                terms.window = window;
                request.sequence = request.sequence.saturating_add(1);
            }
            request.proposal = None;
            request.answer_by = Some(*answer_by);
            request.escalated = false;
            request.stage = Stage::Waiting;
        }
        Event::RequestAccepted { unit, strength, .. } => {
            request.booked = Some(Booked {
                unit: unit.clone(),
                strength: *strength,
            });
            request.answer_by = None;
            request.reminded = Vec::new();
            request.sequence = request.sequence.saturating_add(1);
            request.stage = Stage::Accepted;
        }
        Event::RequestDeclined { .. } => {
            request = waiting_again(request);
            request.answer_by = None;
            request.stage = Stage::Declined;
        }
        Event::MinutesAnnounced {
            upload, file, until, ..
        } => request.minutes.push(Minutes {
            id: *upload,
            file: file.clone(),
            until: *until,
            outcome: None,
        }),
        Event::MinutesAccepted { upload, pages } => {
            judged(&mut request, *upload, DocumentOutcome::Accepted { pages: *pages });
        }
        Event::MinutesRefused { upload, reason } => {
            judged(
                &mut request,
                *upload,
                DocumentOutcome::Refused { reason: *reason },
            );
        }
        Event::SecurityReported { outcome, minutes, .. } => {
            request.outcome = Some(*outcome);
            request.report_minutes.clone_from(minutes);
            request.stage = Stage::Reported;
        }
        Event::OfficesReminded { reminder } => request.reminded.push(*reminder),
        Event::AnswerOverdue => request.escalated = true,
        Event::PapersErased => request.erased = true,
        Event::RequestViewed { .. } | Event::MinutesTaken => {}
    }
    request
}

fn judged(request: &mut SecurityRequest, upload: UploadId, outcome: DocumentOutcome) {
    for minutes in &mut request.minutes {
        if minutes.id == upload {
            minutes.outcome = Some(outcome);
        }
    }
}

/// Nothing is promised, proposed or asked any more.
fn waiting_again(mut request: SecurityRequest) -> SecurityRequest {
    request.proposal = None;
    request.question = None;
    request.booked = None;
    request.reminded = Vec::new();
    request.escalated = false;
    request.sequence = request.sequence.saturating_add(1);
    request.stage = Stage::Waiting;
    request
}

/// The request that events make.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> SecurityRequest {
    events.into_iter().fold(SecurityRequest::default(), evolve)
}
