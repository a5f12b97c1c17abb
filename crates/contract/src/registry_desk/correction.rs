//! Putting a wrong field right.

use jiff::civil::Date;
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error};
use serde::{Deserialize, Serialize};
use tuntas_domain::case::{CorrectedField, Whom};
use tuntas_domain::decree::{Decree, FinalityError};
use tuntas_domain::identity::AktaCeraiNumber;
use tuntas_domain::people::{BloodType, Education, Person, Religion, Text};
use tuntas_domain::plan::{CorrectedValue, Correction};
use utoipa::ToSchema;

use super::{CorrectedFieldName, finish};
use crate::decree::AKTA_OF_OTHER_COURT;
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name, object, optional_name};
use crate::vocabulary::RoleName;

/// Proposes to put a wrong field right (*pembetulan*); a second officer has to agree.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectionRequest {
    /// Whose record.
    #[serde(deserialize_with = "object")]
    pub whom: CorrectedWhom,
    /// Which field.
    #[serde(deserialize_with = "name")]
    pub field: CorrectedFieldName,
    /// What it should say. Dates as YYYY-MM-DD; religion, education and blood type as printed (`KATHOLIK`) or in snake
    /// case (`katholik`).
    #[schema(max_length = 60, example = "Contoh Siti Rahayu")]
    pub value: String,
    /// What proves it, such as the birth certificate and its number.
    #[schema(max_length = 200, example = "Kutipan akta kelahiran contoh")]
    pub ground: String,
}

/// A party or a child of the decree: exactly one of both members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectedWhom {
    /// The party.
    #[serde(
        default,
        deserialize_with = "optional_name",
        skip_serializing_if = "Option::is_none"
    )]
    pub role: Option<RoleName>,
    /// The child: position in the decree's list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = json!(null))]
    pub child: Option<u16>,
}

impl From<Whom> for CorrectedWhom {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::Party { role } => Self {
                role: Some(role.into()),
                child: None,
            },
            Whom::Child { child } => Self {
                role: None,
                child: u16::try_from(child).ok(),
            },
        }
    }
}

/// A proposal to put a field right that keeps every rule of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedCorrection {
    /// What is right.
    pub correction: Correction,
    /// What proves it.
    pub ground: Text<200>,
}

/// A proposed correction with what the register says now, for the second officer. Holds personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionFacts {
    /// Counts from 1 within the case.
    #[schema(example = 1)]
    pub number: u16,
    /// Who proposed it.
    #[schema(example = "petugas-01")]
    pub officer: String,
    /// Whose record.
    pub whom: CorrectedWhom,
    /// Which field.
    pub field: CorrectedFieldName,
    /// What the register says now; null where it says nothing or does not have the person.
    #[schema(required = true)]
    pub before: Option<String>,
    /// For date and certificate of the divorce: what the other party's record says now. One divorce has one of each, so
    /// that record is put right, too, unless it shows a later divorce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_before: Option<String>,
    /// What it should say.
    pub value: String,
    /// What proves it.
    #[schema(required = true)]
    pub ground: Option<String>,
    /// Whether a second officer agreed; null while nobody has decided.
    #[schema(required = true)]
    pub agreed: Option<bool>,
}

impl CorrectionRequest {
    /// Reads a correction of a case of this decree. `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], today: Date, decree: &Decree) -> Result<ProposedCorrection, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        let whom = request.whom(&mut f, &at("whom"), decree.children.len());
        let value = request.value(&mut f, &at("value"), today, decree);
        let ground = f.text(&at("ground"), &request.ground);
        if request.whom.child.is_some()
            && matches!(
                request.field,
                CorrectedFieldName::DivorceDate | CorrectedFieldName::DivorceCertificate
            )
        {
            f.refuse(&at("field"), CHILD_NOT_DIVORCED);
        }
        let read = whom.zip(value).zip(ground);
        let ((whom, value), ground) = finish(f, read, || WHOM.at(&at("whom")))?;
        Ok(ProposedCorrection {
            correction: Correction { whom, value },
            ground,
        })
    }

    fn whom(&self, f: &mut Findings, at: &Pointer, children: usize) -> Option<Whom> {
        match (self.whom.role, self.whom.child) {
            (Some(role), None) => Some(Whom::Party { role: role.into() }),
            (None, Some(child)) if usize::from(child) < children => Some(Whom::Child { child: child.into() }),
            (None, Some(_)) => {
                f.refuse(&at.member("child"), CHILD_NOT_OF_DECREE);
                None
            }
            _ => {
                f.refuse(at, WHOM);
                None
            }
        }
    }

    fn value(&self, f: &mut Findings, at: &Pointer, today: Date, decree: &Decree) -> Option<CorrectedValue> {
        let text = self.value.as_str();
        Some(match self.field {
            CorrectedFieldName::Name => CorrectedValue::Name(f.name(at, text)?),
            CorrectedFieldName::BirthPlace => CorrectedValue::BirthPlace(f.text(at, text)?),
            CorrectedFieldName::BirthDate => CorrectedValue::BirthDate(f.past_date(at, text, today)?),
            CorrectedFieldName::Religion => {
                CorrectedValue::Religion(listed(f, at, text, Religion::from_label)?)
            }
            CorrectedFieldName::Education => {
                CorrectedValue::Education(listed(f, at, text, Education::from_label)?)
            }
            CorrectedFieldName::Occupation => CorrectedValue::Occupation(f.text(at, text)?),
            CorrectedFieldName::BloodType => {
                CorrectedValue::BloodType(listed(f, at, text, BloodType::from_label)?)
            }
            CorrectedFieldName::Father => CorrectedValue::Father(f.text(at, text)?),
            CorrectedFieldName::Mother => CorrectedValue::Mother(f.text(at, text)?),
            CorrectedFieldName::DivorceDate => {
                let date = f.past_date(at, text, today)?;
                if let Err(contradiction) = decree.can_divorce_on(date, today) {
                    f.refuse(at, divorce_date(contradiction));
                }
                CorrectedValue::DivorceDate(date)
            }
            CorrectedFieldName::DivorceCertificate => {
                let number = f.identifier(at, AktaCeraiNumber::parse(text))?;
                if number.court() != decree.case_number.court() {
                    f.refuse(at, AKTA_OF_OTHER_COURT);
                }
                CorrectedValue::DivorceCertificate(number)
            }
        })
    }
}

