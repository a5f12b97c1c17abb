//! What an office offers. An edit is another version; decisions keep the one they were made under.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{AidKind, AidOfficeCode, OfficerCode};
use tuntas_domain::money::Rupiah;
use tuntas_domain::people::Text;

use crate::criteria::Criteria;
use crate::{FundingSource, ProgrammeCode, Purpose};

/// Documents that a programme asks for, at most.
pub const MOST_DOCUMENTS: usize = 20;

/// What one person may get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Exactly that.
    Fixed(Rupiah),
    /// That at most.
    Ceiling(Rupiah),
}

impl Amount {
    /// Whether an award of that much keeps to it.
    pub fn allows(self, award: Rupiah) -> bool {
        !award.is_zero()
            && match self {
                Self::Fixed(amount) => award == amount,
                Self::Ceiling(most) => award <= most,
            }
    }

    /// The most that one person may get.
    pub fn most(self) -> Rupiah {
        match self {
            Self::Fixed(amount) | Self::Ceiling(amount) => amount,
        }
    }
}

/// The money of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Where it comes from.
    pub source: FundingSource,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose budget it is.
    pub year: i16,
    /// All of it.
    pub budget: Rupiah,
    /// What one person may get.
    pub amount: Amount,
}

/// One version of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Its name, as citizens read it.
    pub name: Text<120>,
    /// Mentoring or capital.
    pub kind: AidKind,
    /// Its money; exactly programmes of capital have some.
    pub funding: Option<Funding>,
    /// Who is meant.
    pub criteria: Criteria,
    /// Documents that a person brings.
    pub documents: Vec<Text<120>>,
    /// First day on which somebody may be proposed.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
}

/// A programme as its events leave it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    /// Its code; `None` if there is none.
    pub code: Option<ProgrammeCode>,
    /// Whose it is.
    pub office: Option<AidOfficeCode>,
    /// All versions, the first one first.
    pub versions: Vec<Terms>,
    /// Whether it was ended.
    pub ended: bool,
}

impl Programme {
    /// Number of the present version, from 1; 0 if there is none.
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    /// The present version.
    pub fn terms(&self) -> Option<&Terms> {
        self.versions.last()
    }

    /// A version by its number.
    pub fn at(&self, version: u32) -> Option<&Terms> {
        let index = usize::try_from(version).ok()?.checked_sub(1)?;
        self.versions.get(index)
    }

    /// Whether somebody may be proposed on a day.
    pub fn is_open(&self, day: Date) -> bool {
        let within = |terms: &Terms| (terms.opens..=terms.closes).contains(&day);
        !self.ended && self.terms().is_some_and(within)
    }
}

/// A wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Publish a programme.
    Publish {
        /// Its code.
        code: ProgrammeCode,
        /// Whose it is.
        office: AidOfficeCode,
        /// What it is.
        terms: Terms,
        /// Who.
        officer: OfficerCode,
    },
    /// Edit it.
    Edit {
        /// The version that was edited, so that nobody's edit is lost.
        version: u32,
        /// What it is now.
        terms: Terms,
        /// Who.
        officer: OfficerCode,
    },
    /// End it: nobody is proposed any more. What was decided goes on.
    End {
        /// Who.
        officer: OfficerCode,
    },
}

tuntas_domain::events! {
    /// It was published.
    ProgrammePublished {
        /// Its code.
        code: ProgrammeCode,
        /// Whose it is.
        office: AidOfficeCode,
        /// What it is.
        terms: Terms,
        /// Who did it.
        officer: OfficerCode,
    },
    /// It has another version.
    ProgrammeEdited {
        /// What it is now.
        terms: Terms,
        /// Who did it.
        officer: OfficerCode,
    },
    /// It was ended.
    ProgrammeEnded {
        /// Who did it.
        officer: OfficerCode,
    },
}

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// There is no such programme.
    #[error("there is no such programme")]
    NoProgramme,
    /// The code is taken.
    #[error("there is a programme of this code already")]
    CodeTaken,
    /// It was ended.
    #[error("the programme was ended")]
    ProgrammeEnded,
    /// Somebody else edited it meanwhile.
    #[error("the programme was edited meanwhile")]
    VersionPassed,
    /// Nothing was changed.
    #[error("the new version says what the present one says")]
    NothingChanged,
    /// Kind, source, purpose and year are those that money was booked under.
    #[error("kind, funding source, purpose and year of a programme never change")]
    Fixed,
    /// Capital without money, or mentoring with money.
    #[error("exactly a programme of capital has funding")]
    FundingKind,
    /// A budget or an amount of nothing.
    #[error("budget and amount are more than nothing")]
    NoMoney,
    /// One person may get more than there is.
    #[error("the amount for one person is more than the budget")]
    AmountAboveBudget,
    /// It closes before it opens.
    #[error("a programme closes on the day it opens or later")]
    ClosesBeforeOpening,
    /// It is open outside the year of its budget.
    #[error("a programme with a budget is open within the year of that budget")]
    OutsideYear,
    /// Too many documents.
    #[error("a programme asks for {MOST_DOCUMENTS} documents at most")]
    TooManyDocuments,
}

