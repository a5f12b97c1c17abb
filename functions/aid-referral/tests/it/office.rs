//! A city with its aid offices, one registered divorce, and everything that is said of aid.

use std::path::Path;
use std::sync::Arc;

use aid_referral::{AidReferral, Failure};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use memory_tables::DirectTables;
use tuntas_aid::paper::Person;
use tuntas_aid::referral;
use tuntas_aiding::Aid;
use tuntas_city::{City, Sources};
use tuntas_contract::{DecreeRequest, Places};
use tuntas_domain::case::{AidAnswer, Command, ConsentSource, decide};
use tuntas_domain::decree::{Decree, Parties, Role};
use tuntas_domain::household::Household;
use tuntas_domain::identity::{
    AidKind, AidOfficeCode, CaseId, CityCode, CommandId, HouseholdId, KelurahanCode, OfficerCode,
};
use tuntas_domain::plan::{HouseholdRef, Outcome, Reversal};
use tuntas_dossier::{Dossiers, Safety};
use tuntas_journal::{Actor, Journal, Message, Story};
use tuntas_register::Register;
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::{Table, Write};
use uuid::Uuid;

pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(7));
pub(crate) const P: Role = Role::Petitioner;
pub(crate) const R: Role = Role::Respondent;
pub(crate) const TODAY: Date = date(2026, 11, 24);

pub(crate) const DP3AKB: (&str, AidKind) = ("dp3akb", AidKind::Mentoring);
pub(crate) const DINKOP: (&str, AidKind) = ("dinkop", AidKind::Capital);
pub(crate) const UPTD_PPA: (&str, AidKind) = ("uptd-ppa", AidKind::Mentoring);

/// Under this number stands what follows from a protection that began with the court's word.
pub(crate) const PROTECTION: u32 = tuntas_aid::referral::PROTECTIONS;

pub(crate) fn now() -> Timestamp {
    "2026-11-24T02:00:00Z".parse().unwrap()
}

struct Anywhere;

impl Places for Anywhere {
    fn is_kelurahan(&self, _: &KelurahanCode) -> bool {
        true
    }
    fn city(&self) -> CityCode {
        "35.75".parse().unwrap()
    }
}

pub(crate) fn decree() -> Decree {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../events/decrees/gugat-with-custody.json");
    DecreeRequest::parse(&std::fs::read(path).unwrap(), TODAY, &Anywhere)
        .unwrap()
        .decree
}

pub(crate) fn code(office: &str) -> AidOfficeCode {
    AidOfficeCode::parse(office).unwrap()
}

pub(crate) struct Office {
    pub(crate) tables: DirectTables,
    pub(crate) function: AidReferral,
}

impl Office {
    /// The decree was accepted; nothing was registered yet.
    pub(crate) async fn accepted(protected: Parties<bool>) -> Self {
        Box::pin(Self::open(protected)).await
    }

    async fn open(protected: Parties<bool>) -> Self {
        let tables = DirectTables::new();
        let table = |name: &str| Table::new(tables.database(), name);
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let city = City::assemble(Sources {
            city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        })
        .unwrap();
        let keys = KeyRing::from_secret(&"k".repeat(64)).unwrap();
        let office = Self {
            function: AidReferral {
                journal: Journal::new(table("cases")),
                dossiers: Dossiers::new(table("dossiers")),
                register: Register::new(table("register")),
                aid: Aid::new(&table("cases"), &table("dossiers"), keys),
                city: Arc::new(city),
            },
            tables,
        };
        let households: Vec<Household> =
            serde_json::from_str(include_str!("../../../../events/register/households.json")).unwrap();
        for household in &households {
            office
                .function
                .register
                .import_household(household, TODAY)
                .await
                .unwrap();
        }
        let decree = decree();
        let dossier = office
            .function
            .dossiers
            .open(CASE, &decree, None, protected)
            .unwrap();
        let accept = Command::Accept {
            court: decree.case_number.court().clone(),
            kind: decree.kind,
            evidence: "a".repeat(64),
            missing: vec![],
            duty: None,
        };
        office.act(accept, dossier).await;
        office
    }

    /// The register was changed. Nobody was told of that yet.
    pub(crate) async fn registered(protected: Parties<bool>) -> Self {
        let office = Self::accepted(protected).await;
        office.register().await;
        office
    }

    pub(crate) async fn nobody_protected() -> Self {
        Self::registered(Parties::default()).await
    }

