//! The one step of this function: the next change that is open.

use jiff::civil::Date;
use tuntas_domain::case::{Command, EventKind, Stage};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_domain::plan::Hold;
use tuntas_journal::{Actor, Prepared, Step, Story};

use crate::stop::Stop;
use crate::{Failure, RegisterUpdate};

pub(crate) struct Update<'a> {
    pub(crate) tables: &'a RegisterUpdate,
    pub(crate) case: CaseId,
    /// The entry that was told of.
    pub(crate) cause: u32,
    pub(crate) today: Date,
}

impl Step for Update<'_> {
    type Error = Failure;

    /// A message that comes again after a hold is a new attempt, and one message carries out every change that is open.
    fn command(&self, story: &Story) -> CommandId {
        let answers = [
            EventKind::Held,
            EventKind::RegisterUpdated,
            EventKind::RegisterAmended,
        ]
        .map(|kind| story.count(kind));
        let answers: usize = answers.into_iter().sum();
        CommandId::new(format!("register-update/{}/{answers}", self.cause))
    }

    fn actor(&self) -> Actor {
        Actor::function("register-update")
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Failure> {
        let case = &story.case;
        let out_of_numbers = matches!(case.hold, Some(Hold::NumberPoolEmpty { .. }));
        match case.stage() {
            Stage::Accepted | Stage::Registered => {}
            Stage::Held if out_of_numbers => {}
            _ => return Ok(None),
        }
        let prepared = match case.amendments.first() {
            Some(amendment) => self.amend(story, amendment).await,
            None if case.registered => return Ok(None),
            None => self.register(story).await,
        };
        match prepared {
            Ok(prepared) => Ok(Some(prepared)),
            Err(Stop::Hold(hold)) => Ok(Some(Prepared::only(Command::Hold { hold }))),
            Err(Stop::Failure(failure)) => Err(failure),
        }
    }
}
