//! What a court gets back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::Case;
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::Hold;
use utoipa::ToSchema;
use uuid::Uuid;

use super::DecreeDocument;
use crate::vocabulary::{MissingName, RoleName, StageName, TrackStageName};

/// Where a decree stands. Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DecreeStatus {
    /// The case.
    #[schema(example = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b")]
    pub id: Uuid,
    /// Where the case stands.
    pub stage: StageName,
    /// What the ruling lacks before anything may change.
    pub missing: Vec<MissingName>,
    /// Why the case is held, if it is.
    #[schema(required = true)]
    pub hold: Option<HoldReason>,
    /// SHA-256 of the decree's accepted body, hex: the court can prove what it sent.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub accepted_sha256: String,
    /// When it was accepted, UTC.
    #[schema(value_type = String, format = DateTime, example = "2021-09-21T02:15:00Z")]
    pub received_at: Timestamp,
    /// Whether this request repeated a decree that had been accepted before.
    pub duplicate: bool,
    /// The court's own reference.
    #[schema(required = true, example = "SIPP-2021-000318")]
    pub reference: Option<String>,
    /// Each party's documents.
    pub parties: PartiesStatus,
    /// Documents the court handed in beside the decree, in the order it announced them.
    pub documents: Vec<DecreeDocument>,
}

/// Each party's documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartiesStatus {
    /// The petitioner's.
    pub petitioner: PartyStatus,
    /// The respondent's.
    pub respondent: PartyStatus,
}

/// One party's documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartyStatus {
    /// Where they are.
    pub stage: TrackStageName,
    /// Address of the party's tracking page. It is for this party only: never give it to the other one.
    #[schema(example = "https://tuntas.example/v1/tracking/7QK4M2ZP9TWX")]
    pub tracking: String,
}

/// Why a case is held for an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoldReason {
    /// Stable code.
    #[schema(example = "name_mismatch")]
    pub code: String,
    /// The party it concerns, where it concerns one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleName>,
}

impl From<&Hold> for HoldReason {
    fn from(hold: &Hold) -> Self {
        Self {
            code: hold.code().to_owned(),
            role: hold.role().map(Into::into),
        }
    }
}

impl DecreeStatus {
    /// The status of a case; `None` for a case without a decree, which the court must not learn of.
    ///
    /// `accepted_sha256` is the hex digest of the decree's body, `tracking` holds the address of each party's page, `documents` what the court
    /// handed in beside it.
    pub fn new(
        id: CaseId,
        case: &Case,
        accepted_sha256: impl Into<String>,
        received_at: Timestamp,
        reference: Option<String>,
        tracking: Parties<String>,
        documents: Vec<DecreeDocument>,
    ) -> Option<Self> {
        let party = |role: Role, tracking: String| PartyStatus {
            stage: case.tracks[role].stage().into(),
            tracking,
        };
        Some(Self {
            id: id.0,
            stage: StageName::of(case.stage())?,
            missing: case.missing.iter().map(|part| (*part).into()).collect(),
            hold: case.hold.as_ref().map(HoldReason::from),
            accepted_sha256: accepted_sha256.into(),
            received_at,
            duplicate: false,
            reference,
            parties: PartiesStatus {
                petitioner: party(Role::Petitioner, tracking.petitioner),
                respondent: party(Role::Respondent, tracking.respondent),
            },
            documents,
        })
    }

    /// Says that this request repeated an accepted decree.
    #[must_use]
    pub fn as_duplicate(mut self) -> Self {
        self.duplicate = true;
        self
    }
}
