//! The step: the letter to the registry that recorded the marriage.

use tuntas_domain::case::{Command, DocumentKind};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_dossier::Subject;
use tuntas_journal::{Actor, Prepared, Step, Story};

use crate::change::Change;
use crate::documents::Bundle;
use crate::notice::{self, Occasion};
use crate::{CardRender, Failure};

pub(crate) struct MarriageLetter<'a> {
    pub(crate) shop: &'a CardRender,
    pub(crate) case: CaseId,
    /// The entry that changed the register.
    pub(crate) cause: u32,
}

impl Step for MarriageLetter<'_> {
    type Error = Failure;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(format!("card-render/{}/marriage", self.cause))
    }

    fn actor(&self) -> Actor {
        Actor::function("card-render")
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Failure> {
        let (Some(change), Some(due)) = (Change::told(story, self.cause), &story.case.marriage_notice) else {
            return Ok(None);
        };
        if story.case.erased || due.change != change.number || due.document.is_some() {
            return Ok(None);
        }
        let decree = self.shop.decree(self.case).await?;
        let settled = self.shop.settled(story, &decree, self.cause).await?;
        let occasion = Occasion {
            case: self.case,
            settled: &settled,
            issued_on: change.issued_on,
            matter: change.matter,
            change: change.number,
        };
        let husband = decree.husband();
        let initials = [husband, husband.other()]
            .map(|role| decree.parties[role].name.initials())
            .join(" & ");
        let mut bundle = Bundle::new(
            self.shop,
            self.case,
            self.cause,
            "marriage",
            change.issued_on,
            initials,
        );
        let qr = bundle.qr(DocumentKind::Notice);
        let letter = notice::about_marriage(&self.shop.city, &decree, &occasion, &due.region, &qr);
        let pdf = self.shop.renderer.notice(&letter)?;
        bundle
            .add(
                DocumentKind::Notice,
                Subject::Letter {
                    case: self.case,
                    role: None,
                },
                pdf.bytes,
            )
            .await?;
        let Some(document) = bundle.documents.pop() else {
            return Ok(None);
        };
        let command = Command::RenderMarriageNotice {
            change: change.number,
            document,
        };
        Ok(Some(Prepared {
            command,
            with: bundle.writes,
        }))
    }
}
