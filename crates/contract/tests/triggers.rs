//! The payloads under `events/triggers` have the shapes AWS sends, and what they carry is what the contract reads.
#![expect(clippy::panic, reason = "helpers of tests")]

mod common;

use std::collections::BTreeSet;

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use aws_lambda_events::event::dynamodb::Event as StreamEvent;
use aws_lambda_events::event::sqs::SqsEvent;
use common::{Pasuruan, TODAY, repository, sample, sample_json, samples_in};
use serde_json::Value;
use tuntas_contract::aid::{
    ApprovalOfAwardRequest, AssessmentRequest, CancellationOfInstalmentRequest, CheckInRequest,
    ClosureRequest, CriteriaCheck, CriteriaRequest, DeclineRequest, GrantRequest, PauseRequest,
    PaymentOrderRequest, PaymentRequest, PaymentReturnRequest, PlanRequest, ProgrammeEditRequest,
    ProgrammeRequest, ProposalRequest, ReturnProposalRequest, SessionRequest, StopRequest,
};
use tuntas_contract::decree::ChoiceRequest;
use tuntas_contract::registry_desk::{
    AgreedRequest, ApprovalRequest, CaseSearchRequest, CorrectionRequest, DecisionRequest,
    FeedAnswersRequest, OldCardRequest, ReturnRequest,
};
use tuntas_contract::security::{
    AcceptanceRequest, Asking as _, CancellationRequest, MinutesFileRequest, ProposalAnswerRequest,
    ProposedTimeRequest, QuestionRequest, RefusalRequest, SecurityChangeRequest, SecurityReportRequest,
    SecurityRequest,
};
use tuntas_contract::webhooks::{ReplayRequest, SubscriptionChangeRequest, SubscriptionRequest};
use tuntas_contract::{AidAnswersRequest, AidWordRequest, SafetyRequest};
use tuntas_contract::{DecreeRequest, HandedOverRequest, HandoverCodeRequest, Places, parse_nothing};
use tuntas_domain::case::JobId;
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::identity::{CaseId, UploadId};

