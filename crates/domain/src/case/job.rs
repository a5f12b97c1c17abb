//! The name of a job at the print desk.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::decree::Role;
use crate::identity::CaseId;

/// Names a job: the case and the party, `<case uuid>-p` or `<case uuid>-r`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JobId {
    /// The case.
    pub case: CaseId,
    /// The party.
    pub role: Role,
}

/// The text names no job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a job reads <case uuid>-p or <case uuid>-r")]
pub struct InvalidJobId;

impl FromStr for JobId {
    type Err = InvalidJobId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (case, role) = text.rsplit_once('-').ok_or(InvalidJobId)?;
        let role = match role {
            "p" => Role::Petitioner,
            "r" => Role::Respondent,
            _ => return Err(InvalidJobId),
        };
        // One spelling only: lower case with hyphens.
        let case: Uuid = case.parse().map_err(|_| InvalidJobId)?;
        let job = Self {
            case: CaseId(case),
            role,
        };
        if job.to_string() == text {
            Ok(job)
        } else {
            Err(InvalidJobId)
        }
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            Role::Petitioner => 'p',
            Role::Respondent => 'r',
        };
        write!(f, "{}-{role}", self.case)
    }
}

impl TryFrom<String> for JobId {
    type Error = InvalidJobId;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<JobId> for String {
    fn from(job: JobId) -> Self {
        job.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_has_one_spelling() {
        let text = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-r";
        let job: JobId = text.parse().unwrap();
        assert_eq!((job.to_string().as_str(), job.role), (text, Role::Respondent));
        for other in [
            "",
            "-p",
            "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b",
            "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-x",
            "0198A2B4-5C6D-7E8F-9A0B-1C2D3E4F5A6B-p",
            "0198a2b45c6d7e8f9a0b1c2d3e4f5a6b-p",
        ] {
            assert_eq!(other.parse::<JobId>(), Err(InvalidJobId), "{other}");
        }
    }
}
