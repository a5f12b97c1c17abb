//! What changed from one version of a household to the next.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};
use tuntas_domain::household::Household;
use tuntas_domain::identity::Nik;

use crate::{Card, Column, Row, Value};

/// What changed. Laid over the card before, it gives the card after. Its `Debug` shows no value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Who joined, with all their columns. In a file only their NIK: their columns stand among the members.
    #[serde(serialize_with = "names_only")]
    pub joined: BTreeMap<Nik, Row>,
    /// Who left.
    pub left: BTreeSet<Nik>,
    /// What changed on the card itself and for those who stayed. A household's first version changes every column of
    /// its card, from nothing.
    pub changed: Vec<Changed>,
}

/// A column that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Whose it is; `null` for the card's own.
    #[serde(rename = "NIK")]
    pub nik: Option<Nik>,
    /// The column.
    pub column: Column,
    /// What stood there; `null` for nothing.
    pub from: Option<Value>,
    /// What stands there now; `null` for nothing.
    pub to: Option<Value>,
}

fn names_only<S: Serializer>(joined: &BTreeMap<Nik, Row>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(joined.keys())
}

/// What changed from the version before, or from nothing for a household's first version.
pub fn difference(before: Option<&Household>, after: &Household) -> Difference {
    let before = before.map(Card::of).unwrap_or_default();
    let mut after = Card::of(after);
    let mut changed = changes(None, &before.columns, &after.columns);
    let mut left = BTreeSet::new();
    for (nik, earlier) in &before.members {
        match after.members.remove(nik) {
            Some(later) => changed.extend(changes(Some(nik), earlier, &later)),
            None => {
                left.insert(nik.clone());
            }
        }
    }
    Difference {
        joined: after.members,
        left,
        changed,
    }
}

fn changes(nik: Option<&Nik>, before: &Row, after: &Row) -> Vec<Changed> {
    let columns: BTreeSet<Column> = before.keys().chain(after.keys()).copied().collect();
    columns
        .into_iter()
        .filter(|column| before.get(column) != after.get(column))
        .map(|column| Changed {
            nik: nik.cloned(),
            column,
            from: before.get(&column).cloned(),
            to: after.get(&column).cloned(),
        })
        .collect()
}

impl Difference {
    /// The card after, from the card before; [`Card::default`] stands for none.
    #[must_use]
    pub fn apply(&self, before: &Card) -> Card {
        let mut card = before.clone();
        for nik in &self.left {
            card.members.remove(nik);
        }
        card.members.extend(self.joined.clone());
        for change in &self.changed {
            let row = match &change.nik {
                None => &mut card.columns,
                Some(nik) => card.members.entry(nik.clone()).or_default(),
            };
            match &change.to {
                Some(value) => row.insert(change.column, value.clone()),
                None => row.remove(&change.column),
            };
        }
        card
    }

    /// Whether nothing changed that the population system would hold.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.left.is_empty() && self.changed.is_empty()
    }
}
