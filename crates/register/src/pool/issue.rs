//! The lasting record of an issued number, `ISSUED#<kecamatan>` / `<number>`.
//!
//! | attribute | meaning |
//! |---|---|
//! | `letter` | the reference of the letter SIAK's operator issued it with; absent where nobody said |
//! | `at` | the day it was imported; absent where the number came into the pool before issues were recorded |
//! | `household` | the household of a case that took it from the pool |
//! | `state`, `reason`, `spoiled_at` | written off: `spoiled`, why, and on which day |

use tuntas_domain::household::Household;
use tuntas_tables::{Expect, Item, Write};

use crate::keys;

/// Says whose number it is. The item is made if there is none, so that a number which came into the pool before issues
/// were recorded is not forgotten once it leaves it.
pub(crate) fn used(table: &str, household: &Household) -> Write {
    Write::Update {
        table: table.to_owned(),
        key: keys::issue(&household.number),
        set: Item::default().with("household", household.id.to_string()),
        remove: Vec::new(),
        add: None,
        expect: Expect::Anything,
    }
}
