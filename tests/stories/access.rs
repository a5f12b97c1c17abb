//! Every operation of the API answers 401 to nobody and 403 to the wrong caller.

use serde_json::{Value, json};
use tuntas_local_cloud::{Answer, Caller};
use tuntas_tests::Town;

/// Operations that anybody may call; a code or token in the address is what opens them.
const PUBLIC: &[&str] = &[
    "GET /v1/openapi.json",
    "GET /v1/calendars/{token}",
    "GET /v1/tracking/{code}",
    "GET /v1/tracking/{code}/choice",
    "POST /v1/tracking/{code}/choice",
    "GET /v1/tracking/{code}/aid",
    "POST /v1/tracking/{code}/aid",
    "GET /v1/verify/{token}",
    "GET /v1/handovers/{token}",
    "POST /v1/handovers/{token}",
    "POST /v1/courier/biteship",
];

fn operations() -> Vec<String> {
    let text = include_str!("../../docs/openapi.json");
    let api: Value = serde_json::from_str(text).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in api["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            operations.push(format!("{} {path}", method.to_uppercase()));
        }
    }
    operations
}

fn concrete(path: &str) -> String {
    let case = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
    let path = if path.starts_with("/v1/print-jobs") {
        path.replace("{id}", &format!("{case}-p"))
    } else {
        path.replace("{id}", case)
    };
    let path = if path.starts_with("/v1/aid/programmes") {
        path.replace("{code}", "modal-usaha")
    } else {
        path
    };
    path.replace("{code}", "00000000000000000000000000")
        .replace("{token}", "unknown")
        .replace("{entry}", "1")
        .replace("{role}", "petitioner")
        .replace("{number}", "1")
        .replace("{document}", case)
}

async fn call(caller: &Caller<'_>, method: &str, path: &str) -> Answer {
    let answer = match method {
        "GET" => caller.get(path).await,
        "POST" => caller.post_json(path, &json!({})).await,
        "PATCH" => caller.patch_json(path, &json!({})).await,
        "DELETE" => caller.delete(path).await,
        other => panic!("nobody calls {other} here"),
    };
    answer.unwrap()
}

#[tokio::test]
async fn no_operation_is_open_by_mistake() {
    let town = Town::open().await;
    let (anyone, court, officer) = (town.anyone(), town.court().await, town.officer().await);
    let operations = operations();
    assert!(
        operations.len() >= 12,
        "the API description lists {} operations",
        operations.len()
    );
    for public in PUBLIC {
        assert!(
            operations.iter().any(|operation| operation == public),
            "{public} is not described"
        );
    }
    for operation in operations
        .iter()
        .filter(|operation| !PUBLIC.contains(&operation.as_str()))
    {
        let (method, path) = operation.split_once(' ').unwrap();
        let path = concrete(path);
        let nobody = call(&anyone, method, &path).await;
        assert_eq!(nobody.status, 401, "{operation} without a token");
        // What is the court's is not the registry's, and its systems are not an officer's; all else is not the court's.
        let courts = [
            "/v1/decrees",
            "/v1/security-requests",
            "/v1/security-calendar",
            "/v1/webhook-subscriptions",
        ];
        let wrong = if courts.iter().any(|own| path.starts_with(own)) {
            &officer
        } else {
            &court
        };
        let wrong = call(wrong, method, &path).await;
        assert_eq!(wrong.status, 403, "{operation} with another office's token");
    }
}

#[tokio::test]
async fn a_webhook_without_the_secret_is_refused() {
    let town = Town::open().await;
    let event = json!({ "event": "order.status", "order_id": "x", "status": "delivered" });
    let answer = town
        .anyone()
        .post_json("/v1/courier/biteship", &event)
        .await
        .unwrap();
    assert_eq!(answer.status, 401);
    assert_eq!(answer.body["code"], "webhook_unauthorized");
}

#[tokio::test]
async fn a_code_that_opens_nothing_tells_nothing() {
    let town = Town::open().await;
    for path in [
        "/v1/tracking/00000000000000000000000000",
        "/v1/tracking/garbage",
        "/v1/tracking/..%2F",
    ] {
        let answer = town.anyone().get(path).await.unwrap();
        assert_eq!(answer.status, 404, "{path}");
    }
    let forged = town
        .anyone()
        .get("/v1/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .await
        .unwrap();
    assert_eq!(
        (forged.status.as_u16(), &forged.body["result"]),
        (200, &json!("false"))
    );
}
