//! The account of issued numbers as a file.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use tuntas_register::{Reconciliation, Tally};

use crate::private;

/// Writes accounts as JSON, or as CSV if the file's name ends so. Numbers with something wrong stand in it: the file is
/// for its owner only.
///
/// # Errors
/// The file could not be written.
pub fn write(path: &Path, accounts: &[Reconciliation]) -> io::Result<()> {
    let file = private::create(path)?;
    if path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
    {
        as_csv(file, accounts)
    } else {
        as_json(file, accounts)
    }
}

fn as_json(mut file: File, accounts: &[Reconciliation]) -> io::Result<()> {
    let accounts: Vec<Value> = accounts
        .iter()
        .map(|account| {
            let letters: Vec<Value> = account
                .by_letter
                .iter()
                .map(|(letter, tally)| json!({ "letter": letter, "numbers": counts(tally) }))
                .collect();
            let unexplained: Vec<Value> = account
                .unexplained
                .iter()
                .map(|wrong| json!({ "number": wrong.number, "why": wrong.why.code() }))
                .collect();
            json!({
                "kecamatan": account.kecamatan,
                "numbers": counts(&account.total),
                "letters": letters,
                "unexplained": unexplained,
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut file, &accounts)?;
    file.write_all(b"\n")
}

fn counts(tally: &Tally) -> Value {
    json!({
        "issued": tally.issued,
        "free": tally.free,
        "used": tally.used,
        "spoiled": tally.spoiled,
        "unexplained": tally.unexplained,
    })
}

/// One row for each letter of a kecamatan, and one for each number with something wrong.
fn as_csv(file: File, accounts: &[Reconciliation]) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record([
        "kecamatan",
        "letter",
        "issued",
        "free",
        "used",
        "spoiled",
        "unexplained",
        "number",
        "why",
    ])?;
    for account in accounts {
        let kecamatan = account.kecamatan.as_str();
        for (letter, tally) in &account.by_letter {
            let counts = [
                tally.issued,
                tally.free,
                tally.used,
                tally.spoiled,
                tally.unexplained,
            ];
            let counts = counts.map(|count| count.to_string());
            let [issued, free, used, spoiled, unexplained] = counts.each_ref().map(String::as_str);
            let letter = letter.as_deref().unwrap_or_default();
            writer.write_record([
                kecamatan,
                letter,
                issued,
                free,
                used,
                spoiled,
                unexplained,
                "",
                "",
            ])?;
        }
        for wrong in &account.unexplained {
            let (number, why) = (wrong.number.as_str(), wrong.why.code());
            writer.write_record([kecamatan, "", "", "", "", "", "", number, why])?;
        }
    }
    writer.flush()
}
