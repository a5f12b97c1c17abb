//! Whatever is said, whichever messages come how often and in which order, and wherever the database fails: what stands in
//! the end is the last word, and nothing is left of what was taken back.

use std::sync::atomic::{AtomicU64, Ordering};

use memory_tables::Fate;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::AidKind;
use tuntas_journal::Message;

use crate::office::{DINKOP, DP3AKB, Office, P, R, UPTD_PPA};

const LINES: [(&str, AidKind); 3] = [DP3AKB, DINKOP, UPTD_PPA];

#[derive(Debug, Clone)]
enum Step {
    Says(Role, usize, bool),
    Protects(Role, bool),
    Registers,
    /// A message that was sent comes, and may come again.
    Comes(usize),
}

fn steps() -> impl Strategy<Value = (bool, Vec<Step>, u64)> {
    let role = || prop::sample::select(vec![P, R]);
    let step = prop_oneof![
        4 => (role(), 0..LINES.len(), any::<bool>()).prop_map(|(role, line, given)| Step::Says(role, line, given)),
        1 => (role(), any::<bool>()).prop_map(|(role, protected)| Step::Protects(role, protected)),
        1 => Just(Step::Registers),
        5 => any::<usize>().prop_map(Step::Comes),
    ];
    (
        any::<bool>(),
        proptest::collection::vec(step, 0..24),
        any::<u64>(),
    )
}

/// Fates drawn from a seed: every fourth call fails, half of those after they took effect.
fn weather(seed: u64) -> impl FnMut() -> Fate + Send + 'static {
    let state = AtomicU64::new(seed | 1);
    move || {
        let mut x = state.load(Ordering::Relaxed);
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        state.store(x, Ordering::Relaxed);
        match x % 8 {
            0 => Fate::FailsBefore,
            1 => Fate::AnswerLost,
            _ => Fate::Done,
        }
    }
}

async fn live(court: bool, steps: Vec<Step>, seed: u64) {
    let protected = Parties {
        petitioner: court,
        respondent: false,
    };
    let office = Office::accepted(protected).await;
    let mut sent: Vec<Message> = Vec::new();
    let mut registered = false;
    for step in steps {
        match step {
            Step::Says(role, line, given) => sent.extend(office.say(role, LINES[line], given).await),
            Step::Protects(role, protected) => sent.push(office.protect(role, protected).await),
            Step::Registers if registered => {}
            Step::Registers => {
                sent.push(office.register().await);
                registered = true;
            }
            Step::Comes(which) => {
                let Some(which) = which.checked_rem(sent.len()) else {
                    continue;
                };
                let mut fate = weather(seed ^ u64::try_from(which).unwrap());
                office.tables.decide_with(move |_| fate());
                // Whether it came through or not: it comes again.
                let _ = office.deliver(&sent[which]).await;
                office.tables.decide_with(|_| Fate::Done);
            }
        }
    }
    if !registered {
        assert_eq!(office.copies().len(), 0, "nothing leaves before the registration");
        sent.push(office.register().await);
    }
    // In the end each message comes through, the last sent first.
    for message in sent.iter().rev().chain(&sent) {
        office.deliver(message).await.unwrap();
    }
    check(&office).await;
}

async fn check(office: &Office) {
    let case = office.story().await.case;
    let mut expected = 0;
    for role in Role::BOTH {
        let safety = office
            .function
            .dossiers
            .is_protected(crate::office::CASE, role)
            .await
            .unwrap();
        for line in LINES {
            let said = case.aid[role].line(&crate::office::code(line.0), line.1);
            let knows = office.knows(role, line).await;
            let wanted = match said {
                Some(said) => said.standing,
                None => safety && line == UPTD_PPA,
            };
            assert_eq!(!knows.is_empty(), wanted, "{role} {line:?}: {said:?}, {safety}");
            for person in &knows {
                assert_eq!(person.violence, line == UPTD_PPA && safety);
                let hidden = safety && line != UPTD_PPA;
                let tells = person.phone.is_some() || person.address.is_some() || person.kelurahan.is_some();
                assert_eq!(tells, !hidden, "{role} {line:?}");
            }
            expected += knows.len();
        }
    }
    // A person and their facts for each, and nothing else of anybody.
    assert_eq!(office.copies().len(), expected * 2);
}

#[test]
fn whatever_comes_in_whatever_order_the_last_word_is_what_stands() {
    let config = Config {
        cases: 96,
        failure_persistence: None,
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner
        .run(&steps(), |(court, steps, seed)| {
            runtime.block_on(live(court, steps, seed));
            Ok(())
        })
        .unwrap();
}
