//! What a court says is taken in here, by whatever way it came: over HTTPS or as a row of a file.
//!
//! [`Intake::accept`] opens a case for a decree, [`Intake::later`] takes what the court says of it afterwards. Both keep
//! the evidence first, then write journal, dossier and names in one transaction. Who sent something is proven before: a
//! [`Said`] names the client, the court whose key signed, and the evidence.

mod accept;
mod failure;
mod later;
mod places;
mod said;
mod status;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_city::City;
use tuntas_domain::identity::CityCode;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::{Journal, Story};
use tuntas_signatures::KeyRing;
use uuid::Uuid;

pub use failure::IntakeError;
pub use later::Later;
pub use said::Said;
pub use status::documents;

/// What is needed to take something in.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The journal.
    pub journal: Journal,
    /// Where personal data go.
    pub dossiers: Dossiers,
    /// Where the exact bytes go.
    pub evidence: EvidenceStore,
    /// Makes tracking codes.
    pub keys: KeyRing,
    /// The city with its courts' keys.
    pub city: Arc<City>,
    /// Code of the city, parsed.
    pub city_code: CityCode,
    /// Beginning of public addresses, without a slash at the end.
    pub public_url: String,
}

/// What changes from one thing said to the next.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub at: Timestamp,
    /// Names the case, if this opens one.
    pub new_case: Uuid,
}

/// What became of a decree.
#[derive(Debug, Clone)]
pub enum Accepted {
    /// It opened this case; said again under the same key, the answer stays.
    Opened(Story),
    /// The case was there before, by the same ruling.
    Known(Story),
}

impl Accepted {
    /// The case.
    pub fn story(&self) -> &Story {
        match self {
            Self::Opened(story) | Self::Known(story) => story,
        }
    }
}
