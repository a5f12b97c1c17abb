//! What kind of file it is.

use crate::FileFault;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-, semicolon- or tab-separated values with a header.
    Csv,
    /// A workbook of Office Open XML, of which the first sheet is read.
    Xlsx,
    /// One JSON object on each line.
    JsonLines,
}

/// Beginnings of files that are something else: other archives, programs, PDF, the old Office format, HTML.
const SOMETHING_ELSE: [&[u8]; 9] = [
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xff\xfe",
    b"\xfe\xff",
];
const ZIP: &[u8] = b"PK";

impl Format {
    /// Finds out by the end of the name, and checks that the first bytes do not speak against it.
    ///
    /// # Errors
    /// [`FileFault::WrongType`], or [`FileFault::Macros`] for a name that announces them.
    pub fn detect(name: &str, first: &[u8]) -> Result<Self, FileFault> {
        let ending = name
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
            .to_ascii_lowercase();
        let format = match ending.as_str() {
            "csv" => Self::Csv,
            "xlsx" => Self::Xlsx,
            "jsonl" | "ndjson" => Self::JsonLines,
            "xlsm" | "xlsb" | "xltm" => return Err(FileFault::Macros),
            _ => return Err(FileFault::WrongType),
        };
        let fits = match format {
            Self::Xlsx => first.starts_with(b"PK\x03\x04"),
            Self::Csv | Self::JsonLines => {
                let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
                !first.starts_with(ZIP)
                    && !SOMETHING_ELSE.iter().any(|other| first.starts_with(other))
                    && !text.trim_ascii_start().starts_with(b"<")
            }
        };
        if fits {
            Ok(format)
        } else {
            Err(FileFault::WrongType)
        }
    }

    /// Name in summaries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::JsonLines => "jsonl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_and_the_bytes_have_to_agree() {
        assert_eq!(Format::detect("a.CSV", b"nomor_perkara;"), Ok(Format::Csv));
        assert_eq!(Format::detect("a.xlsx", b"PK\x03\x04..."), Ok(Format::Xlsx));
        assert_eq!(
            Format::detect("a.jsonl", b"\xef\xbb\xbf{}"),
            Ok(Format::JsonLines)
        );
        for (name, first) in [
            ("a.csv", b"PK\x03\x04" as &[u8]),
            ("a.csv", b"MZ\x90"),
            ("a.csv", b" <html>"),
            ("a.xlsx", b"nomor_perkara"),
            ("a.xls", b"\xd0\xcf\x11\xe0"),
            ("a.jsonl", b"%PDF-1.7"),
            ("csv", b"a"),
            ("a", b""),
        ] {
            assert_eq!(Format::detect(name, first), Err(FileFault::WrongType), "{name}");
        }
        assert_eq!(Format::detect("a.xlsm", b"PK\x03\x04"), Err(FileFault::Macros));
    }
}
