//! What becomes of the numbers that SIAK issues.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use jiff::civil::{Date, date};
use memory_tables::MemoryTables;
use proptest::prelude::*;
use tuntas_domain::household::{Cause, Household};
use tuntas_domain::identity::{CaseId, HouseholdId, KecamatanCode, KkNumber};
use tuntas_register::{
    Block, Change, Intake, Issue, Letter, Reconciliation, Register, SpoilError, SpoilReason, Spoiled, Tally,
    Why,
};
use tuntas_tables::{Database, Item, Table, Write, commit};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 24);

struct Office {
    database: Database,
    register: Register,
}

impl Office {
    async fn open() -> Self {
        let database = Database::from(MemoryTables::start().await.unwrap().client());
        let register = Register::new(Table::new(&database, "register"));
        Self { database, register }
    }

    async fn issue(&self, serials: std::ops::RangeInclusive<u16>, letter: &str) -> Intake {
        let issue = Issue {
            letter: Some(Letter::parse(letter).unwrap()),
            at: TODAY,
        };
        let block = Block::new(&kecamatan(), &number(*serials.start()), &number(*serials.end())).unwrap();
        let numbers: Vec<KkNumber> = block.numbers().collect();
        self.register.import_issued(&numbers, &issue).await.unwrap()
    }

    /// A case founds a household with a number of the pool; whether it got it.
    async fn take(&self, serial: u16) -> bool {
        self.found(serial, &[(kecamatan(), number(serial))], &[]).await
    }

    async fn found(&self, serial: u16, taken: &[(KecamatanCode, KkNumber)], by_hand: &[KkNumber]) -> bool {
        let after = founded(serial);
        let writes = self
            .register
            .change(&Change {
                before: &[],
                after: &[after],
                taken,
                by_hand,
                departures: &[],
                arrivals: &[],
                reissued: &[],
            })
            .unwrap();
        commit(&self.database, writes).await.is_ok()
    }

    async fn spoil(&self, serial: u16, reason: SpoilReason) -> Result<Spoiled, SpoilError> {
        self.register.spoil(&number(serial), reason, TODAY).await
    }

    /// Someone writes into the table by hand.
    async fn by_hand(&self, write: Write) {
        commit(&self.database, vec![write]).await.unwrap();
    }

    async fn free(&self) -> Vec<KkNumber> {
        self.register.free_numbers(&kecamatan(), 1_000).await.unwrap()
    }

    async fn account(&self, strict: bool) -> Reconciliation {
        self.register.reconcile(&kecamatan(), strict).await.unwrap()
    }
}

fn kecamatan() -> KecamatanCode {
    KecamatanCode::parse("35.75.01").unwrap()
}

fn number(serial: u16) -> KkNumber {
    KkNumber::parse(&format!("357501051026{serial:04}")).unwrap()
}

/// A household of nobody, as only a test may have: the number is what matters here.
fn founded(serial: u16) -> Household {
    let all: Vec<Household> =
        serde_json::from_str(include_str!("../../../events/register/households.json")).unwrap();
    let mut household = all.into_iter().next().unwrap();
    household.id = HouseholdId(Uuid::from_u128(u128::from(serial)));
    household.number = number(serial);
    household.cause = Cause::Case(CaseId(Uuid::from_u128(1)));
    household.members.clear();
    household
}

#[tokio::test]
async fn a_block_is_put_in_once() {
    let office = Office::open().await;
    let new = office.issue(1..=100, "470/1").await;
    assert_eq!((new.new, new.recorded, new.known), (100, 0, 0));
    // A second letter that overlaps the first adds what is new.
    let more = office.issue(91..=130, "470/2").await;
    assert_eq!((more.new, more.recorded, more.known), (30, 0, 10));
    assert_eq!(office.free().await.len(), 130);
    let account = office.account(true).await;
    let issued = |letter: &str| account.by_letter[&Some(letter.to_owned())].issued;
    assert_eq!((issued("470/1"), issued("470/2")), (100, 30));
}

