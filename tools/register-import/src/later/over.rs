//! Rows laid over what the register has.
//!
//! SIAK's word counts, with three limits. A column that tells nothing takes nothing away. A row has room for one marriage, so
//! that a man's marriage to somebody on another card is not gone because his row does not name it. And a divorce that is on
//! record here with its certificate ends no sooner than by a marriage after it: what undoes a ruling comes from the court.

use tuntas_domain::household::{Cause, Household, Member};
use tuntas_domain::identity::Nik;
use tuntas_domain::people::{MaritalStatus, Marriage, Person, Relationship, Sex};

use super::Obstacle;
use crate::extract::{Column, Told};

/// A household as it would be by the extract.
#[derive(Debug, Clone)]
pub struct Laid {
    /// Its next version.
    pub household: Household,
    /// Who is on the card in the extract and not in the register; places in the list of members as told.
    pub newcomers: Vec<usize>,
    /// Who is on the card in the register and not in the extract.
    pub missing: Vec<Nik>,
}

impl Laid {
    /// Whether the extract says just what is there.
    pub fn changes_nothing(&self, stored: &Household) -> bool {
        self.missing.is_empty()
            && self.household.address == stored.address
            && self.household.members == stored.members
    }
}

/// Lays what is told over a version of the register.
///
/// # Errors
/// [`Obstacle`].
pub fn over(stored: &Household, told: &Told) -> Result<Laid, Obstacle> {
    let recorded = &told.household;
    // A damaged household has no head, or several: then SIAK says who it is.
    if let [was] = heads(stored).as_slice()
        && !heads(recorded).contains(was)
    {
        return Err(Obstacle::HeadChanged);
    }
    let on_card: Vec<&Nik> = recorded.members.iter().map(|member| &member.person.nik).collect();
    let mut members = Vec::with_capacity(recorded.members.len());
    let mut missing = Vec::new();
    // The register's order stays: the extract has none.
    for was in &stored.members {
        let place = on_card.iter().position(|nik| **nik == was.person.nik);
        let is = place.and_then(|place| Some((place, recorded.members.get(place)?, told.silent.get(place)?)));
        let Some((place, is, silent)) = is else {
            missing.push(was.person.nik.clone());
            continue;
        };
        let person =
            person(&was.person, &is.person, silent, &on_card).ok_or(Obstacle::DivorceOnRecord(place))?;
        members.push(Member {
            person,
            relationship: is.relationship,
        });
    }
    let mut newcomers = Vec::new();
    for (place, is) in recorded.members.iter().enumerate() {
        if stored.member(&is.person.nik).is_none() {
            newcomers.push(place);
            members.push(is.clone());
        }
    }
    members.sort_by_key(|member| member.relationship != Relationship::Head);
    let mut address = recorded.address.clone();
    if told
        .silent
        .iter()
        .all(|silent| silent.contains(&Column::Postcode))
    {
        address.postcode.clone_from(&stored.address.postcode);
    }
    Ok(Laid {
        household: Household {
            version: stored.version.saturating_add(1),
            address,
            members,
            cause: Cause::Import,
            departed: Vec::new(),
            ..stored.clone()
        },
        newcomers,
        missing,
    })
}

fn heads(household: &Household) -> Vec<&Nik> {
    let heads = household
        .members
        .iter()
        .filter(|member| member.relationship == Relationship::Head);
    heads.map(|member| &member.person.nik).collect()
}

/// The record of somebody who comes from another card; none where a divorce would vanish.
pub(super) fn moved(was: &Person, told: &Told, place: usize) -> Option<Person> {
    let members = &told.household.members;
    let on_card: Vec<&Nik> = members.iter().map(|member| &member.person.nik).collect();
    person(
        was,
        &members.get(place)?.person,
        told.silent.get(place)?,
        &on_card,
    )
}

fn or<T: Clone>(said: bool, is: &T, was: &T) -> T {
    if said { is.clone() } else { was.clone() }
}

/// One record; none where a divorce would vanish.
fn person(was: &Person, is: &Person, silent: &[Column], on_card: &[&Nik]) -> Option<Person> {
    let says = |column| !silent.contains(&column);
    let person = Person {
        id: was.id,
        blood_type: or(says(Column::BloodType), &is.blood_type, &was.blood_type),
        citizenship: or(says(Column::Citizenship), &is.citizenship, &was.citizenship),
        passport: or(says(Column::Passport), &is.passport, &was.passport),
        stay_permit: or(says(Column::StayPermit), &is.stay_permit, &was.stay_permit),
        father: or(says(Column::FatherName), &is.father, &was.father),
        mother: or(says(Column::MotherName), &is.mother, &was.mother),
        father_nik: or(says(Column::FatherNik), &is.father_nik, &was.father_nik),
        mother_nik: or(says(Column::MotherNik), &is.mother_nik, &was.mother_nik),
        divorced_on: or(says(Column::DivorceDate), &is.divorced_on, &was.divorced_on),
        divorce_certificate: or(
            says(Column::DivorceCertificate),
            &is.divorce_certificate,
            &was.divorce_certificate,
        ),
        vital: or(says(Column::Vital), &is.vital, &was.vital),
        ..is.clone()
    };
    let person = Person {
        marital_status: status(was, is, &says),
        marriages: marriages(was, is, &says, on_card),
        ..person
    };
    keeps_the_divorce(was, person)
}

