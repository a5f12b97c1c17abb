//! Searches for a person's cases: audited like everything else that has a journal.

use tuntas_audit::Failure;
use tuntas_audit::days::{Fault as DayFault, check};
use tuntas_audit::export::Salt;
use tuntas_audit::replay::Moment;
use tuntas_audit::subjects;
use tuntas_audit::verify::Fault;
use tuntas_journal::{Place, Searching, steps_of};
use tuntas_tables::Key;

use crate::office::{Office, at, case};

/// The ruling of a person was asked for twice before it came.
async fn searched() -> Office {
    let office = Office::open().await;
    for (time, cases) in [("02:00", 0), ("02:10", 0), ("02:20", 1)] {
        office.searches(case(9), time, 3, cases).await;
    }
    office
}

#[tokio::test]
async fn who_searched_for_a_person_and_when_is_listed_and_shown_as_it_was() {
    let office = searched().await;
    let searches = subjects::story(&office.journal, case(9)).await.unwrap();
    let trail = searches.trail().unwrap();
    let lines: Vec<_> = trail
        .iter()
        .map(|line| (line.seq, line.actor.as_str(), line.kind.as_str()))
        .collect();
    let each = |seq| (seq, "officer:petugas-03", "searched");
    assert_eq!(lines, [each(1), each(2), each(3)]);
    assert!(trail[2].details.contains("cases=1"), "{}", trail[2].details);
    let shown = searches.replayed(Moment::Seq(2), false).unwrap();
    assert!(shown.contains("searches"), "{shown}");
    let now: serde_json::Value =
        serde_json::from_str(&searches.replayed(Moment::Now, true).unwrap()).unwrap();
    assert!(now.to_string().contains(r#""times":3"#), "{now}");
}

#[tokio::test]
async fn a_search_that_somebody_hides_is_missed() {
    let office = searched().await.seal("2021-09-21").await;
    assert_eq!(office.faults().await, []);
    let key = Key::new(format!("SEARCH#{}", case(9)), "EV#0000000002");
    office.forges(key, "officer:petugas-04").await;
    assert_eq!(
        office.faults().await,
        [Fault::Chain {
            case: case(9),
            seq: 2
        }]
    );
}

#[tokio::test]
async fn a_search_that_its_day_does_not_tell_of_is_missed() {
    let office = searched().await;
    let story = office.journal.also::<Searching>().load(case(9)).await.unwrap();
    let steps = steps_of(&story);
    assert_eq!(steps.len(), 3);
    let place = Place::of(&steps[1]);
    let key = Key::new(format!("DAY#{}#{:x}", place.day, place.shard), place.key);
    office.take_away(key).await;
    let report = check(&office.journal, at("2021-09-21T05:00:00Z"), |_, _| {})
        .await
        .unwrap();
    let missing = DayFault::Missing {
        case: case(9),
        seq: 2,
        day: place.day,
    };
    assert_eq!(report.faults, [missing]);
}

#[tokio::test]
async fn an_export_names_neither_officer_nor_searches_and_there_is_nothing_to_erase() {
    let office = searched().await;
    let searches = subjects::story(&office.journal, case(9)).await.unwrap();
    let lines = serde_json::to_string(&searches.lines(&Salt::new(&[7; 32]).unwrap()).unwrap()).unwrap();
    for hidden in [case(9).to_string(), "petugas-03".to_owned()] {
        assert!(!lines.contains(&hidden), "{hidden} in {lines}");
    }
    assert!(lines.contains("searched"), "{lines}");
    let failure = office.erases(case(9)).await.unwrap_err();
    assert!(matches!(failure, Failure::NobodyNamed), "{failure}");
}
