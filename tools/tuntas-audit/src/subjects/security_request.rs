//! Requests to secure a hearing or a seizure.

use jiff::Timestamp;
use serde::Serialize;
use tuntas_domain::case::DocumentOutcome;
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;
use tuntas_securing::{Papers, Securing, files};
use tuntas_security::{Command, Minutes, SecurityRequest, Window};
use tuntas_tables::{Table, Write};

use super::{Audited, Facts};
use crate::Failure;
use crate::words::word;

/// A request at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestFacts {
    /// Where it stood.
    pub stage: String,
    /// Whose it was.
    pub court: Option<String>,
    /// What was to be secured.
    pub activity: Option<String>,
    /// When, in the city's time.
    pub time: Option<String>,
    /// Version of the paper.
    pub revision: u32,
    /// Until when it was to be answered.
    pub answer_by: Option<Timestamp>,
    /// Whether it was told that nobody had answered.
    pub overdue: bool,
    /// The time that the police proposed.
    pub proposal: Option<String>,
    /// What they asked.
    pub question: Option<String>,
    /// Unit and number of officers that were promised.
    pub booked: Option<String>,
    /// Reminders that had gone out.
    pub reminded: Vec<String>,
    /// Files of minutes: digest, and what was found.
    pub minutes: Vec<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Whether papers, letters and minutes had been erased.
    pub erased: bool,
}

fn span(window: &Window) -> String {
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    format!(
        "{} {}-{}",
        window.date(),
        clock(window.from()),
        clock(window.to())
    )
}

fn told(minutes: &Minutes) -> String {
    let found = match minutes.outcome {
        None => "not looked at".to_owned(),
        Some(DocumentOutcome::Accepted { pages }) => format!("sound, {pages} pages"),
        Some(DocumentOutcome::Refused { reason }) => format!("refused, {}", word(&reason)),
    };
    format!("{} {found}", minutes.file.sha256)
}

impl Audited for Securing {
    const NAME: &'static str = "security_request";
    const SPOKEN: &'static [&'static str] = &[
        "activity", "format", "ground", "kind", "outcome", "reason", "reminder", "risk", "type", "urgency",
    ];
    type Facts = RequestFacts;

    fn facts(request: &SecurityRequest) -> Result<RequestFacts, Failure> {
        let terms = request.terms.as_ref();
        Ok(RequestFacts {
            stage: request.stage.as_str().to_owned(),
            court: request.court.as_ref().map(ToString::to_string),
            activity: terms.map(|terms| terms.activity.to_string()),
            time: terms.map(|terms| span(&terms.window)),
            revision: request.revision,
            answer_by: request.answer_by,
            overdue: request.escalated,
            proposal: request.proposal.as_ref().map(span),
            question: request.question.map(|question| question.to_string()),
            booked: request
                .booked
                .as_ref()
                .map(|booked| format!("{}, {} officers", booked.unit, booked.strength.get())),
            reminded: request.reminded.iter().map(ToString::to_string).collect(),
            minutes: request.minutes.iter().map(told).collect(),
            outcome: request.outcome.map(|outcome| outcome.to_string()),
            erased: request.erased,
        })
    }

    fn erasing() -> Option<Command> {
        Some(Command::Erase)
    }

    async fn papers(dossiers: &Table, id: CaseId) -> Result<Vec<Write>, Failure> {
        Ok(Papers::new(dossiers.clone()).erase(id).await?)
    }

    fn files(story: &Story<Self>) -> Vec<String> {
        files::folders(story.id).to_vec()
    }
}

impl Facts for RequestFacts {
    fn rows(&self) -> Vec<(&'static str, String)> {
        let yes = |fact: bool| if fact { "yes" } else { "" }.to_owned();
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            ("stage", self.stage.clone()),
            ("court", some(&self.court)),
            ("activity", some(&self.activity)),
            ("time", some(&self.time)),
            ("version", self.revision.to_string()),
            (
                "answer by",
                self.answer_by.map(|by| by.to_string()).unwrap_or_default(),
            ),
            ("overdue", yes(self.overdue)),
            ("proposal", some(&self.proposal)),
            ("question", some(&self.question)),
            ("booked", some(&self.booked)),
            ("reminded", self.reminded.join(", ")),
            ("minutes", self.minutes.join("; ")),
            ("outcome", some(&self.outcome)),
            ("erased", yes(self.erased)),
        ]
    }
}
