//! Files as they come: separators, encodings, order.

use std::os::unix::fs::PermissionsExt as _;

use register_import::extract::{Groups, OpenError, Source};
use register_import::import::{self, Job, Stop};
use register_import::meter::Meter;
use register_import::sample::{self, Order};

use crate::town::{BUDI, NUMBER, Office, Row, SITI, alone, columns, csv, family, person, rejected};

#[tokio::test]
async fn every_separator_and_encoding_gives_the_same_household() {
    let rows: Vec<Row> = family()
        .into_iter()
        .map(|row| row.with("NAMA_LGKP", "CONTOH SA’DIYAH É"))
        .collect();
    let comma = Office::of(&rows);
    comma.import().await;
    let expected = comma.household(NUMBER).await.unwrap();
    assert_eq!(expected.members[0].person.name.as_str(), "CONTOH SA’DIYAH É");
    for delimiter in *b",;|\t" {
        let plain = csv(&rows, delimiter);
        let marked = [b"\xef\xbb\xbf".as_slice(), &plain].concat();
        let text = String::from_utf8(plain.clone()).unwrap();
        let windows: Vec<u8> = text
            .chars()
            .map(|c| match c {
                '’' => 0x92,
                _ => u8::try_from(u32::from(c)).unwrap(),
            })
            .collect();
        let lines = text.replace('\n', "\r\n").into_bytes();
        for file in [plain, marked, windows, lines] {
            let office = Office::with(&file);
            office.import().await;
            assert_eq!(office.household(NUMBER).await.unwrap(), expected);
        }
    }
}

#[test]
fn a_file_that_is_no_extract_says_what_is_missing() {
    let open = |file: &[u8]| Source::open(&Office::with(file).file()).unwrap_err().to_string();
    assert!(open(b"NIK,NO_KK\n").starts_with("the header has no column NAMA_LGKP, JENIS_KLMIN"));
    assert!(open(b"").starts_with("the header has no column NIK, NO_KK"));
    let utf16 = Office::with(b"\xff\xfeN\0I\0K\0");
    assert!(matches!(Source::open(&utf16.file()), Err(OpenError::Utf16)));
}

#[test]
fn a_row_may_go_over_several_lines() {
    let rows = [alone(1).with("ALAMAT", "JL. CONTOH; \"BARU\""), alone(2)];
    let office = Office::of(&rows);
    let source = Source::open(&office.file()).unwrap();
    assert_eq!(source.columns, columns());
    let mut groups = Groups::from(&source, None).unwrap();
    let first = groups.next_group().unwrap().unwrap();
    let mut rest = Groups::from(&source, first.end).unwrap();
    assert_eq!(
        rest.next_group().unwrap().unwrap().rows,
        groups.next_group().unwrap().unwrap().rows
    );
    assert!(rest.next_group().unwrap().is_none());
}

/// An invented extract; with room for few rows in memory it takes many runs to sort it.
fn extract(order: Order) -> Office {
    let mut file = Vec::new();
    sample::write(&mut file, 750, order).unwrap();
    Office::with(&file)
}

#[tokio::test]
async fn rows_of_one_household_may_stand_apart() {
    let together = extract(Order::ByNumber);
    let figures = together.import().await;
    assert_eq!((figures.rows, figures.rejected), (750, 0));
    for memory in [1 << 20, 20_000, 500] {
        let apart = extract(Order::Scattered);
        let job = Job {
            memory,
            ..apart.job()
        };
        assert_eq!(apart.run(&job).await.unwrap(), figures);
        assert_eq!(apart.left_over(), ["extract.csv"]);
        // But for which file it was.
        let kept = [
            "pk",
            "sk",
            "version",
            "state",
            "shape",
            "body",
            "household",
            "person",
            "as_of",
        ];
        let of = |office: &Office| -> Vec<_> {
            let items = office.tables.items("register", "").into_iter();
            items.map(|item| item.only(&kept)).collect()
        };
        assert!(of(&together) == of(&apart), "memory for {memory} bytes");
    }
}

#[tokio::test]
async fn a_look_writes_nothing_but_the_rejected_rows() {
    let mut rows = family();
    rows.push(alone(1).with("AGAMA", "0"));
    rows.push(alone(2));
    rows.reverse();
    let office = Office::of(&rows);
    let out = office.folder.path().join("out.csv");
    let figures = import::check(&office.job(), None, &mut Meter::start())
        .await
        .unwrap();
    assert_eq!((figures.valid, figures.rejected), (2, 1));
    assert_eq!(office.left_over(), ["extract.csv"]);
    import::check(&office.job(), Some(&out), &mut Meter::start())
        .await
        .unwrap();
    assert_eq!(rejected(&out).len(), 1);
    assert!(office.tables.items("register", "").is_empty());
}

#[tokio::test]
async fn rejected_rows_are_mended_in_their_own_file_and_imported_from_it() {
    let mut rows = family();
    rows[1] = rows[1].clone().with("AGAMA", "ISLAMM");
    let office = Office::of(&rows);
    office.import().await;
    let path = office.job().rejected;
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );

    let mended = std::fs::read_to_string(&path).unwrap().replace("ISLAMM", "ISLAM");
    let later = office.next(mended.as_bytes());
    assert_eq!(later.import().await.new, 1);
    assert_eq!(
        later.citizen(BUDI).await.marriages[0]
            .spouse
            .as_ref()
            .unwrap()
            .as_str(),
        SITI
    );

    // What is rejected again has its reasons once.
    let again = Office::with(mended.replace("ISLAM,", "ISLAMM,").as_bytes());
    again.import().await;
    let header = std::fs::read_to_string(again.job().rejected).unwrap();
    assert_eq!(header.lines().next().unwrap().matches("ALASAN_KODE").count(), 1);
}

#[tokio::test]
async fn a_file_of_rejected_rows_is_never_overwritten() {
    let office = Office::of(&[person(SITI, "1").with("AGAMA", "0")]);
    office.import().await;
    assert!(matches!(
        office.run(&office.job()).await,
        Err(Stop::RejectedExists)
    ));
    let path = office.job().rejected;
    assert!(matches!(
        import::check(&office.job(), Some(&path), &mut Meter::start()).await,
        Err(Stop::RejectedExists)
    ));
    assert_eq!(rejected(&path).len(), 1);
}
