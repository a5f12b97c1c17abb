//! All that a template can reach: the embedded templates, the embedded fonts and one data file.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts;

/// Name of the data file, which is different in every render.
const DATA_FILE: &str = "data.json";

/// What every template shares.
const STYLE: (&str, &str) = ("style.typ", include_str!("../templates/style.typ"));

/// What is the same in every render, parsed once.
pub(crate) struct Assets {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    sources: Vec<Source>,
    data_id: Option<FileId>,
}

impl Assets {
    pub(crate) fn new(templates: &[(&str, &str)]) -> Self {
        let fonts = fonts::embedded();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: [STYLE]
                .iter()
                .chain(templates)
                .filter_map(|(name, text)| Some(Source::new(file_id(name)?, (*text).to_owned())))
                .collect(),
            data_id: file_id(DATA_FILE),
        }
    }

    /// The world of one render: `template` typeset with `data`. None if there is no such template.
    pub(crate) fn with<'a>(&'a self, template: &str, data: Vec<u8>) -> Option<Sheet<'a>> {
        let main = file_id(template)?;
        self.sources
            .iter()
            .any(|source| source.id() == main)
            .then(|| Sheet {
                assets: self,
                main,
                data: Bytes::new(data),
            })
    }
}

/// The world of one render.
pub(crate) struct Sheet<'a> {
    assets: &'a Assets,
    main: FileId,
    data: Bytes,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.assets.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.assets.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.assets
            .sources
            .iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == self.assets.data_id {
            Ok(self.data.clone())
        } else {
            Err(not_found(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.assets.fonts.get(index).cloned()
    }

    /// There is no clock: a document shows the dates it was given.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: (&str, &str) = ("letter.typ", "#import \"style.typ\": ink");

    #[test]
    fn every_template_is_found_by_its_name() {
        let assets = Assets::new(&[LETTER]);
        for name in ["style.typ", "letter.typ"] {
            assert!(assets.with(name, Vec::new()).is_some(), "{name}");
        }
        assert!(assets.with("lain.typ", Vec::new()).is_none());
    }

    #[test]
    fn a_template_reaches_no_other_file_and_no_clock() {
        let assets = Assets::new(&[LETTER]);
        let world = assets.with("letter.typ", b"{}".to_vec()).unwrap();
        for outside in ["etc/passwd", "Cargo.toml", "letter.json"] {
            let id = file_id(outside).unwrap();
            assert!(world.file(id).is_err(), "{outside}");
            assert!(world.source(id).is_err(), "{outside}");
        }
        assert_eq!(world.today(None), None);
    }
}
