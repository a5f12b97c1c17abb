//! Our name for one attempt to deliver.

use std::{fmt, str::FromStr};

use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;

/// One attempt to deliver, written `<case uuid>-<p|r>-<attempt>`. It is the idempotency key of a booking, and leads
/// from a provider's order back to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The case.
    pub case: CaseId,
    /// The addressee's side.
    pub role: Role,
    /// Counts from 1.
    pub attempt: u8,
}

/// The text is not a reference of ours. The text itself is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a reference of ours")]
pub struct InvalidReference;

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.role {
            Role::Petitioner => 'p',
            Role::Respondent => 'r',
        };
        write!(f, "{}-{side}-{}", self.case, self.attempt)
    }
}

impl FromStr for Reference {
    type Err = InvalidReference;

    /// Reads exactly what `Display` writes, so that one attempt has one reference.
    fn from_str(text: &str) -> Result<Self, InvalidReference> {
        let read = || {
            let (rest, attempt) = text.rsplit_once('-')?;
            let (case, side) = rest.rsplit_once('-')?;
            let role = match side {
                "p" => Role::Petitioner,
                "r" => Role::Respondent,
                _ => return None,
            };
            Some(Self {
                case: case.parse().ok()?,
                role,
                attempt: attempt.parse().ok()?,
            })
        };
        read()
            .filter(|reference| reference.attempt > 0 && reference.to_string() == text)
            .ok_or(InvalidReference)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_reference_leads_back_to_its_attempt_and_has_one_spelling() {
        let reference = Reference {
            case: CaseId(Uuid::from_u128(7)),
            role: Role::Respondent,
            attempt: 12,
        };
        let text = reference.to_string();
        assert_eq!(text, "00000000-0000-0000-0000-000000000007-r-12");
        assert_eq!(text.parse(), Ok(reference));
        for foreign in [
            "",
            "00000000-0000-0000-0000-000000000007-r-0",
            "00000000-0000-0000-0000-000000000007-r-012",
            "00000000-0000-0000-0000-000000000007-r-+1",
            "00000000-0000-0000-0000-000000000007-R-1",
            "00000000-0000-0000-0000-000000000007-r-256",
            "00000000000000000000000000000007-r-1",
            "order-p-1",
            "p-1",
        ] {
            assert_eq!(foreign.parse::<Reference>(), Err(InvalidReference), "{foreign}");
        }
    }
}
