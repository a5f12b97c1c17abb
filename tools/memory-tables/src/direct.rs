//! Tables in the same process: no sockets, no protocol.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tuntas_tables::{Answer, Backend, CommitError, Database, Item, Key, Query, ReadError, Write};

use crate::{Fate, give_way};

/// What the service says when it fails by itself.
const BROKEN: &str = "InternalServerError";
/// What it says to what it does not understand.
const INVALID: &str = "ValidationException";

/// A call about which fate decides.
#[derive(Clone, Copy, Debug)]
pub enum Call<'a> {
    /// One item or one partition is read. Only [`Fate::FailsBefore`] means something to it.
    Read,
    /// A transaction.
    Commit(&'a [Write]),
}

/// What a transaction did to one item.
#[derive(Clone, Debug)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The item.
    pub key: Key,
    /// As it was; `None` if it is new.
    pub before: Option<Item>,
    /// As it is; `None` if it is no more.
    pub after: Option<Item>,
}

/// Tables in this process. Every name is an empty table at first.
///
/// Each call gives way once before it acts. So whoever polls the callers decides in which order they act, and may drop
/// one of them between any two of its calls, as a crash would.
#[derive(Clone, Default)]
pub struct DirectTables {
    state: Arc<Mutex<State>>,
}

type Partition = BTreeMap<String, Item>;

type Decide = Box<dyn FnMut(Call<'_>) -> Fate + Send>;

#[derive(Default)]
struct State {
    tables: BTreeMap<String, BTreeMap<String, Partition>>,
    changes: Vec<Change>,
    fate: Option<Decide>,
}

impl DirectTables {
    /// Empty tables.
    pub fn new() -> Self {
        Self::default()
    }

    /// The database that [`tuntas_tables::Table`] and [`tuntas_tables::commit`] take.
    pub fn database(&self) -> Database {
        Database::new(self.clone())
    }

    /// Lets somebody decide about every call from now on.
    pub fn decide_with(&self, fate: impl FnMut(Call<'_>) -> Fate + Send + 'static) {
        self.state().fate = Some(Box::new(fate));
    }

    /// What has changed since the last time somebody asked, in the order of the commits: the tables' stream.
    pub fn take_changes(&self) -> Vec<Change> {
        std::mem::take(&mut self.state().changes)
    }

    /// All items of a table whose partition begins with `prefix`, in the order of their keys.
    pub fn items(&self, table: &str, prefix: &str) -> Vec<Item> {
        let state = self.state();
        let partitions = state.tables.get(table).into_iter().flatten();
        partitions
            .filter(|(pk, _)| pk.starts_with(prefix))
            .flat_map(|(_, items)| items.values().cloned())
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reading(&self) -> Result<MutexGuard<'_, State>, ReadError> {
        let mut state = self.state();
        match state.fate_of(Call::Read) {
            Fate::FailsBefore => Err(ReadError::new(BROKEN)),
            Fate::Done | Fate::AnswerLost | Fate::Contended => Ok(state),
        }
    }
}

impl fmt::Debug for DirectTables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DirectTables").finish_non_exhaustive()
    }
}

impl Backend for DirectTables {
    fn get<'a>(
        &'a self,
        table: &'a str,
        key: &'a Key,
        attributes: &'a [&'a str],
    ) -> Answer<'a, Option<Item>, ReadError> {
        Box::pin(async move {
            give_way().await;
            let state = self.reading()?;
            let found = state
                .partition(table, &key.pk)
                .and_then(|items| items.get(&key.sk));
            Ok(found.map(|item| match attributes {
                [] => item.clone(),
                some => item.clone().only(some),
            }))
        })
    }

    fn query<'a>(&'a self, table: &'a str, query: Query<'a>) -> Answer<'a, Vec<Item>, ReadError> {
        Box::pin(async move {
            give_way().await;
            let state = self.reading()?;
            let Some(items) = state.partition(table, query.pk) else {
                return Ok(Vec::new());
            };
            let mut found: Vec<&Item> = items
                .range(query.prefix.to_owned()..)
                .take_while(|(sk, _)| sk.starts_with(query.prefix))
                .filter(|(sk, _)| {
                    query
                        .after
                        .is_none_or(|after| (sk.as_str() < after) == query.backwards && *sk != after)
                })
                .map(|(_, item)| item)
                .collect();
            if query.backwards {
                found.reverse();
            }
            found.truncate(query.limit.map_or(usize::MAX, usize::from));
            Ok(found.into_iter().cloned().collect())
        })
    }

    fn commit(&self, writes: Vec<Write>) -> Answer<'_, (), CommitError> {
        Box::pin(async move {
            give_way().await;
            self.state().commit(writes)
        })
    }
}

impl State {
    fn fate_of(&mut self, call: Call<'_>) -> Fate {
        self.fate.as_mut().map_or(Fate::Done, |decide| decide(call))
    }

    fn partition(&self, table: &str, pk: &str) -> Option<&Partition> {
        self.tables.get(table)?.get(pk)
    }

    fn commit(&mut self, writes: Vec<Write>) -> Result<(), CommitError> {
        let fate = self.fate_of(Call::Commit(&writes));
        let unavailable = |code: &str| Err(CommitError::Unavailable(code.to_owned()));
        match fate {
            Fate::FailsBefore => return unavailable(BROKEN),
            Fate::Contended => return Err(CommitError::Contended),
            Fate::Done | Fate::AnswerLost => {}
        }
        if writes
            .iter()
            .any(|write| write.item_key().0.is_empty() || write.item_key().1.is_empty())
        {
            return unavailable(INVALID);
        }
        let failed: Vec<usize> = writes
            .iter()
            .enumerate()
            .filter(|(_, write)| !write.expect().holds(self.present(write)))
            .map(|(position, _)| position)
            .collect();
        if !failed.is_empty() {
            return Err(CommitError::Condition { failed });
        }
        let mut changes = Vec::with_capacity(writes.len());
        for write in writes {
            let before = self.present(&write).cloned();
            let (pk, sk) = write.item_key();
            let (table, key) = (write.table().to_owned(), Key::new(pk, sk));
            match write.applied(before.clone()) {
                Ok(after) => changes.push(Change {
                    table,
                    key,
                    before,
                    after,
                }),
                Err(_) => return unavailable(INVALID),
            }
        }
        changes.retain(|change| change.before != change.after);
        for change in &changes {
            let table = self.tables.entry(change.table.clone()).or_default();
            let partition = table.entry(change.key.pk.clone()).or_default();
            match &change.after {
                Some(item) => drop(partition.insert(change.key.sk.clone(), item.clone())),
                None => drop(partition.remove(&change.key.sk)),
            }
        }
        self.changes.extend(changes);
        if fate == Fate::AnswerLost {
            return unavailable(BROKEN);
        }
        Ok(())
    }

    fn present(&self, write: &Write) -> Option<&Item> {
        let (pk, sk) = write.item_key();
        self.partition(write.table(), pk)?.get(sk)
    }
}
