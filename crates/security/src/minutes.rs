//! The minutes (*berita acara*) of what was secured: announced first, then uploaded, then judged by what arrived, as a
//! document of a court is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::{DocumentOutcome, DocumentStanding, FileFormat};
use tuntas_domain::identity::UploadId;

use crate::{Refusal, SecurityRequest};

/// Largest file of minutes, in bytes: 10 MiB.
pub const MAX_MINUTES_BYTES: u32 = 10_485_760;

/// Files that may be announced for one request, refused ones included.
pub const MAX_MINUTES: usize = 20;

/// What the police say of a file before they upload it. The upload has to be exactly that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesFile {
    /// How it is written.
    pub format: FileFormat,
    /// Size in bytes, 1 to [`MAX_MINUTES_BYTES`].
    pub size: u32,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// A file that was announced, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Names it.
    pub id: UploadId,
    /// What was said of it.
    pub file: MinutesFile,
    /// Until when it may be uploaded.
    pub until: Timestamp,
    /// What was found; `None` while nothing arrived.
    pub outcome: Option<DocumentOutcome>,
}

impl Minutes {
    /// Where it stands at a moment.
    pub fn standing(&self, now: Timestamp) -> DocumentStanding {
        DocumentStanding::of(self.outcome, self.until, now)
    }

    fn is_accepted(&self) -> bool {
        matches!(self.outcome, Some(DocumentOutcome::Accepted { .. }))
    }
}

impl SecurityRequest {
    /// The announced file of that name.
    pub fn minutes_of(&self, upload: UploadId) -> Option<&Minutes> {
        self.minutes.iter().find(|minutes| minutes.id == upload)
    }

    /// The file that announcing this one once more would say nothing new of: it was accepted, or may still be uploaded.
    pub fn standing_minutes(&self, file: &MinutesFile, now: Timestamp) -> Option<&Minutes> {
        self.minutes.iter().find(|known| {
            let awaited = known.standing(now) == DocumentStanding::AwaitingUpload;
            known.file == *file && (known.is_accepted() || awaited)
        })
    }

    /// The file that the report names.
    pub fn reported_minutes(&self) -> Option<&Minutes> {
        let sha256 = self.report_minutes.as_deref()?;
        let mut named = self.minutes.iter().filter(|known| known.file.sha256 == sha256);
        named.find(|known| known.is_accepted())
    }

    /// Whether a report may stand on the file with this digest: one that was looked at and found sound.
    pub(crate) fn may_report(&self, sha256: &str, now: Timestamp) -> Result<(), Refusal> {
        let named = || self.minutes.iter().filter(|known| known.file.sha256 == sha256);
        if named().any(Minutes::is_accepted) {
            return Ok(());
        }
        match named().next_back().map(|last| last.standing(now)) {
            None | Some(DocumentStanding::Expired) => Err(Refusal::MinutesUnknown),
            Some(DocumentStanding::AwaitingUpload) => Err(Refusal::MinutesUnchecked),
            Some(DocumentStanding::Judged(_)) => Err(Refusal::MinutesUnfit),
        }
    }
}
