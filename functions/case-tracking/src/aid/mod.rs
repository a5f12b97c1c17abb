//! Aid that is offered to a party once, and who may hear of them: asked office by office on the page, and taken back there
//! as easily.
//!
//! Nothing of the party is shown or typed, and nothing but the journal is written: that the office is told follows from
//! there. The page is the same whatever stands beside the case.

mod form;

use std::convert::Infallible;

use jiff::Timestamp;
use tuntas_contract::{AidOfferName, AidStanding, AidWord, AidWordRequest, Problem, ProblemCode};
use tuntas_domain::case::{Case, Command, ConsentSource};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, RunError, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::CaseTracking;
use crate::negotiation::{Language, Wanted};
use crate::page::{self, AidView, Heard};

impl CaseTracking {
    /// What a party said of aid, beside what is offered.
    pub(crate) fn aid_standing(&self, case: &Case, role: Role) -> AidStanding {
        let offered =
            (self.city.aid.offered()).map(|(office, kind)| (&office.code, office.name.as_str(), kind));
        AidStanding::new(case.aid_offer(role), &case.aid[role], offered)
    }

    /// Shows what is offered and what was said.
    pub(crate) async fn ask_aid(
        &self,
        code: Option<&str>,
        wanted: Wanted,
    ) -> Result<HttpResponse, HttpError> {
        let code = code.unwrap_or_default();
        let Some((case, role)) = self.party(Some(code)).await? else {
            return self.nothing_here(wanted);
        };
        let story = self.journal.load(case).await?;
        let standing = self.aid_standing(&story.case, role);
        Ok(self.answer_aid(wanted, code, 200, Heard::Nothing, standing))
    }

    /// Takes a word.
    pub(crate) async fn tell_aid(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let by_form = request.is_form();
        let wanted = match (by_form, Wanted::of(request, &self.city.languages)) {
            (false, _) => Wanted::Json,
            (true, Wanted::Json) => Wanted::Page(Language::Indonesian),
            (true, page) => page,
        };
        let code = request.path("code").unwrap_or_default();
        let Some((case, role)) = self.party(Some(code)).await? else {
            return self.nothing_here(wanted);
        };
        let body = if by_form {
            form::as_json(request.body())
        } else {
            request.body().to_vec()
        };
        let helps = |office: &_, aid| self.city.aid.helps(office, aid);
        let word = match AidWordRequest::parse(&body, &helps) {
            Ok(word) => word,
            Err(faults) => match wanted {
                Wanted::Json => {
                    return Err(Problem::new(ProblemCode::RequestInvalid)
                        .with_errors(faults)
                        .into());
                }
                // The page's own forms are whole: this one is of another day, or of another hand.
                Wanted::Page(_) => {
                    let story = self.journal.load(case).await?;
                    let standing = self.aid_standing(&story.case, role);
                    return Ok(self.answer_aid(wanted, code, 422, Heard::Unread, standing));
                }
            },
        };
        match self.journal.run(case, at, &Telling { role, word }).await {
            Ok(ran) => {
                let standing = self.aid_standing(&ran.story.case, role);
                Ok(self.answer_aid(wanted, code, 200, Heard::Taken, standing))
            }
            Err(RunError::Refused(refusal)) => match wanted {
                Wanted::Json => Err(Problem::from(refusal).into()),
                Wanted::Page(_) => {
                    let story = self.journal.load(case).await?;
                    let standing = self.aid_standing(&story.case, role);
                    Ok(self.answer_aid(wanted, code, 409, Heard::Refused, standing))
                }
            },
            Err(RunError::Prepare(never)) => match never {},
            Err(RunError::Contended(_)) => Err(Problem::new(ProblemCode::Conflict).into()),
            Err(RunError::Journal(error)) => Err(error.into()),
        }
    }

    fn answer_aid(
        &self,
        wanted: Wanted,
        code: &str,
        status: u16,
        heard: Heard,
        standing: AidStanding,
    ) -> HttpResponse {
        match wanted {
            Wanted::Json => HttpResponse::json(status, &standing)
                .header("x-robots-tag", "noindex, nofollow")
                .header("vary", "accept"),
            Wanted::Page(language) => {
                page::aid(&self.city, language, status, code, &AidView { heard, standing })
            }
        }
    }
}

/// Whether the tracking page leads to the offer, and whether it waits for an answer.
pub(crate) fn invitation(standing: &AidStanding) -> Option<AidOfferName> {
    let any = match standing.offer {
        AidOfferName::Closed => standing.lines.iter().any(|line| line.given),
        AidOfferName::Open | AidOfferName::Answered => !standing.lines.is_empty(),
    };
    any.then_some(standing.offer)
}

struct Telling {
    role: Role,
    word: AidWord,
}

impl Step for Telling {
    type Error = Infallible;

    fn command(&self, _: &Story) -> CommandId {
        let role = self.role;
        CommandId::new(match &self.word {
            AidWord::Decline => format!("aid/{role}/decline"),
            AidWord::Answer { answer, after } => {
                let word = if answer.given { "give" } else { "withdraw" };
                format!(
                    "aid/{role}/{}/{}/{word}/{after}",
                    answer.office,
                    answer.aid.as_str()
                )
            }
        })
    }

    fn actor(&self) -> Actor {
        Actor::citizen()
    }

    /// A word that was overtaken changes nothing: what comes late must not bring back a consent that was taken back.
    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Infallible> {
        let (role, source) = (self.role, ConsentSource::Citizen);
        Ok(match &self.word {
            AidWord::Decline => Some(Prepared::only(Command::DeclineAid { role, source })),
            AidWord::Answer { answer, after } => {
                let line = story.case.aid[role].line(&answer.office, answer.aid);
                let words = line.map_or(0, tuntas_domain::case::ConsentLine::words);
                (words == *after).then(|| {
                    Prepared::only(Command::AnswerAid {
                        role,
                        answers: vec![answer.clone()],
                        source,
                        evidence: None,
                    })
                })
            }
        })
    }
}
