//! The change feed: SIAK's operator reads signed files and answers.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tuntas_domain::household::Cause;
use tuntas_domain::identity::{CaseId, HouseholdId};
use tuntas_feed::{FileNumber, SignedFile, object_key, signature_key, verify_chain};
use tuntas_signatures::Jwks;
use tuntas_tests::{Sample, Town};

const BUCKET: &str = "ExchangeBucket";

/// A file of the feed, as it was fetched.
struct Fetched {
    number: FileNumber,
    bytes: Vec<u8>,
    jws: String,
}

impl Fetched {
    fn signed(&self) -> SignedFile<'_> {
        SignedFile {
            bytes: &self.bytes,
            jws: &self.jws,
        }
    }

    fn lines(&self) -> Vec<Value> {
        let text = std::str::from_utf8(&self.bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The key of the feed, handed out by the office: KMS gives it as DER, whose last 64 bytes are the point.
async fn keys(town: &Town) -> Jwks {
    let der = town.public_key("FeedKeyArn").await;
    let (x, y) = der[der.len() - 64..].split_at(32);
    let kid = town
        .cloud
        .output("FeedKeyArn")
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap();
    let set = json!({ "keys": [{
        "kty": "EC", "crv": "P-256", "kid": kid,
        "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
    }] });
    Jwks::parse(&set.to_string()).unwrap()
}

/// All files, by counting until there is none; and nothing else lies in the folder.
async fn fetch(town: &Town) -> Vec<Fetched> {
    let names = town.objects(BUCKET, "register-feed/").await;
    let mut files = Vec::new();
    let mut number = FileNumber::FIRST;
    while names.contains(&object_key(number)) {
        let jws = town.object(BUCKET, &signature_key(number)).await;
        files.push(Fetched {
            number,
            bytes: town.object(BUCKET, &object_key(number)).await,
            jws: String::from_utf8(jws).unwrap(),
        });
        number = number.next();
    }
    let due = object_key(number);
    assert!(
        !names
            .iter()
            .any(|name| name.strip_suffix(".jws").is_none() && *name >= due),
        "a hole at {due}: {names:?}"
    );
    files
}

/// The household versions that a case made.
async fn made_by(town: &Town, case: CaseId) -> Vec<(HouseholdId, u32)> {
    let mut made = Vec::new();
    for item in town.items("RegisterTable", "V#").await {
        let household: tuntas_domain::household::Household =
            serde_json::from_str(item.text("body").unwrap()).unwrap();
        if household.cause == Cause::Case(case) {
            made.push((household.id, household.version));
        }
    }
    made.sort_unstable();
    made
}

/// The entries of a case, with their files.
fn told_of(files: &[Fetched], case: CaseId) -> BTreeMap<(HouseholdId, u32), (FileNumber, Value)> {
    let mut told = BTreeMap::new();
    for file in files {
        for line in file.lines().into_iter().skip(1) {
            if line["cause"]["case"] != case.to_string() {
                continue;
            }
            let household = line["household"].as_str().unwrap().parse().unwrap();
            let version = serde_json::from_value(line["version"].clone()).unwrap();
            let before = told.insert((household, version), (file.number, line));
            assert!(before.is_none(), "version {version} of {household} is told twice");
        }
    }
    told
}

async fn post(town: &Town, officer: &str, path: &str, body: &Value) -> (u16, Value) {
    let answer = town.colleague(officer).await.post_json(path, body).await.unwrap();
    (answer.status.as_u16(), answer.body)
}

/// The rows of a list of the desk, all pages.
async fn list(town: &Town, path: &str, rows: &str) -> Vec<Value> {
    let officer = town.colleague("petugas-04").await;
    let answer = officer.get(&format!("{path}?limit=100")).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["next"], Value::Null, "more than a page");
    answer.body[rows].as_array().unwrap().clone()
}

async fn difference(town: &Town, household: HouseholdId) -> Option<Value> {
    let rows = list(town, "/v1/register-feed/differences", "differences").await;
    rows.into_iter().find(|row| row["household"] == json!(household))
}

async fn open_file(town: &Town, number: FileNumber) -> Option<Value> {
    let files = list(town, "/v1/register-feed", "files").await;
    files
        .into_iter()
        .find(|file| file["number"] == number.to_string())
}

#[tokio::test]
async fn siak_s_operator_reads_every_change_once_and_answers_what_differs() {
    let town = Town::open().await;
    let case = town.decree(&Sample::later("told")).await;
    town.wait_for_track(case, "petitioner", "rendered").await;
    let made = made_by(&town, case).await;
    assert_eq!(made.len(), 2, "he keeps the card, she heads a new one");

    let start = Instant::now();
    let (files, told) = loop {
        let files = fetch(&town).await;
        let told = told_of(&files, case);
        if told.len() == made.len() {
            break (files, told);
        }
        assert!(
            start.elapsed() < Duration::from_mins(2),
            "the feed does not tell of it"
        );
        tokio::time::sleep(Duration::from_millis(400)).await;
    };
    assert_eq!(told.keys().copied().collect::<Vec<_>>(), made);

    // Ours, whole and in order, from the first file on; and no longer once somebody touched one.
    let keys = keys(&town).await;
    let verified = verify_chain(files.iter().map(Fetched::signed), &keys)
        .unwrap()
        .unwrap();
    assert_eq!(verified.number, files.last().unwrap().number);
    let mut touched = fetch(&town).await.swap_remove(0);
    touched.bytes.insert(0, b' ');
    assert!(verify_chain([touched.signed()], &keys).is_err());

    // Her new card came from nothing; on his, somebody left.
    for ((_, version), (_, line)) in &told {
        let left = line["differences"]["left"].as_array().unwrap().len();
        assert_eq!((*version == 1, left), (*version == 1, usize::from(*version > 1)));
    }

    answers(&town, &told).await;
}

/// One entry was entered, in the other SIAK holds something else. Both may stand in one file or in two.
async fn answers(town: &Town, told: &BTreeMap<(HouseholdId, u32), (FileNumber, Value)>) {
    let ((household, version), (number, _)) = told.first_key_value().unwrap();
    let ((other, other_version), (other_number, _)) = told.last_key_value().unwrap();
    for number in [number, other_number] {
        assert_eq!(open_file(town, *number).await.unwrap()["stage"], "open");
    }
    let path = |number| format!("/v1/register-feed/{number}/acknowledgement");
    let entered = json!({ "answers": [{ "household": household, "version": version, "answer": "entered" }] });
    let differs = json!({ "answers": [{
        "household": other, "version": other_version, "answer": "differs",
        "columns": [{ "column": "NO_RT" }, { "row": 1, "column": "STAT_KWN", "inSiak": "KAWIN TERCATAT" }],
    }] });
    let (status, standing) = post(town, "petugas-04", &path(number), &entered).await;
    assert_eq!((status, &standing["kept"]), (200, &json!(1)), "{standing}");
    let said = post(town, "petugas-04", &path(other_number), &differs).await;
    assert_eq!(
        said,
        (200, json!({ "kept": 1, "repeated": 0, "stage": "differs" }))
    );
    let standing = open_file(town, *other_number).await.unwrap();
    assert_eq!(
        (&standing["stage"], &standing["differing"]),
        (&json!("differs"), &json!(1))
    );
    let row = difference(town, *other).await.unwrap();
    assert_eq!(row["file"], other_number.to_string());
    assert_eq!(row["version"], json!(other_version));
    assert_eq!(row["officer"], "petugas-04");
    assert_eq!(row["columns"].as_array().unwrap().len(), 2, "{row}");
    assert_eq!(row["columns"][1]["inSiak"], "KAWIN TERCATAT");

    // Again, by somebody else of this duty: it was said.
    for (number, body) in [(number, &entered), (other_number, &differs)] {
        let (status, again) = post(town, "petugas-01", &path(number), body).await;
        assert_eq!(status, 200, "{again}");
        assert_eq!((&again["kept"], &again["repeated"]), (&json!(0), &json!(1)));
    }
    assert_eq!(difference(town, *other).await.unwrap(), row);
    assert_eq!(open_file(town, *other_number).await.unwrap(), standing);

    // Without the duty nobody looks and nobody answers.
    let stranger = town.colleague("petugas-02").await;
    for path in ["/v1/register-feed", "/v1/register-feed/differences"] {
        assert_eq!(stranger.get(path).await.unwrap().status, 403);
    }
    assert_eq!(post(town, "petugas-02", &path(number), &entered).await.0, 403);

    // SIAK is put right: the difference is off the list.
    let mended =
        json!({ "answers": [{ "household": other, "version": other_version, "answer": "entered" }] });
    let (status, standing) = post(town, "petugas-04", &path(other_number), &mended).await;
    assert_eq!((status, &standing["kept"]), (200, &json!(1)), "{standing}");
    assert_eq!(difference(town, *other).await, None);
}
