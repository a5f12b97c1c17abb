//! What becomes of one household of an extract.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use tuntas_domain::household::{Cause, Household, Member};
use tuntas_feed::{Feed, FeedError};
use tuntas_register::{Extract, ImportError, Recorded, Register, RegisterError, Whereabouts};

use super::{Laid, over};
use crate::extract::Told;

/// Readings of a household that somebody keeps changing.
const TRIES: u8 = 5;

/// Indonesia's easternmost hour: there a day begins first, so that no answer counts as older than it is.
const EASTERNMOST: Offset = Offset::constant(9);

/// Where households go, and who says what SIAK holds of them.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The register.
    pub register: Register,
    /// The change feed with the answers of SIAK's operators. Without it no household that a case has changed is touched.
    pub feed: Option<Feed>,
    /// Which extract it is.
    pub extract: Extract,
    /// Ages are reckoned on this day.
    pub today: Date,
}

/// What became of a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is in the register now.
    New,
    /// It has a next version now.
    Updated,
    /// The extract tells nothing that the register does not have; nothing was written.
    Known,
}

/// What keeps a household out; nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A case has changed it, and the extract does not hold that yet.
    ChangedHere,
    /// The register has it from a newer extract.
    Older,
    /// It is closed.
    Closed,
    /// Its number belongs to a household of other people.
    NumberTaken,
    /// Another head under the same number.
    HeadChanged,
    /// Somebody of the register's card has no row.
    MemberMissing,
    /// A member stands on another household; place in the list of members as told.
    PersonElsewhere(usize),
    /// A member left the city, or died and was taken off a card; place in the list of members as told.
    PersonDeparted(usize),
    /// People of it come from or go to a household that is not taken.
    MovesWith,
    /// A member's divorce with its certificate would vanish; place in the list of members as told.
    DivorceOnRecord(usize),
}

/// Why nobody knows what became of a household; running again tells.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The register could not be written.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The register could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The change feed could not be read.
    #[error("the change feed could not be read: {0}")]
    Feed(#[from] FeedError),
    /// Somebody keeps changing the household.
    #[error("a household is being changed by others, time and again")]
    Busy,
}

/// Whether the extract may change a household.
enum Standing {
    /// What it holds came from SIAK, or SIAK's operators entered it before the day of the extract.
    Siaks,
    /// A newer extract has told.
    Newer,
    /// Cases have changed it since; what SIAK had told before them, if it had told anything.
    Changed(Option<Box<Household>>),
}

impl Standing {
    fn obstacle(&self, stored: &Household) -> Option<Obstacle> {
        match self {
            Self::Siaks => (!stored.is_active()).then_some(Obstacle::Closed),
            Self::Newer => Some(Obstacle::Older),
            Self::Changed(_) => Some(Obstacle::ChangedHere),
        }
    }
}

/// What is to be done about a household of the register.
pub(super) enum Ready {
    /// Nothing.
    Done(Result<Taken, Obstacle>),
    /// It is to have a next version.
    Laid(Box<Laid>),
}

/// Takes one household over.
///
/// # Errors
/// [`TakeError`]. Taking it again is safe.
pub async fn take(sources: &Sources, told: &Told) -> Result<Result<Taken, Obstacle>, TakeError> {
    for _ in 0..TRIES {
        let outcome = match sources.register.by_number(&told.household.number).await? {
            Some(stored) => sources.next(&stored, told).await?,
            None => sources.first(told).await?,
        };
        if let Some(outcome) = outcome {
            return Ok(outcome);
        }
    }
    Err(TakeError::Busy)
}

/// None where somebody else was faster.
type Outcome = Option<Result<Taken, Obstacle>>;

impl Sources {
    async fn first(&self, told: &Told) -> Result<Outcome, TakeError> {
        if self.record(&[], std::slice::from_ref(&told.household)).await? {
            return Ok(Some(Ok(Taken::New)));
        }
        let everybody: Vec<usize> = (0..told.household.members.len()).collect();
        Ok(self.in_the_way(told, &everybody).await?.map(Err))
    }

