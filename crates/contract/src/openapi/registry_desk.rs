//! Rows of the officers' desk, with their examples.

use serde_json::{Value, json};
use utoipa::openapi::path::ParameterIn;

use super::build::{Body, Caller, Given, Operation};
use super::operations::{answer, in_path, json_body};
use crate::problem::ProblemCode::{
    AlreadyRegistered, AwaitingApproval, CaseClosed, ChoiceTooLate, ClaimedByAnother, Conflict,
    CursorInvalid, DecisionNotAllowed, IdempotencyKeyInvalid, IdempotencyKeyMissing, IdempotencyKeyReused,
    InternalError, LimitInvalid, NoSuchProposal, NotClaimed, NotFound, NotHeld, NotRegistered, NotResident,
    ReasonInvalid, RequestInvalid, RulingReversed, SecondOfficerNeeded, Unavailable,
};

const CASE: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const FILE: &str = "000000000017";
const CASES: Caller = Caller::Officer(&["tuntas/cases.desk"]);
const APPROVE: Caller = Caller::Officer(&["tuntas/cases.approve"]);
const EITHER: Caller = Caller::Officer(&["tuntas/cases.desk", "tuntas/cases.approve"]);
const FEED: Caller = Caller::Officer(&["tuntas/register.feed"]);