    pub(crate) async fn register(&self) -> Message {
        let household = HouseholdRef {
            id: HouseholdId(Uuid::from_u128(1)),
            version: 1,
        };
        self.act(
            Command::Register {
                divorced_on: date(2026, 9, 10),
                issued_on: TODAY,
                outcomes: Parties {
                    petitioner: Outcome::Founded { household },
                    respondent: Outcome::Stayed { household },
                },
                households: vec![household],
                flags: vec![],
                cards: Parties::default(),
                marriage_registry: None,
            },
            vec![],
        )
        .await
        .unwrap()
    }

    pub(crate) async fn story(&self) -> Story {
        self.function.journal.load(CASE).await.unwrap()
    }

    /// What somebody does to the case, and the message that tells of it; `None` if it says nothing new.
    pub(crate) async fn act(&self, command: Command, with: Vec<Write>) -> Option<Message> {
        let story = self.story().await;
        let events = decide(&story.case, command).unwrap();
        let kind = events.first()?.kind();
        let cause = CommandId::new(format!("test/{}", story.version()));
        let actor = Actor::function("test");
        (self.function.journal)
            .append(&story, now(), &actor, &cause, events, with)
            .await
            .unwrap();
        Some(Message {
            case_id: CASE,
            seq: story.version() + 1,
            kind,
        })
    }

    /// A party's word about an office and its aid.
    pub(crate) async fn say(&self, role: Role, line: (&str, AidKind), given: bool) -> Option<Message> {
        let answer = AidAnswer {
            office: code(line.0),
            aid: line.1,
            given,
        };
        let command = Command::AnswerAid {
            role,
            answers: vec![answer],
            source: ConsentSource::Officer,
            evidence: None,
        };
        self.act(command, vec![]).await
    }

    /// What an officer takes down about a party's safety, as the registry's desk does. Officers take turns.
    pub(crate) async fn protect(&self, role: Role, protected: bool) -> Message {
        let story = self.story().await;
        let revision = story.case.safety[role].revision + 1;
        let dossiers = &self.function.dossiers;
        let since = match dossiers.safety(CASE, role).await.unwrap() {
            Some(safety) if safety.protected || !protected => safety.since,
            _ => revision,
        };
        let command = Command::RecordSafety {
            role,
            officer: OfficerCode::parse(&format!("petugas-{:02}", revision % 2 + 1)).unwrap(),
            lifts: false,
        };
        let kept = dossiers.keep_safety(CASE, role, Safety { protected, since });
        self.act(command, vec![kept]).await.unwrap()
    }

    pub(crate) async fn reverse(&self) -> Message {
        let command = Command::Reverse {
            ground: Reversal::Cassation,
            evidence: "kasasi".to_owned(),
        };
        self.act(command, vec![]).await.unwrap()
    }

    pub(crate) async fn deliver(&self, message: &Message) -> Result<(), Failure> {
        self.function.handle(*message, now()).await
    }

    pub(crate) async fn told(&self, message: Option<Message>) {
        self.deliver(&message.unwrap()).await.unwrap();
    }

    pub(crate) fn id(&self, role: Role, line: (&str, AidKind), consent: u32) -> CaseId {
        self.function.aid.name(CASE, role, &code(line.0), line.1, consent)
    }

    /// Whom an office knows by a consent.
    pub(crate) async fn person(&self, role: Role, line: (&str, AidKind), consent: u32) -> Option<Person> {
        (self.function.aid.papers)
            .person(self.id(role, line, consent))
            .await
            .unwrap()
    }

    /// Everybody an office knows of a party, by whatever consent or protection.
    pub(crate) async fn knows(&self, role: Role, line: (&str, AidKind)) -> Vec<Person> {
        let mut known = Vec::new();
        for consent in (1..40).chain(PROTECTION..PROTECTION + 40) {
            known.extend(self.person(role, line, consent).await);
        }
        known
    }

    pub(crate) async fn stage(&self, role: Role, line: (&str, AidKind), consent: u32) -> referral::Stage {
        let story = self.function.aid.journal.load(self.id(role, line, consent)).await;
        story.unwrap().case.stage
    }

    /// Everything that offices hold of anybody, as it is stored.
    pub(crate) fn copies(&self) -> Vec<String> {
        (self.tables.items("dossiers", "AID#").iter())
            .map(|item| format!("{item:?}"))
            .collect()
    }
}
