//! Plain HTTP to this machine: never through a proxy, and with the API's name resolved here.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::{Error, Result};

/// A client that sends every request for `host` to `port` on 127.0.0.1. The resolver of many machines does
/// not know names below `localhost`, and a proxy could not reach them.
pub(crate) fn client(host: Option<&str>, port: u16) -> Result<reqwest::Client> {
    let mut builder = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(30));
    if let Some(host) = host {
        builder = builder.resolve(host, SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    builder.build().map_err(|error| Error::Answer {
        what: "the HTTP client".to_owned(),
        reason: error.to_string(),
    })
}
