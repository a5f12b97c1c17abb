//! The HTTP API of Tuntas, as its partners call it.

use crate::{Error, LocalCloud, Result};
use reqwest::{Method, StatusCode, header};
use serde_json::Value;
use tuntas_signatures::Signer;

/// The header with the court's detached JWS over the exact bytes of the body.
const SIGNATURE: &str = "Tuntas-Signature";

/// A caller with a token, or nobody in particular.
#[derive(Debug)]
pub struct Caller<'a> {
    cloud: &'a LocalCloud,
    http: reqwest::Client,
    token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// The `Location` header.
    pub location: Option<String>,
    /// The body; null where it is empty, a text where it is not JSON.
    pub body: Value,
}

impl<'a> Caller<'a> {
    /// The named machine client, with a fresh token: `court-PA.Pas`, `officer-petugas-01`.
    pub async fn client(cloud: &'a LocalCloud, name: &str) -> Result<Self> {
        let token = cloud.token(name).await?;
        Ok(Self {
            cloud,
            http: cloud.http_client()?,
            token: Some(token),
        })
    }

    /// Anyone, such as a citizen with a tracking code.
    pub fn anyone(cloud: &'a LocalCloud) -> Result<Self> {
        Ok(Self {
            cloud,
            http: cloud.http_client()?,
            token: None,
        })
    }

    /// Reads a resource.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        self.send(self.request(Method::GET, path), path).await
    }

    /// Reads a file, such as a PDF, byte for byte.
    pub async fn file(&self, path: &str) -> Result<Vec<u8>> {
        let failed = |reason: String| Error::Answer {
            what: path.to_owned(),
            reason,
        };
        let request = self.request(Method::GET, path);
        let answer = request.send().await.map_err(|error| failed(error.to_string()))?;
        if !answer.status().is_success() {
            return Err(failed(answer.status().to_string()));
        }
        let bytes = answer.bytes().await.map_err(|error| failed(error.to_string()))?;
        Ok(bytes.to_vec())
    }

    /// Posts JSON.
    pub async fn post_json(&self, path: &str, body: &Value) -> Result<Answer> {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_string());
        self.send(request, path).await
    }

    /// Changes a resource.
    pub async fn patch_json(&self, path: &str, body: &Value) -> Result<Answer> {
        let request = self
            .request(Method::PATCH, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.to_string());
        self.send(request, path).await
    }

    /// Removes a resource.
    pub async fn delete(&self, path: &str) -> Result<Answer> {
        self.send(self.request(Method::DELETE, path), path).await
    }

    /// Posts a document signed by its court. `key` makes a repetition harmless.
    pub async fn post_signed(&self, path: &str, body: &[u8], signer: &Signer, key: &str) -> Result<Answer> {
        let signature = signer.sign_detached(body).map_err(|error| Error::Answer {
            what: "the court's signature".to_owned(),
            reason: error.to_string(),
        })?;
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("Idempotency-Key", key)
            .header(SIGNATURE, signature)
            .body(body.to_vec());
        self.send(request, path).await
    }

    /// Posts exact bytes with exactly these headers.
    pub async fn post_with(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Result<Answer> {
        let request = headers
            .iter()
            .fold(self.request(Method::POST, path), |request, (name, value)| {
                request.header(*name, *value)
            });
        self.send(request.body(body.to_vec()), path).await
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.cloud.api_url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn send(&self, request: reqwest::RequestBuilder, path: &str) -> Result<Answer> {
        let failed = |error: reqwest::Error| Error::Answer {
            what: path.to_owned(),
            reason: error.to_string(),
        };
        let answer = request.send().await.map_err(failed)?;
        let status = answer.status();
        let location = answer
            .headers()
            .get(header::LOCATION)
            .and_then(|location| location.to_str().ok())
            .map(str::to_owned);
        let text = answer.text().await.map_err(failed)?;
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        };
        Ok(Answer {
            status,
            location,
            body,
        })
    }
}
