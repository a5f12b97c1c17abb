//! Who the parties are: NIK decides; name, birth date, sex, marriage are compared.

use super::{Hold, Situation};
use crate::decree::{Decree, Domicile, Role};
use crate::household::Household;
use crate::identity::CityCode;
use crate::people::{Person, Sex, Vital};

/// A party, found.
#[derive(Debug, Clone)]
pub(super) enum Standing<'a> {
    /// On an active card of this city.
    Resident {
        home: &'a Household,
        person: &'a Person,
        marriage: usize,
    },
    /// Not in this city's register, and the court says where instead.
    Elsewhere { region: CityCode },
}

impl<'a> Standing<'a> {
    pub(super) fn home(&self) -> Option<&'a Household> {
        match self {
            Self::Resident { home, .. } => Some(home),
            Self::Elsewhere { .. } => None,
        }
    }
}

/// Finds one party. Residency is the register's: whoever stands on an active card lives here, whatever their
/// NIK begins with and whatever the court believes.
pub(super) fn stand<'a>(situation: &Situation<'a>, role: Role) -> Result<Standing<'a>, Hold> {
    let party = &situation.decree.parties[role];
    let found = situation.homes[role]
        .filter(|home| home.is_active())
        .and_then(|home| Some((home, home.member(party.nik.as_ref()?)?)));
    let Some((home, member)) = found else {
        return match &party.domicile {
            Domicile::Elsewhere { region, .. } => Ok(Standing::Elsewhere {
                region: region.clone(),
            }),
            Domicile::City => Err(Hold::PartyNotInRegister { role }),
        };
    };
    let person = &member.person;
    if person.vital == Vital::Deceased {
        return Err(Hold::PartyDeceased { role });
    }
    if !person.name.matches(&party.name) {
        return Err(Hold::NameMismatch { role });
    }
    if person.birth_date != party.birth_date {
        return Err(Hold::BirthDateMismatch { role });
    }
    let expected = if situation.decree.husband() == role {
        Sex::Male
    } else {
        Sex::Female
    };
    if person.sex != expected {
        return Err(Hold::SexMismatch { role });
    }
    if !person.marital_status.is_married() {
        return Err(Hold::NotMarried {
            role,
            status: person.marital_status,
        });
    }
    let marriage = the_marriage(person, situation.decree, role)?;
    Ok(Standing::Resident {
        home,
        person,
        marriage,
    })
}

/// Finds the one marriage the ruling ends: by spouse and by certificate, never by names.
fn the_marriage(person: &Person, decree: &Decree, role: Role) -> Result<usize, Hold> {
    let spouse = &decree.parties[role.other()];
    let by_certificate = |index: &usize| {
        person.marriages[*index]
            .certificate
            .as_ref()
            .is_some_and(|c| *c == decree.marriage.certificate)
    };
    let candidates: Vec<usize> = (0..person.marriages.len())
        .filter(|index| {
            person.marriages[*index]
                .spouse
                .as_ref()
                .is_none_or(|known| spouse.is(known))
        })
        .collect();
    if candidates.is_empty() {
        return Err(Hold::NotMarriedToEachOther { role });
    }
    // Somebody divorced and remarried to the same person has one marriage that lasts; the certificate tells.
    let found = candidates.iter().copied().find(by_certificate);
    match found {
        Some(index)
            if person.marriages[index]
                .date
                .is_none_or(|date| date == decree.marriage.date) =>
        {
            Ok(index)
        }
        Some(_) => Err(Hold::MarriageRecordMismatch { role }),
        // The register knows the spouse but no certificate: an old record, and enough.
        None => candidates
            .iter()
            .copied()
            .find(|index| {
                let marriage = &person.marriages[*index];
                marriage.spouse.is_some()
                    && marriage.certificate.is_none()
                    && marriage.date.is_none_or(|date| date == decree.marriage.date)
            })
            .ok_or(Hold::MarriageRecordMismatch { role }),
    }
}
