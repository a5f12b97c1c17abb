//! Buckets in this process.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use memory_tables::give_way;
use tuntas_buckets::{Answer, Backend, Bucket, BucketError, Got, Put};

use crate::Weather;

/// Objects by bucket and key. Only that they are there is kept: each is named by the hash of its content, and no function
/// of this world reads one.
#[derive(Clone)]
pub(crate) struct Buckets {
    objects: Arc<Mutex<BTreeSet<String>>>,
    weather: Weather,
}

impl Buckets {
    pub(crate) fn new(weather: Weather) -> Self {
        Self {
            objects: Arc::default(),
            weather,
        }
    }

    /// One of them.
    pub(crate) fn bucket(&self, name: &str) -> Bucket {
        Bucket::on(self.clone(), name)
    }

    /// Whether a bucket holds an object.
    pub(crate) fn holds(&self, bucket: &str, key: &str) -> bool {
        self.objects().contains(&format!("{bucket}/{key}"))
    }

    fn objects(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend for Buckets {
    fn put_new<'a>(&'a self, bucket: &'a str, key: &'a str, _: &'a str, _: Vec<u8>) -> Answer<'a, Put> {
        Box::pin(async move {
            give_way().await;
            if self.weather.strikes(20) {
                return Err(BucketError::new("the bucket is busy"));
            }
            let new = self.objects().insert(format!("{bucket}/{key}"));
            if self.weather.strikes(20) {
                return Err(BucketError::new("the answer was lost"));
            }
            Ok(if new { Put::New } else { Put::AlreadyThere })
        })
    }

    fn get<'a>(&'a self, _: &'a str, _: &'a str) -> Answer<'a, Option<Vec<u8>>> {
        Box::pin(async { Err(BucketError::new("nothing is read here")) })
    }

    fn get_at_most<'a>(&'a self, _: &'a str, _: &'a str, _: usize) -> Answer<'a, Got> {
        Box::pin(async { Err(BucketError::new("nothing is read here")) })
    }

    fn remove<'a>(&'a self, _: &'a str, _: &'a str) -> Answer<'a, ()> {
        Box::pin(async { Err(BucketError::new("nothing is removed here")) })
    }

    fn keys<'a>(&'a self, _: &'a str, _: &'a str) -> Answer<'a, Vec<String>> {
        Box::pin(async { Err(BucketError::new("nothing is listed here")) })
    }
}

impl fmt::Debug for Buckets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buckets").finish_non_exhaustive()
    }
}
