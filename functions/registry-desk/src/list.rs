//! Held cases by reason and age.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tuntas_contract::registry_desk::{CaseClaim, HeldCases, HeldRow};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::case::Stage;
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{RegistryDesk, pages};

/// Older cases that are looked at to say how many were passed over.
const LOOKED_AT: usize = 1000;
/// Cases of them that are held in memory at once.
const AT_ONCE: usize = 100;

impl RegistryDesk {
    pub(crate) async fn list(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let reason = reason(request.query("reason"))?;
        let limit = request.limit()?;
        let cursor = request.cursor(pages::place)?;
        let page = self.journal.held_cases(reason, cursor.as_deref(), limit).await?;
        let stories = pages::load(&self.journal, page.cases.iter().map(|held| held.case)).await?;
        let stories: BTreeMap<CaseId, &Story> = stories.iter().map(|story| (story.id, story)).collect();
        let cases = page
            .cases
            .iter()
            .filter_map(|held| {
                let case = &stories.get(&held.case)?.case;
                (case.stage() == Stage::Held).then(|| HeldRow {
                    id: held.case.0,
                    reason: held.reason.clone(),
                    since: held.since,
                    claim: CaseClaim::of(case, at),
                    awaiting_approval: case.proposal.is_some(),
                })
            })
            .collect();
        Ok(HttpResponse::json(
            200,
            &HeldCases {
                cases,
                next: page.next,
            },
        ))
    }

    /// How many older cases held for the same reason nobody works on: those an officer passes over by claiming this
    /// one. Counts no further than [`LOOKED_AT`] older cases.
    pub(crate) async fn ahead(&self, story: &Story, now: Timestamp) -> Result<u32, HttpError> {
        let Some(hold) = &story.case.hold else {
            return Ok(0);
        };
        let older = self.journal.held_before(hold.code(), story.id, LOOKED_AT).await?;
        let mut free = 0_u32;
        for some in older.chunks(AT_ONCE) {
            for other in pages::load(&self.journal, some.iter().map(|held| held.case)).await? {
                let open = other.case.stage() == Stage::Held && CaseClaim::of(&other.case, now).is_none();
                free = free.saturating_add(u32::from(open));
            }
        }
        Ok(free)
    }
}

/// A code of a hold: it becomes part of a key.
fn reason(text: Option<&str>) -> Result<Option<&str>, Problem> {
    let plain = |text: &str| {
        (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    match text {
        Some(text) if !plain(text) => Err(Problem::new(ProblemCode::ReasonInvalid)),
        text => Ok(text),
    }
}
