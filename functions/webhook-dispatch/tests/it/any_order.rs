//! Whatever is doubled, lost, late, broken or stopped: each event arrives, under one name, and nothing after a removal.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use memory_tables::Fate;
use proptest::prelude::*;
use tuntas_webhooks::{Errand, Owner};

use crate::office::{Office, court};
use crate::receiver::{Behaviour, Receiver};

/// Something that happens.
#[derive(Clone, Debug)]
enum Happens {
    /// A decree comes in.
    Decree,
    /// The queue brings an errand it holds, by position, and may keep it, to bring it again.
    Errand(u8, bool),
    /// The queue loses an errand.
    Lost(u8),
    /// The relay tells an event again.
    Again(u8),
    /// Time passes and the schedule comes by.
    Minutes(u8),
    /// The database fails in one of the next commits.
    Database(u8, bool),
    /// The receiver fails once.
    Receiver(u8),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => Just(Happens::Decree),
        6 => (any::<u8>(), any::<bool>()).prop_map(|(which, kept)| Happens::Errand(which, kept)),
        1 => any::<u8>().prop_map(Happens::Lost),
        2 => any::<u8>().prop_map(Happens::Again),
        3 => any::<u8>().prop_map(Happens::Minutes),
        2 => (0_u8..6, any::<bool>()).prop_map(|(after, lost)| Happens::Database(after, lost)),
        2 => (0_u8..4).prop_map(Happens::Receiver),
    ]
}

struct Run {
    office: Office,
    receiver: Receiver,
    queue: Vec<Errand>,
    fates: Arc<Mutex<Option<(u8, Fate)>>>,
}

impl Run {
    async fn open() -> Self {
        let (office, receiver) = (Office::open(), Receiver::open().await);
        office.of_court(&receiver).await;
        let fates = Arc::new(Mutex::new(None::<(u8, Fate)>));
        let shared = Arc::clone(&fates);
        office.tables.decide_with(move |call| {
            let memory_tables::Call::Commit(_) = call else {
                return Fate::Done;
            };
            let mut next = shared.lock().unwrap();
            match *next {
                Some((0, fate)) => {
                    *next = None;
                    fate
                }
                Some((count, fate)) => {
                    *next = Some((count - 1, fate));
                    Fate::Done
                }
                None => Fate::Done,
            }
        });
        Self {
            office,
            receiver,
            queue: Vec::new(),
            fates,
        }
    }

    /// Does an errand; what it sends goes to the queue. A failure brings it back.
    async fn errand(&mut self, errand: Errand) {
        if self.office.function.handle(errand.clone()).await.is_err() {
            self.queue.push(errand);
        }
        self.queue
            .extend(self.office.take_errands().into_iter().map(|(errand, _)| errand));
    }

    async fn minutes(&mut self, minutes: i64) {
        self.office.wait(SignedDuration::from_mins(minutes));
        // A call of the schedule that fails is made up for by the next one.
        let _ = self.office.function.look_around().await;
        self.queue
            .extend(self.office.take_errands().into_iter().map(|(errand, _)| errand));
    }

    async fn rest(&mut self) {
        *self.fates.lock().unwrap() = None;
        self.receiver.always(None);
        for _ in 0..60 {
            for errand in std::mem::take(&mut self.queue) {
                self.errand(errand).await;
            }
            self.minutes(90).await;
        }
    }
}

async fn live(steps: Vec<Happens>) -> Result<(), TestCaseError> {
    let mut run = Box::pin(Run::open()).await;
    let (mut events, mut failures) = (Vec::new(), 0);
    for step in steps {
        match step {
            Happens::Decree => {
                let fate = run.fates.lock().unwrap().take();
                let occurrence = run.office.decree(100 + events.len() as u128).await;
                *run.fates.lock().unwrap() = fate;
                events.push(occurrence);
                run.queue.push(Errand::Note { occurrence });
            }
            Happens::Errand(which, kept) if !run.queue.is_empty() => {
                let position = usize::from(which) % run.queue.len();
                let errand = if kept {
                    run.queue[position].clone()
                } else {
                    run.queue.remove(position)
                };
                run.errand(errand).await;
            }
            // A queue loses nothing, but errands to deliver are sent in vain where it is away.
            Happens::Lost(which) if !run.queue.is_empty() => {
                let position = usize::from(which) % run.queue.len();
                if matches!(run.queue[position], Errand::Deliver { .. }) {
                    run.queue.remove(position);
                }
            }
            Happens::Again(which) if !events.is_empty() => {
                let occurrence = events[usize::from(which) % events.len()];
                run.queue.push(Errand::Note { occurrence });
            }
            Happens::Minutes(minutes) => run.minutes(i64::from(minutes)).await,
            Happens::Database(after, lost) => {
                let fate = if lost { Fate::AnswerLost } else { Fate::FailsBefore };
                *run.fates.lock().unwrap() = Some((after, fate));
            }
            // Few enough that no message uses up its tries.
            Happens::Receiver(how) if failures < 8 => {
                failures += 1;
                run.receiver.will([match how {
                    0 => Behaviour::Answers(500, ""),
                    1 => Behaviour::Answers(503, "retry-after: 60\r\n"),
                    2 => Behaviour::Closes,
                    _ => Behaviour::Answers(302, "location: /\r\n"),
                }]);
            }
            Happens::Errand(..) | Happens::Lost(_) | Happens::Again(_) | Happens::Receiver(_) => {}
        }
    }
    run.rest().await;
    let mut bodies: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for request in run.receiver.take() {
        bodies
            .entry(request.id().to_owned())
            .or_default()
            .insert(request.body);
    }
    prop_assert_eq!(bodies.len(), events.len(), "each event under one name");
    prop_assert!(bodies.values().all(|bodies| bodies.len() == 1));
    let id = uuid::Uuid::from_u128(1);
    prop_assert!(
        run.office
            .function
            .hooks
            .pending(id, None, 10)
            .await
            .unwrap()
            .is_empty()
    );

    // Removed: whatever the queue still brings, and whatever happens, nothing is sent.
    let removed = run
        .office
        .function
        .hooks
        .remove(&Owner::Court(court()), id)
        .await
        .unwrap();
    prop_assert!(removed);
    for occurrence in events {
        run.queue.push(Errand::Note { occurrence });
    }
    let occurrence = run.office.decree(999).await;
    run.queue.push(Errand::Note { occurrence });
    run.rest().await;
    prop_assert!(run.receiver.take().is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_each_event_arrives_under_one_name_and_none_after_removal(
        steps in proptest::collection::vec(happens(), 1..40)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(live(steps))?;
    }
}
