//! One word of a court or of the police, as a step of the request's journal.

use jiff::Timestamp;
use tracing::warn;
use tuntas_contract::security::{Accepted, Asked, Reported};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::{CommandId, CourtCode, LetterNumber, OfficerCode};
use tuntas_dossier::{DossierError, LetterOf, LetterRecord};
use tuntas_journal::{Actor, JournalError, Prepared, RunError, Step};
use tuntas_platform::http::HttpError;
use tuntas_securing::{KeptError, Request, Securing};
use tuntas_security::{
    Booking, CancelGround, Command, DeclineReason, HoldReason, Letter, LetterKind, MinutesFile, Refusal,
    ReportPaper, Window,
};
use tuntas_tables::Write;

use crate::SecurityDesk;
use crate::letters;
use crate::minutes::OPEN_FOR;

/// What is said.
#[derive(Clone)]
pub(crate) enum Word {
    Ask(CourtCode, Box<Asked>),
    Change(Box<Asked>),
    Cancel(CancelGround),
    AnswerProposal(bool),
    Accept(Box<Accepted>),
    Propose(Window),
    Question(HoldReason),
    Decline(DeclineReason),
    Announce(MinutesFile),
    Report(Reported),
    View,
    TakeMinutes,
}

/// Who says it.
pub(crate) enum Speaker {
    /// A client of a court, with the SHA-256 of the signed body and the names it takes.
    Court {
        client: String,
        evidence: String,
        names: Vec<Write>,
    },
    /// A client of a court that only looks.
    Reader { client: String },
    /// An officer of the police.
    Police(OfficerCode),
}

/// A word on its way into the journal.
pub(crate) struct Saying<'a> {
    pub(crate) desk: &'a SecurityDesk,
    pub(crate) cause: CommandId,
    pub(crate) speaker: Speaker,
    pub(crate) word: Word,
    pub(crate) at: Timestamp,
}

