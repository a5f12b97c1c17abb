//! What a day's seal says, and that there is one.

use journal_seal::{Failure, Outcome};
use memory_tables::Fate;
use tuntas_seals::{Hash, Proof, Seal};

use crate::office::{Office, at, case};

impl Office {
    async fn seal(&self, day: &str) -> Seal {
        let sealed = self.function.seals.seal(day.parse().unwrap()).await.unwrap();
        let key = self.public_key();
        sealed.unwrap().open(&key).unwrap()
    }
}

#[tokio::test]
async fn the_seal_of_a_day_proves_where_each_chain_ended() {
    let office = Office::open().await;
    for number in [1, 0x0100, 0x02ff] {
        office.happens(case(number)).await;
    }
    office.happens(case(1)).await;
    let day = "2021-09-21".parse().unwrap();
    assert_eq!(
        office.function.handle(at("2021-09-21T10:00:00Z")).await.unwrap(),
        Outcome::Sealed { day, cases: 3 }
    );

    let seal = office.seal("2021-09-21").await;
    assert_eq!(
        (seal.city.as_str(), seal.cases, seal.previous),
        ("35.75", 3, None)
    );
    let sealed = office.function.seals.seal(day).await.unwrap().unwrap();
    let leaves = office.function.seals.leaves(day).await.unwrap().unwrap();
    let key = office.public_key();
    for number in [1, 0x0100, 0x02ff] {
        let story = office.function.journal.load(case(number)).await.unwrap();
        let proof = Proof::new(&sealed, &leaves, case(number)).unwrap();
        let proven = proof.check(&key).unwrap();
        assert_eq!(proven.leaf.seq, story.version());
        assert_eq!(proven.leaf.hash.to_string(), story.head());
    }
}

#[tokio::test]
async fn a_day_is_sealed_once_and_by_the_citys_clock() {
    let office = Office::open().await;
    // 23:59 and 00:00 in Jakarta.
    let (evening, midnight) = (at("2021-09-21T16:59:00Z"), at("2021-09-21T17:00:00Z"));
    let [first, second] = ["2021-09-21", "2021-09-22"].map(|day| day.parse().unwrap());
    let function = &office.function;
    assert_eq!(
        function.handle(evening).await.unwrap(),
        Outcome::Sealed { day: first, cases: 0 }
    );
    office.happens(case(1)).await;
    assert_eq!(
        function.handle(evening).await.unwrap(),
        Outcome::AlreadySealed { day: first }
    );
    assert_eq!(office.seal("2021-09-21").await.cases, 0);
    assert_eq!(
        function.handle(midnight).await.unwrap(),
        Outcome::Sealed {
            day: second,
            cases: 1
        }
    );
}

#[tokio::test]
async fn each_seal_names_the_last_one_before_it_over_days_without_any() {
    let office = Office::open().await;
    for day in ["2021-09-21", "2021-09-22", "2021-09-30"] {
        office
            .function
            .handle(at(&format!("{day}T03:00:00Z")))
            .await
            .unwrap();
    }
    let (first, second) = (office.seal("2021-09-21").await, office.seal("2021-09-22").await);
    let third = office.seal("2021-09-30").await;
    assert_eq!(first.previous, None);
    assert_eq!(second.previous, Some(first.fingerprint()));
    assert_eq!(third.previous, Some(second.fingerprint()));
    assert_ne!(first.fingerprint(), Hash::of(&[]));
}

#[tokio::test]
async fn after_a_stop_between_leaves_and_seal_the_stored_leaves_are_sealed() {
    let office = Office::open().await;
    office.happens(case(1)).await;
    let now = at("2021-09-21T10:00:00Z");
    office.bucket.next_puts([Fate::Done, Fate::FailsBefore]);
    assert!(matches!(
        office.function.handle(now).await,
        Err(Failure::Bucket(_))
    ));
    assert_eq!(office.bucket.keys(), ["evidence/seals/2021-09-21.leaves"]);

    // The case goes on before the function is called again.
    office.happens(case(1)).await;
    office.function.handle(now).await.unwrap();
    let day = "2021-09-21".parse().unwrap();
    let leaves = office.function.seals.leaves(day).await.unwrap().unwrap();
    assert_eq!(leaves.get(case(1)).unwrap().seq, 1);
    assert_eq!(office.seal("2021-09-21").await.root, leaves.root());
}

#[tokio::test]
async fn a_seal_whose_answer_was_lost_is_found_the_next_time() {
    let office = Office::open().await;
    let now = at("2021-09-21T10:00:00Z");
    office.bucket.next_puts([Fate::Done, Fate::AnswerLost]);
    assert!(office.function.handle(now).await.is_err());
    let stored = office.bucket.object("evidence/seals/2021-09-21.json");
    let day = "2021-09-21".parse().unwrap();
    assert_eq!(
        office.function.handle(now).await.unwrap(),
        Outcome::AlreadySealed { day }
    );
    assert_eq!(office.bucket.object("evidence/seals/2021-09-21.json"), stored);
}
