//! Charts as places between 0 and 1: the template draws, and reckons nothing.

use serde::Serialize;
use tuntas_figures::{
    Age, AidFigures, Count, Courier, DayPoint, Failure, HoldRow, Measure, Report, SecurityFigures,
};

use crate::counting::sum;
use crate::{Office, words, writing};

/// Bars of a chart at most; all of them stand in the table beside it.
const MOST_ROWS: usize = 12;
/// Labels of a time axis at most.
const MOST_LABELS: usize = 8;
const MINUTES_OF_A_DAY: u64 = 1440;

/// A label of an axis.
#[derive(Serialize)]
pub(crate) struct Tick {
    at: f64,
    label: String,
}

/// What stands at one place of a series.
#[derive(Serialize, Clone, Copy)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Point {
    /// A number, as a share of the axis.
    Shown { at: f64 },
    /// A gap with a mark.
    Withheld,
}

/// Several series over the same days, each in a panel of its own with the same scale.
#[derive(Serialize)]
pub(crate) struct Daily {
    alt: String,
    panels: Vec<Panel>,
    x: Vec<Tick>,
    y: Vec<Tick>,
}

#[derive(Serialize)]
struct Panel {
    title: &'static str,
    /// No number of it is shown.
    all_withheld: bool,
    any_withheld: bool,
    points: Vec<Point>,
}

/// The backlog over the days, and where it is expected to go.
#[derive(Serialize)]
pub(crate) struct Line {
    alt: String,
    all_withheld: bool,
    any_withheld: bool,
    points: Vec<Point>,
    forecast: Option<Forecast>,
    last: Option<String>,
    x: Vec<Tick>,
    y: Vec<Tick>,
}

#[derive(Serialize)]
struct Forecast {
    at: f64,
    label: String,
}

/// Groups of three bars.
#[derive(Serialize)]
pub(crate) struct Ages {
    alt: String,
    groups: Vec<Group>,
    /// Where one day is.
    promise: f64,
    x: Vec<Tick>,
}

#[derive(Serialize)]
struct Group {
    label: String,
    /// The promise is about it.
    promised: bool,
    bars: Vec<Bar>,
    /// Said in place of the bars.
    missing: Option<&'static str>,
}

/// A bar that lies.
#[derive(Serialize)]
struct Bar {
    name: &'static str,
    at: Option<f64>,
    label: String,
}

/// Bars with one or two bars.
#[derive(Serialize)]
pub(crate) struct Bars {
    alt: String,
    rows: Vec<Row>,
    /// How many rows are only in the table.
    more: usize,
}

#[derive(Serialize)]
struct Row {
    label: String,
    bars: Vec<Bar>,
}

/// Bars made of parts.
#[derive(Serialize)]
pub(crate) struct Stacked {
    alt: String,
    rows: Vec<Stack>,
    more: usize,
}

#[derive(Serialize)]
struct Stack {
    label: String,
    total: String,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    name: &'static str,
    label: String,
    /// Share of the longest bar; `None` where it is withheld.
    at: Option<f64>,
}

/// A scale from nought with 2 to 5 round steps that reaches over `highest`.
struct Scale {
    step: u64,
    steps: u64,
}

impl Scale {
    fn over(highest: u64) -> Self {
        let mut unit: u64 = 1;
        loop {
            for step in [1, 2, 5].map(|factor: u64| factor.saturating_mul(unit)) {
                let steps = highest.div_ceil(step).max(1);
                if steps <= 4 {
                    return Self { step, steps };
                }
            }
            unit = unit.saturating_mul(10);
        }
    }

    fn top(&self) -> u64 {
        self.step.saturating_mul(self.steps)
    }

    fn at(&self, value: u64) -> f64 {
        share(value, self.top())
    }

    fn ticks(&self, label: impl Fn(u64) -> String) -> Vec<Tick> {
        (0..=self.steps)
            .map(|step| {
                let value = self.step.saturating_mul(step);
                Tick {
                    at: self.at(value),
                    label: label(value),
                }
            })
            .collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place on paper needs three digits")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        (part as f64 / whole as f64).min(1.0)
    }
}

fn point(count: Count, scale: &Scale) -> Point {
    count
        .exact()
        .map_or(Point::Withheld, |number| Point::Shown { at: scale.at(number) })
}

/// A count, short enough for a chart: `25 rb` or `<5`.
fn brief(count: Count) -> String {
    count
        .exact()
        .map_or_else(|| writing::WITHHELD.to_owned(), writing::short)
}

