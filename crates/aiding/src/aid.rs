//! Everything that happens to referrals and programmes, each in one transaction.

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_aid::book::{Booking, Movement, Unbooked};
use tuntas_aid::criteria::Facts;
use tuntas_aid::paper::Person;
use tuntas_aid::programme::{self, Programme, Terms};
use tuntas_aid::referral::{self, Award, Command, Confirmation, Letter, booked, holds_the_guard};
use tuntas_aid::{PaymentReference, ProgrammeCode};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, OfficerCode};
use tuntas_domain::money::Rupiah;
use tuntas_journal::{Actor, Journal, JournalError, Numbers, Prepared, Ran, RunError, Step};
use tuntas_signatures::KeyRing;
use tuntas_tables::{Table, Write};
use uuid::Uuid;

use crate::books::{Cause, NotBooked};
use crate::once::Once;
use crate::payments::Payments;
use crate::{
    Aiding, Books, KeptBook, KeptError, Lists, NoteOf, Papers, ProgrammeStory, Programming, ReferralStory,
    Word,
};

/// The aid of all offices: what may be done to it, and reading it.
#[derive(Clone, Debug)]
pub struct Aid {
    /// Journals of referrals.
    pub journal: Journal<Aiding>,
    /// Journals of programmes.
    pub programmes: Journal<Programming>,
    /// What names people.
    pub papers: Papers,
    /// What desks have to do, and the programmes of offices.
    pub lists: Lists,
    /// The money of programmes.
    pub books: Books,
    pub(crate) payments: Payments,
    numbers: Numbers,
    once: Once,
}

/// Who speaks, and when.
#[derive(Debug, Clone)]
pub struct Says {
    /// Who.
    pub actor: Actor,
    /// Names the cause: it acts once, however often it comes.
    pub cause: CommandId,
    /// Now.
    pub at: Timestamp,
}

/// An officer of an aid office speaks.
#[derive(Debug, Clone)]
pub struct ByOfficer {
    /// Of which office. Nobody touches what is another office's.
    pub office: AidOfficeCode,
    /// Who.
    pub officer: OfficerCode,
    /// Names the cause: it acts once, however often it comes.
    pub cause: CommandId,
    /// Now.
    pub at: Timestamp,
    /// The day that is now, in the city's time.
    pub on: Date,
}

/// A party who consented, as an office is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Referred {
    /// Of which divorce.
    pub case: CaseId,
    /// Which party.
    pub role: Role,
    /// To which office.
    pub office: AidOfficeCode,
    /// For what.
    pub kind: AidKind,
    /// Until when it is to be assessed.
    pub assess_by: Date,
    /// Who it is: no more than the office needs.
    pub person: Person,
    /// What is known.
    pub facts: Facts,
    /// What must be true in the same transaction, such as that nobody may learn where the person lives since it was asked.
    pub provided: Vec<Write>,
}

/// Why a step could not be prepared. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Unready {
    /// It belongs to another office.
    #[error("it belongs to another office")]
    OtherOffice,
    /// There is no such programme.
    #[error("there is no such programme")]
    NoProgramme,
    /// Somebody who gets money needs a NIK, because nobody may be paid twice.
    #[error("who gets money needs a NIK")]
    NikMissing,
    /// The person gets money of this source for this purpose already.
    #[error("the person gets money of this source for this purpose already")]
    AlreadyAided,
    /// There is less money left than that.
    #[error("there is not enough money left in the budget")]
    Overspent {
        /// How much is left.
        left: Rupiah,
    },
    /// The journal and the books disagree, or are too large.
    #[error("it cannot be booked: {0}")]
    Unbooked(Unbooked),
    /// Something is kept in a wrong way.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// A programme or a number could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<NotBooked> for Unready {
    fn from(error: NotBooked) -> Self {
        match error {
            NotBooked::Unbooked(Unbooked::Overspent { left }) => Self::Overspent { left },
            NotBooked::Unbooked(unbooked) => Self::Unbooked(unbooked),
            NotBooked::Kept(error) => Self::Kept(error),
        }
    }
}

