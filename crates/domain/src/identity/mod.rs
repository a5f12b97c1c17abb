//! Numbers and codes, parsed once and trusted afterwards.

mod aid;
mod akta_cerai;
mod case_number;
mod code;
mod court;
mod ids;
mod kk_number;
mod letter;
mod marriage_certificate;
mod nik;
mod officer;
mod phone;
mod region;
mod text;

pub use aid::{AidKind, AidOfficeCode};
pub use akta_cerai::AktaCeraiNumber;
pub use case_number::CaseNumber;
pub use code::is_chosen_code;
pub use court::CourtCode;
pub use ids::{CaseId, CommandId, DocumentId, HouseholdId, PersonId, UploadId};
pub use kk_number::KkNumber;
pub use letter::{InvalidLetterForm, LetterForm, LetterNumber};
pub use marriage_certificate::MarriageCertificateNumber;
pub use nik::{Nik, NikWarning};
pub use officer::OfficerCode;
pub use phone::Phone;
pub use region::{CityCode, KecamatanCode, KelurahanCode};
pub use text::InvalidText;

/// Why a number or code was not accepted. The message names the rule and never repeats the value, which
/// may be personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{rule}")]
pub struct InvalidIdentifier {
    /// Stable machine-readable code, e.g. `nik_length`.
    pub code: &'static str,
    /// The rule that was broken, as a sentence.
    pub rule: &'static str,
    /// What the sender can do about it.
    pub mend: &'static str,
}

/// Implements the string plumbing that every parsed identifier shares: `FromStr`, `TryFrom<String>`,
/// `Display` and serde as a plain string.
#[macro_export]
macro_rules! string_identifier {
    ($type:ty) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $type {
            type Err = $crate::identity::InvalidIdentifier;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $type {
            type Error = $crate::identity::InvalidIdentifier;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }
        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.as_str().to_owned()
            }
        }
    };
}
pub(crate) use crate::string_identifier;
