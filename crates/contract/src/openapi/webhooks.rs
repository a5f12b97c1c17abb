//! Rows of offices' subscriptions.

use serde_json::{Value, json};

use super::build::{Answer, Caller, Method, Operation};
use super::operations::{answer, in_path, json_body};
use super::registry_desk::{cursor, key, limit};
use crate::problem::ProblemCode::{
    self, Conflict, CursorInvalid, IdempotencyKeyInvalid, IdempotencyKeyMissing, IdempotencyKeyReused,
    InternalError, LimitInvalid, NotFound, RequestInvalid, SubscriptionDisabled, TooManySubscriptions,
    Unavailable, WebhookOwnerUnknown,
};

const SUBSCRIPTION: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const MESSAGE: &str = "msg_1796090584500000000_case_0198a2b45c6d7e8f9a0b1c2d3e4f5a6b_000003";
const OWNER: Caller = Caller::OneOf(&[
    &["tuntas/webhooks.manage", "court/PA.Pas"],
    &["tuntas/webhooks.manage", "officer/petugas-01"],
    &["tuntas/webhooks.manage", "police/polisi-01"],
    &["tuntas/webhooks.manage", "aid/dinsos-01"],
]);

const READ: &[ProblemCode] = &[WebhookOwnerUnknown, NotFound, InternalError, Unavailable];

fn row(
    method: Method,
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    about: &'static str,
    of: Answer,
) -> Operation {
    Operation {
        path,
        method,
        id,
        tag: "Webhooks",
        summary,
        about,
        caller: OWNER,
        given: vec![in_path("id", "The subscription.", SUBSCRIPTION)],
        body: None,
        answers: vec![of],
        refusals: READ,
    }
}

pub(super) fn all() -> Vec<Operation> {
    let mut all = subscriptions();
    all.extend(messages());
    all
}

#[expect(clippy::too_many_lines, reason = "rows of a table")]
fn subscriptions() -> Vec<Operation> {
    vec![
        Operation {
            given: vec![key()],
            body: Some(json_body(
                "SubscriptionRequest",
                json!({ "url": "https://sipp.example.go.id/tuntas", "events": ["case.held", "case.register_updated"] }),
            )),
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                WebhookOwnerUnknown,
                RequestInvalid,
                TooManySubscriptions,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Post,
                "/v1/webhook-subscriptions",
                "subscribe",
                "Subscribe to what happens",
                "Messages follow Standard Webhooks: identifiers and the name of what happened, signed. The secret is \
                 shown in this answer alone; the same key with the same body gives the same answer.",
                answer(
                    "201",
                    "Made; messages are sent from now on.",
                    "SubscriptionSecret",
                    secret(),
                    &[("Location", "Address of the subscription.")],
                ),
            )
        },
        Operation {
            given: vec![],
            refusals: &[WebhookOwnerUnknown, InternalError, Unavailable],
            ..row(
                Method::Get,
                "/v1/webhook-subscriptions",
                "listSubscriptions",
                "List subscriptions",
                "Those of the caller's office.",
                answer(
                    "200",
                    "All of them.",
                    "Subscriptions",
                    json!({ "subscriptions": [subscription()] }),
                    &[],
                ),
            )
        },
        row(
            Method::Get,
            "/v1/webhook-subscriptions/{id}",
            "readSubscription",
            "See a subscription",
            "Without its secret.",
            answer(
                "200",
                "The subscription.",
                "SubscriptionView",
                subscription(),
                &[],
            ),
        ),
        Operation {
            body: Some(json_body(
                "SubscriptionChangeRequest",
                json!({ "state": "active" }),
            )),
            refusals: &[
                WebhookOwnerUnknown,
                NotFound,
                RequestInvalid,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Patch,
                "/v1/webhook-subscriptions/{id}",
                "changeSubscription",
                "Change a subscription",
                "What is left out stays. `active` sends at once, in their order, what has waited.",
                answer("200", "As it is now.", "SubscriptionView", subscription(), &[]),
            )
        },
        Operation {
            refusals: &[
                WebhookOwnerUnknown,
                NotFound,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Delete,
                "/v1/webhook-subscriptions/{id}",
                "unsubscribe",
                "Remove a subscription",
                "Nothing is sent to it any more, not even what was on its way.",
                Answer {
                    status: "204",
                    about: "Removed.",
                    bodies: vec![],
                    headers: &[],
                },
            )
        },
        Operation {
            given: vec![in_path("id", "The subscription.", SUBSCRIPTION), key()],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                WebhookOwnerUnknown,
                NotFound,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Post,
                "/v1/webhook-subscriptions/{id}/secret",
                "rotateSecret",
                "Get a new secret",
                "The one before signs beside it for 24 hours: first let your receiver take both, then ask for it.",
                answer(
                    "200",
                    "The new secret, shown this once.",
                    "SubscriptionSecret",
                    secret(),
                    &[],
                ),
            )
        },
    ]
}

