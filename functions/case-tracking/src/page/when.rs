//! Dates and times as citizens read them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tuntas_domain::calendar;

use crate::negotiation::Language;

/// `21 September 2021`.
pub(super) fn day(date: Date, language: Language) -> String {
    match language {
        Language::Indonesian => calendar::in_prose(date),
        Language::English => date.strftime("%-d %B %Y").to_string(),
    }
}

/// `21 September 2021 pukul 09.00 WIB`, or `21 September 2021, 09:00 WIB` in English.
pub(super) fn moment(at: Timestamp, zone: &TimeZone, language: Language) -> String {
    let local = at.to_zoned_datetime(zone.clone());
    let day = day(local.date(), language);
    match language {
        Language::Indonesian => format!("{day} pukul {}", local.strftime("%H.%M %Z")),
        Language::English => format!("{day}, {}", local.strftime("%H:%M %Z")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_city_and_written_its_way() {
        let zone = TimeZone::get("Asia/Jakarta").unwrap();
        let at = "2021-09-20T18:05:59Z".parse().unwrap();
        assert_eq!(
            moment(at, &zone, Language::Indonesian),
            "21 September 2021 pukul 01.05 WIB"
        );
        assert_eq!(
            moment(at, &zone, Language::English),
            "21 September 2021, 01:05 WIB"
        );
        let east = TimeZone::get("Asia/Jayapura").unwrap();
        assert_eq!(
            moment(at, &east, Language::Indonesian),
            "21 September 2021 pukul 03.05 WIT"
        );
        assert_eq!(
            day(jiff::civil::date(2021, 12, 1), Language::Indonesian),
            "1 Desember 2021"
        );
        assert_eq!(
            day(jiff::civil::date(2021, 12, 1), Language::English),
            "1 December 2021"
        );
    }
}
