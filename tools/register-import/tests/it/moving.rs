//! People who stand on another card than before.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use register_import::extract::Reason;
use tokio::runtime::Runtime;
use tuntas_domain::household::{Household, HouseholdState, check_recorded};
use tuntas_domain::people::Vital;

use crate::court::{HERS, divorced};
use crate::later::with_family;
use crate::town::{ANI, BUDI, NUMBER, Office, Row, SITI, TODAY, alone, family, married, person};

const OCTOBER: Date = date(2026, 10, 1);
const THEIRS: &str = "3575010710260002";

fn cards(office: &Office) -> Vec<Household> {
    let mut latest: std::collections::BTreeMap<String, Household> = std::collections::BTreeMap::new();
    for item in office.tables.items("register", "HH#") {
        if let Some(body) = item.text_if_present("body") {
            let household: Household = serde_json::from_str(body).unwrap();
            let key = household.id.to_string();
            let newer = latest
                .get(&key)
                .is_none_or(|known| known.version < household.version);
            if newer {
                latest.insert(key, household);
            }
        }
    }
    latest.into_values().collect()
}

/// Everybody is on one active card, and the register knows which.
async fn sound(office: &Office, people: &[&str]) {
    let cards = cards(office);
    for card in &cards {
        check_recorded(card, TODAY).unwrap();
    }
    for nik in people {
        let nik = tuntas_domain::identity::Nik::parse(nik).unwrap();
        let on: Vec<&Household> = cards.iter().filter(|card| card.member(&nik).is_some()).collect();
        assert_eq!(on.len(), 1);
        assert_eq!(office.register.home_of(&nik).await.unwrap().unwrap().id, on[0].id);
    }
}

/// The head has died; his widow heads a card with a new number.
fn after_the_funeral() -> Vec<Row> {
    let mut rows = family();
    rows[0] = rows[0].clone().with("STAT_HIDUP", "2");
    rows[1] = person(SITI, "1")
        .with("NO_KK", THEIRS)
        .with("STAT_KWN", "CERAI MATI");
    rows[2] = rows[2].clone().with("NO_KK", THEIRS);
    rows
}

#[tokio::test]
async fn a_widow_with_a_new_card_leaves_the_number_to_the_dead() {
    let office = with_family().await;
    let figures = office.extract(&after_the_funeral(), OCTOBER).await;
    assert_eq!(
        (figures.new, figures.updated, figures.rejected),
        (1, 1, 0),
        "{figures:?}"
    );
    sound(&office, &[BUDI, SITI, ANI]).await;
    let theirs = office.household(THEIRS).await.unwrap();
    assert_eq!((theirs.version, theirs.members.len()), (1, 2));
    let his = office.household(NUMBER).await.unwrap();
    assert_eq!((his.version, his.members.len()), (2, 1));
    assert_eq!(his.members[0].person.vital, Vital::Deceased);
    let before = office.items();
    let again = office.extract(&after_the_funeral(), OCTOBER).await;
    assert_eq!((again.known, again.rejected), (2, 0));
    assert!(office.items() == before);
}

#[tokio::test]
async fn a_daughter_who_moves_to_another_card_is_never_on_two_and_never_on_none() {
    let office = with_family().await;
    office.extract(&[alone(1)], OCTOBER).await;
    let mut rows = family();
    let groom = alone(1).get("NIK").to_owned();
    rows[2] = married(person(ANI, "3"), "0077/007/X/2026").with("NO_KK", alone(1).get("NO_KK"));
    rows.push(married(alone(1), "0077/007/X/2026"));
    let id = office.citizen(ANI).await.id;
    let figures = office.extract(&rows, OCTOBER).await;
    assert_eq!((figures.updated, figures.rejected), (2, 0), "{figures:?}");
    sound(&office, &[BUDI, SITI, ANI, &groom]).await;
    let ani = office.citizen(ANI).await;
    assert_eq!(ani.id, id);
    assert_eq!(ani.marriages[0].spouse.as_ref().unwrap().as_str(), groom);
}

#[tokio::test]
async fn a_move_of_which_only_one_card_is_told_is_not_made() {
    let office = with_family().await;
    office.extract(&[alone(1)], OCTOBER).await;
    let before = office.items();
    let on_his_card = person(ANI, "11").with("NO_KK", alone(1).get("NO_KK"));
    let figures = office.extract(&[alone(1), on_his_card.clone()], OCTOBER).await;
    assert_eq!(figures.reasons[Reason::PersonElsewhere.code()], 1);
    assert!(office.items() == before);
    // Told on both cards, she is on neither anew.
    let mut rows = family();
    rows.extend([alone(1), on_his_card.clone()]);
    let figures = office.extract(&rows, OCTOBER).await;
    assert_eq!((figures.known, figures.rejected), (1, 1));
    assert!(office.items() == before);
    // Told on two new cards, on none.
    let mut rows: Vec<Row> = family()[..2].to_vec();
    rows.extend([alone(1), on_his_card]);
    rows.extend([alone(2), person(ANI, "11").with("NO_KK", alone(2).get("NO_KK"))]);
    let figures = office.extract(&rows, OCTOBER).await;
    assert_eq!((figures.new, figures.updated, figures.rejected), (0, 0, 3));
    assert!(figures.reasons.contains_key(Reason::MovesWith.code()));
    assert!(office.items() == before);
}

