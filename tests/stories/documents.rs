//! Documents that the court uploads beside a decree.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind, View};
use tuntas_domain::identity::CaseId;
use tuntas_local_cloud::Answer;
use tuntas_signatures::{Algorithm, Signer, sha256_hex};
use tuntas_tests::{Sample, Town};

const RULING: &[u8] = include_bytes!("../../events/documents/ruling.pdf");

/// A case of its own, which waits for its BHT for ever.
async fn case(town: &Town, sequence: u32) -> (CaseId, String) {
    let number = format!("{sequence}/Pdt.G/2026/PA.Pas");
    let mut decree = Sample::named("not-yet-bht").decree;
    decree["caseNumber"] = json!(number);
    decree["reference"] = json!(format!("DOCUMENTS-{sequence}"));
    decree["finality"] = json!({});
    (town.decree(&decree).await, number)
}

fn announcement(number: &str, bytes: &[u8]) -> Value {
    json!({
        "caseNumber": number,
        "kind": "ruling",
        "contentType": "application/pdf",
        "sizeBytes": bytes.len(),
        "sha256": sha256_hex(bytes),
    })
}

async fn announce(town: &Town, case: CaseId, body: &Value, key: &str) -> Value {
    let answer = town
        .hand_in(&format!("/v1/decrees/{case}/documents"), body, key)
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    answer.body
}

/// Puts bytes to the address of an announcement, with its headers but for some; the status.
async fn put(town: &Town, announced: &Value, bytes: &[u8], without: &[&str]) -> u16 {
    town.upload(&announced["upload"], bytes, without).await
}

/// Waits until the first document of a case has been judged.
async fn judged(town: &Town, case: CaseId) -> Value {
    let done = |status: &Value| status["documents"][0]["checkedAt"].is_string();
    town.wait_for(case, "checked", done).await["documents"][0].clone()
}

fn code(answer: &Answer) -> (u16, &str) {
    (
        answer.status.as_u16(),
        answer.body["code"].as_str().unwrap_or_default(),
    )
}

#[tokio::test]
async fn a_ruling_is_uploaded_checked_kept_and_seen_by_an_officer() {
    let town = Town::open().await;
    let (case, number) = case(&town, 9401).await;
    let announced = announce(&town, case, &announcement(&number, RULING), "document-9401").await;
    assert_eq!(put(&town, &announced, RULING, &[]).await, 200);
    let document = judged(&town, case).await;
    assert_eq!(
        (&document["state"], &document["pages"]),
        (&json!("accepted"), &json!(2))
    );
    assert_eq!(document["id"], announced["document"]["id"]);

    // It is kept byte for byte, and nothing stays on the doorstep.
    let kept = format!("court-documents/{}.pdf", sha256_hex(RULING));
    assert_eq!(town.object("EvidenceBucket", &kept).await, RULING);
    let doorstep = format!("uploads/{case}/");
    assert_eq!(
        town.objects("CourtFilesBucket", &doorstep).await,
        Vec::<String>::new()
    );
    // Announced again, it is there already.
    let again = announce(&town, case, &announcement(&number, RULING), "document-9401-again").await;
    assert_eq!(
        (&again["document"]["id"], &again["upload"]),
        (&document["id"], &Value::Null)
    );

    let officer = town.officer().await;
    let list = officer.get(&format!("/v1/cases/{case}/documents")).await.unwrap();
    assert_eq!(
        (list.status.as_u16(), &list.body["documents"][0]),
        (200, &document)
    );
    assert_eq!(town.story(case).await.count(EventKind::Viewed), 0);
    let id = document["id"].as_str().unwrap();
    let path = format!("/v1/cases/{case}/documents/{id}/download");
    let opened = officer.post_json(&path, &json!({})).await.unwrap();
    assert_eq!(opened.status, 200, "{}", opened.body);
    assert_eq!(town.download(opened.body["url"].as_str().unwrap()).await, RULING);
    let story = town.story(case).await;
    let looked = story.entries.iter().any(|entry| {
        matches!(&entry.event, Event::Viewed { officer, what: View::CourtDocument { upload } }
            if officer.as_str() == "petugas-01" && upload.to_string() == id)
    });
    assert!(looked, "who opened it is written down");
}

#[tokio::test]
async fn the_address_takes_nothing_else_and_whoever_goes_around_it_is_found_out() {
    let town = Town::open().await;
    let (case, number) = case(&town, 9402).await;
    let announced = announce(&town, case, &announcement(&number, RULING), "document-9402").await;
    let mut altered = RULING.to_vec();
    altered[200] ^= 1;
    let longer = [RULING, b"\n"].concat();
    // What the address refuses here, AWS refuses as well.
    assert_eq!(put(&town, &announced, &altered, &[]).await, 400, "another hash");
    assert_eq!(put(&town, &announced, &longer, &[]).await, 403, "another size");
    for header in ["content-type", "x-amz-checksum-sha256", "if-none-match"] {
        assert_eq!(
            put(&town, &announced, RULING, &[header]).await,
            403,
            "without {header}"
        );
    }
    let state = town.status(case).await["documents"][0]["state"].clone();
    assert_eq!(state, "awaiting_upload", "nothing has arrived");

    let key = format!("uploads/{case}/{}", announced["document"]["id"].as_str().unwrap());
    let bucket = town.cloud.output("CourtFilesBucket").unwrap();
    let content = aws_sdk_s3::primitives::ByteStream::from(altered);
    town.s3
        .put_object()
        .bucket(bucket)
        .key(&key)
        .body(content)
        .send()
        .await
        .unwrap();
    let document = judged(&town, case).await;
    assert_eq!(
        (&document["state"], &document["reason"]),
        (&json!("refused"), &json!("wrong_hash"))
    );
    assert_eq!(town.objects("CourtFilesBucket", &key).await, Vec::<String>::new());

    // The court mends it: a new announcement of the same file.
    let second = announce(
        &town,
        case,
        &announcement(&number, RULING),
        "document-9402-mended",
    )
    .await;
    assert_eq!(put(&town, &second, RULING, &[]).await, 200);
    let accepted = |status: &Value| status["documents"][1]["state"] == "accepted";
    town.wait_for(case, "accepted", accepted).await;
    assert_ne!(put(&town, &second, &[], &[]).await, 200);
}

