//! A case as it was, and who did what.

use memory_tables::{Call, DirectTables, Fate};
use tuntas_audit::Failure;
use tuntas_audit::replay::{Moment, replay};
use tuntas_audit::trail::{self, Why};
use tuntas_domain::case::{CorrectedField, Event, Stage, Whom};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::OfficerCode;
use tuntas_domain::people::Text;
use tuntas_domain::plan::Decision;
use tuntas_dossier::Dossiers;
use tuntas_journal::{Actor, Story};
use tuntas_tables::{Table, commit};

use crate::office::{Office, at, case, claimed, decided, officer};

async fn story() -> Story {
    let office = Office::open().await;
    office.ordinary(case(1)).await;
    let officer = || Actor::officer("petugas-01");
    office
        .happens(case(1), "02:30", officer(), vec![claimed(1, 2)])
        .await;
    let decided = decided(Decision::TryAgain, 1, None);
    office.happens(case(1), "02:40", officer(), vec![decided]).await;
    office.journal.load(case(1)).await.unwrap()
}

#[tokio::test]
async fn a_case_is_shown_as_it_was_at_any_moment() {
    let story = story().await;
    let stage = |moment| replay(&story, moment).unwrap().facts.stage;
    assert_eq!(stage(Moment::Now), Stage::Accepted);
    assert_eq!(stage(Moment::Seq(0)), Stage::Empty);
    assert_eq!(stage(Moment::Seq(1)), Stage::Accepted);
    assert_eq!(stage(Moment::Seq(2)), Stage::Held);
    assert_eq!(stage(Moment::At(at("2021-09-21T02:09:59Z"))), Stage::Accepted);
    assert_eq!(stage(Moment::At(at("2021-09-21T02:10:00Z"))), Stage::Held);
}

#[tokio::test]
async fn the_table_tells_the_hold_and_who_works_on_it() {
    let held = replay(&story().await, Moment::Seq(4)).unwrap();
    assert_eq!(
        held.table(),
        format!(
            "case        {}\n\
             entries     4\n\
             until       2021-09-21T02:30:00Z\n\
             stage       held\n\
             hold        reason=name_mismatch role=petitioner\n\
             claimed by  petugas-01 until 2021-09-21T05:00:00Z\n\
             petitioner  waiting\n\
             respondent  waiting\n",
            case(1)
        )
    );
    let json: serde_json::Value = serde_json::from_str(&held.json().unwrap()).unwrap();
    assert_eq!(
        (&json["subject"], &json["stage"]),
        (&"case".into(), &"held".into())
    );
    assert_eq!(json["hold"]["reason"], "name_mismatch");
    assert_eq!(json["claim"]["officer"], "petugas-01");
    assert_eq!(json["petitioner"]["stage"], "waiting");
}

#[tokio::test]
async fn the_trail_says_who_did_saw_and_why() {
    let lines = trail::trail(&story().await).unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.seq, line.actor.as_str(), line.kind.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "client:contoh-pa-pas", "decree_accepted"),
            (2, "function:register-update", "held"),
            (3, "officer:petugas-01", "viewed"),
            (4, "officer:petugas-01", "hold_claimed"),
            (5, "officer:petugas-01", "decided"),
        ]
    );
    assert_eq!(lines[2].details, "officer=petugas-01 what.what=facts");
    assert_eq!(lines[4].details, "decision.kind=try_again officer=petugas-01");
    assert_eq!(trail::table(&lines).lines().count(), 6);
}

/// An identity was accepted by two officers, and a child set aside by one; and a field is to be put right.
async fn noted(office: &Office) -> Dossiers {
    let dossiers = Dossiers::new(Table::new(&office.database, "dossiers"));
    office.ordinary(case(1)).await;
    let identity = Decision::AcceptIdentity {
        role: Role::Petitioner,
    };
    let proposed = Event::DecisionProposed {
        number: 1,
        decision: identity.clone(),
        officer: officer(1),
    };
    let correction = Event::CorrectionProposed {
        number: 1,
        whom: Whom::Child { child: 0 },
        field: CorrectedField::Name,
        officer: officer(1),
    };
    for (time, by, event, note) in [
        ("02:30", 1, proposed, Some("Contoh: buku nikah dilihat")),
        ("02:40", 2, decided(identity, 1, Some(2)), None),
        (
            "02:50",
            1,
            decided(Decision::SetChildAside { child: 0 }, 1, None),
            Some("Contoh: SIAK nasional"),
        ),
        ("02:55", 1, decided(Decision::TryAgain, 1, None), None),
        ("03:00", 1, correction, Some("Contoh: akta kelahiran")),
    ] {
        let actor = Actor::officer(officer(by).as_str());
        office.happens(case(1), time, actor, vec![event]).await;
        let seq = office.journal.load(case(1)).await.unwrap().version();
        if let Some(note) = note {
            let write = dossiers.keep_note(case(1), seq, &Text::parse(note).unwrap());
            commit(&office.database, vec![write]).await.unwrap();
        }
    }
    dossiers
}

