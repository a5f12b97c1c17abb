//! The table of operations.

use serde_json::{Value, json};
use utoipa::openapi::path::ParameterIn;

use super::build::{Answer, Body, Caller, Given, Method, Operation};
use super::samples;
use crate::problem::ProblemCode::{
    self, AktaTaken, AlreadyAccepted, AlreadyDelivered, AlreadyFinal, BodyEmpty, BodyTooLarge, CaseClosed,
    ChangePending, ChoiceTooLate, CodeLocked, CompletionInvalid, Conflict, CourierOnTheWay, CourtNotAllowed,
    CursorInvalid, DecreeInvalid, InternalError, LimitInvalid, NoDecree, NoSuchDelivery, NotFound, NotLost,
    NotPrinted, NotRegistered, NotResident, NotReturned, NothingToPrint, NothingWithheld, OfficerUnknown,
    ReferenceMissing, ReferenceTaken, RequestInvalid, RulingReversed, SignatureWrongCourt, TooManyConsents,
    TooManyDocuments, Unavailable, WebhookUnauthorized, WithCourt, Withheld, WrongCode, WrongRecipient,
};

const CASE: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const JOB: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-p";
const WRITE: Caller = Caller::Signing(&["tuntas/decrees.write", "court/PA.Pas"]);
const LOCATION: (&str, &str) = ("Location", "Address of the decree.");

