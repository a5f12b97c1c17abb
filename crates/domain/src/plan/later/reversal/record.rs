//! A record as if the divorce had not been.

use super::{Later, Scene, before};
use crate::decree::Role;
use crate::people::{MaritalStatus, Marriage, Person, Vital};
use crate::plan::Decision;
use crate::plan::matching::{Ending, ending};

/// The records of both parties who are on a card of the city, with the marriage given back.
pub(super) fn restored(later: &Later<'_>, scene: &Scene<'_>) -> Vec<Person> {
    Role::BOTH
        .into_iter()
        .filter_map(|role| {
            let (_, now) = scene.at_home(role)?;
            let was = before(later, &now.person.nik).map_or(&now.person, |member| &member.person);
            (now.person.vital == Vital::Alive).then(|| of_party(later, scene, role, was, &now.person))
        })
        .collect()
}

fn of_party(later: &Later<'_>, scene: &Scene<'_>, role: Role, was: &Person, now: &Person) -> Person {
    let mut person = now.clone();
    let ended = ending(scene, later.settled, role, was);
    if later.wrote_divorce_of(now) {
        let recorded_before = was.divorce_certificate.as_ref() == Some(&later.settled.akta.number);
        person.divorced_on = was.divorced_on.filter(|_| !recorded_before);
        person.divorce_certificate = was.divorce_certificate.clone().filter(|_| !recorded_before);
    }
    if widowed(later, scene, role) {
        // The marriage was never dissolved by the ruling; death has ended it since.
        if !now.marital_status.is_married() {
            person.marital_status = MaritalStatus::Widowed;
        }
        return person;
    }
    match ended {
        Ok(Ending::Entry(index)) => {
            if let Some(marriage) = was.marriages.get(index) {
                give_back(&mut person, index, marriage.clone());
            }
            if !now.marital_status.is_married() {
                person.marital_status = was.marital_status;
            }
        }
        // The marriage stands in the paper books only, as before.
        Ok(Ending::OnPaper) if was.marital_status.is_married() => {
            if !now.marital_status.is_married() {
                person.marital_status = was.marital_status;
            }
        }
        // The register never had the marriage, or had lost it: what the court says of it is what there is.
        _ => {
            give_back(&mut person, 0, of_the_decree(scene, role));
            person.marital_status = MaritalStatus::Married;
        }
    }
    person
}

fn give_back(person: &mut Person, index: usize, marriage: Marriage) {
    if !person.marriages.contains(&marriage) {
        let index = index.min(person.marriages.len());
        person.marriages.insert(index, marriage);
    }
}

fn of_the_decree(scene: &Scene<'_>, role: Role) -> Marriage {
    Marriage {
        spouse: scene.decree.parties[role.other()].nik.clone(),
        certificate: Some(scene.decree.marriage.certificate.clone()),
        date: Some(scene.decree.marriage.date),
    }
}

/// Whether the other party has died, before the ruling was undone.
fn widowed(later: &Later<'_>, scene: &Scene<'_>, role: Role) -> bool {
    let other = role.other();
    let dead = |person: &Person| person.vital == Vital::Deceased;
    let nik = scene.decree.parties[other].nik.as_ref();
    scene.decided(&Decision::AcceptDeath { role: other })
        || scene
            .at_home(other)
            .is_some_and(|(_, member)| dead(&member.person))
        || nik
            .and_then(|nik| before(later, nik))
            .is_some_and(|member| dead(&member.person))
}
