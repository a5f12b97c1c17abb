//! What an officer needs to know to decide a held case: the court's words beside the register's. Holds personal data, and
//! only what the reason asks for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::{ChildCustody, Decree, Domicile, MarriageRecord, Party, Role};
use tuntas_domain::household::{Household, Member};
use tuntas_domain::people::{Marriage, Person, Text, Vital};
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
    /// What others changed, since this case wrote them last, in the households that it wrote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_since: Vec<ChangedHousehold>,
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
    /// BHT date: the day the ruling became final.
    #[schema(value_type = Option<String>, format = Date, required = true, example = "2021-09-15")]
    pub bht_date: Option<Date>,
    /// Day of the *ikrar talak*; null for *gugat*.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub ikrar_date: Option<Date>,
    /// The *akta cerai*.
    #[schema(required = true)]
    pub akta: Option<AktaFacts>,
    /// The day the marriage ended: the BHT date for *gugat*, the ikrar date for *talak*.
    #[schema(value_type = Option<String>, format = Date, required = true, example = "2021-09-15")]
    pub divorced_on: Option<Date>,
    /// Day on which this case changed the register; null before it has.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub registered_on: Option<Date>,
    /// What is doubtful about it.
    pub doubts: Vec<DoubtName>,
}

/// The *akta cerai* in the court's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AktaFacts {
    /// Its number.
    #[schema(example = "0140/AC/2021/PA.Pas")]
    pub number: String,
    /// Day it was issued.
    #[schema(value_type = String, format = Date, example = "2021-09-20")]
    pub date: Date,
}

