//! S3 itself.

use std::fmt::Write as _;
use std::io::Seek as _;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::primitives::{ByteStream, Length};

use crate::bucket::{Answer, Backend, BucketError, Content, Meta, Pieces, Put};

/// Tries of a write that meets another write of the same object.
const TRIES: usize = 3;

#[derive(Clone, Debug)]
pub(crate) struct S3 {
    client: Client,
}

impl S3 {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// `If-None-Match: *` keeps what is there, so that no object ever gets a second version.
    async fn put_new(
        &self,
        bucket: &str,
        key: &str,
        content_type: &str,
        content: Content,
    ) -> Result<Put, BucketError> {
        let mut tries = 1;
        loop {
            let body = stream(&content).await?;
            let answer = self
                .client
                .put_object()
                .bucket(bucket)
                .key(key)
                .if_none_match("*")
                .content_type(content_type)
                .body(body)
                .send()
                .await;
            match answer {
                Ok(_) => return Ok(Put::New),
                Err(error) => match status(&error) {
                    // Precondition Failed: something is stored there.
                    Some(412) => return Ok(Put::AlreadyThere),
                    // Conflict: another write of the same key is under way. See what came of it.
                    Some(409) if tries < TRIES => tries += 1,
                    _ => return Err(BucketError::new(error)),
                },
            }
        }
    }

    async fn keys(&self, bucket: &str, prefix: &str) -> Result<Vec<String>, BucketError> {
        let mut keys = Vec::new();
        let request = self.client.list_objects_v2().bucket(bucket).prefix(prefix);
        let mut pages = request.into_paginator().send();
        while let Some(page) = pages.next().await {
            let page = page.map_err(BucketError::new)?;
            keys.extend(
                page.contents()
                    .iter()
                    .filter_map(|object| object.key().map(str::to_owned)),
            );
        }
        keys.sort_unstable();
        Ok(keys)
    }

    async fn head(&self, bucket: &str, key: &str) -> Result<Option<Meta>, BucketError> {
        let answer = self.client.head_object().bucket(bucket).key(key).send().await;
        let head = match answer {
            Ok(head) => head,
            Err(error) if status(&error) == Some(404) => return Ok(None),
            Err(error) => return Err(BucketError::new(error)),
        };
        Ok(Some(Meta {
            size: head
                .content_length
                .and_then(|size| size.try_into().ok())
                .unwrap_or(u64::MAX),
            etag: head.e_tag.unwrap_or_default(),
            modified: head.last_modified.map_or(0, |at| at.secs()),
        }))
    }

    async fn open(
        &self,
        bucket: &str,
        key: &str,
        etag: Option<&str>,
    ) -> Result<Option<Box<dyn Pieces>>, BucketError> {
        let request = self.client.get_object().bucket(bucket).key(key);
        match request.set_if_match(etag.map(str::to_owned)).send().await {
            Ok(object) => Ok(Some(Box::new(object.body))),
            Err(error) if matches!(status(&error), Some(404 | 412)) => Ok(None),
            Err(error) => Err(BucketError::new(error)),
        }
    }

    async fn put(
        &self,
        bucket: &str,
        key: &str,
        content_type: &str,
        content: Vec<u8>,
    ) -> Result<(), BucketError> {
        let request = self.client.put_object().bucket(bucket).key(key);
        request
            .content_type(content_type)
            .body(ByteStream::from(content))
            .send()
            .await
            .map(drop)
            .map_err(BucketError::new)
    }

    async fn copy(&self, bucket: &str, from: &str, etag: &str, to: &str) -> Result<bool, BucketError> {
        let request = self.client.copy_object().bucket(bucket).key(to);
        let answer = request
            .copy_source(encoded(&format!("{bucket}/{from}")))
            .copy_source_if_match(etag)
            .send()
            .await;
        match answer {
            Ok(_) => Ok(true),
            Err(error) if matches!(status(&error), Some(404 | 412)) => Ok(false),
            Err(error) => Err(BucketError::new(error)),
        }
    }

    async fn remove(&self, bucket: &str, key: &str, etag: Option<&str>) -> Result<(), BucketError> {
        let request = self.client.delete_object().bucket(bucket).key(key);
        match request.set_if_match(etag.map(str::to_owned)).send().await {
            Ok(_) => Ok(()),
            // Not there any more, or another one by now.
            Err(error) if etag.is_some() && matches!(status(&error), Some(404 | 409 | 412)) => Ok(()),
            Err(error) => Err(BucketError::new(error)),
        }
    }
}

/// What is stored, from its beginning as often as it is asked for.
async fn stream(content: &Content) -> Result<ByteStream, BucketError> {
    match content {
        Content::Bytes(bytes) => Ok(ByteStream::from(bytes.clone())),
        Content::File(file) => {
            let length = file.metadata().map_err(BucketError::new)?.len();
            let mut file = file.try_clone().map_err(BucketError::new)?;
            file.rewind().map_err(BucketError::new)?;
            ByteStream::read_from()
                .file(tokio::fs::File::from_std(file))
                .length(Length::Exact(length))
                .build()
                .await
                .map_err(BucketError::new)
        }
    }
}

impl Pieces for ByteStream {
    fn next(&mut self) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            match self.next().await {
                Some(Ok(bytes)) => Ok(Some(bytes.to_vec())),
                Some(Err(error)) => Err(BucketError::new(error)),
                None => Ok(None),
            }
        })
    }
}

impl Backend for S3 {
    fn put_new<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        content_type: &'a str,
        content: Content,
    ) -> Answer<'a, Put> {
        Box::pin(self.put_new(bucket, key, content_type, content))
    }

    fn put<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        content_type: &'a str,
        content: Vec<u8>,
    ) -> Answer<'a, ()> {
        Box::pin(self.put(bucket, key, content_type, content))
    }

    fn open<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        etag: Option<&'a str>,
    ) -> Answer<'a, Option<Box<dyn Pieces>>> {
        Box::pin(self.open(bucket, key, etag))
    }

    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, Option<Meta>> {
        Box::pin(self.head(bucket, key))
    }

    fn keys<'a>(&'a self, bucket: &'a str, prefix: &'a str) -> Answer<'a, Vec<String>> {
        Box::pin(self.keys(bucket, prefix))
    }

    fn copy<'a>(&'a self, bucket: &'a str, from: &'a str, etag: &'a str, to: &'a str) -> Answer<'a, bool> {
        Box::pin(self.copy(bucket, from, etag, to))
    }

    fn remove<'a>(&'a self, bucket: &'a str, key: &'a str, etag: Option<&'a str>) -> Answer<'a, ()> {
        Box::pin(self.remove(bucket, key, etag))
    }
}

/// A name as an address holds it: the SDK leaves that to the caller for this one header.
fn encoded(name: &str) -> String {
    name.bytes()
        .fold(String::with_capacity(name.len()), |mut encoded, byte| {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    encoded.push(char::from(byte));
                }
                other => {
                    // Writing into a text cannot fail.
                    let _ = write!(encoded, "%{other:02X}");
                }
            }
            encoded
        })
}

fn status<E>(error: &SdkError<E>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_name_of_any_letters_can_be_copied() {
        assert_eq!(encoded("b/inbox/PA.Pas/a_1.csv"), "b/inbox/PA.Pas/a_1.csv");
        assert_eq!(encoded("b/a b+\u{e9}%.csv"), "b/a%20b%2B%C3%A9%25.csv");
    }
}
