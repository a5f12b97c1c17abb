//! Erasing what is kept beside a case.

use jiff::Timestamp;
use tuntas_domain::case::Command;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_dossier::Dossiers;
use tuntas_journal::{Actor, Journal, Prepared, RunError, Step, Story};

use crate::Failure;

/// Deletes the dossier of a case and records it, in one transaction. The journal stays, and its chain still verifies.
/// Whether there was anything to erase.
///
/// # Errors
/// [`Failure::Step`] with a refusal while the case is still at work.
pub async fn erase(
    journal: &Journal,
    dossiers: &Dossiers,
    case: CaseId,
    operator: &str,
    at: Timestamp,
) -> Result<bool, Failure> {
    let step = Erase {
        dossiers,
        case,
        operator,
    };
    let ran = journal
        .run(case, at, &step)
        .await
        .map_err(RunError::<Failure>::into_failure)?;
    Ok(!ran.events.is_empty())
}

struct Erase<'a> {
    dossiers: &'a Dossiers,
    case: CaseId,
    operator: &'a str,
}

impl Step for Erase<'_> {
    type Error = Failure;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new("tuntas-audit/erase")
    }

    fn actor(&self) -> Actor {
        Actor::operator(self.operator)
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Failure> {
        Ok(Some(Prepared {
            command: Command::Erase,
            with: self.dossiers.erase(self.case).await?,
        }))
    }
}
