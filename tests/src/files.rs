//! Courts' files: dropping them, and reading what comes out, with the court's own rights.

use aws_sdk_s3::primitives::ByteStream;
use serde_json::Value;

use crate::Town;
use crate::town::patiently;

/// The court's folder.
const COURT: &str = "PA.Pas";
const BUCKET: &str = "CourtFilesBucket";

/// One line of a result.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResultLine {
    /// Number of the row.
    pub row: u32,
    /// What became of it.
    pub outcome: String,
    /// The case it led to; empty if none.
    pub case: String,
    /// Why it was refused.
    pub code: String,
    /// At which column.
    pub column: String,
}

impl Town {
    /// Puts an object into the court's inbox.
    pub async fn drop_object(&self, name: &str, content: &[u8]) {
        let bucket = self.cloud.output(BUCKET).unwrap();
        let request = self.court_s3.put_object().bucket(bucket);
        request
            .key(format!("inbox/{COURT}/{name}"))
            .body(ByteStream::from(content.to_vec()))
            .send()
            .await
            .unwrap();
    }

    /// Puts a file and the court's signature over it into the inbox.
    pub async fn drop_file(&self, name: &str, content: &[u8]) {
        let signer = self.cloud.court_signer(COURT).unwrap();
        let jws = signer.sign_detached(content).unwrap();
        self.drop_object(name, content).await;
        self.drop_object(&format!("{name}.jws"), jws.as_bytes()).await;
    }

    /// What lies in the outbox for a file: the object whose name ends so, once it is there.
    pub async fn answer_for(&self, name: &str, what: &str) -> Vec<u8> {
        let key = patiently(async || {
            let keys = self.answers_for(name).await;
            let found = keys.iter().find(|key| key.ends_with(what)).cloned();
            found.ok_or_else(|| format!("no {what} of {name}: {keys:?}"))
        })
        .await;
        self.object_for(&self.court_s3, BUCKET, &key).await
    }

    /// What lies in the outbox for a file by now.
    async fn answers_for(&self, name: &str) -> Vec<String> {
        self.objects_for(&self.court_s3, BUCKET, &format!("outbox/{COURT}/{name}."))
            .await
    }

    /// How many rows of a file are done, as the court is told.
    pub async fn rows_done(&self, name: &str) -> u32 {
        let answers = self.answers_for(name).await;
        let Some(key) = answers.iter().find(|key| key.ends_with(".progress.json")) else {
            return 0;
        };
        let progress = self.object_for(&self.court_s3, BUCKET, key).await;
        let progress: Value = serde_json::from_slice(&progress).unwrap();
        u32::try_from(progress["rowsDone"].as_u64().unwrap()).unwrap()
    }

    /// The summary of a file, once it is done.
    pub async fn summary_of(&self, name: &str) -> Value {
        serde_json::from_slice(&self.answer_for(name, ".summary.json").await).unwrap()
    }

    /// The result of a file, once it is done.
    pub async fn result_of(&self, name: &str) -> Vec<ResultLine> {
        let csv = self.answer_for(name, ".result.csv").await;
        let mut lines = csv::Reader::from_reader(csv.as_slice());
        lines
            .records()
            .map(|line| {
                let line = line.unwrap();
                ResultLine {
                    row: line[0].parse().unwrap(),
                    outcome: line[1].to_owned(),
                    case: line[3].to_owned(),
                    code: line[5].to_owned(),
                    column: line[6].to_owned(),
                }
            })
            .collect()
    }
}
