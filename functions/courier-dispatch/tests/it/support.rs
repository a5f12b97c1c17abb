//! What the stories share: an office whose envelope is sealed, and its provider.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use courier_dispatch::{CourierDispatch, Failure};
use courier_simulator::{BookingMishap, Config, Handle, Mishaps, Simulator};
use jiff::Timestamp;
use memory_tables::MemoryTables;
use tuntas_city::{City, Sources};
use tuntas_couriers::biteship::{Biteship, Settings};
use tuntas_couriers::{Patience, Reference};
use tuntas_domain::case::{Command, Document, DocumentKind, Event, EventKind, Fare};
use tuntas_domain::decree::{Contact, DivorceKind, Parties, Role};
use tuntas_domain::identity::{CaseId, CityCode, CommandId, CourtCode, HouseholdId, KelurahanCode, Phone};
use tuntas_domain::people::{PersonName, Text};
use tuntas_domain::plan::{HouseholdRef, Outcome};
use tuntas_dossier::{Addressee, Dossiers, Safety};
use tuntas_journal::{Actor, Journal, Message, Prepared, Step, Story};
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::{Item, Table, Write, commit};
use uuid::Uuid;

pub(crate) const WATI: Role = Role::Petitioner;
pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(0x0198_c1de_7a3b_7cc0_8f11_2f6f_1d0c_9a01));
pub(crate) const PUBLIC_URL: &str = "http://127.0.0.1:1";
const KEY: &str = "biteship_test.story";

pub(crate) fn at() -> Timestamp {
    "2021-09-21T02:00:00Z".parse().unwrap()
}

