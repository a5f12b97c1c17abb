//! Rows of the court's requests for security and of the police's desk.

use serde_json::{Value, json};
use utoipa::openapi::path::ParameterIn;

use super::build::{Answer, Body, Caller, Given, Method, Operation};
use super::operations::{answer, court_headers, in_path, json_body};
use super::registry_desk::{cursor, key, limit};
use crate::problem::ProblemCode::{
    self, ClashQueryInvalid, Conflict, CourtNotAllowed, CursorInvalid, IdempotencyKeyInvalid,
    IdempotencyKeyMissing, InternalError, LimitInvalid, MinutesMissing, MinutesUnchecked, MinutesUnfit,
    MinutesUnknown, NoProposal, NotAccepted, NotFound, NotWaiting, RequestClosed, RequestInvalid, SameTime,
    TimePassed, TooEarly, TooManyMinutes, Unavailable, UnitClash,
};

const REQUEST: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const COURT: Caller = Caller::Scopes(&["tuntas/security.request", "court/PA.Pas"]);
const SIGNING: Caller = Caller::Signing(&["tuntas/security.request", "court/PA.Pas"]);
const ANSWER: Caller = Caller::Police(&["tuntas/security.answer"]);
const REPORT: Caller = Caller::Police(&["tuntas/security.report"]);
const EITHER: Caller = Caller::Police(&["tuntas/security.answer", "tuntas/security.report"]);
const EVERY: Caller = Caller::OneOf(&[
    &["tuntas/security.request", "court/PA.Pas"],
    &["tuntas/security.answer", "police/polisi-01"],
    &["tuntas/security.report", "police/polisi-01"],
]);

pub(super) fn all() -> Vec<Operation> {
    let mut all = courts();
    all.extend(police());
    all.extend(calendars());
    all
}

const SIGNED: &[ProblemCode] = &[
    CourtNotAllowed,
    RequestInvalid,
    TimePassed,
    Conflict,
    InternalError,
    Unavailable,
];
const LATER: &[ProblemCode] = &[
    CourtNotAllowed,
    NotFound,
    RequestInvalid,
    RequestClosed,
    TimePassed,
    NoProposal,
    Conflict,
    InternalError,
    Unavailable,
];

fn courts() -> Vec<Operation> {
    let later = |path, id, summary, about, schema, example| Operation {
        path,
        method: Method::Post,
        id,
        tag: "Security: courts",
        summary,
        about,
        caller: SIGNING,
        given: {
            let mut given = court_headers();
            given.push(in_path("id", "The request.", REQUEST));
            given
        },
        body: Some(json_body(schema, example)),
        answers: vec![answer(
            "202",
            "Taken; the police see it.",
            "SecurityView",
            view(),
            &[],
        )],
        refusals: LATER,
    };
    vec![
        Operation {
            path: "/v1/security-requests",
            method: Method::Post,
            id: "askForSecurity",
            tag: "Security: courts",
            summary: "Ask the police to secure a hearing, an inspection, a seizure or an execution",
            about: "Signed like a decree. It needs a case of the court, not one of this system. The same key with the \
                    same body gives the same answer.",
            caller: SIGNING,
            given: court_headers(),
            body: Some(json_body("SecurityRequest", request())),
            answers: vec![answer(
                "202",
                "Taken; the police see it.",
                "SecurityView",
                view(),
                &[("Location", "Address of the request.")],
            )],
            refusals: SIGNED,
        },
        Operation {
            path: "/v1/security-requests/{id}",
            method: Method::Get,
            id: "readSecurityRequest",
            tag: "Security: courts",
            summary: "See what became of a request",
            about: "For the court whose request it is.",
            caller: COURT,
            given: vec![in_path("id", "The request.", REQUEST)],
            body: None,
            answers: vec![answer("200", "The request.", "SecurityView", view(), &[])],
            refusals: &[NotFound, InternalError, Unavailable],
        },
        later(
            "/v1/security-requests/{id}/change",
            "changeSecurityRequest",
            "Change a request",
            "All of it is sent again. What the police had promised is void; they answer anew.",
            "SecurityChangeRequest",
            json!({ "request": REQUEST, "to": request() }),
        ),
        later(
            "/v1/security-requests/{id}/cancellation",
            "cancelSecurityRequest",
            "Cancel a request",
            "What the police had promised is free for others, and every calendar is told.",
            "CancellationRequest",
            json!({ "request": REQUEST, "ground": "settled" }),
        ),
        later(
            "/v1/security-requests/{id}/proposal-answer",
            "answerProposedTime",
            "Answer a proposed time",
            "Where the court agrees, the request is for that time from now on and waits for the police.",
            "ProposalAnswerRequest",
            json!({ "request": REQUEST, "date": "2026-12-02", "from": "13:00", "agreed": true }),
        ),
        letter(
            "/v1/security-requests/{id}/letters/{entry}/download",
            "downloadCourtLetter",
            "Security: courts",
            COURT,
        ),
        taken_minutes(),
    ]
}

