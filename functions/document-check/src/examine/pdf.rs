//! PDF (ISO 32000): read as a viewer reads it, every object looked at, every stream measured. What a court sends is to be read
//! by people; nothing in it may act, hide other files, or ask for a password.

use lopdf::{DecompressError, Document, Error, LoadOptions, Object, Stream};
use tuntas_domain::case::{DocumentFault, MAX_DOCUMENT_PAGES};

/// Most bytes one stream may unfold to: a page in colour at 400 dpi is half of it.
const MAX_STREAM: usize = 96 * 1024 * 1024;

/// Most bytes all streams may unfold to.
const MAX_STREAMS: usize = 1024 * 1024 * 1024;

/// Most bytes an object stream may unfold to. It holds text, not pictures.
const MAX_OBJECTS: usize = 24 * 1024 * 1024;

/// Names by which something in a document acts (ISO 32000-2, 12.6.4, 12.7.8, 13): scripts, programs, forms that send, media
/// that play, other documents that open.
const ACTIVE: [&[u8]; 14] = [
    b"JavaScript",
    b"JS",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"RichMedia",
    b"RichMediaExecute",
    b"Movie",
    b"Sound",
    b"3D",
    b"XFA",
];

/// Names by which other files are hidden in a document (7.11.4, 12.3.5).
const EMBEDDED: [&[u8]; 5] = [
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"EF",
    b"FileAttachment",
    b"Collection",
];

/// Long enough not to come about by chance in compressed bytes; looked for where no table of contents leads, too.
const IN_THE_BYTES: [(&[u8], DocumentFault); 4] = [
    (b"/JavaScript", DocumentFault::ActiveContent),
    (b"/SubmitForm", DocumentFault::ActiveContent),
    (b"/ImportData", DocumentFault::ActiveContent),
    (b"/EmbeddedFile", DocumentFault::EmbeddedFiles),
];

pub(super) fn examine(bytes: &[u8]) -> Result<u16, DocumentFault> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(DocumentFault::WrongType);
    }
    ends(bytes)?;
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_OBJECTS),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| fault(&error))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(DocumentFault::Encrypted);
    }
    is_whole(&document)?;
    for (name, fault) in IN_THE_BYTES {
        if bytes.windows(name.len()).any(|part| part == name) {
            return Err(fault);
        }
    }
    let mut left = MAX_STREAMS;
    for object in document.objects.values() {
        does_nothing(object)?;
        if let Object::Stream(stream) = object {
            left = left
                .checked_sub(unfolded(stream)?)
                .ok_or(DocumentFault::TooLarge)?;
        }
    }
    does_nothing(&Object::Dictionary(document.trailer.clone()))?;
    pages(&document)
}

/// The last thing in a document is the line that ends it.
fn ends(bytes: &[u8]) -> Result<(), DocumentFault> {
    let end = bytes
        .windows(5)
        .rposition(|part| part == b"%%EOF")
        .ok_or(DocumentFault::Damaged)?;
    let rest = bytes.get(end + 5..).unwrap_or_default();
    if rest
        .iter()
        .all(|byte| matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' '))
    {
        Ok(())
    } else {
        Err(DocumentFault::TrailingData)
    }
}

fn fault(error: &Error) -> DocumentFault {
    match error {
        Error::Decompress(
            DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. },
        ) => DocumentFault::TooLarge,
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => {
            DocumentFault::Encrypted
        }
        _ => DocumentFault::Damaged,
    }
}

/// Every object that the table of contents promises could be read, and it did not have to be guessed: what is skipped here
/// another reader may find.
fn is_whole(document: &Document) -> Result<(), DocumentFault> {
    use lopdf::xref::{XrefEntry, XrefRecovery};
    let there = document
        .reference_table
        .entries
        .iter()
        .all(|(number, entry)| match entry {
            XrefEntry::Normal { generation, .. } => document.objects.contains_key(&(*number, *generation)),
            XrefEntry::Compressed { .. } => document.objects.contains_key(&(*number, 0)),
            XrefEntry::Free | XrefEntry::UnusableFree => true,
        });
    if there && document.xref_recovery != Some(XrefRecovery::Reconstructed) {
        Ok(())
    } else {
        Err(DocumentFault::Damaged)
    }
}

/// Looks at every name in an object, wherever it stands: as a key, as a value, or as an object that is referred to.
fn does_nothing(object: &Object) -> Result<(), DocumentFault> {
    let mut waiting = vec![object];
    while let Some(object) = waiting.pop() {
        let dictionary = match object {
            Object::Name(name) => {
                harmless(name)?;
                continue;
            }
            Object::Array(all) => {
                waiting.extend(all);
                continue;
            }
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        for (key, value) in dictionary {
            harmless(key)?;
            waiting.push(value);
        }
    }
    Ok(())
}

fn harmless(name: &[u8]) -> Result<(), DocumentFault> {
    if ACTIVE.contains(&name) {
        Err(DocumentFault::ActiveContent)
    } else if EMBEDDED.contains(&name) {
        Err(DocumentFault::EmbeddedFiles)
    } else {
        Ok(())
    }
}

/// How many bytes a stream unfolds to. A picture in a format of its own is not unfolded here.
fn unfolded(stream: &Stream) -> Result<usize, DocumentFault> {
    match stream.decompressed_content_with_limit(MAX_STREAM) {
        Ok(content) => Ok(content.len()),
        Err(error) if fault(&error) == DocumentFault::TooLarge => Err(DocumentFault::TooLarge),
        Err(_) => Ok(stream.content.len()),
    }
}

fn pages(document: &Document) -> Result<u16, DocumentFault> {
    let most = usize::from(MAX_DOCUMENT_PAGES);
    match document.page_iter().take(most + 1).count() {
        0 => Err(DocumentFault::NoPages),
        pages if pages > most => Err(DocumentFault::TooManyPages),
        pages => u16::try_from(pages).map_err(|_| DocumentFault::TooManyPages),
    }
}
