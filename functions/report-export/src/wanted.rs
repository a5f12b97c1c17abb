//! Which report is wanted.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use tuntas_figures::{Period, Span};

/// Days of a custom period at most.
const DAYS_AT_MOST: i32 = 366;

/// What the trigger asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// `{"span": "weekly"}`: the last one that has ended; of days, every one that has no report yet, too.
    Latest(Span),
    /// `{"span": "weekly", "date": "2026-11-12"}`: the one that this day is in.
    Of(Span, Date),
    /// `{"from": "2026-11-01", "to": "2026-11-15"}`: these days, both included.
    Days(Date, Date),
}

/// Why there is no such report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The input is none of the three forms.
    #[error("the input is {{\"span\": ...}}, with or without \"date\", or {{\"from\": ..., \"to\": ...}}")]
    Malformed,
    /// The last day comes before the first.
    #[error("`to` comes before `from`: write the earlier day into `from`")]
    Backwards,
    /// More days than a year has.
    #[error("a report covers {DAYS_AT_MOST} days at most: ask for several")]
    TooLong,
    /// A day of it has not ended, or is not closed yet.
    #[error("a report covers closed days only: `to` is yesterday at the latest")]
    NotClosed,
    /// It ends before the first day that was closed.
    #[error("nothing was recorded then: `to` is before the first closed day")]
    BeforeRecords,
}

impl Refusal {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "period_malformed",
            Self::Backwards => "period_backwards",
            Self::TooLong => "period_too_long",
            Self::NotClosed => "period_not_closed",
            Self::BeforeRecords => "period_before_records",
        }
    }
}

/// Days that are closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClosedDays {
    pub(crate) first: Date,
    pub(crate) last: Date,
    /// Those of the last weeks that have no report of their own yet.
    pub(crate) unreported: Vec<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    span: Option<Span>,
    date: Option<Date>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Wanted {
    /// Reads the trigger's input.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn read(input: &Value) -> Result<Self, Refusal> {
        let input: Input = serde_json::from_value(input.clone()).map_err(|_| Refusal::Malformed)?;
        match (input.span, input.date, input.from, input.to) {
            (Some(Span::Custom), ..) => Err(Refusal::Malformed),
            (Some(span), None, None, None) => Ok(Self::Latest(span)),
            (Some(span), Some(date), None, None) => Ok(Self::Of(span, date)),
            (None, None, Some(from), Some(to)) => Ok(Self::Days(from, to)),
            _ => Err(Refusal::Malformed),
        }
    }

    pub(crate) fn periods(self, yesterday: Date, closed: &ClosedDays) -> Result<Vec<Period>, Refusal> {
        match self {
            Self::Latest(Span::Daily) => {
                let mut days = closed.unreported.clone();
                days.push(yesterday);
                days.dedup();
                Ok(days
                    .into_iter()
                    .filter_map(|day| containing(Span::Daily, day))
                    .collect())
            }
            // Before the first day there was nothing to report.
            Self::Latest(span) => Ok(ended(span, yesterday)
                .into_iter()
                .filter(|period| period.to >= closed.first)
                .collect()),
            Self::Of(span, date) => {
                let period = containing(span, date).ok_or(Refusal::Malformed)?;
                checked(period, closed).map(|period| vec![period])
            }
            Self::Days(from, to) => {
                if to < from {
                    return Err(Refusal::Backwards);
                }
                if from.until(to).map_or(i32::MAX, |span| span.get_days()) >= DAYS_AT_MOST {
                    return Err(Refusal::TooLong);
                }
                let span = Span::Custom;
                checked(Period { span, from, to }, closed).map(|period| vec![period])
            }
        }
    }
}

fn checked(period: Period, closed: &ClosedDays) -> Result<Period, Refusal> {
    if period.to > closed.last {
        Err(Refusal::NotClosed)
    } else if period.to < closed.first {
        Err(Refusal::BeforeRecords)
    } else {
        Ok(period)
    }
}

