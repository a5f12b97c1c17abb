//! The way of a referral, as an office goes it.

use serde_json::{Value, json};
use tuntas_city::AidDuty;
use tuntas_domain::identity::AidKind;

use crate::office::{APPROVER, ASSESSOR, CASHIER, LEAD, MENTOR, Office, SECOND, STRANGER, person, sample};

async fn with_programme() -> Office {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    office
}

async fn queue(office: &Office, scopes: &[&str], desk: &str) -> Value {
    let told = office
        .get("/v1/aid/referrals", scopes, json!({}), json!({ "desk": desk }))
        .await;
    told.expect(200)
}

#[expect(clippy::too_many_lines, reason = "a story from its beginning to its end")]
#[tokio::test]
async fn capital_aid_goes_from_consent_to_its_end_and_every_desk_is_told_what_is_its_turn() {
    let office = with_programme().await;
    let id = office.refer(AidKind::Capital, person(1)).await;
    let turn = async |scopes: &[&str], desk: &str, what: &str| {
        let page = queue(&office, scopes, desk).await;
        let row = &page["referrals"][0];
        assert_eq!(
            (&row["referral"], &row["what"]),
            (&json!(id), &json!(what)),
            "{page}"
        );
        assert_eq!(row["overdue"], false);
    };
    turn(ASSESSOR, "assessment", "assess").await;
    office.go_on(&id, "assessed").await;
    turn(APPROVER, "decision", "decide").await;
    assert_eq!(
        queue(&office, ASSESSOR, "assessment").await["referrals"],
        json!([])
    );
    let body = office
        .say(APPROVER, &id, "proposal", &sample("proposal"))
        .await
        .expect(200);
    assert_eq!(body["referral"]["stage"], "proposed");
    turn(SECOND, "decision", "approve").await;
    office
        .say(SECOND, &id, "approval", &json!({ "amount": 6_000_000 }))
        .await
        .expect(200);
    turn(MENTOR, "mentoring", "plan").await;
    office.say(MENTOR, &id, "plan", &sample("plan")).await.expect(200);
    turn(CASHIER, "cashier", "pay").await;
    let ordered = office
        .say(
            CASHIER,
            &id,
            "instalments/1/order",
            &json!({ "amount": 4_000_000 }),
        )
        .await
        .expect(200);
    turn(CASHIER, "cashier", "confirm").await;
    let part = &ordered["referral"]["award"]["instalments"][0];
    assert_eq!(
        (&part["state"], &part["on"]),
        (&json!("ordered"), &json!("2027-01-11"))
    );
    let paid = json!({ "reference": part["reference"], "paidOn": "2027-01-11" });
    office
        .say(CASHIER, &id, "instalments/1/payment", &paid)
        .await
        .expect(200);
    assert_eq!(office.balance("modal-usaha-2027", "dibayarkan").await, 4_000_000);
    assert_eq!(office.balance("modal-usaha-2027", "dicadangkan").await, 2_000_000);

    office.wait_days(16);
    for (session, day) in [(1, "2027-01-12"), (2, "2027-01-26")] {
        let held = json!({ "heldOn": day, "attendance": "attended", "note": "Rencana belanja." });
        office
            .say(MENTOR, &id, &format!("sessions/{session}"), &held)
            .await
            .expect(200);
    }
    let cancel = json!({ "reason": "not_needed" });
    office
        .say(APPROVER, &id, "instalments/2/cancellation", &cancel)
        .await
        .expect(200);
    // What is not paid comes back to the budget.
    assert_eq!(office.balance("modal-usaha-2027", "dicadangkan").await, 0);
    assert_eq!(office.balance("modal-usaha-2027", "anggaran").await, 16_000_000);
    let early = office
        .say(MENTOR, &id, "check-ins/3", &json!({ "state": "steady" }))
        .await;
    assert_eq!(early.code(), "not_yet");
    assert_eq!(
        office
            .say(MENTOR, &id, "closure", &json!({ "outcome": "reached" }))
            .await
            .code(),
        "not_done"
    );
    for months in [3, 6, 12] {
        office.wait_days(124);
        let look = format!("check-ins/{months}");
        office
            .say(
                MENTOR,
                &id,
                &look,
                &json!({ "state": "growing", "note": "Ramai." }),
            )
            .await
            .expect(200);
    }
    turn(MENTOR, "mentoring", "close").await;
    let closed = office
        .say(MENTOR, &id, "closure", &json!({ "outcome": "reached" }))
        .await
        .expect(200);
    assert_eq!(
        (&closed["referral"]["stage"], &closed["referral"]["outcome"]),
        (&json!("closed"), &json!("reached"))
    );
    for (scopes, desk) in [(LEAD, "mentoring"), (LEAD, "cashier"), (LEAD, "decision")] {
        assert_eq!(queue(&office, scopes, desk).await["referrals"], json!([]));
    }
}