fn taken_minutes() -> Operation {
    Operation {
        answers: vec![answer(
            "200",
            "An address for the file.",
            "MinutesDownload",
            json!({
                "minutes": minutes("accepted"),
                "url": "https://documents.example/minutes/9f86",
                "expiresInSeconds": 120
            }),
            &[],
        )],
        given: vec![in_path("id", "The request.", REQUEST)],
        summary: "Get the minutes of the report",
        about: "The berita acara that the police handed in. Every call is recorded before it is answered. The address \
                works for two minutes.",
        ..letter(
            "/v1/security-requests/{id}/minutes/download",
            "downloadMinutes",
            "Security: courts",
            COURT,
        )
    }
}

fn letter(path: &'static str, id: &'static str, tag: &'static str, caller: Caller) -> Operation {
    Operation {
        path,
        method: Method::Post,
        id,
        tag,
        summary: "Get a letter as PDF",
        about: "Every letter of the request: the court's, the answers, the report. The address works for two minutes.",
        caller,
        given: vec![
            in_path("id", "The request.", REQUEST),
            in_path("entry", "The letter, by `entry` of its list.", "1"),
        ],
        body: None,
        answers: vec![answer(
            "200",
            "An address for the file.",
            "LetterDownload",
            json!({ "url": "https://documents.example/letters/1.pdf", "expiresInSeconds": 120 }),
            &[],
        )],
        refusals: &[NotFound, RequestInvalid, Conflict, InternalError, Unavailable],
    }
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn police() -> Vec<Operation> {
    let row = |path, post, id, summary, about, caller| Operation {
        path,
        method: Method::of(post),
        id,
        tag: "Security: police",
        summary,
        about,
        caller,
        given: vec![in_path("id", "The request.", REQUEST)],
        body: None,
        answers: vec![answer(
            "200",
            "The request as it is now.",
            "SecurityView",
            view(),
            &[],
        )],
        refusals: &[NotFound, Conflict, InternalError, Unavailable],
    };
    let answered = |path, id, summary, about, body: Body, refusals| Operation {
        given: vec![in_path("id", "The request.", REQUEST), key()],
        body: Some(body),
        refusals,
        ..row(path, true, id, summary, about, ANSWER)
    };
    let query = |name, about, example: Value| Given {
        name,
        place: ParameterIn::Query,
        required: false,
        about,
        example,
    };
    vec![
        Operation {
            given: vec![
                query(
                    "list",
                    "`waiting` for requests without an answer, `accepted` for those that are accepted and not reported.",
                    json!("waiting"),
                ),
                cursor("1#2026-12-01T09:00#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b"),
                limit(),
            ],
            answers: vec![answer(
                "200",
                "A page of requests.",
                "SecurityQueue",
                json!({ "requests": [status()], "next": null }),
                &[],
            )],
            refusals: &[CursorInvalid, LimitInvalid, InternalError, Unavailable],
            ..row(
                "/v1/security-desk",
                false,
                "listSecurityRequests",
                "List requests",
                "By urgency, then by time. Free of personal data.",
                EITHER,
            )
        },
        row(
            "/v1/security-desk/{id}",
            false,
            "readSecurityPapers",
            "See a request with its papers",
            "Place, object, names on it, risk. Every call is recorded before it is answered.",
            EITHER,
        ),
        Operation {
            given: vec![
                in_path("id", "The request.", REQUEST),
                query(
                    "officers",
                    "How many would come; as many as wished if absent.",
                    json!(12),
                ),
                query(
                    "date",
                    "Another day to look at, with `from` and `to`.",
                    json!("2026-12-02"),
                ),
                query("from", "Begins then.", json!("13:00")),
                query("to", "Ends then.", json!("15:00")),
            ],
            answers: vec![answer("200", "All units that day.", "Clashes", clashes(), &[])],
            refusals: &[NotFound, ClashQueryInvalid, InternalError, Unavailable],
            ..row(
                "/v1/security-desk/{id}/clashes",
                false,
                "readClashes",
                "See who can be sent",
                "Each unit with its promises of the day and what speaks against sending it: another place at the time, \
                 too few officers left, nobody on duty. And what else happens in the same kelurahan.",
                ANSWER,
            )
        },
        answered(
            "/v1/security-desk/{id}/acceptance",
            "acceptSecurityRequest",
            "Accept a request",
            "Books the unit. Two can never book one unit for one time, however many try at once.",
            json_body("AcceptanceRequest", acceptance()),
            &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                NotFound,
                RequestInvalid,
                RequestClosed,
                NotWaiting,
                TimePassed,
                UnitClash,
                Conflict,
                InternalError,
                Unavailable,
            ],
        ),
        answered(
            "/v1/security-desk/{id}/proposal",
            "proposeTime",
            "Propose another time",
            "The court answers; until then the clock stands still.",
            json_body(
                "ProposedTimeRequest",
                json!({ "date": "2026-12-02", "from": "13:00", "to": "15:00" }),
            ),
            &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                NotFound,
                RequestInvalid,
                RequestClosed,
                NotWaiting,
                TimePassed,
                SameTime,
                Conflict,
                InternalError,
                Unavailable,
            ],
        ),
        answered(
            "/v1/security-desk/{id}/question",
            "questionSecurityRequest",
            "Ask the court something first",
            "The court answers by a change; until then the clock stands still.",
            json_body("QuestionRequest", json!({ "reason": "place_unclear" })),
            ASKED,
        ),
        answered(
            "/v1/security-desk/{id}/refusal",
            "declineSecurityRequest",
            "Decline a request",
            "Also one that was accepted, where it cannot be kept: the unit is free again.",
            json_body("RefusalRequest", json!({ "reason": "no_strength" })),
            ASKED,
        ),
        Operation {
            body: Some(json_body(
                "MinutesFileRequest",
                json!({
                    "contentType": "application/pdf",
                    "sizeBytes": 48213,
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                }),
            )),
            answers: vec![answer(
                "200",
                "Where to put the file.",
                "MinutesUpload",
                json!({
                    "minutes": minutes("awaiting_upload"),
                    "upload": {
                        "method": "PUT",
                        "url": "https://files.example/minutes/sample?signature=sample",
                        "headers": { "content-type": "application/pdf", "if-none-match": "*" },
                        "expiresAt": "2026-12-01T05:15:00Z"
                    }
                }),
                &[],
            )],
            refusals: &[
                NotFound,
                RequestInvalid,
                RequestClosed,
                NotAccepted,
                TooManyMinutes,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/security-desk/{id}/minutes",
                true,
                "offerMinutes",
                "Announce the minutes (berita acara)",
                "PDF, JPEG or PNG, at most 10 MiB. The address takes this very file: type, size and digest are signed with it. \
                 What arrives is looked at within a minute: nothing in it may act, be hidden or be locked. The same file again \
                 gives the same answer, with a new address.",
                REPORT,
            )
        },
        Operation {
            given: vec![in_path("id", "The request.", REQUEST), key()],
            body: Some(json_body(
                "SecurityReportRequest",
                json!({
                    "outcome": "safe",
                    "minutes": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    "note": "Kegiatan berlangsung tertib."
                }),
            )),
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                NotFound,
                RequestInvalid,
                RequestClosed,
                NotAccepted,
                TooEarly,
                MinutesMissing,
                MinutesUnknown,
                MinutesUnchecked,
                MinutesUnfit,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                "/v1/security-desk/{id}/report",
                true,
                "reportSecurity",
                "Report what became of it",
                "Safe, postponed or incident, with the minutes that were put and found sound. While they are still looked at, the \
                 answer is `minutes_unchecked`: repeat the report in some seconds.",
                REPORT,
            )
        },
        letter(
            "/v1/security-desk/{id}/letters/{entry}/download",
            "downloadPoliceLetter",
            "Security: police",
            EITHER,
        ),
    ]
}