fn messages() -> Vec<Operation> {
    vec![
        Operation {
            given: vec![in_path("id", "The subscription.", SUBSCRIPTION), key()],
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                IdempotencyKeyReused,
                WebhookOwnerUnknown,
                NotFound,
                SubscriptionDisabled,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Post,
                "/v1/webhook-subscriptions/{id}/test",
                "testSubscription",
                "Have a test sent",
                "A message of the type `tuntas.test`, whatever types are subscribed to. Its delivery is seen as any other's.",
                answer(
                    "202",
                    "On its way.",
                    "TestSent",
                    json!({ "message": "msg_1796090584500000000_test_0198a2b45c6d7e8f9a0b1c2d3e4f5a6b" }),
                    &[],
                ),
            )
        },
        Operation {
            given: vec![
                in_path("id", "The subscription.", SUBSCRIPTION),
                cursor(MESSAGE),
                limit(),
            ],
            refusals: &[
                WebhookOwnerUnknown,
                NotFound,
                CursorInvalid,
                LimitInvalid,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Get,
                "/v1/webhook-subscriptions/{id}/deliveries",
                "listDeliveries",
                "See what was sent",
                "Messages of the last thirty days with their tries, the newest first.",
                answer("200", "A page of messages.", "Deliveries", deliveries(), &[]),
            )
        },
        Operation {
            given: vec![in_path("id", "The subscription.", SUBSCRIPTION), key()],
            body: Some(json_body(
                "ReplayRequest",
                json!({ "since": "2026-12-01T00:00:00Z" }),
            )),
            refusals: &[
                IdempotencyKeyMissing,
                IdempotencyKeyInvalid,
                WebhookOwnerUnknown,
                NotFound,
                RequestInvalid,
                SubscriptionDisabled,
                Conflict,
                InternalError,
                Unavailable,
            ],
            ..row(
                Method::Post,
                "/v1/webhook-subscriptions/{id}/replay",
                "replayMessages",
                "Have messages sent again",
                "One message, or everything since a moment, under the same names. The same key sends each message again \
                 once, however often it is asked.",
                answer(
                    "202",
                    "On their way.",
                    "Replayed",
                    json!({ "messages": 12, "next": null }),
                    &[],
                ),
            )
        },
    ]
}

fn subscription() -> Value {
    json!({
        "id": SUBSCRIPTION,
        "owner": "court/PA.Pas",
        "url": "https://sipp.example.go.id/tuntas",
        "events": ["case.held", "case.register_updated"],
        "state": "active",
        "disabled": null,
        "created": "2026-12-01T02:03:04Z",
        "failingSince": null,
        "secretGeneration": 1
    })
}

fn secret() -> Value {
    json!({
        "subscription": subscription(),
        "secret": "whsec_Q09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ08=",
        "publicKey": "whpk_Q09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ08="
    })
}

fn deliveries() -> Value {
    json!({
        "deliveries": [{
            "message": MESSAGE,
            "type": "case.register_updated",
            "timestamp": "2026-12-01T02:03:04.5Z",
            "state": "pending",
            "next": "2026-12-01T02:08:10Z",
            "attempts": [{ "at": "2026-12-01T02:03:05Z", "outcome": "answered", "status": 503 }]
        }],
        "next": null
    })
}
