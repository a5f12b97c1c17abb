//! What names people: kept apart from the journal, and erased when consent is withdrawn.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{KelurahanCode, Nik, Phone};
use tuntas_domain::people::{PersonName, Text};

/// A note of an officer, as the reader may need it: what was seen, said and agreed.
pub type Note = Text<1000>;

/// Who is referred: the least that the office needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: PersonName,
    /// Number; only where money is to be given, because nobody may be paid twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nik: Option<Nik>,
    /// How to reach the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Where the person lives, as people find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text<200>>,
    /// In which kelurahan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelurahan: Option<KelurahanCode>,
    /// Whether there was violence (KDRT): said to the office for the protection of women and children alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub violence: bool,
}

/// Where money is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// Name of the bank.
    pub bank: Text<60>,
    /// Number of the account.
    pub number: Text<30>,
    /// In whose name.
    pub holder: PersonName,
}
