//! A case as officers see it, free of personal data.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::{Case, Claim, Command, Correction, Proposal, Refusal, ReturnReason, decide};
use tuntas_domain::decree::Parties;
use tuntas_domain::identity::{CaseId, CityCode, OfficerCode, PersonId};
use tuntas_domain::plan::{Amendment, CloseGround, Decision, Hold};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    CloseGroundName, CorrectedFieldName, CorrectedWhom, DecisionName, OldCardName, ReturnReasonName,
};
use crate::vocabulary::{GroundName, RoleName, StageName};

/// A page of held cases, longest held first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldCases {
    /// The cases.
    pub cases: Vec<HeldRow>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// A held case in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldRow {
    /// The case.
    pub id: Uuid,
    /// Code of the hold.
    #[schema(example = "name_mismatch")]
    pub reason: String,
    /// Since when it is held for this reason, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-08-24T02:15:00Z")]
    pub since: Timestamp,
    /// Who works on it; null while nobody does.
    #[schema(required = true)]
    pub claim: Option<CaseClaim>,
    /// Whether a decision waits for a second officer.
    pub awaiting_approval: bool,
}

/// An officer works on a held case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseClaim {
    /// Who.
    #[schema(value_type = String, example = "petugas-01")]
    pub officer: OfficerCode,
    /// Until when, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-08-24T02:45:00Z")]
    pub until: Timestamp,
}

impl CaseClaim {
    /// The claim, if it has not run out.
    pub fn of(case: &Case, now: Timestamp) -> Option<Self> {
        case.claim
            .as_ref()
            .filter(|claim| claim.holds(now))
            .map(|claim| Self {
                officer: claim.officer.clone(),
                until: claim.until,
            })
    }
}

/// A case at the officers' desk: why it is held, who works on it, what can be decided and what was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskCase {
    /// The case.
    pub id: Uuid,
    /// Where it stands.
    pub stage: StageName,
    /// Why it is held; null if it is not.
    #[schema(required = true)]
    pub hold: Option<CaseHold>,
    /// Who works on it; null while nobody does.
    #[schema(required = true)]
    pub claim: Option<CaseClaim>,
    /// What waits for a second officer.
    #[schema(required = true)]
    pub proposal: Option<CaseProposal>,
    /// What lifts the hold.
    pub allowed: Vec<AllowedDecision>,
    /// Whether it can be returned to the court.
    pub returnable: bool,
    /// Why it is with the court for repair; null if it is not.
    #[schema(required = true)]
    pub returned: Option<ReturnReasonName>,
    /// The later change that is next; null if none is open.
    #[schema(required = true)]
    pub change: Option<OpenChange>,
    /// What was decided so far and counts, oldest first.
    pub decisions: Vec<DecisionMade>,
    /// Latest revision of each party's choice; 0 where only the decree speaks.
    pub choices: Revisions,
    /// Corrections, in the order they were proposed.
    pub corrections: Vec<CaseCorrection>,
    /// What became of the old identity cards.
    pub old_cards: OldCards,
}

/// Why a case is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseHold {
    /// Stable code.
    #[schema(example = "name_mismatch")]
    pub code: String,
    /// The party it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// The child it is about: position in the decree's list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<usize>,
    /// The kecamatan that wants a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kecamatan: Option<String>,
}

impl From<&Hold> for CaseHold {
    fn from(hold: &Hold) -> Self {
        let child = match hold {
            Hold::ChildNotInRegister { child } | Hold::ChildMismatch { child } => Some(*child),
            _ => None,
        };
        let kecamatan = match hold {
            Hold::NumberPoolEmpty { kecamatan } => Some(kecamatan.to_string()),
            _ => None,
        };
        Self {
            code: hold.code().to_owned(),
            role: hold.role().map(Into::into),
            child,
            kecamatan,
        }
    }
}

/// A decision that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseProposal {
    /// Counts from 1 within the case.
    #[schema(example = 1)]
    pub number: u16,
    /// Who proposed it.
    #[schema(value_type = String, example = "petugas-01")]
    pub officer: OfficerCode,
    /// What.
    pub decision: DecisionMade,
}

impl From<&Proposal> for CaseProposal {
    fn from(proposal: &Proposal) -> Self {
        Self {
            number: proposal.number,
            officer: proposal.officer.clone(),
            decision: (&proposal.decision).into(),
        }
    }
}

