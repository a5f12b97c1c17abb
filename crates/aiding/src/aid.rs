//! Everything that happens to referrals and programmes, each in one transaction.

use std::convert::Infallible;

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_aid::ProgrammeCode;
use tuntas_aid::book::Unbooked;
use tuntas_aid::criteria::Facts;
use tuntas_aid::paper::Person;
use tuntas_aid::programme::{self, Programme, Terms};
use tuntas_aid::referral::{self, Award, Command, Letter, booked, holds_the_guard};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, CommandId, OfficerCode};
use tuntas_domain::money::Rupiah;
use tuntas_domain::working_days::WorkingDays;
use tuntas_journal::{Actor, Journal, JournalError, Numbers, Prepared, Ran, RunError};
use tuntas_signatures::KeyRing;
use tuntas_tables::{Table, Write};
use uuid::Uuid;

use crate::books::{Cause, NotBooked};
use crate::once::Once;
use crate::payments::Payments;
use crate::steps::{Acts, Arrived, Arrives, Offers, Refers, Reverses, Withdraws};
use crate::{
    Aiding, Books, KeptBook, KeptError, Lists, Papers, ProgrammeStory, Programming, ReferralStory, Word,
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
    /// The days on which the city's offices work.
    pub days: WorkingDays,
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
    /// Something else happened since it was read.
    #[error("the referral has changed since it was read")]
    Changed,
    /// Somebody else takes that step.
    #[error("another officer works on the referral")]
    ClaimedByAnother,
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

    /// The id of the referral of a party to an office by a consent, as [`referral::id`] derives it, or, from
    /// [`referral::PROTECTIONS`] on, by a protection from violence: that one can be derived by the city alone.
    pub fn name(
        &self,
        case: CaseId,
        role: Role,
        office: &AidOfficeCode,
        kind: AidKind,
        consent: u32,
    ) -> CaseId {
        if consent < referral::PROTECTIONS {
            referral::id(case, role, office, kind, consent)
        } else {
            let which = format!("aid/{role}/{office}/{kind}/{consent}");
            CaseId(self.once.keys().protection(case.0, &which))
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

    /// Tells the office that the ruling was undone: nothing goes on until it says so. What has ended stays as it is, and is
    /// refused.
    ///
    /// # Errors
    /// Nothing was written.
    pub async fn reverse(
        &self,
        id: CaseId,
        on: Date,
        days: &WorkingDays,
        says: &Says,
    ) -> Result<Ran<Aiding>, RunError<Infallible, referral::Refusal>> {
        let step = Reverses { on, days, says };
        self.journal.run(id, says.at, &step).await
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
        let step = Acts {
            aid: self,
            word,
            by,
            read: None,
        };
        self.journal.run(id, by.at, &step).await
    }

    /// As [`Aid::act`], for a referral as it was read: a word that was held against it, such as an approval of the amount that
    /// was seen, is not said of another state. A look changes nothing and is recorded whatever happened since.
    ///
    /// # Errors
    /// Nothing was written; [`Unready::Changed`] where something else happened since it was read.
    pub async fn act_on(
        &self,
        story: ReferralStory,
        word: Word,
        by: &ByOfficer,
    ) -> Result<Ran<Aiding>, RunError<Unready, referral::Refusal>> {
        let read = (!matches!(word, Word::View)).then(|| story.case.clone());
        let step = Acts {
            aid: self,
            word,
            by,
            read,
        };
        self.journal.run_from(story, by.at, &step).await
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
    pub(crate) async fn book_of(&self, award: Option<&Award>) -> Result<Option<KeptBook>, KeptError> {
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
    pub(crate) async fn prepared(
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

    pub(crate) async fn letter(
        &self,
        series: &str,
        on: Date,
        with: &mut Vec<Write>,
    ) -> Result<Letter, JournalError> {
        let (number, taken) = self.numbers.next(series, on.year()).await?;
        with.push(taken);
        Ok(Letter {
            number,
            issued_on: on,
        })
    }

    pub(crate) async fn offered(&self, code: &ProgrammeCode) -> Result<Box<Programme>, Unready> {
        let story = self.programme(code).await?;
        if story.version() == 0 {
            return Err(Unready::NoProgramme);
        }
        Ok(Box::new(story.case))
    }
}
