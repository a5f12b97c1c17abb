//! Running one piece of work so that neither a panic nor an endless wait takes anything else down.

use std::{error::Error, fmt::Write as _, future::Future, time::Duration};
use tokio::{task::JoinHandle, time};
use tracing::Instrument as _;

/// Time kept back from Lambda's deadline to answer and to log.
pub(crate) const MARGIN: Duration = Duration::from_millis(500);

/// How a piece of work ended.
pub(crate) enum Ended<T> {
    /// It returned.
    Returned(T),
    /// It panicked; the panic hook has logged where.
    Panicked,
    /// The time was up; it was stopped.
    TimedOut,
}

/// Runs `work` as its own task. `limit` is the time it may take; `None` is no limit.
pub(crate) async fn isolate<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
    limit: Option<Duration>,
) -> Ended<T> {
    let mut task = AbortOnDrop(tokio::spawn(work.in_current_span()));
    let joined = match limit {
        None => (&mut task.0).await,
        Some(limit) => match time::timeout(limit, &mut task.0).await {
            Ok(joined) => joined,
            Err(_) => return Ended::TimedOut,
        },
    };
    joined.map_or(Ended::Panicked, Ended::Returned)
}

/// Stops the task when nobody waits for it any more.
struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An error with all its causes on one line: `outer: inner: innermost`.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        // Some errors repeat their cause in their own message.
        if !line.ends_with(&said) {
            let _ = write!(line, ": {said}");
        }
        cause = error.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    #[tokio::test]
    async fn a_panic_stays_inside() {
        assert!(matches!(isolate(async { 7 }, None).await, Ended::Returned(7)));
        assert!(matches!(
            isolate(async { panic!("boom") }, None).await,
            Ended::<()>::Panicked
        ));
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_takes_too_long_is_stopped() {
        let finished = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&finished);
        let work = async move {
            time::sleep(Duration::from_mins(1)).await;
            flag.store(true, Ordering::SeqCst);
        };
        assert!(matches!(
            isolate(work, Some(Duration::from_secs(1))).await,
            Ended::TimedOut
        ));
        time::sleep(Duration::from_mins(2)).await;
        assert!(!finished.load(Ordering::SeqCst));
    }

    #[test]
    fn causes_are_told_on_one_line() {
        #[derive(Debug, thiserror::Error)]
        #[error("the case could not be saved")]
        struct Outer(#[source] std::io::Error);
        let error = Outer(std::io::Error::other("connection reset"));
        assert_eq!(chain(&error), "the case could not be saved: connection reset");
    }
}
