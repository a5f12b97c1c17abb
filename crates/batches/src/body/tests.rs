use jiff::civil::date;
use serde_json::json;
use tuntas_contract::Places;
use tuntas_domain::identity::{CityCode, KelurahanCode};

use super::*;
use crate::Mapping;

struct Pasuruan;

impl Places for Pasuruan {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        code.as_str().starts_with("35.75")
    }
    fn city(&self) -> CityCode {
        CityCode::parse("35.75").unwrap()
    }
}

const ROW: [(&str, &str); 26] = [
    ("perkara_id", "CONTOH-1"),
    ("nomor_perkara", "0318/Pdt.G/2021/PA.Pas"),
    ("jenis_perkara_id", "347"),
    ("tanggal_putusan", "1 September 2021"),
    ("tanggal_bht", "15/09/2021"),
    ("nomor_akta_cerai", "0140/AC/2021/PA.Pas"),
    ("tgl_akta_cerai", "2021-09-20 00:00:00"),
    ("no_kutipan_akta_nikah", "0035/005/XII/2016"),
    ("tgl_kutipan_akta_nikah", "10-12-2016"),
    ("kua_tempat_nikah", "KUA Bugul Kidul"),
    ("pihak1_nama", "Contoh Siti Rahayu"),
    ("pihak1_nomor_indentitas", "3575 0355 0690 0001"),
    ("pihak1_tanggal_lahir", "15-06-1990"),
    ("pihak1_telepon", "081200000001"),
    ("pihak1_alamat", "Jl. Contoh Mawar No. 1"),
    ("pihak2_nama", "Contoh Budi"),
    ("pihak2_nomor_indentitas", "'3575031010880001"),
    ("pihak2_tanggal_lahir", "10-10-1988"),
    ("pihak2_kode_wilayah", "35.14"),
    ("pihak2_nama_wilayah", "Kabupaten Pasuruan"),
    ("anak1_nik", ""),
    ("anak3_nik", "3575034508170001"),
    ("anak3_nama", "Contoh Putri"),
    ("anak3_tanggal_lahir", "05-08-2017"),
    ("anak3_asuh", "Penggugat"),
    ("anak3_dasar_asuh", "Putusan"),
];

fn body_of(row: &[(&str, &str)]) -> Body {
    let names: Vec<String> = row.iter().map(|(name, _)| (*name).to_owned()).collect();
    let cells: Vec<Cell> = row.iter().map(|(_, text)| Cell::text(text)).collect();
    Columns::of_header(&names, &Mapping::default())
        .unwrap()
        .body(&cells, "35.75")
}

fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut row = ROW.to_vec();
    for (name, text) in changes {
        match row.iter_mut().find(|(known, _)| known == name) {
            Some(cell) => cell.1 = text,
            None => row.push((name, text)),
        }
    }
    row
}

fn faults(row: &[(&str, &str)]) -> Vec<(String, String)> {
    let body = body_of(row);
    let found = DecreeRequest::parse(&body.bytes(), date(2026, 11, 24), &Pasuruan)
        .map(drop)
        .err()
        .unwrap_or_default();
    body.explain(&found)
        .into_iter()
        .map(|fault| (fault.column, fault.code.into_owned()))
        .collect()
}

