//! An officer says a word.

use jiff::Timestamp;
use tuntas_aid::PaymentReference;
use tuntas_aid::referral::{self, Command, Confirmation};
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Prepared, Step};
use tuntas_tables::Write;

use crate::{Aid, Aiding, ByOfficer, KeptError, NoteOf, ReferralStory, Unready, Word};

pub(crate) struct Acts<'a> {
    pub(crate) aid: &'a Aid,
    pub(crate) word: Word,
    pub(crate) by: &'a ByOfficer,
    /// The referral that the word was held against, if it was.
    pub(crate) read: Option<referral::Referral>,
}

impl Step<Aiding> for Acts<'_> {
    type Error = Unready;

    fn command(&self, _: &ReferralStory) -> CommandId {
        self.by.cause.clone()
    }

    fn actor(&self) -> Actor {
        Actor::aid(self.by.officer.as_str())
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        if self.read.as_ref().is_some_and(|read| *read != story.case) {
            return Err(Unready::Changed);
        }
        match &story.case.office {
            Some(office) if *office == self.by.office => {}
            Some(_) => return Err(Unready::OtherOffice),
            // Nobody was referred: the rules refuse to show what is not there.
            None => {
                let officer = self.by.officer.clone();
                return Ok(Some(Prepared::only(Command::View { officer })));
            }
        }
        // Before the programme: an edit in between changes the book, too.
        let book = self.aid.book_of(story.case.award.as_ref()).await?;
        let mut with = self.papers(story).await?;
        let command = self.wish(story, &mut with).await?;
        // Who did not claim it need not; but nobody does the work that somebody else has claimed.
        let claimed = referral::claimed_by_another(&story.case, &self.by.officer, self.by.at);
        if claimed && referral::is_claimed(&command) {
            return Err(Unready::ClaimedByAnother);
        }
        let prepared = self
            .aid
            .prepared(story, command, book.as_ref(), self.by.at, with)
            .await?;
        Ok(Some(prepared))
    }
}

impl Acts<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm for each word")]
    async fn wish(&self, story: &ReferralStory, with: &mut Vec<Write>) -> Result<Command, Unready> {
        let (aid, on, officer) = (self.aid, self.by.on, self.by.officer.clone());
        let days = &self.by.days;
        let letters = self.by.office.as_str();
        let reference = |instalment: u16| {
            let found = story.case.instalment(instalment);
            let found = found.and_then(referral::Instalment::reference).cloned();
            // One that was never given out is refused as not ordered.
            found.unwrap_or_else(|| PaymentReference::of(story.id, 0))
        };
        Ok(match &self.word {
            Word::Assess {
                recommends,
                decide_by,
                ..
            } => Command::Assess {
                officer,
                recommends: *recommends,
                decide_by: *decide_by,
            },
            Word::Decline { reason, .. } => Command::Decline {
                reason: *reason,
                officer,
                letter: aid.letter(letters, on, with).await?,
            },
            Word::Grant { programme } => Command::Grant {
                programme: match programme {
                    Some(code) => Some(aid.offered(code).await?),
                    None => None,
                },
                officer,
                letter: aid.letter(letters, on, with).await?,
                plan_by: days.after(on, referral::PLAN_DAYS),
            },
            Word::Propose {
                programme,
                amount,
                instalments,
            } => Command::Propose {
                programme: aid.offered(programme).await?,
                amount: *amount,
                instalments: instalments.clone(),
                officer,
                on,
            },
            Word::ReturnProposal { .. } => Command::ReturnProposal { officer },
            Word::Approve => Command::Approve {
                programme: match &story.case.award {
                    Some(award) => aid.offered(&award.programme.code).await?,
                    None => Box::default(),
                },
                officer,
                letter: aid.letter(letters, on, with).await?,
                plan_by: days.after(on, referral::PLAN_DAYS),
            },
            Word::Plan { mentor, sessions } => Command::Plan {
                mentor: mentor.clone(),
                sessions: sessions.clone(),
                on,
            },
            Word::RecordSession {
                session,
                held_on,
                attendance,
                ..
            } => Command::RecordSession {
                session: *session,
                held_on: *held_on,
                attendance: *attendance,
                officer,
                on,
            },
            Word::Order { instalment } => Command::Order {
                instalment: *instalment,
                reference: PaymentReference::of(story.id, story.case.orders.saturating_add(1)),
                receipt: aid.letter(&format!("{letters}/kuitansi"), on, with).await?,
                confirm_by: days.after(on, referral::CONFIRM_DAYS),
                officer,
            },
            Word::Confirm { instalment, paid_on } => Command::Confirm {
                instalment: *instalment,
                reference: reference(*instalment),
                paid_on: *paid_on,
                by: Confirmation::Receipt,
                on,
            },
            Word::Returned { instalment } => Command::Returned {
                instalment: *instalment,
                reference: reference(*instalment),
                on,
                officer,
            },
            Word::CancelInstalment { instalment, reason } => Command::CancelInstalment {
                instalment: *instalment,
                reason: *reason,
                officer,
            },
            Word::CheckBusiness { check_in, state, .. } => Command::CheckBusiness {
                check_in: *check_in,
                state: *state,
                on,
                officer,
            },
            Word::Stop { reason, .. } => Command::Stop {
                reason: *reason,
                officer,
            },
            Word::Close { outcome } => Command::Close {
                outcome: *outcome,
                officer,
            },
            Word::Pause { reason, until } => Command::Pause {
                reason: *reason,
                until: *until,
                officer,
                on,
            },
            Word::Resume => Command::Resume {
                officer,
                on,
                by: referral::resumed(&story.case, on, days),
            },
            Word::Continue => Command::Continue {
                officer,
                on,
                by: referral::resumed(&story.case, on, days),
            },
            Word::Claim { desks } => Command::Claim {
                officer,
                desks: desks.clone(),
                now: self.by.at,
                until: self
                    .by
                    .at
                    .saturating_add(referral::CLAIM)
                    .unwrap_or(Timestamp::MAX),
            },
            Word::Release => Command::Release { officer },
            Word::View => Command::View { officer },
        })
    }

    /// What the word says beside the journal.
    async fn papers(&self, story: &ReferralStory) -> Result<Vec<Write>, KeptError> {
        let papers = &self.aid.papers;
        let mut writes = Vec::new();
        let note = match &self.word {
            Word::Assess {
                facts, note, account, ..
            } => {
                let read = papers.facts(story.id).await?;
                let known = read.clone().unwrap_or_default().with(facts);
                writes.push(papers.change_facts(story.id, read.as_ref(), &known)?);
                if let Some(account) = account {
                    writes.push(papers.keep_account(story.id, account)?);
                }
                note.as_ref().map(|note| (NoteOf::Assessment, note))
            }
            Word::Decline { note, .. } | Word::ReturnProposal { note } => {
                note.as_ref().map(|note| (NoteOf::Decision, note))
            }
            Word::RecordSession { session, note, .. } => {
                note.as_ref().map(|note| (NoteOf::Session(*session), note))
            }
            Word::CheckBusiness { check_in, note, .. } => {
                note.as_ref().map(|note| (NoteOf::CheckIn(*check_in), note))
            }
            Word::Stop { note, .. } => note.as_ref().map(|note| (NoteOf::Stop, note)),
            _ => None,
        };
        if let Some((of, note)) = note {
            writes.push(papers.keep_note(story.id, of, note)?);
        }
        Ok(writes)
    }
}
