//! The rules that hold after every commit, and those that hold at rest.

mod aid;
mod cases;
mod officers;
mod register;
mod rest;
mod reversals;

use std::collections::BTreeMap;

use jiff::Timestamp;
use memory_tables::Change;
use tuntas_domain::case::{Case, Event};
use tuntas_domain::identity::CaseId;

pub(crate) use aid::Referrals;
pub(crate) use cases::{Cases, Chronicle};
pub(crate) use register::Registry;
pub(crate) use rest::{at_rest, the_lists_are_true};

use crate::ports::{CASES, Ports, REGISTER};

/// A new entry of a journal, as the stream tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) case: CaseId,
    pub(crate) seq: u32,
    pub(crate) event: Event,
}

/// The case of a new entry.
fn case_of(change: &Change) -> Option<CaseId> {
    let item = change.after.as_ref()?;
    change
        .key
        .sk
        .starts_with("EV#")
        .then(|| item.parsed("case").ok())?
}

/// What the commits have told so far.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub(crate) cases: Cases,
    pub(crate) register: Registry,
    pub(crate) referrals: Referrals,
}

impl Records {
    /// Looks at one transaction; the new entries of journals.
    pub(crate) fn commit(
        &mut self,
        changes: &[Change],
        ports: &Ports,
        now: Timestamp,
    ) -> Result<Vec<Told>, String> {
        let of = |table: &'static str| changes.iter().filter(move |change| change.table == table);
        let before: BTreeMap<CaseId, Case> = (of(CASES).filter_map(case_of))
            .filter_map(|id| Some((id, &self.cases.all.get(&id)?.case)))
            .filter(|(_, case)| case.is_being_undone())
            .map(|(id, case)| (id, case.clone()))
            .collect();
        let of_journal = |name: &'static str| of(CASES).filter(move |change| change.key.pk.starts_with(name));
        let told = self.cases.commit(of_journal("CASE#"), ports)?;
        self.referrals.commit(of_journal("AID#"), &self.cases, ports)?;
        if of(REGISTER).next().is_some() {
            self.register.commit(of(REGISTER), now)?;
        }
        for told in told.iter().filter(|told| reversals::is_undoing(&told.event)) {
            let case = told.case;
            if let (Some(chronicle), Some(before)) = (self.cases.all.get(&case), before.get(&case)) {
                reversals::undone(case, chronicle, before, &self.register)
                    .map_err(|what| format!("case {case}: {what}"))?;
            }
        }
        Ok(told)
    }
}
