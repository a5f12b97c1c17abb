//! The change feed for SIAK, and what its operator answers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::OfficerCode;
use utoipa::ToSchema;
use uuid::Uuid;

/// A page of feed files that are not acknowledged, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedFiles {
    /// The files.
    pub files: Vec<FeedFileRow>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// A feed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeedFileRow {
    /// Its number, twelve digits.
    #[schema(example = "000000000017")]
    pub number: String,
    /// When it was made, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-08-24T02:15:00Z")]
    pub made_at: Timestamp,
    /// `open`, `partly` or `differs`.
    #[schema(example = "open")]
    pub stage: String,
    /// Household versions it tells of.
    pub entries: usize,
    /// Those entered in SIAK.
    pub entered: usize,
    /// Those SIAK differs from.
    pub differing: usize,
}

/// Answers about entries of a feed file, each entry once; all are taken or none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeedAnswersRequest {
    /// The answers.
    #[schema(min_items = 1)]
    pub answers: Vec<FeedAnswerRequest>,
}

/// The answer about one entry.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeedAnswerRequest {
    /// The household of the entry.
    pub household: Uuid,
    /// The version of the entry.
    #[schema(example = 2)]
    pub version: u32,
    /// What SIAK holds now.
    pub answer: FeedOutcomeName,
    /// For `differs`: the columns that hold something else, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<FeedColumn>,
}

/// What SIAK holds after the operator was at work on an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedOutcomeName {
    /// What the entry says, or what a later version of the household says.
    Entered,
    /// Something else.
    Differs,
}

/// A column that holds something else in SIAK.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeedColumn {
    /// The member's row in the entry, from 1; absent for the card's own columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 2)]
    pub row: Option<u16>,
    /// The column, as the feed file names it.
    #[schema(example = "STAT_KWN")]
    pub column: String,
    /// What stands in SIAK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 120, example = "KAWIN TERCATAT")]
    pub in_siak: Option<String>,
}

/// What came of answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedStanding {
    /// Answers kept now.
    pub kept: usize,
    /// Answers that say what the latest one said.
    pub repeated: usize,
    /// How far the file is acknowledged: `open`, `partly`, `acknowledged` or `differs`.
    #[schema(example = "acknowledged")]
    pub stage: String,
}

/// A page of entries that SIAK differs from, those of the oldest file first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedDifferences {
    /// The entries.
    pub differences: Vec<FeedDifference>,
    /// Cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// An entry that SIAK differs from. What stands in SIAK may be personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedDifference {
    /// Number of the file.
    #[schema(example = "000000000017")]
    pub file: String,
    /// The household of the entry.
    pub household: Uuid,
    /// The version of the entry.
    pub version: u32,
    /// The columns that differ.
    pub columns: Vec<FeedColumn>,
    /// Who said so.
    #[schema(value_type = String, example = "petugas-04")]
    pub officer: OfficerCode,
    /// When, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-08-24T02:15:00Z")]
    pub at: Timestamp,
}
