//! Letters: numbered, typeset once, verifiable, replaced.

use serde_json::json;
use tuntas_domain::identity::CaseId;

use crate::office::{ANSWERS, COURT, Office, REPORTS, acceptance, seizure};

/// Whether the QR of a letter says that it is in force.
async fn in_force(office: &Office, id: &str, entry: u32) -> bool {
    let id: CaseId = id.parse().unwrap();
    let document = id.document(&format!("letter/{entry}"));
    let letter = office.desk.dossiers.letter(document).await.unwrap().unwrap();
    !letter.replaced
}

#[tokio::test]
async fn every_word_that_needs_one_has_a_letter_and_a_new_one_takes_the_place_of_the_old() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    let time = json!({ "date": "2026-12-02", "from": "13:00", "to": "15:00" });
    office.say(ANSWERS, &id, "proposal", &time).await.expect(200);
    let no = json!({ "request": id, "date": "2026-12-02", "from": "13:00", "agreed": false });
    office.say(COURT, &id, "proposal-answer", &no).await.expect(202);
    office
        .say(ANSWERS, &id, "acceptance", &acceptance())
        .await
        .expect(200);
    // 1 request, 2 proposal, 3 answer without a letter, 4 acceptance.
    assert!(in_force(&office, &id, 1).await);
    assert!(!in_force(&office, &id, 2).await);
    assert!(in_force(&office, &id, 4).await);
    let change = json!({ "request": id, "to": seizure() });
    office.say(COURT, &id, "change", &change).await.expect(202);
    assert!(!in_force(&office, &id, 1).await);
    assert!(!in_force(&office, &id, 4).await, "what was promised is void");
    assert!(in_force(&office, &id, 5).await);
    for entry in [1, 2, 4, 5] {
        let pdf = office.letter(COURT, &id, entry).await;
        assert!(pdf.starts_with(b"%PDF-"), "{entry}");
    }
    let none = office
        .call(
            "POST /v1/security-requests/{id}/letters/{entry}/download",
            Some(COURT),
            Some(&json!({})),
            json!({ "id": id, "entry": "3" }),
            json!({}),
            "",
        )
        .await;
    assert_eq!(none.code(), "not_found");
}

#[tokio::test]
async fn a_letter_stays_as_it_was_sent() {
    let office = Office::open().await;
    let id = office.asked(&seizure()).await;
    let kept = office
        .bucket
        .object(&format!("documents/letters/{id}/1.pdf"))
        .unwrap();
    let mut to = seizure();
    to["officers"] = json!(20);
    office
        .say(COURT, &id, "change", &json!({ "request": id, "to": to }))
        .await
        .expect(202);
    assert_eq!(office.letter(ANSWERS, &id, 1).await, kept);
}

#[tokio::test]
async fn a_letter_that_could_not_be_kept_is_typeset_when_somebody_asks() {
    let office = Office::open().await;
    // The first put is the evidence, the second the letter.
    office
        .bucket
        .next_puts([memory_tables::Fate::Done, memory_tables::Fate::FailsBefore]);
    let id = office.asked(&seizure()).await;
    assert!(
        office
            .bucket
            .object(&format!("documents/letters/{id}/1.pdf"))
            .is_none()
    );
    assert!(office.letter(COURT, &id, 1).await.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn all_kinds_of_letters_can_be_typeset() {
    let office = Office::open().await;
    let mut letters = Vec::new();
    for (name, sample) in [
        (
            "marital-seizure",
            include_str!("../../../../events/security/marital-seizure.json"),
        ),
        (
            "hearing",
            include_str!("../../../../events/security/hearing.json"),
        ),
        (
            "execution",
            include_str!("../../../../events/security/execution.json"),
        ),
    ] {
        let body = serde_json::from_str(sample).unwrap();
        let id = office.asked(&body).await;
        letters.push((name.to_owned(), id.clone(), 1));
    }
    let (seized, heard, executed) = (letters[0].1.clone(), letters[1].1.clone(), letters[2].1.clone());
    office
        .say(ANSWERS, &seized, "acceptance", &acceptance())
        .await
        .expect(200);
    letters.push(("accepted".to_owned(), seized.clone(), 2));
    let time = json!({ "date": "2026-12-04", "from": "13:00", "to": "15:00" });
    office.say(ANSWERS, &heard, "proposal", &time).await.expect(200);
    letters.push(("proposed".to_owned(), heard.clone(), 2));
    let cancel = json!({ "request": heard, "ground": "settled" });
    office
        .say(COURT, &heard, "cancellation", &cancel)
        .await
        .expect(202);
    letters.push(("cancelled".to_owned(), heard.clone(), 3));
    office
        .say(ANSWERS, &executed, "refusal", &json!({ "reason": "no_strength" }))
        .await
        .expect(200);
    letters.push(("declined".to_owned(), executed.clone(), 2));
    office.set_time("2026-12-01T06:00:00Z");
    let minutes = office.put_sound_minutes(&seized, b"%PDF-1.7 CONTOH").await;
    let report = json!({ "outcome": "safe", "minutes": minutes, "note": "Pelaksanaan dihadiri para pihak, berlangsung tertib tanpa hambatan." });
    office.say(REPORTS, &seized, "report", &report).await.expect(200);
    // 3 announced the minutes, 4 judged them.
    letters.push(("reported".to_owned(), seized.clone(), 5));
    for (name, id, entry) in letters {
        let pdf = office.letter(ANSWERS, &id, entry).await;
        assert!(pdf.starts_with(b"%PDF-"), "{name}");
        // Kept for whoever wants to look at them.
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("letter-{name}.pdf"));
        std::fs::write(file, pdf).unwrap();
    }
}