/// Whether a marriage or a divorce is recorded is told by its certificate; where none is told, by what is known of it.
fn status(was: &Person, is: &Person, says: &impl Fn(Column) -> bool) -> MaritalStatus {
    use MaritalStatus::{Divorced, DivorcedUnrecorded};
    let silent_on_marriage = !says(Column::MarriageCertificate) && !says(Column::MarriageDate);
    let silent_on_divorce = !says(Column::DivorceCertificate);
    let divorced = |status| matches!(status, Divorced | DivorcedUnrecorded);
    let (was, is) = (was.marital_status, is.marital_status);
    let same_in_kind = (was.is_married() && is.is_married() && silent_on_marriage)
        || (divorced(was) && divorced(is) && silent_on_divorce);
    if same_in_kind { was } else { is }
}

/// The marriages that last.
fn marriages(was: &Person, is: &Person, says: &impl Fn(Column) -> bool, on_card: &[&Nik]) -> Vec<Marriage> {
    if !is.marital_status.is_married() {
        return Vec::new();
    }
    let silent = !says(Column::MarriageCertificate) && !says(Column::MarriageDate);
    if silent && was.marital_status.is_married() {
        return was.marriages.clone();
    }
    let mut marriages: Vec<Marriage> = is
        .marriages
        .iter()
        .map(|marriage| known(was, marriage, says))
        .collect();
    let divorced_since =
        says(Column::DivorceDate) && is.divorced_on.is_some_and(|on| was.divorced_on != Some(on));
    if was.sex == Sex::Male && !divorced_since && marriages.iter().all(|marriage| marriage.spouse.is_some()) {
        let elsewhere = |marriage: &&Marriage| {
            marriage.spouse.as_ref().is_some_and(|spouse| {
                !on_card.contains(&spouse)
                    && !marriages.iter().any(|told| told.spouse.as_ref() == Some(spouse))
            })
        };
        let lasting: Vec<Marriage> = was.marriages.iter().filter(elsewhere).cloned().collect();
        marriages.extend(lasting);
    }
    marriages
}

/// A marriage with what the register knows of it beyond the row: the spouse on another card, a number or a day that the row
/// does not tell.
fn known(was: &Person, told: &Marriage, says: &impl Fn(Column) -> bool) -> Marriage {
    let same = was.marriages.iter().find(|known| {
        let by_certificate = told.certificate.is_some() && told.certificate == known.certificate;
        let by_spouse = told.spouse.is_some() && told.spouse == known.spouse;
        let by_day = told.date.is_some() && told.date == known.date && told.spouse.is_none();
        let differs = told.certificate.is_some() && known.certificate.is_some() && !by_certificate;
        !differs && (by_certificate || by_spouse || by_day)
    });
    let Some(same) = same else {
        return told.clone();
    };
    Marriage {
        spouse: told.spouse.clone().or_else(|| same.spouse.clone()),
        certificate: told.certificate.clone().or_else(|| {
            same.certificate
                .clone()
                .filter(|_| !says(Column::MarriageCertificate))
        }),
        date: told.date.or(same.date.filter(|_| !says(Column::MarriageDate))),
    }
}

/// A divorce on record with its certificate stays on record.
fn keeps_the_divorce(was: &Person, mut is: Person) -> Option<Person> {
    let Some(certificate) = &was.divorce_certificate else {
        return Some(is);
    };
    let divorced = matches!(
        is.marital_status,
        MaritalStatus::Divorced | MaritalStatus::DivorcedUnrecorded | MaritalStatus::Widowed
    );
    // Without a marriage in between it is the same divorce, and its certificate says when it was.
    if divorced
        && is
            .divorce_certificate
            .as_ref()
            .is_some_and(|told| told != certificate)
    {
        return None;
    }
    if is.divorce_certificate.is_none()
        && (divorced || is.divorced_on.is_none() || is.divorced_on == was.divorced_on)
    {
        is.divorce_certificate = Some(certificate.clone());
        is.divorced_on = was.divorced_on;
        if is.marital_status == MaritalStatus::DivorcedUnrecorded {
            is.marital_status = MaritalStatus::Divorced;
        }
    }
    let after = |marriage: &Marriage| {
        marriage
            .date
            .is_some_and(|date| was.divorced_on.is_none_or(|on| date > on))
    };
    let lasts = |marriage: &Marriage| {
        was.marriages.iter().any(|known| {
            known == marriage
                || (known.certificate.is_some() && known.certificate == marriage.certificate)
                || (known.spouse.is_some() && known.spouse == marriage.spouse)
        })
    };
    let holds = match is.marital_status {
        MaritalStatus::Single => false,
        MaritalStatus::Married | MaritalStatus::MarriedUnrecorded if is.marriages.is_empty() => {
            was.marital_status.is_married()
        }
        MaritalStatus::Married | MaritalStatus::MarriedUnrecorded => is
            .marriages
            .iter()
            .all(|marriage| after(marriage) || lasts(marriage)),
        MaritalStatus::Divorced | MaritalStatus::DivorcedUnrecorded | MaritalStatus::Widowed => true,
    };
    holds.then_some(is)
}
