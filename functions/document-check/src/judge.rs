//! The one step of this function.

use std::convert::Infallible;
use std::marker::PhantomData;

use tuntas_domain::case::DocumentFault;
use tuntas_domain::identity::{CommandId, UploadId};
use tuntas_journal::{Actor, Prepared, Step, Story};

use crate::announced::Announces;

pub(crate) struct Judge<S> {
    upload: UploadId,
    found: Result<u16, DocumentFault>,
    subject: PhantomData<S>,
}

impl<S: Announces> Judge<S> {
    pub(crate) fn new(upload: UploadId, found: Result<u16, DocumentFault>) -> Self {
        Self {
            upload,
            found,
            subject: PhantomData,
        }
    }

    /// Whether the rules take the file in, as things are now.
    pub(crate) fn accepts(&self, story: &Story<S>) -> bool {
        let wish = S::judging(self.upload, self.found);
        let events = S::decide(&story.case, wish).unwrap_or_default();
        matches!(events.as_slice(), [event] if S::verdict(event).is_some_and(|found| found.is_ok()))
    }
}

impl<S: Announces> Step<S> for Judge<S> {
    type Error = Infallible;

    fn command(&self, _: &Story<S>) -> CommandId {
        CommandId::new(format!("document-check/{}", self.upload))
    }

    fn actor(&self) -> Actor {
        Actor::function("document-check")
    }

    async fn prepare(&self, _: &Story<S>) -> Result<Option<Prepared<S>>, Infallible> {
        Ok(Some(Prepared::only(S::judging(self.upload, self.found))))
    }
}
