//! Reading what an officer decided.

use serde::{Deserialize, Serialize};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CityCode, KecamatanCode, KkNumber, PersonId};
use tuntas_domain::people::Text;
use tuntas_domain::plan::Decision;
use utoipa::ToSchema;

use super::{CloseGroundName, DecisionName, finish};
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name, object, optional_name};
use crate::vocabulary::RoleName;

/// Decides a held case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionRequest {
    /// The decision.
    #[serde(deserialize_with = "object")]
    pub decision: DecisionDetails,
    /// Why, for the second officer and for whoever audits the case: what was seen, never what a court or citizen should
    /// hear. Required where the decision's `needsNote` says so; kept beside the case, not in its journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, example = "Nama di buku nikah sama dengan KK")]
    pub note: Option<String>,
}

/// A decision. Which other members it has follows from `kind`: `role` for what is accepted about a party,
/// `treat_as_elsewhere` (with `region`) and `record_host_consent`; `child` for `accept_child` and `set_child_aside`;
/// `person` for `choose_head`; `kecamatan` and `number` for `use_number`; `ground` for `close`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionDetails {
    /// What is decided.
    #[serde(deserialize_with = "name")]
    pub kind: DecisionName,
    /// The party it is about.
    #[serde(
        default,
        deserialize_with = "optional_name",
        skip_serializing_if = "Option::is_none"
    )]
    pub role: Option<RoleName>,
    /// The child it is about: position in the decree's list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = json!(null))]
    pub child: Option<u16>,
    /// Kemendagri code of the city or regency where the party lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = json!(null))]
    pub region: Option<String>,
    /// The new head: the `person` of a member, as the case's facts name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = json!(null))]
    pub person: Option<String>,
    /// The kecamatan that wants a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = json!(null))]
    pub kecamatan: Option<String>,
    /// The KK number that SIAK issued for this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{16}$", example = json!(null))]
    pub number: Option<String>,
    /// Why the case ends.
    #[serde(
        default,
        deserialize_with = "optional_name",
        skip_serializing_if = "Option::is_none"
    )]
    pub ground: Option<CloseGroundName>,
}

/// A decision that keeps every rule of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficersDecision {
    /// The decision, free of personal data.
    pub decision: Decision,
    /// The number to be used, for [`Decision::UseNumber`]; issued for its kecamatan.
    pub number: Option<KkNumber>,
    /// Why.
    pub note: Option<Text<200>>,
}

impl DecisionRequest {
    /// Reads a decision. `city` is the city of this service.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], city: &CityCode) -> Result<OfficersDecision, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        let note = (request.note.as_ref()).and_then(|note| f.text(&Pointer::root().member("note"), note));
        let at = Pointer::root().member("decision");
        let decision = request.decision.read(&mut f, &at, city);
        if let Some((decision, _)) = &decision
            && decision.needs_note()
            && request.note.is_none()
        {
            f.refuse(&Pointer::root().member("note"), NOTE_MISSING);
        }
        let (decision, number) = finish(f, decision, || MISSING.at(&at))?;
        Ok(OfficersDecision {
            decision,
            number,
            note,
        })
    }
}

