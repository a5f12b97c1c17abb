//! The story of a court without an API client: a signed file goes in, and its result comes out.

use std::path::Path;
use std::time::{Duration, Instant};

use aws_sdk_s3::Client;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::primitives::ByteStream;
use serde_json::Value;
use tuntas_local_cloud::{Error, Layout, LocalCloud, Progress, Result};

use super::report;

/// The sample file: a spreadsheet saved as CSV under the names of SIPP, with one bad row.
const FILE: &str = "contoh-sipp.csv";
const COURT: &str = "PA.Pas";
const PATIENCE: Duration = Duration::from_mins(2);

/// Tells it on a running cloud: the file, and the report of the day on which it came.
pub(crate) async fn tell(
    layout: &Layout,
    preview: &Path,
    cloud: &LocalCloud,
    progress: &Progress,
) -> Result<()> {
    progress.headline("One file, and what became of its rows");
    let path = layout.root().join("events/files").join(FILE);
    let content = std::fs::read(&path).map_err(Error::file(&path))?;
    let bucket = Bucket::of(cloud)?;
    progress
        .step(
            "The court signs the file and drops both into its inbox",
            async |activity| {
                let jws = cloud
                    .court_signer(COURT)?
                    .sign_detached(&content)
                    .map_err(|error| failed("the signature", &error))?;
                bucket
                    .put(&format!("inbox/{COURT}/{FILE}"), content.clone())
                    .await?;
                bucket
                    .put(&format!("inbox/{COURT}/{FILE}.jws"), jws.into_bytes())
                    .await?;
                activity.note(format!("inbox/{COURT}/{FILE} and .jws, {} bytes", content.len()));
                Ok(())
            },
        )
        .await?;
    let summary = progress
        .step("The function takes the rows in", async |activity| {
            let summary = bucket.answer(".summary.json").await?;
            let summary: Value =
                serde_json::from_slice(&summary).map_err(|error| failed("the summary", &error))?;
            let count = |name: &str| summary[name].as_u64().unwrap_or_default();
            activity.note(format!(
                "{} rows: {} accepted, {} known, {} completed, {} refused",
                count("rows"),
                count("accepted"),
                count("known"),
                count("completed"),
                count("refused"),
            ));
            Ok(summary)
        })
        .await?;
    let result = bucket.answer(".result.csv").await?;
    progress.say(&format!(
        "\n  What lies beside it for the court, {}:",
        summary["result"].as_str().unwrap_or_default()
    ));
    for line in String::from_utf8_lossy(&result).lines() {
        // The tracking addresses at the end of a line are for the parties alone.
        let shown: Vec<&str> = line.split(',').take(8).collect();
        progress.say(&format!("    {}", shown.join(",")));
    }
    report::tell(layout, preview, cloud, progress).await
}

/// The courts' bucket, with the rights of whoever runs the cloud.
struct Bucket {
    client: Client,
    name: String,
}

impl Bucket {
    fn of(cloud: &LocalCloud) -> Result<Self> {
        Ok(Self {
            client: objects(cloud),
            name: cloud.output("CourtFilesBucket")?.to_owned(),
        })
    }

    async fn put(&self, key: &str, content: Vec<u8>) -> Result<()> {
        let request = self.client.put_object().bucket(&self.name).key(key);
        let answer = request.body(ByteStream::from(content)).send().await;
        answer.map(drop).map_err(|error| failed("the inbox", &error))
    }

    /// What lies in the outbox for the file, once it is there.
    async fn answer(&self, ending: &str) -> Result<Vec<u8>> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let request = self.client.list_objects_v2().bucket(&self.name);
            let list = request.prefix(format!("outbox/{COURT}/{FILE}.")).send().await;
            let list = list.map_err(|error| failed("the outbox", &error))?;
            let key = list.contents().iter().filter_map(|object| object.key());
            if let Some(key) = key.into_iter().find(|key| key.ends_with(ending)) {
                let object = self.client.get_object().bucket(&self.name).key(key).send().await;
                let object = object.map_err(|error| failed("the outbox", &error))?;
                let content = object.body.collect().await;
                return Ok(content.map_err(|error| failed("the outbox", &error))?.to_vec());
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        Err(Error::Answer {
            what: format!("the outbox, for {FILE}"),
            reason: format!("has no {ending} after {} s", PATIENCE.as_secs()),
        })
    }
}

/// The cloud's objects.
pub(super) fn objects(cloud: &LocalCloud) -> Client {
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(&cloud.endpoint)
        .region(Region::new(cloud.region.clone()))
        .credentials_provider(Credentials::new(
            &cloud.access_key_id,
            &cloud.secret_access_key,
            None,
            None,
            "local",
        ))
        .force_path_style(true)
        .build();
    Client::from_conf(config)
}

pub(super) fn failed(what: &str, error: &dyn std::error::Error) -> Error {
    Error::Answer {
        what: what.to_owned(),
        reason: error.to_string(),
    }
}
