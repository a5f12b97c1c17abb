//! The step that records what the provider said.

use std::convert::Infallible;

use tuntas_couriers::Reference;
use tuntas_domain::case::Command;
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, Step, Story};

/// The provider's answer to a booking, or to its being called off.
pub(crate) struct Answer {
    pub(crate) reference: Reference,
    pub(crate) command: Command,
}

impl Step for Answer {
    type Error = Infallible;

    /// An order, a refusal and an end of the same attempt are causes of their own, so that none is taken for another.
    fn command(&self, _: &Story) -> CommandId {
        let Reference { role, attempt, .. } = self.reference;
        let what = match self.command {
            Command::RefuseCourier { .. } => "courier-refuse",
            Command::MoveCourier { .. } => "courier-off",
            _ => "courier-book",
        };
        CommandId::new(format!("{what}/{role}/{attempt}"))
    }

    fn actor(&self) -> Actor {
        Actor::function("courier-dispatch")
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(self.command.clone())))
    }
}
