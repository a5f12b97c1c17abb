//! Reports: written once, the same for ever, signed and told.

use memory_tables::Fate;
use report_export::{Failure, Outcome, Refusal};
use serde_json::json;
use tuntas_reports::Manifest;

use crate::office::{Office, accepted, at, case, night_of};

#[tokio::test]
async fn the_report_of_a_day_lies_in_its_folder_with_a_signed_list_of_its_files() {
    let office = Office::open().await;
    office.serves(9, 1..8).await;
    let made = office.makes("daily", night_of(10)).await;
    let Outcome::Made(reports) = made else {
        panic!("{made:?}")
    };
    let folder = "reports/daily/2026-11-09/";
    assert_eq!(reports[0].folder, folder);
    let endings: Vec<&str> = reports[0]
        .files
        .iter()
        .map(|name| name.split_once("11-09.").unwrap().1)
        .collect();
    assert_eq!(endings, ["pdf", "xlsx", "csv", "json", "manifest.json"]);

    let report = office.report("daily/2026-11-09");
    assert_eq!(report["intake"][0]["received"], 7);
    assert_eq!(
        report["promise"],
        json!({"kept": 7, "broken": 0, "keptPermille": 1000})
    );
    // The sample's household is not in the register: a version that a case wrote is missing.
    assert_eq!(report["consistency"]["faults"], json!([["version_missing", 7]]));

    let stored = |name: &str| office.objects.object(&format!("reports/{folder}{name}")).unwrap();
    let name = "laporan-35.75-2026-11-09.manifest.json";
    let manifest = Manifest::parse(&stored(name)).unwrap();
    for part in &manifest.files {
        assert_eq!(manifest.check(&part.name, &stored(&part.name)), Ok(()));
    }
    assert_eq!(manifest.files.len(), 4);
    let jws = stored(&format!("{name}.jws"));
    let key = office.function.keeper.jwk().unwrap();
    assert!(
        key.verify_detached(std::str::from_utf8(&jws).unwrap(), &stored(name))
            .is_ok()
    );
}

#[tokio::test]
async fn of_a_month_there_is_open_data_and_of_nothing_else() {
    let office = Office::open().await;
    for day in 24..31 {
        office
            .serves(
                day,
                u128::try_from(day).unwrap() * 10..u128::try_from(day).unwrap() * 10 + 6,
            )
            .await;
    }
    office.makes("daily", at("2026-12-01T01:00:00+07:00")).await;
    let open = || -> Vec<String> {
        let keys = office.objects.keys();
        keys.into_iter().filter(|key| key.contains("open-data")).collect()
    };
    assert_eq!(open(), Vec::<String>::new());
    office.makes("monthly", at("2026-12-01T02:00:00+07:00")).await;
    assert_eq!(
        open(),
        ["csv", "json"]
            .map(|ending| format!("reports/open-data/2026-11/data-terbuka-35.75-2026-11.{ending}"))
    );
}

#[tokio::test]
async fn made_again_it_is_the_same_and_nobody_is_told_twice() {
    let office = Office::open().await;
    office.serves(9, 1..8).await;
    office.makes("daily", night_of(10)).await;
    let before: Vec<_> = office
        .objects
        .keys()
        .into_iter()
        .map(|key| (office.objects.object(&key), key))
        .collect();
    // Prices change, a court is called otherwise, days pass.
    let mut later = office;
    later.function.setting.city_name = "Kota Lain".to_owned();
    later
        .asks(&json!({"span": "daily", "date": "2026-11-09"}), night_of(10))
        .await
        .unwrap();
    let after: Vec<_> = later
        .objects
        .keys()
        .into_iter()
        .map(|key| (later.objects.object(&key), key))
        .collect();
    assert_eq!(after, before);
    assert_eq!(later.told.notices.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_report_that_would_be_another_one_overwrites_nothing() {
    let office = Office::open().await;
    office.objects.put(
        "reports/reports/daily/2026-11-09/laporan-35.75-2026-11-09.json",
        b"{}".to_vec(),
    );
    office.serves(9, 1..8).await;
    let failed = office.asks(&json!({"span": "daily"}), night_of(10)).await;
    assert!(
        matches!(failed, Err(Failure::Differs(key)) if key == "reports/daily/2026-11-09/laporan-35.75-2026-11-09.json")
    );
    assert_eq!(office.report("daily/2026-11-09"), json!({}));
}

#[tokio::test]
async fn closed_days_can_be_asked_for_and_no_others() {
    let office = Office::open().await;
    office.serves(9, 1..8).await;
    office.serves(10, 8..16).await;
    let asked = office
        .asks(&json!({"from": "2026-11-09", "to": "2026-11-10"}), night_of(11))
        .await
        .unwrap();
    let Outcome::Made(reports) = asked else {
        panic!("{asked:?}")
    };
    assert_eq!(reports[0].folder, "reports/custom/2026-11-09_2026-11-10/");
    let report = office.report("custom/2026-11-09_2026-11-10");
    assert_eq!(report["backlog"]["received"], 15);
    assert!(
        office.told.notices.lock().unwrap().is_empty(),
        "nobody but who asked is told"
    );

    let today = office
        .asks(&json!({"from": "2026-11-09", "to": "2026-11-11"}), night_of(11))
        .await
        .unwrap();
    assert_eq!(today, Outcome::Refused(Refusal::NotClosed));
    let before = office
        .asks(&json!({"from": "2026-10-01", "to": "2026-10-31"}), night_of(11))
        .await
        .unwrap();
    assert_eq!(before, Outcome::Refused(Refusal::BeforeRecords));
}

#[tokio::test]
async fn the_week_is_the_sum_of_its_days() {
    let office = Office::open().await;
    let mut next = 1;
    for day in 9..16 {
        let cases = u128::try_from(day).unwrap();
        office.serves(day, next..next + cases).await;
        next += cases;
    }
    office.makes("daily", night_of(16)).await;
    office.makes("weekly", night_of(16)).await;
    let week = office.report("weekly/2026-11-09");
    let days: u64 = (9..16)
        .map(|day| {
            let report = office.report(&format!("daily/2026-11-{day:02}"));
            report["promise"]["kept"].as_u64().unwrap()
        })
        .sum();
    assert_eq!(week["promise"]["kept"], days);
    assert_eq!(days, (9..16).sum::<u64>());
    assert_eq!(week["days"].as_array().unwrap().len(), 7);
}

#[tokio::test]
async fn subscribers_who_could_not_be_told_are_told_the_next_time() {
    let office = Office::open().await;
    office
        .happens(case(1), at("2026-11-09T02:00:00Z"), vec![accepted()])
        .await;
    *office.told.away.lock().unwrap() = true;
    assert!(matches!(
        office.asks(&json!({"span": "daily"}), night_of(10)).await,
        Err(Failure::Herald(_))
    ));
    *office.told.away.lock().unwrap() = false;
    office.objects.next_puts([Fate::Done]);
    office.makes("daily", night_of(10)).await;
    let notices = office.told.notices.lock().unwrap();
    assert_eq!(notices.len(), 1);
    assert_eq!(
        notices[0].subject(),
        "Tuntas Kota Pasuruan: laporan harian 2026-11-09"
    );
    let text = notices[0].text([("report.json", "https://example.org/x".to_owned())]);
    assert!(text.contains("https://example.org/x"), "{text}");
}
