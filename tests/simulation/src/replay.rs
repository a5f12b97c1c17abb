//! A busy world once more, one transaction after the other: each change of the register must be the one that
//! `register-update` makes, alone and undisturbed, of everything as it stood then. So whatever happened at the same moment
//! came out as if it had happened in the order of the commits.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use memory_tables::{Call, Change, DirectTables, Fate};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::Hold;
use tuntas_journal::Message;
use tuntas_tables::{Backend, Expect, Item, Key, Table, Write};

use crate::alone::alone;
use crate::ports::{CASES, DOSSIERS, Functions, Ports, REGISTER};
use crate::{Chance, Weather, World};

/// What a transaction left of each item it changed.
type Left = BTreeMap<(String, Key), Option<Item>>;

/// The same, but for which of the free numbers were taken: that depends on how many were free when they were looked at.
#[derive(PartialEq)]
struct Form {
    exact: Left,
    /// Household versions, and what became of numbers, without the numbers.
    numbered: Vec<String>,
}

impl Form {
    fn of(left: &Left) -> Self {
        let (numbered, exact): (Left, Left) = left.clone().into_iter().partition(|((table, key), _)| {
            let kind = key.pk.split('#').next().unwrap_or_default();
            table == REGISTER && (matches!(kind, "KK" | "POOL" | "ISSUED") || key.sk.starts_with("V#"))
        });
        let mut numbered: Vec<String> = numbered.iter().map(blanked).collect();
        numbered.sort_unstable();
        Self { exact, numbered }
    }
}

fn blanked(((_, key), item): (&(String, Key), &Option<Item>)) -> String {
    let part = |name: &str| item.as_ref().and_then(|item| item.text_if_present(name));
    if let Some(body) = part("body") {
        let mut home: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
        let kecamatan = home["number"].as_str().map(|number| number[..6].to_owned());
        home["number"] = kecamatan.into();
        return format!("{} {} {home}", key.pk, key.sk);
    }
    let kind = key.pk.split('#').next().unwrap_or_default();
    format!("{kind} {:?} {:?}", part("household"), part("by"))
}

/// Lives the transactions of a world again.
pub(crate) fn compare(world: &World) -> Result<(), String> {
    let stage = Stage::default();
    // The register after each transaction that changed it, with the number of that transaction.
    let mut registers: Vec<(usize, Vec<Item>)> = Vec::new();
    let mut last_of: BTreeMap<CaseId, usize> = BTreeMap::new();
    for (number, changes) in world.history.iter().enumerate() {
        if let Some(update) = Update::of(changes) {
            let since = last_of.get(&update.message.case_id).copied().unwrap_or(0);
            let before = registers.iter().rev().filter(|(at, _)| *at >= since);
            let before = before.map(|(_, register)| register.as_slice());
            update
                .check(&stage, &left_by(changes), before)
                .map_err(|what| format!("case {}: {what}", update.message.case_id))?;
        }
        stage.apply(changes);
        last_of.extend(entries(changes).filter_map(|item| Some((item.parsed("case").ok()?, number))));
        if changes.iter().any(|change| change.table == REGISTER) {
            registers.push((number, stage.tables().items(REGISTER, "")));
        }
    }
    Ok(())
}

/// New entries of journals.
fn entries(changes: &[Change]) -> impl Iterator<Item = &Item> {
    let entries = changes.iter().filter(|change| change.key.sk.starts_with("EV#"));
    entries.filter_map(|change| change.after.as_ref())
}

fn left_by(changes: &[Change]) -> Left {
    let left = |change: &Change| ((change.table.clone(), change.key.clone()), change.after.clone());
    changes.iter().map(left).collect()
}

/// A transaction of `register-update`.
struct Update {
    message: Message,
    at: Timestamp,
    event: Event,
}

impl Update {
    fn of(changes: &[Change]) -> Option<Self> {
        let item = entries(changes).find(|item| item.text_if_present("actor") == Some(ACTOR))?;
        let cause = item.text("command").ok()?.split('/').nth(1)?;
        let event: Event = serde_json::from_str(item.text("body").ok()?).ok()?;
        Some(Self {
            message: Message {
                case_id: item.parsed("case").ok()?,
                seq: cause.parse().ok()?,
                // Which sort of entry the message told of is asked by nobody.
                kind: EventKind::DecreeAccepted,
            },
            at: item.parsed("at").ok()?,
            event,
        })
    }

