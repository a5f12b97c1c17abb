//! Where a subscription is told.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// Longest address, in bytes.
const LONGEST: usize = 1024;

/// How far a deployment may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The public internet alone.
    Public,
    /// The public internet, and any port of this machine without TLS: for the local cloud alone.
    Loopback,
}

/// An address to be told at. `Debug` shows its host only: receivers put keys of theirs into paths.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Target(String);

/// What an address lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// No URL.
    Url,
    /// Not `https`.
    Scheme,
    /// It holds a user's name or password.
    Credentials,
    /// It has a fragment.
    Fragment,
    /// Another port than 443.
    Port,
    /// An IP address, or a name that is none of the public internet.
    Host,
}

impl std::fmt::Display for TargetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rule())
    }
}

impl std::error::Error for TargetError {}

impl TargetError {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Url => "url_malformed",
            Self::Scheme => "url_scheme",
            Self::Credentials => "url_credentials",
            Self::Fragment => "url_fragment",
            Self::Port => "url_port",
            Self::Host => "url_host",
        }
    }

    /// The rule, as a sentence without a full stop.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Url => "the address is an absolute URL of at most 1024 bytes",
            Self::Scheme => "the address begins with https://",
            Self::Credentials => "the address holds no user name and no password",
            Self::Fragment => "the address has no fragment",
            Self::Port => "the port is 443",
            Self::Host => "the host is a name of the public internet, no IP address",
        }
    }

    /// What to do about it.
    pub fn mend(self) -> &'static str {
        match self {
            Self::Url => "send an address such as https://example.go.id/tuntas",
            Self::Scheme => "let your system answer over TLS",
            Self::Credentials => "leave them out; verify the signature in their place",
            Self::Fragment => "leave out what stands behind #",
            Self::Port => "let your system answer on port 443, and leave the port out",
            Self::Host => "use a name that everybody can resolve",
        }
    }
}

/// Endings of names that are never of the public internet (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`).
const PRIVATE_NAMES: [&str; 8] = [
    "localhost",
    "local",
    "internal",
    "localdomain",
    "home.arpa",
    "test",
    "invalid",
    "onion",
];

impl Target {
    /// Reads an address. What its host resolves to is looked at when it is called.
    ///
    /// # Errors
    /// [`TargetError`].
    pub fn parse(text: &str, reach: Reach) -> Result<Self, TargetError> {
        if text.len() > LONGEST {
            return Err(TargetError::Url);
        }
        let url = Url::parse(text).map_err(|_| TargetError::Url)?;
        let here = reach == Reach::Loopback && is_this_machine(&url);
        match url.scheme() {
            "https" => {}
            "http" if here => {}
            _ => return Err(TargetError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(TargetError::Credentials);
        }
        if url.fragment().is_some() {
            return Err(TargetError::Fragment);
        }
        if !here {
            match url.host() {
                Some(Host::Domain(name)) if is_public_name(name) => {}
                _ => return Err(TargetError::Host),
            }
            if url.port().is_some() {
                return Err(TargetError::Port);
            }
        }
        if url.as_str().len() > LONGEST {
            return Err(TargetError::Url);
        }
        Ok(Self(url.into()))
    }

    /// The address, if a deployment with that reach may call it.
    pub fn within(&self, reach: Reach) -> Option<&str> {
        Self::parse(&self.0, reach).is_ok().then_some(&self.0)
    }

    /// The address as its owner sees it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let url = Url::parse(&self.0).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or("…");
        write!(f, "Target({host})")
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn is_public_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.contains('.')
        && !PRIVATE_NAMES.iter().any(|ending| {
            name.strip_suffix(ending)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<TargetError> {
        Target::parse(text, Reach::Public).err()
    }

    #[test]
    fn an_address_is_a_public_name_over_tls() {
        assert_eq!(refused("https://sipp.example.go.id/tuntas?kunci=1"), None);
        assert_eq!(refused("https://sipp.example.go.id:443/"), None);
        for (text, error) in [
            ("", TargetError::Url),
            ("sipp.example.go.id", TargetError::Url),
            ("http://sipp.example.go.id/", TargetError::Scheme),
            ("file:///etc/passwd", TargetError::Scheme),
            ("https://kunci@sipp.example.go.id/", TargetError::Credentials),
            ("https://a:b@sipp.example.go.id/", TargetError::Credentials),
            ("https://sipp.example.go.id/#a", TargetError::Fragment),
            ("https://sipp.example.go.id:8443/", TargetError::Port),
            ("https://127.0.0.1/", TargetError::Host),
            ("https://2130706433/", TargetError::Host),
            ("https://0x7f.1/", TargetError::Host),
            ("https://[::1]/", TargetError::Host),
            ("https://1.1.1.1/", TargetError::Host),
            ("https://localhost/", TargetError::Host),
            ("https://sipp/", TargetError::Host),
            ("https://a.localhost/", TargetError::Host),
            ("https://db.internal./", TargetError::Host),
            ("https://metadata.google.internal/", TargetError::Host),
        ] {
            assert_eq!(refused(text), Some(error), "{text}");
        }
        let long = format!("https://sipp.example.go.id/{}", "a".repeat(LONGEST));
        assert_eq!(refused(&long), Some(TargetError::Url));
    }

    #[test]
    fn only_the_local_cloud_reaches_this_machine() {
        for text in ["http://127.0.0.1:4580/hook", "http://localhost:4580/"] {
            let target = Target::parse(text, Reach::Loopback).unwrap();
            assert!(target.within(Reach::Loopback).is_some());
            assert_eq!(target.within(Reach::Public), None);
        }
        assert_eq!(
            Target::parse("http://10.0.0.1/", Reach::Loopback).err(),
            Some(TargetError::Scheme)
        );
        assert_eq!(
            Target::parse("https://10.0.0.1/", Reach::Loopback).err(),
            Some(TargetError::Host)
        );
    }

    #[test]
    fn debug_tells_no_key_of_the_receiver() {
        let target = Target::parse("https://sipp.example.go.id/rahasia?k=1", Reach::Public).unwrap();
        assert_eq!(format!("{target:?}"), "Target(sipp.example.go.id)");
    }
}