    async fn next(&self, stored: &Household, told: &Told) -> Result<Outcome, TakeError> {
        let laid = match self.ready(stored, told).await? {
            Ready::Done(outcome) => return Ok(Some(outcome)),
            Ready::Laid(laid) => laid,
        };
        if let Some(obstacle) = self.in_the_way(told, &laid.newcomers).await? {
            return Ok(Some(Err(obstacle)));
        }
        if !laid.missing.is_empty() {
            return Ok(Some(Err(Obstacle::MemberMissing)));
        }
        let after = std::slice::from_ref(&laid.household);
        let written = self.record(std::slice::from_ref(stored), after).await?;
        Ok(written.then_some(Ok(Taken::Updated)))
    }

    /// What the extract says of a household, if it says anything new and may.
    pub(super) async fn ready(&self, stored: &Household, told: &Told) -> Result<Ready, TakeError> {
        let laid = over(stored, told);
        let same = |laid: &Result<Laid, Obstacle>, as_it_is: &Household| {
            laid.as_ref().is_ok_and(|laid| laid.changes_nothing(as_it_is))
        };
        if same(&laid, stored) {
            return Ok(Ready::Done(Ok(Taken::Known)));
        }
        match self.standing(stored).await? {
            // SIAK has said nothing new since, and is not to be taken for having undone the case.
            Standing::Changed(Some(before)) if same(&over(&before, told), &before) => {
                return Ok(Ready::Done(Ok(Taken::Known)));
            }
            standing => {
                if let Some(obstacle) = standing.obstacle(stored) {
                    return Ok(Ready::Done(Err(obstacle)));
                }
            }
        }
        let is_here = |member: &Member| stored.member(&member.person.nik).is_some();
        if !told.household.members.iter().any(is_here) {
            return Ok(Ready::Done(Err(Obstacle::NumberTaken)));
        }
        Ok(match laid {
            Ok(laid) => Ready::Laid(Box::new(laid)),
            Err(obstacle) => Ready::Done(Err(obstacle)),
        })
    }

    /// What keeps an extract from giving a household its next version.
    pub(super) async fn obstacle(&self, stored: &Household) -> Result<Option<Obstacle>, TakeError> {
        Ok(self.standing(stored).await?.obstacle(stored))
    }

    pub(super) async fn record(&self, before: &[Household], after: &[Household]) -> Result<bool, TakeError> {
        let recorded = Recorded { before, after };
        Ok(self.register.record(recorded, &self.extract, self.today).await?)
    }

    /// The first of these members who is not new to the register.
    async fn in_the_way(&self, told: &Told, members: &[usize]) -> Result<Option<Obstacle>, TakeError> {
        for place in members {
            let Some(member) = told.household.members.get(*place) else {
                continue;
            };
            match self.register.whereabouts(&member.person.nik).await? {
                Whereabouts::Nowhere => {}
                Whereabouts::At(_) => return Ok(Some(Obstacle::PersonElsewhere(*place))),
                Whereabouts::Departed => return Ok(Some(Obstacle::PersonDeparted(*place))),
            }
        }
        Ok(None)
    }

    async fn standing(&self, stored: &Household) -> Result<Standing, TakeError> {
        let mut known_to_siak = true;
        let mut version = Some(stored.clone());
        while let Some(household) = version {
            let id = household.id;
            if household.cause == Cause::Import {
                let told = self.register.extract_of(id, household.version).await?;
                if told.is_some_and(|told| told.as_of > self.extract.as_of) {
                    return Ok(Standing::Newer);
                }
                return Ok(if known_to_siak {
                    Standing::Siaks
                } else {
                    Standing::Changed(Some(Box::new(household)))
                });
            }
            known_to_siak = known_to_siak && self.was_entered(&household).await?;
            version = match household.version.checked_sub(1) {
                None | Some(0) => None,
                Some(before) => self.register.version(id, before).await?,
            };
        }
        Ok(if known_to_siak {
            Standing::Siaks
        } else {
            Standing::Changed(None)
        })
    }

    /// Whether SIAK's operators entered a version before the day of the extract, so that the extract holds it.
    async fn was_entered(&self, household: &Household) -> Result<bool, TakeError> {
        let Some(feed) = &self.feed else {
            return Ok(false);
        };
        let entered = feed.entered(household.id, household.version).await?;
        Ok(entered.is_some_and(|at| day_of(at) < self.extract.as_of))
    }
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned_datetime(TimeZone::fixed(EASTERNMOST)).date()
}
