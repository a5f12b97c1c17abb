//! `cargo xtask`: everything one does with this repository, on a fresh machine as in CI.
//!
//! `cargo xtask help` lists the commands.

mod arguments;
mod cargo_tool;
mod check_city;
mod demo;
mod deny;
#[cfg(test)]
mod documents_test;
mod interrupt;
mod mutants;
mod package;
mod prepare;
mod story;
mod test;

use std::process::ExitCode;

use tuntas_local_cloud::{Error, Layout, Progress};

use crate::arguments::Command;

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    let progress = Progress::to_stdout();
    let command = match arguments::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(complaint) => {
            progress.say(&format!("{complaint}\n\n{}", arguments::HELP));
            return ExitCode::from(2);
        }
    };
    // Whatever is given up half-way is dropped here, and stops what it started.
    let result = tokio::select! {
        result = run(command, &progress) => result,
        () = interrupt::wait() => Err(Error::Interrupted),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            progress.explain(&error);
            ExitCode::from(if matches!(error, Error::Interrupted) {
                130
            } else {
                1
            })
        }
    }
}

/// Does it, and tells whether everything is as it should be.
async fn run(command: Command, progress: &Progress) -> Result<bool, Error> {
    let layout = Layout::of_this_checkout();
    match command {
        Command::Help => progress.say(arguments::HELP),
        Command::Demo { keep, ports, story } => demo::run(&layout, progress, keep, ports, story).await?,
        Command::Down => demo::down(&layout, progress),
        Command::Test { only } => return test::run(&layout, progress, only).await,
        Command::Package => package::run(&layout, progress).await?,
        Command::City { folder } => check_city::run(&layout, progress, folder)?,
        Command::Mutants { shard } => return mutants::run(&layout, progress, shard).await,
        Command::Deny => deny::run(&layout, progress).await?,
    }
    Ok(true)
}
