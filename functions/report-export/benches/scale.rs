//! How long closing a day and making reports take: `cargo bench -p report-export`. Tables and objects are in memory; what S3
//! and DynamoDB add stands in docs/reports.md.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench reports its figures, and may stop"
)]

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use memory_tables::{DirectBuckets, DirectTables};
use report_export::{Herald, HeraldError, Notice, Outcome, ReportExport, Wanted};
use serde_json::json;
use tuntas_domain::case::{CourierStatus, Document, DocumentKind, Event, Fare, HandedTo, View};
use tuntas_domain::decree::{DivorceKind, Parties, Role};
use tuntas_domain::identity::{CaseId, CourtCode, DocumentId, HouseholdId, OfficerCode};
use tuntas_domain::plan::{HouseholdRef, Outcome as Place};
use tuntas_figures::{Calendar, Corrections, DaySum, Fact, Flow, Level, Matter, Setting, Step, facts};
use tuntas_journal::Journal;
use tuntas_register::Register;
use tuntas_reports::Press;
use tuntas_security::OfficeHours;
use tuntas_signatures::{Algorithm, Signer};
use tuntas_tables::{Item, Table, Write, commit};
use uuid::Uuid;

#[derive(Clone, Debug)]
struct Nobody;

impl Herald for Nobody {
    async fn announce(&self, _: &Notice) -> Result<(), HeraldError> {
        Ok(())
    }
}

fn calendar() -> Calendar {
    let hours = OfficeHours {
        from: time(8, 0, 0, 0),
        to: time(16, 0, 0, 0),
    };
    Calendar::new(TimeZone::get("Asia/Jakarta").unwrap(), [], [2026], hours)
}

/// Numbers that look drawn, and are the same each time.
fn drawn(number: u64, below: u64) -> i64 {
    let mixed = number
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(31)
        .wrapping_mul(0xBF58_476D_1CE4_E5B9);
    i64::try_from((mixed >> 33) % below).unwrap()
}

/// The whole life of a case, from eight in the morning on: 23 entries.
#[expect(clippy::too_many_lines, reason = "one entry after the other")]
fn life(number: u64, day: Date) -> (CaseId, Vec<(Timestamp, Event)>) {
    let morning = calendar().start(day).unwrap() + SignedDuration::from_hours(8);
    let at = |minutes: i64| morning + SignedDuration::from_mins(minutes);
    let received = drawn(number, 240);
    let registered = received + 1 + drawn(number + 1, 90);
    let household = |n: u128| HouseholdRef {
        id: HouseholdId(Uuid::from_u128(u128::from(number) * 2 + n)),
        version: 1,
    };
    let officer = OfficerCode::parse("petugas-01").unwrap();
    let mut events = vec![
        (
            at(received),
            Event::DecreeAccepted {
                court: CourtCode::parse(if number.is_multiple_of(3) {
                    "PA.Bgl"
                } else {
                    "PA.Pas"
                })
                .unwrap(),
                kind: if number.is_multiple_of(4) {
                    DivorceKind::Talak
                } else {
                    DivorceKind::Gugat
                },
                evidence: "0f".repeat(32),
                missing: Vec::new(),
                duty: None,
            },
        ),
        (
            at(registered),
            Event::Viewed {
                officer,
                what: View::Facts,
            },
        ),
        (
            at(registered),
            Event::RegisterUpdated {
                divorced_on: day,
                issued_on: day,
                outcomes: Parties {
                    petitioner: Place::Founded {
                        household: household(0),
                    },
                    respondent: Place::Stayed {
                        household: household(1),
                    },
                },
                households: vec![household(0), household(1)],
                flags: Vec::new(),
                cards: Parties::default(),
                marriage_registry: None,
            },
        ),
    ];
    for role in Role::BOTH {
        let start = registered + 2 + drawn(number + 7, 60);
        let document = |kind| Document {
            id: DocumentId(Uuid::from_u128(u128::from(number))),
            kind,
            sha256: "ab".repeat(32),
        };
        let moved = |status| Event::CourierMoved {
            role,
            attempt: 1,
            status,
        };
        let ride = 20 + drawn(number + 11, 90);
        events.extend([
            (
                at(start),
                Event::DocumentsRendered {
                    role,
                    documents: vec![document(DocumentKind::Kk), document(DocumentKind::Ktp)],
                },
            ),
            (
                at(start + 10),
                Event::PrintingStarted {
                    role,
                    officer: None,
                    ahead: 0,
                },
            ),
            (at(start + 15), Event::DocumentsPrinted { role }),
            (at(start + 16), Event::CourierRequested { role, attempt: 1 }),
            (
                at(start + 16),
                Event::CourierBooked {
                    role,
                    attempt: 1,
                    order: format!("o{number}"),
                    fare: Some(Fare {
                        provider: "biteship".to_owned(),
                        rupiah: Some(14_000),
                    }),
                },
            ),
            (at(start + 20), moved(CourierStatus::Assigned)),
            (
                at(start + 25),
                Event::HandedOver {
                    role,
                    to: HandedTo::Courier,
                    old_card_withdrawn: None,
                },
            ),
            (at(start + 26), moved(CourierStatus::Picked)),
            (at(start + 20 + ride), moved(CourierStatus::Delivered)),
            (
                at(start + 21 + ride),
                Event::HandoverConfirmed { role, attempt: 1 },
            ),
        ]);
    }
    events.sort_by_key(|(at, _)| *at);
    (
        CaseId(Uuid::from_u128((0x0198_u128 << 112) + u128::from(number))),
        events,
    )
}

