//! A seizure, secured: the court asks, the police accept, a letter is opened, the police report.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tuntas_local_cloud::{Caller, Error, Layout, LocalCloud, Progress, Result, Tool};
use tuntas_signatures::sha256_hex;

use super::{COURT, documents, expect, text};

const REQUEST: &str = "events/security/marital-seizure.json";
const ACCEPTANCE: &str = "events/security/acceptance.json";

/// The unit that is on duty at every hour.
const UNIT: &str = "polsek-gadingrejo";

/// What the police hand in as minutes in the demonstration: a PDF that says CONTOH.
const MINUTES: &str = "events/documents/ruling.pdf";

/// How often the desk is asked whether the minutes were looked at, twice a second.
const ASKED_AT_MOST: u32 = 60;

/// A span that begins so soon that the demonstration can wait for it.
pub(crate) struct Span {
    pub(crate) date: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) wait: Duration,
}

/// Tells it on a running cloud.
pub(crate) async fn tell(
    layout: &Layout,
    preview: &Path,
    cloud: &LocalCloud,
    span: Option<Span>,
    progress: &Progress,
) -> Result<()> {
    progress.headline("One seizure, secured");
    let Some(span) = span else {
        progress.say("  Not in the last minutes before midnight: a seizure begins and ends on one day.");
        return Ok(());
    };
    let id = progress
        .step(
            "The court asks the police to secure a sita marital",
            async |activity| {
                let asked = ask(layout, cloud, &span).await?;
                activity.note(text(&asked, "/request/letters/0/number")?);
                text(&asked, "/request/id")
            },
        )
        .await?;
    progress
        .step(
            "The police see who is free, and accept with a warrant",
            async |activity| {
                let accepted = accept(layout, cloud, &id).await?;
                activity.note(text(&accepted, "/request/letters/1/number")?);
                Ok(())
            },
        )
        .await?;
    let folder = layout.local().join("demo-letters");
    progress
        .step("The court opens both letters", async |activity| {
            let letters = letters(cloud, &id, &folder, 2).await?;
            draw(preview, &letters, layout, activity).await
        })
        .await?;
    progress
        .step("The hour comes", async |_| {
            tokio::time::sleep(span.wait).await;
            Ok(())
        })
        .await?;
    progress
        .step(
            "The police report: safe, with the berita acara",
            async |activity| {
                let reported = report(layout, cloud, &id).await?;
                activity.note(text(&reported, "/request/stage")?);
                let letters = letters(cloud, &id, &folder, 3).await?;
                draw(preview, &letters, layout, activity).await
            },
        )
        .await?;
    for file in documents::list(&folder)? {
        progress.say(&format!("  {}", file.display()));
    }
    Ok(())
}

fn sample(layout: &Layout, name: &str) -> Result<Value> {
    let path = layout.root().join(name);
    let bytes = std::fs::read(&path).map_err(Error::file(&path))?;
    serde_json::from_slice(&bytes).map_err(|error| Error::Answer {
        what: name.to_owned(),
        reason: error.to_string(),
    })
}

async fn ask(layout: &Layout, cloud: &LocalCloud, span: &Span) -> Result<Value> {
    let mut body = sample(layout, REQUEST)?;
    body["date"] = json!(span.date);
    body["from"] = json!(span.from);
    body["to"] = json!(span.to);
    let court = Caller::client(cloud, &format!("court-{COURT}")).await?;
    let signer = cloud.court_signer(COURT)?;
    let answer = court
        .post_signed(
            "/v1/security-requests",
            body.to_string().as_bytes(),
            &signer,
            "demo",
        )
        .await?;
    expect(answer, &[202], "the request")
}

