//! Files of a report, and their manifest, in the bucket.

use jiff::civil::Date;
use serde_json::json;
use tracing::info;
use tuntas_buckets::Put;
use tuntas_figures::{Period, Report, Span};
use tuntas_kept_keys::KeyKeeper;
use tuntas_platform::metrics;
use tuntas_seals::Hash;

use crate::subscribers::{Herald, Notice};
use crate::{Failure, ReportExport};

/// A report that is in the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its period.
    pub period: Period,
    /// Where it lies, such as `reports/daily/2026-11-27/`.
    pub folder: String,
    /// Names of its files.
    pub files: Vec<String>,
}

/// A file to be stored.
struct File {
    name: String,
    content_type: &'static str,
    bytes: Vec<u8>,
}

/// Every form of a report.
fn files(report: &Report) -> Result<Vec<File>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(report).map_err(|error| Failure::Write(error.to_string()))?;
    bytes.push(b'\n');
    Ok(vec![File {
        name: "report.json".to_owned(),
        content_type: "application/json",
        bytes,
    }])
}

fn manifest(report: &Report, files: &[File]) -> Result<Vec<u8>, Failure> {
    let listed: Vec<_> = files
        .iter()
        .map(|file| {
            json!({
                "name": file.name,
                "contentType": file.content_type,
                "bytes": file.bytes.len(),
                "sha256": Hash::of(&[&file.bytes]).to_string(),
            })
        })
        .collect();
    let manifest = json!({
        "format": "tuntas/report-manifest/1",
        "city": report.city,
        "period": report.period,
        "closed": report.closed,
        "files": listed,
    });
    serde_json::to_vec_pretty(&manifest).map_err(|error| Failure::Write(error.to_string()))
}

/// Name of a kind of period, as it stands in keys.
pub(crate) fn name(span: Span) -> &'static str {
    match span {
        Span::Daily => "daily",
        Span::Weekly => "weekly",
        Span::Monthly => "monthly",
        Span::Yearly => "yearly",
        Span::Custom => "custom",
    }
}

/// Two custom periods may begin on the same day, so their last day is named, too.
fn folder(Period { span, from, to }: Period) -> String {
    let days = |from: Date, to: Date| match span {
        Span::Custom => format!("{from}_{to}"),
        _ => from.to_string(),
    };
    format!("reports/{}/{}/", name(span), days(from, to))
}

impl<K: KeyKeeper, H: Herald> ReportExport<K, H> {
    /// Stores a report: its files, then the manifest, then the signature. Where there is a signature the report is whole.
    pub(crate) async fn publish(&self, report: &Report) -> Result<Published, Failure> {
        let folder = folder(report.period);
        let mut files = files(report)?;
        files.push(File {
            name: "manifest.json".to_owned(),
            content_type: "application/json",
            bytes: manifest(report, &files)?,
        });
        let names = files.iter().map(|file| file.name.clone()).collect();
        let manifest = files.last().map(|file| file.bytes.clone()).unwrap_or_default();
        for file in files {
            self.keep(&folder, file).await?;
        }
        self.sign(&folder, &manifest).await?;
        info!(%folder, "the report is stored");
        Ok(Published {
            period: report.period,
            folder,
            files: names,
        })
    }

    /// Stores a file, unless it is there. A file of the same name is the same file: it is compared.
    async fn keep(&self, folder: &str, file: File) -> Result<(), Failure> {
        let key = format!("{folder}{}", file.name);
        let put = (self.bucket)
            .put_new(&key, file.content_type, file.bytes.clone())
            .await?;
        if put == Put::AlreadyThere && self.bucket.get(&key).await?.as_ref() != Some(&file.bytes) {
            metrics::count("ReportDiffers");
            return Err(Failure::Differs(key));
        }
        Ok(())
    }

    /// Signs the manifest once: each signature of the same bytes is another one.
    async fn sign(&self, folder: &str, manifest: &[u8]) -> Result<(), Failure> {
        let key = format!("{folder}manifest.jws");
        if self.bucket.get(&key).await?.is_some() {
            return Ok(());
        }
        let jws = self.keeper.sign(manifest).await?;
        self.bucket
            .put_new(&key, "application/jose", jws.into_bytes())
            .await?;
        Ok(())
    }

    /// Tells the subscribers once, or again where it is not known whether they were told.
    pub(crate) async fn announce(&self, published: &Published) -> Result<(), Failure> {
        let key = format!(
            "announced/{}",
            published
                .folder
                .trim_start_matches("reports/")
                .trim_end_matches('/')
        );
        if self.bucket.get(&key).await?.is_some() {
            return Ok(());
        }
        let notice = Notice {
            city: self.setting.city_name.clone(),
            period: published.period,
            keys: published
                .files
                .iter()
                .map(|file| format!("{}{file}", published.folder))
                .collect(),
        };
        self.herald.announce(&notice).await?;
        self.bucket.put_new(&key, "text/plain", Vec::new()).await?;
        Ok(())
    }
}
