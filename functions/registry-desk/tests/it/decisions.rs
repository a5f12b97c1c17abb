//! What officers decide, and what a second one has to agree to.

use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_domain::identity::{KecamatanCode, KkNumber};
use tuntas_domain::plan::Hold;
use tuntas_register::SpoilReason;

use crate::office::{Office, TODAY, fault, minute, refused};

const NAME: Hold = Hold::NameMismatch {
    role: Role::Petitioner,
};

fn identity() -> Value {
    json!({ "kind": "accept_identity", "role": "petitioner" })
}

fn number_wanted() -> Hold {
    Hold::NumberPoolEmpty {
        kecamatan: KecamatanCode::parse("35.75.01").unwrap(),
    }
}

fn use_number(number: &str) -> Value {
    json!({ "kind": "use_number", "kecamatan": "35.75.01", "number": number })
}

#[tokio::test]
async fn nobody_decides_what_they_have_not_claimed() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let officer = office.officer("petugas-01", 1);
    let again = json!({ "kind": "try_again" });
    assert_eq!(
        refused(&officer.decide(id, again.clone()).await),
        (409, "not_claimed")
    );
    let reason = json!({ "reason": "wrong_party" });
    assert_eq!(
        refused(&officer.post(id, "return", reason).await),
        (409, "not_claimed")
    );
    office.officer("petugas-02", 1).claim(id).await;
    assert_eq!(
        refused(&officer.decide(id, again).await),
        (409, "claimed_by_another")
    );
}

#[tokio::test]
async fn a_decision_lifts_the_hold_once_however_often_it_is_sent() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let officer = office.officer("petugas-01", 1);
    officer.claim(id).await;
    for _ in 0..2 {
        let said = officer.decide(id, json!({ "kind": "try_again" })).await;
        assert_eq!(
            (said.0, &said.1["stage"], &said.1["hold"]),
            (200, &json!("accepted"), &Value::Null)
        );
    }
    assert_eq!(office.count(id, EventKind::Decided).await, 1);
    let story = office.story(id).await;
    assert_eq!(story.entries.last().unwrap().actor.as_str(), "officer:petugas-01");
    // Held again for the same reason: the same decision is another one.
    office.happen(id, 2, vec![Event::Held { hold: NAME }]).await;
    let officer = office.officer("petugas-01", 3);
    officer.claim(id).await;
    assert_eq!(officer.decide(id, json!({ "kind": "try_again" })).await.0, 200);
    assert_eq!(office.count(id, EventKind::Decided).await, 2);
}

#[tokio::test]
async fn a_hold_takes_its_own_decisions_only() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let officer = office.officer("petugas-01", 1);
    let claimed = officer.claim(id).await.1;
    assert_eq!(
        claimed["allowed"],
        json!([
            { "kind": "accept_identity", "needsApproval": true, "needsNote": true },
            { "kind": "try_again", "needsApproval": false, "needsNote": false },
        ])
    );
    for decision in [
        json!({ "kind": "accept_court" }),
        json!({ "kind": "accept_identity", "role": "respondent" }),
        json!({ "kind": "close", "ground": "not_ours" }),
    ] {
        assert_eq!(
            refused(&officer.decide(id, decision).await),
            (409, "decision_not_allowed")
        );
    }
    let bad = officer.decide(id, json!({ "kind": "accept_identity" })).await;
    assert_eq!(fault(&bad), ("/decision/role", "decision_member_missing"));
    assert_eq!(
        fault(&officer.post(id, "decision", json!([])).await).1,
        "field_type"
    );
}

#[tokio::test]
async fn who_overrides_says_why_or_decides_nothing() {
    let office = Office::new().await;
    let child = Hold::ChildNotInRegister { child: 1 };
    for (number, hold, decision) in [
        (1, NAME, identity()),
        (2, number_wanted(), use_number("3575012411260077")),
        (
            3,
            Hold::ForeignSpouse {
                role: Role::Respondent,
            },
            json!({ "kind": "accept_foreign_spouse", "role": "respondent" }),
        ),
        (4, child, json!({ "kind": "set_child_aside", "child": 1 })),
        (5, Hold::CourtCodeOld, json!({ "kind": "accept_court" })),
    ] {
        let id = office.held(number, 0, hold).await;
        let officer = office.officer("petugas-01", 1);
        officer.claim(id).await;
        let body = json!({ "decision": decision });
        let said = officer.post(id, "decision", body).await;
        assert_eq!(fault(&said), ("/note", "note_missing"), "{decision}");
        for kind in [EventKind::DecisionProposed, EventKind::Decided] {
            assert_eq!(office.count(id, kind).await, 0);
        }
        assert_eq!(officer.decide(id, decision).await.0, 200);
        // It stands beside the entry that it explains.
        let story = office.story(id).await;
        let entry = story.entries.last().unwrap();
        let note = office.desk.dossiers.note(id, entry.seq).await.unwrap();
        assert_eq!(note.unwrap().as_str(), "Contoh: dilihat di loket");
    }
    let id = office.held(6, 0, NAME).await;
    let officer = office.officer("petugas-01", 1);
    officer.claim(id).await;
    let body = json!({ "decision": { "kind": "try_again" } });
    assert_eq!(officer.post(id, "decision", body).await.0, 200);
}

