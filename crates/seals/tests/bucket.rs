//! Seals in a bucket.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod support;

use aws_sdk_s3::Client;
use memory_tables::{Bucket, Fate};
use support::{City, leaf};
use tuntas_seals::{BucketError, Kept, Leaves, SealBucket};

fn seals(bucket: &Bucket) -> (SealBucket, Client) {
    let client = bucket.client();
    (SealBucket::new(client.clone(), "evidence"), client)
}

fn leaves(count: u32) -> Leaves {
    Leaves::new((0..count).map(leaf).collect()).unwrap()
}

#[tokio::test]
async fn a_seal_is_written_once_and_read_back() {
    let bucket = Bucket::start().await.unwrap();
    let (seals, _) = seals(&bucket);
    let city = City::new();
    let day = "2021-09-21".parse().unwrap();
    let sealed = city.seal(&leaves(3), None);
    assert_eq!(seals.seal(day).await.unwrap(), None);
    assert_eq!(seals.leaves(day).await.unwrap(), None);

    assert_eq!(seals.keep_leaves(day, &leaves(3)).await.unwrap(), Kept::New);
    assert_eq!(seals.days().await.unwrap(), [], "leaves alone are no seal");
    assert_eq!(seals.keep_seal(day, &sealed).await.unwrap(), Kept::New);

    // A signature is never the same twice; the first one stays.
    let again = city.seal(&leaves(3), None);
    assert_eq!(seals.keep_seal(day, &again).await.unwrap(), Kept::AlreadyThere);
    assert_eq!(
        seals.keep_leaves(day, &leaves(4)).await.unwrap(),
        Kept::AlreadyThere
    );
    assert_eq!(seals.seal(day).await.unwrap(), Some(sealed));
    assert_eq!(seals.leaves(day).await.unwrap(), Some(leaves(3)));
    assert_eq!(
        bucket.keys(),
        [
            "evidence/seals/2021-09-21.json",
            "evidence/seals/2021-09-21.leaves"
        ]
    );
}

#[tokio::test]
async fn days_come_in_their_order() {
    let bucket = Bucket::start().await.unwrap();
    let (seals, client) = seals(&bucket);
    let sealed = City::new().seal(&leaves(1), None);
    for day in ["2021-10-01", "2021-09-30", "2020-12-31"] {
        seals.keep_seal(day.parse().unwrap(), &sealed).await.unwrap();
    }
    let decree = client
        .put_object()
        .bucket("evidence")
        .key("decrees/2021-01-01.json");
    decree.send().await.unwrap();
    let days: Vec<String> = seals
        .days()
        .await
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(days, ["2020-12-31", "2021-09-30", "2021-10-01"]);
}

#[tokio::test]
async fn another_write_under_way_is_waited_for_and_a_refusal_is_told() {
    let bucket = Bucket::start().await.unwrap();
    let (seals, _) = seals(&bucket);
    let day = "2021-09-21".parse().unwrap();
    bucket.next_puts([Fate::Contended, Fate::Done, Fate::FailsBefore]);
    assert_eq!(seals.keep_leaves(day, &leaves(3)).await.unwrap(), Kept::New);
    let sealed = City::new().seal(&leaves(3), None);
    assert!(matches!(
        seals.keep_seal(day, &sealed).await,
        Err(BucketError::Unreachable(_))
    ));
}

#[tokio::test]
async fn damaged_objects_are_never_taken_for_missing_ones() {
    let bucket = Bucket::start().await.unwrap();
    let (seals, client) = seals(&bucket);
    let day = "2021-09-21".parse().unwrap();
    for key in ["seals/2021-09-21.json", "seals/2021-09-21.leaves"] {
        let damaged = client.put_object().bucket("evidence").key(key);
        damaged.body(b"\xff{}".to_vec().into()).send().await.unwrap();
    }
    assert!(matches!(seals.seal(day).await, Err(BucketError::Seal(..))));
    assert!(matches!(seals.leaves(day).await, Err(BucketError::Leaves(..))));
}
