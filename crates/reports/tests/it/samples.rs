//! Invented reports. The city is the sample city; every number is made up.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use tuntas_aid::FundingSource;
use tuntas_aid::referral::{BusinessState, CheckIn, DeclineReason, Outcome, StopReason};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CourtCode, OfficerCode};
use tuntas_figures::{
    Age, AidFigures, AnswerTimes, Backlog, CheckInRow, ConsentRow, Consistency, Correction, Cost, Count,
    Courier, DayPoint, Deeds, Failure, HoldRow, Intake, Measure, PaymentRow, Period, Promise, Reasons,
    ReferralRow, Report, SecurityFigures, SecurityRow, Span, Start, Stock, WorkRow,
};
use tuntas_reports::Office;
use tuntas_security::Activity;

/// A count as reports show it.
pub(crate) fn shown(number: u64) -> Count {
    match number {
        1..=4 => Count::Withheld,
        number => Count::Exact(number),
    }
}

pub(crate) fn office() -> Office {
    Office {
        letterhead: vec![
            "PEMERINTAH KOTA PASURUAN".into(),
            "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL".into(),
            "Jl. Pahlawan No. 22, Kota Pasuruan - Telp. (0343) 421717".into(),
        ],
        courts: [
            ("PA.Pas", "Pengadilan Agama Pasuruan"),
            ("PA.Mlg", "Pengadilan Agama Malang"),
        ]
        .map(|(code, name)| (code.into(), name.into()))
        .into(),
        kecamatan: [
            ("35.75.01", "Gadingrejo"),
            ("35.75.02", "Purworejo"),
            ("35.75.03", "Bugul Kidul"),
            ("35.75.04", "Panggungrejo"),
        ]
        .map(|(code, name)| (code.into(), name.into()))
        .into(),
        helpers: [
            ("dinkop", "Dinas Koperasi dan Usaha Mikro Kota Pasuruan"),
            ("dinsos", "Dinas Sosial Kota Pasuruan"),
            (
                "dp3akb",
                "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana (DP3AKB) Kota Pasuruan",
            ),
            ("uptd-ppa", "UPTD Perlindungan Perempuan dan Anak (PPA) Kota Pasuruan"),
        ]
        .map(|(code, name)| (code.into(), name.into()))
        .into(),
        complaint: "E-Sambat, (0343) 421717, dispendukcapil@pasuruan.go.id, https://www.lapor.go.id".into(),
    }
}

fn court(code: &str) -> CourtCode {
    CourtCode::parse(code).unwrap()
}

fn officer(code: &str) -> OfficerCode {
    OfficerCode::parse(code).unwrap()
}

/// Decisions, overrides, out of turn, views, cases looked up again, searches, people searched for again.
pub(crate) fn deeds(code: &str, numbers: [u64; 7]) -> Deeds {
    let [
        decisions,
        overrides,
        out_of_turn,
        views,
        repeated_look_ups,
        searches,
        repeated_searches,
    ] = numbers;
    Deeds {
        officer: officer(code),
        decisions,
        overrides,
        out_of_turn,
        views,
        repeated_look_ups,
        searches,
        repeated_searches,
    }
}

pub(crate) fn age(from: Start, to: Measure, count: u64, times: [u64; 3]) -> Age {
    let [p50, p90, p99] = times.map(|minutes| (count > 4).then_some(minutes));
    Age {
        from,
        to,
        count: shown(count),
        p50_minutes: p50,
        p90_minutes: p90,
        p99_minutes: p99,
    }
}

/// A number that looks as if it came from life, the same each time.
fn wave(at: u64, low: u64, high: u64) -> u64 {
    let mixed = (at * 2_654_435_761 + 97) >> 7;
    low + mixed % (high - low + 1)
}

fn points(first: Date, days: u64, step: i64, low: u64, high: u64, backlog: u64) -> Vec<DayPoint> {
    let mut day = first;
    let mut backlog = backlog;
    (0..days)
        .map(|at| {
            let weekend = step == 1 && at % 7 >= 5;
            let received = if weekend { 0 } else { wave(at, low, high) };
            let registered = if weekend { 0 } else { wave(at + 100, low, high) };
            backlog = (backlog + received).saturating_sub(registered);
            let point = DayPoint {
                day,
                received: shown(received),
                registered: shown(registered),
                delivered: shown(if weekend {
                    wave(at, 0, 6)
                } else {
                    registered + wave(at, low, high)
                }),
                backlog: shown(backlog),
            };
            day = day.saturating_add(step.days());
            point
        })
        .collect()
}

