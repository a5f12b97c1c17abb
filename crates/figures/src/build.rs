//! From sums of days to a report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::{AidKind, CaseId, CourtCode, OfficerCode};

use crate::figures::{self, Figures, Standing};
use crate::ledger::{Ledger, Shown};
use crate::report::{
    Age, Backlog, Consistency, Correction, Cost, Count, Courier, Deeds, Failure, HoldRow, Intake, Measure,
    Period, Promise, Report, Span, Start, Stock,
};
use crate::suppress::{FEWEST, alone};
use crate::{Flow, Histogram, Level, aid, security};

/// An aid office, as a report has to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Helper {
    /// Its name.
    pub name: String,
    /// What it helps with.
    pub kinds: BTreeSet<AidKind>,
    /// Whether it protects from violence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protects: bool,
}

/// What a report has to know of the city. Kept with each closed day, so that a report is the same after a change of the
/// city's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Setting {
    /// Code of the city, such as `35.75`.
    pub city: String,
    /// Its name.
    pub city_name: String,
    /// Sample data.
    pub sample: bool,
    /// Names of the courts, by code.
    pub courts: BTreeMap<String, String>,
    /// Names of the kecamatan, by code.
    pub kecamatan: BTreeMap<String, String>,
    /// Lines at the head of a letter.
    pub letterhead: Vec<String>,
    /// Where a citizen complains, in one line.
    pub complaint: String,
    /// Rupiah for a thousand of each item.
    pub prices: BTreeMap<String, u64>,
    /// Fewer free numbers of a kecamatan than this are too few.
    pub low_water: u64,
    /// Offices that help after a divorce, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aid: BTreeMap<String, Helper>,
}

/// An earlier day that has changed since it was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// The day.
    pub day: Date,
    /// As it was.
    pub was: Flow,
    /// As it is.
    pub is: Flow,
    /// How things stood at its end, as it was.
    pub level: Level,
}

/// What a report is made of. Fed with one day after the other, so that a year need not be held at once.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    total: Flow,
    days: BTreeMap<Date, Figures>,
    recent: BTreeMap<Date, (u64, u64)>,
}

/// Days that the forecast goes by.
pub const RECENT: usize = 28;

/// Fewer days than this foretell nothing.
const FORETELLING: usize = 14;

impl Sums {
    /// Adds a day of the period.
    pub fn add(&mut self, day: Date, flow: &Flow) {
        self.total.merge(flow);
        self.days.insert(day, figures::figures(flow));
    }

    /// Adds one of the [`RECENT`] days that end with the period; those of the period among them, too.
    pub fn add_recent(&mut self, day: Date, flow: &Flow) {
        self.recent.insert(day, (flow.begun(), flow.ended()));
    }
}

/// Makes the report. `level`: how things stood at the end of its last day; `late`: earlier days that changed while it
/// lasted.
pub fn build(setting: &Setting, period: Period, sums: &Sums, level: &Level, late: &[Late]) -> Report {
    let flow = &sums.total;
    let mut opening = level.clone();
    opening.unmoved(flow);
    let shown = shown(setting, period, sums, &opening, level);
    Report {
        city: setting.city.clone(),
        city_name: setting.city_name.clone(),
        period,
        closed: period.to,
        sample: setting.sample,
        intake: intake(setting, flow, &shown),
        ages: ages(flow, &shown),
        promise: promise(&shown),
        holidays_unknown: holidays_unknown(flow, &shown),
        holds: holds(flow, level, &shown, period.to),
        backlog: backlog(sums, level, &shown),
        couriers: couriers(flow, &shown),
        failures: failures(flow, &shown),
        security: security::report(setting, &flow.security, &shown),
        aid: aid::report(setting, &flow.aid, level, &shown),
        consistency: Consistency {
            checked: shown.count(figures::CHECKED),
            faults: flow.households.faults.clone().into_iter().collect(),
        },
        stock: stock(setting, flow, level, &shown),
        officers: officers(flow),
        costs: costs(setting, flow, &shown),
        corrections: corrections(setting, late),
        days: shown.points,
    }
}

fn standing(level: &Level, reasons: &BTreeSet<String>, rows: &BTreeSet<String>) -> Standing {
    let open: BTreeMap<String, i64> = aid::standing(level).collect();
    Standing {
        unended: level.unended,
        held: reasons
            .iter()
            .map(|reason| (reason.clone(), level.held(reason)))
            .collect(),
        aid: rows
            .iter()
            .map(|row| (row.clone(), open.get(row).copied().unwrap_or(0)))
            .collect(),
    }
}

fn reasons<'a>(flow: &Flow, levels: impl IntoIterator<Item = &'a Level>) -> BTreeSet<String> {
    let held = levels.into_iter().flat_map(|level| level.held.keys());
    flow.holds.keys().chain(held).cloned().collect()
}

