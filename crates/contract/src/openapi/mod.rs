//! The OpenAPI 3.1 document, made from the contract's types and the table of operations.

mod aid;
mod build;
mod operations;
mod registry_desk;
mod samples;
mod security;
mod webhooks;

use utoipa::OpenApi;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, ClientCredentials, Flow, OAuth2, Scopes, SecurityScheme,
};
use utoipa::openapi::{Components, Info, Paths};

use crate::{
    aid as help, aid_consent, decree, handover, print_desk, problem, registry_desk as desk,
    security as secure, tracking, webhooks as hooks,
};

/// The types of the contract; those they hold are found by themselves.
#[derive(OpenApi)]
#[openapi(components(schemas(
    decree::DecreeRequest,
    decree::CompletionRequest,
    decree::ReversalRequest,
    decree::CustodyChangeRequest,
    decree::DutyReleaseRequest,
    decree::DocumentRequest,
    aid_consent::AidConsentRequest,
    aid_consent::AidAnswersRequest,
    aid_consent::AidWordRequest,
    aid_consent::AidStanding,
    aid_consent::SafetyRequest,
    decree::DocumentUpload,
    decree::DecreeStatus,
    print_desk::PrintJob,
    print_desk::PrintJobs,
    print_desk::Download,
    print_desk::MarriageLetter,
    print_desk::MarriageLetters,
    print_desk::HandedOverRequest,
    desk::HeldCases,
    desk::HeldFacts,
    desk::CaseSearchRequest,
    desk::FoundCases,
    desk::DeskCase,
    desk::DecisionRequest,
    desk::ApprovalRequest,
    desk::ReturnRequest,
    decree::ChoiceRequest,
    desk::OldCardRequest,
    desk::CorrectionRequest,
    desk::CorrectionFacts,
    desk::CaseDocuments,
    desk::CaseDocumentFile,
    desk::AgreedRequest,
    desk::NumberPool,
    desk::FeedFiles,
    desk::FeedAnswersRequest,
    desk::FeedStanding,
    desk::FeedDifferences,
    help::CriteriaRequest,
    help::CriteriaCheck,
    help::ProgrammeRequest,
    help::ProgrammeEditRequest,
    help::ProgrammeView,
    help::ProgrammeList,
    help::BudgetView,
    help::LedgerView,
    help::AidQueue,
    help::AidReferralView,
    help::EligibilityView,
    help::AssessmentRequest,
    help::GrantRequest,
    help::DeclineRequest,
    help::ProposalRequest,
    help::ReturnProposalRequest,
    help::ApprovalOfAwardRequest,
    help::PlanRequest,
    help::SessionRequest,
    help::CheckInRequest,
    help::PaymentOrderRequest,
    help::PaymentRequest,
    help::PaymentReturnRequest,
    help::CancellationOfInstalmentRequest,
    help::PauseRequest,
    help::StopRequest,
    help::ClosureRequest,
    help::ReconciliationView,
    secure::SecurityRequest,
    secure::SecurityChangeRequest,
    secure::CancellationRequest,
    secure::ProposalAnswerRequest,
    secure::AcceptanceRequest,
    secure::ProposedTimeRequest,
    secure::QuestionRequest,
    secure::RefusalRequest,
    secure::MinutesFileRequest,
    secure::SecurityReportRequest,
    secure::SecurityStatus,
    secure::SecurityView,
    secure::SecurityQueue,
    secure::Clashes,
    secure::MinutesUpload,
    secure::MinutesDownload,
    secure::LetterDownload,
    secure::CalendarAddress,
    hooks::SubscriptionRequest,
    hooks::SubscriptionChangeRequest,
    hooks::SubscriptionView,
    hooks::SubscriptionSecret,
    hooks::Subscriptions,
    hooks::Deliveries,
    hooks::ReplayRequest,
    hooks::Replayed,
    hooks::TestSent,
    handover::HandoverCodeRequest,
    handover::HandoverConfirmed,
    tracking::Tracking,
    tracking::ChoiceStanding,
    tracking::Verification,
    problem::Problem,
)))]
struct Types;

