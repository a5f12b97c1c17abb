//! What an officer may decide about a held case.

use serde::{Deserialize, Serialize};

use super::Hold;
use crate::decree::Role;
use crate::identity::{CityCode, KecamatanCode, PersonId};

/// A decision. It lifts the hold and is looked at by every later plan of the case. Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Decision {
    /// What stood in the way was mended elsewhere (in the register, in the pool of numbers): plan again.
    TryAgain,
    /// The person on the register is the party, although name, birth date or sex differ.
    AcceptIdentity {
        /// Which party.
        role: Role,
    },
    /// The person on the register is the child, although name or birth date differ.
    AcceptChild {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// Go on without a child that this register does not have, or that has died.
    SetChildAside {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// The marriage on the register is the one the ruling ends, although certificate or date differ.
    AcceptMarriageRecord {
        /// Which party's record.
        role: Role,
    },
    /// The marriage stands in the paper books, which the officer has seen. A divorce that the register has already is
    /// another one; the later of both is what the record shows.
    AcceptPaperRecord {
        /// Which party's record.
        role: Role,
    },
    /// The ruling is of this court, although its name is missing or its code is an old one.
    AcceptCourt,
    /// The spouse is a foreigner without a NIK; only the other party's record changes.
    AcceptForeignSpouse {
        /// Who is the foreigner.
        role: Role,
    },
    /// The party has married again since; the new marriage stays, the ruling's marriage is over.
    AcceptRemarriage {
        /// Which party.
        role: Role,
    },
    /// The register has this very divorce already; the record stays as it is, cards are issued.
    AcceptRecordedDivorce {
        /// Which party.
        role: Role,
    },
    /// The party died after the divorce; only the other party's record changes.
    AcceptDeath {
        /// Who died.
        role: Role,
    },
    /// The party lives in another city or regency; its registry gets a notice.
    TreatAsElsewhere {
        /// Which party.
        role: Role,
        /// That city or regency.
        region: CityCode,
    },
    /// The consent of the host's head (*pernyataan bersedia menampung*) is on file.
    RecordHostConsent {
        /// Who joins.
        role: Role,
    },
    /// Who heads those who stay behind.
    ChooseHead {
        /// A member who may head a card.
        person: PersonId,
    },
    /// Use a number that SIAK issued for this case by hand; it is kept beside the case, not in the journal.
    UseNumber {
        /// For which kecamatan.
        kecamatan: KecamatanCode,
    },
    /// Put only the records right; everybody stays on the card they are on now.
    LeaveHouseholds,
    /// Do not carry out the change that was asked for after the registration.
    GiveUp,
    /// End the case without a change.
    Close {
        /// Why.
        ground: CloseGround,
    },
}

/// Why a case ended without changing anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseGround {
    /// The marriage ended by death before the divorce took effect.
    EndedByDeath,
    /// The divorce stands in the register already and nobody needs new documents.
    RecordedAlready,
    /// Neither party is of this city.
    NotOurs,
    /// The ruling was reversed before it changed anything.
    Reversed,
}

impl CloseGround {
    /// The word it is written as.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EndedByDeath => "ended_by_death",
            Self::RecordedAlready => "recorded_already",
            Self::NotOurs => "not_ours",
            Self::Reversed => "reversed",
        }
    }
}

impl Decision {
    /// Stable code, as it stands in requests and reports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TryAgain => "try_again",
            Self::AcceptIdentity { .. } => "accept_identity",
            Self::AcceptChild { .. } => "accept_child",
            Self::SetChildAside { .. } => "set_child_aside",
            Self::AcceptMarriageRecord { .. } => "accept_marriage_record",
            Self::AcceptPaperRecord { .. } => "accept_paper_record",
            Self::AcceptCourt => "accept_court",
            Self::AcceptForeignSpouse { .. } => "accept_foreign_spouse",
            Self::AcceptRemarriage { .. } => "accept_remarriage",
            Self::AcceptRecordedDivorce { .. } => "accept_recorded_divorce",
            Self::AcceptDeath { .. } => "accept_death",
            Self::TreatAsElsewhere { .. } => "treat_as_elsewhere",
            Self::RecordHostConsent { .. } => "record_host_consent",
            Self::ChooseHead { .. } => "choose_head",
            Self::UseNumber { .. } => "use_number",
            Self::LeaveHouseholds => "leave_households",
            Self::GiveUp => "give_up",
            Self::Close { .. } => "close",
        }
    }

    /// The party it is about, where it is about one.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::AcceptIdentity { role }
            | Self::AcceptMarriageRecord { role }
            | Self::AcceptPaperRecord { role }
            | Self::AcceptForeignSpouse { role }
            | Self::AcceptRemarriage { role }
            | Self::AcceptRecordedDivorce { role }
            | Self::AcceptDeath { role }
            | Self::TreatAsElsewhere { role, .. }
            | Self::RecordHostConsent { role } => Some(*role),
            Self::TryAgain
            | Self::AcceptChild { .. }
            | Self::SetChildAside { .. }
            | Self::AcceptCourt
            | Self::ChooseHead { .. }
            | Self::UseNumber { .. }
            | Self::LeaveHouseholds
            | Self::GiveUp
            | Self::Close { .. } => None,
        }
    }

    /// Whether a second officer has to agree: where an identity, a record or the right to a change is overridden, and
    /// where a number is handed out by hand.
    pub fn needs_approval(&self) -> bool {
        match self {
            Self::AcceptIdentity { .. }
            | Self::AcceptChild { .. }
            | Self::AcceptMarriageRecord { .. }
            | Self::AcceptPaperRecord { .. }
            | Self::AcceptRemarriage { .. }
            | Self::AcceptRecordedDivorce { .. }
            | Self::AcceptDeath { .. }
            | Self::UseNumber { .. }
            | Self::GiveUp
            | Self::Close { .. } => true,
            Self::TryAgain
            | Self::SetChildAside { .. }
            | Self::AcceptCourt
            | Self::AcceptForeignSpouse { .. }
            | Self::TreatAsElsewhere { .. }
            | Self::RecordHostConsent { .. }
            | Self::ChooseHead { .. }
            | Self::LeaveHouseholds => false,
        }
    }
}