pub(crate) fn city() -> City {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    City::assemble(Sources {
        city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap()
}

pub(crate) fn keys() -> KeyRing {
    KeyRing::from_secret(&"s".repeat(64)).unwrap()
}

pub(crate) fn reference(role: Role, attempt: u8) -> Reference {
    Reference {
        case: CASE,
        role,
        attempt,
    }
}

pub(crate) fn addressee() -> Addressee {
    Addressee {
        name: PersonName::parse("Cahaya Wati").unwrap(),
        contact: Contact {
            phone: Phone::parse("081234567890").unwrap(),
            address: Text::parse("Jl. Kartini 5 RT 02/RW 01").unwrap(),
            kelurahan: Some(KelurahanCode::parse("35.75.01.1001").unwrap()),
            postcode: Some(Text::parse("67135").unwrap()),
            coordinates: Some((-7_649_100, 112_931_100)),
            note: Some(Text::parse("pagar hijau").unwrap()),
        },
    }
}

/// A wish of somebody else than the function under test.
struct Wish(Command);

impl Step for Wish {
    type Error = Infallible;
    fn command(&self, story: &Story) -> CommandId {
        CommandId::new(format!("{:?}/{}", self.0, story.entries.len()))
    }
    fn actor(&self) -> Actor {
        Actor::client("story")
    }
    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Infallible> {
        Ok(Some(Prepared::only(self.0.clone())))
    }
}

/// An office, its tables and its provider.
pub(crate) struct Office {
    pub(crate) tables: MemoryTables,
    pub(crate) journal: Journal,
    dossiers: Dossiers,
    pub(crate) provider: Handle,
}

impl Office {
    /// Wati's envelope is sealed.
    pub(crate) async fn sealed() -> Self {
        let office = Self::rendered(DocumentKind::Kk).await;
        office.wish(Command::Print { role: WATI }).await;
        office
    }

    /// Wati's document is rendered; the court gave her address.
    pub(crate) async fn rendered(kind: DocumentKind) -> Self {
        let tables = MemoryTables::start().await.unwrap();
        let provider = Simulator::start(Config {
            api_key: KEY.to_owned(),
            ..Config::default()
        })
        .await
        .unwrap();
        let office = Self {
            journal: Journal::new(Table::new(tables.client(), "cases")),
            dossiers: Dossiers::new(Table::new(tables.client(), "dossiers")),
            provider,
            tables,
        };
        let item = Item::new(format!("CONTACT#{CASE}#{WATI}"), "CONTACT")
            .with("addressee", serde_json::to_string(&addressee()).unwrap());
        commit(&office.tables.client(), vec![Write::create("dossiers", item)])
            .await
            .unwrap();
        let household = HouseholdRef {
            id: HouseholdId(Uuid::from_u128(1)),
            version: 2,
        };
        let elsewhere = Outcome::Elsewhere {
            region: CityCode::parse("35.14").unwrap(),
        };
        office
            .wish(Command::Accept {
                court: CourtCode::parse("PA.Pas").unwrap(),
                kind: DivorceKind::Gugat,
                evidence: "e1".to_owned(),
                missing: vec![],
                duty: None,
            })
            .await;
        office
            .wish(Command::Register {
                divorced_on: "2021-09-15".parse().unwrap(),
                issued_on: "2021-09-21".parse().unwrap(),
                outcomes: Parties {
                    petitioner: Outcome::Stayed { household },
                    respondent: elsewhere,
                },
                households: vec![household],
                flags: vec![],
                cards: Parties::default(),
                marriage_registry: None,
            })
            .await;
        let documents = vec![Document {
            id: CASE.document("kk"),
            kind,
            sha256: "d1".to_owned(),
        }];
        office
            .wish(Command::Render {
                role: WATI,
                change: 1,
                documents,
            })
            .await;
        office
    }

    pub(crate) async fn wish(&self, command: Command) {
        self.journal.run(CASE, at(), &Wish(command)).await.unwrap();
    }

    /// Whether Wati has to be protected, as court or officer say.
    pub(crate) async fn protect(&self, protected: bool) {
        let word = self
            .dossiers
            .keep_safety(CASE, WATI, Safety { protected, since: 1 });
        commit(&self.tables.client(), vec![word]).await.unwrap();
    }

    pub(crate) async fn damage_safety(&self) {
        let item = Item::new(format!("SAFETY#{CASE}#{WATI}"), "SAFETY").with("protected", "perhaps");
        commit(&self.tables.client(), vec![Write::create("dossiers", item)])
            .await
            .unwrap();
    }

    pub(crate) fn function_with<C>(&self, courier: C) -> CourierDispatch<C> {
        CourierDispatch {
            journal: self.journal.clone(),
            dossiers: self.dossiers.clone(),
            courier,
            keys: keys(),
            city: Arc::new(city()),
            public_url: PUBLIC_URL.to_owned(),
        }
    }

    /// The function with the real client, impatient so that a story about waiting does not take long.
    pub(crate) fn function(&self) -> CourierDispatch<Biteship> {
        let patience = Patience {
            connect: Duration::from_millis(500),
            request: Duration::from_millis(300),
            total: Duration::from_secs(2),
            settle: Duration::from_millis(50),
            backoff: Duration::from_millis(10),
            attempts: 1,
        };
        let settings = Settings {
            patience,
            ..Settings::new(&self.provider.base_url(), KEY)
        };
        self.function_with(Biteship::new(&settings).unwrap())
    }

    pub(crate) fn next_bookings(&self, mishaps: &[BookingMishap]) {
        self.provider.set_mishaps(Mishaps {
            booking: mishaps.iter().copied().collect(),
            ..Mishaps::default()
        });
    }

    pub(crate) async fn story(&self) -> Story {
        self.journal.load(CASE).await.unwrap()
    }

    /// The message about the last entry of a kind.
    pub(crate) async fn message(&self, kind: EventKind) -> Message {
        let story = self.story().await;
        let entry = story
            .entries
            .iter()
            .rfind(|entry| entry.event.kind() == kind)
            .unwrap();
        Message {
            case_id: CASE,
            seq: entry.seq,
            kind,
        }
    }

    pub(crate) async fn handle(&self) -> Result<(), Failure> {
        self.function()
            .handle(self.message(EventKind::DocumentsPrinted).await, at())
            .await
    }

    /// What has happened since the envelope was sealed.
    pub(crate) async fn since_sealed(&self) -> Vec<Event> {
        let story = self.story().await;
        let events = story.entries.into_iter().map(|entry| entry.event);
        events
            .skip_while(|event| event.kind() != EventKind::DocumentsPrinted)
            .skip(1)
            .collect()
    }

    /// One rider was called for the first attempt, and the journal says so once.
    pub(crate) async fn has_one_rider(&self) {
        let orders = self.provider.orders();
        assert_eq!(orders.len(), 1, "{orders:?}");
        let order = &orders[0];
        assert_eq!(
            order.reference_id.as_deref(),
            Some(reference(WATI, 1).to_string().as_str())
        );
        assert_eq!(
            self.since_sealed().await,
            [
                Event::CourierRequested {
                    role: WATI,
                    attempt: 1
                },
                Event::CourierBooked {
                    role: WATI,
                    attempt: 1,
                    order: order.id.clone(),
                    fare: Some(Fare {
                        provider: "biteship".to_owned(),
                        rupiah: Some(order.price),
                    }),
                },
            ]
        );
        assert_eq!(
            self.tables.keys("cases", &format!("COURIER#{}", order.id)),
            ["LOOKUP"]
        );
    }
}
