//! Each sample decree ends in the right state, with the right households.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::Outcome;
use tuntas_journal::Story;
use tuntas_tests::{Sample, Town};

#[tokio::test]
async fn every_sample_decree_ends_where_the_rules_say() {
    let town = Town::open().await;
    let mut cases = Vec::new();
    for sample in Sample::all() {
        let case = town.decree(&sample.decree).await;
        cases.push((sample, case));
    }
    for (sample, case) in &cases {
        let received = &sample.expected["onReceipt"];
        if received["stage"] == "awaiting_finality" {
            let status = town.status(*case).await;
            assert_eq!(status["stage"], "awaiting_finality", "{}", sample.name);
            assert_eq!(status["missing"], received["missing"], "{}", sample.name);
            let completion = with_case_number(sample);
            let key = format!("completion-{}", sample.name);
            let answer = town
                .hand_in(&format!("/v1/decrees/{case}/completion"), &completion, &key)
                .await;
            assert_eq!(answer.status, 202, "{}: {}", sample.name, answer.body);
        }
    }
    for (sample, case) in &cases {
        ends_right(&town, sample, *case).await;
    }
}

fn with_case_number(sample: &Sample) -> Value {
    sample.completion.clone().unwrap_or_else(|| json!({}))
}

async fn ends_right(town: &Town, sample: &Sample, case: CaseId) {
    let expected = &sample.expected["afterwards"];
    let stage = expected["stage"].as_str().unwrap_or("held");
    let status = town
        .wait_for(case, stage, |status| {
            status["stage"] == stage || (stage == "registered" && status["stage"] == "completed")
        })
        .await;
    if stage == "held" {
        assert_eq!(
            status["hold"]["code"], expected["hold"]["code"],
            "{}: {status}",
            sample.name
        );
        assert!(
            town.story(case).await.first(EventKind::RegisterUpdated).is_none(),
            "{}",
            sample.name
        );
        return;
    }
    let story = town.story(case).await;
    let Some(Event::RegisterUpdated {
        divorced_on,
        outcomes,
        households,
        ..
    }) = story.first(EventKind::RegisterUpdated).map(|entry| &entry.event)
    else {
        panic!("{} did not change the register", sample.name)
    };
    assert_eq!(json!(divorced_on), expected["divorcedOn"], "{}", sample.name);
    for (role, outcome) in outcomes.iter() {
        assert_eq!(
            json!(outcome_name(outcome)),
            expected["outcomes"][role.as_str()],
            "{} {role}",
            sample.name
        );
    }
    let mut found = Vec::new();
    for reference in households {
        let household = town.household(reference.id, reference.version).await;
        let members: Vec<Value> = household
            .members
            .iter()
            .map(|member| {
                json!({
                    "nik": member.person.nik,
                    "shdk": member.relationship.label(),
                    "status": member.person.marital_status.label(),
                })
            })
            .collect();
        found.push((household.number.to_string(), household.is_active(), members));
    }
    let expected_households = expected["households"].as_array().unwrap();
    assert_eq!(
        found.len(),
        expected_households.len(),
        "{}: {} households",
        sample.name,
        found.len()
    );
    for household in expected_households {
        assert!(
            found.iter().any(|found| is_like(household, found)),
            "{}: no household like {household} among {} found",
            sample.name,
            found.len()
        );
    }
    documents_are_there(&story, sample);
}

fn outcome_name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Stayed { .. } => "stayed",
        Outcome::Founded { .. } => "founded",
        Outcome::Joined { .. } => "joined",
        Outcome::Left => "left",
        Outcome::Elsewhere { .. } => "elsewhere",
        Outcome::NothingDue => "nothing_due",
    }
}

fn is_like(expected: &Value, (number, active, members): &(String, bool, Vec<Value>)) -> bool {
    let wanted: BTreeMap<&str, &Value> = index(expected["members"].as_array());
    let here: BTreeMap<&str, &Value> = index(Some(members));
    let same_number = match &expected["number"] {
        Value::Object(number_is) => match (
            number_is.get("kept"),
            number_is.get("newIn"),
            number_is.get("closed"),
        ) {
            (Some(kept), _, _) => kept.as_str() == Some(number.as_str()) && *active,
            (_, Some(kecamatan), _) => {
                number.starts_with(&kecamatan.as_str().unwrap_or_default().replace('.', "")) && *active
            }
            (_, _, Some(closed)) => closed.as_str() == Some(number.as_str()) && !*active,
            _ => false,
        },
        _ => false,
    };
    same_number && wanted == here
}

fn index(members: Option<&Vec<Value>>) -> BTreeMap<&str, &Value> {
    members
        .into_iter()
        .flatten()
        .filter_map(|member| Some((member["nik"].as_str()?, member)))
        .collect()
}

fn documents_are_there(story: &Story, sample: &Sample) {
    // Rendering may still be under way; what is there must be complete for its party.
    for entry in &story.entries {
        if let Event::DocumentsRendered { documents, .. } = &entry.event {
            assert!(matches!(documents.len(), 1 | 2), "{}", sample.name);
        }
    }
}
