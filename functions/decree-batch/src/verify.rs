//! Fetching a file, with its hash and its signature, in memory that does not grow with it.

use std::fs::File;
use std::io::{Seek as _, Write as _};

use aws_lc_rs::digest::{Context, SHA256};
use tuntas_buckets::Pieces;
use tuntas_signatures::{JwsError, Verification, Verified};

use crate::Failure;

/// A file that was fetched, and whose signature it is.
pub(crate) struct Fetched {
    /// A temporary file without a name: it is gone with this process, however that ends.
    pub(crate) file: File,
    /// Of the content, hex.
    pub(crate) sha256: String,
}

/// Fetches a file and verifies the signature over it.
pub(crate) async fn fetch<'k>(
    mut pieces: Box<dyn Pieces>,
    mut signature: Verification<'k>,
) -> Result<(Fetched, Result<Verified<'k>, JwsError>), Failure> {
    let mut file = tempfile::tempfile()?;
    let mut hash = Context::new(&SHA256);
    while let Some(bytes) = pieces.next().await? {
        hash.update(&bytes);
        signature.update(&bytes);
        file.write_all(&bytes)?;
    }
    file.rewind()?;
    let sha256 = hash
        .finish()
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok((Fetched { file, sha256 }, signature.finish()))
}
