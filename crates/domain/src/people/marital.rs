//! Marital status on the family card and on the identity card, and marriages.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::vocabulary::printed;
use crate::identity::{MarriageCertificateNumber, Nik};

printed!(
    /// *Status perkawinan* as a family card prints it.
    MaritalStatus {
        /// Never married.
        Single => "BELUM KAWIN",
        /// Married, recorded.
        Married => "KAWIN TERCATAT",
        /// Married, not recorded.
        MarriedUnrecorded => "KAWIN BELUM TERCATAT",
        /// Divorced, with a divorce certificate.
        Divorced => "CERAI HIDUP TERCATAT",
        /// Divorced, without one.
        DivorcedUnrecorded => "CERAI HIDUP BELUM TERCATAT",
        /// Widowed.
        Widowed => "CERAI MATI",
    }
);

printed!(
    /// *Status perkawinan* as an identity card (KTP-el) prints it: four values, recorded or not is not told.
    CardStatus {
        /// Never married.
        Single => "BELUM KAWIN",
        /// Married.
        Married => "KAWIN",
        /// Divorced.
        Divorced => "CERAI HIDUP",
        /// Widowed.
        Widowed => "CERAI MATI",
    }
);

impl MaritalStatus {
    /// The wording on the identity card.
    pub fn on_identity_card(self) -> CardStatus {
        match self {
            Self::Single => CardStatus::Single,
            Self::Married | Self::MarriedUnrecorded => CardStatus::Married,
            Self::Divorced | Self::DivorcedUnrecorded => CardStatus::Divorced,
            Self::Widowed => CardStatus::Widowed,
        }
    }

    /// Whether the person is married now.
    pub fn is_married(self) -> bool {
        matches!(self, Self::Married | Self::MarriedUnrecorded)
    }
}

/// A marriage that lasts. A husband may have more than one; a ruling ends exactly one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marriage {
    /// NIK of the spouse, where the register knows it.
    pub spouse: Option<Nik>,
    /// Number of the *kutipan akta nikah*, where recorded.
    pub certificate: Option<MarriageCertificateNumber>,
    /// Date of the marriage, where recorded.
    pub date: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_card_tells_less_than_the_family_card() {
        assert_eq!(MaritalStatus::Divorced.label(), "CERAI HIDUP TERCATAT");
        assert_eq!(MaritalStatus::Divorced.on_identity_card().label(), "CERAI HIDUP");
        assert_eq!(
            MaritalStatus::MarriedUnrecorded.on_identity_card().label(),
            "KAWIN"
        );
        assert_eq!(
            MaritalStatus::from_label("kawin tercatat"),
            Some(MaritalStatus::Married)
        );
    }
}
