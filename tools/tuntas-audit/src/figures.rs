//! Figures that show a broker at work: who decides and overrides how often, who takes cases out of their turn, who looks
//! the same case up again and again. All of it is in the journal; nothing here says that anybody did wrong.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_figures::{Deed, Officers};
use tuntas_journal::Story;

use crate::{Failure, table};

/// The days that count, in the city's time zone, both included.
#[derive(Clone, Debug)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The city's time zone.
    pub zone: TimeZone,
}

/// What officers did in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How often who did what.
    pub officers: Officers,
}

/// One officer's look-ups of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookUps {
    /// Who.
    pub officer: OfficerCode,
    /// Which case.
    pub case: CaseId,
    /// How often.
    pub times: u64,
}

impl Figures {
    /// Adds what happened to a case in the period.
    pub fn add(&mut self, story: &Story, period: &Period) {
        for entry in &story.entries {
            let day = entry.at.to_zoned_datetime(period.zone.clone()).date();
            if (period.from..=period.to).contains(&day)
                && let Some(deed) = Deed::of(&entry.event)
            {
                self.officers.add(story.id, &deed);
            }
        }
    }

    /// Cases whose people one officer looked at three times or more; most often first.
    pub fn repeated_look_ups(&self) -> Vec<LookUps> {
        let mut repeated: Vec<LookUps> = (self.officers.repeated())
            .map(|(officer, case, times)| LookUps {
                officer: officer.clone(),
                case,
                times,
            })
            .collect();
        repeated.sort_by_key(|look_ups| std::cmp::Reverse(look_ups.times));
        repeated
    }

    /// The figures as tables.
    pub fn table(&self) -> String {
        let head = [
            "officer",
            "decisions",
            "overrides",
            "approvals",
            "rejections",
            "returns",
            "corrections",
            "claims",
            "out of turn",
            "passed over",
            "views",
            "look-ups",
        ];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        rows.extend(self.officers.tallies.iter().map(|(officer, deeds)| {
            vec![
                officer.to_string(),
                deeds.decisions.to_string(),
                deeds.overrides.to_string(),
                deeds.approvals.to_string(),
                deeds.rejections.to_string(),
                deeds.returns.to_string(),
                deeds.corrections.to_string(),
                deeds.claims.to_string(),
                deeds.out_of_turn.to_string(),
                deeds.passed_over.to_string(),
                deeds.views.to_string(),
                deeds.look_ups.to_string(),
            ]
        }));
        let mut text = table::aligned(&rows);
        let repeated = self.repeated_look_ups();
        if !repeated.is_empty() {
            let mut rows = vec![["looked up again", "case", "times"].map(str::to_owned).to_vec()];
            rows.extend(repeated.iter().map(|look_ups| {
                vec![
                    look_ups.officer.to_string(),
                    look_ups.case.to_string(),
                    look_ups.times.to_string(),
                ]
            }));
            text.push('\n');
            text.push_str(&table::aligned(&rows));
        }
        text
    }

    /// The figures as JSON.
    ///
    /// # Errors
    /// [`Failure::Json`].
    pub fn json(&self) -> Result<String, Failure> {
        let figures = json!({
            "officers": self.officers.tallies,
            "repeatedLookUps": self.repeated_look_ups(),
        });
        Ok(serde_json::to_string_pretty(&figures)?)
    }
}
