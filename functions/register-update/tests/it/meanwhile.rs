//! Somebody else does something between two calls of the function.

use std::pin::Pin;
use std::sync::Mutex;

use register_update::{Failure, RegisterUpdate};
use tuntas_domain::case::EventKind;
use tuntas_domain::household::Household;
use tuntas_journal::{Journal, Message};
use tuntas_register::Register;
use tuntas_tables::{Answer, Backend, CommitError, Database, Item, Key, Query, ReadError, Table, Write};

use crate::town::{CASE, Town, now};

type Deed = Pin<Box<dyn Future<Output = ()> + Send>>;

/// When it is done.
#[derive(Debug)]
enum When {
    /// Before a partition is read for the first time.
    Read(String),
    /// Before the first transaction.
    Commit,
}

/// The town's tables, with a deed of somebody else still to be done.
struct Interrupted {
    tables: Database,
    when: When,
    deed: Mutex<Option<Deed>>,
}

impl std::fmt::Debug for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Interrupted({:?})", self.when)
    }
}

impl Interrupted {
    async fn at(&self, now: bool) {
        let deed = now.then(|| self.deed.lock().unwrap().take()).flatten();
        if let Some(deed) = deed {
            deed.await;
        }
    }

    fn reads(&self, pk: &str) -> bool {
        matches!(&self.when, When::Read(of) if of == pk)
    }
}

impl Backend for Interrupted {
    fn get<'a>(
        &'a self,
        table: &'a str,
        key: &'a Key,
        attributes: &'a [&'a str],
    ) -> Answer<'a, Option<Item>, ReadError> {
        Box::pin(async move {
            self.at(self.reads(&key.pk)).await;
            self.tables.backend().get(table, key, attributes).await
        })
    }

    fn query<'a>(&'a self, table: &'a str, query: Query<'a>) -> Answer<'a, Vec<Item>, ReadError> {
        Box::pin(async move {
            self.at(self.reads(query.pk)).await;
            self.tables.backend().query(table, query).await
        })
    }

    fn commit(&self, writes: Vec<Write>) -> Answer<'_, (), CommitError> {
        Box::pin(async move {
            self.at(matches!(self.when, When::Commit)).await;
            self.tables.backend().commit(writes).await
        })
    }
}

/// The function, interrupted once.
pub(crate) struct Meanwhile(RegisterUpdate);

impl Meanwhile {
    /// Between planning and writing.
    pub(crate) fn before_a_commit(town: &Town, deed: impl Future<Output = ()> + Send + 'static) -> Self {
        Self::at(town, When::Commit, deed)
    }

    /// Before a household is read for the first time.
    pub(crate) fn before_reading(
        town: &Town,
        household: &Household,
        deed: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        Self::at(town, When::Read(format!("HH#{}", household.id)), deed)
    }

    fn at(town: &Town, when: When, deed: impl Future<Output = ()> + Send + 'static) -> Self {
        let database = Database::new(Interrupted {
            tables: town.tables.client().into(),
            when,
            deed: Mutex::new(Some(Box::pin(deed))),
        });
        Self(RegisterUpdate {
            journal: Journal::new(Table::new(&database, "cases")),
            register: Register::new(Table::new(&database, "register")),
            ..town.update.clone()
        })
    }

    pub(crate) async fn tell_register(&self, seq: u32, kind: EventKind) -> Result<(), Failure> {
        let message = Message {
            case_id: CASE,
            seq,
            kind,
        };
        self.0.handle(message, now()).await
    }
}
