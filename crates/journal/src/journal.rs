//! Loading and appending.

use std::marker::PhantomData;

use jiff::Timestamp;
use tuntas_domain::case::JobId;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_tables::{CommitError, Item, ItemError, Key, ReadError, Table, Write, commit};

use crate::{
    Actor, ChainError, Divorce, Entry, Lookup, LookupKey, Story, Subject, append, chain, held, lookup,
    marriage_letters, print_jobs, tips,
};

/// The table `cases`, as the journal of one kind of subject.
#[derive(Clone, Debug)]
pub struct Journal<S: Subject = Divorce> {
    pub(crate) table: Table,
    subject: PhantomData<S>,
}

/// The journal could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// An event is stored in a form this version does not know.
    #[error("entry {seq} of case {case} is stored in an unknown form")]
    UnknownEvent {
        /// The case.
        case: CaseId,
        /// The entry.
        seq: u32,
    },
    /// The chain is broken.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// An event could not be written as text.
    #[error("an event could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl JournalError {
    /// Whether it is about what is stored of one story, and not about the table: other stories may well be read.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Chain(_) | Self::Item(_) | Self::UnknownEvent { .. })
    }
}

pub(crate) fn partition<S: Subject>(case: CaseId) -> String {
    format!("{}#{case}", S::PARTITION)
}

pub(crate) fn event_key<S: Subject>(case: CaseId, seq: u32) -> Key {
    Key::new(partition::<S>(case), format!("EV#{seq:010}"))
}

impl Journal {
    /// Opens the journal of the register's cases.
    pub fn new(table: Table) -> Self {
        Self::of(table)
    }
}

impl<S: Subject> Journal<S> {
    /// Opens the journal of any subject.
    pub fn of(table: Table) -> Self {
        Self {
            table,
            subject: PhantomData,
        }
    }

    /// The journal of another subject in the same table.
    pub fn also<T: Subject>(&self) -> Journal<T> {
        Journal::of(self.table.clone())
    }

    /// Loads a case and verifies its chain. A case that does not exist has no entries.
    ///
    /// # Errors
    /// [`JournalError`]; a broken chain is an error, never a partial story.
    pub async fn load(&self, case: CaseId) -> Result<Story<S>, JournalError> {
        let items = self.table.all(&partition::<S>(case), "EV#").await?;
        let entries = items
            .iter()
            .map(|item| entry(case, item))
            .collect::<Result<Vec<_>, _>>()?;
        chain::verify(case, &entries)?;
        Ok(Story::new(case, entries))
    }

    /// Appends events that one command caused, together with other writes, or nothing at all.
    ///
    /// # Errors
    /// [`CommitError::Condition`] if somebody appended in between or one of `with` found another state; load
    /// again then.
    pub async fn append(
        &self,
        story: &Story<S>,
        at: Timestamp,
        actor: &Actor,
        command: &CommandId,
        events: Vec<S::Event>,
        with: Vec<Write>,
    ) -> Result<Vec<Entry<S>>, JournalError> {
        let mut after = self.write(story, at, actor, command, events, with).await?;
        Ok(after.entries.split_off(story.entries.len()))
    }

