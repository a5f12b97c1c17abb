//! What an office offers.

use serde_json::{Value, json};

use crate::office::{ASSESSOR, Office, STRANGER, WRITER, sample};

async fn edit(
    office: &Office,
    version: u32,
    change: impl FnOnce(&mut Value),
    key: &str,
) -> crate::office::Told {
    let mut to = sample("capital-programme");
    change(&mut to);
    let body = json!({ "version": version, "to": to }).to_string();
    let path = json!({ "code": "modal-usaha-2027" });
    let route = "POST /v1/aid/programmes/{code}/edit";
    office
        .call(route, Some(WRITER), Some(&body), path, json!({}), key)
        .await
}

#[tokio::test]
async fn a_programme_is_published_edited_and_ended_and_nobody_s_edit_is_lost() {
    let office = Office::open();
    let told = office.publish(&sample("capital-programme")).await.expect(201);
    assert_eq!((&told["version"], &told["open"]), (&json!(1), &json!(true)));
    assert_eq!(
        office.publish(&sample("capital-programme")).await.code(),
        "programme_code_taken"
    );
    let told = edit(&office, 1, |to| to["name"] = json!("CONTOH Nama Baru"), "e1")
        .await
        .expect(200);
    assert_eq!(
        (&told["version"], &told["name"]),
        (&json!(2), &json!("CONTOH Nama Baru"))
    );
    let late = edit(&office, 1, |to| to["name"] = json!("CONTOH Lain"), "e2").await;
    assert_eq!(late.code(), "programme_version_passed");
    let same = edit(&office, 2, |to| to["name"] = json!("CONTOH Nama Baru"), "e3").await;
    assert_eq!(same.code(), "nothing_changed");
    let fixed = edit(&office, 2, |to| to["funding"]["source"] = json!("apbd"), "e4").await;
    assert_eq!(fixed.code(), "programme_fixed");
    let other = edit(&office, 2, |to| to["code"] = json!("lain-2027"), "e5").await;
    assert_eq!(
        other.faults(),
        [("/to/code".to_owned(), "other_programme".to_owned())]
    );
    // A higher budget is granted, a lower one taken back.
    edit(&office, 2, |to| to["funding"]["budget"] = json!(30_000_000), "e6")
        .await
        .expect(200);
    assert_eq!(office.balance("modal-usaha-2027", "anggaran").await, 30_000_000);
    edit(&office, 3, |to| to["funding"]["budget"] = json!(10_000_000), "e7")
        .await
        .expect(200);
    assert_eq!(office.balance("modal-usaha-2027", "anggaran").await, 10_000_000);
    let path = json!({ "code": "modal-usaha-2027" });
    let route = "POST /v1/aid/programmes/{code}/end";
    let end = async |key| {
        office
            .call(route, Some(WRITER), Some("{}"), path.clone(), json!({}), key)
            .await
    };
    let ended = end("end").await.expect(200);
    assert_eq!((&ended["ended"], &ended["open"]), (&json!(true), &json!(false)));
    assert_eq!(end("end").await.expect(200), ended);
    assert_eq!(end("other").await.code(), "programme_ended");
    let after = edit(&office, 4, |to| to["name"] = json!("CONTOH Lagi"), "e8").await;
    assert_eq!(after.code(), "programme_ended");
}

#[tokio::test]
async fn a_budget_is_lowered_no_further_than_what_is_left_of_it() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    for number in 1..=2 {
        office.capital(number, "approved").await;
    }
    let told = edit(
        &office,
        1,
        |to| to["funding"]["budget"] = json!(11_000_000),
        "low",
    )
    .await;
    assert_eq!(told.code(), "budget_overspent");
    edit(
        &office,
        1,
        |to| to["funding"]["budget"] = json!(12_000_000),
        "fits",
    )
    .await
    .expect(200);
    assert_eq!(office.balance("modal-usaha-2027", "anggaran").await, 0);
}

