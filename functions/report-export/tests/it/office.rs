//! A city with a journal, a register, a bucket, a key and subscribers of its own.

use std::sync::{Arc, Mutex};

use jiff::civil::{Date, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use memory_tables::DirectTables;
use report_export::{Failure, Herald, HeraldError, Notice, Outcome, ReportExport, Wanted};
use serde_json::{Value, json};
use tuntas_buckets::Bucket;
use tuntas_domain::case::{Event, HandedTo};
use tuntas_domain::decree::{DivorceKind, Parties, Role};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, HouseholdId, KecamatanCode, KkNumber};
use tuntas_domain::plan::{HouseholdRef, Outcome as Place};
use tuntas_figures::{Calendar, DaySum, Setting};
use tuntas_journal::{Actor, Journal};
use tuntas_register::Register;
use tuntas_reports::Press;
use tuntas_security::OfficeHours;
use tuntas_signatures::{Algorithm, Signer};
use tuntas_tables::Table;
use uuid::Uuid;

/// Subscribers who remember what they were told, and cannot be reached when they are told so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) notices: Arc<Mutex<Vec<Notice>>>,
    pub(crate) away: Arc<Mutex<bool>>,
}

impl Herald for Told {
    async fn announce(&self, notice: &Notice) -> Result<(), HeraldError> {
        if *self.away.lock().unwrap() {
            return Err(HeraldError::new("away"));
        }
        self.notices.lock().unwrap().push(notice.clone());
        Ok(())
    }
}

pub(crate) struct Office {
    pub(crate) function: ReportExport<Arc<Signer>, Told>,
    pub(crate) objects: memory_tables::Bucket,
    pub(crate) told: Told,
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Asia/Jakarta").unwrap()
}

pub(crate) fn november(day: i8) -> Date {
    date(2026, 11, day)
}

/// One in the morning of a day in Jakarta.
pub(crate) fn night_of(day: i8) -> Timestamp {
    at(&format!("2026-11-{day:02}T01:00:00+07:00"))
}

pub(crate) fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(
        0x0198_c1de_7a3b_7cc0_8f11_0000_0000_0000 + number,
    ))
}

impl Office {
    pub(crate) async fn open() -> Self {
        let objects = memory_tables::Bucket::start().await.unwrap();
        let tables = DirectTables::new();
        let told = Told::default();
        let hours = OfficeHours {
            from: time(8, 0, 0, 0),
            to: time(16, 0, 0, 0),
        };
        let function = ReportExport {
            journal: Journal::new(Table::new(tables.database(), "cases")),
            register: Register::new(Table::new(tables.database(), "register")),
            bucket: Bucket::new(objects.client(), "reports"),
            keeper: Arc::new(Signer::generate(Algorithm::Es256, "kota-1", None).unwrap()),
            herald: told.clone(),
            calendar: Calendar::new(zone(), [], [2026], hours),
            setting: Setting {
                city: "35.75".to_owned(),
                city_name: "Kota Pasuruan".to_owned(),
                sample: true,
                low_water: 50,
                ..Setting::default()
            },
            press: Arc::new(Press::new()),
            kecamatan: vec![KecamatanCode::parse("35.75.01").unwrap()],
        };
        Self {
            function,
            objects,
            told,
        }
    }

    /// Something happens to a case, as one step.
    pub(crate) async fn happens(&self, case: CaseId, at: Timestamp, events: Vec<Event>) {
        let journal = &self.function.journal;
        let story = journal.load(case).await.unwrap();
        let command = CommandId::new(format!("test/{}", story.version()));
        journal
            .append(&story, at, &Actor::function("test"), &command, events, vec![])
            .await
            .unwrap();
    }

    /// So many cases come in at eight of that day, are registered an hour later and collected in the afternoon.
    pub(crate) async fn serves(&self, day: i8, numbers: std::ops::Range<u128>) {
        let eight = at(&format!("2026-11-{day:02}T08:00:00+07:00"));
        let hour = |hours| eight + SignedDuration::from_hours(hours);
        for number in numbers {
            self.happens(case(number), eight, vec![accepted()]).await;
            self.happens(case(number), hour(1), vec![registered()]).await;
            for role in Role::BOTH {
                let collected = Event::HandedOver {
                    role,
                    to: HandedTo::Addressee,
                    old_card_withdrawn: None,
                };
                self.happens(case(number), hour(6), vec![Event::DocumentsPrinted { role }])
                    .await;
                self.happens(case(number), hour(7), vec![collected]).await;
            }
        }
    }

    pub(crate) async fn numbers(&self, how_many: u16) {
        let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
        for number in 1..=how_many {
            let number = KkNumber::parse(&format!("357501051126{number:04}")).unwrap();
            self.function
                .register
                .import_number(&kecamatan, &number)
                .await
                .unwrap();
        }
    }

    pub(crate) async fn asks(&self, input: &Value, at: Timestamp) -> Result<Outcome, Failure> {
        let wanted = Wanted::read(input).unwrap();
        self.function.handle(&wanted, at).await
    }

    pub(crate) async fn makes(&self, span: &str, at: Timestamp) -> Outcome {
        self.asks(&json!({ "span": span }), at).await.unwrap()
    }

    pub(crate) fn json(&self, key: &str) -> Value {
        let bytes = self.objects.object(&format!("reports/{key}"));
        serde_json::from_slice(&bytes.expect(key)).unwrap()
    }

    /// The report in a folder, as JSON.
    pub(crate) fn report(&self, folder: &str) -> Value {
        let of_folder = |key: &String| {
            let name = key.strip_prefix(&format!("reports/reports/{folder}/"))?;
            let stem = name.strip_suffix(".json")?;
            stem.strip_suffix(".manifest").is_none().then(|| name.to_owned())
        };
        let name = self.objects.keys().iter().find_map(of_folder).unwrap();
        self.json(&format!("reports/{folder}/{name}"))
    }

    pub(crate) fn sum(&self, day: i8) -> DaySum {
        serde_json::from_value(self.json(&format!("sums/{}.json", november(day)))).unwrap()
    }
}

pub(crate) fn accepted() -> Event {
    Event::DecreeAccepted {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "0f".repeat(32),
        missing: Vec::new(),
        duty: None,
    }
}

pub(crate) fn registered() -> Event {
    let household = HouseholdRef {
        id: HouseholdId(Uuid::from_u128(7)),
        version: 1,
    };
    Event::RegisterUpdated {
        divorced_on: november(2),
        issued_on: november(9),
        outcomes: Parties {
            petitioner: Place::Founded { household },
            respondent: Place::Stayed { household },
        },
        households: vec![household],
        flags: Vec::new(),
        cards: Parties::default(),
        marriage_registry: None,
    }
}
