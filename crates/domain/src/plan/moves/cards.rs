//! Cards being rewritten.

use std::collections::BTreeMap;

use crate::household::{Household, Member};
use crate::identity::{HouseholdId, Nik};
use crate::people::Relationship;
use crate::plan::Hold;
use crate::plan::scene::Scene;

/// A card being rewritten: who has gone, who has come.
pub(super) struct Card<'a> {
    pub(super) before: &'a Household,
    pub(super) members: Vec<Member>,
}

impl Card<'_> {
    pub(super) fn head(&self) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.relationship == Relationship::Head)
    }
}

/// Cards by household, touched ones only.
pub(super) struct Cards<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) touched: BTreeMap<HouseholdId, Card<'a>>,
}

impl<'a> Cards<'a> {
    pub(super) fn new(scene: Scene<'a>) -> Self {
        Self {
            scene,
            touched: BTreeMap::new(),
        }
    }

    pub(super) fn touch(&mut self, id: HouseholdId) -> Result<&mut Card<'a>, Hold> {
        let before = self.scene.household(id).ok_or(Hold::RegisterDamaged)?;
        Ok(self.touched.entry(id).or_insert_with(|| Card {
            before,
            members: before.members.clone(),
        }))
    }

    /// Takes people off a card, in the card's order.
    pub(super) fn take(&mut self, id: HouseholdId, leaving: &[&Nik]) -> Result<Vec<Member>, Hold> {
        let card = self.touch(id)?;
        let (gone, staying) = std::mem::take(&mut card.members)
            .into_iter()
            .partition(|m| leaving.contains(&&m.person.nik));
        card.members = staying;
        Ok(gone)
    }
}