#[tokio::test]
async fn mentoring_is_granted_by_one_and_accompanied() {
    let office = with_programme().await;
    office.publish(&sample("mentoring-programme")).await.expect(201);
    let id = office.refer(AidKind::Mentoring, person(1)).await;
    let grant = json!({ "programme": "pendampingan-2027" });
    assert_eq!(
        office.say(APPROVER, &id, "grant", &grant).await.code(),
        "not_assessed"
    );
    office
        .say(ASSESSOR, &id, "assessment", &json!({ "recommends": true }))
        .await
        .expect(200);
    let money = office.say(APPROVER, &id, "proposal", &sample("proposal")).await;
    assert_eq!(money.code(), "other_kind_of_aid");
    let unknown = office
        .say(APPROVER, &id, "grant", &json!({ "programme": "tidak-ada" }))
        .await;
    assert_eq!(
        unknown.faults(),
        [("/programme".to_owned(), "programme_unknown".to_owned())]
    );
    let granted = office.say(APPROVER, &id, "grant", &grant).await.expect(200);
    assert_eq!(granted["referral"]["programme"], "pendampingan-2027");
    assert_eq!(
        granted["referral"]["letters"][0]["number"],
        "400.9/1/423.104/2027"
    );
    let mut plan = sample("plan");
    plan["mentor"] = json!("dinsos-05");
    let other = office.say(LEAD, &id, "plan", &plan).await;
    assert_eq!(
        other.faults(),
        [("/mentor".to_owned(), "mentor_unknown".to_owned())]
    );
    plan["sessions"] = json!([]);
    plan["mentor"] = json!("dinsos-04");
    let empty = office.say(LEAD, &id, "plan", &plan).await;
    assert_eq!(
        empty.faults(),
        [("/sessions".to_owned(), "plan_not_sound".to_owned())]
    );
    office.say(LEAD, &id, "plan", &sample("plan")).await.expect(200);
    office.wait_days(20);
    for (session, day, came) in [(1, "2027-01-12", "attended"), (2, "2027-01-26", "absent")] {
        let held = json!({ "heldOn": day, "attendance": came });
        office
            .say(MENTOR, &id, &format!("sessions/{session}"), &held)
            .await
            .expect(200);
    }
    office
        .say(LEAD, &id, "closure", &json!({ "outcome": "partly_reached" }))
        .await
        .expect(200);
}

#[tokio::test]
async fn two_people_decide_over_money_neither_of_whom_assessed_it_or_pays_it() {
    let office = with_programme().await;
    let id = office.capital(1, "proposed").await;
    let approval = json!({ "amount": 6_000_000 });
    assert_eq!(
        office.say(APPROVER, &id, "approval", &approval).await.code(),
        "same_approver"
    );
    // An approval of something else than what stands there agrees to nothing.
    let stale = office
        .say(SECOND, &id, "approval", &json!({ "amount": 5_000_000 }))
        .await;
    assert_eq!(
        stale.faults(),
        [("/amount".to_owned(), "other_amount".to_owned())]
    );
    office.say(SECOND, &id, "approval", &approval).await.expect(200);
    let no_plan = office
        .say(
            CASHIER,
            &id,
            "instalments/1/order",
            &json!({ "amount": 4_000_000 }),
        )
        .await;
    assert_eq!(no_plan.code(), "no_plan");

    // The assessor gets the duty to decide, and the first approver that to pay: the rules refuse all the same.
    let office = office.with_duties(|_| Some(vec![AidDuty::Approve, AidDuty::Assess, AidDuty::Cashier]));
    let other = office.refer(AidKind::Capital, person(2)).await;
    let all = |officer| {
        vec![
            "tuntas/aid.approve",
            "tuntas/aid.assess",
            "tuntas/aid.cashier",
            officer,
        ]
    };
    let (one, two) = (all("aid/dinsos-01"), all("aid/dinsos-02"));
    office
        .say(&one, &other, "assessment", &sample("assessment"))
        .await
        .expect(200);
    let decides = office.say(&one, &other, "proposal", &sample("proposal")).await;
    assert_eq!(decides.code(), "assessor_decides");
    office
        .say(&two, &other, "proposal", &sample("proposal"))
        .await
        .expect(200);
    assert_eq!(
        office.say(&one, &other, "approval", &approval).await.code(),
        "assessor_decides"
    );
}

