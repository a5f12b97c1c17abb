//! What each party will do: their own choice, or the default.

use super::matching::{Ending, Standing, are_married, stands_there};
use super::scene::Scene;
use super::{Decision, Hold};
use crate::decree::{Choice, Parties, Role};
use crate::household::{Address, Household};
use crate::identity::{CityCode, HouseholdId};
use crate::people::{Relationship, Text, Vital};

/// What a resident party does. `None` for a party who has no card here.
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
    Leave {
        destination: Text<60>,
        region: Option<CityCode>,
    },
}

pub(super) fn intents(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<Parties<Option<Intent>>, Hold> {
    // Who are married to each other again since the ruling live as they live.
    if married_again(standings) {
        return Ok(Parties::from_fn(|_| Some(Intent::Stay)));
    }
    let intents = Parties::try_from_fn(|role| match &standings[role] {
        Standing::Resident { home, .. } => match &scene.decree.parties[role].choice {
            Some(choice) => chosen(scene, standings, home, role, choice).map(Some),
            None => by_default(scene, standings, home, role).map(Some),
        },
        Standing::Elsewhere { .. } | Standing::Deceased { .. } | Standing::Away => Ok(None),
    })?;
    apart(&intents, standings)?;
    Ok(intents)
}

/// Former spouses never share a card afterwards, and nobody joins a card whose head takes it away.
pub(super) fn apart(
    intents: &Parties<Option<Intent>>,
    standings: &Parties<Standing<'_>>,
) -> Result<(), Hold> {
    let destinations = Parties::from_fn(|role| destination(intents[role].as_ref(), standings, role));
    let same = destinations.petitioner.is_some() && destinations.petitioner == destinations.respondent;
    let chases = Role::BOTH.into_iter().any(|role| {
        matches!((&intents[role], &standings[role.other()]),
            (Some(Intent::Join { host, .. }), Standing::Resident { home, person, .. })
                if home.id == *host && home.head().is_some_and(|head| head.person.nik == person.nik))
    });
    if same || chases {
        Err(Hold::ContradictoryChoices)
    } else {
        Ok(())
    }
}

fn married_again(standings: &Parties<Standing<'_>>) -> bool {
    let remarried = |standing: &Standing<'_>| {
        matches!(
            standing,
            Standing::Resident {
                ending: Ending::Remarried,
                ..
            }
        )
    };
    are_married(standings) && standings.iter().all(|(_, standing)| remarried(standing))
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
        Intent::Found { .. } | Intent::Leave { .. } => None,
    }
}

/// Carries a party's own wish.
pub(super) fn chosen(
    scene: &Scene<'_>,
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
            Ok(if stays_put && has_the_house(scene, standings, home, role) {
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
            let found = scene
                .households()
                .find(|candidate| candidate.is_active() && candidate.number == *host)
                .ok_or(Hold::HostNotFound { role })?;
            if found.id == home.id
                || stands_there(scene, role.other(), found)
                || matches!(
                    relationship,
                    Relationship::Head | Relationship::Husband | Relationship::Wife
                )
            {
                return Err(Hold::ContradictoryChoices);
            }
            if !host_consents && !scene.decided(&Decision::RecordHostConsent { role }) {
                return Err(Hold::HostConsentMissing { role });
            }
            Ok(Intent::Join {
                host: found.id,
                relationship: *relationship,
            })
        }
        // Who moves within the city does not leave it.
        Choice::Leave {
            region: Some(region), ..
        } if *region == home.address.kelurahan.city() => Err(Hold::ContradictoryChoices),
        Choice::Leave { destination, region } => Ok(Intent::Leave {
            destination: destination.clone(),
            region: region.clone(),
        }),
    }
}

/// A head who asks for an "own" card at the same address has it already. So has the other party, once the head has died,
/// or takes the number away and leaves the house to them.
fn has_the_house(scene: &Scene<'_>, standings: &Parties<Standing<'_>>, home: &Household, role: Role) -> bool {
    let other = role.other();
    let headless = home
        .head()
        .is_none_or(|head| head.person.vital == Vital::Deceased);
    is_head(scene, home, role)
        || headless
        || (share_a_home(standings) && is_head(scene, home, other) && goes(scene, home, other))
}

/// The default when nothing is said: the head keeps the card, the other party forms an own one. Where neither
/// is the head, the one who married into the house forms the own card. Parties on different cards stay there.
fn by_default(
    scene: &Scene<'_>,
    standings: &Parties<Standing<'_>>,
    home: &Household,
    role: Role,
) -> Result<Intent, Hold> {
    if !share_a_home(standings) || is_head(scene, home, role) {
        return Ok(Intent::Stay);
    }
    let own_card = Intent::Found {
        address: home.address.clone(),
    };
    let other_goes = goes(scene, home, role.other());
    if is_head(scene, home, role.other()) {
        return Ok(if other_goes { Intent::Stay } else { own_card });
    }
    let married_in = |of: Role| {
        home.members
            .iter()
            .find(|member| scene.decree.parties[of].is(&member.person.nik))
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
fn goes(scene: &Scene<'_>, home: &Household, role: Role) -> bool {
    match &scene.decree.parties[role].choice {
        None | Some(Choice::Keep) => false,
        Some(Choice::Join { .. } | Choice::Leave { .. }) => true,
        Some(Choice::Own { address }) => {
            !is_head(scene, home, role) || address.as_ref().is_some_and(|new| *new != home.address)
        }
    }
}

fn is_head(scene: &Scene<'_>, home: &Household, role: Role) -> bool {
    home.head()
        .is_some_and(|head| scene.decree.parties[role].is(&head.person.nik))
}

fn share_a_home(standings: &Parties<Standing<'_>>) -> bool {
    match (standings.petitioner.home(), standings.respondent.home()) {
        (Some(one), Some(other)) => one.id == other.id,
        _ => false,
    }
}
