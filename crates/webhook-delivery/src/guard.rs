//! Names are resolved here, and only addresses that may be called are handed to the connection: so what was looked at is what
//! is called, whatever the name leads to a moment later.

use std::net::{IpAddr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tuntas_webhooks::{Reach, is_public};

/// A name that leads nowhere that may be called.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no address that may be called")]
pub(crate) struct NotPublic;

/// A resolver that knows no other addresses than those a deployment may call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard(pub(crate) Reach);

impl Guard {
    fn lets_through(self, address: IpAddr) -> bool {
        is_public(address) || (self.0 == Reach::Loopback && address.is_loopback())
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = *self;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|found| guard.lets_through(found.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
