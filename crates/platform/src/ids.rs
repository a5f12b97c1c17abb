//! The one place that draws identifiers. Everything else gets them as arguments or derives them.

use uuid::Uuid;

/// A new identifier that sorts by the time it was made. It reveals that time: not for anything printed.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that may draw identifiers"
)]
pub fn time_ordered() -> Uuid {
    Uuid::now_v7()
}

/// A new identifier that reveals nothing.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that may draw identifiers"
)]
pub fn random() -> Uuid {
    Uuid::new_v4()
}
