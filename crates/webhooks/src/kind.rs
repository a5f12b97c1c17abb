//! What is told, and to whom.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tuntas_aid::programme::EventKind as ProgrammeEvent;
use tuntas_aid::referral::EventKind as ReferralEvent;
use tuntas_domain::case::EventKind as CaseEvent;
use tuntas_security::EventKind as SecurityEvent;

/// A kind of office. What happens concerns some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// The court whose case or request it is.
    Court,
    /// The registry office.
    Registry,
    /// The police.
    Police,
    /// The office whose referral or programme it is.
    Aid,
}

macro_rules! kinds {
    ($($name:ident $text:literal [$($office:ident)*] $meaning:literal),+ $(,)?) => {
        /// The type of a message: what happened. Stable; new ones may come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Kind {
            $(#[doc = $meaning] $name),+
        }

        impl Kind {
            /// Every kind, in the order of the guide.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name, such as `case.held`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// What it means, in English.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning),+ }
            }

            /// Whom it concerns. What concerns nobody by itself is told to the one subscription it is about.
            pub fn concerns(self) -> &'static [Office] {
                match self { $(Self::$name => &[$(Office::$office),*]),+ }
            }
        }
    };
}

kinds! {
    DecreeAccepted "case.decree_accepted" [Court Registry] "A decree was taken; a case is open.",
    FinalityCompleted "case.finality_completed" [Court Registry] "The court completed what the ruling lacked.",
    Held "case.held" [Court Registry] "The case waits for an officer.",
    DecisionProposed "case.decision_proposed" [Registry] "A decision waits for a second officer.",
    DecisionRejected "case.decision_rejected" [Registry] "The second officer did not agree.",
    Decided "case.decided" [Court Registry] "An officer decided what was held.",
    ReturnedToCourt "case.returned_to_court" [Court Registry] "The decree was returned to the court for repair.",
    DecreeRepaired "case.decree_repaired" [Court Registry] "The court repaired the decree.",
    RegisterUpdated "case.register_updated" [Court Registry] "The register was changed.",
    ChoiceMade "case.choice_made" [Registry] "A party chose a family card.",
    CustodyChanged "case.custody_changed" [Court Registry] "The court changed the custody of a child.",
    Reversed "case.reversed" [Court Registry] "The ruling was undone.",
    CorrectionProposed "case.correction_proposed" [Registry] "A correction of the record waits for a second officer.",
    CorrectionDecided "case.correction_decided" [Registry] "A correction of the record was decided.",
    RegisterAmended "case.register_amended" [Court Registry] "A later change of the register was carried out.",
    DutyReleased "case.duty_released" [Court Registry] "The court released documents it had held back.",
    DocumentsRendered "case.documents_rendered" [Court Registry] "Documents of a party are ready to be printed.",
    PrintingStarted "case.printing_started" [Registry] "Documents of a party go to the printer.",
    DocumentsPrinted "case.documents_printed" [Court Registry] "Documents of a party are printed and sealed.",
    OldCardRecorded "case.old_card_recorded" [Registry] "It was recorded what became of an old card.",
    ReprintOrdered "case.reprint_ordered" [Registry] "A lost envelope is printed again.",
    MarriageNoticeRendered "case.marriage_notice_rendered" [Registry] "The letter to the registry of the marriage is ready.",
    MarriageNoticeSent "case.marriage_notice_sent" [Registry] "The letter to the registry of the marriage was sent.",
    CourierRequested "case.courier_requested" [Registry] "A courier is to be booked.",
    CourierBooked "case.courier_booked" [Court Registry] "A courier was booked.",
    CourierRefused "case.courier_refused" [Registry] "The courier refused an envelope.",
    CourierMoved "case.courier_moved" [Court Registry] "The courier reported a new status.",
    CourierRecalled "case.courier_recalled" [Registry] "A courier was called back.",
    HandoverConfirmed "case.handover_confirmed" [Court Registry] "An addressee took an envelope at the door.",
    HandedOver "case.handed_over" [Court Registry] "The office handed an envelope over.",
    CourtDocumentAccepted "case.court_document_accepted" [Court Registry] "A document of the court was checked and kept.",
    CourtDocumentRefused "case.court_document_refused" [Court Registry] "A document of the court was refused.",
    DossierErased "case.dossier_erased" [Registry] "The dossier of an ended case was erased.",

    SecurityRequested "security.security_requested" [Court Police] "The court asks the police to secure something.",
    RequestChanged "security.request_changed" [Court Police] "The court changed its request.",
    RequestCancelled "security.request_cancelled" [Court Police] "The court needs nobody any more.",
    RequestQuestioned "security.request_questioned" [Court Police] "The police asked the court something.",
    TimeProposed "security.time_proposed" [Court Police] "The police proposed another time.",
    ProposalAnswered "security.proposal_answered" [Court Police] "The court answered a proposed time.",
    RequestAccepted "security.request_accepted" [Court Police] "The police accepted the request.",
    RequestDeclined "security.request_declined" [Court Police] "The police declined the request.",
    MinutesAccepted "security.minutes_accepted" [Court Police] "The minutes of the police were checked and kept.",
    MinutesRefused "security.minutes_refused" [Police] "The minutes of the police were refused.",
    SecurityReported "security.security_reported" [Court Police] "The police reported what became of it.",
    OfficesReminded "security.offices_reminded" [Court Police] "Something accepted is near.",
    AnswerOverdue "security.answer_overdue" [Court Police] "Nobody has answered the request in time.",

    AidReferred "aid.aid_referred" [Aid] "Somebody was referred to the office.",
    ConsentWithdrawn "aid.consent_withdrawn" [Aid] "The consent was taken back: forget the person. Nothing more is told of the referral.",
    AidAssessed "aid.aid_assessed" [Aid] "The referral was assessed.",
    AidDeclined "aid.aid_declined" [Aid] "The office declined.",
    MentoringGranted "aid.mentoring_granted" [Aid] "Mentoring was granted.",
    AwardProposed "aid.award_proposed" [Aid] "An award waits for a second officer.",
    ProposalReturned "aid.proposal_returned" [Aid] "The second officer did not agree.",
    AwardApproved "aid.award_approved" [Aid] "The second officer agreed to an award.",
    SessionsPlanned "aid.sessions_planned" [Aid] "Sessions were planned.",
    SessionRecorded "aid.session_recorded" [Aid] "A session was recorded.",
    PaymentOrdered "aid.payment_ordered" [Aid] "The bank is told to pay an instalment.",
    PaymentConfirmed "aid.payment_confirmed" [Aid] "An instalment was paid.",
    PaymentReturned "aid.payment_returned" [Aid] "The bank could not pay an instalment, or sent it back.",
    InstalmentCancelled "aid.instalment_cancelled" [Aid] "An instalment is not paid.",
    BusinessChecked "aid.business_checked" [Aid] "Somebody looked after the business.",
    AidStopped "aid.aid_stopped" [Aid] "The office ended what it began.",
    AidClosed "aid.aid_closed" [Aid] "All is done.",
    AidPaused "aid.aid_paused" [Aid] "The office waits for the person.",
    AidResumed "aid.aid_resumed" [Aid] "It waits no longer.",
    RulingReversed "aid.ruling_reversed" [Aid] "The ruling was undone: nothing goes on until the office says so.",
    AidContinued "aid.aid_continued" [Aid] "Aid goes on though the ruling was undone.",
    AidOverdue "aid.aid_overdue" [Aid] "Something was not done by its day.",
    PapersErased "aid.papers_erased" [Aid] "The time to keep papers is over: forget the person.",
    ProgrammePublished "aid.programme_published" [Aid] "A programme was published.",
    ProgrammeEdited "aid.programme_edited" [Aid] "A programme has another version.",
    ProgrammeEnded "aid.programme_ended" [Aid] "A programme was ended.",

    WebhookDisabled "tuntas.webhook_disabled" [] "Another subscription of the same office was disabled, because its receiver failed or ended it.",
    Test "tuntas.test" [] "A test that the owner asked for.",
}

