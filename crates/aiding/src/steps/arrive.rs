//! The bank paid an order.

use jiff::civil::Date;
use tuntas_aid::PaymentReference;
use tuntas_aid::referral::{Command, Confirmation};
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, Step};

use crate::{Aid, Aiding, ByOfficer, ReferralStory, Unready};

/// What a bank's file says of an order.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    pub(crate) instalment: u16,
    pub(crate) reference: PaymentReference,
    pub(crate) paid_on: Date,
}

pub(crate) struct Arrives<'a> {
    pub(crate) aid: &'a Aid,
    pub(crate) arrived: Arrived,
    pub(crate) by: &'a ByOfficer,
}

impl Step<Aiding> for Arrives<'_> {
    type Error = Unready;

    /// The same order arrives once, whichever file tells of it.
    fn command(&self, _: &ReferralStory) -> CommandId {
        CommandId::new(format!("bank/{}", self.arrived.reference))
    }

    fn actor(&self) -> Actor {
        Actor::aid(self.by.officer.as_str())
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        let book = self.aid.book_of(story.case.award.as_ref()).await?;
        let command = Command::Confirm {
            instalment: self.arrived.instalment,
            reference: self.arrived.reference.clone(),
            paid_on: self.arrived.paid_on,
            by: Confirmation::Bank,
            on: self.by.on,
        };
        let prepared = self
            .aid
            .prepared(story, command, book.as_ref(), self.by.at, Vec::new())
            .await?;
        Ok(Some(prepared))
    }
}
