//! Messages that come twice, late or after a crash.

use journal_relay::Queue;
use memory_tables::Fate;
use tuntas_domain::case::EventKind;
use tuntas_domain::decree::Choice;
use tuntas_domain::plan::Reversal;

use crate::town::{P, R, Town, address, decree, kecamatan, nik, now};

#[tokio::test]
async fn every_message_again_in_any_order_changes_nothing() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    town.entrust(1, R).await;
    town.carry_on().await;
    town.reverse(Reversal::Annulment).await;
    town.carry_on().await;
    town.print_shop().await;

    let (version, home) = (town.story().await.version(), town.home(&nik(&decree, P)).await);
    for queue in [Queue::Register, Queue::Render] {
        for message in town.messages(queue).await.into_iter().rev() {
            match queue {
                Queue::Register => town.update.handle(message, now()).await.unwrap(),
                _ => town.shop.handle(message, now()).await.unwrap(),
            }
        }
    }
    assert_eq!(town.story().await.version(), version);
    assert_eq!(town.home(&nik(&decree, P)).await, home);
}

#[tokio::test]
async fn a_crash_between_two_changes_is_made_good_by_the_next_delivery() {
    for fate in [Fate::FailsBefore, Fate::AnswerLost] {
        let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
        town.registered(&decree).await;
        town.entrust(1, R).await;
        let choice = Choice::Own {
            address: Some(address("35.75.03.1003")),
        };
        town.choose(R, choice).await;
        let last = town.story().await.version();

        town.tables.next_commits([Fate::Done, fate]);
        let crashed = town.tell_register(last, EventKind::ChoiceMade).await;
        assert!(crashed.is_err(), "{fate:?}");
        town.tell_register(last, EventKind::ChoiceMade).await.unwrap();

        let story = town.story().await;
        assert_eq!(story.count(EventKind::RegisterAmended), 2, "{fate:?}");
        assert_eq!(story.case.amendments, [], "{fate:?}");
        let home = town.home(&nik(&decree, R)).await;
        assert_eq!((home.version, &home.address), (4, &address("35.75.03.1003")));
        let person = home.member(&nik(&decree, R)).unwrap().person.id;
        assert_eq!(
            town.register().card_issue(person).await.unwrap(),
            2,
            "no card is counted twice"
        );
    }
}

#[tokio::test]
async fn a_busy_register_is_asked_again() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.accept(&decree).await;
    town.tables.next_commits([Fate::Contended, Fate::Contended]);
    town.tell_register(1, EventKind::DecreeAccepted).await.unwrap();
    assert_eq!(town.story().await.count(EventKind::RegisterUpdated), 1);
}

#[tokio::test]
async fn a_pool_that_runs_low_is_noticed_when_a_number_is_used() {
    let (town, decree) = (Town::new().await, decree("gugat-with-custody"));
    town.registered(&decree).await;
    let events: Vec<_> = town
        .story()
        .await
        .entries
        .into_iter()
        .map(|entry| entry.event)
        .collect();
    assert_eq!(town.update.low_pools(&events).await.unwrap(), vec![]);
    let plenty = register_update::RegisterUpdate {
        low_water: tuntas_register::LOW_WATER,
        ..town.update.clone()
    };
    assert_eq!(plenty.low_pools(&events).await.unwrap(), [kecamatan("35.75.01")]);
}
