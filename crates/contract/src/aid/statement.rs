//! What the bank's file says, held against what was ordered.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::DifferenceName;

/// A payment that arrived as it was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MatchedView {
    /// On which line of the file; the names are line 1.
    #[schema(example = 2)]
    pub line: u32,
    /// By which reference.
    #[schema(example = "TA7Q2M0X9K4RDE")]
    pub reference: String,
    /// Of which referral.
    pub referral: Uuid,
    /// Which instalment.
    #[schema(example = 1)]
    pub instalment: u16,
}

/// An order that the file should know and does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MissingView {
    /// By which reference.
    #[schema(example = "TA7Q2M0X9K4RDE")]
    pub reference: String,
    /// Of which referral.
    pub referral: Uuid,
    /// Which instalment.
    #[schema(example = 1)]
    pub instalment: u16,
    /// How much, in rupiah.
    #[schema(example = 4_000_000)]
    pub amount: u64,
    /// When it was ordered.
    #[schema(value_type = String, format = Date, example = "2027-02-01")]
    pub ordered_on: Date,
}

/// A payment that is not what was ordered. Nothing is booked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DifferingView {
    /// On which line of the file.
    #[schema(example = 3)]
    pub line: u32,
    /// By which reference.
    #[schema(example = "TA7Q2M0X9K4RDE")]
    pub reference: String,
    /// Of which referral.
    pub referral: Uuid,
    /// Which instalment.
    #[schema(example = 1)]
    pub instalment: u16,
    /// How it differs.
    pub difference: DifferenceName,
    /// For another amount: what was ordered, in rupiah.
    #[schema(required = true, example = 4_000_000)]
    pub ordered: Option<u64>,
    /// For another amount: what the bank says, in rupiah.
    #[schema(required = true, example = 400_000)]
    pub paid: Option<u64>,
}

/// What came of a bank's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReconciliationView {
    /// As ordered: confirmed, now or by an earlier file.
    pub matched: Vec<MatchedView>,
    /// Ordered until the file's last day, and not in it.
    pub missing: Vec<MissingView>,
    /// Lines of which this office knows nothing.
    pub unknown: Vec<u32>,
    /// Otherwise than ordered.
    pub differing: Vec<DifferingView>,
}
