//! Writes as values, and what they mean.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::{Item, ItemError};

/// Primary key of an item.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

impl Key {
    /// Builds a key.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self {
            pk: pk.into(),
            sk: sk.into(),
        }
    }

    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}

/// Keys may hold a NIK, so `Debug` shows only the kind before the first `#`.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = self.pk.split('#').next().unwrap_or_default();
        write!(f, "Key({kind}#…)")
    }
}

/// What must be true of the item before the write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It does not exist.
    Absent,
    /// It exists.
    Present,
    /// It has this string.
    Text(&'static str, String),
    /// It has this number.
    Number(&'static str, i64),
    /// It has no such attribute, or does not exist.
    Without(&'static str),
    /// Nothing.
    Anything,
}

impl Expect {
    /// Whether it is true of what is there.
    pub fn holds(&self, present: Option<&Item>) -> bool {
        match self {
            Self::Absent => present.is_none(),
            Self::Present => present.is_some(),
            Self::Text(name, value) => {
                present.and_then(|item| item.text_if_present(name)) == Some(value.as_str())
            }
            Self::Number(name, value) => present.and_then(|item| item.number(name).ok()) == Some(*value),
            Self::Without(name) => present.is_none_or(|item| !item.has(name)),
            Self::Anything => true,
        }
    }
}

/// One write of a transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Creates or replaces an item.
    Put {
        /// Table.
        table: String,
        /// The whole item.
        item: Item,
        /// Condition.
        expect: Expect,
    },
    /// Changes attributes of an item.
    Update {
        /// Table.
        table: String,
        /// Which item.
        key: Key,
        /// Attributes to set; the key of this item is not used.
        set: Item,
        /// Attributes to remove.
        remove: Vec<&'static str>,
        /// A number to raise, and by how much; starts at zero.
        add: Option<(&'static str, i64)>,
        /// Condition.
        expect: Expect,
    },
    /// Deletes an item.
    Delete {
        /// Table.
        table: String,
        /// Which item.
        key: Key,
        /// Condition.
        expect: Expect,
    },
    /// Changes nothing, but must hold.
    Check {
        /// Table.
        table: String,
        /// Which item.
        key: Key,
        /// Condition.
        expect: Expect,
    },
}

impl Write {
    /// Creates an item that must not exist yet.
    pub fn create(table: &str, item: Item) -> Self {
        Self::Put {
            table: table.to_owned(),
            item,
            expect: Expect::Absent,
        }
    }

    /// The table.
    pub fn table(&self) -> &str {
        match self {
            Self::Put { table, .. }
            | Self::Update { table, .. }
            | Self::Delete { table, .. }
            | Self::Check { table, .. } => table,
        }
    }

    /// Partition and sort key of the item; empty where a whole item was given without.
    pub fn item_key(&self) -> (&str, &str) {
        match self {
            Self::Put { item, .. } => (
                item.text_if_present("pk").unwrap_or_default(),
                item.text_if_present("sk").unwrap_or_default(),
            ),
            Self::Update { key, .. } | Self::Delete { key, .. } | Self::Check { key, .. } => {
                (&key.pk, &key.sk)
            }
        }
    }

    /// What has to be true of the item before.
    pub fn expect(&self) -> &Expect {
        match self {
            Self::Put { expect, .. }
            | Self::Update { expect, .. }
            | Self::Delete { expect, .. }
            | Self::Check { expect, .. } => expect,
        }
    }

    /// What the item is afterwards, if the condition held; `None` if it is no more. An update makes an item that is
    /// not there, as DynamoDB does.
    ///
    /// # Errors
    /// [`ItemError`] if what is to be raised is no number.
    pub fn applied(self, present: Option<Item>) -> Result<Option<Item>, ItemError> {
        match self {
            Self::Put { item, .. } => Ok(Some(item)),
            Self::Delete { .. } => Ok(None),
            Self::Check { .. } => Ok(present),
            Self::Update {
                key,
                set,
                remove,
                add,
                ..
            } => {
                let mut item = present.unwrap_or_else(|| Item::new(key.pk, key.sk));
                item.set_all(set);
                for attribute in remove {
                    item.remove(attribute);
                }
                if let Some((attribute, amount)) = add {
                    item.raise(attribute, amount)?;
                }
                Ok(Some(item))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hide_whose_they_are() {
        assert_eq!(
            format!("{:?}", Key::new("NIK#3575015203900001", "HEAD")),
            "Key(NIK#…)"
        );
        assert_eq!(
            format!("{:?}", Item::new("NIK#3575015203900001", "HEAD")),
            r#"Item(["pk", "sk"])"#
        );
    }

    #[test]
    fn a_number_that_is_no_number_is_not_raised() {
        let write = |present: Item| {
            Write::Update {
                table: "register".into(),
                key: Key::new("PERSON#1", "CARD"),
                set: Item::default(),
                remove: Vec::new(),
                add: Some(("issue", 1)),
                expect: Expect::Anything,
            }
            .applied(Some(present))
        };
        let item = Item::new("PERSON#1", "CARD");
        assert_eq!(write(item.clone()).unwrap().unwrap().number("issue"), Ok(1));
        assert!(write(item.with("issue", "one")).is_err());
    }
}
