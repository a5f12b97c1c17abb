//! What would show a broker at work.

use jiff::tz::TimeZone;
use tuntas_audit::figures::{Figures, LookUps, Period, SearchesFor};
use tuntas_domain::case::View;
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Decision;
use tuntas_figures::Tally;
use tuntas_journal::Actor;

use crate::office::{Office, accepted, case, claimed, decided, held, officer, viewed};

fn period(from: &str, to: &str) -> Period {
    Period {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        zone: TimeZone::get("Asia/Jakarta").unwrap(),
    }
}

async fn office() -> Office {
    let office = Office::open().await;
    let override_ = Decision::AcceptIdentity {
        role: Role::Petitioner,
    };
    for (number, ahead) in [(1, 0), (2, 7)] {
        let events = vec![
            accepted(),
            held(),
            claimed(1, ahead),
            decided(override_.clone(), 1, Some(2)),
            held(),
            claimed(2, 0),
            decided(Decision::TryAgain, 2, None),
        ];
        office
            .happens(case(number), "02:00", Actor::function("test"), events)
            .await;
    }
    let looks = vec![
        viewed(
            1,
            View::LookUp {
                role: Role::Petitioner,
            },
        ),
        viewed(1, View::Facts),
    ];
    for _ in 0..4 {
        office
            .happens(case(2), "03:00", Actor::officer("petugas-01"), looks.clone())
            .await;
    }
    // Is the ruling of this person there? Not yet, not yet, not yet, now.
    for cases in [0, 0, 0, 1] {
        office.searches(case(9), "04:00", 1, cases).await;
    }
    office.searches(case(9), "04:30", 2, 1).await;
    office
}

async fn figures(office: &Office, period: &Period) -> Figures {
    let mut figures = Figures::default();
    for number in [1, 2] {
        figures.add(&office.journal.load(case(number)).await.unwrap(), period);
    }
    let searches = office.journal.also().load(case(9)).await.unwrap();
    figures.add_searches(&searches, period);
    figures
}

#[tokio::test]
async fn overrides_cases_out_of_turn_and_repeated_look_ups_are_counted_by_officer() {
    let office = office().await;
    let figures = figures(&office, &period("2021-09-21", "2021-09-21")).await;
    assert_eq!(
        figures.officers.tallies[&officer(1)],
        Tally {
            decisions: 2,
            overrides: 2,
            claims: 2,
            out_of_turn: 1,
            passed_over: 7,
            views: 4,
            look_ups: 8,
            searches: 4,
            in_vain: 3,
            ..Tally::default()
        }
    );
    assert_eq!(
        figures.officers.tallies[&officer(2)],
        Tally {
            decisions: 2,
            approvals: 2,
            claims: 2,
            searches: 1,
            ..Tally::default()
        }
    );
    let again = [LookUps {
        officer: officer(1),
        case: case(2),
        times: 8,
    }];
    assert_eq!(figures.repeated_look_ups(), again);
    let searched = [SearchesFor {
        officer: officer(1),
        person: case(9),
        times: 4,
    }];
    assert_eq!(figures.repeated_searches(), searched);
    let json: serde_json::Value = serde_json::from_str(&figures.json().unwrap()).unwrap();
    assert_eq!(json["officers"]["petugas-01"]["outOfTurn"], 1);
    assert_eq!(json["repeatedLookUps"][0]["times"], 8);
    assert_eq!(json["repeatedSearches"][0]["person"], case(9).to_string());
    assert_eq!(json["officers"]["petugas-01"]["inVain"], 3);
    let table = figures.table();
    assert!(table.contains("looked up again") && table.contains("searched again"));
}

#[tokio::test]
async fn only_the_days_that_were_asked_for_count() {
    let office = office().await;
    for other in [
        period("2021-09-01", "2021-09-20"),
        period("2021-09-22", "2021-09-30"),
    ] {
        assert_eq!(figures(&office, &other).await, Figures::default());
    }
}
