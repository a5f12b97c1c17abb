//! Where a party stands once the cards are rewritten.

use super::draft::Draft;
use super::matching::Standing;
use super::moves::Moved;
use super::scene::Scene;
use super::{Flag, Outcome};
use crate::decree::Parties;
use crate::household::{Household, Member};
use crate::identity::Nik;
use crate::people::Relationship;

/// Where a party stands after the first change.
pub(super) fn after(standing: &Standing<'_>, moved: &Moved) -> Outcome {
    match standing {
        Standing::Resident { home, person, .. } => resident(home, &person.nik, moved),
        Standing::Elsewhere { region } => Outcome::Elsewhere {
            region: region.clone(),
        },
        Standing::Deceased { .. } | Standing::Away => Outcome::NothingDue,
    }
}

/// Where somebody stands who lived on this card before.
fn resident(home: &Household, nik: &Nik, moved: &Moved) -> Outcome {
    match place(&moved.drafts, nik) {
        Some((draft, member)) => stands(home, draft, member),
        None => Outcome::Left,
    }
}

fn stands(home: &Household, draft: &Draft, member: &Member) -> Outcome {
    let household = draft.reference();
    if draft.id == home.id {
        Outcome::Stayed { household }
    } else if draft.replaces.is_none() && member.relationship == Relationship::Head {
        Outcome::Founded { household }
    } else {
        Outcome::Joined { household }
    }
}

/// Where a party stands after a later change. Who keeps the household they had after the one before is told the same,
/// with the new version.
pub(super) fn later(before: &Outcome, home: Option<&Household>, nik: Option<&Nik>, moved: &Moved) -> Outcome {
    let (Some(home), Some(nik)) = (home, nik) else {
        return before.clone();
    };
    if moved.departures.contains(nik) {
        // Whoever is on no card any more has moved away, or has died since.
        let moves_away = moved.drafts.iter().any(|draft| draft.names_leaver(nik));
        return if moves_away {
            Outcome::Left
        } else {
            Outcome::NothingDue
        };
    }
    let Some((draft, member)) = place(&moved.drafts, nik) else {
        return before.clone();
    };
    let same = before
        .household()
        .is_some_and(|household| household.id == draft.id);
    match before {
        Outcome::Stayed { .. } if same => Outcome::Stayed {
            household: draft.reference(),
        },
        Outcome::Founded { .. } if same => Outcome::Founded {
            household: draft.reference(),
        },
        Outcome::Joined { .. } if same => Outcome::Joined {
            household: draft.reference(),
        },
        _ => stands(home, draft, member),
    }
}

/// The draft somebody stands on.
pub(super) fn place<'a>(drafts: &'a [Draft], nik: &Nik) -> Option<(&'a Draft, &'a Member)> {
    drafts.iter().find_map(|draft| {
        let member = draft.members.iter().find(|member| member.person.nik == *nik)?;
        Some((draft, member))
    })
}

/// The ruling's order to hold documents back never touches a child's papers: where a child under 17 stands on the
/// debtor's card, nothing is held back.
pub(super) fn duty_not_applied(
    scene: &Scene<'_>,
    outcomes: &Parties<Outcome>,
    drafts: &[Draft],
) -> Option<Flag> {
    let role = scene.decree.duty_order.as_ref()?.role;
    let household = outcomes[role].household()?;
    let draft = drafts.iter().find(|draft| draft.id == household.id)?;
    draft
        .members
        .iter()
        .any(|member| member.person.age_on(scene.today) < 17)
        .then_some(Flag::DutyNotApplied { role })
}
