//! Courts drop files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at a broken assumption"
)]

#[path = "../../../tests/wholesale/kinds.rs"]
mod kinds;
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use decree_batch::Notice;
use memory_tables::{Call, Fate};
use serde_json::json;
use support::{Court, HEADER, court, csv, row};

#[tokio::test]
async fn a_file_goes_in_and_its_result_comes_out() {
    let court = court();
    let bad = row(2)
        .replace("1 September 2026", "31-02-2026")
        .replace("081200000001", "12");
    let file = csv(&[row(1), bad, row(3)]);
    let result = court.hand_in("putusan.csv", &file).await;
    assert_eq!(
        result.told(),
        [
            (2, "accepted", "", ""),
            (3, "refused", "date_form", "tanggal_putusan"),
            (3, "refused", "phone_form", "pihak1_telepon"),
            (4, "accepted", "", ""),
        ]
    );
    assert_eq!(&result.lines[0][2], "1/Pdt.G/2026/PA.Pas");
    assert_eq!(&result.lines[0][4], "bht akta");
    assert!(result.lines[0][9].starts_with("https://tuntas.example/v1/tracking/"));
    let summary = &result.summary;
    assert_eq!(
        (&summary["rows"], &summary["accepted"], &summary["refused"]),
        (&json!(3), &json!(2), &json!(1))
    );
    assert_eq!(summary["faults"], json!({"date_form": 1, "phone_form": 1}));
    assert_eq!(court.cases(), 2);
    // Nothing of a person is in the result, nor in the journal.
    for secret in ["Contoh", "35750355", "Mawar"] {
        assert!(!result.text.contains(secret), "{secret}");
    }
    // The inbox is empty, the file is kept as evidence, and whoever waits was told.
    assert_eq!(court.buckets.keys("files/inbox/"), [""; 0]);
    let sha256 = summary["sha256"].as_str().unwrap();
    assert_eq!(
        court.buckets.object(&format!("evidence/files/{sha256}")).unwrap(),
        file
    );
    let notices = court.post.notices.lock().unwrap().clone();
    assert!(
        matches!(
            &notices[..],
            [Notice::Finished {
                rows: 3,
                accepted: 2,
                refused: 1,
                ..
            }]
        ),
        "{notices:?}"
    );
    let progress = court.out("putusan.csv", &file, "progress.json").unwrap();
    assert!(String::from_utf8(progress).unwrap().contains("finished"));
}

#[tokio::test]
async fn the_same_file_again_makes_no_new_case() {
    let court = court();
    let file = csv(&[row(1), row(2)]);
    let first = court.hand_in("putusan.csv", &file).await;
    let again = court.hand_in("putusan.csv", &file).await;
    assert_eq!(again.text, first.text);
    assert_eq!(court.buckets.keys("files/inbox/"), [""; 0]);
    // Under another name, and the same rows among others: each is known.
    let renamed = court.hand_in("salinan.csv", &file).await;
    assert_eq!(renamed.told(), [(2, "known", "", ""), (3, "known", "", "")]);
    let more = court.hand_in("baru.csv", &csv(&[row(2), row(3)])).await;
    assert_eq!(more.told(), [(2, "known", "", ""), (3, "accepted", "", "")]);
    assert_eq!(&more.lines[0][3], &first.lines[1][3]);
    assert_eq!(court.cases(), 3);
}

#[tokio::test]
async fn a_row_that_says_something_else_of_a_known_case_is_refused_as_by_the_api() {
    let court = court();
    court.hand_in("a.csv", &csv(&[row(1)])).await;
    let changed = row(1).replace("Contoh Budi", "Contoh Bambang");
    let result = court.hand_in("b.csv", &csv(&[changed])).await;
    assert_eq!(
        result.told(),
        [(2, "refused", "already_accepted", "nomor_perkara")]
    );
}

#[tokio::test]
async fn rows_of_one_file_that_share_a_name_are_taken_in_their_order() {
    let court = court();
    let mut rows: Vec<String> = (1..=250).map(row).collect();
    rows.push(row(7));
    rows.push(row(8).replace("Contoh Budi", "Contoh Bambang"));
    rows.push(row(300).replace("C-300;", "C-9;"));
    let result = court.hand_in("a.csv", &csv(&rows)).await;
    let told = result.told();
    assert_eq!(told.len(), 253);
    assert!(told[..250].iter().all(|(_, outcome, ..)| *outcome == "accepted"));
    assert_eq!(
        told[250..],
        [
            (252, "known", "", ""),
            (253, "refused", "already_accepted", "nomor_perkara"),
            (254, "refused", "reference_taken", "perkara_id"),
        ]
    );
}

