//! SIAK's operator answers.

use memory_tables::{Fate, MemoryTables};
use tuntas_domain::identity::OfficerCode;
use tuntas_feed::{
    AcknowledgeError, Answer, Appended, Change, Column, Feed, FeedFile, FileNumber, Last, Outcome, Stage,
    parse_answers,
};
use tuntas_tables::Table;

use crate::family::{city, first_file, hers, his, his_alone, his_moved, noon, second_file, together};

const FIRST: FileNumber = FileNumber::FIRST;

fn officer(code: &str) -> OfficerCode {
    code.parse().unwrap()
}

/// A feed with both files, of three entries.
async fn feed() -> (Feed, MemoryTables) {
    let tables = MemoryTables::start().await.unwrap();
    let feed = Feed::new(Table::new(tables.client(), "feed"));
    assert_eq!(feed.append(None, &first_file()).await.unwrap(), Appended::Done);
    feed.note_stored(FIRST, noon()).await.unwrap();
    let last = feed.last().await.unwrap();
    assert_eq!(
        feed.append(last.as_ref(), &second_file()).await.unwrap(),
        Appended::Done
    );
    (feed, tables)
}

fn entered(household: &tuntas_domain::household::Household) -> Answer {
    Answer {
        household: household.id,
        version: household.version,
        outcome: Outcome::Entered,
    }
}

/// The head's marital status is still another one in SIAK.
fn still_married(household: &tuntas_domain::household::Household) -> Answer {
    let json = format!(
        r#"{{"answers":[{{"household":"{}","version":{},"answer":"differs",
            "columns":[{{"row":1,"column":"STAT_KWN","inSiak":"KAWIN TERCATAT"}}]}}]}}"#,
        household.id, household.version
    );
    parse_answers(json.as_bytes()).unwrap().remove(0)
}

async fn answer(feed: &Feed, answers: &[Answer]) -> Stage {
    feed.acknowledge(FIRST, answers, &officer("petugas-01"), noon())
        .await
        .unwrap()
        .stage
}

async fn open(feed: &Feed) -> Vec<(FileNumber, Stage)> {
    let page = feed.open(None, 10).await.unwrap();
    page.files.iter().map(|file| (file.number, file.stage)).collect()
}

#[tokio::test]
async fn a_file_is_open_until_every_entry_is_entered() {
    let (feed, _tables) = feed().await;
    let second = FIRST.next();
    assert_eq!(open(&feed).await, [(FIRST, Stage::Open), (second, Stage::Open)]);
    assert_eq!(answer(&feed, &[entered(&hers())]).await, Stage::Partly);
    assert_eq!(open(&feed).await, [(FIRST, Stage::Partly), (second, Stage::Open)]);
    assert_eq!(answer(&feed, &[entered(&his())]).await, Stage::Acknowledged);
    assert_eq!(open(&feed).await, [(second, Stage::Open)]);
    assert_eq!(feed.stage(FIRST).await.unwrap(), Some(Stage::Acknowledged));
    assert_eq!(feed.stage(second.next()).await.unwrap(), None);
}

#[tokio::test]
async fn rows_go_on_with_who_left_the_city() {
    let tables = MemoryTables::start().await.unwrap();
    let feed = Feed::new(Table::new(tables.client(), "feed"));
    let change = Change {
        before: Some(together()),
        after: his_alone(),
    };
    let file = FeedFile::make(FIRST, None, &city(), noon(), &[change]).unwrap();
    assert_eq!(feed.append(None, &file).await.unwrap(), Appended::Done);
    let about = |row: u16| {
        let mut answer = still_married(&his_alone());
        if let Outcome::Differs { columns } = &mut answer.outcome {
            columns[0].row = Some(row);
        }
        answer
    };
    let officer = officer("petugas-01");
    // He is row 1; she and the children, who left, are rows 2 to 4.
    let refused = feed.acknowledge(FIRST, &[about(5)], &officer, noon()).await;
    assert!(matches!(refused, Err(AcknowledgeError::NoSuchRow(0))));
    assert_eq!(answer(&feed, &[about(2)]).await, Stage::Differs);
}

