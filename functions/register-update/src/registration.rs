//! The change that the ruling itself makes.

use tuntas_domain::case::Command;
use tuntas_domain::household::Household;
use tuntas_domain::plan::{HouseholdRef, Situation, plan};
use tuntas_journal::{Prepared, Story};
use tuntas_register::Change;

use crate::ruling::Ruling;
use crate::situation::Households;
use crate::stop::Stop;
use crate::update::Update;
use crate::{Failure, issues};

impl Update<'_> {
    pub(crate) async fn register(&self, story: &Story) -> Result<Prepared, Stop> {
        let register = &self.tables.register;
        let Ruling {
            decree,
            settled,
            decisions,
        } = Ruling::read(&self.tables.dossiers, story).await?;
        let households = Households::read(register, &decree, &[]).await?;
        let plan = plan(&Situation {
            case: self.case,
            city: &self.tables.city,
            decree: &decree,
            settled: &settled,
            homes: households.homes(),
            others: &households.others,
            decisions: &decisions,
            today: self.today,
        })?;
        let numbers = self.tables.numbers(story, &plan.numbers_needed()).await?;
        let after = plan
            .number(self.case, self.today, &numbers.all)
            .map_err(|_| Failure::Numbering)?;
        let issues = issues::read(register, &plan.reissued).await?;
        let with = register.change(&Change {
            before: &households.all(),
            after: &after,
            taken: &numbers.taken,
            by_hand: &numbers.by_hand,
            departures: &plan.departures,
            arrivals: &[],
            reissued: &issues,
        })?;
        let command = Command::Register {
            divorced_on: settled.divorced_on,
            issued_on: self.today,
            outcomes: plan.outcomes,
            households: references(&after),
            flags: plan.flags,
            cards: issues::numbered(&issues::parties(&decree, &after), &issues),
            marriage_registry: plan.marriage_registry,
        };
        Ok(Prepared { command, with })
    }
}

/// Household versions without their content.
pub(crate) fn references(households: &[Household]) -> Vec<HouseholdRef> {
    households
        .iter()
        .map(|household| HouseholdRef {
            id: household.id,
            version: household.version,
        })
        .collect()
}
