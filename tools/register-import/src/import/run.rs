//! Going through an extract, household by household.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tokio::task::{JoinError, JoinHandle};
use tuntas_domain::identity::{CityCode, Nik};
use tuntas_register::{Conflict, ImportError, Imported, Register};
use uuid::Uuid;

use super::progress::{Input, beside};
use super::rejected::Rejected;
use super::{Figures, Progress, ProgressError};
use crate::extract::{
    Disorder, Group, Groups, MaritalCodes, OpenError, Reading, Reason, Source, Warning, household,
    key_of_person, sorted, survey,
};
use crate::meter::Meter;

/// Households written at the same time.
const IN_FLIGHT: usize = 16;

/// Households between two savings of the progress: what is repeated at most after a kill, beside those in flight.
const SAVED_AFTER: u64 = 200;

/// What is to be imported, and how.
#[derive(Debug, Clone)]
pub struct Job {
    /// The extract.
    pub file: PathBuf,
    /// Where rejected rows go.
    pub rejected: PathBuf,
    /// What numbers of the marital status mean.
    pub marital_codes: Option<MaritalCodes>,
    /// The only city households may live in.
    pub region: Option<CityCode>,
    /// Today.
    pub today: Date,
    /// Bytes of rows held in memory while sorting.
    pub memory: usize,
}

impl Job {
    /// How rows of `source` are read.
    fn reading<'a>(&'a self, source: &'a Source, today: Date, namespace: Uuid) -> Reading<'a> {
        Reading {
            columns: &source.columns,
            marital_codes: self.marital_codes,
            region: self.region.as_ref(),
            today,
            namespace,
        }
    }
}

