//! The closed lists, mirroring those of the rules.

use serde::{Deserialize, Serialize};
use tuntas_aid::book::{Account, Movement};
use tuntas_aid::criteria::{Fact, Origin, Verdict};
use tuntas_aid::referral::{
    Attendance, BusinessState, CancelReason, CheckIn, DeclineReason, Desk, Outcome, PauseReason, Stage,
    StopReason, Topic,
};
use utoipa::ToSchema;

use crate::vocabulary::mirror;

mirror!(
    /// Something that criteria ask about, and that an assessor finds out.
    FactName = Fact {
        /// *Tanggungan*: a number.
        Dependants,
        /// *Usia*, in whole years: a number.
        Age,
        /// *Penghasilan* in a month, in rupiah: a number.
        Income,
        /// *Desil* of DTSEN, 1 to 10: a number.
        Decile,
        /// *Kecamatan*, by its Kemendagri code: a word.
        Kecamatan,
        /// *Kelurahan*, by its Kemendagri code: a word.
        Kelurahan,
        /// *Pekerjaan*, as a KK prints it: a word.
        Occupation,
        /// *Jenis kelamin*: `PEREMPUAN` or `LAKI-LAKI`.
        Sex,
        /// *Kepala keluarga*: `YA` or `TIDAK`.
        HeadOfFamily,
        /// *Punya usaha*: `YA` or `TIDAK`.
        Business,
        /// *Disabilitas*: `YA` or `TIDAK`.
        Disability,
        /// *Terdaftar DTSEN*: `YA` or `TIDAK`.
        Dtsen,
        /// *Penduduk kota*: `YA` or `TIDAK`.
        Resident,
    }
);
mirror!(
    /// Where a fact is known from.
    FactOriginName = Origin {
        /// The city's register.
        Register,
        /// The ruling of the court.
        Ruling,
        /// The assessor saw it.
        Assessment,
        /// The person said so.
        Person,
    }
);
mirror!(
    /// Whether a criterion is met. It explains; people decide.
    VerdictOnCriterionName = Verdict {
        /// It is.
        Met,
        /// It is not.
        NotMet,
        /// Nobody knows yet.
        NotKnown,
    }
);
mirror!(
    /// Why an office declines.
    DeclineAidReasonName = DeclineReason {
        /// The programme is for others.
        CriteriaNotMet,
        /// The person needs nothing of it.
        NotNeeded,
        /// There is no money left.
        NoBudget,
        /// Another office helps with it.
        HelpedElsewhere,
        /// Documents are missing.
        DocumentsMissing,
        /// The person cannot be reached.
        NoContact,
    }
);
mirror!(
    /// Why an office ends what it began.
    StopReasonName = StopReason {
        /// The person moved away.
        MovedAway,
        /// The person died.
        Died,
        /// The money was used for something else.
        Misused,
        /// The person cannot be reached.
        NoContact,
        /// The person wishes so, without taking the consent back.
        OwnWish,
        /// Somebody else helps now.
        HelpedElsewhere,
    }
);
mirror!(
    /// Why an instalment is not paid.
    CancelReasonName = CancelReason {
        /// The one before was used for something else.
        Misused,
        /// It is not needed any more.
        NotNeeded,
        /// The budget's year is over.
        YearOver,
        /// It cannot be paid out.
        NotPayable,
    }
);
mirror!(
    /// What a session is about.
    TopicName = Topic {
        /// Counselling.
        Counselling,
        /// Legal aid.
        Legal,
        /// Psychological help.
        Psychological,
        /// Children and how to bring them up.
        Children,
        /// The business.
        Business,
    }
);
mirror!(
    /// Who came to a session.
    AttendanceName = Attendance {
        /// The person came.
        Attended,
        /// The person excused themselves.
        Excused,
        /// Nobody came.
        Absent,
        /// The office could not hold it.
        NotHeld,
    }
);
mirror!(
    /// How a business does.
    BusinessStateName = BusinessState {
        /// It grows.
        Growing,
        /// It keeps going.
        Steady,
        /// It has a hard time.
        Struggling,
        /// It was given up.
        GivenUp,
        /// Nobody could be asked.
        NoContact,
    }
);
mirror!(
    /// How a referral ended well.
    OutcomeOfAidName = Outcome {
        /// What was aimed at was reached.
        Reached,
        /// A part of it was.
        PartlyReached,
        /// It was not.
        NotReached,
    }
);
mirror!(
    /// A look at the business, counted from the first payment.
    CheckInName = CheckIn {
        /// After three months.
        ThreeMonths,
        /// After six months.
        SixMonths,
        /// After twelve months.
        TwelveMonths,
    }
);
mirror!(
    /// Whose list something stands on.
    DeskName = Desk {
        /// Those who assess.
        Assessment,
        /// Those who decide.
        Decision,
        /// Those who accompany.
        Mentoring,
        /// Those who pay.
        Cashier,
    }
);
mirror!(
    /// Why money moved.
    MovementName = Movement {
        /// A budget was granted, or raised.
        Grant,
        /// A budget was lowered.
        Reduce,
        /// An award was approved.
        Reserve,
        /// What was reserved is not paid.
        Release,
        /// It was paid.
        Pay,
        /// What was paid came back and is paid again.
        Refund,
        /// What was paid came back and is not.
        RefundRelease,
    }
);

