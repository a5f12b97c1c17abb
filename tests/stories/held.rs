//! Held cases and the officers who decide them.

use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind, View};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, Nik, OfficerCode};
use tuntas_local_cloud::Answer;
use tuntas_tests::{Sample, Town};

async fn post(town: &Town, officer: &str, path: &str, body: Value) -> Answer {
    town.colleague(officer)
        .await
        .post_json(path, &body)
        .await
        .unwrap()
}

fn refused(answer: &Answer) -> (u16, &str) {
    (
        answer.status.as_u16(),
        answer.body["code"].as_str().unwrap_or_default(),
    )
}

async fn claim(town: &Town, officer: &str, case: CaseId) -> Answer {
    post(town, officer, &format!("/v1/held-cases/{case}/claim"), json!({})).await
}

#[tokio::test]
async fn a_name_that_differs_is_decided_by_two_officers_and_then_carried_out() {
    let town = Town::open().await;
    let case = town.decree(&Sample::later("wrong-name")).await;
    let held = town.wait_for_stage(case, "held").await;
    assert_eq!(held["hold"]["code"], "name_mismatch");

    let first = town.officer().await;
    let list = first
        .get("/v1/held-cases?reason=name_mismatch&limit=100")
        .await
        .unwrap();
    assert_eq!(list.status, 200, "{}", list.body);
    assert!(list.body.to_string().contains(&case.to_string()));
    for name in Sample::personal_data() {
        assert!(!list.body.to_string().contains(&name), "the list names people");
    }

    // The facts name people, so looking is written down.
    let facts = first.get(&format!("/v1/held-cases/{case}")).await.unwrap();
    assert_eq!(facts.status, 200, "{}", facts.body);
    assert_eq!(facts.body["party"]["court"]["name"], "Contoh Ningrum Utari");
    assert_eq!(facts.body["party"]["register"]["name"], "Contoh Ningsih Utami");
    assert_eq!(
        facts.body["allowed"][0],
        json!({ "kind": "accept_identity", "needsApproval": true, "needsNote": true })
    );
    assert_eq!(town.story(case).await.count(EventKind::Viewed), 1);

    assert_eq!(claim(&town, "petugas-01", case).await.status, 200);
    assert_eq!(
        refused(&claim(&town, "petugas-02", case).await),
        (409, "claimed_by_another")
    );
    let decide = format!("/v1/held-cases/{case}/decision");
    let mut decision = json!({ "decision": { "kind": "accept_identity", "role": "petitioner" } });
    let silent = post(&town, "petugas-01", &decide, decision.clone()).await;
    assert_eq!(
        silent.body["errors"][0]["code"], "note_missing",
        "{}",
        silent.body
    );
    decision["note"] = json!("Contoh: buku nikah dilihat di loket");
    assert_eq!(
        refused(&post(&town, "petugas-03", &decide, decision.clone()).await),
        (409, "claimed_by_another")
    );
    let proposed = post(&town, "petugas-01", &decide, decision).await;
    assert_eq!(proposed.status, 200, "{}", proposed.body);
    assert_eq!(proposed.body["proposal"]["number"], 1);
    assert_eq!(
        town.status(case).await["stage"],
        "held",
        "one officer is not enough"
    );

    let approve = format!("/v1/held-cases/{case}/approval");
    let agreed = json!({ "proposal": 1, "agreed": true });
    assert_eq!(
        refused(&post(&town, "petugas-01", &approve, agreed.clone()).await),
        (409, "second_officer_needed")
    );
    let approved = post(&town, "petugas-02", &approve, agreed).await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    town.wait_for_stage(case, "registered").await;
    let story = town.story(case).await;
    let Some(Event::Decided {
        officer, approved_by, ..
    }) = story.first(EventKind::Decided).map(|entry| &entry.event)
    else {
        panic!("no decision in the journal");
    };
    assert_eq!(officer.as_str(), "petugas-01");
    assert_eq!(approved_by.as_ref().unwrap().as_str(), "petugas-02");
}

