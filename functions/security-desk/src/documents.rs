//! Files: letters and minutes in the bucket of documents, and the doorstep on which the police put minutes.

use aws_sdk_s3::Client;
use tuntas_buckets::{AddressError, Addresses, Bucket, BucketError, Download, Upload, UploadAddress};
use tuntas_domain::identity::CaseId;
use tuntas_securing::files::{arrival_key, letter_key, minutes_key};
use tuntas_security::Minutes;

/// Seconds for which the address of a file works: long enough to start a download on a slow line, too short to pass around.
pub(crate) const WORKS_FOR_SECONDS: u32 = 120;

/// The buckets.
#[derive(Clone, Debug)]
pub struct Documents {
    objects: Bucket,
    addresses: Addresses,
    doorstep: Addresses,
}

impl Documents {
    /// Names the bucket of documents, and that of the doorstep. The client uses path-style addresses where a bucket has no
    /// host name of its own.
    pub fn new(client: Client, documents: &str, doorstep: &str) -> Self {
        Self {
            objects: Bucket::new(client.clone(), documents),
            addresses: Addresses::new(client.clone(), documents),
            doorstep: Addresses::new(client, doorstep),
        }
    }

    /// Whether a letter is typeset.
    pub(crate) async fn has_letter(&self, request: CaseId, entry: u32) -> Result<bool, BucketError> {
        Ok(self.objects.get(&letter_key(request, entry)).await?.is_some())
    }

    /// Keeps a letter. What is there stays as it is: a letter is what was sent.
    pub(crate) async fn keep_letter(
        &self,
        request: CaseId,
        entry: u32,
        pdf: Vec<u8>,
    ) -> Result<(), BucketError> {
        let key = letter_key(request, entry);
        self.objects.put_new(&key, "application/pdf", pdf).await?;
        Ok(())
    }

    /// Takes away a letter that nobody may keep any more.
    pub(crate) async fn drop_letter(&self, request: CaseId, entry: u32) -> Result<(), BucketError> {
        self.objects.remove(&letter_key(request, entry)).await
    }

    /// An address from which a letter can be read for [`WORKS_FOR_SECONDS`].
    pub(crate) async fn letter_address(&self, request: CaseId, entry: u32) -> Result<String, AddressError> {
        let what = Download {
            key: &letter_key(request, entry),
            content_type: "application/pdf",
            file_name: &format!("surat-{entry}.pdf"),
            seconds: WORKS_FOR_SECONDS,
        };
        self.addresses.download(what).await
    }

    /// An address from which sound minutes can be read for [`WORKS_FOR_SECONDS`].
    pub(crate) async fn minutes_address(
        &self,
        request: CaseId,
        minutes: &Minutes,
    ) -> Result<String, AddressError> {
        let format = minutes.file.format;
        let what = Download {
            key: &minutes_key(request, &minutes.file),
            content_type: format.media_type(),
            file_name: &format!("berita-acara.{}", format.extension()),
            seconds: WORKS_FOR_SECONDS,
        };
        self.addresses.download(what).await
    }

    /// An address that takes these very minutes, once: type, size and digest are part of what is signed.
    pub(crate) async fn arrival_address(
        &self,
        request: CaseId,
        minutes: &Minutes,
        seconds: u32,
    ) -> Result<UploadAddress, AddressError> {
        let what = Upload {
            key: &arrival_key(request, minutes.id),
            content_type: minutes.file.format.media_type(),
            size: minutes.file.size,
            sha256: &minutes.file.sha256,
            seconds,
        };
        self.doorstep.upload(what).await
    }
}
