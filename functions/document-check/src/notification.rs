//! What S3 tells the queue.

use jiff::Timestamp;
use serde::Deserialize;
use tuntas_domain::identity::{CaseId, UploadId};

/// A message of S3: objects that were put into the bucket. The message by which S3 tries a new queue out holds none.
#[derive(Debug, Clone, Deserialize)]
pub struct Notification {
    #[serde(rename = "Records", default)]
    records: Vec<Record>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    event_name: String,
    event_time: Timestamp,
    s3: Told,
}

#[derive(Debug, Clone, Deserialize)]
struct Told {
    object: Object,
}

#[derive(Debug, Clone, Deserialize)]
struct Object {
    key: String,
}

/// One object that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    key: String,
    at: Timestamp,
}

impl Notification {
    /// What arrived. Names come as they are written in addresses; in the names of uploads that changes no character.
    pub fn arrivals(self) -> impl Iterator<Item = Arrival> {
        let created = |record: &Record| record.event_name.contains("ObjectCreated");
        let records = self.records.into_iter().filter(created);
        records.map(|record| Arrival {
            key: record.s3.object.key,
            at: record.event_time,
        })
    }
}

impl Arrival {
    /// The key of the object.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// When it was put there.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The file it is to be, if it lies in a folder: `<folder>/<case>/<file>`, written in no other way.
    pub fn names(&self, folder: &str) -> Option<(CaseId, UploadId)> {
        let (case, upload) = self
            .key
            .strip_prefix(folder)?
            .strip_prefix('/')?
            .split_once('/')?;
        let (case, upload): (CaseId, UploadId) = (case.parse().ok()?, upload.parse().ok()?);
        (self.key == format!("{folder}/{case}/{upload}")).then_some((case, upload))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrivals(message: &str) -> Vec<Arrival> {
        serde_json::from_str::<Notification>(message)
            .unwrap()
            .arrivals()
            .collect()
    }

    #[test]
    fn the_sample_names_a_case_and_a_document() {
        let batch: aws_lambda_events::event::sqs::SqsEvent =
            serde_json::from_str(include_str!("../../../events/triggers/sqs-document.json")).unwrap();
        let arrived = arrivals(batch.records[0].body.as_deref().unwrap());
        let (case, upload) = arrived[0].names("uploads").unwrap();
        assert_eq!(case.to_string(), "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b");
        assert_eq!(upload.to_string(), "5f1c2f0e-7f3b-5b0e-8f43-2d9b6e0c4f22");
        assert_eq!(arrived[0].at(), "2026-08-24T02:15:30Z".parse().unwrap());
    }

    #[test]
    fn a_trial_of_the_queue_and_a_removal_tell_of_nothing() {
        let trial = r#"{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}"#;
        assert_eq!(arrivals(trial), []);
        let removed = r#"{"Records":[{"eventName":"ObjectRemoved:Delete","eventTime":"2026-08-24T02:15:30Z",
            "s3":{"object":{"key":"uploads/x/y"}}}]}"#;
        assert_eq!(arrivals(removed), []);
    }

    #[test]
    fn a_name_is_written_in_one_way() {
        let names = |key: &str| {
            let at = Timestamp::UNIX_EPOCH;
            Arrival {
                key: key.to_owned(),
                at,
            }
            .names("uploads")
        };
        let (case, upload) = (
            "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b",
            "5f1c2f0e-7f3b-5b0e-8f43-2d9b6e0c4f22",
        );
        assert!(names(&format!("uploads/{case}/{upload}")).is_some());
        for other in [
            format!("uploads/{case}"),
            format!("uploads/{case}/{upload}/x"),
            format!("uploads/{}/{upload}", case.to_uppercase()),
            format!("uploads/{{{case}}}/{upload}"),
            format!("minutes/{case}/{upload}"),
            format!("uploads{case}/{upload}"),
            String::new(),
        ] {
            assert_eq!(names(&other), None, "{other}");
        }
    }
}