#[tokio::test]
async fn an_identity_is_overridden_by_four_eyes() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let first = office.officer("petugas-01", 1);
    first.claim(id).await;
    let body = json!({ "decision": identity(), "note": "Nama di buku nikah sama" });
    for _ in 0..2 {
        let said = first.post(id, "decision", body.clone()).await;
        assert_eq!(said.0, 200, "{}", said.1);
        assert_eq!(said.1["proposal"]["number"], 1);
        assert_eq!(said.1["hold"]["code"], "name_mismatch", "still held");
    }
    assert_eq!(office.count(id, EventKind::DecisionProposed).await, 1);
    let other = json!({ "kind": "try_again" });
    assert_eq!(
        refused(&first.decide(id, other).await),
        (409, "awaiting_approval")
    );
    let agreed = json!({ "proposal": 1, "agreed": true });
    assert_eq!(
        refused(&first.post(id, "approval", agreed.clone()).await),
        (409, "second_officer_needed")
    );
    let second = office.officer("petugas-02", 2);
    let facts = second.facts(id).await.1;
    assert_eq!(facts["note"], "Nama di buku nikah sama");
    let wrong = json!({ "proposal": 2, "agreed": true });
    assert_eq!(
        refused(&second.post(id, "approval", wrong).await),
        (409, "no_such_proposal")
    );
    assert_eq!(
        second.list(json!({})).await.1["cases"][0]["awaitingApproval"],
        true
    );
    for _ in 0..2 {
        let said = second.post(id, "approval", agreed.clone()).await;
        assert_eq!((said.0, &said.1["stage"]), (200, &json!("accepted")));
    }
    let story = office.story(id).await;
    let decided = story.first(EventKind::Decided).unwrap();
    let Event::Decided {
        officer, approved_by, ..
    } = &decided.event
    else {
        panic!("decided")
    };
    assert_eq!(officer.as_str(), "petugas-01");
    assert_eq!(approved_by.as_ref().unwrap().as_str(), "petugas-02");
    // The note stays beside the case; the journal knows nothing of it.
    assert!(
        story
            .entries
            .iter()
            .all(|entry| !format!("{entry:?}").contains("buku nikah"))
    );
}

#[tokio::test]
async fn a_rejected_proposal_leaves_the_case_held_and_can_be_made_again() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let first = office.officer("petugas-01", 1);
    first.claim(id).await;
    first.decide(id, identity()).await;
    let no = json!({ "proposal": 1, "agreed": false });
    let said = office.officer("petugas-02", 2).post(id, "approval", no).await;
    assert_eq!(
        (said.0, &said.1["proposal"], &said.1["stage"]),
        (200, &Value::Null, &json!("held"))
    );
    let said = first.decide(id, identity()).await;
    assert_eq!((said.0, &said.1["proposal"]["number"]), (200, &json!(2)));
}

#[tokio::test]
async fn a_number_is_handed_out_by_hand_with_four_eyes_and_never_enters_the_journal() {
    let office = Office::new().await;
    let id = office.held(1, 0, number_wanted()).await;
    let first = office.officer("petugas-01", 1);
    first.claim(id).await;
    let number = "3575012411260077";
    let said = first.decide(id, use_number(number)).await;
    assert_eq!(
        (said.0, &said.1["proposal"]["decision"]["kind"]),
        (200, &json!("use_number"))
    );
    assert!(!said.1.to_string().contains(number));
    // The same number again is the same proposal; another one waits.
    assert_eq!(first.decide(id, use_number(number)).await.0, 200);
    assert_eq!(
        refused(&first.decide(id, use_number("3575012411260078")).await),
        (409, "awaiting_approval")
    );
    let second = office.officer("petugas-02", 2);
    let facts = second.facts(id).await.1;
    assert_eq!(
        facts["numbers"],
        json!({ "kecamatan": "35.75.01", "free": 0, "proposed": number })
    );
    let said = second
        .post(id, "approval", json!({ "proposal": 1, "agreed": true }))
        .await;
    assert_eq!((said.0, &said.1["stage"]), (200, &json!("accepted")));
    let kecamatan = "35.75.01".parse().unwrap();
    let kept = office.desk.dossiers.kept_number(id, &kecamatan).await.unwrap();
    assert_eq!(kept.unwrap().as_str(), number);
    let journal = format!("{:?}", office.story(id).await);
    assert!(!journal.contains(number));
}

