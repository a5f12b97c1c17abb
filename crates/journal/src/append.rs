//! New entries and everything the journal keeps beside them.

use jiff::Timestamp;
use tuntas_domain::case::Event;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_tables::{Item, Write};

use crate::journal::event_key;
use crate::{Actor, Entry, Story, days, held, lookup, marriage_letters, print_jobs, tips};

/// Chains events to what is there.
pub(crate) fn chained(
    case: CaseId,
    version: u32,
    head: &str,
    at: Timestamp,
    actor: &Actor,
    command: &CommandId,
    events: Vec<Event>,
) -> Result<Vec<Entry>, serde_json::Error> {
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

/// The writes that store the entries a story has got, with the look-ups they open and the lists and the tip they change. Storing an entry
/// expects that nothing stands under its number: that is the optimistic lock.
pub(crate) fn writes(table: &str, story: &Story, after: &Story) -> Result<Vec<Write>, serde_json::Error> {
    let mut writes = Vec::new();
    for entry in after.entries.iter().skip(story.entries.len()) {
        writes.push(Write::create(table, item(story.id, entry)));
        writes.extend(lookup::opened_by(table, story.id, &entry.event));
    }
    writes.extend(tips::moved(table, story, after));
    writes.extend(print_jobs::changed(table, story, after));
    writes.extend(marriage_letters::changed(table, story, after));
    writes.extend(held::changed(table, story, after));
    writes.extend(days::told(table, story, after)?);
    Ok(writes)
}

fn item(case: CaseId, entry: &Entry) -> Item {
    let key = event_key(case, entry.seq);
    let kind = serde_json::to_value(entry.event.kind()).ok();
    Item::new(key.pk, key.sk)
        .with("entity", "event")
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
