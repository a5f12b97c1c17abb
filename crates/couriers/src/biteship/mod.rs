//! [Biteship](https://biteship.com), an Indonesian aggregator of motorcycle couriers, over its real wire
//! protocol (API v1).
//!
//! # Booking exactly one rider
//!
//! Biteship has no idempotency header and no search by reference, but an order's `reference_id` is **unique**:
//! `POST /v1/orders` with a reference that is taken is refused with code 40002060 and names the order that has
//! it (`details.order_id`). So for one reference the POST is *create if absent, else find*, and the same POST
//! is our look-up after an unknown outcome:
//!
//! - the first request took effect → 40002060; the order it made is read with `GET /v1/orders/:id`, its
//!   reference is compared with ours, and it is returned;
//! - the first request took no effect → the POST makes the order now, which is what was wanted.
//!
//! Either way one order exists. What would *not* be safe is a POST with a new reference, hence a booking's
//! reference is fixed by its attempt and never chosen here. One window remains: a first request that is still
//! being worked on at Biteship when the look-up arrives, if their uniqueness check is not atomic (nothing
//! public says). Hence the look-up waits [`Patience::settle`](crate::Patience::settle) first; and should two
//! orders ever come of one reference, the second makes itself known by its webhook, is recognised by
//! [`Order::reference`](crate::Order::reference), and can be cancelled as
//! [`CancelReason::Stray`](crate::CancelReason::Stray).
//!
//! # What is repeated within one call
//!
//! | what happened | known effect | what follows |
//! |---|---|---|
//! | no connection, TLS not established | none | retry with jittered backoff |
//! | 429 | none | retry after `Retry-After`, if it fits the time left |
//! | timeout or broken connection after sending, any 5xx (503 too: a gateway's 503 says nothing of what is behind it), 408, unreadable 2xx | unknown | settle, then one look-up as above |
//! | 40002060 | the order exists | read it |
//! | any other 4xx | none | refused, or unavailable where an operator or time can mend it |

mod client;
mod codes;
mod credentials;
mod reply;
mod request;
mod status;
mod webhook;

pub use client::{Biteship, KeyStyle, Settings, SettingsError};
pub use credentials::{Credentials, InvalidCredentials};
pub use webhook::{DedupKey, Webhook, WebhookError, WebhookEvent, WebhookKind, WebhookSecret, parse_webhook};
