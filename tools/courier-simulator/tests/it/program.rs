//! The program itself.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

#[test]
fn it_serves_until_it_is_told_to_stop_and_then_leaves_in_good_order() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_courier-simulator"))
        .args(["--addr", "127.0.0.1:0", "--step-ms", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).unwrap();
    assert!(first.contains("courier simulator listens"), "{first}");
    let stop = Command::new("kill")
        .args(["-TERM", &program.id().to_string()])
        .status()
        .unwrap();
    assert!(stop.success());
    assert_eq!(program.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("stopping"), "{rest}");
}

#[test]
fn a_mistyped_flag_ends_it_with_code_2() {
    let output = Command::new(env!("CARGO_BIN_EXE_courier-simulator"))
        .arg("--sped")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}
