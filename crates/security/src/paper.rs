//! What stands on the letters and names people: kept apart from the journal, by version.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::Phone;
use tuntas_domain::people::{PersonName, Text};

use crate::{LegalBasis, RiskReason, WarrantNumber};

/// Kind of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// Land (*tanah*).
    Land,
    /// House with its land (*tanah dan bangunan*).
    House,
    /// Vehicle (*kendaraan*).
    Vehicle,
    /// Business (*tempat usaha*).
    Business,
    /// Other movables (*barang bergerak*).
    Movables,
}

impl ObjectKind {
    /// As an Indonesian letter says it.
    pub fn in_letters(self) -> &'static str {
        match self {
            Self::Land => "tanah",
            Self::House => "tanah dan bangunan",
            Self::Vehicle => "kendaraan",
            Self::Business => "tempat usaha",
            Self::Movables => "barang bergerak",
        }
    }
}

/// What is inspected, seized or cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Which one, such as its certificate or number plate.
    pub description: Text<200>,
    /// Names on it or of those who hold it, as far as the police have to know them.
    pub names: Vec<PersonName>,
}

/// Whom the police call: somebody of the court's office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: PersonName,
    /// Post, such as `Jurusita`.
    pub post: Text<60>,
    /// Telephone.
    pub phone: Phone,
}

/// One version of what the court asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// On what ground.
    pub basis: LegalBasis,
    /// The place as people find it.
    pub place: Text<200>,
    /// The thing, where it is about one.
    pub object: Option<Object>,
    /// Why there is a risk.
    pub risk_reasons: Vec<RiskReason>,
    /// Whom to call.
    pub contact: Contact,
}

/// Who comes: what an acceptance says beside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Number of the warrant.
    pub warrant: WarrantNumber,
    /// Officer in charge (*perwira*), with rank.
    pub officer_in_charge: Text<80>,
    /// Telephone of the officer in charge.
    pub phone: Phone,
}

/// What a report says beside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPaper {
    /// What happened, in a few words.
    pub note: Option<Text<300>>,
}
