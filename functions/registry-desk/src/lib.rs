//! The officers' desk: held cases by reason and age, who works on them, what they decide and a second officer agrees to,
//! choices taken down for citizens, corrections, old identity cards, documents of the court, the stock of KK numbers, and
//! SIAK's answers about the change feed.
//!
//! Personal data are shown in two answers about a case only, its facts and a proposed correction, and in the court's
//! documents; each look is recorded in the journal before anything is shown, as is each search for somebody's cases. They are
//! never in addresses, logs or refusals.

mod aid;
mod answer;
mod choices;
mod corrections;
mod decide;
mod documents;
mod facts;
mod feed;
mod list;
mod numbers;
mod officer;
mod pages;
mod search;
mod step;
mod views;
mod wish;
mod work;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_buckets::Addresses;
use tuntas_city::{City, Duty};
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, CityCode};
use tuntas_dossier::Dossiers;
use tuntas_feed::Feed;
use tuntas_journal::{Journal, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_register::Register;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct RegistryDesk {
    /// The journal with the lists of held cases.
    pub journal: Journal,
    /// What the court sent, and what officers write down.
    pub dossiers: Dossiers,
    /// The register; only read.
    pub register: Register,
    /// The change feed, for its answers.
    pub feed: Feed,
    /// Signs addresses of the documents that courts handed in.
    pub court_documents: Addresses,
    /// The city with its officers and places.
    pub city: Arc<City>,
    /// Code of the city, parsed.
    pub city_code: CityCode,
    /// Free numbers of a kecamatan below which there are too few.
    pub low_water: u16,
}

impl RegistryDesk {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let cases = || self.officer(&request, &[Duty::Cases]);
        let approves = || self.officer(&request, &[Duty::Approve]);
        let reads = || self.officer(&request, &[Duty::Cases, Duty::Approve]);
        let feeds = || self.officer(&request, &[Duty::Feed]);
        match request.route() {
            "GET /v1/held-cases" => {
                reads()?;
                self.list(&request, at).await
            }
            "GET /v1/held-cases/{id}" => self.held_facts(&request, reads()?, at).await,
            "POST /v1/case-searches" => self.search(&request, reads()?, at).await,
            "POST /v1/held-cases/{id}/claim" => self.claim(&request, cases()?, at).await,
            "POST /v1/held-cases/{id}/release" => self.release(&request, cases()?, at).await,
            "POST /v1/held-cases/{id}/decision" => self.decide(&request, cases()?, at).await,
            "POST /v1/held-cases/{id}/approval" => self.approve(&request, approves()?, at).await,
            "POST /v1/held-cases/{id}/return" => self.give_back_to_court(&request, cases()?, at).await,
            "POST /v1/cases/{id}/parties/{role}/choice" => self.choose(&request, cases()?, at).await,
            "POST /v1/cases/{id}/parties/{role}/aid-consents" => {
                self.answer_aid(&request, cases()?, at).await
            }
            "POST /v1/cases/{id}/parties/{role}/safety" => self.record_safety(&request, at).await,
            "POST /v1/cases/{id}/parties/{role}/old-card" => self.old_card(&request, cases()?, at).await,
            "POST /v1/cases/{id}/corrections" => self.propose_correction(&request, cases()?, at).await,
            "GET /v1/cases/{id}/corrections/{number}" => self.correction(&request, reads()?, at).await,
            "POST /v1/cases/{id}/corrections/{number}/approval" => {
                self.decide_correction(&request, approves()?, at).await
            }
            "GET /v1/cases/{id}/documents" => {
                reads()?;
                self.documents(&request, at).await
            }
            "POST /v1/cases/{id}/documents/{document}/download" => {
                self.open_document(&request, reads()?, at).await
            }
            "GET /v1/number-pool" => {
                reads()?;
                self.number_pool().await
            }
            "GET /v1/register-feed" => {
                feeds()?;
                self.feed_files(&request).await
            }
            "POST /v1/register-feed/{number}/acknowledgement" => {
                self.acknowledge(&request, &feeds()?, at).await
            }
            "GET /v1/register-feed/differences" => self.differences(&request, &feeds()?).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }

    /// The case an address names; what is not an id, and a case without a decree, is nothing.
    async fn open(&self, request: &HttpRequest) -> Result<Story, HttpError> {
        let id: CaseId = part(request, "id")?;
        let story = self.journal.load(id).await?;
        if story.entries.is_empty() {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        Ok(story)
    }

    /// The day in the city.
    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.city.time_zone()).date()
    }
}

/// A part of the address, read.
fn part<T: std::str::FromStr>(request: &HttpRequest, name: &str) -> Result<T, Problem> {
    request
        .path(name)
        .and_then(|text| text.parse().ok())
        .ok_or(Problem::new(ProblemCode::NotFound))
}

/// The party an address names.
fn party(request: &HttpRequest) -> Result<Role, Problem> {
    let named = request.path("role").and_then(Role::named);
    named.ok_or(Problem::new(ProblemCode::NotFound))
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}
