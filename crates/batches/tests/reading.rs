//! Whatever the pieces in which the bytes come, and whatever the bytes.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::io::{Cursor, Read, Seek, SeekFrom, Write as _};

use proptest::prelude::*;
use tuntas_batches::{Cell, Content, FileFault, Format, Row, RowFault, Rows};
use zip::write::SimpleFileOptions;

/// Bytes that come in pieces of these sizes.
struct Pieces<'a> {
    bytes: Cursor<&'a [u8]>,
    sizes: std::iter::Cycle<std::vec::IntoIter<usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = self.sizes.next().unwrap_or(1).min(buffer.len());
        self.bytes.read(&mut buffer[..most])
    }
}

impl Seek for Pieces<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

type ReadFile = Result<(Format, Option<Vec<String>>, Vec<Row>), FileFault>;

fn read_in_pieces(name: &str, bytes: &[u8], sizes: Vec<usize>) -> ReadFile {
    let source = Pieces {
        bytes: Cursor::new(bytes),
        sizes: sizes.into_iter().cycle(),
    };
    let (format, mut rows) = Rows::open(name, source, || Ok(Cursor::new(Vec::new())))?;
    let header = rows.header().map(<[String]>::to_vec);
    let mut all = Vec::new();
    while let Some(row) = rows.next_row()? {
        all.push(row);
    }
    Ok((format, header, all))
}

fn read(name: &str, bytes: &[u8]) -> ReadFile {
    read_in_pieces(name, bytes, vec![usize::MAX])
}

fn fault(name: &str, bytes: &[u8]) -> FileFault {
    read(name, bytes).map(drop).unwrap_err()
}

fn texts(row: &Row) -> Vec<&str> {
    match &row.content {
        Content::Cells(cells) => cells.iter().map(Cell::as_str).collect(),
        Content::Named(cells) => cells.iter().map(|(_, cell)| cell.as_str()).collect(),
        Content::Body(_) => vec!["body"],
        Content::Fault(fault) => vec![fault.code()],
    }
}

const TYPES: &str = r#"<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const BOOK: &str = r#"<workbook xmlns:r="x"><workbookPr/><sheets><sheet name="Contoh" sheetId="1" r:id="rId7"/><sheet name="Lain" sheetId="2" r:id="rId8"/></sheets></workbook>"#;
const LINKS: &str = r#"<Relationships><Relationship Id="rId8" Target="worksheets/sheet2.xml"/><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn workbook(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let parts: [(&str, &[u8]); 4] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, content) in parts.iter().chain(more) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SHARED: &str = r#"<sst><si><t>nomor_perkara</t></si><si><t xml:space="preserve">Contoh &amp; Rekan </t></si><si><r><t>pihak1</t></r><r><t>_nama</t></r><rPh><t>abaikan</t></rPh></si></sst>"#;

#[test]
fn a_csv_of_a_spreadsheet_in_indonesian() {
    let (format, header, rows) = read(
        "a.csv",
        b"\xef\xbb\xbfnomor_perkara;pihak1_nama\r\n\"0318/Pdt.G/2021/PA.Pas\"; \"Contoh; Siti\"\r\n;\r\n\r\n1;Jos\xe9\r\n1;2;3\r\n",
    )
    .unwrap();
    assert_eq!(format, Format::Csv);
    assert_eq!(header.unwrap(), ["nomor_perkara", "pihak1_nama"]);
    assert_eq!(rows.len(), 3);
    // A blank before a quotation mark makes it a sign like others, so the separator in it counts.
    assert_eq!((rows[0].number, texts(&rows[0])), (2, vec!["row_cells"]));
    assert_eq!((rows[1].number, texts(&rows[1])), (4, vec!["1", "Jos\u{e9}"]));
    assert!(rows[2].content == Content::Fault(RowFault::Cells));
}

#[test]
fn lines_of_json_are_columns_or_bodies() {
    let (_, header, rows) = read(
        "a.jsonl",
        b"{\"nomor_perkara\":\"1\",\"perkara_id\":77,\"x\":null}\n\n{\"caseNumber\":\"1\",\"petitioner\":{}}\n[1]\n{\"a\":\n",
    )
    .unwrap();
    assert_eq!(header, None);
    let seen: Vec<_> = rows.iter().map(|row| (row.number, texts(row))).collect();
    assert_eq!(
        seen,
        [
            (1, vec!["1", "77", ""]),
            (3, vec!["body"]),
            (4, vec!["json_syntax"]),
            (5, vec!["json_syntax"])
        ]
    );
}

#[test]
fn a_workbook_is_read_from_its_first_sheet() {
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"/>
        <row r="4"><c r="A4" t="inlineStr"><is><t>0318</t></is></c><c r="B4"><v>44454</v></c><c r="C4" t="s"><v>1</v></c></row>
        <row><c><v>7</v></c><c/><c t="b"><v>1</v></c><c t="str"><v>lebih</v></c></row>"#;
    let bytes = workbook(sheet, &[("xl/sharedStrings.xml", SHARED.as_bytes())]);
    let (format, header, rows) = read("a.xlsx", &bytes).unwrap();
    assert_eq!(format, Format::Xlsx);
    assert_eq!(header.unwrap(), ["nomor_perkara", "", "pihak1_nama"]);
    let seen: Vec<_> = rows.iter().map(|row| (row.number, texts(row))).collect();
    assert_eq!(
        seen,
        [
            (4, vec!["0318", "44454", "Contoh & Rekan"]),
            (5, vec!["row_cells"])
        ]
    );
}