const ASKED: &[ProblemCode] = &[
    IdempotencyKeyMissing,
    IdempotencyKeyInvalid,
    NotFound,
    RequestInvalid,
    RequestClosed,
    NotWaiting,
    Conflict,
    InternalError,
    Unavailable,
];

fn calendars() -> Vec<Operation> {
    vec![
        Operation {
            path: "/v1/security-calendar",
            method: Method::Get,
            id: "readCalendarAddress",
            tag: "Security: calendars",
            summary: "Learn the address of the office's calendar",
            about: "Each court and the police have one.",
            caller: EVERY,
            given: vec![],
            body: None,
            answers: vec![answer(
                "200",
                "The address.",
                "CalendarAddress",
                json!({ "url": "https://api.example/v1/calendars/01abcdefghjkmnpqrstvwxyz01" }),
                &[],
            )],
            refusals: &[CourtNotAllowed, InternalError, Unavailable],
        },
        Operation {
            path: "/v1/calendars/{token}",
            method: Method::Get,
            id: "readCalendar",
            tag: "Security: calendars",
            summary: "Subscribe to an office's calendar",
            about: "iCalendar (RFC 5545): what is asked for is tentative, what is accepted confirmed, what is off \
                    cancelled. Names nobody; the place is the kelurahan.",
            caller: Caller::Anybody,
            given: vec![in_path(
                "token",
                "The office's own part of the address.",
                "01abcdefghjkmnpqrstvwxyz01",
            )],
            body: None,
            answers: vec![Answer {
                status: "200",
                about: "The calendar.",
                bodies: vec![Body {
                    media_type: "text/calendar",
                    schema: None,
                    example: None,
                }],
                headers: &[],
            }],
            refusals: &[NotFound, InternalError, Unavailable],
        },
    ]
}

