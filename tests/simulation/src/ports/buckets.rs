//! Buckets in this process, behind the client that the functions use.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_s3::config::http::{HttpRequest, HttpResponse};
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, HttpClient, IdentityCache, Region, RequestChecksumCalculation, RuntimeComponents,
    StalledStreamProtectionConfig,
};
use aws_sdk_s3::primitives::SdkBody;
use aws_sdk_s3::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};

use crate::Weather;
use crate::give_way::give_way;

/// Objects by bucket and key. Only that they are there is kept: each is named by the hash of its content.
#[derive(Clone)]
pub(crate) struct Buckets {
    objects: Arc<Mutex<BTreeSet<String>>>,
    weather: Weather,
}

impl Buckets {
    pub(crate) fn new(weather: Weather) -> Self {
        Self {
            objects: Arc::default(),
            weather,
        }
    }

    /// A client that signs nothing, waits for nothing and never tries again by itself.
    pub(crate) fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("ap-southeast-3"))
            .allow_no_auth()
            .force_path_style(true)
            .endpoint_url("http://buckets.invalid")
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::disabled())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .identity_cache(IdentityCache::no_cache())
            .http_client(self.clone())
            .build();
        Client::from_conf(config)
    }

    /// Whether a bucket holds an object.
    pub(crate) fn holds(&self, bucket: &str, key: &str) -> bool {
        self.objects().contains(&format!("{bucket}/{key}"))
    }

    fn objects(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `PutObject` with `If-None-Match: *`, and nothing else: the functions ask for no more.
    fn put(&self, request: &HttpRequest) -> (u16, &'static str) {
        let path = request.uri().split('?').next().unwrap_or_default();
        let name = path.trim_start_matches("http://buckets.invalid/").to_owned();
        if request.method() != "PUT" || request.headers().get("if-none-match") != Some("*") {
            return (405, "MethodNotAllowed");
        }
        if self.weather.strikes(20) {
            return (503, "SlowDown");
        }
        if !self.objects().insert(name) {
            return (412, "PreconditionFailed");
        }
        if self.weather.strikes(20) {
            return (500, "InternalError");
        }
        (200, "")
    }
}

impl fmt::Debug for Buckets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buckets").finish_non_exhaustive()
    }
}

impl HttpConnector for Buckets {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let buckets = self.clone();
        HttpConnectorFuture::new(async move {
            give_way().await;
            let (status, code) = buckets.put(&request);
            let body = if code.is_empty() {
                SdkBody::empty()
            } else {
                SdkBody::from(format!("<Error><Code>{code}</Code></Error>"))
            };
            let status = status.try_into().map_err(|error| {
                aws_smithy_runtime_api::client::result::ConnectorError::other(Box::new(error), None)
            })?;
            Ok(HttpResponse::new(status, body))
        })
    }
}

impl HttpClient for Buckets {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
