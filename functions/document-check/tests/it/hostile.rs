//! PDF made with ill will, and PDF that only looks like it.

use document_check::examine;
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use tuntas_domain::case::{DocumentFault, FileFormat};

use super::papers::{Paper, RULING, jpeg, paper, png};

fn pdf(bytes: &[u8]) -> Result<u16, DocumentFault> {
    examine(FileFormat::Pdf, bytes)
}

fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert('x')") }
}

/// In the catalog's tree of names, two levels down, by way of references.
fn with_a_script_in_the_names() -> Paper {
    let mut paper = paper(1);
    let action = paper.document.add_object(script());
    let leaf = paper.document.add_object(dictionary! {
        "Names" => vec![Object::string_literal("start"), action.into()],
    });
    let tree = paper
        .document
        .add_object(dictionary! { "Kids" => vec![leaf.into()] });
    let names = paper.document.add_object(dictionary! { "JavaScript" => tree });
    paper.with("Names", names)
}

#[test]
fn a_ruling_is_accepted_with_its_pages() {
    assert_eq!(pdf(RULING), Ok(2));
    for pages in [1, 300] {
        let expected = u16::try_from(pages).unwrap();
        assert_eq!(pdf(&paper(pages).written()), Ok(expected));
        assert_eq!(pdf(&paper(pages).folded()), Ok(expected), "folded");
    }
}

#[test]
fn what_readers_do_every_day_is_no_ill_will() {
    let first = paper(2).first_page;
    let go = || dictionary! { "S" => "GoTo", "D" => vec![first.into(), "Fit".into()] };
    let link = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://example.org") },
    };
    for harmless in [
        paper(2).with("OpenAction", go()),
        paper(2).with("OpenAction", vec![Object::from(first), "Fit".into()]),
        paper(2).on_the_page("Annots", vec![Object::Dictionary(link)]),
        paper(2).with(
            "AcroForm",
            dictionary! { "Fields" => Vec::<Object>::new(), "SigFlags" => 3 },
        ),
        paper(2).with("PageMode", "UseOutlines"),
    ] {
        assert_eq!(pdf(&harmless.written()), Ok(2));
    }
    let padded = [RULING, b"\r\n\0\0"].concat();
    assert_eq!(pdf(&padded), Ok(2));
}

#[test]
fn nothing_in_a_document_may_act() {
    let launch = dictionary! { "S" => "Launch", "F" => Object::string_literal("calc.exe") };
    let send = dictionary! { "S" => "SubmitForm", "F" => Object::string_literal("https://example.org") };
    let opens = || dictionary! { "O" => script() };
    for active in [
        paper(1).with("OpenAction", script()),
        paper(1).on_the_page("AA", opens()),
        paper(1).with("OpenAction", launch),
        paper(1).on_the_page("Annots", vec![Object::Dictionary(dictionary! { "A" => send })]),
        paper(1).with(
            "AcroForm",
            dictionary! { "XFA" => Object::string_literal("<xdp/>") },
        ),
        with_a_script_in_the_names(),
    ] {
        assert_eq!(pdf(&active.written()), Err(DocumentFault::ActiveContent));
    }
}

#[test]
fn a_script_is_found_where_its_name_does_not_stand_in_the_bytes() {
    let folded = with_a_script_in_the_names().folded();
    assert!(!folded.windows(10).any(|part| part == b"JavaScript"));
    assert_eq!(pdf(&folded), Err(DocumentFault::ActiveContent));

    // The kind of the action stands in an object of its own.
    let mut elsewhere = paper(1);
    let kind = elsewhere.document.add_object(Object::Name(b"Launch".to_vec()));
    let elsewhere = elsewhere.with("OpenAction", dictionary! { "S" => kind });
    assert_eq!(pdf(&elsewhere.folded()), Err(DocumentFault::ActiveContent));

    // Written with the numbers of its letters.
    let written = paper(1).with("OpenAction", script()).written();
    let escaped = replaced(
        &replaced(&written, b"/JavaScript", b"/J#61vaScri"),
        b"/JS",
        b"/XS",
    );
    assert!(!escaped.windows(11).any(|part| part == b"/JavaScript"));
    let whole = replaced(&escaped, b"/J#61vaScri", b"/J#61vaScript");
    assert!(pdf(&whole).is_err(), "{:?}", pdf(&whole));
}