/// Why a word could not be said.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unsaid {
    /// The unit cannot be sent.
    #[error("the unit cannot be sent")]
    Clash,
    /// The city does not know who writes the letter, or who is to be sent.
    #[error("the city's configuration lacks {0}")]
    Configuration(&'static str),
    /// Something is kept in a wrong way.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// The next number could not be read.
    #[error(transparent)]
    Numbers(#[from] JournalError),
    /// The letter could not be made verifiable.
    #[error(transparent)]
    Dossier(#[from] DossierError),
}

impl SecurityDesk {
    /// Says a word, and has its letter typeset.
    pub(crate) async fn say(&self, story: Request, saying: Saying<'_>) -> Result<Request, HttpError> {
        let ran = match self.journal.run_from(story, saying.at, &saying).await {
            Ok(ran) => ran,
            Err(RunError::Refused(refusal)) => return Err(Problem::from(refusal).into()),
            Err(RunError::Prepare(Unsaid::Clash)) => return Err(Problem::new(ProblemCode::UnitClash).into()),
            Err(RunError::Prepare(unsaid)) => return Err(unsaid.into()),
            Err(RunError::Contended(_)) => return Err(Problem::new(ProblemCode::Conflict).into()),
            Err(RunError::Journal(error)) => return Err(error.into()),
        };
        let written = ran.events.iter().any(|event| event.letter().is_some());
        if written && let Err(error) = self.typeset(&ran.story, ran.story.version()).await {
            // It is typeset when somebody asks for it.
            warn!(request = %ran.story.id, %error, "a letter could not be typeset yet");
        }
        Ok(ran.story)
    }
}

impl Step<Securing> for Saying<'_> {
    type Error = Unsaid;

    fn command(&self, _: &Request) -> CommandId {
        self.cause.clone()
    }

    fn actor(&self) -> Actor {
        match &self.speaker {
            Speaker::Court { client, .. } | Speaker::Reader { client } => Actor::client(client),
            Speaker::Police(officer) => Actor::police(officer.as_str()),
        }
    }

    async fn prepare(&self, story: &Request) -> Result<Option<Prepared<Securing>>, Unsaid> {
        let mut with = Vec::new();
        let command = match &self.speaker {
            Speaker::Court { evidence, names, .. } => {
                with.extend(names.iter().cloned());
                self.court(story, evidence, &mut with).await?
            }
            Speaker::Reader { .. } => matches!(self.word, Word::TakeMinutes).then_some(Command::TakeMinutes),
            Speaker::Police(officer) => self.police(story, officer, &mut with).await?,
        };
        Ok(command.map(|command| Prepared { command, with }))
    }
}

impl Saying<'_> {
    async fn court(
        &self,
        story: &Request,
        evidence: &str,
        with: &mut Vec<Write>,
    ) -> Result<Option<Command>, Unsaid> {
        let (desk, at, evidence) = (self.desk, self.at, evidence.to_owned());
        Ok(Some(match &self.word {
            Word::Ask(court, asked) => {
                with.push(desk.papers.keep(story.id, 1, &asked.paper)?);
                Command::Request {
                    letter: self
                        .letter(story, court.as_str(), LetterKind::Request, with)
                        .await?,
                    court: court.clone(),
                    terms: asked.terms.clone(),
                    evidence,
                    answer_by: desk.answer_by(at),
                    at,
                }
            }
            Word::Change(asked) => {
                let revision = story.case.revision.saturating_add(1);
                with.push(desk.papers.keep(story.id, revision, &asked.paper)?);
                self.release(story, with).await?;
                Command::Change {
                    letter: self.own_letter(story, with).await?,
                    terms: asked.terms.clone(),
                    evidence,
                    answer_by: desk.answer_by(at),
                    at,
                }
            }
            Word::Cancel(ground) => {
                self.release(story, with).await?;
                Command::Cancel {
                    ground: *ground,
                    letter: self.own_letter(story, with).await?,
                    evidence,
                }
            }
            Word::AnswerProposal(agreed) => Command::AnswerProposal {
                agreed: *agreed,
                evidence,
                answer_by: desk.answer_by(at),
            },
            Word::Accept(_)
            | Word::Propose(_)
            | Word::Question(_)
            | Word::Decline(_)
            | Word::Announce(_)
            | Word::Report(_)
            | Word::View
            | Word::TakeMinutes => return Ok(None),
        }))
    }

    async fn police(
        &self,
        story: &Request,
        officer: &OfficerCode,
        with: &mut Vec<Write>,
    ) -> Result<Option<Command>, Unsaid> {
        let (desk, at, officer) = (self.desk, self.at, officer.clone());
        let entry = story.version().saturating_add(1);
        Ok(Some(match &self.word {
            Word::Accept(accepted) => {
                if let Some(refusal) = refused(story, accepted, &officer, at) {
                    return Ok(Some(refusal));
                }
                self.book(story, accepted, with).await?;
                with.push(desk.papers.keep_answer(story.id, entry, &accepted.answer)?);
                Command::Accept {
                    unit: accepted.unit.clone(),
                    strength: accepted.strength,
                    letter: self.reply(story, with).await?,
                    officer,
                    at,
                }
            }
            Word::Propose(window) => Command::Propose {
                window: *window,
                letter: self.reply(story, with).await?,
                officer,
                at,
            },
            Word::Question(reason) => Command::Question {
                reason: *reason,
                officer,
            },
            Word::Decline(reason) => {
                self.release(story, with).await?;
                Command::Decline {
                    reason: *reason,
                    letter: self.reply(story, with).await?,
                    officer,
                }
            }
            Word::Announce(file) => Command::AnnounceMinutes {
                upload: story.id.upload(&format!("minutes/{entry}")),
                file: file.clone(),
                until: at + OPEN_FOR,
                officer,
                at,
            },
            Word::Report(reported) => {
                let report = ReportPaper {
                    note: reported.note.clone(),
                };
                with.push(desk.papers.keep_report(story.id, entry, &report)?);
                let police = &desk.city.security.police.code;
                Command::Report {
                    outcome: reported.outcome,
                    minutes: reported.minutes.clone(),
                    letter: self.letter(story, police, LetterKind::Report, with).await?,
                    officer,
                    at,
                }
            }
            Word::View => Command::View { officer },
            Word::Ask(..)
            | Word::Change(_)
            | Word::Cancel(_)
            | Word::AnswerProposal(_)
            | Word::TakeMinutes => return Ok(None),
        }))
    }

    /// Promises the unit, if nothing speaks against it.
    async fn book(&self, story: &Request, accepted: &Accepted, with: &mut Vec<Write>) -> Result<(), Unsaid> {
        let Some(terms) = &story.case.terms else {
            return Ok(());
        };
        let unit = self
            .desk
            .city
            .security
            .police
            .unit(accepted.unit.as_str())
            .ok_or(Unsaid::Configuration("the unit"))?;
        let kept = self.desk.units.day(&unit.code, terms.window.date()).await?;
        let wanted = Booking {
            request: story.id.0,
            window: terms.window,
            kelurahan: terms.kelurahan.clone(),
            strength: accepted.strength,
        };
        let day = kept.day.book(unit, wanted).map_err(|_| Unsaid::Clash)?;
        with.push(self.desk.units.change(&kept, &day)?);
        Ok(())
    }

    /// Gives back what was promised.
    async fn release(&self, story: &Request, with: &mut Vec<Write>) -> Result<(), Unsaid> {
        if let (Some(booked), Some(terms)) = (&story.case.booked, &story.case.terms) {
            let kept = self.desk.units.day(&booked.unit, terms.window.date()).await?;
            let day = kept.day.without(story.id.0);
            with.push(self.desk.units.change(&kept, &day)?);
        }
        Ok(())
    }

    async fn own_letter(&self, story: &Request, with: &mut Vec<Write>) -> Result<Letter, Unsaid> {
        let court = story.case.court.as_ref();
        let court = court.map_or("", CourtCode::as_str);
        self.letter(story, court, LetterKind::Request, with).await
    }

    async fn reply(&self, story: &Request, with: &mut Vec<Write>) -> Result<Letter, Unsaid> {
        let police = &self.desk.city.security.police.code;
        self.letter(story, police, LetterKind::Reply, with).await
    }

    /// Takes the next number of the office, and makes the letter verifiable in the place of those it replaces.
    async fn letter(
        &self,
        story: &Request,
        office: &str,
        kind: LetterKind,
        with: &mut Vec<Write>,
    ) -> Result<Letter, Unsaid> {
        let desk = self.desk;
        let issued_on = desk.day(self.at);
        // One series for all kinds: no two letters of an office may bear the same number.
        let (number, taken) = desk.numbers.next(office, issued_on.year()).await?;
        let letter = Letter {
            kind,
            number,
            issued_on,
        };
        let writer = desk
            .writer(office)
            .ok_or(Unsaid::Configuration("the writer of the letter"))?;
        let record = LetterRecord {
            number: writer.letter_form.write(number, issued_on),
            issued_on,
            of: LetterOf::Security,
        };
        let entry = story.version().saturating_add(1);
        with.push(taken);
        with.push(
            desk.dossiers
                .issue_letter(letters::document(story.id, entry), &record)?,
        );
        for replaced in letters::replaced_by(story, kind) {
            with.push(
                desk.dossiers
                    .replace_letter(letters::document(story.id, replaced)),
            );
        }
        Ok(letter)
    }
}

/// An acceptance that the rules refuse whoever is sent: it is asked of them before a unit is looked at, so that a request
/// which waits for nobody is not told to clash.
fn refused(story: &Request, accepted: &Accepted, officer: &OfficerCode, at: Timestamp) -> Option<Command> {
    let letter = Letter {
        kind: LetterKind::Reply,
        number: LetterNumber(0),
        issued_on: jiff::civil::Date::default(),
    };
    let command = Command::Accept {
        unit: accepted.unit.clone(),
        strength: accepted.strength,
        officer: officer.clone(),
        letter,
        at,
    };
    let refused: Result<_, Refusal> = tuntas_security::decide(&story.case, command.clone());
    refused.is_err().then_some(command)
}
