//! Changes the family register: plans the households after a final ruling, and what is asked for later, and writes them
//! with the event that says so, in one transaction each. What cannot be planned is held with its reason.

mod amendment;
mod history;
mod issues;
mod numbers;
mod registration;
mod ruling;
mod situation;
mod stop;
mod update;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tuntas_domain::case::{Event, Stage};
use tuntas_domain::identity::{CityCode, KecamatanCode};
use tuntas_domain::plan::Hold;
use tuntas_dossier::{DossierError, Dossiers};
use tuntas_journal::{Journal, Message, RunError, StepFailure};
use tuntas_platform::metrics;
use tuntas_register::{ChangeError, Register, RegisterError};

use update::Update;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct RegisterUpdate {
    /// The journal.
    pub journal: Journal,
    /// What the court sent, and what was said since.
    pub dossiers: Dossiers,
    /// The register; no other function writes it.
    pub register: Register,
    /// The city that runs this service.
    pub city: CityCode,
    /// Time zone of the city: decides which day it is.
    pub time_zone: TimeZone,
    /// Free numbers below which a kecamatan's pool is low.
    pub low_water: u16,
}

/// Why a message is to be delivered again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The step was not taken.
    #[error(transparent)]
    Step(#[from] StepFailure),
    /// The dossier failed.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The change could not be described.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// Something the journal speaks of is not where it should be.
    #[error("the journal speaks of a {0} that is not there")]
    Missing(&'static str),
    /// The plan asked for more numbers than were taken for it.
    #[error("the plan could not be numbered")]
    Numbering,
    /// The case is held for want of a KK number. The message stays in the queue and ends in the dead-letter queue,
    /// which calls an operator; once numbers are imported, redriving it carries the case on.
    #[error("no KK number is left for a kecamatan")]
    NumberPoolEmpty,
}

impl RegisterUpdate {
    /// Handles one message: everything that is open, one transaction each. A message delivered again changes nothing.
    ///
    /// # Errors
    /// [`Failure`]; what was changed until then stays, and the next delivery goes on from there.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        let today = at.to_zoned_datetime(self.time_zone.clone()).date();
        let step = Update {
            tables: self,
            case: message.case_id,
            cause: message.seq,
            today,
        };
        loop {
            let ran = self
                .journal
                .run(message.case_id, at, &step)
                .await
                .map_err(RunError::into_failure)?;
            self.measure(&ran.events).await?;
            let case = &ran.story.case;
            if matches!(case.hold, Some(Hold::NumberPoolEmpty { .. })) && case.stage() == Stage::Held {
                metrics::count("NumberPoolEmpty");
                return Err(Failure::NumberPoolEmpty);
            }
            if ran.events.is_empty() || case.hold.is_some() || case.amendments.is_empty() {
                return Ok(());
            }
        }
    }

    async fn measure(&self, events: &[Event]) -> Result<(), Failure> {
        if events.iter().any(|event| matches!(event, Event::Held { .. })) {
            metrics::count("CaseHeld");
        }
        for _ in self.low_pools(events).await? {
            metrics::count("NumberPoolLow");
        }
        Ok(())
    }

    /// The kecamatan whose numbers these events used and that have few left.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn low_pools(&self, events: &[Event]) -> Result<Vec<KecamatanCode>, RegisterError> {
        let mut low = Vec::new();
        for founded in events.iter().flat_map(history::founded) {
            let Some(household) = self.register.version(founded.id, founded.version).await? else {
                continue;
            };
            let kecamatan = KecamatanCode::issuing(&household.number);
            if !low.contains(&kecamatan) && self.register.stock(&kecamatan, self.low_water).await?.is_low() {
                low.push(kecamatan);
            }
        }
        Ok(low)
    }
}
