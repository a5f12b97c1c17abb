//! A file of rulings, three hundred of whose five thousand rows are bad in thirty ways, and what its result has to say.

use std::collections::BTreeMap;

/// Rows of the large file.
pub(crate) const ROWS: u32 = 5000;
/// How often each kind of fault occurs.
pub(crate) const BAD_OF_EACH: u32 = 10;

const HEADER: [&str; 21] = [
    "perkara_id",
    "nomor_perkara",
    "jenis_perkara_nama",
    "tanggal_putusan",
    "tanggal_bht",
    "tgl_ikrar_talak",
    "nomor_akta_cerai",
    "tgl_akta_cerai",
    "no_kutipan_akta_nikah",
    "tgl_nikah",
    "pihak1_nama",
    "pihak1_nomor_indentitas",
    "pihak1_tanggal_lahir",
    "pihak1_telepon",
    "pihak1_alamat",
    "pihak2_nama",
    "pihak2_nomor_indentitas",
    "pihak2_tanggal_lahir",
    "pihak2_kode_wilayah",
    "pihak2_nama_wilayah",
    "anak1_nik",
];

/// Thirty ways to spoil a row: the column, what stands there, and what the court is told: code and column.
const KINDS: [(&str, &str, &str, &str); 30] = [
    ("perkara_id", "tidak boleh", "reference_form", "perkara_id"),
    (
        "nomor_perkara",
        "tanpa nomor",
        "case_number_form",
        "nomor_perkara",
    ),
    ("nomor_perkara", "", "field_missing", "nomor_perkara"),
    (
        "jenis_perkara_nama",
        "Warisan",
        "value_not_listed",
        "jenis_perkara_nama",
    ),
    ("jenis_perkara_nama", "", "field_missing", "jenis_perkara_nama"),
    ("tanggal_putusan", "31-02-2026", "date_form", "tanggal_putusan"),
    (
        "tanggal_putusan",
        "01-09-2090",
        "date_in_future",
        "tanggal_putusan",
    ),
    (
        "tanggal_putusan",
        "01-09-2020",
        "ruling_before_case",
        "tanggal_putusan",
    ),
    ("tanggal_bht", "kemarin", "date_form", "tanggal_bht"),
    ("tanggal_bht", "01-01-2026", "bht_before_ruling", "tanggal_bht"),
    (
        "tgl_ikrar_talak",
        "20-04-2026",
        "ikrar_for_gugat",
        "tgl_ikrar_talak",
    ),
    (
        "nomor_akta_cerai",
        "0140/AC/2026/PA.Pas",
        "field_missing",
        "tgl_akta_cerai",
    ),
    (
        "tgl_akta_cerai",
        "20-04-2026",
        "field_missing",
        "nomor_akta_cerai",
    ),
    (
        "no_kutipan_akta_nikah",
        "",
        "field_missing",
        "no_kutipan_akta_nikah",
    ),
    ("tgl_nikah", "2016", "date_form", "tgl_nikah"),
    ("tgl_nikah", "10-12-2026", "date_in_future", "tgl_nikah"),
    ("tgl_nikah", "02-05-2026", "marriage_after_ruling", "tgl_nikah"),
    ("pihak1_nama", "", "field_missing", "pihak1_nama"),
    (
        "pihak1_nomor_indentitas",
        "35750355",
        "nik_length",
        "pihak1_nomor_indentitas",
    ),
    (
        "pihak1_nomor_indentitas",
        "3,57504E+15",
        "digits_lost",
        "pihak1_nomor_indentitas",
    ),
    (
        "pihak1_nomor_indentitas",
        "",
        "identity_missing",
        "pihak1_nomor_indentitas",
    ),
    (
        "pihak1_tanggal_lahir",
        "15/15/1990",
        "date_form",
        "pihak1_tanggal_lahir",
    ),
    (
        "pihak1_tanggal_lahir",
        "15-06-2017",
        "born_after_marriage",
        "pihak1_tanggal_lahir",
    ),
    ("pihak1_telepon", "12", "phone_form", "pihak1_telepon"),
    ("pihak1_telepon", "", "field_missing", "pihak1_telepon"),
    ("pihak1_alamat", "", "field_missing", "pihak1_alamat"),
    ("pihak2_nama", "", "field_missing", "pihak2_nama"),
    (
        "pihak2_tanggal_lahir",
        "",
        "field_missing",
        "pihak2_tanggal_lahir",
    ),
    (
        "pihak2_kode_wilayah",
        "Pasuruan",
        "region_code_form",
        "pihak2_kode_wilayah",
    ),
    ("anak1_nik", "3575034508170001", "field_missing", "anak1_nama"),
];

/// A ruling that is not final yet, between two people nobody knows.
fn good(number: u32) -> BTreeMap<&'static str, String> {
    let texts = [
        format!("CONTOH-W{number}"),
        format!("{number}/Pdt.G/2026/PA.Pas"),
        "Cerai Gugat".to_owned(),
        "1 April 2026".to_owned(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        "0035/005/XII/2016".to_owned(),
        "10-12-2016".to_owned(),
        "Contoh Wulan".to_owned(),
        format!("357503550690{:04}", number % 9000 + 1),
        "15-06-1990".to_owned(),
        "081200000001".to_owned(),
        "Jl. Contoh Mawar No. 1".to_owned(),
        "Contoh Wawan".to_owned(),
        format!("357503101088{:04}", number % 9000 + 1),
        "10-10-1988".to_owned(),
        "35.14".to_owned(),
        "Kabupaten Pasuruan".to_owned(),
        String::new(),
    ];
    HEADER.into_iter().zip(texts).collect()
}

/// What the result has to say of a row: its number, what came of it, code, column.
pub(crate) type Told = (u32, String, String, String);

/// The file with its three hundred bad rows, and what its result has to say.
pub(crate) fn file(first: u32, rows: u32) -> (Vec<u8>, Vec<Told>) {
    let every = ROWS / (BAD_OF_EACH * 30);
    file_with(first, rows, |place| {
        let bad = place % every == every / 2 && place / every < BAD_OF_EACH * 30;
        bad.then_some(place / every)
    })
}

/// A file of rows that are good, or bad in the way of that number, and what its result has to say.
pub(crate) fn file_with(first: u32, rows: u32, bad: impl Fn(u32) -> Option<u32>) -> (Vec<u8>, Vec<Told>) {
    let (mut csv, mut told) = (HEADER.join(";") + "\r\n", Vec::new());
    for place in 0..rows {
        let (mut row, number) = (good(first + place), place + 2);
        if let Some(kind) = bad(place) {
            let (column, text, code, at) = KINDS[kind as usize % KINDS.len()];
            row.insert(column, text.to_owned());
            told.push((number, "refused".to_owned(), code.to_owned(), at.to_owned()));
        } else {
            told.push((number, "accepted".to_owned(), String::new(), String::new()));
        }
        let cells: Vec<&str> = HEADER.iter().map(|name| row[name].as_str()).collect();
        csv += &(cells.join(";") + "\r\n");
    }
    (csv.into_bytes(), told)
}
