//! Changes the family register: plans the households after a final ruling and writes them, with the event that
//! says so, in one transaction. What cannot be planned is held with its reason.

mod situation;
mod update;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tuntas_domain::case::Event;
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
    /// What the court sent.
    pub dossiers: Dossiers,
    /// The register; no other function writes it.
    pub register: Register,
    /// Time zone of the city: decides which day it is.
    pub time_zone: TimeZone,
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
    /// The case has a journal but no dossier.
    #[error("the case has no dossier")]
    NoDossier,
    /// The plan asked for more numbers than were taken for it.
    #[error("the plan could not be numbered")]
    Numbering,
    /// The case is held for want of a KK number. The message stays in the queue and ends in the dead-letter queue,
    /// which calls an operator; once numbers are imported, redriving it carries the case on.
    #[error("no KK number is left for a kecamatan")]
    NumberPoolEmpty,
}

impl RegisterUpdate {
    /// Handles one message. A message delivered again changes nothing.
    ///
    /// # Errors
    /// [`Failure`]; nothing was changed then.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        let today = at.to_zoned_datetime(self.time_zone.clone()).date();
        let step = Update {
            tables: self,
            case: message.case_id,
            cause: message.seq,
            today,
        };
        let ran = self
            .journal
            .run(message.case_id, at, &step)
            .await
            .map_err(RunError::into_failure)?;
        if ran.events.iter().any(|event| matches!(event, Event::Held { .. })) {
            metrics::count("CaseHeld");
        }
        match ran.story.case.hold {
            Some(Hold::NumberPoolEmpty { .. }) if !ran.story.case.registered => {
                metrics::count("NumberPoolEmpty");
                Err(Failure::NumberPoolEmpty)
            }
            _ => Ok(()),
        }
    }
}
