//! Dates as extracts write them.

use jiff::civil::Date;

/// `17-05-1985`, `17/05/1985` or `1985-05-17`, also with a time of midnight behind it, as spreadsheets add.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = ["T00:00:00", " 00:00:00", " 00:00", " 0:00"]
        .iter()
        .find_map(|time| text.strip_suffix(time))
        .unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [one, month, three] = parts.as_slice() else {
        return None;
    };
    let (year, day) = match (one.len(), three.len()) {
        (4, 1..=2) if !text.contains('/') => (one, three),
        (1..=2, 4) => (three, one),
        _ => return None,
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_three_ways() {
        for text in [
            "17-05-1985",
            "17/05/1985",
            "1985-05-17",
            "17/5/1985",
            " 17-05-1985 00:00:00 ",
            "1985-05-17T00:00:00",
        ] {
            assert_eq!(date(text), Some(jiff::civil::date(1985, 5, 17)), "{text}");
        }
        for text in [
            "",
            "17-05-85",
            "31-02-1985",
            "00-00-0000",
            "1985/05/17",
            "17.05.1985",
            "17-05-1985 10:00:00",
            "17-05-+985",
            "17 Mei 1985",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
