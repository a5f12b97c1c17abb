//! The bytes of a file.

use tuntas_feed::{Change, FeedFile, FileNumber, object_key, signature_key};

use crate::family::{city, divorce_changes, first_file, his_alone, noon, second_file, together};

#[test]
fn a_file_is_written_like_this() {
    let text = String::from_utf8(first_file().bytes().to_vec()).unwrap();
    insta::assert_snapshot!("first_file", text);
}

#[test]
fn who_leaves_the_city_is_told_with_destination_and_all_columns() {
    let change = Change {
        before: Some(together()),
        after: his_alone(),
    };
    let file = FeedFile::make(FileNumber::FIRST, None, &city(), noon(), &[change]).unwrap();
    let text = String::from_utf8(file.bytes().to_vec()).unwrap();
    let line: serde_json::Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    insta::assert_json_snapshot!("departed", line["departed"]);
    let left = line["differences"]["left"].as_array().unwrap();
    assert_eq!(left.len(), 3, "they have left the card as well");
}

#[test]
fn the_next_file_names_the_one_before() {
    let text = String::from_utf8(second_file().bytes().to_vec()).unwrap();
    let header: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(header["previous"], first_file().sha256());
    assert_eq!(header["number"], 2);
}

#[test]
fn the_same_changes_give_the_same_bytes() {
    assert_eq!(first_file(), first_file());
    let later = noon() + jiff::SignedDuration::from_secs(1);
    let other = FeedFile::make(FileNumber::FIRST, None, &city(), later, &divorce_changes()).unwrap();
    assert_ne!(first_file().sha256(), other.sha256());
}

#[test]
fn keys_of_the_bucket_sort_as_the_feed_goes() {
    assert_eq!(object_key(FileNumber::FIRST), "register-feed/000000000001.jsonl");
    assert_eq!(
        signature_key(FileNumber::FIRST),
        "register-feed/000000000001.jsonl.jws"
    );
    let numbers: Vec<FileNumber> = [9, 10, 100_000].map(|n: i64| n.try_into().unwrap()).to_vec();
    assert!(numbers.iter().map(|number| object_key(*number)).is_sorted());
}

#[test]
fn what_is_logged_of_a_file_names_nobody() {
    let shown = format!("{:?}", first_file());
    assert!(!shown.contains("CONTOH") && !shown.contains("3575"), "{shown}");
}