/// What a court asked of the police, and what came of it.
pub(crate) fn secured(code: &str, activity: Activity, figures: [u64; 11], officers: [u64; 2]) -> SecurityRow {
    let [
        requested,
        accepted,
        declined,
        proposed,
        questioned,
        overdue,
        taken_back,
        cancelled,
        safe,
        postponed,
        incident,
    ] = figures.map(shown);
    let [wished, given] = officers.map(|officers| match accepted {
        Count::Exact(_) => shown(officers),
        Count::Withheld => Count::Withheld,
    });
    SecurityRow {
        court: court(code),
        activity,
        requested,
        accepted,
        declined,
        proposed,
        questioned,
        overdue,
        taken_back,
        cancelled,
        safe,
        postponed,
        incident,
        wished,
        given,
    }
}

/// A month between a court that seizes and its police.
fn security() -> SecurityFigures {
    SecurityFigures {
        requests: vec![
            secured(
                "PA.Mlg",
                Activity::ExecutionSeizure,
                [7, 5, 0, 6, 0, 0, 0, 0, 5, 0, 0],
                [75, 70],
            ),
            secured(
                "PA.Pas",
                Activity::Hearing,
                [31, 26, 5, 8, 0, 6, 0, 0, 24, 0, 0],
                [104, 118],
            ),
            secured(
                "PA.Pas",
                Activity::MaritalSeizure,
                [14, 11, 0, 9, 5, 2, 1, 2, 9, 3, 0],
                [132, 121],
            ),
            secured(
                "PA.Pas",
                Activity::Execution,
                [3, 2, 1, 2, 0, 0, 0, 0, 1, 0, 1],
                [60, 80],
            ),
        ],
        answers: AnswerTimes {
            count: Count::Exact(50),
            p50_minutes: Some(185),
            p90_minutes: Some(780),
            p99_minutes: Some(1625),
            in_time: Count::Exact(43),
            late: Count::Exact(7),
            in_time_permille: Some(860),
        },
    }
}

/// A count of aid, of which nought is withheld, too.
fn of_aid(number: u64) -> Count {
    alone_of_aid(number).map_or(Count::Withheld, Count::Exact)
}

fn alone_of_aid(number: u64) -> Option<u64> {
    (number >= 5).then_some(number)
}

/// So many were done in time and late, and took so many working days.
fn work(in_time: u64, late: u64, days: [u64; 3]) -> WorkRow {
    let count = of_aid(in_time + late);
    let [p50_days, p90_days, p99_days] = days.map(|days| count.exact().map(|_| days));
    let (in_time, late) = (of_aid(in_time), of_aid(late));
    WorkRow {
        count,
        p50_days,
        p90_days,
        p99_days,
        in_time,
        late,
        in_time_permille: match (in_time, late) {
            (Count::Exact(in_time), Count::Exact(late)) => {
                u16::try_from(in_time * 1000 / (in_time + late)).ok()
            }
            _ => None,
        },
    }
}

fn by<K: Copy + Ord>(all: &[K], counts: &[u64]) -> Reasons<K> {
    all.iter()
        .copied()
        .zip(counts.iter().copied().map(of_aid))
        .collect()
}

/// Referrals to an office: opening, referred, granted, declined, withdrawn, stopped, closed, open, started.
pub(crate) fn helped(code: &str, kind: AidKind, figures: [u64; 9], sessions: [u64; 5]) -> ReferralRow {
    let [
        opening,
        referred,
        granted,
        declined,
        withdrawn,
        stopped,
        closed,
        open,
        started,
    ] = figures.map(of_aid);
    let accompanied = of_aid(sessions[0]);
    let with = |sessions: u64| accompanied.exact().map_or(Count::Withheld, |_| of_aid(sessions));
    let [_, planned, held, missed, not_held] = sessions.map(with);
    ReferralRow {
        office: AidOfficeCode::parse(code).unwrap(),
        kind,
        opening,
        referred,
        granted,
        declined,
        withdrawn,
        stopped,
        closed,
        open,
        started,
        assessment: work(figures[1] * 3 / 4, figures[1] / 5, [4, 9, 16]),
        decision: work(figures[2] * 2 / 3, figures[2] / 4, [3, 6, 11]),
        declined_by: by(
            DeclineReason::ALL,
            &[figures[3] / 2, 0, figures[3] / 3, 0, figures[3] / 6, 0],
        ),
        stopped_by: by(StopReason::ALL, &[figures[5] / 2, 0, 0, figures[5] / 2, 0, 0]),
        closed_by: by(Outcome::ALL, &[figures[6] / 2, figures[6] / 3, figures[6] / 6]),
        accompanied,
        sessions_planned: planned,
        sessions_held: held,
        sessions_missed: missed,
        sessions_not_held: not_held,
    }
}

