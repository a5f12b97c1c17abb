//! Custody of a child changes afterwards.

use super::{Later, Moved, Scene, standings};
use crate::decree::Parties;
use crate::plan::children::fate;
use crate::plan::intent::Intent;
use crate::plan::matching::are_married;
use crate::plan::{Flag, Hold, moves};

/// Brings one child to the card its parent is on now. Everybody else stays.
pub(super) fn entrust(
    later: &Later<'_>,
    scene: &Scene<'_>,
    child: usize,
) -> Result<(Moved, Vec<Flag>), Hold> {
    let standings = standings(scene);
    // How the divorce parted them is over.
    if are_married(&standings) {
        return Err(Hold::AmendmentImpossible);
    }
    let decreed = later
        .decree
        .children
        .get(child)
        .ok_or(Hold::AmendmentImpossible)?;
    let fate = fate(scene, &standings, child, decreed)?;
    let flags = fate.flag.into_iter().collect();
    let Some(following) = fate.following else {
        return Ok((Moved::default(), flags));
    };
    if standings[following.parent]
        .home()
        .is_some_and(|home| home.id == following.from)
    {
        return Ok((Moved::default(), flags));
    }
    let intents = Parties::from_fn(|role| standings[role].home().map(|_| Intent::Stay));
    let moved = moves::carry_out(scene, later.settled, &standings, &intents, &[following])?;
    Ok((moved, flags))
}