/// Why an import stopped before its end.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The extract cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file could not be written.
    #[error("a file could not be written: {0}")]
    Io(#[from] io::Error),
    /// The rejected rows could not be written.
    #[error("the rejected rows could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// The progress cannot be used.
    #[error(transparent)]
    Progress(#[from] ProgressError),
    /// The register could not be written; run the same command again to go on.
    #[error("the register could not be written, run the same command again to go on: {0}")]
    Import(#[from] ImportError),
    /// A task of this program broke down.
    #[error("a part of this program broke down: {0}")]
    Broken(#[from] JoinError),
    /// Nobody said what the numbers of the marital status mean.
    #[error(
        "STAT_KWN holds numbers, which mean one thing in one list and another in the other; say --marital-codes six or four"
    )]
    MaritalCodes,
    /// There is a file of rejected rows of an earlier import.
    #[error("there is a file of rejected rows already; move it away, or name another one with --rejected")]
    RejectedExists,
}

/// Imports an extract, from where an earlier run stopped.
///
/// # Errors
/// [`Stop`]. Running it again goes on.
pub async fn import(
    job: &Job,
    register: &Register,
    namespace: Uuid,
    settings: &str,
    meter: &mut Meter,
) -> Result<Figures, Stop> {
    let mut progress = match Progress::load(&job.file, settings)? {
        Some(progress) => progress,
        None => begin(job, settings)?,
    };
    let original = Source::open(&job.file)?;
    let copy = beside(&job.file, ".sorted");
    let source = if !progress.sorted {
        original
    } else if progress.offset.is_some() && copy.exists() {
        Source::open(&copy)?
    } else {
        // Sorting gives the same copy every time, so the offset of an earlier run holds.
        sorted(&original, &copy, job.memory)?
    };
    progress.save(&job.file)?;
    let reading = job.reading(&source, progress.today, namespace);
    let mut run = Run {
        source: &source,
        rejected: Some(Rejected::from(&job.rejected, &source, progress.rejected_bytes)?),
        figures: progress.figures.clone(),
        place: progress.offset,
        waiting: VecDeque::new(),
    };
    let mut groups = Groups::from(&source, progress.offset)?;
    let mut since = 0;
    let ended = loop {
        match run.step(&mut groups, &reading, Some(register)).await {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(stop) => break Err(stop),
        }
        meter.tell(run.place, source.size, &run.figures);
        since += 1;
        if since >= SAVED_AFTER {
            since = 0;
            run.save(&mut progress, &job.file)?;
        }
    };
    // Whatever stopped it: the households before that are done.
    run.give_up().await;
    run.save(&mut progress, &job.file)?;
    ended?;
    meter.end();
    Progress::remove(&job.file)?;
    if progress.sorted {
        fs::remove_file(copy)?;
    }
    Ok(run.figures)
}

fn begin(job: &Job, settings: &str) -> Result<Progress, Stop> {
    if job.rejected.exists() {
        return Err(Stop::RejectedExists);
    }
    let disorder = looked_over(job, &Source::open(&job.file)?)?;
    Ok(Progress {
        input: Input::of(&job.file)?,
        settings: settings.to_owned(),
        today: job.today,
        sorted: disorder.unsorted,
        offset: None,
        rejected_bytes: 0,
        figures: Figures::default(),
    })
}

/// What has to be known before the first household is read, and whether the job says enough to read them all.
fn looked_over(job: &Job, source: &Source) -> Result<Disorder, Stop> {
    let disorder = survey(source)?;
    if disorder.marital_codes && job.marital_codes.is_none() {
        return Err(Stop::MaritalCodes);
    }
    Ok(disorder)
}

/// Reads an extract like an import and writes nothing into any register. People who stand on two households are not
/// found: only a register can tell. Rejected rows are written where `rejected` says.
///
/// # Errors
/// [`Stop`].
pub async fn check(job: &Job, rejected: Option<&Path>, meter: &mut Meter) -> Result<Figures, Stop> {
    if rejected.is_some_and(Path::exists) {
        return Err(Stop::RejectedExists);
    }
    let original = Source::open(&job.file)?;
    let disorder = looked_over(job, &original)?;
    let copy = beside(&job.file, ".sorted");
    let source = if disorder.unsorted {
        sorted(&original, &copy, job.memory)?
    } else {
        original
    };
    let reading = job.reading(&source, job.today, Uuid::nil());
    let rejected = rejected
        .map(|path| Rejected::from(path, &source, 0))
        .transpose()?;
    let mut run = Run {
        source: &source,
        rejected,
        figures: Figures::default(),
        place: None,
        waiting: VecDeque::new(),
    };
    let mut groups = Groups::from(&source, None)?;
    while run.step(&mut groups, &reading, None).await? {
        meter.tell(run.place, source.size, &run.figures);
    }
    if let Some(rejected) = &mut run.rejected {
        rejected.flush()?;
    }
    meter.end();
    if disorder.unsorted {
        fs::remove_file(copy)?;
    }
    Ok(run.figures)
}

/// A household on its way, behind those that were read before it.
struct Waiting {
    group: Group,
    people: Vec<Nik>,
    warnings: Vec<Warning>,
    fate: Fate,
}

enum Fate {
    Rejected(Vec<Reason>),
    Valid,
    Written(JoinHandle<Result<Imported, ImportError>>),
}

/// Households are settled in the order of the file, so that everything before the place that is saved is done.
struct Run<'a> {
    source: &'a Source,
    rejected: Option<Rejected>,
    figures: Figures,
    /// Where the first household begins that is not settled.
    place: Option<u64>,
    waiting: VecDeque<Waiting>,
}

