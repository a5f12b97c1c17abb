//! The conditions that `tuntas-tables` writes.

use serde_json::Value;

/// Whether the condition of a write holds for the item that is there; `None` for a condition that is not known.
pub(crate) fn holds(write: &Value, present: Option<&Value>) -> Option<bool> {
    match write["ConditionExpression"].as_str() {
        None => Some(true),
        Some("attribute_not_exists(pk)") => Some(present.is_none()),
        Some("attribute_exists(pk)") => Some(present.is_some()),
        Some(without) if without.starts_with("attribute_not_exists(#") => {
            let placeholder = without.strip_prefix("attribute_not_exists(")?.strip_suffix(')')?;
            let name = write["ExpressionAttributeNames"][placeholder].as_str()?;
            Some(present.is_none_or(|item| item.get(name).is_none()))
        }
        Some(equals) => {
            let name = write["ExpressionAttributeNames"][equals.strip_suffix(" = :expected")?].as_str()?;
            let expected = write["ExpressionAttributeValues"].get(":expected")?;
            Some(present.and_then(|item| item.get(name)) == Some(expected))
        }
    }
}
