//! The step that names an attempt before anybody is called.

use std::convert::Infallible;

use tuntas_domain::case::{Command, Event};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Prepared, Step, Story};

/// A courier is wanted because an envelope was sealed, or because the one who was to fetch it was called back.
pub(crate) struct Request {
    pub(crate) case: CaseId,
    /// The entry that says so.
    pub(crate) cause: u32,
    pub(crate) role: Role,
    /// The attempt that was called back; its envelope may be out of date or collected, and then nobody is wanted.
    pub(crate) instead_of: Option<u8>,
}

impl Request {
    /// The attempt that this cause opened.
    pub(crate) fn recorded_in(&self, story: &Story) -> Option<u8> {
        let command = self.command(story);
        story
            .entries
            .iter()
            .filter(|entry| entry.command == command)
            .find_map(|entry| match entry.event {
                Event::CourierRequested { attempt, .. } => Some(attempt),
                _ => None,
            })
    }
}

impl Step for Request {
    type Error = Infallible;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("courier-request/{}", self.cause))
    }

    fn actor(&self) -> Actor {
        Actor::function("courier-dispatch")
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Infallible> {
        let present = story.case.tracks[self.role]
            .delivery()
            .map(|delivery| delivery.attempt);
        let wanted = self.instead_of.is_none_or(|recalled| present == Some(recalled));
        Ok(wanted.then(|| Prepared::only(Command::RequestCourier { role: self.role })))
    }
}
