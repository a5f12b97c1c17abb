//! The index of days: every step once, found by its time.

use jiff::{SignedDuration, Timestamp};
use tuntas_domain::case::Event;
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode};
use tuntas_figures::{Fact, Step};
use tuntas_journal::{Actor, SHARDS};

use crate::office::{Office, case};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn accepted() -> Event {
    Event::DecreeAccepted {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "0f".repeat(32),
        missing: Vec::new(),
        duty: None,
    }
}

impl Office {
    async fn happens(&self, case: CaseId, at: Timestamp, events: Vec<Event>) {
        let story = self.journal.load(case).await.unwrap();
        let command = CommandId::new(format!("test/{}", story.version()));
        (self.journal)
            .append(&story, at, &Actor::function("test"), &command, events, vec![])
            .await
            .unwrap();
    }

    async fn steps(&self, from: &str, until: &str) -> Vec<Step> {
        let mut found = Vec::new();
        for shard in 0..SHARDS {
            let mut steps = self.journal.steps(shard, at(from), at(until));
            while let Some(page) = steps.next().await.unwrap() {
                found.extend(page);
            }
        }
        found
    }
}

#[tokio::test]
async fn a_step_of_several_entries_is_told_once_with_what_it_means() {
    let office = Office::open().await;
    let printed = Event::DocumentsPrinted {
        role: Role::Petitioner,
    };
    office
        .happens(case(1), at("2026-11-09T02:00:00Z"), vec![accepted(), printed])
        .await;
    let steps = office.steps("2026-11-09T00:00:00Z", "2026-11-10T00:00:00Z").await;
    assert_eq!(steps.len(), 1);
    assert_eq!((steps[0].case, steps[0].seq, steps[0].entries), (case(1), 1, 2));
    assert!(matches!(
        steps[0].facts[..],
        [Fact::Received(_), Fact::Printed(_), Fact::Sealed { .. }]
    ));
}

#[tokio::test]
async fn a_time_over_two_days_of_utc_is_read_from_both_and_no_step_outside_it() {
    let office = Office::open().await;
    // A day of Jakarta, its first and last moment, and the moments before and after.
    for (number, moment) in (1..).zip([
        "2026-11-08T16:59:59.999Z",
        "2026-11-08T17:00:00Z",
        "2026-11-09T00:00:00Z",
        "2026-11-09T16:59:59.999Z",
        "2026-11-09T17:00:00Z",
    ]) {
        office.happens(case(number), at(moment), vec![accepted()]).await;
    }
    let mut cases: Vec<CaseId> = office
        .steps("2026-11-08T17:00:00Z", "2026-11-09T17:00:00Z")
        .await
        .iter()
        .map(|step| step.case)
        .collect();
    cases.sort();
    assert_eq!(cases, [case(2), case(3), case(4)]);
}

#[tokio::test]
async fn more_steps_than_a_page_holds_are_all_found_in_order() {
    let office = Office::open().await;
    let begin = at("2026-11-09T02:00:00Z");
    office.happens(case(1), begin, vec![accepted()]).await;
    for second in 1..=520 {
        let printed = Event::DocumentsPrinted {
            role: Role::Petitioner,
        };
        office
            .happens(case(1), begin + SignedDuration::from_secs(second), vec![printed])
            .await;
    }
    let steps = office.steps("2026-11-09T00:00:00Z", "2026-11-10T00:00:00Z").await;
    let numbers: Vec<u32> = steps.iter().map(|step| step.seq).collect();
    assert_eq!(numbers, (1..=521).collect::<Vec<u32>>());
}
