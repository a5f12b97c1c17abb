//! The desk of the offices that help after a divorce: an office publishes programmes, assesses whom it was told of, decides,
//! accompanies, pays out and looks after the business. Each word is an event of the referral's journal; money, numbers and
//! papers change in the same transaction. An officer sees of a referral what the duty needs, and each look is recorded.

mod caller;
mod decide;
mod eligibility;
mod letters;
mod mentor;
mod pay;
mod programmes;
mod queue;
mod say;
mod view;
mod wait;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_aiding::Aid;
use tuntas_cards::Renderer;
use tuntas_city::City;
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_dossier::Dossiers;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::KeyRing;
use tuntas_tables::Database;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct AidDesk {
    /// Referrals, programmes, papers and books.
    pub aid: Aid,
    /// Where letters are made verifiable; nothing else of the dossiers.
    pub dossiers: Dossiers,
    /// The database that the dossiers are in.
    pub database: Database,
    /// Makes the tokens of letters.
    pub keys: KeyRing,
    /// Typesets letters.
    pub renderer: Arc<Renderer>,
    /// The city with its aid offices.
    pub city: Arc<City>,
    /// Beginning of public addresses, without a slash at the end.
    pub public_url: String,
}

impl AidDesk {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        match request.route() {
            "POST /v1/aid/criteria" => self.check_criteria(&request),
            "GET /v1/aid/programmes" => self.programmes(&request, at).await,
            "POST /v1/aid/programmes" => self.publish(&request, at).await,
            "GET /v1/aid/programmes/{code}" => self.programme(&request, at).await,
            "POST /v1/aid/programmes/{code}/edit" => self.edit(&request, at).await,
            "POST /v1/aid/programmes/{code}/end" => self.end(&request, at).await,
            "GET /v1/aid/programmes/{code}/budget" => self.budget(&request).await,
            "GET /v1/aid/programmes/{code}/ledger" => self.ledger(&request).await,
            "GET /v1/aid/referrals" => self.queue(&request, at).await,
            "GET /v1/aid/referrals/{id}" => self.read(&request, at).await,
            "GET /v1/aid/referrals/{id}/eligibility" => self.eligibility(&request, at).await,
            "GET /v1/aid/referrals/{id}/letters/{entry}" => self.letter(&request, at).await,
            "POST /v1/aid/referrals/{id}/assessment" => self.assess(&request, at).await,
            "POST /v1/aid/referrals/{id}/grant" => self.grant(&request, at).await,
            "POST /v1/aid/referrals/{id}/refusal" => self.decline(&request, at).await,
            "POST /v1/aid/referrals/{id}/proposal" => self.propose(&request, at).await,
            "POST /v1/aid/referrals/{id}/proposal-return" => self.return_proposal(&request, at).await,
            "POST /v1/aid/referrals/{id}/approval" => self.approve(&request, at).await,
            "POST /v1/aid/referrals/{id}/plan" => self.plan(&request, at).await,
            "POST /v1/aid/referrals/{id}/sessions/{number}" => self.record_session(&request, at).await,
            "POST /v1/aid/referrals/{id}/check-ins/{number}" => self.check_business(&request, at).await,
            "POST /v1/aid/referrals/{id}/instalments/{number}/order" => self.order(&request, at).await,
            "POST /v1/aid/referrals/{id}/instalments/{number}/payment" => self.confirm(&request, at).await,
            "POST /v1/aid/referrals/{id}/instalments/{number}/return" => self.returned(&request, at).await,
            "POST /v1/aid/referrals/{id}/instalments/{number}/cancellation" => {
                self.cancel(&request, at).await
            }
            "POST /v1/aid/referrals/{id}/claim" => self.claim(&request, at).await,
            "POST /v1/aid/referrals/{id}/release" => self.release(&request, at).await,
            "POST /v1/aid/referrals/{id}/pause" => self.pause(&request, at).await,
            "POST /v1/aid/referrals/{id}/resumption" => self.resume(&request, at).await,
            "POST /v1/aid/referrals/{id}/continuation" => self.go_on(&request, at).await,
            "POST /v1/aid/referrals/{id}/stop" => self.stop(&request, at).await,
            "POST /v1/aid/referrals/{id}/closure" => self.close(&request, at).await,
            "POST /v1/aid/bank-statements" => self.reconcile(&request, at).await,
            _ => Err(none().into()),
        }
    }

    /// The day of an instant, in the city's time.
    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.city.time_zone()).date()
    }
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}

fn none() -> Problem {
    Problem::new(ProblemCode::NotFound)
}
