//! What arrives is judged once, whatever the bucket tells and how often.

use document_check::Failure;
use jiff::SignedDuration;
use memory_tables::Fate;
use tuntas_domain::case::{Command, DocumentFault, DocumentOutcome, FileFormat, ReturnReason};
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_domain::plan::{CloseGround, Decision, Hold};
use tuntas_signatures::sha256_hex;
use uuid::Uuid;

use super::office::{CASE, Office, key};
use super::papers::{RULING, paper};

const REFUSED: fn(DocumentFault) -> Option<DocumentOutcome> =
    |reason| Some(DocumentOutcome::Refused { reason });

#[tokio::test]
async fn a_ruling_is_kept_and_linked() {
    let office = Office::open().await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    office.arrive(upload, RULING);
    office.hears(upload).await.unwrap();
    assert_eq!(
        office.outcome(upload).await,
        Some(DocumentOutcome::Accepted { pages: 2 })
    );
    let kept = format!("evidence/court-documents/{}.pdf", sha256_hex(RULING));
    assert_eq!(office.kept(), std::slice::from_ref(&kept));
    assert_eq!(office.shelf.object(&kept).as_deref(), Some(RULING));
    assert_eq!(office.doorstep(), Vec::<String>::new());
    let story = office.function.journal.load(CASE).await.unwrap();
    assert_eq!(
        story.entries.last().unwrap().actor.as_str(),
        "function:document-check"
    );
}

#[tokio::test]
async fn what_is_not_what_was_announced_is_removed_with_its_reason() {
    let other = paper(2).written();
    let mut altered = RULING.to_vec();
    altered[200] ^= 1;
    let longer = [RULING, b"\n"].concat();
    for (arrived, reason) in [
        (&altered[..], DocumentFault::WrongHash),
        (&longer, DocumentFault::WrongSize),
        (&RULING[..500], DocumentFault::WrongSize),
        (b"", DocumentFault::WrongSize),
        (&other, DocumentFault::WrongSize),
    ] {
        let office = Office::open().await;
        let upload = office.announces("a", FileFormat::Pdf, RULING).await;
        office.arrive(upload, arrived);
        office.hears(upload).await.unwrap();
        assert_eq!(office.outcome(upload).await, REFUSED(reason));
        assert_eq!((office.kept(), office.doorstep()), (vec![], vec![]));
    }
    // Announced as what it is not.
    let office = Office::open().await;
    let upload = office.announces("a", FileFormat::Png, RULING).await;
    office.arrive(upload, RULING);
    office.hears(upload).await.unwrap();
    assert_eq!(office.outcome(upload).await, REFUSED(DocumentFault::WrongType));
}

#[tokio::test]
async fn the_same_told_twice_or_at_once_is_judged_once() {
    let office = Office::open().await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    office.arrive(upload, RULING);
    let (one, two) = tokio::join!(office.hears(upload), office.hears(upload));
    // One of them may have found it taken away; it comes again and finds it judged.
    assert!(one.is_ok() || two.is_ok());
    for _ in 0..2 {
        office.hears(upload).await.unwrap();
    }
    let story = office.function.journal.load(CASE).await.unwrap();
    assert_eq!(story.entries.len(), 3, "accepted, announced, judged");
    assert_eq!(office.kept().len(), 1);
}

#[tokio::test]
async fn what_is_put_in_its_place_afterwards_changes_nothing() {
    let office = Office::open().await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    office.arrive(upload, RULING);
    office.hears(upload).await.unwrap();
    let judged = office.document(upload).await;
    office.arrive(upload, b"something else");
    office.hears(upload).await.unwrap();
    assert_eq!(office.document(upload).await, judged);
    assert_eq!(office.doorstep(), Vec::<String>::new());
    assert_eq!(office.kept().len(), 1);
}

#[tokio::test]
async fn what_nobody_announced_waits_a_moment_and_is_removed() {
    let mut office = Office::open().await;
    let stranger = CASE.upload("stranger");
    office.arrive(stranger, RULING);
    assert!(matches!(
        office.hears(stranger).await,
        Err(Failure::NotAnnouncedYet)
    ));
    assert_eq!(office.doorstep().len(), 1, "the journal may know it in a moment");
    office.now += SignedDuration::from_mins(2);
    office.hears(stranger).await.unwrap();
    assert_eq!(office.doorstep(), Vec::<String>::new());

    let nobody = format!("uploads/{}/{stranger}", CaseId(Uuid::from_u128(1)));
    office.shelf.put(&format!("court-files/{nobody}"), RULING);
    office
        .hears_of(&[&nobody, "uploads/x", "uploads/%20/+"])
        .await
        .unwrap();
    assert_eq!(office.doorstep(), Vec::<String>::new());
    assert_eq!(office.kept(), Vec::<String>::new());
}

