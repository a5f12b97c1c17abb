//! New entries and everything the journal keeps beside them.

use jiff::Timestamp;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_tables::{Item, Write};

use crate::journal::event_key;
use crate::{Actor, Entry, Story, Subject, days, tips};

/// Chains events to what is there.
pub(crate) fn chained<S: Subject>(
    case: CaseId,
    version: u32,
    head: &str,
    at: Timestamp,
    actor: &Actor,
    command: &CommandId,
    events: Vec<S::Event>,
) -> Result<Vec<Entry<S>>, serde_json::Error> {
    let mut prev = head.to_owned();
    let mut seq = version;
    events
        .into_iter()
        .map(|event| {
            seq = seq.saturating_add(1);
            let body = serde_json::to_string(&event)?;
            let hash = crate::hash_entry(&prev, case, seq, at, actor, command, &body);
            let prev = std::mem::replace(&mut prev, hash.clone());
            Ok(Entry {
                seq,
                at,
                actor: actor.clone(),
                command: command.clone(),
                event,
                body,
                prev,
                hash,
            })
        })
        .collect()
}

/// The writes that store the entries a story has got, with the look-ups they open, the lists and the tip they change, and what
/// they mean to their day. Storing an entry expects that nothing stands under its number: that is the optimistic lock.
pub(crate) fn writes<S: Subject>(
    table: &str,
    story: &Story<S>,
    after: &Story<S>,
) -> Result<Vec<Write>, serde_json::Error> {
    let mut writes = Vec::new();
    for entry in after.entries.iter().skip(story.entries.len()) {
        writes.push(Write::create(table, item(story.id, entry)));
    }
    writes.extend(tips::moved(table, story, after));
    writes.extend(S::beside(table, story, after)?);
    if let Some(step) = days::step(story, after) {
        writes.extend(S::following(table, &step));
        writes.push(days::told(table, &step)?);
    }
    Ok(writes)
}

fn item<S: Subject>(case: CaseId, entry: &Entry<S>) -> Item {
    let key = event_key::<S>(case, entry.seq);
    let kind = serde_json::to_value(S::kind(&entry.event)).ok();
    Item::new(key.pk, key.sk)
        .with("entity", S::ENTITY)
        .with("case", case.to_string())
        .with_number("seq", entry.seq)
        .with(
            "kind",
            kind.as_ref()
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default(),
        )
        .with("at", entry.at.to_string())
        .with("actor", entry.actor.as_str())
        .with("command", entry.command.as_str())
        .with("body", entry.body.as_str())
        .with("prev", entry.prev.as_str())
        .with("hash", entry.hash.as_str())
}
