//! What somebody with the keys to the database can do to the days that reports are made of, and what is seen of it.

use jiff::civil::{date, time};
use tuntas_aid::referral;
use tuntas_aiding::Aiding;
use tuntas_audit::days::{Fault, Report, check};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, CommandId, CourtCode, LetterNumber};
use tuntas_journal::{Actor, Divorce, Place, Subject, steps_of};
use tuntas_securing::Securing;
use tuntas_security::{Activity, Event, Letter, LetterKind, Risk, Strength, Terms, Urgency, Window};
use tuntas_tables::{Expect, Item, Key, Write};

use crate::office::{Office, accepted, at, case, held};

const NOON: &str = "2021-09-21T12:00:00Z";
const DAY: jiff::civil::Date = date(2021, 9, 21);

/// Two cases of three steps, a request for security of one and a referral for aid of one.
async fn morning() -> Office {
    let office = Office::open().await;
    office.ordinary(case(1)).await;
    office.ordinary(case(2)).await;
    let journal = office.journal.also::<Securing>();
    let story = journal.load(case(3)).await.unwrap();
    let letter = Letter {
        kind: LetterKind::Request,
        number: LetterNumber(1),
        issued_on: DAY,
    };
    let zone = jiff::tz::TimeZone::get("Asia/Jakarta").unwrap();
    let asked = Event::SecurityRequested {
        court: CourtCode::parse("PA.Pas").unwrap(),
        terms: Terms {
            activity: Activity::Hearing,
            window: Window::new(date(2021, 9, 30), time(9, 0, 0, 0), time(11, 0, 0, 0), &zone).unwrap(),
            kelurahan: "35.75.01.1001".parse().unwrap(),
            officers: Strength::new(4).unwrap(),
            urgency: Urgency::Ordinary,
            risk: Risk::Low,
        },
        letter,
        evidence: "e".repeat(64),
        answer_by: at("2021-09-22T03:00:00Z"),
    };
    let actor = Actor::client("contoh-pa-pas");
    journal
        .append(
            &story,
            at("2021-09-21T02:40:00Z"),
            &actor,
            &CommandId::new("ask"),
            vec![asked],
            vec![],
        )
        .await
        .unwrap();
    referred(&office).await;
    office
}

async fn referred(office: &Office) {
    let journal = office.journal.also::<Aiding>();
    let story = journal.load(case(4)).await.unwrap();
    let referred = referral::Event::AidReferred {
        case: case(1),
        role: Role::Petitioner,
        office: "dp3akb".parse().unwrap(),
        kind: AidKind::Mentoring,
        assess_by: DAY,
    };
    let (at, cause) = (at("2021-09-21T02:45:00Z"), CommandId::new("refer"));
    let actor = Actor::function("aid-referral");
    journal
        .append(&story, at, &actor, &cause, vec![referred], vec![])
        .await
        .unwrap();
}

async fn looked_at(office: &Office) -> Report {
    check(&office.journal, at(NOON), |_, _| {}).await.unwrap()
}

/// Where the index keeps the step of a case with that entry.
async fn key(office: &Office, number: u128, seq: u32) -> Key {
    let story = office.journal.load(case(number)).await.unwrap();
    let steps = steps_of(&story);
    let step = steps.iter().find(|step| step.seq == seq).unwrap();
    let place = Place::of(step);
    Key::new(format!("DAY#{}#{:x}", place.day, place.shard), place.key)
}

/// An item that says that nothing happened.
fn said(key: Key, number: u128, seq: u32, at: &str) -> Item {
    Item::new(key.pk, key.sk)
        .with("entity", "day-step")
        .with("case", case(number).to_string())
        .with_number("seq", seq)
        .with_number("entries", 1)
        .with("at", at)
        .with("facts", "[]")
}

#[tokio::test]
async fn an_untouched_index_says_what_the_journal_says() {
    let office = morning().await;
    assert_eq!(
        looked_at(&office).await,
        Report {
            steps: 8,
            items: 8,
            faults: vec![]
        }
    );
}

#[tokio::test]
async fn an_item_taken_away_is_missed() {
    let office = morning().await;
    let away = key(&office, 2, 2).await;
    office.take_away(away).await;
    assert_eq!(
        looked_at(&office).await.faults,
        [Fault::Missing {
            case: case(2),
            seq: 2,
            day: DAY
        }]
    );
}

