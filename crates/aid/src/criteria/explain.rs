//! Which criterion is met by which fact. It explains and decides nothing: people decide.

use super::{Criteria, Criterion, Facts, Known, Test, Value};

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// Nobody knows yet.
    NotKnown,
}

impl Verdict {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotKnown => "not_known",
        }
    }

    /// As officers read it.
    pub fn in_letters(self) -> &'static str {
        match self {
            Self::Met => "terpenuhi",
            Self::NotMet => "tidak terpenuhi",
            Self::NotKnown => "belum diketahui",
        }
    }
}

/// One criterion, and what speaks for or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// Whether it is met.
    pub verdict: Verdict,
    /// The fact it was held against, with its origin; `None` exactly where it is not known.
    pub fact: Option<Known>,
}

/// Holds every criterion against what is known, in the order of the lines.
pub fn explain<'a>(criteria: &'a Criteria, facts: &Facts) -> Vec<Explained<'a>> {
    let explained = |criterion: &'a Criterion| {
        let fact = facts.get(criterion.fact);
        let verdict = match &fact {
            None => Verdict::NotKnown,
            Some(known) if criterion.test.is_met_by(&known.value) => Verdict::Met,
            Some(_) => Verdict::NotMet,
        };
        Explained {
            criterion,
            verdict,
            fact,
        }
    };
    criteria.all().iter().map(explained).collect()
}

impl Test {
    /// Whether a value passes.
    pub(super) fn is_met_by(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Range { least, most }, Value::Number(number)) => (least..=most).contains(&number),
            (Self::Among(words), Value::Word(word)) => words.contains(word),
            (Self::Outside(words), Value::Word(word)) => !words.contains(word),
            (Self::Range { .. }, Value::Word(_)) | (Self::Among(_) | Self::Outside(_), Value::Number(_)) => {
                false
            }
        }
    }
}
