//! Which children follow which parent.

use super::matching::Standing;
use super::{Flag, Hold, Situation};
use crate::decree::{ChildCustody, Parties, Role};
use crate::household::{Household, Member};
use crate::identity::{HouseholdId, Nik};
use crate::people::{Relationship, Vital};

/// A child under 17 who follows a parent living in this city.
#[derive(Debug, Clone)]
pub(super) struct Following {
    pub(super) child: Nik,
    pub(super) from: HouseholdId,
    pub(super) parent: Role,
}

/// Children under 17 follow the ruling, or a statement signed by both parents. Where both are silent the
/// child stays where it is; a child of 17 chooses for itself.
pub(super) fn follow(
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<(Vec<Following>, Vec<Flag>), Hold> {
    let homes = || {
        situation
            .homes
            .iter()
            .filter_map(|(_, home)| *home)
            .chain(situation.others)
            .filter(|home| home.is_active())
    };
    let mut following = Vec::new();
    let mut flags = Vec::new();
    for (role, standing) in standings.iter() {
        if let Standing::Resident { person, .. } = standing
            && !person.nik.warnings(person.sex, person.birth_date).is_empty()
        {
            flags.push(Flag::NikDigits { role });
        }
    }
    for (index, child) in situation.decree.children.iter().enumerate() {
        let twice = situation.decree.children[..index]
            .iter()
            .any(|earlier| earlier.nik == child.nik);
        if twice {
            return Err(Hold::ChildMismatch { child: index });
        }
        let Some((home, member)) = homes().find_map(|home| Some((home, home.member(&child.nik)?))) else {
            if may_be_elsewhere(child, standings) {
                flags.push(Flag::ChildElsewhere { child: index });
                continue;
            }
            return Err(Hold::ChildNotInRegister { child: index });
        };
        let person = &member.person;
        if !person.name.matches(&child.name)
            || person.birth_date != child.birth_date
            || person.vital == Vital::Deceased
        {
            return Err(Hold::ChildMismatch { child: index });
        }
        if person.may_head(situation.today) {
            flags.push(Flag::GrownChildStays { child: index });
            continue;
        }
        match child.custody {
            None => flags.push(Flag::CustodySilent { child: index }),
            Some((parent, _)) => match &standings[parent] {
                Standing::Elsewhere { .. } => flags.push(Flag::CustodianElsewhere { child: index }),
                Standing::Resident { .. } => {
                    following.push(Following {
                        child: child.nik.clone(),
                        from: home.id,
                        parent,
                    });
                }
            },
        }
    }
    let count = not_mentioned(situation);
    if count > 0 {
        flags.push(Flag::ChildrenNotMentioned { count });
    }
    Ok((following, flags))
}

/// Whether a child outside this register may live with a parent outside it: unless the child is to follow a
/// parent who lives here, and so would have to be moved in first.
fn may_be_elsewhere(child: &ChildCustody, standings: &Parties<Standing<'_>>) -> bool {
    let away = |role: Role| matches!(standings[role], Standing::Elsewhere { .. });
    match child.custody {
        Some((parent, _)) => away(parent),
        None => Role::BOTH.into_iter().any(away),
    }
}

/// Children under 17 of this couple, on their cards, whom the decree does not name.
fn not_mentioned(situation: &Situation<'_>) -> usize {
    let mut seen: Vec<&Nik> = Vec::new();
    for home in situation
        .homes
        .iter()
        .filter_map(|(_, home)| *home)
        .filter(|home| home.is_active())
    {
        for member in &home.members {
            let person = &member.person;
            let named = situation
                .decree
                .children
                .iter()
                .any(|child| child.nik == person.nik);
            if person.vital == Vital::Alive
                && !person.may_head(situation.today)
                && !named
                && of_the_couple(situation, home, member)
                && !seen.contains(&&person.nik)
            {
                seen.push(&person.nik);
            }
        }
    }
    seen.len()
}

/// Whether a member is a child of this couple: by the parents' NIK; where the register knows neither, by
/// standing as *anak* under one of them.
fn of_the_couple(situation: &Situation<'_>, home: &Household, member: &Member) -> bool {
    let a_party = |nik: &Nik| situation.decree.parties.iter().any(|(_, party)| party.is(nik));
    match (&member.person.father_nik, &member.person.mother_nik) {
        (None, None) => {
            member.relationship == Relationship::Child
                && home.head().is_some_and(|head| a_party(&head.person.nik))
        }
        (Some(one), None) | (None, Some(one)) => a_party(one),
        (Some(father), Some(mother)) => a_party(father) && a_party(mother),
    }
}
