//! The catalogue of problem codes.

use serde::{Deserialize, Serialize};
use tuntas_domain::case::Refusal;
use utoipa::ToSchema;

macro_rules! problem_codes {
    ($($variant:ident $text:literal $status:literal $title:literal $remedy:literal),+ $(,)?) => {
        /// Stable code of a refusal. Callers decide by it, never by the texts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode {
            $(#[doc = $title] $variant),+
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as it stands in answers, snake case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// HTTP status.
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// What the code means, in English.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// What the caller does about it.
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy),+ }
            }
        }
    };
}

problem_codes! {
    // The request as such.
    BodyEmpty "body_empty" 400 "The request has no body"
        "Send the JSON body of this operation.",
    BodyTooLarge "body_too_large" 413 "The body is larger than 64 KiB"
        "Send one decree per request, without attachments.",
    IdempotencyKeyMissing "idempotency_key_missing" 400 "The Idempotency-Key header is missing"
        "Send a key of your own choice; send the same key when you repeat the same request.",
    IdempotencyKeyInvalid "idempotency_key_invalid" 400 "The Idempotency-Key is not 1 to 64 visible ASCII characters"
        "Send a key such as a UUID.",
    IdempotencyKeyReused "idempotency_key_reused" 422 "The Idempotency-Key was used for another body"
        "Send a new key with a new body.",
    ReferenceMissing "reference_missing" 400 "The query parameter reference is missing or malformed"
        "Ask with ?reference= and the reference you sent with the decree.",
    CursorInvalid "cursor_invalid" 400 "The cursor is not one that this list gave out"
        "Start again without a cursor.",
    LimitInvalid "limit_invalid" 400 "The limit is not a number from 1 to 100"
        "Leave it out, or send a number from 1 to 100.",
    ReasonInvalid "reason_invalid" 400 "The reason is not the code of a hold"
        "Send a code such as name_mismatch, or leave it out.",

    // The court's signature.
    SignatureMissing "signature_missing" 401 "The Tuntas-Signature header is missing"
        "Sign the exact bytes of the body with the court's key and send the detached JWS.",
    SignatureMalformed "signature_malformed" 401 "The signature is not a detached JWS"
        "Send header..signature: base64url without padding, with the payload part left empty.",
    SignatureAlgorithm "signature_algorithm" 401 "The signature's algorithm is not accepted for this key"
        "Use the algorithm registered with the court's key.",
    SignatureUnknownKey "signature_unknown_key" 401 "The signature names a key that is not registered"
        "Use a registered kid, or have the registry office register the new public key.",
    SignatureInvalid "signature_invalid" 401 "The signature does not fit the body"
        "Sign the bytes exactly as they are sent; nothing may re-format the JSON in between.",
    SignatureWrongCourt "signature_wrong_court" 403 "The key belongs to another court than the case number"
        "Sign with the key of the court that heard the case.",

    // What the caller may do.
    Unauthenticated "unauthenticated" 401 "The request carries no valid access token"
        "Get a new access token and repeat the request.",
    ScopeMissing "scope_missing" 403 "The access token lacks a scope that the operation needs"
        "Use the client that is meant for this operation.",
    CourtNotAllowed "court_not_allowed" 403 "The client does not act for the court of this case"
        "Use the client of that court.",
    OfficerUnknown "officer_unknown" 403 "The access token does not name one officer of this office"
        "Use a client of one officer, with the one scope officer/<code> the office configured.",
    NotFound "not_found" 404 "There is nothing at this address"
        "Check the address; codes and links are case-sensitive.",

    // The body.
    DecreeInvalid "decree_invalid" 422 "The decree breaks rules of the contract"
        "Mend every listed field and send the decree again under a new Idempotency-Key.",
    CompletionInvalid "completion_invalid" 422 "The completion breaks rules of the contract"
        "Mend every listed field and send it again under a new Idempotency-Key.",
    RequestInvalid "request_invalid" 422 "The request breaks rules of the contract"
        "Mend every listed field and send it again.",

    // The state of the case.
    NoDecree "no_decree" 409 "The case has no decree"
        "Check the identifier of the case.",
    AlreadyAccepted "already_accepted" 409 "The case has a decree already, with other content"
        "Read the case; corrections are made by the registry office.",
    ReferenceTaken "reference_taken" 409 "The reference belongs to another decree of this court"
        "Send a reference of its own for each ruling, or leave it out.",
    AktaTaken "akta_taken" 409 "The akta cerai belongs to another case"
        "Check the number of the akta cerai and the address of the case.",
    AlreadyFinal "already_final" 409 "The ruling is final already"
        "Nothing needs to be completed; read the case.",
    NotFinal "not_final" 409 "The ruling has no legal force yet"
        "Complete the missing dates first.",
    AlreadyRegistered "already_registered" 409 "The register has been changed already"
        "Nothing needs to be done; read the case.",
    NotRegistered "not_registered" 409 "The register has not been changed yet"
        "Try again once the case is registered.",
    NothingToPrint "nothing_to_print" 409 "There is nothing to print for this party yet"
        "Try again once the documents are rendered.",
    NotPrinted "not_printed" 409 "The documents have not been printed yet"
        "Print them and confirm that first.",
    WrongRecipient "wrong_recipient" 409 "This envelope goes to somebody else"
        "Documents go to their addressee, a notice goes to the other registry.",
    CourierOnTheWay "courier_on_the_way" 409 "A courier is on the way already"
        "Wait for its end; another one can be sent after a failed attempt.",
    NoSuchDelivery "no_such_delivery" 409 "There is no open courier attempt"
        "Read the job again; the attempt has ended or never began.",
    AlreadyDelivered "already_delivered" 409 "The envelope has reached its addressee already"
        "Nothing needs to be done.",
    WrongCode "wrong_code" 422 "The hand-over code is not right"
        "Ask the addressee for the six digits on their tracking page.",
    CodeLocked "code_locked" 409 "Too many wrong codes were entered"
        "Bring the envelope back to the office, or call it.",

    // Officers, and what comes after the decree.
    NotHeld "not_held" 409 "The case is not held"
        "Read the case; somebody may have decided it already.",
    ClaimedByAnother "claimed_by_another" 409 "Another officer works on this case"
        "Choose another case, or wait until the claim has run out.",
    NotClaimed "not_claimed" 409 "The case must be claimed first"
        "Claim the case, then decide it.",
    DecisionNotAllowed "decision_not_allowed" 409 "This hold does not allow that decision"
        "Read the case: it lists the decisions its hold allows.",
    AwaitingApproval "awaiting_approval" 409 "A decision already waits for a second officer"
        "Have a second officer agree to it or reject it.",
    NoSuchProposal "no_such_proposal" 409 "There is no such proposal"
        "Read the case again; the proposal may have been decided.",
    SecondOfficerNeeded "second_officer_needed" 409 "A second officer has to agree"
        "Ask a colleague: nobody agrees to a proposal of their own.",
    NotReturned "not_returned" 409 "The case was not returned to the court"
        "Read the case; only a returned decree is repaired.",
    WithCourt "with_court" 409 "The case is with the court for repair"
        "Repair the decree first: send a mended version.",
    CaseClosed "case_closed" 409 "The case has ended"
        "Nothing more can be done with this case.",
    RulingReversed "ruling_reversed" 409 "The ruling was undone"
        "Read the case; what follows from the reversal goes on by itself.",
    ChoiceTooLate "choice_too_late" 409 "Printing has begun; the choice comes too late"
        "Ask the office: what is printed now is changed by an ordinary request.",
    NotResident "not_resident" 409 "The party has no family card in this city"
        "Ask the registry of the place where the party lives.",
    NotOrdered "not_ordered" 409 "That change was not asked for, or another one comes first"
        "Read the case again.",
    ChangePending "change_pending" 409 "A change is waiting that would make these documents out of date"
        "Read the job again once the change is carried out; the documents are then new ones.",
    Withheld "withheld" 409 "The ruling holds these documents back until duties are met"
        "Wait for the court to release them.",
    NothingWithheld "nothing_withheld" 409 "The ruling holds nothing back"
        "Nothing needs to be released; read the case.",
    NotLost "not_lost" 409 "The envelope is not lost"
        "Only a lost envelope is printed again.",
    StillOpen "still_open" 409 "The case is still at work"
        "Wait until the case has ended.",
    NoSuchDocument "no_such_document" 409 "There is no such document of the court, or it was not accepted"
        "Read the case's documents; only an accepted one can be opened.",
    TooManyDocuments "too_many_documents" 409 "50 documents were announced for this case already"
        "Call the office: it knows what it still needs.",
    TooManyConsents "too_many_consents" 409 "Consent was given and taken back too often for this party"
        "Ask the office; taking consent back is always possible.",

    // Securing hearings and seizures.
    PoliceUnknown "police_unknown" 403 "The access token does not name one officer of the police"
        "Use a client of one officer, with the one scope police/<code> the city configured.",
    RequestClosed "request_closed" 409 "The request has ended"
        "Read the request; another one can be made.",
    NotWaiting "not_waiting" 409 "The request does not wait for an answer of the police"
        "Read the request; somebody may have answered it already.",
    NoProposal "no_proposal" 409 "No proposed time waits for the court"
        "Read the request; it may have been answered already.",
    NotAccepted "not_accepted" 409 "The police have not accepted the request"
        "Only what was accepted is reported.",
    TimePassed "time_passed" 409 "The time has come already"
        "Name a time that is still to come.",
    TooEarly "too_early" 409 "The time has not come yet"
        "Report when it has begun.",
    SameTime "same_time" 409 "The proposed time is the one that was asked for"
        "Accept the request, or propose another time.",
    MinutesMissing "minutes_missing" 409 "What was carried out needs its minutes (berita acara)"
        "Put the file first and name its digest in the report.",
    MinutesUnknown "minutes_unknown" 409 "No minutes with this digest are announced"
        "Announce the file, put it, and name its digest in the report.",
    MinutesUnchecked "minutes_unchecked" 409 "The minutes have not arrived, or are still being looked at"
        "Put the file if it is not there yet, and repeat the request under the same Idempotency-Key in some seconds.",
    MinutesUnfit "minutes_unfit" 422 "The minutes were looked at and removed"
        "Read the request: its list of minutes says why. Announce and put another file.",
    TooManyMinutes "too_many_minutes" 409 "20 files of minutes were announced for this request already"
        "Call the office: it knows which files there are.",
    UnitClash "unit_clash" 409 "The unit cannot be sent at that time"
        "Read the clashes; choose another unit, fewer officers, or propose another time.",
    ClashQueryInvalid "clash_query_invalid" 400 "The time or the number of officers to look at is malformed"
        "Send date, from and to together, and officers from 1 to 500, or leave them out.",

    // Aid.
    AidOfficerUnknown "aid_officer_unknown" 403 "The access token does not name one officer of an aid office"
        "Use a client of one officer, with the one scope aid/<code> the city configured.",
    NotTheMentor "not_the_mentor" 403 "Another officer accompanies this person"
        "Ask the mentor, or the office's lead.",
    DeskUnknown "desk_unknown" 400 "There is no such desk"
        "Send desk as assessment, decision, mentoring or cashier.",
    ConsentWithdrawn "consent_withdrawn" 409 "The person took the consent back"
        "Nothing more can be done or seen; what named the person is erased.",
    ReferralEnded "referral_ended" 409 "The referral has ended"
        "Read the referral.",
    NotTheTurn "not_the_turn" 409 "The referral waits for something else first"
        "Read the referral; due says what comes next.",
    NotAssessed "not_assessed" 409 "Nobody has assessed the referral yet"
        "Assess it first.",
    ReferralPaused "referral_paused" 409 "The referral waits for the person"
        "Say first that it goes on.",
    NotPaused "not_paused" 409 "The referral does not wait for that"
        "Read the referral.",
    AidSuspended "aid_suspended" 409 "The ruling was undone, and nobody has said that the aid goes on"
        "Have somebody who decides, or the lead, say that it goes on, or stop it.",
    ReferralClaimed "referral_claimed" 409 "Another officer works on this referral"
        "Choose another referral, or wait until the claim has run out.",
    ReferralNotClaimed "referral_not_claimed" 409 "The referral is not claimed by you"
        "Nothing needs to be given back.",
    OtherKindOfAid "other_kind_of_aid" 409 "The referral is for the other kind of aid"
        "Grant mentoring; propose and approve money.",
    ProgrammeClosed "programme_closed" 409 "The programme is not open, or was ended"
        "Read the programme; choose another one.",
    ProgrammeChanged "programme_changed" 409 "The programme was edited since the award was proposed"
        "Return the proposal, and have it proposed anew.",
    AssessorDecides "assessor_decides" 409 "Whoever assessed a referral does not decide over its money"
        "Have somebody else decide.",
    SameApprover "same_approver" 409 "The two who decide over money are two people"
        "Have somebody else approve.",
    ApproverPays "approver_pays" 409 "Whoever decided over money does not pay it out"
        "Have somebody else pay.",
    NikMissing "nik_missing" 409 "Who gets money needs a NIK, because nobody may be paid twice"
        "The referral has none: it cannot be paid from here.",
    AlreadyAided "already_aided" 409 "The person gets money of this source for this purpose already"
        "Return the proposal; choose a programme of another source or purpose.",
    BudgetOverspent "budget_overspent" 409 "There is less money left in the budget than that"
        "Read the budget of the programme; return the proposal, or have the budget raised.",
    NoPlan "no_plan" 409 "Sessions are planned before money is paid"
        "Have the mentor plan sessions.",
    SessionRecorded "session_recorded" 409 "The session was recorded already"
        "Read the referral.",
    NotYet "not_yet" 409 "That day has not come yet"
        "Record it when it has happened.",
    InstalmentNotPending "instalment_not_pending" 409 "The instalment is ordered, paid or cancelled already"
        "Read the referral.",
    EarlierUnpaid "earlier_unpaid" 409 "An earlier instalment is not paid yet"
        "Pay or cancel it first.",
    InstalmentNotDue "instalment_not_due" 409 "The instalment is not due yet"
        "Order it on its day or later.",
    PaymentNotOrdered "payment_not_ordered" 409 "The instalment was not ordered"
        "Order it first.",
    NothingPaid "nothing_paid" 409 "Nothing was paid yet"
        "A check-in counts from the first payment.",
    AlreadyChecked "already_checked" 409 "That check-in was recorded already"
        "Read the referral.",
    NotDone "not_done" 409 "Sessions, instalments or check-ins are still open"
        "Finish or cancel them, or stop the referral.",
    ProgrammeCodeTaken "programme_code_taken" 409 "There is a programme of this code already"
        "Choose another code.",
    ProgrammeEnded "programme_ended" 409 "The programme was ended"
        "Publish another one.",
    ProgrammeVersionPassed "programme_version_passed" 409 "The programme was edited meanwhile"
        "Read it again and edit its present version.",
    NothingChanged "nothing_changed" 409 "The new version says what the present one says"
        "Nothing needs to be done.",
    ProgrammeFixed "programme_fixed" 409 "Kind, funding source, purpose and year of a programme never change"
        "Publish another programme, and end this one.",
    StatementInvalid "statement_invalid" 422 "The bank's file cannot be read"
        "Mend every listed line and send the file again; nothing of it was taken.",

    // Webhooks.
    WebhookOwnerUnknown "webhook_owner_unknown" 403 "The access token does not stand for one office"
        "Use a client of one court, or of one officer the city configured.",
    TooManySubscriptions "too_many_subscriptions" 409 "The office has 10 subscriptions already"
        "Remove one that is not needed any more.",
    SubscriptionDisabled "subscription_disabled" 409 "The subscription is disabled"
        "Mend the receiver, then set the state to active.",

    // Us.
    CourierRefused "courier_refused" 502 "The courier's provider refused or could not be reached"
        "Try again later, or have the envelope collected at the office.",
    WebhookUnauthorized "webhook_unauthorized" 401 "The webhook does not carry the agreed secret"
        "Set the header and value agreed with the office.",
    Conflict "conflict" 409 "Somebody changed the case at the same moment"
        "Read it again and repeat the request under the same Idempotency-Key.",
    InternalError "internal_error" 500 "Something failed on our side"
        "Repeat the request under the same Idempotency-Key; tell us the requestId if it goes on.",
    Unavailable "unavailable" 503 "The service is not available for a moment"
        "Repeat the request under the same Idempotency-Key after a pause.",
}

