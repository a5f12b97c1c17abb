//! Files of a report, and their manifest, in the bucket.

use jiff::civil::Date;
use tracing::info;
use tuntas_buckets::Put;
use tuntas_figures::{Period, Report, Setting, Span};
use tuntas_kept_keys::KeyKeeper;
use tuntas_platform::metrics;
use tuntas_reports::{File, Manifest, Office, open_data};

use crate::store::told_key;
use crate::subscribers::{Herald, Notice};
use crate::{Failure, ReportExport, StoreError};

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

/// What the files say of the office, as it was when the last day was closed.
fn office(setting: &Setting) -> Office {
    Office {
        letterhead: setting.letterhead.clone(),
        courts: setting.courts.clone(),
        kecamatan: setting.kecamatan.clone(),
        helpers: (setting.aid.iter())
            .map(|(code, helper)| (code.clone(), helper.name.clone()))
            .collect(),
        complaint: setting.complaint.clone(),
    }
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

fn open_folder(period: Period) -> String {
    format!("open-data/{:04}-{:02}/", period.from.year(), period.from.month())
}

impl<K: KeyKeeper, H: Herald> ReportExport<K, H> {
    /// Stores a report: its files, the manifest last, then its signature. Where there is a signature the report is whole.
    pub(crate) async fn publish(&self, report: &Report, setting: &Setting) -> Result<Published, Failure> {
        let folder = folder(report.period);
        let files = self.press.files(report, &office(setting))?;
        let names = files.iter().map(|file| file.name.clone()).collect();
        for file in files {
            self.keep(&folder, file).await?;
        }
        for file in open_data(report)? {
            self.keep(&open_folder(report.period), file).await?;
        }
        self.sign(&folder, &Manifest::name(report)).await?;
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

    /// Signs what is stored as the manifest, once: each signature of the same bytes is another one.
    async fn sign(&self, folder: &str, manifest: &str) -> Result<(), Failure> {
        let key = format!("{folder}{manifest}");
        let signature = format!("{key}.jws");
        if self.bucket.get(&signature).await?.is_some() {
            return Ok(());
        }
        let bytes = (self.bucket.get(&key).await?).ok_or(StoreError::Missing(key))?;
        let jws = self.keeper.sign(&bytes).await?;
        (self.bucket)
            .put_new(&signature, "application/jose", jws.into_bytes())
            .await?;
        Ok(())
    }

    /// Tells the subscribers once, or again where it is not known whether they were told.
    pub(crate) async fn announce(&self, published: &Published) -> Result<(), Failure> {
        let key = told_key(&published.folder);
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