impl Run<'_> {
    /// Takes one more household in, or settles the last ones; false once all are settled.
    async fn step(
        &mut self,
        groups: &mut Groups<'_>,
        reading: &Reading<'_>,
        register: Option<&Register>,
    ) -> Result<bool, Stop> {
        let Some(group) = groups.next_group()? else {
            return self.settle().await;
        };
        let waiting = match household(reading, &group) {
            Err(reasons) => Waiting {
                group,
                people: Vec::new(),
                warnings: Vec::new(),
                fate: Fate::Rejected(reasons),
            },
            Ok((household, warnings)) => {
                let people: Vec<Nik> = household
                    .members
                    .iter()
                    .map(|member| member.person.nik.clone())
                    .collect();
                // Of two households with one person the first has the person: the second waits for it.
                while self.is_on_its_way(&people) {
                    self.settle().await?;
                }
                let fate = match register.cloned() {
                    None => Fate::Valid,
                    Some(register) => {
                        let today = reading.today;
                        Fate::Written(tokio::spawn(async move {
                            register.import_household(&household, today).await
                        }))
                    }
                };
                Waiting {
                    group,
                    people,
                    warnings,
                    fate,
                }
            }
        };
        self.waiting.push_back(waiting);
        if self.waiting.len() >= IN_FLIGHT {
            self.settle().await?;
        }
        Ok(true)
    }

    fn is_on_its_way(&self, people: &[Nik]) -> bool {
        let people: BTreeSet<&Nik> = people.iter().collect();
        let mut others = self.waiting.iter().flat_map(|waiting| &waiting.people);
        others.any(|nik| people.contains(nik))
    }

    /// Settles the household that was read first; false if none waits.
    async fn settle(&mut self) -> Result<bool, Stop> {
        let Some(waiting) = self.waiting.pop_front() else {
            return Ok(false);
        };
        let reasons = match waiting.fate {
            Fate::Rejected(reasons) => reasons,
            Fate::Valid => {
                self.figures.valid += 1;
                Vec::new()
            }
            Fate::Written(writing) => match writing.await? {
                Ok(Imported::New) => {
                    self.figures.new += 1;
                    Vec::new()
                }
                Ok(Imported::Known) => {
                    self.figures.known += 1;
                    Vec::new()
                }
                Err(ImportError::Conflict { conflict, .. }) => {
                    self.contradicted(&waiting.group, &waiting.people, conflict)
                }
                Err(error) => return Err(error.into()),
            },
        };
        self.figures.rows += u64::try_from(waiting.group.rows.len()).unwrap_or(u64::MAX);
        if reasons.is_empty() {
            for warning in waiting.warnings {
                *self
                    .figures
                    .warnings
                    .entry(warning.code().to_owned())
                    .or_default() += 1;
            }
        } else {
            self.figures.rejected += 1;
        }
        for (row, reason) in waiting.group.rows.iter().zip(reasons) {
            self.figures.rejected_rows += 1;
            *self.figures.reasons.entry(reason.code().to_owned()).or_default() += 1;
            if let Some(rejected) = &mut self.rejected {
                rejected.add(row, reason)?;
            }
        }
        if waiting.group.end.is_some() {
            self.place = waiting.group.end;
        }
        Ok(true)
    }

    /// The reason for each row of a household that contradicts the register.
    fn contradicted(&self, group: &Group, people: &[Nik], conflict: Conflict) -> Vec<Reason> {
        let (member, reason) = match conflict {
            Conflict::Differs => return vec![Reason::HouseholdDiffers; group.rows.len()],
            Conflict::NumberTaken => return vec![Reason::NumberTaken; group.rows.len()],
            Conflict::PersonElsewhere(member) => (member, Reason::PersonElsewhere),
            Conflict::PersonDeparted(member) => (member, Reason::PersonDeparted),
        };
        let nik = people.get(member).map(|nik| nik.as_str().as_bytes());
        let of = |row| {
            if Some(key_of_person(self.source, row)) == nik {
                reason
            } else {
                Reason::OtherRow
            }
        };
        group.rows.iter().map(of).collect()
    }

    /// Waits for what is being written, so that nothing goes on behind anybody's back. It is not settled: the next run
    /// finds it known.
    async fn give_up(&mut self) {
        for waiting in self.waiting.drain(..) {
            if let Fate::Written(writing) = waiting.fate {
                // Its outcome is looked at again by the next run.
                let _ = writing.await;
            }
        }
    }

    fn save(&mut self, progress: &mut Progress, extract: &Path) -> Result<(), Stop> {
        if let Some(rejected) = &mut self.rejected {
            progress.rejected_bytes = rejected.flush()?;
        }
        progress.offset = self.place;
        progress.figures = self.figures.clone();
        progress.save(extract)?;
        Ok(())
    }
}
