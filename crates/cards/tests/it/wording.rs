//! What stands on the documents, read back from the files.

use serde_json::Value;
use tuntas_cards::Renderer;

use crate::reading::{
    alternative_texts, catalog, fonts_used_and_embedded, metadata, tags, text_of, without_space,
};
use crate::samples;

/// Every non-empty string of a document, with the path to it.
fn strings(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(string) if !string.is_empty() => found.push((path.to_owned(), string.clone())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                strings(item, &format!("{path}[{index}]"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                strings(field, &format!("{path}.{name}"), found);
            }
        }
        _ => {}
    }
}

fn assert_prints_everything(document: &impl serde::Serialize, bytes: &[u8], besides: &[&str]) {
    let text = text_of(bytes);
    let mut fields = Vec::new();
    strings(&serde_json::to_value(document).unwrap(), "", &mut fields);
    assert!(fields.len() > 15);
    for (path, value) in fields
        .iter()
        .filter(|(path, _)| !besides.contains(&path.as_str()))
    {
        assert!(
            text.contains(&without_space(value)),
            "{path} ({value}) is missing from: {text}"
        );
    }
}

#[test]
fn every_field_of_a_family_card_is_printed() {
    let mut sheet = samples::kk(23);
    sheet.postcode = Some("67100".into());
    sheet.members[4].kitas = Some("2C00AA0001".into());
    let pdf = Renderer::new().kk(&sheet).unwrap();
    assert_prints_everything(&sheet, &pdf.bytes, &[]);
}

#[test]
fn every_field_of_an_id_card_is_printed_and_its_address_is_in_the_symbol() {
    for card in [samples::ktp(), samples::long_ktp()] {
        let pdf = Renderer::new().ktp(&card).unwrap();
        assert_prints_everything(&card, &pdf.bytes, &[".verify_url"]);
    }
}

#[test]
fn every_field_of_a_letter_is_printed() {
    for letter in [
        samples::notice(),
        samples::departure_notice(0),
        samples::departure_notice(2),
        samples::departure_notice(30),
        samples::marriage_notice(),
    ] {
        let pdf = Renderer::new().notice(&letter).unwrap();
        // `issued_on` dates the file; the letter shows the same day in prose.
        assert_prints_everything(&letter, &pdf.bytes, &[".verify_url", ".issued_on"]);
    }
}

#[test]
fn an_unknown_birth_place_leaves_the_date_alone() {
    let text = |letter: &tuntas_cards::NoticeLetter| text_of(&Renderer::new().notice(letter).unwrap().bytes);
    let known = text(&samples::notice());
    assert!(
        known.contains("Tempat,tanggallahir:Pasuruan,1Januari1988"),
        "{known}"
    );
    let unknown = text(&samples::departure_notice(1));
    assert!(unknown.contains("Tanggallahir:1Januari1988"), "{unknown}");
    assert!(!unknown.contains(",1Januari1988"), "{unknown}");
}

#[test]
fn every_field_of_a_receipt_is_printed() {
    for receipt in [samples::receipt(), samples::long_receipt()] {
        let pdf = Renderer::new().receipt(&receipt).unwrap();
        assert_prints_everything(&receipt, &pdf.bytes, &[".verify_url", ".issued_on"]);
    }
}

#[test]
fn every_field_of_a_letter_of_an_office_is_printed() {
    for letter in [
        samples::court_letter(),
        samples::police_letter(),
        samples::city_letter(),
    ] {
        let pdf = Renderer::new().letter(&letter).unwrap();
        assert_prints_everything(&letter, &pdf.bytes, &[".verify_url", ".issued_on", ".house"]);
    }
}