pub(super) fn all() -> Vec<Operation> {
    let mut all = held_cases();
    all.extend(cases());
    all.push(Operation {
        answers: vec![answer("200", "The stock.", "NumberPool", number_pool(), &[])],
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
                held_list(),
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
            answers: vec![answer("200", "The facts.", "HeldFacts", held_facts(), &[])],
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
            refusals: &[NotFound, RequestInvalid, Conflict, InternalError, Unavailable],
            ..write(
                "/v1/held-cases/{id}/release",
                "releaseCase",
                "Give a held case back",
                "Does nothing if somebody else has claimed it.",
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
                Some(json_body("DecisionRequest", decision())),
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
                Some(json_body("CorrectionRequest", correction())),
            )
        },
        of_correction(Operation {
            given: vec![in_path("id", "The case.", CASE)],
            answers: vec![answer(
                "200",
                "The correction.",
                "CorrectionFacts",
                correction_facts(),
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
                feed_files(),
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
                Some(json_body("FeedAnswersRequest", feed_answers())),
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
                feed_differences(),
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
        post: false,
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
        post: true,
        given: vec![in_path("id", "The case.", CASE)],
        body,
        answers: vec![answer(
            "200",
            "The case as it is now, free of personal data.",
            "DeskCase",
            desk_case(),
            &[],
        )],
        ..read(path, id, summary, about, caller)
    }
}

fn cursor(example: &str) -> Given {
    Given {
        name: "cursor",
        place: ParameterIn::Query,
        required: false,
        about: "`next` of the page before.",
        example: json!(example),
    }
}

fn limit() -> Given {
    Given {
        name: "limit",
        place: ParameterIn::Query,
        required: false,
        about: "Rows per page, 1 to 100.",
        example: json!(20),
    }
}

fn key() -> Given {
    Given {
        name: "Idempotency-Key",
        place: ParameterIn::Header,
        required: true,
        about: "A key of the client's own choice, 1 to 64 visible ASCII characters. Send the same key when the same \
                request is repeated.",
        example: json!("9b2c1a54-3f0e-4c0b-8a53-0d3f4f1c7a10"),
    }
}

fn held_list() -> Value {
    json!({
        "cases": [{
            "id": CASE,
            "reason": "name_mismatch",
            "since": "2026-08-24T02:15:00Z",
            "claim": { "officer": "petugas-01", "until": "2026-08-24T02:45:00Z" },
            "awaitingApproval": false
        }],
        "next": null
    })
}

fn desk_case() -> Value {
    json!({
        "id": CASE,
        "stage": "held",
        "hold": { "code": "name_mismatch", "role": "petitioner" },
        "claim": { "officer": "petugas-01", "until": "2026-08-24T02:45:00Z" },
        "proposal": {
            "number": 1,
            "officer": "petugas-01",
            "decision": { "kind": "accept_identity", "role": "petitioner" }
        },
        "allowed": [
            { "kind": "accept_identity", "needsApproval": true },
            { "kind": "try_again", "needsApproval": false }
        ],
        "returnable": true,
        "returned": null,
        "change": null,
        "decisions": [],
        "choices": { "petitioner": 0, "respondent": 0 },
        "corrections": [],
        "oldCards": { "petitioner": null, "respondent": null }
    })
}

fn held_facts() -> Value {
    let mut facts = desk_case();
    facts["note"] = json!("Nama di buku nikah sama dengan KK");
    facts["ruling"] = json!({
        "caseNumber": "0318/Pdt.G/2021/PA.Pas",
        "kind": "gugat",
        "rulingDate": "2021-08-31",
        "doubts": []
    });
    facts["party"] = json!({
        "role": "petitioner",
        "court": {
            "nik": "3575035506900001",
            "name": "Contoh Siti Rahayu binti Contoh Karto",
            "birthDate": "1990-06-15"
        },
        "register": {
            "person": "5f4c9a3e-2d1b-5e6f-8a7b-9c0d1e2f3a4b",
            "name": "CONTOH SITI RAHAYUNINGSIH",
            "birthDate": "1990-06-15",
            "sex": "PEREMPUAN",
            "maritalStatus": "KAWIN TERCATAT",
            "deceased": false
        }
    });
    facts
}

fn decision() -> Value {
    json!({
        "decision": { "kind": "accept_identity", "role": "petitioner" },
        "note": "Nama di buku nikah sama dengan KK"
    })
}

fn correction() -> Value {
    json!({
        "whom": { "role": "petitioner" },
        "field": "occupation",
        "value": "GURU",
        "ground": "Surat keterangan contoh"
    })
}

fn correction_facts() -> Value {
    json!({
        "number": 1,
        "officer": "petugas-01",
        "whom": { "role": "petitioner" },
        "field": "occupation",
        "before": "MENGURUS RUMAH TANGGA",
        "value": "GURU",
        "ground": "Surat keterangan contoh",
        "agreed": null
    })
}

fn number_pool() -> Value {
    json!({
        "kecamatan": [
            { "code": "35.75.01", "name": "Gadingrejo", "free": 412, "lowWater": 50, "low": false }
        ]
    })
}

fn feed_files() -> Value {
    json!({
        "files": [{
            "number": FILE,
            "madeAt": "2026-08-24T02:15:00Z",
            "stage": "open",
            "entries": 3,
            "entered": 0,
            "differing": 0
        }],
        "next": null
    })
}

fn feed_answers() -> Value {
    json!({
        "answers": [{
            "household": "e04c0c00-2479-5769-a9cc-3118c97e701f",
            "version": 2,
            "answer": "differs",
            "columns": [{ "row": 2, "column": "STAT_KWN", "inSiak": "KAWIN TERCATAT" }]
        }]
    })
}

fn feed_differences() -> Value {
    json!({
        "differences": [{
            "file": FILE,
            "household": "e04c0c00-2479-5769-a9cc-3118c97e701f",
            "version": 2,
            "columns": [{ "row": 2, "column": "STAT_KWN", "inSiak": "KAWIN TERCATAT" }],
            "officer": "petugas-04",
            "at": "2026-08-24T02:15:00Z"
        }],
        "next": null
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry_desk as desk;
    use serde::{Serialize, de::DeserializeOwned};

    /// The example is what the type writes: nothing missing, nothing more.
    fn fits<T: DeserializeOwned + Serialize>(example: &Value) {
        let typed: T = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(typed).unwrap(), *example);
    }

    #[test]
    fn every_example_is_what_its_type_writes() {
        fits::<desk::HeldCases>(&held_list());
        fits::<desk::DeskCase>(&desk_case());
        fits::<desk::HeldFacts>(&held_facts());
        fits::<desk::DecisionRequest>(&decision());
        fits::<desk::CorrectionRequest>(&correction());
        fits::<desk::CorrectionFacts>(&correction_facts());
        fits::<desk::NumberPool>(&number_pool());
        fits::<desk::FeedFiles>(&feed_files());
        fits::<desk::FeedAnswersRequest>(&feed_answers());
        fits::<desk::FeedDifferences>(&feed_differences());
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
