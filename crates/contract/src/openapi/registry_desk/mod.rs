//! Rows of the officers' desk.

mod samples;

use serde_json::json;
use utoipa::openapi::path::ParameterIn;

use super::build::{Body, Caller, Given, Method, Operation};
use super::operations::{answer, in_path, json_body};
use crate::problem::ProblemCode::{
    AlreadyRegistered, AwaitingApproval, CaseClosed, ChoiceTooLate, ClaimedByAnother, Conflict,
    CursorInvalid, DecisionNotAllowed, IdempotencyKeyInvalid, IdempotencyKeyMissing, IdempotencyKeyReused,
    InternalError, LimitInvalid, NoSuchDocument, NoSuchProposal, NotClaimed, NotFound, NotHeld,
    NotRegistered, NotResident, ReasonInvalid, RequestInvalid, RulingReversed, SecondOfficerNeeded,
    TooManyConsents, Unavailable,
};

const CASE: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const FILE: &str = "000000000017";
const CASES: Caller = Caller::Officer(&["tuntas/cases.desk"]);
const APPROVE: Caller = Caller::Officer(&["tuntas/cases.approve"]);
const EITHER: Caller = Caller::Officer(&["tuntas/cases.desk", "tuntas/cases.approve"]);
const FEED: Caller = Caller::Officer(&["tuntas/register.feed"]);

