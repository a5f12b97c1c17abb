//! Figures that show a broker at work: who decides and overrides how often, who takes cases out of their turn, who looks
//! the same case up again and again. All of it is in the journal; nothing here says that anybody did wrong.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;
use tuntas_domain::case::{Event, View};
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_journal::Story;

use crate::{Failure, table};

/// Look-ups of one case by one officer from which on they are told one by one.
const REPEATED: usize = 3;

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
    /// By officer.
    pub officers: BTreeMap<OfficerCode, Deeds>,
    look_ups: BTreeMap<(OfficerCode, CaseId), usize>,
}

/// What one officer did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deeds {
    /// Holds decided, those with a second officer's agreement included.
    pub decisions: usize,
    /// Those among them that override an identity or a record, or hand out a number: they need a second officer.
    pub overrides: usize,
    /// Decisions and corrections of somebody else agreed to.
    pub approvals: usize,
    /// Decisions and corrections of somebody else refused.
    pub rejections: usize,
    /// Cases returned to the court.
    pub returns: usize,
    /// Corrections proposed.
    pub corrections: usize,
    /// Held cases taken on.
    pub claims: usize,
    /// Those among them with older ones before them in line.
    pub out_of_turn: usize,
    /// How many older ones were passed over, in all.
    pub passed_over: u64,
    /// Looks at personal data of a case.
    pub views: usize,
    /// Those among them that were look-ups by a person's NIK or name.
    pub look_ups: usize,
}

/// One officer's look-ups of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookUps {
    /// Who.
    pub officer: OfficerCode,
    /// Which case.
    pub case: CaseId,
    /// How often.
    pub times: usize,
}

impl Figures {
    /// Adds what happened to a case in the period.
    pub fn add(&mut self, story: &Story, period: &Period) {
        for entry in &story.entries {
            let day = entry.at.to_zoned_datetime(period.zone.clone()).date();
            if (period.from..=period.to).contains(&day) {
                self.count(story.id, &entry.event);
            }
        }
    }

    fn of(&mut self, officer: &OfficerCode) -> &mut Deeds {
        self.officers.entry(officer.clone()).or_default()
    }

    fn count(&mut self, case: CaseId, event: &Event) {
        match event {
            Event::Decided {
                decision,
                officer,
                approved_by,
            } => {
                let deeds = self.of(officer);
                deeds.decisions += 1;
                deeds.overrides += usize::from(decision.needs_approval());
                if let Some(second) = approved_by {
                    self.of(second).approvals += 1;
                }
            }
            Event::DecisionRejected { officer, .. } => self.of(officer).rejections += 1,
            Event::CorrectionProposed { officer, .. } => self.of(officer).corrections += 1,
            Event::CorrectionDecided { officer, agreed, .. } => {
                let deeds = self.of(officer);
                deeds.approvals += usize::from(*agreed);
                deeds.rejections += usize::from(!*agreed);
            }
            Event::ReturnedToCourt { officer, .. } => self.of(officer).returns += 1,
            Event::HoldClaimed { officer, ahead, .. } => {
                let deeds = self.of(officer);
                deeds.claims += 1;
                deeds.out_of_turn += usize::from(*ahead > 0);
                deeds.passed_over += u64::from(*ahead);
            }
            Event::Viewed { officer, what } => {
                let look_up = matches!(what, View::LookUp | View::Facts);
                let deeds = self.of(officer);
                deeds.views += 1;
                deeds.look_ups += usize::from(look_up);
                if look_up {
                    *self.look_ups.entry((officer.clone(), case)).or_default() += 1;
                }
            }
            _ => {}
        }
    }

    /// Cases whose people one officer looked at three times or more; most often first.
    pub fn repeated_look_ups(&self) -> Vec<LookUps> {
        let mut repeated: Vec<LookUps> = self
            .look_ups
            .iter()
            .filter(|(_, times)| **times >= REPEATED)
            .map(|((officer, case), times)| LookUps {
                officer: officer.clone(),
                case: *case,
                times: *times,
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
        rows.extend(self.officers.iter().map(|(officer, deeds)| {
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
            "officers": self.officers,
            "repeatedLookUps": self.repeated_look_ups(),
        });
        Ok(serde_json::to_string_pretty(&figures)?)
    }
}
