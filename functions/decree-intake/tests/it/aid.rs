//! What a court says of aid and of protection, and what it gets to see of them: nothing.

use serde_json::{Value, json};
use tuntas_domain::case::{Event, ReturnReason};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, CaseId, CommandId, OfficerCode};
use tuntas_domain::plan::Hold;
use tuntas_dossier::{Destination, Safety};
use tuntas_journal::Actor;

use super::court::{DECREE, court};

const CONSENTS: &str = include_str!("../../../../events/aid/consents.json");
const ROUTE: &str = "POST /v1/decrees/{id}/aid-consents";
const P: Role = Role::Petitioner;

fn protected() -> String {
    let mut decree: Value = serde_json::from_str(DECREE).unwrap();
    decree["petitioner"]["protected"] = json!(true);
    decree.to_string()
}

/// An answer without what differs from case to case.
fn plain(mut told: Value) -> Value {
    told["id"] = json!(null);
    told["acceptedSha256"] = json!(null);
    for party in ["petitioner", "respondent"] {
        told["parties"][party]["tracking"] = json!(null);
    }
    told
}

#[tokio::test]
async fn a_court_says_once_who_has_to_be_protected_and_no_answer_shows_it() {
    let (open, guarded) = (court().await, court().await);
    let (status, plainly) = open.decree("k").await;
    assert_eq!(status, 202);
    let (status, told) = guarded.post("POST /v1/decrees", "k", &protected(), None).await;
    assert_eq!(status, 202, "{told}");
    let case: CaseId = told["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(plain(told), plain(plainly));

    let dossiers = &guarded.function.intake.dossiers;
    assert!(dossiers.is_protected(case, P).await.unwrap());
    assert_eq!(
        dossiers.destination(case, P).await.unwrap(),
        Destination::SafePlace
    );
    let his = dossiers.destination(case, Role::Respondent).await.unwrap();
    assert!(matches!(his, Destination::Home(_)), "his goes to his own door");
    let filed = dossiers.decree(case).await.unwrap().unwrap();
    let decree = serde_json::to_string(&filed.decree).unwrap();
    assert!(!decree.contains("protect"), "more functions read the decree");
    let story = guarded.function.intake.journal.load(case).await.unwrap();
    assert!(!format!("{:?}", story.entries).contains("protect"));
}

/// Officers had ended the protection that the court had asked for; then the case went back to the court, which asks again.
/// What follows from the protection that ended never opens again, so the new one has a name of its own.
#[tokio::test]
async fn a_protection_that_comes_back_with_a_repair_is_another_one() {
    let court = court().await;
    let (status, told) = court.post("POST /v1/decrees", "k", &protected(), None).await;
    assert_eq!(status, 202, "{told}");
    let case = told["id"].as_str().unwrap();
    let id: CaseId = case.parse().unwrap();
    let intake = &court.function.intake;
    let first = intake.dossiers.safety(id, P).await.unwrap().unwrap();
    assert_eq!((first.protected, first.since), (true, 0));

    let story = intake.journal.load(id).await.unwrap();
    let officer = |code: &str| OfficerCode::parse(code).unwrap();
    let lifted = |revision, code: &str| Event::SafetyRecorded {
        role: P,
        officer: officer(code),
        revision,
    };
    let returned = Event::ReturnedToCourt {
        officer: officer("petugas-01"),
        reason: ReturnReason::WrongParty,
    };
    let held = Event::Held {
        hold: Hold::NameMismatch { role: P },
    };
    let ended = intake.dossiers.keep_safety(
        id,
        P,
        Safety {
            protected: false,
            since: 0,
        },
    );
    intake
        .journal
        .append(
            &story,
            court.now,
            &Actor::officer("petugas-02"),
            &CommandId::new("test"),
            vec![lifted(1, "petugas-01"), lifted(2, "petugas-02"), held, returned],
            vec![ended],
        )
        .await
        .unwrap();

    let mut repaired: Value = serde_json::from_str(&protected()).unwrap();
    repaired["petitioner"]["name"] = json!("Contoh Nama Yang Benar");
    let route = "POST /v1/decrees/{id}/repair";
    let (status, told) = court
        .post(route, "repair", &repaired.to_string(), Some(case))
        .await;
    assert_eq!(status, 202, "{told}");
    let again = intake.dossiers.safety(id, P).await.unwrap().unwrap();
    assert_eq!((again.protected, again.since), (true, 2));
}

#[tokio::test]
async fn a_statement_about_aid_is_kept_as_evidence_and_counts_once() {
    let court = court().await;
    let (_, told) = court.decree("k").await;
    let case = told["id"].as_str().unwrap();
    let id: CaseId = case.parse().unwrap();
    for key in ["one", "one", "two"] {
        let (status, told) = court.post(ROUTE, key, CONSENTS, Some(case)).await;
        assert_eq!(status, 202, "{told}");
        assert!(
            !told.to_string().contains("dp3akb"),
            "the court reads nothing of it"
        );
    }
    let story = court.function.intake.journal.load(id).await.unwrap();
    let said = &story.case.aid[P];
    assert!(said.stands(&"dp3akb".parse().unwrap(), AidKind::Mentoring));
    assert!(said.stands(&"dinkop".parse().unwrap(), AidKind::Capital));
    assert!(!said.stands(&"dinsos".parse().unwrap(), AidKind::Mentoring));
    assert_eq!(said.lines.len(), 2);
    assert_eq!(story.entries.len(), 3, "the decree and two consents");
    assert_eq!(court.evidence.keys().len(), 2, "each body with its signature");

    let strange = CONSENTS.replace("dinkop", "dinas-siluman");
    let (status, told) = court.post(ROUTE, "three", &strange, Some(case)).await;
    assert_eq!(
        (status, &told["errors"][0]["code"]),
        (422, &json!("aid_office_unknown"))
    );
}
