//! Files of KK numbers, and the account of them.

use register_import::{accounts, numbers};
use tuntas_domain::identity::{KecamatanCode, KkNumber};
use tuntas_register::{Intake, Letter, SpoilReason};

use crate::town::{Office, TODAY};

async fn imported(office: &Office, file: &str, letter: Option<&str>) -> Result<Intake, String> {
    let path = office.folder.path().join("numbers.csv");
    std::fs::write(&path, file).unwrap();
    let letter = letter.map(|text| Letter::parse(text).unwrap());
    numbers::import(&office.register, &path, letter.as_ref(), TODAY)
        .await
        .map_err(|error| error.to_string())
}

fn kecamatan() -> KecamatanCode {
    KecamatanCode::parse("35.75.01").unwrap()
}

#[tokio::test]
async fn numbers_and_blocks_go_into_the_pool() {
    let office = Office::with(b"");
    let single = "# dari surat\nkecamatan,number\n35.75.01,3575010510260001\n35.75.01,3575010510260002\n";
    let intake = imported(&office, single, Some("470/1")).await.unwrap();
    assert_eq!((intake.new, intake.known), (2, 0));
    let blocks = "kecamatan,first,last,letter\n\
        35.75.01,3575010510260001,3575010510260100,470/2\n\
        35.75.02,3575020510260001,3575020510269999,470/3\n";
    let intake = imported(&office, blocks, None).await.unwrap();
    assert_eq!((intake.new, intake.known), (98 + 9_999, 2));
    assert_eq!(imported(&office, blocks, None).await.unwrap().known, 100 + 9_999);
    let account = office.register.reconcile(&kecamatan(), true).await.unwrap();
    let issued = |letter: &str| account.by_letter[&Some(letter.to_owned())].issued;
    assert_eq!((issued("470/1"), issued("470/2")), (2, 98));
}

#[tokio::test]
async fn a_file_with_a_fault_writes_nothing() {
    let office = Office::with(b"");
    for (rows, told) in [
        (
            "35.75.02,3575010510260002,,",
            "line 3: the numbers were not issued for this kecamatan",
        ),
        (
            "35.75.01,,3575010510260009,3575010510260001",
            "line 3: the last number comes before the first",
        ),
        (
            "35.75.01,,3575010510260001,3575010610260009",
            "line 3: the first and the last number differ",
        ),
        (
            "35.75.01,3575010510260003,3575010510260001,",
            "line 3: give a number, or a first and a last",
        ),
        ("35.75.01,,,", "line 3: give a number, or a first and a last"),
        (
            "35.75.01,12,,",
            "the file of numbers could not be read: line 3: not as expected",
        ),
    ] {
        let file = format!("kecamatan,number,first,last\n35.75.01,3575010510260001,,\n{rows}\n");
        let refused = imported(&office, &file, None).await.unwrap_err();
        assert!(refused.starts_with(told), "{refused}");
        assert!(!refused.contains("3575010510260003"));
    }
    assert!(office.tables.items("register", "").is_empty());
}

#[tokio::test]
async fn the_account_is_written_for_the_office_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::with(b"");
    imported(
        &office,
        "kecamatan,first,last,letter\n35.75.01,3575010510260001,3575010510260003,470/2\n",
        None,
    )
    .await
    .unwrap();
    imported(&office, "kecamatan,number\n35.75.01,3575010510260004\n", None)
        .await
        .unwrap();
    let spoiled = KkNumber::parse("3575010510260001").unwrap();
    office
        .register
        .spoil(&spoiled, SpoilReason::Misprinted, TODAY)
        .await
        .unwrap();
    // Somebody takes one away by hand.
    let lost = tuntas_tables::Write::Delete {
        table: "register".to_owned(),
        key: tuntas_tables::Key::new("POOL#35.75.01", "3575010510260002"),
        expect: tuntas_tables::Expect::Present,
    };
    let database = office.tables.database();
    tuntas_tables::commit(&database, vec![lost]).await.unwrap();

    let account = office.register.reconcile(&kecamatan(), false).await.unwrap();
    let (json, table) = (
        office.folder.path().join("account.json"),
        office.folder.path().join("account.CSV"),
    );
    for path in [&json, &table] {
        accounts::write(path, std::slice::from_ref(&account)).unwrap();
        assert_eq!(
            std::fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let read: serde_json::Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    let counts = |issued, free, spoiled, unexplained| {
        serde_json::json!({
            "issued": issued, "free": free, "used": 0, "spoiled": spoiled, "unexplained": unexplained,
        })
    };
    assert_eq!(
        read,
        serde_json::json!([{
            "kecamatan": "35.75.01",
            "numbers": counts(4, 2, 1, 1),
            "letters": [
                { "letter": null, "numbers": counts(1, 1, 0, 0) },
                { "letter": "470/2", "numbers": counts(3, 1, 1, 1) },
            ],
            "unexplained": [{ "number": "3575010510260002", "why": "lost" }],
        }])
    );
    assert_eq!(
        std::fs::read_to_string(table).unwrap(),
        "kecamatan,letter,issued,free,used,spoiled,unexplained,number,why\n\
         35.75.01,,1,1,0,0,0,,\n\
         35.75.01,470/2,3,1,0,1,1,,\n\
         35.75.01,,,,,,,3575010510260002,lost\n"
    );
}
