//! Households as planned, still without their new numbers.

use jiff::civil::Date;

use super::{Flag, Hold, HouseholdRef, Outcome};
use crate::decree::Parties;
use crate::household::{
    Address, Cause, Departure, Household, HouseholdState, Member, check as check_household,
};
use crate::identity::{CaseId, CityCode, HouseholdId, KecamatanCode, KkNumber, Nik, PersonId};

/// The whole change that one ruling makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Every household that gets a new version.
    pub drafts: Vec<Draft>,
    /// Where each party stands afterwards.
    pub outcomes: Parties<Outcome>,
    /// People who are on no card of the city's register afterwards: they move away, or have died.
    pub departures: Vec<Nik>,
    /// People whose identity card is issued anew.
    pub reissued: Vec<PersonId>,
    /// The registry of another city or regency that recorded the marriage and is to note the divorce in the margin.
    pub marriage_registry: Option<CityCode>,
    /// Remarks for officers.
    pub flags: Vec<Flag>,
}

/// A household version in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The household.
    pub id: HouseholdId,
    /// The version this one replaces; `None` for a household founded now.
    pub replaces: Option<u32>,
    /// Where its number comes from.
    pub numbering: Numbering,
    /// Address.
    pub address: Address,
    /// Members, head first.
    pub members: Vec<Member>,
    /// In use or closed.
    pub state: HouseholdState,
    /// Who moves out of the city from this card.
    pub departed: Vec<Departure>,
}

/// Where a KK number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbering {
    /// Kept, because the head is the same (UU 23/2006 art. 61(3)), or retired with the card.
    Keep(KkNumber),
    /// The next number SIAK issued for this kecamatan.
    FromPool(KecamatanCode),
}

/// Fewer numbers were given than the plan needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the plan needs more KK numbers than were given")]
pub struct NumberMissing;

impl Plan {
    /// The kecamatan of every number needed, in the order [`Plan::number`] takes them.
    pub fn numbers_needed(&self) -> Vec<&KecamatanCode> {
        numbers_needed(&self.drafts)
    }

    /// Puts in the numbers and gives the household versions to store.
    ///
    /// # Errors
    /// [`NumberMissing`].
    pub fn number(
        &self,
        case: CaseId,
        today: Date,
        numbers: &[KkNumber],
    ) -> Result<Vec<Household>, NumberMissing> {
        number(&self.drafts, case, today, numbers)
    }
}

pub(super) fn numbers_needed(drafts: &[Draft]) -> Vec<&KecamatanCode> {
    drafts
        .iter()
        .filter_map(|draft| match &draft.numbering {
            Numbering::FromPool(kecamatan) => Some(kecamatan),
            Numbering::Keep(_) => None,
        })
        .collect()
}

pub(super) fn number(
    drafts: &[Draft],
    case: CaseId,
    today: Date,
    numbers: &[KkNumber],
) -> Result<Vec<Household>, NumberMissing> {
    let mut numbers = numbers.iter();
    drafts
        .iter()
        .map(|draft| {
            let number = match &draft.numbering {
                Numbering::Keep(number) => number.clone(),
                Numbering::FromPool(_) => numbers.next().ok_or(NumberMissing)?.clone(),
            };
            Ok(draft.clone().into_household(number, case, today))
        })
        .collect()
}

impl Draft {
    /// The version this draft becomes.
    pub fn version(&self) -> u32 {
        self.replaces.map_or(1, |version| version.saturating_add(1))
    }

    /// Whether somebody moves out of the city from this card.
    pub(super) fn names_leaver(&self, nik: &Nik) -> bool {
        self.departed
            .iter()
            .any(|departure| departure.member.person.nik == *nik)
    }

    /// The version this draft becomes, without its content.
    pub fn reference(&self) -> HouseholdRef {
        HouseholdRef {
            id: self.id,
            version: self.version(),
        }
    }

    fn into_household(self, number: KkNumber, case: CaseId, today: Date) -> Household {
        Household {
            version: self.version(),
            id: self.id,
            number,
            address: self.address,
            members: self.members,
            state: self.state,
            cause: Cause::Case(case),
            issued_on: today,
            departed: self.departed,
        }
    }
}

/// Checks every draft against the invariants of a family card, and that nobody stands on two of them.
pub(super) fn check(drafts: &[Draft], today: Date) -> Result<(), Hold> {
    let mut seen = std::collections::BTreeSet::new();
    for draft in drafts {
        let placeholder = match &draft.numbering {
            Numbering::Keep(number) => number.clone(),
            // Only the members are looked at here; the number is checked where it is taken.
            Numbering::FromPool(_) => {
                KkNumber::parse("3575010101010001").map_err(|_| Hold::RegisterDamaged)?
            }
        };
        check_household(
            &draft
                .clone()
                .into_household(placeholder, CaseId(uuid::Uuid::nil()), today),
            today,
        )?;
        for member in &draft.members {
            if !seen.insert(&member.person.nik) {
                return Err(Hold::RegisterDamaged);
            }
        }
    }
    Ok(())
}
