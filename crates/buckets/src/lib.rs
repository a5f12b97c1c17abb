//! S3 as Tuntas uses it: an object is written once and stays as it is.
//!
//! `crates/evidence`, `card-render` and `register-feed` keep their files here. What a bucket stands on is a [`Backend`],
//! as with tables.

mod bucket;
mod s3;

pub use bucket::{Answer, Backend, Bucket, BucketError, Put};
