//! Whose subscription it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{AidOfficeCode, CourtCode};

/// An office that is told. As text `court/<code>`, `registry`, `police` or `aid/<code>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Owner {
    /// A court.
    Court(CourtCode),
    /// The registry office of the city.
    Registry,
    /// The police of the city.
    Police,
    /// An office that gives aid.
    Aid(AidOfficeCode),
}

/// The text names no office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text names no office")]
pub struct OwnerError;

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Court(code) => write!(f, "court/{}", code.as_str()),
            Self::Registry => f.write_str("registry"),
            Self::Police => f.write_str("police"),
            Self::Aid(code) => write!(f, "aid/{code}"),
        }
    }
}

impl FromStr for Owner {
    type Err = OwnerError;

    fn from_str(text: &str) -> Result<Self, OwnerError> {
        match text {
            "registry" => Ok(Self::Registry),
            "police" => Ok(Self::Police),
            _ => match text.split_once('/') {
                Some(("court", code)) => CourtCode::parse(code).map(Self::Court).map_err(|_| OwnerError),
                Some(("aid", code)) => AidOfficeCode::parse(code).map(Self::Aid).map_err(|_| OwnerError),
                _ => Err(OwnerError),
            },
        }
    }
}

impl TryFrom<String> for Owner {
    type Error = OwnerError;

    fn try_from(text: String) -> Result<Self, OwnerError> {
        text.parse()
    }
}

impl From<Owner> for String {
    fn from(owner: Owner) -> Self {
        owner.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_read_as_it_is_written() {
        for text in ["court/PA.Pas", "registry", "police", "aid/uptd-ppa"] {
            assert_eq!(text.parse::<Owner>().unwrap().to_string(), text);
        }
        assert_eq!("court/".parse::<Owner>(), Err(OwnerError));
        assert_eq!("aid/UPTD".parse::<Owner>(), Err(OwnerError));
        assert_eq!("officer/petugas-01".parse::<Owner>(), Err(OwnerError));
    }
}
