//! One bucket.

use std::error::Error;
use std::fmt;
use std::fs::File;
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

/// What is known of an object without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Bytes.
    pub size: u64,
    /// Names this content: another content of the same name has another one.
    pub etag: String,
    /// When it was stored, in seconds since 1970.
    pub modified: i64,
}

/// The content of an object, piece by piece.
pub trait Pieces: Send {
    /// The next bytes; `None` after the last.
    fn next(&mut self) -> Answer<'_, Option<Vec<u8>>>;
}

/// What is stored.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A whole file, from its beginning.
    File(File),
}

/// What a bucket stands on: S3, or something in memory that keeps the same promises.
pub trait Backend: fmt::Debug + Send + Sync {
    /// Stores an object unless there is one of that name.
    fn put_new<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        content_type: &'a str,
        content: Content,
    ) -> Answer<'a, Put>;

    /// Stores an object in the place of whatever was there.
    fn put<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        content_type: &'a str,
        content: Vec<u8>,
    ) -> Answer<'a, ()>;

    /// Opens an object, given an etag only if it still has that content; `None` if there is none, or another.
    fn open<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        etag: Option<&'a str>,
    ) -> Answer<'a, Option<Box<dyn Pieces>>>;

    /// What is known of an object; `None` if there is none.
    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, Option<Meta>>;

    /// Keys of all objects that begin with `prefix`, in order.
    fn keys<'a>(&'a self, bucket: &'a str, prefix: &'a str) -> Answer<'a, Vec<String>>;

    /// Copies an object that still has this content within the bucket. Whether it had.
    fn copy<'a>(&'a self, bucket: &'a str, from: &'a str, etag: &'a str, to: &'a str) -> Answer<'a, bool>;

    /// Removes an object, given an etag only if it still has that content; nothing happens if there is none, or another.
    fn remove<'a>(&'a self, bucket: &'a str, key: &'a str, etag: Option<&'a str>) -> Answer<'a, ()>;
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
        let content = Content::Bytes(content);
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
        match self.backend.open(&self.name, key, None).await? {
            Some(pieces) => read(pieces, usize::MAX).await,
            None => Ok(None),
        }
    }

    /// Reads an object that somebody else put there, of at most so many bytes. Of a larger one no more than that is read.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn get_at_most(&self, key: &str, bytes: usize) -> Result<Got, BucketError> {
        let Some(pieces) = self.backend.open(&self.name, key, None).await? else {
            return Ok(Got::Nothing);
        };
        Ok(read(pieces, bytes).await?.map_or(Got::TooLarge, Got::Whole))
    }

    /// Removes an object that was put there to be taken away again. Nothing happens if there is none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn remove(&self, key: &str) -> Result<(), BucketError> {
        self.backend.remove(&self.name, key, None).await
    }

    /// What is known of an object; `None` if there is none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn head(&self, key: &str) -> Result<Option<Meta>, BucketError> {
        self.backend.head(&self.name, key).await
    }

    /// Opens an object that still has this content, to be read in memory that does not grow with it; `None` if it is
    /// another one by now, or none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn open(&self, key: &str, etag: &str) -> Result<Option<Box<dyn Pieces>>, BucketError> {
        self.backend.open(&self.name, key, Some(etag)).await
    }

    /// Stores an object in the place of whatever was there.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn put(&self, key: &str, content_type: &str, content: Vec<u8>) -> Result<(), BucketError> {
        self.backend.put(&self.name, key, content_type, content).await
    }

    /// Stores a whole file, from its beginning, unless there is an object of that name.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn put_file(&self, key: &str, content_type: &str, content: File) -> Result<Put, BucketError> {
        let content = Content::File(content);
        self.backend.put_new(&self.name, key, content_type, content).await
    }

    /// Copies an object within the bucket, if it still has this content. Whether it had.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn copy(&self, from: &str, etag: &str, to: &str) -> Result<bool, BucketError> {
        self.backend.copy(&self.name, from, etag, to).await
    }

    /// Removes an object if it still has this content; another one, or none, is left as it is.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn remove_same(&self, key: &str, etag: &str) -> Result<(), BucketError> {
        self.backend.remove(&self.name, key, Some(etag)).await
    }
}

/// Reads what is opened to its end; `None` if it is larger.
async fn read(mut pieces: Box<dyn Pieces>, most: usize) -> Result<Option<Vec<u8>>, BucketError> {
    let mut content = Vec::new();
    while let Some(piece) = pieces.next().await? {
        // What the object says of its own length is not trusted with memory.
        if content.len().saturating_add(piece.len()) > most {
            return Ok(None);
        }
        content.extend_from_slice(&piece);
    }
    Ok(Some(content))
}
