//! The file beside an extract that says how far its import has come.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_signatures::sha256_hex;

use super::Figures;
use crate::private;

/// Bytes of the extract that identify it, together with its size.
const LOOKED_AT: u64 = 1 << 20;

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The extract.
    pub input: Input,
    /// The table and the reading: an import goes on as it began.
    pub settings: String,
    /// The day it began. Ages are reckoned on this day until it is done.
    pub today: Date,
    /// It reads the extract's sorted copy.
    pub sorted: bool,
    /// Where the next household begins in the file that is read; `None` before the first.
    pub offset: Option<u64>,
    /// Where households begin among which people move: they are settled when all of the file is read.
    #[serde(default)]
    pub moving: Vec<Option<u64>>,
    /// Size of the file of rejected rows.
    pub rejected_bytes: u64,
    /// What it came to so far.
    pub figures: Figures,
}

/// What identifies an extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of its first mebibyte, in hexadecimal.
    pub sha256: String,
}

/// Progress that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProgressError {
    /// Could not be read or written.
    #[error("the progress file could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// Not written by this program.
    #[error("the progress file is damaged: {0}")]
    Damaged(#[from] serde_json::Error),
    /// The extract is another one by now.
    #[error("the progress file is of another extract; move it away to begin afresh")]
    OtherInput,
    /// The import began with other options.
    #[error(
        "the import began with other options ({0}); use those, or move the progress file away to begin afresh"
    )]
    OtherSettings(String),
}

impl Input {
    /// As it is written down beside what was taken from it.
    pub fn fingerprint(&self) -> String {
        format!("{}-{}", self.size, self.sha256)
    }

    /// Looks at an extract.
    ///
    /// # Errors
    /// The file could not be read.
    pub fn of(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut beginning = Vec::new();
        file.take(LOOKED_AT).read_to_end(&mut beginning)?;
        Ok(Self {
            size,
            sha256: sha256_hex(&beginning),
        })
    }
}

impl Progress {
    /// Where the progress of an extract is kept.
    pub fn path(extract: &Path) -> PathBuf {
        beside(extract, ".progress.json")
    }

    /// Reads the progress of an extract, if an import of it has begun.
    ///
    /// # Errors
    /// [`ProgressError`].
    pub fn load(extract: &Path, settings: &str) -> Result<Option<Self>, ProgressError> {
        let text = match fs::read(Self::path(extract)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let progress: Self = serde_json::from_slice(&text)?;
        if progress.input != Input::of(extract)? {
            return Err(ProgressError::OtherInput);
        }
        if progress.settings != settings {
            return Err(ProgressError::OtherSettings(progress.settings));
        }
        Ok(Some(progress))
    }

    /// Replaces the progress file as a whole, so that a kill leaves the one or the other.
    pub(crate) fn save(&self, extract: &Path) -> Result<(), ProgressError> {
        let path = Self::path(extract);
        let new = beside(extract, ".progress.json.new");
        let mut file = private::create(&new)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        fs::rename(new, path)?;
        Ok(())
    }

    /// The import is done.
    pub(crate) fn remove(extract: &Path) -> Result<(), ProgressError> {
        Ok(fs::remove_file(Self::path(extract))?)
    }
}

/// A path with something added to its file name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
