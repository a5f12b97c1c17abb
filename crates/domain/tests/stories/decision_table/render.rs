//! What came of a situation, in words.

use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::Nik;
use tuntas_domain::people::{Person, Vital};
use tuntas_domain::plan::{Draft, Flag, Hold, Numbering, Outcome, Plan};

use super::Row;
use crate::fixtures::*;
use crate::registry::Registry;

/// A situation that the plan answers.
pub(super) fn planned(situation: &'static str, story: &Story, ground: &'static str) -> Row {
    Row {
        situation,
        outcome: match story.plan() {
            Ok(plan) => plan_in_words(story, &plan),
            Err(hold) => hold_in_words(&hold),
        },
        ground,
    }
}

/// A situation after the registration.
pub(super) fn later(situation: &'static str, registry: &Registry, ground: &'static str) -> Row {
    let outcome = match registry.hold() {
        Some(hold) => hold_in_words(hold),
        None => registry.amended.as_ref().map_or_else(
            || "nothing changes".to_owned(),
            |amended| {
                let mut words = drafts_in_words(&amended.drafts, &amended.departures, registry.versions());
                words.extend(amended.flags.iter().map(flag_in_words));
                if words.is_empty() {
                    "nothing changes".to_owned()
                } else {
                    words.join("<br>")
                }
            },
        ),
    };
    Row {
        situation,
        outcome,
        ground,
    }
}

fn plan_in_words(story: &Story, plan: &Plan) -> String {
    let mut words = drafts_in_words(&plan.drafts, &plan.departures, &story.register);
    for (role, outcome) in plan.outcomes.iter() {
        let party = if story.decree.parties[role].name == wati().name {
            "Wati"
        } else {
            "Budi"
        };
        match outcome {
            Outcome::Elsewhere { region } => words.push(format!("notice for {party} to {region}")),
            Outcome::NothingDue => words.push(format!("nothing due to {party}")),
            _ => {}
        }
    }
    if let Some(region) = &plan.marriage_registry {
        words.push(format!("notice of the divorce to the registry of {region}"));
    }
    words.extend(plan.flags.iter().map(flag_in_words));
    words.join("<br>")
}

fn drafts_in_words(drafts: &[Draft], departures: &[Nik], register: &[Household]) -> Vec<String> {
    let mut words: Vec<String> = drafts.iter().map(card_in_words).collect();
    let gone: Vec<String> = departures
        .iter()
        .map(|nik| {
            let person = register
                .iter()
                .flat_map(|home| &home.members)
                .map(|member| &member.person)
                .find(|person| person.nik == *nik);
            let person = person.unwrap();
            let died = if person.vital == Vital::Deceased {
                " (died)"
            } else {
                ""
            };
            format!("{}{died}", called(person))
        })
        .collect();
    if !gone.is_empty() {
        words.push(format!("on no card of the city: {}", gone.join(", ")));
    }
    words
}

fn card_in_words(draft: &Draft) -> String {
    let number = match &draft.numbering {
        Numbering::FromPool(kecamatan) => format!("new ({kecamatan})"),
        Numbering::Keep(number) => {
            let digits = number.as_str();
            let serial = digits[12..].trim_start_matches('0');
            // Issued on the day of the stories, so taken from the pool by the case.
            let serial = if digits[6..12] == *"041021" {
                format!("N{serial}")
            } else {
                serial.to_owned()
            };
            if draft.state == HouseholdState::Closed {
                return format!("closed no. {serial}");
            }
            format!("kept no. {serial}")
        }
    };
    let members: Vec<String> = draft
        .members
        .iter()
        .map(|member| {
            let status = member.person.marital_status.label();
            let relation = member.relationship.label();
            let is_party = [wati().nik, budi().nik].contains(&member.person.nik);
            if is_party {
                let since = member.person.marital_date().map_or_else(String::new, |date| {
                    format!(" {}", tuntas_domain::calendar::on_forms(date))
                });
                format!("{} {relation}, {status}{since}", called(&member.person))
            } else {
                format!("{} {relation}", called(&member.person))
            }
        })
        .collect();
    format!("{number}: {}", members.join("; "))
}

fn called(person: &Person) -> String {
    person.name.as_str().trim_start_matches("Contoh ").to_owned()
}

fn flag_in_words(flag: &Flag) -> String {
    let stored = serde_json::to_value(flag).unwrap();
    format!("flag `{}`", stored["flag"].as_str().unwrap())
}

fn hold_in_words(hold: &Hold) -> String {
    let allowed: Vec<String> = hold.allowed().iter().map(|code| format!("`{code}`")).collect();
    format!("held: `{}`; may be decided: {}", hold.code(), allowed.join(", "))
}
