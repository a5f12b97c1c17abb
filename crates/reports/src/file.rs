//! A file, and what it is called.

use std::fmt;

use tuntas_figures::{Period, Report, Span};

/// A finished file.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, such as `laporan-35.75-2021-09.pdf`: ASCII letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// `<kind>-<city>-<period>`, which the ending follows. A downloaded file says by its name what it is.
pub(crate) fn stem(kind: &str, report: &Report) -> String {
    let city: String = report
        .city
        .chars()
        .take(20)
        .map(|character| match character {
            '.' | '0'..='9' | 'A'..='Z' | 'a'..='z' => character,
            _ => '-',
        })
        .collect();
    format!("{kind}-{city}-{}", period(report.period))
}

/// The period as in ISO 8601: `2021-09-21`, `2021-W38`, `2021-09`, `2021`; other days as `<first>_<last>`.
pub(crate) fn period(period: Period) -> String {
    let Period { span, from, to } = period;
    match span {
        Span::Daily => from.to_string(),
        Span::Weekly => {
            let week = from.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Span::Monthly => format!("{:04}-{:02}", from.year(), from.month()),
        Span::Yearly => format!("{:04}", from.year()),
        Span::Custom => format!("{from}_{to}"),
    }
}
