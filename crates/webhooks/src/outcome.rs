//! What came of one try.

use serde::{Deserialize, Serialize};

/// What came of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The receiver answered with this HTTP status.
    Answered(u16),
    /// It did not answer in time.
    TimedOut,
    /// No connection could be made, or it broke.
    Unreachable,
    /// Its name leads nowhere in the public internet, so it was not called.
    AddressRefused,
}

/// What an outcome means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was told.
    Delivered,
    /// The receiver wants nothing any more.
    Gone,
    /// The receiver is away or asks for patience: whatever is for it waits.
    Away,
    /// The receiver did not take this message; it may take others.
    Refused,
}

impl Outcome {
    /// What it means: 2xx is success, 410 ends the subscription, 429, 502, 503 and 504 ask for patience, and everything else
    /// is a failure. A redirect is one too: it is never followed.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Answered(200..=299) => Verdict::Delivered,
            Self::Answered(410) => Verdict::Gone,
            Self::Answered(429 | 502 | 503 | 504)
            | Self::TimedOut
            | Self::Unreachable
            | Self::AddressRefused => Verdict::Away,
            Self::Answered(_) => Verdict::Refused,
        }
    }

    /// Its name in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered(_) => "answered",
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
            Self::AddressRefused => "address_refused",
        }
    }

    /// The HTTP status, if there was an answer.
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered(status) => Some(status),
            Self::TimedOut | Self::Unreachable | Self::AddressRefused => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_success_is_success() {
        let verdict = |status| Outcome::Answered(status).verdict();
        assert_eq!([200, 202, 204].map(verdict), [Verdict::Delivered; 3]);
        assert_eq!(
            [301, 302, 307, 400, 401, 404, 500, 501].map(verdict),
            [Verdict::Refused; 8]
        );
        assert_eq!([429, 502, 503, 504].map(verdict), [Verdict::Away; 4]);
        assert_eq!(verdict(410), Verdict::Gone);
    }
}
