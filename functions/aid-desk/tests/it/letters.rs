//! Letters and receipts: what they say, their numbers, their QR.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use tuntas_domain::identity::{AidKind, CaseId};

use crate::office::{APPROVER, ASSESSOR, CASHIER, LEAD, MENTOR, Office, SECOND, person, sample};

const ROUTE: &str = "/v1/aid/referrals/{id}/letters/{entry}";

async fn pdf(office: &Office, scopes: &[&str], id: &str, entry: u32) -> Vec<u8> {
    let told = office
        .get(
            ROUTE,
            scopes,
            json!({ "id": id, "entry": entry.to_string() }),
            json!({}),
        )
        .await;
    assert_eq!(told.status, 200, "{}", told.text);
    STANDARD.decode(told.text).unwrap()
}

/// Entry and number of the last letter.
async fn last(office: &Office, id: &str) -> (u32, String) {
    let view = office.read(LEAD, id).await.expect(200);
    let letter = view["referral"]["letters"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    let entry = u32::try_from(letter["entry"].as_u64().unwrap()).unwrap();
    (entry, letter["number"].as_str().unwrap().to_owned())
}

async fn in_force(office: &Office, id: &str, entry: u32) -> Option<bool> {
    let document = id.parse::<CaseId>().unwrap().document(&format!("letter/{entry}"));
    let letter = office.desk.dossiers.letter(document).await.unwrap();
    letter.map(|letter| !letter.replaced)
}

/// Keeps a letter for whoever looks at it: `TUNTAS_LETTERS=<folder>`.
fn keep(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("TUNTAS_LETTERS") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), pdf).unwrap();
    }
}

#[tokio::test]
async fn every_decision_and_every_payment_has_its_paper_and_its_qr_leads_to_it() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    office.publish(&sample("mentoring-programme")).await.expect(201);
    let id = office.capital(1, "approved").await;
    let (entry, number) = last(&office, &id).await;
    assert_eq!(number, "400.9/1/423.104/2027");
    // Verifiable before anybody opened it.
    assert_eq!(in_force(&office, &id, entry).await, Some(true));
    let decision = pdf(&office, APPROVER, &id, entry).await;
    assert!(decision.starts_with(b"%PDF-"));
    assert_eq!(
        pdf(&office, LEAD, &id, entry).await,
        decision,
        "it is the same whenever it is typeset"
    );
    keep("decision", &decision);

    office.say(MENTOR, &id, "plan", &sample("plan")).await.expect(200);
    office
        .say(
            CASHIER,
            &id,
            "instalments/1/order",
            &json!({ "amount": 4_000_000 }),
        )
        .await
        .expect(200);
    let (receipt, number) = last(&office, &id).await;
    assert_eq!(number, "KW-400.9/1/423.104/2027");
    keep("receipt", &pdf(&office, CASHIER, &id, receipt).await);
    assert_eq!(in_force(&office, &id, receipt).await, Some(true));
    // A cashier gets receipts, an assessor letters.
    let refused = async |scopes: &[&str], entry: u32| {
        let path = json!({ "id": id, "entry": entry.to_string() });
        office.get(ROUTE, scopes, path, json!({})).await.code()
    };
    assert_eq!(refused(CASHIER, entry).await, "not_found");
    assert_eq!(refused(ASSESSOR, receipt).await, "not_found");
    assert_eq!(refused(LEAD, 1).await, "not_found");
    assert_eq!(refused(LEAD, 999).await, "not_found");

    let other = office.refer(AidKind::Capital, person(2)).await;
    office
        .say(ASSESSOR, &other, "assessment", &sample("assessment"))
        .await
        .expect(200);
    office
        .say(
            SECOND,
            &other,
            "refusal",
            &json!({ "reason": "criteria_not_met" }),
        )
        .await
        .expect(200);
    let (entry, number) = last(&office, &other).await;
    assert_eq!(number, "400.9/2/423.104/2027");
    keep("refusal", &pdf(&office, ASSESSOR, &other, entry).await);

    let third = office.refer(AidKind::Mentoring, person(3)).await;
    office
        .say(ASSESSOR, &third, "assessment", &json!({ "recommends": true }))
        .await
        .expect(200);
    let grant = json!({ "programme": "pendampingan-2027" });
    office.say(APPROVER, &third, "grant", &grant).await.expect(200);
    let (entry, number) = last(&office, &third).await;
    assert_eq!(number, "400.9/3/423.104/2027");
    keep("mentoring", &pdf(&office, ASSESSOR, &third, entry).await);
}

#[tokio::test]
async fn the_receipt_of_a_payment_that_came_back_is_void() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    let id = office.capital(1, "ordered").await;
    let (void, _) = last(&office, &id).await;
    let reference = json!({ "reference": office.reference(&id, 1).await });
    office
        .say(CASHIER, &id, "instalments/1/return", &reference)
        .await
        .expect(200);
    assert_eq!(in_force(&office, &id, void).await, Some(false));
    office
        .say(
            CASHIER,
            &id,
            "instalments/1/order",
            &json!({ "amount": 4_000_000 }),
        )
        .await
        .expect(200);
    let (receipt, number) = last(&office, &id).await;
    assert_eq!(number, "KW-400.9/2/423.104/2027");
    assert_eq!(in_force(&office, &id, receipt).await, Some(true));
    assert_eq!(in_force(&office, &id, void).await, Some(false));
}

#[tokio::test]
async fn a_letter_that_could_not_be_made_verifiable_is_before_anybody_gets_it() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    let id = office.capital(1, "proposed").await;
    // The step's own transaction goes through; what comes after it does not.
    office.tables.decide_with(|call| match call {
        memory_tables::Call::Commit(writes)
            if writes.iter().any(|write| write.item_key().0.starts_with("DOC#")) =>
        {
            memory_tables::Fate::FailsBefore
        }
        _ => memory_tables::Fate::Done,
    });
    office
        .say(SECOND, &id, "approval", &json!({ "amount": 6_000_000 }))
        .await
        .expect(200);
    let (entry, _) = last(&office, &id).await;
    assert_eq!(in_force(&office, &id, entry).await, None);
    let path = json!({ "id": id, "entry": entry.to_string() });
    assert_eq!(office.get(ROUTE, APPROVER, path, json!({})).await.status, 500);
    office.tables.decide_with(|_| memory_tables::Fate::Done);
    assert!(pdf(&office, APPROVER, &id, entry).await.starts_with(b"%PDF-"));
    assert_eq!(in_force(&office, &id, entry).await, Some(true));
}
