//! Capital aid on the deployed stack: consented to, assessed, approved by two, paid, and checked.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tuntas_aid::referral;
use tuntas_audit::verify::{Against, verify};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId};
use tuntas_tests::{Sample, Town};

fn today() -> jiff::civil::Date {
    #[expect(clippy::disallowed_methods, reason = "the deployed stack has the real time")]
    let now = Timestamp::now();
    let zone = jiff::tz::TimeZone::get("Asia/Jakarta").unwrap();
    now.to_zoned_datetime(zone).date()
}

fn programme(code: &str) -> Value {
    let text = include_str!("../../events/aid/capital-programme.json");
    let mut body: Value = serde_json::from_str(text).unwrap();
    let year = today().year();
    body["code"] = json!(code);
    body["funding"]["source"] = json!(code);
    body["funding"]["year"] = json!(year);
    body["opens"] = json!(format!("{year}-01-01"));
    body["closes"] = json!(format!("{year}-12-31"));
    body
}

async fn post(town: &Town, officer: &str, path: &str, body: &Value) -> (u16, Value) {
    let key = tuntas_signatures::sha256_hex(format!("{officer} {path} {body}").as_bytes());
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.get(..40).unwrap()),
    ];
    let caller = town.aid(officer).await;
    let answer = caller
        .post_with(path, body.to_string().as_bytes(), &headers)
        .await
        .unwrap();
    (answer.status.as_u16(), answer.body)
}

/// Says a word of a referral, and is heard.
async fn say(town: &Town, officer: &str, id: CaseId, word: &str, body: &Value) -> Value {
    let path = format!("/v1/aid/referrals/{id}/{word}");
    let (status, told) = post(town, officer, &path, body).await;
    assert_eq!(status, 200, "{word}: {told}");
    told
}

/// A party's word about capital aid of Dinas Sosial, as the registry takes it down.
async fn answer(town: &Town, case: CaseId, given: bool) {
    let body = json!({ "answers": [{ "office": "dinsos", "aid": "capital", "given": given }] });
    let path = format!("/v1/cases/{case}/parties/petitioner/aid-consents");
    let key = format!("aid-{given}");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    let told = town
        .officer()
        .await
        .post_with(&path, body.to_string().as_bytes(), &headers)
        .await
        .unwrap();
    assert!(told.status.is_success(), "{}", told.body);
}

/// An officer of the registry writes down that the party has to be protected from violence.
async fn protect(town: &Town, case: CaseId) {
    let body = json!({ "protected": true });
    let path = format!("/v1/cases/{case}/parties/petitioner/safety");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "aid-safety"),
    ];
    let told = town
        .officer()
        .await
        .post_with(&path, body.to_string().as_bytes(), &headers)
        .await
        .unwrap();
    assert!(told.status.is_success(), "{}", told.body);
}

