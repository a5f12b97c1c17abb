//! A bucket that takes whatever it is given, and keeps nothing.

use std::io;

use axum::Router;
use axum::http::StatusCode;
use tokio::net::TcpListener;

/// Listens on a free port until the runtime ends; the endpoint for an S3 client with path-style addresses. Every object
/// is taken; reading one is refused, so that no test passes by accident.
///
/// # Errors
/// The port could not be had.
pub async fn bucket() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    let router = Router::new().fallback(axum::routing::put(|| async { StatusCode::OK }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(endpoint)
}