/// The name under which codes of programmes are turned into ids. It never changes.
const PROGRAMMES: Uuid = Uuid::from_u128(0x6a1f_0c4e_52d8_4b39_9f70_3d2b_8c5e_71a4);

/// The id of a programme's journal.
pub fn programme_id(code: &ProgrammeCode) -> CaseId {
    CaseId(Uuid::new_v5(&PROGRAMMES, code.as_str().as_bytes()))
}

impl Aid {
    /// Opens the tables `cases` and `dossiers`.
    pub fn new(cases: &Table, dossiers: &Table, keys: KeyRing) -> Self {
        Self {
            journal: Journal::of(cases.clone()),
            programmes: Journal::of(cases.clone()),
            papers: Papers::new(dossiers.clone()),
            lists: Lists::new(cases.clone()),
            books: Books::new(cases.clone()),
            payments: Payments::new(cases.clone()),
            numbers: Numbers::new(cases.clone()),
            once: Once::new(cases.clone(), keys),
        }
    }

    /// Refers a party who consented to an office. A consent that was taken back before is refused as
    /// [`referral::Refusal::Withdrawn`], and leaves nothing.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn refer(
        &self,
        id: CaseId,
        referred: Referred,
        says: &Says,
    ) -> Result<Ran<Aiding>, RunError<Unready, referral::Refusal>> {
        let step = Refers {
            aid: self,
            referred,
            says,
        };
        self.journal.run(id, says.at, &step).await
    }

    /// Takes a consent back: stops the referral, returns what is reserved and unpaid, and erases every paper.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn withdraw(
        &self,
        id: CaseId,
        says: &Says,
    ) -> Result<Ran<Aiding>, RunError<Unready, referral::Refusal>> {
        self.journal
            .run(id, says.at, &Withdraws { aid: self, says })
            .await
    }

    /// Does what an officer says.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn act(
        &self,
        id: CaseId,
        word: Word,
        by: &ByOfficer,
    ) -> Result<Ran<Aiding>, RunError<Unready, referral::Refusal>> {
        let step = Acts { aid: self, word, by };
        self.journal.run(id, by.at, &step).await
    }

    /// Records that the bank paid an order.
    pub(crate) async fn arrived(
        &self,
        story: ReferralStory,
        arrived: Arrived,
        by: &ByOfficer,
    ) -> Result<Ran<Aiding>, RunError<Unready, referral::Refusal>> {
        let step = Arrives {
            aid: self,
            arrived,
            by,
        };
        self.journal.run_from(story, by.at, &step).await
    }

    /// A programme with its journal.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn programme(&self, code: &ProgrammeCode) -> Result<ProgrammeStory, JournalError> {
        self.programmes.load(programme_id(code)).await
    }

    /// Publishes a programme of the officer's office.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn publish(
        &self,
        code: ProgrammeCode,
        terms: Terms,
        by: &ByOfficer,
    ) -> Result<Ran<Programming>, RunError<Unready, programme::Refusal>> {
        let wish = programme::Command::Publish {
            code: code.clone(),
            office: by.office.clone(),
            terms,
            officer: by.officer.clone(),
        };
        self.to_programme(&code, wish, by).await
    }

    /// Edits a programme: another version of it. A budget is lowered no further than what is left of it.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn edit(
        &self,
        code: &ProgrammeCode,
        version: u32,
        terms: Terms,
        by: &ByOfficer,
    ) -> Result<Ran<Programming>, RunError<Unready, programme::Refusal>> {
        let wish = programme::Command::Edit {
            version,
            terms,
            officer: by.officer.clone(),
        };
        self.to_programme(code, wish, by).await
    }

    /// Ends a programme.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn end(
        &self,
        code: &ProgrammeCode,
        by: &ByOfficer,
    ) -> Result<Ran<Programming>, RunError<Unready, programme::Refusal>> {
        let wish = programme::Command::End {
            officer: by.officer.clone(),
        };
        self.to_programme(code, wish, by).await
    }

    async fn to_programme(
        &self,
        code: &ProgrammeCode,
        wish: programme::Command,
        by: &ByOfficer,
    ) -> Result<Ran<Programming>, RunError<Unready, programme::Refusal>> {
        let step = Offers {
            aid: self,
            code,
            wish,
            by,
        };
        self.programmes.run(programme_id(code), by.at, &step).await
    }

    /// The book of an award.
    async fn book_of(&self, award: Option<&Award>) -> Result<Option<KeptBook>, KeptError> {
        match award {
            Some(award) => {
                let book = self.books.book(&award.programme.code, award.year).await?;
                Ok(Some(book))
            }
            None => Ok(None),
        }
    }

    /// A wish with everything that belongs to its transaction: what it books, the mark it takes or lets go, and what the
    /// caller adds. `book` was read before the wish was made up, so that whatever changes in between fails the transaction.
    async fn prepared(
        &self,
        story: &ReferralStory,
        command: Command,
        book: Option<&KeptBook>,
        at: Timestamp,
        mut with: Vec<Write>,
    ) -> Result<Prepared<Aiding>, Unready> {
        let Ok(events) = referral::decide(&story.case, command.clone()) else {
            // The journal says why.
            return Ok(Prepared::only(command));
        };
        let mut standing = story.case.clone();
        for (event, entry) in events.iter().zip(story.version().saturating_add(1)..) {
            if let (Some(booking), Some(book)) = (booked(&standing, event), book) {
                let cause = Cause {
                    at,
                    referral: Some(story.id),
                    entry,
                };
                with.extend(self.books.change(book, Some(&booking), cause)?);
            }
            standing = referral::evolve(standing, event);
        }
        match (holds_the_guard(&story.case), holds_the_guard(&standing)) {
            (false, true) => with.extend(self.held(story).await?),
            (true, false) => with.extend(self.once.release(story.id).await?),
            _ => {}
        }
        Ok(Prepared { command, with })
    }

    async fn held(&self, story: &ReferralStory) -> Result<Vec<Write>, Unready> {
        let person = self.papers.person(story.id).await?;
        let nik = person.and_then(|person| person.nik).ok_or(Unready::NikMissing)?;
        let Some(award) = &story.case.award else {
            return Ok(Vec::new());
        };
        let held = self.once.hold(story.id, &nik, award).await?;
        held.ok_or(Unready::AlreadyAided)
    }

    async fn letter(&self, series: &str, on: Date, with: &mut Vec<Write>) -> Result<Letter, JournalError> {
        let (number, taken) = self.numbers.next(series, on.year()).await?;
        with.push(taken);
        Ok(Letter {
            number,
            issued_on: on,
        })
    }

    async fn offered(&self, code: &ProgrammeCode) -> Result<Box<Programme>, Unready> {
        let story = self.programme(code).await?;
        if story.version() == 0 {
            return Err(Unready::NoProgramme);
        }
        Ok(Box::new(story.case))
    }
}

