//! How long a warm render takes: `cargo bench -p tuntas-cards`. Prints median and 99th percentile.

#![expect(clippy::print_stdout, reason = "a bench reports its figures")]

#[path = "../tests/it/samples.rs"]
#[expect(dead_code, reason = "the bench renders its part of the samples")]
mod samples;

use std::time::{Duration, Instant};

use tuntas_cards::{KkSheet, RenderError, Renderer};

const WARM_UP: usize = 20;
const RUNS: usize = 500;
/// Runs when the bench is merely tried out, as `cargo test --all-targets` does.
const TRIAL_RUNS: usize = 2;

fn main() -> Result<(), RenderError> {
    let started = Instant::now();
    let renderer = Renderer::new();
    println!(
        "new renderer          {:>8.2} ms",
        milliseconds(started.elapsed())
    );

    let started = Instant::now();
    let first = renderer.kk(&household(0, 4))?;
    println!(
        "first KK, 4 members   {:>8.2} ms  {} bytes",
        milliseconds(started.elapsed()),
        first.bytes.len()
    );

    // Every run renders another household, so that no result is simply remembered.
    report("KK, 4 members", |run| {
        renderer.kk(&household(run, 4)).map(|pdf| pdf.bytes.len())
    })?;
    report("KK, 11 members", |run| {
        renderer.kk(&household(run, 11)).map(|pdf| pdf.bytes.len())
    })?;
    report("KTP-el", |run| {
        let mut card = samples::ktp();
        card.nik = format!("35750141019{run:05}");
        card.name = format!("CONTOH {}", letters(run));
        renderer.ktp(&card).map(|pdf| pdf.bytes.len())
    })?;
    report("KTP-el, long fields", |run| {
        let mut card = samples::long_ktp();
        card.nik = format!("35750141019{run:05}");
        card.address.push_str(&letters(run));
        renderer.ktp(&card).map(|pdf| pdf.bytes.len())
    })?;
    report("notice", |run| {
        let mut letter = samples::notice();
        letter.number = format!("470/{run}/CONTOH/2021");
        renderer.notice(&letter).map(|pdf| pdf.bytes.len())
    })?;
    report("notice about a marriage", |run| {
        let mut letter = samples::marriage_notice();
        letter.number = format!("470/{run}/CONTOH/2021");
        renderer.notice(&letter).map(|pdf| pdf.bytes.len())
    })
}

/// A household whose every name and number depends on `run`.
fn household(run: usize, members: usize) -> KkSheet {
    let mut sheet = samples::kk(members);
    sheet.number = format!("35750121092{run:05}");
    sheet.address = format!("JL. CONTOH {} NO. {run}", letters(run));
    for (index, member) in sheet.members.iter_mut().enumerate() {
        member.name = format!("CONTOH {} {}", letters(run), letters(run * 7 + index));
        member.nik = format!("3575014{:02}01{run:05}", index + 1);
        member.father = format!("BAPAK {}", letters(run * 11 + index));
        member.mother = format!("IBU {}", letters(run * 13 + index));
    }
    sheet.head_name.clone_from(&sheet.members[0].name);
    sheet
}

/// A pronounceable word for a number.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(b"BCDGKLMNPRST"[number % 12]));
        word.push(char::from(b"AEIOU"[number / 12 % 5]));
        number = number / 7 + 3;
    }
    word
}

fn report(
    name: &str,
    mut render: impl FnMut(usize) -> Result<usize, RenderError>,
) -> Result<(), RenderError> {
    let measured = std::env::args().any(|argument| argument == "--bench");
    let (warm_up, runs) = if measured {
        (WARM_UP, RUNS)
    } else {
        (0, TRIAL_RUNS)
    };
    for run in 0..warm_up {
        render(runs + run)?;
    }
    let mut times = Vec::with_capacity(runs);
    let mut bytes = 0;
    for run in 0..runs {
        let started = Instant::now();
        bytes = render(run)?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    println!(
        "{name:<20} p50 {:>6.2} ms  p99 {:>6.2} ms  max {:>6.2} ms  {bytes} bytes",
        milliseconds(times[runs / 2]),
        milliseconds(times[runs * 99 / 100]),
        milliseconds(times[runs - 1]),
    );
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
