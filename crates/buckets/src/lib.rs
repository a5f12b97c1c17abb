//! S3 as Tuntas uses it: an object is written once and stays as it is. What others put on the doorstep is read up to a
//! bound and taken away; who may read or put one object for a short while gets an address of [`Addresses`].
//!
//! `crates/evidence`, `card-render` and `register-feed` keep their files here. What a bucket stands on is a [`Backend`],
//! as with tables. In the courts' bucket files come and go as well: those are read piece by piece, and copied and removed only
//! as long as they are still the same content.

mod addresses;
mod bucket;
mod s3;

pub use addresses::{AddressError, Addresses, Download, Upload, UploadAddress, works_for};
pub use bucket::{Answer, Backend, Bucket, BucketError, Content, Got, Meta, Pieces, Put};