struct Refers<'a> {
    aid: &'a Aid,
    referred: Referred,
    says: &'a Says,
}

impl Step<Aiding> for Refers<'_> {
    type Error = Unready;

    fn command(&self, _: &ReferralStory) -> CommandId {
        self.says.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.says.actor.clone()
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        let Referred {
            case,
            role,
            office,
            kind,
            assess_by,
            person,
            facts,
            provided,
        } = &self.referred;
        let command = Command::Refer {
            case: *case,
            role: *role,
            office: office.clone(),
            kind: *kind,
            assess_by: *assess_by,
        };
        let mut with = vec![
            self.aid.papers.keep_person(story.id, person)?,
            self.aid.papers.keep_facts(story.id, facts)?,
        ];
        with.extend(provided.iter().cloned());
        Ok(Some(Prepared { command, with }))
    }
}

struct Withdraws<'a> {
    aid: &'a Aid,
    says: &'a Says,
}

impl Step<Aiding> for Withdraws<'_> {
    type Error = Unready;

    fn command(&self, _: &ReferralStory) -> CommandId {
        self.says.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.says.actor.clone()
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        let book = self.aid.book_of(story.case.award.as_ref()).await?;
        let erased = self.aid.papers.erase(story.id).await?;
        let prepared = self
            .aid
            .prepared(story, Command::Withdraw, book.as_ref(), self.says.at, erased)
            .await?;
        Ok(Some(prepared))
    }
}