/// Name of the clients' security scheme.
const OAUTH: &str = "oauth";
/// Scope that names an officer; each has their own.
const OFFICER: &str = "officer/petugas-01";
/// Scope that names an officer of the police; each has their own.
const POLICE: &str = "police/polisi-01";
/// Scope that names an officer of an aid office; each has their own.
const AID_OFFICER: &str = "aid/dinsos-01";
/// Name of the courier's shared secret.
const WEBHOOK: &str = "courierSecret";

const DESCRIPTION: &str = "\
From a divorce ruling of the religious court to new documents at each former spouse's door.

**Courts** send a decree once, signed, under an `Idempotency-Key`; repeating it changes nothing. What a ruling still \
lacks (BHT date, ikrar talak, akta cerai) is completed later. **The registry office** decides what the rules \
leave to a person, prints and hands over. **Courts** ask **the police** to secure hearings and seizures. \
**Aid offices** help those who consented. Each of these offices can have its own systems told of what happens (**webhooks**). \
**Citizens** follow their own envelope by an unguessable address, and anybody can check a document's QR code. \
Everything is free of charge for citizens.

Refusals are RFC 9457 problem details. Decide by `code`; texts may be reworded. A fault in a body names the field, \
the rule and the remedy, and never repeats the value.

Access tokens come from the city's OAuth2 server by client credentials. A court's client also needs the scope \
`court/<code>` of its court, e.g. `court/PA.Pas`, and an officer's the scope `officer/<code>` of that officer, e.g. \
`officer/petugas-01`; an officer of the police has `police/<code>`, one of an aid office `aid/<code>`. Missing or insufficient tokens are answered by the gateway with \
401 or 403 and no problem body.";

/// The document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = Types::openapi();
    let mut info = Info::new("Tuntas", "1.0.0");
    info.description = Some(DESCRIPTION.to_owned());
    document.info = info;
    let components = document.components.get_or_insert_with(Components::default);
    components.add_security_scheme(OAUTH, SecurityScheme::OAuth2(oauth()));
    components.add_security_scheme(
        WEBHOOK,
        SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
            "x-tuntas-webhook",
            "The header and value agreed with the courier's provider; the name can be configured.",
        ))),
    );
    let mut paths = Paths::new();
    for operation in operations::all() {
        paths.add_path_operation(operation.path, vec![operation.method()], operation.build());
    }
    document.paths = paths;
    document
}

fn oauth() -> OAuth2 {
    OAuth2::with_description(
        [Flow::ClientCredentials(ClientCredentials::new(
            "https://auth.example/oauth2/token",
            Scopes::from_iter([
                ("tuntas/decrees.write", "Send and complete decrees"),
                ("tuntas/decrees.read", "Read decrees"),
                ("tuntas/print.desk", "Work at the print desk"),
                ("tuntas/cases.desk", "Work on held cases"),
                ("tuntas/cases.approve", "Agree to what another officer proposed"),
                ("tuntas/register.feed", "Answer the change feed for SIAK"),
                ("tuntas/security.request", "Ask the police for security"),
                ("tuntas/security.answer", "Answer requests for security"),
                ("tuntas/security.report", "Report what became of them"),
                ("tuntas/aid.assess", "Assess what somebody needs who was referred"),
                ("tuntas/aid.approve", "Decide over aid"),
                ("tuntas/aid.mentor", "Accompany somebody"),
                ("tuntas/aid.cashier", "Pay aid out"),
                ("tuntas/aid.programme", "Publish and edit programmes of aid"),
                ("tuntas/aid.lead", "Lead an aid office"),
                (
                    AID_OFFICER,
                    "Act as this officer of an aid office; one such scope per officer",
                ),
                (
                    POLICE,
                    "Act as this officer of the police; one such scope per officer",
                ),
                (
                    OFFICER,
                    "Act as this officer; one such scope per officer of the city",
                ),
                (
                    "court/PA.Pas",
                    "Act for this court; one such scope per court of the city",
                ),
            ]),
        ))],
        "Client credentials; the token address is the city's.",
    )
}

/// The document as committed in `docs/openapi.json`, with a line break at its end.
pub fn openapi_json() -> String {
    let mut text = serde_json::to_string_pretty(&openapi()).unwrap_or_default();
    text.push('\n');
    text
}
