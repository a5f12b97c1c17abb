//! From what is asked for to what the QR on a document says: the register, the press and the public check over tables in
//! memory, told of each event as `journal-relay` tells it.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod decisions;
mod failing;
mod later;
mod letters;
mod meanwhile;
mod papers;
mod town;
