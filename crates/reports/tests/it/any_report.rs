//! Whatever a report says, its files can be made and read back.

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tuntas_aid::FundingSource;
use tuntas_aid::referral::{BusinessState, CheckIn, DeclineReason, Outcome, StopReason};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CourtCode};
use tuntas_figures::{
    Age, AidFigures, AnswerTimes, Backlog, CheckInRow, ConsentRow, Consistency, Correction, Cost, Count,
    Courier, DayPoint, Deeds, Failure, HoldRow, Intake, Measure, PaymentRow, Period, Promise, ReferralRow,
    Report, SecurityFigures, SecurityRow, Span, Start, Stock, WorkRow,
};
use tuntas_reports::{Manifest, open_data, tables};
use tuntas_security::Activity;

use crate::{csv_lines, files, json_text, samples, workbook};

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![6 => 0..500_u64, 3 => 0..500_000_000_u64, 1 => any::<u64>()]
}

fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        3 => number().prop_map(samples::shown),
        1 => Just(Count::Withheld),
    ]
}

fn day() -> impl Strategy<Value = Date> {
    prop_oneof![
        9 => (2000..2100_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| date(year, month, day)),
        1 => (-9999..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| date(year, month, day)),
    ]
}

/// Codes and names, with all that could harm a table, a page or a spreadsheet.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z_]{1,40}",
        1 => "[=+@;\"',<>&# -~\\n\\t]{0,60}",
        1 => "\\PC{0,30}",
        1 => any::<String>(),
        1 => Just("x".repeat(400)),
    ]
}

fn court() -> impl Strategy<Value = CourtCode> {
    "PA\\.[A-Za-z]{2,8}".prop_map(|code| CourtCode::parse(&code).unwrap())
}

prop_compose! {
    fn intake()(court in court(), talak in any::<bool>(), figures in [count(), count(), count(), count(), count(), count()]) -> Intake {
        let [received, registered, completed, closed, returned, reversed] = figures;
        let kind = if talak { DivorceKind::Talak } else { DivorceKind::Gugat };
        Intake { court, kind, received, registered, completed, closed, returned, reversed }
    }
}

prop_compose! {
    fn age()(from in prop_oneof![Just(Start::Finality), Just(Start::Receipt)],
             to in prop_oneof![Just(Measure::Registered), Just(Measure::Printed), Just(Measure::Delivered)],
             count in count(), times in [option::of(number()), option::of(number()), option::of(number())]) -> Age {
        let [p50_minutes, p90_minutes, p99_minutes] = times;
        Age { from, to, count, p50_minutes, p90_minutes, p99_minutes }
    }
}

prop_compose! {
    fn hold()(reason in text(), opened in count(), resolved in count(), open in count(), oldest_days in option::of(any::<u32>())) -> HoldRow {
        HoldRow { reason, opened, resolved, open, oldest_days }
    }
}

prop_compose! {
    fn courier()(provider in text(), counts in [count(), count(), count(), count()],
                 times in [option::of(number()), option::of(number()), option::of(number())]) -> Courier {
        let [booked, delivered, failed, recalled] = counts;
        let [p50_minutes, p90_minutes, cost_rupiah] = times;
        Courier { provider, booked, delivered, failed, recalled, p50_minutes, p90_minutes, cost_rupiah }
    }
}

prop_compose! {
    fn point()(day in day(), counts in [count(), count(), count(), count()]) -> DayPoint {
        let [received, registered, delivered, backlog] = counts;
        DayPoint { day, received, registered, delivered, backlog }
    }
}

prop_compose! {
    fn deeds()(code in "[a-z][a-z0-9-]{1,29}", numbers in [number(), number(), number(), number(), number(), number(), number()]) -> Deeds {
        samples::deeds(&code, numbers)
    }
}

prop_compose! {
    fn backlog()(counts in [count(), count(), count(), count()], expected in [option::of(number()), option::of(number())]) -> Backlog {
        let [opening, received, ended, closing] = counts;
        let [expected_in, expected_closing] = expected;
        Backlog { opening, received, ended, closing, expected_in, expected_closing }
    }
}

prop_compose! {
    fn secured()(court in court(), activity in proptest::sample::select(Activity::ALL), counts in vec(count(), 13)) -> SecurityRow {
        SecurityRow {
            court, activity,
            requested: counts[0], accepted: counts[1], declined: counts[2], proposed: counts[3], questioned: counts[4],
            overdue: counts[5], taken_back: counts[6], cancelled: counts[7], safe: counts[8], postponed: counts[9],
            incident: counts[10], wished: counts[11], given: counts[12],
        }
    }
}

prop_compose! {
    fn security()(requests in vec(secured(), 0..5), counts in [count(), count(), count()],
                  times in [option::of(number()), option::of(number()), option::of(number())], in_time_permille in option::of(0..=1000_u16)) -> SecurityFigures {
        let ([count, in_time, late], [p50_minutes, p90_minutes, p99_minutes]) = (counts, times);
        SecurityFigures {
            requests,
            answers: AnswerTimes { count, p50_minutes, p90_minutes, p99_minutes, in_time, late, in_time_permille },
        }
    }
}

