//! What may happen.

use jiff::Timestamp;

use tuntas_domain::case::DocumentFault;
use tuntas_domain::identity::UploadId;

use crate::{Command, Event, MAX_MINUTES, Outcome, Refusal, SecurityRequest, Stage, Terms};

/// The events a wish leads to.
///
/// # Errors
/// [`Refusal`].
pub fn decide(request: &SecurityRequest, command: Command) -> Result<Vec<Event>, Refusal> {
    if let Command::Request {
        court,
        terms,
        letter,
        evidence,
        answer_by,
        at,
    } = command
    {
        if request.stage != Stage::New {
            return Err(Refusal::AlreadyRequested);
        }
        in_future(&terms, at)?;
        return Ok(vec![Event::SecurityRequested {
            court,
            terms,
            letter,
            evidence,
            answer_by,
        }]);
    }
    let Some(terms) = &request.terms else {
        return Err(Refusal::NoRequest);
    };
    match command {
        Command::View { officer } => Ok(vec![Event::RequestViewed { officer }]),
        Command::TakeMinutes if request.erased || request.reported_minutes().is_none() => {
            Err(Refusal::NoMinutes)
        }
        Command::TakeMinutes => Ok(vec![Event::MinutesTaken]),
        Command::JudgeMinutes { upload, found } => judge(request, upload, found),
        Command::Erase if !request.stage.is_closed() => Err(Refusal::StillOpen),
        Command::Erase if request.erased => Ok(vec![]),
        Command::Erase => Ok(vec![Event::PapersErased]),
        _ if request.stage.is_closed() => Err(Refusal::RequestClosed),
        Command::AnnounceMinutes { ref file, at, .. } if request.standing_minutes(file, at).is_some() => {
            Ok(vec![])
        }
        command => open(request, terms, command).map(|event| vec![event]),
    }
}

/// A file is judged once; whatever is put in its place afterwards changes nothing. One that comes after the end of the
/// request is not taken in, however good it is.
fn judge(
    request: &SecurityRequest,
    upload: UploadId,
    found: Result<u16, DocumentFault>,
) -> Result<Vec<Event>, Refusal> {
    let minutes = request.minutes_of(upload).ok_or(Refusal::MinutesUnknown)?;
    if minutes.outcome.is_some() {
        return Ok(vec![]);
    }
    let found = match found {
        Ok(_) if request.stage.is_closed() => Err(DocumentFault::CaseClosed),
        found => found,
    };
    Ok(vec![match found {
        Ok(pages) => Event::MinutesAccepted { upload, pages },
        Err(reason) => Event::MinutesRefused { upload, reason },
    }])
}

fn in_future(terms: &Terms, at: Timestamp) -> Result<(), Refusal> {
    if terms.window.starts() > at {
        Ok(())
    } else {
        Err(Refusal::TimePassed)
    }
}

/// Whatever is wished of a request that has not ended.
#[expect(clippy::too_many_lines, reason = "one arm for each wish")]
fn open(request: &SecurityRequest, terms: &Terms, command: Command) -> Result<Event, Refusal> {
    let waiting = || match request.stage {
        Stage::Waiting => Ok(()),
        _ => Err(Refusal::NotWaiting),
    };
    match command {
        Command::Request { .. }
        | Command::View { .. }
        | Command::TakeMinutes
        | Command::JudgeMinutes { .. }
        | Command::Erase => Err(Refusal::AlreadyRequested),
        Command::AnnounceMinutes {
            upload,
            file,
            until,
            officer,
            ..
        } => {
            if request.stage != Stage::Accepted {
                return Err(Refusal::NotAccepted);
            }
            if request.minutes.len() >= MAX_MINUTES {
                return Err(Refusal::TooManyMinutes);
            }
            Ok(Event::MinutesAnnounced {
                upload,
                file,
                until,
                officer,
            })
        }
        Command::Change {
            terms,
            letter,
            evidence,
            answer_by,
            at,
        } => {
            in_future(&terms, at)?;
            Ok(Event::RequestChanged {
                terms,
                letter,
                evidence,
                answer_by,
            })
        }
        Command::Cancel {
            ground,
            letter,
            evidence,
        } => Ok(Event::RequestCancelled {
            ground,
            letter,
            evidence,
        }),
        Command::Question { reason, officer } => {
            waiting()?;
            Ok(Event::RequestQuestioned { reason, officer })
        }
        Command::Propose {
            window,
            officer,
            letter,
            at,
        } => {
            waiting()?;
            if window == terms.window {
                return Err(Refusal::SameTime);
            }
            if window.starts() <= at {
                return Err(Refusal::TimePassed);
            }
            Ok(Event::TimeProposed {
                window,
                officer,
                letter,
            })
        }
        Command::AnswerProposal {
            agreed,
            evidence,
            answer_by,
        } => match request.stage {
            Stage::WithCourt => Ok(Event::ProposalAnswered {
                agreed,
                evidence,
                answer_by,
            }),
            _ => Err(Refusal::NoProposal),
        },
        Command::Accept {
            unit,
            strength,
            officer,
            letter,
            at,
        } => {
            waiting()?;
            in_future(terms, at)?;
            Ok(Event::RequestAccepted {
                unit,
                strength,
                officer,
                letter,
            })
        }
        Command::Decline {
            reason,
            officer,
            letter,
        } => match request.stage {
            // What was promised may have to be taken back.
            Stage::Waiting | Stage::Accepted => Ok(Event::RequestDeclined {
                reason,
                officer,
                letter,
            }),
            _ => Err(Refusal::NotWaiting),
        },
        Command::Report {
            outcome,
            minutes,
            officer,
            letter,
            at,
        } => {
            if request.stage != Stage::Accepted {
                return Err(Refusal::NotAccepted);
            }
            if terms.window.starts() > at {
                return Err(Refusal::TooEarly);
            }
            if minutes.is_none() && outcome != Outcome::Postponed {
                return Err(Refusal::MinutesMissing);
            }
            if let Some(sha256) = &minutes {
                request.may_report(sha256, at)?;
            }
            Ok(Event::SecurityReported {
                outcome,
                minutes,
                officer,
                letter,
            })
        }
        Command::Remind { reminder, at } => {
            let due = request.stage == Stage::Accepted
                && !request.reminded.contains(&reminder)
                && at < terms.window.starts()
                && at.duration_until(terms.window.starts()) <= reminder.before();
            if due {
                Ok(Event::OfficesReminded { reminder })
            } else {
                Err(Refusal::NotDue)
            }
        }
        Command::Escalate { at } => {
            let overdue = request.answer_by.is_some_and(|by| by <= at);
            if request.stage == Stage::Waiting && overdue && !request.escalated {
                Ok(Event::AnswerOverdue)
            } else {
                Err(Refusal::NotDue)
            }
        }
    }
}
