//! Closing days: once, in order, whatever happens in between.

use jiff::SignedDuration;
use memory_tables::Fate;
use report_export::Failure;
use tuntas_domain::case::Event;
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Hold;

use crate::office::{Office, accepted, at, case, night_of, november, registered};

fn held() -> Event {
    Event::Held {
        hold: Hold::NameMismatch {
            role: Role::Petitioner,
        },
    }
}

#[tokio::test]
async fn a_day_is_the_citys_day_from_midnight_to_midnight() {
    let office = Office::open().await;
    // The last second of the 9th in Jakarta, and the first of the 10th: the same day of UTC.
    office
        .happens(case(1), at("2026-11-09T16:59:59.999Z"), vec![accepted()])
        .await;
    office
        .happens(case(2), at("2026-11-09T17:00:00Z"), vec![accepted()])
        .await;
    // And the same day of Jakarta in two days of UTC.
    office
        .happens(case(3), at("2026-11-10T00:30:00Z"), vec![accepted()])
        .await;
    office.makes("daily", night_of(11)).await;
    assert_eq!(office.sum(9).flow.received(), 1);
    assert_eq!(office.sum(10).flow.received(), 2);
    assert_eq!(
        (office.sum(9).level.unended, office.sum(10).level.unended),
        (1, 3)
    );
}

#[tokio::test]
async fn days_without_a_run_are_closed_in_order_and_what_waits_is_carried_on() {
    let office = Office::open().await;
    office.numbers(12).await;
    office
        .happens(case(1), at("2026-11-03T02:00:00Z"), vec![accepted()])
        .await;
    office
        .happens(case(1), at("2026-11-03T03:00:00Z"), vec![held()])
        .await;
    office
        .happens(case(2), at("2026-11-05T03:00:00Z"), vec![accepted()])
        .await;
    office.makes("daily", night_of(7)).await;
    let level = office.sum(6).level;
    assert_eq!(level.unended, 2);
    assert_eq!(level.held["name_mismatch"][&november(3)], 1);
    assert_eq!(level.free["35.75.01"], 12);
    // Let go on: nothing is held any more.
    office
        .happens(case(1), at("2026-11-07T03:00:00Z"), vec![registered()])
        .await;
    office.makes("daily", night_of(8)).await;
    assert!(office.sum(7).level.held.is_empty());
    let report = office.report("daily/2026-11-06");
    assert_eq!(report["period"]["span"], "daily");
}

#[tokio::test]
async fn more_days_than_fit_into_one_run_are_left_to_the_next() {
    let office = Office::open().await;
    office
        .happens(case(1), at("2026-11-01T02:00:00Z"), vec![accepted()])
        .await;
    let stopped = office
        .asks(&serde_json::json!({"span": "daily"}), night_of(20))
        .await;
    assert!(matches!(stopped, Err(Failure::StillClosing(last)) if last == november(7)));
    let stopped = office
        .asks(&serde_json::json!({"span": "daily"}), night_of(20))
        .await;
    assert!(matches!(stopped, Err(Failure::StillClosing(last)) if last == november(14)));
    office.makes("daily", night_of(20)).await;
    assert_eq!(office.sum(19).level.unended, 1);
    // No day is left without its report.
    for day in 1..20 {
        office.report(&format!("daily/2026-11-{day:02}"));
    }
}

#[tokio::test]
async fn a_run_that_breaks_off_anywhere_is_made_up_for_by_the_next() {
    let untouched = {
        let office = Office::open().await;
        office.serves(9, 1..8).await;
        office.makes("daily", night_of(10)).await;
        office
    };
    for broken in 0..9 {
        for fate in [Fate::FailsBefore, Fate::AnswerLost] {
            let office = Office::open().await;
            office.serves(9, 1..8).await;
            let done = std::iter::repeat_n(Fate::Done, broken);
            office.objects.next_puts(done.chain([fate]));
            let input = serde_json::json!({"span": "daily"});
            if office.asks(&input, night_of(10)).await.is_err() {
                office.makes("daily", night_of(10)).await;
            }
            for key in untouched.objects.keys() {
                // Signatures differ each time.
                if !key.ends_with(".jws") {
                    assert_eq!(
                        office.objects.object(&key),
                        untouched.objects.object(&key),
                        "{key} after a break at write {broken}"
                    );
                }
            }
            assert_eq!(office.objects.keys(), untouched.objects.keys());
            assert!(!office.told.notices.lock().unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn what_comes_late_changes_no_sum_and_is_told_by_the_next_report() {
    let office = Office::open().await;
    office.serves(9, 1..8).await;
    office.makes("daily", night_of(10)).await;
    let (sum, report) = (office.sum(9), office.report("daily/2026-11-09"));

    // An entry of the 9th that was written after the 9th was closed.
    office
        .happens(case(8), at("2026-11-09T10:00:00Z"), vec![accepted()])
        .await;
    office.makes("daily", night_of(11)).await;
    assert_eq!(office.sum(9), sum);
    assert_eq!(office.sum(10).level.unended, 1, "it waits all the same");
    let next = office.report("daily/2026-11-10");
    let corrections = next["corrections"].as_array().unwrap();
    let received = corrections
        .iter()
        .find(|correction| correction["figure"] == "received")
        .unwrap();
    assert_eq!(
        (&received["day"], &received["was"], &received["is"]),
        (&"2026-11-09".into(), &7.into(), &8.into())
    );

    // Made again, the report of the 9th is what it was; and the day after nothing is told twice.
    office
        .asks(
            &serde_json::json!({"span": "daily", "date": "2026-11-09"}),
            night_of(11),
        )
        .await
        .unwrap();
    assert_eq!(office.report("daily/2026-11-09"), report);
    office.makes("daily", night_of(12)).await;
    let later = office.report("daily/2026-11-11");
    assert_eq!(later["corrections"], serde_json::json!([]));

    // A longer period that is not over yet goes by what is right.
    office.makes("weekly", night_of(16)).await;
    let week = office.report("weekly/2026-11-09");
    assert_eq!(week["backlog"]["received"], 8);
    assert_eq!(week["corrections"], serde_json::json!([]));
    assert_eq!(week["closed"], "2026-11-15");
}

#[tokio::test]
async fn an_entry_that_comes_later_than_days_are_looked_at_again_is_not_found() {
    let office = Office::open().await;
    office.serves(2, 1..8).await;
    office.makes("daily", night_of(8)).await;
    office
        .happens(
            case(9),
            at("2026-11-03T02:00:00Z") - SignedDuration::from_hours(24),
            vec![accepted()],
        )
        .await;
    office.makes("daily", night_of(9)).await;
    assert_eq!(
        office.json("corrections/2026-11-08.json")["days"],
        serde_json::json!({})
    );
}
