//! Writes as values.

use std::collections::HashMap;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem, Update};

use crate::Item;

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
    /// Nothing.
    Anything,
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

/// Expression pieces of one write.
#[derive(Default)]
struct Expression {
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

impl Expression {
    fn name(&mut self, name: &str) -> String {
        let placeholder = format!("#{name}");
        self.names.insert(placeholder.clone(), name.to_owned());
        placeholder
    }

    fn value(&mut self, hint: &str, value: AttributeValue) -> String {
        let placeholder = format!(":{hint}");
        self.values.insert(placeholder.clone(), value);
        placeholder
    }

    fn condition(&mut self, expect: &Expect) -> Option<String> {
        let equals = |this: &mut Self, name: &str, value| {
            let (name, value) = (this.name(name), this.value("expected", value));
            format!("{name} = {value}")
        };
        match expect {
            Expect::Absent => Some("attribute_not_exists(pk)".to_owned()),
            Expect::Present => Some("attribute_exists(pk)".to_owned()),
            Expect::Text(name, value) => Some(equals(self, name, AttributeValue::S(value.clone()))),
            Expect::Number(name, value) => Some(equals(self, name, AttributeValue::N(value.to_string()))),
            Expect::Anything => None,
        }
    }

    fn names(&self) -> Option<HashMap<String, String>> {
        (!self.names.is_empty()).then(|| self.names.clone())
    }

    fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }
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

    pub(crate) fn into_sdk(self) -> Result<TransactWriteItem, BuildError> {
        let mut expression = Expression::default();
        let item = TransactWriteItem::builder();
        let item = match self {
            Self::Put {
                table,
                item: content,
                expect,
            } => {
                let condition = expression.condition(&expect);
                item.put(
                    Put::builder()
                        .table_name(table)
                        .set_item(Some(content.into_attributes()))
                        .set_condition_expression(condition)
                        .set_expression_attribute_names(expression.names())
                        .set_expression_attribute_values(expression.values())
                        .build()?,
                )
            }
            Self::Update {
                table,
                key,
                set,
                remove,
                add,
                expect,
            } => {
                let mut clauses = Vec::new();
                let mut assignments: Vec<String> = Vec::new();
                for (attribute, value) in set.into_attributes() {
                    let (name, value) = (expression.name(&attribute), expression.value(&attribute, value));
                    assignments.push(format!("{name} = {value}"));
                }
                assignments.sort();
                if !assignments.is_empty() {
                    clauses.push(format!("SET {}", assignments.join(", ")));
                }
                if !remove.is_empty() {
                    let names: Vec<String> = remove.iter().map(|name| expression.name(name)).collect();
                    clauses.push(format!("REMOVE {}", names.join(", ")));
                }
                if let Some((attribute, amount)) = add {
                    let name = expression.name(attribute);
                    let value = expression.value("raise", AttributeValue::N(amount.to_string()));
                    clauses.push(format!("ADD {name} {value}"));
                }
                let condition = expression.condition(&expect);
                item.update(
                    Update::builder()
                        .table_name(table)
                        .set_key(Some(key.attributes()))
                        .update_expression(clauses.join(" "))
                        .set_condition_expression(condition)
                        .set_expression_attribute_names(expression.names())
                        .set_expression_attribute_values(expression.values())
                        .build()?,
                )
            }
            Self::Delete { table, key, expect } => {
                let condition = expression.condition(&expect);
                item.delete(
                    Delete::builder()
                        .table_name(table)
                        .set_key(Some(key.attributes()))
                        .set_condition_expression(condition)
                        .set_expression_attribute_names(expression.names())
                        .set_expression_attribute_values(expression.values())
                        .build()?,
                )
            }
            Self::Check { table, key, expect } => {
                let condition = expression.condition(&expect).unwrap_or_default();
                item.condition_check(
                    ConditionCheck::builder()
                        .table_name(table)
                        .set_key(Some(key.attributes()))
                        .condition_expression(condition)
                        .set_expression_attribute_names(expression.names())
                        .set_expression_attribute_values(expression.values())
                        .build()?,
                )
            }
        };
        Ok(item.build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_sets_removes_and_raises_under_its_condition() {
        let write = Write::Update {
            table: "register".into(),
            key: Key::new("HH#1", "HEAD"),
            set: Item::default().with_number("version", 2).with("state", "active"),
            remove: vec!["departed"],
            add: Some(("issue", 1)),
            expect: Expect::Number("version", 1),
        };
        let sdk = write.into_sdk().unwrap();
        let update = sdk.update().unwrap();
        assert_eq!(
            update.update_expression(),
            "SET #state = :state, #version = :version REMOVE #departed ADD #issue :raise"
        );
        assert_eq!(update.condition_expression(), Some("#version = :expected"));
    }

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
}
