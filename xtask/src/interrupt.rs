//! Ctrl-C, and the termination CI sends when its time is up.

use tokio::signal::unix::{SignalKind, signal};

/// Returns when this program is asked to end. Where signals cannot be watched it never returns, and the
/// system's default applies.
pub(crate) async fn wait() {
    let watched = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
        signal(SignalKind::hangup()),
    );
    let (Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)) = watched else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
}
