//! What offices do for former spouses stands in the reports, and comes late like everything else.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tuntas_aid::referral::{
    Award, Confirmation, DeclineReason, Event, InstalmentTerms, Letter, ProgrammeVersion,
};
use tuntas_aid::{FundingSource, PaymentReference, ProgrammeCode, Purpose};
use tuntas_aiding::Aiding;
use tuntas_domain::case::{self, ConsentSource};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, LetterNumber, OfficerCode};
use tuntas_domain::money::Rupiah;
use tuntas_figures::Helper;
use tuntas_journal::Actor;

use crate::office::{Office, accepted, at, case, night_of, november};

fn letter() -> Letter {
    Letter {
        number: LetterNumber(1),
        issued_on: november(9),
    }
}

fn officer(code: &str) -> OfficerCode {
    OfficerCode::parse(code).unwrap()
}

fn dinsos() -> AidOfficeCode {
    AidOfficeCode::parse("dinsos").unwrap()
}

fn rupiah(amount: u64) -> Rupiah {
    Rupiah::new(amount).unwrap()
}

/// Everything from the referral to the first payment.
fn helped(assess_by: Date) -> Vec<Event> {
    let award = Award {
        programme: ProgrammeVersion {
            code: ProgrammeCode::parse("modal-2026").unwrap(),
            version: 1,
        },
        source: FundingSource::parse("dbhcht").unwrap(),
        purpose: Purpose::parse("modal-usaha").unwrap(),
        year: 2026,
        amount: rupiah(2_500_000),
        instalments: [1_500_000, 1_000_000]
            .map(|amount| InstalmentTerms {
                amount: rupiah(amount),
                due: november(20),
            })
            .into(),
    };
    let mut events = referred(assess_by);
    events.extend([
        Event::AidAssessed {
            officer: officer("dinsos-01"),
            recommends: true,
            decide_by: november(16),
        },
        Event::AwardProposed {
            award,
            officer: officer("dinsos-02"),
        },
        Event::AwardApproved {
            officer: officer("dinsos-03"),
            letter: letter(),
            plan_by: november(27),
        },
        Event::PaymentConfirmed {
            instalment: 1,
            reference: PaymentReference::of(case(1), 1),
            on: november(9),
            by: Confirmation::Bank,
        },
    ]);
    events
}

fn referred(assess_by: Date) -> Vec<Event> {
    vec![Event::AidReferred {
        case: case(900),
        role: Role::Petitioner,
        office: dinsos(),
        kind: AidKind::Capital,
        assess_by,
    }]
}

async fn says(office: &Office, id: CaseId, at: Timestamp, events: Vec<Event>) {
    let journal = office.function.journal.also::<Aiding>();
    let story = journal.load(id).await.unwrap();
    let command = CommandId::new(format!("test/{}", story.version()));
    let actor = Actor::function("test");
    journal
        .append(&story, at, &actor, &command, events, vec![])
        .await
        .unwrap();
}

/// A city with an office that helps and one that protects.
async fn city() -> Office {
    let mut office = Office::open().await;
    let helper = |name: &str, kind, protects| Helper {
        name: name.to_owned(),
        kinds: [kind].into(),
        protects,
    };
    office.function.setting.aid = [
        ("dinsos", helper("Dinas Sosial", AidKind::Capital, false)),
        ("uptd-ppa", helper("UPTD PPA", AidKind::Mentoring, true)),
    ]
    .map(|(code, helper)| (code.to_owned(), helper))
    .into();
    office
}

fn row<'a>(report: &'a Value, office: &str) -> &'a Value {
    let rows = report["aid"]["referrals"].as_array().unwrap();
    rows.iter().find(|row| row["office"] == office).unwrap()
}

#[tokio::test]
async fn a_day_of_aid_is_reported_and_a_late_referral_corrected() {
    let office = city().await;
    let nine = at("2026-11-09T09:00:00+07:00");
    // Six parties consent; five of them are helped at once, the sixth waits.
    let consent = case::Event::AidConsentGiven {
        role: Role::Petitioner,
        office: dinsos(),
        aid: AidKind::Capital,
        number: 1,
        source: ConsentSource::Officer,
        evidence: None,
    };
    for number in 1..=6 {
        let events = vec![accepted(), consent.clone()];
        office.happens(case(number), nine, events).await;
    }
    for number in 11..=15 {
        says(&office, case(number), nine, helped(november(16))).await;
    }
    says(&office, case(16), nine, referred(november(16))).await;
    office.makes("daily", night_of(10)).await;
    let report = office.report("daily/2026-11-09");
    let consents = report["aid"]["consents"].as_array().unwrap();
    assert_eq!(
        consents[..],
        [
            json!({"office": "dinsos", "consented": 6, "takenBack": null}),
            json!({"office": "uptd-ppa", "consented": null, "takenBack": null}),
        ]
    );
    let capital = row(&report, "dinsos");
    assert_eq!(
        (&capital["referred"], &capital["granted"]),
        (&json!(6), &json!(5))
    );
    assert_eq!(capital["assessment"]["inTime"], 5);
    let payments = report["aid"]["payments"].as_array().unwrap();
    assert_eq!(
        (
            &payments[0]["source"],
            &payments[0]["paid"],
            &payments[0]["paidRupiah"]
        ),
        (&json!("dbhcht"), &json!(5), &json!(7_500_000))
    );
    // What nobody did at the office that protects is told no more than what few people did there.
    let protecting = row(&report, "uptd-ppa").as_object().unwrap();
    let told: Vec<&String> = protecting
        .iter()
        .filter(|(_, value)| value.is_u64())
        .map(|(name, _)| name)
        .collect();
    assert_eq!(told, Vec::<&String>::new());

    // The day was closed when somebody wrote of one more referral in it.
    says(&office, case(17), nine, referred(november(16))).await;
    let later = nine + SignedDuration::from_hours(24);
    let declined = Event::AidDeclined {
        reason: DeclineReason::NoBudget,
        officer: officer("dinsos-02"),
        letter: letter(),
    };
    says(&office, case(16), later, vec![declined]).await;
    office.makes("daily", night_of(11)).await;
    let next = office.report("daily/2026-11-10");
    let corrections = next["corrections"].as_array().unwrap();
    let figure = "aid/dinsos/capital/referred";
    let found = corrections
        .iter()
        .find(|correction| correction["figure"] == figure)
        .unwrap();
    assert_eq!((&found["was"], &found["is"]), (&json!(6), &json!(7)));
    let capital = row(&next, "dinsos");
    // Seven went on when the day began, and six when it ended: that one has gone would be known. Months tell how many go on.
    assert_eq!(capital["declined"], Value::Null);
    assert_eq!([&capital["opening"], &capital["open"]], [&Value::Null; 2]);
    assert_eq!(office.sum(10).level.aid[&dinsos()][&AidKind::Capital], 6);
}

#[tokio::test]
async fn a_city_without_aid_has_the_report_it_had() {
    let office = Office::open().await;
    office.serves(9, 1..7).await;
    office.makes("daily", night_of(10)).await;
    assert!(office.report("daily/2026-11-09").get("aid").is_none());
    let sum = office.json("sums/2026-11-09.json");
    for part in ["flow", "level", "setting"] {
        assert!(sum[part].get("aid").is_none(), "{part}");
    }
}
