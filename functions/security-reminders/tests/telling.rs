//! Reminders and escalations, with a database and topics that fail.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use memory_tables::{Call, DirectTables, Fate};
use security_reminders::{Notice, Reminders, Teller};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, LetterNumber, OfficerCode};
use tuntas_journal::{Actor, Journal, Prepared, Step};
use tuntas_securing::{Lists, Request, Securing};
use tuntas_security::{
    Activity, CancelGround, Command, EventKind, Letter, LetterKind, Risk, Strength, Terms, UnitCode, Urgency,
    Window,
};
use tuntas_tables::Table;
use tuntas_topics::{NotSent, Sent};
use uuid::Uuid;

const ID: CaseId = CaseId(Uuid::from_u128(0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0001));

#[derive(Clone, Debug, Default)]
struct Told {
    notices: Arc<Mutex<Vec<(String, Notice)>>>,
    failures: Arc<Mutex<usize>>,
}

impl Teller for Told {
    fn tell<'a>(&'a self, office: &'a str, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            let mut failures = self.failures.lock().unwrap();
            if *failures > 0 {
                *failures -= 1;
                return Err(NotSent("away".to_owned()));
            }
            self.notices
                .lock()
                .unwrap()
                .push((office.to_owned(), notice.clone()));
            Ok(())
        })
    }
}

struct Plain(Command);

impl Step<Securing> for Plain {
    type Error = Infallible;

    fn command(&self, request: &Request) -> CommandId {
        CommandId::new(format!("plain/{}", request.version()))
    }

    fn actor(&self) -> Actor {
        Actor::function("test")
    }

    async fn prepare(&self, _: &Request) -> Result<Option<Prepared<Securing>>, Infallible> {
        Ok(Some(Prepared::only(self.0.clone())))
    }
}

struct Office {
    tables: DirectTables,
    function: Reminders<Told>,
}

fn begins() -> Timestamp {
    window().starts()
}

fn window() -> Window {
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    Window::new(date(2026, 12, 1), time(9, 0, 0, 0), time(12, 0, 0, 0), &zone).unwrap()
}

fn before(hours: i64) -> Timestamp {
    begins() - SignedDuration::from_hours(hours)
}

fn letter(kind: LetterKind) -> Letter {
    Letter {
        kind,
        number: LetterNumber(1),
        issued_on: date(2026, 11, 24),
    }
}

impl Office {
    async fn open() -> Self {
        let tables = DirectTables::new();
        let table = Table::new(tables.database(), "cases");
        let office = Self {
            function: Reminders {
                journal: Journal::of(table.clone()),
                lists: Lists::new(table),
                teller: Told::default(),
            },
            tables,
        };
        let ask = Command::Request {
            court: CourtCode::parse("PA.Pas").unwrap(),
            terms: Terms {
                activity: Activity::MaritalSeizure,
                window: window(),
                kelurahan: "35.75.01.1001".parse().unwrap(),
                officers: Strength::new(10).unwrap(),
                urgency: Urgency::Important,
                risk: Risk::Medium,
            },
            letter: letter(LetterKind::Request),
            evidence: "e".repeat(64),
            answer_by: before(100),
            at: before(150),
        };
        office.wish(150, ask).await;
        office
    }

    async fn wish(&self, hours: i64, wish: Command) {
        let step = Plain(wish);
        self.function.journal.run(ID, before(hours), &step).await.unwrap();
    }

    async fn accepted() -> Self {
        let office = Self::open().await;
        let accept = Command::Accept {
            unit: UnitCode::parse("samapta-1").unwrap(),
            strength: Strength::new(10).unwrap(),
            officer: OfficerCode::parse("polisi-01").unwrap(),
            letter: letter(LetterKind::Reply),
            at: before(140),
        };
        office.wish(140, accept).await;
        office
    }

    async fn events(&self, kind: EventKind) -> usize {
        self.function.journal.load(ID).await.unwrap().count(kind)
    }

