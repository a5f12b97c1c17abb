//! The closed lists, mirroring those of the rules.

use serde::{Deserialize, Serialize};
use tuntas_security::{
    Activity, CancelGround, DeclineReason, HoldReason, LetterKind, ObjectKind, Outcome, Risk, RiskReason,
    Stage, Urgency,
};
use utoipa::ToSchema;

use crate::vocabulary::mirror;

mirror!(
    /// What is to be secured. `marital_seizure` (*sita marital*) and `execution_seizure` (*sita eksekusi*) are different
    /// things.
    ActivityName = Activity {
        /// Hearing (*sidang*).
        Hearing,
        /// Site inspection (*pemeriksaan setempat, descente*).
        SiteInspection,
        /// Seizure of joint property before or with the case (*sita marital*).
        MaritalSeizure,
        /// Seizure to carry out a ruling (*sita eksekusi*).
        ExecutionSeizure,
        /// Execution (*eksekusi*).
        Execution,
    }
);
mirror!(
    /// *Sifat* of the court's letter; the queue is in this order.
    UrgencyName = Urgency {
        /// *Segera.*
        Immediate,
        /// *Penting.*
        Important,
        /// *Biasa.*
        Ordinary,
    }
);
mirror!(
    /// How much may go wrong.
    RiskName = Risk {
        /// Resistance is expected.
        High,
        /// Unrest is possible.
        Medium,
        /// Nothing speaks for unrest.
        Low,
    }
);
mirror!(
    /// Why there is a risk.
    RiskReasonName = RiskReason {
        /// Many people may come.
        Crowd,
        /// Somebody will not let it happen.
        Resistance,
        /// Threats were made.
        Threats,
        /// There may be weapons.
        Weapons,
        /// People live in or use the object.
        Occupied,
        /// It failed before.
        FailedBefore,
    }
);
mirror!(
    /// Kind of a thing.
    ObjectKindName = ObjectKind {
        /// Land.
        Land,
        /// House with its land.
        House,
        /// Vehicle.
        Vehicle,
        /// Business.
        Business,
        /// Other movables.
        Movables,
    }
);
mirror!(
    /// Why the police decline.
    DeclineReasonName = DeclineReason {
        /// Nobody can be spared that day.
        NoStrength,
        /// The place belongs to another police office.
        NotOurArea,
        /// It cannot be done safely now.
        NotSafe,
        /// Something of higher rank happens that day.
        HigherDuty,
    }
);
mirror!(
    /// What the police need to know before they can answer.
    HoldReasonName = HoldReason {
        /// The legal basis is unclear.
        BasisUnclear,
        /// The place cannot be found.
        PlaceUnclear,
        /// The object is unclear.
        ObjectUnclear,
        /// It was asked for twice.
        Duplicate,
    }
);
mirror!(
    /// Why the court needs nobody any more.
    CancelGroundName = CancelGround {
        /// The parties have settled.
        Settled,
        /// It takes place another time; another request will come.
        Postponed,
        /// The request was a mistake.
        Mistaken,
        /// The order was lifted.
        OrderLifted,
    }
);
mirror!(
    /// What came of it.
    OutcomeName = Outcome {
        /// Done and quiet (*aman*).
        Safe,
        /// Not done (*ditunda*).
        Postponed,
        /// Something happened (*insiden*).
        Incident,
    }
);
mirror!(
    /// What a letter is.
    LetterKindName = LetterKind {
        /// The court's letters.
        Request,
        /// The police's answers.
        Reply,
        /// The police's reports.
        Report,
    }
);

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecurityStageName {
    /// Waits for the police.
    Waiting,
    /// Waits for the court to answer a proposed time.
    WithCourt,
    /// Waits for the court to answer a question, by a change.
    Questioned,
    /// The police come.
    Accepted,
    /// The police do not come.
    Declined,
    /// The court needs nobody.
    Cancelled,
    /// It is over and reported.
    Reported,
}

impl SecurityStageName {
    /// The name of a stage; `None` for a request nobody has made.
    pub fn of(stage: Stage) -> Option<Self> {
        match stage {
            Stage::New => None,
            Stage::Waiting => Some(Self::Waiting),
            Stage::WithCourt => Some(Self::WithCourt),
            Stage::Questioned => Some(Self::Questioned),
            Stage::Accepted => Some(Self::Accepted),
            Stage::Declined => Some(Self::Declined),
            Stage::Cancelled => Some(Self::Cancelled),
            Stage::Reported => Some(Self::Reported),
        }
    }
}

/// What speaks against sending a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClashName {
    /// It is elsewhere at that time.
    Booked,
    /// Too few officers are left in a shift.
    Exhausted,
    /// Nobody is on duty for a part of the time.
    OffDuty,
}
