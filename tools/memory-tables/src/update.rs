//! The update expressions that `tuntas-tables` writes: `SET #a = :a, … REMOVE #b, … ADD #c :raise`.

use serde_json::{Value, json};

/// The item after the update; one that is not there is made. `None` for an expression that is not known.
pub(crate) fn updated(update: &Value, present: Option<&Value>) -> Option<Value> {
    let mut item = present.unwrap_or(&update["Key"]).clone();
    let attributes = item.as_object_mut()?;
    let name = |placeholder: &str| update["ExpressionAttributeNames"][placeholder].as_str();
    let value = |placeholder: &str| update["ExpressionAttributeValues"].get(placeholder);
    let (sets, removes, raise) = clauses(update["UpdateExpression"].as_str()?);
    for assignment in sets {
        let (attribute, assigned) = assignment.split_once(" = ")?;
        attributes.insert(name(attribute)?.to_owned(), value(assigned)?.clone());
    }
    for attribute in removes {
        attributes.remove(name(attribute)?);
    }
    if let Some(raise) = raise {
        let (attribute, amount) = raise.split_once(' ')?;
        let number = |value: &Value| value["N"].as_str()?.parse::<i64>().ok();
        let attribute = name(attribute)?;
        let before = attributes.get(attribute).map_or(Some(0), number)?;
        let raised = before.checked_add(number(value(amount)?)?)?;
        attributes.insert(attribute.to_owned(), json!({ "N": raised.to_string() }));
    }
    Some(item)
}

/// What is set, what is removed, what is raised.
fn clauses(expression: &str) -> (Vec<&str>, Vec<&str>, Option<&str>) {
    let (rest, raise) = match expression.split_once("ADD ") {
        Some((rest, raise)) => (rest, Some(raise.trim())),
        None => (expression, None),
    };
    let (rest, removes) = rest.split_once("REMOVE ").unwrap_or((rest, ""));
    let sets = rest.trim().strip_prefix("SET ").unwrap_or_default();
    let list = |text| {
        str::split(text, ", ")
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    (list(sets).collect(), list(removes).collect(), raise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_set_removed_and_raised() {
        let update = json!({
            "Key": { "pk": { "S": "NIK#1" }, "sk": { "S": "HEAD" } },
            "UpdateExpression": "SET #a = :a, #b = :b REMOVE #c ADD #d :raise",
            "ExpressionAttributeNames": { "#a": "a", "#b": "b", "#c": "c", "#d": "d" },
            "ExpressionAttributeValues": { ":a": { "S": "x" }, ":b": { "S": "y" }, ":raise": { "N": "2" } },
        });
        let present =
            json!({ "pk": { "S": "NIK#1" }, "sk": { "S": "HEAD" }, "c": { "S": "z" }, "d": { "N": "3" } });
        let expected = |raised: &str| {
            json!({
                "pk": { "S": "NIK#1" }, "sk": { "S": "HEAD" },
                "a": { "S": "x" }, "b": { "S": "y" }, "d": { "N": raised },
            })
        };
        assert_eq!(updated(&update, Some(&present)), Some(expected("5")));
        assert_eq!(updated(&update, None), Some(expected("2")));
    }
}
