//! Writes all files of the sample reports, and a picture of every page of their PDFs:
//! `cargo run -p tuntas-reports --example preview -- <folder>`.

#![expect(clippy::print_stdout, reason = "a command line tool reports what it wrote")]
#![expect(
    clippy::unwrap_used,
    reason = "the samples are shared with the tests, whose helpers fail by panicking"
)]

#[path = "../tests/it/samples.rs"]
mod samples;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use tuntas_reports::{Press, open_data};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("usage: preview <folder>")?);
    let press = Press::new();
    let office = samples::office();
    for (name, report) in [
        ("month", samples::month()),
        ("empty", samples::empty()),
        ("tiny", samples::tiny()),
        ("huge", samples::huge()),
        ("day", samples::day()),
    ] {
        let folder = folder.join(name);
        fs::create_dir_all(&folder)?;
        for file in press.files(&report, &office)?.iter().chain(&open_data(&report)?) {
            fs::write(folder.join(&file.name), &file.bytes)?;
            println!("{}/{} ({} bytes)", folder.display(), file.name, file.bytes.len());
        }
        for (page, picture) in (1..).zip(press.preview(&report, &office, 100.0)?) {
            fs::write(folder.join(format!("page-{page}.png")), picture)?;
        }
    }
    Ok(())
}
