//! The one step of this function.

use std::convert::Infallible;

use tuntas_domain::case::{Command, DocumentFault, Event, decide};
use tuntas_domain::identity::{CommandId, UploadId};
use tuntas_journal::{Actor, Prepared, Step, Story};

pub(crate) struct Judge {
    pub(crate) upload: UploadId,
    pub(crate) found: Result<u16, DocumentFault>,
}

impl Judge {
    fn wish(&self) -> Command {
        Command::JudgeCourtDocument {
            upload: self.upload,
            found: self.found,
        }
    }

    /// Whether the rules take the document in, as the case is now.
    pub(crate) fn accepts(&self, story: &Story) -> bool {
        let events = decide(&story.case, self.wish()).unwrap_or_default();
        matches!(events[..], [Event::CourtDocumentAccepted { .. }])
    }
}

impl Step for Judge {
    type Error = Infallible;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("document-check/{}", self.upload))
    }

    fn actor(&self) -> Actor {
        Actor::function("document-check")
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(self.wish())))
    }
}