impl std::fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<tuntas_security::Refusal> for ProblemCode {
    fn from(refusal: tuntas_security::Refusal) -> Self {
        use tuntas_security::Refusal;
        match refusal {
            Refusal::NoRequest | Refusal::NoMinutes => Self::NotFound,
            // Only a second writer can be met by these.
            Refusal::AlreadyRequested | Refusal::NotDue => Self::Conflict,
            Refusal::RequestClosed => Self::RequestClosed,
            Refusal::NotWaiting => Self::NotWaiting,
            Refusal::NoProposal => Self::NoProposal,
            Refusal::NotAccepted => Self::NotAccepted,
            Refusal::TimePassed => Self::TimePassed,
            Refusal::TooEarly => Self::TooEarly,
            Refusal::SameTime => Self::SameTime,
            Refusal::MinutesMissing => Self::MinutesMissing,
            Refusal::MinutesUnknown => Self::MinutesUnknown,
            Refusal::MinutesUnchecked => Self::MinutesUnchecked,
            Refusal::MinutesUnfit => Self::MinutesUnfit,
            Refusal::TooManyMinutes => Self::TooManyMinutes,
            Refusal::StillOpen => Self::StillOpen,
        }
    }
}

impl From<Refusal> for ProblemCode {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoDecree => Self::NoDecree,
            Refusal::AlreadyAccepted => Self::AlreadyAccepted,
            Refusal::AlreadyFinal => Self::AlreadyFinal,
            Refusal::NotFinal => Self::NotFinal,
            Refusal::AlreadyRegistered => Self::AlreadyRegistered,
            Refusal::NotRegistered => Self::NotRegistered,
            Refusal::NothingToPrint => Self::NothingToPrint,
            Refusal::NotPrinted => Self::NotPrinted,
            Refusal::WrongRecipient => Self::WrongRecipient,
            Refusal::CourierOnTheWay => Self::CourierOnTheWay,
            Refusal::NoSuchDelivery => Self::NoSuchDelivery,
            Refusal::AlreadyDelivered => Self::AlreadyDelivered,
            Refusal::CodeLocked => Self::CodeLocked,
            Refusal::NotHeld => Self::NotHeld,
            Refusal::ClaimedByAnother => Self::ClaimedByAnother,
            Refusal::NotClaimed => Self::NotClaimed,
            Refusal::DecisionNotAllowed => Self::DecisionNotAllowed,
            Refusal::AwaitingApproval => Self::AwaitingApproval,
            Refusal::NoSuchProposal => Self::NoSuchProposal,
            Refusal::SecondOfficerNeeded => Self::SecondOfficerNeeded,
            Refusal::NotReturned => Self::NotReturned,
            Refusal::WithCourt => Self::WithCourt,
            Refusal::CaseClosed => Self::CaseClosed,
            Refusal::RulingReversed => Self::RulingReversed,
            Refusal::ChoiceTooLate => Self::ChoiceTooLate,
            Refusal::NotResident => Self::NotResident,
            Refusal::NotOrdered => Self::NotOrdered,
            Refusal::ChangePending => Self::ChangePending,
            Refusal::Withheld => Self::Withheld,
            Refusal::NothingWithheld => Self::NothingWithheld,
            Refusal::NotLost => Self::NotLost,
            Refusal::StillOpen => Self::StillOpen,
            Refusal::NoSuchDocument => Self::NoSuchDocument,
            Refusal::TooManyDocuments => Self::TooManyDocuments,
            Refusal::TooManyConsents => Self::TooManyConsents,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_code_is_what_answers_carry() {
        for code in ProblemCode::ALL {
            assert_eq!(
                serde_json::to_value(code).unwrap(),
                serde_json::Value::from(code.as_str())
            );
            assert!((400..600).contains(&code.status()), "{code}");
            assert!(
                code.remedy().ends_with('.') && !code.title().ends_with('.'),
                "{code}"
            );
        }
    }

