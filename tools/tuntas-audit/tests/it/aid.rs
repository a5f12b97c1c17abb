//! Referrals and programmes of aid stand under the same chain, tips and seals.

use tuntas_aid::criteria::{Criteria, Facts};
use tuntas_aid::paper::Person;
use tuntas_aid::programme::Terms;
use tuntas_aiding::{Aid, ByOfficer, Referred, Says, programme_id};
use tuntas_audit::verify::{Fault, Report};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, CommandId};
use tuntas_domain::people::{PersonName, Text};
use tuntas_journal::Actor;
use tuntas_signatures::KeyRing;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::office::{Office, at, case};

/// One case, one referral and one programme, sealed.
async fn sealed() -> Office {
    let office = Office::open().await;
    office.ordinary(case(1)).await;
    let aid = Aid::new(
        &Table::new(&office.database, "cases"),
        &Table::new(&office.database, "dossiers"),
        KeyRing::from_secret(&"k".repeat(64)).unwrap(),
    );
    let code = "pendampingan".parse().unwrap();
    let terms = Terms {
        name: Text::parse("Pendampingan (CONTOH)").unwrap(),
        kind: AidKind::Mentoring,
        funding: None,
        criteria: Criteria::default(),
        documents: vec![],
        opens: "2021-01-01".parse().unwrap(),
        closes: "2021-12-31".parse().unwrap(),
    };
    let by = ByOfficer {
        office: "dp3akb".parse().unwrap(),
        officer: "pejabat-01".parse().unwrap(),
        cause: CommandId::new("publish"),
        at: at("2021-09-21T02:00:00Z"),
        on: "2021-09-21".parse().unwrap(),
    };
    aid.publish(code, terms, &by).await.unwrap();
    let referred = Referred {
        case: case(1),
        role: Role::Petitioner,
        office: by.office.clone(),
        kind: AidKind::Mentoring,
        assess_by: by.on,
        person: Person {
            name: PersonName::parse("PEMOHON CONTOH").unwrap(),
            nik: None,
            phone: None,
            address: None,
            kelurahan: "35.75.01.1001".parse().unwrap(),
            violence: false,
        },
        facts: Facts::default(),
    };
    let says = Says {
        actor: Actor::function("aid-referral"),
        cause: CommandId::new("consent"),
        at: by.at,
    };
    aid.refer(case(2), referred, &says).await.unwrap();
    office.seal("2021-09-21").await
}

#[tokio::test]
async fn referrals_and_programmes_are_verified_with_the_cases() {
    let office = sealed().await;
    let whole = Report {
        cases: 3,
        entries: 5,
        seals: 1,
        faults: vec![],
    };
    assert_eq!(office.verify(None).await, whole);
    let programme = programme_id(&"pendampingan".parse().unwrap());
    for id in [case(2), programme] {
        let one = office.verify(Some(id)).await;
        assert_eq!((one.cases, one.entries, one.faults), (1, 1, vec![]));
    }
}

#[tokio::test]
async fn a_changed_entry_of_a_referral_or_a_programme_is_seen() {
    let programme = programme_id(&"pendampingan".parse().unwrap());
    for (id, partition) in [(case(2), "AID"), (programme, "PROG")] {
        let office = sealed().await;
        let change = Write::Update {
            table: "cases".to_owned(),
            key: Key::new(format!("{partition}#{id}"), "EV#0000000001"),
            set: Item::default().with("actor", "function:somebody-else"),
            remove: vec![],
            add: None,
            expect: Expect::Present,
        };
        office.by_hand(change).await;
        assert_eq!(office.faults().await, [Fault::Chain { case: id, seq: 1 }]);
    }
}
