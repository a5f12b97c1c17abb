//! What the ruling comes to, as letters tell it.

use tuntas_domain::case::Event;
use tuntas_domain::decree::{Decree, Settled};
use tuntas_domain::plan::{Amendment, CorrectedValue};
use tuntas_journal::Story;

use crate::{CardRender, Failure};

impl CardRender {
    /// Date and certificate of the divorce: the court's, with every correction laid over them that was carried out until
    /// an entry.
    pub(crate) async fn settled(
        &self,
        story: &Story,
        decree: &Decree,
        until: u32,
    ) -> Result<Settled, Failure> {
        let settled = decree.finality.settle(decree.kind);
        let mut settled = settled.map_err(|_| Failure::Missing("final ruling"))?;
        for entry in story.entries.iter().filter(|entry| entry.seq <= until) {
            let Event::RegisterAmended {
                amendment: Amendment::Correction { number },
                ..
            } = &entry.event
            else {
                continue;
            };
            let known = story.case.correction(*number);
            if !known.is_some_and(|correction| correction.field.concerns_the_divorce()) {
                continue;
            }
            let correction = self.dossiers.correction(story.id, *number).await?;
            match correction.ok_or(Failure::Missing("correction"))?.value {
                CorrectedValue::DivorceDate(date) => settled.divorced_on = date,
                CorrectedValue::DivorceCertificate(certificate) => settled.akta.number = certificate,
                _ => {}
            }
        }
        Ok(settled)
    }
}
