//! Requests for security: shown, exported and erased as cases are.

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tuntas_audit::erase::{self, Erased};
use tuntas_audit::export::Salt;
use tuntas_audit::replay::Moment;
use tuntas_audit::subjects::{self, Kept};
use tuntas_audit::{Failure, trail};
use tuntas_domain::case::FileFormat;
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, LetterNumber, OfficerCode, Phone};
use tuntas_domain::people::{PersonName, Text};
use tuntas_dossier::{Dossiers, LetterOf, LetterRecord};
use tuntas_journal::{Actor, Journal};
use tuntas_securing::{Papers, Securing, files};
use tuntas_security::{
    Activity, Command, Contact, LegalBasis, Letter, LetterKind, MinutesFile, Object, ObjectKind, Outcome,
    Paper, Refusal, ReportPaper, Risk, Strength, Terms, UnitCode, Urgency, Window, decide,
};
use tuntas_tables::{Key, commit};

use crate::office::{Office, case};

/// Names a request: its last byte is that of a case, so that both stand in one list of tips.
const NUMBER: u128 = 0x0501;
const OTHER: u128 = 0x0601;

const NAMES: [&str; 3] = ["CONTOH NAMAOBJEK", "CONTOH NAMAJURUSITA", "Jl. Contoh Alamat"];

fn begins() -> Timestamp {
    window().starts()
}

fn window() -> Window {
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    Window::new(date(2021, 9, 28), time(9, 0, 0, 0), time(12, 0, 0, 0), &zone).unwrap()
}

fn letter(kind: LetterKind, number: u32) -> Letter {
    Letter {
        kind,
        number: LetterNumber(number),
        issued_on: date(2021, 9, 21),
    }
}

fn police() -> OfficerCode {
    OfficerCode::parse("polisi-01").unwrap()
}

fn text<const MOST: usize>(text: &str) -> Text<MOST> {
    Text::parse(text).unwrap()
}

fn paper() -> Paper {
    Paper {
        basis: LegalBasis {
            case_number: text("0318/Pdt.G/2021/PA.Pas"),
            order: None,
            warned_on: None,
        },
        place: text(NAMES[2]),
        object: Some(Object {
            kind: ObjectKind::House,
            description: text("SHM Nomor 123/Contoh"),
            names: vec![PersonName::parse(NAMES[0]).unwrap()],
        }),
        risk_reasons: vec![],
        contact: Contact {
            name: PersonName::parse(NAMES[1]).unwrap(),
            post: text("Jurusita"),
            phone: Phone::parse("+6281200000001").unwrap(),
        },
    }
}

impl Office {
    fn requests(&self) -> Journal<Securing> {
        self.journal.also()
    }

    fn papers(&self) -> Papers {
        Papers::new(self.dossiers())
    }

