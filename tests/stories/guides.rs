//! What the guides say to run, run as it stands.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tuntas_local_cloud::Layout;

/// The block of a document in that language that begins so.
pub(crate) fn block(document: &str, language: &str, beginning: &str) -> String {
    let text = std::fs::read_to_string(Layout::of_this_checkout().root().join(document)).unwrap();
    let begin = format!("```{language}\n{beginning}");
    let (_, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("{document} has no block {beginning}"));
    format!("{beginning}{}", rest.split_once("```").unwrap().0)
}

/// Where the Python of the local cloud is: it has `cryptography` and `standardwebhooks`.
fn python() -> PathBuf {
    Layout::of_this_checkout().local().join("venv/bin")
}

/// Runs a block in a folder by bash; what it printed.
pub(crate) fn bash(folder: &Path, script: &str) -> Vec<u8> {
    let path = tuntas_local_cloud::variable("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .env("PATH", format!("{}:{path}", python().display()))
        .current_dir(folder)
        .output();
    printed(output.unwrap(), script)
}

/// Runs a program that reads what it is given as a file; what it printed.
pub(crate) fn run_python(program: &str, given: std::fs::File) -> Vec<u8> {
    let output = Command::new(python().join("python3"))
        .args(["-c", program])
        .stdin(Stdio::from(given))
        .output();
    printed(output.unwrap(), program)
}

fn printed(output: Output, script: &str) -> Vec<u8> {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "needs bash and OpenSSL 3, or the Python of the local cloud: {script}\n{said}"
    );
    output.stdout
}
