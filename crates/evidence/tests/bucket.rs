//! The store over the real protocol, against a bucket that answers from a script.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use aws_sdk_s3::{
    Client,
    config::{BehaviorVersion, Credentials, Region, retry::RetryConfig},
};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tuntas_evidence::{Bundle, EvidenceError, EvidenceStore, Stored};

/// Requests as they came over the wire: headers in lower case, then the body.
type Requests = Arc<Mutex<Vec<String>>>;

/// A store whose bucket gives these answers, one a request; then it is gone.
async fn store(answers: Vec<(u16, Vec<u8>)>) -> (EvidenceStore, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let requests = Requests::default();
    let seen = Arc::clone(&requests);
    tokio::spawn(async move {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = read_request(&mut stream).await;
            seen.lock().unwrap().push(request);
            let head = format!(
                "HTTP/1.1 {status} Scripted\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            stream
                .write_all(&[head.as_bytes(), &body].concat())
                .await
                .unwrap();
        }
    });
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("ap-southeast-3"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .force_path_style(true)
        .endpoint_url(endpoint)
        .build();
    (
        EvidenceStore::new(Client::from_conf(config), "evidence"),
        requests,
    )
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    loop {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.unwrap();
        request.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let head = head.to_ascii_lowercase();
        let expected: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.trim().parse().unwrap());
        if body.len() >= expected || length == 0 {
            return format!("{head}\r\n\r\n{body}");
        }
    }
}

fn bundle() -> Bundle {
    Bundle::new(
        br#"{"caseNumber":"0318/Pdt.G/2015/PA.Pas"}"#,
        "h..s",
        "pa-pas-1",
        "PA.Pas",
    )
}

#[tokio::test]
async fn evidence_is_written_only_where_nothing_is() {
    let (store, requests) = store(vec![(200, vec![])]).await;
    assert_eq!(store.put(&bundle()).await.unwrap(), Stored::New);
    let request = requests.lock().unwrap().remove(0);
    assert!(
        request.starts_with(&format!("put /evidence/{}", bundle().key())),
        "{request}"
    );
    assert!(request.contains("\r\nif-none-match: *\r\n"), "{request}");
    // Object Lock refuses a write without a checksum.
    assert!(request.contains("\r\nx-amz-checksum-"), "{request}");
    assert!(
        request.ends_with(&String::from_utf8(bundle().to_json()).unwrap()),
        "{request}"
    );
}

#[tokio::test]
async fn a_retry_finds_its_own_work_done() {
    let (store, requests) = store(vec![(412, vec![])]).await;
    assert_eq!(store.put(&bundle()).await.unwrap(), Stored::AlreadyThere);
    assert_eq!(requests.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn two_writers_at_once_end_with_one_object() {
    let (winner_appears, _) = store(vec![(409, vec![]), (412, vec![])]).await;
    assert_eq!(winner_appears.put(&bundle()).await.unwrap(), Stored::AlreadyThere);

    let (never_settles, requests) = store(vec![(409, vec![]), (409, vec![]), (409, vec![])]).await;
    assert!(matches!(
        never_settles.put(&bundle()).await,
        Err(EvidenceError::Unreachable(_))
    ));
    assert_eq!(requests.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_refusal_is_not_taken_for_success() {
    for status in [403, 500, 503] {
        let (store, _) = store(vec![(status, vec![])]).await;
        assert!(
            matches!(store.put(&bundle()).await, Err(EvidenceError::Unreachable(_))),
            "{status}"
        );
    }
    let (gone, _) = store(vec![]).await;
    assert!(matches!(
        gone.put(&bundle()).await,
        Err(EvidenceError::Unreachable(_))
    ));
}

#[tokio::test]
async fn evidence_is_read_back_and_checked() {
    let evidence = bundle();
    let (there, requests) = store(vec![(200, evidence.to_json())]).await;
    assert_eq!(
        there.get(evidence.sha256()).await.unwrap(),
        Some(evidence.clone())
    );
    assert!(requests.lock().unwrap()[0].starts_with(&format!("get /evidence/{}", evidence.key())));

    let (missing, _) = store(vec![(404, vec![])]).await;
    assert_eq!(missing.get(evidence.sha256()).await.unwrap(), None);

    let other = Bundle::new(b"another decree", "h..s", "pa-pas-1", "PA.Pas");
    for damaged in [other.to_json(), b"{}".to_vec()] {
        let (store, _) = store(vec![(200, damaged)]).await;
        assert!(matches!(
            store.get(evidence.sha256()).await,
            Err(EvidenceError::Damaged(_))
        ));
    }
}

#[tokio::test]
async fn only_a_digest_names_evidence() {
    let (store, requests) = store(vec![]).await;
    for name in ["", "../secrets", "ABCDEF", &"A".repeat(64), &"g".repeat(64)] {
        assert!(
            matches!(store.get(name).await, Err(EvidenceError::NotADigest)),
            "{name}"
        );
    }
    assert!(requests.lock().unwrap().is_empty());
}
