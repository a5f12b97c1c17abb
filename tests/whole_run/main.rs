//! What the whole run has left behind: nothing lost, nothing leaked, and nothing that a replay could change.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod aid;
mod days;

use std::collections::{BTreeMap, BTreeSet};

use journal_relay::{Queue, route};
use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::household::{Household, check_register};
use tuntas_domain::identity::CaseId;
use tuntas_journal::Message;
use tuntas_tests::{Sample, Town};

/// A generator for shuffling, small and seeded, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (sides as u64)).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.roll(last + 1));
        }
    }
}

const SEED: u64 = 0x7075_6174_7361;
const REPLAYS: usize = 200;

/// All cases of the run.
async fn cases(town: &Town) -> BTreeSet<CaseId> {
    town.picture("CasesTable")
        .await
        .iter()
        .filter_map(|item| item.split("pk=S(\"CASE#").nth(1)?.split('"').next()?.parse().ok())
        .collect()
}

/// Queues that the relay tells an event to.
fn queues(event: &Event) -> impl Iterator<Item = &'static str> {
    route(event).iter().map(|queue| match queue {
        Queue::Register => "RegisterQueueUrl",
        Queue::Render => "RenderQueueUrl",
        Queue::Courier => "CourierQueueUrl",
        Queue::Aid => "AidQueueUrl",
    })
}

#[tokio::test]
async fn the_run_left_a_right_register_and_nothing_of_it_leaked() {
    let town = Town::open().await;
    town.wait_until_idle().await;
    let cases = cases(&town).await;
    assert!(
        cases.len() >= Sample::all().len(),
        "the stories ran first: {} cases",
        cases.len()
    );
    the_register_is_right(&town).await;
    nothing_leaked(&town, &cases).await;
    days::add_up(&town, &cases).await;
    replays_change_nothing(&town, &cases).await;
    an_empty_pool_holds_and_a_new_number_carries_on(&town).await;
    the_register_is_right(&town).await;
}

/// A couple whose sample was held for its name: spelled right, and under a ruling of its own, it can be planned.
fn decree_of_a_spare_couple() -> Value {
    let mut decree = Sample::named("name-mismatch").decree;
    let register = Sample::register();
    decree["caseNumber"] = json!("9201/Pdt.G/2026/PA.Pas");
    decree["reference"] = json!("POOL-9201");
    decree["finality"]["akta"]["number"] = json!("9201/AC/2026/PA.Pas");
    for role in ["petitioner", "respondent"] {
        let nik = decree[role]["nik"].clone();
        let member = register
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|household| household["members"].as_array().unwrap())
            .find(|member| member["person"]["nik"] == nik)
            .unwrap();
        decree[role]["name"] = member["person"]["name"].clone();
    }
    decree
}

async fn an_empty_pool_holds_and_a_new_number_carries_on(town: &Town) {
    town.shorten_visibility("RegisterQueueUrl").await;
    let taken_away = town.empty_pools().await;
    assert!(!taken_away.is_empty());
    let case = town.decree(&decree_of_a_spare_couple()).await;
    let held = town.wait_for_stage(case, "held").await;
    assert_eq!(held["hold"]["code"], "number_pool_empty");
    assert!(
        town.story(case).await.first(EventKind::RegisterUpdated).is_none(),
        "a number was made up"
    );
    // The operator imports numbers; the message that could not be done comes again, from the queue or a redrive.
    town.refill_pools(&taken_away).await;
    let message = Message {
        case_id: case,
        seq: 1,
        kind: EventKind::DecreeAccepted,
    };
    town.send("RegisterQueueUrl", &serde_json::to_string(&message).unwrap())
        .await;
    town.wait_for_stage(case, "registered").await;
    town.wait_until_idle().await;
}

