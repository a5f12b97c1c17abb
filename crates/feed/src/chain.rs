//! The reader's side: whether files are ours, whole, and in their order.

use std::collections::BTreeMap;

use serde::Deserialize;
use tuntas_domain::identity::HouseholdId;
use tuntas_signatures::{Jwks, JwsError, sha256_hex};

use crate::FileNumber;
use crate::file::{FORMAT, Header};

/// A file and the detached JWS beside it, as read from the bucket.
#[derive(Clone, Copy)]
pub struct SignedFile<'a> {
    /// The file, byte for byte.
    pub bytes: &'a [u8],
    /// Its signature.
    pub jws: &'a str,
}

/// How far a chain of files was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The last file.
    pub number: FileNumber,
    /// SHA-256 of its bytes: what the next file must name.
    pub sha256: String,
    /// Household versions told of.
    pub entries: usize,
}

/// Why a file is not to be entered. Names places, never content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// Nobody whose key is known signed these bytes.
    #[error("the signature does not hold: {0}")]
    Signature(#[from] JwsError),
    /// Not a file of this format.
    #[error("line {0} is not of the format {FORMAT}")]
    Form(usize),
    /// A file is missing, or stands in the wrong place.
    #[error("the file has number {found} where {expected} is due")]
    Number {
        /// The number that is due.
        expected: FileNumber,
        /// The number it has.
        found: FileNumber,
    },
    /// Another file was there when this one was made.
    #[error("the file does not follow the one before it")]
    Previous,
    /// The first line says another number of entries.
    #[error("the file says {said} entries and has {found}")]
    Entries {
        /// What the first line says.
        said: usize,
        /// Lines after it.
        found: usize,
    },
    /// A household's versions are not in their order, or one is told of twice.
    #[error("a version on line {0} does not come after the one before it")]
    Order(usize),
}

/// A file that is not to be entered, nor any after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("file {file} of those given: {fault}")]
pub struct BrokenChain {
    /// Place among the files given, from 0.
    pub file: usize,
    /// What is wrong.
    #[source]
    pub fault: ChainFault,
}

#[derive(Deserialize)]
struct Versioned {
    household: HouseholdId,
    version: u32,
}

/// Reads files one after the other. Starts at the first file, or after one verified earlier.
#[derive(Debug)]
pub struct Chain<'k> {
    keys: &'k Jwks,
    last: Option<Verified>,
    versions: BTreeMap<HouseholdId, u32>,
}

impl<'k> Chain<'k> {
    /// Begins at the first file, or after `last`.
    pub fn after(last: Option<Verified>, keys: &'k Jwks) -> Self {
        Self {
            keys,
            last,
            versions: BTreeMap::new(),
        }
    }

    /// How far it was verified.
    pub fn verified(&self) -> Option<&Verified> {
        self.last.as_ref()
    }

    /// Verifies the next file: signature, format, number, predecessor, entries, order of each household's versions.
    ///
    /// # Errors
    /// The first [`ChainFault`] found; the chain stays where it was.
    pub fn read(&mut self, file: SignedFile<'_>) -> Result<&Verified, ChainFault> {
        self.keys.verify_detached(file.jws.trim_end(), file.bytes)?;
        let text = std::str::from_utf8(file.bytes).map_err(|_| ChainFault::Form(1))?;
        let text = text.strip_suffix('\n').ok_or(ChainFault::Form(1))?;
        let mut lines = text.split('\n');
        let header: Header = lines
            .next()
            .and_then(|line| serde_json::from_str(line).ok())
            .filter(|header: &Header| header.format == FORMAT)
            .ok_or(ChainFault::Form(1))?;
        let expected = self
            .last
            .as_ref()
            .map_or(FileNumber::FIRST, |last| last.number.next());
        if header.number != expected {
            return Err(ChainFault::Number {
                expected,
                found: header.number,
            });
        }
        if header.previous != self.last.as_ref().map(|last| last.sha256.clone()) {
            return Err(ChainFault::Previous);
        }
        let mut versions = self.versions.clone();
        let mut found = 0;
        for (place, line) in lines.enumerate() {
            let entry: Versioned = serde_json::from_str(line).map_err(|_| ChainFault::Form(place + 2))?;
            let before = versions.insert(entry.household, entry.version);
            if before.is_some_and(|before| before >= entry.version) {
                return Err(ChainFault::Order(place + 2));
            }
            found += 1;
        }
        if header.entries != found {
            return Err(ChainFault::Entries {
                said: header.entries,
                found,
            });
        }
        self.versions = versions;
        let entries = self.last.as_ref().map_or(0, |last| last.entries) + found;
        Ok(self.last.insert(Verified {
            number: header.number,
            sha256: sha256_hex(file.bytes),
            entries,
        }))
    }
}

/// Verifies all files from the first one; `None` if there are none.
///
/// # Errors
/// [`BrokenChain`] at the first file that is not to be entered.
pub fn verify_chain<'a>(
    files: impl IntoIterator<Item = SignedFile<'a>>,
    keys: &Jwks,
) -> Result<Option<Verified>, BrokenChain> {
    let mut chain = Chain::after(None, keys);
    for (place, file) in files.into_iter().enumerate() {
        chain
            .read(file)
            .map_err(|fault| BrokenChain { file: place, fault })?;
    }
    Ok(chain.last)
}
