//! What an extract of SIAK says, as the next versions of households.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use jiff::civil::{Date, date};
use memory_tables::DirectTables;
use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik};
use tuntas_domain::people::{Relationship, Vital};
use tuntas_register::{Extract, ImportError, Recorded, Register, Whereabouts};
use tuntas_tables::Table;
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 24);

fn register(tables: &DirectTables) -> Register {
    Register::new(Table::new(tables.database(), "register"))
}

fn extract(as_of: Date) -> Extract {
    Extract {
        as_of,
        fingerprint: "1-ab".to_owned(),
    }
}

fn household() -> Household {
    let all: Vec<Household> =
        serde_json::from_str(include_str!("../../../events/register/households.json")).unwrap();
    all.into_iter().next().unwrap()
}

fn next(household: &Household) -> Household {
    Household {
        version: household.version + 1,
        ..household.clone()
    }
}

/// A card that the second member founds.
fn own_card(of: &Household) -> Household {
    let mut card = Household {
        id: HouseholdId(Uuid::from_u128(1)),
        number: KkNumber::parse("3575011201170099").unwrap(),
        ..of.clone()
    };
    card.members = vec![of.members[1].clone()];
    card.members[0].relationship = Relationship::Head;
    card
}

async fn record(register: &Register, before: &[Household], after: &[Household]) -> Result<bool, ImportError> {
    let recorded = Recorded { before, after };
    register
        .record(recorded, &extract(date(2026, 10, 1)), TODAY)
        .await
}

#[tokio::test]
async fn a_version_says_which_extract_it_came_from_and_the_one_before_stays() {
    let register = register(&DirectTables::new());
    let first = household();
    register.import_household(&first, TODAY).await.unwrap();
    let mut second = next(&first);
    second.members[0].person.vital = Vital::Deceased;
    assert!(
        record(
            &register,
            std::slice::from_ref(&first),
            std::slice::from_ref(&second)
        )
        .await
        .unwrap()
    );
    assert_eq!(register.version(first.id, 1).await.unwrap().unwrap(), first);
    assert_eq!(register.by_number(&first.number).await.unwrap().unwrap(), second);
    assert_eq!(register.extract_of(first.id, 1).await.unwrap(), None);
    let told = register.extract_of(first.id, 2).await.unwrap();
    assert_eq!(told, Some(extract(date(2026, 10, 1))));
    // Whoever read the version before writes nothing.
    let late = next(&first);
    assert!(
        !record(&register, std::slice::from_ref(&first), &[late])
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn nobody_is_lost_and_nobody_is_doubled() {
    let tables = DirectTables::new();
    let register = register(&tables);
    let first = household();
    register.import_household(&first, TODAY).await.unwrap();
    let before = tables.items("register", "");
    let mut without = next(&first);
    without.members.pop();
    let refused = record(&register, std::slice::from_ref(&first), &[without]).await;
    assert!(matches!(refused, Err(ImportError::PersonLost(id)) if id == first.id));
    let refused = record(
        &register,
        std::slice::from_ref(&first),
        &[next(&first), own_card(&first)],
    )
    .await;
    assert!(matches!(refused, Err(ImportError::PersonTwice(_))));
    let reopened = record(&register, &[], &[next(&first)]).await;
    assert!(matches!(reopened, Err(ImportError::Change(_))));
    let mut headless = next(&first);
    headless.members[0].relationship = Relationship::Other;
    let refused = record(&register, std::slice::from_ref(&first), &[headless]).await;
    assert!(matches!(refused, Err(ImportError::Breach { .. })));
    assert!(tables.items("register", "") == before);
}

#[tokio::test]
async fn who_moves_is_on_the_other_card_and_the_number_is_no_more_free() {
    let register = register(&DirectTables::new());
    let first = household();
    register.import_household(&first, TODAY).await.unwrap();
    let own = own_card(&first);
    let kecamatan = KecamatanCode::issuing(&own.number);
    register.import_number(&kecamatan, &own.number).await.unwrap();
    let mut left = next(&first);
    left.members.remove(1);
    assert!(
        record(&register, std::slice::from_ref(&first), &[left, own.clone()])
            .await
            .unwrap()
    );
    let mover = &own.members[0].person.nik;
    assert_eq!(
        register.whereabouts(mover).await.unwrap(),
        Whereabouts::At(own.id)
    );
    assert!(register.free_numbers(&kecamatan, 5).await.unwrap().is_empty());
    let nobody = Nik::parse("3575010101800009").unwrap();
    assert_eq!(register.whereabouts(&nobody).await.unwrap(), Whereabouts::Nowhere);
    // And back: her own card is closed for ever.
    let home = register.by_number(&first.number).await.unwrap().unwrap();
    let mut back = next(&home);
    back.members.push(first.members[1].clone());
    let closed = Household {
        members: Vec::new(),
        state: HouseholdState::Closed,
        ..next(&own)
    };
    assert!(
        record(&register, &[home, own], &[back, closed.clone()])
            .await
            .unwrap()
    );
    let mut open = next(&closed);
    open.state = HouseholdState::Active;
    open.members = vec![first.members[0].clone()];
    let refused = record(&register, &[closed], &[open]).await;
    assert!(matches!(refused, Err(ImportError::Change(_))));
}

#[tokio::test]
async fn the_newest_extract_is_remembered() {
    let register = register(&DirectTables::new());
    let (september, october) = (date(2026, 9, 1), date(2026, 10, 1));
    assert_eq!(register.begin_extract(september).await.unwrap(), None);
    assert_eq!(register.begin_extract(october).await.unwrap(), None);
    assert_eq!(
        register.begin_extract(october).await.unwrap(),
        None,
        "the same again"
    );
    assert_eq!(register.begin_extract(september).await.unwrap(), Some(october));
}
