//! Taking in the rows of a chunk.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::JoinSet;
use tuntas_batches::Row;
use tuntas_buckets::Put;

use crate::plan::Manifest;
use crate::result::{Counts, Line};
use crate::row::Job;
use crate::{DecreeBatch, Failure, Order, Run, RunState, names};

/// Rows that are taken in at the same time. Those that share a name never are: they lie in chunks that follow.
const AT_ONCE: usize = 8;

impl DecreeBatch {
    pub(crate) async fn chunk(&self, id: &str, number: u32, at: Timestamp) -> Result<(), Failure> {
        let state = self.runs.state(id).await?.ok_or(Failure::Missing("run"))?;
        if number == 0 || number > state.run.chunks {
            return Err(Failure::Missing("chunk"));
        }
        let manifest = self.manifest(id).await?;
        if !state.finished && !self.runs.is_done(id, number).await? {
            let lines = self.lines(&state.run, &manifest, number, at).await?;
            self.runs.complete(id, number, &Counts::of(&lines)).await?;
        }
        self.after(id, number, &manifest, at).await
    }

    pub(crate) async fn manifest(&self, id: &str) -> Result<Manifest, Failure> {
        let stored = self.files.get(&names::manifest(id)).await?;
        let stored = stored.ok_or(Failure::Missing("manifest"))?;
        serde_json::from_slice(&stored).map_err(|_| Failure::Unreadable("manifest"))
    }

    /// What became of the rows of a chunk. Once that is stored, it is never found out again.
    async fn lines(
        &self,
        run: &Run,
        manifest: &Manifest,
        number: u32,
        at: Timestamp,
    ) -> Result<Vec<Line>, Failure> {
        if let Some(lines) = self.results(&run.id, number).await? {
            return Ok(lines);
        }
        let stored = self.files.get(&names::rows(&run.id, number)).await?;
        let stored = stored.ok_or(Failure::Missing("chunk"))?;
        let rows = read_lines::<Row>(&stored).ok_or(Failure::Unreadable("chunk"))?;
        let job = Arc::new(Job {
            run: run.id.clone(),
            manifest: manifest.clone(),
            court: run.court.parse().map_err(|_| Failure::Unreadable("court"))?,
            reading: self
                .reading(manifest)
                .map_err(|_| Failure::Unreadable("header"))?,
            at,
        });
        let at_once = if number > run.side_by_side { 1 } else { AT_ONCE };
        let mut lines = self.side_by_side(&job, rows, at_once).await?;
        lines.sort_by_key(|line| line.row);
        let mut content = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut content, line).map_err(|_| Failure::Encode("result"))?;
            content.push(b'\n');
        }
        let key = names::results(&run.id, number);
        match self.files.put_new(&key, "application/jsonl", content).await? {
            Put::New => Ok(lines),
            // Whoever was first with the result has written the one that counts.
            Put::AlreadyThere => self
                .results(&run.id, number)
                .await?
                .ok_or(Failure::Missing("result")),
        }
    }

    pub(crate) async fn results(&self, id: &str, number: u32) -> Result<Option<Vec<Line>>, Failure> {
        let stored = self.files.get(&names::results(id, number)).await?;
        stored
            .map(|stored| read_lines(&stored).ok_or(Failure::Unreadable("result")))
            .transpose()
    }

    async fn side_by_side(
        &self,
        job: &Arc<Job>,
        rows: Vec<Row>,
        at_once: usize,
    ) -> Result<Vec<Line>, Failure> {
        let mut lines = Vec::with_capacity(rows.len());
        let mut running = JoinSet::new();
        for row in rows {
            if running.len() >= at_once
                && let Some(ended) = running.join_next().await
            {
                lines.push(ended.map_err(|_| Failure::Row)??);
            }
            let (function, job) = (self.clone(), Arc::clone(job));
            running.spawn(async move { function.row(&job, row).await });
        }
        while let Some(ended) = running.join_next().await {
            lines.push(ended.map_err(|_| Failure::Row)??);
        }
        Ok(lines)
    }

    /// What follows a chunk that is done, also if it was done before: the next ones, or the end.
    async fn after(&self, id: &str, number: u32, manifest: &Manifest, at: Timestamp) -> Result<(), Failure> {
        let RunState {
            run,
            rows_done,
            finished,
        } = self.runs.state(id).await?.ok_or(Failure::Missing("run"))?;
        if finished {
            return Ok(());
        }
        if rows_done >= run.rows {
            return self.finish(&run, manifest, at).await;
        }
        self.progress(manifest, id, rows_done, run.rows, "running")
            .await?;
        let next = if number > run.side_by_side {
            Some(number + 1)
        } else if rows_done >= run.rows_side_by_side {
            Some(run.side_by_side + 1)
        } else {
            None
        };
        match next {
            Some(chunk) if chunk <= run.chunks => self.order(id, [chunk]).await,
            _ => Ok(()),
        }
    }

    /// Orders chunks of a run, to be taken in at once.
    pub(crate) async fn order(
        &self,
        run: &str,
        chunks: impl IntoIterator<Item = u32>,
    ) -> Result<(), Failure> {
        let run = run.to_owned();
        let order = |chunk| Order::Chunk {
            run: run.clone(),
            chunk,
        };
        let orders: Vec<Order> = chunks.into_iter().map(order).collect();
        Ok(self.outlet.send(&orders, Duration::ZERO).await?)
    }
}

/// One value on each line.
pub(crate) fn read_lines<T: serde::de::DeserializeOwned>(content: &[u8]) -> Option<Vec<T>> {
    content
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).ok())
        .collect()
}
