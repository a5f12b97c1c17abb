//! Whom a letter to another registry is about, as the register knows them.

use jiff::civil::Date;
use tuntas_domain::case::Event;
use tuntas_domain::decree::Party;
use tuntas_domain::household::{Departure, Household};
use tuntas_domain::identity::{CityCode, KkNumber, Nik};
use tuntas_domain::people::{MaritalStatus, Person};
use tuntas_domain::plan::HouseholdRef;
use tuntas_journal::Story;

use crate::change::Matter;
use crate::{CardRender, Failure};

/// The party of a letter.
pub(crate) enum Resident {
    /// Moves out of the city.
    Leaves(Box<Leaving>),
    /// Lives in another city or regency already.
    Elsewhere {
        region: CityCode,
        /// Their record, where they left this city once and the court means the same person.
        record: Option<Box<Person>>,
    },
}

/// A move out of the city.
pub(crate) struct Leaving {
    /// The party's own.
    pub(crate) departure: Departure,
    /// The card they left, as it was before.
    pub(crate) origin: Household,
    /// Day on which the register recorded the move.
    pub(crate) recorded_on: Date,
    /// The status that the letter tells: as they left, or, if the divorce is undone, as it was before the case; married,
    /// where the register had lost the marriage.
    pub(crate) status: MaritalStatus,
    /// Who goes along, each with the number of the card they left.
    pub(crate) along: Vec<(Departure, KkNumber)>,
}

impl Resident {
    /// Their record, where the register has one.
    pub(crate) fn person(&self) -> Option<&Person> {
        match self {
            Self::Leaves(leaving) => Some(&leaving.departure.member.person),
            Self::Elsewhere { record, .. } => record.as_deref(),
        }
    }
}

impl CardRender {
    /// A party who lives elsewhere already.
    pub(crate) async fn elsewhere(&self, party: &Party, region: &CityCode) -> Result<Resident, Failure> {
        let departed = match &party.nik {
            Some(nik) => self.register.departed(nik).await?,
            None => None,
        };
        // Nobody has compared the records of who is not here, and a wrong digit is somebody else's record.
        let same =
            |person: &Person| person.name.matches(&party.name) && person.birth_date == party.birth_date;
        Ok(Resident::Elsewhere {
            region: region.clone(),
            record: departed.filter(same).map(Box::new),
        })
    }

    /// A party who moves away. The departure is looked for in everything the case has written until an entry: a
    /// correction tells of it again.
    pub(crate) async fn leaver(
        &self,
        story: &Story,
        party: &Party,
        matter: Matter,
        until: u32,
    ) -> Result<Resident, Failure> {
        let nik = party.nik.as_ref().ok_or(Failure::Missing("departure"))?;
        let leaving = self.leaving(story, nik, matter, until).await?;
        Ok(Resident::Leaves(Box::new(leaving)))
    }

    async fn leaving(
        &self,
        story: &Story,
        nik: &Nik,
        matter: Matter,
        until: u32,
    ) -> Result<Leaving, Failure> {
        let changes = changes(story, until);
        for households in changes.iter().rev() {
            let mut own = None;
            let mut along = Vec::new();
            for reference in households {
                let card = self.version(*reference).await?;
                for departure in &card.departed {
                    if departure.with != *nik {
                        continue;
                    }
                    if departure.member.person.nik == *nik {
                        own = Some((departure.clone(), *reference, card.issued_on));
                    } else {
                        along.push((departure.clone(), card.number.clone()));
                    }
                }
            }
            if let Some((departure, left, recorded_on)) = own {
                let status = match matter {
                    Matter::Divorce | Matter::Correction => departure.member.person.marital_status,
                    Matter::Reversal(_) => self
                        .status_before(&changes, nik)
                        .await?
                        .filter(|status| status.is_married())
                        .unwrap_or(MaritalStatus::Married),
                };
                return Ok(Leaving {
                    departure,
                    recorded_on,
                    origin: self.version(earlier(left)?).await?,
                    status,
                    along,
                });
            }
        }
        Err(Failure::Missing("departure"))
    }

    /// Somebody's status before the case first changed anything of their card.
    async fn status_before(
        &self,
        changes: &[Vec<HouseholdRef>],
        nik: &Nik,
    ) -> Result<Option<MaritalStatus>, Failure> {
        let mut seen = Vec::new();
        for reference in changes.concat() {
            if seen.contains(&reference.id) {
                continue;
            }
            seen.push(reference.id);
            if reference.version > 1
                && let Some(member) = self.version(earlier(reference)?).await?.member(nik)
            {
                return Ok(Some(member.person.marital_status));
            }
        }
        Ok(None)
    }

    /// A household version that was written.
    pub(crate) async fn version(&self, at: HouseholdRef) -> Result<Household, Failure> {
        let found = self.register.version(at.id, at.version).await?;
        found.ok_or(Failure::Missing("household version"))
    }
}

fn earlier(at: HouseholdRef) -> Result<HouseholdRef, Failure> {
    let version = at.version.checked_sub(1).filter(|version| *version > 0);
    let version = version.ok_or(Failure::Missing("household version"))?;
    Ok(HouseholdRef { id: at.id, version })
}

/// The household versions that each change of a case wrote until an entry, oldest first.
fn changes(story: &Story, until: u32) -> Vec<Vec<HouseholdRef>> {
    let told = story.entries.iter().filter(|entry| entry.seq <= until);
    told.filter_map(|entry| match &entry.event {
        Event::RegisterUpdated { households, .. } | Event::RegisterAmended { households, .. } => {
            Some(households.clone())
        }
        _ => None,
    })
    .collect()
}
