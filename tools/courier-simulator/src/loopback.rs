//! A client that can reach this machine and nothing else.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use reqwest::{
    Client, Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

/// The URL does not point at this machine's loopback interface over plain HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoopback;

impl std::fmt::Display for NotLoopback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("only http URLs on the loopback interface are called (127.0.0.1, localhost, *.localhost)")
    }
}

impl std::error::Error for NotLoopback {}

/// Accepts `http://127.0.0.1…`, `http://[::1]…`, `http://localhost…` and `http://<name>.localhost…`.
pub(crate) fn loopback_url(text: &str) -> Result<Url, NotLoopback> {
    let url = Url::parse(text).map_err(|_| NotLoopback)?;
    let host = url.host_str().ok_or(NotLoopback)?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let here = host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if url.scheme() == "http" && here {
        Ok(url)
    } else {
        Err(NotLoopback)
    }
}

/// Every name means this machine. Emulated APIs answer at `<api-id>.execute-api.localhost`, which the system's
/// resolver does not know; the `Host` header keeps the name.
struct ThisMachine;

impl Resolve for ThisMachine {
    fn resolve(&self, _name: Name) -> Resolving {
        let here: Addrs = Box::new(std::iter::once(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))));
        Box::pin(std::future::ready(Ok(here)))
    }
}

pub(crate) fn client() -> reqwest::Result<Client> {
    Client::builder()
        .no_proxy()
        .dns_resolver(ThisMachine)
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .user_agent("courier-simulator")
        .build()
}

#[cfg(test)]
mod tests {
    use super::loopback_url;

    #[test]
    fn nothing_but_this_machine_is_called() {
        for here in [
            "http://127.0.0.1:4566/x",
            "http://localhost",
            "http://a1.execute-api.localhost:4566/v1",
            "http://[::1]:9/",
        ] {
            assert!(loopback_url(here).is_ok(), "{here}");
        }
        for elsewhere in [
            "https://localhost/",
            "http://10.0.0.1/",
            "http://localhost.example/",
            "http://127.0.0.1.nip.io",
            "x",
        ] {
            assert!(loopback_url(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