/// The period of that kind that a day is in. `None` only at the ends of all time.
fn containing(span: Span, day: Date) -> Option<Period> {
    let (from, to) = match span {
        Span::Daily | Span::Custom => (day, day),
        Span::Weekly => {
            let past = i64::from(day.weekday().to_monday_zero_offset());
            (
                day.checked_sub(past.days()).ok()?,
                day.checked_add((6 - past).days()).ok()?,
            )
        }
        Span::Monthly => (day.first_of_month(), day.last_of_month()),
        Span::Yearly => (day.first_of_year(), day.last_of_year()),
    };
    Some(Period { span, from, to })
}

/// The last period of that kind that has ended by that day.
fn ended(span: Span, day: Date) -> Option<Period> {
    let period = containing(span, day)?;
    if period.to <= day {
        Some(period)
    } else {
        containing(span, period.from.yesterday().ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    fn closed() -> ClosedDays {
        ClosedDays {
            first: date(2026, 11, 2),
            last: date(2026, 11, 27),
            unreported: vec![date(2026, 11, 26), date(2026, 11, 27)],
        }
    }

    fn periods(input: &Value) -> Result<Vec<(Date, Date)>, &'static str> {
        let wanted = Wanted::read(input).map_err(Refusal::code)?;
        let periods = wanted
            .periods(date(2026, 11, 27), &closed())
            .map_err(Refusal::code)?;
        Ok(periods.iter().map(|period| (period.from, period.to)).collect())
    }

    fn days(from: (i16, i8, i8), to: (i16, i8, i8)) -> (Date, Date) {
        (date(from.0, from.1, from.2), date(to.0, to.1, to.2))
    }

    #[test]
    fn the_schedule_gets_the_last_period_that_has_ended() {
        assert_eq!(
            periods(&json!({"span": "daily"})),
            Ok(vec![
                days((2026, 11, 26), (2026, 11, 26)),
                days((2026, 11, 27), (2026, 11, 27))
            ])
        );
        assert_eq!(
            periods(&json!({"span": "weekly"})),
            Ok(vec![days((2026, 11, 16), (2026, 11, 22))])
        );
        // Nothing was recorded in October, nor last year.
        assert_eq!(periods(&json!({"span": "monthly"})), Ok(Vec::new()));
        assert_eq!(periods(&json!({"span": "yearly"})), Ok(Vec::new()));
    }

    #[test]
    fn any_closed_days_can_be_asked_for() {
        assert_eq!(
            periods(&json!({"from": "2026-11-03", "to": "2026-11-15"})),
            Ok(vec![days((2026, 11, 3), (2026, 11, 15))])
        );
        assert_eq!(
            periods(&json!({"span": "weekly", "date": "2026-11-12"})),
            Ok(vec![days((2026, 11, 9), (2026, 11, 15))])
        );
    }

    #[test]
    fn what_cannot_be_reported_is_refused_with_a_code() {
        for (input, code) in [
            (json!({}), "period_malformed"),
            (json!({"span": "hourly"}), "period_malformed"),
            (json!({"span": "custom"}), "period_malformed"),
            (json!({"from": "2026-11-03"}), "period_malformed"),
            (
                json!({"from": "2026-11-03", "to": "3 November"}),
                "period_malformed",
            ),
            (
                json!({"from": "2026-11-03", "to": "2026-11-02"}),
                "period_backwards",
            ),
            (
                json!({"from": "2025-11-03", "to": "2026-11-10"}),
                "period_too_long",
            ),
            (
                json!({"from": "2026-11-03", "to": "2026-11-28"}),
                "period_not_closed",
            ),
            (
                json!({"span": "weekly", "date": "2026-11-24"}),
                "period_not_closed",
            ),
            (
                json!({"from": "2026-10-01", "to": "2026-10-31"}),
                "period_before_records",
            ),
        ] {
            assert_eq!(periods(&input), Err(code), "{input}");
        }
    }
}