    /// A hold names no household, so it may tell of the register as it was a little `before`, newest first.
    fn check<'a>(
        &self,
        stage: &Stage,
        left: &Left,
        before: impl Iterator<Item = &'a [Item]>,
    ) -> Result<(), String> {
        let left = Form::of(left);
        let alone = Form::of(&stage.rehearse(self));
        if alone == left {
            return Ok(());
        }
        match &self.event {
            // The pool is looked at after the households, and by then it may have been filled or emptied.
            Event::Held {
                hold: Hold::NumberPoolEmpty { .. },
            } => Ok(()),
            Event::Held { hold } => {
                let explains = |register| Form::of(&Stage::with(stage, register).rehearse(self)) == left;
                if before.into_iter().any(explains) {
                    Ok(())
                } else {
                    Err(format!("it was held for {}, which was never so", hold.code()))
                }
            }
            event => Err(format!(
                "{:?} is not what comes of the register as it was: {}",
                event.kind(),
                difference(&alone, &left)
            )),
        }
    }
}

/// Who changes the register.
const ACTOR: &str = "function:register-update";

/// The kinds of items that are not the same.
fn difference(alone: &Form, left: &Form) -> String {
    let only = |one: &Form, other: &Form, whose: &str| {
        let exact = (one.exact.iter())
            .filter(|(key, item)| other.exact.get(*key) != Some(*item))
            .map(|(key, _)| format!("{whose} {:?}", key.1));
        let numbered = (one.numbered.iter())
            .filter(|text| !other.numbered.contains(text))
            .map(|text| format!("{whose} {text}"));
        exact.chain(numbered).collect::<Vec<_>>().join(", ")
    };
    format!("{}; {}", only(alone, left, "alone"), only(left, alone, "here"))
}

/// Tables on which the past is played.
struct Stage {
    ports: Ports,
    functions: Functions,
    /// While it is rehearsed, transactions are heard and not done.
    rehearsal: Arc<AtomicBool>,
    heard: Arc<Mutex<Vec<Vec<Write>>>>,
}

impl Default for Stage {
    fn default() -> Self {
        let ports = Ports::new(Weather::new(Chance::new(0)));
        let (rehearsal, heard) = (Arc::<AtomicBool>::default(), Arc::<Mutex<Vec<_>>>::default());
        let (rehearses, hears) = (Arc::clone(&rehearsal), Arc::clone(&heard));
        ports.tables.decide_with(move |call| match call {
            Call::Commit(writes) if rehearses.load(Ordering::Relaxed) => {
                hears
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(writes.to_vec());
                Fate::FailsBefore
            }
            _ => Fate::Done,
        });
        Self {
            functions: Functions::new(&ports, &ports.tables.database()),
            ports,
            rehearsal,
            heard,
        }
    }
}

impl Stage {
    /// The same, but for the register.
    fn with(other: &Self, register: &[Item]) -> Self {
        let stage = Self::default();
        for table in [CASES, DOSSIERS] {
            stage.put(table, &other.tables().items(table, ""));
        }
        stage.put(REGISTER, register);
        stage
    }

    fn tables(&self) -> &DirectTables {
        &self.ports.tables
    }

    fn put(&self, table: &str, items: &[Item]) {
        let put = |item: &Item| Write::Put {
            table: table.to_owned(),
            item: item.clone(),
            expect: Expect::Anything,
        };
        self.commit(items.iter().map(put).collect());
    }

    fn apply(&self, changes: &[Change]) {
        let write = |change: &Change| match &change.after {
            Some(item) => Write::Put {
                table: change.table.clone(),
                item: item.clone(),
                expect: Expect::Anything,
            },
            None => Write::Delete {
                table: change.table.clone(),
                key: change.key.clone(),
                expect: Expect::Anything,
            },
        };
        self.commit(changes.iter().map(write).collect());
    }

    fn commit(&self, writes: Vec<Write>) {
        alone(self.tables().commit(writes)).expect("nothing is expected of what is there");
        self.tables().take_changes();
    }

    /// What the function would leave of each item.
    fn rehearse(&self, update: &Update) -> Left {
        self.rehearsal.store(true, Ordering::Relaxed);
        // The transaction fails; what was to be in it counts.
        let failed = alone(self.functions.register_update.handle(update.message, update.at));
        self.rehearsal.store(false, Ordering::Relaxed);
        drop(failed);
        let heard = std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner));
        let writes = heard.into_iter().next().unwrap_or_default();
        writes
            .into_iter()
            .filter_map(|write| self.would_leave(write))
            .collect()
    }

    fn would_leave(&self, write: Write) -> Option<((String, Key), Option<Item>)> {
        let (table, (pk, sk)) = (write.table().to_owned(), write.item_key());
        let key = Key::new(pk, sk);
        let before = alone(Table::new(self.tables().database(), &*table).get(&key)).ok()?;
        let after = write.applied(before.clone()).ok()?;
        (before != after).then_some(((table, key), after))
    }
}
