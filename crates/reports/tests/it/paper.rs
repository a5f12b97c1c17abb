//! The PDF, read back by a library that knows nothing of how it was made.

use lopdf::{Document, Object};

use crate::{files, samples};

/// The text of all pages, without white space: where a line broke is not what is tested.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    without_space(&document.extract_text(&pages).unwrap())
}

/// The words of all pages.
pub(crate) fn words_of(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().map(str::to_owned).collect()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn dictionaries(document: &Document) -> impl Iterator<Item = &lopdf::Dictionary> {
    document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
}

#[test]
fn a_months_report_says_this() {
    let [pdf, ..] = files(&samples::month());
    let text = text_of(&pdf.bytes);
    for part in [
        "PEMERINTAH KOTA PASURUAN",
        "Laporan bulanan September 2021",
        "95,5%",
        "Janji hampir selalu ditepati.",
        "tepat waktu 128",
        "terlambat 6",
        "turun dari 70 pada awal periode",
        "2 hari 3 jam",
        "Persediaan nomor KK menipis: Gadingrejo (20).",
        "Tunggakan diperkirakan naik dari 66 menjadi 71",
        "Berkas ditahan paling lama sudah 23 hari: Menunggu pilihan alamat dari warga.",
        "Pengadilan Agama Malang",
        "Rp4.288.000",
        "petugas-03",
        "30 Agustus 2021",
        "CONTOH",
        "Rp0",
        "1. Putusan masuk",
        "7. Permohonan pengamanan",
        "Sita marital",
        "27 jam 5 menit",
        "86%",
        "12. Rujukan bantuan",
        "UPTD PPA",
        "DBHCHT, tahap 2",
        "Rp78.000.000",
        "Sedikitnya 32 kali rujukan bantuan",
        "27. Angka harian",
        "Halaman 1 dari",
    ] {
        assert!(
            text.contains(&without_space(part)),
            "{part} is missing from: {text}"
        );
    }
}

#[test]
fn only_a_sample_says_contoh() {
    for sample in [true, false] {
        let mut report = samples::empty();
        report.sample = sample;
        let [pdf, ..] = files(&report);
        assert_eq!(text_of(&pdf.bytes).contains("CONTOH"), sample);
    }
}

#[test]
fn the_pdf_is_archivable_and_readable_by_a_screen_reader() {
    let [pdf, ..] = files(&samples::month());
    let document = Document::load_mem(&pdf.bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"id-ID");
    assert!(catalog.has(b"StructTreeRoot"));
    let metadata = String::from_utf8_lossy(&pdf.bytes).into_owned();
    assert!(metadata.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"));
    let alternatives: Vec<String> = dictionaries(&document)
        .filter_map(|dictionary| dictionary.get(b"Alt").ok())
        .map(|alt| lopdf::decode_text_string(alt).unwrap())
        .collect();
    for chart in [
        "Janji layanan ditepati 95,5%",
        "Diagram batang tiap hari",
        "Diagram batang lama layanan",
        "Diagram batang berkas ditahan",
        "Diagram garis berkas yang belum tuntas",
        "Diagram batang bertumpuk perjalanan kurir",
        "Diagram batang pengantaran gagal",
        "Diagram batang permohonan pengamanan",
        "Diagram batang rujukan bantuan",
        "Diagram batang bantuan modal",
    ] {
        assert!(
            alternatives.iter().any(|text| text.starts_with(chart)),
            "{chart}: {alternatives:?}"
        );
    }
    let tagged = |kind: &[u8]| {
        dictionaries(&document)
            .filter(|dictionary| {
                dictionary
                    .get(b"S")
                    .and_then(Object::as_name)
                    .is_ok_and(|name| name == kind)
            })
            .count()
    };
    assert_eq!(tagged(b"H1"), 1);
    assert_eq!(tagged(b"Table"), 27);
    assert_eq!(tagged(b"TH"), 166, "each column of each table has a head");
}

#[test]
fn a_long_table_repeats_its_header_on_every_page() {
    let report = samples::huge();
    let [pdf, ..] = files(&report);
    let document = Document::load_mem(&pdf.bytes).unwrap();
    let pages: Vec<String> = document
        .get_pages()
        .into_keys()
        .map(|page| without_space(&document.extract_text(&[page]).unwrap()))
        .collect();
    let with_courts: Vec<&String> = pages
        .iter()
        .filter(|page| page.matches("PA.Contoh").count() > 5)
        .collect();
    assert!(with_courts.len() >= 3, "{}", with_courts.len());
    for page in with_courts {
        let heads = ["PengadilanJenisMasuk", "PengadilanKegiatan"];
        assert!(heads.iter().any(|head| page.contains(head)), "{page}");
    }
    let all = pages.concat();
    for intake in &report.intake {
        assert!(all.contains(intake.court.as_str()));
    }
    assert!(all.contains("311.042"));
    assert!(all.contains("Rp10.371.428.568"));
    assert!(all.contains("Harilibur nasionaltahun2021,2022".replace(' ', "").as_str()));
}

#[test]
fn an_empty_report_is_a_report() {
    let [pdf, ..] = files(&samples::empty());
    let text = text_of(&pdf.bytes);
    for part in [
        "Tidak ada register yang diubah pada periode ini.",
        "Tidak ada berkas yang ditahan.",
        "Tidak ada pengantaran yang gagal pada periode ini.",
        "6–12 September 2021",
    ] {
        assert!(
            text.contains(&without_space(part)),
            "{part} is missing from: {text}"
        );
    }
    assert!(
        !text.contains("engamanan"),
        "a city without police figures has no chapter of them"
    );
    assert!(!text.contains("antuan"), "nor one of aid");
}

#[test]
fn a_character_without_a_glyph_stops_no_report() {
    let mut report = samples::empty();
    report.city_name = "Kota 漢\u{202e} Contoh".into();
    let [pdf, ..] = files(&report);
    assert!(text_of(&pdf.bytes).contains("Kota??Contoh"));
}
