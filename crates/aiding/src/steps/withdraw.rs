//! A consent is taken back.

use tuntas_aid::referral::Command;
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, Step};

use crate::{Aid, Aiding, ReferralStory, Says, Unready};

pub(crate) struct Withdraws<'a> {
    pub(crate) aid: &'a Aid,
    pub(crate) says: &'a Says,
}

impl Step<Aiding> for Withdraws<'_> {
    type Error = Unready;

    fn command(&self, _: &ReferralStory) -> CommandId {
        self.says.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.says.actor.clone()
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        let book = self.aid.book_of(story.case.award.as_ref()).await?;
        let erased = self.aid.papers.erase(story.id).await?;
        let prepared = self
            .aid
            .prepared(story, Command::Withdraw, book.as_ref(), self.says.at, erased)
            .await?;
        Ok(Some(prepared))
    }
}
