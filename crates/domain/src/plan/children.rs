//! Which children follow which parent.

use super::matching::Standing;
use super::{Flag, Hold, Situation};
use crate::decree::{Parties, Role};
use crate::identity::{HouseholdId, Nik};
use crate::people::Relationship;

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
        let (home, member) = homes()
            .find_map(|home| Some((home, home.member(&child.nik)?)))
            .ok_or(Hold::ChildNotInRegister { child: index })?;
        let person = &member.person;
        if !person.name.matches(&child.name) || person.birth_date != child.birth_date {
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

/// Children under 17 of this couple, on their cards, whom the decree does not name.
fn not_mentioned(situation: &Situation<'_>) -> usize {
    let parties = &situation.decree.parties;
    let of_the_couple = |known: &Option<Nik>| {
        known
            .as_ref()
            .is_none_or(|nik| *nik == parties.petitioner.nik || *nik == parties.respondent.nik)
    };
    let mut seen: Vec<&Nik> = Vec::new();
    for home in situation
        .homes
        .iter()
        .filter_map(|(_, home)| *home)
        .filter(|home| home.is_active())
    {
        for member in &home.members {
            let person = &member.person;
            if member.relationship == Relationship::Child
                && !person.may_head(situation.today)
                && of_the_couple(&person.father_nik)
                && of_the_couple(&person.mother_nik)
                && !situation
                    .decree
                    .children
                    .iter()
                    .any(|child| child.nik == person.nik)
                && !seen.contains(&&person.nik)
            {
                seen.push(&person.nik);
            }
        }
    }
    seen.len()
}
