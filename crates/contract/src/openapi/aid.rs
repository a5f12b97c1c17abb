//! Rows of the aid offices' desk.

use serde_json::{Value, json};
use utoipa::openapi::path::ParameterIn;

use super::build::{Answer, Body, Caller, Given, Method, Operation};
use super::operations::{answer, in_path, json_body};
use super::registry_desk::{cursor, key, limit};
use crate::problem::ProblemCode::{
    self, AidSuspended, AlreadyAided, AlreadyChecked, ApproverPays, AssessorDecides, BodyEmpty,
    BudgetOverspent, Conflict, ConsentWithdrawn, CursorInvalid, DeskUnknown, EarlierUnpaid,
    IdempotencyKeyInvalid, IdempotencyKeyMissing, InstalmentNotDue, InstalmentNotPending, InternalError,
    LimitInvalid, NikMissing, NoPlan, NotAssessed, NotDone, NotFound, NotPaused, NotTheMentor, NotTheTurn,
    NotYet, NothingChanged, NothingPaid, OtherKindOfAid, PaymentNotOrdered, ProgrammeChanged,
    ProgrammeClosed, ProgrammeCodeTaken, ProgrammeEnded, ProgrammeFixed, ProgrammeVersionPassed,
    ReferralClaimed, ReferralEnded, ReferralNotClaimed, ReferralPaused, RequestInvalid, SameApprover,
    SessionRecorded, StatementInvalid, Unavailable,
};

const REFERRAL: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const PROGRAMME: &str = "modal-usaha-2027";

const ASSESS: Caller = Caller::Aid(&["tuntas/aid.assess"]);
const APPROVE: Caller = Caller::Aid(&["tuntas/aid.approve"]);
const MENTOR: Caller = Caller::Aid(&["tuntas/aid.mentor"]);
const ACCOMPANY: Caller = Caller::Aid(&["tuntas/aid.mentor", "tuntas/aid.lead"]);
const CASHIER: Caller = Caller::Aid(&["tuntas/aid.cashier"]);
const WRITES: Caller = Caller::Aid(&["tuntas/aid.programme"]);
const DECIDES: Caller = Caller::Aid(&["tuntas/aid.assess", "tuntas/aid.approve"]);
const PAUSES: Caller = Caller::Aid(&["tuntas/aid.assess", "tuntas/aid.approve", "tuntas/aid.mentor"]);
const RESUMES: Caller = Caller::Aid(&[
    "tuntas/aid.assess",
    "tuntas/aid.approve",
    "tuntas/aid.mentor",
    "tuntas/aid.lead",
]);
const END: Caller = Caller::Aid(&["tuntas/aid.approve", "tuntas/aid.lead"]);
const MONEY: Caller = Caller::Aid(&[
    "tuntas/aid.approve",
    "tuntas/aid.cashier",
    "tuntas/aid.programme",
    "tuntas/aid.lead",
]);
const EXPLAINED: Caller = Caller::Aid(&["tuntas/aid.assess", "tuntas/aid.approve", "tuntas/aid.lead"]);
const LETTERS: Caller = Caller::Aid(&[
    "tuntas/aid.assess",
    "tuntas/aid.approve",
    "tuntas/aid.cashier",
    "tuntas/aid.lead",
]);
const REFERRALS: Caller = Caller::Aid(&[
    "tuntas/aid.assess",
    "tuntas/aid.approve",
    "tuntas/aid.mentor",
    "tuntas/aid.cashier",
    "tuntas/aid.lead",
]);
const EVERY: Caller = Caller::Aid(&[
    "tuntas/aid.assess",
    "tuntas/aid.approve",
    "tuntas/aid.mentor",
    "tuntas/aid.cashier",
    "tuntas/aid.programme",
    "tuntas/aid.lead",
]);

/// What a step that somebody may have claimed, and that does not go on while the referral waits, can be refused for beside.
macro_rules! step {
    ($($code:ident),* $(,)?) => {
        refusals!(ReferralPaused, AidSuspended, ReferralClaimed, $($code),*)
    };
}

