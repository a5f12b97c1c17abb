//! Giving files their numbers and putting them into the bucket.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tuntas_domain::household::Household;
use tuntas_domain::identity::HouseholdId;
use tuntas_feed::{Appended, Change, ENTRIES_AT_MOST, FeedFile, FileNumber, is_change};
use tuntas_kept_keys::KeyKeeper;
use tuntas_platform::metrics::{self, Unit};

use crate::{Failure, RegisterFeed, Wanted};

/// Tries to give one file its number while others give theirs.
const TRIES: u32 = 8;

impl<K: KeyKeeper> RegisterFeed<K> {
    /// Tells of these household versions, as far as no file does yet, in their order. When it returns without failure,
    /// every file of the feed lies in the bucket.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn publish(&self, wanted: &[Wanted], now: Timestamp) -> Result<(), Failure> {
        let mut overtaken = 0;
        if wanted.is_empty() {
            return Ok(());
        }
        loop {
            // In this order: what the feed holds already is then told of by the last file or one before it, and those
            // before it are in the bucket.
            let changes = self.untold(wanted).await?;
            let last = self.feed.last().await?;
            if let Some(last) = &last {
                self.finish(last.number, now).await?;
            }
            let Some(changes) = changes.chunks(ENTRIES_AT_MOST).next() else {
                return Ok(());
            };
            let number = last.as_ref().map_or(FileNumber::FIRST, |last| last.number.next());
            let previous = last.as_ref().map(|last| last.sha256.as_str());
            let file = FeedFile::make(number, previous, &self.city, now, changes)?;
            match self.feed.append(last.as_ref(), &file).await? {
                Appended::Done => {
                    let entries = u32::try_from(file.len()).unwrap_or(u32::MAX);
                    metrics::record("FeedEntries", Unit::Count, f64::from(entries));
                    self.shelve(&file, now).await?;
                    overtaken = 0;
                }
                Appended::Overtaken if overtaken < TRIES => overtaken += 1,
                Appended::Overtaken => return Err(Failure::Busy),
            }
        }
    }

    /// The changes that no file tells of yet. One whose predecessor was lost on its way brings it along, so that no
    /// household's versions are ever out of order.
    async fn untold(&self, wanted: &[Wanted]) -> Result<Vec<Change>, Failure> {
        let mut changes = Vec::new();
        let mut seen = BTreeSet::new();
        for &Wanted { household, version } in wanted {
            let mut missing = Vec::new();
            let mut next = Some(self.version(household, version).await?);
            while let Some(after) = next {
                if !is_change(after.cause)
                    || !seen.insert((household, after.version))
                    || self.feed.holds(household, after.version).await?
                {
                    break;
                }
                let before = self.before(&after).await?;
                missing.push(Change {
                    before: before.clone(),
                    after,
                });
                next = before;
            }
            changes.extend(missing.into_iter().rev());
        }
        Ok(changes)
    }

    /// Sees to it that a file that has a number is in the bucket, however the work on it was broken off.
    async fn finish(&self, number: FileNumber, now: Timestamp) -> Result<(), Failure> {
        if self.feed.is_stored(number).await? {
            return Ok(());
        }
        let recipe = self.feed.recipe(number).await?.ok_or(Failure::NoRecipe(number))?;
        let mut changes = Vec::with_capacity(recipe.entries.len());
        for entry in &recipe.entries {
            let after = self.version(entry.household, entry.version).await?;
            let before = self.before(&after).await?;
            changes.push(Change { before, after });
        }
        let previous = recipe.previous.as_deref();
        let file = FeedFile::make(number, previous, &recipe.city, recipe.made_at, &changes)?;
        if file.sha256() != recipe.sha256 {
            return Err(Failure::NotTheSame(number));
        }
        self.shelve(&file, now).await
    }

    /// The signature goes first, so that nobody ever finds a file without one.
    async fn shelve(&self, file: &FeedFile, now: Timestamp) -> Result<(), Failure> {
        let jws = self.keeper.sign(file.bytes()).await?;
        self.shelf.put_signature(file.number(), jws).await?;
        self.shelf.put_file(file).await?;
        Ok(self.feed.note_stored(file.number(), now).await?)
    }

    async fn before(&self, after: &Household) -> Result<Option<Household>, Failure> {
        match after.version.checked_sub(1) {
            None | Some(0) => Ok(None),
            Some(version) => Ok(Some(self.version(after.id, version).await?)),
        }
    }

    async fn version(&self, household: HouseholdId, version: u32) -> Result<Household, Failure> {
        self.register
            .version(household, version)
            .await?
            .ok_or(Failure::NoSuchVersion { household, version })
    }
}
