//! The closed lists of the desk. They mirror those of the domain: a new value there does not compile here.

use serde::{Deserialize, Serialize};
use tuntas_domain::case::{CorrectedField, OldCard, ReturnReason};
use tuntas_domain::decree::Doubt;
use tuntas_domain::plan::{CloseGround, Decision};
use utoipa::ToSchema;

use crate::vocabulary::mirror;

mirror!(
    /// Why a case goes back to the court.
    ReturnReasonName = ReturnReason {
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
);
mirror!(
    /// What became of an old identity card.
    OldCardName = OldCard {
        /// Taken back and cut.
        Withdrawn,
        /// The person does not have it any more.
        Missing,
    }
);
mirror!(
    /// Why a case ends without a change.
    CloseGroundName = CloseGround {
        /// The marriage ended by death before the divorce took effect.
        EndedByDeath,
        /// The divorce stands in the register already and nobody needs new documents.
        RecordedAlready,
        /// Neither party is of this city.
        NotOurs,
        /// The ruling was reversed before it changed anything.
        Reversed,
    }
);
mirror!(
    /// A field that can be put right.
    CorrectedFieldName = CorrectedField {
        /// Name.
        Name,
        /// Place of birth.
        BirthPlace,
        /// Date of birth; the NIK stays.
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
);
mirror!(
    /// What is doubtful about the ruling itself.
    DoubtName = Doubt {
        /// The case number does not name its court.
        CourtNameMissing,
        /// The case number carries a code the court no longer uses.
        CourtCodeOld,
    }
);

/// What an officer can decide about a held case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionName {
    /// What stood in the way was mended elsewhere: plan again.
    TryAgain,
    /// The person on the register is the party, although name, birth date or sex differ.
    AcceptIdentity,
    /// The person on the register is the child, although name or birth date differ.
    AcceptChild,
    /// Go on without a child.
    SetChildAside,
    /// The marriage on the register is the one the ruling ends.
    AcceptMarriageRecord,
    /// The marriage stands in the paper books, which the officer has seen; a divorce on record is another one.
    AcceptPaperRecord,
    /// The ruling is of this court.
    AcceptCourt,
    /// The spouse is a foreigner without a NIK.
    AcceptForeignSpouse,
    /// The party has married again since; that marriage stays.
    AcceptRemarriage,
    /// The register has this very divorce already.
    AcceptRecordedDivorce,
    /// The party died after the divorce.
    AcceptDeath,
    /// The party lives in another city or regency.
    TreatAsElsewhere,
    /// The consent of the host's head (*pernyataan bersedia menampung*) is on file.
    RecordHostConsent,
    /// Who heads those who stay behind.
    ChooseHead,
    /// Use a KK number that SIAK issued for this case by hand.
    UseNumber,
    /// Put only the records right; everybody stays on their card.
    LeaveHouseholds,
    /// Do not carry out the later change.
    GiveUp,
    /// End the case without a change.
    Close,
}

impl DecisionName {
    /// The kind of a decision.
    pub fn of(decision: &Decision) -> Self {
        match decision {
            Decision::TryAgain => Self::TryAgain,
            Decision::AcceptIdentity { .. } => Self::AcceptIdentity,
            Decision::AcceptChild { .. } => Self::AcceptChild,
            Decision::SetChildAside { .. } => Self::SetChildAside,
            Decision::AcceptMarriageRecord { .. } => Self::AcceptMarriageRecord,
            Decision::AcceptPaperRecord { .. } => Self::AcceptPaperRecord,
            Decision::AcceptCourt => Self::AcceptCourt,
            Decision::AcceptForeignSpouse { .. } => Self::AcceptForeignSpouse,
            Decision::AcceptRemarriage { .. } => Self::AcceptRemarriage,
            Decision::AcceptRecordedDivorce { .. } => Self::AcceptRecordedDivorce,
            Decision::AcceptDeath { .. } => Self::AcceptDeath,
            Decision::TreatAsElsewhere { .. } => Self::TreatAsElsewhere,
            Decision::RecordHostConsent { .. } => Self::RecordHostConsent,
            Decision::ChooseHead { .. } => Self::ChooseHead,
            Decision::UseNumber { .. } => Self::UseNumber,
            Decision::LeaveHouseholds => Self::LeaveHouseholds,
            Decision::GiveUp => Self::GiveUp,
            Decision::Close { .. } => Self::Close,
        }
    }
}
