//! Reasons to hold a case for an officer, and remarks that do not hold it.

use serde::{Deserialize, Serialize};

use crate::decree::Role;
use crate::household::Breach;
use crate::identity::KecamatanCode;
use crate::people::MaritalStatus;

/// Why a plan cannot be made without a person looking at it. Carries what an officer needs to start, and no
/// personal data. Nothing has been changed when a case is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Hold {
    /// The court says the party lives here, but the register has no active card with this NIK.
    PartyNotInRegister {
        /// Which party.
        role: Role,
    },
    /// The register says the party has died.
    PartyDeceased {
        /// Which party.
        role: Role,
    },
    /// The name differs after titles and *bin/binti* are set aside.
    NameMismatch {
        /// Which party.
        role: Role,
    },
    /// The birth date differs.
    BirthDateMismatch {
        /// Which party.
        role: Role,
    },
    /// The sex on the register does not fit the side of the case.
    SexMismatch {
        /// Which party.
        role: Role,
    },
    /// The register does not say the party is married.
    NotMarried {
        /// Which party.
        role: Role,
        /// What it says.
        status: MaritalStatus,
    },
    /// The party is married, but the register names other spouses.
    NotMarriedToEachOther {
        /// Which party's record says so.
        role: Role,
    },
    /// The marriage certificate or its date differs from the register's.
    MarriageRecordMismatch {
        /// Which party's record.
        role: Role,
    },
    /// The party is married according to the register, but the marriage itself is not on record, or with neither number
    /// nor day: it stands in paper books only.
    PaperRecordOnly {
        /// Which party's record.
        role: Role,
    },
    /// The register says the party is divorced already.
    AlreadyDivorced {
        /// Which party.
        role: Role,
    },
    /// The party has married somebody else since the divorce.
    RemarriedMeanwhile {
        /// Which party.
        role: Role,
    },
    /// A party is a foreigner without a NIK.
    ForeignSpouse {
        /// Which party.
        role: Role,
    },
    /// The court gives no NIK of a party who stands on the other's card, and so has one: the NIK decides who is meant, so
    /// the court has to add it.
    PartyHasNik {
        /// Which party.
        role: Role,
    },
    /// The case number lacks the court, as on old rulings.
    CourtNameMissing,
    /// The case number carries a code the court no longer uses.
    CourtCodeOld,
    /// A child of the ruling is not on any card the plan can see, and no parent lives elsewhere whom it could
    /// be with.
    ChildNotInRegister {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// Name or birth date of a child differs, the child has died, or the decree names it twice.
    ChildMismatch {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// The wishes of the parties cannot be carried out: both would stand on the same card, one would join as
    /// its head or as the head's spouse, or an "own" address lies in another city.
    ContradictoryChoices,
    /// Neither party heads the card they share and it does not follow who stays: somebody must say.
    ChoiceNeeded,
    /// The card to be joined is not in the register or not in use.
    HostNotFound {
        /// Who wants to join.
        role: Role,
    },
    /// The head of the card to be joined has not agreed.
    HostConsentMissing {
        /// Who wants to join.
        role: Role,
    },
    /// The head leaves and it does not follow who heads those who remain: the other party leaves too and several may
    /// head a card, or the head's other spouse is among them. An officer names the new head.
    HeadMustBeChosen,
    /// Children under 17 would stand alone.
    ChildrenAlone,
    /// The head would be under 17 and never married, has died, or whom an officer named is not among those who remain.
    HeadNotEligible,
    /// The plan would break an invariant of the register; this points to damaged data.
    RegisterDamaged,
    /// So many people move that the register cannot change in one transaction.
    HouseholdTooLarge,
    /// Somebody else changed the households or records since the registration, so that a later change cannot be laid
    /// over them by rule.
    ChangedSince,
    /// A change asked for after the registration breaks a rule of the register.
    AmendmentImpossible,
    /// No KK number is left for a kecamatan.
    NumberPoolEmpty {
        /// Where numbers are missing.
        kecamatan: KecamatanCode,
    },
}

impl Hold {
    /// The party it is about, where it is about one.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::PartyNotInRegister { role }
            | Self::PartyDeceased { role }
            | Self::NameMismatch { role }
            | Self::BirthDateMismatch { role }
            | Self::SexMismatch { role }
            | Self::NotMarried { role, .. }
            | Self::NotMarriedToEachOther { role }
            | Self::MarriageRecordMismatch { role }
            | Self::PaperRecordOnly { role }
            | Self::AlreadyDivorced { role }
            | Self::RemarriedMeanwhile { role }
            | Self::ForeignSpouse { role }
            | Self::PartyHasNik { role }
            | Self::HostNotFound { role }
            | Self::HostConsentMissing { role } => Some(*role),
            Self::CourtNameMissing
            | Self::CourtCodeOld
            | Self::ChildNotInRegister { .. }
            | Self::ChildMismatch { .. }
            | Self::ContradictoryChoices
            | Self::ChoiceNeeded
            | Self::HeadMustBeChosen
            | Self::ChildrenAlone
            | Self::HeadNotEligible
            | Self::RegisterDamaged
            | Self::HouseholdTooLarge
            | Self::ChangedSince
            | Self::AmendmentImpossible
            | Self::NumberPoolEmpty { .. } => None,
        }
    }

    /// Stable code, as it stands in answers and reports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PartyNotInRegister { .. } => "party_not_in_register",
            Self::PartyDeceased { .. } => "party_deceased",
            Self::NameMismatch { .. } => "name_mismatch",
            Self::BirthDateMismatch { .. } => "birth_date_mismatch",
            Self::SexMismatch { .. } => "sex_mismatch",
            Self::NotMarried { .. } => "not_married",
            Self::NotMarriedToEachOther { .. } => "not_married_to_each_other",
            Self::MarriageRecordMismatch { .. } => "marriage_record_mismatch",
            Self::PaperRecordOnly { .. } => "paper_record_only",
            Self::AlreadyDivorced { .. } => "already_divorced",
            Self::RemarriedMeanwhile { .. } => "remarried_meanwhile",
            Self::ForeignSpouse { .. } => "foreign_spouse",
            Self::PartyHasNik { .. } => "party_has_nik",
            Self::CourtNameMissing => "court_name_missing",
            Self::CourtCodeOld => "court_code_old",
            Self::ChildNotInRegister { .. } => "child_not_in_register",
            Self::ChildMismatch { .. } => "child_mismatch",
            Self::ContradictoryChoices => "contradictory_choices",
            Self::ChoiceNeeded => "choice_needed",
            Self::HostNotFound { .. } => "host_not_found",
            Self::HostConsentMissing { .. } => "host_consent_missing",
            Self::HeadMustBeChosen => "head_must_be_chosen",
            Self::ChildrenAlone => "children_alone",
            Self::HeadNotEligible => "head_not_eligible",
            Self::RegisterDamaged => "register_damaged",
            Self::HouseholdTooLarge => "household_too_large",
            Self::ChangedSince => "changed_since",
            Self::AmendmentImpossible => "amendment_impossible",
            Self::NumberPoolEmpty { .. } => "number_pool_empty",
        }
    }
}