#[tokio::test]
async fn a_number_that_left_the_pool_never_comes_back() {
    let office = Office::open().await;
    office.issue(1..=3, "470/1").await;
    assert!(office.take(1).await);
    office.spoil(2, SpoilReason::Misprinted).await.unwrap();
    let again = office.issue(1..=3, "470/1").await;
    assert_eq!((again.new, again.recorded, again.known), (0, 0, 3));
    office
        .register
        .import_number(&kecamatan(), &number(2))
        .await
        .unwrap();
    assert_eq!(office.free().await, [number(3)]);
    assert!(!office.take(1).await);
    assert!(!office.take(2).await);
}

#[tokio::test]
async fn a_number_is_written_off_once_and_never_in_use() {
    let office = Office::open().await;
    office.issue(1..=2, "470/1").await;
    assert_eq!(
        office.spoil(1, SpoilReason::WithdrawnBySiak).await.unwrap(),
        Spoiled::New
    );
    // The first reason stays.
    assert_eq!(
        office.spoil(1, SpoilReason::Misprinted).await.unwrap(),
        Spoiled::Known(SpoilReason::WithdrawnBySiak)
    );
    assert!(office.take(2).await);
    assert!(matches!(
        office.spoil(2, SpoilReason::Misprinted).await,
        Err(SpoilError::InUse)
    ));
    assert!(matches!(
        office.spoil(3, SpoilReason::Misprinted).await,
        Err(SpoilError::NotFree)
    ));
}

#[tokio::test]
async fn the_stock_runs_low_before_it_is_empty() {
    let office = Office::open().await;
    for (serials, free, low) in [(1..=4, 4, true), (5..=5, 5, false), (6..=90, 5, false)] {
        office.issue(serials, "470/1").await;
        let stock = office.register.stock(&kecamatan(), 5).await.unwrap();
        assert_eq!((stock.free, stock.is_low()), (free, low));
    }
    let other = KecamatanCode::parse("35.75.02").unwrap();
    assert!(office.register.stock(&other, 5).await.unwrap().is_low());
    assert!(!office.register.stock(&other, 0).await.unwrap().is_low());
}

#[tokio::test]
async fn every_number_has_an_explanation() {
    let office = Office::open().await;
    office.issue(1..=10, "470/1").await;
    office.take(1).await;
    office.take(2).await;
    office.spoil(3, SpoilReason::Misprinted).await.unwrap();
    // The office used one directly in SIAK; the next extract brings it as an imported household.
    office.spoil(4, SpoilReason::UsedOutside).await.unwrap();
    office.by_hand(held_by(4, 4)).await;
    // An officer gave one to a case that was not in the pool.
    assert!(office.found(11, &[], &[number(11)]).await);
    let account = office.account(true).await;
    assert_eq!(account.unexplained, []);
    assert_eq!(
        account.total,
        Tally {
            issued: 11,
            free: 6,
            used: 3,
            spoiled: 2,
            unexplained: 0
        }
    );
    assert_eq!(account.by_letter[&None].used, 1);
    // Its letter comes later.
    assert_eq!(office.issue(11..=11, "470/2").await.recorded, 1);
    assert_eq!(
        office.account(true).await.by_letter[&Some("470/2".to_owned())].used,
        1
    );
}

fn held_by(serial: u16, household: u128) -> Write {
    let holder = HouseholdId(Uuid::from_u128(household)).to_string();
    Write::create(
        "register",
        Item::new(format!("KK#{}", number(serial)), "HEAD").with("household", holder),
    )
}

fn free_by_hand(serial: u16) -> Write {
    Write::create("register", Item::new("POOL#35.75.01", number(serial).as_str()))
}

fn deleted(pk: String, sk: &str) -> Write {
    Write::Delete {
        table: "register".to_owned(),
        key: tuntas_tables::Key::new(pk, sk),
        expect: tuntas_tables::Expect::Present,
    }
}

