//! A ruling is undone.

use std::convert::Infallible;

use jiff::civil::Date;
use tuntas_aid::referral::Command;
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, Step};

use crate::{Aiding, ReferralStory, Says};

pub(crate) struct Reverses<'a> {
    pub(crate) on: Date,
    pub(crate) says: &'a Says,
}

impl Step<Aiding> for Reverses<'_> {
    type Error = Infallible;

    fn command(&self, _: &ReferralStory) -> CommandId {
        self.says.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.says.actor.clone()
    }

    async fn prepare(&self, _: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Infallible> {
        Ok(Some(Prepared::only(Command::Reverse { on: self.on })))
    }
}
