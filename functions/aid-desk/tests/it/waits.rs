//! Referrals that somebody works on, that wait for the person, or whose ruling was undone.

use serde_json::{Value, json};
use tuntas_city::AidDuty;
use tuntas_domain::identity::AidKind;

use crate::office::{APPROVER, ASSESSOR, CASHIER, LEAD, MENTOR, Office, SECOND, person, sample};

async fn row(office: &Office, scopes: &[&str], desk: &str) -> Value {
    let told = office
        .get("/v1/aid/referrals", scopes, json!({}), json!({ "desk": desk }))
        .await;
    told.expect(200)["referrals"][0].clone()
}

fn nothing() -> Value {
    json!({})
}

#[tokio::test]
async fn two_officers_do_not_do_the_same_work() {
    let office = Office::open()
        .with_duties(|code| matches!(code, "dinsos-01" | "dinsos-05").then(|| vec![AidDuty::Assess]));
    let other = &["tuntas/aid.assess", "aid/dinsos-05"];
    let id = office.refer(AidKind::Mentoring, person(1)).await;
    assert_eq!(row(&office, ASSESSOR, "assessment").await["claim"], Value::Null);
    let claimed = office.say(ASSESSOR, &id, "claim", &nothing()).await.expect(200);
    assert_eq!(claimed["referral"]["claim"]["officer"], "dinsos-01");
    let shown = row(&office, other, "assessment").await;
    assert_eq!(shown["claim"], claimed["referral"]["claim"]);
    // The other one can neither claim it, nor assess it, nor give it back.
    for (word, body, code) in [
        ("claim", nothing(), "referral_claimed"),
        ("assessment", sample("assessment"), "referral_claimed"),
        ("release", nothing(), "referral_not_claimed"),
    ] {
        assert_eq!(office.say(other, &id, word, &body).await.code(), code, "{word}");
    }
    office.say(ASSESSOR, &id, "release", &nothing()).await.expect(200);
    office.say(other, &id, "claim", &nothing()).await.expect(200);
    // A claim runs out by itself.
    office.wait_days(1);
    assert_eq!(row(&office, ASSESSOR, "assessment").await["claim"], Value::Null);
    let assessed = office
        .say(ASSESSOR, &id, "assessment", &sample("assessment"))
        .await
        .expect(200);
    assert_eq!(assessed["referral"]["claim"], Value::Null);
    // It is not the assessors' turn any more.
    assert_eq!(
        office.say(other, &id, "claim", &nothing()).await.code(),
        "not_the_turn"
    );
}

#[tokio::test]
async fn a_referral_waits_for_documents_and_its_day_moves() {
    let office = Office::open();
    let id = office.refer(AidKind::Mentoring, person(1)).await;
    office.go_on(&id, "assessed").await;
    // Monday 11 January; five working days to decide.
    assert_eq!(row(&office, APPROVER, "decision").await["on"], "2027-01-18");
    let wait = json!({ "reason": "documents_missing", "until": "2027-01-29" });
    let waiting = office.say(APPROVER, &id, "pause", &wait).await.expect(200);
    assert_eq!(
        waiting["referral"]["pause"],
        json!({ "reason": "documents_missing", "since": "2027-01-11", "until": "2027-01-29" })
    );
    let shown = row(&office, APPROVER, "decision").await;
    assert_eq!(
        (&shown["what"], &shown["on"]),
        (&json!("await"), &json!("2027-01-29"))
    );
    for (scopes, word, body) in [
        (APPROVER, "grant", nothing()),
        (APPROVER, "pause", wait),
        (APPROVER, "claim", nothing()),
    ] {
        assert_eq!(
            office.say(scopes, &id, word, &body).await.code(),
            "referral_paused",
            "{word}"
        );
    }
    assert_eq!(
        office.say(LEAD, &id, "continuation", &nothing()).await.code(),
        "not_paused"
    );
    // A week later the documents are there: the day of the decision is a week later, too.
    office.wait_days(7);
    let going = office
        .say(ASSESSOR, &id, "resumption", &nothing())
        .await
        .expect(200);
    assert_eq!(going["referral"]["pause"], Value::Null);
    assert_eq!(going["referral"]["due"][0]["on"], "2027-01-25");
    office.say(APPROVER, &id, "grant", &nothing()).await.expect(200);
    // Ten working days to plan, Monday the 18th not counted.
    assert_eq!(row(&office, MENTOR, "mentoring").await["on"], "2027-02-01");
    assert_eq!(
        office.say(ASSESSOR, &id, "resumption", &nothing()).await.code(),
        "not_paused"
    );
}

