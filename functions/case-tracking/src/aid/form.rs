//! The word as a browser sends it: a URL-encoded form, turned into the body a program would send.

use serde_json::{Map, Value};

/// The JSON body of a form. What is missing or wrong is found where a program's body is read.
pub(super) fn as_json(body: &[u8]) -> Vec<u8> {
    let word: Map<String, Value> = form_urlencoded::parse(body)
        .map(|(name, value)| {
            let number = value.parse::<u16>().ok().filter(|_| name == "after");
            let value = number.map_or_else(|| Value::from(value.trim()), Value::from);
            (name.into_owned(), value)
        })
        .filter(|(_, value)| value != "")
        .collect();
    Value::Object(word).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::as_json;
    use serde_json::{Value, json};

    fn read(form: &str) -> Value {
        serde_json::from_slice(&as_json(form.as_bytes())).unwrap()
    }

    #[test]
    fn a_form_is_the_body_of_a_program() {
        assert_eq!(
            read("word=give&office=dp3akb&aid=mentoring&after=2"),
            json!({ "word": "give", "office": "dp3akb", "aid": "mentoring", "after": 2 })
        );
        assert_eq!(read("word=decline&office="), json!({ "word": "decline" }));
        assert_eq!(read("after=-1"), json!({ "after": "-1" }));
    }
}
