//! SQS and SNS.

use std::time::Duration;

use crate::outlet::Sent;
use crate::{Notice, Order, Outlet, OutletError};

/// Longest delay of a message, in seconds.
const MAX_DELAY: i32 = 900;

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
            let delay = i32::try_from(delay.as_secs()).unwrap_or(MAX_DELAY).min(MAX_DELAY);
            // One by one: five hundred at most, and the local cloud knows no right to send ten at once.
            for order in orders {
                let body = serde_json::to_string(order).map_err(failed)?;
                let request = self.sqs.send_message().queue_url(&self.queue);
                let answer = request.message_body(body).delay_seconds(delay).send().await;
                answer.map_err(|error| {
                    OutletError(aws_sdk_sqs::error::DisplayErrorContext(&error).to_string())
                })?;
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
