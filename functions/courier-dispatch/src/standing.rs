//! Whether an attempt still needs a rider.

use tuntas_couriers::Reference;
use tuntas_domain::case::Case;

/// Where an attempt stands with the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Requested, and no answer of the provider is recorded.
    Unanswered,
    /// Booked or refused.
    Answered,
    /// The envelope has reached its addressee some other way, or is out of date.
    Needless,
    /// There is no such attempt.
    Unknown,
}

/// Where an attempt stands.
pub fn standing(case: &Case, reference: Reference) -> Standing {
    let track = &case.tracks[reference.role];
    match track.attempt(reference.attempt) {
        None => Standing::Unknown,
        Some(delivery) if delivery.order.is_some() || delivery.refused.is_some() => Standing::Answered,
        Some(delivery) if track.is_finished() || delivery.recalled => Standing::Needless,
        Some(_) => Standing::Unanswered,
    }
}