#[tokio::test]
async fn a_later_file_brings_the_legal_force() {
    let court = court();
    court.hand_in("a.csv", &csv(&[row(1), row(2)])).await;
    // The same export again, with what has become known since.
    let complete = row(1).replace(";;;;", ";15-09-2026;0140/AC/2026/PA.Pas;20-09-2026;");
    let result = court
        .hand_in("b.csv", &csv(std::slice::from_ref(&complete)))
        .await;
    assert_eq!(result.told(), [(2, "completed", "", "")]);
    assert_eq!(&result.lines[0][4], "");
    // Nothing but case number and legal force.
    let short = b"nomor_perkara,tanggal_bht,nomor_akta_cerai,tgl_akta_cerai\n2/Pdt.G/2026/PA.Pas,15/09/2026,,\n9/Pdt.G/2026/PA.Pas,15/09/2026,,\n";
    let result = court.hand_in("c.csv", short).await;
    assert_eq!(
        result.told(),
        [
            (2, "completed", "", ""),
            (3, "refused", "case_unknown", "nomor_perkara")
        ]
    );
    assert_eq!(&result.lines[0][4], "akta");
    let again = court.hand_in("d.csv", &csv(&[complete])).await;
    assert_eq!(again.told(), [(2, "known", "", "")]);
}

#[tokio::test]
async fn json_lines_are_rows_or_bodies_of_the_api() {
    let court = court();
    let body = include_str!("../../../events/decrees/not-yet-bht.json");
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let names = HEADER.split(';');
    let flat: serde_json::Map<String, serde_json::Value> = names
        .zip(row(5).split(';'))
        .map(|(name, cell)| (name.to_owned(), json!(cell)))
        .collect();
    let file = format!("{body}\n{}\n{{\"nomor_perkara\":\"x\"}}\nnot json\n", json!(flat));
    let result = court.hand_in("a.jsonl", file.as_bytes()).await;
    let told = result.told();
    assert_eq!(told[..2], [(1, "accepted", "", ""), (2, "accepted", "", "")]);
    assert!(
        told.contains(&(3, "refused", "field_missing", "jenis_perkara_nama")),
        "{told:?}"
    );
    assert_eq!(told.last().unwrap(), &(4, "refused", "json_syntax", ""));
}

#[tokio::test]
async fn the_signature_may_come_first_and_last() {
    let court = court();
    let file = csv(&[row(1)]);
    court
        .buckets
        .drop_in("files/inbox/PA.Pas/a.csv.jws", Court::sign(&file).as_bytes());
    court.told("inbox/PA.Pas/a.csv.jws").await.unwrap();
    court.buckets.drop_in("files/inbox/PA.Pas/a.csv", &file);
    court.told("inbox/PA.Pas/a.csv").await.unwrap();
    court.work().await;
    assert_eq!(court.result("a.csv", &file).told(), [(2, "accepted", "", "")]);

    let file = csv(&[row(2)]);
    court.buckets.drop_in("files/inbox/PA.Pas/b.csv", &file);
    court.told("inbox/PA.Pas/b.csv").await.unwrap();
    assert_eq!(court.post.waiting.lock().unwrap().len(), 1);
    court
        .buckets
        .drop_in("files/inbox/PA.Pas/b.csv.jws", Court::sign(&file).as_bytes());
    court.told("inbox/PA.Pas/b.csv.jws").await.unwrap();
    court.work().await;
    assert_eq!(court.result("b.csv", &file).told(), [(2, "accepted", "", "")]);
    court.time_is_up().await;
    assert_eq!(court.buckets.keys("files/quarantine/"), [""; 0]);
}

