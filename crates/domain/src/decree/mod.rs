//! What the court tells us.

mod choice;
mod custody;
mod doubt;
mod duty;
mod finality;
mod party;

pub use choice::{Choice, ChoiceKind, ChoiceSource};
pub use custody::{ChildCustody, CustodyBasis};
pub use doubt::Doubt;
pub use duty::{Duty, DutyOrder};
pub use finality::{Akta, DivorceKind, Finality, FinalityError, Missing, Settled};
pub use party::{Contact, Domicile, Parties, Party, Role};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identity::{CaseNumber, CityCode, MarriageCertificateNumber, Nik};
use crate::people::{Sex, Text};

/// A divorce ruling with all its dates, the marriage it ends, both parties, and what it says of the children.
///
/// The fields are the *petikan* of SEMA 1/2017 plus what delivery needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decree {
    /// Case number at the court.
    pub case_number: CaseNumber,
    /// *Cerai gugat* or *cerai talak*.
    pub kind: DivorceKind,
    /// Date of the ruling.
    pub ruling_date: Date,
    /// When it has become final, and by which certificate.
    pub finality: Finality,
    /// The marriage it ends.
    pub marriage: MarriageRecord,
    /// The former spouses.
    pub parties: Parties<Party>,
    /// What the ruling, or a statement of both, says of each child.
    pub children: Vec<ChildCustody>,
    /// Services the ruling holds back until duties are met; `None` unless the ruling says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_order: Option<DutyOrder>,
    /// What is doubtful about the ruling itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
}

/// The marriage as the court's file names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarriageRecord {
    /// Number of the *kutipan akta nikah*.
    pub certificate: MarriageCertificateNumber,
    /// Date of the marriage.
    pub date: Date,
    /// KUA office that recorded it.
    pub office: Option<Text<80>>,
    /// City or regency of that office; a registry elsewhere gets a notice, so that it can note the divorce in the margin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<CityCode>,
}

impl Decree {
    /// Whether the marriage can have ended on that day: for *gugat* it is the BHT date, for *talak* that of the ikrar.
    ///
    /// # Errors
    /// The first contradiction with the decree's other dates.
    pub fn can_divorce_on(&self, day: Date, today: Date) -> Result<(), FinalityError> {
        let mut finality = self.finality.clone();
        match self.kind {
            DivorceKind::Gugat => finality.bht = Some(day),
            DivorceKind::Talak => finality.ikrar = Some(day),
        }
        finality.check(self.kind, self.ruling_date, today)
    }

    /// Which party is the husband.
    pub fn husband(&self) -> Role {
        match self.kind {
            DivorceKind::Gugat => Role::Respondent,
            DivorceKind::Talak => Role::Petitioner,
        }
    }

    /// The parties' NIKs, petitioner first; a foreigner may have none.
    pub fn niks(&self) -> impl Iterator<Item = (Role, &Nik)> {
        let parties = self.parties.iter();
        parties.filter_map(|(role, party)| Some((role, party.nik.as_ref()?)))
    }

    /// A party's sex, as it follows from the side of the case.
    pub fn sex(&self, role: Role) -> Sex {
        if self.husband() == role {
            Sex::Male
        } else {
            Sex::Female
        }
    }
}