#[tokio::test]
async fn who_is_left_behind_without_a_row_keeps_the_others_here() {
    let office = with_family().await;
    let before = office.items();
    // The head has no row: nobody knows what became of him.
    let rows: Vec<Row> = after_the_funeral().into_iter().skip(1).collect();
    let figures = office.whole_extract(&rows, OCTOBER).await;
    assert_eq!(figures.reasons[Reason::PersonElsewhere.code()], 1);
    assert!(office.items() == before);
}

#[tokio::test]
async fn more_people_than_one_transaction_takes_stay_and_keep_nobody_else_out() {
    let office = with_family().await;
    let dormitory = |number: &str| -> Vec<Row> {
        let everybody = (1..=96).map(|serial| alone(serial).with("NO_KK", number));
        let headed = |(at, row): (usize, Row)| row.with("STAT_HBKEL", if at == 0 { "1" } else { "11" });
        everybody.enumerate().map(headed).collect()
    };
    let first = dormitory(alone(1).get("NO_KK"));
    assert_eq!(office.extract(&first, OCTOBER).await.new, 1);
    let mut rows = dormitory(THEIRS);
    rows.extend(after_the_funeral().into_iter().map(|row| {
        if row.get("NO_KK") == THEIRS {
            row.with("NO_KK", HERS)
        } else {
            row
        }
    }));
    let figures = office.whole_extract(&rows, OCTOBER).await;
    assert_eq!((figures.new, figures.updated, figures.rejected), (1, 1, 1));
    assert_eq!(figures.reasons[Reason::MovesWith.code()], 96);
    assert!(office.household(THEIRS).await.is_none());
    let stays = office.household(alone(1).get("NO_KK")).await.unwrap();
    assert_eq!((stays.version, stays.members.len()), (1, 96));
    sound(&office, &[BUDI, SITI, ANI]).await;
}

#[tokio::test]
async fn nobody_moves_away_from_a_card_that_a_case_changed() {
    let office = with_family().await;
    divorced(&office).await;
    let before = office.items();
    let rows = [person(SITI, "1").with("NO_KK", THEIRS)];
    let figures = office.extract(&rows, date(2026, 11, 1)).await;
    assert_eq!(figures.reasons[Reason::ChangedHere.code()], 1);
    assert!(office.items() == before);
    assert!(office.household(HERS).await.unwrap().state == HouseholdState::Active);
}

/// Eight people as the file has them. The first three head a card each; the others are each on one of five, if any, of which the
/// last two are headed by whoever stands there first.
fn rows(cards: [Option<u16>; 5], dead: u8) -> Vec<Row> {
    let mut headed = std::collections::BTreeSet::new();
    let people = (0..3).map(Some).chain(cards).zip(1..);
    people
        .filter_map(|(card, serial)| {
            let card = card?;
            let alive = dead & (1 << (serial - 1)) == 0;
            Some(
                alone(serial)
                    .with("NO_KK", alone(100 + card).get("NO_KK"))
                    .with("STAT_HBKEL", if headed.insert(card) { "1" } else { "11" })
                    .with("STAT_HIDUP", if alive { "1" } else { "2" }),
            )
        })
        .collect()
}

fn cards_of_five() -> impl Strategy<Value = [Option<u16>; 5]> {
    prop::array::uniform5(prop::option::weighted(0.95, 0..5_u16))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_extracts_say_everybody_is_on_one_card_and_no_version_is_written_over(
        first in prop::array::uniform5((0..3_u16).prop_map(Some)),
        later in prop::collection::vec((cards_of_five(), any::<u8>(), any::<bool>()), 1..4),
    ) {
        Runtime::new().unwrap().block_on(async {
            let office = Office::of(&[]);
            office.extract(&rows(first, 0), OCTOBER).await;
            let people: Vec<String> = (1..=8).map(|serial| alone(serial).get("NIK").to_owned()).collect();
            let people: Vec<&str> = people.iter().map(String::as_str).collect();
            sound(&office, &people).await;
            for (cards, dead, whole) in &later {
                let before = office.tables.items("register", "HH#");
                let rows = rows(*cards, *dead);
                let figures = if *whole {
                    office.whole_extract(&rows, OCTOBER).await
                } else {
                    office.extract(&rows, OCTOBER).await
                };
                assert_eq!(figures.rows, u64::try_from(rows.len()).unwrap());
                sound(&office, &people).await;
                let after = office.tables.items("register", "HH#");
                for version in before.iter().filter(|item| item.has("body")) {
                    assert!(after.contains(version));
                }
                let now = office.items();
                office.extract(&rows, OCTOBER).await;
                assert!(office.items() == now, "the same again changes nothing");
            }
        });
    }
}
