//! One item: named attributes, strings and whole numbers only.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

/// Attributes of an item; a copy shares them until one of the two changes. `Debug` shows names only, because values may be personal data.
#[derive(Clone, PartialEq, Default)]
pub struct Item(Arc<BTreeMap<String, AttributeValue>>);

/// A stored item lacks what the reader needs. Names the attribute, never its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the stored attribute `{attribute}` is missing or unreadable")]
pub struct ItemError {
    /// Name of the attribute.
    pub attribute: &'static str,
}

impl Item {
    /// An item with its key.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self::default().with("pk", pk).with("sk", sk)
    }

    /// Adds a string.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.insert(name, AttributeValue::S(value.into()));
        self
    }

    /// Adds a string if there is one.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a number.
    #[must_use]
    pub fn with_number(mut self, name: &str, value: impl Into<i64>) -> Self {
        self.insert(name, AttributeValue::N(value.into().to_string()));
        self
    }

    /// Reads a string.
    ///
    /// # Errors
    /// [`ItemError`] if it is missing or of another type.
    pub fn text(&self, attribute: &'static str) -> Result<&str, ItemError> {
        self.text_if_present(attribute).ok_or(ItemError { attribute })
    }

    /// Whether there is such an attribute, of any type.
    pub fn has(&self, attribute: &str) -> bool {
        self.0.contains_key(attribute)
    }

    /// Every string of it, keys included: for tests that look for what must not be there.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0
            .values()
            .filter_map(|value| value.as_s().ok())
            .map(String::as_str)
    }

    /// Reads a string that may be missing.
    pub fn text_if_present(&self, attribute: &str) -> Option<&str> {
        self.0
            .get(attribute)
            .and_then(|value| value.as_s().ok())
            .map(String::as_str)
    }

    /// Reads a string and parses it.
    ///
    /// # Errors
    /// [`ItemError`] if it is missing, of another type or does not parse.
    pub fn parsed<T: std::str::FromStr>(&self, attribute: &'static str) -> Result<T, ItemError> {
        self.text(attribute)?.parse().map_err(|_| ItemError { attribute })
    }

    /// Reads a number.
    ///
    /// # Errors
    /// [`ItemError`] if it is missing, of another type or out of range.
    pub fn number<T: std::str::FromStr>(&self, attribute: &'static str) -> Result<T, ItemError> {
        self.0
            .get(attribute)
            .and_then(|value| value.as_n().ok())
            .and_then(|digits| digits.parse().ok())
            .ok_or(ItemError { attribute })
    }

    /// Only these attributes, of those it has.
    #[must_use]
    pub fn only(mut self, attributes: &[&str]) -> Self {
        Arc::make_mut(&mut self.0).retain(|name, _| attributes.contains(&name.as_str()));
        self
    }

    pub(crate) fn set_all(&mut self, other: Self) {
        Arc::make_mut(&mut self.0).extend(other.into_attributes());
    }

    pub(crate) fn remove(&mut self, attribute: &str) {
        Arc::make_mut(&mut self.0).remove(attribute);
    }

    /// Raises a number; a missing one starts at zero.
    pub(crate) fn raise(&mut self, attribute: &'static str, amount: i64) -> Result<(), ItemError> {
        let before = if self.0.contains_key(attribute) {
            self.number::<i64>(attribute)?
        } else {
            0
        };
        let after = before.checked_add(amount).ok_or(ItemError { attribute })?;
        self.insert(attribute, AttributeValue::N(after.to_string()));
        Ok(())
    }

    pub(crate) fn into_attributes(self) -> BTreeMap<String, AttributeValue> {
        Arc::unwrap_or_clone(self.0)
    }

    fn insert(&mut self, name: &str, value: AttributeValue) {
        Arc::make_mut(&mut self.0).insert(name.to_owned(), value);
    }
}

impl From<HashMap<String, AttributeValue>> for Item {
    fn from(attributes: HashMap<String, AttributeValue>) -> Self {
        Self(Arc::new(attributes.into_iter().collect()))
    }
}

impl std::fmt::Debug for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Item").field(&self.0.keys()).finish()
    }
}