#[tokio::test]
async fn what_differs_stands_on_a_list_until_it_is_entered() {
    let (feed, _tables) = feed().await;
    assert_eq!(
        answer(&feed, &[entered(&hers()), still_married(&his())]).await,
        Stage::Differs
    );
    let page = feed.differences(None, 10).await.unwrap();
    let [difference] = &page.differences[..] else {
        panic!("one")
    };
    assert_eq!(
        (
            difference.entry.number,
            difference.entry.household,
            difference.entry.version
        ),
        (FIRST, his().id, 2)
    );
    assert_eq!(difference.columns[0].column, Column::MaritalStatus);
    assert_eq!(
        difference.columns[0].in_siak.as_ref().unwrap().as_str(),
        "KAWIN TERCATAT"
    );
    assert_eq!(difference.officer, officer("petugas-01"));
    assert!(!format!("{page:?}").contains("KAWIN"));

    assert_eq!(answer(&feed, &[entered(&his())]).await, Stage::Acknowledged);
    assert!(feed.differences(None, 10).await.unwrap().differences.is_empty());
}

#[tokio::test]
async fn the_same_answer_again_changes_nothing_and_another_one_loses_nothing() {
    let (feed, tables) = feed().await;
    answer(&feed, &[still_married(&his())]).await;
    let before = tables.keys("feed", "ACK#000000000001");
    let again = feed
        .acknowledge(FIRST, &[still_married(&his())], &officer("petugas-02"), noon())
        .await
        .unwrap();
    assert_eq!((again.kept, again.repeated, again.stage), (0, 1, Stage::Differs));
    assert_eq!(tables.keys("feed", "ACK#000000000001"), before);

    answer(&feed, &[entered(&his())]).await;
    answer(&feed, &[still_married(&his())]).await;
    let given: Vec<_> = feed
        .answers(FIRST)
        .await
        .unwrap()
        .into_iter()
        .map(|given| (given.revision, given.outcome == Outcome::Entered))
        .collect();
    assert_eq!(given, [(1, false), (2, true), (3, false)]);
}

#[tokio::test]
async fn an_acknowledged_file_opens_again_when_siak_turns_out_to_differ() {
    let (feed, _tables) = feed().await;
    answer(&feed, &[entered(&hers()), entered(&his())]).await;
    assert_eq!(answer(&feed, &[still_married(&his())]).await, Stage::Differs);
    assert_eq!(open(&feed).await[0], (FIRST, Stage::Differs));
}

#[tokio::test]
async fn an_answer_about_what_a_file_does_not_tell_is_refused_whole() {
    let (feed, tables) = feed().await;
    let officer = officer("petugas-01");
    let stranger = [entered(&hers()), entered(&his_moved())];
    assert!(matches!(
        feed.acknowledge(FIRST, &stranger, &officer, noon()).await,
        Err(AcknowledgeError::NoSuchEntry(1))
    ));
    let twice = [entered(&his()), still_married(&his())];
    assert!(matches!(
        feed.acknowledge(FIRST, &twice, &officer, noon()).await,
        Err(AcknowledgeError::NoSuchEntry(1))
    ));
    let mut third_row = still_married(&his());
    if let Outcome::Differs { columns } = &mut third_row.outcome {
        columns[0].row = Some(3);
    }
    assert!(matches!(
        feed.acknowledge(FIRST, &[third_row], &officer, noon()).await,
        Err(AcknowledgeError::NoSuchRow(0))
    ));
    let third_file = FIRST.next().next();
    assert!(matches!(
        feed.acknowledge(third_file, &[entered(&his())], &officer, noon())
            .await,
        Err(AcknowledgeError::NoSuchFile)
    ));
    assert!(tables.keys("feed", "ACK#000000000001").is_empty());
}

