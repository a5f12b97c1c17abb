//! What names people, by version.

use tuntas_domain::identity::CaseId;
use tuntas_security::{Answer, Paper, ReportPaper};
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{KeptError, decode, encode};

/// The papers of security requests, in the table `dossiers`.
#[derive(Clone, Debug)]
pub struct Papers {
    table: Table,
}

fn partition(request: CaseId) -> String {
    format!("SECURITY#{request}")
}

fn key(request: CaseId, kind: char, number: u32) -> Key {
    Key::new(partition(request), format!("{kind}#{number:010}"))
}

impl Papers {
    /// Opens the table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The write that keeps a version of what the court asks; versions count from 1.
    ///
    /// # Errors
    /// [`KeptError::Encode`].
    pub fn keep(&self, request: CaseId, revision: u32, paper: &Paper) -> Result<Write, KeptError> {
        Ok(self.write(key(request, 'P', revision), encode(paper)?))
    }

    /// The write that keeps who comes, by the number of the entry that says so.
    ///
    /// # Errors
    /// [`KeptError::Encode`].
    pub fn keep_answer(&self, request: CaseId, entry: u32, answer: &Answer) -> Result<Write, KeptError> {
        Ok(self.write(key(request, 'A', entry), encode(answer)?))
    }

    /// The write that keeps what was reported, by the number of the entry that says so.
    ///
    /// # Errors
    /// [`KeptError::Encode`].
    pub fn keep_report(&self, request: CaseId, entry: u32, report: &ReportPaper) -> Result<Write, KeptError> {
        Ok(self.write(key(request, 'R', entry), encode(report)?))
    }

    fn write(&self, key: Key, paper: String) -> Write {
        let item = Item::new(key.pk, key.sk).with("paper", paper);
        Write::create(self.table.name(), item)
    }

    /// A version of what the court asks; `None` if it was erased.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn paper(&self, request: CaseId, revision: u32) -> Result<Option<Paper>, KeptError> {
        self.read(&key(request, 'P', revision)).await
    }

    /// Who comes, according to an entry.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn answer(&self, request: CaseId, entry: u32) -> Result<Option<Answer>, KeptError> {
        self.read(&key(request, 'A', entry)).await
    }

    /// What was reported, according to an entry.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn report(&self, request: CaseId, entry: u32) -> Result<Option<ReportPaper>, KeptError> {
        self.read(&key(request, 'R', entry)).await
    }

    /// The writes that delete everything of a request that names people, for the transaction that records it. Each expects
    /// what is there now.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn erase(&self, request: CaseId) -> Result<Vec<Write>, KeptError> {
        let partition = partition(request);
        let items = self.table.all(&partition, "").await?;
        let delete = |item: &Item| {
            Ok(Write::Delete {
                table: self.table.name().to_owned(),
                key: Key::new(partition.as_str(), item.text("sk")?),
                expect: Expect::Present,
            })
        };
        items.iter().map(delete).collect()
    }

    async fn read<T: serde::de::DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, KeptError> {
        match self.table.get(key).await? {
            Some(item) => decode(item.text("paper")?).map(Some),
            None => Ok(None),
        }
    }
}
