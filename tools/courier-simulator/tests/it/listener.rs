//! The other end: what receives webhooks and hand-over codes.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
};
use serde_json::Value;
use tokio::net::TcpListener;

/// One call that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) path: String,
    pub(crate) host: String,
    pub(crate) token: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

#[derive(Clone, Default)]
struct Seen {
    calls: Arc<Mutex<Vec<Call>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

pub(crate) struct Listener {
    pub(crate) addr: SocketAddr,
    seen: Seen,
}

impl Listener {
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.seen.calls.lock().unwrap().clone()
    }

    /// The statuses in the webhooks that arrived, in order of arrival.
    pub(crate) fn statuses(&self) -> Vec<String> {
        self.calls()
            .iter()
            .map(Call::json)
            .filter(|body| body["event"] == "order.status")
            .map(|body| body["status"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// Answers the calls with these HTTP statuses, one each, and 200 afterwards.
pub(crate) async fn listen(answers: &[u16]) -> Listener {
    let seen = Seen::default();
    seen.answers.lock().unwrap().extend(answers);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let router = Router::new().fallback(note).with_state(seen.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Listener { addr, seen }
}

async fn note(State(seen): State<Seen>, uri: Uri, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    seen.calls.lock().unwrap().push(Call {
        path: uri.path().to_owned(),
        host: header("host").unwrap_or_default(),
        token: header("x-tuntas-webhook"),
        body: body.to_vec(),
    });
    let answer = seen.answers.lock().unwrap().pop_front().unwrap_or(200);
    StatusCode::from_u16(answer).unwrap()
}
