//! Columns of the population system, and what stands in them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A column of a family card or of a person, named as it is written in a feed file and in an answer.
///
/// Upper-case names are SIAK's field names as public software of the field uses them. Lower-case names are this
/// project's, because SIAK's own name was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// KK number.
    #[serde(rename = "NO_KK")]
    CardNumber,
    /// Street and number.
    #[serde(rename = "ALAMAT")]
    Street,
    /// *Rukun tetangga.*
    #[serde(rename = "NO_RT")]
    Rt,
    /// *Rukun warga.*
    #[serde(rename = "NO_RW")]
    Rw,
    /// Province, two digits (Kemendagri).
    #[serde(rename = "NO_PROP")]
    Province,
    /// City or regency, two digits.
    #[serde(rename = "NO_KAB")]
    City,
    /// Kecamatan, two digits.
    #[serde(rename = "NO_KEC")]
    Kecamatan,
    /// Kelurahan or desa, four digits.
    #[serde(rename = "NO_KEL")]
    Kelurahan,
    /// Postcode.
    #[serde(rename = "postcode")]
    Postcode,
    /// `active`, or `closed` when everybody has left.
    #[serde(rename = "state")]
    State,
    /// Date printed on the card.
    #[serde(rename = "issued_on")]
    IssuedOn,
    /// NIK. It names the row and never changes.
    #[serde(rename = "NIK")]
    Nik,
    /// Full name, in capitals.
    #[serde(rename = "NAMA_LGKP")]
    Name,
    /// Relationship to the head (SHDK).
    #[serde(rename = "STAT_HBKEL")]
    Relationship,
    /// Sex.
    #[serde(rename = "JENIS_KLMIN")]
    Sex,
    /// Place of birth.
    #[serde(rename = "TMPT_LHR")]
    BirthPlace,
    /// Date of birth.
    #[serde(rename = "TGL_LHR")]
    BirthDate,
    /// Religion.
    #[serde(rename = "AGAMA")]
    Religion,
    /// Highest education.
    #[serde(rename = "PDDK_AKH")]
    Education,
    /// Occupation, as printed.
    #[serde(rename = "JENIS_PKRJN")]
    Occupation,
    /// Blood type.
    #[serde(rename = "GOL_DRH")]
    BloodType,
    /// Marital status.
    #[serde(rename = "STAT_KWN")]
    MaritalStatus,
    /// Number of the *kutipan akta nikah* of the latest marriage that lasts.
    #[serde(rename = "NO_AKTA_KWN")]
    MarriageCertificate,
    /// Date of the latest marriage that lasts.
    #[serde(rename = "TGL_KWN")]
    MarriedOn,
    /// `ADA` if there is a divorce certificate; without a value if not.
    #[serde(rename = "AKTA_CRAI")]
    HasDivorceCertificate,
    /// Number of the last *akta cerai*.
    #[serde(rename = "NO_AKTA_CRAI")]
    DivorceCertificate,
    /// Date of the last divorce.
    #[serde(rename = "TGL_CRAI")]
    DivorcedOn,
    /// Citizenship.
    #[serde(rename = "citizenship")]
    Citizenship,
    /// Passport number.
    #[serde(rename = "passport")]
    Passport,
    /// KITAS/KITAP number.
    #[serde(rename = "stay_permit")]
    StayPermit,
    /// Father's NIK.
    #[serde(rename = "NIK_AYAH")]
    FatherNik,
    /// Father's name.
    #[serde(rename = "father")]
    Father,
    /// Mother's NIK.
    #[serde(rename = "NIK_IBU")]
    MotherNik,
    /// Mother's name.
    #[serde(rename = "mother")]
    Mother,
    /// `alive` or `deceased`.
    #[serde(rename = "vital")]
    Vital,
}

impl Column {
    /// Whether the column is the card's; otherwise it is each member's own.
    pub fn is_of_the_card(self) -> bool {
        match self {
            Self::CardNumber
            | Self::Street
            | Self::Rt
            | Self::Rw
            | Self::Province
            | Self::City
            | Self::Kecamatan
            | Self::Kelurahan
            | Self::Postcode
            | Self::State
            | Self::IssuedOn => true,
            Self::Nik
            | Self::Name
            | Self::Relationship
            | Self::Sex
            | Self::BirthPlace
            | Self::BirthDate
            | Self::Religion
            | Self::Education
            | Self::Occupation
            | Self::BloodType
            | Self::MaritalStatus
            | Self::MarriageCertificate
            | Self::MarriedOn
            | Self::HasDivorceCertificate
            | Self::DivorceCertificate
            | Self::DivorcedOn
            | Self::Citizenship
            | Self::Passport
            | Self::StayPermit
            | Self::FatherNik
            | Self::Father
            | Self::MotherNik
            | Self::Mother
            | Self::Vital => false,
        }
    }
}

/// What stands in a column. Its `Debug` shows nothing, because it may be a name or a number of a person.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text as it is; a date as `YYYY-MM-DD`.
    Text(String),
    /// A value of a closed list.
    Coded {
        /// Place in the list, from 1. The order is that of public software of the field; the text of form F-1.01
        /// was not found, so the label counts where they disagree.
        code: usize,
        /// As the family card prints it.
        label: &'static str,
    },
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value of a list of every value, in its order.
    pub(crate) fn coded<T: PartialEq>(value: &T, all: &[T], label: &'static str) -> Self {
        let place = all.iter().position(|other| other == value).unwrap_or(all.len());
        Self::Coded {
            code: place + 1,
            label,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(…)")
    }
}