#[tokio::test]
async fn an_announcement_that_is_seen_late_is_still_found() {
    let office = Office::open().await;
    let upload = CASE.upload("a");
    office.arrive(upload, RULING);
    assert!(office.hears(upload).await.is_err());
    office.announces("a", FileFormat::Pdf, RULING).await;
    office.hears(upload).await.unwrap();
    assert_eq!(
        office.outcome(upload).await,
        Some(DocumentOutcome::Accepted { pages: 2 })
    );
}

#[tokio::test]
async fn wherever_it_stops_the_next_delivery_goes_on_from_there() {
    for fate in [Fate::FailsBefore, Fate::AnswerLost] {
        let office = Office::open().await;
        let upload = office.announces("a", FileFormat::Pdf, RULING).await;
        office.arrive(upload, RULING);
        office.shelf.next_puts([fate]);
        assert!(office.hears(upload).await.is_err());
        assert_eq!(
            office.outcome(upload).await,
            None,
            "it is not kept yet, as far as anybody knows"
        );
        assert_eq!(office.doorstep().len(), 1);
        office.hears(upload).await.unwrap();
        assert_eq!(
            office.outcome(upload).await,
            Some(DocumentOutcome::Accepted { pages: 2 })
        );
        assert_eq!((office.kept().len(), office.doorstep().len()), (1, 0));
    }
}

#[tokio::test]
async fn what_is_not_there_is_asked_for_again_until_it_has_expired() {
    let mut office = Office::open().await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    assert!(matches!(office.hears(upload).await, Err(Failure::Gone)));
    office.now += SignedDuration::from_hours(49);
    office.hears(upload).await.unwrap();
    assert_eq!(office.outcome(upload).await, None);
}

#[tokio::test]
async fn one_bad_message_does_not_keep_the_others_of_its_batch() {
    let office = Office::open().await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    office.arrive(upload, RULING);
    let stranger = key(CASE.upload("stranger"));
    assert!(office.hears_of(&[&stranger, &key(upload)]).await.is_err());
    assert_eq!(
        office.outcome(upload).await,
        Some(DocumentOutcome::Accepted { pages: 2 })
    );
}

/// The case is held, and an officer looks at it.
async fn is_looked_at(office: &Office) -> OfficerCode {
    let officer = OfficerCode::parse("petugas-01").unwrap();
    let hold = Command::Hold {
        hold: Hold::CourtCodeOld,
    };
    office.does("hold", hold).await;
    let claim = Command::Claim {
        officer: officer.clone(),
        now: office.now,
        until: office.now + SignedDuration::from_hours(1),
        ahead: 0,
    };
    office.does("claim", claim).await;
    officer
}

#[tokio::test]
async fn a_case_that_has_ended_keeps_nothing_more() {
    let office = Office::open().await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    let (officer, now) = (is_looked_at(&office).await, office.now);
    let close = Command::Decide {
        officer,
        now,
        decision: Decision::Close {
            ground: CloseGround::NotOurs,
        },
    };
    office.does("close", close).await;
    let story = office.function.journal.load(CASE).await.unwrap();
    if story.case.closed.is_none() {
        let agree = Command::Approve {
            officer: OfficerCode::parse("petugas-02").unwrap(),
            number: 1,
            agreed: true,
        };
        office.does("agree", agree).await;
    }
    office.arrive(upload, RULING);
    office.hears(upload).await.unwrap();
    assert_eq!(office.outcome(upload).await, REFUSED(DocumentFault::CaseClosed));
    assert_eq!((office.kept(), office.doorstep()), (vec![], vec![]));
}

#[tokio::test]
async fn a_case_with_the_court_takes_documents_all_the_same() {
    let office = Office::open().await;
    let (officer, now) = (is_looked_at(&office).await, office.now);
    let back = Command::Return {
        officer,
        now,
        reason: ReturnReason::Unclear,
    };
    office.does("return", back).await;
    let upload = office.announces("a", FileFormat::Pdf, RULING).await;
    office.arrive(upload, RULING);
    office.hears(upload).await.unwrap();
    assert_eq!(
        office.outcome(upload).await,
        Some(DocumentOutcome::Accepted { pages: 2 })
    );
}
