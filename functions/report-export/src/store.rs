//! Sums and corrections in the bucket of the reports.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tuntas_buckets::{Bucket, Put};
use tuntas_figures::{Corrections, DaySum, Flow};

use crate::Failure;

const SUMS: &str = "sums/";
const CORRECTIONS: &str = "corrections/";
const TOLD: &str = "announced/";
const JSON: &str = ".json";

/// What is stored cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It is damaged, or in a format that this version does not know.
    #[error("{0} is damaged, or in an unknown format")]
    Damaged(String),
    /// It was there and is not any more.
    #[error("{0} is missing")]
    Missing(String),
    /// It could not be written as text.
    #[error("a sum could not be written: {0}")]
    Encode(#[from] serde_json::Error),
}

fn sum_key(day: Date) -> String {
    format!("{SUMS}{day}{JSON}")
}

fn corrections_key(closed: Date) -> String {
    format!("{CORRECTIONS}{closed}{JSON}")
}

/// Days that have a sum, first to last.
pub(crate) async fn days(bucket: &Bucket) -> Result<Vec<Date>, Failure> {
    let keys = bucket.keys(SUMS).await?;
    let day = |key: &String| key.strip_prefix(SUMS)?.strip_suffix(JSON)?.parse().ok();
    Ok(keys.iter().filter_map(day).collect())
}

/// Where it is kept that subscribers were told of the report in a folder.
pub(crate) fn told_key(folder: &str) -> String {
    let folder = folder.strip_prefix("reports/").unwrap_or(folder);
    format!("{TOLD}{}", folder.trim_end_matches('/'))
}

/// Days of whose reports subscribers were told.
pub(crate) async fn told_days(bucket: &Bucket) -> Result<BTreeSet<Date>, Failure> {
    let folder = told_key("reports/daily/") + "/";
    let keys = bucket.keys(&folder).await?;
    let day = |key: &String| key.strip_prefix(&folder)?.parse().ok();
    Ok(keys.iter().filter_map(day).collect())
}

async fn read<T: DeserializeOwned>(
    bucket: &Bucket,
    key: String,
    known: impl Fn(&T) -> bool,
) -> Result<T, Failure> {
    let Some(bytes) = bucket.get(&key).await? else {
        return Err(StoreError::Missing(key).into());
    };
    let value = serde_json::from_slice(&bytes).ok().filter(known);
    value.ok_or_else(|| StoreError::Damaged(key).into())
}

async fn keep<T: Serialize>(bucket: &Bucket, key: &str, value: &T) -> Result<Put, Failure> {
    let bytes = serde_json::to_vec(value).map_err(StoreError::Encode)?;
    Ok(bucket.put_new(key, "application/json", bytes).await?)
}

/// The sum of a closed day.
pub(crate) async fn sum(bucket: &Bucket, day: Date) -> Result<DaySum, Failure> {
    read(bucket, sum_key(day), |sum: &DaySum| {
        sum.format == DaySum::FORMAT && sum.day == day
    })
    .await
}

/// What closing a day found of those before.
pub(crate) async fn corrections(bucket: &Bucket, closed: Date) -> Result<Corrections, Failure> {
    read(bucket, corrections_key(closed), |corrections: &Corrections| {
        corrections.format == Corrections::FORMAT && corrections.closed == closed
    })
    .await
}

/// Keeps the sum of a day, unless there is one.
pub(crate) async fn keep_sum(bucket: &Bucket, sum: &DaySum) -> Result<Put, Failure> {
    keep(bucket, &sum_key(sum.day), sum).await
}

/// Keeps corrections, unless there are some, and gives those that are kept.
pub(crate) async fn keep_corrections(bucket: &Bucket, found: Corrections) -> Result<Corrections, Failure> {
    match keep(bucket, &corrections_key(found.closed), &found).await? {
        Put::New => Ok(found),
        Put::AlreadyThere => corrections(bucket, found.closed).await,
    }
}

/// A day as it was known when another was closed: corrected by what was found until then.
pub(crate) async fn known(bucket: &Bucket, day: Date, closed: Date) -> Result<Flow, Failure> {
    let mut flow = sum(bucket, day).await?.flow;
    for later in tuntas_figures::looked_at_again_from(day).take_while(|later| *later <= closed) {
        if let Some(corrected) = corrections(bucket, later).await?.days.remove(&day) {
            flow = corrected;
        }
    }
    Ok(flow)
}
