//! The protocol: JSON over POST, the operation in a header.

use std::io;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::locked;
use crate::store::Store;

/// Serves until the runtime ends; where it listens.
pub(crate) async fn start(store: Arc<Mutex<Store>>) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    let router = Router::new().route("/", post(answer)).with_state(store);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(endpoint)
}

async fn answer(State(store): State<Arc<Mutex<Store>>>, headers: HeaderMap, body: Bytes) -> Response {
    let operation = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok())
        .and_then(|target| target.strip_prefix("DynamoDB_20120810."))
        .unwrap_or_default();
    let request: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (status, body) = match locked(&store).call(operation, &request) {
        Ok(answer) => (StatusCode::OK, answer),
        Err(fault) => {
            let mut told = fault.more;
            told["__type"] = json!(format!("com.amazonaws.dynamodb.v20120810#{}", fault.name));
            told["message"] = json!(fault.name);
            (
                StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
                told,
            )
        }
    };
    (
        status,
        [(header::CONTENT_TYPE, "application/x-amz-json-1.0")],
        body.to_string(),
    )
        .into_response()
}
