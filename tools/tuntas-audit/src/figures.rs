//! Figures that show a broker at work: who decides and overrides how often, who takes cases out of their turn, who looks
//! at the same case or searches for the same person again and again. All of it is in the journal; nothing here says that
//! anybody did wrong.

use std::cmp::Reverse;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_figures::{Deed, Officers};
use tuntas_journal::{Searching, Story, Subject};

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

/// One officer's looks at one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookUps {
    /// Who.
    pub officer: OfficerCode,
    /// Which case.
    pub case: CaseId,
    /// How often.
    pub times: u64,
}

/// One officer's searches for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchesFor {
    /// Who searched.
    pub officer: OfficerCode,
    /// For whom: the id of the searches for this person. It says nothing of them.
    pub person: CaseId,
    /// How often.
    pub times: u64,
}

/// An officer, what was asked for, and how often.
type Again<'a> = (&'a OfficerCode, CaseId, u64);

fn most_first<'a>(again: impl Iterator<Item = Again<'a>>) -> std::vec::IntoIter<Again<'a>> {
    let mut again: Vec<_> = again.collect();
    again.sort_by_key(|(_, _, times)| Reverse(*times));
    again.into_iter()
}

fn listed<'a>(again: impl Iterator<Item = Again<'a>>) -> Vec<Vec<String>> {
    most_first(again)
        .map(|(officer, id, times)| vec![officer.to_string(), id.to_string(), times.to_string()])
        .collect()
}

impl Figures {
    /// Adds what happened to a case in the period.
    pub fn add(&mut self, story: &Story, period: &Period) {
        self.count(story, period, Deed::of);
    }

    /// Adds the searches for a person in the period.
    pub fn add_searches(&mut self, story: &Story<Searching>, period: &Period) {
        self.count(story, period, |event| Some(Deed::of_search(event)));
    }

    fn count<S: Subject>(
        &mut self,
        story: &Story<S>,
        period: &Period,
        deed: impl Fn(&S::Event) -> Option<Deed>,
    ) {
        for entry in &story.entries {
            let day = entry.at.to_zoned_datetime(period.zone.clone()).date();
            if (period.from..=period.to).contains(&day)
                && let Some(deed) = deed(&entry.event)
            {
                self.officers.add(story.id, &deed);
            }
        }
    }

    /// Cases whose people one officer looked at three times or more; most often first.
    pub fn repeated_look_ups(&self) -> Vec<LookUps> {
        most_first(self.officers.repeated_look_ups())
            .map(|(officer, case, times)| LookUps {
                officer: officer.clone(),
                case,
                times,
            })
            .collect()
    }

    /// People whom one officer searched for three times or more; most often first.
    pub fn repeated_searches(&self) -> Vec<SearchesFor> {
        most_first(self.officers.repeated_searches())
            .map(|(officer, person, times)| SearchesFor {
                officer: officer.clone(),
                person,
                times,
            })
            .collect()
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
            "printings",
            "out of turn",
            "passed over",
            "views",
            "look-ups",
            "searches",
            "in vain",
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
                deeds.printings.to_string(),
                deeds.out_of_turn.to_string(),
                deeds.passed_over.to_string(),
                deeds.views.to_string(),
                deeds.look_ups.to_string(),
                deeds.searches.to_string(),
                deeds.in_vain.to_string(),
            ]
        }));
        let mut text = table::aligned(&rows);
        for (head, repeated) in [
            (
                ["looked up again", "case", "times"],
                listed(self.officers.repeated_look_ups()),
            ),
            (
                ["searched again", "person", "times"],
                listed(self.officers.repeated_searches()),
            ),
        ] {
            if !repeated.is_empty() {
                let mut rows = vec![head.map(str::to_owned).to_vec()];
                rows.extend(repeated);
                text.push('\n');
                text.push_str(&table::aligned(&rows));
            }
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
            "repeatedSearches": self.repeated_searches(),
        });
        Ok(serde_json::to_string_pretty(&figures)?)
    }
}