/// A decision that lifts the hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AllowedDecision {
    /// Its kind.
    pub kind: DecisionName,
    /// Whether a second officer has to agree.
    pub needs_approval: bool,
    /// Whether a note has to say why.
    pub needs_note: bool,
}

/// A decision as it was made; a number handed out is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionMade {
    /// Its kind.
    pub kind: DecisionName,
    /// The party it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// The child it is about: position in the decree's list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<usize>,
    /// City or regency where the party lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The new head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Uuid>,
    /// The kecamatan whose number was handed out by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kecamatan: Option<String>,
    /// Why the case ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<CloseGroundName>,
}

impl From<&Decision> for DecisionMade {
    fn from(decision: &Decision) -> Self {
        let mut made = Self {
            kind: DecisionName::of(decision),
            role: None,
            child: None,
            region: None,
            person: None,
            kecamatan: None,
            ground: None,
        };
        match decision {
            Decision::TryAgain | Decision::AcceptCourt | Decision::LeaveHouseholds | Decision::GiveUp => {}
            Decision::AcceptIdentity { role }
            | Decision::AcceptMarriageRecord { role }
            | Decision::AcceptPaperRecord { role }
            | Decision::AcceptForeignSpouse { role }
            | Decision::AcceptRemarriage { role }
            | Decision::AcceptRecordedDivorce { role }
            | Decision::AcceptDeath { role }
            | Decision::RecordHostConsent { role } => made.role = Some((*role).into()),
            Decision::TreatAsElsewhere { role, region } => {
                made.role = Some((*role).into());
                made.region = Some(region.to_string());
            }
            Decision::AcceptChild { child } | Decision::SetChildAside { child } => made.child = Some(*child),
            Decision::ChooseHead { person } => made.person = Some(person.0),
            Decision::UseNumber { kecamatan } => made.kecamatan = Some(kecamatan.to_string()),
            Decision::Close { ground } => made.ground = Some((*ground).into()),
        }
        made
    }
}

/// A change asked for after the registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenChange {
    /// `choice`, `custody`, `correction` or `reversal`.
    #[schema(example = "choice")]
    pub kind: String,
    /// For `choice` and `custody`: whose choice, or with whom the child lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
    /// For `custody`: position of the child in the decree's list, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<usize>,
    /// For `correction`: its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// For `reversal`: how the ruling was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<GroundName>,
}

impl From<&Amendment> for OpenChange {
    fn from(amendment: &Amendment) -> Self {
        let bare = |kind: &str| Self {
            kind: kind.to_owned(),
            role: None,
            child: None,
            number: None,
            ground: None,
        };
        match amendment {
            Amendment::Choice { role } => Self {
                role: Some((*role).into()),
                ..bare("choice")
            },
            Amendment::Custody { child, parent } => Self {
                role: Some((*parent).into()),
                child: Some(*child),
                ..bare("custody")
            },
            Amendment::Correction { number } => Self {
                number: Some(*number),
                ..bare("correction")
            },
            Amendment::Reversal { ground } => Self {
                ground: Some((*ground).into()),
                ..bare("reversal")
            },
        }
    }
}

/// Latest revision of each party's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Revisions {
    /// The petitioner's.
    pub petitioner: u16,
    /// The respondent's.
    pub respondent: u16,
}

/// A correction, without its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseCorrection {
    /// Counts from 1 within the case.
    pub number: u16,
    /// Who proposed it.
    #[schema(value_type = String, example = "petugas-01")]
    pub officer: OfficerCode,
    /// Whose record.
    pub whom: CorrectedWhom,
    /// Which field.
    pub field: CorrectedFieldName,
    /// Whether a second officer agreed; null while nobody has decided.
    #[schema(required = true)]
    pub agreed: Option<bool>,
}

impl CaseCorrection {
    fn new(index: usize, correction: &Correction) -> Self {
        Self {
            number: u16::try_from(index.saturating_add(1)).unwrap_or(u16::MAX),
            officer: correction.officer.clone(),
            whom: correction.whom.into(),
            field: correction.field.into(),
            agreed: correction.agreed,
        }
    }
}

/// What became of the old identity cards; null while nobody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OldCards {
    /// The petitioner's.
    #[schema(required = true)]
    pub petitioner: Option<OldCardName>,
    /// The respondent's.
    #[schema(required = true)]
    pub respondent: Option<OldCardName>,
}

