//! What the stream delivers, and what the feed makes of it.

use aws_lambda_events::dynamodb::Event;
use register_feed::{Failure, wanted};
use serde_json::json;
use tuntas_domain::household::Cause;

use crate::office::{Office, case, household, keys, record};

#[tokio::test]
async fn changes_are_told_in_their_order_and_imports_are_not() {
    let office = Office::open().await;
    let records = [
        office.write(&household(1, 1, Cause::Import)).await,
        office.write(&household(1, 2, case())).await,
        office.write(&household(2, 1, case())).await,
        office.write(&household(1, 3, case())).await,
    ];
    office.deliver(&records).await.unwrap();
    assert_eq!(office.told(), [(1, 2), (2, 1), (1, 3)]);
    assert_eq!(office.files().len(), 1);
}

#[tokio::test]
async fn an_import_makes_no_file() {
    let office = Office::open().await;
    let mut records = Vec::new();
    for id in 0..5 {
        records.push(office.write(&household(id, 1, Cause::Import)).await);
    }
    office.deliver(&records).await.unwrap();
    // Without its image, too.
    let (pk, sk) = keys(household(3, 1, case()).id, 1);
    let bare = record(
        "INSERT",
        &json!({ "pk": { "S": pk }, "sk": { "S": sk } }),
        &json!({}),
    );
    office.deliver(&[bare]).await.unwrap();
    assert!(office.told().is_empty());
    assert!(office.tables.keys("feed", "FEED").is_empty());
}

#[tokio::test]
async fn a_batch_that_comes_again_whole_or_half_makes_no_second_entry() {
    let office = Office::open().await;
    let mut records = Vec::new();
    for id in 1..=4 {
        records.push(office.change(id).await);
    }
    office.deliver(&records[..2]).await.unwrap();
    let first = office.files();
    for again in [&records[..2], &records[1..2], &records[..4], &records[1..3]] {
        office.deliver(again).await.unwrap();
    }
    assert_eq!(office.told(), [(1, 2), (2, 2), (3, 2), (4, 2)]);
    assert_eq!(office.files().len(), 2);
    assert_eq!(office.files()[0], first[0]);
}

#[tokio::test]
async fn a_lost_record_is_brought_along_by_the_next_version() {
    let office = Office::open().await;
    office.change(1).await;
    office.write(&household(1, 3, case())).await;
    let fourth = office.write(&household(1, 4, case())).await;
    let other = office.change(2).await;
    office.deliver(&[other, fourth]).await.unwrap();
    assert_eq!(office.told(), [(2, 2), (1, 2), (1, 3), (1, 4)]);
}

#[tokio::test]
async fn more_changes_than_a_file_holds_make_several() {
    let office = Office::open().await;
    let mut records = Vec::new();
    for id in 1..=45 {
        records.push(office.change(id).await);
        records.push(office.write(&household(id, 3, case())).await);
    }
    office.deliver(&records).await.unwrap();
    let told = office.told();
    assert_eq!(told.len(), 90);
    assert_eq!(office.files().len(), 3);
    let expected: Vec<(u128, u32)> = (1..=45).flat_map(|id| [(id, 2), (id, 3)]).collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn whatever_else_the_register_holds_is_no_change() {
    let key = |pk: &str, sk: &str| json!({ "pk": { "S": pk }, "sk": { "S": sk } });
    let id = household(1, 1, case()).id;
    let (pk, sk) = keys(id, 2);
    for (event, keys) in [
        ("INSERT", key(&pk, "HEAD")),
        ("INSERT", key("NIK#3575011403880001", "HEAD")),
        ("INSERT", key("POOL#35.75.01", "3575011201170004")),
        ("MODIFY", key(&pk, &sk)),
        ("REMOVE", key(&pk, &sk)),
    ] {
        assert_eq!(
            wanted(&record(event, &keys, &json!({}))),
            Ok(None),
            "{event} {keys}"
        );
    }
    for keys in [json!({}), key("HH#nobody", &sk), key(&pk, "V#second")] {
        assert!(wanted(&record("INSERT", &keys, &json!({}))).is_err(), "{keys}");
    }
}

#[tokio::test]
async fn a_version_that_is_not_in_the_register_stops_the_batch() {
    let office = Office::open().await;
    let (pk, sk) = keys(household(1, 1, case()).id, 7);
    let ghost = record(
        "INSERT",
        &json!({ "pk": { "S": pk }, "sk": { "S": sk } }),
        &json!({}),
    );
    assert!(matches!(
        office.deliver(&[ghost]).await,
        Err(Failure::NoSuchVersion { version: 7, .. })
    ));
    assert!(office.told().is_empty());
}

#[tokio::test]
async fn the_sample_payload_is_read_as_the_stream_sends_it() {
    let batch: Event =
        serde_json::from_str(include_str!("../../../../events/triggers/stream-register.json")).unwrap();
    let versions: Vec<_> = batch
        .records
        .iter()
        .map(|record| wanted(record).unwrap().map(|wanted| wanted.version))
        .collect();
    // A card that was imported, its next version by a case, and the item that names its latest version.
    assert_eq!(versions, [None, Some(2), None]);
}

/// A later extract of SIAK gives a household its next version like a case does.
#[tokio::test]
async fn what_siak_recorded_since_is_not_told_back_to_it() {
    let office = Office::open().await;
    let mut records = vec![office.change(1).await];
    records.push(office.write(&household(1, 3, Cause::Import)).await);
    office.deliver(&records).await.unwrap();
    assert_eq!(office.told(), [(1, 2)]);
    let after = office.write(&household(1, 4, case())).await;
    let again = office.write(&household(1, 5, Cause::Import)).await;
    office.deliver(&[again, after]).await.unwrap();
    assert_eq!(
        office.told(),
        [(1, 2), (1, 4)],
        "each change of a case once, in order"
    );
}
