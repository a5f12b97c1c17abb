//! One party's documents cannot be made: the other's are made all the same.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::sync::Arc;

use card_render::{Archive, CardRender, Failure};
use memory_tables::{Bucket, MemoryTables};
use tuntas_cards::Renderer;
use tuntas_city::{City, Sources};
use tuntas_contract::{DecreeRequest, Places};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::{Decree, Parties, Role};
use tuntas_domain::identity::{CaseId, CityCode, CommandId, HouseholdId, KelurahanCode};
use tuntas_domain::plan::{HouseholdRef, Outcome};
use tuntas_dossier::Dossiers;
use tuntas_journal::{Actor, Journal, Message};
use tuntas_register::Register;
use tuntas_signatures::{Algorithm, Jwks, KeyRing, Signer};
use tuntas_tables::Table;
use uuid::Uuid;

const CASE: CaseId = CaseId(Uuid::from_u128(7));

fn city() -> City {
    let signer = Signer::generate(Algorithm::EdDsa, "pa-pas-1", Some("PA.Pas")).unwrap();
    City::assemble(Sources {
        city_toml: include_str!("../../../cities/pasuruan/city.toml"),
        wilayah_csv: include_str!("../../../cities/pasuruan/wilayah.csv"),
        courts_jwks: &Jwks::new(vec![signer.jwk().unwrap()]).unwrap().to_json(),
    })
    .unwrap()
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

fn decree() -> Decree {
    let body = include_bytes!("../../../events/decrees/gugat-with-custody.json");
    let today = jiff::civil::date(2026, 11, 24);
    DecreeRequest::parse(body, today, &Anywhere).unwrap().decree
}

async fn archive() -> Archive {
    Archive::new(Bucket::start().await.unwrap().client(), "documents")
}

#[tokio::test]
async fn what_keeps_one_partys_documents_back_does_not_keep_the_others() {
    let tables = MemoryTables::start().await.unwrap();
    let shop = CardRender {
        journal: Journal::new(Table::new(tables.client(), "cases")),
        dossiers: Dossiers::new(Table::new(tables.client(), "dossiers")),
        register: Register::new(Table::new(tables.client(), "register")),
        archive: archive().await,
        keys: KeyRing::from_secret(&"k".repeat(64)).unwrap(),
        renderer: Arc::new(Renderer::new()),
        city: Arc::new(city()),
        public_url: "https://tuntas.example".to_owned(),
    };
    let decree = decree();
    let lost = HouseholdRef {
        id: HouseholdId(Uuid::from_u128(1)),
        version: 2,
    };
    let events = vec![
        Event::DecreeAccepted {
            court: decree.case_number.court().clone(),
            kind: decree.kind,
            evidence: "e".repeat(64),
            missing: vec![],
            duty: None,
        },
        Event::RegisterUpdated {
            divorced_on: decree.finality.settle(decree.kind).unwrap().divorced_on,
            issued_on: jiff::civil::date(2026, 11, 24),
            outcomes: Parties {
                petitioner: Outcome::Stayed { household: lost },
                respondent: Outcome::Elsewhere {
                    region: "35.14".parse().unwrap(),
                },
            },
            households: vec![lost],
            flags: vec![],
            cards: Parties::default(),
            marriage_registry: None,
        },
    ];
    let at = "2026-11-24T02:00:00Z".parse().unwrap();
    let story = shop.journal.load(CASE).await.unwrap();
    let (actor, cause) = (Actor::function("test"), CommandId::new("test"));
    let dossier = shop
        .dossiers
        .open(CASE, &decree, None, Parties::default())
        .unwrap();
    shop.journal
        .append(&story, at, &actor, &cause, events, dossier)
        .await
        .unwrap();

    let message = Message {
        case_id: CASE,
        seq: 2,
        kind: EventKind::RegisterUpdated,
    };
    for _ in 0..2 {
        let failure = shop.handle(message, at).await.unwrap_err();
        assert!(
            matches!(failure, Failure::Missing("household version")),
            "{failure}"
        );
    }
    let tracks = shop.journal.load(CASE).await.unwrap().case.tracks;
    assert_eq!(
        [Role::Petitioner, Role::Respondent].map(|role| tracks[role].documents.len()),
        [0, 1]
    );
}
