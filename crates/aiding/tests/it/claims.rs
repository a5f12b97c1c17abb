//! Two officers at once: one works on it, the other is told so.

use jiff::civil::date;
use tuntas_aid::referral::{Desk, PauseReason, Refusal};
use tuntas_aiding::{Unready, Word};
use tuntas_domain::identity::AidKind;
use tuntas_journal::RunError;

use crate::office::{Office, assess, office_code};

fn claim() -> Word {
    Word::Claim {
        desks: vec![Desk::Assessment],
    }
}

#[tokio::test]
async fn of_two_who_claim_at_once_one_works_and_the_list_says_who() {
    let office = Office::open();
    office.refer(0, AidKind::Capital, 0).await.unwrap();
    let (one, other) = tokio::join!(
        office.say(0, "asesor-01", claim()),
        office.say(0, "asesor-02", claim()),
    );
    let (winner, loser) = match (&one, &other) {
        (Ok(_), Err(refused)) => ("asesor-01", refused),
        (Err(refused), Ok(_)) => ("asesor-02", refused),
        both => unreachable!("{both:?}"),
    };
    assert!(
        matches!(loser, RunError::Refused(Refusal::ClaimedByAnother)),
        "{loser:?}"
    );
    let rows = office
        .aid
        .lists
        .due(&office_code(), Desk::Assessment, None, 10)
        .await
        .unwrap()
        .rows;
    let claim = rows.first().and_then(|row| row.claim.clone()).unwrap();
    assert_eq!(claim.officer.as_str(), winner);
    let by_the_other = if winner == "asesor-01" {
        "asesor-02"
    } else {
        "asesor-01"
    };
    assert!(matches!(
        office.say(0, by_the_other, assess()).await,
        Err(RunError::Prepare(Unready::ClaimedByAnother))
    ));
    office.say(0, winner, assess()).await.unwrap();
    let rows = office
        .aid
        .lists
        .due(&office_code(), Desk::Decision, None, 10)
        .await;
    assert_eq!(rows.unwrap().rows.first().and_then(|row| row.claim.clone()), None);
}

#[tokio::test]
async fn what_waits_moves_its_row_and_takes_the_claim_away() {
    let office = Office::open();
    office.refer(0, AidKind::Capital, 0).await.unwrap();
    office.say(0, "asesor-01", claim()).await.unwrap();
    let pause = Word::Pause {
        reason: PauseReason::DocumentsMissing,
        until: date(2026, 3, 20),
    };
    office.say(0, "asesor-01", pause).await.unwrap();
    let due = async || {
        let page = office
            .aid
            .lists
            .due(&office_code(), Desk::Assessment, None, 10)
            .await;
        let rows = page.unwrap().rows;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows.first().and_then(|row| row.claim.clone()), None);
        rows.first().map(|row| (row.what.clone(), row.on)).unwrap()
    };
    assert_eq!(due().await, ("await".to_owned(), date(2026, 3, 20)));
    office.say(0, "asesor-01", Word::Resume).await.unwrap();
    assert_eq!(due().await, ("assess".to_owned(), date(2026, 3, 16)));
}
