//! Places at which others go first.

use std::future::poll_fn;
use std::task::Poll;

/// Lets others act first, once. Whoever polls the caller may also drop it here: that is a crash.
pub async fn give_way() {
    let mut gave = false;
    poll_fn(|context| {
        if std::mem::replace(&mut gave, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
