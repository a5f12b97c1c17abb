//! The functions, wired to the ports of one world as their `main.rs` wires them to AWS.

use std::sync::{Arc, LazyLock};

use aid_referral::AidReferral;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::{Client, Config};
use card_render::{Archive, CardRender};
use case_tracking::CaseTracking;
use courier_dispatch::CourierDispatch;
use courier_webhook::CourierWebhook;
use decree_intake::{DecreeIntake, Uploads};
use memory_tables::{DirectBuckets, DirectTables};
use print_desk::{Documents, PrintDesk};
use register_update::RegisterUpdate;
use registry_desk::RegistryDesk;
use tuntas_aiding::Aid;
use tuntas_buckets::Addresses;
use tuntas_city::{City, Sources};
use tuntas_couriers::biteship::WebhookSecret;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_feed::Feed;
use tuntas_intake::Intake;
use tuntas_journal::Journal;
use tuntas_register::Register;
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::{Database, Table};

use super::Provider;
use super::press::QuickPress;
use crate::Weather;

/// Name of the journal's table.
pub(crate) const CASES: &str = "cases";
/// Name of the dossiers' table.
pub(crate) const DOSSIERS: &str = "dossiers";
/// Name of the register's table.
pub(crate) const REGISTER: &str = "register";
/// Name of the change feed's table, which nobody fills here.
const FEED: &str = "feed";
/// Name of the evidence's bucket.
pub(crate) const EVIDENCE: &str = "evidence";
/// Name of the documents' bucket.
pub(crate) const DOCUMENTS: &str = "documents";
/// Header of the provider's reports, and its value.
pub(crate) const REPORT: (&str, &str) = ("x-tuntas-webhook", "benar");

/// The sample city with its court, and the court's signer: the same for all worlds of a process.
static CITY: LazyLock<(Arc<City>, Arc<Signer>)> = LazyLock::new(|| {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).expect("a key can be drawn");
    let key = signer.jwk().expect("a key has a public half");
    let sources = Sources {
        city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![key]).expect("one key is a set").to_json(),
    };
    let city = City::assemble(sources).expect("the sample city is sound");
    (Arc::new(city), Arc::new(signer))
});

/// The print desk signs addresses with it, and reaches nobody.
static NOBODY: LazyLock<Client> = LazyLock::new(|| {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("ap-southeast-3"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .build();
    Client::from_conf(config)
});

/// Everything the functions touch.
#[derive(Clone, Debug)]
pub(crate) struct Ports {
    pub(crate) tables: DirectTables,
    pub(crate) buckets: DirectBuckets,
    pub(crate) provider: Provider,
    pub(crate) weather: Weather,
}

impl Ports {
    pub(crate) fn new(weather: Weather) -> Self {
        let tables = DirectTables::new();
        let fates = weather.clone();
        tables.decide_with(move |call| fates.fate(call));
        let buckets = DirectBuckets::default();
        let fates = weather.clone();
        buckets.decide_with(move |_| fates.fate_of_object());
        Self {
            tables,
            buckets,
            provider: Provider::new(weather.clone()),
            weather,
        }
    }
}

/// The functions of one world. Clones share its ports.
#[derive(Clone, Debug)]
pub(crate) struct Functions {
    pub(crate) intake: DecreeIntake,
    pub(crate) register_update: RegisterUpdate,
    pub(crate) card_render: CardRender,
    pub(crate) registry_desk: RegistryDesk,
    pub(crate) tracking: CaseTracking,
    pub(crate) print_desk: PrintDesk,
    pub(crate) aid_referral: AidReferral,
    pub(crate) dispatch: CourierDispatch<Provider>,
    pub(crate) webhook: CourierWebhook<Provider>,
    /// Signs for the court.
    pub(crate) signer: Arc<Signer>,
    /// Knows all codes.
    pub(crate) keys: KeyRing,
    /// For the operator's imports.
    pub(crate) register: Register,
}

impl Functions {
    /// Wires the functions. `database` is that of the ports, or one that is broken on purpose.
    pub(crate) fn new(ports: &Ports, database: &Database) -> Self {
        let (city, signer) = &*CITY;
        let keys = KeyRing::from_secret(&"s".repeat(64)).expect("long enough");
        let public_url = "https://tuntas.example".to_owned();
        let journal = Journal::new(Table::new(database, CASES));
        let dossiers = Dossiers::new(Table::new(database, DOSSIERS));
        let register = Register::new(Table::new(database, REGISTER));
        Self {
            intake: DecreeIntake {
                intake: Intake {
                    journal: journal.clone(),
                    dossiers: dossiers.clone(),
                    evidence: EvidenceStore::on(ports.buckets.bucket(EVIDENCE)),
                    keys: keys.clone(),
                    city: Arc::clone(city),
                    city_code: city.region_code.parse().expect("the sample city is sound"),
                    public_url: public_url.clone(),
                },
                uploads: Uploads::new(NOBODY.clone(), "court-files"),
            },
            register_update: RegisterUpdate {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                time_zone: city.time_zone(),
                low_water: 2,
                city: city.region_code.parse().expect("the sample city is sound"),
            },
            card_render: CardRender {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                archive: Archive::on(ports.buckets.bucket(DOCUMENTS)),
                keys: keys.clone(),
                renderer: Arc::new(QuickPress),
                city: Arc::clone(city),
                public_url: public_url.clone(),
            },
            registry_desk: RegistryDesk {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                feed: Feed::new(Table::new(database, FEED)),
                court_documents: Addresses::new(NOBODY.clone(), EVIDENCE),
                city: Arc::clone(city),
                city_code: city.region_code.parse().expect("the sample city is sound"),
                low_water: 2,
            },
            tracking: CaseTracking {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                keys: keys.clone(),
                city: Arc::clone(city),
                city_code: city.region_code.parse().expect("the sample city is sound"),
            },
            print_desk: PrintDesk {
                journal: journal.clone(),
                documents: Documents::new(NOBODY.clone(), DOCUMENTS),
            },
            aid_referral: AidReferral {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                aid: Aid::new(
                    &Table::new(database, CASES),
                    &Table::new(database, DOSSIERS),
                    keys.clone(),
                ),
                city: Arc::clone(city),
            },
            dispatch: CourierDispatch {
                journal: journal.clone(),
                dossiers,
                courier: ports.provider.clone(),
                keys: keys.clone(),
                city: Arc::clone(city),
                public_url,
            },
            webhook: CourierWebhook {
                journal,
                courier: ports.provider.clone(),
                secret: WebhookSecret::new(REPORT.0, REPORT.1),
                keys: keys.clone(),
                city: Arc::clone(city),
            },
            signer: Arc::clone(signer),
            keys,
            register,
        }
    }
}
