//! An office with a journal, daily seals, and somebody who holds the keys to the database.

use std::sync::Arc;

use aws_sdk_s3::Client;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use journal_seal::JournalSeal;
use memory_tables::{Bucket, DirectTables};
use tuntas_audit::verify::{Against, Fault, Report, verify};
use tuntas_domain::case::{Event, View};
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, OfficerCode};
use tuntas_domain::plan::{Decision, Hold};
use tuntas_domain::search::{self, Search};
use tuntas_journal::{Actor, Journal, Searching};
use tuntas_seals::{PublicKey, SealBucket};
use tuntas_signatures::{Algorithm, Signer};
use tuntas_tables::{Database, Expect, Item, Key, Table, Write, commit};
use uuid::Uuid;

pub(crate) fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(
        0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + number,
    ))
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn officer(number: u8) -> OfficerCode {
    OfficerCode::parse(&format!("petugas-{number:02}")).unwrap()
}

pub(crate) fn accepted() -> Event {
    Event::DecreeAccepted {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "e7".repeat(32),
        missing: vec![],
        duty: None,
    }
}

pub(crate) fn held() -> Event {
    Event::Held {
        hold: Hold::NameMismatch {
            role: Role::Petitioner,
        },
    }
}

pub(crate) fn claimed(number: u8, ahead: u32) -> Event {
    Event::HoldClaimed {
        officer: officer(number),
        until: at("2021-09-21T05:00:00Z"),
        ahead,
    }
}

pub(crate) fn decided(decision: Decision, by: u8, second: Option<u8>) -> Event {
    Event::Decided {
        decision,
        officer: officer(by),
        approved_by: second.map(officer),
    }
}

pub(crate) fn viewed(number: u8, what: View) -> Event {
    Event::Viewed {
        officer: officer(number),
        what,
    }
}

pub(crate) struct Office {
    pub(crate) database: Database,
    pub(crate) journal: Journal,
    pub(crate) seals: SealBucket,
    pub(crate) bucket: Client,
    key: Arc<Signer>,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::over(DirectTables::new().database()).await
    }

    /// An office over this database.
    pub(crate) async fn over(database: Database) -> Self {
        let bucket = Bucket::start().await.unwrap();
        let bucket = bucket.client();
        Self {
            journal: Journal::new(Table::new(&database, "cases")),
            seals: SealBucket::new(bucket.clone(), "evidence"),
            database,
            bucket,
            key: Arc::new(Signer::generate(Algorithm::Es256, "kota-1", None).unwrap()),
        }
    }

    /// Something happens to a case at a moment of the morning, such as `02:30`.
    pub(crate) async fn happens(&self, case: CaseId, time: &str, actor: Actor, events: Vec<Event>) {
        let story = self.journal.load(case).await.unwrap();
        let command = CommandId::new(format!("story/{case}/{}", story.version()));
        let at = at(&format!("2021-09-21T{time}:00Z"));
        self.journal
            .append(&story, at, &actor, &command, events, vec![])
            .await
            .unwrap();
    }

    /// An officer searches for a person at a moment of the morning, and finds so many cases.
    pub(crate) async fn searches(&self, person: CaseId, time: &str, by: u8, cases: u32) {
        let journal = self.journal.also::<Searching>();
        let story = journal.load(person).await.unwrap();
        let command = CommandId::new(format!("search/{}", story.version()));
        let at = at(&format!("2021-09-21T{time}:00Z"));
        let by = officer(by);
        let (actor, search) = (Actor::officer(by.as_str()), Search { officer: by, cases });
        journal
            .append(&story, at, &actor, &command, vec![search::decide(search)], vec![])
            .await
            .unwrap();
    }

    /// A case that is held and looked at.
    pub(crate) async fn ordinary(&self, case: CaseId) {
        self.happens(case, "02:00", Actor::client("contoh-pa-pas"), vec![accepted()])
            .await;
        self.happens(case, "02:10", Actor::function("register-update"), vec![held()])
            .await;
        let view = viewed(1, View::Facts);
        self.happens(case, "02:20", Actor::officer("petugas-01"), vec![view])
            .await;
    }

    /// The seal of a day.
    pub(crate) async fn seal(self, day: &str) -> Self {
        let function = JournalSeal {
            journal: self.journal.clone(),
            seals: self.seals.clone(),
            keeper: Arc::clone(&self.key),
            city: "35.75".to_owned(),
            time_zone: TimeZone::get("Asia/Jakarta").unwrap(),
        };
        function.handle(at(&format!("{day}T12:00:00Z"))).await.unwrap();
        self
    }

    pub(crate) fn public_key(&self) -> PublicKey {
        PublicKey::from_der(&self.key.public_key_der().unwrap()).unwrap()
    }

    pub(crate) async fn verify(&self, which: Option<CaseId>) -> Report {
        let key = self.public_key();
        let against = Against {
            seals: Some(&self.seals),
            key: Some(&key),
        };
        verify(&self.journal, against, which, |_, _| {}).await.unwrap()
    }

    pub(crate) async fn faults(&self) -> Vec<Fault> {
        self.verify(None).await.faults
    }

    /// Somebody puts another actor into an entry.
    pub(crate) async fn forges(&self, key: Key, actor: &str) {
        let change = Write::Update {
            table: "cases".to_owned(),
            key,
            set: Item::default().with("actor", actor),
            remove: vec![],
            add: None,
            expect: Expect::Present,
        };
        self.by_hand(change).await;
    }

    /// Somebody writes to the database by hand.
    pub(crate) async fn by_hand(&self, write: Write) {
        commit(&self.database, vec![write]).await.unwrap();
    }

    pub(crate) async fn put(&self, table: &str, item: Item) {
        self.by_hand(Write::create(table, item)).await;
    }

    pub(crate) async fn take_away(&self, key: Key) {
        self.by_hand(Write::Delete {
            table: "cases".to_owned(),
            key,
            expect: Expect::Present,
        })
        .await;
    }

    /// All of a case is taken away, its tip too.
    pub(crate) async fn take_all_away(&self, case: CaseId) {
        let story = self.journal.load(case).await.unwrap();
        for entry in &story.entries {
            self.take_away(entry_key(case, entry.seq)).await;
        }
        let id = case.to_string();
        self.take_away(Key::new(format!("TIP#{}", &id[34..]), id)).await;
    }
}

pub(crate) fn entry_key(case: CaseId, seq: u32) -> Key {
    Key::new(format!("CASE#{case}"), format!("EV#{seq:010}"))
}
