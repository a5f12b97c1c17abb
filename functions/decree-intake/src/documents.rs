//! Documents that a court hands in beside its decree. It announces each one, signed like a decree, and gets an address that
//! takes exactly those bytes. What arrives there is judged by `document-check`.

use jiff::{SignedDuration, Timestamp};
use tuntas_buckets::works_for;
use tuntas_contract::{
    DocumentRequest, DocumentUpload, FieldError, Problem, ProblemCode, UploadAddress, idempotency_key,
};
use tuntas_domain::case::{AnnouncedDocument, Command, CourtDocument, DocumentStanding, decide};
use tuntas_domain::identity::{CommandId, UploadId};
use tuntas_intake::{Said, documents};
use tuntas_journal::{Actor, Lookup, LookupKey, Story, unless_taken};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::sha256_hex;

use crate::{DecreeIntake, Moment, answer, case_of};

/// Name of the operation in idempotency records.
const OPERATION: &str = "documents";

/// Fresh starts when the case changes at the same moment.
const ATTEMPTS: u8 = 3;

/// How long an announced document may be uploaded.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

impl DecreeIntake {
    pub(crate) async fn document(
        &self,
        request: &HttpRequest,
        moment: Moment,
    ) -> Result<HttpResponse, HttpError> {
        let signed = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let case = case_of(request)?;
        // The key is the client's own text, so only its hash is kept.
        let name = sha256_hex(format!("{} {key}", signed.client).as_bytes());
        let upload = case.upload(&name);
        let named = LookupKey::Idempotency(&signed.client, OPERATION, key);
        for _ in 0..ATTEMPTS {
            let known = self.intake.journal.find(&named).await?;
            if known.as_ref().is_some_and(|known| {
                known.digest.as_deref() != Some(signed.bundle.sha256()) || known.case != case
            }) {
                return Err(Problem::new(ProblemCode::IdempotencyKeyReused).into());
            }
            let story = self.intake.journal.load(case).await?;
            if story.case.court.as_ref() != Some(&signed.court) {
                return Err(Problem::new(ProblemCode::NotFound).into());
            }
            let filed = self
                .intake
                .dossiers
                .decree(case)
                .await?
                .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
            let announced = DocumentRequest::parse(signed.bundle.body(), &filed.decree).map_err(invalid)?;
            if known.is_some() {
                return self.target(&story, upload, &announced, moment.at).await;
            }
            if let Some(story) = self
                .announce(&signed, &named, story, upload, &announced, moment.at)
                .await?
            {
                return self.target(&story, upload, &announced, moment.at).await;
            }
        }
        Err(Problem::new(ProblemCode::Conflict).into())
    }

    /// `None` if somebody changed the case or took the key in between.
    async fn announce(
        &self,
        signed: &Said,
        named: &LookupKey<'_>,
        story: Story,
        upload: UploadId,
        document: &AnnouncedDocument,
        now: Timestamp,
    ) -> Result<Option<Story>, HttpError> {
        let command = Command::RequestCourtDocument {
            upload,
            document: document.clone(),
            now,
            until: now + OPEN_FOR,
            evidence: signed.bundle.sha256().to_owned(),
        };
        let events = decide(&story.case, command).map_err(Problem::from)?;
        let lookup = Lookup {
            digest: Some(signed.bundle.sha256().to_owned()),
            repeats: events.is_empty(),
            ..Lookup::case(story.id)
        };
        let with = vec![self.intake.journal.name(named, &lookup)];
        self.intake.evidence.put(&signed.bundle).await?;
        let (actor, cause) = (
            Actor::client(&signed.client),
            CommandId::new(format!("document/{upload}")),
        );
        Ok(unless_taken(
            self.intake
                .journal
                .extend(story, now, &actor, &cause, events, with)
                .await,
        )?)
    }

    /// The document that was announced, or the one it repeats, and where to put its bytes.
    async fn target(
        &self,
        story: &Story,
        upload: UploadId,
        announced: &AnnouncedDocument,
        now: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let mut all = story.case.court_documents.iter().rev();
        let meant = |document: &&CourtDocument| document.announced == *announced;
        let document = story
            .case
            .court_document(upload)
            .or_else(|| all.find(meant))
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let shown = documents(story, now)
            .into_iter()
            .find(|shown| shown.id == document.id.0);
        let body = DocumentUpload {
            document: shown.ok_or(Problem::new(ProblemCode::NotFound))?,
            upload: self.address(story, document, now).await?,
        };
        Ok(HttpResponse::accepted(answer::location_of(story.id), &body))
    }

    /// None once nothing may be put there any more.
    async fn address(
        &self,
        story: &Story,
        document: &CourtDocument,
        now: Timestamp,
    ) -> Result<Option<UploadAddress>, HttpError> {
        if document.standing(now) != DocumentStanding::AwaitingUpload {
            return Ok(None);
        }
        let Some(seconds) = works_for(now, document.until) else {
            return Ok(None);
        };
        let signed = self.uploads.address(story.id, document, seconds).await?;
        Ok(Some(UploadAddress::new(signed.url, signed.headers, now, seconds)))
    }
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}