fn shown(setting: &Setting, period: Period, sums: &Sums, opening: &Level, level: &Level) -> Shown {
    let reasons = reasons(&sums.total, [opening, level]);
    let rows = aid::rows(setting, &sums.total.aid, [opening, level]);
    let hidden = aid::hidden(setting, &sums.total.aid);
    Ledger::new(&sums.days, hidden, standing(opening, &reasons, &rows)).shown(period)
}

/// Years in which only weekends were left out of what is shown.
fn holidays_unknown(flow: &Flow, shown: &Shown) -> Vec<i16> {
    let years = &flow.holidays_unknown | &aid::unknown_years(&flow.aid, shown);
    years.into_iter().collect()
}

fn intake(setting: &Setting, flow: &Flow, shown: &Shown) -> Vec<Intake> {
    let mut courts: Vec<&CourtCode> = flow.intake.keys().collect();
    courts.sort_by_key(|court| (setting.courts.get(court.as_str()), court.as_str()));
    courts
        .into_iter()
        .flat_map(|court| {
            [DivorceKind::Gugat, DivorceKind::Talak].map(|kind| {
                let count = |column| shown.count(&figures::intake(court.as_str(), kind, column));
                Intake {
                    court: court.clone(),
                    kind,
                    received: count("received"),
                    registered: count("registered"),
                    completed: count("completed"),
                    closed: count("closed"),
                    returned: count("returned"),
                    reversed: count("reversed"),
                }
            })
        })
        .collect()
}

/// A percentile of so many; of none, and of a number that is withheld, there is none.
pub(crate) fn percentile(histogram: &Histogram, count: Count, of_100: u64) -> Option<u64> {
    count.exact().and_then(|_| histogram.percentile(of_100))
}

fn ages(flow: &Flow, shown: &Shown) -> Vec<Age> {
    [Start::Finality, Start::Receipt]
        .into_iter()
        .flat_map(|from| {
            [
                (Measure::Registered, figures::REGISTERED),
                (Measure::Printed, figures::PRINTED),
                (Measure::Delivered, figures::DELIVERED),
            ]
            .map(|(to, name)| {
                let (count, times) = (shown.count(name), flow.times(from).until(to));
                Age {
                    from,
                    to,
                    count,
                    p50_minutes: percentile(times, count, 50),
                    p90_minutes: percentile(times, count, 90),
                    p99_minutes: percentile(times, count, 99),
                }
            })
        })
        .collect()
}

/// The part that the one has of both, in tenths of a percent, rounded down.
pub(crate) fn share_permille(one: Count, other: Count) -> Option<u16> {
    let (one, other) = (one.exact()?, other.exact()?);
    let share = (one * 1000).checked_div(one + other)?;
    u16::try_from(share).ok()
}

fn promise(shown: &Shown) -> Promise {
    let (kept, broken) = (shown.count(figures::KEPT), shown.count(figures::BROKEN));
    Promise {
        kept,
        broken,
        kept_permille: share_permille(kept, broken),
    }
}

fn holds(flow: &Flow, level: &Level, shown: &Shown, end: Date) -> Vec<HoldRow> {
    let mut rows: Vec<HoldRow> = reasons(flow, [level])
        .into_iter()
        .map(|reason| {
            let open = shown.count(&figures::open_hold(&reason));
            let oldest = level.held.get(&reason).and_then(|days| {
                let oldest = days.iter().find(|(_, held)| **held > 0)?.0;
                let age = end.since(*oldest).ok()?.get_days();
                u32::try_from(age).ok()
            });
            HoldRow {
                opened: shown.count(&figures::hold(&reason, "opened")),
                resolved: shown.count(&figures::hold(&reason, "resolved")),
                open,
                oldest_days: oldest.filter(|_| matches!(open, Count::Exact(_))),
                reason,
            }
        })
        .collect();
    rows.sort_by_key(|row| Reverse(weight(row.opened)));
    rows
}

/// For the order of rows, which must not tell what a count does not.
fn weight(count: Count) -> u64 {
    count.exact().unwrap_or(1)
}

fn backlog(sums: &Sums, level: &Level, shown: &Shown) -> Backlog {
    let days = sums.recent.len();
    let enough = (days >= FORETELLING).then(|| u64::try_from(days).ok()).flatten();
    let (begun, ended) =
        (sums.recent.values()).fold((0, 0), |(begun, ended), day| (begun + day.0, ended + day.1));
    let week = |count: u64| enough.map(|days| (count * 7 + days / 2) / days);
    let expected_in = week(begun).filter(|_| begun == 0 || begun >= FEWEST);
    let closing = shown.count(figures::CLOSING);
    let expected_closing = match (closing, expected_in, week(ended)) {
        (Count::Exact(_), Some(coming), Some(going)) if ended == 0 || ended >= FEWEST => {
            let now = figures::level(level.unended);
            Some((now + coming).saturating_sub(going))
        }
        _ => None,
    };
    Backlog {
        opening: shown.count(figures::OPENING),
        received: shown.count(figures::BEGUN),
        ended: shown.count(figures::ENDED),
        closing,
        expected_in,
        expected_closing,
    }
}

