//! What a case may change, and what it may not.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use aws_sdk_dynamodb::Client;
use jiff::civil::{Date, date};
use memory_tables::MemoryTables;
use tuntas_domain::household::{Cause, Household, HouseholdState};
use tuntas_domain::identity::{CaseId, HouseholdId, KecamatanCode, KkNumber, Nik, PersonId};
use tuntas_register::{Arrival, Change, ChangeError, Register, SpoilReason};
use tuntas_tables::{CommitError, Table, Write, commit};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 24);

/// The couple of the first sample household, imported.
struct Town {
    client: Client,
    register: Register,
    home: Household,
}

impl Town {
    async fn new() -> Self {
        let client = MemoryTables::start().await.unwrap().client();
        let register = Register::new(Table::new(client.clone(), "register"));
        let all: Vec<Household> =
            serde_json::from_str(include_str!("../../../events/register/households.json")).unwrap();
        let home = all.into_iter().next().unwrap();
        register.import_household(&home, TODAY).await.unwrap();
        Self {
            client,
            register,
            home,
        }
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        commit(&self.client, writes).await
    }

    fn wife(&self) -> Nik {
        self.home.members[1].person.nik.clone()
    }

    /// The household without the wife.
    fn without_her(&self) -> Household {
        let mut after = next(&self.home);
        after.members.truncate(1);
        after
    }

    /// The wife's own household.
    fn her_own(&self, number: &KkNumber) -> Household {
        let mut own = next(&self.home);
        own.id = HouseholdId(Uuid::from_u128(7));
        own.version = 1;
        own.number = number.clone();
        own.members.remove(0);
        own.members[0].relationship = tuntas_domain::people::Relationship::Head;
        own
    }
}

fn next(household: &Household) -> Household {
    let mut after = household.clone();
    after.version += 1;
    after.cause = Cause::Case(CaseId(Uuid::from_u128(1)));
    after
}

fn nothing() -> Change<'static> {
    Change {
        before: &[],
        after: &[],
        taken: &[],
        by_hand: &[],
        departures: &[],
        arrivals: &[],
        reissued: &[],
    }
}

fn free() -> (KecamatanCode, KkNumber) {
    (
        KecamatanCode::parse("35.75.01").unwrap(),
        KkNumber::parse("3575010510260001").unwrap(),
    )
}

#[tokio::test]
async fn two_changes_of_one_card_have_two_issues() {
    let town = Town::new().await;
    let person = town.home.members[0].person.id;
    for issue in 0..3 {
        assert_eq!(town.register.card_issue(person).await.unwrap(), issue);
        let reissue = |before: u32| {
            town.register
                .change(&Change {
                    reissued: &[(person, before)],
                    ..nothing()
                })
                .unwrap()
        };
        town.commit(reissue(issue)).await.unwrap();
        // Whoever read the issue before that change has to read it again.
        let late = town.commit(reissue(issue)).await;
        assert!(matches!(late, Err(CommitError::Condition { .. })), "{late:?}");
    }
    assert_eq!(town.register.card_issue(person).await.unwrap(), 3);
}

#[tokio::test]
async fn a_number_issued_by_hand_is_recorded_like_any_and_never_free() {
    let town = Town::new().await;
    let (kecamatan, number) = free();
    let by_hand = [number.clone()];
    let own = town.her_own(&number);
    let after = [town.without_her(), own.clone()];
    let change = || {
        town.register
            .change(&Change {
                before: std::slice::from_ref(&town.home),
                after: &after,
                by_hand: &by_hand,
                ..nothing()
            })
            .unwrap()
    };
    // Somebody may have imported it meanwhile.
    town.register.import_number(&kecamatan, &number).await.unwrap();
    town.commit(change()).await.unwrap();
    assert_eq!(town.register.by_number(&number).await.unwrap(), Some(own));
    assert_eq!(town.register.free_numbers(&kecamatan, 10).await.unwrap(), vec![]);
    let again = town.commit(change()).await;
    assert!(matches!(again, Err(CommitError::Condition { .. })), "{again:?}");
}

#[tokio::test]
async fn a_number_issued_by_hand_and_written_off_meanwhile_is_given_to_nobody() {
    let town = Town::new().await;
    let (kecamatan, number) = free();
    let own = town.her_own(&number);
    let change = town
        .register
        .change(&Change {
            before: std::slice::from_ref(&town.home),
            after: &[town.without_her(), own],
            by_hand: std::slice::from_ref(&number),
            ..nothing()
        })
        .unwrap();
    assert!(town.register.may_be_given(&number).await.unwrap());
    // Between reading and writing somebody imports the number and finds it misprinted.
    town.register.import_number(&kecamatan, &number).await.unwrap();
    town.register
        .spoil(&number, SpoilReason::Misprinted, TODAY)
        .await
        .unwrap();
    let late = town.commit(change).await;
    assert!(matches!(late, Err(CommitError::Condition { .. })), "{late:?}");
    assert_eq!(town.register.by_number(&number).await.unwrap(), None);
    assert!(!town.register.may_be_given(&number).await.unwrap());
}