impl Decision {
    /// Whether the officer has to say why: where four eyes are needed, and wherever else an officer's word stands over
    /// what the court or the register says.
    pub fn needs_note(&self) -> bool {
        self.needs_approval()
            || matches!(
                self,
                Self::AcceptForeignSpouse { .. }
                    | Self::SetChildAside { .. }
                    | Self::TreatAsElsewhere { .. }
                    | Self::AcceptCourt
            )
    }
}

impl Hold {
    /// Codes of the decisions that lift this hold. Whatever the hold, the case can also be returned to the court
    /// before the register was changed. A case that has changed it cannot be closed without a change; only such a one
    /// can give up a later change.
    pub fn allowed(&self) -> &'static [&'static str] {
        match self {
            Self::PartyNotInRegister { .. } => &["treat_as_elsewhere", "accept_death", "try_again", "close"],
            Self::PartyDeceased { .. } => &["accept_death", "close"],
            Self::NameMismatch { .. } | Self::BirthDateMismatch { .. } | Self::SexMismatch { .. } => {
                &["accept_identity", "try_again"]
            }
            Self::NotMarried { .. } | Self::PaperRecordOnly { .. } => {
                &["accept_paper_record", "try_again", "close"]
            }
            Self::AlreadyDivorced { .. } => &[
                "accept_recorded_divorce",
                "accept_paper_record",
                "try_again",
                "close",
            ],
            Self::RemarriedMeanwhile { .. } => &["accept_remarriage", "try_again", "give_up", "close"],
            Self::NotMarriedToEachOther { .. } | Self::PartyHasNik { .. } => &["try_again", "close"],
            Self::MarriageRecordMismatch { .. } => &["accept_marriage_record", "try_again", "close"],
            Self::ForeignSpouse { .. } => &["accept_foreign_spouse", "close"],
            Self::CourtNameMissing | Self::CourtCodeOld => &["accept_court", "close"],
            Self::ChildNotInRegister { .. } => &["set_child_aside", "try_again", "give_up"],
            Self::ChildMismatch { .. } => &["accept_child", "set_child_aside", "try_again", "give_up"],
            Self::HostConsentMissing { .. } => &["record_host_consent", "try_again", "give_up"],
            Self::HeadMustBeChosen | Self::HeadNotEligible => &["choose_head", "try_again", "give_up"],
            Self::ContradictoryChoices
            | Self::ChoiceNeeded
            | Self::HostNotFound { .. }
            | Self::ChildrenAlone => &["try_again", "give_up"],
            Self::RegisterDamaged | Self::HouseholdTooLarge => &["try_again", "give_up", "close"],
            Self::NumberPoolEmpty { .. } => &["try_again", "use_number", "give_up"],
            Self::ChangedSince | Self::AmendmentImpossible => &["leave_households", "try_again", "give_up"],
        }
    }

    /// Whether a decision fits: its kind is allowed, and it names the party, child or kecamatan the hold is about.
    pub fn accepts(&self, decision: &Decision) -> bool {
        let about = match (self, decision) {
            (
                Self::ChildNotInRegister { child } | Self::ChildMismatch { child },
                Decision::AcceptChild { child: of } | Decision::SetChildAside { child: of },
            ) => child == of,
            (Self::NumberPoolEmpty { kecamatan }, Decision::UseNumber { kecamatan: of }) => kecamatan == of,
            _ => decision.role().is_none_or(|of| self.role() == Some(of)),
        };
        about && self.allowed().contains(&decision.code())
    }

    /// Whether a choice of a party, given now, may be what the case waits for.
    pub fn waits_for_a_choice(&self) -> bool {
        matches!(
            self,
            Self::ContradictoryChoices
                | Self::ChoiceNeeded
                | Self::HostNotFound { .. }
                | Self::HostConsentMissing { .. }
                | Self::HeadMustBeChosen
                | Self::HeadNotEligible
                | Self::ChildrenAlone
        )
    }
}
