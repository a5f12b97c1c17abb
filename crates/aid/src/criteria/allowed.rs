//! What a fact may be under a criterion, as a set: where contradictions and repetitions show.

use std::collections::BTreeSet;

use tuntas_domain::money::Rupiah;

use super::{Criterion, Fact, Shape, Test};

/// A set of values of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Allowed {
    /// From one number to another; empty if they are the wrong way round.
    Range(u64, u64),
    /// These words.
    Only(BTreeSet<String>),
    /// Every word but these; there are always others.
    Except(BTreeSet<String>),
}

impl Allowed {
    /// Whatever a fact may be.
    pub(super) fn anything(fact: Fact) -> Self {
        match fact.shape() {
            Shape::Number { least, most } => Self::Range(least, most),
            Shape::Money => Self::Range(0, Rupiah::MOST.get()),
            Shape::Region | Shape::Occupation => Self::Except(BTreeSet::new()),
            Shape::Choice(words) => Self::Only(words.iter().map(|word| (*word).to_owned()).collect()),
        }
    }

    /// What passes a criterion.
    pub(super) fn by(criterion: &Criterion) -> Self {
        let test = match &criterion.test {
            Test::Range { least, most } => Self::Range(*least, *most),
            Test::Among(words) => Self::Only(words.clone()),
            Test::Outside(words) => Self::Except(words.clone()),
        };
        Self::anything(criterion.fact).and(&test)
    }

    /// What is in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Range(a, b), Self::Range(c, d)) => Self::Range(*a.max(c), *b.min(d)),
            (Self::Only(a), Self::Only(b)) => Self::Only(a & b),
            (Self::Only(words), Self::Except(others)) | (Self::Except(others), Self::Only(words)) => {
                Self::Only(words - others)
            }
            (Self::Except(a), Self::Except(b)) => Self::Except(a | b),
            // One fact has one shape.
            (Self::Range(..), _) | (_, Self::Range(..)) => Self::Only(BTreeSet::new()),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Range(least, most) => least > most,
            Self::Only(words) => words.is_empty(),
            Self::Except(_) => false,
        }
    }

    /// Whether everything here is there, too.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.and(other) == *self
    }
}