#[test]
fn a_row_of_sipp_is_a_decree_of_the_api() {
    let body = body_of(&ROW);
    let value: Value = serde_json::from_slice(&body.bytes()).unwrap();
    assert_eq!(value["kind"], "gugat");
    assert_eq!(value["rulingDate"], "2021-09-01");
    assert_eq!(
        value["finality"],
        json!({"bhtDate": "2021-09-15", "akta": {"number": "0140/AC/2021/PA.Pas", "date": "2021-09-20"}})
    );
    assert_eq!(value["marriage"]["date"], "2016-12-10");
    assert_eq!(value["petitioner"]["nik"], "3575035506900001");
    assert_eq!(value["petitioner"]["domicile"], json!({"kind": "city"}));
    assert_eq!(value["respondent"]["nik"], "3575031010880001");
    assert_eq!(
        value["respondent"]["domicile"],
        json!({"kind": "elsewhere", "region": "35.14", "name": "Kabupaten Pasuruan"})
    );
    assert_eq!(
        value["children"],
        json!([{"nik": "3575034508170001", "name": "Contoh Putri", "birthDate": "2017-08-05",
                "custody": {"parent": "petitioner", "basis": "ruling"}}])
    );
    assert_eq!(faults(&ROW), []);
    assert_eq!(
        body.names(),
        [
            "perkara/318/Pdt.G/2021/PA.Pas",
            "akta/140/AC/2021/PA.Pas",
            "reference/CONTOH-1"
        ]
    );
}

#[test]
fn the_order_of_the_columns_does_not_matter() {
    let mut turned = ROW.to_vec();
    turned.reverse();
    assert_eq!(body_of(&turned).bytes(), body_of(&ROW).bytes());
}

#[test]
fn a_fault_points_to_the_column_as_it_was_written() {
    for (changes, column, code) in [
        (
            &[("tanggal_putusan", "31-02-2021")][..],
            "tanggal_putusan",
            "date_form",
        ),
        (
            &[("pihak1_nomor_indentitas", "357503550690000")],
            "pihak1_nomor_indentitas",
            "nik_length",
        ),
        (
            &[("pihak1_nomor_indentitas", "3,57504E+15")],
            "pihak1_nomor_indentitas",
            "digits_lost",
        ),
        (
            &[("anak3_tanggal_lahir", "")],
            "anak3_tanggal_lahir",
            "field_missing",
        ),
        (&[("anak3_asuh", "paman")], "anak3_asuh", "value_not_listed"),
        (
            &[("pihak1_telepon", ""), ("pihak1_alamat", "")],
            "pihak1_telepon",
            "contact_required",
        ),
        (&[("tgl_akta_cerai", "")], "tgl_akta_cerai", "field_missing"),
        (&[("pihak1_kode_pos", "0671")], "pihak1_kode_pos", "postcode_form"),
        (
            &[("tgl_kutipan_akta_nikah", "")],
            "tgl_kutipan_akta_nikah",
            "field_missing",
        ),
    ] {
        assert_eq!(
            faults(&with(changes)),
            [(column.to_owned(), code.to_owned())],
            "{changes:?}"
        );
    }
}

#[test]
fn a_row_that_repeats_the_day_of_the_excerpt_gives_way_to_the_marriage() {
    let value: Value =
        serde_json::from_slice(&body_of(&with(&[("tgl_nikah", "09-12-2016")])).bytes()).unwrap();
    assert_eq!(value["marriage"]["date"], "2016-12-09");
}

#[test]
fn digits_of_a_workbook_are_trusted_as_far_as_it_keeps_them() {
    let field = FIELDS.iter().find(|field| field.own == "petitioner.nik").unwrap();
    let mut found = Vec::new();
    assert_eq!(
        convert(field, &Cell::number("3575035506900001"), &mut found),
        json!("3575035506900001")
    );
    assert_eq!(found.len(), 1);
    found.clear();
    let _ = convert(field, &Cell::number("3.575035506E15"), &mut found);
    assert_eq!(found.len(), 1);
    found.clear();
    let _ = convert(field, &Cell::number("81200000001"), &mut found);
    assert_eq!(found.len(), 0);
}

#[test]
fn a_completion_is_made_of_the_legal_force_alone() {
    let completion: Value = serde_json::from_slice(&body_of(&ROW).completion().unwrap()).unwrap();
    assert_eq!(completion["caseNumber"], "0318/Pdt.G/2021/PA.Pas");
    assert_eq!(completion["finality"]["bhtDate"], "2021-09-15");
    assert_eq!(completion.as_object().unwrap().len(), 2);
}