#[test]
fn what_looks_infected_is_never_read_to_its_end() {
    let row = r#"<row r="1"><c t="inlineStr"><is><t>nomor_perkara</t></is></c></row>"#;
    let formula = workbook(&format!("{row}<row><c><f>1+1</f><v>2</v></c></row>"), &[]);
    assert_eq!(fault("a.xlsx", &formula), FileFault::Formula { row: 2 });
    assert_eq!(
        fault("a.csv", b"nomor_perkara\n=1+1\n"),
        FileFault::Formula { row: 2 }
    );
    assert_eq!(fault("a.csv", b"@nomor\n1\n"), FileFault::Formula { row: 1 });
    assert_eq!(
        fault("a.jsonl", b"{\"nomor_perkara\":\"=cmd|x\"}"),
        FileFault::Formula { row: 1 }
    );
    for part in [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
    ] {
        assert_eq!(
            fault("a.xlsx", &workbook(row, &[(part, b"x")])),
            FileFault::Macros,
            "{part}"
        );
    }
    let zeros = vec![0; 40 * 1024 * 1024];
    assert_eq!(
        fault("a.xlsx", &workbook(row, &[("xl/media/a.bin", &zeros)])),
        FileFault::ZipBomb
    );
    let endless = format!(
        "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
        "ab".repeat(200_000)
    );
    assert_eq!(fault("a.xlsx", &workbook(&endless, &[])), FileFault::ZipBomb);
    let doctype = b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><sst/>";
    assert_eq!(
        fault("a.xlsx", &workbook(row, &[("xl/sharedStrings.xml", doctype)])),
        FileFault::ZipBomb
    );
    assert_eq!(
        fault("a.xlsx", b"PK\x03\x04 and nothing more"),
        FileFault::Unreadable
    );
    assert_eq!(fault("a.csv", b"a,b\n1,\0\n"), FileFault::WrongType);
}

#[test]
fn an_archive_that_lies_about_its_size_is_caught_while_it_is_unpacked() {
    let sheet = "<row><c><v>1</v></c></row>".repeat(3000);
    let mut bytes = workbook(&sheet, &[]);
    let name = b"xl/worksheets/sheet1.xml";
    let central = bytes
        .windows(name.len())
        .rposition(|window| window == name)
        .unwrap()
        - 46;
    assert_eq!(&bytes[central..central + 4], b"PK\x01\x02");
    bytes[central + 24..central + 28].copy_from_slice(&1000_u32.to_le_bytes());
    assert_eq!(fault("a.xlsx", &bytes), FileFault::ZipBomb);
}

#[test]
fn a_quotation_mark_left_open_swallows_nothing_unseen() {
    let mut csv = b"a,b\n1,\"open\n".to_vec();
    csv.extend(b"2,x\n".repeat(10));
    assert_eq!(fault("a.csv", &csv), FileFault::QuoteOpen { row: 2 });
    csv.extend(b"2,x\n".repeat(100_000));
    assert_eq!(fault("a.csv", &csv), FileFault::RowTooLong { row: 2 });
}

#[test]
fn a_file_of_nothing_and_a_file_of_too_much() {
    for (name, bytes) in [
        ("a.csv", b"" as &[u8]),
        ("a.csv", b"a,b\n"),
        ("a.jsonl", b"\n\n"),
        ("a.csv", b"\n"),
    ] {
        assert_eq!(fault(name, bytes), FileFault::Empty, "{bytes:?}");
    }
    let many = [b"a\n".to_vec(), b"1\n".repeat(50_001)].concat();
    assert_eq!(fault("a.csv", &many), FileFault::TooManyRows);
    assert!(read("a.csv", &many[..many.len() - 2]).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0_usize..3) {
        let name = ["a.csv", "a.jsonl", "a.xlsx"][which];
        let _ = read(name, &bytes);
        let _ = read(name, &[b"PK\x03\x04", &bytes[..]].concat());
    }

    #[test]
    fn no_damage_to_a_workbook_panics(at in any::<proptest::sample::Index>(), byte in any::<u8>(), sheet in "(<row>|</row>|<c>|</c>|<v>|</v>|<c t=\"s\">|[0-9]|<f/>|&amp;|&x;){0,24}") {
        let mut bytes = workbook(&sheet, &[("xl/sharedStrings.xml", SHARED.as_bytes())]);
        let _ = read("a.xlsx", &bytes);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read("a.xlsx", &bytes);
    }

    #[test]
    fn pieces_make_no_difference(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z;,\" \n\u{e9}]{0,9}", 3), 1..12),
        sizes in proptest::collection::vec(1_usize..40, 1..6),
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let csv: String = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\r\n").collect();
        let csv = format!("nomor_perkara;b;c\r\n{csv}");
        let whole = read("a.csv", csv.as_bytes());
        let pieces = read_in_pieces("a.csv", csv.as_bytes(), sizes.clone());
        prop_assert!(whole == pieces);
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !Cell::text(cell).is_empty()));
        let wanted: Vec<Vec<String>> = filled.map(|row| row.iter().map(|cell| Cell::text(cell).as_str().to_owned()).collect()).collect();
        if let Ok((_, _, read)) = &whole {
            let seen: Vec<Vec<String>> = read.iter().map(|row| texts(row).into_iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(seen, wanted);
        }
        let lines: String = rows.iter().map(|row| format!("{}\n", serde_json::json!({"nomor_perkara": row[0], "b": row[1]}))).collect();
        prop_assert!(read("a.jsonl", lines.as_bytes()) == read_in_pieces("a.jsonl", lines.as_bytes(), sizes.clone()));
        let sheet: String = rows.iter().map(|_| "<row><c t=\"s\"><v>1</v></c><c><v>5</v></c></row>").collect();
        let book = workbook(&sheet, &[("xl/sharedStrings.xml", SHARED.as_bytes())]);
        prop_assert!(read("a.xlsx", &book) == read_in_pieces("a.xlsx", &book, sizes));
    }
}
