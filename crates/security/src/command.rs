//! What may be wished of a request, and why the rules say no.

use jiff::Timestamp;
use tuntas_domain::case::DocumentFault;
use tuntas_domain::identity::{CourtCode, OfficerCode, UploadId};

use crate::{
    CancelGround, DeclineReason, HoldReason, Letter, MAX_MINUTES, MinutesFile, Outcome, Reminder, Strength,
    Terms, UnitCode, Window,
};

/// A wish. `at` is the time at which it is uttered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The court asks.
    Request {
        /// Which court.
        court: CourtCode,
        /// For what.
        terms: Terms,
        /// By which letter.
        letter: Letter,
        /// SHA-256 of the signed body, hex.
        evidence: String,
        /// Until when it is to be answered.
        answer_by: Timestamp,
        /// Now.
        at: Timestamp,
    },
    /// The court changes what it asked for.
    Change {
        /// To what.
        terms: Terms,
        /// By which letter.
        letter: Letter,
        /// SHA-256 of the signed body, hex.
        evidence: String,
        /// Until when it is to be answered.
        answer_by: Timestamp,
        /// Now.
        at: Timestamp,
    },
    /// The court cancels.
    Cancel {
        /// Why.
        ground: CancelGround,
        /// By which letter.
        letter: Letter,
        /// SHA-256 of the signed body, hex.
        evidence: String,
    },
    /// The police ask.
    Question {
        /// What about.
        reason: HoldReason,
        /// Who.
        officer: OfficerCode,
    },
    /// The police propose another time.
    Propose {
        /// Which.
        window: Window,
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
        /// Now.
        at: Timestamp,
    },
    /// The court answers a proposal.
    AnswerProposal {
        /// Whether it agrees.
        agreed: bool,
        /// SHA-256 of the signed body, hex.
        evidence: String,
        /// Until when the request is to be answered.
        answer_by: Timestamp,
    },
    /// The police accept.
    Accept {
        /// Which unit comes.
        unit: UnitCode,
        /// With how many officers.
        strength: Strength,
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
        /// Now.
        at: Timestamp,
    },
    /// The police decline.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
    },
    /// The police announce a file of minutes.
    AnnounceMinutes {
        /// Names it.
        upload: UploadId,
        /// What it is to be.
        file: MinutesFile,
        /// Until when it may be uploaded.
        until: Timestamp,
        /// Who.
        officer: OfficerCode,
        /// Now.
        at: Timestamp,
    },
    /// A file of minutes arrived and was looked at.
    JudgeMinutes {
        /// Which one.
        upload: UploadId,
        /// Its pages, or what is wrong with it.
        found: Result<u16, DocumentFault>,
    },
    /// The police report.
    Report {
        /// How it ended.
        outcome: Outcome,
        /// SHA-256 of the *berita acara*, hex.
        minutes: Option<String>,
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
        /// Now.
        at: Timestamp,
    },
    /// Remind both offices.
    Remind {
        /// Of what.
        reminder: Reminder,
        /// Now.
        at: Timestamp,
    },
    /// Tell that nobody has answered.
    Escalate {
        /// Now.
        at: Timestamp,
    },
    /// Look at the papers.
    View {
        /// Who.
        officer: OfficerCode,
    },
    /// The court takes the minutes that the report names.
    TakeMinutes,
    /// Delete what names people.
    Erase,
}

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// There is no such request.
    #[error("there is no such request")]
    NoRequest,
    /// It was asked for already.
    #[error("it was asked for already")]
    AlreadyRequested,
    /// It has ended: cancelled, declined or reported.
    #[error("the request has ended")]
    RequestClosed,
    /// It does not wait for an answer of the police.
    #[error("the request does not wait for an answer of the police")]
    NotWaiting,
    /// No proposal waits for the court.
    #[error("no proposal waits for the court")]
    NoProposal,
    /// Nobody has accepted it.
    #[error("nobody has accepted the request")]
    NotAccepted,
    /// Its time has come.
    #[error("its time has come already")]
    TimePassed,
    /// Its time has not come.
    #[error("its time has not come yet")]
    TooEarly,
    /// The proposed time is the one asked for.
    #[error("the proposed time is the one that was asked for")]
    SameTime,
    /// What was carried out needs its minutes.
    #[error("a report needs its minutes (berita acara)")]
    MinutesMissing,
    /// No file with this digest was announced, or nothing came of it in time.
    #[error("no minutes with this digest are announced")]
    MinutesUnknown,
    /// The file has not arrived, or is still looked at.
    #[error("the minutes have not been checked yet")]
    MinutesUnchecked,
    /// The file was looked at and removed.
    #[error("the minutes were refused")]
    MinutesUnfit,
    /// So many files were announced already.
    #[error("{MAX_MINUTES} files of minutes were announced already")]
    TooManyMinutes,
    /// No report names minutes, or they were erased.
    #[error("there are no minutes")]
    NoMinutes,
    /// What has not ended keeps its papers.
    #[error("the request has not ended")]
    StillOpen,
    /// It is not due.
    #[error("it is not due")]
    NotDue,
}

impl Refusal {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::NoRequest,
        Self::AlreadyRequested,
        Self::RequestClosed,
        Self::NotWaiting,
        Self::NoProposal,
        Self::NotAccepted,
        Self::TimePassed,
        Self::TooEarly,
        Self::SameTime,
        Self::MinutesMissing,
        Self::MinutesUnknown,
        Self::MinutesUnchecked,
        Self::MinutesUnfit,
        Self::TooManyMinutes,
        Self::NoMinutes,
        Self::StillOpen,
        Self::NotDue,
    ];
}
