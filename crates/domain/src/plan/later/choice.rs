//! A party says afterwards where to stand.

use super::{Later, Moved, Scene, Standing, standings};
use crate::decree::{Parties, Role};
use crate::plan::children::{Following, along, is_minor, only_parent};
use crate::plan::intent::{Intent, apart, chosen};
use crate::plan::matching::are_married;
use crate::plan::{Flag, Hold, moves};

/// Moves one party, with the children who go along, from where they stand now. Everybody else stays.
pub(super) fn choose(later: &Later<'_>, scene: &Scene<'_>, role: Role) -> Result<(Moved, Vec<Flag>), Hold> {
    let standings = standings(scene);
    // How the divorce parted them is over.
    if are_married(&standings) {
        return Err(Hold::AmendmentImpossible);
    }
    let Standing::Resident { home, .. } = &standings[role] else {
        return Err(Hold::AmendmentImpossible);
    };
    let wish = match &later.decree.parties[role].choice {
        Some(choice) => chosen(scene, &standings, home, role, choice)?,
        None => Intent::Stay,
    };
    if matches!(wish, Intent::Stay) {
        return Ok((Moved::default(), Vec::new()));
    }
    let intents = Parties::from_fn(|of| {
        if of == role {
            Some(wish.clone())
        } else {
            standings[of].home().map(|_| Intent::Stay)
        }
    });
    apart(&intents, &standings)?;
    let mut following = along(scene, home, role);
    following.extend(only_parent(scene, &standings, &intents, &following));
    let flags = grown(later, scene, &following);
    let moved = moves::carry_out(scene, later.settled, &standings, &intents, &following)?;
    Ok((moved, flags))
}

fn grown(later: &Later<'_>, scene: &Scene<'_>, following: &[Following]) -> Vec<Flag> {
    later
        .decree
        .children
        .iter()
        .enumerate()
        .filter(|(_, child)| {
            following.iter().any(|follows| follows.child == child.nik)
                && scene
                    .card_of(&child.nik)
                    .is_some_and(|(_, member)| !is_minor(scene, member))
        })
        .map(|(child, _)| Flag::GrownChildFollows { child })
        .collect()
}
