//! Everybody returns to the card they were on.

use std::collections::BTreeMap;

use super::{Later, Moved, Scene, last_written};
use crate::decree::Role;
use crate::household::{Household, HouseholdState, Member};
use crate::identity::{HouseholdId, Nik};
use crate::people::{Person, Relationship, Vital};
use crate::plan::Hold;
use crate::plan::draft::Draft;
use crate::plan::moves::{close, found, go_on, under};

/// Who stands where at the end.
struct Return<'a> {
    scene: &'a Scene<'a>,
    records: &'a [Person],
    /// Cards the case wrote, as they are now.
    now: BTreeMap<HouseholdId, &'a Household>,
    /// Their members at the end.
    members: BTreeMap<HouseholdId, Vec<Member>>,
    founded: Vec<Draft>,
}

/// Nobody else has changed the cards since. Who left the city comes back on paper only: their record is in another
/// city's register, and so is that of the children who went along.
pub(super) fn as_before(later: &Later<'_>, scene: &Scene<'_>, records: &[Person]) -> Result<Moved, Hold> {
    let mut back = Return {
        scene,
        records,
        now: last_written(later)
            .keys()
            .filter_map(|id| Some((*id, scene.household(*id)?)))
            .collect(),
        members: BTreeMap::new(),
        founded: Vec::new(),
    };
    for home in later.before.iter().filter(|home| home.is_active()) {
        back.bring_back(later, home);
    }
    back.nobody_is_lost()?;
    Ok(back.drafts())
}

impl Return<'_> {
    /// Somebody as their record is at the end, with the card they are on now.
    fn present(&self, nik: &Nik) -> Option<(HouseholdId, Member)> {
        let (id, member) = self
            .now
            .values()
            .filter(|home| home.is_active())
            .find_map(|home| Some((home.id, home.member(nik)?)))?;
        let record = self.records.iter().find(|record| record.nik == *nik);
        (member.person.vital == Vital::Alive).then(|| {
            (
                id,
                Member {
                    person: record.unwrap_or(&member.person).clone(),
                    relationship: member.relationship,
                },
            )
        })
    }

    /// Those of one card who are still in the city come together again.
    fn bring_back(&mut self, later: &Later<'_>, home: &Household) {
        let people: Vec<Member> = home
            .members
            .iter()
            .filter_map(|member| {
                let (_, present) = self.present(&member.person.nik)?;
                Some(Member {
                    relationship: member.relationship,
                    ..present
                })
            })
            .collect();
        let old_head = people
            .iter()
            .find(|member| member.relationship == Relationship::Head);
        let kept = self
            .now
            .get(&home.id)
            .filter(|now| now.is_active())
            .and_then(|now| now.head())
            .is_some_and(|head| old_head.is_some_and(|old| old.person.nik == head.person.nik));
        if kept {
            // The number is where its head is, and so is the family, at the address where the head lives now.
            self.put(home.id, people);
        } else if let Some((id, head)) = self.new_house(later, &people) {
            let members = under(self.scene, home, &head, people);
            self.put(id, members);
        } else if old_head.is_some() {
            // The card was closed when its head joined another one. It stays closed; the family gets a new one.
            let id = self.scene.founded(&format!("{REUNITED}/{}", home.id));
            self.founded.push(found(id, &home.address, people));
        } else {
            // Its head is not here any more, and nobody of it heads a card: everybody stays where they are.
            let present: Vec<_> = people
                .iter()
                .filter_map(|member| self.present(&member.person.nik))
                .collect();
            for (id, member) in present {
                self.put(id, vec![member]);
            }
        }
    }

    fn put(&mut self, id: HouseholdId, members: Vec<Member>) {
        self.members.entry(id).or_default().extend(members);
    }

    /// A card that the case founded and one of these people heads: a party's before anybody else's.
    fn new_house(&self, later: &Later<'_>, people: &[Member]) -> Option<(HouseholdId, Nik)> {
        let headed = |nik: &Nik| {
            self.now
                .values()
                .filter(|home| home.is_active() && later.before.iter().all(|before| before.id != home.id))
                .find(|home| home.head().is_some_and(|head| head.person.nik == *nik))
                .map(|home| (home.id, nik.clone()))
        };
        let parties = Role::BOTH
            .into_iter()
            .filter_map(|role| self.scene.decree.parties[role].nik.as_ref())
            .filter(|nik| people.iter().any(|member| member.person.nik == **nik));
        let others = people.iter().map(|member| &member.person.nik);
        parties.chain(others).find_map(headed)
    }

    /// Everybody on the cards the case wrote stands on one of them at the end, once.
    fn nobody_is_lost(&self) -> Result<(), Hold> {
        let mut before: Vec<&Nik> = self
            .now
            .values()
            .flat_map(|home| &home.members)
            .filter(|member| member.person.vital == Vital::Alive)
            .map(|member| &member.person.nik)
            .collect();
        let mut after: Vec<&Nik> = self
            .members
            .values()
            .flatten()
            .chain(self.founded.iter().flat_map(|draft| &draft.members))
            .map(|member| &member.person.nik)
            .collect();
        before.sort_by_key(|nik| nik.as_str());
        after.sort_by_key(|nik| nik.as_str());
        if before == after {
            Ok(())
        } else {
            Err(Hold::AmendmentImpossible)
        }
    }

    fn drafts(mut self) -> Moved {
        let mut drafts = Vec::new();
        for (id, home) in &self.now {
            let mut members = self.members.remove(id).unwrap_or_default();
            members.sort_by_key(|member| member.relationship != Relationship::Head);
            if members.is_empty() && home.state == HouseholdState::Active {
                drafts.push(close(home));
            } else if members != home.members {
                drafts.push(go_on(home, members));
            }
        }
        drafts.append(&mut self.founded);
        Moved {
            drafts,
            ..Moved::default()
        }
    }
}

/// What the household is founded as in which a family comes together again.
const REUNITED: &str = "reunited";
