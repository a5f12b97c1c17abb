//! Something is said of the case while the function works: at every one of its calls, in both orders.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tuntas_domain::decree::Parties;
use tuntas_tables::CommitError;

use crate::office::{DINKOP, DP3AKB, Office, P, now};

/// What is said meanwhile.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meanwhile {
    /// The consent is taken back.
    Withdraws,
    /// The party has to be protected.
    IsProtected,
    /// The ruling is undone.
    IsReversed,
    /// Somebody looks: the case has another entry, and nothing follows from it.
    SaysAnother,
}
use Meanwhile::{IsProtected, IsReversed, SaysAnother, Withdraws};

impl Meanwhile {
    async fn happens(self, office: &Office) {
        match self {
            Withdraws => drop(office.say(P, DP3AKB, false).await),
            IsProtected => drop(office.protect(P, true).await),
            IsReversed => drop(office.reverse().await),
            SaysAnother => drop(office.say(P, DINKOP, true).await),
        }
    }
}

/// Lets the function make so many calls before the other acts. `None` if it was done by then.
async fn run(what: Meanwhile, calls: usize) -> Option<Office> {
    let office = Office::registered(Parties::default()).await;
    let given = office.say(P, DP3AKB, true).await.unwrap();
    {
        let mut work = pin!(office.function.handle(given, now()));
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..calls {
            if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
                done.unwrap();
                return None;
            }
        }
        what.happens(&office).await;
        work.await.unwrap();
    }
    Some(office)
}

#[tokio::test]
async fn whoever_comes_before_the_office_is_told_is_heard() {
    for what in [Withdraws, IsProtected, IsReversed, SaysAnother] {
        let mut places = 0;
        for calls in 1.. {
            let Some(office) = run(what, calls).await else {
                break;
            };
            places += 1;
            let person = office.person(P, DP3AKB, 1).await;
            match what {
                Withdraws | IsReversed => assert_eq!(person, None, "{what:?} after {calls} calls"),
                IsProtected => assert_eq!(person.unwrap().address, None, "after {calls} calls"),
                SaysAnother => assert!(person.unwrap().address.is_some(), "after {calls} calls"),
            }
        }
        assert!(places > 5, "{what:?}: {places}");
    }
}

/// The other order: the referral stands, and what is said next is told by a message of its own.
#[tokio::test]
async fn whoever_comes_after_the_office_was_told_takes_it_back_by_a_message_of_their_own() {
    let office = Office::registered(Parties::default()).await;
    let given = office.say(P, DP3AKB, true).await;
    office.told(given).await;
    assert!(office.person(P, DP3AKB, 1).await.is_some());
    let withdrawn = office.say(P, DP3AKB, false).await;
    office.told(withdrawn).await;
    office.told(given).await;
    assert_eq!(office.copies().len(), 0);
}

/// The transaction itself holds the condition: it is no second look before it.
#[tokio::test]
async fn a_story_that_has_grown_cannot_be_followed() {
    let office = Office::registered(Parties::default()).await;
    let read = office.story().await;
    let unchanged = office.function.journal.unchanged(&read);
    office
        .function
        .journal
        .record(vec![unchanged.clone()])
        .await
        .unwrap();
    office.say(P, DP3AKB, true).await;
    let refused = office.function.journal.record(vec![unchanged]).await.unwrap_err();
    assert!(
        matches!(
            refused,
            tuntas_journal::JournalError::Commit(CommitError::Condition { .. })
        ),
        "{refused:?}"
    );
}
