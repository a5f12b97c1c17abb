//! Both parties' timelines, live.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tuntas_local_cloud::{Caller, Error, LocalCloud, Progress, Result};

use super::{expect, text};

/// How long the whole way to a stage may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// One party's page, followed.
pub(crate) struct Follower<'a> {
    caller: Caller<'a>,
    cloud: &'a LocalCloud,
    /// The party as people say.
    pub(crate) name: &'static str,
    /// The address of the page.
    pub(crate) address: String,
    path: String,
    /// Beginning of the courier's references for this party: `<case>-<p|r>`.
    job: String,
    seen: usize,
    stage: String,
    told_the_rider: bool,
}

impl<'a> Follower<'a> {
    pub(crate) fn new(cloud: &'a LocalCloud, job: String, name: &'static str, address: &str) -> Result<Self> {
        let path = address.strip_prefix(&cloud.api_url).unwrap_or(address).to_owned();
        Ok(Self {
            caller: Caller::anyone(cloud)?,
            cloud,
            name,
            address: address.to_owned(),
            path,
            job,
            seen: 0,
            stage: String::new(),
            told_the_rider: false,
        })
    }

    /// Reads the page, prints what is new on it, and plays the citizen at the door.
    async fn look(&mut self, progress: &Progress) -> Result<()> {
        let page = expect(self.caller.get(&self.path).await?, &[200], "a tracking page")?;
        let moments = page["timeline"].as_array().map(Vec::as_slice).unwrap_or_default();
        for moment in moments.iter().skip(self.seen) {
            let at = moment["at"].as_str().unwrap_or_default();
            let clock = at.get(11..19).unwrap_or(at);
            progress.say(&format!(
                "    {clock}  {:<10} {}",
                self.name,
                moment["id"].as_str().unwrap_or_default()
            ));
        }
        self.seen = moments.len();
        self.stage = text(&page, "/stage")?;
        if let (false, Some(code)) = (self.told_the_rider, page["handoverCode"].as_str()) {
            self.tell_the_rider(&page, code).await?;
        }
        Ok(())
    }

    /// The addressee reads the code on their own page and tells it to the rider.
    async fn tell_the_rider(&mut self, page: &Value, code: &str) -> Result<()> {
        let attempt = page
            .pointer("/courier/attempt")
            .and_then(Value::as_u64)
            .unwrap_or(1);
        let reference = format!("{}-{attempt}", self.job);
        let url = format!("{}/_sim/orders/{reference}/handover", self.cloud.simulator_url);
        let sent = self
            .cloud
            .http_client()?
            .post(url)
            .json(&json!({ "code": code }))
            .send()
            .await;
        self.told_the_rider = sent.is_ok_and(|answer| answer.status().is_success());
        Ok(())
    }
}

/// Follows both pages until both have reached a stage.
pub(crate) async fn until(followers: &mut [Follower<'_>], progress: &Progress, stage: &str) -> Result<()> {
    let start = Instant::now();
    loop {
        for follower in followers.iter_mut() {
            follower.look(progress).await?;
        }
        if followers.iter().all(|follower| follower.stage == stage) {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            let stages: Vec<&str> = followers.iter().map(|follower| follower.stage.as_str()).collect();
            return Err(Error::Answer {
                what: "the tracking pages".to_owned(),
                reason: format!("still {} after {} s", stages.join(" and "), PATIENCE.as_secs()),
            });
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}
