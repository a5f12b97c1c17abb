//! What happens to a request. Free of personal data.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::DocumentFault;
use tuntas_domain::identity::{CourtCode, KelurahanCode, OfficerCode, UploadId};

use crate::{
    Activity, CancelGround, DeclineReason, HoldReason, Letter, MinutesFile, Outcome, Reminder, Risk,
    Strength, UnitCode, Urgency, Window,
};

/// What the court wants, as far as it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What is to be secured.
    pub activity: Activity,
    /// When.
    pub window: Window,
    /// In which kelurahan; the address is in the paper.
    pub kelurahan: KelurahanCode,
    /// How many officers the court wishes.
    pub officers: Strength,
    /// How soon an answer is needed.
    pub urgency: Urgency,
    /// How much may go wrong.
    pub risk: Risk,
}

tuntas_domain::events! {
    /// The court asks.
    SecurityRequested {
        /// Which court.
        court: CourtCode,
        /// What it wants.
        terms: Terms,
        /// Its letter.
        letter: Letter,
        /// SHA-256 of the signed body, hex.
        evidence: String,
        /// Until when it is to be answered.
        answer_by: Timestamp,
    },
    /// The court wants something else. What was promised is void.
    RequestChanged {
        /// What it wants now.
        terms: Terms,
        /// Its letter.
        letter: Letter,
        /// SHA-256 of the signed body, hex.
        evidence: String,
        /// Until when it is to be answered.
        answer_by: Timestamp,
    },
    /// The court needs nobody any more.
    RequestCancelled {
        /// Why.
        ground: CancelGround,
        /// Its letter.
        letter: Letter,
        /// SHA-256 of the signed body, hex.
        evidence: String,
    },
    /// The police have a question; the court answers it by a change.
    RequestQuestioned {
        /// Which one.
        reason: HoldReason,
        /// Who asks.
        officer: OfficerCode,
    },
    /// The police propose another time.
    TimeProposed {
        /// Which one.
        window: Window,
        /// Who proposes.
        officer: OfficerCode,
        /// Their letter.
        letter: Letter,
    },
    /// The court answers the proposal.
    ProposalAnswered {
        /// Whether the time is now the proposed one.
        agreed: bool,
        /// SHA-256 of the signed body, hex.
        evidence: String,
        /// Until when the request is to be answered.
        answer_by: Timestamp,
    },
    /// The police come.
    RequestAccepted {
        /// Which unit.
        unit: UnitCode,
        /// How many officers.
        strength: Strength,
        /// Who accepted.
        officer: OfficerCode,
        /// Their letter.
        letter: Letter,
    },
    /// The police do not come. What was promised is void.
    RequestDeclined {
        /// Why.
        reason: DeclineReason,
        /// Who declined.
        officer: OfficerCode,
        /// Their letter.
        letter: Letter,
    },
    /// The police want to hand a file of minutes in.
    MinutesAnnounced {
        /// Names it.
        upload: UploadId,
        /// What it is to be.
        file: MinutesFile,
        /// Until when it may be uploaded.
        until: Timestamp,
        /// Who announced it.
        officer: OfficerCode,
    },
    /// What arrived is what was announced, and harms nobody who opens it.
    MinutesAccepted {
        /// Which one.
        upload: UploadId,
        /// How many pages it has; 1 for a picture.
        pages: u16,
    },
    /// What arrived was removed.
    MinutesRefused {
        /// Which one.
        upload: UploadId,
        /// Why.
        reason: DocumentFault,
    },
    /// What came of it.
    SecurityReported {
        /// How it ended.
        outcome: Outcome,
        /// SHA-256 of the *berita acara* that was handed in, hex.
        minutes: Option<String>,
        /// Who reported.
        officer: OfficerCode,
        /// Their letter.
        letter: Letter,
    },
    /// Both offices were reminded.
    OfficesReminded {
        /// Of what is near.
        reminder: Reminder,
    },
    /// Nobody has answered in time.
    AnswerOverdue,
    /// Somebody of the police saw the papers.
    RequestViewed {
        /// Who.
        officer: OfficerCode,
    },
    /// The court took the minutes that the report names.
    MinutesTaken,
    /// Papers, letters and minutes were deleted.
    PapersErased,
}

impl Event {
    /// The letter it was written by.
    pub fn letter(&self) -> Option<&Letter> {
        match self {
            Self::SecurityRequested { letter, .. }
            | Self::RequestChanged { letter, .. }
            | Self::RequestCancelled { letter, .. }
            | Self::TimeProposed { letter, .. }
            | Self::RequestAccepted { letter, .. }
            | Self::RequestDeclined { letter, .. }
            | Self::SecurityReported { letter, .. } => Some(letter),
            Self::RequestQuestioned { .. }
            | Self::ProposalAnswered { .. }
            | Self::OfficesReminded { .. }
            | Self::AnswerOverdue
            | Self::RequestViewed { .. }
            | Self::MinutesAnnounced { .. }
            | Self::MinutesAccepted { .. }
            | Self::MinutesRefused { .. }
            | Self::MinutesTaken
            | Self::PapersErased => None,
        }
    }
}
