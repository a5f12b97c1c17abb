//! Ten thousand worlds.
//!
//! `TUNTAS_SEEDS` lives so many worlds instead, `TUNTAS_SEED` one alone.

use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tuntas_simulation::{Failure, Lived, live};

/// First seed of the row.
const FIRST: u64 = 1;
/// Worlds that are lived when nothing else is said.
const WORLDS: u64 = 10_000;

#[expect(
    clippy::disallowed_methods,
    reason = "a developer chooses the seeds of one run"
)]
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn every_world_comes_to_rest_with_every_rule_kept() {
    if let Some(seed) = asked("TUNTAS_SEED") {
        let lived = live(seed).unwrap_or_else(|failure| panic!("{failure}"));
        eprintln!("seed {seed}: {lived:?}");
        return;
    }
    let worlds = asked("TUNTAS_SEEDS").unwrap_or(WORLDS);
    let (next, failures, all) = (
        AtomicU64::new(0),
        Mutex::new(Vec::new()),
        Mutex::new(Lived::default()),
    );
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= worlds || failures.lock().unwrap().len() >= 5 {
                        return;
                    }
                    match live(FIRST + number) {
                        Ok(lived) => *all.lock().unwrap() += lived,
                        Err(failure) => failures.lock().unwrap().push(failure),
                    }
                    if number % 500 == 499 {
                        let _ = writeln!(std::io::stderr(), "{} of {worlds} worlds", number + 1);
                    }
                }
            });
        }
    });
    let (failures, lived): (Vec<Failure>, Lived) =
        (failures.into_inner().unwrap(), all.into_inner().unwrap());
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", told.join("\n"));
    let _ = writeln!(
        std::io::stderr(),
        "{worlds} worlds in {:.1?}: {lived:?}",
        begun.elapsed()
    );
    if worlds >= 100 {
        let Lived {
            commits,
            crashes,
            repeats,
            registered,
            held,
            arrived,
            decided,
            amended,
            reversed,
            repaired,
            referred,
            forgotten,
        } = lived;
        assert!(
            [commits, crashes, repeats, registered, held, arrived]
                .iter()
                .all(|count| *count > worlds / 10)
        );
        // Not every town is busy.
        assert!(
            [decided, amended, reversed, repaired, referred, forgotten]
                .iter()
                .all(|count| *count > worlds / 50)
        );
    }
}
