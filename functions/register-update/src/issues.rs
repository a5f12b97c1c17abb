//! Which identity card it is: each issue of a person's card has a number.

use tuntas_domain::decree::{Decree, Parties};
use tuntas_domain::household::Household;
use tuntas_domain::identity::PersonId;
use tuntas_register::{Register, RegisterError};

/// People whose card is issued anew, each with the number of the last issue.
pub(crate) async fn read(
    register: &Register,
    people: &[PersonId],
) -> Result<Vec<(PersonId, u32)>, RegisterError> {
    let mut issues = Vec::with_capacity(people.len());
    for person in people {
        issues.push((*person, register.card_issue(*person).await?));
    }
    Ok(issues)
}

/// Who each party is, where a household has them.
pub(crate) fn parties(decree: &Decree, households: &[Household]) -> Parties<Option<PersonId>> {
    Parties::from_fn(|role| {
        let nik = decree.parties[role].nik.as_ref()?;
        let member = households.iter().find_map(|household| household.member(nik))?;
        Some(member.person.id)
    })
}

/// The number of each party's new card, where they get one.
pub(crate) fn numbered(
    parties: &Parties<Option<PersonId>>,
    issues: &[(PersonId, u32)],
) -> Parties<Option<u32>> {
    Parties::from_fn(|role| {
        let party = parties[role]?;
        let (_, last) = issues.iter().find(|(person, _)| *person == party)?;
        last.checked_add(1)
    })
}
