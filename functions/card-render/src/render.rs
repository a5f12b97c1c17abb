//! The step: one party's documents.

use jiff::civil::Date;
use tuntas_domain::case::{Command, DocumentKind};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, CityCode, CommandId};
use tuntas_domain::plan::{HouseholdRef, Outcome, Reissue};
use tuntas_dossier::Subject;
use tuntas_journal::{Actor, Prepared, Step, Story};

use crate::change::Change;
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

/// What a party gets: the case's round as its change began it.
#[derive(Clone, Copy)]
struct Order {
    at: HouseholdRef,
    due: Reissue,
    /// Which identity card of the person it is; unknown where the change does not say.
    card: Option<u32>,
    issued_on: Date,
}

impl Step for Render<'_> {
    type Error = Failure;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("card-render/{}/{}", self.cause, self.role))
    }

    fn actor(&self) -> Actor {
        Actor::function("card-render")
    }

    /// Nothing is rendered for a change that does not concern the party, or that a later one has overtaken.
    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Failure> {
        let Some(change) = Change::told(story, self.cause) else {
            return Ok(None);
        };
        let track = &story.case.tracks[self.role];
        if story.case.erased || track.change != change.number || !track.documents.is_empty() {
            return Ok(None);
        }
        let bundle = match &change.outcomes[self.role] {
            Outcome::NothingDue => return Ok(None),
            Outcome::Left => self.notice(story, &change, None).await?,
            Outcome::Elsewhere { region } => self.notice(story, &change, Some(region)).await?,
            Outcome::Stayed { household }
            | Outcome::Founded { household }
            | Outcome::Joined { household } => {
                let order = Order {
                    at: *household,
                    due: track.due,
                    card: track.card,
                    issued_on: change.issued_on,
                };
                self.cards(order).await?
            }
        };
        if bundle.documents.is_empty() {
            return Ok(None);
        }
        let command = Command::Render {
            role: self.role,
            change: change.number,
            documents: bundle.documents,
        };
        Ok(Some(Prepared {
            command,
            with: bundle.writes,
        }))
    }
}

impl Render<'_> {
    fn bundle(&self, issued_on: Date, initials: String) -> Bundle<'_> {
        let side = self.role.as_str();
        Bundle::new(self.shop, self.case, self.cause, side, issued_on, initials)
    }

    async fn cards(&self, order: Order) -> Result<Bundle<'_>, Failure> {
        let decree = self.shop.decree(self.case).await?;
        let household = self.shop.version(order.at).await?;
        let nik = decree.parties[self.role].nik.as_ref();
        let member = nik
            .and_then(|nik| household.member(nik))
            .ok_or(Failure::Missing("member"))?;
        let person = &member.person;
        let mut bundle = self.bundle(order.issued_on, person.name.initials());
        if order.due.kk {
            let sheet = kk::sheet(&self.shop.city, &household, &bundle.qr(DocumentKind::Kk));
            let pdf = self.shop.renderer.kk(&sheet)?;
            let subject = Subject::Household(order.at);
            bundle.add(DocumentKind::Kk, subject, pdf.bytes).await?;
        }
        if order.due.ktp {
            let issue = match order.card {
                Some(issue) => issue,
                None => self.shop.register.card_issue(person.id).await?,
            };
            let qr = bundle.qr(DocumentKind::Ktp);
            let card = ktp::card(&self.shop.city, person, &household.address, order.issued_on, &qr);
            let pdf = self.shop.renderer.ktp(&card)?;
            let person = person.id;
            let subject = Subject::Card { person, issue };
            bundle.add(DocumentKind::Ktp, subject, pdf.bytes).await?;
        }
        Ok(bundle)
    }

    /// The letter to the registry of the place where the party lives, or else moves to.
    async fn notice(
        &self,
        story: &Story,
        change: &Change<'_>,
        lives_in: Option<&CityCode>,
    ) -> Result<Bundle<'_>, Failure> {
        let decree = self.shop.decree(self.case).await?;
        let party = &decree.parties[self.role];
        let resident = match lives_in {
            Some(region) => self.shop.elsewhere(party, region).await?,
            None => self.shop.leaver(story, party, change.matter, self.cause).await?,
        };
        let settled = self.shop.settled(story, &decree, self.cause).await?;
        let name = match resident.person() {
            Some(person) => &person.name,
            None => &party.name,
        };
        let mut bundle = self.bundle(change.issued_on, name.initials());
        let occasion = Occasion {
            case: self.case,
            settled: &settled,
            issued_on: change.issued_on,
            matter: change.matter,
            change: change.number,
        };
        let qr = bundle.qr(DocumentKind::Notice);
        let letter = notice::about_resident(&self.shop.city, &decree, &occasion, self.role, &resident, &qr);
        let pdf = self.shop.renderer.notice(&letter)?;
        bundle
            .add(
                DocumentKind::Notice,
                Subject::Letter {
                    case: self.case,
                    role: Some(self.role),
                },
                pdf.bytes,
            )
            .await?;
        Ok(bundle)
    }
}