async fn the_register_is_right(town: &Town) {
    let mut latest: BTreeMap<String, Household> = BTreeMap::new();
    for item in town.items("RegisterTable", "V#").await {
        let household: Household = serde_json::from_str(item.text("body").unwrap()).unwrap();
        let id = household.id.to_string();
        if latest
            .get(&id)
            .is_none_or(|known| known.version < household.version)
        {
            latest.insert(id, household);
        }
    }
    let today = jiff::civil::date(2026, 11, 24);
    assert_eq!(check_register(latest.values(), today), Ok(()));
    for household in latest.values() {
        for member in &household.members {
            let home = town
                .register()
                .home_of(&member.person.nik)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(
                home.id, household.id,
                "a person's pointer leads to another household"
            );
        }
    }
}

async fn nothing_leaked(town: &Town, cases: &BTreeSet<CaseId>) {
    let secrets = Sample::personal_data();
    assert!(
        secrets.len() > 100,
        "the samples hold {} personal texts",
        secrets.len()
    );
    let leak = |place: &str, text: &str| {
        for secret in &secrets {
            assert!(
                !text.contains(secret.as_str()),
                "{place} holds personal data ({} characters)",
                secret.len()
            );
        }
    };
    for item in town.picture("CasesTable").await {
        leak("an item of the journal's table", &item);
    }
    for case in cases {
        for entry in &town.story(*case).await.entries {
            let message = Message {
                case_id: *case,
                seq: entry.seq,
                kind: entry.event.kind(),
            };
            leak("a queue message", &serde_json::to_string(&message).unwrap());
        }
    }
    for queue in [
        "RegisterDlqUrl",
        "RenderDlqUrl",
        "CourierDlqUrl",
        "AidDlqUrl",
        "DocumentDlqUrl",
        "BatchDlqUrl",
        "RelayDlqUrl",
        "InvokeDlqUrl",
    ] {
        for message in town.peek(queue).await {
            leak(queue, &message);
        }
    }
    let mut lines = 0;
    for (group, line) in town.log_lines().await {
        lines += 1;
        leak(&group, &line);
    }
    assert!(lines > 50, "only {lines} log lines were found to look through");
}

async fn replays_change_nothing(town: &Town, cases: &BTreeSet<CaseId>) {
    let mut stories = Vec::new();
    for case in cases {
        let story = town.story(*case).await;
        let messages: Vec<(&'static str, String)> = story
            .entries
            .iter()
            .flat_map(|entry| {
                let message = Message {
                    case_id: *case,
                    seq: entry.seq,
                    kind: entry.event.kind(),
                };
                let message = serde_json::to_string(&message).unwrap();
                queues(&entry.event).map(move |queue| (queue, message.clone()))
            })
            .collect();
        if story.first(EventKind::RegisterUpdated).is_some() || story.first(EventKind::Held).is_some() {
            stories.push(messages);
        }
    }
    assert!(
        stories.len() >= 10,
        "{} cases went beyond their acceptance",
        stories.len()
    );
    let before = town.everything().await;
    let orders = town.courier_orders().await;
    let mut dice = Dice(SEED);
    let mut batches: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for round in 0..REPLAYS {
        // Every case gets its turn; each replay doubles some messages and shuffles all.
        let mut replay = stories[round % stories.len()].clone();
        for _ in 0..=dice.roll(3) {
            let double = replay[dice.roll(replay.len())].clone();
            replay.push(double);
        }
        dice.shuffle(&mut replay);
        for (queue, message) in replay {
            batches.entry(queue).or_default().push(message);
        }
    }
    for (queue, mut messages) in batches {
        dice.shuffle(&mut messages);
        town.send_all(queue, &messages).await;
    }
    town.wait_until_idle().await;
    let after = town.everything().await;
    for (place, items) in &before {
        let now = &after[place];
        let added: Vec<&String> = now.iter().filter(|item| !items.contains(item)).collect();
        assert!(
            added.is_empty() && now.len() == items.len(),
            "replays changed {place}: {} items (seed {SEED})",
            added.len()
        );
    }
    assert_eq!(
        town.courier_orders().await,
        orders,
        "replays booked another courier (seed {SEED})"
    );
}
