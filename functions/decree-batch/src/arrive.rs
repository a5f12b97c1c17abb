//! A file or its signature has arrived, in whatever order and however often it is told.

use jiff::Timestamp;
use tracing::info;
use tuntas_batches::{FileFault, MAX_FILE_BYTES};
use tuntas_buckets::{Got, Meta};
use tuntas_signatures::JwsError;

use crate::quarantine::Reason;
use crate::verify::fetch;
use crate::{DecreeBatch, Failure, Order, Place};

/// Longest signature, in bytes. One by RSA-8192 takes less than two thousand.
const MAX_SIGNATURE_BYTES: usize = 16 * 1024;

/// What lies in the inbox.
pub(crate) struct Arrived {
    pub(crate) place: Place,
    pub(crate) file: Meta,
    pub(crate) signature: Option<Meta>,
}

impl DecreeBatch {
    /// `waited_for` is the content whose signature has been waited for long enough.
    pub(crate) async fn arrived(
        &self,
        key: &str,
        waited_for: Option<&str>,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let Some(place) = Place::of(key) else {
            return Ok(());
        };
        // A signature that comes first is found once its file comes.
        let Some(file) = self.files.head(&place.file()).await? else {
            return Ok(());
        };
        if waited_for.is_some_and(|etag| etag != file.etag) {
            return Ok(());
        }
        let signature = self.files.head(&place.signature()).await?;
        let arrived = Arrived {
            place,
            file,
            signature,
        };
        match self.judge(&arrived, waited_for.is_some(), at).await? {
            None => Ok(()),
            Some(reason) => self.quarantine(&arrived, &reason, at).await,
        }
    }

    /// The reason to put a file aside, if there is one; otherwise it is under way, or waits.
    async fn judge(&self, arrived: &Arrived, waited: bool, at: Timestamp) -> Result<Option<Reason>, Failure> {
        let Arrived {
            place,
            file,
            signature,
        } = arrived;
        if self.intake.city.court(&place.court).is_none() {
            return Ok(Some(Reason::COURT_UNKNOWN));
        }
        if !place.is_plain() {
            return Ok(Some(Reason::NAME));
        }
        if file.size > MAX_FILE_BYTES {
            return Ok(Some(FileFault::TooLarge.into()));
        }
        if file.size == 0 {
            return Ok(Some(FileFault::Empty.into()));
        }
        if signature.is_none() {
            return self.wait(arrived, waited, Reason::UNSIGNED).await;
        }
        let jws = match self
            .files
            .get_at_most(&place.signature(), MAX_SIGNATURE_BYTES)
            .await?
        {
            Got::Whole(jws) => jws,
            Got::TooLarge => return Ok(Some(JwsError::Malformed("too long").into())),
            Got::Nothing => return self.wait(arrived, waited, Reason::UNSIGNED).await,
        };
        let jws = String::from_utf8_lossy(&jws).trim().to_owned();
        let keys = &self.intake.city.court_keys;
        let verification = match keys.begin_detached(&jws) {
            Ok(verification) => verification,
            Err(error) => return self.refuse(arrived, waited, error).await,
        };
        let Some(pieces) = self.files.open(&place.file(), &file.etag).await? else {
            // Another content by now: it is told of by a message of its own.
            return Ok(None);
        };
        let (fetched, verified) = fetch(pieces, verification).await?;
        let key = match verified {
            Ok(verified) => verified.key,
            Err(error) => return self.refuse(arrived, waited, error).await,
        };
        if key.court() != Some(place.court.as_str()) {
            return Ok(Some(Reason::WRONG_COURT));
        }
        match self.plan(arrived, fetched, &jws, key.kid(), at).await? {
            Ok(()) => Ok(None),
            Err(fault) => Ok(Some(fault.into())),
        }
    }

    /// A signature that does not fit and is older than the file may be that of an earlier file of the same name.
    async fn refuse(
        &self,
        arrived: &Arrived,
        waited: bool,
        error: JwsError,
    ) -> Result<Option<Reason>, Failure> {
        let older = arrived
            .signature
            .as_ref()
            .is_some_and(|signature| signature.modified < arrived.file.modified);
        if older {
            self.wait(arrived, waited, error.into()).await
        } else {
            Ok(Some(error.into()))
        }
    }

    /// Waits once, and then no longer.
    async fn wait(&self, arrived: &Arrived, waited: bool, reason: Reason) -> Result<Option<Reason>, Failure> {
        if waited {
            return Ok(Some(reason));
        }
        info!(
            seconds = self.patience.as_secs(),
            "a file waits for its signature"
        );
        let order = Order::Unsigned {
            key: arrived.place.file(),
            etag: arrived.file.etag.clone(),
        };
        self.outlet.send(&[order], self.patience).await?;
        Ok(None)
    }
}