/// What every word about a referral can be refused for.
macro_rules! refusals {
    ($($code:ident),* $(,)?) => {
        &[
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            NotFound,
            RequestInvalid,
            ConsentWithdrawn,
            ReferralEnded,
            NotTheTurn,
            $($code,)*
            Conflict,
            InternalError,
            Unavailable,
        ]
    };
}

pub(super) fn all() -> Vec<Operation> {
    let mut all = programmes();
    all.extend(money_of_programmes());
    all.extend(looking());
    all.extend(deciding());
    all.extend(waiting());
    all.extend(accompanying());
    all.extend(paying());
    all
}

fn row(
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
        tag: "Aid offices",
        summary,
        about,
        caller,
        given: Vec::new(),
        body: None,
        answers: Vec::new(),
        refusals: &[NotFound, InternalError, Unavailable],
    }
}

fn query(name: &'static str, required: bool, about: &'static str, example: Value) -> Given {
    Given {
        name,
        place: ParameterIn::Query,
        required,
        about,
        example,
    }
}

fn code() -> Given {
    in_path("code", "The programme.", PROGRAMME)
}

fn id() -> Given {
    in_path("id", "The referral.", REFERRAL)
}

fn shown() -> Vec<Answer> {
    vec![answer(
        "200",
        "The referral, as far as the officer's duties need it.",
        "AidReferralView",
        view(),
        &[],
    )]
}

/// A word about a referral.
fn word(
    path: &'static str,
    op: &'static str,
    summary: &'static str,
    about: &'static str,
    caller: Caller,
    body: impl Into<Option<Body>>,
    refusals: &'static [ProblemCode],
) -> Operation {
    let mut given = vec![id()];
    if path.contains("{number}") {
        let about = if path.contains("check-ins") {
            "Months after the first payment: 3, 6 or 12."
        } else {
            "Its number, from 1."
        };
        given.push(in_path(
            "number",
            about,
            if path.contains("check-ins") { "3" } else { "1" },
        ));
    }
    given.push(key());
    Operation {
        method: Method::Post,
        given,
        body: body.into(),
        answers: shown(),
        refusals,
        ..row(path, op, summary, about, caller)
    }
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn programmes() -> Vec<Operation> {
    let one = |status, about| vec![answer(status, about, "ProgrammeView", programme_view(), &[])];
    vec![
        Operation {
            method: Method::Post,
            body: Some(json_body(
                "CriteriaRequest",
                json!({ "criteria": "tanggungan minimal 1 orang\npenghasilan <= Rp2.000.000 per bulan" }),
            )),
            answers: vec![answer(
                "200",
                "What the criteria say, or what is wrong with them.",
                "CriteriaCheck",
                json!({
                    "usable": true,
                    "criteria": [
                        { "line": 1, "text": "tanggungan minimal 1 orang", "fact": "dependants" },
                        { "line": 2, "text": "penghasilan <= Rp2.000.000 per bulan", "fact": "income" }
                    ],
                    "faults": [],
                    "remarks": []
                }),
                &[],
            )],
            refusals: &[RequestInvalid, InternalError, Unavailable],
            ..row(
                "/v1/aid/criteria",
                "checkCriteria",
                "Check criteria while they are written",
                "Line, column, rule and mend of each fault; contradictions between lines; and what is worth a second look. \
                 Nothing is kept.",
                WRITES,
            )
        },
        Operation {
            given: vec![cursor(PROGRAMME), limit()],
            answers: vec![answer(
                "200",
                "A page of programmes.",
                "ProgrammeList",
                json!({ "programmes": [programme_view()], "next": null }),
                &[],
            )],
            refusals: &[CursorInvalid, LimitInvalid, InternalError, Unavailable],
            ..row(
                "/v1/aid/programmes",
                "listProgrammes",
                "List the office's programmes",
                "By code, ended ones included.",
                EVERY,
            )
        },
        Operation {
            method: Method::Post,
            given: vec![key()],
            body: Some(json_body("ProgrammeRequest", programme())),
            answers: vec![answer(
                "201",
                "Published.",
                "ProgrammeView",
                programme_view(),
                &[("Location", "Address of the programme.")],
            )],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                RequestInvalid,
                ProgrammeCodeTaken,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/aid/programmes",
                "publishProgramme",
                "Publish a programme",
                "Of the officer's own office. Its budget is granted in its book with it.",
                WRITES,
            )
        },
        Operation {
            given: vec![code()],
            answers: one("200", "The programme."),
            ..row(
                "/v1/aid/programmes/{code}",
                "readProgramme",
                "See a programme",
                "As it is now.",
                EVERY,
            )
        },
        Operation {
            method: Method::Post,
            given: vec![code(), key()],
            body: Some(json_body(
                "ProgrammeEditRequest",
                json!({ "version": 1, "to": programme() }),
            )),
            answers: one("200", "Its new version."),
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                NotFound,
                RequestInvalid,
                ProgrammeEnded,
                ProgrammeVersionPassed,
                NothingChanged,
                ProgrammeFixed,
                BudgetOverspent,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/aid/programmes/{code}/edit",
                "editProgramme",
                "Edit a programme",
                "Another version. Decisions keep the version they were made under; a budget is lowered no further than what \
                 is left of it.",
                WRITES,
            )
        },
        Operation {
            method: Method::Post,
            given: vec![code(), key()],
            answers: one("200", "Ended."),
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                NotFound,
                RequestInvalid,
                ProgrammeEnded,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/aid/programmes/{code}/end",
                "endProgramme",
                "End a programme",
                "Nobody is proposed any more. What was decided goes on.",
                WRITES,
            )
        },
    ]
}