/// People and rupiah: approved, paid, returned, cancelled.
pub(crate) fn given(
    code: &str,
    source: &str,
    instalment: u16,
    turn: u16,
    people: [u64; 4],
    each: u64,
) -> PaymentRow {
    let rupiah = people.map(|people| alone_of_aid(people).map(|people| people * each));
    let people = people.map(of_aid);
    PaymentRow {
        office: AidOfficeCode::parse(code).unwrap(),
        source: FundingSource::parse(source).unwrap(),
        instalment,
        turn,
        approved: people[0],
        approved_rupiah: rupiah[0],
        paid: people[1],
        paid_rupiah: rupiah[1],
        returned: people[2],
        returned_rupiah: rupiah[2],
        cancelled: people[3],
        cancelled_rupiah: rupiah[3],
    }
}

/// A month of four offices, one of which protects: nothing is said of whether it has helped anybody.
pub(crate) fn aid() -> AidFigures {
    let consents = [
        ("dinkop", 21, 2),
        ("dinsos", 64, 5),
        ("dp3akb", 38, 0),
        ("uptd-ppa", 3, 0),
    ];
    let (mentoring, capital) = (AidKind::Mentoring, AidKind::Capital);
    AidFigures {
        offered: Count::Exact(268),
        refused: Count::Exact(91),
        consents: consents
            .map(|(code, consented, taken_back)| ConsentRow {
                office: AidOfficeCode::parse(code).unwrap(),
                consented: of_aid(consented),
                taken_back: of_aid(taken_back),
            })
            .into(),
        referrals: vec![
            helped(
                "dinkop",
                capital,
                [34, 21, 14, 6, 2, 0, 9, 38, 13],
                [7, 31, 24, 6, 1],
            ),
            helped(
                "dinsos",
                mentoring,
                [52, 45, 33, 12, 3, 10, 31, 41, 30],
                [36, 188, 151, 29, 8],
            ),
            helped(
                "dinsos",
                capital,
                [41, 24, 18, 7, 2, 1, 12, 43, 17],
                [13, 44, 38, 6, 0],
            ),
            helped(
                "dp3akb",
                mentoring,
                [29, 38, 35, 1, 0, 0, 22, 44, 33],
                [22, 131, 118, 12, 1],
            ),
            helped(
                "uptd-ppa",
                mentoring,
                [2, 3, 3, 0, 0, 0, 1, 4, 3],
                [1, 9, 9, 0, 0],
            ),
        ],
        check_ins: vec![
            CheckInRow {
                office: AidOfficeCode::parse("dinkop").unwrap(),
                check_in: CheckIn::ThreeMonths,
                states: by(BusinessState::ALL, &[8, 11, 5, 0, 2]),
            },
            CheckInRow {
                office: AidOfficeCode::parse("dinsos").unwrap(),
                check_in: CheckIn::SixMonths,
                states: by(BusinessState::ALL, &[6, 7, 0, 1, 0]),
            },
        ],
        payments: vec![
            given("dinkop", "dbhcht", 1, 1, [14, 12, 1, 0], 1_500_000),
            given("dinkop", "dbhcht", 2, 1, [14, 9, 0, 5], 1_000_000),
            given("dinsos", "apbd", 1, 1, [11, 10, 0, 0], 2_500_000),
            given("dinsos", "baznas", 1, 1, [7, 8, 6, 2], 2_000_000),
            given("dinsos", "baznas", 1, 2, [0, 5, 0, 0], 2_000_000),
        ],
    }
}

