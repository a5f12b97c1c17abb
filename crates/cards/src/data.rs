//! What a template reads: the document and its QR symbol, as one JSON file in memory.

use serde::Serialize;
use serde_json::Value;

use crate::qr::Symbol;

/// The content of `/data.json`.
#[derive(Serialize)]
pub(crate) struct Data<'a> {
    /// The document, field by field.
    pub(crate) doc: &'a Value,
    /// The QR symbol of its verification address.
    pub(crate) qr: Symbol,
}
