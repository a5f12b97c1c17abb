//! Which records of the stream are changes.

use aws_lambda_events::dynamodb::EventRecord;
use serde::Deserialize;
use serde_dynamo::AttributeValue;
use tuntas_domain::household::Cause;
use tuntas_domain::identity::HouseholdId;
use tuntas_feed::is_change;

/// A household version that the feed is to tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The household.
    pub household: HouseholdId,
    /// Its version.
    pub version: u32,
}

/// The key of a record is that of a household version, but cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key of a stream record cannot be read")]
pub struct Unreadable;

#[derive(Deserialize)]
struct Caused {
    cause: Cause,
}

/// The household version of a record; `None` for whatever else the table holds, and for what was imported.
///
/// Only the key decides which version it is. The image spares a read for each version of an import; a record without
/// one, as an operator sends it, is looked up.
///
/// # Errors
/// [`Unreadable`].
pub fn wanted(record: &EventRecord) -> Result<Option<Wanted>, Unreadable> {
    if record.event_name != "INSERT" {
        return Ok(None);
    }
    let key = |name: &str| match record.change.keys.get(name) {
        Some(AttributeValue::S(text)) => Some(text.as_str()),
        _ => None,
    };
    let (pk, sk) = (key("pk").ok_or(Unreadable)?, key("sk").ok_or(Unreadable)?);
    let (Some(household), Some(version)) = (pk.strip_prefix("HH#"), sk.strip_prefix("V#")) else {
        return Ok(None);
    };
    let version = Wanted {
        household: household.parse().map_err(|_| Unreadable)?,
        version: version.parse().map_err(|_| Unreadable)?,
    };
    let caused: Option<Caused> = match record.change.new_image.get("body") {
        Some(AttributeValue::S(body)) => serde_json::from_str(body).ok(),
        _ => None,
    };
    Ok(Some(version).filter(|_| caused.is_none_or(|caused| is_change(caused.cause))))
}