/// September 2021 in a city with some five rulings a day.
#[expect(clippy::too_many_lines, reason = "a whole report")]
pub(crate) fn month() -> Report {
    let hold = |reason: &str, opened, resolved, open, oldest: Option<u32>| HoldRow {
        reason: reason.into(),
        opened: shown(opened),
        resolved: shown(resolved),
        open: shown(open),
        oldest_days: oldest,
    };
    let intake = |code, kind, figures: [u64; 6]| {
        let [received, registered, completed, closed, returned, reversed] = figures.map(shown);
        Intake {
            court: court(code),
            kind,
            received,
            registered,
            completed,
            closed,
            returned,
            reversed,
        }
    };
    Report {
        city: "35.75".into(),
        city_name: "Kota Pasuruan".into(),
        period: Period {
            span: Span::Monthly,
            from: date(2021, 9, 1),
            to: date(2021, 9, 30),
        },
        closed: date(2021, 9, 30),
        sample: true,
        holidays_unknown: vec![],
        intake: vec![
            intake("PA.Mlg", DivorceKind::Gugat, [11, 9, 8, 0, 0, 0]),
            intake("PA.Mlg", DivorceKind::Talak, [6, 5, 5, 0, 0, 0]),
            intake("PA.Pas", DivorceKind::Gugat, [87, 82, 79, 0, 6, 1]),
            intake("PA.Pas", DivorceKind::Talak, [41, 38, 36, 3, 2, 0]),
        ],
        ages: vec![
            age(
                Start::Finality,
                Measure::Registered,
                134,
                [2 * 1440 + 190, 6 * 1440 + 300, 13 * 1440],
            ),
            age(
                Start::Finality,
                Measure::Delivered,
                251,
                [4 * 1440 + 60, 8 * 1440 + 600, 16 * 1440 + 90],
            ),
            age(Start::Receipt, Measure::Registered, 134, [4, 185, 4 * 1440 + 200]),
            age(
                Start::Receipt,
                Measure::Printed,
                258,
                [1200, 2 * 1440 + 90, 6 * 1440],
            ),
            age(
                Start::Receipt,
                Measure::Delivered,
                251,
                [2 * 1440 + 185, 4 * 1440 + 70, 9 * 1440 + 400],
            ),
        ],
        promise: Promise {
            kept: Count::Exact(128),
            broken: Count::Exact(6),
            kept_permille: Some(955),
        },
        holds: vec![
            hold("name_mismatch", 17, 15, 6, Some(9)),
            hold("choice_needed", 12, 9, 8, Some(23)),
            hold("marriage_record_mismatch", 9, 11, 0, None),
            hold("child_not_in_register", 7, 5, 2, None),
            hold("number_pool_empty", 5, 5, 0, None),
            hold("foreign_spouse", 2, 1, 1, None),
        ],
        backlog: Backlog {
            opening: Count::Exact(70),
            received: Count::Exact(145),
            ended: Count::Exact(149),
            closing: Count::Exact(66),
            expected_in: Some(34),
            expected_closing: Some(71),
        },
        couriers: vec![
            Courier {
                provider: "biteship".into(),
                booked: Count::Exact(268),
                delivered: Count::Exact(243),
                failed: Count::Exact(16),
                recalled: Count::Withheld,
                p50_minutes: Some(94),
                p90_minutes: Some(312),
                cost_rupiah: Some(4_288_000),
            },
            Courier {
                provider: "pos".into(),
                booked: Count::Exact(31),
                delivered: Count::Exact(18),
                failed: Count::Exact(8),
                recalled: Count::Exact(0),
                p50_minutes: Some(1500),
                p90_minutes: Some(2 * 1440 + 700),
                cost_rupiah: None,
            },
        ],
        failures: vec![
            Failure {
                reason: "returned".into(),
                count: Count::Exact(14),
            },
            Failure {
                reason: "no_driver".into(),
                count: Count::Exact(6),
            },
            Failure {
                reason: "refused_address_missing".into(),
                count: Count::Withheld,
            },
        ],
        security: Some(security()),
        aid: Some(aid()),
        consistency: Consistency {
            checked: Count::Exact(402),
            faults: vec![],
        },
        stock: vec![
            ("35.75.01", 20, 38, true),
            ("35.75.02", 140, 29, false),
            ("35.75.03", 90, 3, false),
            ("35.75.04", 210, 41, false),
        ]
        .into_iter()
        .map(|(code, free, given, low)| Stock {
            kecamatan: code.into(),
            free,
            given: shown(given),
            low,
        })
        .collect(),
        officers: vec![
            deeds("petugas-01", [31, 6, 0, 212, 1, 14, 0]),
            deeds("petugas-02", [24, 4, 0, 171, 0, 9, 0]),
            deeds("petugas-03", [9, 0, 7, 388, 12, 131, 17]),
        ],
        costs: vec![
            ("courier", Count::Exact(299), Some(4_288_000)),
            ("steps", Count::Exact(4_310), Some(129)),
            ("documents", Count::Withheld, None),
        ]
        .into_iter()
        .map(|(item, quantity, rupiah)| Cost {
            item: item.into(),
            quantity,
            rupiah,
        })
        .collect(),
        corrections: vec![Correction {
            day: date(2021, 8, 30),
            figure: "intake/PA.Pas/gugat/received".into(),
            was: Count::Exact(6),
            is: Count::Exact(7),
        }],
        days: points(date(2021, 9, 1), 30, 1, 3, 11, 70),
    }
}