impl DecisionDetails {
    fn read(&self, f: &mut Findings, at: &Pointer, city: &CityCode) -> Option<(Decision, Option<KkNumber>)> {
        self.refuse_others(f, at);
        let decision = match self.kind {
            DecisionName::TryAgain => Decision::TryAgain,
            DecisionName::AcceptCourt => Decision::AcceptCourt,
            DecisionName::LeaveHouseholds => Decision::LeaveHouseholds,
            DecisionName::GiveUp => Decision::GiveUp,
            DecisionName::AcceptIdentity => Decision::AcceptIdentity {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptMarriageRecord => Decision::AcceptMarriageRecord {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptPaperRecord => Decision::AcceptPaperRecord {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptForeignSpouse => Decision::AcceptForeignSpouse {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptRemarriage => Decision::AcceptRemarriage {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptRecordedDivorce => Decision::AcceptRecordedDivorce {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptDeath => Decision::AcceptDeath {
                role: self.role(f, at)?,
            },
            DecisionName::RecordHostConsent => Decision::RecordHostConsent {
                role: self.role(f, at)?,
            },
            DecisionName::AcceptChild => Decision::AcceptChild {
                child: self.child(f, at)?,
            },
            DecisionName::SetChildAside => Decision::SetChildAside {
                child: self.child(f, at)?,
            },
            DecisionName::TreatAsElsewhere => {
                let (role, region) = (self.role(f, at), self.region(f, &at.member("region"), city));
                Decision::TreatAsElsewhere {
                    role: role?,
                    region: region?,
                }
            }
            DecisionName::ChooseHead => Decision::ChooseHead {
                person: self.person(f, &at.member("person"))?,
            },
            DecisionName::Close => match self.ground {
                Some(ground) => Decision::Close {
                    ground: ground.into(),
                },
                None => return missing(f, &at.member("ground")),
            },
            DecisionName::UseNumber => {
                let (kecamatan, number) = (self.kecamatan(f, &at.member("kecamatan")), self.number(f, at));
                let (kecamatan, number) = (kecamatan?, number?);
                if KecamatanCode::issuing(&number) != kecamatan {
                    f.refuse(&at.member("number"), OTHER_KECAMATAN);
                }
                return Some((Decision::UseNumber { kecamatan }, Some(number)));
            }
        };
        Some((decision, None))
    }

    /// Members that belong to other kinds.
    fn refuse_others(&self, f: &mut Findings, at: &Pointer) {
        let own: &[&str] = match self.kind {
            DecisionName::TryAgain
            | DecisionName::AcceptCourt
            | DecisionName::LeaveHouseholds
            | DecisionName::GiveUp => &[],
            DecisionName::AcceptIdentity
            | DecisionName::AcceptMarriageRecord
            | DecisionName::AcceptPaperRecord
            | DecisionName::AcceptForeignSpouse
            | DecisionName::AcceptRemarriage
            | DecisionName::AcceptRecordedDivorce
            | DecisionName::AcceptDeath
            | DecisionName::RecordHostConsent => &["role"],
            DecisionName::TreatAsElsewhere => &["role", "region"],
            DecisionName::AcceptChild | DecisionName::SetChildAside => &["child"],
            DecisionName::ChooseHead => &["person"],
            DecisionName::UseNumber => &["kecamatan", "number"],
            DecisionName::Close => &["ground"],
        };
        for (member, sent) in [
            ("role", self.role.is_some()),
            ("child", self.child.is_some()),
            ("region", self.region.is_some()),
            ("person", self.person.is_some()),
            ("kecamatan", self.kecamatan.is_some()),
            ("number", self.number.is_some()),
            ("ground", self.ground.is_some()),
        ] {
            if sent && !own.contains(&member) {
                f.refuse(&at.member(member), NOT_ALLOWED);
            }
        }
    }

    fn role(&self, f: &mut Findings, at: &Pointer) -> Option<Role> {
        match self.role {
            Some(role) => Some(role.into()),
            None => missing(f, &at.member("role")),
        }
    }

    fn child(&self, f: &mut Findings, at: &Pointer) -> Option<usize> {
        match self.child {
            Some(child) => Some(child.into()),
            None => missing(f, &at.member("child")),
        }
    }

    fn region(&self, f: &mut Findings, at: &Pointer, city: &CityCode) -> Option<CityCode> {
        let Some(text) = &self.region else {
            return missing(f, at);
        };
        let region = f.identifier(at, CityCode::parse(text))?;
        if region == *city {
            f.refuse(at, OWN_CITY);
            return None;
        }
        Some(region)
    }

    fn person(&self, f: &mut Findings, at: &Pointer) -> Option<PersonId> {
        let Some(text) = &self.person else {
            return missing(f, at);
        };
        let person = text.parse().ok();
        if person.is_none() {
            f.refuse(at, PERSON);
        }
        person
    }

    fn kecamatan(&self, f: &mut Findings, at: &Pointer) -> Option<KecamatanCode> {
        match &self.kecamatan {
            Some(text) => f.identifier(at, KecamatanCode::parse(text)),
            None => missing(f, at),
        }
    }

    fn number(&self, f: &mut Findings, at: &Pointer) -> Option<KkNumber> {
        let at = at.member("number");
        match &self.number {
            Some(text) => f.identifier(&at, KkNumber::parse(text)),
            None => missing(f, &at),
        }
    }
}

fn missing<T>(f: &mut Findings, at: &Pointer) -> Option<T> {
    f.refuse(at, MISSING);
    None
}

const MISSING: Rule = Rule::new(
    "decision_member_missing",
    "a decision has the members of its kind",
    "add it",
);
const NOTE_MISSING: Rule = Rule::new(
    "note_missing",
    "whoever overrides what the court or the register says, or needs a second officer, says why",
    "say in a note what was seen, in at most 200 characters",
);
const NOT_ALLOWED: Rule = Rule::new(
    "decision_member_not_allowed",
    "a decision has only the members of its kind",
    "remove it, or send the kind it belongs to",
);
const OWN_CITY: Rule = Rule::new(
    "region_is_own_city",
    "elsewhere is another city or regency than that of this service",
    "send the code of the other region",
);
const PERSON: Rule = Rule::new(
    "person_form",
    "a person is named by the UUID in the case's facts",
    "send the member's person as the facts give it",
);
const OTHER_KECAMATAN: Rule = Rule::new(
    "number_other_kecamatan",
    "the first six digits of a KK number are those of the kecamatan that wants it",
    "send a number that SIAK issued for this kecamatan",
);
