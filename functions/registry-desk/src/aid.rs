//! What a party said about aid, and about their safety, taken down for them.

use jiff::Timestamp;
use tuntas_city::Duty;
use tuntas_contract::{AidAnswersRequest, AidStanding, SafetyRequest};
use tuntas_domain::case::{AidAnswer, Command, ConsentSource};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CommandId, OfficerCode};
use tuntas_dossier::Safety;
use tuntas_journal::{Actor, Prepared, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::step::{Halt, cause};
use crate::wish::Wish;
use crate::{RegistryDesk, answer, invalid, party};

impl RegistryDesk {
    /// An officer writes down which offices may hear of a party.
    pub(crate) async fn answer_aid(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let role = party(request)?;
        let helps = |office: &_, aid| self.city.aid.helps(office, aid);
        let answers = AidAnswersRequest::parse(request.body(), &helps).map_err(invalid)?;
        let story = self.open(request).await?;
        let Some(wish) = self.wish(request, &story, &officer, "aid-consents").await? else {
            return Ok(self.aid_standing(&story, role));
        };
        let step = Answering {
            officer,
            role,
            answers,
            wish,
        };
        Ok(self.aid_standing(&self.run(story, at, &step).await?, role))
    }

    fn aid_standing(&self, story: &Story, role: Role) -> HttpResponse {
        let offered =
            (self.city.aid.offered()).map(|(office, kind)| (&office.code, office.name.as_str(), kind));
        let standing = AidStanding::new(story.case.aid_offer(role), &story.case.aid[role], offered);
        HttpResponse::json(200, &standing)
    }

    /// An officer writes down whether a party has to be protected. The answer goes to the dossier and is not shown again;
    /// what comes back is the case, which looks the same whatever it was.
    pub(crate) async fn record_safety(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        // Who may do neither learns nothing of the body.
        self.officer(request, &[Duty::Cases, Duty::Approve])?;
        let protected = SafetyRequest::parse(request.body()).map_err(invalid)?;
        let duty = if protected { Duty::Cases } else { Duty::Approve };
        let officer = self.officer(request, &[duty])?;
        let role = party(request)?;
        let story = self.open(request).await?;
        let Some(wish) = self.wish(request, &story, &officer, "safety").await? else {
            return answer::of(&story, at);
        };
        let step = Protecting {
            desk: self,
            officer,
            role,
            protected,
            wish,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }
}

struct Answering {
    officer: OfficerCode,
    role: Role,
    answers: Vec<AidAnswer>,
    wish: Wish,
}

impl Step for Answering {
    type Error = Halt;

    fn command(&self, _: &Story) -> CommandId {
        cause(&format!("aid-consents/{}/{}", self.role, self.wish.key))
    }

    fn actor(&self) -> Actor {
        Actor::officer(self.officer.as_str())
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Halt> {
        Ok(Some(Prepared {
            command: Command::AnswerAid {
                role: self.role,
                answers: self.answers.clone(),
                source: ConsentSource::Officer,
                evidence: None,
            },
            with: vec![self.wish.name.clone()],
        }))
    }
}

struct Protecting<'a> {
    desk: &'a RegistryDesk,
    officer: OfficerCode,
    role: Role,
    protected: bool,
    wish: Wish,
}

impl Step for Protecting<'_> {
    type Error = Halt;

    fn command(&self, _: &Story) -> CommandId {
        cause(&format!("safety/{}/{}", self.role, self.wish.key))
    }

    fn actor(&self) -> Actor {
        Actor::officer(self.officer.as_str())
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Halt> {
        let (dossiers, id, role) = (&self.desk.dossiers, story.id, self.role);
        let revision = story.case.safety[role].revision.saturating_add(1);
        // What is said again does not begin again, and what ends keeps its name.
        let since = match dossiers.safety(id, role).await? {
            Some(safety) if safety.protected || !self.protected => safety.since,
            _ => revision,
        };
        let protected = self.protected;
        let kept = dossiers.keep_safety(id, role, Safety { protected, since });
        Ok(Some(Prepared {
            command: Command::RecordSafety {
                role: self.role,
                officer: self.officer.clone(),
                lifts: !self.protected,
            },
            with: vec![kept, self.wish.name.clone()],
        }))
    }
}
