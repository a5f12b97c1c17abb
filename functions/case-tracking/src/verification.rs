//! Whether a document is ours and still in force.

use tuntas_contract::{Bilingual, Verification};
use tuntas_domain::identity::DocumentId;
use tuntas_dossier::{DocumentRecord, Subject};
use tuntas_platform::http::{HttpError, HttpResponse};
use tuntas_register::RegisterError;

use crate::negotiation::Wanted;
use crate::{CaseTracking, page};

impl CaseTracking {
    pub(crate) async fn verify(
        &self,
        token: Option<&str>,
        wanted: Wanted,
    ) -> Result<HttpResponse, HttpError> {
        let document = token
            .and_then(|token| self.keys.verify_document_token(token))
            .map(DocumentId);
        let record = match document {
            Some(document) => self.dossiers.document(document).await?,
            None => None,
        };
        let verification = match record {
            Some(record) => issued(&record, self.is_latest(record.subject).await?),
            None => unknown(),
        };
        Ok(match wanted {
            Wanted::Json => HttpResponse::json(200, &verification)
                .header("x-robots-tag", "noindex, nofollow")
                .header("vary", "accept"),
            Wanted::Page(language) => page::verification(&self.city, language, &verification),
        })
    }

    async fn is_latest(&self, subject: Subject) -> Result<bool, RegisterError> {
        Ok(match subject {
            Subject::Household(shown) => self.register.latest_version(shown.id).await? == Some(shown.version),
            Subject::Card { person, issue } => self.register.card_issue(person).await? == issue,
            Subject::Letter => true,
        })
    }
}

pub(crate) fn issued(record: &DocumentRecord, in_force: bool) -> Verification {
    let label = if in_force {
        Bilingual::new("Asli dan berlaku", "Genuine and in force")
    } else {
        Bilingual::new(
            "Asli, tetapi sudah diganti",
            "Genuine, but replaced by a newer one",
        )
    };
    Verification::issued(
        in_force,
        record.kind.into(),
        record.issued_on,
        vec![record.initials.clone()],
        label,
    )
}

pub(crate) fn unknown() -> Verification {
    Verification::not_issued(Bilingual::new(
        "Bukan dokumen dari kami",
        "Not a document of ours",
    ))
}
