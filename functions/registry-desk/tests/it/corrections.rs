//! Putting wrong fields right.

use jiff::civil::date;
use serde_json::{Value, json};
use tuntas_domain::case::EventKind;
use tuntas_domain::identity::{AktaCeraiNumber, CaseId};
use tuntas_domain::plan::Hold;

use crate::office::{Office, Officer, Said, decree, fault, refused, register};

fn occupation() -> Value {
    json!({
        "whom": { "role": "petitioner" },
        "field": "occupation",
        "value": "GURU CONTOH",
        "ground": "Surat keterangan contoh",
    })
}

async fn propose(officer: &Officer<'_>, case: CaseId, key: &str, body: Value) -> Said {
    officer
        .wish(
            "POST /v1/cases/{id}/corrections",
            json!({ "id": case }),
            key,
            body,
        )
        .await
}

async fn agree(officer: &Officer<'_>, case: CaseId, number: &str, agreed: bool) -> Said {
    let path = json!({ "id": case, "number": number });
    let body = json!({ "agreed": agreed }).to_string();
    officer
        .ask(
            "POST /v1/cases/{id}/corrections/{number}/approval",
            path,
            json!({ "body": body }),
        )
        .await
}

async fn see(officer: &Officer<'_>, case: CaseId, number: &str) -> Said {
    let path = json!({ "id": case, "number": number });
    officer
        .ask("GET /v1/cases/{id}/corrections/{number}", path, json!({}))
        .await
}

#[tokio::test]
async fn one_officer_proposes_a_second_one_sees_what_and_agrees() {
    let office = Office::new().await;
    let id = office.registered(1).await;
    let (first, second) = (office.officer("petugas-01", 1), office.officer("petugas-02", 2));
    for _ in 0..2 {
        let said = propose(&first, id, "k-1", occupation()).await;
        assert_eq!(said.0, 200, "{}", said.1);
        assert_eq!(
            said.1["corrections"],
            json!([{
                "number": 1,
                "officer": "petugas-01",
                "whom": { "role": "petitioner" },
                "field": "occupation",
                "agreed": null,
            }])
        );
    }
    assert!(!format!("{:?}", office.story(id).await).contains("GURU"));
    assert_eq!(
        refused(&agree(&first, id, "1", true).await),
        (409, "second_officer_needed")
    );

    let said = see(&second, id, "1").await;
    let nik = decree().parties.petitioner.nik.unwrap();
    let before = register()
        .into_iter()
        .find_map(|home| Some(home.member(&nik)?.person.occupation.as_str().to_owned()))
        .unwrap();
    assert_eq!(
        said.1,
        json!({
            "number": 1,
            "officer": "petugas-01",
            "whom": { "role": "petitioner" },
            "field": "occupation",
            "before": before,
            "value": "GURU CONTOH",
            "ground": "Surat keterangan contoh",
            "agreed": null,
        })
    );
    assert_eq!(office.count(id, EventKind::Viewed).await, 1);

    for _ in 0..2 {
        let said = agree(&second, id, "1", true).await;
        assert_eq!((said.0, &said.1["corrections"][0]["agreed"]), (200, &json!(true)));
        assert_eq!(said.1["change"], json!({ "kind": "correction", "number": 1 }));
    }
    assert_eq!(
        refused(&agree(&second, id, "1", false).await),
        (409, "no_such_proposal")
    );
    assert_eq!(office.count(id, EventKind::CorrectionDecided).await, 1);
    let kept = office.desk.dossiers.correction(id, 1).await.unwrap().unwrap();
    assert_eq!(
        kept.value.field(),
        tuntas_domain::case::CorrectedField::Occupation
    );
}