#[tokio::test]
async fn every_fault_of_a_programme_is_told_at_once_and_criteria_by_line_and_column() {
    let office = Office::open();
    let mut body = sample("capital-programme");
    body["code"] = json!("Modal 2027");
    body["name"] = json!("");
    body["criteria"] = json!("tanggungan minimal 1 orang\nusia sekitar 40\npenghasilan <= dua juta");
    body["funding"]["amount"] = json!({ "fixed": 1, "ceiling": 2 });
    body["closes"] = json!("2026-01-01");
    let told = office.publish(&body).await;
    assert_eq!(told.code(), "request_invalid");
    let faults = told.faults();
    for (field, code) in [
        ("/code", "programme_code_form"),
        ("/name", "text_empty"),
        ("/criteria", "criterion_comparison"),
        ("/criteria", "criterion_value"),
        ("/funding/amount", "amount_one"),
        ("/closes", "closes_before_opening"),
    ] {
        assert!(
            faults.contains(&(field.to_owned(), code.to_owned())),
            "{field} {code}: {faults:?}"
        );
    }
    let rules = told.json()["errors"].to_string();
    assert!(
        rules.contains("line 2, column 6: ") && rules.contains("line 3, column 16: "),
        "{rules}"
    );
    let mut body = sample("capital-programme");
    body["kind"] = json!("mentoring");
    assert_eq!(
        office.publish(&body).await.faults(),
        [("/funding".to_owned(), "funding_kind".to_owned())]
    );
    let mut body = sample("capital-programme");
    body["closes"] = json!("2028-01-31");
    assert_eq!(
        office.publish(&body).await.faults(),
        [("/closes".to_owned(), "outside_year".to_owned())]
    );
    assert!(office.tables.items("cases", "PROG#").is_empty());
}

#[tokio::test]
async fn criteria_are_checked_while_they_are_written_and_nothing_is_kept() {
    let office = Office::open();
    let check = async |criteria: &str| {
        let body = json!({ "criteria": criteria }).to_string();
        let route = "POST /v1/aid/criteria";
        office
            .call(route, Some(WRITER), Some(&body), json!({}), json!({}), "")
            .await
            .expect(200)
    };
    let told = check("usia antara 18 dan 60 tahun\nusia >= 10").await;
    assert_eq!((&told["usable"], &told["faults"]), (&json!(true), &json!([])));
    assert_eq!(
        (&told["remarks"][0]["line"], &told["remarks"][0]["code"]),
        (&json!(2), &json!("criteria_implied"))
    );
    let told = check("usia >= 40\nusia < 30").await;
    assert_eq!(
        (&told["usable"], &told["faults"][0]["line"]),
        (&json!(false), &json!(2))
    );
    assert_eq!(told["faults"][0]["code"], "criteria_empty_range");
    let told = check("gaji <= 100").await;
    assert_eq!(
        (&told["faults"][0]["code"], &told["faults"][0]["column"]),
        (&json!("criterion_unknown_fact"), &json!(1))
    );
    assert!(office.tables.items("cases", "PROG#").is_empty());
}

#[tokio::test]
async fn an_office_sees_its_own_programmes_alone() {
    let office = Office::open();
    office.publish(&sample("capital-programme")).await.expect(201);
    office.publish(&sample("mentoring-programme")).await.expect(201);
    let route = "/v1/aid/programmes";
    let page = office
        .get(route, ASSESSOR, json!({}), json!({ "limit": "1" }))
        .await
        .expect(200);
    assert_eq!(page["programmes"][0]["code"], "modal-usaha-2027");
    let rest = office
        .get(route, ASSESSOR, json!({}), json!({ "cursor": page["next"] }))
        .await
        .expect(200);
    assert_eq!(rest["programmes"][0]["code"], "pendampingan-2027");
    assert_eq!(
        office
            .get(route, STRANGER, json!({}), json!({}))
            .await
            .expect(200)["programmes"],
        json!([])
    );
    let bad = office
        .get(route, ASSESSOR, json!({}), json!({ "cursor": "X#" }))
        .await;
    assert_eq!(bad.code(), "cursor_invalid");
    let one = json!({ "code": "modal-usaha-2027" });
    assert_eq!(
        office
            .get("/v1/aid/programmes/{code}", STRANGER, one.clone(), json!({}))
            .await
            .code(),
        "not_found"
    );
    let money = "/v1/aid/programmes/{code}/budget";
    assert_eq!(
        office.get(money, STRANGER, one, json!({})).await.code(),
        "not_found"
    );
    let unfunded = json!({ "code": "pendampingan-2027" });
    assert_eq!(
        office.get(money, WRITER, unfunded, json!({})).await.code(),
        "not_found"
    );
    // Nobody ends or edits what is another office's.
    let route = "POST /v1/aid/programmes/{code}/end";
    let path = json!({ "code": "modal-usaha-2027" });
    let told = office
        .call(route, Some(STRANGER), Some("{}"), path, json!({}), "k")
        .await;
    assert_eq!(told.code(), "not_found");
}
