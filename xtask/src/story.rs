//! The story the demo tells: one decree, from the court to two doors.

mod aid;
mod documents;
pub(crate) mod files;
mod follow;
mod report;
mod security;

use std::path::Path;

use serde_json::{Value, json};
use tuntas_local_cloud::{Answer, Caller, Error, Layout, LocalCloud, Progress, Result};

use follow::Follower;

/// The sample decree that is told: two children follow their mother to her own address.
const DECREE: &str = "events/decrees/gugat-with-custody.json";

/// The court that sends it.
pub(crate) const COURT: &str = "PA.Pas";

/// Both sides of a case: as the API names them, as a job's name ends, and as people say.
pub(crate) const SIDES: [(&str, char, &str); 2] =
    [("petitioner", 'p', "Penggugat"), ("respondent", 'r', "Tergugat")];

/// Tells it on a running cloud.
pub(crate) async fn tell(
    layout: &Layout,
    preview: &Path,
    cloud: &LocalCloud,
    progress: &Progress,
) -> Result<()> {
    progress.headline("One decree, two doors");
    let case = progress
        .step("The court signs the decree and sends it", async |activity| {
            let accepted = send(layout, cloud).await?;
            let case = text(&accepted, "/id")?;
            activity.note(format!("202, case {case}"));
            Ok(case)
        })
        .await?;
    let status = status(cloud, &case).await?;
    let mut followers = Vec::new();
    for (side, letter, name) in SIDES {
        let address = text(&status, &format!("/parties/{side}/tracking"))?;
        followers.push(Follower::new(cloud, format!("{case}-{letter}"), name, &address)?);
    }
    progress.say("\n  What each of them sees on their own page:");
    follow::until(&mut followers, progress, "rendered").await?;

    let folder = progress
        .step("The print desk downloads the documents", async |activity| {
            let files = documents::download(cloud, &case, layout).await?;
            activity.note(format!("{} files", files.count));
            Ok(files.folder)
        })
        .await?;
    progress
        .step("The print desk prints them and seals two envelopes", async |_| {
            print(cloud, &case).await
        })
        .await?;
    follow::until(&mut followers, progress, "delivered").await?;

    progress
        .step("Draw a preview of each document", async |activity| {
            documents::preview(preview, &folder, layout, activity).await
        })
        .await?;
    progress.headline("Two people hold new papers");
    for file in documents::list(&folder)? {
        progress.say(&format!("  {}", file.display()));
    }
    for follower in &followers {
        progress.say(&format!("  {:<10} {}", follower.name, follower.address));
    }
    aid::tell(layout, preview, cloud, &case, progress).await?;
    security::tell(layout, preview, cloud, very_soon(), progress).await
}

/// A quarter of an hour that begins with the next full minute, in the sample city's time; none before midnight.
fn very_soon() -> Option<security::Span> {
    #[expect(clippy::disallowed_methods, reason = "the deployed stack has the real time")]
    let now = jiff::Timestamp::now();
    // At least a few seconds are left to accept.
    let seconds = (now.as_second() + 15).div_euclid(60) * 60 + 60;
    let begin = jiff::Timestamp::from_second(seconds).ok()?;
    let local = begin
        .to_zoned_datetime(jiff::tz::TimeZone::get("Asia/Jakarta").ok()?)
        .datetime();
    let end = local.checked_add(jiff::SignedDuration::from_mins(15)).ok()?;
    let clock = |time: jiff::civil::DateTime| time.strftime("%H:%M").to_string();
    (end.date() == local.date()).then(|| security::Span {
        date: local.date().to_string(),
        from: clock(local),
        to: clock(end),
        wait: std::time::Duration::from_secs(
            u64::try_from(seconds - now.as_second()).unwrap_or_default() + 1,
        ),
    })
}

/// The court's client posts the sample under the court's signature.
async fn send(layout: &Layout, cloud: &LocalCloud) -> Result<Value> {
    let path = layout.root().join(DECREE);
    let body = std::fs::read(&path).map_err(Error::file(&path))?;
    let court = Caller::client(cloud, &format!("court-{COURT}")).await?;
    let signer = cloud.court_signer(COURT)?;
    let answer = court.post_signed("/v1/decrees", &body, &signer, "demo").await?;
    expect(answer, &[200, 202], "the decree")
}

/// The court's view of the case.
async fn status(cloud: &LocalCloud, case: &str) -> Result<Value> {
    let court = Caller::client(cloud, &format!("court-{COURT}")).await?;
    expect(
        court.get(&format!("/v1/decrees/{case}")).await?,
        &[200],
        "the case",
    )
}

async fn print(cloud: &LocalCloud, case: &str) -> Result<()> {
    let officer = Caller::client(cloud, "officer-petugas-01").await?;
    for (_, letter, _) in SIDES {
        let path = format!("/v1/print-jobs/{case}-{letter}/printed");
        expect(
            officer.post_json(&path, &json!({})).await?,
            &[200],
            "the print job",
        )?;
    }
    Ok(())
}

/// The body of an answer with one of these statuses.
pub(crate) fn expect(answer: Answer, statuses: &[u16], what: &str) -> Result<Value> {
    if statuses.contains(&answer.status.as_u16()) {
        return Ok(answer.body);
    }
    Err(Error::Answer {
        what: what.to_owned(),
        reason: format!("{}: {}", answer.status, answer.body),
    })
}

/// A text in an answer, by its JSON pointer.
pub(crate) fn text(value: &Value, pointer: &str) -> Result<String> {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| Error::Answer {
            what: "an answer of the API".to_owned(),
            reason: format!("lacks {pointer}"),
        })
}