/// What a bank's file says of an order.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    pub(crate) instalment: u16,
    pub(crate) reference: PaymentReference,
    pub(crate) paid_on: Date,
}

struct Arrives<'a> {
    aid: &'a Aid,
    arrived: Arrived,
    by: &'a ByOfficer,
}

impl Step<Aiding> for Arrives<'_> {
    type Error = Unready;

    /// The same order arrives once, whichever file tells of it.
    fn command(&self, _: &ReferralStory) -> CommandId {
        CommandId::new(format!("bank/{}", self.arrived.reference))
    }

    fn actor(&self) -> Actor {
        Actor::aid(self.by.officer.as_str())
    }

    async fn prepare(&self, story: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Unready> {
        let book = self.aid.book_of(story.case.award.as_ref()).await?;
        let command = Command::Confirm {
            instalment: self.arrived.instalment,
            reference: self.arrived.reference.clone(),
            paid_on: self.arrived.paid_on,
            by: Confirmation::Bank,
            on: self.by.on,
        };
        let prepared = self
            .aid
            .prepared(story, command, book.as_ref(), self.by.at, Vec::new())
            .await?;
        Ok(Some(prepared))
    }
}

struct Acts<'a> {
    aid: &'a Aid,
    word: Word,
    by: &'a ByOfficer,
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
        let prepared = self
            .aid
            .prepared(story, command, book.as_ref(), self.by.at, with)
            .await?;
        Ok(Some(prepared))
    }
}

impl Acts<'_> {
    async fn wish(&self, story: &ReferralStory, with: &mut Vec<Write>) -> Result<Command, Unready> {
        let (aid, on, officer) = (self.aid, self.by.on, self.by.officer.clone());
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
                let known = papers.facts(story.id).await?.unwrap_or_default();
                writes.push(papers.keep_facts(story.id, &known.with(facts))?);
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

struct Offers<'a> {
    aid: &'a Aid,
    code: &'a ProgrammeCode,
    wish: programme::Command,
    by: &'a ByOfficer,
}

impl Step<Programming> for Offers<'_> {
    type Error = Unready;

    fn command(&self, _: &ProgrammeStory) -> CommandId {
        self.by.cause.clone()
    }

    fn actor(&self) -> Actor {
        Actor::aid(self.by.officer.as_str())
    }

    async fn prepare(&self, story: &ProgrammeStory) -> Result<Option<Prepared<Programming>>, Unready> {
        let publishes = matches!(self.wish, programme::Command::Publish { .. });
        if !publishes
            && story
                .case
                .office
                .as_ref()
                .is_some_and(|office| *office != self.by.office)
        {
            return Err(Unready::OtherOffice);
        }
        let Ok(events) = programme::decide(&story.case, self.wish.clone()) else {
            // The journal says why.
            return Ok(Some(Prepared::only(self.wish.clone())));
        };
        let after = events.iter().fold(story.case.clone(), programme::evolve);
        let budget = |programme: &Programme| Some(programme.terms()?.funding.as_ref()?.budget);
        let mut with = Vec::new();
        if let Some(funding) = after.terms().and_then(|terms| terms.funding.as_ref()) {
            let (old, new) = (budget(&story.case).unwrap_or_default(), funding.budget);
            let book = self.aid.books.book(self.code, funding.year).await?;
            let cause = Cause {
                at: self.by.at,
                referral: None,
                entry: story.version().saturating_add(1),
            };
            // Also where the budget stays as it is, so that an approval under way notices that the programme has changed.
            with = self.aid.books.change(&book, moved(old, new).as_ref(), cause)?;
        }
        Ok(Some(Prepared {
            command: self.wish.clone(),
            with,
        }))
    }
}

/// What a change of a budget books.
fn moved(old: Rupiah, new: Rupiah) -> Option<Booking> {
    let (movement, amount) = match (new.minus(old), old.minus(new)) {
        (Some(more), _) if !more.is_zero() => (Movement::Grant, more),
        (_, Some(less)) if !less.is_zero() => (Movement::Reduce, less),
        _ => return None,
    };
    Some(Booking { movement, amount })
}
