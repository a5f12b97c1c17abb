//! Carries out what was decided: who leaves which card, who stays, and under which head.

use std::collections::BTreeMap;

use super::children::Following;
use super::draft::{Draft, Numbering, Plan};
use super::intent::Intent;
use super::matching::Standing;
use super::{Hold, HouseholdRef, Outcome, Situation};
use crate::decree::{Parties, Role};
use crate::household::{Address, Household, HouseholdState, Member};
use crate::identity::{CaseId, HouseholdId, Nik};
use crate::people::{Relationship, after_head_leaves};

/// A card being rewritten: who has gone, who has come.
struct Card<'a> {
    before: &'a Household,
    members: Vec<Member>,
}

/// Cards by household, touched ones only.
struct Cards<'a> {
    situation: &'a Situation<'a>,
    touched: BTreeMap<HouseholdId, Card<'a>>,
}

impl<'a> Cards<'a> {
    fn touch(&mut self, id: HouseholdId) -> Result<&mut Card<'a>, Hold> {
        let situation = self.situation;
        let before = situation
            .homes
            .iter()
            .filter_map(|(_, home)| *home)
            .chain(situation.others)
            .find(|home| home.id == id)
            .ok_or(Hold::RegisterDamaged)?;
        Ok(self.touched.entry(id).or_insert_with(|| Card {
            before,
            members: before.members.clone(),
        }))
    }

    /// Takes people off a card, in the card's order.
    fn take(&mut self, id: HouseholdId, leaving: &[&Nik]) -> Result<Vec<Member>, Hold> {
        let card = self.touch(id)?;
        let (gone, staying) = std::mem::take(&mut card.members)
            .into_iter()
            .partition(|m| leaving.contains(&&m.person.nik));
        card.members = staying;
        Ok(gone)
    }
}

/// The household a head founds when they take the number away: those who stay behind.
const REMAINING: &str = "remaining";

pub(super) fn carry_out(
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
    intents: &Parties<Option<Intent>>,
    following: &[Following],
) -> Result<Plan, Hold> {
    let mut cards = Cards {
        situation,
        touched: BTreeMap::new(),
    };
    let mut plan = Plan {
        drafts: Vec::new(),
        outcomes: Parties::from_fn(|_| Outcome::Left),
        departures: Vec::new(),
        reissued: Vec::new(),
        marriage_registry: situation
            .decree
            .marriage
            .region
            .clone()
            .filter(|region| region != situation.city),
        flags: Vec::new(),
    };
    divorce(&mut cards, situation, standings)?;

    // Those who go first, so that arrivals meet the cards as they will be.
    let mut parted = Vec::new();
    for role in Role::BOTH {
        if let (Standing::Resident { home, person, .. }, Some(intent)) = (&standings[role], &intents[role])
            && !matches!(intent, Intent::Stay)
        {
            let group = take_group(&mut cards, home.id, &person.nik, role, following)?;
            parted.push((role, *home, intent, group));
        }
    }
    for (role, standing) in standings.iter() {
        if let (Standing::Resident { home, person, .. }, Some(Intent::Stay)) = (standing, &intents[role]) {
            let arriving = take_children_from_elsewhere(&mut cards, home.id, role, following)?;
            let card = cards.touch(home.id)?;
            receive(card, &person.nik, arriving);
            no_longer_in_law(card, &person.nik);
            let household = HouseholdRef {
                id: home.id,
                version: home.version.saturating_add(1),
            };
            plan.outcomes[role] = Outcome::Stayed { household };
            plan.reissued.push(person.id);
        }
    }
    for (role, home, intent, group) in parted {
        part(&mut cards, &mut plan, situation, role, home, intent, group)?;
    }
    settle_cards(cards, &mut plan, situation, standings)?;
    for (role, standing) in standings.iter() {
        if let Standing::Elsewhere { region } = standing {
            plan.outcomes[role] = Outcome::Elsewhere {
                region: region.clone(),
            };
        }
    }
    Ok(plan)
}

