//! Dates as Indonesian documents write them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Name of a date's month: `September`.
pub fn month(date: Date) -> &'static str {
    usize::from(date.month().unsigned_abs())
        .checked_sub(1)
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or_default()
}

/// As prose and letters write it: `21 September 2021`.
pub fn in_prose(date: Date) -> String {
    format!("{} {} {:04}", date.day(), month(date), date.year())
}

/// As forms and cards write it: `21-09-2021`.
pub fn on_forms(date: Date) -> String {
    format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn letters_name_the_month_and_forms_number_it() {
        assert_eq!(in_prose(date(2021, 9, 21)), "21 September 2021");
        assert_eq!(in_prose(date(2021, 12, 1)), "1 Desember 2021");
        assert_eq!(on_forms(date(2021, 9, 1)), "01-09-2021");
    }
}