fn couriers(flow: &Flow, shown: &Shown) -> Vec<Courier> {
    flow.rides
        .iter()
        .map(|(provider, rides)| {
            let count = |column| shown.count(&figures::ride(provider, column));
            let (booked, delivered) = (count("booked"), count("delivered"));
            Courier {
                provider: provider.clone(),
                booked,
                delivered,
                failed: count("failed"),
                recalled: count("recalled"),
                p50_minutes: percentile(&rides.times, delivered, 50),
                p90_minutes: percentile(&rides.times, delivered, 90),
                cost_rupiah: (booked != Count::Withheld && rides.priced > 0).then_some(rides.rupiah),
            }
        })
        .collect()
}

fn failures(flow: &Flow, shown: &Shown) -> Vec<Failure> {
    let failed = flow.failures.keys().map(|reason| Failure {
        reason: reason.clone(),
        count: shown.count(&figures::failure(reason)),
    });
    let refused = flow.refusals.keys().map(|reason| Failure {
        reason: format!("refused_{reason}"),
        count: shown.count(&figures::refusal(reason)),
    });
    let mut failures: Vec<Failure> = failed.chain(refused).collect();
    failures.sort_by_key(|failure| Reverse(weight(failure.count)));
    failures
}

fn stock(setting: &Setting, flow: &Flow, level: &Level, shown: &Shown) -> Vec<Stock> {
    let kecamatan: BTreeSet<&String> = level.free.keys().chain(flow.households.given.keys()).collect();
    kecamatan
        .into_iter()
        .map(|kecamatan| {
            let free = level.free.get(kecamatan).copied().unwrap_or(0);
            Stock {
                kecamatan: kecamatan.clone(),
                free: free / 10 * 10,
                given: shown.count(&figures::given(kecamatan)),
                low: free < setting.low_water,
            }
        })
        .collect()
}

fn officers(flow: &Flow) -> Vec<Deeds> {
    fn by_officer<'a>(
        repeated: impl Iterator<Item = (&'a OfficerCode, CaseId, u64)>,
    ) -> BTreeMap<&'a OfficerCode, u64> {
        let mut counts = BTreeMap::new();
        for (officer, ..) in repeated {
            *counts.entry(officer).or_default() += 1;
        }
        counts
    }
    let look_ups = by_officer(flow.officers.repeated_look_ups());
    let searches = by_officer(flow.officers.repeated_searches());
    flow.officers
        .tallies
        .iter()
        .map(|(officer, tally)| Deeds {
            officer: officer.clone(),
            decisions: tally.decisions,
            overrides: tally.overrides,
            out_of_turn: tally.out_of_turn,
            views: tally.views,
            repeated_look_ups: look_ups.get(officer).copied().unwrap_or(0),
            searches: tally.searches,
            repeated_searches: searches.get(officer).copied().unwrap_or(0),
        })
        .collect()
}

fn costs(setting: &Setting, flow: &Flow, shown: &Shown) -> Vec<Cost> {
    let rides: u64 = flow.rides.values().map(|rides| rides.rupiah).sum();
    let priced = flow.rides.values().any(|rides| rides.priced > 0);
    figures::quantities(flow)
        .into_iter()
        .filter(|(_, quantity)| *quantity > 0)
        .map(|(item, exact)| {
            let quantity = shown.count(&figures::cost(item));
            let rupiah = if item == figures::COURIER {
                priced.then_some(rides)
            } else {
                let price = setting.prices.get(item);
                price.map(|thousand| (exact.saturating_mul(*thousand)).saturating_add(500) / 1000)
            };
            Cost {
                item: item.to_owned(),
                quantity,
                rupiah: rupiah.filter(|_| quantity != Count::Withheld),
            }
        })
        .collect()
}

/// Numbers of earlier days that have changed, where both may be shown and the day's own report showed the first.
fn corrections(setting: &Setting, late: &[Late]) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for Late { day, was, is, level } in late {
        let (before, after) = (figures::figures(was), figures::figures(is));
        let mut sums = Sums::default();
        sums.add(*day, was);
        let mut opening = level.clone();
        opening.unmoved(was);
        let period = Period {
            span: Span::Daily,
            from: *day,
            to: *day,
        };
        let reported = shown(setting, period, &sums, &opening, level);
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in names {
            let value = |figures: &Figures| figures.get(name).copied().unwrap_or(0);
            if value(&before) == value(&after) {
                continue;
            }
            let of_aid = aid::is_of_aid(name);
            if of_aid && !aid::shows_change(name, &before, &after, setting) {
                continue;
            }
            let (was, is) = match (reported.count(name), alone(value(&after))) {
                (Count::Exact(was), Count::Exact(is)) => (Count::Exact(was), Count::Exact(is)),
                // That something has changed at an office is told as little as what.
                _ if of_aid => continue,
                _ => (Count::Withheld, Count::Withheld),
            };
            corrections.push(Correction {
                day: *day,
                figure: name.clone(),
                was,
                is,
            });
        }
    }
    corrections
}