fn steps(number: u64, day: Date) -> Vec<Step> {
    let (case, events) = life(number, day);
    (0..events.len())
        .map(|known| Step {
            matter: Matter::Case,
            case,
            seq: u32::try_from(known + 1).unwrap(),
            entries: 1,
            at: events[known].0,
            facts: facts(events[..=known].iter().map(|(at, event)| (*at, event)), known),
        })
        .collect()
}

/// The item that the journal keeps of a step.
fn item(step: &Step) -> Item {
    let [.., last] = *step.case.0.as_bytes();
    let day = step.at.to_zoned_datetime(TimeZone::UTC).date();
    let sk = format!("{:020}#{}#{:010}", step.at.as_millisecond(), step.case, step.seq);
    Item::new(format!("DAY#{day}#{:x}", last % 16), sk)
        .with("entity", "day-step")
        .with("case", step.case.to_string())
        .with_number("seq", step.seq)
        .with_number("entries", step.entries)
        .with("at", step.at.to_string())
        .with("facts", serde_json::to_string(&step.facts).unwrap())
}

fn function(tables: &DirectTables, shelf: &DirectBuckets) -> ReportExport<Arc<Signer>, Nobody> {
    ReportExport {
        journal: Journal::new(Table::new(tables.database(), "cases")),
        register: Register::new(Table::new(tables.database(), "register")),
        bucket: shelf.bucket("reports"),
        keeper: Arc::new(Signer::generate(Algorithm::Es256, "kota-1", None).unwrap()),
        herald: Nobody,
        calendar: calendar(),
        setting: Setting {
            city: "35.75".to_owned(),
            city_name: "Kota Pasuruan".to_owned(),
            sample: true,
            ..Setting::default()
        },
        press: Arc::new(Press::new()),
        kecamatan: Vec::new(),
    }
}

/// Memory this process has taken at most so far, in MiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}

fn told(what: &str, took: Duration) {
    println!(
        "{what:<64} {:>9.2} s   peak so far {:>5} MiB",
        took.as_secs_f64(),
        peak()
    );
}

async fn ask(
    function: &ReportExport<Arc<Signer>, Nobody>,
    input: serde_json::Value,
    at: Timestamp,
) -> Duration {
    let begun = Instant::now();
    let made = function.handle(&Wanted::read(&input).unwrap(), at).await.unwrap();
    assert!(matches!(made, Outcome::Made(reports) if !reports.is_empty()));
    begun.elapsed()
}