impl Kind {
    /// What an event of a case is told as; `None` for what concerns the desk alone: claims, looks, wrong codes at the door,
    /// and documents that are only announced; and for what a party says of aid and of safety, which is nobody else's business.
    pub fn of_case(event: CaseEvent) -> Option<Self> {
        Some(match event {
            CaseEvent::DecreeAccepted => Self::DecreeAccepted,
            CaseEvent::FinalityCompleted => Self::FinalityCompleted,
            CaseEvent::RegisterUpdated => Self::RegisterUpdated,
            CaseEvent::Held => Self::Held,
            CaseEvent::DocumentsRendered => Self::DocumentsRendered,
            CaseEvent::DocumentsPrinted => Self::DocumentsPrinted,
            CaseEvent::CourierRequested => Self::CourierRequested,
            CaseEvent::CourierBooked => Self::CourierBooked,
            CaseEvent::CourierRefused => Self::CourierRefused,
            CaseEvent::CourierMoved => Self::CourierMoved,
            CaseEvent::HandoverConfirmed => Self::HandoverConfirmed,
            CaseEvent::HandedOver => Self::HandedOver,
            CaseEvent::DecreeRepaired => Self::DecreeRepaired,
            CaseEvent::RegisterAmended => Self::RegisterAmended,
            CaseEvent::DecisionProposed => Self::DecisionProposed,
            CaseEvent::DecisionRejected => Self::DecisionRejected,
            CaseEvent::Decided => Self::Decided,
            CaseEvent::ReturnedToCourt => Self::ReturnedToCourt,
            CaseEvent::ChoiceMade => Self::ChoiceMade,
            CaseEvent::CustodyChanged => Self::CustodyChanged,
            CaseEvent::Reversed => Self::Reversed,
            CaseEvent::CorrectionProposed => Self::CorrectionProposed,
            CaseEvent::CorrectionDecided => Self::CorrectionDecided,
            CaseEvent::DutyReleased => Self::DutyReleased,
            CaseEvent::OldCardRecorded => Self::OldCardRecorded,
            CaseEvent::MarriageNoticeRendered => Self::MarriageNoticeRendered,
            CaseEvent::MarriageNoticeSent => Self::MarriageNoticeSent,
            CaseEvent::PrintingStarted => Self::PrintingStarted,
            CaseEvent::ReprintOrdered => Self::ReprintOrdered,
            CaseEvent::CourierRecalled => Self::CourierRecalled,
            CaseEvent::DossierErased => Self::DossierErased,
            CaseEvent::CourtDocumentAccepted => Self::CourtDocumentAccepted,
            CaseEvent::CourtDocumentRefused => Self::CourtDocumentRefused,
            CaseEvent::HoldClaimed
            | CaseEvent::ClaimReleased
            | CaseEvent::Viewed
            | CaseEvent::HandoverCodeWrong
            | CaseEvent::CourtDocumentRequested
            | CaseEvent::AidConsentGiven
            | CaseEvent::AidConsentWithdrawn
            | CaseEvent::AidDeclined
            | CaseEvent::SafetyRecorded => return None,
        })
    }