#[tokio::test]
async fn whoever_repeats_a_word_under_its_key_is_shown_what_came_of_it() {
    let office = with_programme().await;
    let id = office.capital(1, "assessed").await;
    let proposal = sample("proposal");
    for _ in 0..3 {
        let told = office
            .say_again(APPROVER, &id, "proposal", &proposal, "once")
            .await
            .expect(200);
        assert_eq!(told["referral"]["stage"], "proposed");
    }
    let approval = json!({ "amount": 6_000_000 });
    office
        .say_again(SECOND, &id, "approval", &approval, "once")
        .await
        .expect(200);
    office.say(MENTOR, &id, "plan", &sample("plan")).await.expect(200);
    // Long after: nothing is approved twice, and the reserve is what it was.
    let told = office
        .say_again(SECOND, &id, "approval", &approval, "once")
        .await
        .expect(200);
    assert_eq!(told["referral"]["stage"], "running");
    assert_eq!(office.balance("modal-usaha-2027", "dicadangkan").await, 6_000_000);
    let missing = office
        .say_again(SECOND, &id, "stop", &json!({ "reason": "own_wish" }), "")
        .await;
    assert_eq!(missing.code(), "idempotency_key_invalid");
}

#[tokio::test]
async fn consent_taken_back_closes_the_papers_and_returns_what_was_reserved() {
    let office = with_programme().await;
    let id = office.capital(1, "paid").await;
    office.withdraw(&id).await;
    for scopes in [ASSESSOR, APPROVER, MENTOR, CASHIER, LEAD] {
        assert_eq!(office.read(scopes, &id).await.code(), "consent_withdrawn");
    }
    let letter = json!({ "id": id, "entry": "4" });
    let route = "/v1/aid/referrals/{id}/letters/{entry}";
    assert_eq!(
        office.get(route, APPROVER, letter, json!({})).await.code(),
        "consent_withdrawn"
    );
    let order = office
        .say(
            CASHIER,
            &id,
            "instalments/2/order",
            &json!({ "amount": 2_000_000 }),
        )
        .await;
    assert_eq!(order.code(), "consent_withdrawn");
    assert!(office.tables.items("dossiers", "AID#").is_empty());
    assert_eq!(office.balance("modal-usaha-2027", "dicadangkan").await, 0);
    assert_eq!(office.balance("modal-usaha-2027", "dibayarkan").await, 4_000_000);
    assert_eq!(queue(&office, LEAD, "mentoring").await["referrals"], json!([]));
}

#[tokio::test]
async fn a_queue_says_what_is_overdue_and_belongs_to_its_desk() {
    let office = with_programme().await;
    let ids = [
        office.refer(AidKind::Capital, person(1)).await,
        office.refer(AidKind::Mentoring, person(2)).await,
    ];
    office.wait_days(8);
    let route = "/v1/aid/referrals";
    let query = json!({ "desk": "assessment", "limit": "1" });
    let first = office.get(route, ASSESSOR, json!({}), query).await.expect(200);
    assert_eq!(first["referrals"][0]["overdue"], true);
    let query = json!({ "desk": "assessment", "limit": "1", "cursor": first["next"] });
    let second = office.get(route, LEAD, json!({}), query).await.expect(200);
    let seen = [
        &first["referrals"][0]["referral"],
        &second["referrals"][0]["referral"],
    ];
    assert!(ids.iter().all(|id| seen.contains(&&json!(id))));
    for (query, code) in [
        (json!({}), "desk_unknown"),
        (json!({ "desk": "kitchen" }), "desk_unknown"),
        (json!({ "desk": "assessment", "cursor": "x" }), "cursor_invalid"),
        (json!({ "desk": "assessment", "limit": "0" }), "limit_invalid"),
    ] {
        assert_eq!(office.get(route, ASSESSOR, json!({}), query).await.code(), code);
    }
    let wrong_desk = office
        .get(route, ASSESSOR, json!({}), json!({ "desk": "cashier" }))
        .await;
    assert_eq!(wrong_desk.code(), "scope_missing");
    // Another office has a queue of its own.
    assert_eq!(
        queue(&office, STRANGER, "assessment").await["referrals"],
        json!([])
    );
}