#[tokio::test]
async fn she_founds_a_household_with_a_number_of_the_pool() {
    let town = Town::new().await;
    let (kecamatan, number) = free();
    town.register.import_number(&kecamatan, &number).await.unwrap();
    let own = town.her_own(&number);
    let change = |after: &[Household], taken: &[(KecamatanCode, KkNumber)]| {
        town.register.change(&Change {
            before: std::slice::from_ref(&town.home),
            after,
            taken,
            ..nothing()
        })
    };
    let after = [town.without_her(), own.clone()];
    for taken in [&[][..], &[(kecamatan.clone(), town.home.number.clone())][..]] {
        assert!(matches!(change(&after, taken), Err(ChangeError::NumberNotTaken)));
    }
    let taken = [(kecamatan.clone(), number.clone())];
    assert!(matches!(
        change(&after[..1], &taken),
        Err(ChangeError::NumberNotTaken)
    ));
    town.commit(change(&after, &taken).unwrap()).await.unwrap();
    assert_eq!(town.register.home_of(&town.wife()).await.unwrap(), Some(own));
    assert!(
        town.register
            .free_numbers(&kecamatan, 10)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn who_left_the_city_comes_back_to_the_old_household() {
    let town = Town::new().await;
    let (wife, home) = (town.wife(), &town.home);
    assert_eq!(town.register.departed_from(&wife).await.unwrap(), None);
    let alone = town.without_her();
    let leaving = Change {
        before: std::slice::from_ref(home),
        after: std::slice::from_ref(&alone),
        departures: std::slice::from_ref(&wife),
        ..nothing()
    };
    town.commit(town.register.change(&leaving).unwrap())
        .await
        .unwrap();
    assert_eq!(town.register.home_of(&wife).await.unwrap(), None);
    assert_eq!(town.register.departed_from(&wife).await.unwrap(), Some(home.id));

    let mut together = next(&alone);
    together.members = home.members.clone();
    let coming = |arrivals: &[Arrival]| {
        town.register.change(&Change {
            before: std::slice::from_ref(&alone),
            after: std::slice::from_ref(&together),
            arrivals,
            ..nothing()
        })
    };
    assert!(matches!(coming(&[]), Err(ChangeError::UnknownOrigin(id)) if id == home.id));
    let arrival = Arrival {
        nik: wife.clone(),
        departed_from: home.id,
    };
    let writes = coming(std::slice::from_ref(&arrival)).unwrap();
    town.commit(writes).await.unwrap();
    assert_eq!(
        town.register.home_of(&wife).await.unwrap(),
        Some(together.clone())
    );
    assert_eq!(town.register.departed_from(&wife).await.unwrap(), None);

    // Nobody comes back twice.
    let again = town
        .register
        .change(&Change {
            before: std::slice::from_ref(&alone),
            after: std::slice::from_ref(&town.her_own(&free().1)),
            taken: &[free()],
            arrivals: &[arrival],
            ..nothing()
        })
        .unwrap();
    town.register.import_number(&free().0, &free().1).await.unwrap();
    assert!(matches!(
        town.commit(again).await,
        Err(CommitError::Condition { .. })
    ));
}

#[tokio::test]
async fn somebody_who_stays_may_have_changed_data() {
    let town = Town::new().await;
    let mut after = next(&town.home);
    after.members[1].person.divorced_on = Some(TODAY);
    let change = Change {
        before: std::slice::from_ref(&town.home),
        after: std::slice::from_ref(&after),
        ..nothing()
    };
    town.commit(town.register.change(&change).unwrap()).await.unwrap();
    assert_eq!(town.register.home_of(&town.wife()).await.unwrap(), Some(after));
}

#[tokio::test]
async fn a_closed_household_stays_closed_and_a_number_stays_with_its_household() {
    let town = Town::new().await;
    let mut closed = next(&town.home);
    closed.members.clear();
    closed.state = HouseholdState::Closed;
    let open = next(&closed);
    let mut open = Household {
        state: HouseholdState::Active,
        ..open
    };
    open.members = town.home.members.clone();
    let refused = |before: &[Household], after: &Household| {
        town.register
            .change(&Change {
                before,
                after: std::slice::from_ref(after),
                ..nothing()
            })
            .unwrap_err()
    };
    let id = town.home.id;
    assert!(matches!(refused(&[closed], &open), ChangeError::Reopened(of) if of == id));
    let renumbered = Household {
        number: free().1,
        ..next(&town.home)
    };
    assert!(matches!(
        refused(std::slice::from_ref(&town.home), &renumbered),
        ChangeError::NumberChanged(of) if of == id
    ));
    assert!(matches!(
        refused(&[], &next(&town.home)),
        ChangeError::UnknownBefore(of) if of == id
    ));
}

#[tokio::test]
async fn a_change_too_large_for_one_transaction_says_so() {
    let town = Town::new().await;
    let cards: Vec<(PersonId, u32)> = (0..96).map(|n| (PersonId(Uuid::from_u128(n)), 0)).collect();
    let change = |reissued: &[(PersonId, u32)]| {
        town.register.change(&Change {
            reissued,
            ..nothing()
        })
    };
    assert_eq!(change(&cards[..90]).unwrap().len(), 90);
    assert!(matches!(change(&cards), Err(ChangeError::TooLarge(96))));
}
