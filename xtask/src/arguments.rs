//! The command line.

use std::path::PathBuf;

use tuntas_local_cloud::{CloudName, Ports};

use crate::mutants::Shard;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask <command>

  demo [--batch] [--keep] [--port 4566]
                                      set up and start the local cloud, deploy, and tell the story of one decree, or
                                      with --batch of a court's file; --keep leaves the cloud running
  down                                stop every local cloud of this checkout
  test [--only lint|unit|infra|e2e]   everything that must pass before a change goes in
  package                             build the functions and lay them out in .local/functions/
  city [cities/<name>]                check a city's configuration and its courts' keys
  mutants [--shard k/n]               put every small fault into the rules, one by one, and see whether their tests
                                      notice (hours; installs cargo-mutants); --shard takes one of n parts, from 0
  deny                                check licences and advisories of all dependencies (installs cargo-deny)
  help                                this page";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// List the commands.
    Help,
    /// Start the demo cloud and tell the story.
    Demo {
        /// Leave the cloud running.
        keep: bool,
        /// The ports it listens on.
        ports: Ports,
        /// What it tells.
        story: Story,
    },
    /// Stop every local cloud.
    Down,
    /// Check everything, or one part.
    Test {
        /// The one part.
        only: Option<Part>,
    },
    /// Build and lay out the functions.
    Package,
    /// Check a city's configuration.
    City {
        /// Its folder; the sample city where none is named.
        folder: Option<PathBuf>,
    },
    /// See whether the tests of the rules notice faults in them.
    Mutants {
        /// The part of all faults to try.
        shard: Shard,
    },
    /// Check dependencies.
    Deny,
}

/// What the demo tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    /// One decree, from the court to two doors.
    Decree,
    /// A file of a court without an API client.
    Files,
}

/// A part of `cargo xtask test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Format and clippy.
    Lint,
    /// Unit, property and snapshot tests of all crates.
    Unit,
    /// The stack: its tests, its rules, its template.
    Infra,
    /// The deployed stack, over real HTTP.
    EndToEnd,
}

/// Reads the arguments after `cargo xtask`.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let command = match arguments.next().as_deref() {
        None | Some("help" | "--help" | "-h") => return Ok(Command::Help),
        Some("demo") => return parse_demo(arguments),
        Some("test") => return parse_test(arguments),
        Some("mutants") => return parse_mutants(arguments),
        Some("city") => Command::City {
            folder: arguments.next().map(PathBuf::from),
        },
        Some("down") => Command::Down,
        Some("package") => Command::Package,
        Some("deny") => Command::Deny,
        Some(other) => return Err(format!("there is no command {other}")),
    };
    match arguments.next() {
        None => Ok(command),
        Some(surplus) => Err(format!("{surplus} is one argument too many")),
    }
}

fn parse_demo(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let (mut keep, mut ports, mut story) = (false, Ports::usual(CloudName::Demo), Story::Decree);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--keep" => keep = true,
            "--batch" => story = Story::Files,
            "--port" => {
                let port = arguments.next().unwrap_or_default();
                ports = port
                    .parse::<u16>()
                    .ok()
                    .filter(|port| (1024..=65000).contains(port))
                    .map(Ports::from)
                    .ok_or_else(|| format!("--port takes a number from 1024 to 65000, not {port:?}"))?;
            }
            other => return Err(format!("demo knows no {other}")),
        }
    }
    Ok(Command::Demo { keep, ports, story })
}

fn parse_test(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut only = None;
    while let Some(argument) = arguments.next() {
        if argument != "--only" {
            return Err(format!("test knows no {argument}"));
        }
        only = Some(match arguments.next().unwrap_or_default().as_str() {
            "lint" => Part::Lint,
            "unit" => Part::Unit,
            "infra" => Part::Infra,
            "e2e" => Part::EndToEnd,
            other => return Err(format!("--only takes lint, unit, infra or e2e, not {other:?}")),
        });
    }
    Ok(Command::Test { only })
}

fn parse_mutants(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut shard = Shard { part: 0, of: 1 };
    while let Some(argument) = arguments.next() {
        if argument != "--shard" {
            return Err(format!("mutants knows no {argument}"));
        }
        let part = arguments.next().unwrap_or_default();
        shard = Shard::parse(&part).ok_or_else(|| {
            format!("--shard takes the part and the number of parts, like 0/8, not {part:?}")
        })?;
    }
    Ok(Command::Mutants { shard })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        super::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_demo_has_its_usual_ports_unless_told_otherwise() {
        let usual = Ports::usual(CloudName::Demo);
        assert_eq!(
            parse("demo"),
            Ok(Command::Demo {
                keep: false,
                ports: usual,
                story: Story::Decree
            })
        );
        let moved = parse("demo --port 5000 --keep");
        assert_eq!(
            moved,
            Ok(Command::Demo {
                keep: true,
                ports: Ports {
                    cloud: 5000,
                    simulator: 5011
                },
                story: Story::Decree
            })
        );
        let files = parse("demo --batch");
        assert!(matches!(
            files,
            Ok(Command::Demo {
                story: Story::Files,
                ..
            })
        ));
    }

    #[test]
    fn a_port_that_needs_privileges_or_does_not_exist_is_refused() {
        for port in ["80", "65535", "many", ""] {
            assert!(parse(&format!("demo --port {port}")).is_err(), "{port}");
        }
    }

    #[test]
    fn one_part_of_the_tests_can_be_run_alone() {
        assert_eq!(parse("test"), Ok(Command::Test { only: None }));
        assert_eq!(
            parse("test --only e2e"),
            Ok(Command::Test {
                only: Some(Part::EndToEnd)
            })
        );
        assert!(parse("test --only everything").is_err());
    }

    #[test]
    fn all_faults_are_tried_unless_one_part_is_asked_for() {
        let all = Shard { part: 0, of: 1 };
        assert_eq!(parse("mutants"), Ok(Command::Mutants { shard: all }));
        let third = Shard { part: 2, of: 8 };
        assert_eq!(
            parse("mutants --shard 2/8"),
            Ok(Command::Mutants { shard: third })
        );
        assert!(parse("mutants --shard 8/8").is_err());
        assert!(parse("mutants 2/8").is_err());
    }

    #[test]
    fn a_typing_error_does_nothing_but_say_so() {
        assert!(parse("donw").is_err());
        assert!(parse("down --now").is_err());
        assert!(parse("demo --kepe").is_err());
    }
}
