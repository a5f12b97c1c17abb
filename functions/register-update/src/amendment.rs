//! A change that was asked for after the registration.

use tuntas_domain::case::Command;
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::PersonId;
use tuntas_domain::plan::{Amendment, Hold, HouseholdRef, Later, Reissue, amend};
use tuntas_journal::{Prepared, Story};
use tuntas_register::Change;

use crate::registration::references;
use crate::ruling::Ruling;
use crate::situation::{Households, versions};
use crate::stop::Stop;
use crate::update::Update;
use crate::{Failure, history, issues};

impl Update<'_> {
    pub(crate) async fn amend(&self, story: &Story, amendment: &Amendment) -> Result<Prepared, Stop> {
        if story.case.erased {
            // Nobody knows any more whom the case was about.
            return Err(Hold::AmendmentImpossible.into());
        }
        let register = &self.tables.register;
        let Ruling {
            decree,
            settled,
            decisions,
        } = Ruling::read(&self.tables.dossiers, story).await?;
        let correction = match amendment {
            Amendment::Correction { number } => {
                let correction = self.tables.dossiers.correction(self.case, *number).await?;
                Some(correction.ok_or(Failure::Missing("correction"))?)
            }
            _ => None,
        };
        let written = history::written(story);
        let undoes: &[HouseholdRef] = match amendment {
            Amendment::Reversal { .. } => &written,
            _ => &[],
        };
        let households = Households::read(register, &decree, undoes).await?;
        let before = versions(register, &history::before(undoes)).await?;
        let outcomes = history::outcomes(story).ok_or(Failure::Missing("registration"))?;
        let amended = amend(&Later {
            case: self.case,
            decree: &decree,
            settled: &settled,
            decisions: &decisions,
            amendment,
            correction: correction.as_ref(),
            outcomes: &outcomes,
            homes: households.homes(),
            others: &households.others,
            before: &before,
            written: &written,
            today: self.today,
        })?;
        let numbers = self.tables.numbers(story, &amended.numbers_needed()).await?;
        let after = amended
            .number(self.case, self.today, &numbers.all)
            .map_err(|_| Failure::Numbering)?;
        let now = households.all();
        let parties = issues::parties(&decree, &now);
        let issues = issues::read(register, &new_cards(&parties, amended.reissued)).await?;
        let with = register.change(&Change {
            before: &now,
            after: &after,
            taken: &numbers.taken,
            by_hand: &numbers.by_hand,
            departures: &amended.departures,
            arrivals: &[],
            reissued: &issues,
        })?;
        let command = Command::Amend {
            amendment: amendment.clone(),
            issued_on: self.today,
            outcomes: amended.outcomes,
            households: references(&after),
            reissued: amended.reissued,
            cards: issues::numbered(&parties, &issues),
            flags: amended.flags,
        };
        Ok(Prepared { command, with })
    }
}

/// The parties who get a new identity card.
fn new_cards(parties: &Parties<Option<PersonId>>, reissued: Parties<Reissue>) -> Vec<PersonId> {
    Role::BOTH
        .into_iter()
        .filter(|role| reissued[*role].ktp)
        .filter_map(|role| parties[role])
        .collect()
}