#[tokio::test]
async fn a_number_by_hand_is_nobodys_and_of_the_right_kecamatan() {
    let office = Office::new().await;
    let id = office.held(1, 0, number_wanted()).await;
    let officer = office.officer("petugas-01", 1);
    let in_use = crate::office::register()
        .into_iter()
        .map(|household| household.number)
        .find(|number| KecamatanCode::issuing(number).as_str() == "35.75.01")
        .unwrap();
    // Whoever may not decide does not learn which numbers are in use.
    assert_eq!(
        refused(&officer.decide(id, use_number(in_use.as_str())).await),
        (409, "not_claimed")
    );
    officer.claim(id).await;
    let kecamatan: KecamatanCode = "35.75.01".parse().unwrap();
    let (free, spoiled): (KkNumber, KkNumber) = (
        "3575012411260001".parse().unwrap(),
        "3575012411260002".parse().unwrap(),
    );
    let register = &office.desk.register;
    for number in [&free, &spoiled] {
        register.import_number(&kecamatan, number).await.unwrap();
    }
    register
        .spoil(&spoiled, SpoilReason::Misprinted, TODAY)
        .await
        .unwrap();
    for (number, code) in [
        (in_use.as_str(), "number_in_use"),
        (free.as_str(), "number_in_pool"),
        (spoiled.as_str(), "number_spoiled"),
        ("3575022411260001", "number_other_kecamatan"),
        ("357501241126000", "kk_length"),
    ] {
        let said = officer.decide(id, use_number(number)).await;
        assert_eq!(fault(&said), ("/decision/number", code));
        assert!(
            !said.1.to_string().contains(number),
            "a fault never repeats the value"
        );
    }
    assert_eq!(office.count(id, EventKind::DecisionProposed).await, 0);
}

#[tokio::test]
async fn the_new_head_is_a_member_who_may_head() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::HeadMustBeChosen).await;
    let officer = office.officer("petugas-01", 1);
    officer.claim(id).await;
    let facts = officer.facts(id).await.1;
    let members = facts["households"][0]["members"].as_array().unwrap();
    let member = |may: bool| members.iter().find(|member| member["mayHead"] == may).unwrap();
    let choose = |person: &Value| json!({ "kind": "choose_head", "person": person });
    let said = officer.decide(id, choose(&member(false)["person"])).await;
    assert_eq!(fault(&said), ("/decision/person", "person_may_not_head"));
    let stranger = json!("00000000-0000-0000-0000-000000000001");
    let said = officer.decide(id, choose(&stranger)).await;
    assert_eq!(fault(&said), ("/decision/person", "person_not_member"));
    let head = &member(true)["person"];
    let said = officer.decide(id, choose(head)).await;
    assert_eq!((said.0, &said.1["decisions"][0]["person"]), (200, head));
}

#[tokio::test]
async fn a_case_returned_to_the_court_is_off_the_list_until_it_is_held_again() {
    let office = Office::new().await;
    let id = office.held(1, 0, NAME).await;
    let officer = office.officer("petugas-01", 1);
    officer.claim(id).await;
    for _ in 0..2 {
        let said = officer
            .post(id, "return", json!({ "reason": "wrong_party" }))
            .await;
        assert_eq!((said.0, &said.1["stage"]), (200, &json!("returned")));
        assert_eq!(said.1["returned"], "wrong_party");
        assert_eq!(said.1["allowed"], json!([]));
    }
    assert_eq!(office.count(id, EventKind::ReturnedToCourt).await, 1);
    assert_eq!(officer.list(json!({})).await.1["cases"], json!([]));
    assert_eq!(refused(&officer.claim(id).await), (409, "not_held"));
    assert_eq!(refused(&officer.facts(id).await), (409, "not_held"));
    let said = officer.post(id, "return", json!({ "reason": "bored" })).await;
    assert_eq!(fault(&said), ("/reason", "value_not_listed"));
    // The court has mended it, and the register still says otherwise.
    let repaired = Event::DecreeRepaired {
        kind: DivorceKind::Gugat,
        evidence: "f".repeat(64),
        missing: vec![],
        duty: None,
    };
    office
        .happen(id, 2, vec![repaired, Event::Held { hold: NAME }])
        .await;
    let officer = office.officer("petugas-01", 3);
    assert_eq!(
        officer.list(json!({})).await.1["cases"][0]["since"],
        minute(2).to_string()
    );
    officer.claim(id).await;
    let said = officer
        .post(id, "return", json!({ "reason": "wrong_party" }))
        .await;
    assert_eq!(said.1["stage"], "returned");
    assert_eq!(office.count(id, EventKind::ReturnedToCourt).await, 2);
}
