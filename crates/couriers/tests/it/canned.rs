//! A peer that answers exactly what it is told, byte by byte.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::Mutex as AsyncMutex,
};

/// What to do with one connection.
#[derive(Clone)]
pub(crate) enum Act {
    /// Answer with this status line's number, extra headers, and body.
    Answer(u16, &'static str, String),
    /// Read the request, then break the connection.
    Break,
}

pub(crate) struct Canned {
    pub(crate) addr: SocketAddr,
    /// The request lines that arrived.
    pub(crate) seen: Arc<Mutex<Vec<String>>>,
}

impl Canned {
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

/// Plays the acts one after the other, one connection each; the last one is repeated.
pub(crate) async fn play(acts: Vec<Act>) -> Canned {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let acts = Arc::new(AsyncMutex::new(acts));
    tokio::spawn(async move {
        while let Ok((mut peer, _)) = listener.accept().await {
            let mut request = Vec::new();
            loop {
                let mut chunk = [0; 4096];
                let read = peer.read(&mut chunk).await.unwrap_or(0);
                request.extend_from_slice(&chunk[..read]);
                let text = String::from_utf8_lossy(&request);
                let Some((head, body)) = text.split_once("\r\n\r\n") else {
                    if read == 0 {
                        break;
                    }
                    continue;
                };
                let length = head
                    .lines()
                    .find_map(|line| {
                        line.to_ascii_lowercase()
                            .strip_prefix("content-length:")?
                            .trim()
                            .parse()
                            .ok()
                    })
                    .unwrap_or(0usize);
                if body.len() >= length || read == 0 {
                    break;
                }
            }
            let first = String::from_utf8_lossy(&request)
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned();
            log.lock().unwrap().push(first);
            let act = {
                let mut acts = acts.lock().await;
                if acts.len() > 1 {
                    acts.remove(0)
                } else {
                    acts[0].clone()
                }
            };
            if let Act::Answer(status, headers, body) = act {
                let answer = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}",
                    body.len()
                );
                let _ = peer.write_all(answer.as_bytes()).await;
                let _ = peer.shutdown().await;
            }
        }
    });
    Canned { addr, seen }
}

/// A port nobody listens on.
pub(crate) async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
