//! How far each file is: items of the table `cases` that hold counts and hashes, and nothing of a person.
//!
//! | item | holds |
//! |---|---|
//! | `BATCH#<run>` / `FILE` | court, hash of the file, rows, chunks, rows done, whether it is finished |
//! | `BATCH#<run>` / `CHUNK#<number>` | that the chunk is done, and its counts |

use jiff::Timestamp;
use tuntas_tables::{CommitError, Expect, Item, Key, Table, Write, commit};

use crate::Failure;
use crate::result::Counts;

const FILE: &str = "FILE";
const DONE: &str = "rows_done";

/// The table.
#[derive(Clone, Debug)]
pub struct Runs {
    table: Table,
}

/// What a run is. It does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Names it.
    pub id: String,
    /// The court.
    pub court: String,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// Rows of the file.
    pub rows: u32,
    /// Chunks, numbered from 1.
    pub chunks: u32,
    /// The chunks that may run side by side: the first so many. The others follow one after the other.
    pub side_by_side: u32,
    /// Rows of the chunks that may run side by side.
    pub rows_side_by_side: u32,
}

/// A run and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunState {
    /// What it is.
    pub run: Run,
    /// Rows that are done.
    pub rows_done: u32,
    /// Whether the results lie in the outbox.
    pub finished: bool,
}

impl Runs {
    /// Names the table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// Begins a run, unless it was begun before.
    pub(crate) async fn begin(&self, run: &Run, at: Timestamp) -> Result<(), Failure> {
        let item = Item::new(partition(&run.id), FILE)
            .with("entity", "batch")
            .with("court", &run.court)
            .with("sha256", &run.sha256)
            .with("at", at.to_string())
            .with_number("rows", run.rows)
            .with_number("chunks", run.chunks)
            .with_number("side_by_side", run.side_by_side)
            .with_number("rows_side_by_side", run.rows_side_by_side)
            .with_number(DONE, 0_u32);
        unless_there(self.commit(vec![Write::create(self.table.name(), item)]).await)
    }

    /// How far a run is; `None` if it was not begun.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn state(&self, id: &str) -> Result<Option<RunState>, Failure> {
        let Some(item) = self.table.get(&Key::new(partition(id), FILE)).await? else {
            return Ok(None);
        };
        Ok(Some(RunState {
            run: Run {
                id: id.to_owned(),
                court: item.text("court")?.to_owned(),
                sha256: item.text("sha256")?.to_owned(),
                rows: item.number("rows")?,
                chunks: item.number("chunks")?,
                side_by_side: item.number("side_by_side")?,
                rows_side_by_side: item.number("rows_side_by_side")?,
            },
            rows_done: item.number(DONE)?,
            finished: item.text_if_present("finished").is_some(),
        }))
    }

    /// Whether a chunk is done.
    pub(crate) async fn is_done(&self, id: &str, chunk: u32) -> Result<bool, Failure> {
        Ok(self.table.get(&chunk_key(id, chunk)).await?.is_some())
    }

    /// Chunks that are done, and what came of them.
    pub(crate) async fn done(&self, id: &str) -> Result<Vec<(u32, Counts)>, Failure> {
        let items = self.table.all(&partition(id), "CHUNK#").await?;
        items
            .iter()
            .map(|item| {
                let counts = Counts {
                    accepted: item.number("accepted")?,
                    known: item.number("known")?,
                    completed: item.number("completed")?,
                    refused: item.number("refused")?,
                };
                Ok((item.number("chunk")?, counts))
            })
            .collect()
    }

    /// What came of all chunks that are done.
    pub(crate) async fn counts(&self, id: &str) -> Result<Counts, Failure> {
        let mut counts = Counts::default();
        for (_, of_chunk) in self.done(id).await? {
            counts.add(&of_chunk);
        }
        Ok(counts)
    }

    /// Counts a chunk, once.
    pub(crate) async fn complete(&self, id: &str, chunk: u32, counts: &Counts) -> Result<(), Failure> {
        let key = chunk_key(id, chunk);
        let item = Item::new(key.pk, key.sk)
            .with("entity", "batch")
            .with_number("chunk", chunk)
            .with_number("accepted", counts.accepted)
            .with_number("known", counts.known)
            .with_number("completed", counts.completed)
            .with_number("refused", counts.refused);
        let count = Write::Update {
            table: self.table.name().to_owned(),
            key: Key::new(partition(id), FILE),
            set: Item::default(),
            remove: Vec::new(),
            add: Some((DONE, i64::from(counts.rows()))),
            expect: Expect::Present,
        };
        unless_there(
            self.commit(vec![Write::create(self.table.name(), item), count])
                .await,
        )
    }

    /// Marks a run as finished.
    pub(crate) async fn finish(&self, id: &str, at: Timestamp) -> Result<(), Failure> {
        let write = Write::Update {
            table: self.table.name().to_owned(),
            key: Key::new(partition(id), FILE),
            set: Item::default().with("finished", at.to_string()),
            remove: Vec::new(),
            add: None,
            expect: Expect::Present,
        };
        Ok(self.commit(vec![write]).await?)
    }

    /// Chunks of one file end at the same moment, and all count in one item: that is tried again, not left to the queue.
    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        const TRIES: usize = 12;
        for _ in 1..TRIES {
            match commit(self.table.database(), writes.clone()).await {
                Err(CommitError::Contended) => {}
                ended => return ended,
            }
        }
        commit(self.table.database(), writes).await
    }
}

fn unless_there(result: Result<(), CommitError>) -> Result<(), Failure> {
    match result {
        Ok(()) | Err(CommitError::Condition { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn partition(id: &str) -> String {
    format!("BATCH#{id}")
}

fn chunk_key(id: &str, chunk: u32) -> Key {
    Key::new(partition(id), format!("CHUNK#{chunk:05}"))
}
