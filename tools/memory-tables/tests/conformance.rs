//! Both kinds of tables keep the rules of DynamoDB's transactions, so that what is tried on the quick one holds on the
//! other.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use memory_tables::{DirectTables, Fate, MemoryTables};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tuntas_tables::{CommitError, Database, Expect, Item, Key, Table, Write, commit};

const TABLE: &str = "table";

/// Tables and how fate is told to them.
struct Kind {
    name: &'static str,
    database: Database,
    decide: Box<dyn Fn(Vec<Fate>)>,
}

async fn kinds() -> [Kind; 2] {
    let served = MemoryTables::start().await.unwrap();
    let direct = DirectTables::new();
    [
        Kind {
            name: "served",
            database: served.client().into(),
            decide: Box::new(move |fates| served.next_commits(fates)),
        },
        Kind {
            name: "direct",
            database: direct.database(),
            decide: Box::new(move |fates| {
                let mut fates = fates.into_iter();
                direct.decide_with(move |_| fates.next().unwrap_or(Fate::Done));
            }),
        },
    ]
}

/// What a commit came to, in one word, and which writes were to blame.
fn outcome(result: Result<(), CommitError>) -> (&'static str, Vec<usize>) {
    match result {
        Ok(()) => ("done", vec![]),
        Err(CommitError::Condition { failed }) => ("condition", failed),
        Err(CommitError::Contended) => ("contended", vec![]),
        Err(CommitError::TooLarge(_)) => ("too large", vec![]),
        Err(CommitError::SameItemTwice) => ("same item twice", vec![]),
        Err(CommitError::Unavailable(_)) => ("unavailable", vec![]),
    }
}

fn item(sk: &str) -> Item {
    Item::new("p", sk)
}

fn create(sk: &str) -> Write {
    Write::create(TABLE, item(sk))
}

fn put(item: Item, expect: Expect) -> Write {
    Write::Put {
        table: TABLE.to_owned(),
        item,
        expect,
    }
}

fn check(sk: &str, expect: Expect) -> Write {
    Write::Check {
        table: TABLE.to_owned(),
        key: Key::new("p", sk),
        expect,
    }
}

fn delete(sk: &str, expect: Expect) -> Write {
    Write::Delete {
        table: TABLE.to_owned(),
        key: Key::new("p", sk),
        expect,
    }
}

fn update(sk: &str, set: Item, remove: Vec<&'static str>, add: Option<i64>, expect: Expect) -> Write {
    Write::Update {
        table: TABLE.to_owned(),
        key: Key::new("p", sk),
        set,
        remove,
        add: add.map(|amount| ("n", amount)),
        expect,
    }
}

