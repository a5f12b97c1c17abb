//! Numbers, times and days as Indonesians write them: `1.234,5`; `2 hari 3 jam`; `21 September 2021`.

use jiff::civil::Date;
use tuntas_domain::calendar::{self, month};
use tuntas_figures::{Count, Period, Span};

/// What stands for a withheld count.
pub(crate) const WITHHELD: &str = "<5";
/// What stands where there is no figure.
pub(crate) const NONE: &str = "–";

/// `1.234`.
pub(crate) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

/// `1.234` or `<5`.
pub(crate) fn count(count: Count) -> String {
    match count {
        Count::Exact(number) => whole(number),
        Count::Withheld => WITHHELD.to_owned(),
    }
}

/// `Rp1.234.500`.
pub(crate) fn rupiah(amount: u64) -> String {
    format!("Rp{}", whole(amount))
}

/// `97,4%`, of tenths of a percent.
pub(crate) fn percent(permille: u16) -> String {
    if permille.is_multiple_of(10) {
        format!("{}%", permille / 10)
    } else {
        format!("{},{}%", permille / 10, permille % 10)
    }
}

/// `2 hari 3 jam`, `3 jam 5 menit`, `12 menit`; the two largest units, rounded down.
pub(crate) fn duration(minutes: u64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => "kurang dari 1 menit".to_owned(),
        (0, 0, minutes) => format!("{minutes} menit"),
        (0, hours, 0) => format!("{hours} jam"),
        (0, hours, minutes) => format!("{hours} jam {minutes} menit"),
        (days, 0, _) => format!("{} hari", whole(days)),
        (days, hours, _) => format!("{} hari {hours} jam", whole(days)),
    }
}

/// `27 jam 5 menit`: working time, of which a day has no fixed number of hours.
pub(crate) fn working_time(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => "kurang dari 1 menit".to_owned(),
        (0, minutes) => format!("{minutes} menit"),
        (hours, 0) => format!("{} jam", whole(hours)),
        (hours, minutes) => format!("{} jam {minutes} menit", whole(hours)),
    }
}

/// `12`, `1.500`, `25 rb`, `1,5 jt`, `2 M`, `3 T`: short enough for an axis.
pub(crate) fn short(number: u64) -> String {
    for (unit, word) in [
        (1_000_000_000_000, "T"),
        (1_000_000_000, "M"),
        (1_000_000, "jt"),
        (1_000, "rb"),
    ] {
        if number >= unit && number >= 10_000 {
            let tenth = unit / 10;
            let tenths = number / tenth + u64::from(number % tenth >= tenth / 2);
            let whole = whole(tenths / 10);
            return if tenths.is_multiple_of(10) {
                format!("{whole} {word}")
            } else {
                format!("{whole},{} {word}", tenths % 10)
            };
        }
    }
    whole(number)
}

/// `21 September 2021`.
pub(crate) fn day(day: Date) -> String {
    calendar::in_prose(day)
}

/// `21 Sep`.
pub(crate) fn short_day(day: Date) -> String {
    format!("{} {}", day.day(), month(day).get(..3).unwrap_or_default())
}

/// `September 2021`, `20–26 September 2021`, `1 Agustus – 15 September 2021`.
pub(crate) fn period(period: Period) -> String {
    let Period { span, from, to } = period;
    match span {
        Span::Daily => day(from),
        Span::Monthly => format!("{} {}", month(from), from.year()),
        Span::Yearly => from.year().to_string(),
        Span::Weekly | Span::Custom if from == to => day(from),
        Span::Weekly | Span::Custom if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{}–{}", from.day(), day(to))
        }
        Span::Weekly | Span::Custom if from.year() == to.year() => {
            format!("{} {} – {}", from.day(), month(from), day(to))
        }
        Span::Weekly | Span::Custom => format!("{} – {}", day(from), day(to)),
    }
}

/// `2026, 2027`; `None` if there are no years.
pub(crate) fn years(years: &[i16]) -> Option<String> {
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    (!years.is_empty()).then(|| years.join(", "))
}

/// `ya` or `tidak`.
pub(crate) fn flag(value: bool) -> &'static str {
    if value { "ya" } else { "tidak" }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_have_points_between_thousands_and_a_comma_before_tenths() {
        assert_eq!(
            [0, 12, 999, 1_000, 1_234_567].map(whole),
            ["0", "12", "999", "1.000", "1.234.567"]
        );
        assert_eq!([0, 974, 980, 1000].map(percent), ["0%", "97,4%", "98%", "100%"]);
        assert_eq!(rupiah(1_234_500), "Rp1.234.500");
        assert_eq!(
            [9_999, 10_000, 25_550, 99_999, 1_500_000, 2_000_000_000, u64::MAX].map(short),
            [
                "9.999",
                "10 rb",
                "25,6 rb",
                "100 rb",
                "1,5 jt",
                "2 M",
                "18.446.744,1 T"
            ]
        );
    }

    #[test]
    fn times_are_told_in_their_two_largest_units() {
        assert_eq!(
            [0, 12, 60, 185, 1440, 3060, 3061].map(duration),
            [
                "kurang dari 1 menit",
                "12 menit",
                "1 jam",
                "3 jam 5 menit",
                "1 hari",
                "2 hari 3 jam",
                "2 hari 3 jam"
            ]
        );
    }

    #[test]
    fn working_time_is_told_in_hours_however_long() {
        assert_eq!(
            [0, 59, 60, 1625, 90_000].map(working_time),
            [
                "kurang dari 1 menit",
                "59 menit",
                "1 jam",
                "27 jam 5 menit",
                "1.500 jam"
            ]
        );
    }

    #[test]
    fn a_period_is_named_as_one_says_it() {
        let named = |span, from, to| period(Period { span, from, to });
        let (first, last) = (date(2021, 9, 1), date(2021, 9, 30));
        assert_eq!(named(Span::Daily, first, first), "1 September 2021");
        assert_eq!(named(Span::Monthly, first, last), "September 2021");
        assert_eq!(named(Span::Yearly, date(2021, 1, 1), date(2021, 12, 31)), "2021");
        assert_eq!(
            named(Span::Weekly, date(2021, 9, 20), date(2021, 9, 26)),
            "20–26 September 2021"
        );
        assert_eq!(
            named(Span::Weekly, date(2021, 9, 27), date(2021, 10, 3)),
            "27 September – 3 Oktober 2021"
        );
        assert_eq!(
            named(Span::Custom, date(2020, 12, 1), date(2021, 1, 5)),
            "1 Desember 2020 – 5 Januari 2021"
        );
    }
}
