//! A city with its aid offices, people who were referred, and a topic that may fail.

use std::sync::{Arc, Mutex};

use aid_reminders::{Failure, Notice, Reminders, Teller};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use memory_tables::DirectTables;
use tuntas_aid::criteria::Facts;
use tuntas_aid::paper::Person;
use tuntas_aid::referral::{EventKind, PauseReason, PlannedSession, Topic};
use tuntas_aiding::{Aid, ByOfficer, Lists, ReferralStory, Referred, Says, Word};
use tuntas_city::{City, Sources};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, OfficerCode};
use tuntas_domain::people::PersonName;
use tuntas_journal::{Actor, Journal};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::Table;
use tuntas_topics::{NotSent, Sent};
use uuid::Uuid;

pub(crate) const NAME: &str = "CONTOH NAMARAHASIA";
/// A Monday.
pub(crate) const TODAY: Date = date(2027, 1, 11);

/// Seven in the morning in Pasuruan.
pub(crate) fn morning(day: Date) -> Timestamp {
    format!("{day}T00:00:00Z").parse().unwrap()
}

/// Keeps what went out; fails as often as it is told to. `meanwhile` is done before it answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Post {
    pub(crate) sent: Arc<Mutex<Vec<Notice>>>,
    pub(crate) failures: Arc<Mutex<usize>>,
    meanwhile: Arc<Mutex<Option<(Aid, CaseId)>>>,
}

impl Teller for Post {
    fn tell<'a>(&'a self, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            let meanwhile = self.meanwhile.lock().unwrap().take();
            if let Some((aid, id)) = meanwhile {
                assess(&aid, id).await;
            }
            let mut failures = self.failures.lock().unwrap();
            if *failures > 0 {
                *failures -= 1;
                return Err(NotSent("the topic is gone".to_owned()));
            }
            self.sent.lock().unwrap().push(notice.clone());
            Ok(())
        })
    }
}

async fn assess(aid: &Aid, id: CaseId) {
    let office = aid.journal.load(id).await.unwrap().case.office.unwrap();
    let word = Word::Assess {
        recommends: true,
        decide_by: date(2027, 2, 1),
        facts: Facts::default(),
        note: None,
        account: None,
    };
    aid.act(id, word, &by(&office, "assess")).await.unwrap();
}

fn by(office: &AidOfficeCode, cause: &str) -> ByOfficer {
    ByOfficer {
        office: office.clone(),
        officer: OfficerCode::parse("dinsos-01").unwrap(),
        cause: CommandId::new(cause),
        at: morning(TODAY),
        on: TODAY,
        days: tuntas_domain::working_days::WorkingDays::default(),
    }
}

pub(crate) fn referral(number: usize) -> CaseId {
    CaseId(Uuid::from_u128(u128::try_from(number).unwrap() + 1))
}

pub(crate) struct Office {
    pub(crate) tables: DirectTables,
    pub(crate) aid: Aid,
    pub(crate) post: Post,
    reminders: Reminders<Post>,
}

impl Office {
    pub(crate) fn open() -> Self {
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let city = City::assemble(Sources {
            city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        })
        .unwrap();
        let tables = DirectTables::new();
        let cases = Table::new(tables.database(), "cases");
        let dossiers = Table::new(tables.database(), "dossiers");
        let keys = KeyRing::from_secret(&"k".repeat(64)).unwrap();
        let post = Post::default();
        Self {
            aid: Aid::new(&cases, &dossiers, keys),
            reminders: Reminders {
                journal: Journal::of(cases.clone()),
                lists: Lists::new(cases),
                city: Arc::new(city),
                teller: post.clone(),
            },
            post,
            tables,
        }
    }

    pub(crate) async fn refer(&self, number: usize, office: &str, assess_by: Date) {
        let referred = Referred {
            case: CaseId(Uuid::from_u128(7)),
            role: Role::Petitioner,
            office: AidOfficeCode::parse(office).unwrap(),
            kind: AidKind::Mentoring,
            assess_by,
            person: Person {
                name: PersonName::parse(NAME).unwrap(),
                nik: None,
                phone: None,
                address: None,
                kelurahan: None,
                violence: false,
            },
            facts: Facts::default(),
            provided: Vec::new(),
        };
        let says = Says {
            actor: Actor::function("aid-referral"),
            cause: CommandId::new("refer"),
            at: morning(TODAY),
        };
        self.aid.refer(referral(number), referred, &says).await.unwrap();
    }

    pub(crate) async fn assess(&self, number: usize) {
        assess(&self.aid, referral(number)).await;
    }

    /// Mentoring is granted, with sessions on these days.
    pub(crate) async fn accompany(&self, number: usize, days: &[Date]) {
        self.assess(number).await;
        let office = self.story(number).await.case.office.unwrap();
        let session = |on: &Date| PlannedSession {
            on: *on,
            topic: Topic::Counselling,
        };
        let plan = Word::Plan {
            mentor: OfficerCode::parse("dinsos-04").unwrap(),
            sessions: days.iter().map(session).collect(),
        };
        for (cause, word) in [("grant", Word::Grant { programme: None }), ("plan", plan)] {
            let by = by(&office, cause);
            self.aid.act(referral(number), word, &by).await.unwrap();
        }
    }

    pub(crate) async fn pause(&self, number: usize, until: Date) {
        let office = self.story(number).await.case.office.unwrap();
        let word = Word::Pause {
            reason: PauseReason::NoContact,
            until,
        };
        let by = by(&office, "pause");
        self.aid.act(referral(number), word, &by).await.unwrap();
    }

    /// The assessor is faster than the message.
    pub(crate) fn assessed_meanwhile(&self, number: usize) {
        *self.post.meanwhile.lock().unwrap() = Some((self.aid.clone(), referral(number)));
    }

    pub(crate) async fn wake(&self, day: Date) -> Result<usize, Failure> {
        self.reminders.handle(morning(day)).await
    }

    pub(crate) async fn story(&self, number: usize) -> ReferralStory {
        self.aid.journal.load(referral(number)).await.unwrap()
    }

    /// How often the journal says that something was overdue.
    pub(crate) async fn told(&self, number: usize) -> usize {
        self.story(number).await.count(EventKind::AidOverdue)
    }

    /// What went out since this was asked last: office, referral, what and day.
    pub(crate) fn sent(&self) -> Vec<(String, CaseId, String, Date)> {
        let notices = std::mem::take(&mut *self.post.sent.lock().unwrap());
        let row = |notice: &Notice| {
            let office = notice.office.to_string();
            let things = notice.overdue.clone();
            things
                .into_iter()
                .map(move |late| (office.clone(), late.referral, late.what, late.on))
        };
        notices.iter().flat_map(row).collect()
    }
}
