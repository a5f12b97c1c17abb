//! A town with the sample register, one case, and everybody who works on it.

use std::path::Path;
use std::sync::Arc;

use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use card_render::{Archive, CardRender};
use case_tracking::CaseTracking;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use journal_relay::{Queue, route};
use memory_tables::{Bucket, MemoryTables};
use register_update::{Failure, RegisterUpdate};
use serde_json::{Value, json};
use tuntas_cards::Renderer;
use tuntas_city::{City, Sources};
use tuntas_contract::{DecreeRequest, Places};
use tuntas_domain::case::{
    Command, CorrectedField, Document, DocumentKind, Event, EventKind, HandedTo, Whom, decide,
};
use tuntas_domain::decree::{Choice, ChoiceSource, CustodyBasis, Decree, Parties, Role};
use tuntas_domain::household::{Address, Household};
use tuntas_domain::identity::{
    CaseId, CityCode, CommandId, KecamatanCode, KelurahanCode, KkNumber, Nik, OfficerCode,
};
use tuntas_domain::people::Text;
use tuntas_domain::plan::{CorrectedValue, Correction, Decision, Reversal};
use tuntas_dossier::Dossiers;
use tuntas_journal::{Actor, Journal, Message, Story};
use tuntas_platform::http::{HttpRequest, handle};
use tuntas_register::Register;
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::{Table, Write};
use uuid::Uuid;

pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(7));
pub(crate) const P: Role = Role::Petitioner;
pub(crate) const R: Role = Role::Respondent;
const TODAY: Date = date(2026, 11, 24);

pub(crate) fn now() -> Timestamp {
    "2026-11-24T02:00:00Z".parse().unwrap()
}

pub(crate) struct Town {
    pub(crate) tables: MemoryTables,
    bucket: Bucket,
    pub(crate) update: RegisterUpdate,
    pub(crate) shop: CardRender,
    page: CaseTracking,
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

/// A sample decree.
pub(crate) fn decree(name: &str) -> Decree {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../events/decrees/{name}.json"));
    let body = std::fs::read(path).unwrap();
    DecreeRequest::parse(&body, TODAY, &Anywhere).unwrap().decree
}

pub(crate) fn nik(decree: &Decree, role: Role) -> Nik {
    decree.parties[role].nik.clone().unwrap()
}

/// An address in a kelurahan of the city.
pub(crate) fn address(kelurahan: &str) -> Address {
    Address {
        street: Text::parse("Jl. Contoh Baru No. 9").unwrap(),
        rt: Text::parse("001").unwrap(),
        rw: Text::parse("002").unwrap(),
        kelurahan: kelurahan.parse().unwrap(),
        postcode: None,
    }
}

pub(crate) fn kecamatan(code: &str) -> KecamatanCode {
    KecamatanCode::parse(code).unwrap()
}

fn officer(number: u8) -> OfficerCode {
    OfficerCode::parse(&format!("petugas-{number:02}")).unwrap()
}

pub(crate) fn sample_register() -> Vec<Household> {
    serde_json::from_str(include_str!("../../../../events/register/households.json")).unwrap()
}

/// Numbers of the sample pool.
fn pool() -> impl Iterator<Item = (KecamatanCode, KkNumber)> {
    include_str!("../../../../events/register/kk-numbers.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let (kecamatan, number) = line.split_once(',').unwrap();
            (
                KecamatanCode::parse(kecamatan).unwrap(),
                KkNumber::parse(number).unwrap(),
            )
        })
}

impl Town {
    /// The sample register with the sample pool.
    pub(crate) async fn new() -> Self {
        let town = Self::without_numbers().await;
        town.import_numbers().await;
        town
    }

    /// The sample register with an empty pool.
    pub(crate) async fn without_numbers() -> Self {
        Box::pin(Self::of(sample_register())).await
    }