/// Labels of the days, evenly spread; the year is named where another one begins.
fn days(points: &[DayPoint]) -> Vec<Tick> {
    let count = points.len();
    let every = count.div_ceil(MOST_LABELS).max(1);
    let years = points
        .iter()
        .any(|point| Some(point.day.year()) != points.first().map(|first| first.day.year()));
    let mut named = None;
    points
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(index, point)| {
            let year = point.day.year();
            let label = if years && named.replace(year) != Some(year) {
                format!("{} {year}", writing::short_day(point.day))
            } else {
                writing::short_day(point.day)
            };
            let centre = u64::try_from(index * 2 + 1).unwrap_or(u64::MAX);
            Tick {
                at: share(centre, u64::try_from(count * 2).unwrap_or(u64::MAX)),
                label,
            }
        })
        .collect()
}

/// `terendah 5, tertinggi 31` of what is shown, for those who cannot see a chart.
fn told(counts: impl Iterator<Item = Count>) -> String {
    let (mut shown, mut withheld) = (Vec::new(), 0_u64);
    for count in counts {
        match count {
            Count::Exact(number) => shown.push(number),
            Count::Withheld => withheld += 1,
        }
    }
    let told = match (shown.iter().min(), shown.iter().max()) {
        (Some(low), Some(high)) => format!(
            "terendah {}, tertinggi {}",
            writing::whole(*low),
            writing::whole(*high)
        ),
        _ => "tidak ada angka yang ditampilkan".to_owned(),
    };
    if withheld > 0 {
        return format!("{told}, {withheld} tidak ditampilkan karena kurang dari lima");
    }
    told
}

