//! What an `Idempotency-Key` was taken for.

use jiff::Timestamp;
use tuntas_signatures::sha256_hex;
use tuntas_tables::{Item, Key, Write};
use tuntas_webhooks::Owner;

use crate::{Hooks, KeptError, expires};

/// What a key was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Hash of what was asked with it.
    pub digest: String,
    /// What came of it.
    pub result: String,
}

fn key(owner: &Owner, operation: &str, key: &str) -> Key {
    // The key is the client's own text: only its hash is kept.
    Key::new(
        format!("IDEM#{owner}"),
        sha256_hex(format!("{operation} {key}").as_bytes()),
    )
}

impl Hooks {
    /// What a key of an owner was taken for.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn known(&self, owner: &Owner, operation: &str, by: &str) -> Result<Option<Known>, KeptError> {
        let Some(item) = self.table.get(&key(owner, operation, by)).await? else {
            return Ok(None);
        };
        Ok(Some(Known {
            digest: item.text("digest")?.to_owned(),
            result: item.text("result")?.to_owned(),
        }))
    }

    /// The write that takes a key.
    pub fn taking(&self, owner: &Owner, operation: &str, by: &str, known: &Known, now: Timestamp) -> Write {
        let key = key(owner, operation, by);
        let item = Item::new(key.pk, key.sk)
            .with("entity", "idempotency")
            .with("digest", known.digest.as_str())
            .with("result", known.result.as_str())
            .with_number("expires", expires(now));
        Write::create(self.name(), item)
    }
}