async fn keys(database: &Database) -> Vec<String> {
    let items = Table::new(database, TABLE).all("p", "").await.unwrap();
    items
        .iter()
        .map(|item| item.text("sk").unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_transaction_is_done_whole_or_not_at_all_and_names_what_did_not_hold() {
    for Kind { name, database, .. } in kinds().await {
        commit(&database, vec![create("a"), create("b")]).await.unwrap();
        let tried = commit(
            &database,
            vec![create("c"), create("a"), create("d"), create("b")],
        )
        .await;
        assert_eq!(outcome(tried), ("condition", vec![1, 3]), "{name}");
        assert_eq!(keys(&database).await, ["a", "b"], "{name}");
    }
}

#[tokio::test]
async fn every_condition_is_asked() {
    for Kind { name, database, .. } in kinds().await {
        let there = item("a").with("t", "x").with_number("n", 3);
        commit(&database, vec![put(there, Expect::Anything)])
            .await
            .unwrap();
        let conditions = [
            (Expect::Absent, false, true),
            (Expect::Present, true, false),
            (Expect::Text("t", "x".into()), true, false),
            (Expect::Text("t", "y".into()), false, false),
            (Expect::Text("n", "3".into()), false, false),
            (Expect::Number("n", 3), true, false),
            (Expect::Number("n", 4), false, false),
            (Expect::Number("missing", 0), false, false),
            (Expect::Without("missing"), true, true),
            (Expect::Without("t"), false, true),
            (Expect::Without("n"), false, true),
        ];
        for (expect, of_one_that_is_there, of_one_that_is_not) in conditions {
            for (sk, holds) in [("a", of_one_that_is_there), ("z", of_one_that_is_not)] {
                let tried = commit(&database, vec![check(sk, expect.clone())]).await;
                assert_eq!(tried.is_ok(), holds, "{name}: {expect:?} of {sk}");
            }
        }
        assert_eq!(keys(&database).await, ["a"], "a check writes nothing: {name}");
    }
}

#[tokio::test]
async fn an_update_makes_sets_removes_and_raises() {
    for Kind { name, database, .. } in kinds().await {
        let table = Table::new(&database, TABLE);
        let set = Item::default().with("t", "x").with("u", "y");
        let first = update("a", set, vec![], Some(2), Expect::Anything);
        commit(&database, vec![first]).await.unwrap();
        let again = update(
            "a",
            Item::default(),
            vec!["u"],
            Some(-5),
            Expect::Text("t", "x".into()),
        );
        commit(&database, vec![again]).await.unwrap();
        let found = table.get(&Key::new("p", "a")).await.unwrap().unwrap();
        assert_eq!(found, item("a").with("t", "x").with_number("n", -3), "{name}");
        let vain = update("z", Item::default().with("t", "x"), vec![], None, Expect::Present);
        assert_eq!(
            outcome(commit(&database, vec![vain]).await).0,
            "condition",
            "{name}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_raised_stops_the_whole_transaction() {
    for Kind { name, database, .. } in kinds().await {
        commit(
            &database,
            vec![put(item("a").with("n", "three"), Expect::Anything)],
        )
        .await
        .unwrap();
        let raise = update("a", Item::default(), vec![], Some(1), Expect::Anything);
        let tried = commit(&database, vec![create("b"), raise]).await;
        assert_eq!(outcome(tried).0, "unavailable", "{name}");
        assert_eq!(keys(&database).await, ["a"], "{name}");
    }
}

#[tokio::test]
async fn one_item_is_written_once_and_a_hundred_at_most() {
    for Kind { name, database, .. } in kinds().await {
        let twice = vec![create("a"), check("a", Expect::Absent)];
        assert_eq!(
            outcome(commit(&database, twice).await).0,
            "same item twice",
            "{name}"
        );
        let many = |count: usize| (0..count).map(|n| create(&format!("{n:03}"))).collect();
        assert_eq!(
            outcome(commit(&database, many(101)).await).0,
            "too large",
            "{name}"
        );
        commit(&database, many(100)).await.unwrap();
        assert_eq!(keys(&database).await.len(), 100, "{name}");
    }
}

#[tokio::test]
async fn a_partition_is_read_in_the_order_of_its_keys() {
    for Kind { name, database, .. } in kinds().await {
        let table = Table::new(&database, TABLE);
        let elsewhere = Write::create(TABLE, Item::new("q", "EV#2"));
        let some = ["EV#3", "EV#1", "EV#2", "HEAD", "DECREE"].map(create);
        commit(&database, some.into_iter().chain([elsewhere]).collect())
            .await
            .unwrap();
        let told = |items: Vec<Item>| -> Vec<String> {
            items
                .iter()
                .map(|item| item.text("sk").unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            told(table.all("p", "EV#").await.unwrap()),
            ["EV#1", "EV#2", "EV#3"],
            "{name}"
        );
        assert_eq!(
            told(table.page("p", None, 2).await.unwrap()),
            ["DECREE", "EV#1"],
            "{name}"
        );
        assert_eq!(
            told(table.page("p", Some("EV#2"), 9).await.unwrap()),
            ["EV#3", "HEAD"],
            "{name}"
        );
        assert_eq!(
            told(table.latest("p", Some("EV#3"), 2).await.unwrap()),
            ["EV#2", "EV#1"],
            "{name}"
        );
        let last = table.last("p", "EV#").await.unwrap();
        assert_eq!(told(last.into_iter().collect()), ["EV#3"], "{name}");
        assert!(table.last("nowhere", "EV#").await.unwrap().is_none(), "{name}");
    }
}

#[tokio::test]
async fn only_the_attributes_asked_for_are_read() {
    for Kind { name, database, .. } in kinds().await {
        let whole = item("a").with("t", "x").with_number("n", 3);
        commit(&database, vec![put(whole.clone(), Expect::Absent)])
            .await
            .unwrap();
        let (table, key) = (Table::new(&database, TABLE), Key::new("p", "a"));
        let some = table.get_attributes(&key, &["n", "missing"]).await.unwrap();
        assert_eq!(some, Some(Item::default().with_number("n", 3)), "{name}");
        assert_eq!(table.get(&key).await.unwrap(), Some(whole), "{name}");
    }
}

#[tokio::test]
async fn fate_strikes_before_or_after_the_write() {
    for Kind {
        name,
        database,
        decide,
    } in kinds().await
    {
        decide(vec![
            Fate::FailsBefore,
            Fate::Contended,
            Fate::AnswerLost,
            Fate::Done,
        ]);
        let mut outcomes = Vec::new();
        for sk in ["a", "b", "c", "d"] {
            outcomes.push(outcome(commit(&database, vec![create(sk)]).await).0);
        }
        assert_eq!(
            outcomes,
            ["unavailable", "contended", "unavailable", "done"],
            "{name}"
        );
        assert_eq!(keys(&database).await, ["c", "d"], "{name}");
    }
}

fn any_write() -> impl Strategy<Value = Write> {
    let sk = prop::sample::select(vec!["a", "b", "c"]);
    let expect = prop_oneof![
        Just(Expect::Absent),
        Just(Expect::Present),
        Just(Expect::Anything),
        Just(Expect::Text("t", "x".into())),
        (0..3_i64).prop_map(|n| Expect::Number("n", n)),
        Just(Expect::Without("n")),
    ];
    let text = prop::sample::select(vec!["x", "y"]);
    (0..4_u8, sk, expect, text, 0..3_i64).prop_map(|(kind, sk, expect, text, n)| match kind {
        0 => put(item(sk).with("t", text).with_number("n", n), expect),
        1 => update(sk, Item::default().with("t", text), vec![], Some(n), expect),
        2 => delete(sk, expect),
        // DynamoDB takes no check without a condition.
        _ if expect == Expect::Anything => check(sk, Expect::Present),
        _ => check(sk, expect),
    })
}

#[test]
fn any_transactions_come_to_the_same_on_both() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let histories = prop::collection::vec(prop::collection::vec(any_write(), 1..4), 1..12);
    let mut runner = TestRunner::new(Config::with_cases(64));
    let compared = runner.run(&histories, |history| {
        runtime.block_on(async {
            let [one, other] = kinds().await;
            for writes in history {
                let here = outcome(commit(&one.database, writes.clone()).await);
                let there = outcome(commit(&other.database, writes).await);
                prop_assert_eq!(here, there);
            }
            let here = Table::new(&one.database, TABLE).all("p", "").await.unwrap();
            prop_assert_eq!(
                here,
                Table::new(&other.database, TABLE).all("p", "").await.unwrap()
            );
            Ok(())
        })
    });
    compared.unwrap();
}
