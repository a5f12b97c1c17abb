//! Closes days, and makes the reports of closed days.
//!
//! ```text
//! index of days ─▶ corrections/{day}.json, sums/{day}.json ─▶ reports/{span}/{first day}/...
//! ```
//!
//! A day is closed once, shortly after it has ended: its steps are read from the index that is kept in the journal's
//! transaction, added up, and stored. Reports are made of these sums alone, so that the same period always gives the same
//! bytes, however long ago it was. Entries that come late change no sum: whoever closes one of the next days writes them
//! down as corrections. Nothing that names a person is read or written.

mod close;
mod merge;
mod publish;
mod store;
mod subscribers;
mod wanted;

pub use publish::Published;
pub use store::StoreError;
pub use subscribers::{Herald, HeraldError, Notice, Sns};
pub use wanted::{Refusal, Wanted};

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_buckets::{Bucket, BucketError};
use tuntas_domain::identity::KecamatanCode;
use tuntas_figures::{Calendar, Setting, Span};
use tuntas_journal::{Journal, JournalError};
use tuntas_kept_keys::{KeeperError, KeyKeeper};
use tuntas_register::{Register, RegisterError};
use tuntas_reports::{Press, RenderError};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct ReportExport<K, H> {
    /// The journal, for reading its index of days.
    pub journal: Journal,
    /// The register, for reading shapes of households and counting free numbers.
    pub register: Register,
    /// Where sums and reports are kept.
    pub bucket: Bucket,
    /// Who signs manifests.
    pub keeper: K,
    /// Who tells the subscribers.
    pub herald: H,
    /// Time zone and working days.
    pub calendar: Calendar,
    /// What reports say of the city.
    pub setting: Setting,
    /// Makes the files.
    pub press: Arc<Press>,
    /// Kecamatan whose numbers are counted.
    pub kecamatan: Vec<KecamatanCode>,
}

/// What came of an invocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// These reports exist now, or had existed before.
    Made(Vec<Published>),
    /// There is no such report.
    Refused(Refusal),
}

/// Why there is no report yet. Another invocation goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The bucket failed.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// What is stored cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Whoever keeps the key failed.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// Nobody could be told.
    #[error(transparent)]
    Herald(#[from] HeraldError),
    /// A report could not be written.
    #[error("a report could not be written as a file: {0}")]
    Render(#[from] RenderError),
    /// Many days were missing; they are closed up to this one, and the next invocation goes on.
    #[error("days are missing and are being closed; the last one closed is {0}")]
    StillClosing(Date),
    /// A file of the report exists and is another one.
    #[error("the report of {0} exists with other content: nothing was overwritten")]
    Differs(String),
    /// A day could not be told from the calendar.
    #[error("the calendar does not reach that day")]
    Calendar,
    /// A task was lost.
    #[error("a read was broken off")]
    BrokenOff,
}

impl<K: KeyKeeper, H: Herald> ReportExport<K, H> {
    /// Closes what is to be closed and makes what is wanted.
    ///
    /// # Errors
    /// [`Failure`]; what was stored until then stays, and the next invocation goes on from there.
    pub async fn handle(&self, wanted: &Wanted, at: Timestamp) -> Result<Outcome, Failure> {
        let yesterday = (self.calendar.day(at).yesterday()).map_err(|_| Failure::Calendar)?;
        let closed = self.close_until(yesterday).await?;
        let periods = match wanted.periods(yesterday, &closed) {
            Ok(periods) => periods,
            Err(refusal) => return Ok(Outcome::Refused(refusal)),
        };
        let mut made = Vec::new();
        for period in periods {
            let (report, setting) = self.merge(period, closed.first).await?;
            let published = self.publish(&report, &setting).await?;
            // Somebody asked for it alone, and has the answer.
            if period.span != Span::Custom {
                self.announce(&published).await?;
            }
            made.push(published);
        }
        Ok(Outcome::Made(made))
    }
}
