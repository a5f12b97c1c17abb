//! What officers do: who decides and overrides how often, who takes cases out of their turn, who looks the same case up
//! again and again. Nothing here says that anybody did wrong.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tuntas_domain::case::{Event, View};
use tuntas_domain::identity::{CaseId, OfficerCode};

/// Look-ups of one case by one officer from which on they are told one by one.
const REPEATED: u64 = 3;

/// What an officer did to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "deed")]
pub enum Deed {
    /// Decided a hold.
    Decided {
        /// Who.
        officer: OfficerCode,
        /// Whether it overrides an identity or a record, or hands out a number.
        overrides: bool,
        /// Who agreed, where a second officer had to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        second: Option<OfficerCode>,
    },
    /// Refused a decision of somebody else.
    Rejected {
        /// Who.
        officer: OfficerCode,
    },
    /// Proposed a correction.
    Corrected {
        /// Who.
        officer: OfficerCode,
    },
    /// Agreed to a correction of somebody else, or refused it.
    Answered {
        /// Who.
        officer: OfficerCode,
        /// Which of the two.
        agreed: bool,
    },
    /// Returned a case to the court.
    Returned {
        /// Who.
        officer: OfficerCode,
    },
    /// Took a held case on.
    Claimed {
        /// Who.
        officer: OfficerCode,
        /// Older ones that were passed over.
        ahead: u32,
    },
    /// Looked at personal data.
    Viewed {
        /// Who.
        officer: OfficerCode,
        /// Whether a person was looked up, by NIK or name.
        look_up: bool,
    },
}

impl Deed {
    /// What an event says of an officer; `None` if it says nothing that is counted.
    pub fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::Decided {
                decision,
                officer,
                approved_by,
            } => Self::Decided {
                officer: officer.clone(),
                overrides: decision.needs_approval(),
                second: approved_by.clone(),
            },
            Event::DecisionRejected { officer, .. } => Self::Rejected {
                officer: officer.clone(),
            },
            Event::CorrectionProposed { officer, .. } => Self::Corrected {
                officer: officer.clone(),
            },
            Event::CorrectionDecided { officer, agreed, .. } => Self::Answered {
                officer: officer.clone(),
                agreed: *agreed,
            },
            Event::ReturnedToCourt { officer, .. } => Self::Returned {
                officer: officer.clone(),
            },
            Event::HoldClaimed { officer, ahead, .. } => Self::Claimed {
                officer: officer.clone(),
                ahead: *ahead,
            },
            Event::Viewed { officer, what } => Self::Viewed {
                officer: officer.clone(),
                look_up: matches!(what, View::LookUp | View::Facts),
            },
            _ => return None,
        })
    }
}

/// How often one officer did what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Holds decided, those with a second officer's agreement included.
    pub decisions: u64,
    /// Those among them that override an identity or a record, or hand out a number: they need a second officer.
    pub overrides: u64,
    /// Decisions and corrections of somebody else agreed to.
    pub approvals: u64,
    /// Decisions and corrections of somebody else refused.
    pub rejections: u64,
    /// Cases returned to the court.
    pub returns: u64,
    /// Corrections proposed.
    pub corrections: u64,
    /// Held cases taken on.
    pub claims: u64,
    /// Those among them with older ones before them in line.
    pub out_of_turn: u64,
    /// How many older ones were passed over, in all.
    pub passed_over: u64,
    /// Looks at personal data of a case.
    pub views: u64,
    /// Those among them that were look-ups by a person's NIK or name.
    pub look_ups: u64,
}

impl Tally {
    fn merge(&mut self, other: &Self) {
        self.decisions += other.decisions;
        self.overrides += other.overrides;
        self.approvals += other.approvals;
        self.rejections += other.rejections;
        self.returns += other.returns;
        self.corrections += other.corrections;
        self.claims += other.claims;
        self.out_of_turn += other.out_of_turn;
        self.passed_over += other.passed_over;
        self.views += other.views;
        self.look_ups += other.look_ups;
    }
}

/// What officers did in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Officers {
    /// By officer.
    pub tallies: BTreeMap<OfficerCode, Tally>,
    /// How often each looked up the people of which case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub look_ups: BTreeMap<OfficerCode, BTreeMap<CaseId, u64>>,
}

impl Officers {
    fn of(&mut self, officer: &OfficerCode) -> &mut Tally {
        self.tallies.entry(officer.clone()).or_default()
    }

    /// Counts what was done to a case.
    pub fn add(&mut self, case: CaseId, deed: &Deed) {
        match deed {
            Deed::Decided {
                officer,
                overrides,
                second,
            } => {
                let tally = self.of(officer);
                tally.decisions += 1;
                tally.overrides += u64::from(*overrides);
                if let Some(second) = second {
                    self.of(second).approvals += 1;
                }
            }
            Deed::Rejected { officer } => self.of(officer).rejections += 1,
            Deed::Corrected { officer } => self.of(officer).corrections += 1,
            Deed::Answered { officer, agreed } => {
                let tally = self.of(officer);
                tally.approvals += u64::from(*agreed);
                tally.rejections += u64::from(!*agreed);
            }
            Deed::Returned { officer } => self.of(officer).returns += 1,
            Deed::Claimed { officer, ahead } => {
                let tally = self.of(officer);
                tally.claims += 1;
                tally.out_of_turn += u64::from(*ahead > 0);
                tally.passed_over += u64::from(*ahead);
            }
            Deed::Viewed { officer, look_up } => {
                let tally = self.of(officer);
                tally.views += 1;
                tally.look_ups += u64::from(*look_up);
                if *look_up {
                    let cases = self.look_ups.entry(officer.clone()).or_default();
                    *cases.entry(case).or_default() += 1;
                }
            }
        }
    }

    /// Adds what was done in another part of the period.
    pub fn merge(&mut self, other: &Self) {
        for (officer, tally) in &other.tallies {
            self.of(officer).merge(tally);
        }
        for (officer, cases) in &other.look_ups {
            let known = self.look_ups.entry(officer.clone()).or_default();
            for (case, times) in cases {
                *known.entry(*case).or_default() += times;
            }
        }
    }

    /// Cases whose people one officer looked at three times or more.
    pub fn repeated(&self) -> impl Iterator<Item = (&OfficerCode, CaseId, u64)> {
        self.look_ups.iter().flat_map(|(officer, cases)| {
            cases
                .iter()
                .filter(|(_, times)| **times >= REPEATED)
                .map(move |(case, times)| (officer, *case, *times))
        })
    }
}
