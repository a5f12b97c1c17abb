//! Signatures and unguessable codes. Pure computation: no I/O, no clock, no environment.
//!
//! Three subjects live here.
//!
//! * **The court's signature.** A decree arrives with a detached JWS (RFC 7515 appendix F) over the exact
//!   bytes of the request body. [`Jwks::verify_detached`] decides whether a court's published key made it;
//!   [`Signer`] is the other side, for demonstration clients and tests.
//! * **Our own codes.** [`KeyRing`] derives every code handed to a citizen, a rider or a document from one
//!   secret: [`TrackingCode`], document tokens, hand-over codes, hand-over tokens and [`WebhookKeys`]. Derived, not drawn:
//!   a step that runs twice writes the same code twice.
//! * **The city's signature** over what it hands out, by a key that is kept elsewhere: [`Unsigned`].
//!
//! Nothing here prints a secret: `Debug` of a key, a code or a signer is redacted.

mod aid;
mod algorithm;
mod base32;
mod calendar;
mod digest;
mod document;
mod handover;
mod jwk;
mod jws;
mod kept_key;
mod key_ring;
mod signer;
mod stream;
mod tracking;
mod webhook;

pub use algorithm::Algorithm;
pub use digest::{constant_time_eq, hex, sha256_hex};
pub use handover::{Handover, HandoverCode};
pub use jwk::{Jwk, Jwks, JwksError};
pub use jws::{JwsError, Verified};
pub use kept_key::{NotASignature, Unsigned};
pub use key_ring::{KeyRing, KeyRingError, MIN_SECRET_LENGTH};
pub use signer::{Signer, SignerError};
pub use stream::Verification;
pub use tracking::{MalformedTrackingCode, TrackingCode};
pub use webhook::WebhookKeys;
