//! Whose report it is, and what its codes are called.

use std::collections::BTreeMap;

/// What of the city's configuration stands in a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// Lines at the head of a letter, from the largest body to the office and its address.
    pub letterhead: Vec<String>,
    /// Names of the courts by code. A court without one is shown by its code.
    pub courts: BTreeMap<String, String>,
    /// Names of the kecamatan by code. One without is shown by its code.
    pub kecamatan: BTreeMap<String, String>,
    /// Names of the offices that help after a divorce, by code. One without is shown by its code.
    pub helpers: BTreeMap<String, String>,
    /// Where a citizen complains, in one line.
    pub complaint: String,
}

impl Office {
    pub(crate) fn court<'a>(&'a self, code: &'a str) -> &'a str {
        self.courts.get(code).map_or(code, String::as_str)
    }

    pub(crate) fn helper(&self, code: &str) -> Option<&str> {
        self.helpers.get(code).map(String::as_str)
    }

    pub(crate) fn kecamatan<'a>(&'a self, code: &'a str) -> &'a str {
        self.kecamatan.get(code).map_or(code, String::as_str)
    }
}
