//! What anybody may see: a citizen's own documents on their way, behind an unguessable code; whether a document
//! with our QR is in force; and the description of the API.
//!
//! Everything is answered as JSON, or as a page to a browser. The pages need no script, no picture and no other
//! request; they are in Indonesian and English, and say on every one that the service is free and where to
//! complain. A page of one party never tells anything of the other one.

mod aid;
mod choice;
mod negotiation;
mod page;
mod timeline;
mod tracking;
mod verification;
mod wording;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_city::City;
use tuntas_contract::{Problem, ProblemCode, openapi_json};
use tuntas_domain::identity::CityCode;
use tuntas_dossier::Dossiers;
use tuntas_journal::Journal;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_register::Register;
use tuntas_signatures::KeyRing;

use negotiation::Wanted;

/// What the function works with. It reads, and takes down where a party wants to stand and who may hear of them.
#[derive(Clone, Debug)]
pub struct CaseTracking {
    /// The journal.
    pub journal: Journal,
    /// Issued documents, and where choices are kept; nothing else of the dossiers.
    pub dossiers: Dossiers,
    /// Latest versions; nothing else of the register.
    pub register: Register,
    /// Reads document tokens, makes hand-over codes.
    pub keys: KeyRing,
    /// The city: its office, languages and complaint channels.
    pub city: Arc<City>,
    /// Code of the city, parsed.
    pub city_code: CityCode,
}

impl CaseTracking {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let wanted = Wanted::of(&request, &self.city.languages);
        match request.route() {
            "GET /v1/tracking/{code}" => self.track(request.path("code"), wanted).await,
            "GET /v1/tracking/{code}/choice" => self.ask_choice(request.path("code"), wanted).await,
            "POST /v1/tracking/{code}/choice" => self.choose(&request, at).await,
            "GET /v1/tracking/{code}/aid" => self.ask_aid(request.path("code"), wanted).await,
            "POST /v1/tracking/{code}/aid" => self.tell_aid(&request, at).await,
            "GET /v1/verify/{token}" => self.verify(request.path("token"), wanted).await,
            "GET /v1/openapi.json" => Ok(HttpResponse::text(200, "application/json", openapi_json())
                .header("cache-control", "public, max-age=300")),
            _ => self.nothing_here(wanted),
        }
    }

    /// The same answer whether a code is malformed, mistyped or was never given out.
    fn nothing_here(&self, wanted: Wanted) -> Result<HttpResponse, HttpError> {
        match wanted {
            Wanted::Json => Err(Problem::new(ProblemCode::NotFound).into()),
            Wanted::Page(language) => Ok(page::missing(&self.city, language)),
        }
    }
}
