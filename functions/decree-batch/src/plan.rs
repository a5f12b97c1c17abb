//! Looking a signed file through, keeping it, and cutting it into chunks.

use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Seek as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tracing::info;
use tuntas_batches::{Columns, Content, FileFault, Format, Mapping, Rows};
use tuntas_buckets::Bucket;

use crate::arrive::Arrived;
use crate::names::{self, outbox};
use crate::reading::Reading;
use crate::verify::Fetched;
use crate::{DecreeBatch, Failure, Run};

/// Rows of a chunk: few enough to be done long before the function's time is up.
const CHUNK_ROWS: usize = 100;
/// Bytes of a chunk's rows, so that memory does not grow with their length.
const CHUNK_BYTES: usize = 1024 * 1024;
/// Names of columns that are told as left aside.
const MAX_IGNORED: usize = 100;

/// What a run is about, as far as it is nobody else's business: it stays in the courts' bucket.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    pub(crate) court: String,
    /// Name of the file.
    pub(crate) name: String,
    pub(crate) etag: String,
    pub(crate) signature_etag: Option<String>,
    pub(crate) sha256: String,
    pub(crate) kid: String,
    pub(crate) format: String,
    pub(crate) header: Option<Vec<String>>,
    /// Columns that were left aside.
    pub(crate) ignored: Vec<String>,
    pub(crate) started_at: Timestamp,
}

impl Manifest {
    /// What the columns are, for a file with a header.
    pub(crate) fn columns(&self, mapping: &Mapping) -> Result<Option<Columns>, FileFault> {
        self.header
            .as_ref()
            .map(|header| Columns::of_header(header, mapping))
            .transpose()
    }
}

type Opened = (Format, Rows<File, File>);

impl DecreeBatch {
    /// Begins a run, or goes on with it. The inner error is the court's to mend; nothing was written then.
    pub(crate) async fn plan(
        &self,
        arrived: &Arrived,
        fetched: Fetched,
        jws: &str,
        kid: &str,
        at: Timestamp,
    ) -> Result<Result<(), FileFault>, Failure> {
        let Arrived {
            place,
            file,
            signature,
        } = arrived;
        let id = place.run(&fetched.sha256);
        if let Some(state) = self.runs.state(&id).await? {
            return self.go_on(state, arrived, at).await.map(Ok);
        }
        let mapping = self.mapping(&place.court);
        let mut manifest = Manifest {
            court: place.court.clone(),
            name: place.name.clone(),
            etag: file.etag.clone(),
            signature_etag: signature.as_ref().map(|signature| signature.etag.clone()),
            sha256: fetched.sha256.clone(),
            kid: kid.to_owned(),
            format: String::new(),
            header: None,
            ignored: Vec::new(),
            started_at: at,
        };
        // The whole file is looked through before any of it is taken.
        if let Err(fault) = look_through(open(&place.name, &fetched.file)?, &mut manifest, &mapping) {
            return Ok(Err(fault));
        }
        let kept = names::evidence(&fetched.sha256);
        let original = fetched.file.try_clone()?;
        self.evidence
            .put_file(&kept, "application/octet-stream", original)
            .await?;
        let proof = json!({"jws": jws, "kid": kid, "court": place.court, "sha256": fetched.sha256});
        let proof = serde_json::to_vec(&proof).map_err(|_| Failure::Encode("proof"))?;
        let beside = format!("{kept}.json");
        self.evidence.put_new(&beside, "application/json", proof).await?;

        let run = match self.cut(&id, &manifest, &fetched.file).await? {
            Ok(run) => run,
            Err(fault) => return Ok(Err(fault)),
        };
        let content = serde_json::to_vec(&manifest).map_err(|_| Failure::Encode("manifest"))?;
        self.files
            .put_new(&names::manifest(&id), "application/json", content)
            .await?;
        self.runs.begin(&run, at).await?;
        info!(run = id, rows = run.rows, chunks = run.chunks, "a file begins");
        self.progress(&manifest, &id, 0, run.rows, "running").await?;
        self.order(&id, 1..=run.side_by_side).await?;
        Ok(Ok(()))
    }

