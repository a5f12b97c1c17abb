//! Documents that the court hands in beside a decree: announced first, then uploaded, then judged by what arrived.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::identity::UploadId;

/// Largest document, in bytes: 20 MiB.
pub const MAX_DOCUMENT_BYTES: u32 = 20_971_520;

/// Most pages of a document. A ruling has some twenty.
pub const MAX_DOCUMENT_PAGES: u16 = 300;

/// Documents that may be announced in the life of one case, refused ones included.
pub const MAX_DOCUMENTS: usize = 50;

/// A document that the court announced, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtDocument {
    /// Names it.
    pub id: UploadId,
    /// What the court said of it.
    pub announced: AnnouncedDocument,
    /// Until when it may be uploaded.
    pub until: Timestamp,
    /// What was found; `None` while nothing arrived.
    pub outcome: Option<DocumentOutcome>,
}

/// What the court says of a document before it uploads it. The upload has to be exactly that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedDocument {
    /// What it is.
    pub kind: CourtDocumentKind,
    /// How it is written.
    pub format: FileFormat,
    /// Size in bytes, 1 to [`MAX_DOCUMENT_BYTES`].
    pub size: u32,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits; also its key among the evidence.
    pub sha256: String,
}

/// What was found when the document arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentOutcome {
    /// It is what was announced, and is kept as evidence.
    Accepted {
        /// How many pages it has; 1 for a picture.
        pages: u16,
    },
    /// It was removed.
    Refused {
        /// Why.
        reason: DocumentFault,
    },
}

/// Where a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentStanding {
    /// It may be uploaded.
    AwaitingUpload,
    /// Nothing was uploaded in time.
    Expired,
    /// It was looked at.
    Judged(DocumentOutcome),
}

impl DocumentStanding {
    /// Where a file stands at a moment that may be uploaded until another one.
    pub fn of(outcome: Option<DocumentOutcome>, until: Timestamp, now: Timestamp) -> Self {
        match outcome {
            Some(outcome) => Self::Judged(outcome),
            None if now < until => Self::AwaitingUpload,
            None => Self::Expired,
        }
    }
}

impl CourtDocument {
    /// Where it stands at a moment. That nothing came in time is no event: it follows from the clock.
    pub fn standing(&self, now: Timestamp) -> DocumentStanding {
        DocumentStanding::of(self.outcome, self.until, now)
    }

    /// Whether it was accepted.
    pub fn is_accepted(&self) -> bool {
        matches!(self.outcome, Some(DocumentOutcome::Accepted { .. }))
    }

    /// Whether announcing the same document once more would say nothing new: it was accepted, or may still be uploaded.
    pub(super) fn stands_for(&self, announced: &AnnouncedDocument, now: Timestamp) -> bool {
        self.announced == *announced
            && (self.is_accepted() || self.standing(now) == DocumentStanding::AwaitingUpload)
    }
}

/// What a document of the court is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtDocumentKind {
    /// The ruling (*salinan putusan*).
    Ruling,
    /// The excerpt that the registrar sends (*petikan putusan*, SEMA 1/2017).
    RulingExcerpt,
    /// The record of the *ikrar talak* (*penetapan ikrar talak*).
    IkrarRecord,
    /// The certificate of divorce.
    AktaCerai,
    /// The statement of both parents about a child's care (*surat pernyataan pengasuhan*).
    CustodyStatement,
    /// A ruling about a child's care (*hak asuh*).
    CustodyRuling,
    /// The later ruling that undid this one: annulment, cassation, review.
    LaterRuling,
    /// The certificate of marriage (*kutipan akta nikah*).
    MarriageCertificate,
}

impl CourtDocumentKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Ruling,
        Self::RulingExcerpt,
        Self::IkrarRecord,
        Self::AktaCerai,
        Self::CustodyStatement,
        Self::CustodyRuling,
        Self::LaterRuling,
        Self::MarriageCertificate,
    ];
}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// PDF.
    Pdf,
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
}

impl FileFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// The media type, as `Content-Type` names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// What file names end with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Why a document was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFault {
    /// It has another size than was announced.
    WrongSize,
    /// Its bytes have another SHA-256 than was announced.
    WrongHash,
    /// It does not begin like a file of the announced type.
    WrongType,
    /// It cannot be read whole: cut off, or parts are missing.
    Damaged,
    /// Something stands behind the end of the document.
    TrailingData,
    /// It can be opened with a password only, or says what its reader may do with it.
    Encrypted,
    /// It carries scripts, starts programs, or sends what is typed into it somewhere.
    ActiveContent,
    /// Other files are hidden in it.
    EmbeddedFiles,
    /// It has no page.
    NoPages,
    /// It has more than [`MAX_DOCUMENT_PAGES`].
    TooManyPages,
    /// It takes too much time or memory to open.
    TooLarge,
    /// The case ended before it arrived.
    CaseClosed,
}

impl DocumentFault {
    /// Every fault.
    pub const ALL: [Self; 12] = [
        Self::WrongSize,
        Self::WrongHash,
        Self::WrongType,
        Self::Damaged,
        Self::TrailingData,
        Self::Encrypted,
        Self::ActiveContent,
        Self::EmbeddedFiles,
        Self::NoPages,
        Self::TooManyPages,
        Self::TooLarge,
        Self::CaseClosed,
    ];
}
