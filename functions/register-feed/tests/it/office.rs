//! A register, a feed, a bucket and a key, all in memory.

use aws_lambda_events::dynamodb::{Event, EventRecord};
use jiff::Timestamp;
use memory_tables::{Bucket, MemoryTables};
use register_feed::{Failure, RegisterFeed, Shelf};
use serde_json::{Value, json};
use std::sync::Arc;
use tuntas_domain::household::{Cause, Household};
use tuntas_domain::identity::{CaseId, HouseholdId};
use tuntas_feed::{Feed, FileNumber, SignedFile, object_key, signature_key, verify_chain};
use tuntas_register::Register;
use tuntas_signatures::{Algorithm, Jwks, Signer};
use tuntas_tables::{Item, Table, Write, commit};
use uuid::Uuid;

pub(crate) struct Office {
    pub(crate) function: RegisterFeed<Arc<Signer>>,
    pub(crate) tables: MemoryTables,
    pub(crate) bucket: Bucket,
    keys: Jwks,
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-24T05:00:00Z".parse().unwrap()
}

/// A household of the sample register under another id, at a version, by a cause.
pub(crate) fn household(id: u128, version: u32, cause: Cause) -> Household {
    let all: Vec<Household> =
        serde_json::from_str(include_str!("../../../../events/register/households.json")).unwrap();
    let mut household = all.into_iter().next().unwrap();
    household.id = HouseholdId(Uuid::from_u128(id));
    household.version = version;
    household.cause = cause;
    household.address.rt = tuntas_domain::people::Text::parse(&format!("{version:03}")).unwrap();
    household
}

pub(crate) fn case() -> Cause {
    Cause::Case(CaseId(Uuid::from_u128(0xCA5E)))
}

impl Office {
    pub(crate) async fn open() -> Self {
        let (tables, bucket) = (
            MemoryTables::start().await.unwrap(),
            Bucket::start().await.unwrap(),
        );
        let signer = Signer::generate(Algorithm::Es256, "kota-1", None).unwrap();
        let keys = Jwks::new(vec![signer.jwk().unwrap()]).unwrap();
        Self {
            function: RegisterFeed {
                register: Register::new(Table::new(tables.client(), "register")),
                feed: Feed::new(Table::new(tables.client(), "feed")),
                shelf: Shelf::new(bucket.client(), "feed"),
                keeper: Arc::new(signer),
                city: "35.75".parse().unwrap(),
            },
            tables,
            bucket,
            keys,
        }
    }

    /// Writes a version into the register, and gives the record its stream would.
    pub(crate) async fn write(&self, household: &Household) -> EventRecord {
        let (pk, sk) = keys(household.id, household.version);
        let body = serde_json::to_string(household).unwrap();
        let item = Item::new(&pk, &sk)
            .with_number("version", household.version)
            .with("body", &body);
        commit(self.tables.client(), vec![Write::create("register", item)])
            .await
            .unwrap();
        record(
            "INSERT",
            &json!({ "pk": { "S": pk }, "sk": { "S": sk } }),
            &json!({ "pk": { "S": pk }, "sk": { "S": sk }, "body": { "S": body } }),
        )
    }

    /// An imported household, and its change by a case.
    pub(crate) async fn change(&self, id: u128) -> EventRecord {
        self.write(&household(id, 1, Cause::Import)).await;
        self.write(&household(id, 2, case())).await
    }

    pub(crate) async fn deliver(&self, records: &[EventRecord]) -> Result<(), Failure> {
        self.function.handle(records, noon()).await
    }

    /// Every entry in the order of the feed, as household and version; the chain of files is verified on the way.
    pub(crate) fn told(&self) -> Vec<(u128, u32)> {
        let files = self.files();
        let signed = files.iter().map(|(bytes, jws)| SignedFile { bytes, jws });
        let verified = verify_chain(signed, &self.keys).unwrap();
        let entries: Vec<(u128, u32)> = files
            .iter()
            .flat_map(|(bytes, _)| std::str::from_utf8(bytes).unwrap().lines().skip(1))
            .map(|line| {
                let entry: Value = serde_json::from_str(line).unwrap();
                let id: Uuid = entry["household"].as_str().unwrap().parse().unwrap();
                (
                    id.as_u128(),
                    u32::try_from(entry["version"].as_u64().unwrap()).unwrap(),
                )
            })
            .collect();
        assert_eq!(verified.map_or(0, |verified| verified.entries), entries.len());
        entries
    }

    /// Every file in the bucket with its signature. A file without one, and anything else there, stops the test.
    pub(crate) fn files(&self) -> Vec<(Vec<u8>, String)> {
        let mut files = Vec::new();
        let mut number = FileNumber::FIRST;
        let object = |key: String| self.bucket.object(&format!("feed/{key}"));
        while let Some(bytes) = object(object_key(number)) {
            let jws = object(signature_key(number)).unwrap();
            files.push((bytes, String::from_utf8(jws).unwrap()));
            number = number.next();
        }
        assert_eq!(self.bucket.keys().len(), 2 * files.len());
        files
    }
}

pub(crate) fn keys(household: HouseholdId, version: u32) -> (String, String) {
    (format!("HH#{household}"), format!("V#{version:010}"))
}

pub(crate) fn record(event: &str, keys: &Value, image: &Value) -> EventRecord {
    let batch: Event = serde_json::from_value(json!({ "Records": [{
        "eventID": "1", "eventName": event, "eventVersion": "1.1", "eventSource": "aws:dynamodb",
        "awsRegion": "ap-southeast-3",
        "dynamodb": { "Keys": keys, "NewImage": image, "SequenceNumber": "1", "SizeBytes": 1 },
    }] }))
    .unwrap();
    batch.records.into_iter().next().unwrap()
}