/// A week in which nothing at all happened.
pub(crate) fn empty() -> Report {
    let none = Count::Exact(0);
    Report {
        period: Period {
            span: Span::Weekly,
            from: date(2021, 9, 6),
            to: date(2021, 9, 12),
        },
        closed: date(2021, 9, 12),
        intake: vec![],
        ages: [
            (Start::Receipt, Measure::Registered),
            (Start::Receipt, Measure::Delivered),
        ]
        .map(|(from, to)| age(from, to, 0, [0; 3]))
        .into(),
        promise: Promise {
            kept: none,
            broken: none,
            kept_permille: None,
        },
        holds: vec![],
        backlog: Backlog {
            opening: none,
            received: none,
            ended: none,
            closing: none,
            expected_in: None,
            expected_closing: None,
        },
        couriers: vec![],
        failures: vec![],
        security: None,
        aid: None,
        consistency: Consistency {
            checked: none,
            faults: vec![],
        },
        stock: vec![],
        officers: vec![],
        costs: vec![],
        corrections: vec![],
        days: (0..7)
            .map(|at| DayPoint {
                day: date(2021, 9, 6).saturating_add(at.days()),
                received: none,
                registered: none,
                delivered: none,
                backlog: none,
            })
            .collect(),
        ..month()
    }
}

/// A village's week: every number is too small to be shown.
pub(crate) fn tiny() -> Report {
    let mut report = empty();
    let withheld = Count::Withheld;
    report.intake = month().intake.into_iter().take(1).collect();
    for intake in &mut report.intake {
        (intake.received, intake.registered, intake.completed) = (withheld, withheld, withheld);
    }
    report.promise.kept = withheld;
    report.promise.broken = withheld;
    report.backlog.opening = withheld;
    report.backlog.closing = withheld;
    for age in &mut report.ages {
        age.count = withheld;
    }
    report.holds = vec![HoldRow {
        reason: "name_mismatch".into(),
        opened: withheld,
        resolved: withheld,
        open: withheld,
        oldest_days: None,
    }];
    for day in &mut report.days {
        (day.received, day.registered, day.delivered, day.backlog) = (withheld, withheld, withheld, withheld);
    }
    report
}