    async fn wishes(&self, id: CaseId, at: Timestamp, actor: Actor, command: Command) {
        let story = self.requests().load(id).await.unwrap();
        let events = decide(&story.case, command).unwrap();
        let cause = CommandId::new(format!("story/{}", story.version()));
        self.requests()
            .append(&story, at, &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    /// A request that is accepted, with its papers, a letter's record and a letter's file.
    async fn accepted(&self, id: CaseId) {
        let at = begins() - SignedDuration::from_hours(100);
        let ask = Command::Request {
            court: CourtCode::parse("PA.Pas").unwrap(),
            terms: Terms {
                activity: Activity::MaritalSeizure,
                window: window(),
                kelurahan: "35.75.01.1001".parse().unwrap(),
                officers: Strength::new(5).unwrap(),
                urgency: Urgency::Immediate,
                risk: Risk::High,
            },
            letter: letter(LetterKind::Request, 1),
            evidence: "e7".repeat(32),
            answer_by: at + SignedDuration::from_hours(8),
            at,
        };
        self.wishes(id, at, Actor::client("contoh-pa-pas"), ask).await;
        let accept = Command::Accept {
            unit: UnitCode::parse("samapta-1").unwrap(),
            strength: Strength::new(5).unwrap(),
            officer: police(),
            letter: letter(LetterKind::Reply, 1),
            at,
        };
        self.wishes(id, at, Actor::police("polisi-01"), accept).await;
        self.by_hand(self.papers().keep(id, 1, &paper()).unwrap()).await;
        let record = LetterRecord {
            number: "1/PAN.PA.W13-A00/HK2.6/IX/2021".to_owned(),
            issued_on: date(2021, 9, 21),
            of: LetterOf::default(),
        };
        let dossiers = Dossiers::new(self.dossiers());
        let document = id.document("letter/1");
        self.by_hand(dossiers.issue_letter(document, &record).unwrap())
            .await;
        self.by_hand(dossiers.replace_letter(document)).await;
        self.file(&files::letter_key(id, 1)).await;
    }

    /// It is reported, on minutes that were found sound.
    async fn reported(&self, id: CaseId) {
        let (at, upload) = (begins() + SignedDuration::from_hours(2), id.upload("minutes/3"));
        let file = MinutesFile {
            format: FileFormat::Pdf,
            size: 9,
            sha256: "b".repeat(64),
        };
        let announce = Command::AnnounceMinutes {
            upload,
            file: file.clone(),
            until: at + SignedDuration::from_hours(24),
            officer: police(),
            at,
        };
        self.wishes(id, at, Actor::police("polisi-01"), announce).await;
        let found = Ok(2);
        let judge = Command::JudgeMinutes { upload, found };
        self.wishes(id, at, Actor::function("document-check"), judge)
            .await;
        self.file(&files::minutes_key(id, &file)).await;
        let report = Command::Report {
            outcome: Outcome::Safe,
            minutes: Some(file.sha256),
            officer: police(),
            letter: letter(LetterKind::Report, 2),
            at,
        };
        self.wishes(id, at, Actor::police("polisi-01"), report).await;
        let note = ReportPaper {
            note: Some(text("Tertib.")),
        };
        self.by_hand(self.papers().keep_report(id, 5, &note).unwrap())
            .await;
    }
}

/// Two requests that have ended, and a case; one was sealed before it ended.
async fn ended() -> Office {
    let office = Office::open().await;
    office.ordinary(case(1)).await;
    office.accepted(case(NUMBER)).await;
    let office = office.seal("2021-09-24").await;
    office.reported(case(NUMBER)).await;
    office.accepted(case(OTHER)).await;
    office.reported(case(OTHER)).await;
    office
}

#[tokio::test]
async fn a_request_goes_whole_and_its_chain_still_verifies() {
    let office = ended().await;
    let (id, other) = (case(NUMBER), case(OTHER));
    assert_eq!(office.kept(&format!("SECURITY#{id}")).await, 2);
    assert_eq!(office.files().await.len(), 4);
    assert_eq!(office.erases(id).await.unwrap(), Erased { now: true, files: 2 });

    assert_eq!(office.kept(&format!("SECURITY#{id}")).await, 0);
    assert_eq!(office.kept(&format!("SECURITY#{other}")).await, 2);
    let left = office.files().await;
    assert!(
        left.iter().all(|key| key.contains(&other.to_string())),
        "{left:?}"
    );
    assert_eq!(left.len(), 2);
    // Whoever holds a letter learns still what it is, and that another took its place.
    let dossiers = Dossiers::new(office.dossiers());
    let letter = dossiers.letter(id.document("letter/1")).await.unwrap().unwrap();
    assert_eq!(letter.record.number, "1/PAN.PA.W13-A00/HK2.6/IX/2021");
    assert!(letter.replaced);

    let story = office.requests().load(id).await.unwrap();
    assert!(story.case.erased);
    assert_eq!(story.entries.last().unwrap().actor.as_str(), "operator:op-1");
    assert_eq!(office.faults().await, []);
    let again = office.erases(id).await.unwrap();
    assert_eq!(again, Erased { now: false, files: 0 }, "once is enough");
}

#[tokio::test]
async fn files_that_were_left_behind_go_when_it_is_erased_again() {
    let office = ended().await;
    office.erases(case(NUMBER)).await.unwrap();
    // As if the first call had been stopped before it came to this one.
    office.file(&files::letter_key(case(NUMBER), 2)).await;
    let again = office.erases(case(NUMBER)).await.unwrap();
    assert_eq!(again, Erased { now: false, files: 1 });
}

#[tokio::test]
async fn a_request_at_work_keeps_its_papers_and_files() {
    let office = Office::open().await;
    office.accepted(case(NUMBER)).await;
    let Err(Failure::Refused(refusal)) = office.erases(case(NUMBER)).await else {
        panic!("a request at work was erased");
    };
    assert_eq!(refusal.downcast_ref(), Some(&Refusal::StillOpen));
    assert_eq!(office.kept(&format!("SECURITY#{}", case(NUMBER))).await, 1);
    assert_eq!(office.files().await.len(), 1);
}

#[tokio::test]
async fn nothing_is_erased_while_nobody_says_where_the_files_lie() {
    let office = ended().await;
    let kept = Kept {
        dossiers: office.dossiers(),
        documents: None,
    };
    let now = "2031-09-21T02:00:00Z".parse().unwrap();
    let told = erase::erase(&office.journal, &kept, case(NUMBER), "op-1", now).await;
    assert!(matches!(told, Err(Failure::NoDocuments)));
    assert_eq!(office.kept(&format!("SECURITY#{}", case(NUMBER))).await, 2);
    let never = erase::erase(&office.journal, &kept, case(9), "op-1", now).await;
    assert!(matches!(never, Err(Failure::Unknown(id)) if id == case(9)));
}

#[tokio::test]
async fn more_papers_than_a_transaction_holds_go_all_the_same() {
    let office = ended().await;
    let writes: Vec<_> = (2..300)
        .map(|version| office.papers().keep(case(NUMBER), version, &paper()).unwrap())
        .collect();
    for some in writes.chunks(90) {
        commit(&office.database, some.to_vec()).await.unwrap();
    }
    assert!(office.erases(case(NUMBER)).await.unwrap().now);
    assert_eq!(office.kept(&format!("SECURITY#{}", case(NUMBER))).await, 0);
    assert_eq!(office.faults().await, []);
}

#[tokio::test]
async fn a_request_is_shown_as_it_was_at_any_moment() {
    let office = ended().await;
    let told = subjects::story(&office.journal, case(NUMBER)).await.unwrap();
    assert_eq!(
        told.replayed(Moment::Seq(2), false).unwrap(),
        format!(
            "security_request  {}\n\
             entries           2\n\
             until             2021-09-23T22:00:00Z\n\
             stage             accepted\n\
             court             PA.Pas\n\
             activity          marital_seizure\n\
             time              2021-09-28 09:00-12:00\n\
             version           1\n\
             booked            samapta-1, 5 officers\n",
            case(NUMBER)
        )
    );
    let stage = |moment| {
        let json = told.replayed(moment, true).unwrap();
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["subject"], "security_request");
        json["stage"].as_str().unwrap().to_owned()
    };
    assert_eq!(stage(Moment::Seq(0)), "new");
    assert_eq!(stage(Moment::Seq(1)), "waiting");
    assert_eq!(stage(Moment::At(begins())), "accepted");
    assert_eq!(stage(Moment::Now), "reported");
    let now = told.replayed(Moment::Now, false).unwrap();
    assert!(
        now.contains(&format!("{} sound, 2 pages", "b".repeat(64))),
        "{now}"
    );
}

#[tokio::test]
async fn the_trail_of_a_request_says_who_did_saw_and_why() {
    let office = ended().await;
    let look = Command::View { officer: police() };
    let at = begins() + SignedDuration::from_hours(3);
    office
        .wishes(case(NUMBER), at, Actor::police("polisi-01"), look)
        .await;
    let told = subjects::story(&office.journal, case(NUMBER)).await.unwrap();
    let lines = told.trail().unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.seq, line.actor.as_str(), line.kind.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "client:contoh-pa-pas", "security_requested"),
            (2, "police:polisi-01", "request_accepted"),
            (3, "police:polisi-01", "minutes_announced"),
            (4, "function:document-check", "minutes_accepted"),
            (5, "police:polisi-01", "security_reported"),
            (6, "police:polisi-01", "request_viewed"),
        ]
    );
    assert!(lines[4].details.contains("outcome=safe"), "{}", lines[4].details);
    assert_eq!(trail::table(&lines).lines().count(), 7);
}

