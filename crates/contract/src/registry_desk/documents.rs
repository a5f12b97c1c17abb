//! Documents that the court handed in, as officers see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::decree::DecreeDocument;

/// The documents of a case. Free of personal data: what stands in them is seen in the files alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseDocuments {
    /// In the order the court announced them.
    pub documents: Vec<DecreeDocument>,
}

/// Where an accepted document can be had for a short while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaseDocumentFile {
    /// The document.
    pub document: DecreeDocument,
    /// Its address. Whoever has it can read the document: do not pass it on.
    #[schema(example = "https://documents.example/sample?signature=sample")]
    pub url: String,
    /// Seconds for which the address works.
    #[schema(example = 120)]
    pub expires_in_seconds: u32,
}
