//! Going through an extract, household by household.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tokio::task::{JoinError, JoinHandle};
use tuntas_domain::identity::{CityCode, Nik};
use tuntas_feed::Feed;
use tuntas_register::{Extract, ImportError, Register};
use uuid::Uuid;

use super::progress::{Input, beside};
use super::rejected::{ADDED, Rejected};
use super::{Figures, Progress, ProgressError};
use crate::extract::{
    Disorder, Group, Groups, MaritalCodes, OpenError, Reading, Reason, Source, Told, Warning, household,
    key_of_person, sorted, survey, with_rows,
};
use crate::later::{Moves, Obstacle, Sources, TakeError, Taken, take};
use crate::meter::Meter;

/// Households written at the same time.
const IN_FLIGHT: usize = 16;

/// Households between two savings of the progress: what is repeated at most after a kill, beside those in flight.
const SAVED_AFTER: u64 = 200;

/// Households among which people move that are looked at together, at most; they are held in memory at the end. Those beyond
/// are rejected, to be imported once more.
const MOVING_AT_MOST: usize = 10_000;

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

/// Where an extract is imported, and as what.
#[derive(Debug, Clone)]
pub struct Destination {
    /// The register.
    pub register: Register,
    /// The change feed, which tells what SIAK holds of the changes that cases made. Without it households that a case has
    /// changed stay as they are.
    pub feed: Option<Feed>,
    /// What identifiers are derived from.
    pub namespace: Uuid,
    /// The day whose state the extract shows.
    pub as_of: Date,
    /// Every household of the city is in it, so that a card without rows is nobody's any more.
    pub whole: bool,
    /// The options, as they are written on the command line: an import goes on as it began.
    pub settings: String,
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
    /// A household could not be brought into the register; run the same command again to go on.
    #[error("the register could not be written, run the same command again to go on: {0}")]
    Take(#[from] TakeError),
    /// The register has taken a newer extract over, or begun to.
    #[error("the register has an extract of {0}; an older one would bring back what has changed since")]
    Older(Date),
    /// A task of this program broke down.
    #[error("a part of this program broke down: {0}")]
    Broken(#[from] JoinError),
    /// Nobody said what the numbers of the marital status mean.
    #[error(
        "STAT_KWN holds numbers, which mean one thing in one list and another in the other; say --marital-codes six or four"
    )]
    MaritalCodes,
    /// Rows that were rejected are a part of their extract.
    #[error("a file of rejected rows never is every household of the city; import it without --whole")]
    WholeOfAPart,
    /// There is a file of rejected rows of an earlier import.
    #[error("there is a file of rejected rows already; move it away, or name another one with --rejected")]
    RejectedExists,
}

/// Whether a file holds rows that an import gave back. What else stands on their cards is not in it.
fn was_rejected(source: &Source) -> bool {
    source
        .header
        .iter()
        .any(|column| column.eq_ignore_ascii_case(ADDED[0].as_bytes()))
}

