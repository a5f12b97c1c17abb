//! Assessing and deciding.

use jiff::Timestamp;
use tuntas_aiding::Word;
use tuntas_city::AidDuty;
use tuntas_contract::aid::{
    ApprovalOfAwardRequest, AssessmentRequest, DeclineRequest, GrantRequest, Proposal, ProposalRequest,
    ReturnProposalRequest, StopRequest,
};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::AidDesk;

const APPROVE: &[AidDuty] = &[AidDuty::Approve];

impl AidDesk {
    pub(crate) async fn assess(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let within = self.city.aid.decide_within_days;
        let decide_by = self.city.working_days().after(self.day(at), within);
        let duties = &[AidDuty::Assess];
        self.say(request, at, duties, "assessment", |body, _, _| {
            let assessed = AssessmentRequest::parse(body)?;
            Ok(Word::Assess {
                recommends: assessed.recommends,
                decide_by,
                facts: assessed.facts,
                note: assessed.note,
                account: assessed.account,
            })
        })
        .await
    }

    pub(crate) async fn grant(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, APPROVE, "grant", |body, _, _| {
            let programme = GrantRequest::parse(body)?;
            Ok(Word::Grant { programme })
        })
        .await
    }

    pub(crate) async fn decline(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, APPROVE, "refusal", |body, _, _| {
            let (reason, note) = DeclineRequest::parse(body)?;
            Ok(Word::Decline { reason, note })
        })
        .await
    }

    pub(crate) async fn propose(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, APPROVE, "proposal", |body, _, _| {
            let Proposal {
                programme,
                amount,
                instalments,
            } = ProposalRequest::parse(body)?;
            Ok(Word::Propose {
                programme,
                amount,
                instalments,
            })
        })
        .await
    }

    pub(crate) async fn return_proposal(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, APPROVE, "proposal-return", |body, _, _| {
            let note = ReturnProposalRequest::parse(body)?;
            Ok(Word::ReturnProposal { note })
        })
        .await
    }

    pub(crate) async fn approve(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, APPROVE, "approval", |body, referral, _| {
            let proposed = referral.award.as_ref().map(|award| award.amount);
            ApprovalOfAwardRequest::parse(body, proposed)?;
            Ok(Word::Approve)
        })
        .await
    }

    pub(crate) async fn stop(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let duties = &[AidDuty::Approve, AidDuty::Lead];
        self.say(request, at, duties, "stop", |body, _, _| {
            let (reason, note) = StopRequest::parse(body)?;
            Ok(Word::Stop { reason, note })
        })
        .await
    }
}
