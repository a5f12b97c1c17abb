//! The rows of one KK number as a household.

use jiff::civil::Date;
use tuntas_domain::household::{Breach, Cause, Household, HouseholdState, Member, check_recorded};
use tuntas_domain::identity::{CityCode, KkNumber};
use tuntas_domain::people::{Relationship, Vital};
use uuid::Uuid;

use super::codes::MaritalCodes;
use super::columns::{Column, Columns};
use super::groups::Group;
use super::marriages::marry;
use super::reasons::{Reason, Warning};
use super::row::Row;
use crate::ids;

/// What a row is read by.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Where columns stand.
    pub columns: &'a Columns,
    /// What numbers of the marital status mean, if there are any.
    pub marital_codes: Option<MaritalCodes>,
    /// The only city households may live in, if that matters.
    pub region: Option<&'a CityCode>,
    /// The day of the import.
    pub today: Date,
    /// What identifiers are derived from.
    pub namespace: Uuid,
}

/// A household as the rows tell it.
#[derive(Debug, Clone)]
pub struct Told {
    /// As if it were new.
    pub household: Household,
    /// For each member, in the household's order, columns that tell nothing of them.
    pub silent: Vec<Vec<Column>>,
    /// What is worth a look.
    pub warnings: Vec<Warning>,
}

/// Reads a household.
///
/// # Errors
/// The reason for each row, in their order.
pub fn household(reading: &Reading<'_>, group: &Group) -> Result<Told, Vec<Reason>> {
    let all = |reason| Err(vec![reason; group.rows.len()]);
    if group.overlong {
        return all(Reason::TooManyMembers);
    }
    let read: Vec<Result<Row, Reason>> = group.rows.iter().map(|row| Row::read(reading, row)).collect();
    if read.iter().any(Result::is_err) {
        let reasons = read.into_iter().map(|row| row.err().unwrap_or(Reason::OtherRow));
        return Err(reasons.collect());
    }
    let mut rows: Vec<Row> = read.into_iter().flatten().collect();
    let some = |at: &dyn Fn(usize) -> Option<Reason>| {
        Err((0..group.rows.len())
            .map(|row| at(row).unwrap_or(Reason::OtherRow))
            .collect())
    };

    let heads: Vec<usize> = of(&rows, |row| row.relationship == Relationship::Head);
    let head = match heads.as_slice() {
        [head] => *head,
        [] => return all(Reason::NoHead),
        _ => return some(&|row| heads.contains(&row).then_some(Reason::SeveralHeads)),
    };
    let twice: Vec<usize> = of(&rows, |row| {
        rows.iter()
            .filter(|other| other.person.nik == row.person.nik)
            .count()
            > 1
    });
    if !twice.is_empty() {
        return some(&|row| twice.contains(&row).then_some(Reason::PersonTwice));
    }
    let Some(address) = rows.get(head).map(|head| head.address.clone()) else {
        return all(Reason::NoHead);
    };
    let elsewhere: Vec<usize> = of(&rows, |row| row.address != address);
    if !elsewhere.is_empty() {
        return some(&|row| elsewhere.contains(&row).then_some(Reason::AddressDiffers));
    }
    if let Err((at, reason)) = marry(&mut rows) {
        return some(&|row| at.contains(&row).then_some(reason));
    }
    let Some(number) = rows.first().map(|row| row.number.clone()) else {
        return all(Reason::NoHead);
    };
    let mut warnings: Vec<Warning> = rows.iter().flat_map(|row| row.warnings.iter().copied()).collect();
    let head_died = rows
        .get(head)
        .is_some_and(|head| head.person.vital == Vital::Deceased);
    warnings.extend(head_died.then_some(Warning::HeadDied));
    // Head first; the others keep the order of the file.
    rows.sort_by_key(|row| row.relationship != Relationship::Head);
    let (members, silent) = rows
        .into_iter()
        .map(|row| {
            let member = Member {
                person: row.person,
                relationship: row.relationship,
            };
            (member, row.silent)
        })
        .unzip();
    let household = Household {
        id: ids::household(reading.namespace, &number),
        version: 1,
        issued_on: recorded_on(&number, reading.today),
        number,
        address,
        members,
        state: HouseholdState::Active,
        cause: Cause::Import,
        departed: Vec::new(),
    };
    match check_recorded(&household, reading.today) {
        Ok(()) => Ok(Told {
            household,
            silent,
            warnings,
        }),
        Err(Breach::HeadNotEligible) => some(&|row| (row == head).then_some(Reason::HeadNotEligible)),
        Err(Breach::ChildrenAlone) => all(Reason::ChildrenAlone),
        Err(Breach::PersonTwice) => all(Reason::PersonTwice),
        Err(Breach::NumberTwice) => all(Reason::NumberTaken),
        Err(Breach::Heads(_) | Breach::Empty | Breach::ClosedWithMembers) => all(Reason::NoHead),
    }
}

fn of(rows: &[Row], is: impl Fn(&Row) -> bool) -> Vec<usize> {
    let some = rows.iter().enumerate().filter(|(_, row)| is(row));
    some.map(|(at, _)| at).collect()
}

/// The day a KK number was recorded, which its digits 7 to 12 say: extracts do not tell when a card was printed last. The
/// day depends on nothing else, so that a later import finds the household as it is; where a month has no such day, it is
/// the month's last.
fn recorded_on(number: &KkNumber, today: Date) -> Date {
    let two = |at: usize| {
        let digits = number.as_str().get(at..at + 2);
        digits.and_then(|digits| digits.parse::<i8>().ok()).unwrap_or(1)
    };
    let (day, month, year) = (two(6), two(8), i16::from(two(10)));
    let in_century = |century: i16| {
        (1..=day)
            .rev()
            .find_map(|day| Date::new(century + year, month, day).ok())
    };
    in_century(2000)
        .filter(|day| *day <= today)
        .or_else(|| in_century(1900))
        .unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_number_tells_when_it_was_recorded() {
        let recorded = |text: &str| recorded_on(&KkNumber::parse(text).unwrap(), date(2026, 11, 24));
        assert_eq!(recorded("3575011201170004"), date(2017, 1, 12));
        assert_eq!(recorded("3575011201990004"), date(1999, 1, 12));
        assert_eq!(recorded("3575012411260004"), date(2026, 11, 24));
        assert_eq!(recorded("3575013102170004"), date(2017, 2, 28));
    }
}
