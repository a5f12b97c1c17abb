//! The report of a day: made once, by the deployed function.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tuntas_domain::case::Event;
use tuntas_domain::decree::{DivorceKind, Missing};
use tuntas_domain::identity::{CaseId, CommandId, CourtCode};
use tuntas_journal::Actor;
use tuntas_reports::Manifest;
use tuntas_seals::PublicKey;
use tuntas_tests::Town;

const BUCKET: &str = "ReportsBucket";
const FUNCTION: &str = "tuntas-report-export";

/// Decrees that came in at a moment and wait for their legal force.
async fn come_in(town: &Town, cases: u128, at: Timestamp) {
    let journal = town.journal();
    for number in 0..cases {
        // The last digits decide about the shard.
        let case: CaseId = format!("0198c1de-7a3b-7cc0-8f11-0000000093{number:02x}")
            .parse()
            .unwrap();
        let story = journal.load(case).await.unwrap();
        let event = Event::DecreeAccepted {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Gugat,
            evidence: format!("{number:064x}"),
            missing: vec![Missing::Bht],
            duty: None,
        };
        let command = CommandId::new(format!("accept/report/{number}"));
        journal
            .append(&story, at, &Actor::client("court"), &command, vec![event], vec![])
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn yesterday_is_reported_once_and_today_not_yet() {
    let town = Town::open().await;
    let jakarta = TimeZone::get("Asia/Jakarta").unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "yesterday is that of the deployed function"
    )]
    let now = Timestamp::now();
    let day = |at: Timestamp| at.to_zoned_datetime(jakarta.clone()).date();
    let yesterday = day(now - SignedDuration::from_hours(24));
    let noon = yesterday
        .at(12, 0, 0, 0)
        .to_zoned_datetime(jakarta.clone())
        .unwrap()
        .timestamp();
    come_in(&town, 7, noon).await;

    let made = town.ask(FUNCTION, &json!({"span": "daily"})).await;
    let folder = format!("reports/daily/{yesterday}/");
    let reports = made["reports"].as_array().unwrap();
    assert!(
        reports.iter().any(|report| report["folder"] == folder.as_str()),
        "{made}"
    );
    let report: Value = serde_json::from_slice(
        &town
            .object(BUCKET, &format!("{folder}laporan-35.75-{yesterday}.json"))
            .await,
    )
    .unwrap();
    assert_eq!(report["intake"][0]["received"], 7);
    assert_eq!(report["backlog"]["closing"], 7);
    assert_eq!(report["sample"], true);

    let name = format!("laporan-35.75-{yesterday}.manifest.json");
    // The list of files is signed by the city's key, and says what lies there.
    let manifest = town.object(BUCKET, &format!("{folder}{name}")).await;
    let jws = String::from_utf8(town.object(BUCKET, &format!("{folder}{name}.jws")).await).unwrap();
    let key = PublicKey::from_der(&town.public_key("ReportKeyArn").await).unwrap();
    let key_id = town.cloud.output("ReportKeyArn").unwrap();
    let key_id = key_id.rsplit('/').next().unwrap();
    assert_eq!(
        key.verify(key_id, &jws, std::str::from_utf8(&manifest).unwrap()),
        Ok(())
    );
    let listed = Manifest::parse(&manifest).unwrap();
    assert_eq!(listed.files.len(), 4, "PDF, XLSX, CSV and JSON");
    for part in &listed.files {
        let bytes = town.object(BUCKET, &format!("{folder}{}", part.name)).await;
        assert_eq!(listed.check(&part.name, &bytes), Ok(()));
    }

    // Asked again it is the same report; today cannot be asked for.
    let keys = town.objects(BUCKET, "reports/").await;
    town.ask(FUNCTION, &json!({"span": "daily", "date": yesterday}))
        .await;
    assert_eq!(town.objects(BUCKET, "reports/").await, keys);
    assert_eq!(town.object(BUCKET, &format!("{folder}{name}")).await, manifest);
    let refused = town
        .ask(FUNCTION, &json!({"from": yesterday, "to": day(now)}))
        .await;
    assert_eq!(refused["refused"]["code"], "period_not_closed");
    let refused = town.ask(FUNCTION, &json!({"span": "hourly"})).await;
    assert_eq!(refused["refused"]["code"], "period_malformed");
}
