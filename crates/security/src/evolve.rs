//! What has happened.

use crate::{Booked, Event, SecurityRequest, Stage};

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
        Event::SecurityReported { outcome, .. } => {
            request.outcome = Some(*outcome);
            request.stage = Stage::Reported;
        }
        Event::OfficesReminded { reminder } => request.reminded.push(*reminder),
        Event::AnswerOverdue => request.escalated = true,
        Event::RequestViewed { .. } => {}
    }
    request
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
