//! Taking over a register, in whatever order the files come.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at a broken assumption"
)]

use jiff::civil::{Date, date};
use memory_tables::MemoryTables;
use tuntas_domain::household::{Household, Member};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik};
use tuntas_register::{Change, Conflict, ImportError, Imported, MEMBERS_AT_MOST, Register};
use tuntas_tables::{Database, Table, commit};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 24);

fn household() -> Household {
    let all: Vec<Household> =
        serde_json::from_str(include_str!("../../../events/register/households.json")).unwrap();
    all.into_iter().next().unwrap()
}

/// Another household, of the same people unless told otherwise.
fn another() -> Household {
    Household {
        id: HouseholdId(Uuid::from_u128(1)),
        number: KkNumber::parse("3575011201170099").unwrap(),
        ..household()
    }
}

async fn database() -> Database {
    MemoryTables::start().await.unwrap().client().into()
}

fn register(database: &Database) -> Register {
    Register::new(Table::new(database, "register"))
}

async fn conflict(register: &Register, household: &Household) -> Conflict {
    match register.import_household(household, TODAY).await {
        Err(ImportError::Conflict {
            conflict,
            household: id,
        }) if id == household.id => conflict,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_number_in_use_is_never_free() {
    let household = household();
    let kecamatan = KecamatanCode::issuing(&household.number);
    for household_first in [true, false] {
        let register = register(&database().await);
        if household_first {
            register.import_household(&household, TODAY).await.unwrap();
        }
        register
            .import_number(&kecamatan, &household.number)
            .await
            .unwrap();
        if !household_first {
            let imported = register.import_household(&household, TODAY).await.unwrap();
            assert_eq!(imported, Imported::New);
        }
        let free = register.free_numbers(&kecamatan, 10).await.unwrap();
        assert!(free.is_empty(), "household first: {household_first}");
    }
}

#[tokio::test]
async fn a_later_version_is_refused_instead_of_passed_over() {
    let later = Household {
        version: 2,
        ..household()
    };
    let refused = register(&database().await).import_household(&later, TODAY).await;
    assert!(matches!(refused, Err(ImportError::NotTheFirst(id)) if id == later.id));
}

#[tokio::test]
async fn a_household_that_is_there_is_known_whatever_became_of_it() {
    let database = database().await;
    let register = register(&database);
    let before = household();
    register.import_household(&before, TODAY).await.unwrap();
    assert_eq!(
        register.import_household(&before, TODAY).await.unwrap(),
        Imported::Known
    );
    let mut after = before.clone();
    after.version = 2;
    let gone = after.members.pop().unwrap().person.nik;
    let change = Change {
        before: std::slice::from_ref(&before),
        after: std::slice::from_ref(&after),
        taken: &[],
        by_hand: &[],
        departures: std::slice::from_ref(&gone),
        arrivals: &[],
        reissued: &[],
    };
    commit(&database, register.change(&change).unwrap())
        .await
        .unwrap();
    assert_eq!(
        register.import_household(&before, TODAY).await.unwrap(),
        Imported::Known
    );
    assert_eq!(register.home_of(&gone).await.unwrap(), None);

    // Who left the city does not come back by an old extract.
    let mut alone = another();
    alone.members.rotate_left(1);
    alone.members.truncate(1);
    alone.members[0].relationship = tuntas_domain::people::Relationship::Head;
    assert_eq!(conflict(&register, &alone).await, Conflict::PersonDeparted(0));
}

#[tokio::test]
async fn what_stands_in_the_way_is_named() {
    let register = register(&database().await);
    let first = household();
    register.import_household(&first, TODAY).await.unwrap();

    let mut differs = first.clone();
    differs.address.street = tuntas_domain::people::Text::parse("Jl. Contoh Lain").unwrap();
    assert_eq!(conflict(&register, &differs).await, Conflict::Differs);

    let mut twice = another();
    twice.number = first.number.clone();
    assert_eq!(conflict(&register, &twice).await, Conflict::NumberTaken);

    let mut elsewhere = another();
    elsewhere.members[0].person.nik = Nik::parse("3575010101800001").unwrap();
    assert_eq!(
        conflict(&register, &elsewhere).await,
        Conflict::PersonElsewhere(1)
    );
    // Nothing of it was written.
    assert_eq!(register.by_number(&elsewhere.number).await.unwrap(), None);
    assert_eq!(
        register.home_of(&elsewhere.members[0].person.nik).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_household_too_large_for_one_transaction_says_so() {
    let register = register(&database().await);
    let mut crowd = household();
    let last = crowd.members[1].clone();
    crowd.members.truncate(1);
    crowd.members.extend((1..MEMBERS_AT_MOST).map(|serial| {
        let mut member = Member {
            relationship: tuntas_domain::people::Relationship::Other,
            ..last.clone()
        };
        member.person.nik = Nik::parse(&format!("357501010180{:04}", serial + 1)).unwrap();
        member
    }));
    assert_eq!(
        register.import_household(&crowd, TODAY).await.unwrap(),
        Imported::New
    );
    let mut larger = another();
    larger.members = crowd.members;
    larger.members.push(last);
    assert!(matches!(
        register.import_household(&larger, TODAY).await,
        Err(ImportError::TooLarge(_))
    ));
}

#[tokio::test]
async fn a_register_derives_its_identifiers_from_one_namespace_for_ever() {
    let register = register(&database().await);
    let first = Uuid::from_u128(1);
    assert_eq!(register.import_namespace(first).await.unwrap(), first);
    assert_eq!(
        register.import_namespace(Uuid::from_u128(2)).await.unwrap(),
        first
    );
}
