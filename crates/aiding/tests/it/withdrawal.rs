//! Consent that is taken back leaves no copy behind.

use tuntas_aid::book::Account;
use tuntas_aid::paper::{BankAccount, Note};
use tuntas_aid::referral::{Attendance, Refusal, Stage};
use tuntas_aiding::Word;
use tuntas_domain::identity::AidKind;
use tuntas_domain::people::{PersonName, Text};
use tuntas_journal::RunError;

use crate::office::{NAME, Office, PHONE, TODAY, assess, nik, programme_code, referral};

const ACCOUNT: &str = "0000111122223333";
const SAID: &str = "Cerita yang hanya untuk pendamping (CONTOH)";

fn assessed() -> Word {
    let Word::Assess {
        recommends,
        decide_by,
        facts,
        note,
        ..
    } = assess()
    else {
        return assess();
    };
    Word::Assess {
        recommends,
        decide_by,
        facts,
        note,
        account: Some(BankAccount {
            bank: Text::parse("BANK CONTOH").unwrap(),
            number: Text::parse(ACCOUNT).unwrap(),
            holder: PersonName::parse(NAME).unwrap(),
        }),
    }
}

/// Everything that is written anywhere.
fn everything(office: &Office) -> String {
    let mut all = String::new();
    for table in ["cases", "dossiers"] {
        for item in office.tables.items(table, "") {
            for text in item.texts() {
                all.push_str(text);
                all.push('\n');
            }
        }
    }
    all
}

#[tokio::test]
async fn nothing_that_names_the_person_is_left_anywhere() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.refer(1, AidKind::Capital, 0).await.unwrap();
    office.say(1, "asesor-01", assessed()).await.unwrap();
    office
        .say(1, "pejabat-01", crate::office::propose(0, &[1_000_000, 500_000]))
        .await
        .unwrap();
    office.say(1, "pejabat-02", Word::Approve).await.unwrap();
    office
        .say(1, "pendamping-01", crate::office::plan())
        .await
        .unwrap();
    let session = Word::RecordSession {
        session: 1,
        held_on: TODAY,
        attendance: Attendance::Attended,
        note: Some(Note::parse(SAID).unwrap()),
    };
    office.say(1, "pendamping-01", session).await.unwrap();
    office.order(1, 1).await.unwrap();
    let arrives = Word::Confirm {
        instalment: 1,
        paid_on: TODAY,
    };
    office.say(1, "bendahara-01", arrives).await.unwrap();
    let secrets = [NAME, PHONE, nik(0).as_str(), ACCOUNT, SAID].map(str::to_owned);
    let before = everything(&office);
    for secret in &secrets {
        assert!(before.contains(secret), "the office works with it: {secret}");
    }

    let withdrawn = office.withdraw(1).await.unwrap().story;
    assert_eq!(withdrawn.case.stage, Stage::Withdrawn);
    let after = everything(&office);
    for secret in &secrets {
        assert!(!after.contains(secret), "left behind: {secret}");
    }
    assert!(office.tables.items("dossiers", "").is_empty());
    // What the ledger must keep, it keeps of nobody by name; what was not paid has returned.
    let recount = office.aid.books.recount(&programme_code(0), 2026).await.unwrap();
    assert_eq!(recount.faults, []);
    let held = |account| recount.book.balance(account).unwrap().get();
    assert_eq!(held(Account::Paid), 1_000_000);
    assert_eq!(held(Account::Reserved), 0);
    assert_eq!(held(Account::Available), 4_000_000);
    // Who was paid is still not paid again under another consent.
    office.proposed(2, 0, 0, &[1_000_000]).await;
    assert!(office.say(2, "pejabat-02", Word::Approve).await.is_err());
}

#[tokio::test]
async fn nothing_further_is_paid_and_who_got_nothing_may_come_again() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.running(1, 0, 0, &[1_000_000]).await;
    office.withdraw(1).await.unwrap();
    let refused = office.order(1, 1).await;
    assert!(matches!(refused, Err(RunError::Refused(Refusal::Withdrawn))));
    office.running(2, 0, 0, &[1_000_000]).await;
    assert_eq!(office.story(2).await.case.stage, Stage::Running);
}

#[tokio::test]
async fn what_the_bank_has_on_its_way_is_booked_when_it_comes_back() {
    let office = Office::open();
    office.publish(0, 5_000_000).await;
    office.running(1, 0, 0, &[1_000_000]).await;
    office.order(1, 1).await.unwrap();
    office.withdraw(1).await.unwrap();
    let reserved = async || {
        let kept = office.aid.books.book(&programme_code(0), 2026).await.unwrap();
        kept.book.balance(Account::Reserved).unwrap().get()
    };
    assert_eq!(reserved().await, 1_000_000, "the bank may have paid it");
    office
        .say(1, "bendahara-01", Word::Returned { instalment: 1 })
        .await
        .unwrap();
    assert_eq!(reserved().await, 0);
    assert!(office.tables.items("cases", "AIDONCE#").is_empty());
}

#[tokio::test]
async fn a_withdrawal_that_comes_before_its_consent_leaves_nothing() {
    let office = Office::open();
    office.withdraw(1).await.unwrap();
    let refused = office.refer(1, AidKind::Capital, 0).await;
    assert!(matches!(refused, Err(RunError::Refused(Refusal::Withdrawn))));
    assert!(office.tables.items("dossiers", "").is_empty());
    // Told again, by whatever message, it says nothing new.
    let again = office
        .aid
        .withdraw(referral(1), &crate::office::says("other"))
        .await;
    assert_eq!(again.unwrap().events, []);
    assert_eq!(office.story(1).await.version(), 1);
}

#[tokio::test]
async fn a_note_that_is_written_at_the_same_moment_is_erased_or_refused() {
    for number in 0..20 {
        let office = Office::open();
        office.refer(number, AidKind::Mentoring, 0).await.unwrap();
        let (noted, withdrawn) =
            tokio::join!(office.say(number, "asesor-01", assess()), office.withdraw(number));
        withdrawn.unwrap();
        assert!(office.tables.items("dossiers", "").is_empty());
        drop(noted);
    }
}

/// Somebody else told the office anew at the moment in which consent was taken back.
#[tokio::test]
async fn what_was_taken_back_is_not_told_anew() {
    let office = Office::open();
    office.refer(1, AidKind::Mentoring, 0).await.unwrap();
    let papers = &office.aid.papers;
    let id = referral(1);
    let person = papers.person(id).await.unwrap().unwrap();
    let facts = papers.facts(id).await.unwrap().unwrap();
    let found = tuntas_aid::paper::Person {
        address: Some(Text::parse("Jl. Contoh Baru No. 9").unwrap()),
        ..person.clone()
    };
    let anew = || papers.retold(id, (&person, &facts), (&found, &facts)).unwrap();
    office.aid.journal.record(anew()).await.unwrap();
    assert_eq!(papers.person(id).await.unwrap().unwrap(), found);
    // What was read is out of date now.
    office.aid.journal.record(anew()).await.unwrap_err();
    office.withdraw(1).await.unwrap();
    let again = papers.retold(id, (&found, &facts), (&person, &facts)).unwrap();
    office.aid.journal.record(again).await.unwrap_err();
    assert_eq!(papers.person(id).await.unwrap(), None);
}