    /// What an event of a request for security is told as; `None` for looks, and for files that are only announced or erased.
    pub fn of_security(event: SecurityEvent) -> Option<Self> {
        Some(match event {
            SecurityEvent::SecurityRequested => Self::SecurityRequested,
            SecurityEvent::RequestChanged => Self::RequestChanged,
            SecurityEvent::RequestCancelled => Self::RequestCancelled,
            SecurityEvent::RequestQuestioned => Self::RequestQuestioned,
            SecurityEvent::TimeProposed => Self::TimeProposed,
            SecurityEvent::ProposalAnswered => Self::ProposalAnswered,
            SecurityEvent::RequestAccepted => Self::RequestAccepted,
            SecurityEvent::RequestDeclined => Self::RequestDeclined,
            SecurityEvent::SecurityReported => Self::SecurityReported,
            SecurityEvent::OfficesReminded => Self::OfficesReminded,
            SecurityEvent::AnswerOverdue => Self::AnswerOverdue,
            SecurityEvent::MinutesAccepted => Self::MinutesAccepted,
            SecurityEvent::MinutesRefused => Self::MinutesRefused,
            SecurityEvent::RequestViewed
            | SecurityEvent::MinutesAnnounced
            | SecurityEvent::MinutesTaken
            | SecurityEvent::PapersErased => return None,
        })
    }

