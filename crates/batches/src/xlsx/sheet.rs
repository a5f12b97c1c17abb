//! The rows of the first sheet.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::archive::{Archive, Unpacked};
use super::texts::Texts;
use super::xml::{Xml, resolve};
use crate::row::{Content, Row, RowFault};
use crate::rows::Scratch;
use crate::{Cell, FileFault, MAX_COLUMNS, MAX_ROW_BYTES};

/// The rows of the first sheet.
pub(crate) struct XlsxRows<R: Read + Seek, S: Scratch> {
    xml: Xml<Unpacked<R>>,
    /// `None` where the workbook writes all texts into the cells.
    texts: Option<Texts<S>>,
    header: Vec<String>,
    number: u32,
    ended: bool,
}

impl<R: Read + Seek, S: Scratch> XlsxRows<R, S> {
    /// Looks the workbook over, puts its texts aside, and reads the header: the first row that is not empty.
    pub(crate) fn open(
        source: R,
        mut scratch: impl FnMut() -> std::io::Result<S>,
    ) -> Result<Self, FileFault> {
        let mut archive = Archive::open(source)?;
        let types = archive.part("[Content_Types].xml")?.ok_or(FileFault::WrongType)?;
        let book = archive.part("xl/workbook.xml")?.ok_or(FileFault::WrongType)?;
        let links = archive
            .part("xl/_rels/workbook.xml.rels")?
            .ok_or(FileFault::Unreadable)?;
        if archive.guide(types)?.contains("macroEnabled") {
            return Err(FileFault::Macros);
        }
        let book = archive.guide(book)?;
        let links = archive.guide(links)?;
        let name = target(&links, &first_sheet(&book)?)?;
        let sheet = archive.part(&name)?.ok_or(FileFault::Unreadable)?;
        let shared = archive.part("xl/sharedStrings.xml")?;
        let mut source = archive.into_inner();
        let mut file = || scratch().map_err(|_| FileFault::Broken);
        let texts = match shared {
            Some(shared) => {
                let shared = Unpacked::open(&mut source, shared)?;
                Some(Texts::read(shared, file()?, file()?)?)
            }
            None => None,
        };
        let mut rows = Self {
            xml: Xml::new(Unpacked::open(source, sheet)?),
            texts,
            header: Vec::new(),
            number: 0,
            ended: false,
        };
        loop {
            let cells = rows.row()?.ok_or(FileFault::Empty)?;
            if cells.iter().all(Cell::is_empty) {
                continue;
            }
            rows.header = cells.iter().map(|cell| cell.as_str().to_owned()).collect();
            while rows.header.last().is_some_and(String::is_empty) {
                rows.header.pop();
            }
            return Ok(rows);
        }
    }

    /// Names of the columns as they are written.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// The next row that is not empty.
    pub(crate) fn next(&mut self) -> Result<Option<Row>, FileFault> {
        loop {
            let Some(mut cells) = self.row()? else {
                return Ok(None);
            };
            if cells.iter().all(Cell::is_empty) {
                continue;
            }
            let surplus = cells.iter().skip(self.header.len()).any(|cell| !cell.is_empty());
            cells.resize(self.header.len(), Cell::text(""));
            let content = if surplus {
                Content::Fault(RowFault::Cells)
            } else {
                Content::Cells(cells)
            };
            return Ok(Some(Row {
                number: self.number,
                content,
            }));
        }
    }

