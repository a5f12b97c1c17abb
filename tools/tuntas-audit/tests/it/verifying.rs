//! What somebody with the keys to the database can do, and what is seen of it.

use tuntas_audit::verify::{Against, Fault, Report, verify};
use tuntas_audit::{Failure, prove};
use tuntas_domain::case::View;
use tuntas_journal::Actor;
use tuntas_tables::{Expect, Item, Write};

use crate::office::{Office, accepted, case, entry_key, viewed};

/// Three cases, sealed on two days; the second case went on between them.
async fn two_days() -> Office {
    let office = Office::open().await;
    for number in [1, 2, 0x0102] {
        office.ordinary(case(number)).await;
    }
    let office = office.seal("2021-09-21").await;
    let view = viewed(2, View::Facts);
    office
        .happens(case(2), "03:00", Actor::officer("petugas-02"), vec![view])
        .await;
    office.seal("2021-09-22").await
}

#[tokio::test]
async fn an_untouched_journal_agrees_with_its_tips_and_seals() {
    let office = two_days().await;
    assert_eq!(
        office.verify(None).await,
        Report {
            cases: 3,
            entries: 10,
            seals: 2,
            faults: vec![]
        }
    );
    let one = office.verify(Some(case(2))).await;
    assert_eq!((one.cases, one.entries, one.faults), (1, 4, vec![]));
}

#[tokio::test]
async fn progress_is_told_case_by_case() {
    let office = two_days().await;
    let mut told = Vec::new();
    let report = verify(&office.journal, Against::default(), None, |done, count| {
        told.push((done, count));
    });
    assert_eq!(report.await.unwrap().seals, 0);
    assert_eq!(told, [(1, 3), (2, 3), (3, 3)]);
}

#[tokio::test]
async fn a_changed_entry_is_seen_where_it_was_changed() {
    let office = two_days().await;
    let key = entry_key(case(1), 2);
    office.forges(key, "function:somebody-else").await;
    assert_eq!(
        office.faults().await,
        [Fault::Chain {
            case: case(1),
            seq: 2
        }]
    );
}

#[tokio::test]
async fn a_tail_taken_away_is_seen_by_the_tip_and_by_the_seals_that_saw_it() {
    let office = two_days().await;
    office.take_away(entry_key(case(2), 4)).await;
    let tip = Fault::Tip {
        case: case(2),
        chain: 3,
        tip: 4,
    };
    let gone = Fault::SealedEntryGone {
        case: case(2),
        day: "2021-09-22".parse().unwrap(),
        seq: 4,
    };
    assert_eq!(office.faults().await, [tip.clone(), gone]);

    let without_seals = verify(&office.journal, Against::default(), None, |_, _| {});
    assert_eq!(without_seals.await.unwrap().faults, [tip]);
}

#[tokio::test]
async fn a_case_written_anew_is_sound_in_itself_but_every_seal_saw_another() {
    let office = two_days().await;
    office.take_all_away(case(1)).await;
    for time in ["02:01", "02:11", "02:21"] {
        office
            .happens(case(1), time, Actor::client("contoh-pa-pas"), vec![accepted()])
            .await;
    }
    let without_seals = verify(&office.journal, Against::default(), None, |_, _| {});
    assert_eq!(without_seals.await.unwrap().faults, []);
    let other = |day: &str| Fault::SealedEntryOther {
        case: case(1),
        day: day.parse().unwrap(),
        seq: 3,
    };
    assert_eq!(office.faults().await, [other("2021-09-21"), other("2021-09-22")]);
}

#[tokio::test]
async fn a_case_that_vanished_whole_is_missed_by_the_seals() {
    let office = two_days().await;
    office.take_all_away(case(0x0102)).await;
    let gone = |day: &str| Fault::SealedEntryGone {
        case: case(0x0102),
        day: day.parse().unwrap(),
        seq: 3,
    };
    assert_eq!(office.faults().await, [gone("2021-09-21"), gone("2021-09-22")]);
}

#[tokio::test]
async fn entries_without_a_tip_and_entries_of_an_unknown_form_are_told() {
    let office = two_days().await;
    let id = case(1).to_string();
    office
        .take_away(tuntas_tables::Key::new(format!("TIP#{}", &id[34..]), id))
        .await;
    assert_eq!(office.faults().await, [Fault::NoTip { case: case(1) }]);

    let change = Write::Update {
        table: "cases".to_owned(),
        key: entry_key(case(2), 1),
        set: Item::default().with("body", r#"{"type":"never_heard_of"}"#),
        remove: vec![],
        add: None,
        expect: Expect::Present,
    };
    office.by_hand(change).await;
    assert!(
        office
            .faults()
            .await
            .iter()
            .any(|fault| matches!(fault, Fault::Unreadable { case: of, .. } if *of == case(2)))
    );
}

#[tokio::test]
async fn seals_that_were_exchanged_or_taken_away_are_told() {
    let office = two_days().await.seal("2021-09-23").await;
    let day = |day: &str| day.parse().unwrap();

    // Leaves of another day.
    let old = office.seals.leaves(day("2021-09-21")).await.unwrap().unwrap();
    let put = office.bucket.put_object().bucket("evidence");
    put.key("seals/2021-09-22.leaves")
        .body(old.text().into_bytes().into())
        .send()
        .await
        .unwrap();
    assert_eq!(
        office.faults().await,
        [Fault::Leaves {
            day: day("2021-09-22")
        }]
    );

    // The seal of another day.
    let first = office.seals.seal(day("2021-09-21")).await.unwrap().unwrap();
    let put = office.bucket.put_object().bucket("evidence");
    put.key("seals/2021-09-22.json")
        .body(first.to_json().into())
        .send()
        .await
        .unwrap();
    let faults = office.faults().await;
    assert!(matches!(&faults[0], Fault::Seal { day: of, .. } if *of == day("2021-09-22")));
    assert_eq!(
        faults[1..],
        [Fault::Previous {
            day: day("2021-09-23")
        }]
    );
}

#[tokio::test]
async fn a_seal_by_another_key_is_told() {
    let office = two_days().await;
    let stranger = Office::open().await.public_key();
    let against = Against {
        seals: Some(&office.seals),
        key: Some(&stranger),
    };
    let report = verify(&office.journal, against, None, |_, _| {}).await.unwrap();
    assert_eq!(report.faults.len(), 2);
    assert!(
        report
            .faults
            .iter()
            .all(|fault| matches!(fault, Fault::Seal { .. }))
    );
}

#[tokio::test]
async fn a_case_that_never_was_is_no_sound_case() {
    let office = two_days().await;
    let never = verify(&office.journal, Against::default(), Some(case(9)), |_, _| {}).await;
    assert!(matches!(never, Err(Failure::Unknown(of)) if of == case(9)));
}

#[tokio::test]
async fn a_proof_is_made_for_what_a_seal_saw_and_for_nothing_else() {
    let office = two_days().await;
    let key = office.public_key();
    let day = "2021-09-21".parse().unwrap();
    let proof = prove::prove(&office.seals, case(2), day).await.unwrap();
    assert_eq!(proof.check(&key).unwrap().leaf.seq, 3);
    assert!(matches!(
        prove::prove(&office.seals, case(9), day).await,
        Err(Failure::NotSealed { .. })
    ));
    let other = "2021-09-20".parse().unwrap();
    assert!(matches!(
        prove::prove(&office.seals, case(2), other).await,
        Err(Failure::NoSeal(_))
    ));
}