pub(super) fn all() -> Vec<Operation> {
    let mut all = held_cases();
    all.push(Operation {
        given: vec![],
        answers: vec![answer(
            "200",
            "The person's cases, newest first; an empty list where no court has sent a ruling that names the NIK.",
            "FoundCases",
            json!({ "cases": [{ "role": "petitioner", "case": samples::desk_case() }] }),
            &[],
        )],
        refusals: &[RequestInvalid, Conflict, InternalError, Unavailable],
        ..write(
            "/v1/case-searches",
            "searchCases",
            "Find the cases of a person",
            "By the NIK of a party, for somebody who stands at the counter. Every search is recorded before it is answered, \
             those that find nothing, too, and the internal report counts each officer's searches, and the people searched for three times or more.",
            EITHER,
            Some(json_body("CaseSearchRequest", json!({ "nik": "3575035506900001" }))),
        )
    });
    all.extend(cases());
    all.push(Operation {
        answers: vec![answer(
            "200",
            "The stock.",
            "NumberPool",
            samples::number_pool(),
            &[],
        )],
        refusals: &[InternalError, Unavailable],
        ..read(
            "/v1/number-pool",
            "readNumberPool",
            "See how many KK numbers are left",
            "Free numbers of each kecamatan. Only SIAK issues more.",
            EITHER,
        )
    });
    all.extend(feed());
    all
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn held_cases() -> Vec<Operation> {
    vec![
        Operation {
            given: vec![
                Given {
                    name: "reason",
                    place: ParameterIn::Query,
                    required: false,
                    about: "Code of a hold; all reasons if absent.",
                    example: json!("name_mismatch"),
                },
                cursor("00000001787537700000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b"),
                limit(),
            ],
            answers: vec![answer(
                "200",
                "A page of held cases, longest held first.",
                "HeldCases",
                samples::held_list(),
                &[],
            )],
            refusals: &[
                CursorInvalid,
                LimitInvalid,
                ReasonInvalid,
                InternalError,
                Unavailable,
            ],
            ..read(
                "/v1/held-cases",
                "listHeldCases",
                "List held cases",
                "By reason and age, with who works on them. Free of personal data.",
                EITHER,
            )
        },
        Operation {
            given: vec![in_path("id", "The case.", CASE)],
            answers: vec![answer(
                "200",
                "The facts.",
                "HeldFacts",
                samples::held_facts(),
                &[],
            )],
            refusals: &[NotFound, NotHeld, Conflict, InternalError, Unavailable],
            ..read(
                "/v1/held-cases/{id}",
                "readHeldCase",
                "See the facts of a held case",
                "The court's words beside the register's, as far as the reason needs them, and the decisions that lift the \
                 hold. Every call is recorded before it is answered.",
                EITHER,
            )
        },
        Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NotHeld,
                ClaimedByAnother,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/held-cases/{id}/claim",
                "claimCase",
                "Take a held case up",
                "For 30 minutes nobody else can decide it. Claiming again makes it last longer.",
                CASES,
                None,
            )
        },
        Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NotClaimed,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/held-cases/{id}/release",
                "releaseCase",
                "Give a held case back",
                "Only who has claimed it can. Saying it again changes nothing.",
                CASES,
                None,
            )
        },
        Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NotHeld,
                NotClaimed,
                ClaimedByAnother,
                DecisionNotAllowed,
                AwaitingApproval,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/held-cases/{id}/decision",
                "decideCase",
                "Decide a held case",
                "Lifts the hold, or proposes it to a second officer where one has to agree. The case must be claimed.",
                CASES,
                Some(json_body("DecisionRequest", samples::decision())),
            )
        },
        Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NoSuchProposal,
                SecondOfficerNeeded,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/held-cases/{id}/approval",
                "approveDecision",
                "Agree to a proposed decision, or not",
                "Four eyes: nobody agrees to a proposal of their own. Rejecting one's own takes it back.",
                APPROVE,
                Some(json_body(
                    "ApprovalRequest",
                    json!({ "proposal": 1, "agreed": true }),
                )),
            )
        },
        Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NotHeld,
                NotClaimed,
                ClaimedByAnother,
                AlreadyRegistered,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/held-cases/{id}/return",
                "returnCase",
                "Return a case to the court",
                "*Dikembalikan*: the court repairs the decree with a new signed version; the promised time stands still \
                 until then. The case must be claimed.",
                CASES,
                Some(json_body("ReturnRequest", json!({ "reason": "wrong_party" }))),
            )
        },
    ]
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn cases() -> Vec<Operation> {
    let of_party = |mut operation: Operation| {
        operation
            .given
            .push(in_path("role", "`petitioner` or `respondent`.", "respondent"));
        operation
    };
    let of_correction = |mut operation: Operation| {
        operation.given.push(in_path(
            "number",
            "Number of the correction within the case.",
            "1",
        ));
        operation
    };
    vec![
        of_party(Operation {
            given: vec![in_path("id", "The case.", CASE), key()],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
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
            ..write(
                "/v1/cases/{id}/parties/{role}/choice",
                "recordChoice",
                "Write down where a party wants to stand",
                "Counts until printing begins.",
                CASES,
                Some(json_body("ChoiceRequest", json!({ "kind": "own" }))),
            )
        }),
        of_party(Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NotRegistered,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/cases/{id}/parties/{role}/old-card",
                "recordOldCard",
                "Say what became of an old identity card",
                "Withdrawn or missing; what was said last counts.",
                CASES,
                Some(json_body("OldCardRequest", json!({ "state": "withdrawn" }))),
            )
        }),
        of_party(Operation {
            given: vec![in_path("id", "The case.", CASE), key()],
            answers: vec![answer(
                "200",
                "What the party said of aid, with this.",
                "AidStanding",
                super::samples::aid_standing(),
                &[],
            )],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                NotFound,
                RequestInvalid,
                TooManyConsents,
                RulingReversed,
                CaseClosed,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/cases/{id}/parties/{role}/aid-consents",
                "recordAidAnswers",
                "Write down what a party said about aid",
                "Which offices may be told of the party, and from which that is taken back. Counts from the registration on.",
                CASES,
                Some(json_body(
                    "AidAnswersRequest",
                    json!({ "answers": [{ "office": "dp3akb", "aid": "mentoring", "given": true }] }),
                )),
            )
        }),
        of_party(Operation {
            given: vec![in_path("id", "The case.", CASE), key()],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                NotFound,
                RequestInvalid,
                SecondOfficerNeeded,
                CaseClosed,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/cases/{id}/parties/{role}/safety",
                "recordSafety",
                "Write down a party's answer about their safety",
                "Whether the party has to be protected from violence at home (KDRT). The answer is put away and cannot be \
                 read back here; the case looks the same whatever it was. A rider on the way to the party's door is called \
                 back. To end a protection takes the duty to approve, and another officer than the last one.",
                EITHER,
                Some(json_body("SafetyRequest", json!({ "protected": true }))),
            )
        }),
        Operation {
            given: vec![in_path("id", "The case.", CASE), key()],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                NotFound,
                RequestInvalid,
                NotRegistered,
                CaseClosed,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/cases/{id}/corrections",
                "proposeCorrection",
                "Propose to put a wrong field right",
                "*Pembetulan* after the registration; a second officer has to agree.",
                CASES,
                Some(json_body("CorrectionRequest", samples::correction())),
            )
        },
        Operation {
            given: vec![in_path("id", "The case.", CASE)],
            answers: vec![answer(
                "200",
                "The documents.",
                "CaseDocuments",
                samples::case_documents(),
                &[],
            )],
            refusals: &[NotFound, InternalError, Unavailable],
            ..read(
                "/v1/cases/{id}/documents",
                "listCaseDocuments",
                "List the court's documents of a case",
                "What they are, how many pages they have and what became of them. Free of personal data.",
                EITHER,
            )
        },
        Operation {
            given: vec![
                in_path("id", "The case.", CASE),
                in_path(
                    "document",
                    "The document.",
                    "5f1c2f0e-7f3b-5b0e-8f43-2d9b6e0c4f22",
                ),
            ],
            answers: vec![answer(
                "200",
                "Its address.",
                "CaseDocumentFile",
                samples::case_document_file(),
                &[],
            )],
            refusals: &[
                NotFound,
                RequestInvalid,
                NoSuchDocument,
                CaseClosed,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/cases/{id}/documents/{document}/download",
                "openCaseDocument",
                "Open a document of the court",
                "An address that works for two minutes. Every call is recorded before it is answered.",
                EITHER,
                None,
            )
        },
        of_correction(Operation {
            given: vec![in_path("id", "The case.", CASE)],
            answers: vec![answer(
                "200",
                "The correction.",
                "CorrectionFacts",
                samples::correction_facts(),
                &[],
            )],
            refusals: &[NotFound, Conflict, InternalError, Unavailable],
            ..read(
                "/v1/cases/{id}/corrections/{number}",
                "readCorrection",
                "See a proposed correction",
                "What the register says and what it should say. Every call is recorded before it is answered.",
                EITHER,
            )
        }),
        of_correction(Operation {
            refusals: &[
                NotFound,
                RequestInvalid,
                NoSuchProposal,
                SecondOfficerNeeded,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..write(
                "/v1/cases/{id}/corrections/{number}/approval",
                "approveCorrection",
                "Agree to a correction, or not",
                "Four eyes: nobody agrees to a proposal of their own.",
                APPROVE,
                Some(json_body("AgreedRequest", json!({ "agreed": true }))),
            )
        }),
    ]
}

