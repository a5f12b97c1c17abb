//! What has a journal: each kind of subject, with all that it adds of its own to the commands of this tool. A new kind is a
//! line in [`KINDS`] and a file beside these.

mod case;
mod programme;
mod referral;
mod search;
mod security_request;

use std::marker::PhantomData;
use std::pin::Pin;

use jiff::Timestamp;
use serde::Serialize;
use tuntas_aiding::{Aiding, Programming};
use tuntas_buckets::Bucket;
use tuntas_domain::identity::CaseId;
use tuntas_figures::Step;
use tuntas_journal::{Divorce, Journal, Searching, Story, Subject, Tip, steps_of};
use tuntas_securing::Securing;
use tuntas_tables::{Table, Write};

use crate::erase::{self, Erased};
use crate::export::{self, Salt};
use crate::replay::{self, Moment};
use crate::{Failure, trail};

pub use case::{CaseFacts, Claim, Party};
pub use programme::ProgrammeFacts;
pub use referral::ReferralFacts;
pub use search::SearchFacts;
pub use security_request::RequestFacts;

/// All kinds. No id names things of two of them.
pub const KINDS: &[&dyn Kind] = &[
    &Of::<Divorce>::NEW,
    &Of::<Securing>::NEW,
    &Of::<Aiding>::NEW,
    &Of::<Programming>::NEW,
    &Of::<Searching>::NEW,
];

/// A subject of the journal, for auditors.
pub trait Audited: Subject {
    /// What it is called in exports and replays: a word.
    const NAME: &'static str;
    /// Members of its events whose value is a word of the schema and names nobody. Whatever stands elsewhere is replaced in
    /// exports, so that a member that comes with a later version is not given away by mistake.
    const SPOKEN: &'static [&'static str];
    /// What it is at a moment, for people.
    type Facts: Facts;

    /// What it is, of the fold of its events.
    ///
    /// # Errors
    /// [`Failure::Json`].
    fn facts(state: &Self::State) -> Result<Self::Facts, Failure>;

    /// The wish to erase what is kept of people beside it; `None` where nothing is.
    fn erasing() -> Option<Self::Command>;

    /// The writes that delete what is kept of people beside it in the table `dossiers`.
    fn papers(dossiers: &Table, id: CaseId) -> impl Future<Output = Result<Vec<Write>, Failure>> + Send;

    /// How the names of its files in the bucket of documents begin, to be removed with its papers.
    fn files(story: &Story<Self>) -> Vec<String>;
}

/// Something at a moment.
pub trait Facts: Serialize + Send {
    /// As rows of a table; a row without a value is left out.
    fn rows(&self) -> Vec<(&'static str, String)>;
}

/// Where things lie that are erased.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The table `dossiers`.
    pub dossiers: Table,
    /// The bucket of documents; what has no files needs none.
    pub documents: Option<Bucket>,
}

/// Something that comes later, or fails.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// A kind of subject.
pub trait Kind: Send + Sync {
    /// First part of the keys that its entries stand under, by which a [`Tip`] names its kind.
    fn partition(&self) -> &'static str;

    /// What the index of days has to say of the thing with this id: nothing if no report counts its kind, `None` if its
    /// entries cannot be read.
    fn steps<'a>(&'a self, journal: &'a Journal, id: CaseId) -> Answer<'a, Option<Vec<Step>>>;

    /// Loads what has this id; `None` if nothing of this kind has.
    fn load<'a>(&'a self, journal: &'a Journal, id: CaseId) -> Answer<'a, Option<Box<dyn Told>>>;

    /// Erases what is kept beside it.
    fn erase<'a>(
        &'a self,
        journal: &'a Journal,
        kept: &'a Kept,
        id: CaseId,
        operator: &'a str,
        at: Timestamp,
    ) -> Answer<'a, Erased>;
}

/// Something whose chain holds.
pub trait Told: Send + Sync {
    /// Hashes of its entries, oldest first.
    fn hashes(&self) -> Vec<String>;

    /// What it was at a moment, as a table or as JSON.
    ///
    /// # Errors
    /// [`Failure::Json`].
    fn replayed(&self, moment: Moment, json: bool) -> Result<String, Failure>;

    /// Who did, saw and why.
    ///
    /// # Errors
    /// [`Failure::Json`].
    fn trail(&self) -> Result<Vec<trail::Line>, Failure>;

