//! The officers' lists: held cases, all of them and by reason, oldest first. Kept in the transaction that holds a case
//! or lets it go on.

use jiff::Timestamp;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{Fact, Step};
use tuntas_tables::{Expect, Item, ItemError, Key, Table, Write};

use crate::{JournalError, page};

/// A case that waits for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCase {
    /// The case.
    pub case: CaseId,
    /// Code of the hold, as [`tuntas_domain::plan::Hold::code`] gives it.
    pub reason: String,
    /// When it was put in this hold. Another event about the same reason does not make it younger.
    pub since: Timestamp,
}

/// A page of held cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPage {
    /// Longest held first.
    pub cases: Vec<HeldCase>,
    /// Where the next page begins.
    pub next: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Standing<'a> {
    reason: &'a str,
    since: Timestamp,
}

/// List of all held cases; no reason has this code.
const OPEN: &str = "open";

fn list(name: &str) -> String {
    format!("HELD#{name}")
}

fn keys(case: CaseId, standing: Standing<'_>) -> [Key; 2] {
    let sk = format!("{}#{case}", page::moment(standing.since));
    [OPEN, standing.reason].map(|name| Key::new(list(name), sk.clone()))
}

/// How the case stood before a step, and how it stands after it; `None` in both if the step was about no hold.
fn around(step: &Step) -> (Option<Standing<'_>>, Option<Standing<'_>>) {
    let mut moves = step.facts.iter().filter_map(|fact| match fact {
        Fact::Held { reason } => Some((
            true,
            Standing {
                reason,
                since: step.at,
            },
        )),
        Fact::Unheld { reason, since } => Some((
            false,
            Standing {
                reason,
                since: *since,
            },
        )),
        _ => None,
    });
    let first = moves.next();
    let last = moves.next_back().or(first);
    (
        first.and_then(|(held, standing)| (!held).then_some(standing)),
        last.and_then(|(held, standing)| held.then_some(standing)),
    )
}

/// The writes between how a case stood and how it stands.
pub(crate) fn changed(table: &str, step: &Step) -> Vec<Write> {
    let case = step.case;
    let (old, new) = around(step);
    if old == new {
        return Vec::new();
    }
    let kept = new.map(|standing| keys(case, standing));
    let closed = old
        .into_iter()
        .flat_map(|standing| keys(case, standing))
        .filter(|key| !kept.iter().flatten().any(|kept| kept == key))
        .map(|key| Write::Delete {
            table: table.to_owned(),
            key,
            expect: Expect::Anything,
        });
    let opened = new.into_iter().flat_map(|standing| {
        keys(case, standing).map(|key| Write::Put {
            table: table.to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("entity", "held-case")
                .with("case", case.to_string())
                .with("reason", standing.reason)
                .with("since", standing.since.to_string()),
            expect: Expect::Anything,
        })
    });
    closed.chain(opened).collect()
}

pub(crate) async fn page(
    table: &Table,
    reason: Option<&str>,
    cursor: Option<&str>,
    limit: u16,
) -> Result<HeldPage, JournalError> {
    let (items, next) = page::read(table, &list(reason.unwrap_or(OPEN)), cursor, limit).await?;
    let cases = items.iter().map(row).collect::<Result<_, _>>()?;
    Ok(HeldPage { cases, next })
}

/// Cases that are held for a reason since before this one.
pub(crate) async fn before(
    table: &Table,
    reason: &str,
    case: CaseId,
    most: usize,
) -> Result<Vec<HeldCase>, JournalError> {
    page::before(
        table,
        &list(reason),
        most,
        row,
        |held| held.case == case,
        |_| true,
    )
    .await
}

fn row(item: &Item) -> Result<HeldCase, ItemError> {
    Ok(HeldCase {
        case: item.parsed("case")?,
        reason: item.text("reason")?.to_owned(),
        since: item.parsed("since")?,
    })
}
