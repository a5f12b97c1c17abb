//! What a court says.

use jiff::Timestamp;
use tuntas_contract::security::{
    CancellationRequest, ProposalAnswerRequest, SecurityChangeRequest, SecurityRequest,
};
use tuntas_contract::{FieldError, Problem, ProblemCode, idempotency_key};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode};
use tuntas_intake::Said;
use tuntas_journal::{Lookup, LookupKey};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_securing::Request;
use tuntas_signatures::sha256_hex;

use crate::caller::court;
use crate::step::{Saying, Speaker, Word};
use crate::{Moment, SecurityDesk, invalid};

impl SecurityDesk {
    pub(crate) async fn ask(&self, request: &HttpRequest, moment: Moment) -> Result<HttpResponse, HttpError> {
        let signed = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        if let Some(known) = self.known(&signed, "security-requests", key).await? {
            return self.taken(known.case, moment.at).await;
        }
        let asked =
            SecurityRequest::parse(signed.bundle.body(), &self.reading(moment.at)).map_err(invalid)?;
        let word = Word::Ask(signed.court.clone(), Box::new(asked));
        let story = self.journal.load(CaseId(moment.new_request)).await?;
        self.taking(&signed, "security-requests", key, story, word, moment.at)
            .await
    }

    pub(crate) async fn change(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let reading = self.reading(at);
        self.later(request, at, "security-change", |body, story| {
            SecurityChangeRequest::parse(body, story.id.0, &reading)
                .map(|asked| Word::Change(Box::new(asked)))
        })
        .await
    }

    pub(crate) async fn cancel(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.later(request, at, "security-cancellation", |body, story| {
            CancellationRequest::parse(body, story.id.0).map(Word::Cancel)
        })
        .await
    }

    pub(crate) async fn answer_proposal(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.later(request, at, "security-proposal-answer", |body, story| {
            ProposalAnswerRequest::parse(body, story.id.0, story.case.proposal).map(Word::AnswerProposal)
        })
        .await
    }

    pub(crate) async fn read_own(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let story = self.own(request).await?;
        self.shown(200, &story, at).await
    }

    /// The request an address names, if it is of a court that the caller acts for: another court's is as good as none.
    pub(crate) async fn own(&self, request: &HttpRequest) -> Result<Request, HttpError> {
        let caller = court(request)?;
        let story = self.load(request).await?;
        let is_own = |court: &CourtCode| caller.acts_for(court.as_str());
        if !story.case.court.as_ref().is_some_and(is_own) {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        Ok(story)
    }

    async fn later(
        &self,
        request: &HttpRequest,
        at: Timestamp,
        operation: &'static str,
        read: impl FnOnce(&[u8], &Request) -> Result<Word, Vec<FieldError>>,
    ) -> Result<HttpResponse, HttpError> {
        let signed = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let story = self.load(request).await?;
        if story.case.court.as_ref() != Some(&signed.court) {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        if let Some(known) = self.known(&signed, operation, key).await? {
            if known.case != story.id {
                return Err(Problem::new(ProblemCode::IdempotencyKeyReused).into());
            }
            return self.taken(known.case, at).await;
        }
        let word = read(signed.bundle.body(), &story).map_err(invalid)?;
        self.taking(&signed, operation, key, story, word, at).await
    }

    /// What a key has been taken for; a refusal if it was for another body.
    async fn known(&self, signed: &Said, operation: &str, key: &str) -> Result<Option<Lookup>, HttpError> {
        let named = LookupKey::Idempotency(&signed.client, operation, key);
        let known = self.journal.find(&named).await?;
        let same = |known: &Lookup| known.digest.as_deref() == Some(signed.bundle.sha256());
        if known.as_ref().is_some_and(|known| !same(known)) {
            return Err(Problem::new(ProblemCode::IdempotencyKeyReused).into());
        }
        Ok(known)
    }

    /// Keeps the evidence, then says the word, and the key is taken with it.
    async fn taking(
        &self,
        signed: &Said,
        operation: &str,
        key: &str,
        story: Request,
        word: Word,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let lookup = Lookup {
            digest: Some(signed.bundle.sha256().to_owned()),
            ..Lookup::case(story.id)
        };
        let named = LookupKey::Idempotency(&signed.client, operation, key);
        let names = vec![self.journal.name(&named, &lookup)];
        self.evidence.put(&signed.bundle).await?;
        // The key is the client's own text: only its hash is kept. The same words may be said twice, under two keys.
        let cause = sha256_hex(format!("{} {key}", signed.client).as_bytes());
        let id = story.id;
        let saying = Saying {
            desk: self,
            cause: CommandId::new(format!("{operation}/{cause}")),
            speaker: Speaker::Court {
                client: signed.client.clone(),
                evidence: signed.bundle.sha256().to_owned(),
                names,
            },
            word,
            at,
        };
        match self.say(story, saying).await {
            Ok(story) => self.accepted(&story, at).await,
            // Somebody may have been faster with the same key.
            Err(failure) => match self.known(signed, operation, key).await? {
                Some(known) if known.case == id || operation == "security-requests" => {
                    self.taken(known.case, at).await
                }
                _ => Err(failure),
            },
        }
    }

    async fn taken(&self, id: CaseId, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let story = self.journal.load(id).await?;
        self.accepted(&story, at).await
    }

    async fn accepted(&self, story: &Request, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let location = format!("/v1/security-requests/{}", story.id);
        Ok(self.shown(202, story, at).await?.header("location", location))
    }
}
