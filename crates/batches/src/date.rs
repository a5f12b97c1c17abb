//! Dates as courts write them.

use jiff::civil::Date;

/// Names of the months, as far as they are needed to tell them apart. Indonesian, with the English ones that spreadsheets
/// slip in.
const MONTHS: [(&str, i8); 20] = [
    ("jan", 1),
    ("peb", 2),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("agu", 8),
    ("agt", 8),
    ("ags", 8),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nop", 11),
    ("nov", 11),
    ("des", 12),
    ("dec", 12),
];

/// Days before the first that a workbook counts.
const BEFORE_FIRST: Date = jiff::civil::date(1899, 12, 30);
/// The day a workbook counts last: 31 December 9999.
const LAST_SERIAL: i32 = 2_958_465;

/// Reads a day of the calendar: `2021-09-15`, `15-09-2021`, `15/9/2021`, `15.09.2021`, `15 September 2021`, also with the
/// day of the week before it or a time behind it. The day comes before the month. Years have four digits: of two, nobody
/// knows the century.
pub(crate) fn read(text: &str) -> Option<Date> {
    let text = text.rsplit_once(',').map_or(text, |(before, after)| {
        // `Selasa, 21 September 2021`
        if before.chars().all(char::is_alphabetic) {
            after
        } else {
            text
        }
    });
    let text = without_time(text.trim());
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, middle, last] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if first.len() == 4 {
        (first, middle, last)
    } else {
        (last, middle, first)
    };
    let digits = |text: &str, most: usize| {
        (text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<i16>().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    let month = match digits(month, 2) {
        Some(number) => i8::try_from(number).ok()?,
        None => named(month)?,
    };
    Date::new(digits(year, 4)?, month, i8::try_from(digits(day, 2)?).ok()?).ok()
}

/// The day a workbook means by a number: days since 30 December 1899, and the time of the day behind the point.
pub(crate) fn serial(number: &str) -> Option<Date> {
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    let days: i32 = whole.parse().ok()?;
    if !(1..=LAST_SERIAL).contains(&days) {
        return None;
    }
    BEFORE_FIRST.checked_add(jiff::Span::new().days(days)).ok()
}

/// Drops ` 00:00:00` or `T00:00:00`, which databases add to a day.
fn without_time(text: &str) -> &str {
    let Some(at) = text.find(':') else { return text };
    let before = text.get(..at).unwrap_or_default();
    before
        .rfind(['T', ' '])
        .map_or(text, |end| text.get(..end).unwrap_or_default().trim_end())
}

fn named(month: &str) -> Option<i8> {
    let begins: String = month.chars().take(3).flat_map(char::to_lowercase).collect();
    MONTHS
        .iter()
        .find(|(name, _)| *name == begins && month.chars().all(char::is_alphabetic))
        .map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn courts_write_a_day_in_many_ways() {
        for text in [
            "2021-09-15",
            "2021/09/15",
            "15-09-2021",
            "15/9/2021",
            "15.09.2021",
            "15 September 2021",
            "15 Sept 2021",
            "15-Sep-2021",
            "Rabu, 15 September 2021",
            "2021-09-15 00:00:00",
            "2021-09-15T08:30:00",
            "15/09/2021 08:30",
        ] {
            assert_eq!(read(text), Some(date(2021, 9, 15)), "{text}");
        }
        assert_eq!(read("1 Nopember 2020"), Some(date(2020, 11, 1)));
        assert_eq!(read("1 Agustus 2020"), Some(date(2020, 8, 1)));
        assert_eq!(read("12 Mei 2020"), Some(date(2020, 5, 12)));
    }

    #[test]
    fn what_nobody_can_be_sure_of_is_no_day() {
        for text in [
            "",
            "15-09-21",
            "09/15/2021",
            "31-02-2021",
            "2021-9",
            "kemarin",
            "15 Hujan 2021",
            "44454",
            "15-09-2021-1",
            "2021-13-01",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_workbook_counts_days() {
        assert_eq!(serial("44454"), Some(date(2021, 9, 15)));
        assert_eq!(serial("44454.354"), Some(date(2021, 9, 15)));
        assert_eq!(serial("1"), Some(date(1899, 12, 31)));
        for wrong in ["0", "-1", "2958466", "x", "", "1e9"] {
            assert_eq!(serial(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = (read(&text), serial(&text));
        }

        #[test]
        fn every_day_is_read_back(year in 1900_i16..2100, month in 1_i8..=12, day in 1_i8..=28) {
            let wanted = Some(date(year, month, day));
            prop_assert_eq!(read(&format!("{year}-{month:02}-{day:02}")), wanted);
            prop_assert_eq!(read(&format!("{day:02}-{month:02}-{year}")), wanted);
            prop_assert_eq!(read(&format!("{day}/{month}/{year}")), wanted);
        }
    }
}
