//! Securing hearings and seizures: what courts ask, what the police answer, what both see.
//!
//! No body has a member for a NIK, a family card, a child or a reason of the divorce, and a text that holds sixteen digits
//! in a row is refused: what the police must not learn cannot be sent.

mod answer;
mod minutes;
mod request;
mod view;
mod words;

pub use answer::{
    AcceptanceRequest, Accepted, ProposedTimeRequest, QuestionRequest, RefusalRequest, Reported,
    SecurityReportRequest,
};
pub use minutes::{MinutesDownload, MinutesFileRequest, MinutesUpload, MinutesView};
pub use request::{
    Asked, Asking, CancellationRequest, CourtContactRequest, LegalBasisRequest, ObjectRequest, OrderRequest,
    PlaceRequest, ProposalAnswerRequest, SecurityChangeRequest, SecurityRequest,
};
pub use view::{
    AnswerClock, AnswerView, BookingView, CalendarAddress, ClashView, Clashes, ContactView, LetterDownload,
    LetterView, ObjectView, PaperView, SecurityQueue, SecurityStatus, SecurityView, SpanView, UnitDayView,
    UnitView,
};
pub use words::{
    ActivityName, CancelGroundName, ClashName, DeclineReasonName, HoldReasonName, LetterKindName,
    ObjectKindName, OutcomeName, RiskName, RiskReasonName, SecurityStageName, UrgencyName,
};