fn feed() -> Vec<Operation> {
    vec![
        Operation {
            given: vec![cursor("000000000016"), limit()],
            answers: vec![answer(
                "200",
                "A page of files, oldest first.",
                "FeedFiles",
                samples::feed_files(),
                &[],
            )],
            refusals: &[CursorInvalid, LimitInvalid, InternalError, Unavailable],
            ..read(
                "/v1/register-feed",
                "listFeedFiles",
                "List feed files that are not acknowledged",
                "Files of register changes that SIAK's operator has not entered yet, or found to differ.",
                FEED,
            )
        },
        Operation {
            given: vec![in_path("number", "Number of the file, twelve digits.", FILE)],
            answers: vec![answer(
                "200",
                "All answers were taken.",
                "FeedStanding",
                json!({ "kept": 1, "repeated": 0, "stage": "acknowledged" }),
                &[],
            )],
            refusals: &[NotFound, RequestInvalid, Conflict, InternalError, Unavailable],
            ..write(
                "/v1/register-feed/{number}/acknowledgement",
                "acknowledgeFeedFile",
                "Answer what SIAK holds",
                "For some or all entries of a file. Repeating an answer changes nothing; another one is kept beside it.",
                FEED,
                Some(json_body("FeedAnswersRequest", samples::feed_answers())),
            )
        },
        Operation {
            given: vec![
                cursor("000000000016#e04c0c00-2479-5769-a9cc-3118c97e701f#0000000002"),
                limit(),
            ],
            answers: vec![answer(
                "200",
                "A page of entries.",
                "FeedDifferences",
                samples::feed_differences(),
                &[],
            )],
            refusals: &[CursorInvalid, LimitInvalid, InternalError, Unavailable],
            ..read(
                "/v1/register-feed/differences",
                "listFeedDifferences",
                "List entries that SIAK differs from",
                "Those whose latest answer says so.",
                FEED,
            )
        },
    ]
}

fn read(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    about: &'static str,
    caller: Caller,
) -> Operation {
    Operation {
        path,
        method: Method::Get,
        id,
        tag: "Officers",
        summary,
        about,
        caller,
        given: vec![],
        body: None,
        answers: vec![],
        refusals: &[],
    }
}

/// An operation that changes a case and answers with the case as it is then.
fn write(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    about: &'static str,
    caller: Caller,
    body: Option<Body>,
) -> Operation {
    Operation {
        method: Method::Post,
        given: vec![in_path("id", "The case.", CASE)],
        body,
        answers: vec![answer(
            "200",
            "The case as it is now, free of personal data.",
            "DeskCase",
            samples::desk_case(),
            &[],
        )],
        ..read(path, id, summary, about, caller)
    }
}

pub(super) fn cursor(example: &str) -> Given {
    Given {
        name: "cursor",
        place: ParameterIn::Query,
        required: false,
        about: "`next` of the page before.",
        example: json!(example),
    }
}

pub(super) fn limit() -> Given {
    Given {
        name: "limit",
        place: ParameterIn::Query,
        required: false,
        about: "Rows per page, 1 to 100.",
        example: json!(20),
    }
}

pub(super) fn key() -> Given {
    Given {
        name: "Idempotency-Key",
        place: ParameterIn::Header,
        required: true,
        about: "A key of the client's own choice, 1 to 64 visible ASCII characters. Send the same key when the same \
                request is repeated.",
        example: json!("9b2c1a54-3f0e-4c0b-8a53-0d3f4f1c7a10"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_an_operation_stands_once() {
        for (codes, name) in held_cases()
            .iter()
            .chain(&cases())
            .map(|row| (row.refusals, row.id))
        {
            let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
            assert_eq!(distinct.len(), codes.len(), "{name}");
        }
    }
}