    /// What an event of a referral is told as; `None` for claims and looks.
    pub fn of_referral(event: ReferralEvent) -> Option<Self> {
        Some(match event {
            ReferralEvent::AidReferred => Self::AidReferred,
            ReferralEvent::ConsentWithdrawn => Self::ConsentWithdrawn,
            ReferralEvent::AidAssessed => Self::AidAssessed,
            ReferralEvent::AidDeclined => Self::AidDeclined,
            ReferralEvent::MentoringGranted => Self::MentoringGranted,
            ReferralEvent::AwardProposed => Self::AwardProposed,
            ReferralEvent::ProposalReturned => Self::ProposalReturned,
            ReferralEvent::AwardApproved => Self::AwardApproved,
            ReferralEvent::SessionsPlanned => Self::SessionsPlanned,
            ReferralEvent::SessionRecorded => Self::SessionRecorded,
            ReferralEvent::PaymentOrdered => Self::PaymentOrdered,
            ReferralEvent::PaymentConfirmed => Self::PaymentConfirmed,
            ReferralEvent::PaymentReturned => Self::PaymentReturned,
            ReferralEvent::InstalmentCancelled => Self::InstalmentCancelled,
            ReferralEvent::BusinessChecked => Self::BusinessChecked,
            ReferralEvent::AidStopped => Self::AidStopped,
            ReferralEvent::AidClosed => Self::AidClosed,
            ReferralEvent::AidPaused => Self::AidPaused,
            ReferralEvent::AidResumed => Self::AidResumed,
            ReferralEvent::RulingReversed => Self::RulingReversed,
            ReferralEvent::AidContinued => Self::AidContinued,
            ReferralEvent::AidOverdue => Self::AidOverdue,
            ReferralEvent::PapersErased => Self::PapersErased,
            ReferralEvent::AidClaimed | ReferralEvent::AidReleased | ReferralEvent::PapersViewed => {
                return None;
            }
        })
    }

    /// What an event of a programme is told as.
    pub fn of_programme(event: ProgrammeEvent) -> Self {
        match event {
            ProgrammeEvent::ProgrammePublished => Self::ProgrammePublished,
            ProgrammeEvent::ProgrammeEdited => Self::ProgrammeEdited,
            ProgrammeEvent::ProgrammeEnded => Self::ProgrammeEnded,
        }
    }

    /// Whether whoever was told of a referral is to forget the person.
    pub fn asks_to_forget(self) -> bool {
        matches!(self, Self::ConsentWithdrawn | Self::PapersErased)
    }
}

/// The text names no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text names no type of message")]
pub struct KindError;

impl FromStr for Kind {
    type Err = KindError;

    fn from_str(text: &str) -> Result<Self, KindError> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.as_str() == text).ok_or(KindError)
    }
}

impl TryFrom<String> for Kind {
    type Error = KindError;

    fn try_from(text: String) -> Result<Self, KindError> {
        text.parse()
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.as_str().to_owned()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_called_as_the_journal_calls_the_event() {
        let events = [
            CaseEvent::Held,
            CaseEvent::RegisterUpdated,
            CaseEvent::CourtDocumentAccepted,
        ];
        for event in events {
            let stored = serde_json::to_value(event).unwrap();
            let told = format!("case.{}", stored.as_str().unwrap());
            assert_eq!(Kind::of_case(event).unwrap().as_str(), told);
        }
        let overdue = Kind::of_security(SecurityEvent::AnswerOverdue).unwrap();
        assert_eq!(overdue.as_str(), "security.answer_overdue");
        let withdrawn = Kind::of_referral(ReferralEvent::ConsentWithdrawn).unwrap();
        assert_eq!(withdrawn.as_str(), "aid.consent_withdrawn");
        let edited = Kind::of_programme(ProgrammeEvent::ProgrammeEdited);
        assert_eq!(edited.as_str(), "aid.programme_edited");
    }

    #[test]
    fn a_look_and_what_a_party_says_of_aid_and_safety_are_nobodys_business() {
        assert_eq!(Kind::of_case(CaseEvent::Viewed), None);
        for event in [
            CaseEvent::AidConsentGiven,
            CaseEvent::AidConsentWithdrawn,
            CaseEvent::AidDeclined,
            CaseEvent::SafetyRecorded,
        ] {
            assert_eq!(Kind::of_case(event), None);
        }
        assert_eq!(Kind::of_security(SecurityEvent::RequestViewed), None);
        assert_eq!(Kind::of_referral(ReferralEvent::PapersViewed), None);
    }

    #[test]
    fn of_aid_the_office_that_gives_it_hears_and_nobody_else() {
        for kind in Kind::ALL {
            let only_aid: &[Office] = &[Office::Aid];
            if kind.as_str().starts_with("aid.") {
                assert_eq!(kind.concerns(), only_aid, "{kind}");
            } else {
                assert!(!kind.concerns().contains(&Office::Aid), "{kind}");
            }
        }
    }

    #[test]
    fn the_police_hear_nothing_of_a_divorce_and_the_registry_nothing_of_a_seizure() {
        for kind in Kind::ALL {
            let concerns = |office| kind.concerns().contains(&office);
            assert!(
                !(concerns(Office::Police) && concerns(Office::Registry)),
                "{kind}"
            );
            assert_eq!(
                concerns(Office::Police),
                kind.as_str().starts_with("security."),
                "{kind}"
            );
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
    }
}
