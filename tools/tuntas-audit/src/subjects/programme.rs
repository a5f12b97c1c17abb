//! Programmes of aid offices. They name nobody.

use jiff::civil::Date;
use serde::Serialize;
use tuntas_aid::programme::{Command, Programme};
use tuntas_aiding::Programming;
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;
use tuntas_tables::{Table, Write};

use super::{Audited, Facts};
use crate::Failure;
use crate::words::word;

/// A programme at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeFacts {
    /// Its code.
    pub code: Option<String>,
    /// Whose it was.
    pub office: Option<String>,
    /// Its present version.
    pub version: u32,
    /// Mentoring or capital.
    pub kind: Option<String>,
    /// Its funding source, what for, and of which year.
    pub funding: Option<String>,
    /// Its budget, in rupiah.
    pub budget: Option<u64>,
    /// First day.
    pub opens: Option<Date>,
    /// Last day.
    pub closes: Option<Date>,
    /// Whether it was ended.
    pub ended: bool,
}

impl Audited for Programming {
    const NAME: &'static str = "programme";
    const SPOKEN: &'static [&'static str] = &["kind", "type"];
    type Facts = ProgrammeFacts;

    fn facts(programme: &Programme) -> Result<ProgrammeFacts, Failure> {
        let terms = programme.terms();
        let funding = terms.and_then(|terms| terms.funding.as_ref());
        Ok(ProgrammeFacts {
            code: programme.code.as_ref().map(ToString::to_string),
            office: programme.office.as_ref().map(ToString::to_string),
            version: programme.version(),
            kind: terms.map(|terms| word(&terms.kind)),
            funding: funding.map(|funding| {
                format!(
                    "{} for {}, {}",
                    word(&funding.source),
                    word(&funding.purpose),
                    funding.year
                )
            }),
            budget: funding.map(|funding| funding.budget.get()),
            opens: terms.map(|terms| terms.opens),
            closes: terms.map(|terms| terms.closes),
            ended: programme.ended,
        })
    }

    fn erasing() -> Option<Command> {
        None
    }

    async fn papers(_: &Table, _: CaseId) -> Result<Vec<Write>, Failure> {
        Ok(Vec::new())
    }

    fn files(_: &Story<Self>) -> Vec<String> {
        Vec::new()
    }
}

impl Facts for ProgrammeFacts {
    fn rows(&self) -> Vec<(&'static str, String)> {
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        vec![
            ("code", some(&self.code)),
            ("office", some(&self.office)),
            ("version", self.version.to_string()),
            ("kind", some(&self.kind)),
            ("funding", some(&self.funding)),
            (
                "budget",
                self.budget
                    .map(|budget| format!("{budget} rupiah"))
                    .unwrap_or_default(),
            ),
            ("opens", day(self.opens)),
            ("closes", day(self.closes)),
            ("ended", if self.ended { "yes" } else { "" }.to_owned()),
        ]
    }
}
