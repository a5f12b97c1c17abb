//! Words that events and commands share.

use serde::{Deserialize, Serialize};

use crate::decree::Role;
use crate::identity::UploadId;

/// Why a case goes back to the court.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// A party is not the person the NIK names.
    WrongParty,
    /// The marriage is not the one the register knows.
    WrongMarriage,
    /// A date contradicts the register.
    WrongDate,
    /// A child is wrong or missing.
    WrongChild,
    /// The court or the case number is wrong.
    WrongCourt,
    /// A party died before the divorce took effect.
    PartyDied,
    /// The ruling contradicts itself or cannot be carried out.
    Unclear,
}

/// What an officer, or whoever audits them, was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum View {
    /// The facts of a held case: what the court says beside what the register says.
    Facts,
    /// Where a case stands, found by a party's NIK.
    LookUp {
        /// Whose.
        role: Role,
    },
    /// The letter to the registry that recorded the marriage.
    Letter,
    /// What officers noted of why they decided so.
    Notes,
    /// A party's documents.
    Documents {
        /// Whose.
        role: Role,
    },
    /// A document that the court handed in.
    CourtDocument {
        /// Which.
        upload: UploadId,
    },
}

/// Whose record is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "whom")]
pub enum Whom {
    /// A party.
    Party {
        /// Which.
        role: Role,
    },
    /// A child of the decree.
    Child {
        /// Position in the decree's list, from 0.
        child: usize,
    },
}

/// A field that can be put right after the registration (Permendagri 108/2019: *pembetulan*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectedField {
    /// Name.
    Name,
    /// Place of birth.
    BirthPlace,
    /// Date of birth; the NIK stays (Permendagri 108/2019 art. 15(3)).
    BirthDate,
    /// Religion.
    Religion,
    /// Education.
    Education,
    /// Occupation.
    Occupation,
    /// Blood type.
    BloodType,
    /// Father's name.
    Father,
    /// Mother's name.
    Mother,
    /// Date of the divorce.
    DivorceDate,
    /// Number of the *akta cerai*.
    DivorceCertificate,
}

impl CorrectedField {
    /// Whether it says how the marriage ended, rather than who a person is.
    pub fn concerns_the_divorce(self) -> bool {
        matches!(self, Self::DivorceDate | Self::DivorceCertificate)
    }

    /// Whether the identity card (KTP-el) prints it.
    pub fn on_identity_card(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::BirthPlace
                | Self::BirthDate
                | Self::Religion
                | Self::Occupation
                | Self::BloodType
        )
    }
}

/// What became of an old identity card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OldCard {
    /// Taken back and cut.
    Withdrawn,
    /// The person does not have it any more.
    Missing,
}
