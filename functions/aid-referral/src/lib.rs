//! Tells aid offices of the former spouses who consented, and takes it back: the only way on which data leave for them.
//!
//! ```text
//! AidConsentGiven, RegisterUpdated ──▶ a referral with the least the office needs
//! AidConsentWithdrawn              ──▶ the referral stops, and the office's copy is erased
//! SafetyRecorded                   ──▶ the same, for the office that protects from violence
//! Reversed                         ──▶ running referrals stand still until their office says whether they go on
//! ```
//!
//! A message only says where to look. What is done follows from how the case stands, so that messages may come twice, late and
//! in any order. A consent that was taken back before its message came is never followed: taking it back leaves a mark under
//! the name of the referral, and nothing is opened over it.

mod deeds;
mod told;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;

use jiff::Timestamp;
use tracing::info;
use tuntas_aid::referral::{self, Refusal};
use tuntas_aiding::{Aid, KeptError, Referred, Says, Unready};
use tuntas_city::City;
use tuntas_domain::case::{Case, Event};
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId};
use tuntas_dossier::{DossierError, Dossiers, Safety};
use tuntas_journal::{Actor, Journal, JournalError, Message, RunError, Story, unless_taken};
use tuntas_platform::metrics;
use tuntas_register::{Register, RegisterError};

use deeds::{Deed, deeds, names};
use told::Source;

/// Stories of a case that are tried before a message is left to its next delivery.
const ATTEMPTS: u8 = 3;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct AidReferral {
    /// The journal of divorces; only read.
    pub journal: Journal,
    /// What the court sent, and how a party is reached; only read.
    pub dossiers: Dossiers,
    /// The register; only read.
    pub register: Register,
    /// The referrals.
    pub aid: Aid,
    /// The city with its aid offices.
    pub city: Arc<City>,
}

/// Why a message is to be delivered again. Holds nothing of anybody.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The dossier failed.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The referral could not be prepared.
    #[error(transparent)]
    Unready(#[from] Unready),
    /// An office's copy could not be read or written.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// Others were faster every time.
    #[error("other writers were faster every time")]
    Contended,
    /// The rules of referrals said no to what they always allow.
    #[error("the referral refused the step: {0}")]
    Refused(Refusal),
    /// The message names an entry that the journal does not have.
    #[error("the journal has no entry {0}")]
    NoEntry(u32),
}

