//! A programme is published, edited or ended.

use tuntas_aid::ProgrammeCode;
use tuntas_aid::book::{Booking, Movement};
use tuntas_aid::programme::{self, Programme};
use tuntas_domain::identity::CommandId;
use tuntas_domain::money::Rupiah;
use tuntas_journal::{Actor, Prepared, Step};

use crate::books::Cause;
use crate::{Aid, ByOfficer, ProgrammeStory, Programming, Unready};

pub(crate) struct Offers<'a> {
    pub(crate) aid: &'a Aid,
    pub(crate) code: &'a ProgrammeCode,
    pub(crate) wish: programme::Command,
    pub(crate) by: &'a ByOfficer,
}

impl Step<Programming> for Offers<'_> {
    type Error = Unready;

    fn command(&self, _: &ProgrammeStory) -> CommandId {
        self.by.cause.clone()
    }

    fn actor(&self) -> Actor {
        Actor::aid(self.by.officer.as_str())
    }

    async fn prepare(&self, story: &ProgrammeStory) -> Result<Option<Prepared<Programming>>, Unready> {
        let publishes = matches!(self.wish, programme::Command::Publish { .. });
        if !publishes
            && story
                .case
                .office
                .as_ref()
                .is_some_and(|office| *office != self.by.office)
        {
            return Err(Unready::OtherOffice);
        }
        let Ok(events) = programme::decide(&story.case, self.wish.clone()) else {
            // The journal says why.
            return Ok(Some(Prepared::only(self.wish.clone())));
        };
        let after = events.iter().fold(story.case.clone(), programme::evolve);
        let budget = |programme: &Programme| Some(programme.terms()?.funding.as_ref()?.budget);
        let mut with = Vec::new();
        if let Some(funding) = after.terms().and_then(|terms| terms.funding.as_ref()) {
            let (old, new) = (budget(&story.case).unwrap_or_default(), funding.budget);
            let book = self.aid.books.book(self.code, funding.year).await?;
            let cause = Cause {
                at: self.by.at,
                referral: None,
                entry: story.version().saturating_add(1),
            };
            // Also where the budget stays as it is, so that an approval under way notices that the programme has changed.
            with = self.aid.books.change(&book, moved(old, new).as_ref(), cause)?;
        }
        Ok(Some(Prepared {
            command: self.wish.clone(),
            with,
        }))
    }
}

/// What a change of a budget books.
fn moved(old: Rupiah, new: Rupiah) -> Option<Booking> {
    let (movement, amount) = match (new.minus(old), old.minus(new)) {
        (Some(more), _) if !more.is_zero() => (Movement::Grant, more),
        (_, Some(less)) if !less.is_zero() => (Movement::Reduce, less),
        _ => return None,
    };
    Some(Booking { movement, amount })
}
