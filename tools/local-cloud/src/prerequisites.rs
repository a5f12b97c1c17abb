//! What a fresh machine must have, and how to get what it lacks.

use std::process::Command;

use crate::{Activity, Error, Result};

/// The oldest Python the pinned packages run on.
const PYTHON: Version = Version(3, 11);

/// The oldest Node the CDK application runs on.
const NODE: Version = Version(20, 0);

/// Python programs to try, in this order.
const PYTHONS: [&str; 5] = ["python3", "python3.14", "python3.13", "python3.12", "python3.11"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32);

/// The programs that were found.
#[derive(Debug, Clone)]
pub struct Prerequisites {
    /// A Python that is new enough and can make virtual environments.
    pub python: String,
}

/// Looks for Rust, Python, Node and npm; names each that is missing with the command that installs it.
pub fn check(activity: &Activity) -> Result<Prerequisites> {
    let mut missing = Vec::new();
    let mut found = Vec::new();

    match version_of("cargo", &["--version"]) {
        Some(Version(major, minor)) => found.push(format!("Rust {major}.{minor}")),
        None => missing.push(lacking(
            "Rust",
            "install rustup, then: rustup toolchain install stable",
            "brew install rustup && rustup toolchain install stable",
        )),
    }
    let python = find_python();
    match &python {
        Ok((_, Version(major, minor))) => found.push(format!("Python {major}.{minor}")),
        Err(lack) => missing.push(lack.clone()),
    }
    match version_of("node", &["--version"]) {
        Some(version) if version >= NODE => found.push(format!("Node {}.{}", version.0, version.1)),
        Some(version) => missing.push(format!(
            "  Node {}.{} is too old; 20 or newer is needed. Debian 13 or newer: sudo apt-get install -y nodejs npm; macOS: brew install node",
            version.0, version.1
        )),
        None => missing.push(lacking("Node 20 or newer", "sudo apt-get install -y nodejs npm", "brew install node")),
    }
    if version_of("npm", &["--version"]).is_none() {
        missing.push(lacking("npm", "sudo apt-get install -y npm", "brew install node"));
    }

    match python {
        Ok((python, _)) if missing.is_empty() => {
            activity.note(found.join(", "));
            Ok(Prerequisites { python })
        }
        _ => Err(Error::Prerequisites(missing)),
    }
}

fn lacking(what: &str, debian: &str, mac: &str) -> String {
    format!("  {what} is missing. Debian: {debian}; macOS: {mac}")
}

fn find_python() -> std::result::Result<(String, Version), String> {
    let mut too_old = None;
    for python in PYTHONS {
        match version_of(python, &["--version"]) {
            Some(version) if version >= PYTHON => {
                return if succeeds(python, &["-c", "import ensurepip, venv"]) {
                    Ok((python.to_owned(), version))
                } else {
                    Err(lacking(
                        "the venv module of Python",
                        "sudo apt-get install -y python3-venv",
                        "brew install python",
                    ))
                };
            }
            Some(version) => too_old = too_old.or(Some(version)),
            None => {}
        }
    }
    Err(match too_old {
        Some(Version(major, minor)) => format!(
            "  Python {major}.{minor} is too old; 3.11 or newer is needed. \
             Debian 12 or newer: sudo apt-get install -y python3 python3-venv; macOS: brew install python"
        ),
        None => lacking(
            "Python 3.11 or newer",
            "sudo apt-get install -y python3 python3-venv",
            "brew install python",
        ),
    })
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
}

fn version_of(program: &str, arguments: &[&str]) -> Option<Version> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// The first two numbers of what a program says its version is: `cargo 1.95.0 (…)`, `v20.20.2`, `Python 3.11.7`.
fn parse_version(said: &str) -> Option<Version> {
    let digits = said.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = said[digits..].split(|c: char| !c.is_ascii_digit());
    Some(Version(
        numbers.next()?.parse().ok()?,
        numbers.next()?.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_programs_say() {
        assert_eq!(
            parse_version("cargo 1.95.0 (f2d3ce0bd 2026-03-21)\n"),
            Some(Version(1, 95))
        );
        assert_eq!(parse_version("v20.20.2\n"), Some(Version(20, 20)));
        assert_eq!(parse_version("Python 3.11.7\n"), Some(Version(3, 11)));
        assert_eq!(parse_version("command not found"), None);
    }

    #[test]
    fn python_3_9_is_older_than_3_11() {
        assert!(Version(3, 9) < PYTHON);
        assert!(Version(4, 0) > PYTHON);
    }
}
