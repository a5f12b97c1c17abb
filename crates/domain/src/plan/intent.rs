//! What each party will do: their own choice, or the default.

use super::matching::Standing;
use super::{Hold, Situation};
use crate::decree::{Choice, Parties, Role};
use crate::household::{Address, Household};
use crate::identity::HouseholdId;
use crate::people::Relationship;

/// What a resident party does. `None` for a party who lives elsewhere.
#[derive(Debug, Clone)]
pub(super) enum Intent {
    Stay,
    Found {
        address: Address,
    },
    Join {
        host: HouseholdId,
        relationship: Relationship,
    },
    Leave,
}

pub(super) fn intents(
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<Parties<Option<Intent>>, Hold> {
    let intents = Parties::try_from_fn(|role| match &standings[role] {
        Standing::Elsewhere { .. } => Ok(None),
        Standing::Resident { home, .. } => match &situation.decree.parties[role].choice {
            Some(choice) => chosen(situation, home, role, choice).map(Some),
            None => by_default(situation, standings, home, role).map(Some),
        },
    })?;
    if let (Some(Intent::Stay), Some(Intent::Stay)) = (&intents.petitioner, &intents.respondent)
        && share_a_home(standings)
    {
        return Err(Hold::ContradictoryChoices);
    }
    Ok(intents)
}

fn chosen(situation: &Situation<'_>, home: &Household, role: Role, choice: &Choice) -> Result<Intent, Hold> {
    match choice {
        Choice::Keep => Ok(Intent::Stay),
        // A head who stays at the same address and asks for an "own" card has it already.
        Choice::Own { address: None } if is_head(situation, home, role) => Ok(Intent::Stay),
        Choice::Own { address } => Ok(Intent::Found {
            address: address.clone().unwrap_or_else(|| home.address.clone()),
        }),
        Choice::Join {
            host,
            relationship,
            host_consents,
        } => {
            let found = situation
                .others
                .iter()
                .chain(situation.homes.iter().filter_map(|(_, home)| *home))
                .find(|candidate| candidate.is_active() && candidate.number == *host)
                .ok_or(Hold::HostNotFound { role })?;
            if found.id == home.id
                || matches!(
                    relationship,
                    Relationship::Head | Relationship::Husband | Relationship::Wife
                )
            {
                return Err(Hold::ContradictoryChoices);
            }
            if !host_consents {
                return Err(Hold::HostConsentMissing { role });
            }
            Ok(Intent::Join {
                host: found.id,
                relationship: *relationship,
            })
        }
        Choice::Leave { .. } => Ok(Intent::Leave),
    }
}

/// The default when nothing is said: the head keeps the card, the other party forms an own one. Where neither
/// is the head, the one who married into the house forms the own card. Parties on different cards stay there.
fn by_default(
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
    home: &Household,
    role: Role,
) -> Result<Intent, Hold> {
    if !share_a_home(standings) || is_head(situation, home, role) {
        return Ok(Intent::Stay);
    }
    let own_card = Intent::Found {
        address: home.address.clone(),
    };
    let other_goes = matches!(
        situation.decree.parties[role.other()].choice,
        Some(Choice::Join { .. } | Choice::Leave { .. } | Choice::Own { address: Some(_) })
    );
    if is_head(situation, home, role.other()) {
        return Ok(if other_goes { Intent::Stay } else { own_card });
    }
    if other_goes {
        return Ok(Intent::Stay);
    }
    let relationship = |of: Role| {
        home.member(&situation.decree.parties[of].nik)
            .map(|member| member.relationship)
    };
    match (relationship(role), relationship(role.other())) {
        (Some(Relationship::ChildInLaw), Some(other)) if other != Relationship::ChildInLaw => Ok(own_card),
        (Some(own), Some(Relationship::ChildInLaw)) if own != Relationship::ChildInLaw => Ok(Intent::Stay),
        _ => Err(Hold::ChoiceNeeded),
    }
}

fn is_head(situation: &Situation<'_>, home: &Household, role: Role) -> bool {
    home.head()
        .is_some_and(|head| head.person.nik == situation.decree.parties[role].nik)
}

fn share_a_home(standings: &Parties<Standing<'_>>) -> bool {
    match (standings.petitioner.home(), standings.respondent.home()) {
        (Some(one), Some(other)) => one.id == other.id,
        _ => false,
    }
}
