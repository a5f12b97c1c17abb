//! A request whose papers were erased.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use memory_tables::{Call, Fate, give_way};
use serde_json::{Value, json};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::Actor;
use tuntas_security::{Command, decide};

use crate::office::{ANSWERS, COURT, Office, REPORTS, acceptance, seizure};

/// What the operators' tool does to a request, but for the files.
async fn erase(office: &Office, id: &str) {
    let story = office.story(id).await;
    let events = decide(&story.case, Command::Erase).unwrap();
    let with = office.desk.papers.erase(story.id).await.unwrap();
    let (actor, cause) = (Actor::operator("op-1"), CommandId::new("tuntas-audit/erase"));
    let journal = &office.desk.journal;
    journal
        .append(&story, office.now(), &actor, &cause, events, with)
        .await
        .unwrap();
}

async fn code(office: &Office, route: &str, scopes: &[&str], id: &str) -> String {
    let path = json!({ "id": id, "entry": "1" });
    office
        .call(route, Some(scopes), Some(&json!({})), path, json!({}), "")
        .await
        .code()
}

#[tokio::test]
async fn what_was_erased_is_shown_to_nobody_though_its_files_lie_about_yet() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    office.set_time("2026-12-01T06:00:00Z");
    let minutes = office.put_sound_minutes(&id, b"%PDF-1.7 CONTOH").await;
    let report = json!({ "outcome": "safe", "minutes": minutes, "note": "Kegiatan berlangsung tertib." });
    office.say(REPORTS, &id, "report", &report).await.expect(200);
    erase(&office, &id).await;
    assert!(
        office
            .bucket
            .object(&format!("documents/letters/{id}/1.pdf"))
            .is_some()
    );

    for scopes in [COURT, ANSWERS] {
        let seen = office.read(scopes, &id).await.expect(200);
        assert_eq!(
            [&seen["paper"], &seen["answer"], &seen["note"]],
            [&Value::Null, &Value::Null, &Value::Null]
        );
        assert_eq!(seen["request"]["stage"], "reported");
        assert_eq!(seen["request"]["letters"].as_array().unwrap().len(), 3);
    }
    for (route, scopes) in [
        ("POST /v1/security-requests/{id}/letters/{entry}/download", COURT),
        ("POST /v1/security-desk/{id}/letters/{entry}/download", ANSWERS),
        ("POST /v1/security-requests/{id}/minutes/download", COURT),
    ] {
        assert_eq!(code(&office, route, scopes, &id).await, "not_found", "{route}");
    }
    // Whoever holds a letter can still have it checked.
    let request: CaseId = id.parse().unwrap();
    let letter = request.document("letter/1");
    let letter = office.desk.dossiers.letter(letter).await.unwrap().unwrap();
    assert_eq!(letter.record.number, "1/PAN.PA.W13-A00/HK2.6/XI/2026");
}

/// A letter that could not be kept when it was written is typeset when somebody asks, and that takes a while.
#[tokio::test]
async fn a_letter_that_was_typeset_while_its_request_was_erased_does_not_stay() {
    let office = Office::open().await;
    // The first put is the evidence, the second the letter.
    office.bucket.next_puts([Fate::Done, Fate::FailsBefore]);
    let id = office.asked(&seizure()).await;
    let end = json!({ "request": id, "ground": "settled" });
    office.say(COURT, &id, "cancellation", &end).await.expect(202);
    let reads = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&reads);
    office.tables.decide_with(move |call| {
        counted.fetch_add(u32::from(matches!(call, Call::Read)), Ordering::Relaxed);
        Fate::Done
    });
    let asking = code(
        &office,
        "POST /v1/security-requests/{id}/letters/{entry}/download",
        COURT,
        &id,
    );
    let erasing = async {
        // The request, its paper, the answer and the report: then it is being typeset.
        while reads.load(Ordering::Relaxed) < 4 {
            give_way().await;
        }
        erase(&office, &id).await;
    };

    let (asked, ()) = tokio::join!(asking, erasing);
    assert_eq!(asked, "not_found");
    assert_eq!(
        office.bucket.object(&format!("documents/letters/{id}/1.pdf")),
        None
    );
}