    /// A register with an empty pool.
    pub(crate) async fn of(households: Vec<Household>) -> Self {
        let tables = MemoryTables::start().await.unwrap();
        let bucket = Bucket::start().await.unwrap();
        let table = |name: &str| Table::new(tables.client(), name);
        let (journal, dossiers) = (Journal::new(table("cases")), Dossiers::new(table("dossiers")));
        let register = Register::new(table("register"));
        let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
        let city = City::assemble(Sources {
            city_toml: include_str!("../../../../cities/pasuruan/city.toml"),
            wilayah_csv: include_str!("../../../../cities/pasuruan/wilayah.csv"),
            courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
        })
        .unwrap();
        let city = Arc::new(city);
        let city_code: CityCode = city.region_code.parse().unwrap();
        let keys = || KeyRing::from_secret(&"k".repeat(64)).unwrap();
        let town = Self {
            update: RegisterUpdate {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                city: city_code.clone(),
                time_zone: city.time_zone(),
                low_water: 3,
            },
            shop: CardRender {
                journal: journal.clone(),
                dossiers: dossiers.clone(),
                register: register.clone(),
                archive: Archive::new(bucket.client(), "papers"),
                keys: keys(),
                renderer: Arc::new(Renderer::new()),
                city: Arc::clone(&city),
                public_url: "https://tuntas.example".to_owned(),
            },
            page: CaseTracking {
                journal,
                dossiers,
                register,
                keys: keys(),
                city,
                city_code,
            },
            tables,
            bucket,
        };
        for household in &households {
            town.register().import_household(household, TODAY).await.unwrap();
        }
        town
    }

    pub(crate) async fn import_numbers(&self) {
        for (kecamatan, number) in pool() {
            self.register().import_number(&kecamatan, &number).await.unwrap();
        }
    }

    pub(crate) fn register(&self) -> &Register {
        &self.update.register
    }

    pub(crate) fn dossiers(&self) -> &Dossiers {
        &self.update.dossiers
    }

    pub(crate) async fn story(&self) -> Story {
        self.update.journal.load(CASE).await.unwrap()
    }

    pub(crate) async fn home(&self, nik: &Nik) -> Household {
        self.register().home_of(nik).await.unwrap().unwrap()
    }

    /// What somebody does to the case.
    pub(crate) async fn act(&self, command: Command, with: Vec<Write>) {
        let story = self.story().await;
        let events = decide(&story.case, command).unwrap();
        assert!(!events.is_empty(), "nothing happened");
        let cause = CommandId::new(format!("test/{}", story.version()));
        let actor = Actor::function("test");
        self.update
            .journal
            .append(&story, now(), &actor, &cause, events, with)
            .await
            .unwrap();
    }

    pub(crate) async fn accept(&self, decree: &Decree) {
        let command = Command::Accept {
            court: decree.case_number.court().clone(),
            kind: decree.kind,
            evidence: "a".repeat(64),
            missing: vec![],
            duty: None,
        };
        let dossier = self
            .dossiers()
            .open(CASE, decree, None, Parties::default())
            .unwrap();
        self.act(command, dossier).await;
    }

    /// The decree is accepted and carried out.
    pub(crate) async fn registered(&self, decree: &Decree) {
        self.accept(decree).await;
        self.carry_on().await;
        assert!(self.story().await.case.registered);
    }

    pub(crate) async fn choose(&self, role: Role, choice: Choice) {
        let revision = self.story().await.case.choices[role].made + 1;
        let write = self.dossiers().choose(CASE, role, revision, &choice).unwrap();
        let command = Command::Choose {
            role,
            choice: choice.kind(),
            source: ChoiceSource::Citizen,
        };
        self.act(command, vec![write]).await;
    }

    pub(crate) async fn entrust(&self, child: usize, parent: Role) {
        let command = Command::ChangeCustody {
            child,
            parent,
            basis: CustodyBasis::Ruling,
            evidence: format!("custody-{child}-{parent}"),
        };
        self.act(command, vec![]).await;
    }

    pub(crate) async fn reverse(&self, ground: Reversal) {
        let evidence = "reversal".to_owned();
        self.act(Command::Reverse { ground, evidence }, vec![]).await;
    }

    /// One officer proposes, another agrees.
    pub(crate) async fn correct(&self, whom: Whom, field: CorrectedField, value: CorrectedValue) {
        let number = u16::try_from(self.story().await.case.corrections.len() + 1).unwrap();
        let write = self
            .dossiers()
            .propose(CASE, number, &Correction { whom, value })
            .unwrap();
        let propose = Command::ProposeCorrection {
            officer: officer(1),
            whom,
            field,
        };
        self.act(propose, vec![write]).await;
        let agree = Command::DecideCorrection {
            officer: officer(2),
            number,
            agreed: true,
        };
        self.act(agree, vec![]).await;
    }

