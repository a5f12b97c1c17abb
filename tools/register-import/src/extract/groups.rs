//! Rows of one KK number that stand together.

use std::fs::File;

use csv::{ByteRecord, Reader};
use tuntas_register::MEMBERS_AT_MOST;

use super::source::{OpenError, Source};

/// Rows with one KK number.
#[derive(Debug, Clone)]
pub struct Group {
    /// The rows, in the order of the file.
    pub rows: Vec<ByteRecord>,
    /// They are more than a household can have; the others follow as groups of their own, marked as well. That keeps a
    /// file without KK numbers from filling the memory.
    pub overlong: bool,
    /// Where the next group begins in the file; `None` within an overlong run of rows, where nobody may go on reading.
    pub end: Option<u64>,
}

/// All groups of a file, from some place on.
pub struct Groups<'a> {
    source: &'a Source,
    reader: Reader<File>,
    /// The first row of the next group.
    ahead: Option<ByteRecord>,
    /// The next group goes on where one that was too long stopped.
    continues: bool,
}

impl<'a> Groups<'a> {
    /// Reads groups from a place in the file on, which is the end of one; all of them if none is given.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn from(source: &'a Source, place: Option<u64>) -> Result<Self, OpenError> {
        let mut groups = Self {
            source,
            reader: source.rows(place)?,
            ahead: None,
            continues: false,
        };
        groups.ahead = groups.row()?;
        Ok(groups)
    }

    fn row(&mut self) -> Result<Option<ByteRecord>, OpenError> {
        let mut row = ByteRecord::new();
        Ok(self.reader.read_byte_record(&mut row)?.then_some(row))
    }

    /// The next group.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn next_group(&mut self) -> Result<Option<Group>, OpenError> {
        let Some(first) = self.ahead.take() else {
            return Ok(None);
        };
        let key = self.source.key(&first).to_vec();
        let mut rows = vec![first];
        let mut same = false;
        while let Some(row) = self.row()? {
            same = self.source.key(&row) == key;
            if !same || rows.len() > MEMBERS_AT_MOST {
                self.ahead = Some(row);
                break;
            }
            rows.push(row);
        }
        let more = same && self.ahead.is_some();
        let overlong = more || self.continues || rows.len() > MEMBERS_AT_MOST;
        self.continues = more;
        let end = match &self.ahead {
            _ if more => None,
            Some(next) => next.position().map(csv::Position::byte),
            None => Some(self.source.size),
        };
        Ok(Some(Group { rows, overlong, end }))
    }
}