    fn notices(&self) -> Vec<(String, String)> {
        let notices = self.function.teller.notices.lock().unwrap();
        notices
            .iter()
            .map(|(office, notice)| (office.clone(), notice.due.clone()))
            .collect()
    }
}

fn pair(due: &str) -> [(String, String); 2] {
    ["police", "PA.Pas"].map(|office| (office.to_owned(), due.to_owned()))
}

#[tokio::test]
async fn both_offices_hear_a_day_before_and_two_hours_before_and_only_once() {
    let office = Office::accepted().await;
    assert_eq!(office.function.handle(before(25)).await.unwrap(), 0);
    assert_eq!(office.function.handle(before(24)).await.unwrap(), 1);
    assert_eq!(office.function.handle(before(23)).await.unwrap(), 0);
    assert_eq!(office.function.handle(before(2)).await.unwrap(), 1);
    assert_eq!(office.function.handle(before(1)).await.unwrap(), 0);
    let expected: Vec<_> = [pair("day_before"), pair("two_hours")].concat();
    assert_eq!(office.notices(), expected);
    assert_eq!(office.events(EventKind::OfficesReminded).await, 2);
}

#[tokio::test]
async fn a_topic_that_is_away_is_tried_again_and_the_journal_tells_it_once() {
    let office = Office::accepted().await;
    *office.function.teller.failures.lock().unwrap() = 1;
    assert!(office.function.handle(before(24)).await.is_err());
    assert_eq!(office.notices(), []);
    assert_eq!(office.function.handle(before(23)).await.unwrap(), 1);
    assert_eq!(office.notices(), pair("day_before"));
    assert_eq!(office.events(EventKind::OfficesReminded).await, 1);
}

#[tokio::test]
async fn a_crash_after_the_message_sends_it_again_under_the_same_name() {
    let office = Office::accepted().await;
    let mut commits = 0;
    office.tables.decide_with(move |call| match call {
        Call::Commit(_) => {
            commits += 1;
            // The event is stored; taking it off the list fails.
            if commits == 2 {
                Fate::FailsBefore
            } else {
                Fate::Done
            }
        }
        Call::Read => Fate::Done,
    });
    assert!(office.function.handle(before(24)).await.is_err());
    assert_eq!(office.function.handle(before(23)).await.unwrap(), 1);
    let notices = office.function.teller.notices.lock().unwrap().clone();
    let ids: std::collections::BTreeSet<_> = notices.iter().map(|(_, notice)| notice.id.clone()).collect();
    assert_eq!((notices.len(), ids.len()), (4, 1));
    assert_eq!(office.events(EventKind::OfficesReminded).await, 1);
}

#[tokio::test]
async fn nobody_answers_and_it_is_told_once() {
    let office = Office::open().await;
    assert_eq!(office.function.handle(before(101)).await.unwrap(), 0);
    assert_eq!(office.function.handle(before(99)).await.unwrap(), 1);
    assert_eq!(office.function.handle(before(98)).await.unwrap(), 0);
    assert_eq!(office.notices(), pair("answer"));
    assert_eq!(office.events(EventKind::AnswerOverdue).await, 1);
}

#[tokio::test]
async fn what_is_cancelled_is_nobodys_business_any_more() {
    let office = Office::accepted().await;
    let cancel = Command::Cancel {
        ground: CancelGround::Settled,
        letter: letter(LetterKind::Request),
        evidence: "c".repeat(64),
    };
    office.wish(30, cancel).await;
    assert_eq!(office.function.handle(before(24)).await.unwrap(), 0);
    assert_eq!(office.notices(), []);
}

#[tokio::test]
async fn a_schedule_that_was_away_for_days_still_tells_what_is_overdue() {
    let office = Office::open().await;
    assert_eq!(office.function.handle(before(120)).await.unwrap(), 0);
    assert_eq!(office.function.handle(before(30)).await.unwrap(), 1);
    assert_eq!(office.notices(), pair("answer"));
}
