//! The OpenAPI 3.1 document.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi()]
struct Document;

/// The document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// The document as committed in `docs/openapi.json`.
pub fn openapi_json() -> String {
    serde_json::to_string_pretty(&openapi()).unwrap_or_default()
}