/// The first such part of some bytes, put into other words.
fn replaced(bytes: &[u8], part: &[u8], with: &[u8]) -> Vec<u8> {
    let at = bytes.windows(part.len()).position(|here| here == part).unwrap();
    [&bytes[..at], with, &bytes[at + part.len()..]].concat()
}

#[test]
fn a_script_that_no_table_of_contents_leads_to_is_found_in_the_bytes() {
    // Behind the end of one revision, before that of the next, which does not know it.
    let hidden = b"99 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n";
    let at = RULING.windows(4).position(|part| part == b"xref").unwrap();
    let with = [&RULING[..at], hidden, &RULING[at..]].concat();
    let end = with.windows(9).rposition(|part| part == b"startxref").unwrap();
    let with = [
        &with[..end],
        format!("startxref\n{}\n%%EOF\n", at + hidden.len()).as_bytes(),
    ]
    .concat();
    assert_eq!(pdf(&with), Err(DocumentFault::ActiveContent));
}

#[test]
fn no_file_hides_in_a_document() {
    let mut attached = paper(1);
    let content = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec());
    let content = attached.document.add_object(content);
    let file = attached.document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal("x.exe"),
        "EF" => dictionary! { "F" => content },
    });
    let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![Object::string_literal("x"), file.into()] } };
    let attached = attached.with("Names", names);
    assert_eq!(pdf(&attached.folded()), Err(DocumentFault::EmbeddedFiles));
    let portfolio = paper(1).with("Collection", dictionary! { "View" => "D" });
    assert_eq!(pdf(&portfolio.written()), Err(DocumentFault::EmbeddedFiles));
}

fn encrypted(owner: &str, user: &str) -> Vec<u8> {
    let mut paper = paper(1);
    let id = Object::string_literal("0123456789abcdef");
    paper.document.trailer.set("ID", vec![id.clone(), id]);
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: &[7; 32],
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: owner,
        user_password: user,
        permissions: Permissions::PRINTABLE,
    };
    let state = EncryptionState::try_from(version).unwrap();
    paper.document.encrypt(&state).unwrap();
    paper.written()
}

#[test]
fn an_encrypted_document_is_refused_with_or_without_a_password_to_open_it() {
    for user in ["rahasia", ""] {
        assert_eq!(
            pdf(&encrypted("pemilik", user)),
            Err(DocumentFault::Encrypted),
            "{user:?}"
        );
    }
}

#[test]
fn a_document_cut_off_anywhere_is_not_taken() {
    let folded = paper(3).folded();
    for whole in [RULING, &folded[..]] {
        for kept in (0..whole.len() - 8).step_by(7) {
            assert!(pdf(&whole[..kept]).is_err(), "{kept} bytes");
        }
    }
    assert_eq!(pdf(&RULING[..RULING.len() / 2]), Err(DocumentFault::Damaged));
    // Its table of contents leads nowhere.
    let lost = replaced(RULING, b"startxref\n", b"startxref\n9");
    assert_eq!(pdf(&lost), Err(DocumentFault::Damaged));
    let hole = replaced(RULING, b"4 0 obj", b"4 9 oxj");
    assert_eq!(pdf(&hole), Err(DocumentFault::Damaged));
}

#[test]
fn what_is_two_things_at_once_is_neither() {
    let behind: &[&[u8]] = &[b"PK\x03\x04archive", b"<script>x</script>", b"%PDF-"];
    for other in behind {
        assert_eq!(pdf(&[RULING, other].concat()), Err(DocumentFault::TrailingData));
    }
    for before in [&b"MZ"[..], b"<html>", b"GIF89a", b" "] {
        assert_eq!(pdf(&[before, RULING].concat()), Err(DocumentFault::WrongType));
    }
}