/// An account of a programme's book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountName {
    /// *Pagu*: what was granted.
    Pagu,
    /// *Anggaran*: what can still be reserved.
    Anggaran,
    /// *Dicadangkan*: what is promised and not paid.
    Dicadangkan,
    /// *Dibayarkan*: what arrived.
    Dibayarkan,
    /// *Dikembalikan*: what came back passes through it.
    Dikembalikan,
}

impl From<Account> for AccountName {
    fn from(account: Account) -> Self {
        match account {
            Account::Granted => Self::Pagu,
            Account::Available => Self::Anggaran,
            Account::Reserved => Self::Dicadangkan,
            Account::Paid => Self::Dibayarkan,
            Account::Returned => Self::Dikembalikan,
        }
    }
}

mirror!(
    /// Why a referral waits.
    PauseReasonName = PauseReason {
        /// The person brings documents first.
        DocumentsMissing,
        /// The person cannot be reached.
        NoContact,
        /// The person asked for time.
        AskedForTime,
        /// The ruling was undone: the office says whether its aid goes on.
        RulingReversed,
    }
);

/// Why an officer lets a referral wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitReasonName {
    /// The person brings documents first.
    DocumentsMissing,
    /// The person cannot be reached.
    NoContact,
    /// The person asked for time.
    AskedForTime,
}

impl From<WaitReasonName> for PauseReason {
    fn from(reason: WaitReasonName) -> Self {
        match reason {
            WaitReasonName::DocumentsMissing => Self::DocumentsMissing,
            WaitReasonName::NoContact => Self::NoContact,
            WaitReasonName::AskedForTime => Self::AskedForTime,
        }
    }
}

/// Where an assessor has a fact from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SaidOriginName {
    /// The assessor saw it.
    Assessment,
    /// The person said so.
    Person,
}

impl From<SaidOriginName> for Origin {
    fn from(origin: SaidOriginName) -> Self {
        match origin {
            SaidOriginName::Assessment => Self::Assessment,
            SaidOriginName::Person => Self::Person,
        }
    }
}

/// Where a referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidStageName {
    /// Waits for the assessment.
    Referred,
    /// Waits for the decision.
    Assessed,
    /// Waits for the second of two people.
    Proposed,
    /// Decided; waits for a plan.
    Approved,
    /// Sessions, payments and check-ins go on.
    Running,
    /// All is done.
    Closed,
    /// The office said no.
    Declined,
    /// The person took the consent back.
    Withdrawn,
    /// The office ended it.
    Stopped,
}

impl AidStageName {
    /// The name of a stage; `None` for a referral nobody has made.
    pub fn of(stage: Stage) -> Option<Self> {
        Some(match stage {
            Stage::New => return None,
            Stage::Referred => Self::Referred,
            Stage::Assessed => Self::Assessed,
            Stage::Proposed => Self::Proposed,
            Stage::Approved => Self::Approved,
            Stage::Running => Self::Running,
            Stage::Closed => Self::Closed,
            Stage::Declined => Self::Declined,
            Stage::Withdrawn => Self::Withdrawn,
            Stage::Stopped => Self::Stopped,
        })
    }
}

/// Where an instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStateName {
    /// It is still to be paid.
    Pending,
    /// The bank was told to pay.
    Ordered,
    /// It was paid.
    Paid,
    /// It is not paid; its money has returned.
    Cancelled,
}

/// What a letter of an aid office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidLetterKindName {
    /// *Pemberitahuan*: aid is granted.
    Decision,
    /// *Pemberitahuan*: it is not.
    Refusal,
    /// *Kuitansi* of a payment.
    Receipt,
}

/// How a payment is not what was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceName {
    /// Another amount.
    Amount,
    /// It was paid before it was ordered, or in the future.
    Date,
    /// The bank paid it more than once.
    PaidAgain,
    /// It was returned or cancelled, or ordered anew by another reference.
    NotOrdered,
}
