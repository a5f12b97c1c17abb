//! Messages: of S3 about objects, and of this function to itself. Identifiers only.

use serde::{Deserialize, Serialize};

/// A message of the queue.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Message {
    /// Of this function to itself.
    Order(Order),
    /// S3 tells of stored objects.
    Stored {
        /// One for each.
        #[serde(rename = "Records")]
        records: Vec<Record>,
    },
    /// S3 tries whether it may send.
    Test {
        /// `s3:TestEvent`.
        #[serde(rename = "Event")]
        event: String,
    },
}

/// What this function tells itself to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Order {
    /// Take in the rows of a chunk.
    Chunk {
        /// The run.
        run: String,
        /// Counts from 1.
        chunk: u32,
    },
    /// Put a file aside unless its signature has come by now.
    Unsigned {
        /// Key of the file.
        key: String,
        /// Its content when it was looked at.
        etag: String,
    },
}

/// One stored object.
#[derive(Debug, Deserialize)]
pub struct Record {
    s3: S3,
}

#[derive(Debug, Deserialize)]
struct S3 {
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    key: String,
}

impl Record {
    /// The key as it is: S3 writes it as a form does.
    pub(crate) fn key(&self) -> String {
        let form = form_urlencoded::parse(self.s3.object.key.as_bytes());
        form.map(|(name, value)| {
            if value.is_empty() {
                name.into_owned()
            } else {
                format!("{name}={value}")
            }
        })
        .collect::<Vec<_>>()
        .join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_of_message_is_known() {
        let stored = json!({"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {
            "key": "inbox/PA.Pas/putusan+2026%2811%29.csv", "size": 7, "eTag": "abc"}}}]});
        let Message::Stored { records } = serde_json::from_value(stored).unwrap() else {
            panic!("not told as stored")
        };
        assert_eq!(records[0].key(), "inbox/PA.Pas/putusan 2026(11).csv");
        let order = Order::Chunk {
            run: "r".into(),
            chunk: 3,
        };
        let text = serde_json::to_string(&order).unwrap();
        assert_eq!(text, r#"{"do":"chunk","run":"r","chunk":3}"#);
        assert!(matches!(serde_json::from_str(&text).unwrap(), Message::Order(read) if read == order));
        let test = json!({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"});
        assert!(
            matches!(serde_json::from_value(test).unwrap(), Message::Test { event } if event == "s3:TestEvent")
        );
        assert!(serde_json::from_value::<Message>(json!({"do": "dance"})).is_err());
    }
}
