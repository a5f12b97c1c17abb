//! A court without an API client drops files.

use std::io::Write as _;

use serde_json::{Value, json};
use tuntas_tests::Town;

/// The samples in `events/files`.
fn sample(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../events/files");
    std::fs::read(folder.join(name)).unwrap()
}

#[tokio::test]
async fn a_file_of_each_kind_goes_in_and_its_result_comes_out() {
    let town = Town::open().await;
    for name in ["contoh-sipp.csv", "contoh-api.jsonl", "contoh-sipp.xlsx"] {
        town.drop_file(name, &sample(name)).await;
    }
    let told = town.result_of("contoh-sipp.csv").await;
    let told: Vec<_> = told
        .iter()
        .map(|line| {
            (
                line.row,
                line.outcome.as_str(),
                line.code.as_str(),
                line.column.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, "accepted", "", ""),
            (3, "accepted", "", ""),
            (4, "refused", "date_form", "tanggal_putusan"),
            (4, "refused", "nik_length", "pihak1_nomor_indentitas"),
        ]
    );
    for (name, rows) in [("contoh-api.jsonl", 2), ("contoh-sipp.xlsx", 2)] {
        let summary = town.summary_of(name).await;
        assert_eq!(
            (&summary["accepted"], &summary["refused"]),
            (&json!(rows), &json!(0)),
            "{summary}"
        );
    }
    // What the API tells of a case that came in a file.
    let first = &town.result_of("contoh-sipp.csv").await[0];
    let status = town.status(first.case.parse().unwrap()).await;
    assert_eq!(status["stage"], "awaiting_finality", "{status}");
    assert_eq!(status["reference"], "CONTOH-B1");

    // The same rows under another name: each is known.
    town.drop_file("contoh-lagi.csv", &sample("contoh-sipp.csv"))
        .await;
    let again = town.result_of("contoh-lagi.csv").await;
    assert_eq!(
        (again[0].outcome.as_str(), &again[0].case),
        ("known", &first.case)
    );
}

#[tokio::test]
async fn a_court_reaches_its_own_folders_and_nothing_else() {
    let town = Town::open().await;
    // It drops a file and reads the answer, all with its own rights. Rulings of its own, so that no other story knows them.
    let rows = String::from_utf8(sample("contoh-sipp.csv")).unwrap();
    let rows = rows.replace(";700", ";740").replace("CONTOH-B", "CONTOH-H");
    town.drop_file("hak.csv", rows.as_bytes()).await;
    town.summary_of("hak.csv").await;

    let court = &town.court_s3;
    let files = town.cloud.output("CourtFilesBucket").unwrap();
    for key in [
        "inbox/PA.Bgl/putusan.csv",
        "inbox/putusan.csv",
        "outbox/PA.Pas/hak.csv.x.result.csv",
        "quarantine/PA.Pas/putusan.csv",
        "uploads/putusan.csv",
        "work/x/file.json",
    ] {
        let put = court.put_object().bucket(files).key(key).send().await;
        assert!(denied(put.unwrap_err().as_service_error()), "put {key}");
    }
    let own = town.objects("CourtFilesBucket", "outbox/PA.Pas/hak.csv.").await;
    let work = town.objects("CourtFilesBucket", "work/").await;
    for key in [
        &work[0],
        "inbox/PA.Pas/hak.csv",
        "outbox/PA.Bgl/putusan.csv.x.result.csv",
    ] {
        let get = court.get_object().bucket(files).key(key).send().await;
        assert!(denied(get.unwrap_err().as_service_error()), "get {key}");
    }
    for key in [&own[0], "inbox/PA.Pas/hak.csv"] {
        let delete = court.delete_object().bucket(files).key(key).send().await;
        assert!(denied(delete.unwrap_err().as_service_error()), "delete {key}");
    }
    for prefix in [
        "",
        "outbox/",
        "outbox/PA.Bgl/",
        "inbox/PA.Pas/",
        "quarantine/PA.Pas/",
    ] {
        let list = court.list_objects_v2().bucket(files).prefix(prefix).send().await;
        assert!(denied(list.unwrap_err().as_service_error()), "list {prefix}");
    }
    for other in [
        "EvidenceBucket",
        "DocumentsBucket",
        "ReportsBucket",
        "ExchangeBucket",
    ] {
        let bucket = town.cloud.output(other).unwrap();
        let list = court.list_objects_v2().bucket(bucket).send().await;
        assert!(denied(list.unwrap_err().as_service_error()), "list {other}");
    }
}

fn denied(error: Option<&impl aws_sdk_s3::error::ProvideErrorMetadata>) -> bool {
    error.and_then(|error| error.code()) == Some("AccessDenied")
}

#[tokio::test]
async fn what_nobody_signed_or_somebody_altered_is_put_aside() {
    let town = Town::open().await;
    let file = sample("contoh-sipp.csv");
    let signer = town.cloud.court_signer("PA.Pas").unwrap();
    town.drop_object("tanpa-tanda-tangan.csv", &file).await;
    town.drop_object(
        "diubah.csv.jws",
        signer.sign_detached(b"lain").unwrap().as_bytes(),
    )
    .await;
    // Of the same second, or later: not the leftover of an earlier file.
    town.drop_object("diubah.csv", &file).await;
    town.drop_file("rumus.csv", &sample("contoh-buruk.csv")).await;
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    bomb.start_file("xl/media/nol.bin", options).unwrap();
    bomb.write_all(&vec![0; 32 * 1024 * 1024]).unwrap();
    town.drop_file("bom.xlsx", &bomb.finish().unwrap().into_inner())
        .await;
    for (name, code) in [
        ("rumus.csv", "file_formula"),
        ("bom.xlsx", "file_zip_bomb"),
        ("diubah.csv", "signature_invalid"),
        ("tanpa-tanda-tangan.csv", "signature_missing"),
    ] {
        let told: Value = serde_json::from_slice(&town.answer_for(name, ".refused.json").await).unwrap();
        assert_eq!(told["code"], code, "{name}: {told}");
        let aside = town
            .objects("CourtFilesBucket", &format!("quarantine/PA.Pas/{name}."))
            .await;
        assert!(aside.iter().any(|key| key.ends_with(".reason.json")), "{aside:?}");
    }
}
