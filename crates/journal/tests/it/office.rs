//! An office with an empty journal, and what happens to its cases.

use std::convert::Infallible;

use jiff::{SignedDuration, Timestamp};
use memory_tables::MemoryTables;
use tuntas_domain::case::Command;
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, OfficerCode};
use tuntas_domain::plan::{Decision, Hold};
use tuntas_journal::{Actor, Journal, Prepared, RunError, Step, Story};
use tuntas_tables::{Key, Table};
use uuid::Uuid;

/// A case whose id ends with these bytes.
pub(crate) fn case(ending: u128) -> CaseId {
    CaseId(Uuid::from_u128(
        0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + ending,
    ))
}

/// So many minutes after the office opens.
pub(crate) fn minute(minute: i64) -> Timestamp {
    let opening: Timestamp = "2021-09-21T02:00:00Z".parse().unwrap();
    opening + SignedDuration::from_mins(minute)
}

pub(crate) fn officer() -> OfficerCode {
    OfficerCode::parse("petugas-01").unwrap()
}

pub(crate) struct Wish {
    pub(crate) id: String,
    pub(crate) command: Command,
}

impl Step for Wish {
    type Error = Infallible;

    fn command(&self, _: &Story) -> CommandId {
        CommandId::new(&self.id)
    }

    fn actor(&self) -> Actor {
        Actor::officer("petugas-01")
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(self.command.clone())))
    }
}

pub(crate) struct Office {
    pub(crate) tables: MemoryTables,
    pub(crate) table: Table,
    pub(crate) journal: Journal,
}

impl Office {
    pub(crate) async fn open() -> Self {
        let tables = MemoryTables::start().await.unwrap();
        let table = Table::new(tables.client(), "cases");
        let journal = Journal::new(table.clone());
        Self {
            tables,
            table,
            journal,
        }
    }

    /// What the office does at that minute.
    pub(crate) async fn wish(&self, case: CaseId, at: i64, command: Command) -> Story {
        self.try_wish(case, at, command).await.unwrap()
    }

    pub(crate) async fn try_wish(
        &self,
        case: CaseId,
        at: i64,
        command: Command,
    ) -> Result<Story, RunError<Infallible>> {
        let wish = Wish {
            id: format!("minute/{at}"),
            command,
        };
        let ran = self.journal.run(case, minute(at), &wish).await?;
        Ok(ran.story)
    }

    pub(crate) async fn accept(&self, case: CaseId, at: i64) -> Story {
        let accept = Command::Accept {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Gugat,
            evidence: "e".repeat(64),
            missing: vec![],
            duty: None,
        };
        self.wish(case, at, accept).await
    }

    pub(crate) async fn hold(&self, case: CaseId, at: i64, hold: Hold) -> Story {
        self.wish(case, at, Command::Hold { hold }).await
    }

    /// The officer takes the case and lets it be planned again, within two minutes.
    pub(crate) async fn let_go_on(&self, case: CaseId, at: i64) -> Story {
        let claim = Command::Claim {
            officer: officer(),
            now: minute(at),
            until: minute(at + 30),
            ahead: 0,
        };
        self.wish(case, at, claim).await;
        let decide = Command::Decide {
            officer: officer(),
            now: minute(at + 1),
            decision: Decision::TryAgain,
        };
        self.wish(case, at + 1, decide).await
    }

    /// Somebody with the keys to the database takes an entry away.
    pub(crate) async fn take_away(&self, case: CaseId, seq: u32) {
        let delete = tuntas_tables::Write::Delete {
            table: "cases".to_owned(),
            key: Key::new(format!("CASE#{case}"), format!("EV#{seq:010}")),
            expect: tuntas_tables::Expect::Present,
        };
        tuntas_tables::commit(self.table.database(), vec![delete])
            .await
            .unwrap();
    }
}
