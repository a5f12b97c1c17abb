//! Reads finished PDFs back with a library that knows nothing of how they were made.

use lopdf::{Document, Object, ObjectId};

/// The text of one page (counted from 0), without white space: where a line broke is not what is tested.
pub(crate) fn text_of_page(bytes: &[u8], page: u32) -> String {
    without_space(
        &Document::load_mem(bytes)
            .unwrap()
            .extract_text(&[page + 1])
            .unwrap(),
    )
}

/// The text of all pages, without white space.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    without_space(&document.extract_text(&pages).unwrap())
}

pub(crate) fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Width and height of every page, in millimetres.
pub(crate) fn page_sizes(bytes: &[u8]) -> Vec<(f32, f32)> {
    let document = Document::load_mem(bytes).unwrap();
    document
        .get_pages()
        .into_values()
        .map(|page| {
            let media: Vec<f32> = inherited(&document, page, b"MediaBox")
                .as_array()
                .unwrap()
                .iter()
                .map(|number| number.as_float().unwrap())
                .collect();
            (millimetres(media[2] - media[0]), millimetres(media[3] - media[1]))
        })
        .collect()
}

fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Object {
    let mut node = document.get_dictionary(page).unwrap();
    loop {
        if let Ok(value) = node.get(key) {
            return document.dereference(value).unwrap().1.clone();
        }
        node = document
            .get_dictionary(node.get(b"Parent").unwrap().as_reference().unwrap())
            .unwrap();
    }
}

fn millimetres(points: f32) -> f32 {
    points / 72.0 * 25.4
}

/// The document catalog, for what concerns the file as a whole.
pub(crate) fn catalog(bytes: &[u8]) -> lopdf::Dictionary {
    Document::load_mem(bytes).unwrap().catalog().unwrap().clone()
}

/// The XMP metadata packet.
pub(crate) fn metadata(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let id = document
        .catalog()
        .unwrap()
        .get(b"Metadata")
        .unwrap()
        .as_reference()
        .unwrap();
    let stream = document.get_object(id).unwrap().as_stream().unwrap();
    String::from_utf8(
        stream
            .get_plain_content()
            .unwrap_or_else(|_| stream.content.clone()),
    )
    .unwrap()
}

/// How many fonts the file uses, and how many of them it carries inside.
pub(crate) fn fonts_used_and_embedded(bytes: &[u8]) -> (usize, usize) {
    let document = Document::load_mem(bytes).unwrap();
    let dictionaries = || {
        document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
    };
    let used = dictionaries().filter(|d| d.has_type(b"FontDescriptor"));
    let embedded = used
        .clone()
        .filter(|d| d.has(b"FontFile2") || d.has(b"FontFile3"));
    (used.count(), embedded.count())
}

/// Every `Alt` text of the tag tree.
pub(crate) fn alternative_texts(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"Alt").ok())
        .map(|alt| lopdf::decode_text_string(alt).unwrap())
        .collect()
}

/// How many elements of the tag tree have structure type `kind`, such as `TH`.
pub(crate) fn tags(bytes: &[u8], kind: &[u8]) -> usize {
    let document = Document::load_mem(bytes).unwrap();
    document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| {
            dictionary
                .get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == kind)
        })
        .count()
}
