//! A random town: its families, its free KK numbers, and what the court is going to say.

mod afterwards;
mod decree;
mod family;
mod registrar;
mod settle;

use tuntas_domain::household::Household;
use tuntas_domain::identity::{KecamatanCode, KkNumber};

pub(crate) use decree::Filing;

use crate::Chance;
use family::{Couple, grandmothers_card};
use registrar::Registrar;

/// Busy towns among a thousand.
const BUSY: usize = 300;

/// What a world starts with. The same seed gives the same town.
#[derive(Clone, Debug)]
pub(crate) struct Town {
    /// The register before the first decree.
    pub(crate) households: Vec<Household>,
    /// Numbers that SIAK has issued, a few for each kecamatan.
    pub(crate) pool: Vec<(KecamatanCode, KkNumber)>,
    /// More of them, for when they run out.
    pub(crate) reserve: Vec<(KecamatanCode, KkNumber)>,
    /// Numbers that SIAK issues for a case by hand.
    pub(crate) by_hand: Vec<(KecamatanCode, KkNumber)>,
    /// Cards that somebody may join.
    pub(crate) hosts: Vec<KkNumber>,
    /// What the court says, in the order of its case numbers.
    pub(crate) filings: Vec<Filing>,
    /// Whether officers decide, parties change their minds, and the court says more than its decrees.
    pub(crate) busy: bool,
}

impl Town {
    /// Draws a town with one to four couples in it.
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        // In a crowded town what one couple needs is what the next one needs, too: a door, a card, a number.
        let crowded = chance.per_mille(500);
        let busy = chance.per_mille(BUSY);
        let mut registrar = Registrar::new(chance.branch(), crowded, busy);
        // Few enough that several couples come to the same door.
        let doors = if crowded { 1 } else { 2 };
        let hosts: Vec<KkNumber> = (0..doors).map(|_| grandmothers_card(&mut registrar)).collect();
        let couples = if crowded {
            3 + chance.below(2)
        } else {
            1 + chance.below(4)
        };
        let couples: Vec<Couple> = (0..couples)
            .map(|_| Couple::draw(chance, &mut registrar, &hosts))
            .collect();
        let mut filings = Vec::new();
        for couple in &couples {
            for ruling in couple.rulings() {
                filings.push(Filing::draw(chance, &mut registrar, &ruling));
            }
        }
        // One number for each kecamatan is too few for most towns.
        let few = if chance.per_mille(300) { 1 } else { 8 };
        let (pool, reserve) = (registrar.numbers(few), registrar.numbers(8));
        Self {
            by_hand: registrar.numbers(2),
            households: registrar.households,
            pool,
            reserve,
            hosts,
            filings,
            busy,
        }
    }
}