#[tokio::test]
async fn eligibility_is_explained_and_decides_nothing() {
    let office = with_programme().await;
    let id = office.refer(AidKind::Capital, person(1)).await;
    let route = "/v1/aid/referrals/{id}/eligibility";
    let ask = async |programme: &str| {
        let query = json!({ "programme": programme });
        office.get(route, ASSESSOR, json!({ "id": id }), query).await
    };
    let verdicts = |told: &Value| -> Vec<String> {
        let all = told["criteria"].as_array().unwrap();
        all.iter()
            .map(|one| one["verdict"].as_str().unwrap().to_owned())
            .collect()
    };
    let told = ask("modal-usaha-2027").await.expect(200);
    assert_eq!(verdicts(&told), ["met", "met", "not_known", "not_known"]);
    assert_eq!(
        told["criteria"][1]["fact"],
        json!({ "fact": "dependants", "number": 2, "word": null, "origin": "register" })
    );
    let mut assessment = sample("assessment");
    assessment["facts"][0]["number"] = json!(9_000_000);
    office
        .say(ASSESSOR, &id, "assessment", &assessment)
        .await
        .expect(200);
    let told = ask("modal-usaha-2027").await.expect(200);
    assert_eq!(verdicts(&told), ["met", "met", "not_met", "not_known"]);
    assert_eq!(told["criteria"][2]["fact"]["origin"], "person");
    // The machine said no; people may say yes.
    office
        .say(APPROVER, &id, "proposal", &sample("proposal"))
        .await
        .expect(200);
    let none = ask("tidak-ada").await;
    assert_eq!(
        none.faults(),
        [("/programme".to_owned(), "programme_unknown".to_owned())]
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_field_rule_and_mend() {
    let office = with_programme().await;
    let id = office.refer(AidKind::Capital, person(1)).await;
    let assess = async |change: &dyn Fn(&mut Value)| {
        let mut body = sample("assessment");
        change(&mut body);
        office.say(ASSESSOR, &id, "assessment", &body).await.faults()
    };
    let fault = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
    assert_eq!(
        assess(&|body| body["facts"][1]["word"] = json!("MUNGKIN")).await,
        fault("/facts/1", "fact_value")
    );
    assert_eq!(
        assess(&|body| body["facts"][1]["number"] = json!(1)).await,
        fault("/facts/1", "fact_one_value")
    );
    assert_eq!(
        assess(&|body| body["facts"][1] = json!({ "fact": "income", "number": 1, "origin": "person" })).await,
        fault("/facts", "fact_twice")
    );
    assert_eq!(
        assess(&|body| body["note"] = json!("NIK 3575 0152 0390 0001")).await,
        fault("/note", "identity_number")
    );
    assert_eq!(
        assess(&|body| body["account"]["number"] = json!("12-34 lima")).await,
        fault("/account/number", "account_number_form")
    );
    assert_eq!(
        assess(&|body| body["facts"][0]["origin"] = json!("register")).await[0].1,
        "value_not_listed"
    );
    office.go_on(&id, "assessed").await;
    let propose = async |change: &dyn Fn(&mut Value)| {
        let mut body = sample("proposal");
        change(&mut body);
        office.say(APPROVER, &id, "proposal", &body).await.faults()
    };
    assert_eq!(
        propose(&|body| body["amount"] = json!(0)).await,
        fault("/amount", "amount_range")
    );
    assert_eq!(
        propose(&|body| body["amount"] = json!(7_000_000)).await,
        fault("/instalments", "instalments_do_not_add_up")
    );
    assert_eq!(
        propose(&|body| {
            body["amount"] = json!(10_000_001);
            body["instalments"] = json!([{ "amount": 10_000_001, "due": "2027-02-01" }]);
        })
        .await,
        fault("/amount", "amount_not_allowed")
    );
    assert_eq!(
        propose(&|body| body["instalments"][1]["due"] = json!("2028-06-01")).await,
        fault("/instalments", "instalment_dates")
    );
    assert!(office.story(&id).await.case.award.is_none());
}