fn request(name: &str) -> ApiGatewayV2httpRequest {
    serde_json::from_str(&sample(&format!("triggers/{name}.json")))
        .unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

fn api_triggers() -> Vec<String> {
    samples_in("triggers")
        .into_iter()
        .filter(|name| name.starts_with("apigw-") || name.starts_with("webhook-"))
        .collect()
}

#[test]
fn every_operation_of_the_contract_has_a_sample_and_no_other() {
    let document: Value =
        serde_json::from_str(&std::fs::read_to_string(repository().join("docs/openapi.json")).unwrap())
            .unwrap();
    let mut operations = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            operations.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    // The document itself needs no sample.
    operations.remove("GET /v1/openapi.json");
    let sampled: BTreeSet<String> = api_triggers()
        .iter()
        .map(|name| request(name).request_context.route_key.unwrap())
        .collect();
    assert_eq!(sampled, operations);
}

#[test]
fn scopes_and_headers_are_those_of_the_contract() {
    for name in api_triggers() {
        let request = request(&name);
        let context = &request.request_context;
        let route = context.route_key.clone().unwrap();
        assert_eq!(request.route_key.as_ref(), Some(&route), "{name}");
        assert_eq!(request.raw_path, context.http.path, "{name}");
        let scopes = context
            .authorizer
            .as_ref()
            .and_then(|authorizer| authorizer.jwt.as_ref())
            .and_then(|jwt| jwt.scopes.clone())
            .unwrap_or_default();
        if route.contains("/v1/decrees") {
            assert!(scopes.contains(&"court/PA.Pas".to_owned()), "{name}");
        } else if route.contains("/v1/aid/") {
            assert!(scopes[0].starts_with("tuntas/aid."), "{name}");
            assert!(scopes[1].starts_with("aid/") && scopes.len() == 2, "{name}");
        } else if route.contains("/v1/print-jobs") || route.contains("/v1/marriage-letters") {
            assert_eq!(scopes, ["tuntas/print.desk", "officer/petugas-01"], "{name}");
        } else if route.contains("/v1/webhook-subscriptions") {
            assert_eq!(scopes, ["tuntas/webhooks.manage", "court/PA.Pas"], "{name}");
        } else if route.contains("/v1/security-requests") {
            assert_eq!(scopes, ["tuntas/security.request", "court/PA.Pas"], "{name}");
        } else if route.contains("/v1/security-") {
            let (duty, officer) = (&scopes[0], &scopes[1]);
            let reports = route.ends_with("/minutes") || route.ends_with("/report");
            let right = if reports {
                "tuntas/security.report"
            } else {
                "tuntas/security.answer"
            };
            assert_eq!(duty, right, "{name}");
            assert!(officer.starts_with("police/") && scopes.len() == 2, "{name}");
        } else if [
            "/v1/held-cases",
            "/v1/cases",
            "/v1/case-searches",
            "/v1/number-pool",
            "/v1/register-feed",
        ]
        .iter()
        .any(|path| route.contains(path))
        {
            let (duty, officer) = (&scopes[0], &scopes[1]);
            let right = if route.contains("/register-feed") {
                "tuntas/register.feed"
            } else if route.ends_with("/approval") {
                "tuntas/cases.approve"
            } else {
                "tuntas/cases."
            };
            assert!(duty.starts_with(right), "{name}");
            assert!(officer.starts_with("officer/") && scopes.len() == 2, "{name}");
        } else {
            assert!(scopes.is_empty(), "{name}");
        }
        let signed = route.contains("/v1/decrees")
            || (route.contains("/v1/security-requests") && !route.ends_with("/download"));
        if signed && route.starts_with("POST") {
            for header in ["idempotency-key", "tuntas-signature"] {
                assert!(request.headers.contains_key(header), "{name} {header}");
            }
        }
    }
}

#[test]
fn bodies_are_readable() {
    let body = |name: &str| request(name).body.unwrap();
    assert_eq!(
        body("apigw-decree"),
        sample("decrees/gugat-without-children.json")
    );
    assert!(DecreeRequest::parse(body("apigw-decree").as_bytes(), TODAY, &Pasuruan::load()).is_ok());
    assert_eq!(
        body("apigw-completion"),
        sample("completions/talak-awaiting-ikrar.json")
    );
    assert!(DecreeRequest::parse(body("apigw-decree-repair").as_bytes(), TODAY, &Pasuruan::load()).is_ok());
    assert!(ChoiceRequest::parse(body("apigw-tracking-choice").as_bytes(), &Pasuruan::load()).is_ok());
    assert!(HandedOverRequest::parse(body("apigw-print-job-handed-over").as_bytes()).is_ok());
    let city = Pasuruan::load();
    assert!(DecisionRequest::parse(body("apigw-held-decision").as_bytes(), &city.city()).is_ok());
    assert!(CaseSearchRequest::parse(body("apigw-case-search").as_bytes()).is_ok());
    assert!(ApprovalRequest::parse(body("apigw-held-approval").as_bytes()).is_ok());
    assert!(ReturnRequest::parse(body("apigw-held-return").as_bytes()).is_ok());
    assert!(ChoiceRequest::parse(body("apigw-party-choice").as_bytes(), &city).is_ok());
    assert!(OldCardRequest::parse(body("apigw-party-old-card").as_bytes()).is_ok());
    let helps = |_: &_, _| true;
    assert!(AidAnswersRequest::parse(body("apigw-party-aid-consents").as_bytes(), &helps).is_ok());
    assert_eq!(
        SafetyRequest::parse(body("apigw-party-safety").as_bytes()),
        Ok(true)
    );
    assert!(AidWordRequest::parse(body("apigw-tracking-aid-answer").as_bytes(), &helps).is_ok());
    assert_eq!(body("apigw-decree-aid-consents"), sample("aid/consents.json"));
    let decree = DecreeRequest::parse(body("apigw-decree").as_bytes(), TODAY, &city)
        .unwrap()
        .decree;
    assert!(CorrectionRequest::parse(body("apigw-correction-proposal").as_bytes(), TODAY, &decree).is_ok());
    assert!(AgreedRequest::parse(body("apigw-correction-approval").as_bytes()).is_ok());
    let answers: FeedAnswersRequest =
        serde_json::from_str(&body("apigw-register-feed-acknowledgement")).unwrap();
    assert_eq!(answers.answers.len(), 1);
    for nothing in [
        "apigw-held-claim",
        "apigw-held-release",
        "apigw-case-document-download",
    ] {
        assert_eq!(parse_nothing(body(nothing).as_bytes()), Ok(()), "{nothing}");
    }
    assert!(HandoverCodeRequest::parse(body("apigw-handover").as_bytes()).is_ok());
    let job: JobId = request("apigw-print-job").path_parameters["id"].parse().unwrap();
    assert!(
        request("apigw-decree-status")
            .raw_path
            .unwrap()
            .ends_with(&job.case.to_string())
    );
    assert_eq!(body("apigw-decree-document"), sample("documents/ruling.json"));
    let hook: Value = serde_json::from_str(&body("webhook-biteship")).unwrap();
    assert_eq!(hook["event"], "order.status");
    assert!(
        request("webhook-biteship")
            .headers
            .contains_key("x-tuntas-webhook")
    );
}

#[test]
fn bodies_about_security_are_readable() {
    let of: uuid::Uuid = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b".parse().unwrap();
    let asking = Pasuruan::load();
    let body = |name: &str| request(name).body.unwrap();
    let units = |unit: &str| unit == "samapta-1";
    assert_eq!(
        body("apigw-security-request"),
        sample("security/marital-seizure.json")
    );
    for name in ["marital-seizure", "hearing", "execution"] {
        let text = sample(&format!("security/{name}.json"));
        assert!(SecurityRequest::parse(text.as_bytes(), &asking).is_ok(), "{name}");
    }
    assert_eq!(
        body("apigw-security-acceptance"),
        sample("security/acceptance.json")
    );
    assert!(SecurityChangeRequest::parse(body("apigw-security-change").as_bytes(), of, &asking).is_ok());
    assert!(CancellationRequest::parse(body("apigw-security-cancellation").as_bytes(), of).is_ok());
    assert!(
        ProposalAnswerRequest::parse(body("apigw-security-proposal-answer").as_bytes(), of, None).is_ok()
    );
    assert!(AcceptanceRequest::parse(body("apigw-security-acceptance").as_bytes(), units).is_ok());
    assert!(ProposedTimeRequest::parse(body("apigw-security-proposal").as_bytes(), &asking.zone()).is_ok());
    assert!(QuestionRequest::parse(body("apigw-security-question").as_bytes()).is_ok());
    assert!(RefusalRequest::parse(body("apigw-security-refusal").as_bytes()).is_ok());
    assert!(MinutesFileRequest::parse(body("apigw-security-minutes").as_bytes()).is_ok());
    assert!(SecurityReportRequest::parse(body("apigw-security-report").as_bytes()).is_ok());
    let reach = tuntas_webhooks::Reach::Public;
    assert!(SubscriptionRequest::parse(body("apigw-webhook-subscribe").as_bytes(), reach).is_ok());
    assert!(SubscriptionChangeRequest::parse(body("apigw-webhook-change").as_bytes(), reach).is_ok());
    assert!(ReplayRequest::parse(body("apigw-webhook-replay").as_bytes()).is_ok());
}

#[test]
fn bodies_about_aid_are_readable() {
    let body = |name: &str| request(&format!("apigw-aid-{name}")).body.unwrap();
    let today = jiff::civil::date(2027, 2, 1);
    for (name, file) in [
        ("programme-publish", "capital-programme.json"),
        ("assessment", "assessment.json"),
        ("proposal", "proposal.json"),
        ("plan", "plan.json"),
        ("bank-statement", "bank-statement.csv"),
    ] {
        assert_eq!(body(name), sample(&format!("aid/{file}")), "{name}");
    }
    for programme in ["capital-programme", "mentoring-programme"] {
        let text = sample(&format!("aid/{programme}.json"));
        assert!(ProgrammeRequest::parse(text.as_bytes()).is_ok(), "{programme}");
    }
    let (code, mentor) = ("modal-usaha-2027", |code: &str| code == "dinsos-04");
    assert!(CriteriaCheck::of(&CriteriaRequest::parse(body("criteria").as_bytes()).unwrap()).usable);
    assert!(ProgrammeEditRequest::parse(body("programme-edit").as_bytes(), code).is_ok());
    assert_eq!(parse_nothing(body("programme-end").as_bytes()), Ok(()));
    assert!(AssessmentRequest::parse(body("assessment").as_bytes()).is_ok());
    assert!(GrantRequest::parse(body("grant").as_bytes()).is_ok());
    assert!(DeclineRequest::parse(body("refusal").as_bytes()).is_ok());
    assert!(ProposalRequest::parse(body("proposal").as_bytes()).is_ok());
    assert!(ReturnProposalRequest::parse(body("proposal-return").as_bytes()).is_ok());
    assert!(ApprovalOfAwardRequest::parse(body("approval").as_bytes(), None).is_ok());
    assert!(PlanRequest::parse(body("plan").as_bytes(), mentor).is_ok());
    assert!(SessionRequest::parse(body("session").as_bytes(), today).is_ok());
    assert!(CheckInRequest::parse(body("check-in").as_bytes()).is_ok());
    assert!(PaymentOrderRequest::parse(body("order").as_bytes(), None).is_ok());
    assert!(PaymentRequest::parse(body("payment").as_bytes(), None).is_ok());
    assert!(PaymentReturnRequest::parse(body("payment-return").as_bytes(), None).is_ok());
    assert!(CancellationOfInstalmentRequest::parse(body("cancellation").as_bytes()).is_ok());
    for bare in ["claim", "release", "resumption", "continuation"] {
        assert_eq!(parse_nothing(body(bare).as_bytes()), Ok(()), "{bare}");
    }
    assert!(PauseRequest::parse(body("pause").as_bytes()).is_ok());
    assert!(StopRequest::parse(body("stop").as_bytes()).is_ok());
    assert!(ClosureRequest::parse(body("closure").as_bytes()).is_ok());
}

#[test]
fn the_stream_carries_events_and_no_personal_data() {
    let event: StreamEvent = serde_json::from_str(&sample("triggers/stream-insert.json")).unwrap();
    assert_eq!(event.records.len(), 2);
    for record in &event.records {
        assert_eq!(record.event_name, "INSERT");
        let image = serde_json::to_value(&record.change.new_image).unwrap();
        let text = |name: &str| {
            image[name]["S"]
                .as_str()
                .unwrap_or_else(|| panic!("no {name}"))
                .to_owned()
        };
        assert_eq!(text("entity"), "event");
        let journalled: Event = serde_json::from_str(&text("body")).unwrap();
        assert_eq!(serde_json::to_value(journalled.kind()).unwrap(), text("kind"));
        let seq: u32 = image["seq"]["N"].as_str().unwrap().parse().unwrap();
        assert_eq!(
            (text("pk"), text("sk")),
            (format!("CASE#{}", text("case")), format!("EV#{seq:010}"))
        );
    }
}

#[test]
fn queues_carry_identifiers_only() {
    for (name, queue, kind) in [
        ("sqs-register", "tuntas-register", EventKind::DecreeAccepted),
        ("sqs-render", "tuntas-render", EventKind::RegisterUpdated),
        ("sqs-courier", "tuntas-courier", EventKind::DocumentsPrinted),
        ("sqs-aid", "tuntas-aid", EventKind::AidConsentGiven),
    ] {
        let event: SqsEvent = serde_json::from_str(&sample(&format!("triggers/{name}.json"))).unwrap();
        let record = &event.records[0];
        assert!(
            record.event_source_arn.as_ref().unwrap().ends_with(queue),
            "{name}"
        );
        let message: Value = serde_json::from_str(record.body.as_ref().unwrap()).unwrap();
        let members: Vec<&String> = message.as_object().unwrap().keys().collect();
        assert_eq!(members, ["caseId", "kind", "seq"], "{name}");
        assert!(
            serde_json::from_value::<CaseId>(message["caseId"].clone()).is_ok(),
            "{name}"
        );
        assert_eq!(
            serde_json::from_value::<EventKind>(message["kind"].clone()).unwrap(),
            kind,
            "{name}"
        );
    }
}

/// The name of an upload says which document of which case it is, and nothing more.
#[test]
fn an_uploaded_file_is_told_by_case_and_document() {
    let event: SqsEvent = serde_json::from_str(&sample("triggers/sqs-document.json")).unwrap();
    let record = &event.records[0];
    assert!(
        record
            .event_source_arn
            .as_ref()
            .unwrap()
            .ends_with("tuntas-document")
    );
    let told: Value = serde_json::from_str(record.body.as_ref().unwrap()).unwrap();
    let key = told["Records"][0]["s3"]["object"]["key"].as_str().unwrap();
    let [folder, case, document] = key.split('/').collect::<Vec<_>>()[..] else {
        panic!("{key}");
    };
    assert_eq!(folder, "uploads");
    assert!(case.parse::<CaseId>().is_ok() && document.parse::<UploadId>().is_ok());
}

#[test]
fn triggers_hold_no_personal_data_but_bodies_of_courts_and_of_a_search_and_the_register_s_own_stream() {
    let niks: Vec<String> = common::register()
        .into_iter()
        .flat_map(|household| household.members)
        .map(|member| member.person.nik.as_str().to_owned())
        .collect();
    let named = |name: &str| {
        name.starts_with("apigw-decree") || ["apigw-case-search", "stream-register"].contains(&name)
    };
    for name in samples_in("triggers").iter().filter(|name| !named(name)) {
        let text = sample_json(&format!("triggers/{name}.json")).to_string();
        assert!(!niks.iter().any(|nik| text.contains(nik)), "{name}");
    }
}
