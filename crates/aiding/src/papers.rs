//! What names people: the only copy, in the table `dossiers`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tuntas_aid::criteria::Facts;
use tuntas_aid::paper::{BankAccount, Note, Person};
use tuntas_aid::referral::CheckIn;
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{KeptError, decode, encode};

/// What a note is about. There is one note of each; a later one takes the earlier one's place. So all papers of a referral
/// are few enough for the transaction that erases them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteOf {
    /// The assessment.
    Assessment,
    /// The decision.
    Decision,
    /// A session; for mentor and assessor alone.
    Session(u16),
    /// A look at the business.
    CheckIn(CheckIn),
    /// Why it was stopped.
    Stop,
}

impl NoteOf {
    fn sk(self) -> String {
        match self {
            Self::Assessment => "NOTE#assessment".to_owned(),
            Self::Decision => "NOTE#decision".to_owned(),
            Self::Session(number) => format!("NOTE#session#{number:05}"),
            Self::CheckIn(check_in) => format!("NOTE#check-in#{check_in}"),
            Self::Stop => "NOTE#stop".to_owned(),
        }
    }
}

/// The papers of referrals.
#[derive(Clone, Debug)]
pub struct Papers {
    table: Table,
}

fn partition(referral: CaseId) -> String {
    format!("AID#{referral}")
}

impl Papers {
    /// Opens the table `dossiers`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    pub(crate) fn keep_person(&self, referral: CaseId, person: &Person) -> Result<Write, KeptError> {
        self.keep(referral, "PERSON", person)
    }

    pub(crate) fn keep_facts(&self, referral: CaseId, facts: &Facts) -> Result<Write, KeptError> {
        self.keep(referral, "FACTS", facts)
    }

    /// The write that puts facts in the place of those that were read. It fails in its transaction where somebody changed or
    /// erased them since: what an office may not know any more does not come back.
    pub(crate) fn change_facts(
        &self,
        referral: CaseId,
        read: Option<&Facts>,
        facts: &Facts,
    ) -> Result<Write, KeptError> {
        Ok(Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(partition(referral), "FACTS").with("paper", encode(facts)?),
            expect: match read {
                Some(read) => Expect::Text("paper", encode(read)?),
                None => Expect::Absent,
            },
        })
    }

    pub(crate) fn keep_account(&self, referral: CaseId, account: &BankAccount) -> Result<Write, KeptError> {
        self.keep(referral, "ACCOUNT", account)
    }

    pub(crate) fn keep_note(&self, referral: CaseId, of: NoteOf, note: &Note) -> Result<Write, KeptError> {
        self.keep(referral, &of.sk(), note)
    }

    fn keep<T: Serialize>(&self, referral: CaseId, sk: &str, paper: &T) -> Result<Write, KeptError> {
        Ok(Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(partition(referral), sk).with("paper", encode(paper)?),
            expect: Expect::Anything,
        })
    }

    /// The writes that tell an office anew who is referred and what is known. They fail in their transaction where somebody
    /// erased or changed it since it was read: what was taken back is not told again.
    ///
    /// # Errors
    /// [`KeptError::Encode`].
    pub fn retold(
        &self,
        referral: CaseId,
        read: (&Person, &Facts),
        told: (&Person, &Facts),
    ) -> Result<Vec<Write>, KeptError> {
        let (person, facts) = (encode(told.0)?, encode(told.1)?);
        let paper = |sk: &str, before: String, paper: String| Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(partition(referral), sk).with("paper", paper),
            expect: Expect::Text("paper", before),
        };
        Ok(vec![
            paper("PERSON", encode(read.0)?, person),
            paper("FACTS", encode(read.1)?, facts),
        ])
    }

    /// The writes that erase everything. They hold in the transaction of an event alone: whoever writes a paper writes an
    /// event, too, so that none is added between this look and that transaction.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn erase(&self, referral: CaseId) -> Result<Vec<Write>, KeptError> {
        let pk = partition(referral);
        let items = self.table.all(&pk, "").await?;
        let erased = |item: &Item| {
            Ok(Write::Delete {
                table: self.table.name().to_owned(),
                key: Key::new(pk.as_str(), item.text("sk")?),
                expect: Expect::Anything,
            })
        };
        items.iter().map(erased).collect()
    }

    /// Who is referred; `None` if nobody was, or if it was erased.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn person(&self, referral: CaseId) -> Result<Option<Person>, KeptError> {
        self.read(referral, "PERSON").await
    }

    /// What is known of the person, with where it is known from.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn facts(&self, referral: CaseId) -> Result<Option<Facts>, KeptError> {
        self.read(referral, "FACTS").await
    }

    /// Where money goes.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn account(&self, referral: CaseId) -> Result<Option<BankAccount>, KeptError> {
        self.read(referral, "ACCOUNT").await
    }

    /// A note.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn note(&self, referral: CaseId, of: NoteOf) -> Result<Option<Note>, KeptError> {
        self.read(referral, &of.sk()).await
    }

    async fn read<T: DeserializeOwned>(&self, referral: CaseId, sk: &str) -> Result<Option<T>, KeptError> {
        match self.table.get(&Key::new(partition(referral), sk)).await? {
            Some(item) => decode(item.text("paper")?).map(Some),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use memory_tables::DirectTables;
    use tuntas_aid::criteria::{Fact, Known, Origin, Value};
    use tuntas_tables::commit;
    use uuid::Uuid;

    use super::*;

    fn lives_in(kecamatan: &str) -> Facts {
        Facts::new(vec![Known {
            fact: Fact::Kecamatan,
            value: Value::Word(kecamatan.to_owned()),
            origin: Origin::Register,
        }])
        .unwrap()
    }

    /// An officer assesses at the moment in which the office may not know any more where the person lives.
    #[tokio::test]
    async fn what_was_taken_out_meanwhile_does_not_come_back() {
        let tables = DirectTables::new();
        let papers = Papers::new(Table::new(tables.database(), "dossiers"));
        let id = CaseId(Uuid::from_u128(1));
        let read = lives_in("35.75.01");
        let write = |write: Write| commit(tables.database(), vec![write]);
        write(papers.change_facts(id, None, &read).unwrap())
            .await
            .unwrap();
        let assessed = papers.change_facts(id, Some(&read), &read).unwrap();
        let taken_out = papers.change_facts(id, Some(&read), &Facts::default()).unwrap();
        write(taken_out).await.unwrap();

        write(assessed).await.unwrap_err();
        assert_eq!(papers.facts(id).await.unwrap(), Some(Facts::default()));
        write(papers.change_facts(id, None, &read).unwrap())
            .await
            .unwrap_err();
    }
}
