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
            Some(choice) => chosen(situation, standings, home, role, choice).map(Some),
            None => by_default(situation, standings, home, role).map(Some),
        },
    })?;
    // Former spouses never share a card afterwards.
    let petitioner = destination(intents.petitioner.as_ref(), standings, Role::Petitioner);
    if petitioner.is_some()
        && petitioner == destination(intents.respondent.as_ref(), standings, Role::Respondent)
    {
        return Err(Hold::ContradictoryChoices);
    }
    Ok(intents)
}

/// The existing card a party stands on afterwards, if it is one.
fn destination(
    intent: Option<&Intent>,
    standings: &Parties<Standing<'_>>,
    role: Role,
) -> Option<HouseholdId> {
    match intent? {
        Intent::Stay => standings[role].home().map(|home| home.id),
        Intent::Join { host, .. } => Some(*host),
        Intent::Found { .. } | Intent::Leave => None,
    }
}

fn chosen(
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
    home: &Household,
    role: Role,
    choice: &Choice,
) -> Result<Intent, Hold> {
    match choice {
        Choice::Keep => Ok(Intent::Stay),
        Choice::Own { address } => {
            let address = address.as_ref().unwrap_or(&home.address);
            if address.kelurahan.city() != home.address.kelurahan.city() {
                return Err(Hold::ContradictoryChoices);
            }
            let stays_put = *address == home.address;
            let other = role.other();
            // A head who stays at the same address and asks for an "own" card has it already. So has the other
            // party, once the head takes the number away and leaves the house to them.
            let has_it = is_head(situation, home, role)
                || (share_a_home(standings)
                    && is_head(situation, home, other)
                    && goes(situation, home, other));
            Ok(if stays_put && has_it {
                Intent::Stay
            } else {
                Intent::Found {
                    address: address.clone(),
                }
            })
        }
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
    let other_goes = goes(situation, home, role.other());
    if is_head(situation, home, role.other()) {
        return Ok(if other_goes { Intent::Stay } else { own_card });
    }
    let married_in = |of: Role| {
        home.members
            .iter()
            .find(|member| situation.decree.parties[of].is(&member.person.nik))
            .is_some_and(|member| member.relationship == Relationship::ChildInLaw)
    };
    match (married_in(role), married_in(role.other())) {
        (true, false) => Ok(own_card),
        (false, true) => Ok(Intent::Stay),
        _ if other_goes => Ok(Intent::Stay),
        _ => Err(Hold::ChoiceNeeded),
    }
}

/// Whether a party's own wish takes them off the card they share with the other.
fn goes(situation: &Situation<'_>, home: &Household, role: Role) -> bool {
    match &situation.decree.parties[role].choice {
        None | Some(Choice::Keep) => false,
        Some(Choice::Join { .. } | Choice::Leave { .. }) => true,
        Some(Choice::Own { address }) => {
            !is_head(situation, home, role) || address.as_ref().is_some_and(|new| *new != home.address)
        }
    }
}

fn is_head(situation: &Situation<'_>, home: &Household, role: Role) -> bool {
    home.head()
        .is_some_and(|head| situation.decree.parties[role].is(&head.person.nik))
}

fn share_a_home(standings: &Parties<Standing<'_>>) -> bool {
    match (standings.petitioner.home(), standings.respondent.home()) {
        (Some(one), Some(other)) => one.id == other.id,
        _ => false,
    }
}
