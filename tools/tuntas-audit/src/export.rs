//! The journal for an auditor, without anything that leads to a case, a household, a person or an officer.

use std::fmt::Write as _;

use aws_lc_rs::hmac;
use serde::Serialize;
use serde_json::Value;
use tuntas_journal::{Entry, Story};

use crate::Failure;
use crate::subjects::Audited;
use crate::words::word;

/// Secret of one export. Who has it can tell again whom a pseudonym stands for.
pub struct Salt(hmac::Key);

/// The salt is too short to keep pseudonyms from being tried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a salt has at least {} bytes", Salt::LEAST)]
pub struct ShortSalt;

impl Salt {
    /// Fewest bytes of a salt.
    pub const LEAST: usize = 32;

    /// Takes the content of a salt file as it is.
    ///
    /// # Errors
    /// [`ShortSalt`].
    pub fn new(bytes: &[u8]) -> Result<Self, ShortSalt> {
        if bytes.len() < Self::LEAST {
            return Err(ShortSalt);
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, bytes)))
    }

    /// The first 12 bytes of HMAC-SHA256 over the value, hex. The same value has the same pseudonym all over an export.
    pub fn pseudonym(&self, value: &str) -> String {
        let tag = hmac::sign(&self.0, value.as_bytes());
        tag.as_ref()
            .iter()
            .take(12)
            .fold(String::new(), |mut text, byte| {
                // Writing into a String cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }
}

/// One line of an export.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// What it is of: `case`, `security_request`.
    pub subject: &'static str,
    /// Pseudonym of the case, or whatever it is of.
    pub case: String,
    /// Number of the entry.
    pub seq: u32,
    /// When it was recorded.
    pub at: String,
    /// Kind of actor and, after a colon, the pseudonym of which one.
    pub actor: String,
    /// What happened.
    pub kind: String,
    /// Pseudonym of the cause.
    pub command: String,
    /// The facts, with pseudonyms.
    pub event: Value,
    /// Hash of the entry before, as it is.
    pub prev: String,
    /// Hash of the entry, as it is.
    pub hash: String,
}

/// The lines of something.
///
/// # Errors
/// [`Failure::Json`].
pub fn lines<S: Audited>(story: &Story<S>, salt: &Salt) -> Result<Vec<Line>, Failure> {
    let case = salt.pseudonym(&story.id.to_string());
    let line = |entry: &Entry<S>| {
        let actor = entry.actor.as_str();
        Ok(Line {
            subject: S::NAME,
            case: case.clone(),
            seq: entry.seq,
            at: entry.at.to_string(),
            actor: match actor.split_once(':') {
                Some((kind, which)) => format!("{kind}:{}", salt.pseudonym(which)),
                None => actor.to_owned(),
            },
            kind: word(&S::kind(&entry.event)),
            command: salt.pseudonym(entry.command.as_str()),
            event: salted("", serde_json::to_value(&entry.event)?, S::SPOKEN, salt),
            prev: entry.prev.clone(),
            hash: entry.hash.clone(),
        })
    };
    story.entries.iter().map(line).collect()
}

/// Keeps numbers, truths and the words of the schema; replaces every other text.
fn salted(name: &str, value: Value, words: &[&str], salt: &Salt) -> Value {
    match value {
        Value::String(text) => {
            let spoken = words.contains(&name) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            Value::String(if spoken { text } else { salt.pseudonym(&text) })
        }
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| salted(name, item, words, salt))
                .collect(),
        ),
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(key, value)| {
                    let value = salted(&key, value, words, salt);
                    (key, value)
                })
                .collect(),
        ),
        plain => plain,
    }
}
