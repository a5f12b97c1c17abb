//! A report, told by an example.

use jiff::civil::date;
use tuntas_domain::case::{Event, HandedTo};
use tuntas_domain::decree::{DivorceKind, Role};
use tuntas_figures::{Count, Flow, Late, Level, Measure, Period, Report, Setting, Span, Start, Sums, build};

use crate::lives::{Life, accepted, at, calendar, registered, rendered};

fn setting() -> Setting {
    Setting {
        city: "35.75".to_owned(),
        city_name: "Kota Pasuruan".to_owned(),
        sample: true,
        courts: [("PA.Pas".to_owned(), "Pengadilan Agama Pasuruan".to_owned())].into(),
        prices: [("sheets".to_owned(), 250_000)].into(),
        low_water: 50,
        ..Setting::default()
    }
}

/// So many cases that come in at nine on a Monday and are served within the day.
fn monday(cases: u128) -> Vec<Life> {
    (1..=cases)
        .map(|number| {
            let mut entries = vec![
                (
                    at("2026-11-09T02:00:00Z"),
                    accepted("PA.Pas", DivorceKind::Gugat, Vec::new()),
                ),
                (at("2026-11-09T02:30:00Z"), registered(2)),
            ];
            for role in Role::BOTH {
                entries.push((at("2026-11-09T03:00:00Z"), rendered(role)));
                entries.push((at("2026-11-09T04:00:00Z"), Event::DocumentsPrinted { role }));
                entries.push((
                    at("2026-11-09T08:00:00Z"),
                    Event::HandedOver {
                        role,
                        to: HandedTo::Addressee,
                        old_card_withdrawn: None,
                    },
                ));
            }
            Life::new(number, entries)
        })
        .collect()
}

fn flow(lives: &[Life]) -> Flow {
    let calendar = calendar();
    let mut flow = Flow::default();
    for step in lives.iter().flat_map(Life::steps) {
        flow.add(&step, &calendar);
    }
    flow
}

fn daily(flow: &Flow, late: &[Late]) -> Report {
    let day = date(2026, 11, 9);
    let mut sums = Sums::default();
    sums.add(day, flow);
    let mut level = Level {
        unended: 20,
        ..Level::default()
    };
    level.free.insert("35.75.01".to_owned(), 57);
    level.moved(flow);
    let period = Period {
        span: Span::Daily,
        from: day,
        to: day,
    };
    build(&setting(), period, &sums, &level, late)
}

#[test]
fn seven_cases_of_a_monday() {
    let report = daily(&flow(&monday(7)), &[]);
    assert_eq!(report.intake.len(), 2, "a line for each kind");
    assert_eq!(report.intake[0].received, Count::Exact(7));
    assert_eq!(report.intake[0].completed, Count::Exact(7));
    assert_eq!(report.promise.kept, Count::Exact(7));
    assert_eq!(report.promise.kept_permille, Some(1000));
    let age = |from, to| {
        *report
            .ages
            .iter()
            .find(|age| (age.from, age.to) == (from, to))
            .as_ref()
            .unwrap()
    };
    let age_of = |from, to| {
        (
            age(from, to).count,
            age(from, to).p50_minutes,
            age(from, to).p99_minutes,
        )
    };
    assert_eq!(
        age_of(Start::Receipt, Measure::Registered),
        (Count::Exact(7), Some(30), Some(30))
    );
    assert_eq!(
        age_of(Start::Receipt, Measure::Delivered),
        (Count::Exact(14), Some(360), Some(360))
    );
    // Divorced on the 2nd: seven days and nine and a half hours, by the clock of Jakarta.
    let since = 7 * 24 * 60 + 9 * 60 + 30;
    assert_eq!(
        age_of(Start::Finality, Measure::Registered),
        (Count::Exact(7), Some(since), Some(since))
    );
    assert_eq!(report.backlog.opening, Count::Exact(20));
    assert_eq!(report.backlog.closing, Count::Exact(20));
    // A family card each for 14 people, Rp250 a sheet.
    let kk = report.costs.iter().find(|cost| cost.item == "sheets").unwrap();
    assert_eq!((kk.quantity, kk.rupiah), (Count::Exact(14), Some(3_500)));
    assert_eq!((report.stock[0].free, report.stock[0].low), (50, false));
}

#[test]
fn three_cases_are_nobodys_business() {
    let report = daily(&flow(&monday(3)), &[]);
    assert_eq!(report.intake[0].received, Count::Withheld);
    assert_eq!(report.promise.kept_permille, None);
    let registered = report
        .ages
        .iter()
        .find(|age| age.to == Measure::Registered)
        .unwrap();
    assert_eq!(
        (registered.count, registered.p50_minutes),
        (Count::Withheld, None)
    );
    assert_eq!(report.backlog.received, Count::Withheld);
    // How things stand is shown, and the numbers between are not.
    assert_eq!(report.backlog.closing, Count::Exact(20));
    assert_eq!(report.backlog.ended, Count::Withheld);
}

#[test]
fn what_came_late_is_a_correction_of_the_day_it_belongs_to() {
    let (was, is) = (flow(&monday(7)), flow(&monday(8)));
    let mut level = Level {
        unended: 20,
        ..Level::default()
    };
    level.moved(&was);
    let late = Late {
        day: date(2026, 11, 6),
        was,
        is,
        level,
    };
    let report = daily(&Flow::default(), std::slice::from_ref(&late));
    let found = report
        .corrections
        .iter()
        .find(|correction| correction.figure == "received")
        .unwrap();
    assert_eq!(
        (found.day, found.was, found.is),
        (late.day, Count::Exact(7), Count::Exact(8))
    );
    // One more than was withheld would tell what was.
    let late = Late {
        was: flow(&monday(4)),
        is: flow(&monday(5)),
        ..late
    };
    let report = daily(&Flow::default(), &[late]);
    let found = report
        .corrections
        .iter()
        .find(|correction| correction.figure == "received")
        .unwrap();
    assert_eq!((found.was, found.is), (Count::Withheld, Count::Withheld));
}
