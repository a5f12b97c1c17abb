//! S3 itself.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::primitives::ByteStream;

use crate::bucket::{Answer, Backend, BucketError, Got, Put};

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
        content: Vec<u8>,
    ) -> Result<Put, BucketError> {
        let mut tries = 1;
        loop {
            let answer = self
                .client
                .put_object()
                .bucket(bucket)
                .key(key)
                .if_none_match("*")
                .content_type(content_type)
                .body(ByteStream::from(content.clone()))
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

    async fn get(&self, bucket: &str, key: &str) -> Result<Option<Vec<u8>>, BucketError> {
        let answer = self.client.get_object().bucket(bucket).key(key).send().await;
        let object = match answer {
            Ok(object) => object,
            Err(error) if status(&error) == Some(404) => return Ok(None),
            Err(error) => return Err(BucketError::new(error)),
        };
        let content = object.body.collect().await.map_err(BucketError::new)?;
        Ok(Some(content.to_vec()))
    }

    async fn get_at_most(&self, bucket: &str, key: &str, bytes: usize) -> Result<Got, BucketError> {
        let answer = self.client.get_object().bucket(bucket).key(key).send().await;
        let mut object = match answer {
            Ok(object) => object,
            Err(error) if status(&error) == Some(404) => return Ok(Got::Nothing),
            Err(error) => return Err(BucketError::new(error)),
        };
        let mut content = Vec::new();
        while let Some(chunk) = object.body.try_next().await.map_err(BucketError::new)? {
            // What the object says of its own length is not trusted with memory.
            if content.len().saturating_add(chunk.len()) > bytes {
                return Ok(Got::TooLarge);
            }
            content.extend_from_slice(&chunk);
        }
        Ok(Got::Whole(content))
    }

    async fn remove(&self, bucket: &str, key: &str) -> Result<(), BucketError> {
        let answer = self.client.delete_object().bucket(bucket).key(key).send().await;
        answer.map(|_| ()).map_err(BucketError::new)
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
}

impl Backend for S3 {
    fn put_new<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        content_type: &'a str,
        content: Vec<u8>,
    ) -> Answer<'a, Put> {
        Box::pin(self.put_new(bucket, key, content_type, content))
    }

    fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, Option<Vec<u8>>> {
        Box::pin(self.get(bucket, key))
    }

    fn get_at_most<'a>(&'a self, bucket: &'a str, key: &'a str, bytes: usize) -> Answer<'a, Got> {
        Box::pin(self.get_at_most(bucket, key, bytes))
    }

    fn remove<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, ()> {
        Box::pin(self.remove(bucket, key))
    }

    fn keys<'a>(&'a self, bucket: &'a str, prefix: &'a str) -> Answer<'a, Vec<String>> {
        Box::pin(self.keys(bucket, prefix))
    }
}

fn status<E>(error: &SdkError<E>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}
