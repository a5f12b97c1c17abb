//! Reading secrets over the real protocol, from a Secrets Manager that answers from a script.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use aws_sdk_secretsmanager::{
    Client,
    config::{BehaviorVersion, Credentials, Region, retry::RetryConfig},
};
use std::{convert::Infallible, future, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tuntas_platform::aws::{SecretError, WARM_UP_LIMIT, secret_string, warm_up};

/// A client of a server that gives every request the same answer.
async fn client(status: &'static str, body: &'static str) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 16 * 1024];
            let _ = stream.read(&mut request).await;
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    Client::from_conf(
        aws_sdk_secretsmanager::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("ap-southeast-3"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .retry_config(RetryConfig::disabled())
            .endpoint_url(endpoint)
            .build(),
    )
}

#[tokio::test]
async fn a_secret_is_read_and_never_shown() {
    let client = client("200 OK", r#"{"Name":"n","SecretString":"rahasia"}"#).await;
    let secret = secret_string(&client, "n").await.unwrap();
    assert_eq!(secret.expose(), "rahasia");
    assert_eq!(format!("{secret:?}"), "Secret(<redacted>)");
}

#[tokio::test]
async fn a_secret_without_text_is_refused() {
    for body in [
        r#"{"Name":"n","SecretBinary":"AAAA"}"#,
        r#"{"Name":"n","SecretString":""}"#,
    ] {
        let client = client("200 OK", body).await;
        assert!(matches!(
            secret_string(&client, "n").await,
            Err(SecretError::NoText)
        ));
    }
}

#[tokio::test]
async fn a_secret_that_is_not_there_is_said_to_be_unreadable() {
    let client = client(
        "400 Bad Request",
        r#"{"__type":"ResourceNotFoundException","Message":"no"}"#,
    )
    .await;
    let error = secret_string(&client, "n").await.unwrap_err();
    assert_eq!(error.to_string(), "the secret could not be read");
}

#[tokio::test(start_paused = true)]
async fn a_warm_up_never_holds_the_start_for_long() {
    let started = tokio::time::Instant::now();
    warm_up("nothing", future::pending::<Result<(), Infallible>>()).await;
    let taken = started.elapsed();
    assert!(
        taken >= WARM_UP_LIMIT && taken < WARM_UP_LIMIT + Duration::from_secs(1),
        "{taken:?}"
    );
}
