//! What an officer needs to know to decide a held case: the court's words beside the register's. Holds personal data, and
//! only what the reason asks for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::{Decree, Domicile, MarriageRecord, Party, Role};
use tuntas_domain::household::Household;
use tuntas_domain::people::{Marriage, Person, Vital};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{DeskCase, DoubtName};
use crate::decree::{AddressRequest, ChoiceRequest, DecreeDocument};
use crate::vocabulary::{KindName, RoleName};

/// A held case with its facts. Sections that the reason does not need are absent.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldFacts {
    /// The case.
    #[serde(flatten)]
    pub case: DeskCase,
    /// Why the proposal was made, where the officer said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The ruling.
    pub ruling: RulingFacts,
    /// The party the hold is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyFacts>,
    /// The marriage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marriage: Option<MarriageFacts>,
    /// The child the hold is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<ChildFacts>,
    /// What the parties wish for their family cards; what was said last counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<PartyChoice>,
    /// The households as they are now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub households: Vec<HeldHousehold>,
    /// The numbers of the kecamatan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<NumberFacts>,
    /// Documents the court handed in beside the decree. What stands in them is seen in the files alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DecreeDocument>,
}

/// The ruling.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RulingFacts {
    /// Case number at the court.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// *Gugat* or *talak*.
    pub kind: KindName,
    /// Day of the ruling.
    #[schema(value_type = String, format = Date, example = "2021-08-31")]
    pub ruling_date: Date,
    /// What is doubtful about it.
    pub doubts: Vec<DoubtName>,
}

impl From<&Decree> for RulingFacts {
    fn from(decree: &Decree) -> Self {
        Self {
            case_number: decree.case_number.as_str().to_owned(),
            kind: decree.kind.into(),
            ruling_date: decree.ruling_date,
            doubts: decree.doubts.iter().map(|doubt| (*doubt).into()).collect(),
        }
    }
}

/// A party, as the court and as the register know them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartyFacts {
    /// Which.
    pub role: RoleName,
    /// What the court says.
    pub court: CourtPerson,
    /// What the register says; null where it has nobody with this NIK on an active card.
    #[schema(required = true)]
    pub register: Option<RegisterPerson>,
}

/// A party in the court's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CourtPerson {
    /// NIK; null for a foreigner without one.
    #[schema(required = true)]
    pub nik: Option<String>,
    /// Passport of a foreigner without a NIK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passport: Option<String>,
    /// Name.
    pub name: String,
    /// Birth date.
    #[schema(value_type = String, format = Date, example = "1990-06-15")]
    pub birth_date: Date,
    /// Another city or regency where the court believes the person lives; absent for this city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
}

impl From<&Party> for CourtPerson {
    fn from(party: &Party) -> Self {
        Self {
            nik: party.nik.as_ref().map(ToString::to_string),
            passport: party.passport.as_ref().map(|text| text.as_str().to_owned()),
            name: party.name.as_str().to_owned(),
            birth_date: party.birth_date,
            elsewhere: match &party.domicile {
                Domicile::City => None,
                Domicile::Elsewhere { region, name } => Some(format!("{region} {}", name.as_str())),
            },
        }
    }
}

/// A person in the register's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterPerson {
    /// Opaque name of the person.
    pub person: Uuid,
    /// Name.
    pub name: String,
    /// Birth date.
    #[schema(value_type = String, format = Date, example = "1990-06-15")]
    pub birth_date: Date,
    /// Sex, as printed.
    #[schema(example = "PEREMPUAN")]
    pub sex: String,
    /// Marital status, as printed.
    #[schema(example = "KAWIN TERCATAT")]
    pub marital_status: String,
    /// Whether the register says that the person has died.
    pub deceased: bool,
}

impl From<&Person> for RegisterPerson {
    fn from(person: &Person) -> Self {
        Self {
            person: person.id.0,
            name: person.name.as_str().to_owned(),
            birth_date: person.birth_date,
            sex: person.sex.label().to_owned(),
            marital_status: person.marital_status.label().to_owned(),
            deceased: person.vital == Vital::Deceased,
        }
    }
}

/// The marriage that the ruling ends, and those the register has for the party.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MarriageFacts {
    /// What the court says.
    pub court: CourtMarriage,
    /// Marriages that last, on the party's record.
    pub register: Vec<RegisterMarriage>,
    /// Date of the last divorce on the record.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub divorced_on: Option<Date>,
    /// Certificate of that divorce.
    #[schema(required = true)]
    pub divorce_certificate: Option<String>,
}

/// A marriage in the court's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CourtMarriage {
    /// Number of the *kutipan akta nikah*.
    pub certificate_number: String,
    /// Day of the marriage.
    #[schema(value_type = String, format = Date, example = "2016-12-10")]
    pub date: Date,
    /// KUA that recorded it.
    #[schema(required = true)]
    pub office: Option<String>,
}

impl From<&MarriageRecord> for CourtMarriage {
    fn from(marriage: &MarriageRecord) -> Self {
        Self {
            certificate_number: marriage.certificate.as_str().to_owned(),
            date: marriage.date,
            office: marriage.office.as_ref().map(|office| office.as_str().to_owned()),
        }
    }
}