/// A day of so many cases: read from its index, checked, summed up, and reported.
async fn one_day(cases: u64) {
    let (tables, shelf) = (DirectTables::new(), DirectBuckets::default());
    let day = date(2026, 11, 9);
    let mut items = 0;
    for number in 0..cases {
        let writes: Vec<Write> = steps(number, day)
            .iter()
            .map(|step| Write::create("cases", item(step)))
            .collect();
        items += writes.len();
        commit(&tables.database(), writes).await.unwrap();
    }
    let function = function(&tables, &shelf);
    let night = calendar().start(date(2026, 11, 10)).unwrap() + SignedDuration::from_mins(40);
    let took = ask(&function, json!({"span": "daily"}), night).await;
    told(
        &format!("a day of {cases} cases ({items} steps): close it and report it"),
        took,
    );
}

/// Adds a whole case at once, which is much quicker than step by step and comes to the same.
fn add_whole(flow: &mut Flow, number: u64, day: Date, calendar: &Calendar) {
    let (case, events) = life(number, day);
    let facts = facts(events.iter().map(|(at, event)| (*at, event)), 0);
    let step = |at: Timestamp, facts: Vec<Fact>| Step {
        matter: Matter::Case,
        case,
        seq: 1,
        entries: 1,
        at,
        facts,
    };
    for fact in facts {
        // What is measured up to the moment of its step.
        let at = match &fact {
            Fact::Arrived {
                booked: Some(booked), ..
            } => *booked + SignedDuration::from_mins(25 + drawn(number + 11, 90)),
            _ => events[0].0,
        };
        flow.add(&step(at, vec![fact]), calendar);
    }
}

/// A year of so many cases: its days are closed already, and their sums are what closing would have stored.
async fn one_year(cases: u64) {
    let (tables, shelf) = (DirectTables::new(), DirectBuckets::default());
    let function = function(&tables, &shelf);
    let first = date(2026, 1, 1);
    let days: Vec<Date> = std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take(365)
        .collect();
    let mut level = Level::default();
    let mut stored = 0;
    let mut number = 0;
    for (position, day) in (0_u64..).zip(&days) {
        let upto = cases * (position + 1) / 365;
        let mut flow = Flow::default();
        while number < upto {
            add_whole(&mut flow, number, *day, &function.calendar);
            number += 1;
        }
        level.moved(&flow);
        let sum = DaySum {
            format: DaySum::FORMAT.to_owned(),
            day: *day,
            flow,
            level: level.clone(),
            setting: function.setting.clone(),
        };
        let corrections = Corrections {
            format: Corrections::FORMAT.to_owned(),
            closed: *day,
            days: BTreeMap::new(),
        };
        let sum = serde_json::to_vec(&sum).unwrap();
        stored += sum.len();
        let bucket = &function.bucket;
        bucket
            .put_new(&format!("sums/{day}.json"), "", sum)
            .await
            .unwrap();
        let corrections = serde_json::to_vec(&corrections).unwrap();
        bucket
            .put_new(&format!("corrections/{day}.json"), "", corrections)
            .await
            .unwrap();
    }
    let before = peak();
    let new_year = calendar().start(date(2027, 1, 1)).unwrap() + SignedDuration::from_mins(100);
    for span in ["monthly", "yearly"] {
        let took = ask(&function, json!({ "span": span }), new_year).await;
        told(
            &format!(
                "a year of {cases} cases ({} KiB of sums): {span} report",
                stored / 1024
            ),
            took,
        );
    }
    println!("  (of that, {before} MiB were there before: the objects in memory)");
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let trial = !arguments.iter().any(|argument| argument == "--bench");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let sizes: &[u64] = if trial { &[20] } else { &[2_000, 50_000, 500_000] };
        one_day(if trial { 20 } else { 2_000 }).await;
        for cases in sizes {
            one_year(*cases).await;
        }
    });
}