/// The referral once it answers as wished.
async fn wait_until(town: &Town, id: CaseId, wished: impl Fn(u16, &Value) -> bool) {
    for _ in 0..120 {
        let told = town
            .aid("dinsos-01")
            .await
            .get(&format!("/v1/aid/referrals/{id}"))
            .await
            .unwrap();
        if wished(told.status.as_u16(), &told.body) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("the office did not hear of {id}");
}

#[expect(clippy::too_many_lines, reason = "a story from its beginning to its end")]
#[tokio::test]
async fn capital_aid_is_paid_once_two_agreed_and_ends_with_the_consent() {
    let town = Town::open().await;
    let case = town.decree(&Sample::named("wife-joins-parents").decree).await;
    town.wait_for(case, "registered", |status| {
        status["stage"] == "registered" || status["stage"] == "closed"
    })
    .await;
    let code = "modal-cerita";
    let (status, published) = post(&town, "dinsos-06", "/v1/aid/programmes", &programme(code)).await;
    assert_eq!(status, 201, "{published}");

    answer(&town, case, true).await;
    let office = AidOfficeCode::parse("dinsos").unwrap();
    let id = referral::id(case, Role::Petitioner, &office, AidKind::Capital, 1);
    wait_until(&town, id, |status, _| status == 200).await;

    // The assessor takes it, waits for the documents, and goes on. Nothing is late, and the schedule's call finds its lists.
    let claimed = say(&town, "dinsos-01", id, "claim", &json!({})).await;
    assert_eq!(claimed["referral"]["claim"]["officer"], "dinsos-01");
    let until = today().saturating_add(jiff::Span::new().days(7));
    let wait = json!({ "reason": "documents_missing", "until": until });
    let waiting = say(&town, "dinsos-01", id, "pause", &wait).await;
    assert_eq!(waiting["referral"]["due"][0]["what"], "await", "{waiting}");
    let told = town.invoke("tuntas-aid-reminders").await;
    assert!(told["told"].is_number(), "{told}");
    say(&town, "dinsos-01", id, "resumption", &json!({})).await;

    let assessment: Value = serde_json::from_str(include_str!("../../events/aid/assessment.json")).unwrap();
    let assessed = say(&town, "dinsos-01", id, "assessment", &assessment).await;
    assert!(
        assessed["person"]["name"].as_str().unwrap().contains("Contoh"),
        "{assessed}"
    );
    // From now on nobody may learn where she is: this office forgets it, and the one that protects hears of her.
    assert!(assessed["person"]["phone"].is_string(), "{assessed}");
    protect(&town, case).await;
    wait_until(&town, id, |_, told| {
        told["person"]["name"].is_string() && told["person"]["phone"].is_null()
    })
    .await;
    let protecting = town.aid("uptd-ppa-01").await;
    let queue = protecting.get("/v1/aid/referrals?desk=assessment").await.unwrap();
    assert_eq!(queue.body["referrals"][0]["what"], "assess", "{}", queue.body);

    let proposal = json!({
        "programme": code,
        "amount": 6_000_000,
        "instalments": [{ "amount": 4_000_000, "due": today() }, { "amount": 2_000_000, "due": today() }]
    });
    say(&town, "dinsos-02", id, "proposal", &proposal).await;
    let approval = json!({ "amount": 6_000_000 });
    let path = format!("/v1/aid/referrals/{id}/approval");
    let (status, same) = post(&town, "dinsos-02", &path, &approval).await;
    assert_eq!((status, &same["code"]), (409, &json!("same_approver")));
    let approved = say(&town, "dinsos-03", id, "approval", &approval).await;
    let plan = json!({ "mentor": "dinsos-04", "sessions": [{ "on": today(), "topic": "business" }] });
    say(&town, "dinsos-04", id, "plan", &plan).await;
    let ordered = say(
        &town,
        "dinsos-05",
        id,
        "instalments/1/order",
        &json!({ "amount": 4_000_000 }),
    )
    .await;

    // Both papers are there, are PDFs, and their QR is in force.
    let approver = town.aid("dinsos-03").await;
    for (view, kind) in [(&approved, "decision"), (&ordered, "receipt")] {
        let letter = view["referral"]["letters"].as_array().unwrap().last().unwrap();
        assert_eq!(letter["kind"], kind);
        let entry = &letter["entry"];
        let pdf = approver
            .file(&format!("/v1/aid/referrals/{id}/letters/{entry}"))
            .await
            .unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        let token = town
            .keys()
            .await
            .document_token(id.document(&format!("letter/{entry}")).0);
        let checked = town.anyone().get(&format!("/v1/verify/{token}")).await.unwrap();
        assert_eq!(checked.body["result"], "valid", "{}", checked.body);
        assert_eq!(
            (&checked.body["kind"], &checked.body["number"]),
            (&json!("aid_letter"), &letter["number"])
        );
    }

    // The bank's file, twice: paid once.
    let reference = &ordered["referral"]["award"]["instalments"][0]["reference"];
    let file = format!(
        "reference,date,amount\n{},{},4000000\n",
        reference.as_str().unwrap(),
        today()
    );
    let cashier = town.aid("dinsos-05").await;
    for _ in 0..2 {
        let headers = [("content-type", "text/csv")];
        let told = cashier
            .post_with("/v1/aid/bank-statements", file.as_bytes(), &headers)
            .await
            .unwrap();
        assert_eq!(told.body["matched"][0]["reference"], *reference, "{}", told.body);
    }
    let balance = async |account: &str| {
        let budget = cashier
            .get(&format!("/v1/aid/programmes/{code}/budget"))
            .await
            .unwrap()
            .body;
        assert_eq!(
            (&budget["balanced"], &budget["recounted"]),
            (&json!(true), &json!(true)),
            "{budget}"
        );
        let accounts = budget["accounts"].as_array().unwrap().clone();
        let found = accounts.iter().find(|found| found["account"] == account).unwrap();
        found["balance"].as_u64().unwrap()
    };
    assert_eq!(
        (balance("dibayarkan").await, balance("dicadangkan").await),
        (4_000_000, 2_000_000)
    );

    // The consent is taken back: nothing of the person is left at the office, and what was reserved returns.
    answer(&town, case, false).await;
    wait_until(&town, id, |status, body| {
        status == 409 && body["code"] == "consent_withdrawn"
    })
    .await;
    assert_eq!(
        (balance("dibayarkan").await, balance("anggaran").await),
        (4_000_000, 16_000_000)
    );
    let papers = town.items("DossiersTable", "").await;
    let partition = format!("AID#{id}");
    assert!(
        papers
            .iter()
            .all(|item| item.text_if_present("pk") != Some(partition.as_str()))
    );

    // Its journal verifies like a case's.
    let checked = verify(&town.journal(), Against::default(), Some(id), |_, _| {})
        .await
        .unwrap();
    assert_eq!((checked.faults.len(), checked.cases), (0, 1));
}