#[test]
fn a_document_is_of_the_type_that_was_announced() {
    let (jpeg, png) = (jpeg(100, 100), png(100, 100));
    let all: [(FileFormat, &[u8]); 3] = [
        (FileFormat::Pdf, RULING),
        (FileFormat::Jpeg, &jpeg),
        (FileFormat::Png, &png),
    ];
    for (announced, _) in all {
        for (format, bytes) in all {
            let found = examine(announced, bytes);
            assert_eq!(found.is_ok(), announced == format, "{announced:?} {format:?}");
            if announced != format {
                assert_eq!(found, Err(DocumentFault::WrongType));
            }
        }
        for nothing in [&b""[..], b"%", b"CONTOH", &[0; 100]] {
            assert_eq!(examine(announced, nothing), Err(DocumentFault::WrongType));
        }
    }
}

#[test]
fn a_document_has_pages_and_not_too_many() {
    assert_eq!(pdf(&paper(0).written()), Err(DocumentFault::NoPages));
    assert_eq!(pdf(&paper(301).written()), Err(DocumentFault::TooManyPages));
    // The same page again and again, a hundred thousand times.
    let mut again = paper(1);
    let kids = vec![Object::from(again.first_page); 100_000];
    let root = again
        .dictionary(again.catalog)
        .get(b"Pages")
        .unwrap()
        .as_reference()
        .unwrap();
    again.dictionary(root).set("Kids", kids);
    assert!(matches!(
        pdf(&again.written()),
        Ok(_) | Err(DocumentFault::TooManyPages)
    ));
}

/// Zeros, folded to a thousandth.
fn bomb(bytes: usize) -> Stream {
    let mut stream = Stream::new(Dictionary::new(), vec![0; bytes]);
    stream.compress().unwrap();
    stream
}

#[test]
fn a_stream_that_unfolds_without_end_is_not_unfolded() {
    let mut one = paper(1);
    let id = one.document.add_object(bomb(100 * 1024 * 1024));
    let bytes = one.on_the_page("Contents", id).written();
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    assert_eq!(pdf(&bytes), Err(DocumentFault::TooLarge));

    // A stream of objects, which is unfolded to be read at all.
    let mut objects = paper(1);
    let mut stream = bomb(30 * 1024 * 1024);
    stream.dict.set("Type", "ObjStn");
    stream.dict.set("N", 1);
    stream.dict.set("First", 4);
    objects.document.add_object(stream);
    // Whoever writes documents leaves such a stream out.
    let bytes = replaced(&objects.written(), b"/ObjStn", b"/ObjStm");
    assert_eq!(pdf(&bytes), Err(DocumentFault::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes at all, behind each beginning.
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in FileFormat::ALL {
            let begins: &[u8] = match format {
                FileFormat::Pdf => b"%PDF-1.7\n",
                FileFormat::Jpeg => &[0xff, 0xd8, 0xff],
                FileFormat::Png => b"\x89PNG\r\n\x1a\n",
            };
            for bytes in [bytes.clone(), [begins, &bytes].concat(), [begins, &bytes, b"\n%%EOF"].concat()] {
                prop_assert!(examine(format, &bytes).is_err());
            }
        }
    }

    /// A sound document with some bytes changed, or some of it again in another place.
    #[test]
    fn a_document_with_bytes_changed_is_answered(
        folded: bool,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        (from, to) in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let mut bytes = if folded { with_a_script_in_the_names().folded() } else { RULING.to_vec() };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
        let again = bytes[from.min(to)..from.max(to)].to_vec();
        let twice = [&bytes[..from], &again, &bytes[from..]].concat();
        for bytes in [bytes, twice] {
            if let Ok(pages) = pdf(&bytes) {
                prop_assert!((1..=300).contains(&pages));
            }
        }
    }

    #[test]
    fn a_picture_with_bytes_changed_is_answered(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        kept in any::<prop::sample::Index>(),
    ) {
        for (format, mut bytes) in [(FileFormat::Jpeg, jpeg(90, 60)), (FileFormat::Png, png(90, 60))] {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let kept = kept.index(bytes.len());
            prop_assert!(matches!(examine(format, &bytes), Ok(1) | Err(_)));
            prop_assert!(matches!(examine(format, &bytes[..kept]), Ok(1) | Err(_)));
        }
    }
}
