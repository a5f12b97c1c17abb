//! Support duties on which a ruling makes services depend.

use serde::{Deserialize, Serialize};

use super::Role;

/// A support duty of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// *Nafkah anak*: support of the children.
    ChildSupport,
    /// *Nafkah iddah*: support during the waiting period.
    IddahSupport,
    /// *Mut'ah*: the parting gift.
    Mutah,
}

/// The ruling's order to hold back a party's documents until duties are met. The court alone releases it, and it never
/// touches a child's papers: where a child under 17 stands on the party's card, nothing is held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct DutyOrder {
    /// Who owes.
    pub role: Role,
    /// What is owed; empty only in old entries of a journal, which do not tell.
    pub duties: Vec<Duty>,
}

/// An order as it was written at any time: entries of a journal named the debtor alone at first.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Whole { role: Role, duties: Vec<Duty> },
    Debtor(Role),
}

impl From<Written> for DutyOrder {
    fn from(written: Written) -> Self {
        match written {
            Written::Whole { role, duties } => Self { role, duties },
            Written::Debtor(role) => Self {
                role,
                duties: Vec::new(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_of_old_entries_names_the_debtor_alone() {
        let old: DutyOrder = serde_json::from_str(r#""respondent""#).unwrap();
        assert_eq!((old.role, old.duties), (Role::Respondent, vec![]));
        let order = DutyOrder {
            role: Role::Petitioner,
            duties: vec![Duty::IddahSupport, Duty::Mutah],
        };
        let text = serde_json::to_string(&order).unwrap();
        assert_eq!(
            text,
            r#"{"role":"petitioner","duties":["iddah_support","mutah"]}"#
        );
        assert_eq!(serde_json::from_str::<DutyOrder>(&text).unwrap(), order);
    }
}