impl From<Infallible> for Failure {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl AidReferral {
    /// Handles one message. A message delivered again changes nothing.
    ///
    /// # Errors
    /// [`Failure`]; what was done until then stays, and the next delivery goes on from there.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        for _ in 1..ATTEMPTS {
            match self.follow(message, at).await {
                // Something else was said of the case meanwhile: what follows from it is found out anew.
                Err(Failure::Contended) => {}
                done => return done,
            }
        }
        self.follow(message, at).await
    }

    /// Does what follows from the case as it stands now.
    async fn follow(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        let (case, seq) = (message.case_id, message.seq);
        let story = self.journal.load(case).await?;
        let entry = story.entry(seq).ok_or(Failure::NoEntry(seq))?;
        match &entry.event {
            Event::RegisterUpdated { .. } => {
                for role in Role::BOTH {
                    let safety = self.dossiers.safety(case, role).await?;
                    for (office, kind) in self.lines(&story.case, role) {
                        self.settle(&story, role, &office, kind, safety, at).await?;
                    }
                }
                Ok(())
            }
            Event::AidConsentGiven {
                role, office, aid, ..
            } => {
                let safety = self.dossiers.safety(case, *role).await?;
                self.settle(&story, *role, office, *aid, safety, at).await
            }
            Event::AidConsentWithdrawn {
                role,
                office,
                aid,
                number,
                ..
            } => {
                // Also where consent was given anew since.
                let id = referral::id(case, *role, office, *aid, u32::from(*number));
                self.withdraw(id, at).await?;
                let safety = self.dossiers.safety(case, *role).await?;
                self.settle(&story, *role, office, *aid, safety, at).await
            }
            Event::SafetyRecorded { role, .. } => {
                let safety = self.dossiers.safety(case, *role).await?;
                for (office, kind) in self.lines(&story.case, *role) {
                    self.settle(&story, *role, &office, kind, safety, at).await?;
                    self.retell(&story, *role, &office, kind, safety).await?;
                }
                Ok(())
            }
            Event::Reversed { .. } => {
                for role in Role::BOTH {
                    let safety = self.dossiers.safety(case, role).await?;
                    for (office, kind) in self.lines(&story.case, role) {
                        for consent in names(story.case.aid[role].line(&office, kind), safety) {
                            let id = self.aid.name(case, role, &office, kind, consent);
                            self.reverse(id, at).await?;
                        }
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What a party said anything of, and the office that protects, which may be told without a word.
    fn lines(&self, case: &Case, role: Role) -> BTreeSet<(AidOfficeCode, AidKind)> {
        let said = case.aid[role].lines.iter();
        let protecting = self.city.aid.protecting();
        said.map(|line| (line.office.clone(), line.aid))
            .chain(protecting.map(|office| (office.code.clone(), AidKind::Mentoring)))
            .collect()
    }

    /// Lets one office know what it may know now, and nothing else.
    async fn settle(
        &self,
        story: &Story,
        role: Role,
        office: &AidOfficeCode,
        kind: AidKind,
        safety: Option<Safety>,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let case = &story.case;
        let of_office = safety.filter(|_| self.protects(office, kind));
        let open = case.registered && case.reversed.is_none();
        for deed in deeds(open, case.aid[role].line(office, kind), of_office) {
            let id = |consent| self.aid.name(story.id, role, office, kind, consent);
            match deed {
                Deed::Withdraw { consent } => self.withdraw(id(consent), at).await?,
                Deed::Refer { consent, unless } => {
                    if let Some(protection) = unless
                        && self.knows(id(protection)).await?
                    {
                        return Ok(());
                    }
                    if let Some(wish) = self.referred(story, role, office, kind, safety, at).await? {
                        self.refer(id(consent), wish, at).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether an office was told under this name, and was not told to forget it.
    async fn knows(&self, id: CaseId) -> Result<bool, Failure> {
        let stage = self.aid.journal.load(id).await?.case.stage;
        Ok(!matches!(
            stage,
            referral::Stage::New | referral::Stage::Withdrawn
        ))
    }

    fn protects(&self, office: &AidOfficeCode, kind: AidKind) -> bool {
        let protecting = self.city.aid.protecting();
        kind == AidKind::Mentoring && protecting.is_some_and(|protecting| protecting.code == *office)
    }

    /// Where the party's safety has changed, offices that were told before are told anew what they may know now: no office but
    /// the protecting one keeps an address.
    async fn retell(
        &self,
        story: &Story,
        role: Role,
        office: &AidOfficeCode,
        kind: AidKind,
        safety: Option<Safety>,
    ) -> Result<(), Failure> {
        let case = story.id;
        for consent in names(story.case.aid[role].line(office, kind), safety) {
            let id = self.aid.name(case, role, office, kind, consent);
            let papers = &self.aid.papers;
            let (Some(person), Some(facts)) = (papers.person(id).await?, papers.facts(id).await?) else {
                continue;
            };
            let protected = safety.is_some_and(|safety| safety.protected);
            let hidden = protected && !self.protects(office, kind);
            let reached = self.dossiers.reached_by_office(case, role, hidden).await?;
            let told = told::again(&person, &facts, reached.as_ref(), hidden, protected && !hidden);
            if (&told.0, &told.1) == (&person, &facts) {
                continue;
            }
            let mut writes = papers.retold(id, (&person, &facts), (&told.0, &told.1))?;
            writes.push(self.dossiers.unchanged_safety(case, role, safety));
            let recorded = self.aid.journal.record(writes).await;
            unless_taken(recorded)?.ok_or(Failure::Contended)?;
            // No word of it in the log: it would tell a yes from a no.
        }
        Ok(())
    }

    /// What the office is told. `None` where there is nothing to tell, or nobody to tell it to.
    async fn referred(
        &self,
        story: &Story,
        role: Role,
        office: &AidOfficeCode,
        kind: AidKind,
        safety: Option<Safety>,
        at: Timestamp,
    ) -> Result<Option<Referred>, Failure> {
        let case = story.id;
        if !self.city.aid.helps(office, kind) {
            info!(%case, %role, %office, "the city names no such office any more");
            return Ok(None);
        }
        let Some(filed) = self.dossiers.decree(case).await? else {
            info!(%case, "the case has no dossier any more");
            return Ok(None);
        };
        let decree = filed.decree;
        let protected = safety.is_some_and(|safety| safety.protected);
        let hidden = protected && !self.protects(office, kind);
        let home = match &decree.parties[role].nik {
            Some(nik) => self.register.home_of(nik).await?,
            None => None,
        };
        let source = Source {
            reached: self.dossiers.reached_by_office(case, role, hidden).await?,
            children: home.as_ref().map(|home| children(&decree, home)),
            home: home.as_ref(),
            hidden,
            decree: &decree,
            role,
            violence: protected && !hidden,
        };
        let today = at.to_zoned_datetime(self.city.time_zone()).date();
        let within = self.city.aid.assess_within_days;
        Ok(Some(Referred {
            case,
            role,
            office: office.clone(),
            kind,
            assess_by: self.city.working_days().after(today, within),
            person: source.person(kind),
            facts: source.known(kind),
            // Whoever takes the consent back, is protected or has the ruling undone in this moment comes first.
            provided: vec![
                self.journal.unchanged(story),
                self.dossiers.unchanged_safety(case, role, safety),
            ],
        }))
    }

    async fn refer(&self, id: CaseId, wish: Referred, at: Timestamp) -> Result<(), Failure> {
        match self.aid.refer(id, wish, &says("refer", at)).await {
            Ok(ran) => {
                if !ran.events.is_empty() {
                    metrics::count("AidReferred");
                    info!("an office was told");
                }
                Ok(())
            }
            // Told before, or taken back before.
            Err(RunError::Refused(
                Refusal::Withdrawn | Refusal::AlreadyReferred | Refusal::ReferralEnded,
            )) => Ok(()),
            Err(other) => Err(failure(other)),
        }
    }

    /// Tells the office that the ruling was undone. A referral that has ended, or was never made, has nothing to stop; nobody is
    /// referred from now on.
    async fn reverse(&self, id: CaseId, at: Timestamp) -> Result<(), Failure> {
        let today = at.to_zoned_datetime(self.city.time_zone()).date();
        let days = self.city.working_days();
        match self.aid.reverse(id, today, &days, &says("reversed", at)).await {
            Ok(ran) => {
                if !ran.events.is_empty() {
                    metrics::count("AidSuspended");
                    info!("the office was told that the ruling was undone");
                }
                Ok(())
            }
            Err(RunError::Refused(Refusal::NoReferral | Refusal::Withdrawn | Refusal::ReferralEnded)) => {
                Ok(())
            }
            Err(other) => Err(failure(other)),
        }
    }

    async fn withdraw(&self, id: CaseId, at: Timestamp) -> Result<(), Failure> {
        match self.aid.withdraw(id, &says("withdraw", at)).await {
            Ok(ran) => {
                if !ran.events.is_empty() {
                    metrics::count("AidWithdrawn");
                    info!("consent was taken back");
                }
                Ok(())
            }
            Err(other) => Err(failure(other)),
        }
    }
}

/// Children of the decree on the party's card.
fn children(decree: &Decree, home: &tuntas_domain::household::Household) -> u64 {
    let here = decree
        .children
        .iter()
        .filter(|child| home.member(&child.nik).is_some());
    u64::try_from(here.count()).unwrap_or(u64::MAX)
}

/// A referral is opened once, withdrawn once and told of a reversal once: the cause is the deed.
fn says(deed: &str, at: Timestamp) -> Says {
    Says {
        actor: Actor::function("aid-referral"),
        cause: CommandId::new(format!("aid-referral/{deed}")),
        at,
    }
}

fn failure(error: RunError<impl Into<Failure>, Refusal>) -> Failure {
    match error {
        RunError::Refused(refusal) => Failure::Refused(refusal),
        RunError::Prepare(unready) => unready.into(),
        RunError::Contended(_) => Failure::Contended,
        RunError::Journal(error) => Failure::Journal(error),
    }
}
