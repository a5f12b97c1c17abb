//! Children on the parties' cards of whom the decree says nothing.

use super::{Following, is_minor};
use crate::decree::{CustodyBasis, Parties, Role};
use crate::household::{Household, Member};
use crate::identity::Nik;
use crate::people::Relationship;
use crate::plan::intent::Intent;
use crate::plan::matching::Standing;
use crate::plan::scene::Scene;

/// Children under 17 of one party alone who go where that party goes: the other party is no parent of theirs, and no
/// parent of theirs stays in the house.
pub(in crate::plan) fn of_one_party(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
    intents: &Parties<Option<Intent>>,
) -> Vec<Following> {
    leaving(standings, intents)
        .flat_map(|(role, home)| {
            home.members
                .iter()
                .filter(move |member| {
                    is_minor(scene, member)
                        && !scene.names_child(&member.person.nik)
                        && is_only_of(scene, member, role)
                        && !other_parent_in(home, scene, member, role)
                })
                .map(move |member| Following::new(member, home, role))
        })
        .collect()
}

/// Children under 17 who would be left without anybody of age go with the only parent they have in the house, even where
/// nothing is decided about them: a child never stands alone (Permendagri 108/2019 art. 12).
pub(in crate::plan) fn only_parent(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
    intents: &Parties<Option<Intent>>,
    already: &[Following],
) -> Vec<Following> {
    let goes = |nik: &Nik| already.iter().any(|following| following.child == *nik);
    leaving(standings, intents)
        .filter(|(role, home)| {
            standings[role.other()]
                .home()
                .is_none_or(|other| other.id != home.id)
        })
        .flat_map(|(role, home)| {
            let left: Vec<_> = home
                .members
                .iter()
                .filter(|member| {
                    !scene.decree.parties[role].is(&member.person.nik) && !goes(&member.person.nik)
                })
                .collect();
            let alone = left.iter().all(|member| is_minor(scene, member));
            left.into_iter()
                .filter(move |member| alone && is_child_of(scene, home, member, role))
                .map(move |member| Following::new(member, home, role))
        })
        .collect()
}

/// Who goes along when a party moves after the registration: their children under 17, unless the other parent has
/// custody, and a grown child who chose them.
pub(in crate::plan) fn along(scene: &Scene<'_>, home: &Household, role: Role) -> Vec<Following> {
    home.members
        .iter()
        .filter(|member| {
            let custody = scene
                .decree
                .children
                .iter()
                .find(|child| child.nik == member.person.nik)
                .and_then(|child| child.custody);
            if is_minor(scene, member) {
                let by_law = custody.filter(|(_, basis)| *basis != CustodyBasis::OwnChoice);
                by_law.map_or_else(
                    || is_child_of(scene, home, member, role),
                    |(parent, _)| parent == role,
                )
            } else {
                custody == Some((role, CustodyBasis::OwnChoice)) && member.relationship != Relationship::Head
            }
        })
        .map(|member| Following::new(member, home, role))
        .collect()
}

/// Children under 17 of this couple, on their cards, whom the decree does not name.
pub(in crate::plan) fn not_mentioned(scene: &Scene<'_>) -> usize {
    let mut seen: Vec<&Nik> = Vec::new();
    for home in Role::BOTH
        .into_iter()
        .filter_map(|role| scene.homes[role])
        .filter(|home| home.is_active())
    {
        for member in &home.members {
            let nik = &member.person.nik;
            if is_minor(scene, member)
                && !scene.names_child(nik)
                && of_the_couple(scene, home, member)
                && !seen.contains(&nik)
            {
                seen.push(nik);
            }
        }
    }
    seen.len()
}

fn leaving<'a>(
    standings: &Parties<Standing<'a>>,
    intents: &Parties<Option<Intent>>,
) -> impl Iterator<Item = (Role, &'a Household)> {
    let homes = Parties::from_fn(|role| {
        standings[role]
            .home()
            .filter(|_| !matches!(intents[role], None | Some(Intent::Stay)))
    });
    Role::BOTH
        .into_iter()
        .filter_map(move |role| Some((role, homes[role]?)))
}

fn parents(member: &Member) -> [Option<&Nik>; 2] {
    [
        member.person.father_nik.as_ref(),
        member.person.mother_nik.as_ref(),
    ]
}

/// Whether the register knows both parents, and of the couple only this party is one.
fn is_only_of(scene: &Scene<'_>, member: &Member, role: Role) -> bool {
    let is = |nik: Option<&Nik>, of: Role| nik.is_some_and(|nik| scene.decree.parties[of].is(nik));
    match parents(member) {
        [father, mother] if is(father, role) => mother.is_some() && !is(mother, role.other()),
        [father, mother] if is(mother, role) => father.is_some() && !is(father, role.other()),
        _ => false,
    }
}

fn other_parent_in(home: &Household, scene: &Scene<'_>, member: &Member, role: Role) -> bool {
    parents(member)
        .into_iter()
        .flatten()
        .any(|parent| !scene.decree.parties[role].is(parent) && home.member(parent).is_some())
}

/// Whether a member is this party's child: the decree names it, the record names the party, or, where the register knows
/// neither parent, it stands as *anak* beside them.
fn is_child_of(scene: &Scene<'_>, home: &Household, member: &Member, role: Role) -> bool {
    let party = &scene.decree.parties[role];
    let beside = home
        .members
        .iter()
        .find(|other| party.is(&other.person.nik))
        .map(|other| other.relationship);
    match parents(member) {
        _ if scene.names_child(&member.person.nik) => true,
        [None, None] => {
            member.relationship == Relationship::Child
                && matches!(
                    beside,
                    Some(Relationship::Head | Relationship::Husband | Relationship::Wife)
                )
        }
        known => known.into_iter().flatten().any(|nik| party.is(nik)),
    }
}

/// Whether a member is a child of this couple: by the parents' NIK; where the register knows neither, by
/// standing as *anak* under one of them.
fn of_the_couple(scene: &Scene<'_>, home: &Household, member: &Member) -> bool {
    let a_party = |nik: &Nik| scene.role_of(nik).is_some();
    match parents(member) {
        [None, None] => {
            member.relationship == Relationship::Child
                && home.head().is_some_and(|head| a_party(&head.person.nik))
        }
        [Some(one), None] | [None, Some(one)] => a_party(one),
        [Some(father), Some(mother)] => a_party(father) && a_party(mother),
    }
}