#[tokio::test]
async fn an_export_of_a_request_names_no_request_officer_court_unit_or_file_and_keeps_the_chain() {
    let office = ended().await;
    let salt = Salt::new(&[7; 32]).unwrap();
    let ids = subjects::named_or_all(&office.journal, None).await.unwrap();
    assert_eq!(ids.len(), 3, "all cases and all requests");
    let told = subjects::story(&office.journal, case(NUMBER)).await.unwrap();
    let lines = told.lines(&salt).unwrap();
    let text = serde_json::to_string(&lines).unwrap();
    for secret in [
        case(NUMBER).to_string().as_str(),
        "polisi-01",
        "contoh-pa-pas",
        "PA.Pas",
        "samapta",
        "35.75.01.1001",
        "2021-09-28T02",
        &"e7".repeat(32),
        &"b".repeat(64),
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for spoken in [
        "marital_seizure",
        "immediate",
        "high",
        "safe",
        "security_request",
        "pdf",
    ] {
        assert!(text.contains(spoken), "{spoken} is missing");
    }
    let mut prev = "0".repeat(64);
    for (line, seq) in lines.iter().zip(1..) {
        assert_eq!((line.seq, line.prev.as_str()), (seq, prev.as_str()));
        prev.clone_from(&line.hash);
    }
    assert_eq!(Some(&prev), told.hashes().last());
}

#[tokio::test]
async fn what_somebody_does_to_a_request_by_hand_is_seen() {
    let office = ended().await;
    let id = case(NUMBER);
    let key = Key::new(format!("SEC#{id}"), "EV#0000000002");
    office.forges(key, "police:somebody-else").await;
    let fault = tuntas_audit::verify::Fault::Chain { case: id, seq: 2 };
    assert_eq!(office.faults().await, [fault]);
    assert!(matches!(
        subjects::story(&office.journal, id).await.err(),
        Some(Failure::Journal(_))
    ));
}