#[tokio::test]
async fn corrections_count_up_and_a_rejected_one_changes_nothing() {
    let office = Office::new().await;
    let id = office.registered(1).await;
    let (first, second) = (office.officer("petugas-01", 1), office.officer("petugas-02", 2));
    propose(&first, id, "k-1", occupation()).await;
    let child = json!({ "whom": { "child": 1 }, "field": "birth_place", "value": "Pasuruan", "ground": "Akta contoh" });
    let said = propose(&first, id, "k-2", child).await;
    assert_eq!(said.1["corrections"][1]["whom"], json!({ "child": 1 }));
    let said = agree(&second, id, "2", false).await;
    assert_eq!(
        (&said.1["corrections"][1]["agreed"], &said.1["change"]),
        (&json!(false), &Value::Null)
    );
    for number in ["0", "3", "x"] {
        assert_eq!(
            refused(&see(&second, id, number).await),
            (404, "not_found"),
            "{number}"
        );
    }
    assert_eq!(
        refused(&agree(&second, id, "3", true).await),
        (409, "no_such_proposal")
    );
    assert_eq!(office.count(id, EventKind::Viewed).await, 0, "nothing was shown");
}

#[tokio::test]
async fn only_a_registered_case_has_corrections_and_only_of_its_people() {
    let office = Office::new().await;
    let held = office.held(2, 0, Hold::ChoiceNeeded).await;
    let officer = office.officer("petugas-01", 1);
    assert_eq!(
        refused(&propose(&officer, held, "k-1", occupation()).await),
        (409, "not_registered")
    );
    let id = office.registered(1).await;
    let mut body = occupation();
    body["whom"] = json!({ "child": 2 });
    let said = propose(&officer, id, "k-2", body).await;
    assert_eq!(fault(&said), ("/whom/child", "child_not_of_decree"));
    let mut body = occupation();
    body["value"] = json!("");
    assert_eq!(
        fault(&propose(&officer, id, "k-3", body).await),
        ("/value", "text_empty")
    );
}

#[tokio::test]
async fn a_date_of_the_divorce_is_both_parties_and_fits_the_ruling() {
    let (decree, mut households) = (decree(), register());
    let akta = AktaCeraiNumber::parse("0143/AC/2026/PA.Pas").unwrap();
    for person in households.iter_mut().flat_map(|home| &mut home.members) {
        let person = &mut person.person;
        if decree.parties.iter().any(|(_, party)| party.is(&person.nik)) {
            person.divorce(0, date(2026, 8, 22), &akta);
        }
    }
    let office = Office::of(&households).await;
    let id = office.registered(1).await;
    let (first, second) = (office.officer("petugas-01", 1), office.officer("petugas-02", 2));
    let body = |field: &str, value: &str| {
        let mut body = occupation();
        body["field"] = json!(field);
        body["value"] = json!(value);
        body
    };
    for (key, field, value, code) in [
        ("k-1", "divorce_date", "2026-08-04", "divorce_before_ruling"),
        ("k-2", "divorce_date", "2026-08-25", "divorce_after_akta"),
        ("k-3", "divorce_date", "2026-12-24", "date_in_future"),
        (
            "k-4",
            "divorce_certificate",
            "0143/AC/2026/PA.Bgl",
            "akta_of_other_court",
        ),
    ] {
        let said = propose(&first, id, key, body(field, value)).await;
        assert_eq!(fault(&said), ("/value", code));
        assert!(!said.1.to_string().contains(value));
    }
    assert_eq!(office.count(id, EventKind::CorrectionProposed).await, 0);

    let said = propose(&first, id, "k-5", body("divorce_date", "2026-08-20")).await;
    assert_eq!(said.0, 200, "{}", said.1);
    let facts = see(&second, id, "1").await.1;
    assert_eq!(
        (&facts["before"], &facts["otherBefore"], &facts["value"]),
        (&json!("2026-08-22"), &json!("2026-08-22"), &json!("2026-08-20"))
    );
    // What is about one person alone shows nobody else.
    propose(&first, id, "k-6", occupation()).await;
    assert_eq!(see(&second, id, "2").await.1.get("otherBefore"), None);
}