    pub(crate) async fn claim(&self) -> OfficerCode {
        let claim = Command::Claim {
            officer: officer(1),
            now: now(),
            until: now() + jiff::SignedDuration::from_mins(30),
            ahead: 0,
        };
        self.act(claim, vec![]).await;
        officer(1)
    }

    /// One officer decides about the held case; another agrees where that is needed.
    pub(crate) async fn decide(&self, decision: Decision) {
        let officer = self.claim().await;
        let needs_approval = decision.needs_approval();
        let decided = Command::Decide {
            officer,
            now: now(),
            decision,
        };
        self.act(decided, vec![]).await;
        if needs_approval {
            let approve = Command::Approve {
                officer: self::officer(2),
                number: self.story().await.case.proposals,
                agreed: true,
            };
            self.act(approve, vec![]).await;
        }
    }

    /// The envelope is printed, sealed and collected at the counter.
    pub(crate) async fn hand_over(&self, role: Role) {
        self.act(Command::Print { role }, vec![]).await;
        let collected = Command::HandOver {
            role,
            to: HandedTo::Addressee,
            ride: None,
            old_card_withdrawn: Some(true),
        };
        self.act(collected, vec![]).await;
    }

    pub(crate) async fn tell_register(&self, seq: u32, kind: EventKind) -> Result<(), Failure> {
        let message = Message {
            case_id: CASE,
            seq,
            kind,
        };
        self.update.handle(message, now()).await
    }

    /// The messages of one queue that the case has caused so far, oldest first.
    pub(crate) async fn messages(&self, queue: Queue) -> Vec<Message> {
        let told = |entry: &tuntas_journal::Entry| {
            route(&entry.event).contains(&queue).then_some(Message {
                case_id: CASE,
                seq: entry.seq,
                kind: entry.event.kind(),
            })
        };
        self.story().await.entries.iter().filter_map(told).collect()
    }

    /// Tells the register of everything that happened, from the first event on, until nothing happens any more.
    pub(crate) async fn carry_on(&self) {
        loop {
            let before = self.story().await.version();
            for message in self.messages(Queue::Register).await {
                self.update.handle(message, now()).await.unwrap();
            }
            if self.story().await.version() == before {
                return;
            }
        }
    }

    /// Tells the press of everything that happened.
    pub(crate) async fn print_shop(&self) {
        for message in self.messages(Queue::Render).await {
            self.shop.handle(message, now()).await.unwrap();
        }
    }

    pub(crate) async fn document(&self, role: Role, kind: DocumentKind) -> Document {
        let story = self.story().await;
        let documents = &story.case.tracks[role].documents;
        documents
            .iter()
            .find(|document| document.kind == kind)
            .unwrap()
            .clone()
    }

    /// The text of a document, without white space.
    pub(crate) fn text(&self, document: &Document) -> String {
        let key = format!("papers/documents/{}.pdf", document.sha256);
        let pdf = lopdf::Document::load_mem(&self.bucket.object(&key).unwrap()).unwrap();
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        let text = pdf.extract_text(&pages).unwrap();
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// What a stranger who scans the QR is told.
    pub(crate) async fn verdict(&self, document: &Document) -> String {
        let token = self.shop.keys.document_token(document.id.0);
        let event: ApiGatewayV2httpRequest = serde_json::from_value(json!({
            "routeKey": "GET /v1/verify/{token}",
            "headers": { "accept": "application/json" },
            "pathParameters": { "token": token },
            "requestContext": {
                "requestId": "r-1",
                "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
        }))
        .unwrap();
        let page = self.page.clone();
        let event = lambda_runtime::LambdaEvent::new(event, lambda_runtime::Context::default());
        let answer = Box::pin(handle(event, move |request: HttpRequest| {
            let page = page.clone();
            async move { page.handle(request, now()).await }
        }))
        .await;
        let body: Value = serde_json::from_str(answer.body().unwrap()).unwrap();
        body["result"].as_str().unwrap().to_owned()
    }
}

/// The last event of a kind.
pub(crate) fn last(story: &Story, kind: EventKind) -> Event {
    let entries = story.entries.iter().rev();
    entries
        .map(|entry| &entry.event)
        .find(|event| event.kind() == kind)
        .unwrap()
        .clone()
}