#[test]
fn both_tables_of_a_family_card_have_their_columns() {
    let text = text_of(&Renderer::new().kk(&samples::kk(1)).unwrap().bytes);
    for columns in [
        "No Nama Lengkap NIK Jenis Kelamin Tempat Lahir Tanggal Lahir Agama Pendidikan Jenis Pekerjaan Golongan Darah",
        "No Status Perkawinan Tanggal Perkawinan/Perceraian Status Hubungan Dalam Keluarga Kewarganegaraan",
        "Dokumen Imigrasi",
        "No. Paspor No. KITAS/KITAP",
        "Nama Orang Tua",
        "Ayah Ibu",
    ] {
        assert!(
            text.contains(&without_space(columns)),
            "{columns} is missing from: {text}"
        );
    }
}

#[test]
fn sample_documents_say_so_in_words_and_genuine_ones_do_not() {
    let renderer = Renderer::new();
    for sample in [true, false] {
        let (mut sheet, mut card, mut letter) = (samples::kk(11), samples::ktp(), samples::notice());
        let mut receipt = samples::receipt();
        (sheet.sample, card.sample, letter.sample) = (sample, sample, sample);
        receipt.sample = sample;
        for pdf in [
            renderer.kk(&sheet),
            renderer.ktp(&card),
            renderer.notice(&letter),
            renderer.receipt(&receipt),
        ] {
            let text = text_of(&pdf.unwrap().bytes);
            assert_eq!(text.contains("BUKANDOKUMENRESMI"), sample);
            assert_eq!(text.contains("CONTOH/BUKANDOKUMENRESMI"), sample);
        }
    }
}

#[test]
fn every_document_says_that_it_is_free_and_where_to_complain() {
    let renderer = Renderer::new();
    for pdf in [
        renderer.kk(&samples::kk(1)),
        renderer.ktp(&samples::ktp()),
        renderer.ktp(&samples::long_ktp()),
        renderer.notice(&samples::notice()),
    ] {
        let text = text_of(&pdf.unwrap().bytes);
        assert!(text.contains("Rp0"));
        assert!(text.contains("tidakdipungutbiaya"));
        assert!(text.contains(&without_space(samples::COMPLAINT)));
    }
}

#[test]
fn a_letter_tells_nothing_but_what_it_was_given() {
    let text = text_of(&Renderer::new().notice(&samples::notice()).unwrap().bytes).to_lowercase();
    for word in ["mantan", "janda", "duda", "alasan"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn the_files_are_archivable_and_readable_by_a_screen_reader() {
    let renderer = Renderer::new();
    for pdf in [
        renderer.kk(&samples::kk(11)),
        renderer.ktp(&samples::ktp()),
        renderer.notice(&samples::notice()),
    ] {
        let bytes = pdf.unwrap().bytes;
        let metadata = metadata(&bytes);
        assert!(metadata.contains("<pdfaid:part>2</pdfaid:part>"));
        assert!(metadata.contains("<pdfaid:conformance>A</pdfaid:conformance>"));
        assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"));
        assert!(
            metadata.contains("2021-09-24"),
            "the date of issue is the date of the file"
        );
        let catalog = catalog(&bytes);
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"id-ID");
        assert!(catalog.has(b"StructTreeRoot"));
        let (used, embedded) = fonts_used_and_embedded(&bytes);
        assert!(used >= 2);
        assert_eq!(used, embedded);
        let described = alternative_texts(&bytes);
        assert!(
            described.iter().any(|text| text.contains(samples::VERIFY_URL)),
            "{described:?}"
        );
    }
}

#[test]
fn the_tables_of_a_family_card_are_tables_to_a_screen_reader() {
    let bytes = Renderer::new().kk(&samples::kk(1)).unwrap().bytes;
    assert_eq!(tags(&bytes, b"Table"), 2);
    assert_eq!(tags(&bytes, b"TH"), 10 + 11);
    assert_eq!(tags(&bytes, b"H1"), 1);
}

#[test]
fn the_name_of_the_print_job_gives_no_one_away() {
    let sheet = samples::kk(2);
    let metadata = metadata(&Renderer::new().kk(&sheet).unwrap().bytes);
    assert!(metadata.contains("Kartu Keluarga"));
    for private in [&sheet.number, &sheet.head_name, &sheet.members[1].nik] {
        assert!(!metadata.contains(private.as_str()));
    }
}