    /// Appends like [`Journal::append`] and gives the story as it is afterwards.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub async fn extend(
        &self,
        story: Story<S>,
        at: Timestamp,
        actor: &Actor,
        command: &CommandId,
        events: Vec<S::Event>,
        with: Vec<Write>,
    ) -> Result<Story<S>, JournalError> {
        self.write(&story, at, actor, command, events, with).await
    }

    async fn write(
        &self,
        story: &Story<S>,
        at: Timestamp,
        actor: &Actor,
        command: &CommandId,
        events: Vec<S::Event>,
        with: Vec<Write>,
    ) -> Result<Story<S>, JournalError> {
        let entries = append::chained(
            story.id,
            story.version(),
            story.head(),
            at,
            actor,
            command,
            events,
        )?;
        let after = story.followed_by(entries);
        let mut writes = append::writes(self.table.name(), story, &after)?;
        writes.extend(with);
        commit(self.table.database(), writes).await?;
        Ok(after)
    }

    /// Writes names without an event.
    ///
    /// # Errors
    /// [`CommitError::Condition`] if one is taken.
    pub async fn record(&self, names: Vec<Write>) -> Result<(), JournalError> {
        Ok(commit(self.table.database(), names).await?)
    }

    /// Finds a case by something that names it.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn find(&self, key: &LookupKey<'_>) -> Result<Option<Lookup>, JournalError> {
        let item = self.table.get(&key.key()).await?;
        Ok(item.map(|item| lookup::read(&item)).transpose()?)
    }

    /// The write that makes a case findable; fails in its transaction if the name is taken.
    pub fn name(&self, key: &LookupKey<'_>, lookup: &Lookup) -> Write {
        lookup::write(self.table.name(), key, lookup)
    }

    /// The write that holds only as long as nothing was appended to a story since it was read: for a transaction elsewhere that
    /// follows from it.
    pub fn unchanged(&self, read: &Story<S>) -> Write {
        tips::unmoved(self.table.name(), read)
    }

    /// Where a chain ends, as it was told with its last entry.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn tip(&self, case: CaseId) -> Result<Option<crate::Tip>, JournalError> {
        tips::one(&self.table, case).await
    }

    /// Tips of one of 256 shards, in the order of the ids: those of this journal's subject only.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn tips(&self, shard: u8) -> Result<Vec<crate::Tip>, JournalError> {
        let tips = tips::all(&self.table, shard).await?;
        Ok(tips
            .into_iter()
            .filter(|tip| tip.subject == S::PARTITION)
            .collect())
    }

    /// Tips of one of 256 shards, whatever their subject is: what a seal is made of.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn tips_of_all(&self, shard: u8) -> Result<Vec<crate::Tip>, JournalError> {
        tips::all(&self.table, shard).await
    }
}

/// The lists of the register's cases.
impl Journal {
    /// Open print jobs, oldest first.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn print_jobs(&self, cursor: Option<&str>, limit: u16) -> Result<crate::JobPage, JournalError> {
        print_jobs::page(&self.table, cursor, limit).await
    }

    /// Open print jobs of other cases that are older than this one and that nobody has taken to the printer, oldest first;
    /// no further page once there are `most`.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn free_jobs_before(
        &self,
        id: JobId,
        most: usize,
    ) -> Result<Vec<crate::OpenJob>, JournalError> {
        print_jobs::free_before(&self.table, id, most).await
    }

    /// Cases whose letter to the registry of the marriage waits to be sent, oldest letter first.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn marriage_letters(
        &self,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<crate::LetterPage, JournalError> {
        marriage_letters::page(&self.table, cursor, limit).await
    }

    /// Held cases, longest held first; only those with this code of a hold, if one is named.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn held_cases(
        &self,
        reason: Option<&str>,
        cursor: Option<&str>,
        limit: u16,
    ) -> Result<crate::HeldPage, JournalError> {
        held::page(&self.table, reason, cursor, limit).await
    }

    /// Cases held with this code of a hold for longer than this one, longest held first; no further page once
    /// there are `most`.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn held_before(
        &self,
        reason: &str,
        case: CaseId,
        most: usize,
    ) -> Result<Vec<crate::HeldCase>, JournalError> {
        held::before(&self.table, reason, case, most).await
    }

    /// What happened between two moments, the first included and the second not, told by the steps of one of
    /// [`crate::SHARDS`] shards. All steps are those of all shards.
    pub fn steps(&self, shard: u8, from: Timestamp, until: Timestamp) -> crate::Steps<'_> {
        crate::Steps::new(&self.table, shard, from, until)
    }
}

/// Turns "somebody was faster" into `None`: the caller looks again.
///
/// # Errors
/// Every other failure.
pub fn unless_taken<T>(result: Result<T, JournalError>) -> Result<Option<T>, JournalError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(JournalError::Commit(CommitError::Condition { .. } | CommitError::Contended)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn entry<S: Subject>(case: CaseId, item: &Item) -> Result<Entry<S>, JournalError> {
    let seq = item.number("seq")?;
    let body = item.text("body")?;
    let event = serde_json::from_str(body).map_err(|_| JournalError::UnknownEvent { case, seq })?;
    Ok(Entry {
        seq,
        at: item.parsed("at")?,
        actor: Actor::stored(item.text("actor")?),
        command: CommandId::new(item.text("command")?),
        event,
        body: body.to_owned(),
        prev: item.text("prev")?.to_owned(),
        hash: item.text("hash")?.to_owned(),
    })
}