#[tokio::test]
async fn a_referral_that_the_day_does_not_tell_of_is_missed() {
    let office = morning().await;
    let story = office.journal.also::<Aiding>().load(case(4)).await.unwrap();
    let place = Place::of(&steps_of(&story)[0]);
    let key = Key::new(format!("DAY#{}#{:x}", place.day, place.shard), place.key);
    office.take_away(key).await;
    let missing = Fault::Missing {
        case: case(4),
        seq: 1,
        day: DAY,
    };
    assert_eq!(looked_at(&office).await.faults, [missing]);
}

#[tokio::test]
async fn an_item_that_says_something_else_is_seen() {
    let office = morning().await;
    let change = Write::Update {
        table: "cases".to_owned(),
        key: key(&office, 1, 1).await,
        set: Item::default().with("facts", "[]"),
        remove: vec![],
        add: None,
        expect: Expect::Present,
    };
    office.by_hand(change).await;
    assert_eq!(
        looked_at(&office).await.faults,
        [Fault::Altered {
            case: case(1),
            seq: 1,
            day: DAY
        }]
    );
}

#[tokio::test]
async fn an_item_told_twice_is_seen_wherever_the_second_one_stands() {
    let office = morning().await;
    let right = key(&office, 1, 1).await;
    // Another hour of the same list, and another day.
    let later = Key::new(right.pk.clone(), format!("9{}", right.sk.get(1..).unwrap()));
    let before = Key::new(right.pk.replace("09-21", "09-01"), right.sk);
    for key in [later, before] {
        office.put("cases", said(key, 1, 1, "2021-09-21T02:00:00Z")).await;
    }
    let doubled = |day| Fault::Doubled {
        case: case(1),
        seq: 1,
        day,
    };
    assert_eq!(
        looked_at(&office).await.faults,
        [doubled(date(2021, 9, 1)), doubled(DAY)]
    );
}

#[tokio::test]
async fn an_item_without_an_entry_or_without_sense_is_seen() {
    let office = morning().await;
    let right = key(&office, 1, 1).await;
    let invented = Key::new(right.pk.clone(), format!("{}x", right.sk));
    office
        .put("cases", said(invented, 1, 9, "2021-09-21T02:00:00Z"))
        .await;
    let senseless = Key::new(right.pk, "0");
    office
        .put(
            "cases",
            said(senseless, 1, 1, "2021-09-21T02:00:00Z").with("facts", "?"),
        )
        .await;
    assert_eq!(
        looked_at(&office).await.faults,
        [
            Fault::Unfounded {
                case: case(1),
                seq: 9,
                day: DAY
            },
            Fault::Unreadable {
                day: DAY,
                key: "0".to_owned()
            }
        ]
    );
}

#[tokio::test]
async fn what_happens_while_it_is_looked_at_is_left_for_the_next_time() {
    let office = morning().await;
    office
        .happens(case(5), "11:50", Actor::client("contoh-pa-pas"), vec![accepted()])
        .await;
    let away = key(&office, 5, 1).await;
    office.take_away(away).await;
    assert_eq!(looked_at(&office).await.faults, []);
    let later = check(&office.journal, at("2021-09-21T13:00:00Z"), |_, _| {})
        .await
        .unwrap();
    assert_eq!(later.faults.len(), 1);
}

#[tokio::test]
async fn what_one_command_appended_is_one_step() {
    let office = Office::open().await;
    let both = vec![accepted(), held()];
    office
        .happens(case(1), "02:00", Actor::function("register-update"), both)
        .await;
    office
        .happens(case(1), "02:00", Actor::officer("petugas-01"), vec![held()])
        .await;
    let steps = steps_of(&office.journal.load(case(1)).await.unwrap());
    let sizes: Vec<(u32, u32)> = steps.iter().map(|step| (step.seq, step.entries)).collect();
    assert_eq!(sizes, [(1, 2), (3, 1)]);
    assert_eq!(
        steps.iter().map(|step| Some(step.matter)).collect::<Vec<_>>(),
        [Divorce::MATTER; 2]
    );
    assert_eq!(looked_at(&office).await.faults, []);
}
