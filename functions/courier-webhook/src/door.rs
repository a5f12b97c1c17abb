//! The rider at the door.

use std::convert::Infallible;

use tuntas_contract::{HandoverConfirmed, Problem, ProblemCode};
use tuntas_couriers::Courier;
use tuntas_domain::case::{Case, Command, Refusal, decide};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Prepared, RunError, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::Handover;
use uuid::Uuid;

use crate::page::{self, View};
use crate::typed::{self, Form, Unreadable};
use crate::{CourierWebhook, Moment, failed};

impl<C: Courier> CourierWebhook<C> {
    /// Shows the page, as far as the attempt has come.
    pub(crate) async fn show(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let Some(handover) = self.attempt(request) else {
            return self.unknown(Form::wanted(request));
        };
        let story = self.journal.load(CaseId(handover.case)).await?;
        match view(&story.case, handover) {
            Some(view) => Ok(page::page(&self.city, 200, view)),
            None => self.unknown(Form::wanted(request)),
        }
    }

    /// Takes a code.
    pub(crate) async fn enter(
        &self,
        request: &HttpRequest,
        moment: Moment,
    ) -> Result<HttpResponse, HttpError> {
        let form = Form::sent(request);
        let Some(handover) = self.attempt(request) else {
            return self.unknown(form);
        };
        let typed = match typed::code(request.body(), form) {
            Ok(typed) => typed,
            Err(Unreadable::Malformed(_)) if form == Form::Page => return self.answer(form, View::Malformed),
            Err(unreadable) => return Err(Problem::from(unreadable).into()),
        };
        let step = Entered {
            handover,
            correct: self.keys.handover_code(handover).matches(&typed),
            nonce: moment.nonce,
        };
        match self.journal.run(CaseId(handover.case), moment.at, &step).await {
            Ok(ran) => self.answer(form, outcome(&ran.story.case, handover)),
            Err(RunError::Refused(refusal)) => self.answer(form, refused(refusal)),
            Err(other) => Err(failed(other)),
        }
    }

    /// The attempt whose token is in the address.
    fn attempt(&self, request: &HttpRequest) -> Option<Handover> {
        self.keys.verify_handover_token(request.path("token")?)
    }

    fn unknown(&self, form: Form) -> Result<HttpResponse, HttpError> {
        self.answer(form, View::Unknown)
    }

    fn answer(&self, form: Form, view: View) -> Result<HttpResponse, HttpError> {
        let problem = match view {
            View::Confirmed if form == Form::Json => {
                return Ok(HttpResponse::json(200, &HandoverConfirmed::default()));
            }
            View::Confirmed | View::Open => return Ok(page::page(&self.city, 200, view)),
            View::Wrong { left } => Problem::new(ProblemCode::WrongCode).with_attempts_left(left),
            View::Malformed => Problem::new(ProblemCode::RequestInvalid),
            View::Locked => Problem::new(ProblemCode::CodeLocked),
            View::Ended => Problem::new(ProblemCode::NoSuchDelivery),
            View::Unknown => Problem::new(ProblemCode::NotFound),
        };
        match form {
            Form::Json => Err(problem.into()),
            Form::Page => Ok(page::page(&self.city, problem.status, view)),
        }
    }
}

/// What the page shows before anything is entered: what the rules would say to the right code.
fn view(case: &Case, handover: Handover) -> Option<View> {
    let right = Command::EnterCode {
        role: handover.role,
        attempt: handover.attempt,
        correct: true,
    };
    match decide(case, right) {
        Ok(events) if events.is_empty() => Some(View::Confirmed),
        Ok(_) => Some(View::Open),
        Err(refusal) => Some(refused(refusal)).filter(|view| *view != View::Unknown),
    }
}

/// What a code has led to.
fn outcome(case: &Case, handover: Handover) -> View {
    match case.tracks[handover.role].attempt(handover.attempt) {
        None => View::Ended,
        Some(delivery) if delivery.code_confirmed => View::Confirmed,
        Some(delivery) => View::Wrong {
            left: delivery.tries_left(),
        },
    }
}

fn refused(refusal: Refusal) -> View {
    match refusal {
        Refusal::CodeLocked => View::Locked,
        Refusal::NoDecree => View::Unknown,
        _ => View::Ended,
    }
}

/// The step that records a try.
struct Entered {
    handover: Handover,
    correct: bool,
    /// Names a wrong try, so that each of them counts.
    nonce: Uuid,
}

impl Step for Entered {
    type Error = Infallible;

    fn command(&self, _: &Story) -> CommandId {
        let Handover { role, attempt, .. } = self.handover;
        CommandId::new(if self.correct {
            format!("handover/{role}/{attempt}/ok")
        } else {
            format!("handover/{role}/{attempt}/wrong/{}", self.nonce)
        })
    }

    fn actor(&self) -> Actor {
        Actor::rider()
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(Command::EnterCode {
            role: self.handover.role,
            attempt: self.handover.attempt,
            correct: self.correct,
        })))
    }
}
