//! What may be printed.

use serde_json::Value;
use typst::text::Font;

use crate::{Fault, fonts};

/// The most characters one field may have; no place on a form holds more.
pub const MAX_FIELD_CHARS: usize = 400;

/// Checks every string of a document, before any typesetting: length, and that each character has a glyph and
/// is visible. Characters that reorder, join or hide text are refused, because a printed name must read as
/// the register holds it.
pub(crate) fn check(fonts: &[Font], value: &Value, path: &str) -> Result<(), Fault> {
    match value {
        Value::String(string) => check_string(fonts, string, path),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| check(fonts, item, &format!("{path}[{index}]"))),
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| {
            let path = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}.{name}")
            };
            check(fonts, field, &path)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn check_string(fonts: &[Font], string: &str, path: &str) -> Result<(), Fault> {
    if string.chars().nth(MAX_FIELD_CHARS).is_some() {
        return Err(Fault::TooLong {
            field: path.to_owned(),
        });
    }
    match string
        .chars()
        .find(|character| !fonts::can_print(fonts, *character))
    {
        Some(character) => Err(Fault::Unprintable {
            field: path.to_owned(),
            code_point: u32::from(character),
        }),
        None => Ok(()),
    }
}

/// Whether `written` is a calendar date in the form DD-MM-YYYY.
pub fn is_form_date(written: &str) -> bool {
    let bytes = written.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            2 | 5 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return false;
    }
    let (Ok(day), Ok(month), Ok(year)) = (
        written[0..2].parse::<u8>(),
        written[3..5].parse::<u8>(),
        written[6..10].parse::<i32>(),
    ) else {
        return false;
    };
    typst::foundations::Datetime::from_ymd(year, month, day).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_date_is_a_real_day() {
        for good in ["24-09-2021", "29-02-2024", "01-01-1950"] {
            assert!(is_form_date(good), "{good}");
        }
        for bad in [
            "2021-09-24",
            "29-02-2023",
            "32-01-2021",
            "1-1-2021",
            "00-01-2021",
            "24/09/2021",
            "",
            "24-09-20é",
        ] {
            assert!(!is_form_date(bad), "{bad}");
        }
    }

    #[test]
    fn an_unprintable_character_is_named_by_field_and_code_point_but_not_by_value() {
        let fonts = fonts::embedded();
        let document =
            serde_json::json!({ "members": [{ "name": "CONTOH" }, { "name": "CONTOH \u{202e}ITAW" }] });
        let error = check(&fonts, &document, "").unwrap_err();
        assert_eq!(
            error,
            Fault::Unprintable {
                field: "members[1].name".into(),
                code_point: 0x202e
            }
        );
        assert!(!error.to_string().contains("CONTOH"));
    }

    #[test]
    fn a_line_break_is_not_text() {
        let fonts = fonts::embedded();
        for string in ["A\nB", "A\tB", "A\u{2028}B", "A\0B"] {
            assert!(check(&fonts, &string.into(), "name").is_err());
        }
    }
}