/// A title, and its number of a day.
type Series = (&'static str, fn(&DayPoint) -> Count);

pub(crate) fn daily(report: &Report) -> Option<Daily> {
    let points = &report.days;
    if points.is_empty() {
        return None;
    }
    let weekly = report.period.is_charted_by_week();
    let series: [Series; 3] = [
        ("Putusan masuk", |point| point.received),
        ("Register diubah", |point| point.registered),
        ("Amplop diterima warga", |point| point.delivered),
    ];
    let highest = series
        .iter()
        .flat_map(|(_, of)| points.iter().filter_map(|point| of(point).exact()))
        .max()
        .unwrap_or(0);
    let scale = Scale::over(highest);
    let alt = series
        .iter()
        .map(|(title, of)| format!("{title}: {}", told(points.iter().map(of))))
        .collect::<Vec<_>>()
        .join("; ");
    Some(Daily {
        alt: format!(
            "Diagram batang tiap {}. {alt}. Semua angka ada di tabel terakhir.",
            if weekly { "minggu" } else { "hari" }
        ),
        panels: series
            .iter()
            .map(|(title, of)| Panel {
                title,
                all_withheld: points.iter().all(|point| of(point) == Count::Withheld),
                any_withheld: points.iter().any(|point| of(point) == Count::Withheld),
                points: points.iter().map(|day| point(of(day), &scale)).collect(),
            })
            .collect(),
        x: days(points),
        y: scale.ticks(writing::short),
    })
}

pub(crate) fn backlog(report: &Report) -> Option<Line> {
    let points = &report.days;
    if points.is_empty() {
        return None;
    }
    let expected = report.backlog.expected_closing;
    let highest = points
        .iter()
        .filter_map(|point| point.backlog.exact())
        .chain(expected)
        .max()
        .unwrap_or(0);
    let scale = Scale::over(highest);
    let forecast = expected.map(|expected| Forecast {
        at: scale.at(expected),
        label: writing::short(expected),
    });
    let outlook = expected.map_or(String::new(), |expected| {
        format!(" Perkiraan tujuh hari kemudian: {}.", writing::whole(expected))
    });
    Some(Line {
        alt: format!(
            "Diagram garis berkas yang belum tuntas: {}.{outlook} Semua angka ada di tabel terakhir.",
            told(points.iter().map(|point| point.backlog))
        ),
        all_withheld: points.iter().all(|point| point.backlog == Count::Withheld),
        any_withheld: points.iter().any(|point| point.backlog == Count::Withheld),
        points: points.iter().map(|day| point(day.backlog, &scale)).collect(),
        forecast,
        last: points
            .last()
            .and_then(|point| point.backlog.exact())
            .map(writing::short),
        x: days(points),
        y: scale.ticks(writing::short),
    })
}

pub(crate) fn ages(ages: &[Age]) -> Option<Ages> {
    if ages.is_empty() {
        return None;
    }
    let highest = ages
        .iter()
        .flat_map(|age| [age.p50_minutes, age.p90_minutes, age.p99_minutes])
        .flatten()
        .max()
        .unwrap_or(0)
        .max(MINUTES_OF_A_DAY);
    let scale = Scale::over(highest.div_ceil(MINUTES_OF_A_DAY));
    let top = scale.top().saturating_mul(MINUTES_OF_A_DAY);
    let bar = |name, minutes: Option<u64>| Bar {
        name,
        at: minutes.map(|minutes| share(minutes, top)),
        label: minutes.map_or_else(|| writing::NONE.to_owned(), writing::duration),
    };
    let title = |age: &Age| format!("{} sampai {}", words::start(age.from), words::measure(age.to));
    let alt: Vec<String> = ages
        .iter()
        .map(|age| match (age.p50_minutes, age.p90_minutes, age.p99_minutes) {
            (Some(half), Some(most), Some(nearly_all)) => format!(
                "{}: separuh {}, 9 dari 10 {}, 99 dari 100 {}",
                title(age),
                writing::duration(half),
                writing::duration(most),
                writing::duration(nearly_all)
            ),
            _ => format!("{}: tidak ada angka yang ditampilkan", title(age)),
        })
        .collect();
    Some(Ages {
        alt: format!("Diagram batang lama layanan dalam hari. {}.", alt.join("; ")),
        groups: ages
            .iter()
            .map(|age| Group {
                label: title(age),
                promised: age.to == Measure::Registered,
                bars: vec![
                    bar("separuh", age.p50_minutes),
                    bar("9 dari 10", age.p90_minutes),
                    bar("99 dari 100", age.p99_minutes),
                ],
                missing: match (age.p50_minutes.or(age.p90_minutes).or(age.p99_minutes), age.count) {
                    (Some(_), _) => None,
                    (None, Count::Withheld) => Some("kurang dari lima, tidak ditampilkan"),
                    (None, Count::Exact(_)) => Some("tidak ada"),
                },
            })
            .collect(),
        promise: share(MINUTES_OF_A_DAY, top),
        x: scale.ticks(|days| format!("{} hari", writing::short(days))),
    })
}

fn counted(name: &'static str, count: Count, highest: u64) -> Bar {
    Bar {
        name,
        at: count.exact().map(|number| share(number, highest)),
        label: brief(count),
    }
}

pub(crate) fn holds(holds: &[HoldRow]) -> Option<Bars> {
    let highest = holds
        .iter()
        .flat_map(|hold| [hold.opened, hold.open])
        .filter_map(Count::exact)
        .max()
        .unwrap_or(0);
    rows(
        "Diagram batang berkas ditahan menurut alasan",
        holds,
        |hold| words::hold(&hold.reason),
        |hold| {
            vec![
                counted("baru ditahan", hold.opened, highest),
                counted("masih ditahan", hold.open, highest),
            ]
        },
    )
}

pub(crate) fn failures(failures: &[Failure]) -> Option<Bars> {
    let highest = failures
        .iter()
        .filter_map(|failure| failure.count.exact())
        .max()
        .unwrap_or(0);
    rows(
        "Diagram batang pengantaran gagal menurut sebab",
        failures,
        |failure| words::failure(&failure.reason),
        |failure| vec![counted("gagal", failure.count, highest)],
    )
}

pub(crate) fn security(security: Option<&SecurityFigures>, office: &Office) -> Option<Bars> {
    let requests = &security?.requests;
    let highest = requests
        .iter()
        .flat_map(|row| [row.requested, row.accepted, row.overdue])
        .filter_map(Count::exact)
        .max()
        .unwrap_or(0);
    rows(
        "Diagram batang permohonan pengamanan menurut pengadilan dan kegiatan",
        requests,
        |row| {
            format!(
                "{}, {}",
                words::activity(row.activity),
                office.court(row.court.as_str())
            )
        },
        |row| {
            vec![
                counted("diminta", row.requested, highest),
                counted("disanggupi", row.accepted, highest),
                counted("lewat waktu jawab", row.overdue, highest),
            ]
        },
    )
}

pub(crate) fn aid(aid: Option<&AidFigures>) -> Option<Bars> {
    let referrals = &aid?.referrals;
    let highest = referrals
        .iter()
        .flat_map(|row| [row.referred, row.granted, row.open])
        .filter_map(Count::exact)
        .max()
        // Of withheld numbers alone there is nothing to draw.
        .filter(|highest| *highest > 0)?;
    rows(
        "Diagram batang rujukan bantuan menurut perangkat daerah",
        referrals,
        |row| {
            format!(
                "{}, {}",
                words::office(row.office.as_str()),
                words::aid(row.kind).to_lowercase()
            )
        },
        |row| {
            vec![
                counted("dirujuk", row.referred, highest),
                counted("diberi bantuan", row.granted, highest),
                counted("masih berjalan", row.open, highest),
            ]
        },
    )
}

pub(crate) fn aid_money(aid: Option<&AidFigures>) -> Option<Bars> {
    let payments: Vec<_> = (aid?.payments.iter())
        .filter(|row| row.approved_rupiah.or(row.paid_rupiah).is_some())
        .collect();
    let amounts = payments
        .iter()
        .flat_map(|row| [row.approved_rupiah, row.paid_rupiah]);
    let highest = amounts.flatten().max()?;
    let bar = |name, rupiah: Option<u64>| Bar {
        name,
        at: rupiah.map(|rupiah| share(rupiah, highest)),
        label: rupiah.map_or_else(
            || writing::WITHHELD.to_owned(),
            |rupiah| format!("Rp{}", writing::short(rupiah)),
        ),
    };
    rows(
        "Diagram batang bantuan modal menurut perangkat daerah, sumber dana, dan tahap",
        &payments,
        |row| {
            format!(
                "{}: {}",
                words::office(row.office.as_str()),
                words::instalment(row)
            )
        },
        |row| {
            vec![
                bar("disetujui", row.approved_rupiah),
                bar("dibayar", row.paid_rupiah),
            ]
        },
    )
}

fn rows<T>(
    title: &str,
    all: &[T],
    label: impl Fn(&T) -> String,
    bars: impl Fn(&T) -> Vec<Bar>,
) -> Option<Bars> {
    let rows: Vec<Row> = all
        .iter()
        .take(MOST_ROWS)
        .map(|row| Row {
            label: label(row),
            bars: bars(row),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let bars: Vec<String> = row
                .bars
                .iter()
                .map(|bar| format!("{} {}", bar.label, bar.name))
                .collect();
            format!("{}: {}", row.label, bars.join(", "))
        })
        .collect();
    Some(Bars {
        alt: format!("{title}. {}.", told.join("; ")),
        more: all.len() - rows.len(),
        rows,
    })
}

pub(crate) fn couriers(couriers: &[Courier]) -> Option<Stacked> {
    if couriers.is_empty() {
        return None;
    }
    let all_parts = |courier: &Courier| {
        let known = [courier.delivered, courier.failed, courier.recalled];
        let ended = known
            .iter()
            .try_fold(0_u64, |ended, count| Some(ended.saturating_add(count.exact()?)));
        let under_way = match (courier.booked.exact(), ended) {
            (Some(booked), Some(ended)) if booked > ended => Some(sum([Count::Exact(booked - ended)])),
            _ => None,
        };
        [
            ("Diterima", Some(courier.delivered)),
            ("Gagal", Some(courier.failed)),
            ("Ditarik", Some(courier.recalled)),
            ("Belum selesai", under_way),
        ]
    };
    let length = |courier: &Courier| {
        all_parts(courier)
            .iter()
            .filter_map(|(_, count)| count.and_then(Count::exact))
            .fold(0_u64, u64::saturating_add)
    };
    let highest = couriers.iter().map(length).max().unwrap_or(0);
    let rows: Vec<Stack> = couriers
        .iter()
        .take(MOST_ROWS)
        .map(|courier| Stack {
            label: courier.provider.clone(),
            total: format!("{} dipesan", brief(courier.booked)),
            parts: all_parts(courier)
                .into_iter()
                .filter_map(|(name, count)| {
                    let count = count?;
                    Some(Part {
                        name,
                        label: brief(count),
                        at: count.exact().map(|number| share(number, highest)),
                    })
                })
                .collect(),
        })
        .collect();
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let parts: Vec<String> = row
                .parts
                .iter()
                .map(|part| format!("{} {}", part.name.to_lowercase(), part.label))
                .collect();
            format!("{}: {}, {}", row.label, row.total, parts.join(", "))
        })
        .collect();
    Some(Stacked {
        alt: format!("Diagram batang bertumpuk perjalanan kurir. {}.", told.join("; ")),
        more: couriers.len() - rows.len(),
        rows,
    })
}