#[tokio::test]
async fn what_is_not_signed_or_not_what_it_says_is_put_aside() {
    let good = csv(&[row(1)]);
    let altered = csv(&[row(1).replace("Contoh Budi", "Contoh Bambang")]);
    let formula = csv(&[row(1), row(2).replace("Contoh Budi", "=HYPERLINK(\"http://x\")")]);
    for (name, content, signed, code) in [
        ("a.csv", &good, None, "signature_missing"),
        ("a.csv", &altered, Some(&good), "signature_invalid"),
        ("a.csv", &formula, Some(&formula), "file_formula"),
        ("a.xlsx", &good, Some(&good), "file_type"),
        ("a.xlsm", &good, Some(&good), "file_macros"),
        ("a b.csv", &good, Some(&good), "file_name"),
        (
            "a.csv",
            &b"x;y\n1;2\n".to_vec(),
            Some(&b"x;y\n1;2\n".to_vec()),
            "file_header_unknown",
        ),
        (
            "a.csv",
            &b"nomor_perkara\n1\n".to_vec(),
            Some(&b"nomor_perkara\n1\n".to_vec()),
            "file_columns_missing",
        ),
        ("a.csv", &Vec::new(), Some(&Vec::new()), "file_empty"),
    ] {
        let court = court();
        let file = format!("inbox/PA.Pas/{name}");
        court.buckets.drop_in(&format!("files/{file}"), content);
        if let Some(signed) = signed {
            court
                .buckets
                .drop_in(&format!("files/{file}.jws"), Court::sign(signed).as_bytes());
        }
        court.told(&file).await.unwrap();
        court.time_is_up().await;
        court.work().await;
        let reason = court.reason();
        assert_eq!(reason["code"], code, "{name}");
        assert_eq!(court.cases(), 0, "{code}");
        assert_eq!(court.buckets.keys("files/inbox/"), [""; 0], "{code}");
        assert_eq!(court.buckets.keys("files/work/"), [""; 0], "{code}");
        assert_eq!(court.buckets.keys("evidence/"), [""; 0], "{code}");
        let outbox = court.buckets.keys("files/outbox/PA.Pas/");
        assert!(
            outbox.len() == 1 && outbox[0].ends_with(".refused.json"),
            "{outbox:?}"
        );
        let notices = court.post.notices.lock().unwrap().clone();
        assert!(
            matches!(&notices[..], [Notice::Quarantined { code: told, .. }] if told == code),
            "{notices:?}"
        );
    }
}

#[tokio::test]
async fn three_hundred_bad_rows_of_thirty_kinds_among_five_thousand() {
    let court = court();
    let (file, wanted) = kinds::file(1, kinds::ROWS);
    let result = court.hand_in("besar.csv", &file).await;
    let told = result.told();
    for (told, (row, outcome, code, column)) in told.iter().zip(&wanted) {
        assert_eq!(*told, (*row, outcome.as_str(), code.as_str(), column.as_str()));
    }
    assert_eq!(told.len(), wanted.len());
    assert_eq!(court.cases(), 4700);
}

#[tokio::test]
async fn the_samples_do_what_is_said_about_them() {
    for (name, outcomes) in [
        (
            "contoh-sipp.csv",
            vec!["accepted", "accepted", "refused", "refused"],
        ),
        ("contoh-api.jsonl", vec!["accepted", "accepted"]),
        ("contoh-sipp.xlsx", vec!["accepted", "accepted"]),
    ] {
        let court = court();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../events/files")
            .join(name);
        let result = court.hand_in(name, &std::fs::read(path).unwrap()).await;
        let told: Vec<&str> = result.told().iter().map(|line| line.1).collect();
        assert_eq!(told, outcomes, "{name}: {}", result.text);
    }
}

#[tokio::test]
async fn another_courts_folder_and_nobodys_folder_are_no_way_in() {
    let court = court();
    let file = csv(&[row(1)]);
    court.buckets.drop_in("files/inbox/PA.Xyz/a.csv", &file);
    court
        .buckets
        .drop_in("files/inbox/PA.Xyz/a.csv.jws", Court::sign(&file).as_bytes());
    court.told("inbox/PA.Xyz/a.csv").await.unwrap();
    assert_eq!(court.reason()["code"], "court_unknown");
    assert_eq!(court.buckets.keys("files/outbox/"), [""; 0]);
    // A case number of another court under this court's key.
    let stranger = row(1).replace("PA.Pas", "PA.Bgl");
    let result = court.hand_in("b.csv", &csv(&[stranger])).await;
    assert_eq!(
        result.told(),
        [(2, "refused", "signature_wrong_court", "nomor_perkara")]
    );
}

#[tokio::test]
async fn an_old_signature_beside_a_new_file_is_not_held_against_it() {
    let court = court();
    let (old, new) = (csv(&[row(1)]), csv(&[row(2)]));
    court
        .buckets
        .drop_in("files/inbox/PA.Pas/a.csv.jws", Court::sign(&old).as_bytes());
    court.buckets.drop_in("files/inbox/PA.Pas/a.csv", &new);
    court.told("inbox/PA.Pas/a.csv").await.unwrap();
    assert_eq!(court.buckets.keys("files/quarantine/"), [""; 0]);
    court
        .buckets
        .drop_in("files/inbox/PA.Pas/a.csv.jws", Court::sign(&new).as_bytes());
    court.told("inbox/PA.Pas/a.csv.jws").await.unwrap();
    court.work().await;
    assert_eq!(court.result("a.csv", &new).told(), [(2, "accepted", "", "")]);
}

