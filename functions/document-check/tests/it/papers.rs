//! Documents made for the tests.

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, dictionary};

/// The sample ruling: two pages.
pub(crate) const RULING: &[u8] = include_bytes!("../../../../events/documents/ruling.pdf");

/// A document that can be added to before it is written.
pub(crate) struct Paper {
    pub(crate) document: Document,
    pub(crate) catalog: ObjectId,
    pub(crate) first_page: ObjectId,
}

/// A document of so many pages.
pub(crate) fn paper(pages: usize) -> Paper {
    let mut document = Document::with_version("1.7");
    let root = document.new_object_id();
    let kids: Vec<ObjectId> = (0..pages)
        .map(|page| {
            let text = format!("BT (CONTOH halaman {}) Tj ET", page + 1);
            let contents = document.add_object(Stream::new(Dictionary::new(), text.into_bytes()));
            document.add_object(dictionary! {
                "Type" => "Page",
                "Parent" => root,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "Contents" => contents,
            })
        })
        .collect();
    let first_page = kids.first().copied().unwrap_or((0, 0));
    let tree = dictionary! {
        "Type" => "Pages",
        "Count" => i64::try_from(kids.len()).unwrap(),
        "Kids" => kids.into_iter().map(Object::from).collect::<Vec<_>>(),
    };
    document.objects.insert(root, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    Paper {
        document,
        catalog,
        first_page,
    }
}

impl Paper {
    /// Puts something into the catalog.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Object>) -> Self {
        self.dictionary(self.catalog).set(key, value);
        self
    }

    /// Puts something into the first page.
    pub(crate) fn on_the_page(mut self, key: &str, value: impl Into<Object>) -> Self {
        self.dictionary(self.first_page).set(key, value);
        self
    }

    pub(crate) fn dictionary(&mut self, id: ObjectId) -> &mut Dictionary {
        self.document.get_object_mut(id).unwrap().as_dict_mut().unwrap()
    }

    /// As it is written in the old way, with a table of contents in plain text.
    pub(crate) fn written(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }

    /// As it is written in the new way: objects folded into streams, so that none of their names stands in the bytes.
    pub(crate) fn folded(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .compression_level(9)
            .build();
        self.document.save_with_options(&mut bytes, options).unwrap();
        bytes
    }
}

/// A picture of that size, cut to what a reader of headers needs.
pub(crate) fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let ([w1, w2], [h1, h2]) = (width.to_be_bytes(), height.to_be_bytes());
    [
        &[0xff, 0xd8][..],
        &[
            0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        ],
        // A preview with an end of its own, as cameras write it.
        &[0xff, 0xe1, 0, 8, 0xff, 0xd8, 0xff, 0xd9, 0, 0],
        &[0xff, 0xc0, 0, 11, 8, h1, h2, w1, w2, 1, 1, 0x11, 0],
        &[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
        // A stuffed zero and a restart are pixels, too.
        &[1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
        &[0xff, 0xd9],
    ]
    .concat()
}

/// A picture of that size. Nobody asks for the checksums of its parts.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let part = |name: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        part(b"IHDR", &head),
        part(b"tEXt", b"Comment\0CONTOH"),
        part(b"IDAT", &[1, 2, 3]),
        part(b"IEND", &[]),
    ]
    .concat()
}
