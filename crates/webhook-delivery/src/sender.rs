//! The HTTP client that calls receivers: strangers, who may answer whatever they like.

use std::error::Error;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use tuntas_webhooks::{Outcome, Reach, Target};

use crate::guard::{Guard, NotPublic};

/// For finding the address and connecting.
const CONNECT: Duration = Duration::from_secs(5);

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Name of the message.
    pub id: &'a str,
    /// Seconds since 1970.
    pub timestamp: i64,
    /// Signatures of all secrets that sign now.
    pub signature: &'a str,
    /// The body.
    pub body: &'a str,
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What came of it.
    pub outcome: Outcome,
    /// The patience the receiver asked for.
    pub asked: Option<SignedDuration>,
}

/// The client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the client for webhooks could not be set up")]
pub struct SenderError(#[source] reqwest::Error);

/// Calls receivers: without redirects, without proxy, within a time, and never anything that is not public.
#[derive(Clone, Debug)]
pub struct Sender {
    http: reqwest::Client,
    reach: Reach,
}

impl Sender {
    /// A client that waits `limit` for the whole of an answer's head.
    ///
    /// # Errors
    /// [`SenderError`].
    pub fn new(reach: Reach, limit: Duration) -> Result<Self, SenderError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT.min(limit))
            .timeout(limit)
            .retry(reqwest::retry::never())
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .https_only(reach == Reach::Public)
            .dns_resolver(Guard(reach))
            .user_agent("tuntas-webhooks/1")
            .build()
            .map_err(SenderError)?;
        Ok(Self { http, reach })
    }

    /// Sends a letter. Nothing of the answer's body is read: its status says all, and a body could be of any size.
    pub async fn send(&self, to: &Target, letter: Letter<'_>, now: Timestamp) -> Reply {
        // An address that is an IP address asks no resolver: it is looked at here.
        let Some(url) = to.within(self.reach) else {
            return only(Outcome::AddressRefused);
        };
        let request = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", letter.id)
            .header("webhook-timestamp", letter.timestamp.to_string())
            .header("webhook-signature", letter.signature)
            .body(letter.body.to_owned());
        match request.send().await {
            Ok(response) => Reply {
                outcome: Outcome::Answered(response.status().as_u16()),
                asked: patience(response.headers(), now),
            },
            // The error's text holds the address: only its kind is kept.
            Err(error) if is_refusal(&error) => only(Outcome::AddressRefused),
            Err(error) if error.is_timeout() => only(Outcome::TimedOut),
            Err(_) => only(Outcome::Unreachable),
        }
    }
}

fn only(outcome: Outcome) -> Reply {
    Reply { outcome, asked: None }
}

fn is_refusal(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// `Retry-After`: seconds, or a date (RFC 9110 section 10.2.3).
fn patience(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(SignedDuration::from_secs(i64::from(seconds)));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    let wait = date.timestamp().duration_since(now);
    wait.is_positive().then_some(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<SignedDuration> {
        let now: Timestamp = "2026-12-01T00:00:00Z".parse().unwrap();
        let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
        patience(&headers, now)
    }

    /// The one name that leads to this machine everywhere: it stands for a name of the public internet that comes to lead
    /// here after it was subscribed.
    const LEADS_HERE: &str = "http://localhost:9/";

    #[tokio::test]
    async fn a_name_is_called_only_where_it_leads_to_the_public_internet() {
        let error = async |reach| {
            let client = reqwest::Client::builder().no_proxy().dns_resolver(Guard(reach));
            let call = client.build().unwrap().post(LEADS_HERE).send();
            call.await.unwrap_err()
        };
        assert!(is_refusal(&error(Reach::Public).await));
        // In the local cloud it is called, and nobody answers.
        assert!(!is_refusal(&error(Reach::Loopback).await));
    }

    #[test]
    fn patience_is_asked_for_in_seconds_or_by_a_date() {
        assert_eq!(asked("120"), Some(SignedDuration::from_secs(120)));
        let date = asked("Tue, 01 Dec 2026 00:10:00 GMT");
        assert_eq!(date, Some(SignedDuration::from_mins(10)));
        for nothing in [
            "",
            "-5",
            "soon",
            "Tue, 01 Dec 2020 00:00:00 GMT",
            "99999999999999",
        ] {
            assert_eq!(asked(nothing), None, "{nothing}");
        }
    }
}
