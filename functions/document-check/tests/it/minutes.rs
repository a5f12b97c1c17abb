//! Minutes that the police hand in: the same check as for a court's documents, another place to be kept.

use document_check::Failure;
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lopdf::{Object, dictionary};
use memory_tables::Fate;
use tuntas_domain::case::{DocumentFault, DocumentOutcome, FileFormat};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, LetterNumber, OfficerCode, UploadId};
use tuntas_journal::{Actor, Journal};
use tuntas_securing::{Securing, files};
use tuntas_security::{
    Activity, CancelGround, Command, Letter, LetterKind, MinutesFile, Risk, Strength, Terms, UnitCode,
    Urgency, Window, decide,
};
use tuntas_signatures::sha256_hex;
use uuid::Uuid;

use super::office::{CASE, Office};
use super::papers::{RULING, jpeg, paper};

const REQUEST: CaseId = CaseId(Uuid::from_u128(0x5EC));

fn letter(kind: LetterKind) -> Letter {
    Letter {
        kind,
        number: LetterNumber(1),
        issued_on: date(2026, 11, 24),
    }
}

/// The request, as it is accepted.
impl Office {
    fn requests(&self) -> Journal<Securing> {
        self.function.journal.also()
    }

    async fn wishes(&self, cause: &str, command: Command) {
        let journal = self.requests();
        let story = journal.load(REQUEST).await.unwrap();
        let events = decide(&story.case, command).unwrap();
        let (actor, cause) = (Actor::police("polisi-01"), CommandId::new(cause));
        journal
            .append(&story, self.now, &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    async fn accepted() -> Self {
        let office = Self::open().await;
        let zone = TimeZone::get("Asia/Jakarta").unwrap();
        let window = Window::new(date(2026, 12, 1), time(9, 0, 0, 0), time(12, 0, 0, 0), &zone).unwrap();
        let ask = Command::Request {
            court: CourtCode::parse("PA.Pas").unwrap(),
            terms: Terms {
                activity: Activity::Hearing,
                window,
                kelurahan: "35.75.01.1001".parse().unwrap(),
                officers: Strength::new(5).unwrap(),
                urgency: Urgency::Ordinary,
                risk: Risk::Low,
            },
            letter: letter(LetterKind::Request),
            evidence: "e".repeat(64),
            answer_by: office.now,
            at: office.now,
        };
        office.wishes("ask", ask).await;
        let accept = Command::Accept {
            unit: UnitCode::parse("samapta-1").unwrap(),
            strength: Strength::new(5).unwrap(),
            officer: OfficerCode::parse("polisi-01").unwrap(),
            letter: letter(LetterKind::Reply),
            at: office.now,
        };
        office.wishes("accept", accept).await;
        office
    }

    /// The police announce these bytes.
    async fn announces_minutes(&self, name: &str, format: FileFormat, bytes: &[u8]) -> UploadId {
        let upload = REQUEST.upload(name);
        let command = Command::AnnounceMinutes {
            upload,
            file: MinutesFile {
                format,
                size: u32::try_from(bytes.len()).unwrap(),
                sha256: sha256_hex(bytes),
            },
            until: self.now + SignedDuration::from_hours(24),
            officer: OfficerCode::parse("polisi-01").unwrap(),
            at: self.now,
        };
        self.wishes(&format!("minutes/{upload}"), command).await;
        upload
    }

    async fn minutes_arrive(&self, upload: UploadId, bytes: &[u8]) -> Result<(), Failure> {
        let key = files::arrival_key(REQUEST, upload);
        self.shelf.put(&format!("court-files/{key}"), bytes);
        self.hears_of(&[&key]).await
    }

    async fn found(&self, upload: UploadId) -> Option<DocumentOutcome> {
        let story = self.requests().load(REQUEST).await.unwrap();
        story.case.minutes_of(upload).unwrap().outcome
    }

    /// Keys of the minutes that are kept.
    fn minutes_kept(&self) -> Vec<String> {
        let keys = self.shelf.keys().into_iter();
        keys.filter(|key| key.starts_with("documents/")).collect()
    }
}

fn refused(reason: DocumentFault) -> DocumentOutcome {
    DocumentOutcome::Refused { reason }
}

#[tokio::test]
async fn sound_minutes_are_kept_beside_the_letters_and_are_no_evidence() {
    let office = Office::accepted().await;
    let upload = office.announces_minutes("a", FileFormat::Pdf, RULING).await;
    office.minutes_arrive(upload, RULING).await.unwrap();
    assert_eq!(
        office.found(upload).await,
        Some(DocumentOutcome::Accepted { pages: 2 })
    );
    let kept = format!("documents/minutes/{REQUEST}/{}.pdf", sha256_hex(RULING));
    assert_eq!(office.minutes_kept(), std::slice::from_ref(&kept));
    assert_eq!(office.shelf.object(&kept).as_deref(), Some(RULING));
    assert_eq!((office.kept(), office.doorstep()), (vec![], vec![]));
    let story = office.requests().load(REQUEST).await.unwrap();
    assert_eq!(
        story.entries.last().unwrap().actor.as_str(),
        "function:document-check"
    );

    let photograph = jpeg(9, 9);
    let upload = office.announces_minutes("b", FileFormat::Jpeg, &photograph).await;
    office.minutes_arrive(upload, &photograph).await.unwrap();
    assert!(
        office
            .minutes_kept()
            .iter()
            .any(|key| key.ends_with(&format!("{}.jpg", sha256_hex(&photograph))))
    );
}

#[tokio::test]
async fn hostile_minutes_are_removed_with_their_reason() {
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert('x')") };
    let scripted = paper(1).with("OpenAction", script).written();
    let bare = b"%PDF-1.7 berita acara CONTOH".to_vec();
    let picture = jpeg(9, 9);
    for (format, bytes, reason) in [
        (FileFormat::Pdf, scripted, DocumentFault::ActiveContent),
        (FileFormat::Pdf, bare, DocumentFault::Damaged),
        (FileFormat::Pdf, picture.clone(), DocumentFault::WrongType),
        (
            FileFormat::Jpeg,
            [picture, b"MZ".to_vec()].concat(),
            DocumentFault::TrailingData,
        ),
    ] {
        let office = Office::accepted().await;
        let upload = office.announces_minutes("a", format, &bytes).await;
        office.minutes_arrive(upload, &bytes).await.unwrap();
        assert_eq!(office.found(upload).await, Some(refused(reason)));
        assert_eq!((office.minutes_kept(), office.doorstep()), (vec![], vec![]));
    }
}

#[tokio::test]
async fn other_bytes_than_were_announced_are_not_opened() {
    let office = Office::accepted().await;
    let upload = office.announces_minutes("a", FileFormat::Pdf, RULING).await;
    let mut altered = RULING.to_vec();
    altered[200] ^= 1;
    office.minutes_arrive(upload, &altered).await.unwrap();
    assert_eq!(
        office.found(upload).await,
        Some(refused(DocumentFault::WrongHash))
    );
    // What is put in its place afterwards changes nothing.
    office.minutes_arrive(upload, RULING).await.unwrap();
    assert_eq!(
        office.found(upload).await,
        Some(refused(DocumentFault::WrongHash))
    );
    assert_eq!((office.minutes_kept(), office.doorstep()), (vec![], vec![]));
}

#[tokio::test]
async fn minutes_nobody_announced_wait_a_moment_and_are_removed() {
    let mut office = Office::accepted().await;
    let stranger = REQUEST.upload("stranger");
    let told = office.minutes_arrive(stranger, RULING).await;
    assert!(matches!(told, Err(Failure::NotAnnouncedYet)));
    office.now = office
        .now
        .max("2026-11-24T02:02:00Z".parse::<Timestamp>().unwrap());
    office.minutes_arrive(stranger, RULING).await.unwrap();
    // A court's document is none of the police's, and a case no request.
    let upload = office.announces_minutes("a", FileFormat::Pdf, RULING).await;
    let crossed = [
        format!("uploads/{REQUEST}/{upload}"),
        format!("minutes/{CASE}/{upload}"),
    ];
    for key in crossed {
        office.shelf.put(&format!("court-files/{key}"), RULING);
        office.hears_of(&[&key]).await.unwrap();
    }
    assert_eq!(office.found(upload).await, None);
    assert_eq!((office.minutes_kept(), office.doorstep()), (vec![], vec![]));
}

#[tokio::test]
async fn wherever_the_check_of_minutes_stops_the_next_delivery_goes_on_from_there() {
    for fate in [Fate::FailsBefore, Fate::AnswerLost] {
        let office = Office::accepted().await;
        let upload = office.announces_minutes("a", FileFormat::Pdf, RULING).await;
        office.shelf.next_puts([fate]);
        assert!(office.minutes_arrive(upload, RULING).await.is_err());
        assert_eq!(office.found(upload).await, None);
        office
            .hears_of(&[&files::arrival_key(REQUEST, upload)])
            .await
            .unwrap();
        assert_eq!(
            office.found(upload).await,
            Some(DocumentOutcome::Accepted { pages: 2 })
        );
        assert_eq!((office.minutes_kept().len(), office.doorstep().len()), (1, 0));
    }
}

#[tokio::test]
async fn minutes_of_a_request_that_has_ended_are_not_kept() {
    let office = Office::accepted().await;
    let upload = office.announces_minutes("a", FileFormat::Pdf, RULING).await;
    let cancel = Command::Cancel {
        ground: CancelGround::Settled,
        letter: letter(LetterKind::Request),
        evidence: "c".repeat(64),
    };
    office.wishes("cancel", cancel).await;
    office.minutes_arrive(upload, RULING).await.unwrap();
    assert_eq!(
        office.found(upload).await,
        Some(refused(DocumentFault::CaseClosed))
    );
    assert_eq!((office.minutes_kept(), office.doorstep()), (vec![], vec![]));
}
