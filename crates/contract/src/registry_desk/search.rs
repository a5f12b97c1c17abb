//! Searching for a person's cases.

use serde::{Deserialize, Serialize};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::Nik;
use utoipa::ToSchema;

use super::DeskCase;
use crate::findings::{Findings, Pointer};
use crate::problem::FieldError;
use crate::strict;
use crate::vocabulary::RoleName;

/// Searches for the cases of a person. In a body, because addresses are logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseSearchRequest {
    /// NIK, 16 digits.
    #[schema(example = "3575035506900001")]
    pub nik: String,
}

impl CaseSearchRequest {
    /// Reads the NIK.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<Nik, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        let nik = f.identifier(&Pointer::root().member("nik"), Nik::parse(&request.nik));
        nik.ok_or(f.errors)
    }
}

/// The cases of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundCases {
    /// Newest first; none if no court has sent a ruling that names this NIK.
    pub cases: Vec<FoundCase>,
}

/// A case of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundCase {
    /// Which party the person is.
    pub role: RoleName,
    /// The case.
    pub case: DeskCase,
}

impl FoundCase {
    /// A case, and which of its parties was searched for.
    pub fn new(role: Role, case: DeskCase) -> Self {
        Self {
            role: role.into(),
            case,
        }
    }
}
