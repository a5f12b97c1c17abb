//! The city's key in KMS: what goes there, and what comes of the answer.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::sync::{Arc, Mutex};

use aws_sdk_kms::config::retry::RetryConfig;
use aws_sdk_kms::config::{BehaviorVersion, Credentials, Region};
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tuntas_kept_keys::{KeeperError, KeyKeeper as _, Kms};
use tuntas_signatures::sha256_hex;

const ARN: &str = "arn:aws:kms:ap-southeast-3:000000000000:key/3d0a8f5e-0000-4000-8000-000000000001";
/// `SEQUENCE { 1, 2 }`: the shortest signature there is.
const DER: [u8; 8] = [0x30, 6, 2, 1, 1, 2, 1, 2];

/// A key whose keeper gives that answer, and what it is asked.
async fn key(status: StatusCode, answer: Value) -> (Kms, Arc<Mutex<Vec<Value>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let answers = post(move |body: Bytes| async move {
        seen.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
        (status, answer.to_string())
    });
    let router = Router::new().route("/", answers);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let config = aws_sdk_kms::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("ap-southeast-3"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(endpoint)
        .build();
    (Kms::new(aws_sdk_kms::Client::from_conf(config), ARN), asked)
}

#[tokio::test]
async fn only_the_digest_leaves_the_house() {
    let answer =
        json!({ "KeyId": ARN, "Signature": STANDARD.encode(DER), "SigningAlgorithm": "ECDSA_SHA_256" });
    let (key, asked) = key(StatusCode::OK, answer).await;
    let jws = key.sign(b"CONTOH AGUS WIBOWO").await.unwrap();

    let [header, payload, signature] = jws.split('.').collect::<Vec<_>>()[..] else {
        panic!("three parts")
    };
    assert_eq!(payload, "");
    let told: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
    assert_eq!(
        told,
        json!({ "alg": "ES256", "kid": "3d0a8f5e-0000-4000-8000-000000000001" })
    );
    let bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    assert_eq!((bytes.len(), bytes[31], bytes[63]), (64, 1, 2));

    let asked = asked.lock().unwrap();
    let input = format!("{header}.{}", URL_SAFE_NO_PAD.encode("CONTOH AGUS WIBOWO"));
    let digest = STANDARD.decode(asked[0]["Message"].as_str().unwrap()).unwrap();
    let expected = sha256_hex(input.as_bytes());
    let hex = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap());
    assert!(digest.iter().flat_map(hex).eq(expected.chars()));
    assert_eq!(asked[0]["KeyId"], ARN);
    assert_eq!(asked[0]["MessageType"], "DIGEST");
    assert_eq!(asked[0]["SigningAlgorithm"], "ECDSA_SHA_256");
}

#[tokio::test]
async fn a_refusal_is_no_signature() {
    let (refused, _) = key(
        StatusCode::BAD_REQUEST,
        json!({ "__type": "AccessDeniedException" }),
    )
    .await;
    assert!(matches!(refused.sign(b"").await, Err(KeeperError::Refused(_))));
    for answer in [json!({}), json!({ "Signature": STANDARD.encode(b"nonsense") })] {
        let (key, _) = key(StatusCode::OK, answer).await;
        assert!(matches!(key.sign(b"").await, Err(KeeperError::NoSignature)));
    }
}

#[tokio::test]
async fn the_public_half_is_asked_of_the_same_key() {
    let (kept, asked) = key(StatusCode::OK, json!({ "PublicKey": STANDARD.encode(DER) })).await;
    assert_eq!(kept.public_key().await.unwrap(), DER);
    assert_eq!(asked.lock().unwrap()[0], json!({ "KeyId": ARN }));

    let (silent, _) = key(StatusCode::OK, json!({})).await;
    assert!(matches!(silent.public_key().await, Err(KeeperError::NoPublicKey)));
}
