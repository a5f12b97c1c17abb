//! The lasting record of an issued number, `ISSUED#<kecamatan>` / `<number>`.
//!
//! | attribute | meaning |
//! |---|---|
//! | `at` | the day its import recorded the issue; absent where the number came into the pool unrecorded |
//! | `letter` | reference of the letter it was issued with; absent where nobody said |
//! | `household` | the household of a case that has it |
//! | `by` | `officer` where an officer gave it by hand, instead of taking it from the pool |
//! | `state`, `reason`, `spoiled_at` | written off: `spoiled`, why, and on which day |

use jiff::civil::Date;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{HouseholdId, KkNumber};
use tuntas_domain::people::Text;
use tuntas_tables::{Expect, Item, ItemError, Write};

use super::SpoilReason;
use crate::keys;

/// Reference of the letter that SIAK's operator issued numbers with, such as `470/118/423.107/2026`.
pub type Letter = Text<80>;

/// How numbers were issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// With which letter, where it is known.
    pub letter: Option<Letter>,
    /// The day the numbers were imported.
    pub at: Date,
}

/// What the table says of an issued number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Record {
    /// Whether an import recorded the issue.
    pub(crate) listed: bool,
    /// Whether an officer gave the number to a case by hand.
    pub(crate) by_hand: bool,
    pub(crate) letter: Option<String>,
    pub(crate) household: Option<HouseholdId>,
    pub(crate) spoiled: Option<SpoilReason>,
}

impl Record {
    pub(crate) fn read(item: &Item) -> Result<Self, ItemError> {
        let household = item.text_if_present("household");
        let spoiled = match item.text_if_present("state") {
            Some(SPOILED) => {
                Some(SpoilReason::from_code(item.text("reason")?).ok_or(ItemError { attribute: "reason" })?)
            }
            Some(_) => return Err(ItemError { attribute: "state" }),
            None => None,
        };
        Ok(Self {
            listed: item.text_if_present("at").is_some(),
            by_hand: item.text_if_present("by").is_some(),
            letter: item.text_if_present("letter").map(str::to_owned),
            household: household
                .map(|id| {
                    id.parse().map_err(|_| ItemError {
                        attribute: "household",
                    })
                })
                .transpose()?,
            spoiled,
        })
    }
}

const SPOILED: &str = "spoiled";

/// Records an issue for the first time.
pub(crate) fn recorded(table: &str, number: &KkNumber, issue: &Issue) -> Write {
    let key = keys::issue(number);
    Write::create(table, said(Item::new(key.pk, key.sk), issue))
}

/// Records the issue of a number of which something is known already.
pub(crate) fn recorded_late(table: &str, number: &KkNumber, issue: &Issue) -> Write {
    upsert(table, number, said(Item::default(), issue), Expect::Anything)
}

/// Says whose number it is, unless it was written off. The item is made if there is none, so that a number which came into
/// the pool unrecorded is not forgotten once it leaves it.
pub(crate) fn used(table: &str, household: &Household, by_hand: bool) -> Write {
    let set = Item::default()
        .with("household", household.id.to_string())
        .with_some("by", by_hand.then_some("officer"));
    upsert(table, &household.number, set, Expect::Without("state"))
}

/// Writes a number off. The item is made if there is none, as above.
pub(crate) fn spoiled(table: &str, number: &KkNumber, reason: SpoilReason, at: Date) -> Write {
    let set = Item::default()
        .with("state", SPOILED)
        .with("reason", reason.code())
        .with("spoiled_at", at.to_string());
    upsert(table, number, set, Expect::Anything)
}

fn said(item: Item, issue: &Issue) -> Item {
    item.with("at", issue.at.to_string())
        .with_some("letter", issue.letter.as_ref().map(Letter::as_str))
}

fn upsert(table: &str, number: &KkNumber, set: Item, expect: Expect) -> Write {
    Write::Update {
        table: table.to_owned(),
        key: keys::issue(number),
        set,
        remove: Vec::new(),
        add: None,
        expect,
    }
}