/// Imports an extract, from where an earlier run stopped.
///
/// # Errors
/// [`Stop`]. Running it again goes on.
pub async fn import(job: &Job, into: &Destination, meter: &mut Meter) -> Result<Figures, Stop> {
    if into.whole && was_rejected(&Source::open(&job.file)?) {
        return Err(Stop::WholeOfAPart);
    }
    let mut progress = match Progress::load(&job.file, &into.settings)? {
        Some(progress) => progress,
        None => begin(job, &into.settings)?,
    };
    if let Some(newer) = into.register.begin_extract(into.as_of).await? {
        return Err(Stop::Older(newer));
    }
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
    let reading = job.reading(&source, progress.today, into.namespace);
    let sources = Sources {
        register: into.register.clone(),
        feed: into.feed.clone(),
        extract: Extract {
            as_of: into.as_of,
            fingerprint: progress.input.fingerprint(),
        },
        today: progress.today,
    };
    let mut run = Run {
        source: &source,
        rejected: Some(Rejected::from(&job.rejected, &source, progress.rejected_bytes)?),
        figures: progress.figures.clone(),
        place: progress.offset,
        moving: progress.moving.clone(),
        waiting: VecDeque::new(),
    };
    let mut groups = Groups::from(&source, progress.offset)?;
    let mut since = 0;
    let ended = loop {
        match run.step(&mut groups, &reading, Some(&sources)).await {
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
    run.settle_moves(&reading, &sources, into.whole).await?;
    if let Some(rejected) = &mut run.rejected {
        rejected.flush()?;
    }
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
        moving: Vec::new(),
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
        moving: Vec::new(),
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
    Written(JoinHandle<Result<Result<Taken, Obstacle>, TakeError>>),
}

/// Households are settled in the order of the file, so that everything before the place that is saved is done.
struct Run<'a> {
    source: &'a Source,
    rejected: Option<Rejected>,
    figures: Figures,
    /// Where the first household begins that is not settled.
    place: Option<u64>,
    /// Where households begin that are settled at the end, because people move among them.
    moving: Vec<Option<u64>>,
    waiting: VecDeque<Waiting>,
}

impl Run<'_> {
    /// Takes one more household in, or settles the last ones; false once all are settled.
    async fn step(
        &mut self,
        groups: &mut Groups<'_>,
        reading: &Reading<'_>,
        sources: Option<&Sources>,
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
            Ok(told) => {
                let people = niks(&told);
                // Of two households with one person the first has the person: the second waits for it.
                while self.is_on_its_way(&people) {
                    self.settle().await?;
                }
                let warnings = told.warnings.clone();
                let fate = match sources.cloned() {
                    None => Fate::Valid,
                    Some(sources) => Fate::Written(tokio::spawn(async move { take(&sources, &told).await })),
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
        match waiting.fate {
            Fate::Rejected(reasons) => self.reject(&waiting.group, reasons)?,
            Fate::Valid => {
                self.figures.valid += 1;
                self.count(&waiting.group, waiting.warnings);
            }
            Fate::Written(writing) => match writing.await?? {
                Err(Obstacle::PersonElsewhere(_) | Obstacle::MemberMissing)
                    if self.moving.len() < MOVING_AT_MOST =>
                {
                    self.moving.push(self.place);
                }
                outcome => self.account(&waiting.group, &waiting.people, waiting.warnings, outcome)?,
            },
        }
        if waiting.group.end.is_some() {
            self.place = waiting.group.end;
        }
        Ok(true)
    }

    /// Settles the households among which people move, all together. It is repeated as a whole if it is broken off: what was
    /// written is known then.
    async fn settle_moves(
        &mut self,
        reading: &Reading<'_>,
        sources: &Sources,
        whole: bool,
    ) -> Result<(), Stop> {
        let (mut moving, mut households) = (Vec::new(), Vec::new());
        for begins in std::mem::take(&mut self.moving) {
            let Some(group) = Groups::from(self.source, begins)?.next_group()? else {
                continue;
            };
            let Ok(told) = household(reading, &group) else {
                continue;
            };
            moving.push((group, niks(&told), told.warnings.clone()));
            households.push(told);
        }
        let moves = Moves::read(sources, households).await?;
        // Of a file that is a part, nobody knows what else stands on a card that it does not tell of.
        let in_use = match moves.without_rows() {
            without if whole => with_rows(self.source, &without)?,
            without => without,
        };
        let outcomes = moves.carry_out(sources, &in_use).await?;
        for ((group, people, warnings), outcome) in moving.into_iter().zip(outcomes) {
            self.account(&group, &people, warnings, outcome)?;
        }
        Ok(())
    }

    /// Counts a household by what became of it.
    fn account(
        &mut self,
        group: &Group,
        people: &[Nik],
        warnings: Vec<Warning>,
        outcome: Result<Taken, Obstacle>,
    ) -> Result<(), Stop> {
        match outcome {
            Ok(taken) => {
                match taken {
                    Taken::New => self.figures.new += 1,
                    Taken::Updated => self.figures.updated += 1,
                    Taken::Known => self.figures.known += 1,
                }
                self.count(group, warnings);
                Ok(())
            }
            Err(obstacle) => {
                let reasons = self.contradicted(group, people, obstacle);
                self.reject(group, reasons)
            }
        }
    }

    fn count(&mut self, group: &Group, warnings: Vec<Warning>) {
        self.figures.rows += rows(group);
        for warning in warnings {
            *self
                .figures
                .warnings
                .entry(warning.code().to_owned())
                .or_default() += 1;
        }
    }

    fn reject(&mut self, group: &Group, reasons: Vec<Reason>) -> Result<(), Stop> {
        self.figures.rows += rows(group);
        self.figures.rejected += 1;
        for (row, reason) in group.rows.iter().zip(reasons) {
            self.figures.rejected_rows += 1;
            *self.figures.reasons.entry(reason.code().to_owned()).or_default() += 1;
            if let Some(rejected) = &mut self.rejected {
                rejected.add(row, reason)?;
            }
        }
        Ok(())
    }

    /// The reason for each row of a household that contradicts the register.
    fn contradicted(&self, group: &Group, people: &[Nik], obstacle: Obstacle) -> Vec<Reason> {
        let (member, reason) = match reason(obstacle) {
            (None, reason) => return vec![reason; group.rows.len()],
            (Some(member), reason) => (member, reason),
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
        progress.moving.clone_from(&self.moving);
        progress.figures = self.figures.clone();
        progress.save(extract)?;
        Ok(())
    }
}

fn rows(group: &Group) -> u64 {
    u64::try_from(group.rows.len()).unwrap_or(u64::MAX)
}

fn niks(told: &Told) -> Vec<Nik> {
    let members = told.household.members.iter();
    members.map(|member| member.person.nik.clone()).collect()
}

/// The reason, and whose row has it: a place in the list of members, or every row.
fn reason(obstacle: Obstacle) -> (Option<usize>, Reason) {
    match obstacle {
        Obstacle::ChangedHere => (None, Reason::ChangedHere),
        Obstacle::Older => (None, Reason::Older),
        Obstacle::Closed => (None, Reason::Closed),
        Obstacle::NumberTaken => (None, Reason::NumberTaken),
        Obstacle::HeadChanged => (None, Reason::HeadChanged),
        Obstacle::MemberMissing => (None, Reason::MemberMissing),
        Obstacle::MovesWith => (None, Reason::MovesWith),
        Obstacle::PersonElsewhere(member) => (Some(member), Reason::PersonElsewhere),
        Obstacle::PersonDeparted(member) => (Some(member), Reason::PersonDeparted),
        Obstacle::DivorceOnRecord(member) => (Some(member), Reason::DivorceOnRecord),
    }
}
