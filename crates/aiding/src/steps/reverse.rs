//! A ruling is undone.

use std::convert::Infallible;

use jiff::civil::Date;
use tuntas_aid::referral::{Command, resumed};
use tuntas_domain::identity::CommandId;
use tuntas_domain::working_days::WorkingDays;
use tuntas_journal::{Actor, Prepared, Step};

use crate::{Aiding, ReferralStory, Says};

pub(crate) struct Reverses<'a> {
    pub(crate) on: Date,
    pub(crate) days: &'a WorkingDays,
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

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Infallible> {
        let on = self.on;
        let by = resumed(&story.case, on, self.days);
        Ok(Some(Prepared::only(Command::Reverse { on, by })))
    }
}
