//! The documents, as the print desk gets them.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tuntas_local_cloud::{Activity, Caller, Error, Layout, LocalCloud, Result, Tool};

use super::{SIDES, expect, text};

/// What was downloaded.
pub(crate) struct Downloaded {
    pub(crate) folder: PathBuf,
    pub(crate) count: usize,
}

/// Downloads both parties' documents through presigned addresses.
pub(crate) async fn download(cloud: &LocalCloud, case: &str, layout: &Layout) -> Result<Downloaded> {
    let folder = layout.local().join("demo-documents");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let officer = Caller::client(cloud, "officer-petugas-01").await?;
    let http = cloud.http_client()?;
    let mut count = 0;
    for (side, letter, _) in SIDES {
        let path = format!("/v1/print-jobs/{case}-{letter}/download");
        let offer = expect(
            officer.post_json(&path, &json!({})).await?,
            &[200],
            "the download",
        )?;
        for file in offer["files"].as_array().map(Vec::as_slice).unwrap_or_default() {
            let to = folder.join(format!("{side}-{}.pdf", text(file, "/kind")?));
            let pdf = fetch(&http, file).await?;
            std::fs::write(&to, pdf).map_err(Error::file(&to))?;
            count += 1;
        }
    }
    Ok(Downloaded { folder, count })
}

pub(crate) async fn fetch(http: &reqwest::Client, file: &Value) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Answer {
        what: "a document".to_owned(),
        reason,
    };
    let answer = http
        .get(text(file, "/url")?)
        .send()
        .await
        .map_err(|error| failed(error.to_string()))?;
    if !answer.status().is_success() {
        return Err(failed(answer.status().to_string()));
    }
    Ok(answer
        .bytes()
        .await
        .map_err(|error| failed(error.to_string()))?
        .to_vec())
}

/// Draws a PNG beside each PDF.
pub(crate) async fn preview(
    program: &Path,
    folder: &Path,
    layout: &Layout,
    activity: &Activity,
) -> Result<()> {
    let pdfs: Vec<PathBuf> = list(folder)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    Tool::new(program)
        .args(&pdfs)
        .within(layout.root())
        .mend("The lines above say which document could not be drawn.")
        .run(activity, &layout.logs().join("preview.log"))
        .await?;
    activity.note(format!("{} drawn", pdfs.len()));
    Ok(())
}

/// The files of the folder, by name.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
        files.push(entry.map_err(Error::file(folder))?.path());
    }
    files.sort();
    Ok(files)
}
