//! Values of the domain as words.

use serde::Serialize;
use serde_json::Value;

/// The word that a value is stored as; empty for what is no single word.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A JSON value on one line for people: `name=value`, levels with dots between, nothing for what is absent or empty.
pub(crate) fn flat(value: &Value) -> String {
    let mut parts = Vec::new();
    collect("", value, &mut parts);
    parts.join(" ")
}

fn collect(name: &str, value: &Value, parts: &mut Vec<String>) {
    let below = |key: &str| {
        if name.is_empty() {
            key.to_owned()
        } else {
            format!("{name}.{key}")
        }
    };
    match value {
        Value::Null => {}
        Value::Object(members) => members
            .iter()
            .for_each(|(key, value)| collect(&below(key), value, parts)),
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            if !items.is_empty() {
                let items: Vec<String> = items.iter().map(plain).collect();
                parts.push(format!("{name}={}", items.join(",")));
            }
        }
        Value::Array(items) => (1_usize..)
            .zip(items)
            .for_each(|(number, item)| collect(&below(&number.to_string()), item, parts)),
        single => parts.push(format!("{name}={}", plain(single))),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_values_fit_on_one_line() {
        let value = serde_json::json!({
            "role": "petitioner", "none": null, "empty": [], "missing": ["bht", "akta"],
            "hold": { "reason": "name_mismatch", "child": 2 },
            "documents": [{ "kind": "kk" }, { "kind": "ktp" }],
        });
        assert_eq!(
            flat(&value),
            "documents.1.kind=kk documents.2.kind=ktp hold.child=2 hold.reason=name_mismatch \
             missing=bht,akta role=petitioner"
        );
    }
}
