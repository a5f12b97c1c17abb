//! One bucket.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use aws_sdk_s3::Client;

use crate::s3::S3;

/// An answer that is still to come.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, BucketError>> + Send + 'a>>;

/// The bucket did not answer, or refused. Trying again later is safe.
#[derive(Debug, thiserror::Error)]
#[error("the bucket could not be reached")]
pub struct BucketError(#[source] Box<dyn Error + Send + Sync>);

impl BucketError {
    /// A failure with its cause.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

/// What a write found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// Nothing; the object is stored now.
    New,
    /// An object of that name. It stays as it is.
    AlreadyThere,
}

/// What a read that does not take more than it was told to found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// No object of that name.
    Nothing,
    /// All of it.
    Whole(Vec<u8>),
    /// It is larger; the rest was not read.
    TooLarge,
}

/// What a bucket stands on: S3, or something in memory that keeps the same promises.
pub trait Backend: fmt::Debug + Send + Sync {
    /// Stores an object unless there is one of that name.
    fn put_new<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        content_type: &'a str,
        content: Vec<u8>,
    ) -> Answer<'a, Put>;

    /// Reads an object; `None` if there is none.
    fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, Option<Vec<u8>>>;

    /// Reads an object of at most so many bytes.
    fn get_at_most<'a>(&'a self, bucket: &'a str, key: &'a str, bytes: usize) -> Answer<'a, Got>;

    /// Removes an object; nothing happens if there is none.
    fn remove<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, ()>;

    /// Keys of all objects that begin with `prefix`, in order.
    fn keys<'a>(&'a self, bucket: &'a str, prefix: &'a str) -> Answer<'a, Vec<String>>;
}

/// A bucket, shared.
#[derive(Clone, Debug)]
pub struct Bucket {
    backend: Arc<dyn Backend>,
    name: String,
}

impl Bucket {
    /// A bucket of S3.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self::on(S3::new(client), name)
    }

    /// A bucket on any backend.
    pub fn on(backend: impl Backend + 'static, name: impl Into<String>) -> Self {
        Self {
            backend: Arc::new(backend),
            name: name.into(),
        }
    }

    /// Stores an object unless there is one of that name. `content_type` such as `application/pdf`.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn put_new(&self, key: &str, content_type: &str, content: Vec<u8>) -> Result<Put, BucketError> {
        self.backend.put_new(&self.name, key, content_type, content).await
    }

    /// Keys of all objects that begin with `prefix`, in order.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn keys(&self, prefix: &str) -> Result<Vec<String>, BucketError> {
        self.backend.keys(&self.name, prefix).await
    }

    /// Reads an object; `None` if there is none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, BucketError> {
        self.backend.get(&self.name, key).await
    }

    /// Reads an object that somebody else put there, of at most so many bytes. Of a larger one no more than that is read.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn get_at_most(&self, key: &str, bytes: usize) -> Result<Got, BucketError> {
        self.backend.get_at_most(&self.name, key, bytes).await
    }

    /// Removes an object that was put there to be taken away again. Nothing happens if there is none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn remove(&self, key: &str) -> Result<(), BucketError> {
        self.backend.remove(&self.name, key).await
    }
}
