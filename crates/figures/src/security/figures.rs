//! The numbers of requests for security by name, and what everybody knows between them.

use tuntas_security::Activity;

use super::{Requests, SecurityFlow};
use crate::figures::Cells;
use crate::suppress::Table;

pub(crate) const ANSWERED: &str = "security/answered";
pub(crate) const IN_TIME: &str = "security/in_time";
pub(crate) const LATE: &str = "security/late";

/// Numbers of officers, which are told with the requests they were sent to.
const STRENGTH: [&str; 2] = ["/wished", "/given"];

pub(crate) fn row(court: &str, activity: Activity, column: &str) -> String {
    format!("security/{court}/{}/{column}", activity.as_str())
}

/// Gives each number to whoever keeps them.
pub(crate) fn set_all(flow: &SecurityFlow, mut set: impl FnMut(String, u64)) {
    for (court, activities) in &flow.requests {
        for (activity, requests) in activities {
            for (column, value) in requests.named() {
                set(row(court.as_str(), *activity, column), value);
            }
        }
    }
    set(ANSWERED.to_owned(), flow.in_time + flow.late);
    set(IN_TIME.to_owned(), flow.in_time);
    set(LATE.to_owned(), flow.late);
}

/// Columns of the row that a number stands in; none if it stands in no row.
pub(crate) fn columns(name: &str) -> Vec<&'static str> {
    let in_row = name.starts_with("security/") && name.matches('/').count() == 3;
    let columns = Requests::COLUMNS.iter().filter(|_| in_row);
    columns.map(|(column, _)| *column).collect()
}

/// The count that a number goes with: it is withheld where that is.
pub(crate) fn goes_with(name: &str) -> Option<String> {
    let row = name
        .strip_prefix("security/")
        .and(STRENGTH.into_iter().find_map(|column| name.strip_suffix(column)))?;
    Some(format!("{row}/accepted"))
}

/// What everybody knows between the numbers.
pub(crate) fn relate(table: &mut Table, cells: &Cells) {
    let one = |name: &str| cells.get(name).copied();
    let rows = |column: &'static str| {
        cells
            .iter()
            .filter(move |(name, _)| name.starts_with("security/") && name.ends_with(column))
            .map(|(_, cell)| *cell)
    };
    table.equal(rows("/accepted").chain(rows("/declined")), one(ANSWERED));
    table.equal([one(IN_TIME), one(LATE)].into_iter().flatten(), one(ANSWERED));
}