impl RulingFacts {
    /// The ruling of a case that changed the register on that day, if it has.
    pub fn new(decree: &Decree, registered_on: Option<Date>) -> Self {
        let finality = &decree.finality;
        Self {
            case_number: decree.case_number.as_str().to_owned(),
            kind: decree.kind.into(),
            ruling_date: decree.ruling_date,
            bht_date: finality.bht,
            ikrar_date: finality.ikrar,
            akta: finality.akta.as_ref().map(|akta| AktaFacts {
                number: akta.number.as_str().to_owned(),
                date: akta.date,
            }),
            divorced_on: finality
                .settle(decree.kind)
                .ok()
                .map(|settled| settled.divorced_on),
            registered_on,
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
    /// Sex that follows from the side of the case, as printed.
    #[schema(example = "PEREMPUAN")]
    pub sex: String,
    /// Another city or regency where the court believes the person lives; absent for this city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
}

impl CourtPerson {
    /// A party in the court's words.
    pub fn new(decree: &Decree, role: Role) -> Self {
        let party = &decree.parties[role];
        Self {
            nik: party.nik.as_ref().map(ToString::to_string),
            passport: party.passport.as_ref().map(|text| text.as_str().to_owned()),
            name: party.name.as_str().to_owned(),
            birth_date: party.birth_date,
            sex: decree.sex(role).label().to_owned(),
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

/// The marriage that the ruling ends, and those the register has for a party. The register does not hold which KUA
/// recorded a marriage, nor when somebody died: these stand in the books and certificates.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MarriageFacts {
    /// What the court says.
    pub court: CourtMarriage,
    /// Whose record it is compared with.
    pub role: RoleName,
    /// Marital status on that record, as printed; null where the register has no record.
    #[schema(required = true, example = "KAWIN TERCATAT")]
    pub marital_status: Option<String>,
    /// Marriages that last, on the record.
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
    /// City or regency of that KUA, by its Kemendagri code; null where the court did not say.
    #[schema(required = true)]
    pub region: Option<String>,
}

impl From<&MarriageRecord> for CourtMarriage {
    fn from(marriage: &MarriageRecord) -> Self {
        Self {
            certificate_number: marriage.certificate.as_str().to_owned(),
            date: marriage.date,
            office: marriage.office.as_ref().map(|office| office.as_str().to_owned()),
            region: marriage.region.as_ref().map(ToString::to_string),
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
            role: role.into(),
            marital_status: record.map(|person| person.marital_status.label().to_owned()),
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
#[serde(rename_all = "camelCase")]
pub struct ChildFacts {
    /// Position in the decree's list, from 0.
    pub child: usize,
    /// What the court says.
    pub court: CourtChild,
    /// What the register says; null where it has nobody with this NIK on an active card.
    #[schema(required = true)]
    pub register: Option<RegisterPerson>,
    /// The same child where the decree names it once more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_named: Vec<NamedChild>,
}

/// Another place of the decree's list that names the same child.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NamedChild {
    /// Position in the decree's list, from 0.
    pub child: usize,
    /// What the court says there.
    pub court: CourtChild,
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

impl From<&ChildCustody> for CourtChild {
    fn from(named: &ChildCustody) -> Self {
        Self {
            nik: named.nik.to_string(),
            name: named.name.as_str().to_owned(),
            birth_date: named.birth_date,
            custody: named.custody.map(|(parent, _)| parent.into()),
        }
    }
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
    /// Whether the register says that the person has died.
    pub deceased: bool,
    /// Passport; only where a party without NIK is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passport: Option<String>,
    /// Number of the KITAS or KITAP; only where a party without NIK is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_permit: Option<String>,
    /// The party this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// The child of the decree this is: position in its list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<usize>,
}

impl HeldMember {
    /// A member as they stand on that day, marked where the decree names them.
    pub fn new(member: &Member, decree: &Decree, today: Date) -> Self {
        let person = &member.person;
        let looked_for = decree.parties.iter().any(|(_, party)| party.nik.is_none());
        let text = |number: Option<&str>| number.filter(|_| looked_for).map(str::to_owned);
        Self {
            person: person.id.0,
            name: person.name.as_str().to_owned(),
            birth_date: person.birth_date,
            relationship: member.relationship.label().to_owned(),
            marital_status: person.marital_status.label().to_owned(),
            may_head: person.may_head(today),
            deceased: person.vital == Vital::Deceased,
            passport: text(person.passport.as_ref().map(Text::as_str)),
            stay_permit: text(person.stay_permit.as_ref().map(Text::as_str)),
            role: (decree.parties.iter())
                .find(|(_, party)| party.is(&person.nik))
                .map(|(role, _)| role.into()),
            child: decree.children.iter().position(|child| child.nik == person.nik),
        }
    }
}

impl HeldHousehold {
    /// A household as it stands on that day, with the people of the decree marked.
    pub fn new(household: &Household, decree: &Decree, today: Date) -> Self {
        let members = (household.members.iter()).map(|member| HeldMember::new(member, decree, today));
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

/// A household that this case wrote and others changed since.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangedHousehold {
    /// The household.
    pub household: Uuid,
    /// KK number.
    pub number: String,
    /// The version that this case wrote last.
    pub version_then: u32,
    /// The version that counts now.
    pub version_now: u32,
    /// Whether the household is closed now.
    pub closed: bool,
    /// Whether it is at another address now.
    pub address_changed: bool,
    /// Who was on the card and is not any more, as they were.
    pub left: Vec<HeldMember>,
    /// Who has come, as they are now.
    pub came: Vec<HeldMember>,
    /// Who has stayed, and whose relationship or record has changed.
    pub changed: Vec<ChangedMember>,
}

/// Somebody on a card then and now.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedMember {
    /// When this case wrote the card last.
    pub then: HeldMember,
    /// Now.
    pub now: HeldMember,
}

impl ChangedHousehold {
    /// What changed between two versions of a household.
    pub fn between(then: &Household, now: &Household, decree: &Decree, today: Date) -> Self {
        let shown = |member: &Member| HeldMember::new(member, decree, today);
        let not_in = |other: &Household, of: &Household| -> Vec<HeldMember> {
            (of.members.iter())
                .filter(|member| other.member(&member.person.nik).is_none())
                .map(shown)
                .collect()
        };
        let changed = then.members.iter().filter_map(|before| {
            let after = now.member(&before.person.nik)?;
            (before != after).then(|| ChangedMember {
                then: shown(before),
                now: shown(after),
            })
        });
        Self {
            household: now.id.0,
            number: now.number.as_str().to_owned(),
            version_then: then.version,
            version_now: now.version,
            closed: !now.is_active(),
            address_changed: then.address != now.address,
            left: not_in(now, then),
            came: not_in(then, now),
            changed: changed.collect(),
        }
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