    /// The cells of the next row, with nothing where nothing stands.
    fn row(&mut self) -> Result<Option<Vec<Cell>>, FileFault> {
        if self.ended {
            return Ok(None);
        }
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.local_name().into_inner() == "row" => {
                    self.number = numbered(&tag, self.number)?;
                    return self.cells().map(Some);
                }
                Event::Empty(tag) if tag.local_name().into_inner() == "row" => {
                    self.number = numbered(&tag, self.number)?;
                }
                Event::End(tag) if tag.local_name().into_inner() == "sheetData" => {
                    self.ended = true;
                    return Ok(None);
                }
                Event::Eof => return Err(FileFault::Unreadable),
                _ => {}
            }
        }
    }

    fn cells(&mut self) -> Result<Vec<Cell>, FileFault> {
        let row = self.number;
        let (mut cells, mut column, mut length) = (Vec::new(), 0, 0);
        let (mut kind, mut text, mut in_value) = (CellKind::Number, String::new(), false);
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "c" => {
                        (column, kind) = begin(&tag, column)?;
                        text.clear();
                    }
                    "v" | "t" => in_value = true,
                    "f" => return Err(FileFault::Formula { row }),
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().into_inner() {
                    "c" => column = begin(&tag, column)?.0 + 1,
                    "f" => return Err(FileFault::Formula { row }),
                    _ => {}
                },
                Event::Text(piece) if in_value => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if in_value => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if in_value => resolve(&reference, &mut text)?,
                Event::End(tag) => match tag.local_name().into_inner() {
                    "v" | "t" => in_value = false,
                    "c" => {
                        let cell = match kind {
                            CellKind::Shared if text.trim().is_empty() => Cell::text(""),
                            CellKind::Shared => {
                                let texts = self.texts.as_mut().ok_or(FileFault::Unreadable)?;
                                Cell::text(&texts.get(&text)?)
                            }
                            CellKind::Text => Cell::text(&text),
                            CellKind::Number if text.is_empty() => Cell::text(""),
                            CellKind::Number => Cell::number(&text),
                        };
                        length += cell.as_str().len();
                        if !cell.is_empty() {
                            cells.resize(cells.len().max(column), Cell::text(""));
                            cells.push(cell);
                        }
                        column += 1;
                    }
                    "row" => return Ok(cells),
                    _ => {}
                },
                Event::Eof => return Err(FileFault::Unreadable),
                _ => {}
            }
            if column > MAX_COLUMNS {
                return Err(FileFault::TooManyColumns);
            }
            if length.max(text.len()) > MAX_ROW_BYTES {
                return Err(FileFault::RowTooLong { row });
            }
        }
    }
}

#[derive(Clone, Copy)]
enum CellKind {
    /// The number of a text.
    Shared,
    Text,
    Number,
}

/// Column and kind of a cell. A cell stands after the one before it, or where it says.
fn begin(tag: &BytesStart<'_>, next: usize) -> Result<(usize, CellKind), FileFault> {
    let kind = match attribute(tag, "t")?.as_deref() {
        Some("s") => CellKind::Shared,
        None | Some("n") => CellKind::Number,
        Some(_) => CellKind::Text,
    };
    let column = match attribute(tag, "r")? {
        Some(place) => column_of(&place).ok_or(FileFault::Unreadable)?,
        None => next,
    };
    // Backwards a row would write over itself.
    if column < next {
        return Err(FileFault::Unreadable);
    }
    if column >= MAX_COLUMNS {
        return Err(FileFault::TooManyColumns);
    }
    Ok((column, kind))
}

/// Number of a row: the next, or what it says. Backwards two rows would share one.
fn numbered(tag: &BytesStart<'_>, before: u32) -> Result<u32, FileFault> {
    let next = before.checked_add(1).ok_or(FileFault::TooManyRows)?;
    match attribute(tag, "r")? {
        Some(number) => number
            .parse()
            .ok()
            .filter(|number| *number >= next)
            .ok_or(FileFault::Unreadable),
        None => Ok(next),
    }
}

/// The column in a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters: Vec<usize> = place
        .bytes()
        .take_while(u8::is_ascii_uppercase)
        .map(|letter| usize::from(letter - b'A') + 1)
        .collect();
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .iter()
        .fold(0_usize, |number, letter| number * 26 + letter)
        .checked_sub(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, FileFault> {
    let found = tag.try_get_attribute(name).map_err(|_| FileFault::Unreadable)?;
    Ok(found.map(|attribute| attribute.value.into_owned()))
}

/// The link of the first sheet.
fn first_sheet(book: &str) -> Result<String, FileFault> {
    let mut xml = Xml::new(book.as_bytes());
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                "workbookPr"
                    if attribute(&tag, "date1904")?.is_some_and(|flag| flag == "1" || flag == "true") =>
                {
                    return Err(FileFault::DateSystem);
                }
                "sheet" => {
                    for found in tag.attributes().with_checks(false) {
                        let found = found.map_err(|_| FileFault::Unreadable)?;
                        if found.key.local_name().into_inner() == "id" {
                            return Ok(found.value.into_owned());
                        }
                    }
                }
                _ => {}
            },
            Event::Eof => return Err(FileFault::Unreadable),
            _ => {}
        }
    }
}

/// The part that a link leads to.
fn target(links: &str, id: &str) -> Result<String, FileFault> {
    let mut xml = Xml::new(links.as_bytes());
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().into_inner() == "Relationship" => {
                if attribute(&tag, "Id")?.as_deref() != Some(id) {
                    continue;
                }
                let target = attribute(&tag, "Target")?.ok_or(FileFault::Unreadable)?;
                return Ok(match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("xl/{target}"),
                });
            }
            Event::Eof => return Err(FileFault::Unreadable),
            _ => {}
        }
    }
}