    #[test]
    fn a_refusal_of_the_domain_keeps_its_code() {
        for refusal in [
            Refusal::NoDecree,
            Refusal::AlreadyAccepted,
            Refusal::AlreadyFinal,
            Refusal::NotFinal,
            Refusal::AlreadyRegistered,
            Refusal::NotRegistered,
            Refusal::NothingToPrint,
            Refusal::NotPrinted,
            Refusal::WrongRecipient,
            Refusal::CourierOnTheWay,
            Refusal::NoSuchDelivery,
            Refusal::AlreadyDelivered,
            Refusal::CodeLocked,
            Refusal::NotHeld,
            Refusal::ClaimedByAnother,
            Refusal::NotClaimed,
            Refusal::DecisionNotAllowed,
            Refusal::AwaitingApproval,
            Refusal::NoSuchProposal,
            Refusal::SecondOfficerNeeded,
            Refusal::NotReturned,
            Refusal::WithCourt,
            Refusal::CaseClosed,
            Refusal::RulingReversed,
            Refusal::ChoiceTooLate,
            Refusal::NotResident,
            Refusal::NotOrdered,
            Refusal::ChangePending,
            Refusal::Withheld,
            Refusal::NothingWithheld,
            Refusal::NotLost,
            Refusal::StillOpen,
            Refusal::NoSuchDocument,
            Refusal::TooManyDocuments,
            Refusal::TooManyConsents,
        ] {
            assert_eq!(ProblemCode::from(refusal).as_str(), refusal.code());
        }
    }
}
