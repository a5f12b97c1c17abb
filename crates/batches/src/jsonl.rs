//! JSON Lines: one object on each line.

use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::cell::decode;
use crate::row::{Content, Row, RowFault};
use crate::{Cell, FileFault, MAX_COLUMNS, MAX_ROW_BYTES};

const BUFFER: usize = 64 * 1024;

/// Lines of a file, one at a time.
pub(crate) struct JsonRows<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    number: u32,
}

impl<R: Read> JsonRows<R> {
    pub(crate) fn open(source: R) -> Self {
        Self {
            input: BufReader::with_capacity(BUFFER, source),
            line: Vec::new(),
            number: 0,
        }
    }

    /// The next line that is not blank.
    pub(crate) fn next(&mut self) -> Result<Option<Row>, FileFault> {
        while self.read_line()? {
            self.number = self.number.saturating_add(1);
            let line = self.line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.line);
            if line.contains(&0) {
                return Err(FileFault::WrongType);
            }
            let text = decode(line);
            let text = text.trim();
            if !text.is_empty() {
                return Ok(Some(Row {
                    number: self.number,
                    content: read(text),
                }));
            }
        }
        Ok(None)
    }

    /// Whether there was another line.
    fn read_line(&mut self) -> Result<bool, FileFault> {
        self.line.clear();
        let row = self.number.saturating_add(1);
        loop {
            let input = self.input.fill_buf().map_err(|_| FileFault::Broken)?;
            if input.is_empty() {
                return Ok(!self.line.is_empty());
            }
            let end = input.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(input.len());
            if self.line.len() + taken > MAX_ROW_BYTES {
                return Err(FileFault::RowTooLong { row });
            }
            self.line.extend(input.iter().take(taken));
            self.input.consume(end.map_or(taken, |end| end + 1));
            if end.is_some() {
                // A blank line is a line, too.
                if self.line.is_empty() {
                    self.line.push(b' ');
                }
                return Ok(true);
            }
        }
    }
}

/// An object of plain values is a row of columns; one that holds objects is a body of the API.
fn read(text: &str) -> Content {
    let Ok(Members(members)) = serde_json::from_str(text) else {
        return Content::Fault(RowFault::Json);
    };
    if members.len() > MAX_COLUMNS {
        return Content::Fault(RowFault::Json);
    }
    if members
        .iter()
        .any(|(_, value)| matches!(value, Value::Object(_) | Value::Array(_)))
    {
        return Content::Body(text.to_owned());
    }
    let cells = members.into_iter().map(|(name, value)| {
        let cell = match value {
            Value::String(text) => Cell::text(&text),
            Value::Null => Cell::text(""),
            other => Cell::text(&other.to_string()),
        };
        (name, cell)
    });
    Content::Named(cells.collect())
}

/// The members of an object in their order, repeated ones included.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
