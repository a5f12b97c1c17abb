//! Crashes, lost answers and two shards at once.

use memory_tables::Fate;
use register_feed::Failure;

use crate::office::{Office, case, household, noon};

/// Calls of one batch that makes one file: two commits and two puts. One more than needed: that one is not reached.
const COMMITS: usize = 3;
const PUTS: usize = 3;

fn at(place: usize, fate: Fate) -> Vec<Fate> {
    let mut fates = vec![Fate::Done; place];
    fates.push(fate);
    fates
}

#[tokio::test]
async fn wherever_the_function_stops_the_next_delivery_goes_on_from_there() {
    for fate in [Fate::FailsBefore, Fate::AnswerLost] {
        for commit in 0..COMMITS {
            let office = Office::open().await;
            let records = [office.change(1).await, office.change(2).await];
            let next = [office.change(3).await];
            office.tables.next_commits(at(commit, fate));
            let stopped = office.deliver(&records).await.is_err();
            assert_eq!(stopped, commit + 1 < COMMITS, "{fate:?} at commit {commit}");
            office.deliver(&records).await.unwrap();
            // The last of the fates waits for the next change's file.
            let stopped = office.deliver(&next).await.is_err();
            assert_eq!(stopped, commit + 1 == COMMITS, "{fate:?} at commit {commit}");
            office.deliver(&next).await.unwrap();
            assert_eq!(
                office.told(),
                [(1, 2), (2, 2), (3, 2)],
                "{fate:?} at commit {commit}"
            );
        }
        for put in 0..PUTS {
            let office = Office::open().await;
            let records = [office.change(1).await, office.change(2).await];
            office.bucket.next_puts(at(put, fate));
            let stopped = office.deliver(&records).await.is_err();
            assert_eq!(stopped, put + 1 < PUTS, "{fate:?} at put {put}");
            office.deliver(&records).await.unwrap();
            assert_eq!(office.told(), [(1, 2), (2, 2)], "{fate:?} at put {put}");
            assert_eq!(office.files().len(), 1);
        }
    }
}

#[tokio::test]
async fn nothing_counts_as_done_before_its_file_is_in_the_bucket() {
    let office = Office::open().await;
    let records = [office.change(1).await];
    office.bucket.next_puts([Fate::FailsBefore, Fate::FailsBefore]);
    for _ in 0..2 {
        assert!(matches!(office.deliver(&records).await, Err(Failure::Shelf(_))));
        assert!(office.bucket.keys().is_empty());
    }
    office.deliver(&records).await.unwrap();
    assert_eq!(office.told(), [(1, 2)]);
}

#[tokio::test]
async fn a_file_left_behind_is_finished_by_whoever_comes_next() {
    let office = Office::open().await;
    office.bucket.next_puts([Fate::FailsBefore]);
    assert!(office.deliver(&[office.change(1).await]).await.is_err());
    // That batch never comes again.
    office.deliver(&[office.change(2).await]).await.unwrap();
    assert_eq!(office.told(), [(1, 2), (2, 2)]);
    assert_eq!(office.files().len(), 2);
}

#[tokio::test]
async fn a_file_is_finished_as_it_was_made_also_days_later() {
    let office = Office::open().await;
    let records = [office.change(1).await];
    office.bucket.next_puts([Fate::Done, Fate::FailsBefore]);
    assert!(office.deliver(&records).await.is_err());
    let later = noon() + jiff::SignedDuration::from_hours(72);
    office.function.handle(&records, later).await.unwrap();
    let (bytes, _) = office.files().remove(0);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.lines().next().unwrap().contains("2026-11-24T05:00:00Z"));
}

#[tokio::test]
async fn another_write_of_the_same_object_is_waited_for() {
    let office = Office::open().await;
    office
        .bucket
        .next_puts([Fate::Contended, Fate::Done, Fate::Contended]);
    office.deliver(&[office.change(1).await]).await.unwrap();
    assert_eq!(office.told(), [(1, 2)]);
}

#[tokio::test]
async fn shards_at_once_give_one_order_and_tell_each_change_once() {
    let office = Office::open().await;
    let mut shards = Vec::new();
    for shard in 0..4_u128 {
        let mut records = Vec::new();
        for id in 1..=3 {
            records.push(office.change(shard * 10 + id).await);
            records.push(office.write(&household(shard * 10 + id, 3, case())).await);
        }
        shards.push(records);
    }
    // The first shard's batch is delivered twice at the same moment, as after a time-out.
    shards.push(shards[0].clone());
    let mut running = tokio::task::JoinSet::new();
    for records in shards {
        let function = office.function.clone();
        running.spawn(async move {
            // A batch that fails comes again.
            for half in records.chunks(3) {
                while function.handle(half, noon()).await.is_err() {}
            }
        });
    }
    running.join_all().await;
    let mut told = office.told();
    for id in (0..4).flat_map(|shard| (1..=3).map(move |id| shard * 10 + id)) {
        let versions: Vec<u32> = told
            .iter()
            .filter(|entry| entry.0 == id)
            .map(|entry| entry.1)
            .collect();
        assert_eq!(versions, [2, 3], "household {id}");
    }
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), 24);
}

#[tokio::test]
async fn an_endless_contention_fails_and_leaves_nothing_behind() {
    let office = Office::open().await;
    let records = [office.change(1).await];
    office.tables.next_commits(vec![Fate::Contended; 9]);
    assert!(matches!(office.deliver(&records).await, Err(Failure::Busy)));
    assert!(office.told().is_empty());
    office.deliver(&records).await.unwrap();
    assert_eq!(office.told(), [(1, 2)]);
}
