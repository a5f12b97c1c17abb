//! Short bodies: agreeing, returning, an old card.

use serde::{Deserialize, Serialize};
use tuntas_domain::case::{OldCard, ReturnReason};
use utoipa::ToSchema;

use super::{OldCardName, ReturnReasonName};
use crate::problem::FieldError;
use crate::strict;

/// Agrees to a proposed decision, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApprovalRequest {
    /// Number of the proposal; it counts from 1 within the case.
    #[schema(example = 1)]
    pub proposal: u16,
    /// Whether it is carried out.
    pub agreed: bool,
}

impl ApprovalRequest {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<FieldError>> {
        strict::read(bytes).map_err(|fault| vec![fault])
    }
}

/// Agrees to a proposed correction, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreedRequest {
    /// Whether it is carried out.
    pub agreed: bool,
}

impl AgreedRequest {
    /// Reads whether the officer agrees.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<bool, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.agreed)
    }
}

/// Sends a case back to the court (*dikembalikan*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnRequest {
    /// Why.
    #[serde(deserialize_with = "strict::name")]
    pub reason: ReturnReasonName,
}

impl ReturnRequest {
    /// Reads the reason.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<ReturnReason, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.reason.into())
    }
}

/// Says what became of a party's old identity card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OldCardRequest {
    /// What became of it.
    #[serde(deserialize_with = "strict::name")]
    pub state: OldCardName,
}

impl OldCardRequest {
    /// Reads the state.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<OldCard, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.state.into())
    }
}
