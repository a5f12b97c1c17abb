//! A city with a journal, a bucket and a key of its own.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use journal_seal::JournalSeal;
use memory_tables::{Bucket, DirectTables};
use tuntas_domain::case::Event;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Journal};
use tuntas_seals::{PublicKey, SealBucket};
use tuntas_signatures::{Algorithm, Signer};
use tuntas_tables::Table;
use uuid::Uuid;

pub(crate) fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(
        0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + number,
    ))
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) struct Office {
    pub(crate) function: JournalSeal<Arc<Signer>>,
    pub(crate) bucket: Bucket,
}

impl Office {
    pub(crate) async fn open() -> Self {
        let bucket = Bucket::start().await.unwrap();
        let key = Signer::generate(Algorithm::Es256, "kota-1", None).unwrap();
        let function = JournalSeal {
            journal: Journal::new(Table::new(DirectTables::new().database(), "cases")),
            seals: SealBucket::new(bucket.client(), "evidence"),
            keeper: Arc::new(key),
            city: "35.75".to_owned(),
            time_zone: TimeZone::get("Asia/Jakarta").unwrap(),
        };
        Self { function, bucket }
    }

    pub(crate) fn public_key(&self) -> PublicKey {
        PublicKey::from_der(&self.function.keeper.public_key_der().unwrap()).unwrap()
    }

    /// Something happens to a case.
    pub(crate) async fn happens(&self, case: CaseId) {
        let journal = &self.function.journal;
        let story = journal.load(case).await.unwrap();
        let event = Event::DocumentsPrinted {
            role: Role::Petitioner,
        };
        journal
            .append(
                &story,
                at("2021-09-21T02:00:00Z"),
                &Actor::function("test"),
                &CommandId::new(format!("test/{}", story.version())),
                vec![event],
                vec![],
            )
            .await
            .unwrap();
    }
}
