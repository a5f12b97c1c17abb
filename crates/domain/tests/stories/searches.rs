//! Searches for a person's cases: each is remembered, most of all those that find nothing.

use tuntas_domain::search::{Event, Search, Searches, decide, evolve};

use super::case_office::officer;

fn search(by: u8, cases: u32) -> Search {
    Search {
        officer: officer(by),
        cases,
    }
}

#[test]
fn who_asks_day_after_day_whether_a_ruling_has_come_is_written_down_each_day() {
    let days = [search(1, 0), search(1, 0), search(2, 0), search(1, 1)];
    let events = days.map(decide);
    assert_eq!(
        events[3],
        Event::Searched {
            officer: officer(1),
            cases: 1
        }
    );
    let searches = events.iter().fold(Searches::default(), evolve);
    assert_eq!(searches, Searches { times: 4, found: 1 });
}

#[test]
fn a_search_is_stored_like_this() {
    let event = decide(search(1, 2));
    let stored = r#"{"type":"searched","officer":"petugas-01","cases":2}"#;
    assert_eq!(serde_json::to_string(&event).unwrap(), stored);
    assert_eq!(serde_json::from_str::<Event>(stored).unwrap(), event);
}
