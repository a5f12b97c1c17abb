//! How long the files of a report take: `cargo bench -p tuntas-reports`. Prints median and slowest run, sizes, and the most
//! memory the process ever had (Linux).

#![expect(clippy::print_stdout, reason = "a bench reports its figures")]
#![expect(
    clippy::unwrap_used,
    reason = "the samples are shared with the tests, whose helpers fail by panicking"
)]

#[path = "../tests/it/samples.rs"]
mod samples;

use std::time::{Duration, Instant};

use tuntas_figures::Count;
use tuntas_reports::{Press, RenderError};

const RUNS: u64 = 30;
/// Runs when the bench is merely tried out, as `cargo test --all-targets` does.
const TRIAL_RUNS: u64 = 1;

fn main() -> Result<(), RenderError> {
    let measured = std::env::args().any(|argument| argument == "--bench");
    let started = Instant::now();
    let press = Press::new();
    println!("new press    {:>8.2} ms", milliseconds(started.elapsed()));
    let office = samples::office();
    for (name, sample) in [
        ("empty", samples::empty()),
        ("tiny", samples::tiny()),
        ("day", samples::day()),
        ("month", samples::month()),
        ("huge year", samples::huge()),
    ] {
        let mut times = Vec::new();
        let mut sizes: Vec<usize> = Vec::new();
        for run in 0..if measured { RUNS } else { TRIAL_RUNS } {
            // Every run another report, so that no result is simply remembered.
            let mut report = sample.clone();
            report.backlog.closing = Count::Exact(1_000 + run);
            report.promise.kept = Count::Exact(2_000 + run);
            let started = Instant::now();
            let files = press.files(&report, &office)?;
            times.push(started.elapsed());
            sizes = files.iter().map(|file| file.bytes.len()).collect();
        }
        let first = times.first().copied().unwrap_or_default();
        times.sort_unstable();
        println!(
            "{name:<10} first {:>7.2} ms  p50 {:>7.2} ms  max {:>7.2} ms  bytes {sizes:?}",
            milliseconds(first),
            milliseconds(times[times.len() / 2]),
            milliseconds(times[times.len() - 1]),
        );
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM"))
    {
        println!("{peak}");
    }
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