fn request() -> Value {
    json!({
        "activity": "marital_seizure",
        "urgency": "important",
        "basis": {
            "caseNumber": "0318/Pdt.G/2026/PA.Pas",
            "order": { "number": "0318/Pdt.G/2026/PA.Pas", "date": "2026-11-20" }
        },
        "date": "2026-12-01",
        "from": "09:00",
        "to": "12:00",
        "place": { "kelurahan": "35.75.01.1001", "address": "Jl. Contoh Melati No. 7, RT 003/RW 002" },
        "object": {
            "kind": "house",
            "description": "SHM Nomor 123/Contoh, luas 120 m2",
            "names": ["CONTOH BUDI", "CONTOH WATI"]
        },
        "risk": "medium",
        "riskReasons": ["crowd", "occupied"],
        "officers": 10,
        "contact": { "name": "CONTOH JURUSITA", "post": "Jurusita", "phone": "081200000001" }
    })
}

fn acceptance() -> Value {
    json!({
        "unit": "samapta-1",
        "officers": 12,
        "warrant": "Sprin/412/XI/PAM.3.3./2026",
        "officerInCharge": "IPTU CONTOH PERWIRA",
        "phone": "081200000002"
    })
}

fn status() -> Value {
    json!({
        "id": REQUEST,
        "court": "PA.Pas",
        "stage": "accepted",
        "activity": "marital_seizure",
        "urgency": "important",
        "risk": "medium",
        "time": { "date": "2026-12-01", "from": "09:00", "to": "12:00" },
        "kelurahan": "35.75.01.1001",
        "officers": 10,
        "answerBy": null,
        "overdue": false,
        "answerTime": { "answered": true, "seconds": 7200 },
        "proposal": null,
        "question": null,
        "booked": { "unit": "samapta-1", "officers": 12 },
        "outcome": null,
        "sequence": 1,
        "letters": [
            { "entry": 1, "kind": "request", "number": "1/PAN.PA.W13-A00/HK2.6/XI/2026", "issuedOn": "2026-11-24" },
            { "entry": 2, "kind": "reply", "number": "B/1/XI/PAM.3.3./2026/Res Pasuruan Kota", "issuedOn": "2026-11-24" }
        ]
    })
}

fn view() -> Value {
    json!({
        "request": status(),
        "paper": {
            "caseNumber": "0318/Pdt.G/2026/PA.Pas",
            "orderNumber": "0318/Pdt.G/2026/PA.Pas",
            "orderDate": "2026-11-20",
            "warnedOn": null,
            "address": "Jl. Contoh Melati No. 7, RT 003/RW 002",
            "object": {
                "kind": "house",
                "description": "SHM Nomor 123/Contoh, luas 120 m2",
                "names": ["CONTOH BUDI", "CONTOH WATI"]
            },
            "riskReasons": ["crowd", "occupied"],
            "contact": { "name": "CONTOH JURUSITA", "post": "Jurusita", "phone": "+6281200000001" }
        },
        "answer": {
            "warrant": "Sprin/412/XI/PAM.3.3./2026",
            "officerInCharge": "IPTU CONTOH PERWIRA",
            "phone": "+6281200000002"
        },
        "note": null,
        "minutes": []
    })
}

fn minutes(state: &str) -> Value {
    json!({
        "contentType": "application/pdf",
        "sizeBytes": 48213,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "state": state,
        "uploadUntil": "2026-12-02T05:00:00Z",
        "pages": (state == "accepted").then_some(2),
        "reason": null
    })
}

fn clashes() -> Value {
    let held = json!({
        "request": "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6c",
        "time": { "date": "2026-12-01", "from": "10:00", "to": "11:30" },
        "kelurahan": "35.75.01.1001",
        "officers": 8
    });
    json!({
        "time": { "date": "2026-12-01", "from": "09:00", "to": "12:00" },
        "officers": 12,
        "units": [{
            "unit": "samapta-1",
            "name": "Satuan Samapta, Peleton I",
            "free": false,
            "bookings": [held],
            "clashes": [{
                "kind": "booked",
                "time": { "date": "2026-12-01", "from": "10:00", "to": "11:30" },
                "request": "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6c"
            }]
        }],
        "samePlace": [held]
    })
}
