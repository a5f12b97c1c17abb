//! A choice taken down for a citizen.

use jiff::Timestamp;
use tuntas_contract::decree::{ChoiceRequest, Places};
use tuntas_domain::case::Command;
use tuntas_domain::decree::{Choice, ChoiceSource, Role};
use tuntas_domain::identity::{CityCode, CommandId, KelurahanCode, OfficerCode};
use tuntas_journal::{Actor, Prepared, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::step::{Halt, cause};
use crate::wish::Wish;
use crate::{RegistryDesk, answer, invalid, party};

impl RegistryDesk {
    /// An officer writes down where a party wants to stand.
    pub(crate) async fn choose(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let role = party(request)?;
        let choice = ChoiceRequest::parse(request.body(), &Here(self)).map_err(invalid)?;
        let story = self.open(request).await?;
        let Some(wish) = self.wish(request, &story, &officer, "choice").await? else {
            return answer::of(&story, at);
        };
        let step = Choosing {
            desk: self,
            officer,
            role,
            choice,
            wish,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }
}

struct Choosing<'a> {
    desk: &'a RegistryDesk,
    officer: OfficerCode,
    role: Role,
    choice: Choice,
    wish: Wish,
}

impl Step for Choosing<'_> {
    type Error = Halt;

    fn command(&self, _: &Story) -> CommandId {
        cause(&format!("choice/{}/{}", self.role, self.wish.key))
    }

    fn actor(&self) -> Actor {
        Actor::officer(self.officer.as_str())
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Halt> {
        let revision = story.case.choices[self.role].made.saturating_add(1);
        let kept = self
            .desk
            .dossiers
            .choose(story.id, self.role, revision, &self.choice)?;
        Ok(Some(Prepared {
            command: Command::Choose {
                role: self.role,
                choice: self.choice.kind(),
                source: ChoiceSource::Officer,
            },
            with: vec![kept, self.wish.name.clone()],
        }))
    }
}

/// What the city knows of places.
struct Here<'a>(&'a RegistryDesk);

impl Places for Here<'_> {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.0.city.kelurahan(code.as_str()).is_some()
    }

    fn city(&self) -> CityCode {
        self.0.city_code.clone()
    }
}
