//! Taking a case up and giving it away: claim, release, approval, return to the court, an old card.

use jiff::Timestamp;
use tuntas_contract::parse_nothing;
use tuntas_contract::registry_desk::{ApprovalRequest, OldCardRequest, ReturnRequest};
use tuntas_domain::case::{Claim, Command, EventKind};
use tuntas_domain::identity::OfficerCode;
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::step::{Plain, episode};
use crate::{RegistryDesk, answer, invalid, party};

impl RegistryDesk {
    /// An officer takes a held case up; nobody else may decide it for half an hour.
    pub(crate) async fn claim(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let story = self.open(request).await?;
        // Whoever has it passes nobody over by keeping it.
        let mine = |claim: &Claim| claim.officer == officer && claim.holds(at);
        let renewed = story.case.claim.as_ref().is_some_and(mine);
        let until = at.saturating_add(Claim::LASTS).unwrap_or(Timestamp::MAX);
        let named = officer.clone();
        let step = Plain {
            // The rules know a claim that is made twice; each one that counts is another.
            cause: move |story: &Story| format!("claim/{named}/{}", story.count(EventKind::HoldClaimed)),
            command: Command::Claim {
                officer: officer.clone(),
                now: at,
                until,
                ahead: if renewed { 0 } else { self.ahead(&story, at).await? },
            },
            officer,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }

    /// An officer gives a case back.
    pub(crate) async fn release(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let story = self.open(request).await?;
        let named = officer.clone();
        let step = Plain {
            // Each claim is given back once.
            cause: move |story: &Story| format!("release/{named}/{}", story.count(EventKind::HoldClaimed)),
            command: Command::Release {
                officer: officer.clone(),
            },
            officer,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }

    /// The second officer agrees to a proposed decision, or not.
    pub(crate) async fn approve(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let ApprovalRequest { proposal, agreed } = ApprovalRequest::parse(request.body()).map_err(invalid)?;
        let story = self.open(request).await?;
        let named = format!("approve/{proposal}/{officer}/{agreed}");
        let step = Plain {
            cause: move |_: &_| named.clone(),
            command: Command::Approve {
                officer: officer.clone(),
                number: proposal,
                agreed,
            },
            officer,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }

    /// The case goes back to the court, which repairs the decree.
    pub(crate) async fn give_back_to_court(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let reason = ReturnRequest::parse(request.body()).map_err(invalid)?;
        let story = self.open(request).await?;
        let named = officer.clone();
        let step = Plain {
            cause: move |story: &Story| format!("return/{}/{named}", episode(story)),
            command: Command::Return {
                officer: officer.clone(),
                now: at,
                reason,
            },
            officer,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }

    /// What became of a party's old identity card.
    pub(crate) async fn old_card(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let role = party(request)?;
        let state = OldCardRequest::parse(request.body()).map_err(invalid)?;
        let story = self.open(request).await?;
        let step = Plain {
            cause: move |story: &Story| {
                format!("old-card/{role}/{}", story.count(EventKind::OldCardRecorded))
            },
            command: Command::RecordOldCard { role, state },
            officer,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }
}
