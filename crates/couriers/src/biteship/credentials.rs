//! The secret an operator keeps for Biteship.

use std::fmt;

use serde::Deserialize;

use super::{Settings, WebhookSecret};

/// `{"apiKey": "…", "webhookHeader": "x-tuntas-webhook", "webhookToken": "…"}`. Hidden in `Debug`.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credentials {
    api_key: String,
    webhook_header: String,
    webhook_token: String,
}

/// The secret is not of the form that [`Credentials`] shows. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the courier secret is not JSON with apiKey, webhookHeader and webhookToken")]
pub struct InvalidCredentials;

impl Credentials {
    /// Reads the secret.
    ///
    /// # Errors
    /// [`InvalidCredentials`]
    pub fn from_json(json: &str) -> Result<Self, InvalidCredentials> {
        serde_json::from_str(json).map_err(|_| InvalidCredentials)
    }

    /// Client settings with this key and otherwise defaults.
    pub fn settings(&self, base_url: &str) -> Settings {
        Settings::new(base_url, &self.api_key)
    }

    /// What a webhook has to present.
    pub fn webhook_secret(&self) -> WebhookSecret {
        WebhookSecret::new(&self.webhook_header, &self.webhook_token)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_read_and_shown_to_nobody() {
        let json =
            r#"{"apiKey":"biteship_test.local","webhookHeader":"X-Tuntas-Webhook","webhookToken":"benar"}"#;
        let credentials = Credentials::from_json(json).unwrap();
        assert_eq!(
            credentials.settings("https://api.biteship.com").api_key,
            "biteship_test.local"
        );
        let webhook = credentials.webhook_secret();
        assert_eq!(webhook.header(), "x-tuntas-webhook");
        assert!(webhook.verify(Some(b"benar")));
        assert_eq!(format!("{credentials:?}"), "Credentials(..)");
        let error = Credentials::from_json(r#"{"apiKey":"biteship_live.rahasia"}"#).unwrap_err();
        assert!(!format!("{error:?} {error}").contains("rahasia"));
    }
}
