//! Lists, and who works on what.

use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Hold;

use crate::office::{Office, case, minute, refused};

const NAME: Hold = Hold::NameMismatch {
    role: Role::Petitioner,
};

fn ids(list: &Value) -> Vec<String> {
    let rows = list["cases"].as_array().unwrap();
    rows.iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn cases_are_listed_by_reason_and_age_page_by_page() {
    let office = Office::new().await;
    // Case numbers run against time, so that nothing sorts right by accident.
    for (number, at) in [(3, 1), (2, 2), (1, 3)] {
        office.held(number, at, NAME).await;
    }
    office.held(4, 0, Hold::ChoiceNeeded).await;
    let officer = office.officer("petugas-01", 10);
    let all = officer.list(json!({})).await.1;
    assert_eq!(ids(&all), [4, 3, 2, 1].map(|number| case(number).to_string()));
    let mut seen = Vec::new();
    let mut query = json!({ "reason": "name_mismatch", "limit": "2" });
    loop {
        let (status, page) = officer.list(query.clone()).await;
        assert_eq!(status, 200, "{page}");
        seen.extend(ids(&page));
        match page["next"].as_str() {
            Some(next) => query["cursor"] = json!(next),
            None => break,
        }
    }
    assert_eq!(seen, [3, 2, 1].map(|number| case(number).to_string()));
    assert_eq!(
        all["cases"][1],
        json!({
            "id": case(3),
            "reason": "name_mismatch",
            "since": minute(1).to_string(),
            "claim": null,
            "awaitingApproval": false,
        })
    );
    for (query, code) in [
        (json!({ "reason": "OPEN#1" }), "reason_invalid"),
        (json!({ "limit": "0" }), "limit_invalid"),
        (json!({ "limit": "101" }), "limit_invalid"),
        (json!({ "cursor": "x" }), "cursor_invalid"),
    ] {
        assert_eq!(refused(&officer.list(query).await), (400, code));
    }
    assert_eq!(
        ids(&officer.list(json!({ "reason": "register_damaged" })).await.1),
        [""; 0]
    );
}

#[tokio::test]
async fn two_officers_race_for_a_case_and_one_has_it() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let (first, second) = (office.officer("petugas-01", 5), office.officer("petugas-02", 5));
    let (one, other) = tokio::join!(first.claim(id), second.claim(id));
    let (winner, loser) = if one.0 == 200 { (one, other) } else { (other, one) };
    assert_eq!(winner.0, 200, "{}", winner.1);
    assert_eq!(refused(&loser), (409, "claimed_by_another"));
    assert_eq!(winner.1["claim"]["until"], minute(35).to_string());
    assert_eq!(office.count(id, EventKind::HoldClaimed).await, 1);
    let list = first.list(json!({})).await.1;
    assert_eq!(list["cases"][0]["claim"], winner.1["claim"]);
}

#[tokio::test]
async fn a_claim_runs_out_after_half_an_hour_and_can_be_renewed_before() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    assert_eq!(office.officer("petugas-01", 0).claim(id).await.0, 200);
    let renewed = office.officer("petugas-01", 20).claim(id).await;
    assert_eq!(renewed.1["claim"]["until"], minute(50).to_string());
    assert_eq!(
        refused(&office.officer("petugas-02", 49).claim(id).await),
        (409, "claimed_by_another")
    );
    let list = office.officer("petugas-02", 50).list(json!({})).await.1;
    assert_eq!(list["cases"][0]["claim"], Value::Null);
    // Who comes too late has to claim again.
    let late = office.officer("petugas-01", 50);
    assert_eq!(
        refused(&late.decide(id, json!({ "kind": "try_again" })).await),
        (409, "not_claimed")
    );
    let taken = office.officer("petugas-02", 50).claim(id).await;
    assert_eq!(taken.1["claim"]["officer"], "petugas-02");
    assert_eq!(
        refused(&late.decide(id, json!({ "kind": "try_again" })).await),
        (409, "claimed_by_another")
    );
}

#[tokio::test]
async fn a_case_given_back_is_free_for_others_and_nobody_gives_back_what_is_not_theirs() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let (first, second) = (office.officer("petugas-01", 5), office.officer("petugas-02", 6));
    first.claim(id).await;
    let said = second.post(id, "release", json!({})).await;
    assert_eq!(
        refused(&said),
        (409, "not_claimed"),
        "that would be a look at the case"
    );
    for _ in 0..2 {
        let said = first.post(id, "release", json!({})).await;
        assert_eq!((said.0, &said.1["claim"]), (200, &Value::Null));
    }
    assert_eq!(second.claim(id).await.0, 200);
    assert_eq!(office.count(id, EventKind::ClaimReleased).await, 1);
}

#[tokio::test]
async fn the_journal_counts_the_older_cases_an_officer_passes_over() {
    let office = Office::new().await;
    for (number, at) in [(1, 1), (2, 2), (3, 3), (4, 4)] {
        office.held(number, at, NAME).await;
    }
    office.held(5, 0, Hold::ChoiceNeeded).await;
    // The oldest is being worked on by somebody.
    office.officer("petugas-02", 9).claim(case(1)).await;
    office.officer("petugas-01", 10).claim(case(4)).await;
    office.officer("petugas-01", 10).claim(case(2)).await;
    let ahead = async |number: u128| {
        let story = office.story(case(number)).await;
        let found = story.entries.iter().find_map(|entry| match entry.event {
            Event::HoldClaimed { ahead, .. } => Some(ahead),
            _ => None,
        });
        found.unwrap()
    };
    assert_eq!(ahead(1).await, 0);
    assert_eq!(ahead(4).await, 2, "two and three were free and older");
    assert_eq!(ahead(2).await, 0);
    // Half an hour more for a case that is in hand passes nobody over.
    office.held(6, 3, NAME).await;
    office.officer("petugas-01", 20).claim(case(4)).await;
    let claims = office.story(case(4)).await.entries.into_iter();
    let counted: Vec<u32> = claims
        .filter_map(|entry| match entry.event {
            Event::HoldClaimed { ahead, .. } => Some(ahead),
            _ => None,
        })
        .collect();
    assert_eq!(counted, [2, 0]);
}

#[tokio::test]
async fn a_case_that_is_not_held_cannot_be_claimed() {
    let office = Office::new().await;
    let id = office.accepted(1, 0).await;
    let officer = office.officer("petugas-01", 1);
    assert_eq!(refused(&officer.claim(id).await), (409, "not_held"));
    assert_eq!(refused(&officer.facts(id).await), (409, "not_held"));
    assert_eq!(office.count(id, EventKind::Viewed).await, 0);
}