prop_compose! {
    fn helped()(code in "[a-z]{2,29}", capital in any::<bool>(), counts in vec(count(), 26), days in option::of(number())) -> ReferralRow {
        let work = |at: usize| WorkRow {
            count: counts[at], p50_days: days, p90_days: days, p99_days: days, in_time: counts[at + 1], late: counts[at + 2],
            in_time_permille: days.and_then(|days| u16::try_from(days % 1001).ok()),
        };
        ReferralRow {
            office: AidOfficeCode::parse(&code).unwrap(),
            kind: if capital { AidKind::Capital } else { AidKind::Mentoring },
            opening: counts[0], referred: counts[1], granted: counts[2], declined: counts[3], withdrawn: counts[4],
            stopped: counts[5], closed: counts[6], open: counts[7], started: counts[8],
            assessment: work(9), decision: work(12),
            declined_by: DeclineReason::ALL.iter().map(|reason| (*reason, counts[15])).collect(),
            stopped_by: StopReason::ALL.iter().map(|reason| (*reason, counts[16])).collect(),
            closed_by: Outcome::ALL.iter().map(|outcome| (*outcome, counts[17])).collect(),
            accompanied: counts[18], sessions_planned: counts[19], sessions_held: counts[20],
            sessions_missed: counts[21], sessions_not_held: counts[22],
        }
    }
}

prop_compose! {
    fn given()(code in "[a-z]{2,29}", source in "[a-z]{2,29}", instalment in any::<u16>(), turn in any::<u16>(),
               people in vec(count(), 4), rupiah in vec(option::of(number()), 4)) -> PaymentRow {
        PaymentRow {
            office: AidOfficeCode::parse(&code).unwrap(), source: FundingSource::parse(&source).unwrap(), instalment, turn,
            approved: people[0], approved_rupiah: rupiah[0], paid: people[1], paid_rupiah: rupiah[1],
            returned: people[2], returned_rupiah: rupiah[2], cancelled: people[3], cancelled_rupiah: rupiah[3],
        }
    }
}

prop_compose! {
    fn aid()(offered in count(), refused in count(), referrals in vec(helped().boxed(), 0..5), payments in vec(given().boxed(), 0..5),
             states in vec(count(), 0..4)) -> AidFigures {
        AidFigures {
            offered, refused,
            consents: referrals.iter().map(|row| ConsentRow { office: row.office.clone(), consented: row.referred, taken_back: row.withdrawn }).collect(),
            check_ins: referrals.iter().zip(&states).map(|(row, count)| CheckInRow {
                office: row.office.clone(), check_in: CheckIn::SixMonths,
                states: BusinessState::ALL.iter().map(|state| (*state, *count)).collect(),
            }).collect(),
            referrals, payments,
        }
    }
}

prop_compose! {
    fn whose()(city in text(), city_name in text(), span in prop_oneof![
                   Just(Span::Daily), Just(Span::Weekly), Just(Span::Monthly), Just(Span::Yearly), Just(Span::Custom)
               ], days in [day(), day(), day()], sample in any::<bool>()) -> Report {
        let [one, other, closed] = days;
        Report {
            city, city_name,
            period: Period { span, from: one.min(other), to: one.max(other) },
            closed, sample,
            ..samples::empty()
        }
    }
}

prop_compose! {
    fn any_report()(whose in whose(),
        intake in vec(intake(), 0..6), ages in vec(age(), 0..7), promise in (count(), count(), option::of(0..=1000_u16), vec(any::<i16>(), 0..3)),
        holds in vec(hold(), 0..16), backlog in backlog(), couriers in vec(courier(), 0..4),
        failures in vec((text(), count()), 0..4), checked in (count(), vec((text(), number()), 0..3)),
        stock in vec((text(), number(), count(), any::<bool>()), 0..4), officers in vec(deeds(), 0..4),
        (costs, corrections) in (vec((text(), count(), option::of(number())), 0..4), vec((day(), text(), count(), count()), 0..4)),
        (security, aid) in (option::of(security().boxed()), option::of(aid().boxed())), days in vec(point(), 0..70)) -> Report {
        let (kept, broken, kept_permille, holidays_unknown) = promise;
        Report {
            intake, ages, holds, backlog, couriers, officers, security, aid, days,
            holidays_unknown,
            promise: Promise { kept, broken, kept_permille },
            failures: failures.into_iter().map(|(reason, count)| Failure { reason, count }).collect(),
            consistency: Consistency { checked: checked.0, faults: checked.1 },
            stock: stock.into_iter().map(|(kecamatan, free, given, low)| Stock { kecamatan, free, given, low }).collect(),
            costs: costs.into_iter().map(|(item, quantity, rupiah)| Cost { item, quantity, rupiah }).collect(),
            corrections: corrections.into_iter().map(|(day, figure, was, is)| Correction { day, figure, was, is }).collect(),
            ..whose
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_report_can_be_made_and_read_back(report in any_report()) {
        let made = files(&report);
        let [_, book, csv, json, manifest] = &made;
        workbook::assert_reads_back(&report, &book.bytes);

        prop_assert!(json_text::read(&json.bytes) == report);
        let value = serde_json::from_slice(&json.bytes).unwrap();
        prop_assert!(json_text::schema().is_valid(&value));

        let found = csv_lines::lines(&csv.bytes);
        let wanted = tables(&report, &samples::office()).iter().map(|table| {
            table.rows.len() * table.columns.iter().filter(|column| column.kind == tuntas_reports::Kind::Figure).count()
        }).sum::<usize>();
        prop_assert_eq!(found.iter().filter(|line| line[0] != "report").count(), wanted);
        let mut kept = found.iter().filter(|line| line[0] == "intake" && line[3] == "received").map(|line| &line[4]);
        for intake in &report.intake {
            let wanted = match intake.received {
                Count::Exact(number) => number.to_string(),
                Count::Withheld => "<5".to_owned(),
            };
            prop_assert_eq!(kept.next(), Some(&wanted));
        }

        let manifest = Manifest::parse(&manifest.bytes).unwrap();
        for file in &made[..4] {
            prop_assert!(manifest.check(&file.name, &file.bytes).is_ok());
            prop_assert!(file.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)));
        }
        prop_assert_eq!(open_data(&report).unwrap().len(), if report.period.span == Span::Monthly { 2 } else { 0 });
    }
}