#[tokio::test]
async fn two_officers_at_once_lose_no_answer() {
    let (feed, _tables) = feed().await;
    let (one, two) = (officer("petugas-01"), officer("petugas-02"));
    let (hers, his) = ([entered(&hers())], [entered(&his())]);
    let (left, right) = tokio::join!(
        feed.acknowledge(FIRST, &hers, &one, noon()),
        feed.acknowledge(FIRST, &his, &two, noon()),
    );
    assert_eq!((left.unwrap().kept, right.unwrap().kept), (1, 1));
    assert_eq!(feed.stage(FIRST).await.unwrap(), Some(Stage::Acknowledged));
    assert_eq!(feed.answers(FIRST).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_lost_answer_of_the_database_is_given_again_without_harm() {
    let (feed, tables) = feed().await;
    let officer = officer("petugas-01");
    tables.next_commits([Fate::AnswerLost]);
    let lost = feed
        .acknowledge(FIRST, &[entered(&his())], &officer, noon())
        .await;
    assert!(matches!(lost, Err(AcknowledgeError::Feed(_))));
    let again = feed
        .acknowledge(FIRST, &[entered(&his())], &officer, noon())
        .await;
    assert_eq!(again.unwrap().repeated, 1);
}

#[tokio::test]
async fn lists_come_in_pages() {
    let (feed, _tables) = feed().await;
    let first = feed.open(None, 1).await.unwrap();
    assert_eq!((first.files[0].number, first.next), (FIRST, Some(FIRST)));
    let second = feed.open(first.next, 1).await.unwrap();
    assert_eq!(second.files[0].number, FIRST.next());
    assert!(feed.open(second.next, 1).await.unwrap().files.is_empty());

    answer(&feed, &[still_married(&hers()), still_married(&his())]).await;
    let first = feed.differences(None, 1).await.unwrap();
    let cursor = first.next.unwrap();
    assert_eq!(cursor.to_string().parse(), Ok(cursor));
    let second = feed.differences(Some(cursor), 5).await.unwrap();
    assert_eq!((second.differences.len(), second.next), (1, None));
    assert_ne!(first.differences[0].entry, second.differences[0].entry);
}

#[tokio::test]
async fn no_file_gets_a_number_before_the_one_before_it_is_in_the_bucket() {
    let tables = MemoryTables::start().await.unwrap();
    let feed = Feed::new(Table::new(tables.client(), "feed"));
    assert_eq!(
        feed.append(None, &second_file()).await.unwrap(),
        Appended::Overtaken
    );
    feed.append(None, &first_file()).await.unwrap();
    assert_eq!(
        feed.append(None, &first_file()).await.unwrap(),
        Appended::Overtaken
    );
    let last = Last {
        number: FIRST,
        sha256: first_file().sha256().to_owned(),
    };
    assert_eq!(feed.last().await.unwrap().as_ref(), Some(&last));
    assert_eq!(
        feed.append(Some(&last), &second_file()).await.unwrap(),
        Appended::Overtaken
    );
    feed.note_stored(FIRST, noon()).await.unwrap();
    assert_eq!(
        feed.append(Some(&last), &second_file()).await.unwrap(),
        Appended::Done
    );
}

#[tokio::test]
async fn a_version_is_told_of_once_and_after_the_one_before_it() {
    let tables = MemoryTables::start().await.unwrap();
    let feed = Feed::new(Table::new(tables.client(), "feed"));
    let change = |before, after| Change {
        before: Some(before),
        after,
    };
    let moved = change(his(), his_moved());
    let alone = FeedFile::make(FIRST, None, &city(), noon(), std::slice::from_ref(&moved)).unwrap();
    assert_eq!(feed.append(None, &alone).await.unwrap(), Appended::Overtaken);
    let divorced = change(together(), his());
    let both = FeedFile::make(FIRST, None, &city(), noon(), &[divorced.clone(), moved]).unwrap();
    assert_eq!(feed.append(None, &both).await.unwrap(), Appended::Done);
    feed.note_stored(FIRST, noon()).await.unwrap();
    assert!(feed.holds(his().id, 2).await.unwrap() && feed.holds(his().id, 3).await.unwrap());

    let last = feed.last().await.unwrap().unwrap();
    let again = FeedFile::make(FIRST.next(), Some(&last.sha256), &city(), noon(), &[divorced]).unwrap();
    assert_eq!(
        feed.append(Some(&last), &again).await.unwrap(),
        Appended::Overtaken
    );
}

#[tokio::test]
async fn a_version_counts_as_entered_by_its_latest_answer_alone() {
    let (feed, _tables) = feed().await;
    let of_his = || feed.entered(his().id, his().version);
    assert_eq!(of_his().await.unwrap(), None, "nobody has answered");
    answer(&feed, &[entered(&his())]).await;
    assert_eq!(of_his().await.unwrap(), Some(noon()));
    assert_eq!(
        feed.entered(hers().id, hers().version).await.unwrap(),
        None,
        "only of his"
    );
    assert_eq!(
        feed.entered(his_moved().id, his_moved().version).await.unwrap(),
        None
    );
    answer(&feed, &[still_married(&his())]).await;
    assert_eq!(of_his().await.unwrap(), None, "SIAK was found to differ");
    let later = noon() + jiff::SignedDuration::from_hours(30);
    feed.acknowledge(FIRST, &[entered(&his())], &officer("petugas-01"), later)
        .await
        .unwrap();
    assert_eq!(of_his().await.unwrap(), Some(later), "the day it was put right");
    assert_eq!(
        feed.entered(together().id, 1).await.unwrap(),
        None,
        "no file tells of what was imported"
    );
}
