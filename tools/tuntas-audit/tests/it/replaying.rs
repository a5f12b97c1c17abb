//! A case as it was, and who did what.

use tuntas_audit::replay::{Moment, replay};
use tuntas_audit::trail;
use tuntas_domain::case::Stage;
use tuntas_domain::plan::Decision;
use tuntas_journal::{Actor, Story};

use crate::office::{Office, at, case, claimed, decided};

async fn story() -> Story {
    let office = Office::open().await;
    office.ordinary(case(1)).await;
    let officer = || Actor::officer("petugas-01");
    office
        .happens(case(1), "02:30", officer(), vec![claimed(1, 2)])
        .await;
    let decided = decided(Decision::TryAgain, 1, None);
    office.happens(case(1), "02:40", officer(), vec![decided]).await;
    office.journal.load(case(1)).await.unwrap()
}

#[tokio::test]
async fn a_case_is_shown_as_it_was_at_any_moment() {
    let story = story().await;
    let stage = |moment| replay(&story, moment).unwrap().facts.stage;
    assert_eq!(stage(Moment::Now), Stage::Accepted);
    assert_eq!(stage(Moment::Seq(0)), Stage::Empty);
    assert_eq!(stage(Moment::Seq(1)), Stage::Accepted);
    assert_eq!(stage(Moment::Seq(2)), Stage::Held);
    assert_eq!(stage(Moment::At(at("2021-09-21T02:09:59Z"))), Stage::Accepted);
    assert_eq!(stage(Moment::At(at("2021-09-21T02:10:00Z"))), Stage::Held);
}

#[tokio::test]
async fn the_table_tells_the_hold_and_who_works_on_it() {
    let held = replay(&story().await, Moment::Seq(4)).unwrap();
    assert_eq!(
        held.table(),
        format!(
            "case        {}\n\
             entries     4\n\
             until       2021-09-21T02:30:00Z\n\
             stage       held\n\
             hold        reason=name_mismatch role=petitioner\n\
             claimed by  petugas-01 until 2021-09-21T05:00:00Z\n\
             petitioner  waiting\n\
             respondent  waiting\n",
            case(1)
        )
    );
    let json: serde_json::Value = serde_json::from_str(&held.json().unwrap()).unwrap();
    assert_eq!(
        (&json["subject"], &json["stage"]),
        (&"case".into(), &"held".into())
    );
    assert_eq!(json["hold"]["reason"], "name_mismatch");
    assert_eq!(json["claim"]["officer"], "petugas-01");
    assert_eq!(json["petitioner"]["stage"], "waiting");
}

#[tokio::test]
async fn the_trail_says_who_did_saw_and_why() {
    let lines = trail::trail(&story().await).unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.seq, line.actor.as_str(), line.kind.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "client:contoh-pa-pas", "decree_accepted"),
            (2, "function:register-update", "held"),
            (3, "officer:petugas-01", "viewed"),
            (4, "officer:petugas-01", "hold_claimed"),
            (5, "officer:petugas-01", "decided"),
        ]
    );
    assert_eq!(lines[2].details, "officer=petugas-01 what.what=facts");
    assert_eq!(lines[4].details, "decision.kind=try_again officer=petugas-01");
    assert_eq!(trail::table(&lines).lines().count(), 6);
}
