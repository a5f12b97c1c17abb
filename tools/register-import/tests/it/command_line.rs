//! The program as operators call it.

use std::process::{Command, Output};

use crate::town::{Office, family};

fn call(office: &Office, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_register-import"))
        .arg("extract")
        .args(["--file", office.file().to_str().unwrap()])
        .args(words)
        .output()
        .unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn an_extract_without_its_day_is_not_guessed_at() {
    let office = Office::of(&family());
    let output = call(&office, &["--table", "register"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).contains("--as-of DATE"));
    // One of a day that has not come would keep every later extract out.
    let output = call(&office, &["--table", "register", "--as-of", "2999-01-01"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said(&output.stderr).trim(), "--as-of is after today");
    assert_eq!(office.left_over(), ["extract.csv"]);
}

#[test]
fn a_look_needs_no_register_and_no_day() {
    let office = Office::of(&family());
    let output = call(&office, &["--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    assert!(said(&output.stdout).contains("1 without fault"));
}