#[tokio::test]
async fn a_signature_as_long_as_a_book_is_not_read() {
    let court = court();
    let book = "x".repeat(20_000);
    let of_the_file = "files/inbox/PA.Pas/a.csv.jws";
    court.buckets.drop_in(of_the_file, book.as_bytes());
    court.buckets.drop_in("files/inbox/PA.Pas/a.csv", &csv(&[row(1)]));
    court.told("inbox/PA.Pas/a.csv").await.unwrap();
    assert_eq!(court.reason()["code"], "signature_malformed");
    assert_eq!(court.cases(), 0);
}

/// What a file leaves behind, without what is drawn anew each time.
fn picture(court: &Court, file: &[u8]) -> (Vec<String>, usize, usize) {
    let result = court.result("a.csv", file);
    let lines = result
        .lines
        .iter()
        .map(|line| format!("{} {} {} {} {}", &line[0], &line[1], &line[2], &line[5], &line[6]))
        .collect();
    let events = court.tables.items("cases", "CASE#").len();
    (lines, court.cases(), events)
}

/// The crash after each single write of a whole run, and the loss of each single answer: the message comes again, and the
/// court is told the very same as if nothing had happened.
#[tokio::test]
async fn a_crash_between_any_two_writes_changes_nothing() {
    let mut rows: Vec<String> = (1..=6).map(row).collect();
    rows.push(row(2).replace("1 September 2026", "gestern"));
    rows.push(row(3).replace(";;;;", ";15-09-2026;0140/AC/2026/PA.Pas;20-09-2026;"));
    rows.push(row(4));
    let file = csv(&rows);
    let whole = court();
    whole.hand_in("a.csv", &file).await;
    let wanted = picture(&whole, &file);
    assert_eq!(wanted.1, 6);
    for kind in [Fate::FailsBefore, Fate::AnswerLost] {
        for crash in 0..400_usize {
            let court = court();
            let writes = Arc::new(AtomicUsize::new(0));
            let decide = |writes: Arc<AtomicUsize>| {
                move || {
                    if writes.fetch_add(1, SeqCst) == crash {
                        kind
                    } else {
                        Fate::Done
                    }
                }
            };
            let of_tables = decide(Arc::clone(&writes));
            court.tables.decide_with(move |call| match call {
                Call::Read => Fate::Done,
                Call::Commit(_) => of_tables(),
            });
            let of_buckets = decide(Arc::clone(&writes));
            court.buckets.decide_with(move |_| of_buckets());
            court.drop_in("a.csv", &file);
            while court.told("inbox/PA.Pas/a.csv").await.is_err() {}
            court.work().await;
            assert_eq!(picture(&court, &file), wanted, "{kind:?} of write {crash}");
            assert_eq!(
                court.buckets.keys("files/inbox/"),
                [""; 0],
                "{kind:?} of write {crash}"
            );
            if writes.load(SeqCst) <= crash {
                assert!(crash > 25, "only {crash} writes");
                break;
            }
        }
    }
}

#[tokio::test]
async fn a_message_that_cannot_be_sent_is_made_up_for() {
    let file = csv(&(1..=3).map(row).collect::<Vec<_>>());
    for fails in 0..4 {
        let court = court();
        *court.post.fails_after.lock().unwrap() = Some(fails);
        court.drop_in("a.csv", &file);
        while court.told("inbox/PA.Pas/a.csv").await.is_err() {}
        court.work().await;
        assert_eq!(court.result("a.csv", &file).told().len(), 3, "{fails}");
        assert_eq!(court.cases(), 3);
    }
}

#[tokio::test]
async fn every_message_three_times_and_backwards() {
    let court = court();
    let rows: Vec<String> = (1..=350).map(row).chain([row(5)]).collect();
    let file = csv(&rows);
    court.drop_in("a.csv", &file);
    for _ in 0..3 {
        court.told("inbox/PA.Pas/a.csv").await.unwrap();
        court.told("inbox/PA.Pas/a.csv.jws").await.unwrap();
    }
    {
        let mut queue = court.post.queue.lock().unwrap();
        assert!(queue.len() >= 12, "{}", queue.len());
        queue.make_contiguous().reverse();
    }
    court.work().await;
    let result = court.result("a.csv", &file);
    let outcomes: Vec<&str> = result.told().iter().map(|line| line.1).collect();
    assert!(outcomes[..350].iter().all(|outcome| *outcome == "accepted"));
    assert_eq!(outcomes[350..], ["known"]);
    assert_eq!(court.cases(), 350);
}
