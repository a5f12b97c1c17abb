//! Reading JSON strictly: one document, objects where objects are meant, every member known and only once.

use serde::de::{DeserializeOwned, IntoDeserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};
use serde_path_to_error::Segment;
use std::{fmt, marker::PhantomData};

use crate::findings::Pointer;
use crate::problem::{FieldError, Rule};

/// Reads a whole body.
///
/// # Errors
/// The first fault of form, with a pointer to it. Faults of form come one at a time, because what follows
/// cannot be read with certainty.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FieldError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value: Object<T> =
        serde_path_to_error::deserialize(&mut json).map_err(|fault| explain(fault.path(), fault.inner()))?;
    json.end().map_err(|_| NOT_JSON.at(&Pointer::root()))?;
    Ok(value.0)
}

const NOT_JSON: Rule = Rule::new(
    "json_syntax",
    "the body is exactly one JSON object in UTF-8",
    "send well-formed JSON and nothing before or after it",
);

/// Turns serde's message into a fault. Only the parts of the message that come from our own types are kept;
/// the parts that repeat what was sent are dropped.
fn explain(path: &serde_path_to_error::Path, fault: &serde_json::Error) -> FieldError {
    let mut at = Pointer::root();
    for segment in path {
        at = match segment {
            Segment::Map { key } => match known_shape(key) {
                Some(key) => at.member(key),
                None => at,
            },
            Segment::Seq { index } => at.item(*index),
            Segment::Enum { .. } | Segment::Unknown => at,
        };
    }
    if !fault.is_data() {
        return NOT_JSON.at(&at);
    }
    let message = fault.to_string();
    let quoted = || message.split('`').nth(1).unwrap_or_default();
    let expected = || {
        let tail = message.rsplit_once(", expected ").map_or("", |(_, tail)| tail);
        tail.rsplit_once(" at line ").map_or(tail, |(kind, _)| kind)
    };
    if message.starts_with("missing field") {
        Rule::new("field_missing", "this member is required", "add it").at(&at.member(quoted()))
    } else if message.starts_with("duplicate field") {
        Rule::new(
            "field_duplicate",
            "a member stands once in its object",
            "send it once",
        )
        .at(&at.member(quoted()))
    } else if message.starts_with("unknown field") {
        Rule::new(
            "field_unknown",
            "an object has only the members of the contract",
            "remove it, or correct its spelling",
        )
        .at(&at)
    } else if message.starts_with("unknown variant") {
        FieldError::new(
            &at,
            "value_not_listed",
            format!("the value is {}", expected()),
            "send one of the listed values",
        )
    } else {
        FieldError::new(
            &at,
            "field_type",
            format!("the value is {}", json_type(expected())),
            "send the JSON type of the contract",
        )
    }
}

/// The name in JSON of what serde expected.
fn json_type(expected: &str) -> &str {
    match expected {
        "f64" => "a number",
        "u8" | "u16" | "u32" => "a whole number",
        "a sequence" => "an array",
        kind => kind,
    }
}

/// A member name that can be repeated in an answer: it looks like a name of the contract, not like data.
fn known_shape(key: &str) -> Option<&str> {
    let plain = key.len() <= 32
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b == b'_' || b == b'-');
    plain.then_some(key)
}

/// A value that must be a JSON object. Without this, serde would also take an array by position.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectOnly<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectOnly<T> {
            type Value = Object<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        deserializer.deserialize_map(ObjectOnly(PhantomData))
    }
}

/// For `deserialize_with`: an object.
pub(crate) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Object::deserialize(deserializer).map(|object| object.0)
}

/// For `deserialize_with`: a name of a closed list, as a string. Serde would also take `{"name": null}`.
pub(crate) fn name<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct NameOnly<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for NameOnly<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one of the listed strings")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            T::deserialize(text.into_deserializer())
        }
    }
    deserializer.deserialize_str(NameOnly(PhantomData))
}

/// For `deserialize_with`: a name of a closed list, or null.
pub(crate) fn optional_name<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    struct NameOrNull<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for NameOrNull<T> {
        type Value = Option<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("one of the listed strings")
        }
        fn visit_none<E: serde::de::Error>(self) -> Result<Option<T>, E> {
            Ok(None)
        }
        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
            name(deserializer).map(Some)
        }
    }
    deserializer.deserialize_option(NameOrNull(PhantomData))
}

/// For `deserialize_with`: an object, or null.
pub(crate) fn optional_object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Option::<Object<T>>::deserialize(deserializer).map(|object| object.map(|object| object.0))
}

/// For `deserialize_with`: an array of objects.
pub(crate) fn list_of_objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Vec::<Object<T>>::deserialize(deserializer)
        .map(|objects| objects.into_iter().map(|object| object.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CompletionRequest;
    use crate::decree::{ChoiceRequest, ContactRequest, CustodyRequest};

    fn rule<T: DeserializeOwned>(body: &str) -> String {
        read::<T>(body.as_bytes())
            .map(|_| ())
            .unwrap_err()
            .rule
            .into_owned()
    }

    #[test]
    fn types_are_called_as_json_calls_them() {
        assert_eq!(rule::<CompletionRequest>("[]"), "the value is an object");
        assert_eq!(
            rule::<CompletionRequest>(r#"{"finality":3}"#),
            "the value is an object"
        );
        assert_eq!(
            rule::<CompletionRequest>(r#"{"finality":{"bhtDate":3}}"#),
            "the value is a string"
        );
        assert_eq!(
            rule::<ContactRequest>(r#"{"latitude":"x"}"#),
            "the value is a number"
        );
        assert_eq!(
            rule::<ChoiceRequest>(r#"{"hostConsents":"yes"}"#),
            "the value is a boolean"
        );
        assert_eq!(
            rule::<ChoiceRequest>(r#"{"kind":7}"#),
            "the value is one of the listed strings"
        );
        assert_eq!(
            rule::<CustodyRequest>(r#"{"parent":"aunt"}"#),
            "the value is `petitioner` or `respondent`"
        );
    }
}
