//! `docs/decision-table.md`: what is planned in which situation and on what ground. Every row is run; the page is what
//! came out. Set `UPDATE_DECISION_TABLE=1` to write it anew.

mod after_the_fact;
mod children;
mod choices;
mod holds;
mod households;
mod law;
mod render;

use std::fmt::Write as _;
use std::path::Path;

/// One situation, what comes of it, and the ground.
pub(crate) struct Row {
    situation: &'static str,
    outcome: String,
    ground: &'static str,
}

fn page() -> String {
    let groups: [(&str, Vec<Row>); 5] = [
        ("Households", households::rows()),
        ("Choices", choices::rows()),
        ("Children", children::rows()),
        ("Holds, and what officers may decide", holds::rows()),
        ("After the fact", after_the_fact::rows()),
    ];
    let mut page = String::from(HEAD);
    let mut number = 0;
    for (title, rows) in groups {
        write!(
            page,
            "\n## {title}\n\n| | Situation | What comes of it | Ground |\n|---|---|---|---|\n"
        )
        .unwrap();
        for row in rows {
            number += 1;
            writeln!(
                page,
                "| {number} | {} | {} | {} |",
                row.situation, row.outcome, row.ground
            )
            .unwrap();
        }
    }
    assert!(number >= 45, "{number} rows");
    page
}

const HEAD: &str = "\
# Decision table

What happens to the family cards, for each kind of situation, and on what ground. The page is written by the tests of
`crates/domain` (`decision_table`): each row was run through the plan, and its third column is what came out. Do not edit
it; change the rules or the rows, and run `UPDATE_DECISION_TABLE=1 cargo test -p tuntas-domain decision_table`.

Unless a row says otherwise, Wati sues Budi (*cerai gugat*), he heads their card, and the ruling is final. People are
invented. *kept* is a card whose number stays, *new* one with a number from the pool (N1, N2, … afterwards), *closed* one whose
number is retired. Behind a marital status stands its date.
A ground in a law was found in public sources that quote it, read as excerpts, unless it says (GK), general knowledge; (INF)
is our inference from such facts. Look a law up before quoting it.
";

#[test]
fn the_committed_table_is_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/decision-table.md");
    let page = page();
    if std::env::var_os("UPDATE_DECISION_TABLE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/decision-table.md is out of date: run UPDATE_DECISION_TABLE=1 cargo test -p tuntas-domain decision_table"
    );
}
