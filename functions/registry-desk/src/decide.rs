//! Deciding a held case.

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_contract::registry_desk::{DecisionRequest, OfficersDecision};
use tuntas_contract::{FieldError, Rule};
use tuntas_domain::case::{Command, Refusal, decide};
use tuntas_domain::identity::{CommandId, KkNumber, OfficerCode, PersonId};
use tuntas_domain::plan::Decision;
use tuntas_journal::{Actor, Prepared, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_register::Standing;
use tuntas_signatures::sha256_hex;

use crate::step::{Halt, cause, episode};
use crate::{RegistryDesk, answer, invalid};

impl RegistryDesk {
    /// An officer who has claimed the case decides it, or proposes what a second officer has to agree to.
    pub(crate) async fn decide(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let wanted = DecisionRequest::parse(request.body(), &self.city_code).map_err(invalid)?;
        let story = self.open(request).await?;
        let step = Deciding {
            desk: self,
            officer,
            at,
            wanted,
        };
        answer::of(&self.run(story, at, &step).await?, at)
    }
}

struct Deciding<'a> {
    desk: &'a RegistryDesk,
    officer: OfficerCode,
    at: Timestamp,
    wanted: OfficersDecision,
}

impl Step for Deciding<'_> {
    type Error = Halt;

    /// The same decision about the same hold is one; after a proposal was rejected it is another. The number to be used
    /// is left out: a hash of it could be guessed.
    fn command(&self, story: &Story) -> CommandId {
        let told = format!("{:?}", self.wanted.decision);
        cause(&format!(
            "decide/{}/{}/{}/{}",
            episode(story),
            story.case.proposals,
            self.officer,
            &sha256_hex(told.as_bytes())[..32]
        ))
    }

    fn actor(&self) -> Actor {
        Actor::officer(self.officer.as_str())
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Halt> {
        let decision = &self.wanted.decision;
        let command = Command::Decide {
            officer: self.officer.clone(),
            now: self.at,
            decision: decision.clone(),
        };
        // The rules first: whoever may not decide learns nothing of numbers and people.
        let news = decide(&story.case, command.clone())?;
        let mut with = Vec::new();
        match decision {
            Decision::ChooseHead { person } => self.check_head(story, *person).await?,
            Decision::UseNumber { kecamatan } => {
                let number = self.wanted.number.as_ref().ok_or(Refusal::DecisionNotAllowed)?;
                if news.is_empty() {
                    // Proposed before; a different number is a different proposal.
                    let kept = self.desk.dossiers.kept_number(story.id, kecamatan).await?;
                    if kept.as_ref() != Some(number) {
                        return Err(Refusal::AwaitingApproval.into());
                    }
                }
                self.check_number(number).await?;
                with.push(self.desk.dossiers.keep_number(story.id, kecamatan, number));
            }
            _ => {}
        }
        if let Some(note) = &self.wanted.note {
            let entry = story.version().saturating_add(1);
            with.push(self.desk.dossiers.keep_note(story.id, entry, note));
        }
        Ok(Some(Prepared { command, with }))
    }
}

impl Deciding<'_> {
    /// The new head is on a card of the case and may head one.
    async fn check_head(&self, story: &Story, person: PersonId) -> Result<(), Halt> {
        let filed = self.desk.dossiers.decree(story.id).await?;
        let decree = filed.ok_or(Halt::NoDossier)?.decree;
        let today: Date = self.desk.day(self.at);
        let households = self.desk.households(&decree).await?;
        let found = households
            .iter()
            .flat_map(|household| &household.members)
            .find(|member| member.person.id == person);
        match found {
            None => Err(fault("/decision/person", NOT_A_MEMBER)),
            Some(member) if !member.person.may_head(today) => Err(fault("/decision/person", MAY_NOT_HEAD)),
            Some(_) => Ok(()),
        }
    }

    async fn check_number(&self, number: &KkNumber) -> Result<(), Halt> {
        let rule = match self.desk.register.standing(number).await? {
            Standing::Unknown => return Ok(()),
            Standing::Free => NUMBER_FREE,
            Standing::InUse => NUMBER_IN_USE,
            Standing::Spoiled => NUMBER_SPOILED,
        };
        Err(fault("/decision/number", rule))
    }
}

fn fault(field: &str, rule: Rule) -> Halt {
    Halt::Faults(vec![FieldError {
        field: field.to_owned(),
        code: rule.code.into(),
        rule: rule.rule.into(),
        mend: rule.mend.into(),
    }])
}

const NOT_A_MEMBER: Rule = Rule::new(
    "person_not_member",
    "the new head stands on a card of this case",
    "send the person of a member that the case's facts list",
);
const MAY_NOT_HEAD: Rule = Rule::new(
    "person_may_not_head",
    "a head is alive, and 17 or older or married once",
    "send a member whose mayHead is true",
);
const NUMBER_FREE: Rule = Rule::new(
    "number_in_pool",
    "a number of the pool is not handed out by hand",
    "decide try_again: the case takes a number of the pool by itself",
);
const NUMBER_IN_USE: Rule = Rule::new(
    "number_in_use",
    "a KK number belongs to one household for ever",
    "send the number that SIAK issued for this case",
);
const NUMBER_SPOILED: Rule = Rule::new(
    "number_spoiled",
    "a number that was written off is never used",
    "ask SIAK for another number",
);