/// The rule that a date of divorce breaks beside the decree's other dates.
fn divorce_date(contradiction: FinalityError) -> Rule {
    match contradiction {
        FinalityError::AktaBeforeEnd => DIVORCE_AFTER_AKTA,
        FinalityError::IkrarBeforeBht => DIVORCE_BEFORE_BHT,
        FinalityError::BhtBeforeRuling
        | FinalityError::Future(_)
        | FinalityError::IkrarForGugat
        | FinalityError::IkrarWithoutBht
        | FinalityError::AktaWithoutEnd => DIVORCE_BEFORE_RULING,
    }
}

/// A value of a closed list, as printed or in snake case.
fn listed<T: DeserializeOwned>(
    f: &mut Findings,
    at: &Pointer,
    text: &str,
    from_label: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let found =
        from_label(text).or_else(|| T::deserialize(IntoDeserializer::<Error>::into_deserializer(text)).ok());
    if found.is_none() {
        f.refuse(at, NOT_LISTED);
    }
    found
}

/// What a correction says, as it was sent or is printed.
pub fn corrected_text(value: &CorrectedValue) -> String {
    match value {
        CorrectedValue::Name(name) => name.as_str().to_owned(),
        CorrectedValue::BirthPlace(text)
        | CorrectedValue::Occupation(text)
        | CorrectedValue::Father(text)
        | CorrectedValue::Mother(text) => text.as_str().to_owned(),
        CorrectedValue::BirthDate(date) | CorrectedValue::DivorceDate(date) => date.to_string(),
        CorrectedValue::Religion(religion) => religion.label().to_owned(),
        CorrectedValue::Education(education) => education.label().to_owned(),
        CorrectedValue::BloodType(blood) => blood.label().to_owned(),
        CorrectedValue::DivorceCertificate(number) => number.as_str().to_owned(),
    }
}

/// What a person's record says in a field that can be put right, written like the correction; `None` for nothing.
pub fn field_text(person: &Person, field: CorrectedField) -> Option<String> {
    Some(match field {
        CorrectedField::Name => person.name.as_str().to_owned(),
        CorrectedField::BirthPlace => person.birth_place.as_str().to_owned(),
        CorrectedField::BirthDate => person.birth_date.to_string(),
        CorrectedField::Religion => person.religion.label().to_owned(),
        CorrectedField::Education => person.education.label().to_owned(),
        CorrectedField::Occupation => person.occupation.as_str().to_owned(),
        CorrectedField::BloodType => person.blood_type.label().to_owned(),
        CorrectedField::Father => person.father.as_str().to_owned(),
        CorrectedField::Mother => person.mother.as_str().to_owned(),
        CorrectedField::DivorceDate => person.divorced_on?.to_string(),
        CorrectedField::DivorceCertificate => person.divorce_certificate.as_ref()?.as_str().to_owned(),
    })
}

const WHOM: Rule = Rule::new(
    "whom_form",
    "a correction is about one party or about one child",
    "send either role or child",
);
const CHILD_NOT_OF_DECREE: Rule = Rule::new(
    "child_not_of_decree",
    "the child is one the decree names",
    "send its position in the decree's list, from 0",
);
const CHILD_NOT_DIVORCED: Rule = Rule::new(
    "field_not_of_child",
    "the divorce stands on the records of the parties only",
    "name the party, or another field",
);
const DIVORCE_BEFORE_RULING: Rule = Rule::new(
    "divorce_before_ruling",
    "a marriage does not end before the day of the ruling",
    "check the date against the ruling",
);
const DIVORCE_BEFORE_BHT: Rule = Rule::new(
    "divorce_before_bht",
    "a cerai talak ends the marriage on the day of the ikrar, which is not before the BHT date",
    "check the date against the record of the ikrar",
);
const DIVORCE_AFTER_AKTA: Rule = Rule::new(
    "divorce_after_akta",
    "a marriage does not end after the day of its akta cerai",
    "check the date against the akta cerai",
);
const NOT_LISTED: Rule = Rule::new(
    "value_not_in_list",
    "the value is one of the list of form F-1.01",
    "send it as the family card prints it",
);