async fn accept(layout: &Layout, cloud: &LocalCloud, id: &str) -> Result<Value> {
    let police = Caller::client(cloud, "police-polisi-01").await?;
    let clashes = police.get(&format!("/v1/security-desk/{id}/clashes")).await?;
    let clashes = expect(clashes, &[200], "the clashes")?;
    let free = clashes["units"].as_array().is_some_and(|units| {
        units
            .iter()
            .any(|unit| unit["unit"] == UNIT && unit["free"] == true)
    });
    if !free {
        return Err(Error::Answer {
            what: "the clashes".to_owned(),
            reason: format!("{UNIT} is not free"),
        });
    }
    let mut body = sample(layout, ACCEPTANCE)?;
    body["unit"] = json!(UNIT);
    let path = format!("/v1/security-desk/{id}/acceptance");
    let answer = police
        .post_with(&path, body.to_string().as_bytes(), &headers("accept"))
        .await?;
    expect(answer, &[200], "the acceptance")
}

fn headers(key: &str) -> [(&str, &str); 2] {
    [("content-type", "application/json"), ("idempotency-key", key)]
}

/// Downloads the first so many letters.
async fn letters(cloud: &LocalCloud, id: &str, folder: &Path, count: u32) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let court = Caller::client(cloud, &format!("court-{COURT}")).await?;
    let http = cloud.http_client()?;
    let mut files = Vec::new();
    let view = court.get(&format!("/v1/security-requests/{id}")).await?;
    let view = expect(view, &[200], "the request")?;
    let listed = view["request"]["letters"].as_array().cloned().unwrap_or_default();
    for (letter, _) in listed.iter().zip(0..count) {
        let (entry, kind) = (&letter["entry"], text(letter, "/kind")?);
        let path = format!("/v1/security-requests/{id}/letters/{entry}/download");
        let offer = expect(court.post_json(&path, &json!({})).await?, &[200], "the letter")?;
        let file = folder.join(format!("{kind}.pdf"));
        let pdf = documents::fetch(&http, &offer).await?;
        std::fs::write(&file, pdf).map_err(Error::file(&file))?;
        files.push(file);
    }
    Ok(files)
}

async fn draw(
    preview: &Path,
    letters: &[PathBuf],
    layout: &Layout,
    activity: &tuntas_local_cloud::Activity,
) -> Result<()> {
    Tool::new(preview)
        .args(letters)
        .within(layout.root())
        .mend("The lines above say which letter could not be drawn.")
        .run(activity, &layout.logs().join("preview.log"))
        .await?;
    Ok(())
}

async fn report(layout: &Layout, cloud: &LocalCloud, id: &str) -> Result<Value> {
    let police = Caller::client(cloud, "police-polisi-03").await?;
    let path = layout.root().join(MINUTES);
    let minutes = std::fs::read(&path).map_err(Error::file(&path))?;
    let sha256 = sha256_hex(&minutes);
    let file = json!({ "contentType": "application/pdf", "sizeBytes": minutes.len(), "sha256": sha256 });
    let path = format!("/v1/security-desk/{id}/minutes");
    let offer = expect(police.post_json(&path, &file).await?, &[200], "the minutes")?;
    let mut put = cloud
        .http_client()?
        .put(text(&offer, "/upload/url")?)
        .body(minutes);
    for (name, value) in offer["upload"]["headers"].as_object().into_iter().flatten() {
        put = put.header(name, value.as_str().unwrap_or_default());
    }
    let failed = |reason: String| Error::Answer {
        what: "the minutes".to_owned(),
        reason,
    };
    let answer = put.send().await.map_err(|error| failed(error.to_string()))?;
    if !answer.status().is_success() {
        return Err(failed(answer.status().to_string()));
    }
    let body = json!({ "outcome": "safe", "minutes": sha256, "note": "Kegiatan berlangsung tertib." });
    let path = format!("/v1/security-desk/{id}/report");
    // The minutes are looked at first: whoever reports sooner is told to come again, under the same key.
    for _ in 0..ASKED_AT_MOST {
        let answer = police
            .post_with(&path, body.to_string().as_bytes(), &headers("report"))
            .await?;
        if answer.body["code"] != "minutes_unchecked" {
            return expect(answer, &[200], "the report");
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Err(failed("nobody has looked at them".to_owned()))
}
