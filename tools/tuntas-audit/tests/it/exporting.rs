//! What an auditor gets.

use tuntas_audit::export::{Salt, ShortSalt, lines};
use tuntas_domain::identity::PersonId;
use tuntas_domain::plan::Decision;
use tuntas_journal::Actor;
use uuid::Uuid;

use crate::office::{Office, case, claimed, decided};

async fn office() -> Office {
    let office = Office::open().await;
    for number in [1, 2] {
        office.ordinary(case(number)).await;
    }
    let choose = Decision::ChooseHead {
        person: PersonId(Uuid::from_u128(0x1234)),
    };
    let events = vec![claimed(1, 0), decided(choose, 1, Some(2))];
    office
        .happens(case(1), "02:30", Actor::officer("petugas-01"), events)
        .await;
    office
}

#[tokio::test]
async fn an_export_names_no_case_person_officer_or_court_and_keeps_the_chain() {
    let office = office().await;
    let salt = Salt::new(&[7; 32]).unwrap();
    let story = office.journal.load(case(1)).await.unwrap();
    let lines = lines(&story, &salt).unwrap();
    let text = serde_json::to_string(&lines).unwrap();
    for secret in [
        case(1).to_string().as_str(),
        "petugas",
        "contoh-pa-pas",
        "PA.Pas",
        &"e7".repeat(32),
        "00000000-0000-0000-0000-000000001234",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }

    let mut prev = "0".repeat(64);
    for (line, seq) in lines.iter().zip(1..) {
        assert_eq!((line.seq, line.prev.as_str()), (seq, prev.as_str()));
        prev.clone_from(&line.hash);
    }
    assert_eq!(prev, story.head());
}

#[tokio::test]
async fn what_happened_can_still_be_read() {
    let office = office().await;
    let salt = Salt::new(&[7; 32]).unwrap();
    let story = office.journal.load(case(1)).await.unwrap();
    let lines = lines(&story, &salt).unwrap();
    let kinds: Vec<&str> = lines.iter().map(|line| line.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["decree_accepted", "held", "viewed", "hold_claimed", "decided"]
    );
    assert_eq!(lines[1].actor.split(':').next(), Some("function"));
    assert_eq!(lines[1].event["hold"]["reason"], "name_mismatch");
    assert_eq!(lines[1].event["hold"]["role"], "petitioner");
    assert_eq!(lines[3].event["ahead"], 0);
    assert_eq!(lines[4].event["decision"]["kind"], "choose_head");
}

#[tokio::test]
async fn a_pseudonym_is_the_same_all_over_one_export_and_another_in_the_next() {
    let office = office().await;
    let story = office.journal.load(case(1)).await.unwrap();
    let (one, other) = (Salt::new(&[7; 32]).unwrap(), Salt::new(&[8; 32]).unwrap());
    let mine = lines(&story, &one).unwrap();
    let who = mine[2].event["officer"].as_str().unwrap();
    assert_eq!(mine[2].actor, format!("officer:{who}"));
    assert_eq!(mine[4].event["officer"], who);
    assert_ne!(mine[4].event["approved_by"], who);
    assert_ne!(lines(&story, &other).unwrap()[2].event["officer"], who);
}

#[test]
fn a_short_salt_is_refused() {
    assert_eq!(Salt::new(&[7; 31]).err(), Some(ShortSalt));
}
