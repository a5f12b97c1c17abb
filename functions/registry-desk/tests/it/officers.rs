//! Who may sit at the desk.

use serde_json::json;
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Hold;

use crate::office::{Office, refused};

const NAME: Hold = Hold::NameMismatch {
    role: Role::Petitioner,
};

#[tokio::test]
async fn a_token_of_nobody_of_two_or_of_a_stranger_opens_nothing() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    for scope in [
        "tuntas/cases.desk",
        "tuntas/cases.desk officer/petugas-01 officer/petugas-02",
        "tuntas/cases.desk officer/petugas-99",
        "tuntas/cases.desk court/PA.Pas",
        // Of the city, but without this duty.
        "tuntas/register.feed tuntas/cases.desk officer/",
    ] {
        let somebody = office.officer("petugas-01", 1).with_scope(scope);
        for said in [
            somebody.list(json!({})).await,
            somebody.facts(id).await,
            somebody.claim(id).await,
        ] {
            assert_eq!(refused(&said), (403, "officer_unknown"), "{scope}");
        }
    }
    assert_eq!(office.story(id).await.version(), 2, "nothing was recorded");
}

#[tokio::test]
async fn an_officer_does_what_the_city_gave_them_and_no_more() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    // Works on cases, but agrees to nothing.
    let third = office.officer("petugas-03", 1);
    assert_eq!(third.list(json!({})).await.0, 200);
    let agreed = json!({ "proposal": 1, "agreed": true });
    assert_eq!(
        refused(&third.post(id, "approval", agreed.clone()).await),
        (403, "scope_missing")
    );
    // A client that was given a scope its officer has no duty for.
    let wide = office
        .officer("petugas-03", 1)
        .with_scope("officer/petugas-03 tuntas/cases.approve");
    assert_eq!(
        refused(&wide.post(id, "approval", agreed).await),
        (403, "scope_missing")
    );
    let printer = office.officer("petugas-04", 1);
    assert_eq!(refused(&printer.facts(id).await), (403, "scope_missing"));
    assert_eq!(
        refused(&third.ask("GET /v1/register-feed", json!({}), json!({})).await),
        (403, "scope_missing")
    );
    let nobody = json!({ "requestContext": { "requestId": "r", "timeEpoch": 1,
        "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" } } });
    assert_eq!(third.ask("GET /v1/held-cases", json!({}), nobody).await.0, 401);
}

#[tokio::test]
async fn what_is_no_case_is_not_found() {
    let office = Office::new().await;
    let officer = office.officer("petugas-01", 1);
    for id in ["", "1", "00000000-0000-0000-0000-000000000009"] {
        let path = json!({ "id": id });
        let said = officer
            .ask("GET /v1/held-cases/{id}", path.clone(), json!({}))
            .await;
        assert_eq!(refused(&said), (404, "not_found"), "{id}");
        let body = json!({ "body": "{}" });
        let said = officer.ask("POST /v1/held-cases/{id}/claim", path, body).await;
        assert_eq!(refused(&said), (404, "not_found"), "{id}");
    }
    let unknown = officer.ask("DELETE /v1/held-cases", json!({}), json!({})).await;
    assert_eq!(refused(&unknown), (404, "not_found"));
}

#[tokio::test]
async fn officers_see_how_many_numbers_are_left() {
    let office = Office::new().await;
    for serial in 1..=3 {
        let number = format!("357501241126{serial:04}").parse().unwrap();
        let kecamatan = "35.75.01".parse().unwrap();
        office
            .desk
            .register
            .import_number(&kecamatan, &number)
            .await
            .unwrap();
    }
    let said = office
        .officer("petugas-02", 1)
        .ask("GET /v1/number-pool", json!({}), json!({}))
        .await;
    assert_eq!(said.0, 200);
    let shown: Vec<_> = said.1["kecamatan"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["code"].as_str().unwrap(),
                row["free"].as_u64().unwrap(),
                row["low"] == true,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("35.75.01", 3, false),
            ("35.75.02", 0, true),
            ("35.75.03", 0, true),
            ("35.75.04", 0, true)
        ]
    );
    assert!(!said.1.to_string().contains("357501241126"), "no number is shown");
}
