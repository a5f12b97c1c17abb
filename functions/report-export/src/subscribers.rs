//! Telling subscribers that there is a report: through SNS, with links that open its files.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use tuntas_figures::Period;
use tuntas_reports::span_in_words;

/// Links are good for so long at most, and never longer than the credentials they were made with: those of a function end
/// within hours.
const GOOD_FOR: Duration = Duration::from_hours(7 * 24);

/// What subscribers are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Name of the city.
    pub city: String,
    /// The period.
    pub period: Period,
    /// Keys of the files.
    pub keys: Vec<String>,
}

/// Nobody could be told.
#[derive(Debug, thiserror::Error)]
#[error("the subscribers could not be told: {0}")]
pub struct HeraldError(String);

impl HeraldError {
    /// A failure by its description, free of content.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// Tells subscribers.
pub trait Herald: Sync {
    /// Tells everybody who wants to know. Telling twice is harmless.
    ///
    /// # Errors
    /// [`HeraldError`].
    fn announce(&self, notice: &Notice) -> impl Future<Output = Result<(), HeraldError>> + Send;
}

impl Notice {
    /// One line, as e-mail takes it: ASCII, at most 100 characters.
    pub fn subject(&self) -> String {
        let subject = format!(
            "Tuntas {}: laporan {} {}",
            self.city,
            span_in_words(self.period.span),
            self.period.from
        );
        subject.chars().filter(char::is_ascii).take(100).collect()
    }

    /// The message, with a link for each file.
    pub fn text<'a>(&self, links: impl IntoIterator<Item = (&'a str, String)>) -> String {
        let Period { from, to, .. } = self.period;
        let mut text = format!(
            "Laporan {} {} untuk {from} s.d. {to} sudah tersedia.\nTautan berlaku paling lama 7 hari; setelah itu minta berkasnya di kantor.\n",
            span_in_words(self.period.span),
            self.city
        );
        for (name, link) in links {
            for part in ["\n", name, "\n", &link, "\n"] {
                text.push_str(part);
            }
        }
        text
    }
}

/// SNS, with links to S3.
#[derive(Clone, Debug)]
pub struct Sns {
    /// Sends.
    pub sns: aws_sdk_sns::Client,
    /// The topic that offices subscribe to.
    pub topic: String,
    /// Makes links.
    pub s3: aws_sdk_s3::Client,
    /// Where the reports are.
    pub bucket: String,
}

impl Sns {
    async fn link(&self, key: &str) -> Result<String, HeraldError> {
        let failed = || HeraldError::new("a link could not be made");
        let good = PresigningConfig::expires_in(GOOD_FOR).map_err(|_| failed())?;
        let request = self.s3.get_object().bucket(&self.bucket).key(key);
        let link = request.presigned(good).await.map_err(|_| failed())?;
        Ok(link.uri().to_owned())
    }
}

impl Herald for Sns {
    async fn announce(&self, notice: &Notice) -> Result<(), HeraldError> {
        let mut links = Vec::new();
        for key in &notice.keys {
            let name = key.rsplit('/').next().unwrap_or(key);
            links.push((name, self.link(key).await?));
        }
        self.sns
            .publish()
            .topic_arn(&self.topic)
            .subject(notice.subject())
            .message(notice.text(links))
            .send()
            .await
            .map_err(|error| {
                let code = error.as_service_error().and_then(|service| service.meta().code());
                HeraldError::new(code.unwrap_or("no answer"))
            })?;
        Ok(())
    }
}
