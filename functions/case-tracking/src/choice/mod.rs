//! Where a party wants to stand: told on the page, until printing starts.
//!
//! The address of the page is the secret that only the party has. Nothing of the party is shown; what is typed goes to
//! the dossier, and the journal learns only which kind of wish it is.

mod form;

use jiff::Timestamp;
use tuntas_contract::{ChoiceRequest, Places, Problem, ProblemCode};
use tuntas_domain::case::{Case, Command, Refusal, decide};
use tuntas_domain::decree::{Choice, ChoiceKind, ChoiceSource, Role};
use tuntas_domain::identity::{CaseId, CityCode, CommandId, KelurahanCode};
use tuntas_dossier::{DossierError, Dossiers};
use tuntas_journal::{Actor, Prepared, RunError, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::sha256_hex;

use crate::CaseTracking;
use crate::negotiation::{Language, Wanted};
use crate::page::{self, ChoiceView};

/// Choices of a party after which the page takes no more: each one may found a card and use up a KK number. An officer
/// can still take one down.
const CHOICES_AT_MOST: u16 = 20;

/// Whether a party may still choose here: what the rules would say to it.
pub(crate) fn is_open(case: &Case, role: Role) -> bool {
    if case.choices[role].made >= CHOICES_AT_MOST {
        return false;
    }
    let wish = Command::Choose {
        role,
        choice: ChoiceKind::Keep,
        source: ChoiceSource::Citizen,
    };
    decide(case, wish).is_ok()
}

impl CaseTracking {
    /// Shows the form.
    pub(crate) async fn ask_choice(
        &self,
        code: Option<&str>,
        wanted: Wanted,
    ) -> Result<HttpResponse, HttpError> {
        let code = code.unwrap_or_default();
        let Some((case, role)) = self.party(Some(code)).await? else {
            return self.nothing_here(wanted);
        };
        let story = self.journal.load(case).await?;
        let view = if is_open(&story.case, role) {
            ChoiceView::Open { faults: Vec::new() }
        } else {
            ChoiceView::TooLate
        };
        self.answer_choice(wanted, code, 200, view)
    }

    /// Takes the wish.
    pub(crate) async fn choose(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let by_form = request.is_form();
        let wanted = match (by_form, Wanted::of(request, &self.city.languages)) {
            (false, _) => Wanted::Json,
            (true, Wanted::Json) => Wanted::Page(Language::Indonesian),
            (true, page) => page,
        };
        let code = request.path("code").unwrap_or_default();
        let Some((case, role)) = self.party(Some(code)).await? else {
            return self.nothing_here(wanted);
        };
        let places = CityPlaces(self);
        let body = if by_form {
            form::as_json(request.body())
        } else {
            request.body().to_vec()
        };
        let choice = match ChoiceRequest::parse(&body, &places) {
            Ok(choice) => without_consent(choice),
            Err(faults) => return self.answer_choice(wanted, code, 422, ChoiceView::Open { faults }),
        };
        let wish = Wish {
            dossiers: &self.dossiers,
            case,
            role,
            // A form sent twice is one wish; the same wish after another one is a new one. The code goes into the hash
            // because a KK number alone could be found by trying.
            cause: sha256_hex(&[code.as_bytes(), b"\n", &body].concat()),
            choice,
        };
        match self.journal.run(case, at, &wish).await {
            Ok(_) => self.answer_choice(wanted, code, 200, ChoiceView::Taken),
            Err(RunError::Refused(refusal) | RunError::Prepare(Halt::Refused(refusal))) => match wanted {
                Wanted::Json => Err(Problem::from(refusal).into()),
                Wanted::Page(_) => self.answer_choice(wanted, code, 409, ChoiceView::TooLate),
            },
            Err(RunError::Prepare(Halt::Dossier(error))) => Err(error.into()),
            Err(RunError::Contended(_)) => Err(Problem::new(ProblemCode::Conflict).into()),
            Err(RunError::Journal(error)) => Err(error.into()),
        }
    }

    fn answer_choice(
        &self,
        wanted: Wanted,
        code: &str,
        status: u16,
        view: ChoiceView,
    ) -> Result<HttpResponse, HttpError> {
        match (wanted, view) {
            (Wanted::Page(language), view) => Ok(page::choice(&self.city, language, status, code, &view)),
            (Wanted::Json, ChoiceView::Open { faults }) if !faults.is_empty() => {
                Err(Problem::new(ProblemCode::RequestInvalid)
                    .with_errors(faults)
                    .into())
            }
            (Wanted::Json, view) => Ok(HttpResponse::json(status, &view.answer())),
        }
    }
}

/// The consent of a host is not the guest's to give: an officer records it.
fn without_consent(choice: Choice) -> Choice {
    match choice {
        Choice::Join {
            host, relationship, ..
        } => Choice::Join {
            host,
            relationship,
            host_consents: false,
        },
        other => other,
    }
}

struct CityPlaces<'a>(&'a CaseTracking);

impl Places for CityPlaces<'_> {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.0.city.kelurahan(code.as_str()).is_some()
    }

    fn city(&self) -> CityCode {
        self.0.city_code.clone()
    }
}

/// Why a wish is not taken.
enum Halt {
    /// The rules say no.
    Refused(Refusal),
    /// The dossier failed.
    Dossier(DossierError),
}

struct Wish<'a> {
    dossiers: &'a Dossiers,
    case: CaseId,
    role: Role,
    cause: String,
    choice: Choice,
}

impl Step for Wish<'_> {
    type Error = Halt;

    fn command(&self, story: &Story) -> CommandId {
        // The revision tells a wish repeated after another one from the same form sent twice.
        let last = story.case.choices[self.role].made;
        let last_is_this = story.knows(&self.named(last.saturating_sub(1)));
        self.named(if last_is_this {
            last.saturating_sub(1)
        } else {
            last
        })
    }

    fn actor(&self) -> Actor {
        Actor::citizen()
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Halt> {
        let made = story.case.choices[self.role].made;
        if made >= CHOICES_AT_MOST {
            return Err(Halt::Refused(Refusal::ChoiceTooLate));
        }
        let kept = self
            .dossiers
            .choose(self.case, self.role, made.saturating_add(1), &self.choice)
            .map_err(Halt::Dossier)?;
        Ok(Some(Prepared {
            command: Command::Choose {
                role: self.role,
                choice: self.choice.kind(),
                source: ChoiceSource::Citizen,
            },
            with: vec![kept],
        }))
    }
}

impl Wish<'_> {
    fn named(&self, revision: u16) -> CommandId {
        CommandId::new(format!("choice/{}/{revision}/{}", self.role, self.cause))
    }
}
