//! Turns every touched card into a new version: under its head, under a new head with a new number, or closed.

use super::cards::Cards;
use super::{Moved, close, found, go_on};
use crate::decree::{Parties, Role};
use crate::household::{Household, Member};
use crate::identity::Nik;
use crate::people::{Marriage, Person, Relationship, Tie, Vital, relationship};
use crate::plan::matching::Standing;
use crate::plan::scene::Scene;
use crate::plan::{Decision, Hold};

/// What the household is founded as that a head leaves behind.
const REMAINING: &str = "remaining";

pub(super) fn settle(
    cards: Cards<'_>,
    moved: &mut Moved,
    standings: &Parties<Standing<'_>>,
) -> Result<(), Hold> {
    let scene = cards.scene;
    for card in cards.touched.into_values() {
        let before = card.before;
        rewrite(&scene, before, card.members, moved, |members| {
            new_head(&scene, standings, before, members)
        })?;
    }
    Ok(())
}

/// A card that is written anew although nobody moves. Where its head has died, an officer chooses the next one.
pub(in crate::plan) fn anew(
    scene: &Scene<'_>,
    before: &Household,
    members: Vec<Member>,
    moved: &mut Moved,
) -> Result<(), Hold> {
    rewrite(scene, before, members, moved, |members| {
        chosen_head(scene, members).ok_or(Hold::HeadNotEligible)
    })
}

/// The next version of a card, which is for the living: under its head, or closed, and whoever is left founds a household of
/// their own under the head that `head` names.
fn rewrite(
    scene: &Scene<'_>,
    before: &Household,
    members: Vec<Member>,
    moved: &mut Moved,
    head: impl FnOnce(&[Member]) -> Result<Nik, Hold>,
) -> Result<(), Hold> {
    let (members, dead): (Vec<_>, Vec<_>) =
        (members.into_iter()).partition(|member| member.person.vital == Vital::Alive);
    moved
        .departures
        .extend(dead.into_iter().map(|member| member.person.nik));
    if members
        .iter()
        .any(|member| member.relationship == Relationship::Head)
    {
        moved.drafts.push(go_on(before, members));
        return Ok(());
    }
    let taken_along = moved.drafts.iter().any(|draft| draft.id == before.id);
    if !taken_along {
        moved.drafts.push(close(before));
    }
    if !members.is_empty() {
        let members = under(scene, before, &head(&members)?, members);
        let id = scene.founded(&format!("{REMAINING}/{}", before.id));
        moved.drafts.push(found(id, &before.address, members));
    }
    Ok(())
}

/// The member whom an officer chose last to be head.
fn chosen_head(scene: &Scene<'_>, members: &[Member]) -> Option<Nik> {
    let decisions = scene.decisions.iter().rev();
    let mut chosen = decisions.filter_map(|decision| match decision {
        Decision::ChooseHead { person } => members.iter().find(|member| member.person.id == *person),
        _ => None,
    });
    chosen.next().map(|member| member.person.nik.clone())
}

/// Who heads those who stay: whom an officer chose, else the party among them, else the only one who may.
fn new_head(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
    before: &Household,
    members: &[Member],
) -> Result<Nik, Hold> {
    if let Some(chosen) = chosen_head(scene, members) {
        return Ok(chosen);
    }
    let may_head: Vec<&Member> = members
        .iter()
        .filter(|member| member.person.may_head(scene.today))
        .collect();
    if may_head.is_empty() {
        return Err(Hold::ChildrenAlone);
    }
    // Somebody who has died still heads the card, and is not the party of whose death an officer knows.
    if before
        .head()
        .is_some_and(|head| head.person.vital == Vital::Deceased && scene.role_of(&head.person.nik).is_none())
    {
        return Err(Hold::HeadNotEligible);
    }
    let party = members.iter().find(|member| {
        Role::BOTH.into_iter().any(|role| {
            matches!(&standings[role], Standing::Resident { home, person, .. }
                if home.id == before.id && person.nik == member.person.nik)
        })
    });
    // The old head's other spouse does not follow the divorced one.
    let rival = |party: &Member| {
        members.iter().any(|member| {
            member.person.nik != party.person.nik
                && matches!(member.relationship, Relationship::Husband | Relationship::Wife)
        })
    };
    match (party, may_head.as_slice()) {
        (Some(party), _) if !rival(party) => Ok(party.person.nik.clone()),
        (_, [only]) => Ok(only.person.nik.clone()),
        _ if scene
            .decisions
            .iter()
            .any(|decision| matches!(decision, Decision::ChooseHead { .. })) =>
        {
            Err(Hold::HeadNotEligible)
        }
        _ => Err(Hold::HeadMustBeChosen),
    }
}

/// The members under their new head, who stands first.
pub(in crate::plan) fn under(
    scene: &Scene<'_>,
    before: &Household,
    head: &Nik,
    mut members: Vec<Member>,
) -> Vec<Member> {
    let house = members.clone();
    let records: Vec<&Person> = house.iter().map(|member| &member.person).collect();
    let old = before.head().map(|member| &member.person);
    let Some(new) = house.iter().find(|member| member.person.nik == *head) else {
        return members;
    };
    let head_tie = tie(old, new);
    for member in &mut members {
        let named = scene.names_child(&member.person.nik);
        member.relationship = if member.person.nik == *head {
            Relationship::Head
        } else if named && member.relationship == Relationship::Child && scene.role_of(head).is_some() {
            // A child of both, adopted or not.
            Relationship::Child
        } else {
            let member_tie = tie(old, member);
            relationship((&member.person, member_tie), (&new.person, head_tie), &records)
        };
    }
    members.sort_by_key(|member| member.relationship != Relationship::Head);
    members
}

/// How a member stands to the head who goes, as the records are now.
fn tie(old_head: Option<&Person>, member: &Member) -> Tie {
    let spouse = matches!(member.relationship, Relationship::Husband | Relationship::Wife);
    let person = &member.person;
    let lasts = |head: &Person| {
        let to_the_head =
            |marriage: &Marriage| marriage.spouse.as_ref().is_none_or(|spouse| *spouse == head.nik);
        person.marital_status.is_married()
            && (person.marriages.is_empty() || person.marriages.iter().any(to_the_head))
    };
    if spouse && !old_head.is_none_or(lasts) {
        Tie::FormerSpouse
    } else {
        Tie::Is(member.relationship)
    }
}
