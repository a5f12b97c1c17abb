//! A motorcycle courier provider that exists only on the loopback interface.
//!
//! It speaks Biteship's wire protocol (`/v1/…`), typos included, moves every order from door to door at a
//! configurable pace, sends the same webhooks, and has every mishap the real one has, on demand or by seeded
//! chance. What no courier would let you do is under `/_sim/`.
//!
//! | `/_sim/` call | body | effect |
//! |---|---|---|
//! | `GET /_sim/orders` | | orders, without personal data |
//! | `GET /_sim/webhooks` | | every webhook that was sent, or lost |
//! | `POST /_sim/orders/{id}/advance` | `{"status":"picked"}` or `{}` | moves an order; `{}` to its next status |
//! | `POST /_sim/orders/{id}/handover` | `{"code":"123456"}` | the addressee tells the rider the code |
//! | `POST /_sim/mishaps` | [`Mishaps`] | replaces what goes wrong from now on |
//! | `POST /_sim/webhook` | `{"url","header","token","ping"}` | (re)installs the webhook |
//!
//! `{id}` is the order's id or our own reference. There is no authentication under `/_sim/` and the data are
//! lost at exit: bind it to the loopback interface only, which [`Simulator::start`] enforces.
//!
//! The rider plays the hand-over: where the order's note has a line `Serah terima: <URL>` and the addressee has
//! told the code, the rider at the door posts `{"code":"…"}` there. With `require_code` an order is delivered
//! only after that was accepted.

mod api;
mod chance;
mod clock;
mod config;
mod control;
mod handover;
mod loopback;
mod price;
mod ride;
mod server;
mod views;
mod webhooks;
mod world;

pub use config::{BookingMishap, Config, Journey, Mishaps, WebhookPercent, WebhookTarget};
pub use handover::HandoverOutcome;
pub use loopback::NotLoopback;
pub use server::{Handle, Simulator, StartError};
pub use webhooks::SentWebhook;
pub use world::{NoSuchOrder, OrderView};