/// Every operation, in the order of the story.
pub(super) fn all() -> Vec<Operation> {
    let mut all = decrees();
    all.extend(later());
    all.extend(print_desk());
    all.extend(marriage_letters());
    all.extend(super::registry_desk::all());
    all.extend(super::security::all());
    all.extend(super::aid::all());
    all.extend(super::webhooks::all());
    all.extend(door());
    all.extend(citizens());
    all
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn decrees() -> Vec<Operation> {
    let read = || Caller::Scopes(&["tuntas/decrees.read", "court/PA.Pas"]);
    vec![
        Operation {
            path: "/v1/decrees",
            method: Method::Post,
            id: "sendDecree",
            tag: "Courts",
            summary: "Send a decree",
            about: "Accepts a signed decree once. The same key with the same body gives the same answer; a decree of \
                    a case known already gives 200 and `duplicate`.",
            caller: WRITE,
            given: court_headers(),
            body: Some(json_body("DecreeRequest", samples::decree())),
            answers: vec![
                answer(
                    "202",
                    "Accepted; the work goes on by itself.",
                    "DecreeStatus",
                    samples::accepted(),
                    &[LOCATION],
                ),
                answer(
                    "200",
                    "This decree was accepted before, under another key.",
                    "DecreeStatus",
                    samples::duplicate(),
                    &[LOCATION],
                ),
            ],
            refusals: &[
                SignatureWrongCourt,
                CourtNotAllowed,
                DecreeInvalid,
                AlreadyAccepted,
                ReferenceTaken,
                AktaTaken,
                Conflict,
                InternalError,
                Unavailable,
            ],
        },
        Operation {
            path: "/v1/decrees",
            method: Method::Get,
            id: "findDecree",
            tag: "Courts",
            summary: "Find a decree by the court's reference",
            about: "The decree the court sent under this reference.",
            caller: read(),
            given: vec![Given {
                name: "reference",
                place: ParameterIn::Query,
                required: true,
                about: "The court's own reference.",
                example: json!("SIPP-2026-000325"),
            }],
            body: None,
            answers: vec![answer(
                "200",
                "The decree.",
                "DecreeStatus",
                samples::accepted(),
                &[],
            )],
            refusals: &[
                ReferenceMissing,
                CourtNotAllowed,
                NotFound,
                InternalError,
                Unavailable,
            ],
        },
        Operation {
            path: "/v1/decrees/{id}",
            method: Method::Get,
            id: "readDecree",
            tag: "Courts",
            summary: "Read where a decree stands",
            about: "Also says why a case is held, without personal data.",
            caller: read(),
            given: vec![in_path("id", "The case.", CASE)],
            body: None,
            answers: vec![answer("200", "The decree.", "DecreeStatus", samples::held(), &[])],
            refusals: &[CourtNotAllowed, NotFound, InternalError, Unavailable],
        },
        Operation {
            path: "/v1/decrees/{id}/completion",
            method: Method::Post,
            id: "completeDecree",
            tag: "Courts",
            summary: "Complete a ruling's legal force",
            about: "Adds the BHT date, the ikrar talak or the akta cerai once they are known, signed like a decree. A \
                    part sent before is repeated unchanged or left out.",
            caller: WRITE,
            given: {
                let mut given = vec![in_path("id", "The case.", CASE)];
                given.extend(court_headers());
                given
            },
            body: Some(json_body("CompletionRequest", samples::completion())),
            answers: vec![answer(
                "202",
                "Accepted.",
                "DecreeStatus",
                samples::accepted(),
                &[LOCATION],
            )],
            refusals: &[
                SignatureWrongCourt,
                CourtNotAllowed,
                NotFound,
                CompletionInvalid,
                NoDecree,
                AlreadyFinal,
                WithCourt,
                AktaTaken,
                CaseClosed,
                Conflict,
                InternalError,
                Unavailable,
            ],
        },
    ]
}

/// What a court says of a ruling after it was accepted; each signed like a decree.
fn later() -> Vec<Operation> {
    let said = |path, id, summary, about, schema, sample, refusals| Operation {
        path,
        method: Method::Post,
        id,
        tag: "Courts",
        summary,
        about,
        caller: WRITE,
        given: {
            let mut given = vec![in_path("id", "The case.", CASE)];
            given.extend(court_headers());
            given
        },
        body: Some(json_body(schema, sample)),
        answers: vec![answer(
            "202",
            "Accepted; what follows goes on by itself.",
            "DecreeStatus",
            samples::accepted(),
            &[LOCATION],
        )],
        refusals,
    };
    let mut document = said(
        "/v1/decrees/{id}/documents",
        "announceDocument",
        "Announce a document",
        "A copy of the ruling, the ikrar talak, the akta cerai or a statement. The answer holds an address that takes exactly \
         the announced bytes, once. The same key gives the same document, and a new address as long as nothing was uploaded; \
         a document that was accepted or may still be uploaded is not announced twice. What became of it stands in the \
         decree's `documents`.",
        "DocumentRequest",
        samples::document_request(),
        DOCUMENT,
    );
    document.answers = vec![answer(
        "202",
        "Announced; upload it now.",
        "DocumentUpload",
        samples::document_upload(),
        &[LOCATION],
    )];
    vec![
        document,
        said(
            "/v1/decrees/{id}/repair",
            "repairDecree",
            "Repair a decree that was returned",
            "The whole decree, mended, in the place of the one the office returned (*dikembalikan*). The case number stays.",
            "DecreeRequest",
            samples::decree(),
            REPAIR,
        ),
        said(
            "/v1/decrees/{id}/reversal",
            "reverseDecree",
            "Say that the ruling was undone",
            "Annulment, cassation or review. The register is put right, riders are called back, new documents go out.",
            "ReversalRequest",
            samples::reversal(),
            LATER,
        ),
        said(
            "/v1/decrees/{id}/custody",
            "changeCustody",
            "Put a child under the other parent's care",
            "By a later ruling or a statement of both parents; the child's family card follows.",
            "CustodyChangeRequest",
            samples::custody(),
            LATER,
        ),
        said(
            "/v1/decrees/{id}/duty-release",
            "releaseDuty",
            "Release what the ruling held back",
            "The duties are met: the party's documents go out.",
            "DutyReleaseRequest",
            samples::duty_release(),
            RELEASE,
        ),
        said(
            "/v1/decrees/{id}/aid-consents",
            "recordAidConsents",
            "Say what a party stated about aid",
            "A party's signed statement: which aid offices may be told of them, for which aid, and from which that is taken \
             back. An office that is not named hears nothing. It counts from the registration on.",
            "AidConsentRequest",
            samples::aid_consents(),
            CONSENTS,
        ),
    ]
}

const REPAIR: &[ProblemCode] = &[
    SignatureWrongCourt,
    CourtNotAllowed,
    NotFound,
    DecreeInvalid,
    NoDecree,
    AlreadyAccepted,
    NotReturned,
    CaseClosed,
    AktaTaken,
    Conflict,
    InternalError,
    Unavailable,
];
const CONSENTS: &[ProblemCode] = &[
    CourtNotAllowed,
    NotFound,
    RequestInvalid,
    NoDecree,
    TooManyConsents,
    RulingReversed,
    CaseClosed,
    Conflict,
    InternalError,
    Unavailable,
];
const LATER: &[ProblemCode] = &[
    CourtNotAllowed,
    NotFound,
    RequestInvalid,
    NoDecree,
    RulingReversed,
    CaseClosed,
    Conflict,
    InternalError,
    Unavailable,
];
const DOCUMENT: &[ProblemCode] = &[
    CourtNotAllowed,
    NotFound,
    RequestInvalid,
    NoDecree,
    CaseClosed,
    TooManyDocuments,
    Conflict,
    InternalError,
    Unavailable,
];
const RELEASE: &[ProblemCode] = &[
    CourtNotAllowed,
    NotFound,
    RequestInvalid,
    NoDecree,
    NothingWithheld,
    Conflict,
    InternalError,
    Unavailable,
];

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn print_desk() -> Vec<Operation> {
    let desk = |path, post, id, summary, about| Operation {
        path,
        method: Method::of(post),
        id,
        tag: "Print desk",
        summary,
        about,
        caller: Caller::Scopes(&["tuntas/print.desk", "officer/petugas-01"]),
        given: vec![in_path("id", "The job.", JOB)],
        body: None,
        answers: vec![answer(
            "200",
            "The job as it is now.",
            "PrintJob",
            samples::print_job(),
            &[],
        )],
        refusals: &[],
    };
    vec![
        Operation {
            given: vec![
                Given {
                    name: "cursor",
                    place: ParameterIn::Query,
                    required: false,
                    about: "`next` of the page before.",
                    example: json!("eyJwIjoiMzUuNzUifQ"),
                },
                Given {
                    name: "limit",
                    place: ParameterIn::Query,
                    required: false,
                    about: "Jobs per page, 1 to 100.",
                    example: json!(20),
                },
            ],
            answers: vec![answer(
                "200",
                "A page of open jobs, oldest first.",
                "PrintJobs",
                samples::print_jobs(),
                &[],
            )],
            refusals: &[
                OfficerUnknown,
                CursorInvalid,
                LimitInvalid,
                InternalError,
                Unavailable,
            ],
            ..desk(
                "/v1/print-jobs",
                false,
                "listPrintJobs",
                "List open jobs",
                "One job per party whose documents wait at the office.",
            )
        },
        Operation {
            refusals: &[OfficerUnknown, NotFound, InternalError, Unavailable],
            ..desk(
                "/v1/print-jobs/{id}",
                false,
                "readPrintJob",
                "Read a job",
                "Free of personal data.",
            )
        },
        Operation {
            answers: vec![answer(
                "200",
                "Addresses of the files.",
                "Download",
                samples::download(),
                &[],
            )],
            refusals: &[
                OfficerUnknown,
                NotFound,
                NothingToPrint,
                ChangePending,
                AlreadyDelivered,
                Withheld,
                RequestInvalid,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..desk(
                "/v1/print-jobs/{id}/download",
                true,
                "downloadPrintJob",
                "Get the files of a job",
                "Presigned addresses that work for a short while; every call is recorded.",
            )
        },
        Operation {
            refusals: &[
                OfficerUnknown,
                NotFound,
                NothingToPrint,
                ChangePending,
                Withheld,
                RequestInvalid,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..desk(
                "/v1/print-jobs/{id}/printed",
                true,
                "confirmPrinted",
                "Confirm that the documents are printed and sealed",
                "Calls the courier. Repeating it changes nothing.",
            )
        },
        Operation {
            body: Some(json_body(
                "HandedOverRequest",
                json!({ "to": "courier", "attempt": 1 }),
            )),
            refusals: &[
                OfficerUnknown,
                BodyEmpty,
                NotFound,
                RequestInvalid,
                NothingToPrint,
                NotPrinted,
                WrongRecipient,
                CourierOnTheWay,
                NoSuchDelivery,
                AlreadyDelivered,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..desk(
                "/v1/print-jobs/{id}/handed-over",
                true,
                "confirmHandedOver",
                "Say who took the envelope at the office",
                "The courier, the addressee at the counter, or for a notice the other registry. Repeating it changes \
                 nothing.",
            )
        },
        Operation {
            refusals: &[
                OfficerUnknown,
                NotFound,
                RequestInvalid,
                NotPrinted,
                WrongRecipient,
                CourierOnTheWay,
                AlreadyDelivered,
                NoSuchDelivery,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..desk(
                "/v1/print-jobs/{id}/courier",
                true,
                "callCourierAgain",
                "Send another courier",
                "After an attempt that failed with the envelope at the office.",
            )
        },
        Operation {
            refusals: &[
                OfficerUnknown,
                NotFound,
                RequestInvalid,
                NotLost,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..desk(
                "/v1/print-jobs/{id}/reprint",
                true,
                "reprintLost",
                "Print a lost envelope again",
                "After the courier reported it lost or destroyed.",
            )
        },
    ]
}

/// Letters to the registries that recorded a marriage.
fn marriage_letters() -> Vec<Operation> {
    let letter = |path, post, id, summary, about, schema, sample, refusals| Operation {
        path,
        method: Method::of(post),
        id,
        tag: "Print desk",
        summary,
        about,
        caller: Caller::Scopes(&["tuntas/print.desk", "officer/petugas-01"]),
        given: if path == "/v1/marriage-letters" {
            vec![Given {
                name: "cursor",
                place: ParameterIn::Query,
                required: false,
                about: "`next` of the page before.",
                example: json!("00000001632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b"),
            }]
        } else {
            vec![in_path("id", "The case.", CASE)]
        },
        body: None,
        answers: vec![answer("200", "As it is now.", schema, sample, &[])],
        refusals,
    };
    let one = || json!({ "id": CASE, "region": "35.73", "sent": true });
    vec![
        letter(
            "/v1/marriage-letters",
            false,
            "listMarriageLetters",
            "List letters to registries of marriages",
            "Where a marriage was recorded in another city or regency, its registry notes the divorce in the margin.",
            "MarriageLetters",
            json!({ "letters": [{ "id": CASE, "region": "35.73", "sent": false }], "next": null }),
            &[OfficerUnknown, CursorInvalid, InternalError, Unavailable],
        ),
        letter(
            "/v1/marriage-letters/{id}/download",
            true,
            "downloadMarriageLetter",
            "Get the file of a letter",
            "A presigned address that works for a short while; every call is recorded.",
            "Download",
            samples::download(),
            &[
                OfficerUnknown,
                NotFound,
                CaseClosed,
                Conflict,
                InternalError,
                Unavailable,
            ],
        ),
        letter(
            "/v1/marriage-letters/{id}/sent",
            true,
            "confirmMarriageLetterSent",
            "Say that a letter has gone out",
            "Repeating it changes nothing.",
            "MarriageLetter",
            one(),
            &[
                OfficerUnknown,
                NotFound,
                NothingToPrint,
                RulingReversed,
                Conflict,
                InternalError,
                Unavailable,
            ],
        ),
    ]
}

fn door() -> Vec<Operation> {
    let token = || {
        vec![in_path(
            "token",
            "Token of one courier attempt, from the courier's order.",
            "SAMPLE-TOKEN",
        )]
    };
    vec![
        Operation {
            path: "/v1/courier/biteship",
            method: Method::Post,
            id: "courierWebhook",
            tag: "Door",
            summary: "Hear from the courier's provider",
            about: "A hint to look the order up again; what it says is never believed. Answered quickly, also when \
                    nothing is to be done.",
            caller: Caller::Courier,
            given: vec![],
            body: Some(Body {
                media_type: "application/json",
                schema: None,
                example: Some(
                    json!({ "event": "order.status", "order_id": "5dd599ebdefcd4158eb8470b", "status": "picked" }),
                ),
            }),
            answers: vec![
                Answer {
                    status: "200",
                    about: "Heard.",
                    bodies: vec![],
                    headers: &[],
                },
                Answer {
                    status: "204",
                    about: "Heard; nothing was to be done.",
                    bodies: vec![],
                    headers: &[],
                },
            ],
            refusals: &[BodyTooLarge, WebhookUnauthorized, InternalError, Unavailable],
        },
        Operation {
            path: "/v1/handovers/{token}",
            method: Method::Get,
            id: "handoverPage",
            tag: "Door",
            summary: "The rider's page",
            about: "A small page where the rider enters the addressee's code. Holds no personal data.",
            caller: Caller::Anybody,
            given: token(),
            body: None,
            answers: vec![Answer {
                status: "200",
                about: "The page.",
                bodies: vec![page()],
                headers: &[],
            }],
            refusals: &[NotFound, InternalError, Unavailable],
        },
        Operation {
            path: "/v1/handovers/{token}",
            method: Method::Post,
            id: "enterHandoverCode",
            tag: "Door",
            summary: "Enter the addressee's code",
            about: "Five wrong codes lock the attempt.",
            caller: Caller::Anybody,
            given: token(),
            body: Some(json_body("HandoverCodeRequest", json!({ "code": "123456" }))),
            answers: vec![answer(
                "200",
                "The envelope is in the right hands.",
                "HandoverConfirmed",
                json!({ "result": "confirmed" }),
                &[],
            )],
            refusals: &[
                BodyEmpty,
                BodyTooLarge,
                NotFound,
                RequestInvalid,
                WrongCode,
                CodeLocked,
                NoSuchDelivery,
                Conflict,
                InternalError,
                Unavailable,
            ],
        },
    ]
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn citizens() -> Vec<Operation> {
    let public = |path, id, summary, about, given, answers, refusals: &'static [ProblemCode]| Operation {
        path,
        method: Method::Get,
        id,
        tag: "Citizens",
        summary,
        about,
        caller: Caller::Anybody,
        given,
        body: None,
        answers,
        refusals,
    };
    vec![
        public(
            "/v1/tracking/{code}",
            "trackCase",
            "Follow one's own documents",
            "JSON, or a page where `Accept` prefers HTML. Shows nothing of the other party and no personal data.",
            vec![in_path("code", "The party's tracking code.", "SAMPLE-CODE")],
            vec![Answer {
                status: "200",
                about: "Where the documents are.",
                bodies: vec![json_body("Tracking", samples::tracking()), page()],
                headers: &[],
            }],
            &[NotFound, InternalError, Unavailable],
        ),
        public(
            "/v1/tracking/{code}/choice",
            "askChoice",
            "See whether a family card can still be chosen",
            "JSON, or the form where `Accept` prefers HTML.",
            vec![in_path("code", "The party's tracking code.", "SAMPLE-CODE")],
            vec![Answer {
                status: "200",
                about: "Whether choosing is open.",
                bodies: vec![json_body("ChoiceStanding", json!({ "state": "open" })), page()],
                headers: &[],
            }],
            &[NotFound, InternalError, Unavailable],
        ),
        Operation {
            method: Method::Post,
            body: Some(json_body("ChoiceRequest", json!({ "kind": "keep" }))),
            ..public(
                "/v1/tracking/{code}/choice",
                "choose",
                "Choose one's family card",
                "Until printing starts. A host's consent is recorded by an officer, whatever is sent here. Browsers send \
                 the same members as a form.",
                vec![in_path("code", "The party's tracking code.", "SAMPLE-CODE")],
                vec![Answer {
                    status: "200",
                    about: "The wish was taken.",
                    bodies: vec![json_body("ChoiceStanding", json!({ "state": "taken" })), page()],
                    headers: &[],
                }],
                &[
                    BodyEmpty,
                    NotFound,
                    RequestInvalid,
                    ChoiceTooLate,
                    NotResident,
                    RulingReversed,
                    CaseClosed,
                    Conflict,
                    InternalError,
                    Unavailable,
                ],
            )
        },
        public(
            "/v1/tracking/{code}/aid",
            "askAid",
            "See which offices offer aid, and which may be told",
            "JSON, or the form where `Accept` prefers HTML. Shows nothing of the other party.",
            vec![in_path("code", "The party's tracking code.", "SAMPLE-CODE")],
            vec![Answer {
                status: "200",
                about: "What was said so far.",
                bodies: vec![json_body("AidStanding", samples::aid_standing()), page()],
                headers: &[],
            }],
            &[NotFound, InternalError, Unavailable],
        ),
        Operation {
            method: Method::Post,
            body: Some(json_body(
                "AidWordRequest",
                json!({ "word": "give", "office": "dp3akb", "aid": "mentoring", "after": 0 }),
            )),
            ..public(
                "/v1/tracking/{code}/aid",
                "answerAid",
                "Let an aid office be told, take that back, or want no aid",
                "From the registration on, for each office and each aid by itself. Without a yes the office hears nothing; \
                 taking it back is always possible. A word that was overtaken changes nothing. Browsers send the same \
                 members as a form.",
                vec![in_path("code", "The party's tracking code.", "SAMPLE-CODE")],
                vec![Answer {
                    status: "200",
                    about: "What was said, with this word.",
                    bodies: vec![json_body("AidStanding", samples::aid_standing()), page()],
                    headers: &[],
                }],
                &[
                    BodyEmpty,
                    NotFound,
                    RequestInvalid,
                    NotRegistered,
                    TooManyConsents,
                    RulingReversed,
                    CaseClosed,
                    Conflict,
                    InternalError,
                    Unavailable,
                ],
            )
        },
        public(
            "/v1/verify/{token}",
            "verifyDocument",
            "Check a document's QR code",
            "Says whether the document was issued here and is still in force. A token that was not made here is an \
             answer, `false`, not a refusal.",
            vec![in_path("token", "The token in the QR code.", "SAMPLE-TOKEN")],
            vec![Answer {
                status: "200",
                about: "The verdict.",
                bodies: vec![json_body("Verification", samples::verification()), page()],
                headers: &[],
            }],
            &[InternalError, Unavailable],
        ),
        public(
            "/v1/openapi.json",
            "readContract",
            "Read this document",
            "OpenAPI 3.1.",
            vec![],
            vec![Answer {
                status: "200",
                about: "This document.",
                bodies: vec![Body {
                    media_type: "application/json",
                    schema: None,
                    example: None,
                }],
                headers: &[],
            }],
            &[InternalError],
        ),
    ]
}

pub(super) fn court_headers() -> Vec<Given> {
    vec![
        Given {
            name: "Idempotency-Key",
            place: ParameterIn::Header,
            required: true,
            about: "A key of the court's own choice, 1 to 64 visible ASCII characters. Send the same key when the \
                    same request is repeated.",
            example: json!("9b2c1a54-3f0e-4c0b-8a53-0d3f4f1c7a10"),
        },
        Given {
            name: "Tuntas-Signature",
            place: ParameterIn::Header,
            required: true,
            about: "Detached JWS (RFC 7515, appendix F) over the exact bytes of the body, made with the court's key.",
            example: json!("eyJhbGciOiJFUzI1NiIsImtpZCI6InBhcy0yMDI2In0..c2FtcGxl"),
        },
    ]
}

pub(super) fn in_path(name: &'static str, about: &'static str, example: &str) -> Given {
    Given {
        name,
        place: ParameterIn::Path,
        required: true,
        about,
        example: json!(example),
    }
}

pub(super) fn json_body(schema: &'static str, example: Value) -> Body {
    Body {
        media_type: "application/json",
        schema: Some(schema),
        example: Some(example),
    }
}

fn page() -> Body {
    Body {
        media_type: "text/html",
        schema: None,
        example: None,
    }
}

pub(super) fn answer(
    status: &'static str,
    about: &'static str,
    schema: &'static str,
    example: Value,
    headers: &'static [(&'static str, &'static str)],
) -> Answer {
    Answer {
        status,
        about,
        bodies: vec![json_body(schema, example)],
        headers,
    }
}
