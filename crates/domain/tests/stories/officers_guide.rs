//! The officers' guide lists what the rules let officers decide, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::fixtures::WATI;
use super::holds::{every_decision, every_hold};

/// Stands in the guide behind a decision to which a second officer has to agree.
const TWO: &str = "(2)";

/// Rows of the table below a heading, as cells.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let guide = include_str!("../../../../docs/officers.md");
    let (_, below) = guide.split_once(&format!("\n## {heading}\n")).unwrap();
    below
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

fn code(cell: &str) -> &str {
    cell.split('`').nth(1).unwrap_or_default()
}

#[test]
fn the_guide_lists_every_hold_with_its_decisions_and_who_has_to_agree() {
    let approved: BTreeSet<_> = every_decision(WATI, 0, "35.75.01")
        .iter()
        .filter(|decision| decision.needs_approval())
        .map(|decision| decision.code().to_owned())
        .collect();
    let told: BTreeMap<_, _> = table("The holds")
        .iter()
        .map(|row| {
            let [hold, .., decisions] = row.as_slice() else {
                panic!("{row:?} has too few cells");
            };
            let decisions: BTreeSet<_> = decisions
                .split(',')
                .map(|told| (code(told).to_owned(), told.ends_with(TWO)))
                .collect();
            (code(hold).to_owned(), decisions)
        })
        .collect();
    let wanted: BTreeMap<_, _> = every_hold()
        .iter()
        .map(|hold| {
            let decisions: BTreeSet<_> = hold
                .allowed()
                .iter()
                .map(|decision| ((*decision).to_owned(), approved.contains(*decision)))
                .collect();
            (hold.code().to_owned(), decisions)
        })
        .collect();
    assert_eq!(told, wanted);
}

#[test]
fn the_guide_explains_every_decision_and_says_which_need_two_officers_and_a_note() {
    let told: BTreeMap<_, _> = table("The decisions")
        .iter()
        .map(|row| {
            (
                code(row[0]).to_owned(),
                (row[0].ends_with(TWO), row[1].contains("`note`")),
            )
        })
        .collect();
    let wanted: BTreeMap<_, _> = every_decision(WATI, 0, "35.75.01")
        .iter()
        .map(|decision| {
            (
                decision.code().to_owned(),
                (decision.needs_approval(), decision.needs_note()),
            )
        })
        .collect();
    assert_eq!(told, wanted);
}
