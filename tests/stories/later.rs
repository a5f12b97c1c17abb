//! What happens after the registration: choices, duties, corrections, and rulings that are undone.

use serde_json::{Value, json};
use tuntas_domain::case::{DocumentKind, Event, EventKind};
use tuntas_domain::decree::Role;
use tuntas_domain::household::Household;
use tuntas_domain::identity::{CaseId, Nik};
use tuntas_domain::people::MaritalStatus;
use tuntas_tests::{Sample, Town};

fn path_of(town: &Town, status: &Value, role: &str) -> String {
    let address = status["parties"][role]["tracking"].as_str().unwrap();
    address
        .strip_prefix(&town.cloud.api_url)
        .unwrap_or(address)
        .to_owned()
}

async fn home(town: &Town, decree: &Value, role: &str) -> Household {
    let nik: Nik = decree[role]["nik"].as_str().unwrap().parse().unwrap();
    town.register().home_of(&nik).await.unwrap().unwrap()
}

fn status_of(home: &Household, decree: &Value, role: &str) -> MaritalStatus {
    let nik: Nik = decree[role]["nik"].as_str().unwrap().parse().unwrap();
    home.member(&nik).unwrap().person.marital_status
}

/// What the QR of a party's documents says, by kind, for each set of documents rendered so far.
async fn verdicts(town: &Town, case: CaseId, of: Role) -> Vec<(DocumentKind, String)> {
    let keys = town.keys().await;
    let mut found = Vec::new();
    for entry in &town.story(case).await.entries {
        let Event::DocumentsRendered { role, documents } = &entry.event else {
            continue;
        };
        if *role != of {
            continue;
        }
        for document in documents {
            let token = keys.document_token(document.id.0);
            let answer = town.anyone().get(&format!("/v1/verify/{token}")).await.unwrap();
            assert_eq!(answer.status, 200, "{}", answer.body);
            found.push((document.kind, answer.body["result"].as_str().unwrap().to_owned()));
        }
    }
    found
}

#[tokio::test]
async fn a_cassation_undoes_the_divorce_calls_the_rider_back_and_restores_the_family() {
    let town = Town::open().await;
    let decree = Sample::later("reversed");
    let before = home(&town, &decree, "respondent").await;
    let case = town.decree(&decree).await;
    for role in ["petitioner", "respondent"] {
        town.wait_for_track(case, role, "rendered").await;
    }
    let after = home(&town, &decree, "petitioner").await;
    assert_ne!(after.id, before.id, "she heads a card of her own, with the child");
    town.print(&format!("{case}-p")).await;
    town.wait_for_track(case, "petitioner", "courier_coming").await;
    let reference = format!("{case}-p-1");
    let door = town.handover_path(&reference).await;

    let reversal = json!({
        "caseNumber": decree["caseNumber"], "ground": "cassation", "rulingNumber": "224/K/AG/2026",
        "rulingDate": "2026-10-01", "bhtDate": "2026-10-15",
    });
    let path = format!("/v1/decrees/{case}/reversal");
    let answer = town.hand_in(&path, &reversal, "reversal-1").await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    town.wait_for(case, "restored", |status| {
        status["parties"]["petitioner"]["stage"] == "rendered"
            && status["parties"]["respondent"]["stage"] == "rendered"
    })
    .await;

    // The rider is on the way no more, and the door takes no code.
    town.wait_for_order(&reference, "cancelled").await;
    let code = town
        .anyone()
        .post_json(&door, &json!({ "code": "000000" }))
        .await
        .unwrap();
    assert_eq!(
        (code.status.as_u16(), code.body["code"].as_str()),
        (409, Some("no_such_delivery"))
    );

    // Everybody is back on the old card, married, under the old number; her card is closed for good.
    let restored = home(&town, &decree, "petitioner").await;
    assert_eq!((restored.id, &restored.number), (before.id, &before.number));
    assert_eq!(restored.members.len(), before.members.len());
    for role in ["petitioner", "respondent"] {
        assert_eq!(status_of(&restored, &decree, role), MaritalStatus::Married);
    }
    let closed = town.household(after.id, after.version + 1).await;
    assert!(!closed.is_active());

    // Her first papers are superseded, the new ones are valid.
    let kinds = [DocumentKind::Kk, DocumentKind::Ktp];
    let said = verdicts(&town, case, Role::Petitioner).await;
    let expected: Vec<_> = ["superseded", "valid"]
        .into_iter()
        .flat_map(|verdict| kinds.map(|kind| (kind, verdict.to_owned())))
        .collect();
    assert_eq!(said, expected);

    // Both are told.
    let status = town.status(case).await;
    for role in ["petitioner", "respondent"] {
        let page = town.anyone().get(&path_of(&town, &status, role)).await.unwrap();
        let codes = page.body["timeline"].to_string();
        assert!(
            codes.contains("ruling_undone") && codes.contains("restored"),
            "{codes}"
        );
    }
    // The same reversal again changes nothing; another one is refused.
    let again = town.hand_in(&path, &reversal, "reversal-2").await;
    assert_eq!(again.status, 202, "{}", again.body);
    assert_eq!(town.story(case).await.count(EventKind::Reversed), 1);
}