    /// Its entries for an auditor.
    ///
    /// # Errors
    /// [`Failure::Json`].
    fn lines(&self, salt: &Salt) -> Result<Vec<export::Line>, Failure>;
}

/// The kind whose subject is `S`.
struct Of<S>(PhantomData<fn() -> S>);

impl<S> Of<S> {
    const NEW: Self = Self(PhantomData);
}

impl<S: Audited> Kind for Of<S> {
    fn partition(&self) -> &'static str {
        S::PARTITION
    }

    fn steps<'a>(&'a self, journal: &'a Journal, id: CaseId) -> Answer<'a, Option<Vec<Step>>> {
        Box::pin(async move {
            if S::MATTER.is_none() {
                return Ok(Some(Vec::new()));
            }
            match journal.also::<S>().load(id).await {
                Ok(story) => Ok(Some(steps_of(&story))),
                Err(error) if error.is_damage() => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
    }

    fn load<'a>(&'a self, journal: &'a Journal, id: CaseId) -> Answer<'a, Option<Box<dyn Told>>> {
        Box::pin(async move {
            let story = journal.also::<S>().load(id).await?;
            if story.version() == 0 {
                return Ok(None);
            }
            let told: Box<dyn Told> = Box::new(story);
            Ok(Some(told))
        })
    }

    fn erase<'a>(
        &'a self,
        journal: &'a Journal,
        kept: &'a Kept,
        id: CaseId,
        operator: &'a str,
        at: Timestamp,
    ) -> Answer<'a, Erased> {
        Box::pin(async move { erase::erase_one::<S>(&journal.also(), kept, id, operator, at).await })
    }
}

impl<S: Audited> Told for Story<S> {
    fn hashes(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.hash.clone()).collect()
    }

    fn replayed(&self, moment: Moment, json: bool) -> Result<String, Failure> {
        let replayed = replay::replay(self, moment)?;
        if json {
            replayed.json()
        } else {
            Ok(replayed.table())
        }
    }

    fn trail(&self) -> Result<Vec<trail::Line>, Failure> {
        trail::trail(self)
    }

    fn lines(&self, salt: &Salt) -> Result<Vec<export::Line>, Failure> {
        export::lines(self, salt)
    }
}

/// The steps of whatever a tip is of; `None` if its entries cannot be read, or nobody knows what they are of.
///
/// # Errors
/// [`Failure::Journal`].
pub async fn steps(journal: &Journal, tip: &Tip) -> Result<Option<Vec<Step>>, Failure> {
    match KINDS.iter().find(|kind| kind.partition() == tip.subject) {
        Some(kind) => kind.steps(journal, tip.case).await,
        None => Ok(None),
    }
}

/// Loads what has an id, and its kind; `None` if the journal knows nothing of it.
///
/// # Errors
/// [`Failure::Journal`] where its chain does not hold.
pub async fn find(
    journal: &Journal,
    id: CaseId,
) -> Result<Option<(&'static dyn Kind, Box<dyn Told>)>, Failure> {
    for kind in KINDS {
        if let Some(told) = kind.load(journal, id).await? {
            return Ok(Some((*kind, told)));
        }
    }
    Ok(None)
}

/// Loads what has an id, which must have entries.
///
/// # Errors
/// [`Failure::Unknown`], or [`Failure::Journal`] where its chain does not hold.
pub async fn story(journal: &Journal, id: CaseId) -> Result<Box<dyn Told>, Failure> {
    let found = find(journal, id).await?;
    found.map(|(_, told)| told).ok_or(Failure::Unknown(id))
}

/// The tips of everything that has a journal.
///
/// # Errors
/// [`Failure::Journal`].
pub async fn tips(journal: &Journal) -> Result<Vec<Tip>, Failure> {
    let mut tips = Vec::new();
    for shard in 0..=u8::MAX {
        tips.extend(journal.tips_of_all(shard).await?);
    }
    Ok(tips)
}

/// The one thing that is named, or all.
///
/// # Errors
/// [`Failure::Journal`].
pub async fn named_or_all(journal: &Journal, which: Option<CaseId>) -> Result<Vec<CaseId>, Failure> {
    match which {
        Some(id) => Ok(vec![id]),
        None => Ok(tips(journal).await?.into_iter().map(|tip| tip.case).collect()),
    }
}
