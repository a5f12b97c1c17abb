//! Work without anybody else.

use std::task::{Context, Poll, Waker};

/// Runs work alone to its end. Work here waits for nothing but its turn.
pub(crate) fn alone<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
}
