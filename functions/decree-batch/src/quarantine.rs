//! Putting a file aside.

use jiff::Timestamp;
use serde_json::json;
use tracing::warn;
use tuntas_batches::FileFault;
use tuntas_platform::metrics;
use tuntas_signatures::JwsError;

use crate::arrive::Arrived;
use crate::names::{outbox, short};
use crate::{DecreeBatch, Failure, Notice};

/// Why a file is put aside. Never repeats anything of it but numbers of rows and names of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    code: &'static str,
    what: std::borrow::Cow<'static, str>,
    mend: &'static str,
}

impl Reason {
    const fn new(code: &'static str, what: &'static str, mend: &'static str) -> Self {
        Self {
            code,
            what: std::borrow::Cow::Borrowed(what),
            mend,
        }
    }

    pub(crate) const COURT_UNKNOWN: Self = Self::new(
        "court_unknown",
        "the folder is not the code of a court of this city",
        "Put the file into inbox/<code of the court>/.",
    );
    pub(crate) const NAME: Self = Self::new(
        "file_name",
        "a name has up to 100 letters, digits and . _ -, begins with a letter or digit, and holds no number of a person",
        "Name the file like putusan-2026-11.csv.",
    );
    pub(crate) const UNSIGNED: Self = Self::new(
        "signature_missing",
        "no signature came with the file",
        "Sign the exact bytes of the file and put <name>.jws beside it.",
    );
    pub(crate) const WRONG_COURT: Self = Self::new(
        "signature_wrong_court",
        "the key belongs to another court than the folder",
        "Sign with the key of the court whose folder it is.",
    );
}

impl From<FileFault> for Reason {
    fn from(fault: FileFault) -> Self {
        Self {
            code: fault.code(),
            what: fault.to_string().into(),
            mend: fault.mend(),
        }
    }
}

impl From<JwsError> for Reason {
    fn from(error: JwsError) -> Self {
        Self {
            code: error.code(),
            what: error.to_string().into(),
            mend: "Sign the exact bytes of the file with the registered key, after the last change of the file.",
        }
    }
}

impl DecreeBatch {
    /// Moves a file and its signature from the inbox to the quarantine, and says why, there and to the court.
    pub(crate) async fn quarantine(
        &self,
        arrived: &Arrived,
        reason: &Reason,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let Arrived {
            place,
            file,
            signature,
        } = arrived;
        let run = place.run(&file.etag);
        warn!(run, code = reason.code, "a file was put aside");
        // A folder that is no court's may have any name.
        let known = self.intake.city.court(&place.court).is_some();
        let court = if known { place.court.as_str() } else { "unknown" };
        let name = if place.is_plain() {
            place.name.as_str()
        } else {
            "file"
        };
        let aside = format!("quarantine/{court}/{name}.{}", short(&run, 12));
        if !self.files.copy(&place.file(), &file.etag, &aside).await? {
            // Replaced meanwhile: the new one is told of by a message of its own.
            return Ok(());
        }
        if let Some(signature) = signature {
            let to = format!("{aside}.jws");
            self.files.copy(&place.signature(), &signature.etag, &to).await?;
        }
        let told = json!({
            "code": reason.code,
            "reason": reason.what,
            "mend": reason.mend,
            "bytes": file.size,
            "at": at.to_string(),
        });
        let told = serde_json::to_vec_pretty(&told).map_err(|_| Failure::Encode("reason"))?;
        let beside = format!("{aside}.reason.json");
        self.files.put(&beside, "application/json", told.clone()).await?;
        if known {
            let to_the_court = outbox(court, name, &run, "refused.json");
            self.files.put(&to_the_court, "application/json", told).await?;
        }
        let notice = Notice::Quarantined {
            court: court.to_owned(),
            run,
            code: reason.code.to_owned(),
        };
        self.outlet.publish(&notice).await?;
        metrics::count("BatchQuarantined");
        let signature = signature.as_ref().map(|signature| signature.etag.as_str());
        self.clear(place, &file.etag, signature).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guides_tell_every_reason_that_lies_in_the_signature_the_folder_or_the_name() {
        let own = [
            Reason::COURT_UNKNOWN,
            Reason::NAME,
            Reason::UNSIGNED,
            Reason::WRONG_COURT,
        ];
        let of_signatures = [
            JwsError::Malformed(""),
            JwsError::UnsupportedHeader(""),
            JwsError::AlgorithmNotAllowed,
            JwsError::MissingKeyId,
            JwsError::UnknownKey,
            JwsError::KeyMismatch,
            JwsError::BadSignature,
        ];
        let codes: Vec<&str> = own
            .iter()
            .map(|reason| reason.code)
            .chain(of_signatures.map(JwsError::code))
            .collect();
        for guide in crate::GUIDES {
            let told: Vec<&str> = guide.split('`').skip(1).step_by(2).collect();
            for code in &codes {
                assert!(told.contains(code), "{code} is not told");
            }
        }
    }
}