impl Refusal {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::NoProgramme,
        Self::CodeTaken,
        Self::ProgrammeEnded,
        Self::VersionPassed,
        Self::NothingChanged,
        Self::Fixed,
        Self::FundingKind,
        Self::NoMoney,
        Self::AmountAboveBudget,
        Self::ClosesBeforeOpening,
        Self::OutsideYear,
        Self::TooManyDocuments,
    ];
}

fn sound(terms: &Terms) -> Result<(), Refusal> {
    if (terms.kind == AidKind::Capital) != terms.funding.is_some() {
        return Err(Refusal::FundingKind);
    }
    if terms.closes < terms.opens {
        return Err(Refusal::ClosesBeforeOpening);
    }
    if terms.documents.len() > MOST_DOCUMENTS {
        return Err(Refusal::TooManyDocuments);
    }
    let Some(funding) = &terms.funding else {
        return Ok(());
    };
    if funding.budget.is_zero() || funding.amount.most().is_zero() {
        return Err(Refusal::NoMoney);
    }
    if funding.amount.most() > funding.budget {
        return Err(Refusal::AmountAboveBudget);
    }
    if terms.opens.year() != funding.year || terms.closes.year() != funding.year {
        return Err(Refusal::OutsideYear);
    }
    Ok(())
}

/// What money is booked under.
fn fixed(terms: &Terms) -> (AidKind, Option<(&FundingSource, &Purpose, i16)>) {
    let funding = terms.funding.as_ref();
    let booked = funding.map(|funding| (&funding.source, &funding.purpose, funding.year));
    (terms.kind, booked)
}

/// The events a wish leads to. Whether the budget can be lowered, [`crate::book`] says.
///
/// # Errors
/// [`Refusal`].
pub fn decide(programme: &Programme, command: Command) -> Result<Vec<Event>, Refusal> {
    if let Command::Publish {
        code,
        office,
        terms,
        officer,
    } = command
    {
        if programme.code.is_some() {
            return Err(Refusal::CodeTaken);
        }
        sound(&terms)?;
        return Ok(vec![Event::ProgrammePublished {
            code,
            office,
            terms,
            officer,
        }]);
    }
    let present = programme.terms().ok_or(Refusal::NoProgramme)?;
    if programme.ended {
        return Err(Refusal::ProgrammeEnded);
    }
    match command {
        Command::Publish { .. } => Err(Refusal::CodeTaken),
        Command::Edit {
            version,
            terms,
            officer,
        } => {
            if version != programme.version() {
                return Err(Refusal::VersionPassed);
            }
            if terms == *present {
                return Err(Refusal::NothingChanged);
            }
            if fixed(&terms) != fixed(present) {
                return Err(Refusal::Fixed);
            }
            sound(&terms)?;
            Ok(vec![Event::ProgrammeEdited { terms, officer }])
        }
        Command::End { officer } => Ok(vec![Event::ProgrammeEnded { officer }]),
    }
}

/// The programme after an event.
pub fn evolve(mut programme: Programme, event: &Event) -> Programme {
    match event {
        Event::ProgrammePublished {
            code, office, terms, ..
        } => {
            programme.code = Some(code.clone());
            programme.office = Some(office.clone());
            programme.versions.push(terms.clone());
        }
        Event::ProgrammeEdited { terms, .. } => programme.versions.push(terms.clone()),
        Event::ProgrammeEnded { .. } => programme.ended = true,
    }
    programme
}
