//! Whether a document is ours and still in force.

use tuntas_contract::{Bilingual, IssuedKindName, Verification};
use tuntas_domain::identity::DocumentId;
use tuntas_dossier::{DocumentRecord, IssuedLetter, LetterOf, Subject};
use tuntas_platform::http::{HttpError, HttpResponse};

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
        let verification = match (document, record) {
            (Some(document), Some(record)) => {
                issued(&record, self.is_latest(document, record.subject).await?)
            }
            (Some(document), None) => match self.dossiers.letter(document).await? {
                Some(letter) => written(&letter),
                None => unknown(),
            },
            (None, _) => unknown(),
        };
        Ok(match wanted {
            Wanted::Json => HttpResponse::json(200, &verification)
                .header("x-robots-tag", "noindex, nofollow")
                .header("vary", "accept"),
            Wanted::Page(language) => page::verification(&self.city, language, &verification),
        })
    }

    async fn is_latest(&self, document: DocumentId, subject: Subject) -> Result<bool, HttpError> {
        Ok(match subject {
            Subject::Household(shown) => self.register.latest_version(shown.id).await? == Some(shown.version),
            Subject::Card { person, issue } => self.register.card_issue(person).await? == issue,
            Subject::Letter { case, role } => {
                let case = self.journal.load(case).await?.case;
                match role {
                    Some(role) => case.tracks[role]
                        .documents
                        .iter()
                        .any(|current| current.id == document),
                    None => case
                        .marriage_notice
                        .and_then(|notice| notice.document)
                        .is_some_and(|current| current.id == document),
                }
            }
        })
    }
}

/// A letter of an office.
fn written(letter: &IssuedLetter) -> Verification {
    let in_force = !letter.replaced;
    let record = &letter.record;
    let kind = match record.of {
        LetterOf::Security => IssuedKindName::SecurityLetter,
        LetterOf::Aid => IssuedKindName::AidLetter,
    };
    Verification::letter(
        in_force,
        kind,
        record.number.clone(),
        record.issued_on,
        label(in_force),
    )
}

pub(crate) fn issued(record: &DocumentRecord, in_force: bool) -> Verification {
    Verification::issued(
        in_force,
        record.kind.into(),
        record.issued_on,
        vec![record.initials.clone()],
        label(in_force),
    )
}

fn label(in_force: bool) -> Bilingual {
    if in_force {
        Bilingual::new("Asli dan berlaku", "Genuine and in force")
    } else {
        Bilingual::new(
            "Asli, tetapi sudah diganti",
            "Genuine, but replaced by a newer one",
        )
    }
}

pub(crate) fn unknown() -> Verification {
    Verification::not_issued(Bilingual::new(
        "Bukan dokumen dari kami",
        "Not a document of ours",
    ))
}