#[tokio::test]
async fn a_wait_that_is_over_is_overdue_on_the_desks_list() {
    let office = Office::open();
    let id = office.refer(AidKind::Mentoring, person(1)).await;
    let wait = json!({ "reason": "asked_for_time", "until": "2027-01-13" });
    office.say(ASSESSOR, &id, "pause", &wait).await.expect(200);
    office.wait_days(2);
    assert_eq!(row(&office, ASSESSOR, "assessment").await["overdue"], false);
    office.wait_days(1);
    let shown = row(&office, ASSESSOR, "assessment").await;
    assert_eq!(
        (&shown["what"], &shown["overdue"]),
        (&json!("await"), &json!(true))
    );
}

#[tokio::test]
async fn a_wait_says_why_and_until_when() {
    let office = Office::open();
    let id = office.refer(AidKind::Mentoring, person(1)).await;
    for (body, field, code) in [
        (
            json!({ "reason": "no_contact", "until": "2027-01-11" }),
            "/until",
            "pause_not_sound",
        ),
        (
            json!({ "reason": "no_contact", "until": "2027-06-01" }),
            "/until",
            "pause_not_sound",
        ),
        (
            json!({ "reason": "ruling_reversed", "until": "2027-02-01" }),
            "/reason",
            "value_not_listed",
        ),
        (
            json!({ "reason": "no_contact", "until": "soon" }),
            "/until",
            "date_form",
        ),
    ] {
        let told = office.say(ASSESSOR, &id, "pause", &body).await;
        assert_eq!(told.status, 422, "{}", told.text);
        assert_eq!(told.faults(), [(field.to_owned(), code.to_owned())], "{body}");
    }
}

#[tokio::test]
async fn an_undone_ruling_stops_the_money_until_somebody_decides() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    let id = office.capital(1, "planned").await;
    office.reverse(&id).await;
    let shown = row(&office, APPROVER, "decision").await;
    assert_eq!(shown["what"], "continue");
    let order = json!({ "amount": 4_000_000 });
    assert_eq!(
        office
            .say(CASHIER, &id, "instalments/1/order", &order)
            .await
            .code(),
        "aid_suspended"
    );
    // Who assesses or accompanies cannot lift it, neither by this word nor by the other one.
    for scopes in [ASSESSOR, MENTOR, CASHIER] {
        assert_eq!(
            office.say(scopes, &id, "continuation", &nothing()).await.code(),
            "scope_missing"
        );
    }
    assert_eq!(
        office.say(MENTOR, &id, "resumption", &nothing()).await.code(),
        "aid_suspended"
    );
    let going = office
        .say(SECOND, &id, "continuation", &nothing())
        .await
        .expect(200);
    assert_eq!(going["referral"]["pause"], Value::Null);
    assert_eq!(going["referral"]["reversedOn"], "2027-01-11");
    office
        .say(CASHIER, &id, "instalments/1/order", &order)
        .await
        .expect(200);
}

#[tokio::test]
async fn aid_that_is_not_to_go_on_after_a_reversal_is_stopped_and_its_money_returns() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    let id = office.capital(1, "planned").await;
    office.reverse(&id).await;
    let stop = json!({ "reason": "own_wish" });
    office.say(LEAD, &id, "stop", &stop).await.expect(200);
    assert_eq!(office.balance("modal-usaha-2027", "dicadangkan").await, 0);
    assert_eq!(
        office
            .get(
                "/v1/aid/referrals",
                APPROVER,
                json!({}),
                json!({ "desk": "decision" })
            )
            .await
            .expect(200)["referrals"],
        json!([])
    );
}
