//! Why a change is not made now.

use tuntas_domain::plan::Hold;
use tuntas_dossier::DossierError;
use tuntas_register::{ChangeError, RegisterError};

use crate::Failure;

/// Either an officer has to look, or something failed and is tried again.
pub(crate) enum Stop {
    Hold(Hold),
    Failure(Failure),
}

impl From<Hold> for Stop {
    fn from(hold: Hold) -> Self {
        Self::Hold(hold)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<DossierError> for Stop {
    fn from(error: DossierError) -> Self {
        Self::Failure(error.into())
    }
}

impl From<RegisterError> for Stop {
    fn from(error: RegisterError) -> Self {
        Self::Failure(error.into())
    }
}

/// More people than one transaction moves are moved by an officer; every other fault is ours.
impl From<ChangeError> for Stop {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::TooLarge(_) => Self::Hold(Hold::HouseholdTooLarge),
            error => Self::Failure(error.into()),
        }
    }
}
