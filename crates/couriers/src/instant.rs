//! Times as courier providers write them.

use jiff::{Timestamp, civil::DateTime, tz::Offset};

/// Reads a provider's time. Accepts what was seen on the wire: with offset or `Z`, with or **without seconds**
/// (`2029-09-24T12:00+07:00`), with a blank instead of `T`. A time without offset is taken as WIB (UTC+7),
/// where the providers are at home. `None` for anything else.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    let civil: DateTime = text.parse().ok()?;
    Offset::constant(7).to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn times_are_read_as_providers_write_them() {
        let noon_wib = "2029-09-24T05:00:00Z".parse().unwrap();
        for text in [
            "2029-09-24T12:00+07:00",
            "2029-09-24T12:00:00+07:00",
            "2029-09-24T12:00:00.000+07:00",
            "2029-09-24T05:00:00Z",
            "2029-09-24T05:00Z",
            "2029-09-24 12:00:00",
            " 2029-09-24T12:00:00 ",
        ] {
            assert_eq!(parse(text), Some(noon_wib), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_no_time() {
        for text in ["", "besok", "1732430000", "2029-13-24T12:00+07:00"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
