//! Writes in DynamoDB's language of expressions.

use std::collections::HashMap;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem, Update};

use crate::{Expect, Write};

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
            Expect::Without(name) => Some(format!("attribute_not_exists({})", self.name(name))),
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

pub(crate) fn transact_item(write: Write) -> Result<TransactWriteItem, BuildError> {
    let mut expression = Expression::default();
    let item = TransactWriteItem::builder();
    let item = match write {
        Write::Put {
            table,
            item: content,
            expect,
        } => {
            let condition = expression.condition(&expect);
            item.put(
                Put::builder()
                    .table_name(table)
                    .set_item(Some(content.into_attributes().into_iter().collect()))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(expression.names())
                    .set_expression_attribute_values(expression.values())
                    .build()?,
            )
        }
        Write::Update {
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
        Write::Delete { table, key, expect } => {
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
        Write::Check { table, key, expect } => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Item, Key};

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
        let sdk = transact_item(write).unwrap();
        let update = sdk.update().unwrap();
        assert_eq!(
            update.update_expression(),
            "SET #state = :state, #version = :version REMOVE #departed ADD #issue :raise"
        );
        assert_eq!(update.condition_expression(), Some("#version = :expected"));
    }
}