impl DeskCase {
    /// The case as it stands; `None` for a case without a decree.
    pub fn new(id: CaseId, case: &Case, now: Timestamp) -> Option<Self> {
        let stage = StageName::of(case.stage())?;
        let cards = Parties::from_fn(|role| case.tracks[role].old_card.map(Into::into));
        let hold = case.hold.as_ref().filter(|_| stage == StageName::Held);
        Some(Self {
            id: id.0,
            stage,
            hold: hold.map(Into::into),
            claim: hold.and_then(|_| CaseClaim::of(case, now)),
            proposal: case.proposal.as_ref().map(Into::into),
            allowed: hold.map(|hold| allowed(case, hold)).unwrap_or_default(),
            returnable: returnable(case),
            returned: case.returned.map(Into::into),
            change: case.amendments.first().map(Into::into),
            decisions: case.decisions.iter().map(Into::into).collect(),
            choices: Revisions {
                petitioner: case.choices.petitioner.made,
                respondent: case.choices.respondent.made,
            },
            corrections: (case.corrections.iter().enumerate())
                .map(|(index, correction)| CaseCorrection::new(index, correction))
                .collect(),
            old_cards: OldCards {
                petitioner: cards.petitioner,
                respondent: cards.respondent,
            },
        })
    }
}

/// The decisions the rules would let an officer make now, asked of the rules themselves.
fn allowed(case: &Case, hold: &Hold) -> Vec<AllowedDecision> {
    hold.allowed()
        .iter()
        .filter_map(|code| example(hold, code))
        .filter(|decision| {
            !matches!(
                asked(case, |officer, now| Command::Decide {
                    officer,
                    now,
                    decision: decision.clone(),
                }),
                Some(Err(Refusal::DecisionNotAllowed))
            )
        })
        .map(|decision| AllowedDecision {
            kind: DecisionName::of(&decision),
            needs_approval: decision.needs_approval(),
            needs_note: decision.needs_note(),
        })
        .collect()
}

fn returnable(case: &Case) -> bool {
    let reason = ReturnReason::Unclear;
    matches!(
        asked(case, |officer, now| Command::Return { officer, now, reason }),
        Some(Ok(_))
    )
}

/// What the rules would say to an officer who has claimed the case.
fn asked(
    case: &Case,
    wish: impl FnOnce(OfficerCode, Timestamp) -> Command,
) -> Option<Result<Vec<tuntas_domain::case::Event>, Refusal>> {
    let officer = OfficerCode::parse("somebody").ok()?;
    let claimed = Case {
        claim: Some(Claim {
            officer: officer.clone(),
            until: Timestamp::MAX,
        }),
        proposal: None,
        ..case.clone()
    };
    Some(decide(&claimed, wish(officer, Timestamp::UNIX_EPOCH)))
}

