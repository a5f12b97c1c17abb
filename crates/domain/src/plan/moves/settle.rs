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
    for (id, card) in cards.touched {
        let before = card.before;
        // A card is for the living.
        let (members, dead): (Vec<_>, Vec<_>) = card
            .members
            .into_iter()
            .partition(|member| member.person.vital == Vital::Alive);
        moved
            .departures
            .extend(dead.into_iter().map(|member| member.person.nik));
        if members
            .iter()
            .any(|member| member.relationship == Relationship::Head)
        {
            moved.drafts.push(go_on(before, members));
            continue;
        }
        let taken_along = moved.drafts.iter().any(|draft| draft.id == id);
        if !taken_along {
            moved.drafts.push(close(before));
        }
        if !members.is_empty() {
            let head = new_head(&scene, standings, before, &members)?;
            let members = under(&scene, before, &head, members);
            let id = scene.founded(&format!("{REMAINING}/{}", before.id));
            moved.drafts.push(found(id, &before.address, members));
        }
    }
    Ok(())
}

/// A card that is written anew where nobody moves: for the living, under its head, or, where the head has died, under whom an
/// officer chose.
pub(in crate::plan) fn anew(
    scene: &Scene<'_>,
    before: &Household,
    members: Vec<Member>,
    moved: &mut Moved,
) -> Result<(), Hold> {
    let (members, dead): (Vec<_>, Vec<_>) =
        (members.into_iter()).partition(|member| member.person.vital == Vital::Alive);
    let headed = members
        .iter()
        .any(|member| member.relationship == Relationship::Head);
    if headed {
        moved.drafts.push(go_on(before, members));
    } else {
        let head = chosen_head(scene, &members).ok_or(Hold::HeadNotEligible)?;
        let members = under(scene, before, &head, members);
        let id = scene.founded(&format!("{REMAINING}/{}", before.id));
        moved.drafts.push(close(before));
        moved.drafts.push(found(id, &before.address, members));
    }
    moved
        .departures
        .extend(dead.into_iter().map(|member| member.person.nik));
    Ok(())
}

/// The member whom an officer chose last to be head.
fn chosen_head(scene: &Scene<'_>, members: &[Member]) -> Option<Nik> {
    let chosen = scene
        .decisions
        .iter()
        .rev()
        .filter_map(|decision| match decision {
            Decision::ChooseHead { person } => Some(*person),
            _ => None,
        });
    chosen
        .into_iter()
        .find_map(|person| members.iter().find(|member| member.person.id == person))
        .map(|member| member.person.nik.clone())
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
