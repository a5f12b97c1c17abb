//! Officers of the registry, by opaque codes. Who they are, the office keeps to itself.

use serde::{Deserialize, Serialize};

use crate::City;

/// An officer of the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Officer {
    /// Code such as `petugas-01`; stands in the journal and in the OAuth scope `officer/<code>`. Never a name.
    pub code: String,
    /// What the officer may do, each once.
    pub duties: Vec<Duty>,
}

/// A part of an officer's work. Each has a scope of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Print, seal and hand over.
    Print,
    /// Decide held cases, record choices and propose corrections.
    Cases,
    /// Agree to what another officer proposed.
    Approve,
    /// Answer the change feed for SIAK.
    Feed,
    /// Have the office's own systems told of what happens.
    Webhooks,
}

impl Duty {
    /// Every duty.
    pub const ALL: &'static [Self] = &[
        Self::Print,
        Self::Cases,
        Self::Approve,
        Self::Feed,
        Self::Webhooks,
    ];

    /// The OAuth scope an operation of this duty asks for.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Print => "tuntas/print.desk",
            Self::Cases => "tuntas/cases.desk",
            Self::Approve => "tuntas/cases.approve",
            Self::Feed => "tuntas/register.feed",
            Self::Webhooks => "tuntas/webhooks.manage",
        }
    }
}

impl Officer {
    /// Scopes of the officer's OAuth client: one that says who, and one for each duty.
    pub fn scopes(&self) -> Vec<String> {
        std::iter::once(format!("officer/{}", self.code))
            .chain(self.duties.iter().map(|duty| duty.scope().to_owned()))
            .collect()
    }
}

impl City {
    /// The officer with that code.
    pub fn officer(&self, code: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.code == code)
    }
}