/// A decision of this kind about what the hold is about.
fn example(hold: &Hold, code: &str) -> Option<Decision> {
    let child = || match hold {
        Hold::ChildNotInRegister { child } | Hold::ChildMismatch { child } => Some(*child),
        _ => None,
    };
    Some(match code {
        "try_again" => Decision::TryAgain,
        "accept_court" => Decision::AcceptCourt,
        "leave_households" => Decision::LeaveHouseholds,
        "give_up" => Decision::GiveUp,
        "close" => Decision::Close {
            ground: CloseGround::NotOurs,
        },
        "choose_head" => Decision::ChooseHead {
            person: PersonId(Uuid::nil()),
        },
        "accept_identity" => Decision::AcceptIdentity { role: hold.role()? },
        "accept_marriage_record" => Decision::AcceptMarriageRecord { role: hold.role()? },
        "accept_paper_record" => Decision::AcceptPaperRecord { role: hold.role()? },
        "accept_foreign_spouse" => Decision::AcceptForeignSpouse { role: hold.role()? },
        "accept_remarriage" => Decision::AcceptRemarriage { role: hold.role()? },
        "accept_recorded_divorce" => Decision::AcceptRecordedDivorce { role: hold.role()? },
        "accept_death" => Decision::AcceptDeath { role: hold.role()? },
        "record_host_consent" => Decision::RecordHostConsent { role: hold.role()? },
        "treat_as_elsewhere" => Decision::TreatAsElsewhere {
            role: hold.role()?,
            region: CityCode::parse("00.00").ok()?,
        },
        "accept_child" => Decision::AcceptChild { child: child()? },
        "set_child_aside" => Decision::SetChildAside { child: child()? },
        "use_number" => match hold {
            Hold::NumberPoolEmpty { kecamatan } => Decision::UseNumber {
                kecamatan: kecamatan.clone(),
            },
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_domain::decree::Role;
    use tuntas_domain::identity::{CourtCode, KecamatanCode};
    use tuntas_domain::people::MaritalStatus;

    /// One hold of every kind.
    fn holds() -> Vec<Hold> {
        let role = Role::Petitioner;
        let holds = vec![
            Hold::PartyNotInRegister { role },
            Hold::PartyDeceased { role },
            Hold::NameMismatch { role },
            Hold::BirthDateMismatch { role },
            Hold::SexMismatch { role },
            Hold::NotMarried {
                role,
                status: MaritalStatus::Single,
            },
            Hold::NotMarriedToEachOther { role },
            Hold::MarriageRecordMismatch { role },
            Hold::PaperRecordOnly { role },
            Hold::AlreadyDivorced { role },
            Hold::RemarriedMeanwhile { role },
            Hold::ForeignSpouse { role },
            Hold::PartyHasNik { role },
            Hold::CourtNameMissing,
            Hold::CourtCodeOld,
            Hold::ChildNotInRegister { child: 1 },
            Hold::ChildMismatch { child: 1 },
            Hold::ContradictoryChoices,
            Hold::ChoiceNeeded,
            Hold::HostNotFound { role },
            Hold::HostConsentMissing { role },
            Hold::HeadMustBeChosen,
            Hold::ChildrenAlone,
            Hold::HeadNotEligible,
            Hold::RegisterDamaged,
            Hold::HouseholdTooLarge,
            Hold::ChangedSince,
            Hold::AmendmentImpossible,
            Hold::NumberPoolEmpty {
                kecamatan: KecamatanCode::parse("35.75.01").unwrap(),
            },
        ];
        let codes: std::collections::BTreeSet<_> = holds.iter().map(Hold::code).collect();
        assert_eq!(codes.len(), holds.len());
        holds
    }

    fn held(hold: &Hold, registered: bool) -> Case {
        Case {
            court: Some(CourtCode::parse("PA.Pas").unwrap()),
            hold: Some(hold.clone()),
            registered,
            ..Case::default()
        }
    }

    fn kinds(case: &Case) -> Vec<String> {
        let desk = DeskCase::new(CaseId(Uuid::nil()), case, Timestamp::UNIX_EPOCH).unwrap();
        desk.allowed
            .iter()
            .map(|allowed| {
                serde_json::to_value(allowed.kind)
                    .unwrap()
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn every_decision_a_hold_allows_is_shown_as_long_as_the_rules_take_it() {
        for hold in holds() {
            let before = kinds(&held(&hold, false));
            let after = kinds(&held(&hold, true));
            for code in hold.allowed() {
                let shown = |kinds: &[String]| kinds.iter().any(|kind| kind == code);
                assert!(shown(&before) || shown(&after), "{} {code}", hold.code());
            }
            assert!(!after.contains(&"close".to_owned()), "{}", hold.code());
            assert!(!before.contains(&"give_up".to_owned()), "{}", hold.code());
        }
    }

    #[test]
    fn a_case_goes_back_to_the_court_only_before_the_register_has_changed() {
        let desk = |registered| {
            let case = held(&Hold::CourtCodeOld, registered);
            DeskCase::new(CaseId(Uuid::nil()), &case, Timestamp::UNIX_EPOCH).unwrap()
        };
        assert!(desk(false).returnable);
        assert!(!desk(true).returnable);
        let at_work = Case {
            hold: None,
            ..held(&Hold::CourtCodeOld, false)
        };
        let desk = DeskCase::new(CaseId(Uuid::nil()), &at_work, Timestamp::UNIX_EPOCH).unwrap();
        assert!(!desk.returnable && desk.allowed.is_empty() && desk.hold.is_none());
    }

    #[test]
    fn identity_overrides_and_numbers_by_hand_need_four_eyes() {
        let needs = |hold: Hold| {
            let case = held(&hold, false);
            let desk = DeskCase::new(CaseId(Uuid::nil()), &case, Timestamp::UNIX_EPOCH).unwrap();
            desk.allowed
                .into_iter()
                .filter(|allowed| allowed.needs_approval)
                .map(|allowed| allowed.kind)
                .collect::<Vec<_>>()
        };
        let role = Role::Respondent;
        assert_eq!(needs(Hold::NameMismatch { role }), [DecisionName::AcceptIdentity]);
        let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
        assert_eq!(
            needs(Hold::NumberPoolEmpty { kecamatan }),
            [DecisionName::UseNumber]
        );
    }
}
