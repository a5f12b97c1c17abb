//! What SIAK's operator answers about the change feed.

use serde_json::{Value, json};
use tuntas_domain::household::Household;
use tuntas_feed::{Change, FeedFile, FileNumber};

use crate::office::{Office, Said, fault, minute, refused, register};

async fn file(office: &Office) -> (FeedFile, Household) {
    let household = register().remove(0);
    let changes = [Change {
        before: None,
        after: household.clone(),
    }];
    let file = FeedFile::make(
        FileNumber::FIRST,
        None,
        &office.desk.city_code,
        minute(0),
        &changes,
    )
    .unwrap();
    office.desk.feed.append(None, &file).await.unwrap();
    (file, household)
}

async fn get(office: &Office, what: &str) -> Said {
    let route = format!("GET /v1/register-feed{what}");
    office
        .officer("petugas-04", 1)
        .ask(&route, json!({}), json!({}))
        .await
}

async fn answer(office: &Office, number: &str, answers: Value) -> Said {
    let route = "POST /v1/register-feed/{number}/acknowledgement";
    let body = json!({ "body": json!({ "answers": answers }).to_string() });
    office
        .officer("petugas-04", 2)
        .ask(route, json!({ "number": number }), body)
        .await
}

#[tokio::test]
async fn a_file_is_open_until_siak_holds_what_it_tells() {
    let office = Office::new().await;
    let (file, household) = file(&office).await;
    let number = file.number().to_string();
    let open = get(&office, "").await.1;
    assert_eq!(
        (&open["files"][0]["number"], &open["files"][0]["stage"]),
        (&json!(number), &json!("open"))
    );
    let about = |more: Value| {
        let mut answer = json!({ "household": household.id, "version": household.version });
        for (name, value) in more.as_object().unwrap() {
            answer[name] = value.clone();
        }
        json!([answer])
    };
    let differs = about(json!({
        "answer": "differs",
        "columns": [{ "row": 1, "column": "STAT_KWN", "inSiak": "KAWIN CONTOH" }],
    }));
    let said = answer(&office, &number, differs).await;
    assert_eq!(
        said,
        (200, json!({ "kept": 1, "repeated": 0, "stage": "differs" }))
    );
    let shown = get(&office, "/differences").await.1;
    let row = &shown["differences"][0];
    assert_eq!(
        (&row["file"], &row["officer"]),
        (&json!(number), &json!("petugas-04"))
    );
    assert_eq!(
        row["columns"],
        json!([{ "row": 1, "column": "STAT_KWN", "inSiak": "KAWIN CONTOH" }])
    );
    let entered = about(json!({ "answer": "entered" }));
    for (kept, repeated) in [(1, 0), (0, 1)] {
        let said = answer(&office, &number, entered.clone()).await;
        assert_eq!(
            said.1,
            json!({ "kept": kept, "repeated": repeated, "stage": "acknowledged" })
        );
    }
    assert_eq!(get(&office, "").await.1["files"], json!([]));
    assert_eq!(get(&office, "/differences").await.1["differences"], json!([]));
}

#[tokio::test]
async fn an_answer_that_does_not_fit_the_file_is_refused_by_its_place() {
    let office = Office::new().await;
    let (file, household) = file(&office).await;
    let number = file.number().to_string();
    let entry = |answer: Value| {
        let mut all = json!({ "household": household.id, "version": 1 });
        for (name, value) in answer.as_object().unwrap() {
            all[name] = value.clone();
        }
        all
    };
    let entered = entry(json!({ "answer": "entered" }));
    for (answers, field, code) in [
        (json!([]), "/answers", "answers_count"),
        (json!([entered, entered]), "/answers/1", "entry_twice"),
        (
            json!([entry(json!({ "answer": "entered", "version": 9 }))]),
            "/answers/0",
            "entry_not_in_file",
        ),
        (
            json!([entry(json!({ "answer": "differs" }))]),
            "/answers/0/columns",
            "columns_form",
        ),
        (
            json!([entry(
                json!({ "answer": "differs", "columns": [{ "column": "STAT_KWN" }] })
            )]),
            "/answers/0/columns",
            "row_form",
        ),
        (
            json!([entry(
                json!({ "answer": "differs", "columns": [{ "row": 99, "column": "STAT_KWN" }] })
            )]),
            "/answers/0",
            "row_not_in_entry",
        ),
        (json!([entry(json!({ "answer": "Contoh" }))]), "", "json_syntax"),
    ] {
        let said = answer(&office, &number, answers.clone()).await;
        assert_eq!(fault(&said), (field, code), "{answers}");
        assert!(!said.1.to_string().contains("Contoh"));
    }
    for unknown in ["000000000002", "1", "x"] {
        let said = answer(&office, unknown, json!([entered])).await;
        assert_eq!(refused(&said), (404, "not_found"), "{unknown}");
    }
    let cursor = json!({ "queryStringParameters": { "cursor": "x" } });
    let officer = office.officer("petugas-04", 1);
    for route in ["GET /v1/register-feed", "GET /v1/register-feed/differences"] {
        let said = officer.ask(route, json!({}), cursor.clone()).await;
        assert_eq!(refused(&said), (400, "cursor_invalid"));
    }
}
