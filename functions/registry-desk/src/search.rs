//! Finding the case of somebody who stands at the counter.
//!
//! Each search is recorded before anything is answered: in the searches for this person, whether there is a case or not, and
//! in each case that is found.

use jiff::Timestamp;
use tracing::info;
use tuntas_contract::registry_desk::{CaseSearchRequest, FoundCase, FoundCases};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::case::View;
use tuntas_domain::identity::{CaseId, Nik, OfficerCode};
use tuntas_domain::search::Search;
use tuntas_dossier::PartyOf;
use tuntas_journal::{Journal, Searching, unless_taken};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use uuid::{Uuid, uuid};

use crate::step::{Plain, ran};
use crate::{RegistryDesk, answer, invalid};

/// Makes the id of a person's searches out of the request that begins them. It must not be made of the NIK: then it would
/// name the person to whoever can try all NIKs.
const SEARCHES: Uuid = uuid!("8f4d3b6a-5c1e-4e0b-9d27-6a1c0f3e5b92");

/// Fresh starts when two officers search for the same person for the first time at the same moment.
const ATTEMPTS: u8 = 3;

impl RegistryDesk {
    /// The cases of the person with a NIK, newest first.
    pub(crate) async fn search(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let nik = CaseSearchRequest::parse(request.body()).map_err(invalid)?;
        let named = format!("search/{}/{}", request.request_id(), at.as_nanosecond());
        let (person, searches) = self.searched(&nik, &named, at).await?;
        let found = person.cases.len();
        info!(
            officer = officer.as_str(),
            found, "somebody's cases were searched for"
        );
        let step = Plain {
            cause: |_: &_| named.clone(),
            command: Search {
                officer: officer.clone(),
                cases: u32::try_from(found).unwrap_or(u32::MAX),
            },
            officer: officer.clone(),
        };
        let journal: Journal<Searching> = self.journal.also();
        ran(journal.run(searches, at, &step).await, |never| match never {})?;
        let mut cases = Vec::with_capacity(found);
        for (case, role) in person.cases.into_iter().rev() {
            let story = self.journal.load(case).await?;
            let what = View::LookUp { role };
            let story = self.view(request, story, officer.clone(), what, at).await?;
            cases.push(FoundCase::new(role, answer::desk_case(&story, at)?));
        }
        Ok(HttpResponse::json(200, &FoundCases { cases }))
    }

    /// What is known by a NIK, and the id of the searches for the person; the first search gives it one.
    async fn searched(&self, nik: &Nik, named: &str, at: Timestamp) -> Result<(PartyOf, CaseId), HttpError> {
        for _ in 0..ATTEMPTS {
            let person = self.dossiers.party_of(nik).await?;
            if let Some(searches) = person.searches {
                return Ok((person, searches));
            }
            let searches = CaseId(Uuid::new_v5(&SEARCHES, named.as_bytes()));
            let name = self.dossiers.name_searches(nik, searches, at);
            if unless_taken(self.journal.record(vec![name]).await)?.is_some() {
                return Ok((person, searches));
            }
        }
        Err(Problem::new(ProblemCode::Conflict).into())
    }
}