    /// Cuts the rows into chunks. A row that shares a name with an earlier one waits until all others are done, so that
    /// the first in the file is the first in the journal.
    async fn cut(
        &self,
        id: &str,
        manifest: &Manifest,
        file: &File,
    ) -> Result<Result<Run, FileFault>, Failure> {
        let (_, mut rows) = match open(&manifest.name, file)? {
            Ok(opened) => opened,
            Err(fault) => return Ok(Err(fault)),
        };
        let reading = match self.reading(manifest) {
            Ok(reading) => reading,
            Err(fault) => return Ok(Err(fault)),
        };
        let mut seen = HashSet::new();
        let mut later = tempfile::tempfile()?;
        let mut chunks = Chunks::of(&self.files, id);
        let (mut rows_side_by_side, mut later_rows) = (0_u32, 0_u32);
        loop {
            let row = match rows.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(fault) => return Ok(Err(fault)),
            };
            let line = serde_json::to_vec(&row).map_err(|_| Failure::Encode("row"))?;
            // Every name is remembered, also behind one that was seen before.
            let mut repeats = false;
            for name in names_of(row.content, &reading) {
                repeats |= !seen.insert(name);
            }
            if repeats {
                put_aside(&mut later, &line)?;
                later_rows += 1;
                continue;
            }
            rows_side_by_side += 1;
            chunks.add(&line).await?;
        }
        let side_by_side = chunks.close().await?;
        later.rewind()?;
        let mut later = std::io::BufReader::new(later);
        while let Some(line) = next_line(&mut later)? {
            chunks.add(&line).await?;
        }
        Ok(Ok(Run {
            id: id.to_owned(),
            court: manifest.court.clone(),
            sha256: manifest.sha256.clone(),
            rows: rows_side_by_side + later_rows,
            chunks: chunks.close().await?,
            side_by_side,
            rows_side_by_side,
        }))
    }

    /// Tells the court how far its file is.
    pub(crate) async fn progress(
        &self,
        manifest: &Manifest,
        id: &str,
        done: u32,
        rows: u32,
        state: &str,
    ) -> Result<(), Failure> {
        let told = json!({
            "file": manifest.name,
            "state": state,
            "rows": rows,
            "rowsDone": done,
            "startedAt": manifest.started_at.to_string(),
        });
        let told = serde_json::to_vec_pretty(&told).map_err(|_| Failure::Encode("progress"))?;
        let key = outbox(&manifest.court, &manifest.name, id, "progress.json");
        Ok(self.files.put(&key, "application/json", told).await?)
    }
}

fn open(name: &str, file: &File) -> Result<Result<Opened, FileFault>, Failure> {
    let mut file = file.try_clone()?;
    file.rewind()?;
    Ok(Rows::open(name, file, tempfile::tempfile))
}

/// Reads every row once and forgets it: what spoils a file anywhere spoils it before anything is taken.
fn look_through(
    opened: Result<Opened, FileFault>,
    manifest: &mut Manifest,
    mapping: &Mapping,
) -> Result<(), FileFault> {
    let (format, mut rows) = opened?;
    format.name().clone_into(&mut manifest.format);
    manifest.header = rows.header().map(<[String]>::to_vec);
    let columns = manifest.columns(mapping)?;
    let mut ignored: Vec<String> = columns
        .iter()
        .flat_map(Columns::ignored)
        .map(str::to_owned)
        .collect();
    while let Some(row) = rows.next_row()? {
        if let Content::Named(cells) = &row.content {
            let names: Vec<String> = cells.iter().map(|(name, _)| name.clone()).collect();
            for name in Columns::of_names(&names, mapping)
                .iter()
                .flat_map(Columns::ignored)
            {
                if ignored.len() < MAX_IGNORED && !ignored.iter().any(|known| known == name) {
                    ignored.push(name.to_owned());
                }
            }
        }
    }
    ignored.truncate(MAX_IGNORED);
    manifest.ignored = ignored;
    Ok(())
}

/// Hashes of what the case of a row would be found by; a row that is none is found by nothing.
fn names_of(content: Content, reading: &Reading) -> Vec<u64> {
    let names = reading.body(content).map(|body| body.names());
    names
        .unwrap_or_default()
        .iter()
        .map(|name| {
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

/// Stores rows in chunks, of which one at a time is in memory.
struct Chunks<'a> {
    files: &'a Bucket,
    run: &'a str,
    stored: u32,
    /// Of the chunk in memory.
    rows: usize,
    content: Vec<u8>,
}

impl<'a> Chunks<'a> {
    fn of(files: &'a Bucket, run: &'a str) -> Self {
        Self {
            files,
            run,
            stored: 0,
            rows: 0,
            content: Vec::new(),
        }
    }

    async fn add(&mut self, line: &[u8]) -> Result<(), Failure> {
        if self.rows >= CHUNK_ROWS || self.content.len() + line.len() > CHUNK_BYTES {
            self.close().await?;
        }
        self.content.extend_from_slice(line);
        self.content.push(b'\n');
        self.rows += 1;
        Ok(())
    }

    /// Ends the chunk in memory, so that the next row begins another; how many there are by now.
    async fn close(&mut self) -> Result<u32, Failure> {
        if self.rows > 0 {
            self.stored += 1;
            let key = names::rows(self.run, self.stored);
            let content = std::mem::take(&mut self.content);
            self.files.put_new(&key, "application/jsonl", content).await?;
            self.rows = 0;
        }
        Ok(self.stored)
    }
}

fn put_aside(file: &mut File, line: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    file.write_all(line)?;
    file.write_all(b"\n")
}

fn next_line(file: &mut impl std::io::BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    file.read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok((!line.is_empty()).then_some(line))
}
