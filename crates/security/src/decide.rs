//! What may happen.

use jiff::Timestamp;

use crate::{Command, Event, Outcome, Refusal, SecurityRequest, Stage, Terms};

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
    if let Command::View { officer } = command {
        return Ok(vec![Event::RequestViewed { officer }]);
    }
    if request.stage.is_closed() {
        return Err(Refusal::RequestClosed);
    }
    open(request, terms, command).map(|event| vec![event])
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
        Command::Request { .. } | Command::View { .. } => Err(Refusal::AlreadyRequested),
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
