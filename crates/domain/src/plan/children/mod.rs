//! Which children follow which parent.

mod house;

pub(super) use house::{along, not_mentioned, of_one_party, only_parent};

use super::matching::Standing;
use super::scene::Scene;
use super::{Decision, Flag, Hold};
use crate::decree::{ChildCustody, CustodyBasis, Parties, Role};
use crate::household::{Household, Member};
use crate::identity::{HouseholdId, Nik};
use crate::people::{Relationship, Vital};

/// A child who follows a parent living in this city.
#[derive(Debug, Clone)]
pub(super) struct Following {
    pub(super) child: Nik,
    pub(super) from: HouseholdId,
    pub(super) parent: Role,
}

impl Following {
    pub(super) fn new(child: &Member, from: &Household, parent: Role) -> Self {
        Self {
            child: child.person.nik.clone(),
            from: from.id,
            parent,
        }
    }
}

/// What becomes of one child of the decree.
#[derive(Debug)]
pub(super) struct Fate {
    pub(super) following: Option<Following>,
    pub(super) flag: Option<Flag>,
}

impl Fate {
    fn stays(flag: Flag) -> Self {
        Self {
            following: None,
            flag: Some(flag),
        }
    }

    const SET_ASIDE: Self = Self {
        following: None,
        flag: None,
    };
}

/// Children under 17 follow the ruling, or a statement signed by both parents. Where both are silent the child stays
/// where it is; a child of 17 chooses for itself. The age is that of the day of the update.
pub(super) fn of_the_decree(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<(Vec<Following>, Vec<Flag>), Hold> {
    let mut following = Vec::new();
    let mut flags = Vec::new();
    for (index, child) in scene.decree.children.iter().enumerate() {
        let twice = scene.decree.children[..index]
            .iter()
            .any(|earlier| earlier.nik == child.nik);
        if twice {
            if decided_on(scene, index) {
                continue;
            }
            return Err(Hold::ChildMismatch { child: index });
        }
        let fate = fate(scene, standings, index, child)?;
        following.extend(fate.following);
        flags.extend(fate.flag);
    }
    Ok((following, flags))
}

/// What becomes of one child.
pub(super) fn fate(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
    index: usize,
    child: &ChildCustody,
) -> Result<Fate, Hold> {
    if scene.decided(&Decision::SetChildAside { child: index }) {
        return Ok(Fate::SET_ASIDE);
    }
    let Some((home, member)) = scene.card_of(&child.nik) else {
        return if may_be_elsewhere(child, standings) {
            Ok(Fate::stays(Flag::ChildElsewhere { child: index }))
        } else {
            Err(Hold::ChildNotInRegister { child: index })
        };
    };
    let person = &member.person;
    let dead = person.vital == Vital::Deceased;
    let differs = !person.name.matches(&child.name) || person.birth_date != child.birth_date || dead;
    if differs && !decided_on(scene, index) {
        return Err(Hold::ChildMismatch { child: index });
    }
    if dead {
        return Ok(Fate::SET_ASIDE);
    }
    let grown = person.may_head(scene.today);
    let Some(parent) = chosen_parent(child, grown) else {
        return Ok(Fate::stays(if grown {
            Flag::GrownChildStays { child: index }
        } else {
            Flag::CustodySilent { child: index }
        }));
    };
    // Whoever heads a card has a household of their own.
    if member.relationship == Relationship::Head {
        return Ok(Fate::stays(Flag::GrownChildStays { child: index }));
    }
    if standings[parent].home().is_none() {
        return Ok(Fate::stays(Flag::CustodianElsewhere { child: index }));
    }
    Ok(Fate {
        following: Some(Following::new(member, home, parent)),
        flag: grown.then_some(Flag::GrownChildFollows { child: index }),
    })
}

/// Whose card a child follows. Below 17 its own wish decides nothing; from 17 on nothing else does.
fn chosen_parent(child: &ChildCustody, grown: bool) -> Option<Role> {
    match child.custody {
        Some((parent, CustodyBasis::OwnChoice)) if grown => Some(parent),
        Some((parent, CustodyBasis::Ruling | CustodyBasis::SignedStatement)) if !grown => Some(parent),
        _ => None,
    }
}

fn decided_on(scene: &Scene<'_>, child: usize) -> bool {
    scene.decided(&Decision::AcceptChild { child }) || scene.decided(&Decision::SetChildAside { child })
}

/// Whether a child outside this register may live with a parent outside it: unless the child is to follow a
/// parent who lives here, and so would have to be moved in first.
fn may_be_elsewhere(child: &ChildCustody, standings: &Parties<Standing<'_>>) -> bool {
    let away = |role: Role| matches!(standings[role], Standing::Elsewhere { .. } | Standing::Away);
    match child.custody {
        Some((parent, _)) => away(parent),
        None => Role::BOTH.into_iter().any(away),
    }
}

/// Whether a member is alive and may not head a card: under 17 and never married.
pub(super) fn is_minor(scene: &Scene<'_>, member: &Member) -> bool {
    member.person.vital == Vital::Alive && !member.person.may_head(scene.today)
}
