//! Putting wrong fields right: one officer proposes, a second one sees what and agrees.

use jiff::Timestamp;
use tuntas_contract::registry_desk::{
    AgreedRequest, CorrectionFacts, CorrectionRequest, ProposedCorrection, corrected_text, field_text,
};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::case::{Command, Event, View, Whom};
use tuntas_domain::decree::Decree;
use tuntas_domain::identity::{CommandId, Nik, OfficerCode};
use tuntas_journal::{Actor, Prepared, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::step::{Halt, Plain, cause};
use crate::wish::Wish;
use crate::{RegistryDesk, answer, invalid, part};

impl RegistryDesk {
    /// An officer proposes to put a field right.
    pub(crate) async fn propose_correction(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let story = self.open(request).await?;
        let decree = self.decree(&story).await?;
        let proposed = CorrectionRequest::parse(request.body(), self.day(at), &decree).map_err(invalid)?;
        let Some(wish) = self.wish(request, &story, &officer, "correction").await? else {
            return answer::of(&story, at);
        };
        let step = Proposing {
            desk: self,
            officer,
            proposed,
            wish,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }

    /// What a correction would change. Who asks is recorded first.
    pub(crate) async fn correction(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let number: u16 = part(request, "number")?;
        let nothing = || Problem::new(ProblemCode::NotFound);
        let story = self.open(request).await?;
        story.case.correction(number).ok_or_else(nothing)?;
        let story = self.view(request, story, officer, View::Facts, at).await?;
        let known = story.case.correction(number).ok_or_else(nothing)?;
        let right = self.dossiers.correction(story.id, number).await?;
        let right = right.ok_or_else(nothing)?;
        let decree = self.decree(&story).await?;
        let says = async |nik: Option<Nik>| -> Result<Option<String>, HttpError> {
            let Some(nik) = nik else { return Ok(None) };
            let record = self.record(&nik).await?;
            Ok(record.and_then(|person| field_text(&person, known.field)))
        };
        let other = match known.whom {
            Whom::Party { role } if known.field.concerns_the_divorce() => {
                decree.parties[role.other()].nik.clone()
            }
            _ => None,
        };
        let proposed =
            |event: &Event| matches!(event, Event::CorrectionProposed { number: of, .. } if *of == number);
        let facts = CorrectionFacts {
            number,
            officer: known.officer.to_string(),
            whom: known.whom.into(),
            field: known.field.into(),
            before: says(nik(&decree, known.whom)).await?,
            other_before: says(other).await?,
            value: corrected_text(&right.value),
            ground: self.note(&story, proposed).await?,
            agreed: known.agreed,
        };
        Ok(HttpResponse::json(200, &facts))
    }

    /// The second officer agrees to a correction, or not.
    pub(crate) async fn decide_correction(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let number: u16 = part(request, "number")?;
        let agreed = AgreedRequest::parse(request.body()).map_err(invalid)?;
        let story = self.open(request).await?;
        let named = format!("correction/{number}/{officer}/{agreed}");
        let step = Plain {
            cause: move |_: &_| named.clone(),
            command: Command::DecideCorrection {
                officer: officer.clone(),
                number,
                agreed,
            },
            officer,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }

    pub(crate) async fn decree(&self, story: &Story) -> Result<Decree, HttpError> {
        let filed = self.dossiers.decree(story.id).await?;
        Ok(filed.ok_or(Problem::new(ProblemCode::NotFound))?.decree)
    }
}

fn nik(decree: &Decree, whom: Whom) -> Option<Nik> {
    match whom {
        Whom::Party { role } => decree.parties[role].nik.clone(),
        Whom::Child { child } => decree.children.get(child).map(|child| child.nik.clone()),
    }
}

struct Proposing<'a> {
    desk: &'a RegistryDesk,
    officer: OfficerCode,
    proposed: ProposedCorrection,
    wish: Wish,
}

impl Step for Proposing<'_> {
    type Error = Halt;

    fn command(&self, _: &Story) -> CommandId {
        cause(&format!("propose-correction/{}", self.wish.key))
    }

    fn actor(&self) -> Actor {
        Actor::officer(self.officer.as_str())
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Halt> {
        let ProposedCorrection { correction, ground } = &self.proposed;
        let number = u16::try_from(story.case.corrections.len().saturating_add(1)).unwrap_or(u16::MAX);
        let entry = story.version().saturating_add(1);
        let dossiers = &self.desk.dossiers;
        Ok(Some(Prepared {
            command: Command::ProposeCorrection {
                officer: self.officer.clone(),
                whom: correction.whom,
                field: correction.value.field(),
            },
            with: vec![
                dossiers.propose(story.id, number, correction)?,
                dossiers.keep_note(story.id, entry, ground),
                self.wish.name.clone(),
            ],
        }))
    }
}
