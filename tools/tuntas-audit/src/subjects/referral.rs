//! Referrals of aid.

use jiff::civil::Date;
use serde::Serialize;
use tuntas_aid::referral::{Command, Payment, Referral};
use tuntas_aiding::{Aiding, Papers};
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;
use tuntas_tables::{Table, Write};

use super::{Audited, Facts};
use crate::Failure;
use crate::words::word;

/// A referral at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferralFacts {
    /// Where it stood.
    pub stage: String,
    /// Of which divorce.
    pub divorce: Option<CaseId>,
    /// Of which party.
    pub role: Option<String>,
    /// To which office.
    pub office: Option<String>,
    /// For what.
    pub kind: Option<String>,
    /// Until when it was to be assessed.
    pub assess_by: Option<Date>,
    /// Until when it was to be decided.
    pub decide_by: Option<Date>,
    /// What it waited for, since when and until when at most.
    pub pause: Option<String>,
    /// When the office had heard that the ruling was undone.
    pub reversed_on: Option<Date>,
    /// Who had assessed it.
    pub assessor: Option<String>,
    /// Who had proposed the award.
    pub proposer: Option<String>,
    /// Who had decided.
    pub decider: Option<String>,
    /// The programme, its version, and rupiah of the award.
    pub award: Option<String>,
    /// Number and state of each instalment.
    pub instalments: Vec<String>,
    /// Sessions that were planned, and those that were recorded.
    pub sessions: (usize, usize),
    /// Looks at the business, and how it did.
    pub check_ins: Vec<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Whether what named the person had been erased.
    pub erased: bool,
}

fn state(payment: &Payment) -> String {
    match payment {
        Payment::Pending => "pending".to_owned(),
        Payment::Ordered { on, .. } => format!("ordered {on}"),
        Payment::Paid { on, .. } => format!("paid {on}"),
        Payment::Cancelled => "cancelled".to_owned(),
    }
}

impl Audited for Aiding {
    const NAME: &'static str = "referral";
    const SPOKEN: &'static [&'static str] = &[
        "attendance",
        "by",
        "check_in",
        "kind",
        "outcome",
        "reason",
        "role",
        "state",
        "topic",
        "type",
    ];
    type Facts = ReferralFacts;

    fn facts(referral: &Referral) -> Result<ReferralFacts, Failure> {
        let award = referral.award.as_ref().map(|award| {
            let programme = &award.programme;
            format!(
                "{} version {}, {} rupiah",
                programme.code,
                programme.version,
                award.amount.get()
            )
        });
        let officer = |officer: &Option<tuntas_domain::identity::OfficerCode>| {
            officer.as_ref().map(|officer| officer.as_str().to_owned())
        };
        let recorded = referral
            .sessions
            .iter()
            .filter(|session| session.recorded.is_some())
            .count();
        Ok(ReferralFacts {
            stage: referral.stage.as_str().to_owned(),
            divorce: referral.case,
            role: referral.role.map(|role| word(&role)),
            office: referral.office.as_ref().map(ToString::to_string),
            kind: referral.kind.map(|kind| word(&kind)),
            assess_by: referral.assess_by,
            decide_by: referral.decide_by,
            pause: referral.pause.map(|pause| {
                let until = pause.until.map(|until| format!(" until {until}"));
                format!(
                    "{} since {}{}",
                    pause.reason,
                    pause.since,
                    until.unwrap_or_default()
                )
            }),
            reversed_on: referral.reversed_on,
            assessor: officer(&referral.assessor),
            proposer: officer(&referral.proposer),
            decider: officer(&referral.decider),
            award,
            instalments: (1..)
                .zip(&referral.instalments)
                .map(|(number, instalment): (usize, _)| format!("{number} {}", state(&instalment.payment)))
                .collect(),
            sessions: (referral.sessions.len(), recorded),
            check_ins: referral
                .check_ins
                .iter()
                .map(|(check_in, found)| format!("{} {}", check_in.as_str(), word(&found.state)))
                .collect(),
            outcome: referral.outcome.map(|outcome| word(&outcome)),
            erased: referral.erased,
        })
    }

    fn erasing() -> Option<Command> {
        Some(Command::Erase)
    }

    async fn papers(dossiers: &Table, id: CaseId) -> Result<Vec<Write>, Failure> {
        Ok(Papers::new(dossiers.clone()).erase(id).await?)
    }

    fn files(_: &Story<Self>) -> Vec<String> {
        // Letters are typeset anew each time, and kept nowhere.
        Vec::new()
    }
}

impl Facts for ReferralFacts {
    fn rows(&self) -> Vec<(&'static str, String)> {
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (planned, recorded) = self.sessions;
        let sessions = if planned == 0 {
            String::new()
        } else {
            format!("{recorded} of {planned} recorded")
        };
        vec![
            ("stage", self.stage.clone()),
            (
                "divorce",
                self.divorce.map(|case| case.to_string()).unwrap_or_default(),
            ),
            ("role", some(&self.role)),
            ("office", some(&self.office)),
            ("kind", some(&self.kind)),
            ("assess by", day(self.assess_by)),
            ("decide by", day(self.decide_by)),
            ("waits", some(&self.pause)),
            ("ruling reversed", day(self.reversed_on)),
            ("assessor", some(&self.assessor)),
            ("proposer", some(&self.proposer)),
            ("decider", some(&self.decider)),
            ("award", some(&self.award)),
            ("instalments", self.instalments.join(", ")),
            ("sessions", sessions),
            ("check-ins", self.check_ins.join(", ")),
            ("outcome", some(&self.outcome)),
            ("erased", if self.erased { "yes" } else { "" }.to_owned()),
        ]
    }
}