/// A year of a very large city: 500,000 cases, 60 courts, 30 reasons, long names, faults, corrections.
#[expect(clippy::too_many_lines, reason = "every table of a report, filled")]
pub(crate) fn huge() -> Report {
    let mut report = month();
    report.city_name = "Kabupaten Contoh Kepulauan Nusantara Tenggara Barat Daya".into();
    report.period = Period {
        span: Span::Yearly,
        from: date(2021, 1, 1),
        to: date(2021, 12, 31),
    };
    report.closed = date(2022, 1, 7);
    report.sample = false;
    report.intake = (0..60_u8)
        .flat_map(|at| {
            let code = format!(
                "PA.Contoh{}{}",
                char::from(b'A' + at / 26),
                char::from(b'a' + at % 26)
            );
            [DivorceKind::Gugat, DivorceKind::Talak].map(|kind| {
                let number = |salt: u64| shown(wave(u64::from(at) + salt, 0, 9_000));
                Intake {
                    court: court(&code),
                    kind,
                    received: number(1),
                    registered: number(2),
                    completed: number(3),
                    closed: number(4),
                    returned: shown(wave(u64::from(at), 0, 12)),
                    reversed: shown(wave(u64::from(at) + 9, 0, 7)),
                }
            })
        })
        .collect();
    report.ages = [Start::Finality, Start::Receipt]
        .into_iter()
        .flat_map(|from| {
            [Measure::Registered, Measure::Printed, Measure::Delivered]
                .map(|to| age(from, to, 499_812, [1_000, 45 * 1440 + 61, 364 * 1440 + 1439]))
        })
        .collect();
    report.promise.kept = Count::Exact(311_042);
    report.promise.broken = Count::Exact(188_770);
    report.promise.kept_permille = Some(622);
    report.holidays_unknown = vec![2021, 2022];
    report.holds = (0..30_u32)
        .map(|at| HoldRow {
            reason: if at == 0 {
                "head_not_eligible".into()
            } else {
                format!("alasan_yang_namanya_panjang_sekali_sampai_tidak_muat_di_diagram_{at}")
            },
            opened: Count::Exact(u64::from(30_000 - at * 900)),
            resolved: Count::Exact(u64::from(20_000 - at * 600)),
            open: shown(u64::from(at * 7 % 11)),
            oldest_days: Some(at * 12),
        })
        .collect();
    report.backlog = Backlog {
        opening: Count::Exact(48_000),
        received: Count::Exact(500_000),
        ended: Count::Exact(510_000),
        closing: Count::Exact(38_000),
        expected_in: Some(9_615),
        expected_closing: Some(37_420),
    };
    report.couriers = (0..7_u64)
        .map(|at| Courier {
            provider: format!("penyedia_jasa_kurir_contoh_{at}"),
            booked: Count::Exact(200_000 / (at + 1)),
            delivered: Count::Exact(150_000 / (at + 1)),
            failed: Count::Exact(20_000 / (at + 1)),
            recalled: Count::Exact(9_000 / (at + 1)),
            p50_minutes: Some(95),
            p90_minutes: Some(3_000),
            cost_rupiah: Some(4_000_000_000 / (at + 1)),
        })
        .collect();
    report.consistency = Consistency {
        checked: Count::Exact(1_204_331),
        faults: vec![("person_twice".into(), 2), ("not_one_head".into(), 17)],
    };
    report.stock = (1..=31_u64)
        .map(|at| Stock {
            kecamatan: format!("35.75.{at:02}"),
            free: wave(at, 0, 900) * 10,
            given: shown(wave(at, 0, 20_000)),
            low: at % 4 == 0,
        })
        .collect();
    report.officers = (1..=40_u64)
        .map(|at| {
            let most = [4_000, 300, 9, 90_000, 90, 9_000, 90];
            deeds(
                &format!("petugas-kecamatan-nomor-{at:02}"),
                most.map(|most| wave(at, 0, most)),
            )
        })
        .collect();
    report.costs[0].rupiah = Some(10_371_428_568);
    report.security = Some(SecurityFigures {
        requests: (report.intake.iter())
            .step_by(2)
            .zip(0..)
            .flat_map(|(intake, at)| {
                Activity::ALL.iter().map(move |activity| {
                    let number = |salt| wave(at * 31 + salt, 0, 900);
                    let figures = std::array::from_fn(|column| number(column as u64));
                    secured(
                        intake.court.as_str(),
                        *activity,
                        figures,
                        [number(20) * 9, number(21) * 9],
                    )
                })
            })
            .collect(),
        ..security()
    });
    report.aid = Some(AidFigures {
        referrals: (0..12_u64)
            .map(|at| {
                let number = |salt: u64| wave(at * 31 + salt, 0, 9_000);
                helped(
                    &format!("perangkat-daerah-nomor-{at:02}"),
                    AidKind::Capital,
                    std::array::from_fn(|column| number(column as u64)),
                    std::array::from_fn(|column| number(column as u64 + 9)),
                )
            })
            .collect(),
        payments: (1..=12)
            .map(|instalment| {
                given(
                    "dinsos",
                    "dana-hibah-kementerian-sosial",
                    instalment,
                    1,
                    [9_000; 4],
                    99_999_999,
                )
            })
            .collect(),
        ..aid()
    });
    report.days = points(date(2021, 1, 4), 52, 7, 6_000, 12_500, 48_000);
    report
}

/// A large city's day.
pub(crate) fn day() -> Report {
    let mut report = month();
    report.period = Period {
        span: Span::Daily,
        from: date(2021, 9, 21),
        to: date(2021, 9, 21),
    };
    report.closed = date(2021, 9, 21);
    report.days = points(date(2021, 9, 21), 1, 1, 20, 40, 60);
    report.promise.kept_permille = Some(1000);
    report
}
