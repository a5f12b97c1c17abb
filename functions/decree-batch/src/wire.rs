//! SQS and SNS.

use std::time::Duration;

use aws_sdk_sqs::types::SendMessageBatchRequestEntry;

use crate::outlet::Sent;
use crate::{Notice, Order, Outlet, OutletError};

/// Messages that SQS takes at once.
const AT_ONCE: usize = 10;

/// The queue and the topic.
#[derive(Clone, Debug)]
pub struct Wire {
    /// Queue service.
    pub sqs: aws_sdk_sqs::Client,
    /// Address of this function's own queue.
    pub queue: String,
    /// Notification service.
    pub sns: aws_sdk_sns::Client,
    /// The topic.
    pub topic: String,
}

impl Outlet for Wire {
    fn send<'a>(&'a self, orders: &'a [Order], delay: Duration) -> Sent<'a> {
        Box::pin(async move {
            let delay = i32::try_from(delay.as_secs()).unwrap_or(900).min(900);
            for some in orders.chunks(AT_ONCE) {
                let mut entries = Vec::with_capacity(some.len());
                for (number, order) in some.iter().enumerate() {
                    let body = serde_json::to_string(order).map_err(failed)?;
                    let entry = SendMessageBatchRequestEntry::builder()
                        .id(number.to_string())
                        .message_body(body)
                        .delay_seconds(delay);
                    entries.push(entry.build().map_err(failed)?);
                }
                let request = self.sqs.send_message_batch().queue_url(&self.queue);
                let answer = request.set_entries(Some(entries)).send().await;
                let answer = answer.map_err(|error| {
                    OutletError(aws_sdk_sqs::error::DisplayErrorContext(&error).to_string())
                })?;
                if let Some(first) = answer.failed.first() {
                    return Err(OutletError(first.code.clone()));
                }
            }
            Ok(())
        })
    }

    fn publish<'a>(&'a self, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            let message = serde_json::to_string(notice).map_err(failed)?;
            let request = self.sns.publish().topic_arn(&self.topic).message(message);
            request
                .send()
                .await
                .map(drop)
                .map_err(|error| OutletError(aws_sdk_sns::error::DisplayErrorContext(&error).to_string()))
        })
    }
}

fn failed(error: impl std::fmt::Display) -> OutletError {
    OutletError(error.to_string())
}
