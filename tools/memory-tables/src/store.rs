//! Items and what is done with them.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use crate::Fate;
use crate::conditions::holds;
use crate::update::updated;

type Key = (String, String);

/// All tables.
#[derive(Default)]
pub(crate) struct Store {
    tables: BTreeMap<String, BTreeMap<Key, Value>>,
    pub(crate) fates: VecDeque<Fate>,
}

/// An error as the service tells it: name, and members beside the message.
pub(crate) struct Fault {
    pub(crate) status: u16,
    pub(crate) name: &'static str,
    pub(crate) more: Value,
}

impl Fault {
    fn refused(name: &'static str, more: Value) -> Self {
        Self {
            status: 400,
            name,
            more,
        }
    }

    fn unsupported() -> Self {
        Self::refused("ValidationException", json!({}))
    }

    fn broken() -> Self {
        Self {
            status: 500,
            name: "InternalServerError",
            more: json!({}),
        }
    }
}

impl Store {
    pub(crate) fn call(&mut self, operation: &str, request: &Value) -> Result<Value, Fault> {
        match operation {
            "GetItem" => {
                let found = self.item(request, &request["Key"])?;
                Ok(match found {
                    Some(item) => json!({ "Item": projected(request, item)? }),
                    None => json!({}),
                })
            }
            "Query" => self.query(request),
            "TransactWriteItems" => self.commit(request),
            _ => Err(Fault::unsupported()),
        }
    }

    pub(crate) fn keys(&self, table: &str, partition: &str) -> Vec<String> {
        let items = self.tables.get(table).into_iter().flatten();
        items
            .filter(|((pk, _), _)| pk == partition)
            .map(|((_, sk), _)| sk.clone())
            .collect()
    }

    fn item(&self, request: &Value, key: &Value) -> Result<Option<&Value>, Fault> {
        let key = key_of(key).ok_or_else(Fault::unsupported)?;
        Ok(self
            .tables
            .get(table_of(request))
            .and_then(|table| table.get(&key)))
    }

    fn query(&self, request: &Value) -> Result<Value, Fault> {
        let value = |name: &str| request["ExpressionAttributeValues"][name]["S"].as_str();
        let pk = value(":pk").ok_or_else(Fault::unsupported)?;
        let prefix = match request["KeyConditionExpression"].as_str() {
            Some("pk = :pk AND begins_with(sk, :prefix)") => {
                value(":prefix").ok_or_else(Fault::unsupported)?
            }
            Some("pk = :pk") => "",
            _ => return Err(Fault::unsupported()),
        };
        let after = request["ExclusiveStartKey"]["sk"]["S"].as_str();
        let backwards = request["ScanIndexForward"] == json!(false);
        let mut items: Vec<&Value> = self
            .tables
            .get(table_of(request))
            .into_iter()
            .flat_map(|table| table.range((pk.to_owned(), prefix.to_owned())..))
            .take_while(|((of, sk), _)| of == pk && sk.starts_with(prefix))
            .filter(|((_, sk), _)| {
                after.is_none_or(|after| (sk.as_str() < after) == backwards && sk != after)
            })
            .map(|(_, item)| item)
            .collect();
        if backwards {
            items.reverse();
        }
        let limit = request["Limit"]
            .as_u64()
            .and_then(|limit| usize::try_from(limit).ok());
        items.truncate(limit.unwrap_or(usize::MAX));
        Ok(json!({ "Items": items, "Count": items.len() }))
    }

    fn commit(&mut self, request: &Value) -> Result<Value, Fault> {
        let fate = self.fates.pop_front().unwrap_or(Fate::Done);
        let writes = request["TransactItems"]
            .as_array()
            .ok_or_else(Fault::unsupported)?;
        match fate {
            Fate::FailsBefore => return Err(Fault::broken()),
            Fate::Contended => return Err(cancelled(&vec!["TransactionConflict"; writes.len()])),
            Fate::Done | Fate::AnswerLost => {}
        }
        let mut codes = Vec::new();
        for write in writes {
            let (body, key) = write_of(write)?;
            let present = self.item(body, key)?;
            codes.push(match holds(body, present) {
                Some(true) => "None",
                Some(false) => "ConditionalCheckFailed",
                None => return Err(Fault::unsupported()),
            });
        }
        if codes.iter().any(|code| *code != "None") {
            return Err(cancelled(&codes));
        }
        let mut after = Vec::new();
        for write in writes {
            let (body, key) = write_of(write)?;
            let present = self.item(body, key)?;
            let item = if let Some(put) = write.get("Put") {
                Some(put["Item"].clone())
            } else if let Some(update) = write.get("Update") {
                Some(updated(update, present).ok_or_else(Fault::unsupported)?)
            } else if write.get("Delete").is_some() {
                None
            } else {
                present.cloned()
            };
            after.push((table_of(body), key_of(key).ok_or_else(Fault::unsupported)?, item));
        }
        for (table, key, item) in after {
            let table = self.tables.entry(table.to_owned()).or_default();
            match item {
                Some(item) => drop(table.insert(key, item)),
                None => drop(table.remove(&key)),
            }
        }
        if fate == Fate::AnswerLost {
            Err(Fault::broken())
        } else {
            Ok(json!({}))
        }
    }
}

fn cancelled(codes: &[&str]) -> Fault {
    let reasons: Vec<Value> = codes.iter().map(|code| json!({ "Code": code })).collect();
    Fault::refused(
        "TransactionCanceledException",
        json!({ "CancellationReasons": reasons }),
    )
}

/// Only the attributes that are asked for, if any are named.
fn projected(request: &Value, item: &Value) -> Result<Value, Fault> {
    let Some(projection) = request["ProjectionExpression"].as_str() else {
        return Ok(item.clone());
    };
    let mut some = json!({});
    for placeholder in projection.split(", ") {
        let name = request["ExpressionAttributeNames"][placeholder]
            .as_str()
            .ok_or_else(Fault::unsupported)?;
        if let Some(value) = item.get(name) {
            some[name] = value.clone();
        }
    }
    Ok(some)
}

/// A write's content, and where its key is.
fn write_of(write: &Value) -> Result<(&Value, &Value), Fault> {
    if let Some(put) = write.get("Put") {
        return Ok((put, &put["Item"]));
    }
    let body = ["Update", "Delete", "ConditionCheck"]
        .iter()
        .find_map(|kind| write.get(kind));
    body.map(|body| (body, &body["Key"]))
        .ok_or_else(Fault::unsupported)
}

fn table_of(body: &Value) -> &str {
    body["TableName"].as_str().unwrap_or_default()
}

fn key_of(attributes: &Value) -> Option<Key> {
    let text = |name: &str| attributes[name]["S"].as_str().map(str::to_owned);
    Some((text("pk")?, text("sk")?))
}