/// Writes the new marital status into both records, on the card they stand on now.
fn divorce(
    cards: &mut Cards<'_>,
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<(), Hold> {
    for (_, standing) in standings.iter() {
        if let Standing::Resident {
            home,
            person,
            marriage,
        } = standing
        {
            let nik = person.nik.clone();
            for member in &mut cards.touch(home.id)?.members {
                if member.person.nik == nik {
                    member.person.divorce(
                        *marriage,
                        situation.settled.divorced_on,
                        &situation.settled.akta.number,
                    );
                }
            }
        }
    }
    Ok(())
}

/// The party and the children who follow them: from the same card and from any other.
fn take_group(
    cards: &mut Cards<'_>,
    home: HouseholdId,
    party: &Nik,
    role: Role,
    following: &[Following],
) -> Result<Vec<Member>, Hold> {
    let mut leaving = vec![party];
    leaving.extend(
        following
            .iter()
            .filter(|f| f.parent == role && f.from == home)
            .map(|f| &f.child),
    );
    let (mut group, children): (Vec<_>, Vec<_>) = cards
        .take(home, &leaving)?
        .into_iter()
        .partition(|member| member.person.nik == *party);
    group.extend(children);
    group.extend(take_children_from_elsewhere(cards, home, role, following)?);
    Ok(group)
}

fn take_children_from_elsewhere(
    cards: &mut Cards<'_>,
    home: HouseholdId,
    role: Role,
    following: &[Following],
) -> Result<Vec<Member>, Hold> {
    let mut children = Vec::new();
    for child in following.iter().filter(|f| f.parent == role && f.from != home) {
        children.extend(cards.take(child.from, &[&child.child])?);
    }
    Ok(children)
}

/// Puts children on the card their parent is on. Beside a head or spouse they are *anak*, beside a child of the house
/// *cucu*, otherwise relatives.
fn receive(card: &mut Card<'_>, parent: &Nik, arriving: Vec<Member>) {
    let parent = card
        .members
        .iter()
        .find(|m| m.person.nik == *parent)
        .map(|m| m.relationship);
    let relationship = beside(parent);
    card.members.extend(arriving.into_iter().map(|member| Member {
        relationship,
        ..member
    }));
}

/// A former *menantu* who stays in the house is kin without a degree, unless another marriage lasts.
fn no_longer_in_law(card: &mut Card<'_>, party: &Nik) {
    for member in &mut card.members {
        if member.person.nik == *party
            && member.relationship == Relationship::ChildInLaw
            && !member.person.marital_status.is_married()
        {
            member.relationship = Relationship::OtherRelative;
        }
    }
}

fn beside(parent: Option<Relationship>) -> Relationship {
    match parent {
        Some(Relationship::Head | Relationship::Husband | Relationship::Wife) => Relationship::Child,
        Some(Relationship::Child | Relationship::ChildInLaw) => Relationship::Grandchild,
        _ => Relationship::OtherRelative,
    }
}

/// Brings a party and their children to where they go.
fn part(
    cards: &mut Cards<'_>,
    plan: &mut Plan,
    situation: &Situation<'_>,
    role: Role,
    home: &Household,
    intent: &Intent,
    mut group: Vec<Member>,
) -> Result<(), Hold> {
    let Some(party) = group.first() else {
        return Err(Hold::RegisterDamaged);
    };
    let (party_id, was_head) = (party.person.id, party.relationship == Relationship::Head);
    match intent {
        Intent::Stay => {}
        Intent::Found { address } => {
            for (position, member) in group.iter_mut().enumerate() {
                member.relationship = if position == 0 {
                    Relationship::Head
                } else {
                    Relationship::Child
                };
            }
            let draft = if was_head {
                // The number goes with the head (UU 23/2006 art. 61(3)); those who stay get a new one.
                head_moves(cards, home, address, group)?
            } else {
                found(situation.case.founded_household(role.as_str()), address, group)
            };
            let household = HouseholdRef {
                id: draft.id,
                version: draft.version(),
            };
            plan.outcomes[role] = if was_head {
                Outcome::Stayed { household }
            } else {
                Outcome::Founded { household }
            };
            plan.drafts.push(draft);
            plan.reissued.push(party_id);
        }
        Intent::Join { host, relationship } => {
            let card = cards.touch(*host)?;
            let household = HouseholdRef {
                id: *host,
                version: card.before.version.saturating_add(1),
            };
            for (position, member) in group.iter_mut().enumerate() {
                member.relationship = if position == 0 {
                    *relationship
                } else {
                    beside(Some(*relationship))
                };
            }
            card.members.extend(group);
            plan.outcomes[role] = Outcome::Joined { household };
            plan.reissued.push(party_id);
        }
        Intent::Leave => {
            plan.departures
                .extend(group.into_iter().map(|member| member.person.nik));
            plan.outcomes[role] = Outcome::Left;
        }
    }
    Ok(())
}

fn head_moves(
    cards: &mut Cards<'_>,
    home: &Household,
    address: &Address,
    members: Vec<Member>,
) -> Result<Draft, Hold> {
    // From here on the old card is "those who remain": it must not be drafted under the head's number again.
    cards.touch(home.id)?;
    Ok(Draft {
        id: home.id,
        replaces: Some(home.version),
        numbering: Numbering::Keep(home.number.clone()),
        address: address.clone(),
        members,
        state: HouseholdState::Active,
    })
}

fn found(id: HouseholdId, address: &Address, members: Vec<Member>) -> Draft {
    Draft {
        id,
        replaces: None,
        numbering: Numbering::FromPool(address.kelurahan.kecamatan()),
        address: address.clone(),
        members,
        state: HouseholdState::Active,
    }
}

/// Turns every touched card into a new version: under its head, under a new head with a new number, or closed.
fn settle_cards(
    cards: Cards<'_>,
    plan: &mut Plan,
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
) -> Result<(), Hold> {
    let case = situation.case;
    for (id, card) in cards.touched {
        let before = card.before;
        let taken_along = plan.drafts.iter().any(|draft| draft.id == id);
        if card
            .members
            .iter()
            .any(|member| member.relationship == Relationship::Head)
        {
            plan.drafts.push(Draft {
                id,
                replaces: Some(before.version),
                numbering: Numbering::Keep(before.number.clone()),
                address: before.address.clone(),
                members: card.members,
                state: HouseholdState::Active,
            });
            continue;
        }
        if !taken_along {
            plan.drafts.push(Draft {
                id,
                replaces: Some(before.version),
                numbering: Numbering::Keep(before.number.clone()),
                address: before.address.clone(),
                members: Vec::new(),
                state: HouseholdState::Closed,
            });
        }
        if !card.members.is_empty() {
            remain(case, plan, situation, standings, before, card.members)?;
        }
    }
    Ok(())
}

/// The head has gone: those who stay get a new number under the party who stayed.
fn remain(
    case: CaseId,
    plan: &mut Plan,
    situation: &Situation<'_>,
    standings: &Parties<Standing<'_>>,
    before: &Household,
    mut members: Vec<Member>,
) -> Result<(), Hold> {
    let stayed = standings.iter().find_map(|(role, standing)| match standing {
        Standing::Resident { home, person, .. }
            if home.id == before.id && members.iter().any(|m| m.person.nik == person.nik) =>
        {
            Some((role, &person.nik))
        }
        _ => None,
    });
    let Some((role, new_head)) = stayed else {
        return Err(if members.iter().any(|m| m.person.may_head(situation.today)) {
            Hold::HeadMustBeChosen
        } else {
            Hold::ChildrenAlone
        });
    };
    // The old head's other spouse does not follow the divorced one.
    if members.iter().any(|member| {
        member.person.nik != *new_head
            && matches!(member.relationship, Relationship::Husband | Relationship::Wife)
    }) {
        return Err(Hold::HeadMustBeChosen);
    }
    for member in &mut members {
        member.relationship = if member.person.nik == *new_head {
            Relationship::Head
        } else {
            after_head_leaves(member.relationship)
        };
    }
    members.sort_by_key(|member| member.relationship != Relationship::Head);
    let draft = found(
        case.founded_household(&format!("{REMAINING}/{}", before.id)),
        &before.address,
        members,
    );
    plan.outcomes[role] = Outcome::Founded {
        household: HouseholdRef {
            id: draft.id,
            version: draft.version(),
        },
    };
    plan.drafts.push(draft);
    Ok(())
}