impl From<Breach> for Hold {
    fn from(breach: Breach) -> Self {
        match breach {
            Breach::ChildrenAlone => Self::ChildrenAlone,
            Breach::HeadNotEligible => Self::HeadNotEligible,
            Breach::Empty
            | Breach::Heads(_)
            | Breach::ClosedWithMembers
            | Breach::PersonTwice
            | Breach::NumberTwice => Self::RegisterDamaged,
        }
    }
}

/// Something an officer should know that does not stop the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "flag")]
pub enum Flag {
    /// Ruling and parents are silent on a child under 17, who therefore stays where they are.
    CustodySilent {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// Children under 17 on the couple's card are not mentioned in the decree; they stay.
    ChildrenNotMentioned {
        /// How many.
        count: usize,
    },
    /// The child is 17 or older, or has married, and did not choose a parent, or heads a card of their own; they stay.
    GrownChildStays {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// The parent with custody has no card in this city; the child stays until that parent's registry takes it over.
    CustodianElsewhere {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// The child is not in this city's register, and a parent lives elsewhere whom it may be with.
    ChildElsewhere {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// The child is 17 or older and follows a parent by its own wish.
    GrownChildFollows {
        /// Position in the decree's list, from 0.
        child: usize,
    },
    /// Children under 17 of one party alone follow that party, their only parent in the house.
    StepchildrenFollow {
        /// How many.
        count: usize,
    },
    /// The ruling holds back services of a party, but a child stands on that party's card: nothing is held back.
    DutyNotApplied {
        /// Which party.
        role: Role,
    },
    /// NIK digits disagree with sex or birth date on the register; not an error.
    NikDigits {
        /// Which party.
        role: Role,
    },
}
