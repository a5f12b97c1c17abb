//! Buckets in the same process, in which files come and go.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Cursor, Read as _, Seek as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tuntas_buckets::{Answer, Backend, Bucket, BucketError, Content, Meta, Pieces, Put};

use crate::{Fate, give_way};

/// Bytes of a piece, so that whoever reads has to put pieces together.
const PIECE: usize = 1000;

type Decide = Box<dyn FnMut(&str) -> Fate + Send>;

/// Buckets in this process. Every name is an empty bucket at first. Each write asks for its fate, by the key of the object.
#[derive(Clone, Default)]
pub struct DirectBuckets {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    objects: BTreeMap<String, Object>,
    fate: Option<Decide>,
    /// Seconds; each write takes one.
    clock: i64,
}

#[derive(Clone)]
struct Object {
    content: Vec<u8>,
    modified: i64,
}

impl Object {
    fn etag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.content.hash(&mut hasher);
        format!("\"{:016x}\"", hasher.finish())
    }
}

impl DirectBuckets {
    /// One of them.
    pub fn bucket(&self, name: &str) -> Bucket {
        Bucket::on(self.clone(), name)
    }

    /// Lets somebody decide about every write from now on.
    pub fn decide_with(&self, fate: impl FnMut(&str) -> Fate + Send + 'static) {
        self.state().fate = Some(Box::new(fate));
    }

    /// Keys of all objects that begin with `prefix`, in order, each after the bucket's name and a slash.
    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let state = self.state();
        let keys = state.objects.keys().filter(|key| key.starts_with(prefix));
        keys.cloned().collect()
    }

    /// An object, by bucket, slash and key.
    pub fn object(&self, key: &str) -> Option<Vec<u8>> {
        self.state().objects.get(key).map(|object| object.content.clone())
    }

    /// Whether there is an object, by bucket, slash and key.
    pub fn holds(&self, key: &str) -> bool {
        self.state().objects.contains_key(key)
    }

    /// Puts an object there, as somebody outside does.
    pub fn drop_in(&self, key: &str, content: &[u8]) {
        self.state().store(key.to_owned(), content.to_vec());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write<T>(&self, key: &str, write: impl FnOnce(&mut State) -> T) -> Result<T, BucketError> {
        let mut state = self.state();
        let fate = state.fate.as_mut().map_or(Fate::Done, |decide| decide(key));
        match fate {
            Fate::Done => Ok(write(&mut state)),
            Fate::FailsBefore | Fate::Contended => Err(BucketError::new("the bucket is busy")),
            Fate::AnswerLost => {
                write(&mut state);
                Err(BucketError::new("the answer was lost"))
            }
        }
    }
}

impl State {
    fn store(&mut self, key: String, content: Vec<u8>) {
        self.clock += 1;
        let modified = self.clock;
        self.objects.insert(key, Object { content, modified });
    }

    fn store_new(&mut self, key: String, content: Vec<u8>) -> Put {
        if self.objects.contains_key(&key) {
            return Put::AlreadyThere;
        }
        self.store(key, content);
        Put::New
    }

    /// An object, given an etag only if it still has that content.
    fn same(&self, key: &str, etag: Option<&str>) -> Option<&Object> {
        let object = self.objects.get(key)?;
        etag.is_none_or(|etag| object.etag() == etag).then_some(object)
    }
}

fn at(bucket: &str, key: &str) -> String {
    format!("{bucket}/{key}")
}

fn bytes(content: Content) -> Result<Vec<u8>, BucketError> {
    match content {
        Content::Bytes(bytes) => Ok(bytes),
        Content::File(mut file) => {
            let mut bytes = Vec::new();
            file.rewind().map_err(BucketError::new)?;
            file.read_to_end(&mut bytes).map_err(BucketError::new)?;
            Ok(bytes)
        }
    }
}

impl Backend for DirectBuckets {
    fn put_new<'a>(&'a self, bucket: &'a str, key: &'a str, _: &'a str, content: Content) -> Answer<'a, Put> {
        Box::pin(async move {
            give_way().await;
            let content = bytes(content)?;
            self.write(key, |state| state.store_new(at(bucket, key), content))
        })
    }

    fn put<'a>(&'a self, bucket: &'a str, key: &'a str, _: &'a str, content: Vec<u8>) -> Answer<'a, ()> {
        Box::pin(async move {
            give_way().await;
            self.write(key, |state| state.store(at(bucket, key), content))
        })
    }

    fn open<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        etag: Option<&'a str>,
    ) -> Answer<'a, Option<Box<dyn Pieces>>> {
        Box::pin(async move {
            give_way().await;
            let object = self.state().same(&at(bucket, key), etag).cloned();
            Ok(object.map(|object| {
                let rest: Box<dyn Pieces> = Box::new(Rest(Cursor::new(object.content)));
                rest
            }))
        })
    }

    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> Answer<'a, Option<Meta>> {
        Box::pin(async move {
            give_way().await;
            Ok(self.state().objects.get(&at(bucket, key)).map(|object| Meta {
                size: u64::try_from(object.content.len()).unwrap_or(u64::MAX),
                etag: object.etag(),
                modified: object.modified,
            }))
        })
    }

    fn keys<'a>(&'a self, bucket: &'a str, prefix: &'a str) -> Answer<'a, Vec<String>> {
        Box::pin(async move {
            give_way().await;
            let within = at(bucket, "");
            let found = self.keys(&at(bucket, prefix));
            Ok(found
                .iter()
                .filter_map(|key| key.strip_prefix(&within))
                .map(str::to_owned)
                .collect())
        })
    }

    fn copy<'a>(&'a self, bucket: &'a str, from: &'a str, etag: &'a str, to: &'a str) -> Answer<'a, bool> {
        Box::pin(async move {
            give_way().await;
            let object = self.state().same(&at(bucket, from), Some(etag)).cloned();
            let Some(object) = object else { return Ok(false) };
            self.write(to, |state| state.store(at(bucket, to), object.content))?;
            Ok(true)
        })
    }

    fn remove<'a>(&'a self, bucket: &'a str, key: &'a str, etag: Option<&'a str>) -> Answer<'a, ()> {
        Box::pin(async move {
            give_way().await;
            self.write(key, |state| {
                if state.same(&at(bucket, key), etag).is_some() {
                    state.objects.remove(&at(bucket, key));
                }
            })
        })
    }
}

/// What is left to read.
struct Rest(Cursor<Vec<u8>>);

impl Pieces for Rest {
    fn next(&mut self) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            let mut piece = vec![0; PIECE];
            let length = self.0.read(&mut piece).map_err(BucketError::new)?;
            piece.truncate(length);
            Ok((length > 0).then_some(piece))
        })
    }
}

impl fmt::Debug for DirectBuckets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DirectBuckets").finish_non_exhaustive()
    }
}
