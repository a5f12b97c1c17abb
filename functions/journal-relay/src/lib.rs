//! Tells the next step of each new event: from the journal's stream to the queues, identifiers only. What concerns an office's
//! own system is told to the queue of webhooks besides: of cases, requests for security, referrals and programmes of aid.

mod occurrence;
mod route;

use std::collections::HashMap;

use aws_lambda_events::dynamodb::EventRecord;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::DisplayErrorContext;
use serde::Serialize;
use tuntas_domain::case::Event;
use tuntas_journal::{Divorce, Message, Subject};
use tuntas_webhooks::Errand;

pub use occurrence::occurrence;
pub use route::{Queue, route};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct JournalRelay {
    /// Queue service.
    pub sqs: Client,
    /// Address of each queue.
    pub queues: HashMap<Queue, String>,
    /// Address of the queue of webhooks.
    pub webhooks: String,
}

/// Why a record is to be delivered again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The record is not a journal entry.
    #[error("the stream record lacks a readable `{0}`")]
    Unreadable(&'static str),
    /// The queue did not take the message.
    #[error("the queue did not take the message: {0}")]
    Queue(String),
    /// The message could not be written.
    #[error("the message could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// A queue has no address.
    #[error("no address is configured for a queue")]
    NoAddress,
}

impl JournalRelay {
    /// Handles one record of the stream. Telling twice does no harm: every step knows what it has done.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn handle(&self, record: EventRecord) -> Result<(), Failure> {
        if text(&record, "entity") == Some(Divorce::ENTITY) {
            let (message, event) = read(&record)?;
            // Where one of several queues does not take it, all are told again.
            for queue in route(&event) {
                let address = self.queues.get(queue).ok_or(Failure::NoAddress)?;
                self.send(address, &message).await?;
            }
        }
        if let Some(occurrence) = occurrence(&record)? {
            self.send(&self.webhooks, &Errand::Note { occurrence }).await?;
        }
        Ok(())
    }

    async fn send(&self, address: &str, message: &impl Serialize) -> Result<(), Failure> {
        let body = serde_json::to_string(message)?;
        self.sqs
            .send_message()
            .queue_url(address)
            .message_body(body)
            .send()
            .await
            .map(drop)
            .map_err(|error| Failure::Queue(DisplayErrorContext(&error).to_string()))
    }
}

/// The message of a record, and the event it tells of.
///
/// # Errors
/// [`Failure::Unreadable`].
pub fn read(record: &EventRecord) -> Result<(Message, Event), Failure> {
    let case_id = parsed(record, "case")?;
    let seq = parsed(record, "seq")?;
    let event: Event = text(record, "body")
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or(Failure::Unreadable("body"))?;
    Ok((
        Message {
            case_id,
            seq,
            kind: event.kind(),
        },
        event,
    ))
}

/// An attribute of the new item, of a text or a number.
fn text<'a>(record: &'a EventRecord, name: &str) -> Option<&'a str> {
    match record.change.new_image.get(name)? {
        serde_dynamo::AttributeValue::S(text) | serde_dynamo::AttributeValue::N(text) => Some(text),
        _ => None,
    }
}

fn parsed<T: std::str::FromStr>(record: &EventRecord, name: &'static str) -> Result<T, Failure> {
    text(record, name)
        .and_then(|text| text.parse().ok())
        .ok_or(Failure::Unreadable(name))
}
