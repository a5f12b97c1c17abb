//! The step: one party's documents.

use jiff::civil::Date;
use tuntas_domain::case::{Command, DocumentKind, Event};
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_domain::plan::{HouseholdRef, Outcome};
use tuntas_dossier::Subject;
use tuntas_journal::{Actor, Prepared, Step, Story};

use crate::documents::Bundle;
use crate::notice::{self, Occasion};
use crate::{CardRender, Failure, kk, ktp};

pub(crate) struct Render<'a> {
    pub(crate) shop: &'a CardRender,
    pub(crate) case: CaseId,
    /// The entry that changed the register.
    pub(crate) cause: u32,
    pub(crate) role: Role,
}

impl Step for Render<'_> {
    type Error = Failure;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("card-render/{}/{}", self.cause, self.role))
    }

    fn actor(&self) -> Actor {
        Actor::function("card-render")
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Failure> {
        let Some((issued_on, outcomes)) = change(story, self.cause) else {
            return Ok(None);
        };
        let bundle = match &outcomes[self.role] {
            Outcome::Left | Outcome::Elsewhere { .. } => self.notice(issued_on).await?,
            Outcome::Stayed { household }
            | Outcome::Founded { household }
            | Outcome::Joined { household } => self.cards(*household, issued_on).await?,
        };
        let command = Command::Render {
            role: self.role,
            documents: bundle.documents,
        };
        Ok(Some(Prepared {
            command,
            with: bundle.writes,
        }))
    }
}

fn change(story: &Story, cause: u32) -> Option<(Date, &Parties<Outcome>)> {
    match &story.entry(cause)?.event {
        Event::RegisterUpdated {
            issued_on, outcomes, ..
        } => Some((*issued_on, outcomes)),
        _ => None,
    }
}

impl Render<'_> {
    fn bundle(&self, issued_on: Date, initials: String) -> Bundle<'_> {
        Bundle::new(self.shop, self.case, self.role, self.cause, issued_on, initials)
    }

    async fn cards(&self, at: HouseholdRef, issued_on: Date) -> Result<Bundle<'_>, Failure> {
        let decree = self
            .shop
            .dossiers
            .decree(self.case)
            .await?
            .ok_or(Failure::Missing("dossier"))?
            .decree;
        let household = self
            .shop
            .register
            .version(at.id, at.version)
            .await?
            .ok_or(Failure::Missing("household version"))?;
        let member = household
            .member(&decree.parties[self.role].nik)
            .ok_or(Failure::Missing("member"))?;
        let person = &member.person;
        let issue = self.shop.register.card_issue(person.id).await?;
        let mut bundle = self.bundle(issued_on, person.name.initials());

        let sheet = kk::sheet(&self.shop.city, &household, &bundle.qr(DocumentKind::Kk));
        let pdf = self.shop.renderer.kk(&sheet)?;
        bundle
            .add(DocumentKind::Kk, Subject::Household(at), pdf.bytes)
            .await?;

        let card = ktp::card(
            &self.shop.city,
            person,
            &household.address,
            issued_on,
            &bundle.qr(DocumentKind::Ktp),
        );
        let pdf = self.shop.renderer.ktp(&card)?;
        bundle
            .add(
                DocumentKind::Ktp,
                Subject::Card {
                    person: person.id,
                    issue,
                },
                pdf.bytes,
            )
            .await?;
        Ok(bundle)
    }

    async fn notice(&self, issued_on: Date) -> Result<Bundle<'_>, Failure> {
        let decree = self
            .shop
            .dossiers
            .decree(self.case)
            .await?
            .ok_or(Failure::Missing("dossier"))?
            .decree;
        let settled = decree
            .finality
            .settle(decree.kind)
            .map_err(|_| Failure::Missing("final ruling"))?;
        let mut bundle = self.bundle(issued_on, decree.parties[self.role].name.initials());
        let occasion = Occasion {
            case: self.case,
            role: self.role,
            settled: &settled,
            issued_on,
        };
        let letter = notice::letter(
            &self.shop.city,
            &decree,
            &occasion,
            &bundle.qr(DocumentKind::Notice),
        );
        let pdf = self.shop.renderer.notice(&letter)?;
        bundle
            .add(DocumentKind::Notice, Subject::Letter, pdf.bytes)
            .await?;
        Ok(bundle)
    }
}