#[tokio::test]
async fn what_was_written_by_hand_comes_to_light() {
    let office = Office::open().await;
    office.issue(1..=6, "470/1").await;
    // Free and used.
    office.by_hand(held_by(1, 1)).await;
    // Gone from the pool without a trace.
    office
        .by_hand(deleted("POOL#35.75.01".to_owned(), number(2).as_str()))
        .await;
    // Written off, and free again.
    office.spoil(3, SpoilReason::Misprinted).await.unwrap();
    office.by_hand(free_by_hand(3)).await;
    // Written off, and used.
    office.spoil(4, SpoilReason::WithdrawnBySiak).await.unwrap();
    office.by_hand(held_by(4, 4)).await;
    // Taken by one household, held by another.
    office.take(5).await;
    office.by_hand(deleted(format!("KK#{}", number(5)), "HEAD")).await;
    office.by_hand(held_by(5, 77)).await;
    // Slipped into the pool, and a case founded a household with it.
    office.by_hand(free_by_hand(7)).await;
    office.take(7).await;

    let account = office.account(true).await;
    let found: Vec<_> = account
        .unexplained
        .iter()
        .map(|wrong| (wrong.number.clone(), wrong.why))
        .collect();
    assert_eq!(
        found,
        [
            (number(1), Why::FreeAndUsed),
            (number(2), Why::Lost),
            (number(3), Why::FreeAndSpoiled),
            (number(4), Why::UsedAndSpoiled),
            (number(5), Why::OtherHolder),
            (number(7), Why::NeverIssued),
        ]
    );
    let mut every: Vec<Why> = account.unexplained.iter().map(|wrong| wrong.why).collect();
    every.sort();
    assert_eq!(every, Why::ALL);
    assert_eq!((account.total.issued, account.total.unexplained), (7, 6));
}

#[tokio::test]
async fn numbers_from_before_issues_were_recorded_count_as_issued_until_their_list_comes_again() {
    let office = Office::open().await;
    for serial in 1..=3 {
        office
            .register
            .import_number(&kecamatan(), &number(serial))
            .await
            .unwrap();
    }
    office.take(1).await;
    office.spoil(2, SpoilReason::Misprinted).await.unwrap();
    let account = office.account(false).await;
    assert_eq!(account.unexplained, []);
    assert_eq!(account.by_letter[&None], account.total);
    assert_eq!(
        account.total,
        Tally {
            issued: 3,
            free: 1,
            used: 1,
            spoiled: 1,
            unexplained: 0
        }
    );
    assert_eq!(office.account(true).await.total.unexplained, 3);

    let again = office.issue(1..=3, "470/1").await;
    assert_eq!((again.new, again.recorded, again.known), (0, 3, 0));
    let account = office.account(true).await;
    assert_eq!(account.unexplained, []);
    assert_eq!(account.by_letter[&Some("470/1".to_owned())], account.total);
    assert_eq!(office.free().await, [number(3)]);
}

#[derive(Debug, Clone, Copy)]
enum Deed {
    Issue(u16),
    Unrecorded(u16),
    Take(u16),
    Spoil(u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    (0..4_u8, 1..4_u16).prop_map(|(kind, serial)| match kind {
        0 => Deed::Issue(serial),
        1 => Deed::Unrecorded(serial),
        2 => Deed::Take(serial),
        _ => Deed::Spoil(serial),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Operators and cases at work on the same few numbers, all at once.
    #[test]
    fn a_number_is_never_free_and_in_use(deeds in prop::collection::vec(deed(), 1..24)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let office = std::sync::Arc::new(Office::open().await);
            let running: Vec<_> = deeds
                .iter()
                .copied()
                .map(|deed| {
                    let office = std::sync::Arc::clone(&office);
                    tokio::spawn(async move {
                        match deed {
                            Deed::Issue(serial) => {
                                office.issue(serial..=serial, "470/1").await;
                            }
                            Deed::Unrecorded(serial) => {
                                let number = number(serial);
                                office.register.import_number(&kecamatan(), &number).await.unwrap();
                            }
                            Deed::Take(serial) => {
                                office.take(serial).await;
                            }
                            Deed::Spoil(serial) => {
                                let _ = office.spoil(serial, SpoilReason::Misprinted).await;
                            }
                        }
                    })
                })
                .collect();
            for deed in running {
                deed.await.unwrap();
            }
            let account = office.account(false).await;
            assert_eq!(account.unexplained, []);
            let total = account.total;
            assert_eq!(total.issued, total.free + total.used + total.spoiled);
        });
    }
}
