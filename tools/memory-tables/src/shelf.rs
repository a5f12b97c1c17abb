//! A bucket that keeps what it is given, and never lets an object be replaced unasked.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::{Client, Config};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use tokio::net::TcpListener;

use crate::Fate;

/// A running bucket. It ends with the test. It knows `PutObject`, also with `If-None-Match: *`, `GetObject`,
/// `DeleteObject`, and `ListObjectsV2` by prefix, all on one page; whatever else is asked is refused.
#[derive(Clone)]
pub struct Bucket {
    endpoint: String,
    content: Arc<Mutex<Content>>,
}

#[derive(Default)]
struct Content {
    objects: BTreeMap<String, Bytes>,
    fates: VecDeque<Fate>,
}

impl Bucket {
    /// Listens on a free port.
    ///
    /// # Errors
    /// The port could not be had.
    pub async fn start() -> io::Result<Self> {
        let content = Arc::new(Mutex::new(Content::default()));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let router = Router::new().fallback(answer).with_state(Arc::clone(&content));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { endpoint, content })
    }

    /// A client that never tries a call again by itself.
    pub fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("ap-southeast-3"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .retry_config(RetryConfig::disabled())
            .force_path_style(true)
            .endpoint_url(&self.endpoint)
            .build();
        Client::from_conf(config)
    }

    /// Puts an object there, by bucket, slash and key, whatever is there.
    pub fn put(&self, key: &str, content: Vec<u8>) {
        let mut shelf = locked(&self.content);
        shelf.objects.insert(key.to_owned(), Bytes::from(content));
    }

    /// Decides about the next puts, one each; those after them are done.
    pub fn next_puts(&self, fates: impl IntoIterator<Item = Fate>) {
        locked(&self.content).fates.extend(fates);
    }

    /// Keys of all objects, in order, each after the bucket's name and a slash.
    pub fn keys(&self) -> Vec<String> {
        locked(&self.content).objects.keys().cloned().collect()
    }

    /// Puts an object there as somebody from outside would, whatever was there before.
    pub fn leave(&self, key: &str, content: impl Into<Vec<u8>>) {
        locked(&self.content)
            .objects
            .insert(key.to_owned(), Bytes::from(content.into()));
    }

    /// An object, by bucket, slash and key.
    pub fn object(&self, key: &str) -> Option<Vec<u8>> {
        locked(&self.content).objects.get(key).map(|bytes| bytes.to_vec())
    }
}

fn locked(content: &Mutex<Content>) -> MutexGuard<'_, Content> {
    content.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(
    State(content): State<Arc<Mutex<Content>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Bytes) {
    let mut content = locked(&content);
    let key = uri.path().trim_start_matches('/').to_owned();
    let status = match method {
        Method::GET if uri.query().is_some_and(|query| query.contains("list-type=2")) => {
            return (StatusCode::OK, listing(content.objects.keys(), &key, &uri));
        }
        Method::GET => match content.objects.get(&key) {
            Some(object) => return (StatusCode::OK, object.clone()),
            None => StatusCode::NOT_FOUND,
        },
        Method::DELETE => {
            content.objects.remove(&key);
            StatusCode::NO_CONTENT
        }
        Method::PUT => {
            let only_if_absent = headers.contains_key(header::IF_NONE_MATCH);
            match content.fates.pop_front().unwrap_or(Fate::Done) {
                Fate::FailsBefore => StatusCode::INTERNAL_SERVER_ERROR,
                Fate::Contended => StatusCode::CONFLICT,
                Fate::Done | Fate::AnswerLost if only_if_absent && content.objects.contains_key(&key) => {
                    StatusCode::PRECONDITION_FAILED
                }
                Fate::Done => {
                    content.objects.insert(key, body);
                    StatusCode::OK
                }
                Fate::AnswerLost => {
                    content.objects.insert(key, body);
                    StatusCode::INTERNAL_SERVER_ERROR
                }
            }
        }
        _ => StatusCode::METHOD_NOT_ALLOWED,
    };
    (status, Bytes::new())
}

/// The list of a bucket's objects under the prefix that was asked for.
fn listing<'a>(keys: impl Iterator<Item = &'a String>, bucket: &str, uri: &Uri) -> Bytes {
    let mut parameters = uri.query().unwrap_or_default().split('&');
    let prefix = parameters
        .find_map(|parameter| parameter.strip_prefix("prefix="))
        .unwrap_or_default()
        .replace("%2F", "/");
    let within = format!("{}/{prefix}", bucket.trim_end_matches('/'));
    let mut list = "<ListBucketResult><IsTruncated>false</IsTruncated>".to_owned();
    for key in keys.filter(|key| key.starts_with(&within)) {
        let key = key.split_once('/').map_or("", |(_, key)| key);
        list.extend(["<Contents><Key>", key, "</Key></Contents>"]);
    }
    list.push_str("</ListBucketResult>");
    Bytes::from(list)
}
