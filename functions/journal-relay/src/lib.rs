//! Tells the next step of each new event: from the journal's stream to the queues, identifiers only.

mod route;

use std::collections::HashMap;

use aws_lambda_events::dynamodb::EventRecord;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::DisplayErrorContext;
use tuntas_domain::case::Event;
use tuntas_journal::Message;

pub use route::{Queue, route};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct JournalRelay {
    /// Queue service.
    pub sqs: Client,
    /// Address of each queue.
    pub queues: HashMap<Queue, String>,
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
        let (message, event) = read(&record)?;
        // Where one of two queues does not take it, both are told again.
        for queue in route(&event) {
            let address = self.queues.get(queue).ok_or(Failure::NoAddress)?;
            let body = serde_json::to_string(&message)?;
            self.sqs
                .send_message()
                .queue_url(address)
                .message_body(body)
                .send()
                .await
                .map_err(|error| Failure::Queue(DisplayErrorContext(&error).to_string()))?;
        }
        Ok(())
    }
}

/// The message of a record, and the event it tells of.
///
/// # Errors
/// [`Failure::Unreadable`].
pub fn read(record: &EventRecord) -> Result<(Message, Event), Failure> {
    let text = |name: &'static str| {
        record.change.new_image.get(name).and_then(|value| match value {
            serde_dynamo::AttributeValue::S(text) | serde_dynamo::AttributeValue::N(text) => {
                Some(text.as_str())
            }
            _ => None,
        })
    };
    let case_id = text("case")
        .and_then(|text| text.parse().ok())
        .ok_or(Failure::Unreadable("case"))?;
    let seq = text("seq")
        .and_then(|text| text.parse().ok())
        .ok_or(Failure::Unreadable("seq"))?;
    let event: Event = text("body")
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