/// A PDF of one page that runs a script when it is opened.
fn with_a_script() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(objects) {
        table = format!("{table}{:010} 00000 n \n", file.len());
        file = format!("{file}{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    format!("{file}{table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes()
}

#[tokio::test]
async fn a_document_that_acts_is_refused_with_its_reason_and_never_shown() {
    let town = Town::open().await;
    let (case, number) = case(&town, 9403).await;
    let bytes = with_a_script();
    let announced = announce(&town, case, &announcement(&number, &bytes), "document-9403").await;
    assert_eq!(put(&town, &announced, &bytes, &[]).await, 200);
    let document = judged(&town, case).await;
    assert_eq!(
        (&document["state"], &document["reason"]),
        (&json!("refused"), &json!("active_content"))
    );
    let kept = format!("court-documents/{}", sha256_hex(&bytes));
    assert_eq!(town.objects("EvidenceBucket", &kept).await, Vec::<String>::new());
    let path = format!(
        "/v1/cases/{case}/documents/{}/download",
        document["id"].as_str().unwrap()
    );
    let opened = town.officer().await.post_json(&path, &json!({})).await.unwrap();
    assert_eq!(code(&opened), (409, "no_such_document"));
}

#[tokio::test]
async fn nobody_but_the_court_of_the_case_announces_anything() {
    let town = Town::open().await;
    let (case, number) = case(&town, 9404).await;
    let path = format!("/v1/decrees/{case}/documents");
    let body = serde_json::to_vec(&announcement(&number, RULING)).unwrap();
    let stranger = Signer::generate(Algorithm::EdDsa, "nobody-knows-this", Some("PA.Pas")).unwrap();
    let court = town.court().await;
    let answer = court
        .post_signed(&path, &body, &stranger, "document-9404")
        .await
        .unwrap();
    assert_eq!(code(&answer), (401, "signature_unknown_key"));
    let other = announcement("9999/Pdt.G/2026/PA.Pas", RULING);
    let answer = town.hand_in(&path, &other, "document-9404").await;
    assert_eq!(code(&answer), (422, "request_invalid"));
    assert_eq!(answer.body["errors"][0]["code"], "other_case");
    let nowhere = "/v1/decrees/0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b/documents";
    let answer = town
        .hand_in(nowhere, &announcement(&number, RULING), "document-9404")
        .await;
    assert_eq!(code(&answer), (404, "not_found"));
    let officer = town.officer().await;
    assert_eq!(officer.post_json(&path, &json!({})).await.unwrap().status, 403);
    assert_eq!(town.status(case).await["documents"], json!([]));
}

/// The commands of the court's guide, as they stand there.
#[tokio::test]
async fn the_commands_of_the_guide_upload_a_document() {
    let missing = |tool: &&str| Command::new(tool).arg("--version").output().is_err();
    if let Some(tool) = ["bash", "curl", "jq", "sha256sum"]
        .iter()
        .find(|tool| missing(tool))
    {
        println!("passed over: the guide's commands need {tool}");
        return;
    }
    let town = Town::open().await;
    let (case, number) = case(&town, 9405).await;
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/court-integration.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let section = guide
        .split("\n## Documents\n")
        .nth(1)
        .unwrap()
        .split("\n## ")
        .next()
        .unwrap()
        .to_owned();
    let blocks: Vec<&str> = section
        .split("```sh\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let [announce, upload] = blocks[..] else {
        panic!("{} blocks", blocks.len());
    };
    let folder = std::env::temp_dir().join(format!("tuntas-guide-{case}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ruling.pdf"), RULING).unwrap();
    let token = town.cloud.token("court-PA.Pas").await.unwrap();
    let run = |block: &str, signature: &str| {
        let ran = Command::new("bash")
            .args(["-euo", "pipefail", "-c", block])
            .current_dir(&folder)
            .env("API", &town.cloud.api_url)
            .env("NO_PROXY", "localhost,127.0.0.1,.localhost")
            .env("TOKEN", &token)
            .env("CASE", case.to_string())
            .env("CASE_NUMBER", &number)
            .env("KEY", "document-9405")
            .env("JWS", signature)
            .output()
            .unwrap();
        assert!(
            ran.status.success(),
            "{block}\n{}",
            String::from_utf8_lossy(&ran.stderr)
        );
    };
    run(announce, "");
    let body = std::fs::read(folder.join("body.json")).unwrap();
    let signer = town.cloud.court_signer("PA.Pas").unwrap();
    run(upload, &signer.sign_detached(&body).unwrap());
    let document = judged(&town, case).await;
    assert_eq!(
        (&document["state"], &document["pages"]),
        (&json!("accepted"), &json!(2))
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
