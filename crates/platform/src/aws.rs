//! The AWS configuration, secrets, and opening connections before the first request.

use crate::failure::chain;
use aws_config::{BehaviorVersion, SdkConfig, retry::RetryConfig, timeout::TimeoutConfig};
use std::{error::Error, fmt, future::Future, time::Duration};
use tracing::{debug, warn};

/// Longest time one warm-up call may take out of a function's start.
pub const WARM_UP_LIMIT: Duration = Duration::from_secs(2);

/// The configuration for every client: region, credentials and endpoint from the environment, three attempts,
/// and timeouts short enough that a retry still fits into one invocation. Load it once, at the start.
pub async fn config() -> SdkConfig {
    aws_config::defaults(BehaviorVersion::v2026_01_12())
        .retry_config(RetryConfig::standard().with_max_attempts(3))
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_secs(2))
                .operation_attempt_timeout(Duration::from_secs(5))
                .operation_timeout(Duration::from_secs(12))
                .build(),
        )
        .load()
        .await
}

/// Whether the configuration points to another endpoint than AWS's own, as the local cloud does. S3 clients need
/// path-style addresses there.
pub fn is_local_cloud(config: &SdkConfig) -> bool {
    config.endpoint_url().is_some()
}

/// An S3 client; in the local cloud with path-style addresses, which need no name of their own per bucket.
pub fn s3(config: &SdkConfig) -> aws_sdk_s3::Client {
    let own = aws_sdk_s3::config::Builder::from(config)
        .force_path_style(is_local_cloud(config))
        .build();
    aws_sdk_s3::Client::from_conf(own)
}

/// A secret's text. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(<redacted>)")
    }
}

/// Why a secret could not be had.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Secrets Manager did not answer, or refused.
    #[error("the secret could not be read")]
    Unreadable(#[source] Box<dyn Error + Send + Sync>),
    /// The secret is binary or empty.
    #[error("the secret holds no text")]
    NoText,
}

/// Reads the text of a secret by its ARN or name. Meant for a function's start; the text is kept for its life.
pub async fn secret_string(
    client: &aws_sdk_secretsmanager::Client,
    arn: &str,
) -> Result<Secret, SecretError> {
    let answer = client
        .get_secret_value()
        .secret_id(arn)
        .send()
        .await
        .map_err(|error| SecretError::Unreadable(Box::new(error)))?;
    answer
        .secret_string
        .filter(|text| !text.is_empty())
        .map(Secret)
        .ok_or(SecretError::NoText)
}

/// Makes a cheap first call in a function's start, so that the first request does not wait for the connection
/// (TLS takes most of a second on a small function). Whatever comes of it, the start goes on, after
/// [`WARM_UP_LIMIT`] at the latest.
pub async fn warm_up<T, E: Error + 'static>(service: &str, call: impl Future<Output = Result<T, E>>) {
    match tokio::time::timeout(WARM_UP_LIMIT, call).await {
        Ok(Ok(_)) => debug!(service, "warm"),
        Ok(Err(error)) => warn!(service, error = chain(&error), "warm-up failed"),
        Err(_) => warn!(service, "warm-up took too long"),
    }
}