/// Who the spouse in a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpouseName {
    /// The other party of the case.
    OtherParty,
    /// Somebody else.
    SomebodyElse,
    /// The record does not say.
    NotRecorded,
}

/// A marriage in the register's words. Of a spouse who is not part of the case nothing is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterMarriage {
    /// Number of the *kutipan akta nikah*.
    #[schema(required = true)]
    pub certificate_number: Option<String>,
    /// Day of the marriage.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub date: Option<Date>,
    /// Who the spouse is.
    pub spouse: SpouseName,
}

impl RegisterMarriage {
    fn new(marriage: &Marriage, other: &Party) -> Self {
        Self {
            certificate_number: (marriage.certificate.as_ref()).map(|number| number.as_str().to_owned()),
            date: marriage.date,
            spouse: match &marriage.spouse {
                None => SpouseName::NotRecorded,
                Some(nik) if other.is(nik) => SpouseName::OtherParty,
                Some(_) => SpouseName::SomebodyElse,
            },
        }
    }
}

impl MarriageFacts {
    /// The marriage of the decree beside the record of one party; `None` where the register has no record.
    pub fn new(decree: &Decree, role: Role, record: Option<&Person>) -> Self {
        let other = &decree.parties[role.other()];
        let marriages = record
            .map(|person| person.marriages.as_slice())
            .unwrap_or_default();
        Self {
            court: (&decree.marriage).into(),
            register: marriages
                .iter()
                .map(|marriage| RegisterMarriage::new(marriage, other))
                .collect(),
            divorced_on: record.and_then(|person| person.divorced_on),
            divorce_certificate: record
                .and_then(|person| person.divorce_certificate.as_ref())
                .map(|number| number.as_str().to_owned()),
        }
    }
}

/// A child, as the court and as the register know them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChildFacts {
    /// Position in the decree's list, from 0.
    pub child: usize,
    /// What the court says.
    pub court: CourtChild,
    /// What the register says; null where it has nobody with this NIK on an active card.
    #[schema(required = true)]
    pub register: Option<RegisterPerson>,
}

/// A child in the court's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CourtChild {
    /// NIK.
    pub nik: String,
    /// Name.
    pub name: String,
    /// Birth date.
    #[schema(value_type = String, format = Date, example = "2017-08-05")]
    pub birth_date: Date,
    /// The parent the child follows; null where ruling and parents are silent.
    #[schema(required = true)]
    pub custody: Option<RoleName>,
}

/// A party's wish. Of a party who has to be protected, `address`, `destination` and `region` are left out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartyChoice {
    /// Whose.
    pub role: RoleName,
    /// The choice; null where nothing was said.
    #[schema(required = true)]
    pub choice: Option<ChoiceRequest>,
    /// Its revision; 0 for the decree's.
    pub revision: u16,
}

/// A household that the case is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldHousehold {
    /// The household.
    pub household: Uuid,
    /// Its version.
    pub version: u32,
    /// KK number.
    pub number: String,
    /// Address; absent where somebody lives whom nobody may find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<AddressRequest>,
    /// Members, head first.
    pub members: Vec<HeldMember>,
}

/// A member of a household.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldMember {
    /// Opaque name of the person, for `choose_head`.
    pub person: Uuid,
    /// Name.
    pub name: String,
    /// Birth date.
    #[schema(value_type = String, format = Date, example = "1990-06-15")]
    pub birth_date: Date,
    /// Relationship to the head (SHDK), as printed.
    #[schema(example = "ANAK")]
    pub relationship: String,
    /// Marital status, as printed.
    #[schema(example = "BELUM KAWIN")]
    pub marital_status: String,
    /// Whether the person may head a card.
    pub may_head: bool,
    /// The party this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// The child of the decree this is: position in its list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<usize>,
}

impl HeldHousehold {
    /// A household as it stands on that day, with the people of the decree marked.
    pub fn new(household: &Household, decree: &Decree, today: Date) -> Self {
        let members = household.members.iter().map(|member| {
            let person = &member.person;
            HeldMember {
                person: person.id.0,
                name: person.name.as_str().to_owned(),
                birth_date: person.birth_date,
                relationship: member.relationship.label().to_owned(),
                marital_status: person.marital_status.label().to_owned(),
                may_head: person.may_head(today),
                role: (decree.parties.iter())
                    .find(|(_, party)| party.is(&person.nik))
                    .map(|(role, _)| role.into()),
                child: decree.children.iter().position(|child| child.nik == person.nik),
            }
        });
        Self {
            household: household.id.0,
            version: household.version,
            number: household.number.as_str().to_owned(),
            address: Some((&household.address).into()),
            members: members.collect(),
        }
    }

    /// Leaves the address out: a party lives here, or is to live here, who has to be protected.
    pub fn hide_address(&mut self) {
        self.address = None;
    }
}

/// The numbers of a kecamatan.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NumberFacts {
    /// Which kecamatan.
    #[schema(example = "35.75.01")]
    pub kecamatan: String,
    /// Free numbers, counted up to 1000.
    pub free: u16,
    /// The number proposed for this case; absent where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<String>,
}
