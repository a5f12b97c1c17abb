//! The rules that hold after every commit, and those that hold at rest.

mod cases;
mod register;
mod rest;

use jiff::Timestamp;
use memory_tables::Change;
use tuntas_domain::case::Event;
use tuntas_domain::identity::CaseId;

pub(crate) use cases::{Cases, Chronicle};
pub(crate) use register::Registry;
pub(crate) use rest::at_rest;

use crate::ports::{CASES, Ports, REGISTER};

/// A new entry of a journal, as the stream tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) case: CaseId,
    pub(crate) seq: u32,
    pub(crate) event: Event,
}

/// What the commits have told so far.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub(crate) cases: Cases,
    pub(crate) register: Registry,
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
        let told = self.cases.commit(of(CASES), ports)?;
        if of(REGISTER).next().is_some() {
            self.register.commit(of(REGISTER), now)?;
        }
        Ok(told)
    }
}
