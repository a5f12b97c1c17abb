//! Referrals and programmes of aid stand under the same chain, tips and seals.

use tuntas_aid::criteria::{Criteria, Facts};
use tuntas_aid::paper::Person;
use tuntas_aid::programme::Terms;
use tuntas_aid::referral::{Refusal, StopReason};
use tuntas_aiding::{Aid, ByOfficer, Referred, Says, Word, programme_id};
use tuntas_audit::Failure;
use tuntas_audit::erase::{self, Erased};
use tuntas_audit::export::Salt;
use tuntas_audit::replay::Moment;
use tuntas_audit::subjects::{self, Kept};
use tuntas_audit::verify::{Fault, Report};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, CaseId, CommandId};
use tuntas_domain::people::{PersonName, Text};
use tuntas_domain::working_days::WorkingDays;
use tuntas_journal::Actor;
use tuntas_signatures::KeyRing;
use tuntas_tables::{Key, Table};

use crate::office::{Office, at, case};

fn aid(office: &Office) -> Aid {
    Aid::new(
        &Table::new(&office.database, "cases"),
        &Table::new(&office.database, "dossiers"),
        KeyRing::from_secret(&"k".repeat(64)).unwrap(),
    )
}

fn programme() -> CaseId {
    programme_id(&"pendampingan".parse().unwrap())
}

/// One case, one referral and one programme, sealed.
async fn sealed() -> Office {
    let office = Office::open().await;
    office.ordinary(case(1)).await;
    let aid = aid(&office);
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
        days: WorkingDays::default(),
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
            kelurahan: Some("35.75.01.1001".parse().unwrap()),
            violence: false,
        },
        facts: Facts::default(),
        provided: vec![],
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
    for id in [case(2), programme()] {
        let one = office.verify(Some(id)).await;
        assert_eq!((one.cases, one.entries, one.faults), (1, 1, vec![]));
    }
}

#[tokio::test]
async fn a_changed_entry_of_a_referral_or_a_programme_is_seen() {
    for (id, partition) in [(case(2), "AID"), (programme(), "PROG")] {
        let office = sealed().await;
        let key = Key::new(format!("{partition}#{id}"), "EV#0000000001");
        office.forges(key, "function:somebody-else").await;
        assert_eq!(office.faults().await, [Fault::Chain { case: id, seq: 1 }]);
    }
}

async fn erase(office: &Office, id: CaseId) -> Result<Erased, Failure> {
    let kept = Kept {
        dossiers: office.dossiers(),
        documents: None,
    };
    erase::erase(&office.journal, &kept, id, "op-1", at("2031-09-21T02:00:00Z")).await
}

#[tokio::test]
async fn papers_of_a_referral_that_has_ended_go_and_the_chain_still_verifies() {
    let office = sealed().await;
    let papers = format!("AID#{}", case(2));
    assert_eq!(office.kept(&papers).await, 2);
    let Err(Failure::Refused(refusal)) = erase(&office, case(2)).await else {
        panic!("papers that are needed were erased");
    };
    assert_eq!(refusal.downcast_ref(), Some(&Refusal::StillOpen));
    assert_eq!(office.kept(&papers).await, 2);

    let stop = Word::Stop {
        reason: StopReason::MovedAway,
        note: None,
    };
    let by = ByOfficer {
        office: "dp3akb".parse().unwrap(),
        officer: "pejabat-01".parse().unwrap(),
        cause: CommandId::new("stop"),
        at: at("2021-09-22T02:00:00Z"),
        on: "2021-09-22".parse().unwrap(),
        days: WorkingDays::default(),
    };
    aid(&office).act(case(2), stop, &by).await.unwrap();
    assert!(erase(&office, case(2)).await.unwrap().now);
    assert_eq!(office.kept(&papers).await, 0);
    assert_eq!(office.faults().await, []);
    assert!(!erase(&office, case(2)).await.unwrap().now, "once is enough");
}

#[tokio::test]
async fn beside_a_programme_nobody_is_named() {
    let office = sealed().await;
    let failure = erase(&office, programme()).await.unwrap_err();
    assert!(matches!(failure, Failure::NobodyNamed), "{failure}");
    assert_eq!(office.verify(Some(programme())).await.entries, 1);
}

#[tokio::test]
async fn a_referral_and_a_programme_are_shown_as_they_were() {
    let office = sealed().await;
    let referral = subjects::story(&office.journal, case(2)).await.unwrap();
    let shown = referral.replayed(Moment::Now, false).unwrap();
    for said in ["referred", "petitioner", "dp3akb", "mentoring", "2021-09-21"] {
        assert!(shown.contains(said), "{said} in {shown}");
    }
    let offered = subjects::story(&office.journal, programme()).await.unwrap();
    let shown = offered.replayed(Moment::Now, false).unwrap();
    for said in ["pendampingan", "dp3akb", "mentoring", "2021-12-31"] {
        assert!(shown.contains(said), "{said} in {shown}");
    }
}

#[tokio::test]
async fn an_export_gives_neither_office_nor_programme_nor_case_away() {
    let office = sealed().await;
    let salt = Salt::new(&[7; 32]).unwrap();
    for id in [case(2), programme()] {
        let told = subjects::story(&office.journal, id).await.unwrap();
        let lines = serde_json::to_string(&told.lines(&salt).unwrap()).unwrap();
        let hidden = [
            id.to_string(),
            case(1).to_string(),
            "dp3akb".to_owned(),
            "pejabat-01".to_owned(),
            "Pendampingan".to_owned(),
            "pendampingan".to_owned(),
        ];
        for text in hidden {
            assert!(!lines.contains(&text), "{text} in {lines}");
        }
        assert!(lines.contains("mentoring"), "{lines}");
    }
}
