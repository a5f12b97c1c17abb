//! What an import came to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Counts of one import, over all its runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Rows read.
    pub rows: u64,
    /// Households stored.
    pub new: u64,
    /// Households with a next version.
    #[serde(default)]
    pub updated: u64,
    /// Households of which the extract tells nothing new. What was written just before a run was broken off counts here too.
    pub known: u64,
    /// Households without fault, where nothing was to be written.
    pub valid: u64,
    /// Households rejected.
    pub rejected: u64,
    /// Rows rejected, with their households.
    pub rejected_rows: u64,
    /// Rows rejected, by the code of their reason.
    pub reasons: BTreeMap<String, u64>,
    /// Remarks on rows that were not rejected, by their code.
    pub warnings: BTreeMap<String, u64>,
}

impl Figures {
    /// Households read.
    pub fn households(&self) -> u64 {
        self.new + self.updated + self.known + self.valid + self.rejected
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} rows, {} households", self.rows, self.households())?;
        for (count, what) in [
            (self.new, "new"),
            (self.updated, "updated"),
            (self.known, "unchanged"),
            (self.valid, "without fault"),
            (self.rejected, "rejected"),
        ] {
            if count > 0 {
                writeln!(f, "  {count:>9} {what}")?;
            }
        }
        if self.rejected_rows > 0 {
            writeln!(f, "{} rows rejected", self.rejected_rows)?;
        }
        for (code, count) in &self.reasons {
            writeln!(f, "  {count:>9} {code}")?;
        }
        if !self.warnings.is_empty() {
            writeln!(f, "remarks")?;
        }
        for (code, count) in &self.warnings {
            writeln!(f, "  {count:>9} {code}")?;
        }
        Ok(())
    }
}