#[tokio::test]
async fn somebody_at_the_counter_is_found_by_their_nik_and_every_search_is_remembered() {
    let town = Town::open().await;
    let decree = Sample::later("wrong-name");
    let case = town.decree(&decree).await;
    let hers = json!({ "nik": decree["petitioner"]["nik"] });
    let found = post(&town, "petugas-02", "/v1/case-searches", hers).await;
    assert_eq!(found.status, 200, "{}", found.body);
    let cases = found.body["cases"].as_array().unwrap();
    let shown = cases.iter().find(|found| found["case"]["id"] == case.to_string());
    assert_eq!(shown.unwrap()["role"], "petitioner");
    for name in Sample::personal_data() {
        assert!(!found.body.to_string().contains(&name), "the answer names people");
    }
    let story = town.story(case).await;
    let what = View::LookUp {
        role: Role::Petitioner,
    };
    let officer = OfficerCode::parse("petugas-02").unwrap();
    let looked = Event::Viewed { officer, what };
    assert!(story.entries.iter().any(|entry| entry.event == looked));

    // Whether the ruling of this person has come is asked again and again.
    let nobody = Nik::parse("3575034101990099").unwrap();
    let before = town.searches_for(&nobody).await;
    for _ in 0..3 {
        let body = json!({ "nik": nobody.as_str() });
        let none = post(&town, "petugas-02", "/v1/case-searches", body).await;
        assert_eq!((none.status.as_u16(), none.body), (200, json!({ "cases": [] })));
    }
    assert_eq!(town.searches_for(&nobody).await, before + 3);
}

#[tokio::test]
async fn a_wrong_birth_date_goes_back_to_the_court_which_repairs_it() {
    let town = Town::open().await;
    let decree = Sample::later("repaired");
    let case = town.decree(&decree).await;
    let held = town.wait_for_stage(case, "held").await;
    assert_eq!(held["hold"]["code"], "birth_date_mismatch");
    assert_eq!(claim(&town, "petugas-03", case).await.status, 200);
    let returned = post(
        &town,
        "petugas-03",
        &format!("/v1/held-cases/{case}/return"),
        json!({ "reason": "wrong_date" }),
    )
    .await;
    assert_eq!(returned.status, 200, "{}", returned.body);
    town.wait_for_stage(case, "returned").await;

    // The version that was returned is no repair.
    let repair = format!("/v1/decrees/{case}/repair");
    let mut mended = decree.clone();
    mended["respondent"]["birthDate"] = json!("1987-06-15");
    let other = {
        let mut other = mended.clone();
        other["caseNumber"] = json!("9999/Pdt.G/2026/PA.Pas");
        other
    };
    assert_eq!(town.hand_in(&repair, &other, "repair-other").await.status, 409);
    let accepted = town.hand_in(&repair, &mended, "repair-1").await;
    assert_eq!(accepted.status, 202, "{}", accepted.body);
    let again = town.hand_in(&repair, &mended, "repair-1").await;
    assert_eq!(again.status, 202, "{}", again.body);
    town.wait_for_stage(case, "registered").await;
    assert_eq!(town.story(case).await.count(EventKind::DecreeRepaired), 1);
    // Nothing is returned any more, so nothing can be repaired.
    let mut late = mended.clone();
    late["reference"] = json!("SIPP-2026-late");
    let refused_late = town.hand_in(&repair, &late, "repair-2").await;
    assert_eq!(refused(&refused_late), (409, "not_returned"));
}

#[tokio::test]
async fn an_officer_without_the_duty_or_without_a_name_gets_nowhere() {
    let town = Town::open().await;
    // Prints and feeds, but has no duty for cases: the gateway keeps the door shut.
    let printer = town.colleague("petugas-04").await;
    assert_eq!(printer.get("/v1/held-cases").await.unwrap().status, 403);
    let court = town.court().await;
    assert_eq!(court.get("/v1/held-cases").await.unwrap().status, 403);
    assert_eq!(town.anyone().get("/v1/held-cases").await.unwrap().status, 401);
    let stock = town.officer().await.get("/v1/number-pool").await.unwrap();
    assert_eq!(stock.status, 200, "{}", stock.body);
}