fn money_of_programmes() -> Vec<Operation> {
    vec![
        Operation {
            given: vec![code()],
            answers: vec![answer(
                "200",
                "Where the money stands.",
                "BudgetView",
                json!({
                    "programme": PROGRAMME,
                    "year": 2027,
                    "accounts": [
                        { "account": "pagu", "debit": 0, "credit": 150_000_000, "balance": 150_000_000 },
                        { "account": "anggaran", "debit": 150_000_000, "credit": 6_000_000, "balance": 144_000_000 },
                        { "account": "dicadangkan", "debit": 6_000_000, "credit": 0, "balance": 6_000_000 },
                        { "account": "dibayarkan", "debit": 0, "credit": 0, "balance": 0 },
                        { "account": "dikembalikan", "debit": 0, "credit": 0, "balance": 0 }
                    ],
                    "bookings": 2,
                    "balanced": true,
                    "recounted": true
                }),
                &[],
            )],
            ..row(
                "/v1/aid/programmes/{code}/budget",
                "readBudget",
                "See where a programme's money stands",
                "The accounts of its book, and whether counting every booking anew gives the same.",
                MONEY,
            )
        },
        Operation {
            given: vec![code(), cursor("L#0000000020"), limit()],
            answers: vec![answer(
                "200",
                "A page of bookings.",
                "LedgerView",
                json!({
                    "bookings": [{
                        "number": 2,
                        "at": "2027-01-11T03:00:00Z",
                        "movement": "reserve",
                        "amount": 6_000_000,
                        "postings": [
                            { "account": "dicadangkan", "debit": 6_000_000, "credit": 0 },
                            { "account": "anggaran", "debit": 0, "credit": 6_000_000 }
                        ],
                        "referral": REFERRAL
                    }],
                    "next": null
                }),
                &[],
            )],
            refusals: &[NotFound, CursorInvalid, LimitInvalid, InternalError, Unavailable],
            ..row(
                "/v1/aid/programmes/{code}/ledger",
                "readLedger",
                "See a programme's bookings",
                "Double entry, by number, without gaps. It names nobody.",
                MONEY,
            )
        },
    ]
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn looking() -> Vec<Operation> {
    vec![
        Operation {
            given: vec![
                query(
                    "desk",
                    true,
                    "`assessment`, `decision`, `mentoring` or `cashier`: the officer's own, or any for the lead.",
                    json!("assessment"),
                ),
                cursor("2027-01-18#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b"),
                limit(),
            ],
            answers: vec![answer(
                "200",
                "A page of what is to be done.",
                "AidQueue",
                json!({
                    "referrals": [{
                        "referral": REFERRAL,
                        "kind": "capital",
                        "what": "assess",
                        "on": "2027-01-18",
                        "overdue": false,
                        "claim": { "officer": "dinsos-01", "until": "2027-01-11T03:30:00Z" }
                    }],
                    "next": null
                }),
                &[],
            )],
            refusals: &[
                DeskUnknown,
                CursorInvalid,
                LimitInvalid,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/aid/referrals",
                "listAidReferrals",
                "List what a desk has to do",
                "Soonest first. Free of personal data.",
                REFERRALS,
            )
        },
        Operation {
            given: vec![id()],
            answers: shown(),
            refusals: &[NotFound, ConsentWithdrawn, Conflict, InternalError, Unavailable],
            ..row(
                "/v1/aid/referrals/{id}",
                "readAidReferral",
                "See a referral with its papers",
                "What the officer's duties do not need is null. Every call is recorded before it is answered.",
                REFERRALS,
            )
        },
        Operation {
            given: vec![
                id(),
                query(
                    "programme",
                    true,
                    "Code of the office's programme.",
                    json!(PROGRAMME),
                ),
            ],
            answers: vec![answer(
                "200",
                "Criterion by criterion.",
                "EligibilityView",
                json!({
                    "programme": PROGRAMME,
                    "version": 1,
                    "criteria": [{
                        "line": 1,
                        "criterion": "tanggungan minimal 1 orang",
                        "verdict": "met",
                        "fact": { "fact": "dependants", "number": 2, "word": null, "origin": "register" }
                    }]
                }),
                &[],
            )],
            refusals: &[
                NotFound,
                RequestInvalid,
                ConsentWithdrawn,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/aid/referrals/{id}/eligibility",
                "explainEligibility",
                "Hold a programme's criteria against what is known",
                "Which criterion, which fact, and where that is known from. It explains; people decide. Recorded as a look.",
                EXPLAINED,
            )
        },
        Operation {
            given: vec![id(), in_path("entry", "The letter, by `entry` of its list.", "5")],
            answers: vec![Answer {
                status: "200",
                about: "The letter or receipt.",
                bodies: vec![Body {
                    media_type: "application/pdf",
                    schema: None,
                    example: None,
                }],
                headers: &[],
            }],
            refusals: &[NotFound, ConsentWithdrawn, Conflict, InternalError, Unavailable],
            ..row(
                "/v1/aid/referrals/{id}/letters/{entry}",
                "readAidLetter",
                "Get a letter or a receipt as PDF",
                "Typeset anew each time, always the same; it is kept nowhere. Receipts go to those who decide and pay, letters \
                 to those who assess and decide, both to the lead. Recorded as a look.",
                LETTERS,
            )
        },
    ]
}

fn deciding() -> Vec<Operation> {
    vec![
        word(
            "/v1/aid/referrals/{id}/assessment",
            "assessAidReferral",
            "Assess what somebody needs",
            "May be said again until it is decided. Facts take the place of what was known of the same.",
            ASSESS,
            json_body("AssessmentRequest", assessment()),
            step!(),
        ),
        word(
            "/v1/aid/referrals/{id}/grant",
            "grantMentoring",
            "Grant mentoring",
            "One person decides over mentoring. A letter is written.",
            APPROVE,
            json_body("GrantRequest", json!({ "programme": "pendampingan-2027" })),
            step!(NotAssessed, OtherKindOfAid, ProgrammeClosed),
        ),
        word(
            "/v1/aid/referrals/{id}/refusal",
            "declineAid",
            "Decline",
            "Also what was proposed. A letter says why.",
            APPROVE,
            json_body("DeclineRequest", json!({ "reason": "criteria_not_met" })),
            step!(NotAssessed),
        ),
        word(
            "/v1/aid/referrals/{id}/proposal",
            "proposeAward",
            "Propose money: the first of two people",
            "Nobody who assessed it. Nothing is reserved yet.",
            APPROVE,
            json_body("ProposalRequest", proposal()),
            step!(NotAssessed, OtherKindOfAid, AssessorDecides, ProgrammeClosed),
        ),
        word(
            "/v1/aid/referrals/{id}/proposal-return",
            "returnProposal",
            "Send a proposal back",
            "It is decided anew.",
            APPROVE,
            json_body(
                "ReturnProposalRequest",
                json!({ "note": "Angsuran pertama terlalu besar." }),
            ),
            step!(),
        ),
        word(
            "/v1/aid/referrals/{id}/approval",
            "approveAward",
            "Approve money: the second of two people",
            "Reserves the amount. A budget is never overspent, and nobody is paid twice from one source for one purpose, \
             however many approve at once. A letter is written.",
            APPROVE,
            json_body("ApprovalOfAwardRequest", json!({ "amount": 6_000_000 })),
            step!(
                SameApprover,
                AssessorDecides,
                ProgrammeClosed,
                ProgrammeChanged,
                NikMissing,
                AlreadyAided,
                BudgetOverspent,
            ),
        ),
        word(
            "/v1/aid/referrals/{id}/stop",
            "stopAid",
            "End what was begun",
            "What is reserved and unpaid returns to the budget.",
            END,
            json_body("StopRequest", json!({ "reason": "moved_away" })),
            refusals!(),
        ),
    ]
}

fn waiting() -> Vec<Operation> {
    vec![
        word(
            "/v1/aid/referrals/{id}/claim",
            "claimAidReferral",
            "Take the next step of a referral",
            "For 30 minutes nobody else assesses or decides it. Claiming again makes it last longer; the step itself ends it. \
             Nobody has to claim.",
            DECIDES,
            None,
            refusals!(ReferralClaimed, ReferralPaused, AidSuspended),
        ),
        word(
            "/v1/aid/referrals/{id}/release",
            "releaseAidReferral",
            "Leave the next step to others",
            "Of a claim of one's own.",
            DECIDES,
            None,
            refusals!(ReferralNotClaimed),
        ),
        word(
            "/v1/aid/referrals/{id}/pause",
            "pauseAidReferral",
            "Wait for the person",
            "The day of the next step moves by as many working days as it waits, but no further than until the day that is \
             named; on that day it stands on the desk's list as `await`. Nothing is decided, planned or ordered meanwhile.",
            PAUSES,
            json_body(
                "PauseRequest",
                json!({ "reason": "documents_missing", "until": "2027-02-01" }),
            ),
            refusals!(NotTheMentor, ReferralPaused, AidSuspended),
        ),
        word(
            "/v1/aid/referrals/{id}/resumption",
            "resumeAidReferral",
            "Wait no longer",
            "The person has brought what was missing, or nobody waits for it any more.",
            RESUMES,
            None,
            refusals!(NotTheMentor, NotPaused, AidSuspended),
        ),
        word(
            "/v1/aid/referrals/{id}/continuation",
            "continueAid",
            "Go on though the ruling was undone",
            "When a ruling is undone, its referrals stand still: nothing is decided, planned or paid until somebody who decides, \
             or the lead, says that the aid goes on, or stops it.",
            END,
            None,
            refusals!(NotPaused),
        ),
    ]
}

fn accompanying() -> Vec<Operation> {
    vec![
        word(
            "/v1/aid/referrals/{id}/plan",
            "planSessions",
            "Plan sessions",
            "In the place of those that are not recorded. Money is paid only once there is a plan.",
            ACCOMPANY,
            json_body("PlanRequest", plan()),
            refusals!(NotTheMentor, ReferralPaused, AidSuspended),
        ),
        word(
            "/v1/aid/referrals/{id}/sessions/{number}",
            "recordSession",
            "Record a session",
            "Who came and what was said: read by the mentor and the office's lead alone.",
            MENTOR,
            json_body(
                "SessionRequest",
                json!({ "heldOn": "2027-02-03", "attendance": "attended", "note": "Menyusun rencana belanja." }),
            ),
            refusals!(NotTheMentor, SessionRecorded, NotYet),
        ),
        word(
            "/v1/aid/referrals/{id}/check-ins/{number}",
            "checkBusiness",
            "Look after the business",
            "3, 6 and 12 months after the first payment.",
            ACCOMPANY,
            json_body("CheckInRequest", json!({ "state": "steady" })),
            refusals!(NotTheMentor, NothingPaid, NotYet, AlreadyChecked),
        ),
        word(
            "/v1/aid/referrals/{id}/closure",
            "closeAid",
            "Close what is done",
            "Sessions are recorded, instalments settled, the business was looked after.",
            ACCOMPANY,
            json_body("ClosureRequest", json!({ "outcome": "reached" })),
            refusals!(NotTheMentor, ReferralPaused, AidSuspended, NotDone),
        ),
    ]
}

fn paying() -> Vec<Operation> {
    vec![
        word(
            "/v1/aid/referrals/{id}/instalments/{number}/order",
            "orderPayment",
            "Tell the bank to pay an instalment",
            "Nobody who decided over it. A receipt is written; the reference goes into the remark of the transfer.",
            CASHIER,
            json_body("PaymentOrderRequest", json!({ "amount": 4_000_000 })),
            refusals!(
                ReferralPaused,
                AidSuspended,
                NoPlan,
                ApproverPays,
                InstalmentNotPending,
                EarlierUnpaid,
                InstalmentNotDue
            ),
        ),
        word(
            "/v1/aid/referrals/{id}/instalments/{number}/payment",
            "confirmPayment",
            "Say that an instalment arrived",
            "By the receipt that the person signed; the bank's file says the same by itself.",
            CASHIER,
            json_body(
                "PaymentRequest",
                json!({ "reference": "TA7Q2M0X9K4RDE", "paidOn": "2027-02-01" }),
            ),
            refusals!(PaymentNotOrdered, NotYet),
        ),
        word(
            "/v1/aid/referrals/{id}/instalments/{number}/return",
            "returnPayment",
            "Say that an instalment came back",
            "It is ordered again, or cancelled; its receipt is void.",
            CASHIER,
            json_body("PaymentReturnRequest", json!({ "reference": "TA7Q2M0X9K4RDE" })),
            refusals!(PaymentNotOrdered),
        ),
        word(
            "/v1/aid/referrals/{id}/instalments/{number}/cancellation",
            "cancelInstalment",
            "Do not pay an instalment",
            "Its money returns to the budget.",
            APPROVE,
            json_body(
                "CancellationOfInstalmentRequest",
                json!({ "reason": "not_needed" }),
            ),
            refusals!(InstalmentNotPending),
        ),
        Operation {
            method: Method::Post,
            body: Some(Body {
                media_type: "text/csv",
                schema: None,
                example: Some(json!(
                    "reference,date,amount\nTA7Q2M0X9K4RDE,2027-02-01,4000000\n"
                )),
            }),
            answers: vec![answer(
                "200",
                "Every line, and every order that the file lacks.",
                "ReconciliationView",
                json!({
                    "matched": [{ "line": 2, "reference": "TA7Q2M0X9K4RDE", "referral": REFERRAL, "instalment": 1 }],
                    "missing": [],
                    "unknown": [],
                    "differing": []
                }),
                &[],
            )],
            refusals: &[
                BodyEmpty,
                ProblemCode::BodyTooLarge,
                StatementInvalid,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/aid/bank-statements",
                "reconcileBankStatement",
                "Hold a bank's file against the orders",
                "CSV with the columns reference, date and amount, at most 64 KiB. What arrived as ordered is confirmed, once, \
                 however often the file comes; everything else is told and changes nothing.",
                CASHIER,
            )
        },
    ]
}

fn programme() -> Value {
    json!({
        "code": PROGRAMME,
        "name": "CONTOH Modal Usaha Perempuan Kepala Keluarga",
        "kind": "capital",
        "funding": {
            "source": "dbhcht",
            "purpose": "modal-usaha",
            "year": 2027,
            "budget": 150_000_000,
            "amount": { "ceiling": 10_000_000 }
        },
        "criteria": "tanggungan minimal 1 orang\npenghasilan <= Rp2.000.000 per bulan",
        "documents": ["Rencana usaha satu halaman"],
        "opens": "2027-01-04",
        "closes": "2027-11-30"
    })
}

fn programme_view() -> Value {
    json!({
        "code": PROGRAMME,
        "office": "dinsos",
        "version": 1,
        "name": "CONTOH Modal Usaha Perempuan Kepala Keluarga",
        "kind": "capital",
        "funding": {
            "source": "dbhcht",
            "purpose": "modal-usaha",
            "year": 2027,
            "budget": 150_000_000,
            "fixed": null,
            "ceiling": 10_000_000
        },
        "criteria": "tanggungan minimal 1 orang\npenghasilan <= Rp2.000.000 per bulan",
        "remarks": [],
        "documents": ["Rencana usaha satu halaman"],
        "opens": "2027-01-04",
        "closes": "2027-11-30",
        "open": true,
        "ended": false
    })
}

fn assessment() -> Value {
    json!({
        "recommends": true,
        "facts": [
            { "fact": "income", "number": 1_500_000, "origin": "person" },
            { "fact": "business", "word": "YA", "origin": "assessment" }
        ],
        "note": "Berjualan sayur, membutuhkan gerobak.",
        "account": { "bank": "BANK CONTOH", "number": "000123456789", "holder": "CONTOH WATI" }
    })
}

fn proposal() -> Value {
    json!({
        "programme": PROGRAMME,
        "amount": 6_000_000,
        "instalments": [
            { "amount": 4_000_000, "due": "2027-02-01" },
            { "amount": 2_000_000, "due": "2027-06-01" }
        ]
    })
}

fn plan() -> Value {
    json!({
        "mentor": "dinsos-04",
        "sessions": [
            { "on": "2027-02-03", "topic": "business" },
            { "on": "2027-02-17", "topic": "counselling" }
        ]
    })
}

fn view() -> Value {
    json!({
        "referral": {
            "id": REFERRAL,
            "office": "dinsos",
            "kind": "capital",
            "stage": "assessed",
            "due": [{ "what": "decide", "desk": "decision", "on": "2027-01-18", "overdue": false }],
            "pause": null,
            "reversedOn": null,
            "claim": null,
            "recommended": true,
            "award": null,
            "programme": null,
            "mentor": null,
            "sessions": [],
            "checkIns": [],
            "declined": null,
            "stopped": null,
            "outcome": null,
            "letters": []
        },
        "person": {
            "name": "CONTOH WATI",
            "nik": null,
            "phone": "+6281200000003",
            "address": "Jl. Contoh Melati No. 7",
            "kelurahan": "35.75.01.1001",
            "violence": null
        },
        "facts": [{ "fact": "income", "number": 1_500_000, "word": null, "origin": "person" }],
        "account": null,
        "assessmentNote": "Berjualan sayur, membutuhkan gerobak.",
        "decisionNote": null,
        "sessions": null,
        "stopNote": null
    })
}
