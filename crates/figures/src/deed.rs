//! What officers do: who decides and overrides how often, who takes cases out of their turn, who looks at the same case
//! or searches for the same person again and again. Nothing here says that anybody did wrong.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tuntas_domain::case::{Event, View};
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_domain::search;

/// Looks at one case, or searches for one person, by one officer from which on they are told one by one.
const REPEATED: u64 = 3;

/// What an officer did.
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
    /// Took a party's files to the printer, when nobody had yet.
    Printing {
        /// Who.
        officer: OfficerCode,
        /// Older ones that were passed over.
        ahead: u32,
    },
    /// Looked at personal data.
    Viewed {
        /// Who.
        officer: OfficerCode,
        /// Whether it was at the facts of a held case, which show the people themselves.
        look_up: bool,
    },
    /// Came upon a case by a search.
    Found {
        /// Who.
        officer: OfficerCode,
    },
    /// Searched for a person's cases by the NIK.
    Searched {
        /// Who.
        officer: OfficerCode,
        /// Whether there were any.
        found: bool,
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
            Event::PrintingStarted {
                officer: Some(officer),
                ahead,
                ..
            } => Self::Printing {
                officer: officer.clone(),
                ahead: *ahead,
            },
            Event::Viewed {
                officer,
                what: View::LookUp { .. },
            } => Self::Found {
                officer: officer.clone(),
            },
            Event::Viewed { officer, what } => Self::Viewed {
                officer: officer.clone(),
                look_up: matches!(what, View::Facts),
            },
            _ => return None,
        })
    }

    /// What a search says of an officer.
    pub fn of_search(event: &search::Event) -> Self {
        let search::Event::Searched { officer, cases } = event;
        Self::Searched {
            officer: officer.clone(),
            found: *cases > 0,
        }
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
    /// Held cases claimed, and claims made to last longer.
    pub claims: u64,
    /// Print jobs taken on.
    #[serde(default)]
    pub printings: u64,
    /// Held cases and print jobs among them with older ones before them in line.
    pub out_of_turn: u64,
    /// How many older ones were passed over, in all.
    pub passed_over: u64,
    /// Looks at personal data of a case.
    pub views: u64,
    /// Looks at whom a case is about and where it stands: at the facts of a held one, or by a search.
    pub look_ups: u64,
    /// Searches for a person's cases.
    #[serde(default)]
    pub searches: u64,
    /// Those among them that found none.
    #[serde(default)]
    pub in_vain: u64,
}

impl Tally {
    fn passes_over(&mut self, ahead: u32) {
        self.out_of_turn += u64::from(ahead > 0);
        self.passed_over += u64::from(ahead);
    }

    fn merge(&mut self, other: &Self) {
        self.decisions += other.decisions;
        self.overrides += other.overrides;
        self.approvals += other.approvals;
        self.rejections += other.rejections;
        self.returns += other.returns;
        self.corrections += other.corrections;
        self.claims += other.claims;
        self.printings += other.printings;
        self.out_of_turn += other.out_of_turn;
        self.passed_over += other.passed_over;
        self.views += other.views;
        self.look_ups += other.look_ups;
        self.searches += other.searches;
        self.in_vain += other.in_vain;
    }
}

/// How often each officer asked for which case, or which person.
pub type AskedFor = BTreeMap<OfficerCode, BTreeMap<CaseId, u64>>;

fn asked(of: &mut AskedFor, officer: &OfficerCode, id: CaseId, times: u64) {
    let known = of.entry(officer.clone()).or_default();
    *known.entry(id).or_default() += times;
}

fn repeated(of: &AskedFor) -> impl Iterator<Item = (&OfficerCode, CaseId, u64)> {
    of.iter().flat_map(|(officer, asked)| {
        let again = asked.iter().filter(|(_, times)| **times >= REPEATED);
        again.map(move |(id, times)| (officer, *id, *times))
    })
}

/// What officers did in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Officers {
    /// By officer.
    pub tallies: BTreeMap<OfficerCode, Tally>,
    /// How often each looked up which case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub look_ups: AskedFor,
    /// How often each searched for which person, by the id of the searches for them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub searches: AskedFor,
}

impl Officers {
    fn of(&mut self, officer: &OfficerCode) -> &mut Tally {
        self.tallies.entry(officer.clone()).or_default()
    }

    fn looks_up(&mut self, officer: &OfficerCode, case: CaseId) {
        self.of(officer).look_ups += 1;
        asked(&mut self.look_ups, officer, case, 1);
    }

    /// Counts what was done to a case, or for a person's searches.
    pub fn add(&mut self, id: CaseId, deed: &Deed) {
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
                self.of(officer).claims += 1;
                self.of(officer).passes_over(*ahead);
            }
            Deed::Printing { officer, ahead } => {
                self.of(officer).printings += 1;
                self.of(officer).passes_over(*ahead);
            }
            Deed::Viewed { officer, look_up } => {
                self.of(officer).views += 1;
                if *look_up {
                    self.looks_up(officer, id);
                }
            }
            Deed::Found { officer } => self.looks_up(officer, id),
            Deed::Searched { officer, found } => {
                let tally = self.of(officer);
                tally.searches += 1;
                tally.in_vain += u64::from(!*found);
                asked(&mut self.searches, officer, id, 1);
            }
        }
    }

    /// Adds what was done in another part of the period.
    pub fn merge(&mut self, other: &Self) {
        for (officer, tally) in &other.tallies {
            self.of(officer).merge(tally);
        }
        for (sum, part) in [
            (&mut self.look_ups, &other.look_ups),
            (&mut self.searches, &other.searches),
        ] {
            for (officer, ids) in part {
                for (id, times) in ids {
                    asked(sum, officer, *id, *times);
                }
            }
        }
    }

    /// Cases that one officer looked up three times or more.
    pub fn repeated_look_ups(&self) -> impl Iterator<Item = (&OfficerCode, CaseId, u64)> {
        repeated(&self.look_ups)
    }

    /// People whom one officer searched for three times or more, by the id of the searches for them.
    pub fn repeated_searches(&self) -> impl Iterator<Item = (&OfficerCode, CaseId, u64)> {
        repeated(&self.searches)
    }
}
