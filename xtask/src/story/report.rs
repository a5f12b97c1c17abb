//! The report of the day on which the file came: made by the deployed function, one day before its time.

use std::collections::HashMap;
use std::path::Path;

use aws_sdk_lambda::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::Environment;
use aws_sdk_lambda::{Client, Config};
use serde_json::{Value, json};
use tuntas_local_cloud::{Error, Layout, LocalCloud, Progress, Result};

use super::documents;
use super::files::{failed, objects};

const FUNCTION: &str = "tuntas-report-export";

/// Tells it, and leaves the files in `.local/demo-report`.
pub(crate) async fn tell(
    layout: &Layout,
    preview: &Path,
    cloud: &LocalCloud,
    progress: &Progress,
) -> Result<()> {
    progress.headline("The report of the day");
    let lambda = Lambda::of(cloud);
    let made = progress
        .step(
            "The day is closed a day early, and its report is made",
            async |activity| {
                // Only a development build lets itself be told another time.
                lambda.set("TUNTAS_HOURS_AHEAD", "24").await?;
                let made = lambda.ask(&json!({ "span": "daily" })).await?;
                let last = made["reports"].as_array().and_then(|reports| reports.last());
                let last = last.cloned().ok_or_else(|| Error::Answer {
                    what: FUNCTION.to_owned(),
                    reason: format!("made no report: {made}"),
                })?;
                activity.note(last["folder"].as_str().unwrap_or_default().to_owned());
                Ok(last)
            },
        )
        .await?;

    let folder = layout.local().join("demo-report");
    progress
        .step("Its files are fetched and drawn", async |activity| {
            if folder.exists() {
                std::fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
            }
            std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
            let bucket = cloud.output("ReportsBucket")?;
            for name in made["files"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
            {
                let key = format!("{}{name}", made["folder"].as_str().unwrap_or_default());
                let object = objects(cloud).get_object().bucket(bucket).key(key).send().await;
                let object = object.map_err(|error| failed("the report", &error))?;
                let content = object.body.collect().await;
                let content = content.map_err(|error| failed("the report", &error))?;
                let file = folder.join(name);
                std::fs::write(&file, content.to_vec()).map_err(Error::file(&file))?;
            }
            documents::preview(preview, &folder, layout, activity).await
        })
        .await?;
    progress.say("\n  What the office reads, and what checks it:");
    for file in documents::list(&folder)? {
        progress.say(&format!("  {}", file.display()));
    }
    Ok(())
}

struct Lambda(Client);

impl Lambda {
    fn of(cloud: &LocalCloud) -> Self {
        let config = Config::builder()
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
            .build();
        Self(Client::from_conf(config))
    }

    /// Adds a setting to those the function has.
    async fn set(&self, name: &str, value: &str) -> Result<()> {
        let now = self.0.get_function_configuration().function_name(FUNCTION);
        let now = now.send().await.map_err(|error| failed(FUNCTION, &error))?;
        let mut settings: HashMap<String, String> = now
            .environment
            .and_then(|environment| environment.variables)
            .unwrap_or_default();
        settings.insert(name.to_owned(), value.to_owned());
        let changed = self.0.update_function_configuration().function_name(FUNCTION);
        let environment = Environment::builder().set_variables(Some(settings)).build();
        let changed = changed.environment(environment).send().await;
        changed.map(drop).map_err(|error| failed(FUNCTION, &error))
    }

    async fn ask(&self, input: &Value) -> Result<Value> {
        let call = self.0.invoke().function_name(FUNCTION);
        let answer = call.payload(Blob::new(input.to_string())).send().await;
        let answer = answer.map_err(|error| failed(FUNCTION, &error))?;
        let payload = answer.payload.map(Blob::into_inner).unwrap_or_default();
        serde_json::from_slice(&payload).map_err(|error| failed(FUNCTION, &error))
    }
}
