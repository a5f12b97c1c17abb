//! Collecting faults while a request is read.

use jiff::civil::Date;
use tuntas_domain::identity::{InvalidIdentifier, InvalidText};
use tuntas_domain::people::{PersonName, Text};

use crate::problem::{FieldError, Rule};

/// A JSON pointer (RFC 6901) under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub(crate) fn root() -> Self {
        Self(String::new())
    }

    /// A member of the object here.
    pub(crate) fn member(&self, name: &str) -> Self {
        Self(format!(
            "{}/{}",
            self.0,
            name.replace('~', "~0").replace('/', "~1")
        ))
    }

    /// An element of the array here.
    pub(crate) fn item(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The text of the pointer; empty for the whole document.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Everything found wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) errors: Vec<FieldError>,
}

impl Findings {
    /// Records a broken rule.
    pub(crate) fn refuse(&mut self, at: &Pointer, rule: Rule) {
        self.errors.push(rule.at(at));
    }

    /// The parsed identifier, or `None` and a fault.
    pub(crate) fn identifier<T>(&mut self, at: &Pointer, parsed: Result<T, InvalidIdentifier>) -> Option<T> {
        parsed.map_err(|invalid| self.refuse(at, invalid.into())).ok()
    }

    /// A short text, or `None` and a fault.
    pub(crate) fn text<const MAX: usize>(&mut self, at: &Pointer, text: &str) -> Option<Text<MAX>> {
        self.printable(at, Text::parse(text))
    }

    /// A person's name, or `None` and a fault.
    pub(crate) fn name(&mut self, at: &Pointer, text: &str) -> Option<PersonName> {
        let parsed = PersonName::parse(text);
        if parsed == Err(InvalidText::Unprintable) {
            self.refuse(
                at,
                Rule::new(
                    "name_form",
                    "a name has letters of the Latin alphabet, on one line",
                    "send the name as the register prints it, without control characters",
                ),
            );
            return None;
        }
        self.printable(at, parsed)
    }

    fn printable<T>(&mut self, at: &Pointer, parsed: Result<T, InvalidText>) -> Option<T> {
        parsed
            .map_err(|invalid| {
                self.errors.push(match invalid {
                    InvalidText::Empty => Rule::new(
                        "text_empty",
                        "the text is not empty",
                        "fill it in, or leave the member out",
                    )
                    .at(at),
                    InvalidText::TooLong(most) => FieldError::new(
                        at,
                        "text_too_long",
                        format!("the text has at most {most} characters"),
                        "shorten it",
                    ),
                    InvalidText::Unprintable => Rule::new(
                        "text_unprintable",
                        "the text is one line of Latin characters",
                        "remove line breaks, control characters and other scripts",
                    )
                    .at(at),
                });
            })
            .ok()
    }

    /// A civil date `YYYY-MM-DD`, or `None` and a fault.
    pub(crate) fn date(&mut self, at: &Pointer, text: &str) -> Option<Date> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        let date = shaped.then(|| text.parse().ok()).flatten();
        if date.is_none() {
            self.refuse(
                at,
                Rule::new(
                    "date_form",
                    "a date is a day of the calendar, written YYYY-MM-DD",
                    "send it like 2021-09-15, without a time",
                ),
            );
        }
        date
    }

    /// A civil date that has come.
    pub(crate) fn past_date(&mut self, at: &Pointer, text: &str, today: Date) -> Option<Date> {
        let date = self.date(at, text)?;
        if date > today {
            self.refuse(
                at,
                Rule::new(
                    "date_in_future",
                    "the date is not after today",
                    "correct the date",
                ),
            );
            return None;
        }
        Some(date)
    }

    /// A SHA-256 as it is sent and kept: 64 lower-case hexadecimal digits. `rule` says so to whoever sent it.
    pub(crate) fn sha256(&mut self, at: &Pointer, text: &str, rule: Rule) {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 64 || !text.bytes().all(hex) {
            self.refuse(at, rule);
        }
    }

    /// The value, if nothing was found wrong.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(self.errors)
        }
    }

    /// The value that was read, if nothing was found wrong. Where none could be read, a fault says why.
    pub(crate) fn whole<T>(self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        match value {
            Some(value) => self.finish(value),
            None => Err(self.errors),
        }
    }
}

/// A short text without the number of an identity or family card, or `None` and a fault.
pub(crate) fn told<const MAX: usize>(f: &mut Findings, at: &Pointer, text: &str) -> Option<Text<MAX>> {
    no_identity_number(f, at, text);
    f.text(at, text)
}

/// A NIK and the number of a family card have sixteen digits. Where nobody has to know them, nobody can write them down.
pub(crate) fn no_identity_number(f: &mut Findings, at: &Pointer, text: &str) {
    let mut run = 0_usize;
    for character in text.chars() {
        run = match character {
            c if c.is_ascii_digit() => run.saturating_add(1),
            // Digits in groups are digits.
            ' ' | '.' | '-' => run,
            _ => 0,
        };
        if run >= 16 {
            f.refuse(at, IDENTITY_NUMBER);
            return;
        }
    }
}

const IDENTITY_NUMBER: Rule = Rule::new(
    "identity_number",
    "no text holds the number of an identity card or a family card",
    "leave the number out",
);