#[tokio::test]
async fn the_trail_tells_why_to_whoever_may_read_the_dossiers_and_writes_that_down() {
    let office = Office::open().await;
    let dossiers = noted(&office).await;
    let auditor = OfficerCode::parse("auditor-1").unwrap();
    let look = async |time: &str| {
        let at = at(&format!("2021-09-22T{time}:00Z"));
        trail::explained(&office.journal, &dossiers, case(1), &auditor, at)
            .await
            .unwrap()
    };
    let lines = look("02:00").await;
    let whys: Vec<_> = lines
        .iter()
        .filter_map(|line| Some((line.seq, line.why.clone()?)))
        .collect();
    let note = |text: &str| Why::Note(text.to_owned());
    assert_eq!(
        whys,
        [
            (4, note("Contoh: buku nikah dilihat")),
            (5, Why::Proposed(4)),
            (6, note("Contoh: SIAK nasional")),
            (7, Why::NoNote),
            (8, note("Contoh: akta kelahiran")),
        ]
    );
    let table = trail::table(&lines);
    assert!(table.lines().next().unwrap().contains("why"), "{table}");
    assert!(table.contains("\"Contoh: SIAK nasional\""), "{table}");
    let last = lines.last().unwrap();
    assert_eq!(
        (last.actor.as_str(), last.kind.as_str(), last.details.as_str()),
        (
            "operator:auditor-1",
            "viewed",
            "officer=auditor-1 what.what=notes"
        )
    );
    assert_eq!(
        look("02:01").await.len(),
        lines.len() + 1,
        "each look is another one"
    );
    // The journal itself tells nobody why.
    let story = office.journal.load(case(1)).await.unwrap();
    let lines = trail::trail(&story).unwrap();
    assert!(!trail::table(&lines).contains("Contoh"));
    assert!(lines.iter().all(|line| line.why.is_none()));
}

#[tokio::test]
async fn what_was_erased_is_not_looked_for() {
    let office = Office::open().await;
    let dossiers = noted(&office).await;
    let erased = vec![Event::DossierErased];
    office
        .happens(case(1), "04:00", Actor::operator("op-1"), erased)
        .await;
    let (auditor, at) = (
        OfficerCode::parse("auditor-1").unwrap(),
        at("2021-09-22T02:00:00Z"),
    );
    let lines = trail::explained(&office.journal, &dossiers, case(1), &auditor, at)
        .await
        .unwrap();
    assert_eq!(lines[3].why, Some(Why::Erased));
    assert_eq!(lines.last().unwrap().kind, "dossier_erased");
    let nobody = trail::explained(&office.journal, &dossiers, case(9), &auditor, at).await;
    assert!(matches!(nobody, Err(Failure::Unknown(_))));
}

#[tokio::test]
async fn without_a_record_of_the_look_no_note_is_shown() {
    let tables = DirectTables::new();
    let office = Office::over(tables.database()).await;
    let dossiers = noted(&office).await;
    tables.decide_with(|call| match call {
        Call::Commit(_) => Fate::FailsBefore,
        Call::Read => Fate::Done,
    });
    let (auditor, at) = (
        OfficerCode::parse("auditor-1").unwrap(),
        at("2021-09-22T02:00:00Z"),
    );
    let refused = trail::explained(&office.journal, &dossiers, case(1), &auditor, at).await;
    assert!(refused.is_err());
    tables.decide_with(|_| Fate::Done);
    let story = office.journal.load(case(1)).await.unwrap();
    assert_eq!(
        story.version(),
        8,
        "nothing was written down, and nothing was shown"
    );
}
