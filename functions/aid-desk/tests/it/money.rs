//! Paying out: orders, the bank's file, what comes back.

use serde_json::{Value, json};

use crate::office::{APPROVER, CASHIER, Office, SECOND, sample};

const PROGRAMME: &str = "modal-usaha-2027";

async fn with_programme() -> Office {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    office
}

async fn send(office: &Office, file: &str) -> Value {
    let route = "POST /v1/aid/bank-statements";
    office
        .call(route, Some(CASHIER), Some(file), json!({}), json!({}), "")
        .await
        .expect(200)
}

#[tokio::test]
async fn the_bank_s_file_confirms_what_was_ordered_and_tells_the_rest() {
    let office = with_programme().await;
    let one = office.capital(1, "ordered").await;
    let two = office.capital(2, "ordered").await;
    let three = office.capital(3, "ordered").await;
    let (a, b, c) = (
        office.reference(&one, 1).await,
        office.reference(&two, 1).await,
        office.reference(&three, 1).await,
    );
    office.wait_days(1);
    let file = format!(
        "tanggal;referensi;jumlah\n11/01/2027;BANTUAN {a};Rp4.000.000,00\n11/01/2027;{b};400.000\n12/01/2027;BIAYA ADM;2.500\n"
    );
    let told = send(&office, &file).await;
    assert_eq!(
        told["matched"],
        json!([{ "line": 2, "reference": a, "referral": one, "instalment": 1 }])
    );
    assert_eq!(
        told["differing"],
        json!([{
            "line": 3, "reference": b, "referral": two, "instalment": 1,
            "difference": "amount", "ordered": 4_000_000, "paid": 400_000
        }])
    );
    assert_eq!(told["unknown"], json!([4]));
    assert_eq!(told["missing"][0]["reference"], json!(c));
    assert_eq!(office.balance(PROGRAMME, "dibayarkan").await, 4_000_000);
    // The same file again: the same report, and nothing is paid twice.
    assert_eq!(send(&office, &file).await, told);
    assert_eq!(office.balance(PROGRAMME, "dibayarkan").await, 4_000_000);
    let view = office.read(CASHIER, &one).await.expect(200);
    assert_eq!(view["referral"]["award"]["instalments"][0]["state"], "paid");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_refused_line_by_line_and_nothing_of_it_is_taken() {
    let office = with_programme().await;
    let id = office.capital(1, "ordered").await;
    let reference = office.reference(&id, 1).await;
    let file =
        format!("reference,date,amount\n{reference},2027-01-11,4000000\n{reference},32/01/2027,1.2.3\n");
    let route = "POST /v1/aid/bank-statements";
    let told = office
        .call(route, Some(CASHIER), Some(&file), json!({}), json!({}), "")
        .await;
    assert_eq!(told.code(), "statement_invalid");
    let fields: Vec<String> = told.faults().into_iter().map(|(field, _)| field).collect();
    assert!(
        !fields.is_empty() && fields.iter().all(|field| field.starts_with("/3/")),
        "{fields:?}"
    );
    assert!(!told.text.contains(&reference) && !told.text.contains("1.2.3"));
    assert_eq!(office.balance(PROGRAMME, "dibayarkan").await, 0);
    let empty = office
        .call(route, Some(CASHIER), None, json!({}), json!({}), "")
        .await;
    assert_eq!(empty.code(), "body_empty");
}

#[tokio::test]
async fn a_payment_that_comes_back_is_ordered_again_under_another_reference() {
    let office = with_programme().await;
    let id = office.capital(1, "ordered").await;
    let first = office.reference(&id, 1).await;
    let other = json!({ "reference": "TA0000000000AA" });
    let told = office.say(CASHIER, &id, "instalments/1/return", &other).await;
    assert_eq!(
        told.faults(),
        [("/reference".to_owned(), "other_reference".to_owned())]
    );
    office
        .say(
            CASHIER,
            &id,
            "instalments/1/return",
            &json!({ "reference": first }),
        )
        .await
        .expect(200);
    let none = office
        .say(
            CASHIER,
            &id,
            "instalments/1/payment",
            &json!({ "reference": first, "paidOn": "2027-01-11" }),
        )
        .await;
    assert_eq!(none.code(), "payment_not_ordered");
    office
        .say(
            CASHIER,
            &id,
            "instalments/1/order",
            &json!({ "amount": 4_000_000 }),
        )
        .await
        .expect(200);
    let second = office.reference(&id, 1).await;
    assert_ne!(first, second);
    assert_eq!(office.balance(PROGRAMME, "dicadangkan").await, 6_000_000);
    // The second instalment waits for the first one, and for its day.
    let early = office
        .say(
            CASHIER,
            &id,
            "instalments/2/order",
            &json!({ "amount": 2_000_000 }),
        )
        .await;
    assert_eq!(early.code(), "earlier_unpaid");
    let paid = json!({ "reference": second, "paidOn": "2027-01-11" });
    office
        .say(CASHIER, &id, "instalments/1/payment", &paid)
        .await
        .expect(200);
    let early = office
        .say(
            CASHIER,
            &id,
            "instalments/2/order",
            &json!({ "amount": 2_000_000 }),
        )
        .await;
    assert_eq!(early.code(), "instalment_not_due");
}

#[tokio::test]
async fn approvers_at_once_never_overspend_and_nobody_is_paid_twice_for_one_thing() {
    let office = with_programme().await;
    // Twenty million: enough for three of four.
    let mut ids = Vec::new();
    for number in 1..=4 {
        ids.push(office.capital(number, "proposed").await);
    }
    let approval = json!({ "amount": 6_000_000 });
    let (one, two, three, four) = tokio::join!(
        office.say(SECOND, &ids[0], "approval", &approval),
        office.say(SECOND, &ids[1], "approval", &approval),
        office.say(SECOND, &ids[2], "approval", &approval),
        office.say(SECOND, &ids[3], "approval", &approval),
    );
    let mut told = [one, two, three, four];
    told.sort_by_key(|told| told.status);
    assert_eq!(told.each_ref().map(|told| told.status), [200, 200, 200, 409]);
    assert_eq!(told[3].code(), "budget_overspent");
    assert_eq!(office.balance(PROGRAMME, "anggaran").await, 2_000_000);

    let office = with_programme().await;
    office.capital(1, "approved").await;
    let again = office.capital(1, "proposed").await;
    let twice = office.say(SECOND, &again, "approval", &approval).await;
    assert_eq!(twice.code(), "already_aided");
    office
        .say(
            SECOND,
            &again,
            "refusal",
            &json!({ "reason": "helped_elsewhere" }),
        )
        .await
        .expect(200);
}

#[tokio::test]
async fn the_ledger_is_double_entry_without_gaps() {
    let office = with_programme().await;
    let id = office.capital(1, "paid").await;
    let stop = json!({ "reason": "moved_away" });
    office.say(APPROVER, &id, "stop", &stop).await.expect(200);
    let route = "/v1/aid/programmes/{code}/ledger";
    let mut rows = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let query = if cursor.is_null() {
            json!({ "limit": "2" })
        } else {
            json!({ "limit": "2", "cursor": cursor })
        };
        let page = office
            .get(route, CASHIER, json!({ "code": PROGRAMME }), query)
            .await
            .expect(200);
        rows.extend(page["bookings"].as_array().unwrap().clone());
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    let movements: Vec<(u64, &str, u64)> = rows
        .iter()
        .map(|row| {
            (
                row["number"].as_u64().unwrap(),
                row["movement"].as_str().unwrap(),
                row["amount"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        movements,
        [
            (1, "grant", 20_000_000),
            (2, "reserve", 6_000_000),
            (3, "pay", 4_000_000),
            (4, "release", 2_000_000)
        ]
    );
    for row in &rows {
        let side = |side: &str| -> u64 {
            row["postings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|line| line[side].as_u64().unwrap())
                .sum()
        };
        assert_eq!(side("debit"), side("credit"), "{row}");
    }
    assert_eq!(office.balance(PROGRAMME, "anggaran").await, 16_000_000);
}
