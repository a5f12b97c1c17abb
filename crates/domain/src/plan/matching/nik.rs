//! Parties of whom the court gives no NIK. Only a foreigner may lack one, and whoever stands on a family card has one.

use super::{Ending, Standing};
use crate::decree::{Parties, Role};
use crate::household::{Household, Member};
use crate::people::{Marriage, Person, Relationship, Vital};
use crate::plan::scene::Scene;
use crate::plan::{Decision, Hold};

/// An officer has to say that a party lacks a NIK, before records are compared; and nobody can say it of somebody who is
/// found on the other party's card.
pub(in crate::plan) fn have_niks(scene: &Scene<'_>) -> Result<(), Hold> {
    for role in without_nik(scene) {
        let home = scene.at_home(role.other()).map(|(home, _)| home);
        if home.is_some_and(|home| stands_there(scene, role, home)) {
            return Err(Hold::PartyHasNik { role });
        }
        if !scene.decided(&Decision::AcceptForeignSpouse { role }) {
            return Err(Hold::ForeignSpouse { role });
        }
    }
    Ok(())
}

/// The former spouse of a party without NIK would share a card with somebody who stands there as husband or wife, though no
/// marriage on record connects the two: that is the party, by another spelling.
pub(in crate::plan) fn nobody_stands_without_nik(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<(), Hold> {
    for role in without_nik(scene) {
        if let Standing::Resident { home, person, ending } = &standings[role.other()]
            && beside_a_former_spouse(home, person, *ending)
        {
            return Err(Hold::PartyHasNik { role });
        }
    }
    Ok(())
}

/// Whether a party without NIK is on a card, by passport or by name and birth date.
pub(in crate::plan) fn stands_there(scene: &Scene<'_>, role: Role, home: &Household) -> bool {
    let party = &scene.decree.parties[role];
    let is_the_party = |person: &Person| {
        let passport = party.passport.is_some() && party.passport == person.passport;
        passport || (person.name.matches(&party.name) && person.birth_date == party.birth_date)
    };
    party.nik.is_none()
        && home
            .members
            .iter()
            .any(|member| member.person.vital == Vital::Alive && is_the_party(&member.person))
}

fn without_nik(scene: &Scene<'_>) -> impl Iterator<Item = Role> {
    Role::BOTH
        .into_iter()
        .filter(|role| scene.decree.parties[*role].nik.is_none())
}

fn beside_a_former_spouse(home: &Household, person: &Person, ending: Ending) -> bool {
    let Some(own) = home.member(&person.nik) else {
        return false;
    };
    home.members.iter().any(|other| {
        other.person.vital == Vital::Alive
            && other.person.nik != person.nik
            && other.person.sex != person.sex
            && as_spouses(own, other)
            && !goes_on(person, ending, &other.person)
    })
}

/// Whether the card says that the two are husband and wife, or one of the records does.
fn as_spouses(one: &Member, other: &Member) -> bool {
    use Relationship::{Head, Husband, Wife};
    let by_the_card = matches!(
        (one.relationship, other.relationship),
        (Head, Husband | Wife) | (Husband | Wife, Head)
    );
    by_the_card || one.person.is_married_to(&other.person)
}

/// Whether a marriage of the two lasts after the ruling, as far as the party's record can tell.
fn goes_on(person: &Person, ending: Ending, other: &Person) -> bool {
    let ended = match ending {
        Ending::Entry(index) => Some(index),
        Ending::OnPaper | Ending::Recorded | Ending::Remarried | Ending::Untouched => None,
    };
    let may_be = |marriage: &Marriage| marriage.spouse.as_ref().is_none_or(|spouse| *spouse == other.nik);
    person
        .marriages
        .iter()
        .enumerate()
        .any(|(index, marriage)| Some(index) != ended && may_be(marriage))
}
