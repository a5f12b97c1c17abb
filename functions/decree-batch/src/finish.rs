//! The end of a run: one result out of all chunks.

use std::collections::{BTreeMap, VecDeque};
use std::io::BufWriter;

use jiff::Timestamp;
use serde_json::json;
use tracing::info;
use tuntas_platform::metrics::{self, Unit};

use crate::arrive::Arrived;
use crate::names::outbox;
use crate::plan::Manifest;
use crate::result::{Counts, Line, ResultFile};
use crate::{DecreeBatch, Failure, Notice, Place, Run, RunState};

impl DecreeBatch {
    /// Puts the results into the outbox, tells of them, and clears the inbox. All of it can be done again.
    pub(crate) async fn finish(&self, run: &Run, manifest: &Manifest, at: Timestamp) -> Result<(), Failure> {
        let counts = self.runs.counts(&run.id).await?;
        let codes = self.join(run, manifest).await?;
        let result = outbox(&run.court, &manifest.name, &run.id, "result.csv");
        let summary = json!({
            "file": manifest.name,
            "sha256": run.sha256,
            "format": manifest.format,
            "run": run.id,
            "rows": run.rows,
            "accepted": counts.accepted,
            "known": counts.known,
            "completed": counts.completed,
            "refused": counts.refused,
            "faults": codes,
            "columnsIgnored": manifest.ignored,
            "startedAt": manifest.started_at.to_string(),
            "finishedAt": at.to_string(),
            "result": result,
        });
        let summary = serde_json::to_vec_pretty(&summary).map_err(|_| Failure::Encode("summary"))?;
        let key = outbox(&run.court, &manifest.name, &run.id, "summary.json");
        self.files.put_new(&key, "application/json", summary).await?;
        self.progress(manifest, &run.id, run.rows, run.rows, "finished")
            .await?;
        self.tell(run, &counts).await?;
        let place = Place {
            court: manifest.court.clone(),
            name: manifest.name.clone(),
        };
        self.clear(&place, &manifest.etag, manifest.signature_etag.as_deref())
            .await?;
        self.runs.finish(&run.id, at).await?;
        metrics::record("BatchRows", Unit::Count, f64::from(run.rows));
        metrics::record("BatchRowsRefused", Unit::Count, f64::from(counts.refused));
        info!(
            run = run.id,
            rows = run.rows,
            refused = counts.refused,
            "a file is done"
        );
        Ok(())
    }

    /// The same file under the same name again: what is not done yet is told again; what is done stays as it is.
    pub(crate) async fn go_on(
        &self,
        state: RunState,
        arrived: &Arrived,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let RunState {
            run,
            rows_done,
            finished,
        } = state;
        let manifest = self.manifest(&run.id).await?;
        if finished {
            self.tell(&run, &self.runs.counts(&run.id).await?).await?;
            let signature = arrived
                .signature
                .as_ref()
                .map(|signature| signature.etag.as_str());
            return self.clear(&arrived.place, &arrived.file.etag, signature).await;
        }
        if rows_done >= run.rows {
            return self.finish(&run, &manifest, at).await;
        }
        let done = self.runs.done(&run.id).await?;
        let mut open = (1..=run.chunks).filter(|chunk| !done.iter().any(|(done, _)| done == chunk));
        if rows_done >= run.rows_side_by_side {
            self.order(&run.id, open.next()).await
        } else {
            let side_by_side = open.filter(|chunk| *chunk <= run.side_by_side);
            self.order(&run.id, side_by_side).await
        }
    }

    async fn tell(&self, run: &Run, counts: &Counts) -> Result<(), Failure> {
        let notice = Notice::Finished {
            court: run.court.clone(),
            run: run.id.clone(),
            sha256: run.sha256.clone(),
            rows: run.rows,
            accepted: counts.accepted,
            known: counts.known,
            completed: counts.completed,
            refused: counts.refused,
        };
        Ok(self.outlet.publish(&notice).await?)
    }

    /// What is done does not stay in the inbox; what has taken its place there does.
    pub(crate) async fn clear(
        &self,
        place: &Place,
        etag: &str,
        signature: Option<&str>,
    ) -> Result<(), Failure> {
        if let Some(signature) = signature {
            self.files.remove_same(&place.signature(), signature).await?;
        }
        self.files.remove_same(&place.file(), etag).await?;
        Ok(())
    }

    /// Writes the result in the order of the rows, in memory that does not grow with them, and counts the faults by code.
    async fn join(&self, run: &Run, manifest: &Manifest) -> Result<BTreeMap<String, u32>, Failure> {
        let mut codes = BTreeMap::new();
        let output = tempfile::tempfile()?;
        let mut result = ResultFile::begin(BufWriter::new(output.try_clone()?))?;
        let mut side_by_side = Lines::of(1..=run.side_by_side);
        let mut following = Lines::of(run.side_by_side + 1..=run.chunks);
        loop {
            let first = side_by_side.peek(self, run).await?.map(|line| line.row);
            let second = following.peek(self, run).await?.map(|line| line.row);
            let lines = match (first, second) {
                (None, None) => break,
                (Some(first), Some(second)) if second < first => &mut following,
                (None, Some(_)) => &mut following,
                (Some(_), _) => &mut side_by_side,
            };
            let Some(line) = lines.ready.pop_front() else {
                break;
            };
            for fault in &line.faults {
                *codes.entry(fault.code.clone().into_owned()).or_default() += 1;
            }
            result.write(&line)?;
        }
        result
            .end()?
            .into_inner()
            .map_err(|error| Failure::Disk(error.error().kind()))?;
        let key = outbox(&run.court, &manifest.name, &run.id, "result.csv");
        self.files
            .put_file(&key, "text/csv; charset=utf-8", output)
            .await?;
        Ok(codes)
    }
}

/// The lines of chunks that follow each other, one chunk in memory at a time.
struct Lines {
    chunks: std::ops::RangeInclusive<u32>,
    ready: VecDeque<Line>,
}

impl Lines {
    fn of(chunks: std::ops::RangeInclusive<u32>) -> Self {
        Self {
            chunks,
            ready: VecDeque::new(),
        }
    }

    async fn peek(&mut self, function: &DecreeBatch, run: &Run) -> Result<Option<&Line>, Failure> {
        while self.ready.is_empty() {
            let Some(chunk) = self.chunks.next() else {
                return Ok(None);
            };
            let lines = function.results(&run.id, chunk).await?;
            self.ready = lines.ok_or(Failure::Missing("result"))?.into();
        }
        Ok(self.ready.front())
    }
}
