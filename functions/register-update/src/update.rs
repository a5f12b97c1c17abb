//! The one step of this function.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tuntas_domain::case::{Command, EventKind, Stage};
use tuntas_domain::decree::Parties;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{CaseId, CommandId, KecamatanCode, KkNumber};
use tuntas_domain::plan::{Hold, HouseholdRef, Plan, Situation, plan};
use tuntas_journal::{Actor, Prepared, Step, Story};
use tuntas_register::Change;

use crate::situation::Households;
use crate::{Failure, RegisterUpdate};

pub(crate) struct Update<'a> {
    pub(crate) tables: &'a RegisterUpdate,
    pub(crate) case: CaseId,
    /// The entry that made the ruling final.
    pub(crate) cause: u32,
    pub(crate) today: Date,
}

impl Step for Update<'_> {
    type Error = Failure;

    /// A message that comes again after a hold is a new attempt.
    fn command(&self, story: &Story) -> CommandId {
        let holds = story.count(EventKind::Held);
        CommandId::new(format!("register-update/{}/{holds}", self.cause))
    }

    fn actor(&self) -> Actor {
        Actor::function("register-update")
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Failure> {
        let out_of_numbers = matches!(story.case.hold, Some(Hold::NumberPoolEmpty { .. }));
        match story.case.stage() {
            Stage::Accepted => {}
            Stage::Held if out_of_numbers => {}
            _ => return Ok(None),
        }
        let decree = self
            .tables
            .dossiers
            .decree(self.case)
            .await?
            .ok_or(Failure::NoDossier)?
            .decree;
        let Ok(settled) = decree.finality.settle(decree.kind) else {
            return Ok(None);
        };
        let households = Households::read(&self.tables.register, &decree).await?;
        let planned = plan(&Situation {
            case: self.case,
            decree: &decree,
            settled: &settled,
            homes: Parties {
                petitioner: households.homes.petitioner.as_ref(),
                respondent: households.homes.respondent.as_ref(),
            },
            others: &households.others,
            today: self.today,
        });
        let plan = match planned {
            Ok(plan) => plan,
            Err(hold) => return Ok(Some(Prepared::only(Command::Hold { hold }))),
        };
        let taken = match self.take_numbers(&plan).await? {
            Ok(taken) => taken,
            Err(hold) => return Ok(Some(Prepared::only(Command::Hold { hold }))),
        };
        let numbers: Vec<KkNumber> = taken.iter().map(|(_, number)| number.clone()).collect();
        let after = plan
            .number(self.case, self.today, &numbers)
            .map_err(|_| Failure::Numbering)?;
        let mut reissued = Vec::new();
        for person in &plan.reissued {
            reissued.push((*person, self.tables.register.card_issue(*person).await?));
        }
        let with = self.tables.register.change(&Change {
            before: &households.all(),
            after: &after,
            taken: &taken,
            departures: &plan.departures,
            arrivals: &[],
            reissued: &reissued,
        })?;
        let command = Command::Register {
            divorced_on: settled.divorced_on,
            issued_on: self.today,
            outcomes: plan.outcomes,
            households: after.iter().map(reference).collect(),
            flags: plan.flags,
        };
        Ok(Some(Prepared { command, with }))
    }
}

impl Update<'_> {
    /// Free numbers of the pool. They are taken by the transaction; if another case was faster with one of them, the
    /// whole step starts afresh.
    async fn take_numbers(
        &self,
        plan: &Plan,
    ) -> Result<Result<Vec<(KecamatanCode, KkNumber)>, Hold>, Failure> {
        let needed = plan.numbers_needed();
        let mut pools: BTreeMap<&KecamatanCode, std::vec::IntoIter<KkNumber>> = BTreeMap::new();
        let mut taken = Vec::new();
        for kecamatan in needed {
            if !pools.contains_key(kecamatan) {
                let mut free = self.tables.register.free_numbers(kecamatan, CANDIDATES).await?;
                let start = beginning(self.case, free.len());
                free.rotate_left(start);
                pools.insert(kecamatan, free.into_iter());
            }
            match pools.get_mut(kecamatan).and_then(Iterator::next) {
                Some(number) => taken.push((kecamatan.clone(), number)),
                None => {
                    return Ok(Err(Hold::NumberPoolEmpty {
                        kecamatan: kecamatan.clone(),
                    }));
                }
            }
        }
        Ok(Ok(taken))
    }
}

/// Free numbers looked at.
const CANDIDATES: u16 = 25;

/// Where a case begins to take from so many free numbers: cases of the same moment would all lose against one of them
/// if each wanted the first.
fn beginning(case: CaseId, free: usize) -> usize {
    let wide = u128::try_from(free.max(1)).unwrap_or(1);
    usize::try_from(case.0.as_u128() % wide).unwrap_or(0)
}

fn reference(household: &Household) -> HouseholdRef {
    HouseholdRef {
        id: household.id,
        version: household.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn cases_of_the_same_moment_begin_at_different_numbers() {
        let start = |random: u128| {
            beginning(
                CaseId(Uuid::from_u128(
                    0x0198_a2b4_5c6d_7000_8000_0000_0000_0000 + random,
                )),
                25,
            )
        };
        let starts: std::collections::BTreeSet<usize> = (0..25).map(start).collect();
        assert_eq!(starts.len(), 25);
        assert_eq!(beginning(CaseId(Uuid::from_u128(7)), 1), 0);
        assert_eq!(beginning(CaseId(Uuid::from_u128(7)), 0), 0);
    }
}