#[tokio::test]
async fn a_late_choice_makes_a_new_version_and_printing_ends_choosing() {
    let town = Town::open().await;
    let decree = Sample::later("late-choice");
    let case = town.decree(&decree).await;
    town.wait_for_track(case, "petitioner", "rendered").await;
    let first = home(&town, &decree, "petitioner").await;
    let status = town.status(case).await;
    let choice = format!("{}/choice", path_of(&town, &status, "petitioner"));
    let wish = json!({ "kind": "own", "address": {
        "street": "Jl. Contoh Pinus No. 5", "rt": "004", "rw": "001", "kelurahan": "35.75.03.1002",
    } });
    let taken = town.anyone().post_json(&choice, &wish).await.unwrap();
    assert_eq!(taken.status, 200, "{}", taken.body);
    town.wait_for_events(case, EventKind::RegisterAmended, 1).await;
    let second = home(&town, &decree, "petitioner").await;
    assert_eq!(second.id, first.id);
    assert_eq!(second.address.street.as_str(), "Jl. Contoh Pinus No. 5");
    town.wait_for_track(case, "petitioner", "rendered").await;

    let files = town
        .officer()
        .await
        .post_json(&format!("/v1/print-jobs/{case}-p/download"), &json!({}))
        .await
        .unwrap();
    assert_eq!(files.status, 200, "{}", files.body);
    let late = town
        .anyone()
        .post_json(&choice, &json!({ "kind": "keep" }))
        .await
        .unwrap();
    assert_eq!(
        (late.status.as_u16(), late.body["code"].as_str()),
        (409, Some("choice_too_late"))
    );
    // The marriage was recorded in another city: its registry gets a letter.
    town.wait_for_events(case, EventKind::MarriageNoticeRendered, 1)
        .await;
    let officer = town.officer().await;
    let letters = officer.get("/v1/marriage-letters").await.unwrap();
    assert!(
        letters.body.to_string().contains(&case.to_string()),
        "{}",
        letters.body
    );
    let letter = format!("/v1/marriage-letters/{case}");
    let file = officer
        .post_json(&format!("{letter}/download"), &json!({}))
        .await
        .unwrap();
    let url = file.body["files"][0]["url"].as_str().unwrap().to_owned();
    assert!(town.download(&url).await.starts_with(b"%PDF-"));
    for _ in 0..2 {
        let sent = officer
            .post_json(&format!("{letter}/sent"), &json!({}))
            .await
            .unwrap();
        assert_eq!((sent.status.as_u16(), &sent.body["sent"]), (200, &json!(true)));
    }
    assert_eq!(town.story(case).await.count(EventKind::MarriageNoticeSent), 1);
    let letters = officer.get("/v1/marriage-letters").await.unwrap();
    assert!(!letters.body.to_string().contains(&case.to_string()));
}

#[tokio::test]
async fn a_debtor_s_papers_wait_for_the_court_and_nobody_else_s() {
    let town = Town::open().await;
    let decree = Sample::later("duty");
    let case = town.decree(&decree).await;
    for role in ["petitioner", "respondent"] {
        town.wait_for_track(case, role, "rendered").await;
    }
    town.print(&format!("{case}-p")).await;
    let officer = town.officer().await;
    let his = format!("/v1/print-jobs/{case}-r/printed");
    let refused = officer.post_json(&his, &json!({})).await.unwrap();
    assert_eq!(
        (refused.status.as_u16(), refused.body["code"].as_str()),
        (409, Some("withheld"))
    );
    let status = town.status(case).await;
    for role in ["petitioner", "respondent"] {
        let page = town.anyone().get(&path_of(&town, &status, role)).await.unwrap();
        let told = page.body["timeline"].to_string();
        assert!(told.contains("duty_ordered"), "both are told");
        for duty in ["nafkah anak", "nafkah iddah", "waiting period"] {
            assert!(told.contains(duty), "{duty} is not told: {told}");
        }
    }
    let release = json!({ "caseNumber": decree["caseNumber"], "date": "2026-10-20" });
    let answer = town
        .hand_in(&format!("/v1/decrees/{case}/duty-release"), &release, "release-1")
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let printed = officer.post_json(&his, &json!({})).await.unwrap();
    assert_eq!(printed.status, 200, "{}", printed.body);
}

#[tokio::test]
async fn a_wrong_birth_place_is_put_right_by_two_officers_and_new_papers_go_out() {
    let town = Town::open().await;
    let decree = Sample::later("corrected");
    let case = town.decree(&decree).await;
    town.wait_for_track(case, "respondent", "rendered").await;
    let correction = json!({
        "whom": { "role": "respondent" }, "field": "birth_place", "value": "MALANG", "ground": "Kutipan akta kelahiran contoh",
    });
    let path = format!("/v1/cases/{case}/corrections");
    let headers = [
        ("Content-Type", "application/json"),
        ("Idempotency-Key", "birth-place-1"),
    ];
    let proposed = town
        .officer()
        .await
        .post_with(&path, correction.to_string().as_bytes(), &headers)
        .await
        .unwrap();
    assert_eq!(proposed.status.as_u16() / 100, 2, "{}", proposed.body);
    let approval = format!("{path}/1/approval");
    let own = town
        .officer()
        .await
        .post_json(&approval, &json!({ "agreed": true }))
        .await
        .unwrap();
    assert_eq!(own.body["code"], "second_officer_needed");
    let agreed = town
        .colleague("petugas-02")
        .await
        .post_json(&approval, &json!({ "agreed": true }))
        .await
        .unwrap();
    assert_eq!(agreed.status, 200, "{}", agreed.body);
    town.wait_for_events(case, EventKind::RegisterAmended, 1).await;
    let card = home(&town, &decree, "respondent").await;
    let nik: Nik = decree["respondent"]["nik"].as_str().unwrap().parse().unwrap();
    assert_eq!(card.member(&nik).unwrap().person.birth_place.as_str(), "MALANG");
    town.wait_for_events(case, EventKind::DocumentsRendered, 3).await;
    let said = verdicts(&town, case, Role::Respondent).await;
    assert_eq!(
        said.first().map(|(_, verdict)| verdict.as_str()),
        Some("superseded")
    );
    assert_eq!(said.last().map(|(_, verdict)| verdict.as_str()), Some("valid"));
}
