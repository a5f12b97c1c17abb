//! A party who consented is referred.

use tuntas_aid::referral::Command;
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, Step};

use crate::{Aid, Aiding, ReferralStory, Referred, Says, Unready};

pub(crate) struct Refers<'a> {
    pub(crate) aid: &'a Aid,
    pub(crate) referred: Referred,
    pub(crate) says: &'a Says,
}

impl Step<Aiding> for Refers<'_> {
    type Error = Unready;

    fn command(&self, _: &ReferralStory) -> CommandId {
        self.says.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.says.actor.clone()
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        let Referred {
            case,
            role,
            office,
            kind,
            assess_by,
            person,
            facts,
            provided,
        } = &self.referred;
        let command = Command::Refer {
            case: *case,
            role: *role,
            office: office.clone(),
            kind: *kind,
            assess_by: *assess_by,
        };
        let mut with = vec![
            self.aid.papers.keep_person(story.id, person)?,
            self.aid.papers.keep_facts(story.id, facts)?,
        ];
        with.extend(provided.iter().cloned());
        Ok(Some(Prepared { command, with }))
    }
}
