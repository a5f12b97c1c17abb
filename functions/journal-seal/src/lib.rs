//! Seals the journal once a day: the last entry of every chain goes into a Merkle tree, whose root is signed and stored
//! where nobody can change or delete it. See [`tuntas_seals`] for what that is good for.
//!
//! Nothing of a case but its id, and no personal data, is read or written.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tracing::info;
use tuntas_journal::{Journal, JournalError};
use tuntas_kept_keys::{KeeperError, KeyKeeper};
use tuntas_platform::metrics::{self, Unit};
use tuntas_seals::{
    BucketError, FORMAT, Hash, Kept, KeyError, Leaf, Leaves, LeavesError, MalformedHash, PublicKey, Seal,
    SealBucket, Sealed,
};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct JournalSeal<K> {
    /// The journal, for reading.
    pub journal: Journal,
    /// Where seals are kept.
    pub seals: SealBucket,
    /// Where the private key is kept.
    pub keeper: K,
    /// Code of the city, such as `35.75`.
    pub city: String,
    /// Time zone of the city: decides which day it is.
    pub time_zone: TimeZone,
}

/// What came of an invocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The day has its seal now.
    Sealed {
        /// The day.
        day: Date,
        /// Cases under the seal.
        cases: usize,
    },
    /// The day had its seal already.
    AlreadySealed {
        /// The day.
        day: Date,
    },
}

/// Why there is no seal yet. Another invocation goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The bucket failed.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// Whoever keeps the key failed.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// The key is no P-256 key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A tip is damaged.
    #[error("the tip of a case holds no hash")]
    Tip(#[from] MalformedHash),
    /// The tips contradict each other.
    #[error(transparent)]
    Leaves(#[from] LeavesError),
    /// A day in the list of seals has none.
    #[error("the seal of {0} is listed but not there")]
    Vanished(Date),
    /// A day has leaves that cannot be read again.
    #[error("the leaves of {0} are there but cannot be read")]
    LeavesVanished(Date),
}

impl<K: KeyKeeper> JournalSeal<K> {
    /// Makes the seal of the day, unless there is one.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn handle(&self, at: Timestamp) -> Result<Outcome, Failure> {
        let day = at.to_zoned_datetime(self.time_zone.clone()).date();
        let days = self.seals.days().await?;
        if days.contains(&day) {
            return Ok(Outcome::AlreadySealed { day });
        }
        let previous = self.fingerprint_before(&days, day).await?;
        let leaves = self.keep_leaves(day).await?;
        let seal = Seal {
            format: FORMAT.to_owned(),
            day,
            city: self.city.clone(),
            cases: u64::try_from(leaves.len()).unwrap_or(u64::MAX),
            root: leaves.root(),
            previous,
            sealed_at: at,
        };
        let sealed = self.sign(&seal).await?;
        if self.seals.keep_seal(day, &sealed).await? == Kept::AlreadyThere {
            return Ok(Outcome::AlreadySealed { day });
        }
        let cases = leaves.len();
        // A city has fewer cases than a float has exact numbers.
        #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 cases")]
        metrics::record("CasesSealed", Unit::Count, cases as f64);
        info!(%day, cases, root = %seal.root, "the day is sealed");
        Ok(Outcome::Sealed { day, cases })
    }

    /// The seal that this one follows.
    async fn fingerprint_before(&self, days: &[Date], day: Date) -> Result<Option<Hash>, Failure> {
        let Some(last) = days.iter().rev().find(|sealed| **sealed < day) else {
            return Ok(None);
        };
        let sealed = self.seals.seal(*last).await?.ok_or(Failure::Vanished(*last))?;
        Ok(Some(sealed.fingerprint()))
    }

    /// Stores the leaves. If an invocation before stopped after that, its leaves are the ones to be sealed.
    async fn keep_leaves(&self, day: Date) -> Result<Leaves, Failure> {
        let leaves = self.read_tips().await?;
        match self.seals.keep_leaves(day, &leaves).await? {
            Kept::New => Ok(leaves),
            Kept::AlreadyThere => {
                let kept = self.seals.leaves(day).await?;
                kept.ok_or(Failure::LeavesVanished(day))
            }
        }
    }

    async fn read_tips(&self) -> Result<Leaves, Failure> {
        let mut leaves = Vec::new();
        for shard in 0..=u8::MAX {
            for tip in self.journal.tips_of_all(shard).await? {
                leaves.push(Leaf {
                    case: tip.case,
                    seq: tip.seq,
                    hash: tip.hash.parse()?,
                });
            }
        }
        Ok(Leaves::new(leaves)?)
    }

    async fn sign(&self, seal: &Seal) -> Result<Sealed, Failure> {
        let text = seal.text();
        let jws = self.keeper.sign(text.as_bytes()).await?;
        let public_key = PublicKey::from_der(&self.keeper.public_key().await?)?;
        Ok(Sealed {
            key_id: self.keeper.key_id().to_owned(),
            jws,
            public_key: public_key.to_pem(),
            seal: text,
        })
    }
}
